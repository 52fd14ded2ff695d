//! What operators and the elementary questions (true? equal? how long?) mean for values.
//!
//! The functions in the submodules answer for everything built in, and say [`Fault::Python`] where the program has its own idea (`__eq__`,
//! `__add__`, …) before anything has changed. The functions that return a [`Flow`] send those to the prelude.

use crate::python::class;
use crate::python::code::{BinaryOp, CompareOp, UnaryOp};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format::{self, How};
use crate::python::heap::{Flavour, Heap, Object, ViewKind};
use crate::python::iterate::Iter;
use crate::python::natives::Flow;
use crate::python::value::{Tuple, Type, Value};

pub mod item;
pub mod number;
pub mod order;
pub mod sequence;

pub use item::{delete_item, get_item, set_item};
pub use order::{equal, ordered, same_or_equal};

use number::Number;

/// The type of a value: [`Value::Type`], or the class of an instance.
pub fn type_of(heap: &Heap, value: &Value) -> Value {
    Value::Type(match value {
        Value::None => Type::None,
        Value::Bool(_) => Type::Bool,
        Value::Int(_) | Value::Big(_) => Type::Int,
        Value::Float(_) => Type::Float,
        Value::Str(_) => Type::Str,
        Value::Bytes(_) => Type::Bytes,
        Value::Tuple(_) => Type::Tuple,
        Value::Range(_) => Type::Range,
        Value::Slice(_) => Type::Slice,
        Value::Prim(prim) => Type::Prim(prim.kind),
        Value::Native(_) => Type::Native,
        Value::Type(_) => Type::Type,
        Value::Module(_) => Type::Module,
        Value::Method(method) => match method.callee {
            crate::python::value::Callee::Native(_) => Type::Native,
            crate::python::value::Callee::Function(_) => Type::Method,
        },
        Value::Ellipsis => Type::Ellipsis,
        Value::NotImplemented | Value::Unbound => Type::NotImplemented,
        Value::Ref(id) => match heap.get(*id) {
            Object::Instance(instance) => return Value::Ref(instance.class),
            Object::Exception(exception) => return exception.class.clone(),
            Object::List(_) => Type::List,
            Object::Dict(object) => match object.flavour {
                Flavour::Plain => Type::Dict,
                Flavour::Default(_) => Type::DefaultDict,
                Flavour::Counter => Type::Counter,
                Flavour::Ordered => Type::OrderedDict,
            },
            Object::Set(set) if set.frozen => Type::FrozenSet,
            Object::Set(_) => Type::Set,
            Object::Deque(_) => Type::Deque,
            Object::View(_, ViewKind::Keys) => Type::DictKeys,
            Object::View(_, ViewKind::Values) => Type::DictValues,
            Object::View(_, ViewKind::Items) => Type::DictItems,
            Object::Iter(iter) => type_of_iter(iter),
            Object::Generator(_) => Type::Generator,
            Object::Function(_) => Type::Function,
            Object::Cell(_) => Type::Cell,
            Object::Class(_) => Type::Type,
            Object::Property(_) => Type::Property,
            Object::ClassMethod(_) => Type::ClassMethod,
            Object::StaticMethod(_) => Type::StaticMethod,
            Object::Super { .. } => Type::Super,
            Object::Partial(_) => Type::Partial,
            Object::Bare => Type::Object,
        },
    })
}

fn type_of_iter(iter: &Iter) -> Type {
    match iter {
        Iter::List(..) | Iter::Done => Type::ListIterator,
        Iter::ListBack(..) | Iter::TupleBack(..) | Iter::StrBack(..) => Type::Reversed,
        Iter::Tuple(..) => Type::TupleIterator,
        Iter::Str(..) => Type::StrIterator,
        Iter::Bytes(..) => Type::BytesIterator,
        Iter::Range(..) => Type::RangeIterator,
        Iter::Dict { kind, .. } => match kind {
            ViewKind::Keys => Type::DictKeyIterator,
            ViewKind::Values => Type::DictValueIterator,
            ViewKind::Items => Type::DictItemIterator,
        },
        Iter::Set { .. } => Type::SetIterator,
        Iter::Deque(..) => Type::DequeIterator,
        Iter::Enumerate(..) => Type::Enumerate,
        Iter::Zip(..) => Type::Zip,
        Iter::Count(..) => Type::Count,
        Iter::Repeat(..) => Type::Repeat,
        Iter::Cycle(..) => Type::Cycle,
    }
}

/// `type(value).__name__`.
pub fn type_name(heap: &Heap, value: &Value) -> String {
    class::name_of(heap, &type_of(heap, value))
}

