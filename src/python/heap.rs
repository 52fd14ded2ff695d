//! Objects that can change or that have an identity. A heap is cheap to clone: objects are shared until one side changes them.

use std::collections::VecDeque;
use std::sync::Arc;

use triomphe::Arc as Shared;

use crate::python::code::Code;
use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Frame;
use crate::python::iterate::Iter;
use crate::python::reach::Roots;
use crate::python::set::Set;
use crate::python::value::{HeapId, Str, Tuple, Type, Value};

/// Bytes that the objects of one program may take together.
pub const LIMIT: usize = 64 << 20;
/// A heap smaller than this is not worth sweeping.
const SWEEP_FROM: usize = 1 << 20;

/// What a process takes beside its objects, about.
const PROCESS: usize = 16 << 10;

/// The objects of a program.
#[derive(Debug, Clone)]
pub struct Heap {
    slots: Vec<Option<Shared<Object>>>,
    /// Objects that more than one task may reach: what happens to them is a visible operation.
    escaped: Vec<bool>,
    /// Objects that came to be in this process, or are no longer shared with the one that it was forked off from.
    own: Vec<bool>,
    free: Vec<HeapId>,
    used: usize,
    /// How much of that was there already, and is still shared, when a process was forked off with this heap.
    inherited: usize,
    sweep_at: usize,
    limit: usize,
    /// Whether a dict or a set has ever had a key that the program's code compares.
    own_keys: bool,
    /// How often a class has come to be or been changed.
    classes: u64,
}

impl Default for Heap {
    fn default() -> Self {
        Heap {
            slots: Vec::new(),
            escaped: Vec::new(),
            own: Vec::new(),
            free: Vec::new(),
            used: 0,
            inherited: 0,
            sweep_at: SWEEP_FROM,
            limit: LIMIT,
            own_keys: false,
            classes: 0,
        }
    }
}

/// An object of the heap.
#[derive(Debug, Clone)]
pub enum Object {
    /// A list.
    List(Vec<Value>),
    /// A dict of any flavour.
    Dict(DictObject),
    /// A set or a frozenset.
    Set(Set),
    /// A `collections.deque`.
    Deque(Deque),
    /// `keys()`, `values()` or `items()` of a dict.
    View(HeapId, ViewKind),
    /// An iterator of a built-in kind.
    Iter(Iter),
    /// A generator.
    Generator(Generator),
    /// A function of the program's or the prelude's.
    Function(Box<Function>),
    /// A variable that closures share; none while it is unbound.
    Cell(Option<Value>),
    /// A class of the program's or the prelude's.
    Class(Box<Class>),
    /// An instance of such a class.
    Instance(Instance),
    /// An exception, of a built-in type or of a class of the program's.
    Exception(Box<Exception>),
    /// A `property`.
    Property(Property),
    /// A `classmethod` of a function.
    ClassMethod(Value),
    /// A `staticmethod` of a function.
    StaticMethod(Value),
    /// What `super()` gives: looks up attributes in the classes that follow `after` in the order of resolution of `receiver`'s class.
    Super {
        /// The class whose method asks.
        after: Value,
        /// `self`, or the class in a class method.
        receiver: Value,
    },
    /// A `functools.partial`.
    Partial(Partial),
    /// A module beside the program.
    Module(ModuleObject),
    /// An `object()`, which is nothing but itself.
    Bare,
}

/// A module beside the program; its globals are the process's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ModuleObject {
    /// Its number.
    pub number: u32,
    /// `__name__`.
    pub name: Str,
    /// `__file__`.
    pub file: Str,
}

/// Which part of a dict a view shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ViewKind {
    Keys,
    Values,
    Items,
}

impl ViewKind {
    /// The view of a dict.
    pub fn of(self, dict: HeapId) -> Object {
        Object::View(dict, self)
    }
}

/// A dict and what makes it more than one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct DictObject {
    /// The keys and values.
    pub dict: Dict,
    /// What it is.
    pub flavour: Flavour,
}

impl DictObject {
    /// Whether it is the attributes of an object.
    pub fn is_attributes(&self) -> bool {
        matches!(self.flavour, Flavour::Attributes(_))
    }
}

/// Flavours of dicts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Flavour {
    /// `dict`.
    #[default]
    Plain,
    /// `collections.defaultdict` with its factory.
    Default(Value),
    /// `collections.Counter`.
    Counter,
    /// `collections.OrderedDict`.
    Ordered,
    /// The attributes of this object.
    Attributes(Value),
}

