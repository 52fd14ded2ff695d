//! The slips that the parser stumbles over and does not know: Python 2, characters that look like others or like nothing,
//! brackets without their other half.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged, TextLen, TextRange};

use super::parse::Lines;

/// What is wrong, and what to write instead.
pub(super) struct Slip {
    pub(super) range: TextRange,
    pub(super) message: String,
    pub(super) instead: Option<String>,
}

/// What makes the parser stumble at `error`, if it is a slip that is known.
pub(super) fn explain(
    source: &str,
    tokens: &[Token],
    error: TextRange,
    lines: &Lines,
) -> Option<Slip> {
    let finder = Finder {
        source,
        tokens,
        error,
        line: lines.line(error.start()),
        lines,
    };
    finder
        .character()
        .or_else(|| finder.python_2())
        .or_else(|| finder.bracket())
        .or_else(|| finder.assignment())
}

struct Finder<'a> {
    source: &'a str,
    tokens: &'a [Token],
    error: TextRange,
    line: u32,
    lines: &'a Lines,
}

impl Finder<'_> {
    fn text(&self, range: impl Ranged) -> &str {
        &self.source[range.range()]
    }

    /// A character that Python does not know, before or where the parser stumbles.
    fn character(&self) -> Option<Slip> {
        let unknown = self.tokens.iter().find(|token| {
            let first = self.text(*token).chars().next();
            token.kind() == TokenKind::Unknown && first.is_some_and(|first| !first.is_ascii())
        })?;
        if self.lines.line(unknown.start()) > self.line {
            return None;
        }
        let character = self.text(unknown).chars().next()?;
        let range = TextRange::at(unknown.start(), character.text_len());
        let code = format!("U+{:04X}", character as u32);
        if let Some(name) = invisible(character) {
            let message =
                format!("invalid non-printable character {code}: {name}, which one does not see");
            let instead = "a plain space, or nothing".to_owned();
            return Some(slip(range, message, Some(instead)));
        }
        let message = format!("invalid character '{character}' ({code})");
        let Some((what, instead)) = lookalike(character) else {
            return Some(slip(range, message, None));
        };
        let message = format!("{message}: {what}");
        Some(slip(range, message, Some(instead)))
    }

    /// A bracket that is not closed, not opened, or closed by another.
    fn bracket(&self) -> Option<Slip> {
        let mut open: Vec<&Token> = Vec::new();
        for token in self.tokens {
            let closes = match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                    open.push(token);
                    continue;
                }
                TokenKind::Rpar => TokenKind::Lpar,
                TokenKind::Rsqb => TokenKind::Lsqb,
                TokenKind::Rbrace => TokenKind::Lbrace,
                _ => continue,
            };
            let closing = self.text(token);
            match open.pop() {
                Some(opening) if opening.kind() == closes => {}
                Some(opening) => {
                    let line = self.lines.line(opening.start());
                    let other = self.text(opening);
                    let at = if line == self.lines.line(token.start()) {
                        String::new()
                    } else {
                        format!(" on line {line}")
                    };
                    let message = format!(
                        "closing parenthesis '{closing}' does not match opening parenthesis '{other}'{at}"
                    );
                    return Some(slip(token.range(), message, None));
                }
                None => {
                    let message = format!("unmatched '{closing}': no bracket is open here");
                    return Some(slip(token.range(), message, None));
                }
            }
        }
        let opening = open.last()?;
        let at_the_end = self.error.start() >= self.source.trim_end().text_len();
        let later = self.line > self.lines.line(opening.start());
        (later || at_the_end).then(|| {
            let message = format!("'{}' was never closed", self.text(*opening));
            slip(opening.range(), message, None)
        })
    }

    /// The tokens of the line on which the parser stumbles, and how it reads without a comment.
    fn statement(&self) -> (&[Token], &str) {
        let on_line = |token: &Token| self.lines.line(token.start()) == self.line;
        let layout = |token: &Token| {
            matches!(
                token.kind(),
                TokenKind::Indent | TokenKind::Dedent | TokenKind::NonLogicalNewline
            )
        };
        let ends = |token: &Token| {
            matches!(
                token.kind(),
                TokenKind::Newline | TokenKind::Comment | TokenKind::EndOfFile | TokenKind::Semi
            )
        };
        let upto = |token: &Token| token.end() <= self.error.start();
        // Of several statements on the line, the one that is before the place.
        let after = |token: &Token| {
            upto(token) && matches!(token.kind(), TokenKind::Semi | TokenKind::Colon)
        };
        let first = self.tokens.iter().position(on_line).unwrap_or(0);
        let rest = &self.tokens[first..];
        let line = rest.iter().take_while(|token| on_line(token)).count();
        let skip = rest[..line].iter().rposition(after).map_or(0, |at| at + 1);
        let rest = &rest[skip..];
        let skip = rest.iter().take_while(|token| layout(token)).count();
        let rest = &rest[skip..];
        let length = rest
            .iter()
            .take_while(|token| on_line(token) && !ends(token))
            .count();
        let statement = &rest[..length];
        let text = match statement {
            [first, .., last] => &self.source[TextRange::new(first.start(), last.end())],
            [only] => self.text(only),
            [] => "",
        };
        (statement, text)
    }

    /// What only Python 2 had.
    fn python_2(&self) -> Option<Slip> {
        let (statement, text) = self.statement();
        let whole = TextRange::new(statement.first()?.start(), statement.last()?.end());
        let word = self.text(statement[0]);
        let rest = text[word.len()..].trim();
        let begins = |kind: TokenKind| {
            matches!(
                kind,
                TokenKind::Name
                    | TokenKind::String
                    | TokenKind::FStringStart
                    | TokenKind::Int
                    | TokenKind::Float
                    | TokenKind::Lbrace
                    | TokenKind::True
                    | TokenKind::False
                    | TokenKind::None
                    | TokenKind::Not
                    | TokenKind::Lambda
            )
        };
        let follows = statement.get(1).map(Token::kind);
        if matches!(word, "print" | "exec") && follows.is_some_and(begins) {
            let instead = match rest.strip_suffix(',') {
                Some(rest) => format!("{word}({rest}, end=' ')"),
                None => format!("{word}({rest})"),
            };
            let message = format!(
                "Missing parentheses in call to '{word}'. Did you mean {word}(...)? In Python 3 it is a function"
            );
            return Some(slip(whole, message, Some(instead)));
        }
        let (class, name) = rest.split_once(',').unwrap_or((rest, ""));
        let (class, name) = (class.trim(), name.trim());
        let plain = |text: &str| {
            let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
            !text.is_empty() && text.chars().all(part)
        };
        match statement[0].kind() {
            TokenKind::Except if plain(class) => {
                let name = name.strip_suffix(':')?.trim_end();
                plain(name).then(|| {
                    let message = "multiple exception types must be parenthesized; a name for the exception follows 'as'";
                    let instead = format!("except {class} as {name}:");
                    slip(whole, message.to_owned(), Some(instead))
                })
            }
            TokenKind::Raise if plain(class) && !name.is_empty() => {
                let message = "in Python 3 an exception gets its text in brackets";
                let instead = format!("raise {class}({name})");
                Some(slip(whole, message.to_owned(), Some(instead)))
            }
            _ => self.old_literal(statement),
        }
    }

    /// `<>`, backticks, `0777`, `5L`.
    fn old_literal(&self, statement: &[Token]) -> Option<Slip> {
        for pair in statement.windows(2) {
            let (first, second) = (&pair[0], &pair[1]);
            let touch = first.end() == second.start();
            let both = TextRange::new(first.start(), second.end());
            let at_error = both.contains_inclusive(self.error.start());
            match (first.kind(), second.kind()) {
                (TokenKind::Less, TokenKind::Greater) if touch && at_error => {
                    let message = "Python 3 has no '<>'".to_owned();
                    return Some(slip(both, message, Some("!=".to_owned())));
                }
                (TokenKind::Int, TokenKind::Name)
                    if touch && at_error && matches!(self.text(second), "L" | "l") =>
                {
                    let message =
                        "Python 3 has no long integers: every int is as long as it need be";
                    let instead = self.text(first).to_owned();
                    return Some(slip(both, message.to_owned(), Some(instead)));
                }
                _ => {}
            }
        }
        let text = self.text(self.error);
        if text.starts_with('`') {
            let message = "Python 3 has no backticks".to_owned();
            return Some(slip(self.error, message, Some("repr(...)".to_owned())));
        }
        let digits = text.strip_prefix('0').unwrap_or_default();
        let old_octal = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        old_octal.then(|| {
            let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
            let digits = digits.trim_start_matches('0');
            let octal = digits.bytes().all(|byte| byte < b'8');
            let instead = if octal { format!("0o{digits}") } else { digits.to_owned() };
            slip(self.error, message.to_owned(), Some(instead))
        })
    }

    /// `if x = 1:`
    fn assignment(&self) -> Option<Slip> {
        let (statement, _) = self.statement();
        let asks = matches!(
            statement.first()?.kind(),
            TokenKind::If | TokenKind::Elif | TokenKind::While
        );
        if !asks || self.text(self.error) != "=" {
            return None;
        }
        let message = "Maybe you meant '==' or ':=' instead of '='?".to_owned();
        Some(slip(self.error, message, Some("==".to_owned())))
    }
}

