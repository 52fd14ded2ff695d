//! Values on their way between processes: copies that belong to no heap.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use triomphe::Arc as Shared;

use crate::python::code::Space;
use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{DictObject, Exception, Flavour, Heap, Instance, Object, Partial};
use crate::python::set::Set;
use crate::python::value::{Callee, HeapId, PrimType, Str, Value};
use crate::trace::ObjectId;
use crate::world::things::Thing;

/// A copy of a value and of everything it leads to. References inside are numbers of its own objects; functions and classes
/// are found again by their place, if the other process has them: it was forked off after they were made.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Pickle {
    root: Value,
    objects: Vec<Piece>,
    /// The handles of pipes in it.
    handles: Vec<ObjectId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Piece {
    /// A function or a class at its place, which a fork keeps, and its qualified name.
    Named(HeapId, Str),
    /// A member of an enumeration, at its place, and its class: there is one of each.
    Member(HeapId, Str),
    Partial(Value, Vec<Value>, Vec<(Str, Value)>),
    List(Vec<Value>),
    Dict(Vec<(Value, Value)>, Flavour),
    Set(Vec<Value>, bool),
    Deque(Vec<Value>, Option<usize>),
    Instance(Value, Vec<(Value, Value)>),
    Exception(Value, Vec<Value>, Vec<(Value, Value)>),
}

impl Pickle {
    /// Copies a value out of a heap.
    ///
    /// # Errors
    /// `TypeError`, `AttributeError` or `PicklingError` for what cannot leave its process.
    pub(super) fn of(heap: &Heap, things: &[Shared<Thing>], value: &Value) -> Res<Self> {
        let mut pickler = Pickler {
            heap,
            things,
            numbers: FxHashMap::default(),
            queue: Vec::new(),
            handles: Vec::new(),
        };
        let root = pickler.value(value)?;
        let mut objects = Vec::new();
        while objects.len() < pickler.queue.len() {
            let id = pickler.queue[objects.len()];
            let piece = pickler.piece(id)?;
            objects.push(piece);
        }
        Ok(Self {
            root,
            objects,
            handles: pickler.handles,
        })
    }

    /// The handles of pipes in it.
    pub(super) fn handles(&self) -> &[ObjectId] {
        &self.handles
    }

