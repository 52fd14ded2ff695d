//! What a variable can hold. Values are small and cheap to clone; what can change lives in the [heap](crate::python::heap).

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::python::code::Const;
use crate::python::exceptions::Exc;
use crate::python::modules::Module;
use crate::python::natives::Native;
use crate::trace::ObjectId;

/// Text; cheap to clone.
pub type Str = Arc<str>;

/// Place of an object in the heap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HeapId(pub u32);

/// A value of the program.
///
/// `==` and `Hash` are exact and structural here (`1`, `1.0` and `True` differ, and so do `0.0` and `-0.0`): they serve to compare worlds. Python's own
/// `==` is [`crate::python::ops::equal`].
#[derive(Debug, Clone, Default)]
pub enum Value {
    /// `None`.
    #[default]
    None,
    /// `True`, `False`.
    Bool(bool),
    /// An int that fits.
    Int(i64),
    /// An int that does not fit into [`Value::Int`]; never one that would.
    Big(Arc<BigInt>),
    /// A float.
    Float(f64),
    /// A str.
    Str(Str),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// A tuple.
    Tuple(Tuple),
    /// A range.
    Range(Arc<Range>),
    /// A slice.
    Slice(Arc<Slice>),
    /// An object of the heap.
    Ref(HeapId),
    /// A synchronisation object, which lives outside of the heap and is shared by processes.
    Prim(Prim),
    /// A built-in function.
    Native(Native),
    /// A built-in type.
    Type(Type),
    /// A module.
    Module(Module),
    /// A method with its receiver.
    Method(Arc<Method>),
    /// `...`
    Ellipsis,
    /// `NotImplemented`.
    NotImplemented,
    /// No value: an unbound variable, an absent receiver, an argument that was not given. A program never gets hold of it.
    Unbound,
}

/// A synchronisation object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Prim {
    /// Its number.
    pub id: ObjectId,
    /// Its type.
    pub kind: PrimType,
}

macro_rules! prim_types {
    ($($name:ident $text:literal $module:literal;)*) => {
        /// Type of a synchronisation object.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the names are Python's")]
        pub enum PrimType { $($name),* }

        impl PrimType {
            /// Every type.
            pub const ALL: &'static [PrimType] = &[$(PrimType::$name),*];

            /// `__name__`.
            pub fn name(self) -> &'static str {
                match self { $(PrimType::$name => $text),* }
            }

            /// `__module__`.
            pub fn module(self) -> &'static str {
                match self { $(PrimType::$name => $module),* }
            }
        }
    };
}

prim_types! {
    Lock "lock" "_thread";
    RLock "RLock" "_thread";
    Semaphore "Semaphore" "threading";
    BoundedSemaphore "BoundedSemaphore" "threading";
    Event "Event" "threading";
    Condition "Condition" "threading";
    Barrier "Barrier" "threading";
    Queue "Queue" "queue";
    LifoQueue "LifoQueue" "queue";
    PriorityQueue "PriorityQueue" "queue";
    SimpleQueue "SimpleQueue" "_queue";
    JoinableQueue "JoinableQueue" "multiprocessing.queues";
    RwLock "RWLock" "primviz";
    Connection "Connection" "multiprocessing.connection";
}

macro_rules! types {
    ($($name:ident $text:literal;)*) => {
        /// A built-in type.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the names are Python's")]
        pub enum Type {
            $($name,)*
            /// An exception type.
            Exc(Exc),
            /// The type of a synchronisation object.
            Prim(PrimType),
        }

        impl Type {
            /// The types that are neither exceptions nor synchronisation objects.
            pub const PLAIN: &'static [Type] = &[$(Type::$name),*];

            /// `__name__`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Type::$name => $text,)*
                    Type::Exc(exc) => exc.name(),
                    Type::Prim(kind) => kind.name(),
                }
            }
        }
    };
}

types! {
    Object "object";
    Type "type";
    None "NoneType";
    Bool "bool";
    Int "int";
    Float "float";
    Str "str";
    Bytes "bytes";
    Tuple "tuple";
    List "list";
    Dict "dict";
    Set "set";
    FrozenSet "frozenset";
    Range "range";
    Slice "slice";
    Function "function";
    Native "builtin_function_or_method";
    Method "method";
    Module "module";
    Generator "generator";
    Cell "cell";
    Property "property";
    ClassMethod "classmethod";
    StaticMethod "staticmethod";
    Super "super";
    Ellipsis "ellipsis";
    NotImplemented "NotImplementedType";
    Enumerate "enumerate";
    Zip "zip";
    Map "map";
    Filter "filter";
    Reversed "reversed";
    ListIterator "list_iterator";
    TupleIterator "tuple_iterator";
    StrIterator "str_iterator";
    RangeIterator "range_iterator";
    DictKeyIterator "dict_keyiterator";
    DictValueIterator "dict_valueiterator";
    DictItemIterator "dict_itemiterator";
    SetIterator "set_iterator";
    BytesIterator "bytes_iterator";
    DictKeys "dict_keys";
    DictValues "dict_values";
    DictItems "dict_items";
    Count "count";
    Cycle "cycle";
    Repeat "repeat";
    Chain "chain";
    Product "product";
    Permutations "permutations";
    Combinations "combinations";
    CombinationsWithReplacement "combinations_with_replacement";
    Deque "deque";
    DequeIterator "_deque_iterator";
    DefaultDict "defaultdict";
    Counter "Counter";
    OrderedDict "OrderedDict";
    Partial "partial";
    Namespace "SimpleNamespace";
    File "TextIOWrapper";
    Random "Random";
    Traceback "traceback";
    Code "code";
    MappingProxy "mappingproxy";
    Local "_local";
    Ticket "ticket";
}

