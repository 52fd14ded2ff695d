//! The instructions that most of the time goes into, for the plainest operands: they touch nothing but their frame.

use crate::python::code::{BinaryOp, CompareOp, Const, Instr};
use crate::python::frame::Frame;
use crate::python::value::Value;

/// Does an instruction if that is all there is to it; what it means otherwise is the loop's to know.
#[inline]
pub(super) fn quick(frame: &mut Frame, instr: Instr) -> bool {
    match instr {
        Instr::Const(index) => {
            let value = match &frame.code.consts[index as usize] {
                Const::Int(value) => Value::Int(*value),
                Const::None => Value::None,
                Const::Bool(value) => Value::Bool(*value),
                Const::Str(value) => Value::Str(value.clone()),
                _ => return false,
            };
            frame.stack.push(value);
        }
        Instr::LoadLocal(slot) => {
            let value = &frame.locals[slot as usize];
            if !value.is_bound() {
                return false;
            }
            let value = value.clone();
            frame.stack.push(value);
        }
        Instr::StoreLocal(slot) => {
            if matches!(frame.stack.last(), None | Some(Value::Prim(_))) {
                return false;
            }
            if let Some(value) = frame.stack.pop() {
                frame.locals[slot as usize] = value;
            }
        }
        Instr::Jump(to) => frame.pc = to as usize,
        Instr::JumpIfFalse(to) | Instr::JumpIfTrue(to) => {
            let Some(Value::Bool(truth)) = frame.stack.last() else {
                return false;
            };
            if *truth == matches!(instr, Instr::JumpIfTrue(_)) {
                frame.pc = to as usize;
            }
            frame.stack.pop();
        }
        Instr::Binary(op) | Instr::Inplace(op) => {
            let [.., Value::Int(a), Value::Int(b)] = frame.stack[..] else {
                return false;
            };
            let result = match op {
                BinaryOp::Add => a.checked_add(b),
                BinaryOp::Sub => a.checked_sub(b),
                BinaryOp::Mul => a.checked_mul(b),
                _ => None,
            };
            let Some(result) = result else { return false };
            replace(frame, Value::Int(result));
        }
        Instr::Compare(op) => {
            let [.., Value::Int(a), Value::Int(b)] = frame.stack[..] else {
                return false;
            };
            let result = match op {
                CompareOp::Eq => a == b,
                CompareOp::NotEq => a != b,
                CompareOp::Less => a < b,
                CompareOp::LessEq => a <= b,
                CompareOp::Greater => a > b,
                CompareOp::GreaterEq => a >= b,
                _ => return false,
            };
            replace(frame, Value::Bool(result));
        }
        _ => return false,
    }
    true
}

/// `a b -> value`
fn replace(frame: &mut Frame, value: Value) {
    frame.stack.pop();
    if let Some(top) = frame.stack.last_mut() {
        *top = value;
    }
}
