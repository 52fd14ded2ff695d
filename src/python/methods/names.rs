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
];

pub(super) fn own(ty: Type) -> &'static [&'static str] {
    match ty {
        Type::Str => text::NAMES,
        Type::Bytes => &[
            "decode",
            "hex",
            "startswith",
            "endswith",
            "__len__",
            "__getitem__",
            "__iter__",
            "__contains__",
        ],
        Type::List => list::LIST,
        Type::Tuple => &[
            "count",
            "index",
            "__len__",
            "__getitem__",
            "__iter__",
            "__contains__",
            "__add__",
        ],
        Type::Range => &[
            "count",
            "index",
            "__len__",
            "__getitem__",
            "__iter__",
            "__contains__",
        ],
        Type::Deque => list::DEQUE,
        Type::Dict | Type::DefaultDict | Type::OrderedDict => dict::NAMES,
        Type::Counter => dict::COUNTER,
        Type::DictKeys | Type::DictValues | Type::DictItems => {
            &["isdisjoint", "__len__", "__iter__", "__contains__"]
        }
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
            "__add__",
            "__sub__",
            "__mul__",
            "__lt__",
            "__le__",
            "__gt__",
            "__ge__",
            "__index__",
            "__int__",
            "__float__",
            "__bool__",
        ],
        Type::Float => &[
            "is_integer",
            "hex",
            "as_integer_ratio",
            "conjugate",
            "__add__",
            "__sub__",
            "__mul__",
            "__lt__",
            "__le__",
            "__gt__",
            "__ge__",
            "__int__",
            "__float__",
            "__bool__",
        ],
        Type::Exc(_) => &["with_traceback", "add_note"],
        Type::Property => &["getter", "setter", "deleter"],
        Type::Generator => &["send", "throw", "close", "__next__", "__iter__"],
        Type::Function | Type::Method | Type::Native | Type::Partial => &["__call__"],
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
        | Type::Repeat => &["__next__", "__iter__"],
        Type::Type => &["mro", "__call__", "__subclasses__"],
        _ => &[],
    }
}

/// Whether a built-in type has a method of this name.
pub fn has(ty: Type, name: &str) -> bool {
    own(ty).contains(&name) || OBJECT.contains(&name)
}

/// The methods of a built-in type, for `dir`.
pub fn names(ty: Type) -> impl Iterator<Item = &'static str> {
    own(ty).iter().chain(OBJECT).copied()
}
