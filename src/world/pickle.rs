//! Values on their way between processes: copies that belong to no heap.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{DictObject, Exception, Flavour, Heap, Instance, Object};
use crate::python::set::Set;
use crate::python::value::{HeapId, Value};

/// A copy of a value and of everything it leads to. References inside are numbers of its own objects, except those to
/// functions and classes, which are the same in every process.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Pickle {
    root: Value,
    objects: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Piece {
    /// A function or a class: found by its place, which a fork keeps.
    Same(HeapId),
    List(Vec<Value>),
    Dict(Vec<(Value, Value)>, Flavour),
    Set(Vec<Value>, bool),
    Deque(Vec<Value>, Option<usize>),
    Instance(HeapId, Vec<(Value, Value)>),
    Exception(Value, Vec<Value>, Vec<(Value, Value)>),
}

impl Pickle {
    /// Copies a value out of a heap.
    ///
    /// # Errors
    /// `TypeError` for what cannot leave its process.
    pub(super) fn of(heap: &Heap, value: &Value) -> Res<Self> {
        let mut pickler = Pickler {
            heap,
            numbers: FxHashMap::default(),
            queue: Vec::new(),
        };
        let root = pickler.value(value)?;
        let mut objects = Vec::new();
        while objects.len() < pickler.queue.len() {
            let id = pickler.queue[objects.len()];
            let piece = pickler.piece(id)?;
            objects.push(piece);
        }
        Ok(Self { root, objects })
    }

    /// Puts the copy into a heap.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(super) fn put(&self, heap: &mut Heap) -> Res {
        let mut ids = Vec::with_capacity(self.objects.len());
        for piece in &self.objects {
            ids.push(match piece {
                Piece::Same(id) => *id,
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
                Piece::Instance(class, _) => heap.alloc(Object::Instance(Instance {
                    key_hash: 0,
                    class: *class,
                    attrs: Dict::new(),
                }))?,
                Piece::Exception(class, ..) => heap.alloc(Object::Exception(
                    Exception::new(class.clone(), Vec::new()).into(),
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
                (Piece::Dict(from, _), Object::Dict(object)) => object.dict = dict(from)?,
                (Piece::Set(from, _), Object::Set(set)) => {
                    for item in values(from)? {
                        set.insert(item);
                    }
                }
                (Piece::Deque(from, _), Object::Deque(deque)) => deque.items = values(from)?.into(),
                (Piece::Instance(_, from), Object::Instance(instance)) => {
                    instance.attrs = dict(from)?;
                }
                (Piece::Exception(_, args, attrs), Object::Exception(exception)) => {
                    exception.args = crate::python::value::Tuple::new(values(args)?);
                    exception.attrs = dict(attrs)?;
                }
                _ => {}
            }
        }
        value(&self.root)
    }
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Same(_) => 0,
            Self::List(items) | Self::Set(items, _) | Self::Deque(items, _) => items.len(),
            Self::Dict(pairs, _) | Self::Instance(_, pairs) => 2 * pairs.len(),
            Self::Exception(_, args, attrs) => args.len() + 2 * attrs.len(),
        }
    }
}

struct Pickler<'a> {
    heap: &'a Heap,
    numbers: FxHashMap<HeapId, HeapId>,
    queue: Vec<HeapId>,
}

impl Pickler<'_> {
    fn value(&mut self, value: &Value) -> Res {
        translate(value, &mut |id| {
            let next = HeapId(self.queue.len() as u32);
            let number = *self.numbers.entry(id).or_insert(next);
            if number == next {
                self.queue.push(id);
            }
            Ok(number)
        })
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
            Object::Dict(object) => Piece::Dict(self.pairs(&object.dict)?, object.flavour.clone()),
            Object::Set(set) => Piece::Set(self.values(set.iter())?, set.frozen),
            Object::Deque(deque) => Piece::Deque(self.values(&deque.items)?, deque.maxlen),
            Object::Instance(instance) => {
                Piece::Instance(instance.class, self.pairs(&instance.attrs)?)
            }
            Object::Exception(exception) => {
                let class = exception.class.clone();
                Piece::Exception(
                    class,
                    self.values(exception.args.iter())?,
                    self.pairs(&exception.attrs)?,
                )
            }
            Object::Function(_) | Object::Class(_) | Object::Partial(_) => Piece::Same(id),
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
                callee: method.callee.clone(),
            }))
        }
        other => other.clone(),
    })
}