/// Python's `is`.
pub fn identical(a: &Value, b: &Value) -> bool {
    use std::sync::Arc;
    match (a, b) {
        (Value::Tuple(a), Value::Tuple(b)) => a.same(b),
        (Value::Str(a), Value::Str(b)) => Arc::ptr_eq(a, b) || (a.len() <= 20 && a == b),
        (Value::Bytes(a), Value::Bytes(b)) => Arc::ptr_eq(a, b),
        (Value::Range(a), Value::Range(b)) => Arc::ptr_eq(a, b),
        (Value::Slice(a), Value::Slice(b)) => Arc::ptr_eq(a, b),
        (Value::Big(a), Value::Big(b)) => Arc::ptr_eq(a, b),
        (Value::Method(a), Value::Method(b)) => Arc::ptr_eq(a, b),
        _ => a == b,
    }
}

/// Whether a value counts as true.
///
/// # Errors
/// [`Fault::Python`] if the program defines it.
pub fn truth(heap: &Heap, value: &Value) -> Res<bool> {
    Ok(match value {
        Value::None => false,
        Value::Bool(value) => *value,
        Value::Int(value) => *value != 0,
        Value::Float(value) => *value != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::Bytes(bytes) => !bytes.is_empty(),
        Value::Tuple(items) => !items.is_empty(),
        Value::Range(range) => !range.is_empty(),
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => !items.is_empty(),
            Object::Dict(object) => !object.dict.is_empty(),
            Object::Set(set) => !set.is_empty(),
            Object::Deque(deque) => !deque.items.is_empty(),
            Object::View(..) => len(heap, value)? != 0,
            Object::Instance(_) | Object::Exception(_) => {
                if class::has_special(heap, value, "__bool__")
                    || class::has_special(heap, value, "__len__")
                {
                    return Err(Fault::Python);
                }
                true
            }
            _ => true,
        },
        _ => true,
    })
}

/// `len(value)`.
///
/// # Errors
/// `TypeError` if it has none.
pub fn len(heap: &Heap, value: &Value) -> Res<usize> {
    Ok(match value {
        Value::Str(text) => char_count(text),
        Value::Bytes(bytes) => bytes.len(),
        Value::Tuple(items) => items.len(),
        Value::Range(range) => range.len() as usize,
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => items.len(),
            Object::Dict(object) => object.dict.len(),
            Object::Set(set) => set.len(),
            Object::Deque(deque) => deque.items.len(),
            Object::View(dict, _) => return len(heap, &Value::Ref(*dict)),
            Object::Instance(_) if class::has_special(heap, value, "__len__") => {
                return Err(Fault::Python);
            }
            _ => return Err(no_len(heap, value)),
        },
        _ => return Err(no_len(heap, value)),
    })
}

fn no_len(heap: &Heap, value: &Value) -> Fault {
    Fault::type_error(format!(
        "object of type '{}' has no len()",
        type_name(heap, value)
    ))
}