fn slip(range: TextRange, message: String, instead: Option<String>) -> Slip {
    Slip {
        range,
        message,
        instead,
    }
}

/// What a character is called that leaves no trace on the screen.
fn invisible(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{a0}' | '\u{202f}' => "a space at which lines do not break",
        '\u{200b}' => "a space without width",
        '\u{200c}' | '\u{200d}' | '\u{2060}' => "a joiner without width",
        '\u{feff}' => "a byte order mark",
        '\u{ad}' => "a hyphen that shows at the end of a line only",
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a mark of the direction of writing"
        }
        '\u{3000}' => "a wide space",
        '\u{2000}'..='\u{200a}' | '\u{205f}' => "a space of another width",
        '\u{2028}' | '\u{2029}' => "a separator of lines",
        _ => return None,
    })
}

/// What a character is that looks like one of Python's, and that one.
fn lookalike(character: char) -> Option<(&'static str, String)> {
    let (what, plain) = match character {
        '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '〝' | '〞' => {
            ("a curly quote", "\"")
        }
        '‘' | '’' | '‚' | '‛' | '＇' | '´' | '′' => ("a curly quote", "'"),
        '–' | '—' | '−' | '‐' | '‑' => ("a dash", "-"),
        '…' => ("an ellipsis", "..."),
        '≠' => ("a sign of mathematics", "!="),
        '≤' => ("a sign of mathematics", "<="),
        '≥' => ("a sign of mathematics", ">="),
        '×' => ("a sign of mathematics", "*"),
        '÷' => ("a sign of mathematics", "/"),
        '→' => ("an arrow", "->"),
        '。' => ("a full stop of Chinese", "."),
        '、' => ("a comma of Chinese", ","),
        '「' | '」' | '『' | '』' | '《' | '》' => ("a quote of Chinese", "\""),
        '【' => ("a wide bracket", "["),
        '】' => ("a wide bracket", "]"),
        '\u{ff01}'..='\u{ff5e}' => {
            let plain = char::from_u32(character as u32 - 0xfee0)?;
            return Some(("a wide character", plain.to_string()));
        }
        _ => return None,
    };
    Some((what, plain.to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::python::compile;

    fn said(source: &str) -> String {
        let problems = compile(source, "t.py").unwrap_err();
        problems[0].to_string()
    }

    #[track_caller]
    fn slips(source: &str, place: &str, message: &str, instead: &str) {
        let said = said(source);
        assert!(said.starts_with(&format!("t.py:{place}: ")), "{said}");
        assert!(said.contains(message), "{said}");
        if !instead.is_empty() {
            assert!(
                said.ends_with(&format!("\n    instead: {instead}")),
                "{said}"
            );
        }
    }

    #[test]
    fn python_2_is_told_how_python_3_writes_it() {
        let print = "Missing parentheses in call to 'print'. Did you mean print(...)?";
        slips("x = 1\nprint x\n", "2:1", print, "print(x)");
        slips("print \"a\", 2 # why\n", "1:1", print, "print(\"a\", 2)");
        slips(
            "if 1:\n    print 'a',\n",
            "2:5",
            print,
            "print('a', end=' ')",
        );
        slips("if 1: print 'a'\n", "1:7", print, "print('a')");
        slips("a = 1; print a; b = 2\n", "1:8", print, "print(a)");
        slips("exec 'x'\n", "1:1", "call to 'exec'", "exec('x')");
        slips(
            "try: pass\nexcept ValueError, e:\n    pass\n",
            "2:1",
            "must be parenthesized",
            "except ValueError as e:",
        );
        slips(
            "raise ValueError, 'a'\n",
            "1:1",
            "in brackets",
            "raise ValueError('a')",
        );
        slips(
            "x = 0777\n",
            "1:5",
            "leading zeros in decimal integer literals",
            "0o777",
        );
        slips("x = 5L\n", "1:5", "no long integers", "5");
        slips("if 1 <> 2: pass\n", "1:6", "no '<>'", "!=");
        slips("x = `1`\n", "1:5", "no backticks", "repr(...)");
    }

    #[test]
    fn characters_that_look_like_others_or_like_nothing_are_named() {
        slips("x = “a”\n", "1:5", "invalid character '“' (U+201C)", "\"");
        slips("print(‘a’)\n", "1:7", "invalid character '‘' (U+2018)", "'");
        slips(
            "x\u{200b} = 1\n",
            "1:2",
            "invalid non-printable character U+200B",
            "a plain space, or nothing",
        );
        slips(
            "x =\u{a0}1\n",
            "1:4",
            "invalid non-printable character U+00A0",
            "a plain space, or nothing",
        );
        slips(
            "x = 1\nprint（x）\n",
            "2:6",
            "invalid character '（' (U+FF08)",
            "(",
        );
        slips("x = 1 ≠ 2\n", "1:7", "invalid character '≠' (U+2260)", "!=");
        slips("x = 1 ⌘ 2\n", "1:7", "invalid character '⌘' (U+2318)", "");
        assert!(
            compile("x = '“≠\u{200b}' # ‘\n", "t.py").is_ok(),
            "in texts all are welcome"
        );
    }

    #[test]
    fn a_bracket_without_its_other_half_is_pointed_at() {
        slips(
            "x = (1,\n2\ny = 3\ndef f():\n    pass\n",
            "1:5",
            "'(' was never closed",
            "",
        );
        slips("x = {1: 2,\n", "1:5", "'{' was never closed", "");
        slips("x = [(1 +", "1:6", "'(' was never closed", "");
        slips("print(1\nprint(2)\n", "1:6", "'(' was never closed", "");
        slips("x = 5)\n", "1:6", "unmatched ')'", "");
        slips(
            "x = [1)\n",
            "1:7",
            "closing parenthesis ')' does not match opening parenthesis '['",
            "",
        );
        slips(
            "x = {1:\n2]\n",
            "2:2",
            "does not match opening parenthesis '{' on line 1",
            "",
        );
        slips("f(\n1 2\n)\n", "2:3", "Expected `,`", "");
    }

    #[test]
    fn an_assignment_where_a_question_is_asked() {
        slips(
            "x = 1\nif x = 1:\n    pass\n",
            "2:6",
            "Maybe you meant '=='",
            "==",
        );
    }
}
