//! The tree of a pattern to instructions.

use super::parse::{How, Node, Parsed};
use super::{Instr, Pattern, Wrong};

/// Instructions that a pattern may become.
const MOST: usize = 200_000;

pub(super) fn emit(parsed: &Parsed) -> Result<Pattern, Wrong> {
    let mut emitter = Emitter {
        instrs: Vec::new(),
        registers: 2 * (parsed.groups + 1),
    };
    emitter.node(&parsed.node)?;
    emitter.instrs.push(Instr::Done);
    let mut first = None;
    for instr in &emitter.instrs {
        match instr {
            Instr::Save(_) => {}
            Instr::Char(c, false) => {
                first = Some(*c);
                break;
            }
            _ => break,
        }
    }
    Ok(Pattern {
        flags: parsed.flags,
        groups: parsed.groups,
        names: parsed.names.clone(),
        instrs: emitter.instrs,
        registers: emitter.registers,
        first,
    })
}

struct Emitter {
    instrs: Vec<Instr>,
    registers: usize,
}

impl Emitter {
    fn here(&self) -> usize {
        self.instrs.len()
    }

    /// An instruction whose aim comes later.
    fn push(&mut self, instr: Instr) -> usize {
        self.instrs.push(instr);
        self.here() - 1
    }

    fn node(&mut self, node: &Node) -> Result<(), Wrong> {
        if self.here() > MOST {
            let message = "the pattern is too large here".to_owned();
            return Err(Wrong { message, at: None });
        }
        match node {
            Node::Char(c, fold) => {
                let c = if *fold { super::folded(*c) } else { *c };
                self.push(Instr::Char(c, *fold));
            }
            Node::Any(all) => {
                self.push(Instr::Any(*all));
            }
            Node::Set(set) => {
                self.push(Instr::Set(set.clone().into()));
            }
            Node::Assert(assert) => {
                self.push(Instr::Assert(*assert));
            }
            Node::Same(group, fold) => {
                self.push(Instr::Same(*group, *fold));
            }
            Node::Group(number, inner) => {
                self.push(Instr::Save(2 * number));
                self.node(inner)?;
                self.push(Instr::Save(2 * number + 1));
            }
            Node::Seq(parts) => {
                for part in parts {
                    self.node(part)?;
                }
            }
            Node::Alt(ways) => self.ways(ways)?,
            Node::Repeat {
                node,
                least,
                most,
                how,
            } => self.repeat(node, *least, *most, *how)?,
            Node::Look {
                node,
                behind,
                negated,
            } => {
                let behind = match behind {
                    false => None,
                    true => Some(width(node).ok_or_else(|| Wrong {
                        message: "look-behind requires fixed-width pattern".to_owned(),
                        at: None,
                    })?),
                };
                let look = self.push(Instr::Done);
                self.node(node)?;
                self.push(Instr::Done);
                let then = self.here();
                self.instrs[look] = Instr::Look {
                    behind,
                    negated: *negated,
                    then,
                };
            }
            Node::Atomic(inner) => {
                let atomic = self.push(Instr::Done);
                self.node(inner)?;
                self.push(Instr::Done);
                self.instrs[atomic] = Instr::Atomic(self.here());
            }
            Node::If(group, yes, no) => {
                let unless = self.push(Instr::Done);
                self.node(yes)?;
                let over = self.push(Instr::Done);
                self.instrs[unless] = Instr::Unless(*group, self.here());
                self.node(no)?;
                self.instrs[over] = Instr::Jump(self.here());
            }
        }
        Ok(())
    }

    fn ways(&mut self, ways: &[Node]) -> Result<(), Wrong> {
        let mut ends = Vec::new();
        for (index, way) in ways.iter().enumerate() {
            if index + 1 == ways.len() {
                self.node(way)?;
                break;
            }
            let split = self.push(Instr::Done);
            self.node(way)?;
            ends.push(self.push(Instr::Done));
            self.instrs[split] = Instr::Split(split + 1, self.here());
        }
        for end in ends {
            self.instrs[end] = Instr::Jump(self.here());
        }
        Ok(())
    }

    fn split(&mut self, at: usize, lazy: bool, inside: usize, outside: usize) {
        self.instrs[at] = if lazy {
            Instr::Split(outside, inside)
        } else {
            Instr::Split(inside, outside)
        };
    }

    fn repeat(
        &mut self,
        node: &Node,
        least: u32,
        most: Option<u32>,
        how: How,
    ) -> Result<(), Wrong> {
        if how == How::Possessive {
            let greedy = Node::Repeat {
                node: node.clone().into(),
                least,
                most,
                how: How::Greedy,
            };
            return self.node(&Node::Atomic(greedy.into()));
        }
        let lazy = how == How::Lazy;
        for _ in 0..least {
            self.node(node)?;
        }
        let Some(most) = most else {
            let split = self.push(Instr::Done);
            let body = self.here();
            if width(node).is_some_and(|width| width > 0) {
                self.node(node)?;
                self.push(Instr::Jump(split));
            } else {
                let register = self.registers;
                self.registers += 1;
                self.push(Instr::Save(register));
                self.node(node)?;
                let end = self.here() + 2;
                self.push(Instr::Moved(register, end));
                self.push(Instr::Jump(split));
            }
            let end = self.here();
            self.split(split, lazy, body, end);
            return Ok(());
        };
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.push(Instr::Done));
            self.node(node)?;
        }
        let end = self.here();
        for split in splits {
            self.split(split, lazy, split + 1, end);
        }
        Ok(())
    }
}

/// How many characters a node matches, if that is always the same.
fn width(node: &Node) -> Option<usize> {
    match node {
        Node::Char(..) | Node::Any(_) | Node::Set(_) => Some(1),
        Node::Assert(_) | Node::Look { .. } => Some(0),
        Node::Same(..) => None,
        Node::Group(_, inner) | Node::Atomic(inner) => width(inner),
        Node::Seq(parts) => parts.iter().map(width).sum(),
        Node::Alt(ways) => {
            let mut widths = ways.iter().map(width);
            let first = widths.next()??;
            widths.all(|other| other == Some(first)).then_some(first)
        }
        Node::Repeat {
            node, least, most, ..
        } => (*most == Some(*least))
            .then(|| width(node))?
            .map(|one| one * *least as usize),
        Node::If(_, yes, no) => width(yes).filter(|one| width(no) == Some(*one)),
    }
}