/// An immutable sequence of values.
///
/// Tuples may nest as deep as a program likes (a list made of pairs), so each knows how deep it is: what walks into tuples by recursion asks
/// first, and letting one go walks without.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tuple(Arc<TupleBody>);

#[derive(Debug, PartialEq, Eq, Hash)]
struct TupleBody {
    depth: u32,
    /// Values in it and in the tuples in it, each as often as it is met.
    nodes: u64,
    items: Vec<Value>,
}

impl Drop for TupleBody {
    fn drop(&mut self) {
        if self.depth < 64 {
            return;
        }
        let mut rest = std::mem::take(&mut self.items);
        while let Some(value) = rest.pop() {
            if let Value::Tuple(mut tuple) = value
                && let Some(body) = Arc::get_mut(&mut tuple.0)
            {
                rest.append(&mut body.items);
            }
        }
    }
}

impl Tuple {
    /// A tuple of these.
    pub fn new(items: Vec<Value>) -> Tuple {
        let inner = items.iter().map(|item| match item {
            Value::Tuple(tuple) => tuple.0.depth,
            _ => 0,
        });
        let depth = inner.max().unwrap_or(0).saturating_add(1);
        let nodes = items.iter().fold(1u64, |sum, item| match item {
            Value::Tuple(tuple) => sum.saturating_add(tuple.0.nodes),
            _ => sum.saturating_add(1),
        });
        Tuple(Arc::new(TupleBody {
            depth,
            nodes,
            items,
        }))
    }

    /// The deepest nesting of tuples in tuples, 1 for a flat one.
    pub fn depth(&self) -> u32 {
        self.0.depth
    }

    /// The bytes that a tuple of so many items takes.
    pub fn room(len: usize) -> usize {
        80 + len * size_of::<Value>()
    }

    /// How many values one meets on a walk through it; tuples that share parts have more than there are.
    pub fn nodes(&self) -> u64 {
        self.0.nodes
    }

    /// Whether both are the very same object.
    pub fn same(&self, other: &Tuple) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.is_empty() && other.is_empty())
    }

    /// A number that no other living tuple has.
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.0) as usize
    }
}

impl std::ops::Deref for Tuple {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.0.items
    }
}

/// An arithmetic progression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// First value.
    pub start: i64,
    /// First value that is too far.
    pub stop: i64,
    /// Never 0.
    pub step: i64,
}

impl Range {
    /// How many values it has.
    pub fn len(&self) -> i64 {
        let (start, stop, step) = (
            i128::from(self.start),
            i128::from(self.stop),
            i128::from(self.step),
        );
        let span = if step > 0 { stop - start } else { start - stop };
        if span <= 0 {
            return 0;
        }
        let len = (span + step.abs() - 1) / step.abs();
        i64::try_from(len).unwrap_or(i64::MAX)
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value at a position that is inside.
    pub fn get(&self, index: i64) -> i64 {
        (i128::from(self.start) + i128::from(index) * i128::from(self.step)) as i64
    }
}

/// `start:stop:step`; each is None or an int.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Slice {
    /// Where it starts.
    pub start: Value,
    /// Where it ends.
    pub stop: Value,
    /// By how much it goes on.
    pub step: Value,
}

/// A method with the object that it was looked up on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Method {
    /// The object.
    pub receiver: Value,
    /// What runs.
    pub callee: Callee,
}

/// What a bound method runs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Callee {
    /// The method of a built-in type, by name.
    Native(Str),
    /// A function of the program's, in the heap.
    Function(HeapId),
}

impl Value {
    /// A str.
    pub fn str(text: impl Into<Str>) -> Value {
        Value::Str(text.into())
    }

    /// An int, in its only form.
    pub fn int(value: BigInt) -> Value {
        match value.to_i64() {
            Some(small) => Value::Int(small),
            None => Value::Big(Arc::new(value)),
        }
    }

    /// A tuple.
    pub fn tuple(items: Vec<Value>) -> Value {
        Value::Tuple(Tuple::new(items))
    }

