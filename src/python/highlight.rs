//! The parser's tokens as colours for the code pane, and the names that a prompt can complete.

use ruff_python_ast::token::TokenKind;
use ruff_text_size::Ranged;

use super::exceptions::Exc;
use super::modules::{Module, builtin_type};
use super::natives::Native;
use super::parse::{Lines, readable};

/// A piece of a line of one colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// Line, from 1.
    pub line: u32,
    /// First character, from 0.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// What it is.
    pub kind: PaintKind,
}

/// What a piece of source text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PaintKind {
    Keyword,
    String,
    Number,
    Comment,
    Name,
    /// The name after `def` or `class`, or one that is called.
    Function,
    Builtin,
    Operator,
}

/// The colours of a source text, in its order; a text with mistakes is coloured as far as it can be read.
pub fn highlight(source: &str) -> Vec<Paint> {
    let parsed = readable(source);
    let lines = Lines::new(source);
    let tokens: Vec<_> = parsed.tokens().iter().collect();
    let mut paints = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let range = token.range();
        let text = &source[range];
        let Some(kind) = kind_of(token.kind(), text, || {
            let before = index.checked_sub(1).map(|before| tokens[before].kind());
            let after = tokens.get(index + 1).map(|after| after.kind());
            (before, after)
        }) else {
            continue;
        };
        let first = lines.line(range.start());
        for (offset, piece) in text.split('\n').enumerate() {
            let line = first + offset as u32;
            let start = if offset == 0 {
                let begin = lines.start(line);
                source[begin..range.start().to_usize()].chars().count() as u32
            } else {
                0
            };
            let end = start + piece.trim_end_matches('\r').chars().count() as u32;
            if end > start {
                paints.push(Paint {
                    line,
                    start,
                    end,
                    kind,
                });
            }
        }
    }
    paints
}

fn kind_of(
    kind: TokenKind,
    text: &str,
    around: impl FnOnce() -> (Option<TokenKind>, Option<TokenKind>),
) -> Option<PaintKind> {
    Some(match kind {
        TokenKind::Name => {
            let (before, after) = around();
            if matches!(before, Some(TokenKind::Def | TokenKind::Class)) {
                PaintKind::Function
            } else if before != Some(TokenKind::Dot) && is_builtin(text) {
                PaintKind::Builtin
            } else if after == Some(TokenKind::Lpar) {
                PaintKind::Function
            } else {
                PaintKind::Name
            }
        }
        TokenKind::Int | TokenKind::Float | TokenKind::Complex => PaintKind::Number,
        TokenKind::String
        | TokenKind::FStringStart
        | TokenKind::FStringMiddle
        | TokenKind::FStringEnd
        | TokenKind::TStringStart
        | TokenKind::TStringMiddle
        | TokenKind::TStringEnd => PaintKind::String,
        TokenKind::Comment => PaintKind::Comment,
        kind if kind.is_keyword() => PaintKind::Keyword,
        kind if kind.is_operator() => PaintKind::Operator,
        _ => return None,
    })
}

fn is_builtin(name: &str) -> bool {
    matches!(name, "print" | "super" | "next" | "map" | "filter")
        || Native::find(Module::Builtins, name).is_some()
        || builtin_type(name).is_some()
        || Exc::builtin(name).is_some()
}

/// Names that a prompt may complete: those of the program, then what Python brings, each once, in order.
pub fn names(source: &str) -> Vec<String> {
    let parsed = readable(source);
    let mut names: Vec<String> = parsed
        .tokens()
        .iter()
        .filter(|token| token.kind() == TokenKind::Name)
        .map(|token| source[token.range()].to_owned())
        .collect();
    for name in [
        "print",
        "range",
        "len",
        "threading",
        "notify",
        "notify_all",
        "release",
        "acquire",
        "set",
        "clear",
    ] {
        names.push(name.to_owned());
    }
    let mut seen = rustc_hash::FxHashSet::default();
    names.retain(|name| seen.insert(name.clone()));
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let paints = highlight("x = '灯' + 'b'  # 注\n");
        let strings: Vec<_> = paints
            .iter()
            .filter(|paint| paint.kind == PaintKind::String)
            .collect();
        assert_eq!((strings[0].start, strings[0].end), (4, 7));
        assert_eq!((strings[1].start, strings[1].end), (10, 13));
        assert_eq!(
            paints.last().map(|paint| paint.kind),
            Some(PaintKind::Comment)
        );
    }

    #[test]
    fn a_text_over_several_lines_is_painted_on_each() {
        let paints = highlight("a = '''x\ny'''\n");
        let lines: Vec<u32> = paints
            .iter()
            .filter(|p| p.kind == PaintKind::String)
            .map(|p| p.line)
            .collect();
        assert_eq!(lines, [1, 2]);
    }

    #[test]
    fn definitions_calls_and_builtins_have_their_kinds() {
        use PaintKind::{Builtin, Function, Keyword, Name};

        let paints = highlight("def go():\n    print(len(x))\n    go()\n");
        let kinds: Vec<_> = paints
            .iter()
            .map(|paint| paint.kind)
            .filter(|kind| *kind != PaintKind::Operator)
            .collect();
        assert_eq!(kinds, [Keyword, Function, Builtin, Builtin, Name, Function]);
    }

    #[test]
    fn broken_text_is_coloured_as_far_as_it_goes() {
        assert!(!highlight("def f(:\n  'abc").is_empty());
    }
}
