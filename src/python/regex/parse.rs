//! The text of a pattern to its tree.

mod single;

use super::{Assert, Set, Wrong, flag};

#[derive(Debug, Clone)]
pub(super) enum Node {
    Char(char, bool),
    Any(bool),
    Set(Set),
    Assert(Assert),
    Group(usize, Box<Node>),
    Seq(Vec<Node>),
    Alt(Vec<Node>),
    Repeat {
        node: Box<Node>,
        least: u32,
        most: Option<u32>,
        how: How,
    },
    Look {
        node: Box<Node>,
        behind: bool,
        negated: bool,
    },
    Same(usize, bool),
    Atomic(Box<Node>),
    If(usize, Box<Node>, Box<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Greedy,
    Lazy,
    Possessive,
}

pub(super) struct Parsed {
    pub(super) node: Node,
    pub(super) flags: u32,
    pub(super) groups: usize,
    pub(super) names: Vec<(String, usize)>,
}

struct Parser<'a> {
    text: Vec<char>,
    at: usize,
    flags: u32,
    groups: usize,
    names: Vec<(String, usize)>,
    /// Groups that are not closed yet.
    open: Vec<usize>,
    source: &'a str,
}

type Res<T> = Result<T, Wrong>;

/// Parentheses in each other.
const DEEPEST: usize = 200;

pub(super) fn parse(source: &str, flags: u32) -> Res<Parsed> {
    let mut parser = Parser {
        text: source.chars().collect(),
        at: 0,
        flags,
        groups: 0,
        names: Vec::new(),
        open: Vec::new(),
        source,
    };
    let node = parser.choice(0)?;
    if parser.at < parser.text.len() {
        return Err(wrong("unbalanced parenthesis", parser.at));
    }
    let mut flags = parser.flags;
    if flags & flag::ASCII == 0 {
        flags |= flag::UNICODE;
    }
    Ok(Parsed {
        node,
        flags,
        groups: parser.groups,
        names: parser.names,
    })
}