    /// Puts the copy into a heap.
    ///
    /// # Errors
    /// `MemoryError`; `AttributeError` for a function or class that the process does not have.
    pub(super) fn put(&self, heap: &mut Heap, file: &str) -> Res {
        let mut ids = Vec::with_capacity(self.objects.len());
        for piece in &self.objects {
            ids.push(match piece {
                Piece::Named(id, name) => found(heap, *id, name, file)?,
                Piece::Member(id, name) if is_member(heap, *id, name) => *id,
                Piece::Member(_, name) => {
                    let message = format!(
                        "Can't get attribute '{name}' on <module '__main__' from '{file}'>"
                    );
                    return Err(Fault::new(Exc::AttributeError, message));
                }
                Piece::Partial(..) => heap.alloc(Object::Partial(Partial {
                    function: Value::None,
                    args: Vec::new(),
                    keywords: Vec::new(),
                }))?,
                Piece::List(_) => heap.alloc(Object::List(Vec::new()))?,
                Piece::Dict(_, flavour) => heap.alloc(Object::Dict(DictObject {
                    dict: Dict::new(),
                    flavour: flavour.clone(),
                }))?,
                Piece::Set(_, frozen) => {
                    let mut set = Set::new();
                    set.frozen = *frozen;
                    heap.alloc(Object::Set(set))?
                }
                Piece::Deque(_, maxlen) => {
                    heap.alloc(Object::Deque(crate::python::heap::Deque {
                        maxlen: *maxlen,
                        ..Default::default()
                    }))?
                }
                // Its class is known when all pieces have their places.
                Piece::Instance(..) => heap.alloc(Object::Instance(Instance {
                    key_hash: 0,
                    class: HeapId(0),
                    attrs: Dict::new(),
                }))?,
                Piece::Exception(..) => heap.alloc(Object::Exception(
                    Exception::new(Value::None, Vec::new()).into(),
                ))?,
            });
        }
        let value = |value: &Value| translate(value, &mut |id| Ok(ids[id.0 as usize]));
        let values = |values: &[Value]| values.iter().map(value).collect::<Res<Vec<Value>>>();
        let dict = |pairs: &[(Value, Value)]| -> Res<Dict> {
            let mut dict = Dict::new();
            for (key, item) in pairs {
                dict.insert(value(key)?, value(item)?);
            }
            Ok(dict)
        };
        for (piece, &id) in self.objects.iter().zip(&ids) {
            heap.charge(piece.len() * 2 * size_of::<Value>())?;
            match (piece, heap.get_mut(id)) {
                (Piece::List(from), Object::List(items)) => *items = values(from)?,
                (Piece::Dict(from, flavour), Object::Dict(object)) => {
                    object.dict = dict(from)?;
                    if let Flavour::Default(factory) = flavour {
                        object.flavour = Flavour::Default(value(factory)?);
                    }
                }
                (Piece::Partial(function, args, keywords), Object::Partial(partial)) => {
                    let named = |(name, item): &(Str, Value)| Ok((name.clone(), value(item)?));
                    partial.function = value(function)?;
                    partial.args = values(args)?;
                    partial.keywords = keywords.iter().map(named).collect::<Res<_>>()?;
                }
                (Piece::Set(from, _), Object::Set(set)) => {
                    for item in values(from)? {
                        set.insert(item);
                    }
                }
                (Piece::Deque(from, _), Object::Deque(deque)) => deque.items = values(from)?.into(),
                (Piece::Instance(class, from), Object::Instance(instance)) => {
                    if let Value::Ref(class) = value(class)? {
                        instance.class = class;
                    }
                    instance.attrs = dict(from)?;
                }
                (Piece::Exception(class, args, attrs), Object::Exception(exception)) => {
                    exception.class = value(class)?;
                    exception.args = crate::python::value::Tuple::new(values(args)?);
                    exception.attrs = dict(attrs)?;
                }
                _ => {}
            }
        }
        value(&self.root)
    }
}

impl Pickle {
    /// About how many bytes it has as CPython writes it to a pipe: a header of four, a frame, what stands in it.
    pub(super) fn size(&self) -> usize {
        let pieces = self.objects.iter().map(Piece::size);
        16 + size_of_value(&self.root) + pieces.sum::<usize>()
    }
}

/// Bytes of a value in a pickle; objects count where they stand, and a few for each time that they are met.
fn size_of_value(value: &Value) -> usize {
    match value {
        Value::Unbound | Value::None | Value::Bool(_) => 1,
        Value::Int(number) => match number.unsigned_abs() {
            0..=0xff => 2,
            0x100..=0xffff => 3,
            0x1_0000..=0x7fff_ffff => 5,
            _ => 8,
        },
        Value::Float(_) => 9,
        Value::Str(text) => 6 + text.len(),
        Value::Bytes(bytes) => 6 + bytes.len(),
        Value::Tuple(items) => 3 + items.iter().map(size_of_value).sum::<usize>(),
        Value::Ref(_) => 2,
        _ => 40,
    }
}