impl Flavour {
    /// What a copy of such a dict is.
    #[must_use]
    pub fn copied(&self) -> Self {
        match self {
            Self::Attributes(_) => Self::Plain,
            other => other.clone(),
        }
    }
}

/// A double-ended queue.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Deque {
    /// Its items.
    pub items: VecDeque<Value>,
    /// How many it holds at most.
    pub maxlen: Option<usize>,
}

/// A function.
#[derive(Debug, Clone)]
pub struct Function {
    /// What it runs.
    pub code: Arc<Code>,
    /// `__name__`.
    pub name: Str,
    /// `__qualname__`.
    pub qualname: Str,
    /// Values of the last positional parameters, where none is given.
    pub defaults: Vec<Value>,
    /// Values of keyword-only parameters.
    pub keyword_defaults: Dict,
    /// The cells of its free variables.
    pub closure: Vec<HeapId>,
    /// Attributes that the program has set.
    pub attrs: Dict,
}

/// A class.
#[derive(Debug, Clone)]
pub struct Class {
    /// `__name__`.
    pub name: Str,
    /// `__qualname__`.
    pub qualname: Str,
    /// `__module__`.
    pub module: Str,
    /// Direct bases, [`Value::Type`] or classes.
    pub bases: Vec<Value>,
    /// The order of resolution of attributes, the class itself first, `object` last.
    pub mro: Vec<Value>,
    /// Classes that derive directly from it, oldest first.
    pub derived: Vec<Value>,
    /// Its attributes.
    pub attrs: Dict,
    /// The built-in exception type that its instances are made of, if any.
    pub exc: Option<Exc>,
    /// The class that it is an instance of, unless that is `type`.
    pub meta: Option<HeapId>,
    /// Whether it or a base of it defines `__getattribute__`, which then answers for all attributes.
    pub intercepts: bool,
    /// The attributes that its instances can have, if it and its bases have `__slots__` and no `__dict__`.
    pub slots: Option<Vec<Str>>,
    /// Whether methods of it are still abstract, so that it has no instances: its `__abstractmethods__` name them.
    pub is_abstract: bool,
}

/// An instance.
#[derive(Debug, Clone)]
pub struct Instance {
    /// Its class.
    pub class: HeapId,
    /// What it remembers of the hash it had when it last became a key, 0 if it never did.
    pub key_hash: u32,
    /// Its attributes.
    pub attrs: Dict,
}

/// An exception.
#[derive(Debug, Clone)]
pub struct Exception {
    /// Its type, [`Value::Type`] or a class.
    pub class: Value,
    /// `args`.
    pub args: Tuple,
    /// Attributes that the program has set.
    pub attrs: Dict,
    /// `__cause__`.
    pub cause: Option<Value>,
    /// `__context__`.
    pub context: Option<Value>,
    /// `raise … from None`: the context is not printed.
    pub suppress_context: bool,
    /// What its type gives it beside the arguments: `name`, `obj`, `path`.
    pub natural: Dict,
    /// Where it has been, innermost place first (in the order of unwinding).
    pub trace: Vec<TraceEntry>,
    /// The `__traceback__` that the program has been given for that.
    pub traceback: Option<Value>,
}

/// One line of a traceback.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TraceEntry {
    /// The code that ran.
    pub function: Str,
    /// Its file.
    pub file: Str,
    /// The line.
    pub line: u32,
}

/// A generator.
#[derive(Debug, Clone)]
pub struct Generator {
    /// `__name__`.
    pub name: Str,
    /// Where it stands; none while it runs and after it has ended.
    pub frame: Option<Box<Frame>>,
    /// What it is about.
    pub state: GeneratorState,
    /// Nobody referred to it any more, and it was closed for that.
    pub abandoned: bool,
}

/// States of a generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum GeneratorState {
    Created,
    Suspended,
    Running,
    Ended,
}

/// A computed attribute.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Property {
    /// Reads it.
    pub get: Value,
    /// Writes it.
    pub set: Value,
    /// Deletes it.
    pub delete: Value,
    /// Its `__doc__`.
    pub doc: Value,
}

/// A function with some of its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Partial {
    /// The function.
    pub function: Value,
    /// Leading arguments.
    pub args: Vec<Value>,
    /// Arguments by keyword.
    pub keywords: Vec<(Str, Value)>,
}

