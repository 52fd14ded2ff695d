//! Regular expressions as Python's `re` means them: which match is found, what `$` and an empty match are, what a group keeps
//! that repeats, and what is wrong with a pattern. A pattern becomes instructions for a machine that goes back with a stack
//! of its own, so that neither a long text nor a deep choice takes the program's.

mod emit;
mod parse;
mod run;

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rustc_hash::FxHashMap;

pub(crate) use run::{Find, Mode};

/// `re.IGNORECASE` and its kind.
pub(crate) mod flag {
    pub(crate) const IGNORECASE: u32 = 2;
    pub(crate) const MULTILINE: u32 = 8;
    pub(crate) const DOTALL: u32 = 16;
    pub(crate) const UNICODE: u32 = 32;
    pub(crate) const VERBOSE: u32 = 64;
    pub(crate) const ASCII: u32 = 256;
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// As CPython says it.
    pub(crate) message: String,
    /// Where, in characters, if that is said.
    pub(crate) at: Option<usize>,
}

/// A pattern, compiled.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// The flags, with those that it sets itself.
    pub(crate) flags: u32,
    /// How many groups it has.
    pub(crate) groups: usize,
    /// The names of groups, in order, with their numbers.
    pub(crate) names: Vec<(String, usize)>,
    instrs: Vec<Instr>,
    /// Registers: two for each group and the whole, then one for each loop.
    registers: usize,
    /// The character that every match begins with, if it is known.
    first: Option<char>,
}

/// A class of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Set {
    negated: bool,
    items: Vec<Member>,
    fold: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    Range(char, char),
    Kind {
        kind: Kind,
        negated: bool,
        ascii: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Space,
    Word,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Assert {
    /// The beginning of the text.
    Start,
    /// The beginning of a line.
    LineStart,
    /// The end, or before the line feed that ends the text.
    End,
    LineEnd,
    /// The very end.
    TextEnd,
    Word {
        negated: bool,
        ascii: bool,
    },
}

#[derive(Debug, Clone)]
enum Instr {
    Char(char, bool),
    /// Any character, line feeds among them or not.
    Any(bool),
    Set(Box<Set>),
    Assert(Assert),
    /// Notes the place in a register.
    Save(usize),
    /// Goes on there, or else there.
    Split(usize, usize),
    Jump(usize),
    /// Leaves a loop whose body has matched nothing, since it would do so for ever.
    Moved(usize, usize),
    Same(usize, bool),
    /// What follows up to [`Instr::Done`] is looked for here, or so many characters before; it goes on there.
    Look {
        behind: Option<usize>,
        negated: bool,
        then: usize,
    },
    /// What follows is matched and never looked into again.
    Atomic(usize),
    /// Goes on there if the group has not matched.
    Unless(usize, usize),
    Done,
}

impl Kind {
    fn has(self, c: char, ascii: bool) -> bool {
        match (self, ascii) {
            (Kind::Digit, true) => c.is_ascii_digit(),
            (Kind::Digit, false) => {
                c.is_ascii_digit()
                    || (!c.is_ascii()
                        && c.is_numeric()
                        && c.to_digit(36).is_none()
                        && is_decimal(c))
            }
            (Kind::Space, true) => matches!(c, ' ' | '\t'..='\r'),
            (Kind::Space, false) => c.is_whitespace() || matches!(c, '\x1c'..='\x1f'),
            (Kind::Word, true) => c.is_ascii_alphanumeric() || c == '_',
            (Kind::Word, false) => c.is_alphanumeric() || c == '_',
        }
    }
}

/// Whether a character beyond ASCII is a decimal digit: those stand in runs of ten.
fn is_decimal(c: char) -> bool {
    const ZEROS: [u32; 12] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xe50, 0xed0, 0xff10,
    ];
    ZEROS
        .iter()
        .any(|zero| (*zero..zero + 10).contains(&(c as u32)))
}

/// A character as it is compared where case does not matter.
fn folded(c: char) -> char {
    match c {
        'ſ' => 's',
        '\u{212a}' => 'k',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

impl Set {
    fn has(&self, c: char) -> bool {
        let plain = |c: char| {
            self.items.iter().any(|item| match *item {
                Member::Range(first, last) => first <= c && c <= last,
                Member::Kind {
                    kind,
                    negated,
                    ascii,
                } => kind.has(c, ascii) != negated,
            })
        };
        let upper = || c.to_uppercase().next().unwrap_or(c);
        let found = plain(c) || (self.fold && (plain(folded(c)) || plain(upper())));
        found != self.negated
    }
}

/// Patterns that are remembered.
const KEPT: usize = 512;

type Known = FxHashMap<(Arc<str>, u32), Arc<Pattern>>;

impl Pattern {
    /// The pattern of a text with these flags.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn of(text: &Arc<str>, flags: u32) -> Result<Arc<Self>, Wrong> {
        static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
        let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (text.clone(), flags);
        if let Some(pattern) = known().get(&key) {
            return Ok(pattern.clone());
        }
        let parsed = parse::parse(text, flags)?;
        let pattern = Arc::new(emit::emit(&parsed)?);
        let mut known = known();
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(key, pattern.clone());
        Ok(pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pattern: &str, text: &str, mode: Mode) -> Option<Vec<Option<(usize, usize)>>> {
        let pattern = Pattern::of(&pattern.into(), 0).unwrap();
        let chars: Vec<char> = text.chars().collect();
        let find = Find {
            text: &chars,
            start: 0,
            end: chars.len(),
            mode,
            moves: false,
        };
        pattern.find(&find).unwrap()
    }

    #[test]
    fn a_loop_whose_body_matches_nothing_ends_and_its_group_is_empty() {
        let found = spans("(a*)*", "b", Mode::Match);
        assert_eq!(found, Some(vec![Some((0, 0)), Some((0, 0))]));
    }

    #[test]
    fn a_long_text_takes_no_stack_of_the_programs() {
        let text = "ab".repeat(200_000);
        let found = spans("(?:a|ab)*?(?:b|ab)*$", &text, Mode::Match).unwrap();
        assert_eq!(found[0], Some((0, 400_000)));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let wrong = |text: &str| Pattern::of(&text.into(), 0).unwrap_err();
        assert_eq!(
            wrong("a("),
            Wrong {
                message: "missing ), unterminated subpattern".into(),
                at: Some(1)
            }
        );
        assert_eq!(
            wrong("*a"),
            Wrong {
                message: "nothing to repeat".into(),
                at: Some(0)
            }
        );
        assert_eq!(
            wrong("(?<=a+)b").message,
            "look-behind requires fixed-width pattern"
        );
    }
}
