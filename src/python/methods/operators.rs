//! Methods that stand for operators: `(3).__add__(4)`. What is not for the other operand is `NotImplemented`, as for any class.

use crate::python::code::{BinaryOp, CompareOp, UnaryOp};
use crate::python::exceptions::Res;
use crate::python::heap::{Heap, Object, ViewKind};
use crate::python::iterate;
use crate::python::natives::{self, Args, Ctx, Flow, Native};
use crate::python::ops::{self, number::Number};
use crate::python::value::{Type, Value};

/// What a method that stands for an operator does; none if the name is of no such method.
pub(super) fn operator(
    ctx: &mut Ctx<'_>,
    receiver: &Value,
    ty: Type,
    name: &str,
    args: &[Value],
) -> Option<Res<Flow>> {
    let bare = name.strip_prefix("__")?.strip_suffix("__")?;
    match args {
        [] => of_one(ctx, receiver, bare),
        [other] => {
            if let Some(op) = comparison(bare) {
                return Some(compared(ctx.heap, op, receiver, ty, other));
            }
            of_two(ctx, receiver, ty, bare, other)
        }
        [other, modulus] if bare == "pow" => {
            let args = [receiver.clone(), other.clone(), modulus.clone()];
            Some(natives::call(Native::Pow, ctx, Args::of(&args)))
        }
        _ => None,
    }
}

fn of_one(ctx: &mut Ctx<'_>, receiver: &Value, bare: &str) -> Option<Res<Flow>> {
    let native = match bare {
        "neg" => return Some(ops::unary(ctx.heap, UnaryOp::Neg, receiver)),
        "pos" => return Some(ops::unary(ctx.heap, UnaryOp::Pos, receiver)),
        "invert" => return Some(ops::unary(ctx.heap, UnaryOp::Invert, receiver)),
        "reversed" => return Some(iterate::reversed(ctx.heap, receiver).map(Flow::Done)),
        "abs" => Native::Abs,
        "round" => Native::Round,
        "trunc" => Native::MathTrunc,
        "floor" => Native::MathFloor,
        "ceil" => Native::MathCeil,
        _ => return None,
    };
    let args = Args::of(std::slice::from_ref(receiver));
    Some(natives::call(native, ctx, args))
}

fn of_two(
    ctx: &mut Ctx<'_>,
    receiver: &Value,
    ty: Type,
    bare: &str,
    other: &Value,
) -> Option<Res<Flow>> {
    let turned = |bare: &str| bare.strip_prefix('r').and_then(arithmetic);
    let fits = suits(ctx.heap, ty, other);
    let refuses = || Some(Ok(Flow::Done(Value::NotImplemented)));
    match bare {
        "divmod" | "rdivmod" if !fits => return refuses(),
        "divmod" => {
            let args = [receiver.clone(), other.clone()];
            return Some(natives::call(Native::Divmod, ctx, Args::of(&args)));
        }
        "rdivmod" => {
            let args = [other.clone(), receiver.clone()];
            return Some(natives::call(Native::Divmod, ctx, Args::of(&args)));
        }
        "round" => {
            let args = [receiver.clone(), other.clone()];
            return Some(natives::call(Native::Round, ctx, Args::of(&args)));
        }
        _ => {}
    }
    if let Some(op) = arithmetic(bare) {
        if !fits {
            return refuses();
        }
        return Some(ops::binary(ctx.heap, op, receiver, other));
    }
    if let Some(op) = turned(bare) {
        if !fits {
            return refuses();
        }
        return Some(ops::binary(ctx.heap, op, other, receiver));
    }
    let op = bare.strip_prefix('i').and_then(arithmetic)?;
    if !fits {
        return refuses();
    }
    Some(ops::inplace(ctx.heap, op, receiver, other))
}