impl Heap {
    /// A heap with a bound of its own, in bytes.
    pub fn with_limit(limit: usize) -> Heap {
        Heap {
            limit,
            sweep_at: SWEEP_FROM.min(limit / 2),
            ..Heap::default()
        }
    }

    /// Puts an object into the heap.
    ///
    /// # Errors
    /// `MemoryError` if there is no room.
    pub fn alloc(&mut self, object: Object) -> Res<HeapId> {
        self.charge(object.size())?;
        if let Object::Class(_) = object {
            self.classes += 1;
        }
        let object = Some(Shared::new(object));
        Ok(if let Some(id) = self.free.pop() {
            self.slots[id.0 as usize] = object;
            self.own[id.0 as usize] = true;
            id
        } else {
            self.slots.push(object);
            self.escaped.push(false);
            self.own.push(true);
            HeapId(self.slots.len() as u32 - 1)
        })
    }

    /// Whether a dict or a set has ever had a key that the program's code compares.
    pub fn own_keys(&self) -> bool {
        self.own_keys
    }

    /// Takes note that one has.
    pub fn note_own_keys(&mut self) {
        self.own_keys = true;
    }

    /// Takes note of bytes that a value will take, before they are taken.
    ///
    /// # Errors
    /// `MemoryError` if there is no room for them.
    pub fn charge(&mut self, bytes: usize) -> Res<()> {
        let used = self.used.saturating_add(bytes);
        // Who has been told that there is no room must still be able to say so.
        let reserve = if bytes <= 4096 { self.limit / 16 } else { 0 };
        if used > self.limit + reserve {
            self.sweep_at = 0;
            return Err(Fault::memory());
        }
        self.used = used;
        Ok(())
    }

    /// Whether it has grown enough to be [collected](Heap::collect): the world does that between two instructions, when it knows all roots.
    pub fn is_due(&self) -> bool {
        self.used > self.sweep_at
    }

    /// Bytes in use, dead objects included.
    pub fn used(&self) -> usize {
        self.used
    }

    /// Bytes in use that no other process's heap shares.
    pub fn own(&self) -> usize {
        self.used.saturating_sub(self.inherited)
    }

    /// A copy for a process that is forked off: it shares the objects until one of the two changes them.
    #[must_use]
    pub fn fork(&self) -> Heap {
        let places = self.slots.len() * (size_of::<Option<Shared<Object>>>() + 2);
        Heap {
            own: vec![false; self.slots.len()],
            inherited: self.used.saturating_sub(places + PROCESS),
            ..self.clone()
        }
    }

    /// Bounds what it may grow by, beside the limit that every heap has.
    pub fn allow(&mut self, more: usize) {
        self.limit = LIMIT.min(self.used.saturating_add(more));
        if self.limit < LIMIT {
            self.sweep_at = self.sweep_at.min(self.used + more / 2);
        }
    }

    /// How many objects there are, dead ones included.
    pub fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// How many places for objects there are: ids are below.
    pub fn places(&self) -> usize {
        self.slots.len()
    }

    /// Whether there is no object.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An object.
    ///
    /// # Panics
    /// If the id is of another heap or its object was collected: a bug, not the program's doing.
    #[inline]
    pub fn get(&self, id: HeapId) -> &Object {
        match self.slots.get(id.0 as usize) {
            Some(Some(object)) => object,
            _ => panic!("no object at {id}"),
        }
    }

    /// An object to be changed. Growth is to be [charged](Heap::charge).
    ///
    /// # Panics
    /// As [`Heap::get`].
    #[inline]
    pub fn get_mut(&mut self, id: HeapId) -> &mut Object {
        match self.slots.get_mut(id.0 as usize) {
            Some(Some(object)) => {
                if let Object::Class(_) = **object {
                    self.classes += 1;
                }
                Shared::make_mut(object)
            }
            _ => panic!("no object at {id}"),
        }
    }

    /// A number that is another one as soon as any class has changed.
    #[inline]
    pub fn classes(&self) -> u64 {
        self.classes
    }

    /// Whether there is an object of this id.
    pub fn holds(&self, id: HeapId) -> bool {
        self.slots.get(id.0 as usize).is_some_and(Option::is_some)
    }

