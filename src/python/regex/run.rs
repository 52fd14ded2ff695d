//! The machine that looks for a match.

use super::{Assert, Instr, Kind, Pattern, folded};

/// How a match may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Anywhere from the start on.
    Search,
    /// It begins at the start.
    Match,
    /// It begins at the start and ends at the end.
    Full,
}

/// What is looked for where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Find<'t> {
    /// The text.
    pub(crate) text: &'t [char],
    /// Where to begin.
    pub(crate) start: usize,
    /// Where the text is to end.
    pub(crate) end: usize,
    /// How it may lie.
    pub(crate) mode: Mode,
    /// A match at the start must not be empty.
    pub(crate) moves: bool,
}

/// Where the whole and each group lie, in characters.
pub(crate) type Spans = Vec<Option<(usize, usize)>>;

/// The pattern goes back and forth for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Endless;

/// Instructions after which a search is given up.
const STEPS: u64 = 200_000_000;

const UNSET: usize = usize::MAX;

enum Back {
    To(usize, usize),
    Restore(usize, usize),
}

struct Machine<'a> {
    instrs: &'a [Instr],
    find: Find<'a>,
    registers: Vec<usize>,
    back: Vec<Back>,
    steps: u64,
    start: usize,
}

impl Pattern {
    /// The first match.
    ///
    /// # Errors
    /// If it is not found in any time.
    pub(crate) fn find(&self, find: &Find<'_>) -> Result<Option<Spans>, Endless> {
        let mut machine = Machine {
            instrs: &self.instrs,
            find: *find,
            registers: vec![UNSET; self.registers],
            back: Vec::new(),
            steps: 0,
            start: find.start,
        };
        let last = if find.mode == Mode::Search {
            find.end
        } else {
            find.start
        };
        while machine.start <= last.min(find.end) {
            if let (Some(first), Mode::Search) = (self.first, find.mode) {
                let rest = &find.text[machine.start..find.end];
                match rest.iter().position(|c| *c == first) {
                    Some(skipped) => machine.start += skipped,
                    None => return Ok(None),
                }
            }
            if let Some(end) = machine.run(0, machine.start, true)? {
                machine.registers[0] = machine.start;
                machine.registers[1] = end;
                let pairs = machine.registers.chunks(2).take(self.groups + 1);
                let span = |pair: &[usize]| (pair[1] != UNSET).then_some((pair[0], pair[1]));
                return Ok(Some(pairs.map(span).collect()));
            }
            machine.start += 1;
        }
        Ok(None)
    }
}

