//! What objects are called: by the most telling place at which the program keeps them.

use std::fmt::Write as _;

use super::World;
use super::run::Machine;
use super::things::Thing;
use crate::python::code::Space;
use crate::python::heap::{Instance, Object};
use crate::python::value::{HeapId, Value};
use crate::trace::{Event, ObjectId, ObjectKind};

/// How telling a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Rank {
    /// There is none yet.
    #[default]
    None,
    /// A variable of a function, which means something else in the next call.
    Local,
    /// Its place in a collection that a function's variable keeps, `forks[2]`.
    Part,
    /// An attribute as the source writes it, `self.lock`: of whom, it does not say.
    Attribute,
    /// The way to it from a global, `forks[2]`, `account.lock`.
    Path,
    /// A global of its own.
    Global,
}

/// What the way to is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    /// A synchronisation object.
    Object(ObjectId),
    /// An object of the heap.
    Heap(HeapId),
}

/// How many steps a way may have, and how many parts of one object are looked at.
const STEPS: usize = 3;
const PARTS: usize = 200;

impl Thing {
    /// Whether it has a name that no way to it would better, or there is no way.
    pub(super) fn is_named(&self) -> bool {
        self.sought || self.rank >= Rank::Path
    }
}

impl World {
    /// A name of an object. A more telling one takes the place of those it had; two globals are two names.
    pub(super) fn name_object(&mut self, object: ObjectId, name: &str, rank: Rank) {
        let thing = self.thing(object);
        if rank < thing.rank || (rank == thing.rank && rank != Rank::Global) {
            return;
        }
        if rank > thing.rank {
            thing.names.clear();
            thing.rank = rank;
        }
        if thing.names.len() >= 8 || thing.names.iter().any(|known| **known == *name) {
            return;
        }
        thing.names.push(name.into());
        let new = thing.describe(object);
        self.emit(Event::New(new));
    }
}

impl Machine<'_> {
    /// Before the first operation on an object that no global names: the way to it, if there is one, is its name.
    pub(super) fn look_for_name(&mut self, object: ObjectId) {
        let thing = &self.world.objects[object.index()];
        if thing.is_named() {
            return;
        }
        // Workers may use a pool before the program has kept it anywhere.
        let thing = self.world.thing(object);
        thing.sought = match &mut thing.part {
            Some(part) if part.kind == ObjectKind::Pool && part.looks < 16 => {
                part.looks += 1;
                false
            }
            _ => true,
        };
        if let Some(path) = self.path(Sought::Object(object)) {
            self.world.name_object(object, &path, Rank::Path);
        }
    }

    /// What a collection keeps gets its place in it as a name, from the moment at which a variable has the collection.
    pub(super) fn name_parts(&mut self, name: &str, value: &Value, rank: Rank) {
        let Value::Ref(id) = value else { return };
        if self.frame().code.space != Space::User {
            return;
        }
        let Object::List(items) = self.process.heap.get(*id) else {
            return;
        };
        if items
            .first()
            .and_then(|first| self.stands_for(first))
            .is_none()
        {
            return;
        }
        let prims = items.iter().take(PARTS).map(|item| self.stands_for(item));
        let prims: Vec<Option<ObjectId>> = prims.collect();
        for (index, object) in prims.into_iter().enumerate() {
            if let Some(object) = object {
                self.world
                    .name_object(object, &format!("{name}[{index}]"), rank);
            }
        }
    }

    /// The synchronisation object that a value is, or that stands for it: a future's, a pool's, a timer's.
    fn stands_for(&self, value: &Value) -> Option<ObjectId> {
        let part = match value {
            Value::Ref(id) => match self.process.heap.get(*id) {
                Object::Instance(instance) => {
                    let mut attrs = instance.attrs.iter();
                    attrs.find_map(|(name, value)| match name {
                        Value::Str(name) if matches!(&**name, "_here" | "_own") => Some(value),
                        _ => None,
                    })?
                }
                _ => return None,
            },
            value => value,
        };
        match part {
            Value::Prim(prim) => Some(prim.id),
            _ => None,
        }
    }

    /// The shortest way from a global of the program to what is sought.
    pub(super) fn path(&self, sought: Sought) -> Option<String> {
        (0..=STEPS).find_map(|steps| {
            let mut globals = self.process.user.iter().enumerate();
            globals.find_map(|(symbol, value)| {
                let mut path = self.world.symbols.entries.get(symbol)?.name.to_string();
                self.leads(value, sought, steps, &mut path).then_some(path)
            })
        })
    }

    /// Whether exactly so many steps lead from `value` to what is sought; they are added to `path`.
    fn leads(&self, value: &Value, sought: Sought, steps: usize, path: &mut String) -> bool {
        if steps == 0 {
            return match (value, sought) {
                (Value::Prim(prim), Sought::Object(object)) => prim.id == object,
                (Value::Ref(id), Sought::Heap(heap)) => *id == heap,
                _ => false,
            };
        }
        let before = path.len();
        let mut part = |name: std::fmt::Arguments<'_>, part: &Value| {
            path.truncate(before);
            // Writing to a String does not fail.
            let _ = path.write_fmt(name);
            self.leads(part, sought, steps - 1, path)
        };
        let mut items = |items: &[Value]| {
            let mut items = items.iter().take(PARTS).enumerate();
            items.any(|(index, item)| part(format_args!("[{index}]"), item))
        };
        let own = |instance: &Instance| {
            let class = self.process.heap.class(instance.class);
            class.is_some_and(|class| &*class.module != crate::python::class::OF_PRELUDE)
        };
        match value {
            Value::Tuple(tuple) => items(tuple),
            Value::Ref(id) => match self.process.heap.get(*id) {
                Object::List(list) => items(list),
                Object::Dict(dict) => dict.dict.iter().take(PARTS).any(|(key, value)| {
                    let key = self.show(key);
                    part(format_args!("[{key}]"), value)
                }),
                Object::Instance(instance) => {
                    instance.attrs.iter().any(|(name, value)| match name {
                        // The prelude's way from a timer, a pool or a future to what stands for it; what an instance
                        // of a class derived from a primitive keeps.
                        Value::Str(name) if matches!(&**name, "_here" | "_own") => {
                            part(format_args!(""), value)
                        }
                        // What begins so is nobody's business, unless the program's own classes call it so.
                        Value::Str(name) if !name.starts_with('_') || own(instance) => {
                            part(format_args!(".{name}"), value)
                        }
                        _ => false,
                    })
                }
                _ => false,
            },
            _ => false,
        }
    }
}