impl Piece {
    fn size(&self) -> usize {
        let all = |items: &[Value]| items.iter().map(size_of_value).sum::<usize>();
        let pairs = |pairs: &[(Value, Value)]| -> usize {
            let each = |(key, value): &(Value, Value)| size_of_value(key) + size_of_value(value);
            pairs.iter().map(each).sum()
        };
        match self {
            Self::Named(_, name) | Self::Member(_, name) => 16 + name.len(),
            Self::Partial(function, args, keywords) => {
                let keywords = keywords
                    .iter()
                    .map(|(name, value)| name.len() + size_of_value(value));
                40 + size_of_value(function) + all(args) + keywords.sum::<usize>()
            }
            Self::List(items) | Self::Set(items, _) => 5 + all(items),
            Self::Deque(items, _) => 40 + all(items),
            Self::Dict(items, _) => 5 + pairs(items),
            Self::Instance(_, attributes) => 10 + pairs(attributes),
            Self::Exception(_, args, attributes) => 10 + all(args) + pairs(attributes),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Named(..) | Self::Member(..) => 0,
            Self::Partial(_, args, keywords) => args.len() + keywords.len(),
            Self::List(items) | Self::Set(items, _) | Self::Deque(items, _) => items.len(),
            Self::Dict(pairs, _) | Self::Instance(_, pairs) => 2 * pairs.len(),
            Self::Exception(_, args, attrs) => args.len() + 2 * attrs.len(),
        }
    }
}

/// A function or class in a process, at the place where another one has it.
fn found(heap: &Heap, id: HeapId, name: &Str, file: &str) -> Res<HeapId> {
    let here = heap.holds(id).then(|| heap.get(id));
    let known = match here {
        Some(Object::Function(function)) => function.qualname == *name,
        Some(Object::Class(class)) => class.qualname == *name,
        _ => false,
    };
    if known {
        return Ok(id);
    }
    Err(Fault::new(
        Exc::AttributeError,
        format!("Can't get attribute '{name}' on <module '__main__' from '{file}'>"),
    ))
}

/// Whether an object is a member of an enumeration of this name.
fn is_member(heap: &Heap, id: HeapId, name: &str) -> bool {
    let here = heap.holds(id).then(|| heap.get(id));
    let Some(Object::Instance(instance)) = here else {
        return false;
    };
    let Some(class) = heap.class(instance.class) else {
        return false;
    };
    let is_enum = |base: &Value| {
        let base = match base {
            Value::Ref(base) => heap.class(*base),
            _ => None,
        };
        base.is_some_and(|base| &*base.name == "Enum" && &*base.module == "enum")
    };
    *class.qualname == *name && class.mro.iter().any(is_enum)
}

/// The error for a function or class that no name of its module leads to.
fn nameless(id: HeapId, what: &str, qualname: &str, module: &str) -> Fault {
    if qualname.contains("<locals>") {
        let message = format!("Can't get local object '{qualname}'");
        return Fault::new(Exc::AttributeError, message);
    }
    let message = format!(
        "Can't pickle <{what} {qualname} at {id}>: attribute lookup {qualname} on {module} failed"
    );
    Fault::new(Exc::PicklingError, message)
}

struct Pickler<'a> {
    heap: &'a Heap,
    things: &'a [Shared<Thing>],
    numbers: FxHashMap<HeapId, HeapId>,
    queue: Vec<HeapId>,
    handles: Vec<ObjectId>,
}