    /// Whether it is `None`.
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    /// Becomes an int. Where it is one already, only the number is written.
    #[inline]
    pub fn set_int(&mut self, value: i64) {
        match self {
            Value::Int(place) => *place = value,
            place => *place = Value::Int(value),
        }
    }

    /// Becomes a float, as [`Value::set_int`].
    #[inline]
    pub fn set_float(&mut self, value: f64) {
        match self {
            Value::Float(place) => *place = value,
            place => *place = Value::Float(value),
        }
    }

    /// Whether it is a value at all.
    pub fn is_bound(&self) -> bool {
        !matches!(self, Value::Unbound)
    }

    /// Whether nothing of the heap is behind it.
    pub fn is_flat(&self) -> bool {
        matches!(
            self,
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_)
        )
    }

    /// The text of a str.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// The place of an object of the heap.
    pub fn as_ref(&self) -> Option<HeapId> {
        match self {
            Value::Ref(id) => Some(*id),
            _ => None,
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Value::Int(i64::from(value))
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Value::Int(value as i64)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Float(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Str(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Str(value.into())
    }
}

impl From<&Const> for Value {
    fn from(constant: &Const) -> Self {
        match constant {
            Const::None => Value::None,
            Const::Ellipsis => Value::Ellipsis,
            Const::Bool(value) => Value::Bool(*value),
            Const::Int(value) => Value::Int(*value),
            Const::Big(value) => Value::Big(value.clone()),
            Const::Float(value) => Value::Float(*value),
            Const::Str(value) => Value::Str(value.clone()),
            Const::Bytes(value) => Value::Bytes(value.clone()),
        }
    }
}

impl From<HeapId> for Value {
    fn from(value: HeapId) -> Self {
        Value::Ref(value)
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        use Value as V;
        match (self, other) {
            (V::None, V::None)
            | (V::Ellipsis, V::Ellipsis)
            | (V::NotImplemented, V::NotImplemented)
            | (V::Unbound, V::Unbound) => true,
            (V::Bool(a), V::Bool(b)) => a == b,
            (V::Int(a), V::Int(b)) => a == b,
            (V::Big(a), V::Big(b)) => a == b,
            (V::Float(a), V::Float(b)) => a.to_bits() == b.to_bits(),
            (V::Str(a), V::Str(b)) => a == b,
            (V::Bytes(a), V::Bytes(b)) => a == b,
            (V::Tuple(a), V::Tuple(b)) => a == b,
            (V::Range(a), V::Range(b)) => a == b,
            (V::Slice(a), V::Slice(b)) => a == b,
            (V::Ref(a), V::Ref(b)) => a == b,
            (V::Prim(a), V::Prim(b)) => a == b,
            (V::Native(a), V::Native(b)) => a == b,
            (V::Type(a), V::Type(b)) => a == b,
            (V::Module(a), V::Module(b)) => a == b,
            (V::Method(a), V::Method(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Value::None | Value::Ellipsis | Value::NotImplemented | Value::Unbound => {}
            Value::Bool(value) => value.hash(state),
            Value::Int(value) => value.hash(state),
            Value::Big(value) => value.hash(state),
            Value::Float(value) => value.to_bits().hash(state),
            Value::Str(value) => value.hash(state),
            Value::Bytes(value) => value.hash(state),
            Value::Tuple(value) => value.hash(state),
            Value::Range(value) => value.hash(state),
            Value::Slice(value) => value.hash(state),
            Value::Ref(value) => value.hash(state),
            Value::Prim(value) => value.hash(state),
            Value::Native(value) => value.hash(state),
            Value::Type(value) => value.hash(state),
            Value::Module(value) => value.hash(state),
            Value::Method(value) => value.hash(state),
        }
    }
}

impl fmt::Display for HeapId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "0x{:012x}",
            0x7f40_0000_0000_u64 + u64::from(self.0) * 48
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_small() {
        assert!(size_of::<Value>() <= 24);
    }

    #[test]
    fn deep_tuples_are_let_go_without_recursion() {
        let mut value = Value::tuple(vec![]);
        for _ in 0..300_000 {
            value = Value::tuple(vec![value]);
        }
        let Value::Tuple(tuple) = &value else {
            panic!()
        };
        assert_eq!(tuple.depth(), 300_001);
        drop(value);
    }

    #[test]
    fn a_range_counts_its_values() {
        let len = |start, stop, step| Range { start, stop, step }.len();
        assert_eq!(len(0, 10, 3), 4);
        assert_eq!(len(10, 0, -3), 4);
        assert_eq!(len(0, 0, 1), 0);
        assert_eq!(len(i64::MIN, i64::MAX, 1), i64::MAX);
    }

    #[test]
    fn ints_have_one_form() {
        assert_eq!(Value::int(BigInt::from(7)), Value::Int(7));
        assert!(matches!(
            Value::int(BigInt::from(i64::MAX) + 1),
            Value::Big(_)
        ));
    }
}
