//! Shorter ways through code: what several instructions come to where all they touch is plain.
//!
//! The instructions stay as they are, and so do their places. Beside each stands the quickest way on from there; the
//! machine takes it if the operands are plain numbers and the like, and executes the instruction otherwise. So jumps,
//! handlers, spans and stops between any two instructions know nothing of it.

pub mod members;
pub mod verbs;

use crate::python::code::{BinaryOp, Body, CompareOp, Const, Instr, Symbol};
use crate::python::value::Value;
use crate::trace::SiteId;

/// The quick ways of a piece of code.
#[derive(Debug, Default)]
pub struct Ways {
    /// One for each instruction.
    pub of: Vec<Quick>,
    /// The constants as values.
    pub consts: Vec<Value>,
}

/// A way on from an instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quick {
    /// There is none but the instruction.
    None,
    /// As [`Instr::Line`].
    Line(SiteId),
    /// As [`Instr::Jump`].
    Jump(u32),
    /// [`Instr::Jump`] to an [`Instr::Line`], and that: how loops go round.
    Loop {
        /// Where the line is.
        to: u32,
        /// What it is.
        site: SiteId,
    },
    /// As [`Instr::JumpIfTrue`] or [`Instr::JumpIfFalse`], for a bool.
    JumpIf {
        /// Where to.
        to: u32,
        /// For which value.
        when: bool,
    },
    /// As [`Instr::Pop`].
    Pop,
    /// Pushes a value.
    Push(From),
    /// [`Instr::Const`] and [`Instr::StoreLocal`], for an int.
    Let {
        /// The constant.
        index: u32,
        /// The local.
        to: u16,
    },
    /// As [`Instr::StoreLocal`], unless the value is a synchronisation object, which gets a name, or may keep some.
    Store(u16),
    /// As [`Instr::LoadGlobal`], if that is no visible read.
    Global(Symbol),
    /// [`Instr::LoadMethod`] with what brings the object, for a [verb](crate::python::verb::Verb) of something built in, and for
    /// an instance's method.
    Method {
        /// The object.
        of: From,
        /// The name.
        name: Symbol,
    },
    /// As [`Instr::CallMethod`] with so many arguments, for verbs of what nobody waits for, where nobody else can run.
    Operate(u8),
    /// [`Instr::LoadMethod`], [`Instr::CallMethod`] without arguments and [`Instr::Pop`], for the same; otherwise as
    /// [`Quick::Method`].
    Command(Symbol),
    /// As [`Instr::Dup`].
    Dup,
    /// As [`Instr::Dup2`].
    Dup2,
    /// As [`Instr::Swap`].
    Swap,
    /// As [`Instr::Rot3`].
    Rot3,
    /// As [`Instr::WithEnter`], for the same.
    Enter,
    /// As [`Instr::WithExit`], for the same.
    Leave,
    /// [`Instr::LoadAttr`] with what brings the object, for an instance's own one.
    Attribute {
        /// The object.
        of: From,
        /// The name.
        name: Symbol,
    },
    /// [`Instr::StoreAttr`] with what brings the object, for an instance's own one that is there already.
    SetAttribute {
        /// The object.
        of: From,
        /// The name.
        name: Symbol,
    },
    /// [`Instr::LoadItem`] with what brings its operands, for an item that is there.
    Item {
        /// How many instructions.
        len: u8,
        /// The collection.
        of: From,
        /// The index or the key.
        at: From,
    },
    /// [`Instr::StoreItem`] with what brings its operands, the value aside, for an item that is there already.
    SetItem {
        /// How many instructions.
        len: u8,
        /// The collection.
        of: From,
        /// The index or the key.
        at: From,
    },
    /// As [`Instr::Unpack`], for a tuple or a list of as many items.
    Unpack(u32),
    /// [`Instr::ForIter`] and [`Instr::StoreLocal`], while there are items.
    Next(u16),
    /// As [`Instr::ForIter`], while there are items.
    NextOnStack,
    /// An arithmetic instruction with those that bring its operands and take its result.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// How many instructions.
        len: u8,
        /// The left operand.
        a: From,
        /// The right operand.
        b: From,
        /// Where the result goes: a local, or the stack.
        to: Option<u16>,
    },
    /// The same for a comparison that leaves its result on the stack.
    Compare {
        /// The operator.
        op: CompareOp,
        /// How many instructions.
        len: u8,
        /// The left operand.
        a: From,
        /// The right operand.
        b: From,
    },
    /// The same for a comparison that decides a jump.
    Test {
        /// The operator.
        op: CompareOp,
        /// How many instructions, the operator's bits aside.
        len: u8,
        /// The left operand.
        a: From,
        /// The right operand.
        b: From,
        /// Where it jumps to.
        to: u16,
        /// For which result.
        when: bool,
    },
}