    /// The places of an older heap's objects that hold something else by now.
    pub fn changed_since(&self, older: &Heap) -> Vec<HeapId> {
        let both = self.slots.len().min(older.slots.len());
        let mut changed = Vec::new();
        // A search asks this of every state, so that it should be fast in a debug build, too.
        let mut at = 0;
        while at < both {
            let same = match (&self.slots[at], &older.slots[at]) {
                (Some(now), Some(then)) => Shared::ptr_eq(now, then),
                (now, then) => now.is_none() && then.is_none(),
            };
            if !same {
                changed.push(HeapId(at as u32));
            }
            at += 1;
        }
        changed
    }

    /// The object a value refers to.
    pub fn object(&self, value: &Value) -> Option<&Object> {
        match value {
            Value::Ref(id) => Some(self.get(*id)),
            _ => None,
        }
    }

    /// A new list.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn list(&mut self, items: Vec<Value>) -> Res {
        self.alloc(Object::List(items)).map(Value::Ref)
    }

    /// A new dict.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn dict(&mut self, dict: Dict) -> Res {
        let flavour = Flavour::Plain;
        self.alloc(Object::Dict(DictObject { dict, flavour }))
            .map(Value::Ref)
    }

    /// A new set.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn set(&mut self, set: Set) -> Res {
        self.alloc(Object::Set(set)).map(Value::Ref)
    }

    /// A new str.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn str(&mut self, text: impl Into<Str>) -> Res {
        let text: Str = text.into();
        self.charge(text.len())?;
        Ok(Value::Str(text))
    }

    /// The exception object of a fault; what takes the program's code has none.
    ///
    /// # Errors
    /// `Fault::Python` comes back as it is, and `MemoryError` is always made.
    pub fn raise(&mut self, fault: Fault) -> Res {
        let error = match fault {
            Fault::Raise(value) => return Ok(value),
            Fault::Python => return Err(Fault::Python),
            Fault::Error(error) => error,
        };
        let mut exception = Exception::new(Value::Type(Type::Exc(error.exc)), error.args);
        if let Some((name, object)) = error.about {
            let natural = &mut exception.natural;
            natural.insert(Value::from("name"), Value::Str(name));
            if let Some(object) = object {
                // Of a name, what may have been meant; nothing that a program gets at.
                let key = if error.exc.is_a(Exc::NameError) {
                    ""
                } else {
                    "obj"
                };
                natural.insert(Value::from(key), object);
            }
        }
        exception.settle(error.exc);
        let object = Object::Exception(exception.into());
        // There is always room to say that there is none.
        self.used = self.used.min(self.limit.saturating_sub(object.size()));
        self.alloc(object).map(Value::Ref)
    }

    /// The class of an instance, an exception or a class's own id.
    pub fn class(&self, id: HeapId) -> Option<&Class> {
        match self.get(id) {
            Object::Class(class) => Some(class),
            _ => None,
        }
    }

    /// Whether more than one task may reach the object.
    pub fn is_escaped(&self, id: HeapId) -> bool {
        self.escaped.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Marks everything that an object leads to as shared between tasks.
    pub fn escape_parts(&mut self, id: HeapId) {
        let mut parts = Vec::new();
        if self.holds(id) {
            crate::python::reach::of_object(self.get(id), &mut |part| parts.push(part));
        }
        for part in parts {
            self.escape(&Value::Ref(part));
        }
    }

    /// Marks everything that a value leads to as shared between tasks.
    pub fn escape(&mut self, value: &Value) {
        let mut rest = Vec::new();
        crate::python::reach::of_value(value, &mut |id| rest.push(id));
        while let Some(id) = rest.pop() {
            let at = id.0 as usize;
            if !self.escaped[at] {
                self.escaped[at] = true;
                if let Some(object) = &self.slots[at] {
                    crate::python::reach::of_object(object, &mut |id| rest.push(id));
                }
            }
        }
    }

    /// Lets go of every object that none of the roots leads to.
    pub fn collect<'a>(&mut self, values: impl IntoIterator<Item = &'a Value>) {
        let mut roots = Roots::default();
        values.into_iter().for_each(|value| roots.add(value));
        self.collect_from(roots);
    }

    /// Lets go of every object that none of the roots leads to.
    pub fn collect_from(&mut self, roots: Roots) {
        let Roots {
            ids: mut rest,
            mut bytes,
            mut seen,
        } = roots;
        let mut live = vec![false; self.slots.len()];
        let mut inherited = 0;
        while let Some(id) = rest.pop() {
            let at = id.0 as usize;
            if live[at] {
                continue;
            }
            live[at] = true;
            if let Some(object) = &self.slots[at] {
                let mut size = object.size();
                crate::python::reach::immutables(object, &mut |value| size += seen.add(value));
                bytes += size;
                self.own[at] |= object.is_unique();
                if !self.own[at] {
                    inherited += size;
                }
                crate::python::reach::of_object(object, &mut |id| rest.push(id));
            }
        }
        for (at, live) in live.into_iter().enumerate() {
            if !live && self.slots[at].take().is_some() {
                self.escaped[at] = false;
                self.free.push(HeapId(at as u32));
            }
        }
        self.used = bytes;
        self.inherited = inherited;
        let half_way = self.limit / 2 + bytes / 2;
        self.sweep_at = (bytes * 2)
            .max(SWEEP_FROM)
            .min(half_way)
            .max(bytes + self.limit / 16);
    }
}