impl Machine<'_> {
    /// Runs up to [`Instr::Done`]; what can be gone back to stays.
    fn run(&mut self, mut pc: usize, mut at: usize, whole: bool) -> Result<Option<usize>, Endless> {
        let base = self.back.len();
        loop {
            self.steps += 1;
            if self.steps > STEPS {
                return Err(Endless);
            }
            let next = match &self.instrs[pc] {
                Instr::Char(c, fold) => self.eats(at, |here| {
                    if *fold {
                        folded(here) == *c
                    } else {
                        here == *c
                    }
                }),
                Instr::Any(all) => self.eats(at, |here| *all || here != '\n'),
                Instr::Set(set) => self.eats(at, |here| set.has(here)),
                Instr::Assert(assert) => self.holds(*assert, at).then_some((1, at)),
                Instr::Save(register) => {
                    self.set(*register, at);
                    Some((1, at))
                }
                Instr::Split(first, second) => {
                    self.back.push(Back::To(*second, at));
                    pc = *first;
                    continue;
                }
                Instr::Jump(to) => {
                    pc = *to;
                    continue;
                }
                Instr::Moved(register, end) => {
                    pc = if self.registers[*register] == at {
                        *end
                    } else {
                        pc + 1
                    };
                    continue;
                }
                Instr::Same(group, fold) => self.same(*group, *fold, at).map(|end| (1, end)),
                Instr::Unless(group, no) => {
                    pc = if self.registers[2 * group + 1] == UNSET {
                        *no
                    } else {
                        pc + 1
                    };
                    continue;
                }
                Instr::Look {
                    behind,
                    negated,
                    then,
                } => {
                    let (negated, then) = (*negated, *then);
                    if self.look(pc + 1, at, *behind, negated)? != negated {
                        pc = then;
                        continue;
                    }
                    None
                }
                Instr::Atomic(then) => {
                    let then = *then;
                    let kept = self.back.len();
                    match self.run(pc + 1, at, false)? {
                        Some(end) => {
                            self.forget(kept);
                            pc = then;
                            at = end;
                            continue;
                        }
                        None => None,
                    }
                }
                Instr::Done => {
                    let short = whole && self.find.mode == Mode::Full && at != self.find.end;
                    let stands = whole && self.find.moves && at == self.find.start;
                    if !short && !stands {
                        return Ok(Some(at));
                    }
                    None
                }
            };
            if let Some((on, to)) = next {
                pc += on;
                at = to;
                continue;
            }
            match self.go_back(base) {
                Some((to, place)) => (pc, at) = (to, place),
                None => return Ok(None),
            }
        }
    }

    fn eats(&self, at: usize, fits: impl Fn(char) -> bool) -> Option<(usize, usize)> {
        (at < self.find.end && fits(self.find.text[at])).then_some((1, at + 1))
    }

    fn set(&mut self, register: usize, at: usize) {
        let old = std::mem::replace(&mut self.registers[register], at);
        self.back.push(Back::Restore(register, old));
    }

    fn go_back(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.back.len() > base {
            match self.back.pop()? {
                Back::To(pc, at) => return Some((pc, at)),
                Back::Restore(register, old) => self.registers[register] = old,
            }
        }
        None
    }

    /// Forgets the ways that were left open since, not what is to be restored.
    fn forget(&mut self, kept: usize) {
        let since = self.back.split_off(kept);
        let restores = since
            .into_iter()
            .filter(|back| matches!(back, Back::Restore(..)));
        self.back.extend(restores);
    }

    fn look(
        &mut self,
        pc: usize,
        at: usize,
        behind: Option<usize>,
        negated: bool,
    ) -> Result<bool, Endless> {
        let Some(from) = at.checked_sub(behind.unwrap_or(0)) else {
            return Ok(false);
        };
        let kept = self.back.len();
        let found = self.run(pc, from, false)?.is_some();
        if found && negated {
            while self.back.len() > kept {
                self.go_back(kept);
            }
        } else if found {
            self.forget(kept);
        }
        Ok(found)
    }

    fn same(&self, group: usize, fold: bool, at: usize) -> Option<usize> {
        let (from, to) = (self.registers[2 * group], self.registers[2 * group + 1]);
        if to == UNSET {
            return None;
        }
        let end = at + (to - from);
        let (text, there) = (self.find.text.get(from..to)?, self.find.text.get(at..end)?);
        let alike = |(a, b): (&char, &char)| a == b || (fold && folded(*a) == folded(*b));
        (end <= self.find.end && text.iter().zip(there).all(alike)).then_some(end)
    }

    fn holds(&self, assert: Assert, at: usize) -> bool {
        let (text, end) = (self.find.text, self.find.end);
        match assert {
            Assert::Start => at == 0,
            Assert::LineStart => at == 0 || text[at - 1] == '\n',
            Assert::TextEnd => at == end,
            Assert::End => at == end || (at + 1 == end && text[at] == '\n'),
            Assert::LineEnd => at == end || text[at] == '\n',
            Assert::Word { negated, ascii } => {
                let word = |at: usize| at < end && Kind::Word.has(text[at], ascii);
                let before = at.checked_sub(1).is_some_and(word);
                (before != word(at)) != negated
            }
        }
    }
}
