//! Operators: what is built in is computed, the rest is handed to the prelude.

use super::number::{self, Number};
use super::{contains, equal, identical, order, ordered, sequence, truth, type_name};
use crate::python::class;
use crate::python::code::{BinaryOp, CompareOp, UnaryOp};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format::{self, How};
use crate::python::heap::{Flavour, Heap, Object};
use crate::python::natives::Flow;
use crate::python::value::Value;

/// `a op b` for what is built in.
///
/// # Errors
/// What Python raises; [`Fault::Python`] where the program's code decides.
pub fn binary_value(heap: &mut Heap, op: BinaryOp, a: &Value, b: &Value) -> Res {
    if let (Some(x), Some(y)) = (Number::of(a), Number::of(b)) {
        if let (Value::Bool(a), Value::Bool(b)) = (a, b) {
            match op {
                BinaryOp::And => return Ok(Value::Bool(*a && *b)),
                BinaryOp::Or => return Ok(Value::Bool(*a || *b)),
                BinaryOp::Xor => return Ok(Value::Bool(*a != *b)),
                _ => {}
            }
        }
        if let Some(result) = number::binary(op, &x, &y) {
            if let Ok(Value::Big(big)) = &result {
                heap.charge(big.bits() as usize / 8)?;
            }
            return result;
        }
    } else if let Some(result) = sequence::binary(heap, op, a, b)? {
        return Ok(result);
    }
    Err(no_operator(heap, op.symbol(), a, b, true))
}

fn no_operator(heap: &Heap, symbol: &str, a: &Value, b: &Value, ask: bool) -> Fault {
    let own = |value: &Value| {
        matches!(
            heap.object(value),
            Some(Object::Instance(_) | Object::Exception(_))
        )
    };
    if ask && (own(a) || own(b)) {
        return Fault::Python;
    }
    let symbol = if symbol == "**" {
        "** or pow()"
    } else {
        symbol
    };
    Fault::type_error(format!(
        "unsupported operand type(s) for {symbol}: '{}' and '{}'",
        type_name(heap, a),
        type_name(heap, b)
    ))
}

#[expect(clippy::unnecessary_wraps, reason = "it ends functions that may fail")]
fn prelude(name: &'static str, args: Vec<Value>) -> Res<Flow> {
    Ok(Flow::Prelude {
        name,
        args,
        keywords: Vec::new(),
    })
}

/// Hands what takes the program's code to a function of the prelude.
///
/// # Errors
/// Any other fault.
pub fn or_prelude(result: Res, name: &'static str, args: impl FnOnce() -> Vec<Value>) -> Res<Flow> {
    match result {
        Ok(value) => Ok(Flow::Done(value)),
        Err(Fault::Python) => prelude(name, args()),
        Err(fault) => Err(fault),
    }
}

/// `a op b`.
///
/// # Errors
/// What Python raises.
pub fn binary(heap: &mut Heap, op: BinaryOp, a: &Value, b: &Value) -> Res<Flow> {
    if let (BinaryOp::Mod, Value::Str(_)) = (op, a) {
        return format::flow(heap, How::Percent, &[a.clone(), b.clone()], &[]);
    }
    or_prelude(binary_value(heap, op, a, b), "_binary", || {
        let name = op.method();
        vec![
            a.clone(),
            b.clone(),
            Value::from(format!("__{name}__")),
            Value::from(format!("__r{name}__")),
            Value::from(op.symbol()),
        ]
    })
}

/// `a op= b`: what is to be stored; a list, a set and the like change in place.
///
/// # Errors
/// What Python raises.
pub fn inplace(heap: &mut Heap, op: BinaryOp, a: &Value, b: &Value) -> Res<Flow> {
    if let Some(flow) = sequence::inplace(heap, op, a, b)? {
        return Ok(flow);
    }
    let result = match binary_value(heap, op, a, b) {
        Err(Fault::Error(error))
            if error.exc == Exc::TypeError
                && error.line().contains(&format!("for {}", op.symbol())) =>
        {
            Err(no_operator(heap, &format!("{}=", op.symbol()), a, b, false))
        }
        other => other,
    };
    or_prelude(result, "_inplace", || {
        let name = op.method();
        vec![
            a.clone(),
            b.clone(),
            Value::from(format!("__i{name}__")),
            Value::from(format!("__{name}__")),
            Value::from(format!("__r{name}__")),
            Value::from(op.symbol()),
        ]
    })
}