fn wrong(message: impl Into<String>, at: usize) -> Wrong {
    Wrong {
        message: message.into(),
        at: Some(at),
    }
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let here = self.text[self.at..].iter().copied();
        let found = here.take(text.chars().count()).eq(text.chars());
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    fn choice(&mut self, depth: usize) -> Res<Node> {
        if depth > DEEPEST {
            return Err(wrong("too many nested parentheses here", self.at));
        }
        let mut ways = vec![self.sequence(depth)?];
        while self.eat("|") {
            ways.push(self.sequence(depth)?);
        }
        Ok(if ways.len() == 1 {
            ways.remove(0)
        } else {
            Node::Alt(ways)
        })
    }

    fn skip_room(&mut self) {
        while self.has(flag::VERBOSE) {
            match self.peek() {
                Some(c) if c.is_ascii_whitespace() || c == '\x0b' => self.at += 1,
                Some('#') => while self.next().is_some_and(|c| c != '\n') {},
                _ => return,
            }
        }
    }

    fn sequence(&mut self, depth: usize) -> Res<Node> {
        let mut parts: Vec<Node> = Vec::new();
        // Whether the last part can be repeated.
        let mut repeatable = Err("nothing to repeat");
        loop {
            self.skip_room();
            let at = self.at;
            let Some(c) = self.peek() else { break };
            if c == '|' || c == ')' {
                break;
            }
            if let Some((least, most)) = self.count()? {
                let node = match repeatable {
                    Ok(()) => parts.pop().unwrap_or(Node::Seq(Vec::new())),
                    Err(message) => return Err(wrong(message, at)),
                };
                let how = if self.eat("?") {
                    How::Lazy
                } else if self.eat("+") {
                    How::Possessive
                } else {
                    How::Greedy
                };
                parts.push(Node::Repeat {
                    node: node.into(),
                    least,
                    most,
                    how,
                });
                repeatable = Err("multiple repeat");
                continue;
            }
            let node = self.atom(depth)?;
            repeatable = match &node {
                Some(Node::Assert(Assert::Start | Assert::LineStart)) => Err("nothing to repeat"),
                Some(_) => Ok(()),
                None if parts.is_empty() => Err("nothing to repeat"),
                None => repeatable,
            };
            parts.extend(node);
        }
        Ok(if parts.len() == 1 {
            parts.remove(0)
        } else {
            Node::Seq(parts)
        })
    }

    /// `*`, `+`, `?` or `{m,n}`.
    fn count(&mut self) -> Res<Option<(u32, Option<u32>)>> {
        let at = self.at;
        let bounds = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                let least = self.number();
                let comma = self.eat(",");
                let most = if comma { self.number() } else { least };
                if !self.eat("}") || (least.is_none() && !comma) {
                    self.at = at;
                    return Ok(None);
                }
                let least = least.unwrap_or(0);
                if most.is_some_and(|most| most < least) {
                    return Err(wrong("min repeat greater than max repeat", at + 1));
                }
                return Ok(Some((least, most)));
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(bounds))
    }

    fn number(&mut self) -> Option<u32> {
        let mut value: Option<u32> = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            value = Some(value.unwrap_or(0).saturating_mul(10).saturating_add(digit));
            self.at += 1;
        }
        value
    }

    fn atom(&mut self, depth: usize) -> Res<Option<Node>> {
        let at = self.at;
        let fold = self.has(flag::IGNORECASE);
        let Some(c) = self.next() else {
            return Ok(None);
        };
        Ok(Some(match c {
            '.' => Node::Any(self.has(flag::DOTALL)),
            '^' if self.has(flag::MULTILINE) => Node::Assert(Assert::LineStart),
            '^' => Node::Assert(Assert::Start),
            '$' if self.has(flag::MULTILINE) => Node::Assert(Assert::LineEnd),
            '$' => Node::Assert(Assert::End),
            '[' => Node::Set(self.set(at)?),
            '(' => return self.parenthesis(at, depth),
            '\\' => self.escape(at)?,
            c => Node::Char(c, fold),
        }))
    }

    fn parenthesis(&mut self, at: usize, depth: usize) -> Res<Option<Node>> {
        let outside = self.flags;
        let node = if !self.eat("?") {
            self.group(None, depth)?
        } else if self.eat("P") {
            if self.eat("<") {
                let (name, from) = self.name('>')?;
                self.group(Some((name, from)), depth)?
            } else if self.eat("=") {
                let (name, from) = self.name(')')?;
                let number = self.number_of(&name, from)?;
                return Ok(Some(Node::Same(number, self.has(flag::IGNORECASE))));
            } else {
                let extension: String = self.text[at + 1..].iter().take(3).collect();
                return Err(wrong(format!("unknown extension {extension}"), at + 1));
            }
        } else if self.eat(":") {
            self.choice(depth + 1)?
        } else if self.eat(">") {
            Node::Atomic(self.choice(depth + 1)?.into())
        } else if self.eat("#") {
            while self
                .next()
                .ok_or_else(|| wrong("missing ), unterminated comment", at))?
                != ')'
            {}
            return Ok(None);
        } else if self.eat("(") {
            self.condition(depth)?
        } else if let Some((behind, negated)) = self.look() {
            Node::Look {
                node: self.choice(depth + 1)?.into(),
                behind,
                negated,
            }
        } else {
            if !self.inline_flags(at)? {
                return Ok(None);
            }
            self.choice(depth + 1)?
        };
        if !self.eat(")") {
            return Err(wrong("missing ), unterminated subpattern", at));
        }
        self.flags = outside | (self.flags & flag::UNICODE);
        // What stands in parentheses is one thing.
        Ok(Some(match node {
            Node::Repeat { .. } | Node::Assert(_) => Node::Seq(vec![node]),
            node => node,
        }))
    }

    fn look(&mut self) -> Option<(bool, bool)> {
        let kinds = [
            ("=", false, false),
            ("!", false, true),
            ("<=", true, false),
            ("<!", true, true),
        ];
        let found = kinds.into_iter().find(|(text, ..)| self.eat(text));
        found.map(|(_, behind, negated)| (behind, negated))
    }

    fn group(&mut self, name: Option<(String, usize)>, depth: usize) -> Res<Node> {
        self.groups += 1;
        let number = self.groups;
        if let Some((name, at)) = name {
            if let Some((_, was)) = self.names.iter().find(|(known, _)| *known == name) {
                let message = format!(
                    "redefinition of group name {name:?} as group {number}; was group {was}"
                );
                return Err(wrong(message.replace('"', "'"), at));
            }
            self.names.push((name, number));
        }
        self.open.push(number);
        let node = self.choice(depth + 1)?;
        self.open.retain(|open| *open != number);
        Ok(Node::Group(number, node.into()))
    }

    /// `(?(1)yes|no)`
    fn condition(&mut self, depth: usize) -> Res<Node> {
        let (name, at) = self.reference(')')?;
        let number = match name.parse() {
            Ok(number) => number,
            Err(_) => self.number_of(&name, at)?,
        };
        if number == 0 || number > self.groups.max(number) {
            return Err(wrong("bad group number", at));
        }
        let yes = self.sequence(depth + 1)?;
        let no = if self.eat("|") {
            self.sequence(depth + 1)?
        } else {
            Node::Seq(Vec::new())
        };
        if self.peek() == Some('|') {
            return Err(wrong(
                "conditional backref with more than two branches",
                self.at,
            ));
        }
        Ok(Node::If(number, yes.into(), no.into()))
    }

    /// Whether the flags are for what follows up to the parenthesis.
    fn inline_flags(&mut self, at: usize) -> Res<bool> {
        let (mut on, mut off, mut minus) = (0, 0, false);
        let from = self.at;
        loop {
            let bit = match self.next() {
                Some('i') => flag::IGNORECASE,
                Some('m') => flag::MULTILINE,
                Some('s') => flag::DOTALL,
                Some('x') => flag::VERBOSE,
                Some('a') => flag::ASCII,
                Some('u') => flag::UNICODE,
                Some('L') => 0,
                Some('-') if !minus => {
                    minus = true;
                    continue;
                }
                Some(':') if self.at > from + 1 => {
                    self.flags = (self.flags | on) & !off;
                    return Ok(true);
                }
                Some(')') if !minus && self.at > from + 1 => {
                    if at != 0 {
                        return Err(wrong("global flags not at the start of the expression", at));
                    }
                    self.flags |= on;
                    return Ok(false);
                }
                Some(other) if self.at == from + 1 => {
                    let extension = if other == '<' {
                        format!("?<{}", self.peek().map(String::from).unwrap_or_default())
                    } else {
                        format!("?{other}")
                    };
                    return Err(wrong(format!("unknown extension {extension}"), at + 1));
                }
                Some(other) if other.is_alphabetic() => {
                    return Err(wrong("unknown flag", self.at - 1));
                }
                Some(_) => return Err(wrong("missing -, : or )", self.at - 1)),
                None if self.at == from => return Err(wrong("unexpected end of pattern", self.at)),
                None => return Err(wrong("missing -, : or )", self.at)),
            };
            if minus { off |= bit } else { on |= bit }
        }
    }

    /// The name up to its end, and where it begins.
    fn reference(&mut self, end: char) -> Res<(String, usize)> {
        let from = self.at;
        let mut name = String::new();
        loop {
            match self.next() {
                Some(c) if c == end => break,
                Some(c) => name.push(c),
                None if name.is_empty() => return Err(wrong("missing group name", from)),
                None => return Err(wrong(format!("missing {end}, unterminated name"), from)),
            }
        }
        if name.is_empty() {
            return Err(wrong("missing group name", from));
        }
        Ok((name, from))
    }

    fn name(&mut self, end: char) -> Res<(String, usize)> {
        let (name, from) = self.reference(end)?;
        let mut chars = name.chars();
        let good = chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
            && chars.all(|c| c.is_alphanumeric() || c == '_');
        if good {
            return Ok((name, from));
        }
        Err(wrong(format!("bad character in group name '{name}'"), from))
    }

    fn number_of(&self, name: &str, at: usize) -> Res<usize> {
        let found = self.names.iter().find(|(known, _)| known == name);
        let number = found
            .ok_or_else(|| wrong(format!("unknown group name '{name}'"), at))?
            .1;
        if self.open.contains(&number) {
            return Err(wrong("cannot refer to an open group", at));
        }
        Ok(number)
    }
}
