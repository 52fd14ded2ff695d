//! How deep a source text nests: parser and compiler walk into it, so what is too deep is refused before they begin.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};
use ruff_text_size::{TextRange, TextSize};

/// Brackets in brackets, as in `CPython`.
const BRACKETS: usize = 200;
/// Blocks in blocks, as in `CPython`.
const BLOCKS: u32 = 100;
/// Operators, calls and subscripts that one expression can put into each other.
const OPERATORS: u32 = 1000;

/// What is too deep, and in which line.
pub(super) fn too_deep(source: &str) -> Option<(TextRange, &'static str)> {
    let what = walk(source)?;
    // The lexer does not say where it is, so the shortest text that is too deep is looked for.
    let mut ends: Vec<usize> = source.match_indices('\n').map(|(at, _)| at + 1).collect();
    ends.push(source.len());
    let first = ends.partition_point(|&end| walk(&source[..end]).is_none());
    let end = ends.get(first).copied().unwrap_or(source.len());
    let start = first.checked_sub(1).map_or(0, |before| ends[before]);
    let line = source[start..end].trim_end();
    let start = start + line.len() - line.trim_start().len();
    let place = |at: usize| TextSize::new(at as u32);
    Some((
        TextRange::new(place(start), place(start + line.trim_start().len())),
        what,
    ))
}

fn walk(source: &str) -> Option<&'static str> {
    let mut lexer = lexer::lex(source, Mode::Module);
    let mut at = Depth::default();
    loop {
        match lexer.next_token() {
            TokenKind::EndOfFile => return None,
            kind => {
                if let Some(what) = at.take(kind) {
                    return Some(what);
                }
            }
        }
    }
}

/// Operators around a place, in each open bracket: those that a comma ends, and lambdas, which go on behind it.
#[derive(Debug, Default, Clone, Copy)]
struct Around {
    operators: u32,
    lambdas: u32,
}

#[derive(Debug, Default)]
struct Depth {
    open: Vec<Around>,
    here: Around,
    outer: u32,
    blocks: u32,
}

impl Depth {
    fn take(&mut self, kind: TokenKind) -> Option<&'static str> {
        match kind {
            TokenKind::Lpar
            | TokenKind::Lsqb
            | TokenKind::Lbrace
            | TokenKind::FStringStart
            | TokenKind::TStringStart => {
                self.outer += self.here.operators + self.here.lambdas;
                self.open.push(std::mem::take(&mut self.here));
                if self.open.len() > BRACKETS {
                    return Some("too many nested parentheses");
                }
            }
            TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
            | TokenKind::FStringEnd
            | TokenKind::TStringEnd => {
                if let Some(around) = self.open.pop() {
                    self.outer -= around.operators + around.lambdas;
                    self.here = around;
                }
                // A call or a subscript holds what stands before it.
                self.here.operators += 1;
            }
            TokenKind::Comma => self.here.operators = 0,
            TokenKind::Lambda => self.here.lambdas += 1,
            TokenKind::Newline | TokenKind::Semi => {
                self.open.clear();
                self.here = Around::default();
                self.outer = 0;
            }
            TokenKind::Indent => {
                self.blocks += 1;
                if self.blocks > BLOCKS {
                    return Some("too many levels of indentation");
                }
            }
            TokenKind::Dedent => self.blocks = self.blocks.saturating_sub(1),
            TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringMiddle
            | TokenKind::TStringMiddle
            | TokenKind::Comment
            | TokenKind::NonLogicalNewline
            | TokenKind::Colon => {}
            _ => self.here.operators += 1,
        }
        let all = self.outer + self.here.operators + self.here.lambdas;
        (all > OPERATORS).then_some("an expression that nests too deeply")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(source: &str) -> Option<&'static str> {
        too_deep(source).map(|(_, what)| what)
    }

    #[test]
    fn what_people_write_is_not_too_deep() {
        let long_list = format!("x = [{}]\n", "-1, f(a.b[0]), ".repeat(5000));
        let sum = format!("x = {}1\n", "1 + ".repeat(300));
        let strings = format!("x = ['{}']  # {}\n", "(".repeat(500), "[".repeat(500));
        let elifs = format!("if a: pass\n{}", "elif b + 1: pass\n".repeat(5000));
        for source in [long_list, sum, strings, elifs] {
            assert_eq!(what(&source), None);
        }
    }

    #[test]
    fn what_nests_without_end_is() {
        for source in [
            "(".repeat(300),
            format!("x = {}1", "-".repeat(5000)),
            format!("x = {}1", "not ".repeat(5000)),
            format!("x = {}1", "lambda a, b: ".repeat(5000)),
            format!("x = {}1", "1 if 1 else ".repeat(5000)),
            format!("x{}", ".y".repeat(5000)),
            format!("x{}", "[0]".repeat(5000)),
            format!("x = {}1{}", "f(1, -".repeat(150), ")".repeat(150))
                .replace('-', &"-".repeat(20)),
            format!("x = {}", "f'{".repeat(300)),
        ] {
            assert!(what(&source).is_some(), "{}", &source[..20]);
        }
        let blocks: String = (0..200)
            .map(|depth| " ".repeat(depth) + "if 1:\n")
            .collect();
        assert_eq!(what(&blocks), Some("too many levels of indentation"));
    }
}