impl Exception {
    /// An exception that has not been anywhere yet.
    pub fn new(class: Value, args: Vec<Value>) -> Exception {
        Exception {
            class,
            args: Tuple::new(args),
            attrs: Dict::new(),
            cause: None,
            context: None,
            suppress_context: false,
            natural: Dict::new(),
            trace: Vec::new(),
            traceback: None,
        }
    }

    /// Errors of the system keep the names of files beside their arguments, which are the number and the text.
    pub fn settle(&mut self, exc: Exc) {
        if exc.is_a(Exc::OSError) && (3..=5).contains(&self.args.len()) {
            for (at, name) in [(2, "filename"), (4, "filename2")] {
                if let Some(value) = self.args.get(at).filter(|value| !value.is_none()) {
                    self.natural.insert(Value::from(name), value.clone());
                }
            }
            self.args = Tuple::new(self.args[..2].to_vec());
        }
    }
}

impl Object {
    /// Roughly the bytes it takes by itself.
    pub fn size(&self) -> usize {
        const VALUE: usize = size_of::<Value>();
        const SELF: usize = size_of::<Object>() + 32;
        SELF + match self {
            Object::List(items) => items.len() * VALUE,
            Object::Dict(object) => object.dict.room(),
            Object::Set(set) => set.room(),
            Object::Deque(deque) => deque.items.len() * VALUE,
            Object::Generator(generator) => {
                generator.frame.as_ref().map_or(0, |frame| frame.size())
            }
            Object::Function(function) => 256 + function.defaults.len() * VALUE,
            Object::Class(class) => 256 + class.attrs.room(),
            Object::Instance(instance) => instance.attrs.room(),
            Object::Exception(exception) => 200 + exception.trace.len() * 40,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_root_leads_to_is_let_go_and_its_place_is_used_again() {
        let mut heap = Heap::default();
        let inner = heap.list(vec![Value::Int(1)]).unwrap();
        let outer = heap.list(vec![Value::tuple(vec![inner.clone()])]).unwrap();
        let ring = heap.alloc(Object::List(vec![])).unwrap();
        if let Object::List(items) = heap.get_mut(ring) {
            items.push(Value::Ref(ring));
        }
        heap.collect([&outer]);
        assert_eq!(heap.len(), 2);
        assert_eq!(heap.alloc(Object::Cell(None)).unwrap(), ring);
    }

    #[test]
    fn a_clone_does_not_see_later_changes() {
        let mut heap = Heap::default();
        let id = heap.alloc(Object::List(vec![])).unwrap();
        let before = heap.clone();
        if let Object::List(items) = heap.get_mut(id) {
            items.push(Value::None);
        }
        assert!(matches!(before.get(id), Object::List(items) if items.is_empty()));
    }

    #[test]
    fn a_full_heap_says_so_before_it_overflows() {
        let mut heap = Heap::with_limit(10_000);
        let fault = (0..1000).find_map(|_| heap.list(vec![Value::None; 10]).err());
        let fault = fault.expect("there is a bound");
        assert_eq!(fault, Fault::memory());
        assert!(heap.is_due());
        assert!(heap.raise(fault).is_ok());
    }

    #[test]
    fn escaping_reaches_everything_behind() {
        let mut heap = Heap::default();
        let inner = heap.alloc(Object::List(vec![])).unwrap();
        let outer = heap.list(vec![Value::Ref(inner)]).unwrap();
        let other = heap.alloc(Object::List(vec![])).unwrap();
        heap.escape(&outer);
        assert!(heap.is_escaped(inner) && !heap.is_escaped(other));
    }
}