impl Pickler<'_> {
    fn value(&mut self, value: &Value) -> Res {
        self.shareable(value)?;
        translate(value, &mut |id| {
            let next = HeapId(self.queue.len() as u32);
            let number = *self.numbers.entry(id).or_insert(next);
            if number == next {
                self.queue.push(id);
            }
            Ok(number)
        })
    }

    /// What belongs to the threads of one process stays there.
    fn shareable(&mut self, value: &Value) -> Res<()> {
        match value {
            Value::Tuple(items) if items.depth() <= 200 => {
                items.iter().try_for_each(|item| self.shareable(item))
            }
            Value::Prim(prim) => {
                if prim.kind == PrimType::Connection {
                    self.handles.push(prim.id);
                }
                let thing = &self.things[prim.id.index()];
                let name = match prim.kind {
                    _ if thing.process || thing.part.is_some() => return Ok(()),
                    PrimType::RLock => "_thread.RLock",
                    PrimType::SimpleQueue => "_queue.SimpleQueue",
                    _ => "_thread.lock",
                };
                Err(Fault::type_error(format!("cannot pickle '{name}' object")))
            }
            Value::Module(_) => Err(Fault::type_error("cannot pickle 'module' object")),
            _ => Ok(()),
        }
    }

    fn values<'v>(&mut self, values: impl IntoIterator<Item = &'v Value>) -> Res<Vec<Value>> {
        values.into_iter().map(|value| self.value(value)).collect()
    }

    fn pairs(&mut self, dict: &Dict) -> Res<Vec<(Value, Value)>> {
        dict.iter()
            .map(|(key, value)| Ok((self.value(key)?, self.value(value)?)))
            .collect()
    }

    fn piece(&mut self, id: HeapId) -> Res<Piece> {
        let heap = self.heap;
        Ok(match heap.get(id) {
            Object::List(items) => Piece::List(self.values(items)?),
            Object::Dict(object) => {
                let flavour = match &object.flavour {
                    Flavour::Default(factory) => Flavour::Default(self.value(factory)?),
                    other => other.copied(),
                };
                Piece::Dict(self.pairs(&object.dict)?, flavour)
            }
            Object::Set(set) => Piece::Set(self.values(set.iter())?, set.frozen),
            Object::Deque(deque) => Piece::Deque(self.values(&deque.items)?, deque.maxlen),
            Object::Instance(instance) => {
                let class = heap.class(instance.class);
                if class.is_some_and(|class| matches!(&*class.name, "_File" | "TextIOWrapper")) {
                    return Err(Fault::type_error("cannot pickle 'TextIOWrapper' instances"));
                }
                if let Some(class) = class.filter(|class| is_member(heap, id, &class.qualname)) {
                    return Ok(Piece::Member(id, class.qualname.clone()));
                }
                let class = self.value(&Value::Ref(instance.class))?;
                Piece::Instance(class, self.pairs(&instance.attrs)?)
            }
            Object::Exception(exception) => {
                let class = self.value(&exception.class)?;
                Piece::Exception(
                    class,
                    self.values(exception.args.iter())?,
                    self.pairs(&exception.attrs)?,
                )
            }
            Object::Function(function) => {
                let local = &*function.name == "<lambda>" || function.qualname.contains("<locals>");
                if local && function.code.space == Space::User {
                    return Err(nameless(id, "function", &function.qualname, "__main__"));
                }
                Piece::Named(id, function.qualname.clone())
            }
            Object::Class(class) => {
                if class.qualname.contains("<locals>") && &*class.module == "__main__" {
                    return Err(nameless(id, "class", &class.qualname, &class.module));
                }
                Piece::Named(id, class.qualname.clone())
            }
            Object::Partial(partial) => {
                let named = |(name, item): &(Str, Value)| Ok((name.clone(), self.value(item)?));
                let keywords = partial.keywords.iter().map(named).collect::<Res<_>>()?;
                Piece::Partial(
                    self.value(&partial.function)?,
                    self.values(&partial.args)?,
                    keywords,
                )
            }
            _ => {
                let name = crate::python::ops::type_name(heap, &Value::Ref(id));
                return Err(Fault::type_error(format!("cannot pickle '{name}' object")));
            }
        })
    }
}

/// A value with other references.
fn translate(value: &Value, change: &mut dyn FnMut(HeapId) -> Res<HeapId>) -> Res {
    Ok(match value {
        Value::Ref(id) => Value::Ref(change(*id)?),
        Value::Tuple(items) => {
            if items.depth() > 200 {
                return Err(Fault::new(
                    Exc::RecursionError,
                    "maximum recursion depth exceeded while pickling an object",
                ));
            }
            let items: Res<Vec<Value>> = items.iter().map(|item| translate(item, change)).collect();
            Value::tuple(items?)
        }
        Value::Method(method) => {
            let receiver = translate(&method.receiver, change)?;
            Value::Method(Arc::new(crate::python::value::Method {
                receiver,
                callee: match &method.callee {
                    Callee::Function(id) => Callee::Function(change(*id)?),
                    native @ Callee::Native(_) => native.clone(),
                },
            }))
        }
        other => other.clone(),
    })
}