/// Where an operand comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The stack.
    Stack,
    /// A local variable.
    Local(u16),
    /// The instruction: a small int.
    Int(i16),
    /// The constants.
    Const(u16),
}

impl From {
    /// How many instructions bring it.
    pub fn instrs(self) -> usize {
        usize::from(self != From::Stack)
    }
}

/// The quick ways of a piece of code.
pub fn ways(code: &Body) -> Ways {
    Ways {
        of: (0..code.instrs.len()).map(|at| way(code, at)).collect(),
        consts: code.consts.iter().map(Value::from).collect(),
    }
}

fn way(code: &Body, at: usize) -> Quick {
    let rest = &code.instrs[at..];
    let operands = |count: usize| -> Option<Vec<From>> {
        rest.get(..count)?
            .iter()
            .map(|instr| operand(code, *instr))
            .collect()
    };
    for count in [2, 1, 0] {
        let Some(operands) = operands(count) else {
            continue;
        };
        let (a, b) = match operands[..] {
            [a, b] => (a, b),
            [b] => (From::Stack, b),
            _ => (From::Stack, From::Stack),
        };
        let found = match rest[count..] {
            [Instr::Binary(op) | Instr::Inplace(op), ref after @ ..] => {
                Some(binary(op, a, b, count, after))
            }
            [Instr::Compare(op), ref after @ ..] => Some(comparison(op, a, b, count, after)),
            [Instr::LoadItem, ..] => Some(Quick::Item {
                len: count as u8 + 1,
                of: a,
                at: b,
            }),
            [Instr::StoreItem, ..] => Some(Quick::SetItem {
                len: count as u8 + 1,
                of: a,
                at: b,
            }),
            _ if count == 2 => None,
            [Instr::LoadAttr(name), ..] => Some(Quick::Attribute { of: b, name }),
            [Instr::StoreAttr(name), ..] => Some(Quick::SetAttribute { of: b, name }),
            [
                Instr::LoadMethod(name),
                Instr::CallMethod(0),
                Instr::Pop,
                ..,
            ] if count == 0 => Some(Quick::Command(name)),
            [Instr::LoadMethod(_), Instr::CallMethod(0), Instr::Pop, ..] => None,
            [Instr::LoadMethod(name), ..] => Some(Quick::Method { of: b, name }),
            _ => None,
        };
        if let Some(found) = found {
            return found;
        }
    }
    alone(code, rest)
}

/// What brings an operand, if that is all it does.
fn operand(code: &Body, instr: Instr) -> Option<From> {
    match instr {
        Instr::LoadLocal(slot) => u16::try_from(slot).ok().map(From::Local),
        Instr::Const(index) => match code.consts[index as usize] {
            Const::Int(value) if i16::try_from(value).is_ok() => Some(From::Int(value as i16)),
            _ => u16::try_from(index).ok().map(From::Const),
        },
        _ => None,
    }
}

fn binary(op: BinaryOp, a: From, b: From, count: usize, after: &[Instr]) -> Quick {
    let to = match after {
        [Instr::StoreLocal(slot), ..] => u16::try_from(*slot).ok(),
        _ => None,
    };
    let len = (count + 1 + usize::from(to.is_some())) as u8;
    Quick::Binary { op, len, a, b, to }
}