/// `op a`.
///
/// # Errors
/// What Python raises.
pub fn unary(heap: &mut Heap, op: UnaryOp, a: &Value) -> Res<Flow> {
    if op == UnaryOp::Not {
        let result = truth(heap, a).map(|truth| Value::Bool(!truth));
        return or_prelude(result, "_not", || vec![a.clone()]);
    }
    let zero = Number::Int(0);
    if let Some(number) = Number::of(a) {
        let result = match (op, &number) {
            (UnaryOp::Neg, Number::Float(value)) => Some(Ok(Value::Float(-value))),
            (UnaryOp::Pos, Number::Float(value)) => Some(Ok(Value::Float(*value))),
            (UnaryOp::Neg, _) => number::binary(BinaryOp::Sub, &zero, &number),
            (UnaryOp::Pos, _) => number::binary(BinaryOp::Add, &zero, &number),
            (UnaryOp::Invert, Number::Float(_)) => None,
            _ => number::binary(BinaryOp::Sub, &Number::Int(-1), &number),
        };
        if let Some(result) = result {
            return result.map(Flow::Done);
        }
    }
    if let Some(Object::Dict(object)) = heap.object(a)
        && object.flavour == Flavour::Counter
        && op != UnaryOp::Invert
    {
        let sign = if op == UnaryOp::Neg { -1 } else { 1 };
        return prelude("_counter_sign", vec![a.clone(), Value::Int(sign)]);
    }
    let (symbol, method) = match op {
        UnaryOp::Neg => ("-", "__neg__"),
        UnaryOp::Pos => ("+", "__pos__"),
        _ => ("~", "__invert__"),
    };
    if class::has_special(heap, a, method) {
        let args = vec![a.clone(), Value::from(method)];
        return prelude("_unary", args);
    }
    Err(Fault::type_error(format!(
        "bad operand type for unary {symbol}: '{}'",
        type_name(heap, a)
    )))
}

/// `a op b` for a comparison.
///
/// # Errors
/// What Python raises.
pub fn compare(heap: &Heap, op: CompareOp, a: &Value, b: &Value) -> Res<Flow> {
    let result = match op {
        CompareOp::Is => Ok(identical(a, b)),
        CompareOp::IsNot => Ok(!identical(a, b)),
        CompareOp::Eq => equal(heap, a, b),
        CompareOp::NotEq
            if class::has_special(heap, a, "__ne__") || class::has_special(heap, b, "__ne__") =>
        {
            Err(Fault::Python)
        }
        CompareOp::NotEq => equal(heap, a, b).map(|equal| !equal),
        CompareOp::In => contains(heap, b, a),
        CompareOp::NotIn => contains(heap, b, a).map(|inside| !inside),
        _ => ordered(heap, op, a, b),
    };
    let result = result.map(Value::Bool);
    match op {
        CompareOp::In => or_prelude(result, "_contains", || vec![b.clone(), a.clone()]),
        CompareOp::NotIn => or_prelude(result, "_lacks", || vec![b.clone(), a.clone()]),
        CompareOp::Eq => or_prelude(result, "_equal", || vec![a.clone(), b.clone()]),
        CompareOp::NotEq => or_prelude(result, "_unequal", || vec![a.clone(), b.clone()]),
        _ => or_prelude(result, "_ordered", || {
            let (method, reflected) = order::methods_of(op);
            vec![
                a.clone(),
                b.clone(),
                Value::from(method),
                Value::from(reflected),
                Value::from(op.symbol()),
            ]
        }),
    }
}

/// Whether a value counts as true: a bool, or a call that gives one.
///
/// # Errors
/// What Python raises.
pub fn test(heap: &Heap, value: &Value) -> Res<Flow> {
    or_prelude(truth(heap, value).map(Value::Bool), "_truth", || {
        vec![value.clone()]
    })
}
