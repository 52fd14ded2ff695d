//! What stands for one character of a text: escapes and classes.

use super::{Node, Parser, Res, wrong};
use crate::python::regex::{Assert, Kind, Member, Set, Wrong, flag};

impl Parser<'_> {
    fn kind(&self, c: char) -> Option<Member> {
        let kind = match c.to_ascii_lowercase() {
            'd' => Kind::Digit,
            's' => Kind::Space,
            'w' => Kind::Word,
            _ => return None,
        };
        Some(Member::Kind {
            kind,
            negated: c.is_ascii_uppercase(),
            ascii: self.has(flag::ASCII),
        })
    }

    pub(super) fn escape(&mut self, at: usize) -> Res<Node> {
        let fold = self.has(flag::IGNORECASE);
        let Some(c) = self.next() else {
            return Err(wrong("bad escape (end of pattern)", at));
        };
        if let Some(kind) = self.kind(c) {
            return Ok(Node::Set(Set {
                negated: false,
                items: vec![kind],
                fold: false,
            }));
        }
        let ascii = self.has(flag::ASCII);
        Ok(match c {
            'A' => Node::Assert(Assert::Start),
            'Z' => Node::Assert(Assert::TextEnd),
            'b' => Node::Assert(Assert::Word {
                negated: false,
                ascii,
            }),
            'B' => Node::Assert(Assert::Word {
                negated: true,
                ascii,
            }),
            '1'..='9' => return self.backward(at, fold),
            c => Node::Char(self.character(c, at)?, fold),
        })
    }

    /// `\1`, or three octal digits.
    fn backward(&mut self, at: usize, fold: bool) -> Res<Node> {
        let digit = |c: Option<&char>, radix| c.and_then(|c| c.to_digit(radix));
        let octal: Vec<u32> = (at + 1..at + 4)
            .filter_map(|at| digit(self.text.get(at), 8))
            .collect();
        if let [a, b, c] = octal[..] {
            self.at = at + 4;
            return match char::from_u32(a * 64 + b * 8 + c).filter(|c| *c as u32 <= 0o377) {
                Some(c) => Ok(Node::Char(c, fold)),
                None => Err(wrong("octal escape value outside of range 0-0o377", at)),
            };
        }
        let mut number = digit(self.text.get(at + 1), 10).unwrap_or(0) as usize;
        if let Some(more) = digit(self.text.get(at + 2), 10) {
            self.at += 1;
            number = number * 10 + more as usize;
        }
        if number > self.groups {
            return Err(wrong(format!("invalid group reference {number}"), at + 1));
        }
        if self.open.contains(&number) {
            return Err(wrong("cannot refer to an open group", at));
        }
        Ok(Node::Same(number, fold))
    }

    /// The character that an escape stands for, in a class or outside.
    fn character(&mut self, c: char, at: usize) -> Res<char> {
        let digits = match c {
            'n' => return Ok('\n'),
            't' => return Ok('\t'),
            'r' => return Ok('\r'),
            'f' => return Ok('\x0c'),
            'v' => return Ok('\x0b'),
            'a' => return Ok('\x07'),
            '0' => {
                let mut value = 0;
                for _ in 0..2 {
                    if let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) {
                        value = value * 8 + digit;
                        self.at += 1;
                    }
                }
                return Ok(char::from_u32(value).unwrap_or('\0'));
            }
            'x' => 2,
            'u' => 4,
            'U' => 8,
            c if c.is_ascii_alphanumeric() => {
                return Err(wrong(format!("bad escape \\{c}"), at));
            }
            c => return Ok(c),
        };
        let hex: String = self.text[self.at..].iter().take(digits).collect();
        let value = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
        if let Some(value) = value.filter(|_| hex.chars().count() == digits) {
            self.at += digits;
            return Ok(value);
        }
        let good: String = hex.chars().take_while(char::is_ascii_hexdigit).collect();
        Err(wrong(format!("incomplete escape \\{c}{good}"), at))
    }

    pub(super) fn set(&mut self, at: usize) -> Res<Set> {
        let negated = self.eat("^");
        let mut items = Vec::new();
        let unterminated = || wrong("unterminated character set", at);
        let first = self.at;
        loop {
            let from = self.at;
            if self.peek().ok_or_else(unterminated)? == ']' && from > first {
                self.at += 1;
                break;
            }
            let low = self.member(at)?;
            let range =
                self.peek() == Some('-') && self.text.get(self.at + 1).is_some_and(|c| *c != ']');
            if !range {
                items.push(low);
                continue;
            }
            self.at += 1;
            let high = self.member(at)?;
            let (Member::Range(low, _), Member::Range(high, _)) = (low, high) else {
                return Err(self.bad_range(from));
            };
            if high < low {
                return Err(self.bad_range(from));
            }
            items.push(Member::Range(low, high));
        }
        Ok(Set {
            negated,
            items,
            fold: self.has(flag::IGNORECASE),
        })
    }

    fn bad_range(&self, from: usize) -> Wrong {
        let range: String = self.text[from..self.at].iter().collect();
        debug_assert!(self.source.contains(&range));
        wrong(format!("bad character range {range}"), from)
    }

    fn member(&mut self, set: usize) -> Res<Member> {
        let at = self.at;
        let unterminated = || wrong("unterminated character set", set);
        let c = match self.next().ok_or_else(unterminated)? {
            '\\' => {
                let c = self.next().ok_or_else(unterminated)?;
                if let Some(kind) = self.kind(c) {
                    return Ok(kind);
                }
                match c {
                    'b' => '\x08',
                    '1'..='7' => {
                        self.at -= 1;
                        self.character('0', at)?
                    }
                    c => self.character(c, at)?,
                }
            }
            c => c,
        };
        Ok(Member::Range(c, c))
    }
}
