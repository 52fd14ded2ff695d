//! Which methods a built-in type has.

use super::{dict, list, set, text};
use crate::python::value::Type;

/// What every object has.
const OBJECT: &[&str] = &[
    "__init__",
    "__repr__",
    "__str__",
    "__eq__",
    "__ne__",
    "__hash__",
    "__setattr__",
    "__getattribute__",
    "__delattr__",
    "__format__",
    "__dir__",
    "__init_subclass__",
    "__reduce__",
    "__new__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__sizeof__",
];

/// The methods of its own that a built-in type has by plain names.
fn plain(ty: Type) -> &'static [&'static str] {
    match ty {
        Type::Str => text::NAMES,
        Type::Bytes => &["decode", "hex", "startswith", "endswith"],
        Type::List => list::LIST,
        Type::Tuple | Type::Range => &["count", "index"],
        Type::Deque => list::DEQUE,
        Type::Dict | Type::DefaultDict | Type::OrderedDict => dict::NAMES,
        Type::Counter => dict::COUNTER,
        Type::DictKeys | Type::DictValues | Type::DictItems => &["isdisjoint"],
        Type::Set => set::NAMES,
        Type::FrozenSet => set::FROZEN,
        Type::Int | Type::Bool => &[
            "bit_length",
            "to_bytes",
            "bit_count",
            "is_integer",
            "conjugate",
            "as_integer_ratio",
            "from_bytes",
        ],
        Type::Float => &["is_integer", "hex", "as_integer_ratio", "conjugate"],
        Type::Exc(_) => &["with_traceback", "add_note", "__setstate__"],
        Type::Property => &[
            "getter",
            "setter",
            "deleter",
            "__get__",
            "__set__",
            "__delete__",
        ],
        Type::Generator => &["send", "throw", "close", "__next__", "__iter__"],
        Type::Function | Type::ClassMethod | Type::StaticMethod => &["__call__", "__get__"],
        Type::Method | Type::Native | Type::Partial => &["__call__"],
        Type::Slice => &["indices"],
        Type::ListIterator
        | Type::TupleIterator
        | Type::StrIterator
        | Type::BytesIterator
        | Type::RangeIterator
        | Type::DictKeyIterator
        | Type::DictValueIterator
        | Type::DictItemIterator
        | Type::SetIterator
        | Type::DequeIterator
        | Type::Enumerate
        | Type::Zip
        | Type::Reversed
        | Type::Count
        | Type::Cycle
        | Type::Repeat
        | Type::Product
        | Type::Permutations
        | Type::Combinations
        | Type::CombinationsWithReplacement => &["__next__", "__iter__"],
        Type::Type => &["mro", "__call__", "__subclasses__"],
        _ => &[],
    }
}

/// The methods that operators and built-in functions stand for, of a built-in type.
fn protocol(ty: Type) -> &'static [&'static [&'static str]] {
    const SIZED: &[&str] = &["__len__", "__iter__", "__contains__"];
    const ITEMS: &[&str] = &["__getitem__"];
    const CHANGING: &[&str] = &["__setitem__", "__delitem__"];
    const REVERSED: &[&str] = &["__reversed__"];
    const JOINED: &[&str] = &["__add__", "__mul__", "__rmul__"];
    const JOINED_IN_PLACE: &[&str] = &["__iadd__", "__imul__"];
    const PERCENT: &[&str] = &["__mod__", "__rmod__"];
    const ARITHMETIC: &[&str] = &[
        "__add__",
        "__radd__",
        "__sub__",
        "__rsub__",
        "__mul__",
        "__rmul__",
        "__truediv__",
        "__rtruediv__",
        "__floordiv__",
        "__rfloordiv__",
        "__mod__",
        "__rmod__",
        "__divmod__",
        "__rdivmod__",
        "__pow__",
        "__rpow__",
        "__neg__",
        "__pos__",
        "__abs__",
        "__bool__",
        "__int__",
        "__float__",
        "__round__",
        "__trunc__",
        "__floor__",
        "__ceil__",
    ];
    const BITS: &[&str] = &[
        "__lshift__",
        "__rlshift__",
        "__rshift__",
        "__rrshift__",
        "__and__",
        "__rand__",
        "__or__",
        "__ror__",
        "__xor__",
        "__rxor__",
        "__invert__",
        "__index__",
    ];
    const MERGED: &[&str] = &["__or__", "__ror__"];
    const SETS: &[&str] = &[
        "__or__", "__ror__", "__and__", "__rand__", "__sub__", "__rsub__", "__xor__", "__rxor__",
    ];
    const SETS_IN_PLACE: &[&str] = &["__ior__", "__iand__", "__isub__", "__ixor__"];
    const GENERIC: &[&str] = &["__class_getitem__"];
    match ty {
        Type::Str => &[SIZED, ITEMS, JOINED, PERCENT],
        Type::Bytes => &[SIZED, ITEMS, JOINED],
        Type::List | Type::Deque => &[
            SIZED,
            ITEMS,
            CHANGING,
            REVERSED,
            JOINED,
            JOINED_IN_PLACE,
            GENERIC,
        ],
        Type::Tuple => &[SIZED, ITEMS, JOINED, GENERIC],
        Type::Range => &[SIZED, ITEMS, REVERSED],
        Type::Dict | Type::DefaultDict | Type::OrderedDict | Type::Counter => &[
            SIZED,
            ITEMS,
            CHANGING,
            REVERSED,
            MERGED,
            &["__ior__"],
            GENERIC,
        ],
        Type::DictKeys | Type::DictItems => &[SIZED, SETS, REVERSED],
        Type::DictValues => &[&["__len__", "__iter__"], REVERSED],
        Type::Set => &[SIZED, SETS, SETS_IN_PLACE, GENERIC],
        Type::FrozenSet => &[SIZED, SETS, GENERIC],
        Type::Int | Type::Bool => &[ARITHMETIC, BITS],
        Type::Float => &[ARITHMETIC],
        _ => &[],
    }
}

/// Whether a built-in type has a method of this name of its own, not from `object`.
pub(super) fn is_own(ty: Type, name: &str) -> bool {
    plain(ty).contains(&name)
        || name.starts_with("__") && protocol(ty).iter().any(|names| names.contains(&name))
}

/// Whether a built-in type has a method of this name.
pub fn has(ty: Type, name: &str) -> bool {
    is_own(ty, name) || OBJECT.contains(&name)
}

/// The methods of a built-in type, for `dir`.
pub fn names(ty: Type) -> impl Iterator<Item = &'static str> {
    let protocol = protocol(ty).iter().flat_map(|names| names.iter());
    plain(ty).iter().chain(protocol).chain(OBJECT).copied()
}