/// How many characters a text has.
pub fn char_count(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

/// Sees to it that a value may be a key of a dict or a member of a set.
///
/// # Errors
/// `TypeError` for values that can change.
pub fn hash_check(heap: &Heap, value: &Value) -> Res<()> {
    match value {
        Value::Tuple(items) => {
            if items.nodes() > 1 << 20 {
                return Err(Fault::memory());
            }
            if items.depth() > order::DEEP {
                return Err(Fault::new(
                    Exc::RecursionError,
                    "maximum recursion depth exceeded while hashing a tuple",
                ));
            }
            items.iter().try_for_each(|item| hash_check(heap, item))
        }
        Value::Slice(_) => Err(unhashable(heap, value)),
        Value::Ref(id) => match heap.get(*id) {
            Object::List(_)
            | Object::Dict(_)
            | Object::Set(_)
            | Object::Deque(_)
            | Object::View(..) => Err(unhashable(heap, value)),
            Object::Instance(_) | Object::Exception(_)
                if class::has_special(heap, value, "__eq__") =>
            {
                Err(unhashable(heap, value))
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

fn unhashable(heap: &Heap, value: &Value) -> Fault {
    Fault::type_error(format!("unhashable type: '{}'", type_name(heap, value)))
}

/// The items of a built-in collection in the order of iteration; none if it is something else.
///
/// # Errors
/// None so far; collections may learn to fail.
pub fn items_of(heap: &Heap, value: &Value) -> Res<Option<Vec<Value>>> {
    Ok(Some(match value {
        Value::Tuple(items) => items.to_vec(),
        Value::Str(text) => text.chars().map(char_value).collect(),
        Value::Bytes(bytes) => bytes.iter().map(|&b| Value::Int(i64::from(b))).collect(),
        Value::Range(range) if range.len() <= 1 << 20 => {
            (0..range.len()).map(|i| Value::Int(range.get(i))).collect()
        }
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => items.clone(),
            Object::Dict(object) => object.dict.keys().cloned().collect(),
            Object::Set(set) => set.iter().cloned().collect(),
            Object::Deque(deque) => deque.items.iter().cloned().collect(),
            Object::View(dict, kind) => match heap.get(*dict) {
                Object::Dict(object) => match kind {
                    ViewKind::Keys => object.dict.keys().cloned().collect(),
                    ViewKind::Values => object.dict.values().cloned().collect(),
                    ViewKind::Items => object
                        .dict
                        .iter()
                        .map(|(key, value)| pair(key.clone(), value.clone()))
                        .collect(),
                },
                _ => return Ok(None),
            },
            _ => return Ok(None),
        },
        _ => return Ok(None),
    }))
}

/// A str of one character.
pub fn char_value(c: char) -> Value {
    let mut buffer = [0; 4];
    Value::from(&*c.encode_utf8(&mut buffer))
}

/// A tuple of two.
pub fn pair(a: Value, b: Value) -> Value {
    Value::Tuple(Tuple::new(vec![a, b]))
}

/// Python's `in`.
///
/// # Errors
/// `TypeError` for what contains nothing; [`Fault::Python`] where the program's code decides.
pub fn contains(heap: &Heap, container: &Value, item: &Value) -> Res<bool> {
    match container {
        Value::Str(text) => {
            return match item {
                Value::Str(part) => Ok(text.contains(&**part)),
                _ => Err(Fault::type_error(format!(
                    "'in <string>' requires string as left operand, not {}",
                    type_name(heap, item)
                ))),
            };
        }
        Value::Bytes(bytes) => {
            return match item {
                Value::Int(_) | Value::Bool(_) | Value::Big(_) => match Number::of(item) {
                    Some(Number::Int(byte @ 0..256)) => Ok(bytes.contains(&(byte as u8))),
                    _ => Err(Fault::value_error("byte must be in range(0, 256)")),
                },
                Value::Bytes(part) => Ok(
                    part.is_empty() || bytes.windows(part.len()).any(|window| window == &**part)
                ),
                _ => Err(Fault::type_error(format!(
                    "a bytes-like object is required, not '{}'",
                    type_name(heap, item)
                ))),
            };
        }
        Value::Tuple(items) => return any_equal(heap, items.iter(), item),
        Value::Range(range) => {
            if let Some(Number::Int(value)) = Number::of(item) {
                let (low, high) = if range.step > 0 {
                    (range.start, range.stop)
                } else {
                    (range.stop.saturating_add(1), range.start.saturating_add(1))
                };
                let offset = i128::from(value) - i128::from(range.start);
                return Ok((low..high).contains(&value) && offset % i128::from(range.step) == 0);
            }
            if let Value::Float(value) = item {
                return Ok(
                    value.fract() == 0.0 && contains(heap, container, &Value::Int(*value as i64))?
                );
            }
            return Ok(false);
        }
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => return any_equal(heap, items.iter(), item),
            Object::Deque(deque) => return any_equal(heap, deque.items.iter(), item),
            Object::Dict(object) => {
                hash_check(heap, item)?;
                return Ok(object.dict.contains(item));
            }
            Object::Set(set) => {
                if matches!(heap.object(item), Some(Object::Set(_))) {
                    return any_equal(heap, set.iter(), item);
                }
                hash_check(heap, item)?;
                return Ok(set.contains(item));
            }
            Object::View(dict, kind) => {
                let Object::Dict(object) = heap.get(*dict) else {
                    return Ok(false);
                };
                return match kind {
                    ViewKind::Keys => contains(heap, &Value::Ref(*dict), item),
                    ViewKind::Values => any_equal(heap, object.dict.values(), item),
                    ViewKind::Items => match item {
                        Value::Tuple(pair) if pair.len() == 2 => {
                            hash_check(heap, &pair[0])?;
                            match object.dict.get(&pair[0]) {
                                Some(value) => same_or_equal(heap, value, &pair[1]),
                                None => Ok(false),
                            }
                        }
                        _ => Ok(false),
                    },
                };
            }
            Object::Iter(_) | Object::Generator(_) => return Err(Fault::Python),
            Object::Instance(_)
                if ["__contains__", "__iter__", "__getitem__"]
                    .iter()
                    .any(|name| class::has_special(heap, container, name)) =>
            {
                return Err(Fault::Python);
            }
            _ => {}
        },
        _ => {}
    }
    Err(Fault::type_error(format!(
        "argument of type '{}' is not iterable",
        type_name(heap, container)
    )))
}

fn any_equal<'a>(heap: &Heap, items: impl Iterator<Item = &'a Value>, wanted: &Value) -> Res<bool> {
    for item in items {
        if same_or_equal(heap, item, wanted)? {
            return Ok(true);
        }
    }
    Ok(false)
}

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