fn comparison(op: CompareOp, a: From, b: From, count: usize, after: &[Instr]) -> Quick {
    let len = (count + 1) as u8;
    let (to, when) = match after {
        [Instr::JumpIfTrue(to), ..] => (*to, true),
        [Instr::JumpIfFalse(to), ..] => (*to, false),
        _ => return Quick::Compare { op, len, a, b },
    };
    match u16::try_from(to) {
        Ok(to) => Quick::Test {
            op,
            len: len + 1,
            a,
            b,
            to,
            when,
        },
        Err(_) => Quick::Compare { op, len, a, b },
    }
}

/// The way through one instruction.
fn alone(code: &Body, rest: &[Instr]) -> Quick {
    let small = |slot: u32| u16::try_from(slot).ok();
    let found = match *rest {
        [Instr::ForIter(_), Instr::StoreLocal(slot), ..] => small(slot).map(Quick::Next),
        [Instr::ForIter(_), ..] => Some(Quick::NextOnStack),
        [Instr::StoreLocal(slot), ..] => small(slot).map(Quick::Store),
        [Instr::Line(site), ..] => Some(Quick::Line(site)),
        [Instr::Jump(to), ..] => Some(match code.instrs.get(to as usize) {
            Some(Instr::Line(site)) => Quick::Loop { to, site: *site },
            _ => Quick::Jump(to),
        }),
        [Instr::JumpIfTrue(to), ..] => Some(Quick::JumpIf { to, when: true }),
        [Instr::JumpIfFalse(to), ..] => Some(Quick::JumpIf { to, when: false }),
        [Instr::Pop, ..] => Some(Quick::Pop),
        [Instr::LoadGlobal(symbol), ..] => Some(Quick::Global(symbol)),
        [Instr::Dup, ..] => Some(Quick::Dup),
        [Instr::Dup2, ..] => Some(Quick::Dup2),
        [Instr::Swap, ..] => Some(Quick::Swap),
        [Instr::Rot3, ..] => Some(Quick::Rot3),
        [Instr::CallMethod(count @ 0..=1), ..] => Some(Quick::Operate(count as u8)),
        [Instr::WithEnter, ..] => Some(Quick::Enter),
        [Instr::WithExit, ..] => Some(Quick::Leave),
        [Instr::Unpack(count), ..] => Some(Quick::Unpack(count)),
        [Instr::Const(index), Instr::StoreLocal(to), ..]
            if matches!(code.consts[index as usize], Const::Int(_)) =>
        {
            small(to).map(|to| Quick::Let { index, to })
        }
        [instr @ (Instr::Const(_) | Instr::LoadLocal(_)), ..] => {
            operand(code, instr).map(Quick::Push)
        }
        _ => None,
    };
    found.unwrap_or(Quick::None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::compile;

    fn ways_of(body: &str) -> Vec<Quick> {
        let source = format!("def f(a, b):\n{body}");
        let program = compile(&source, "t.py").unwrap();
        program.code.body.codes[0].ways().of.clone()
    }

    #[test]
    fn a_way_is_small() {
        assert!(size_of::<Quick>() <= 16);
    }

    #[test]
    fn what_brings_operands_and_takes_the_result_is_one_with_the_operator() {
        let ways = ways_of("    a = b % 7\n");
        let whole = Quick::Binary {
            op: BinaryOp::Mod,
            len: 4,
            a: From::Local(1),
            b: From::Int(7),
            to: Some(0),
        };
        assert!(ways.contains(&whole), "{ways:?}");
    }

    #[test]
    fn a_way_goes_on_where_its_instructions_end() {
        let source = "def f(a, b):\n    while a < b:\n        a += 1\n    return a is None\n";
        let program = compile(source, "t.py").unwrap();
        let code = &program.code.body.codes[0];
        assert_eq!(code.ways().of.len(), code.body.instrs.len());
        for (at, way) in code.ways().of.iter().enumerate() {
            if let Quick::Test { len, to, .. } = way {
                let jump = code.body.instrs[at + usize::from(*len) - 1];
                assert_eq!(jump, Instr::JumpIfFalse(u32::from(*to)));
            }
        }
    }
}