fn arithmetic(bare: &str) -> Option<BinaryOp> {
    Some(match bare {
        "add" => BinaryOp::Add,
        "sub" => BinaryOp::Sub,
        "mul" => BinaryOp::Mul,
        "truediv" => BinaryOp::Div,
        "floordiv" => BinaryOp::FloorDiv,
        "mod" => BinaryOp::Mod,
        "pow" => BinaryOp::Pow,
        "lshift" => BinaryOp::LeftShift,
        "rshift" => BinaryOp::RightShift,
        "and" => BinaryOp::And,
        "or" => BinaryOp::Or,
        "xor" => BinaryOp::Xor,
        _ => return None,
    })
}

fn comparison(bare: &str) -> Option<CompareOp> {
    Some(match bare {
        "eq" => CompareOp::Eq,
        "ne" => CompareOp::NotEq,
        "lt" => CompareOp::Less,
        "le" => CompareOp::LessEq,
        "gt" => CompareOp::Greater,
        "ge" => CompareOp::GreaterEq,
        _ => return None,
    })
}

/// Whether a type's operators take such an operand. Sequences take any, and say what is wrong with it.
fn suits(heap: &Heap, ty: Type, other: &Value) -> bool {
    let number = Number::of(other);
    match ty {
        Type::Int | Type::Bool => matches!(number, Some(Number::Int(_) | Number::Big(_))),
        Type::Float => number.is_some(),
        Type::Set | Type::FrozenSet => matches!(heap.object(other), Some(Object::Set(_))),
        Type::Dict | Type::DefaultDict | Type::OrderedDict | Type::Counter => {
            matches!(heap.object(other), Some(Object::Dict(_)))
        }
        _ => true,
    }
}

/// Whether values of a type can be compared with this one; for what has no order, only whether they can be equal.
fn comparable(heap: &Heap, ty: Type, other: &Value, orders: bool) -> bool {
    match ty {
        Type::Int | Type::Bool | Type::Float => suits(heap, ty, other),
        Type::Str => matches!(other, Value::Str(_)),
        Type::Bytes => matches!(other, Value::Bytes(_)),
        Type::Tuple => matches!(other, Value::Tuple(_)),
        Type::Range => !orders && matches!(other, Value::Range(_)),
        Type::List => matches!(heap.object(other), Some(Object::List(_))),
        Type::Deque => matches!(heap.object(other), Some(Object::Deque(_))),
        Type::Set | Type::FrozenSet => matches!(heap.object(other), Some(Object::Set(_))),
        Type::DictKeys | Type::DictItems => matches!(
            heap.object(other),
            Some(Object::Set(_) | Object::View(_, ViewKind::Keys | ViewKind::Items))
        ),
        Type::Counter => matches!(heap.object(other), Some(Object::Dict(_))),
        Type::Dict | Type::DefaultDict | Type::OrderedDict => {
            !orders && matches!(heap.object(other), Some(Object::Dict(_)))
        }
        Type::Slice => !orders && matches!(other, Value::Slice(_)),
        Type::Method => !orders && matches!(other, Value::Method(_)),
        _ => false,
    }
}

fn compared(heap: &Heap, op: CompareOp, receiver: &Value, ty: Type, other: &Value) -> Res<Flow> {
    let orders = !matches!(op, CompareOp::Eq | CompareOp::NotEq);
    if comparable(heap, ty, other, orders) {
        return ops::compare(heap, op, receiver, other);
    }
    Ok(Flow::Done(match op {
        CompareOp::Eq if ops::identical(receiver, other) => Value::Bool(true),
        CompareOp::NotEq if ops::identical(receiver, other) => Value::Bool(false),
        // `!=` is the opposite of what the class says of `==`.
        CompareOp::NotEq if matches!(heap.object(receiver), Some(Object::Instance(_))) => {
            return Ok(Flow::Prelude {
                name: "_differs",
                args: vec![receiver.clone(), other.clone()],
                keywords: Vec::new(),
            });
        }
        _ => Value::NotImplemented,
    }))
}
