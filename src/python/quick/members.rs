//! Attributes and items that are simply there: no property, no hook of the program's, nothing to be made.

use std::sync::Arc;

use crate::python::class;
use crate::python::code::SymbolEntry;
use crate::python::heap::{DictObject, Flavour, Heap, Instance, Object};
use crate::python::value::{HeapId, Value};

/// The bytes that a new key of a dict takes.
const ADDED: usize = 72;
/// How many answers a process keeps. A search asks anew in each state, so they are not many.
const ANSWERS: usize = 128;

/// What has been found out about attributes of instances, by class and name. A program cannot tell: copies have none of it.
#[derive(Debug, Default)]
pub struct Members {
    answers: Vec<Answer>,
}

impl Clone for Members {
    fn clone(&self) -> Self {
        Members::default()
    }
}

#[derive(Debug, Clone)]
struct Answer {
    class: HeapId,
    /// Where the text of the name is.
    name: usize,
    /// What [`Heap::classes`] was.
    as_of: u64,
    says: Says,
    /// Where an instance had it last.
    place: usize,
}

/// What a class says of an attribute of its instances.
#[derive(Debug, Clone)]
enum Says {
    /// Nothing: an instance has it of its own or not at all. Whether it may simply get it.
    Nothing(bool),
    /// It is a method of a built-in type.
    BuiltIn,
    /// It is a method.
    Method(HeapId),
    /// A plain value for those that have none of their own. Whether they may simply get one.
    Value(Value, bool),
    /// Anything else.
    More,
}

/// The built-in types whose methods are looked up most, as classes that no heap has.
fn built_in(heap: &Heap, receiver: &Value) -> Option<HeapId> {
    let number = match receiver {
        Value::Str(_) => 0,
        Value::Tuple(_) => 1,
        Value::Ref(id) => match heap.get(*id) {
            Object::List(_) => 2,
            Object::Dict(DictObject {
                flavour: Flavour::Plain,
                ..
            }) => 3,
            Object::Set(set) if !set.frozen => 4,
            Object::Deque(_) => 5,
            _ => return None,
        },
        _ => return None,
    };
    Some(HeapId(u32::MAX - number))
}

/// Whether a name is a method of a built-in receiver, and nothing else.
pub fn is_built_in_method(
    heap: &Heap,
    known: &mut Members,
    receiver: &Value,
    name: &SymbolEntry,
) -> bool {
    let Some(class) = built_in(heap, receiver) else {
        return false;
    };
    let (at, address) = Members::slot(class, name);
    match known.answers.get(at) {
        Some(answer) if answer.class == class && answer.name == address => {
            matches!(answer.says, Says::BuiltIn)
        }
        _ => {
            let found = class::load(heap, receiver, &name.name);
            let is_method = matches!(found, Ok(class::Found::Native(_)));
            let says = if is_method { Says::BuiltIn } else { Says::More };
            known.note(at, class, address, heap.classes(), says);
            is_method
        }
    }
}

impl Members {
    /// Where the answer about a class and a name belongs, and what tells the name.
    #[inline]
    fn slot(class: HeapId, name: &SymbolEntry) -> (usize, usize) {
        let address = Arc::as_ptr(&name.name).cast::<u8>() as usize;
        let at = (address / 16).wrapping_add(class.0 as usize * 37) % ANSWERS;
        (at, address)
    }

    fn note(&mut self, at: usize, class: HeapId, name: usize, as_of: u64, says: Says) {
        let answer = Answer {
            class,
            name,
            as_of,
            says,
            place: 0,
        };
        if self.answers.is_empty() {
            let nobody = Answer {
                name: 0,
                says: Says::More,
                ..answer.clone()
            };
            self.answers.resize(ANSWERS, nobody);
        }
        self.answers[at] = answer;
    }

    #[inline]
    fn answer(&mut self, heap: &Heap, class: HeapId, name: &SymbolEntry) -> &mut Answer {
        let (at, address) = Self::slot(class, name);
        if self.answers.get(at).is_none_or(|answer| {
            answer.class != class || answer.name != address || answer.as_of != heap.classes()
        }) {
            self.ask(heap, at, class, name);
        }
        &mut self.answers[at]
    }

    #[inline(never)]
    fn ask(&mut self, heap: &Heap, at: usize, class: HeapId, name: &SymbolEntry) {
        let (_, address) = Self::slot(class, name);
        self.note(at, class, address, heap.classes(), says(heap, class, name));
    }
}

fn says(heap: &Heap, id: HeapId, name: &SymbolEntry) -> Says {
    let Some(class) = heap.class(id).filter(|class| !class.intercepts) else {
        return Says::More;
    };
    let settable = &*name.name != "__dict__"
        && ["__setattr__", "__slots__"]
            .iter()
            .all(|hook| class::find(heap, id, hook).is_none());
    let mut order = class.mro.iter().filter_map(Value::as_ref);
    let found = order.find_map(|step| heap.class(step)?.attrs.get_name(&name.name, name.hash));
    match found {
        None => Says::Nothing(settable),
        Some(Value::Ref(id)) if matches!(heap.get(*id), Object::Function(_)) => Says::Method(*id),
        Some(value) if value.is_flat() => Says::Value(value.clone(), settable),
        Some(_) => Says::More,
    }
}

/// Takes note of a new key. Where the heap is to be swept first, that comes before it.
fn added(heap: &mut Heap) -> Option<()> {
    if heap.is_due() {
        return None;
    }
    heap.charge(ADDED).ok()
}

/// An attribute that an instance has of its own, or a plain one of its class.
#[inline]
pub fn attribute(
    heap: &Heap,
    known: &mut Members,
    id: HeapId,
    name: &SymbolEntry,
) -> Option<Value> {
    let Object::Instance(Instance { class, attrs, .. }) = heap.get(id) else {
        return None;
    };
    let answer = known.answer(heap, *class, name);
    let of_class = match &answer.says {
        Says::Nothing(_) => None,
        Says::Value(value, _) => Some(value),
        Says::Method(_) | Says::BuiltIn | Says::More => return None,
    };
    match attrs.place_of_name(&name.name, name.hash, answer.place) {
        Some(place) => {
            answer.place = place;
            attrs.at_place(place).cloned()
        }
        None => of_class.cloned(),
    }
}

/// The place of an attribute that an instance has of its own, or can simply get, to be set.
pub fn place<'h>(
    heap: &'h mut Heap,
    known: &mut Members,
    id: HeapId,
    name: &SymbolEntry,
) -> Option<&'h mut Value> {
    let Object::Instance(Instance { class, attrs, .. }) = heap.get(id) else {
        return None;
    };
    let answer = known.answer(heap, *class, name);
    let (Says::Nothing(true) | Says::Value(_, true)) = answer.says else {
        return None;
    };
    let there = attrs.place_of_name(&name.name, name.hash, answer.place);
    if there.is_none() {
        added(heap)?;
    }
    let Object::Instance(Instance { attrs, .. }) = heap.get_mut(id) else {
        return None;
    };
    let place = there.unwrap_or_else(|| attrs.add_name(&name.name, name.hash, Value::None));
    answer.place = place;
    attrs.at_place_mut(place)
}

/// The function that is an instance's method.
#[inline]
pub fn method(heap: &Heap, known: &mut Members, id: HeapId, name: &SymbolEntry) -> Option<HeapId> {
    let Object::Instance(Instance { class, attrs, .. }) = heap.get(id) else {
        return None;
    };
    match known.answer(heap, *class, name).says {
        Says::Method(function) => {
            let own = attrs.get_name(&name.name, name.hash);
            own.is_none().then_some(function)
        }
        _ => None,
    }
}

/// The position in a list that an index means, if it is inside.
fn position(items: &[Value], index: i64) -> Option<usize> {
    let at = if index < 0 {
        index + items.len() as i64
    } else {
        index
    };
    usize::try_from(at).ok().filter(|at| *at < items.len())
}

/// An item of a list, a tuple or a dict.
#[inline]
pub fn item<'h>(heap: &'h Heap, collection: &'h Value, key: &Value) -> Option<&'h Value> {
    match (collection, key) {
        (Value::Ref(id), key) => match (heap.get(*id), key) {
            (Object::List(items), Value::Int(index)) => {
                position(items, *index).map(|at| &items[at])
            }
            (Object::Dict(object), Value::Int(_) | Value::Str(_)) if !object.is_attributes() => {
                object.dict.get(key)
            }
            _ => None,
        },
        (Value::Tuple(items), Value::Int(index)) => position(items, *index).map(|at| &items[at]),
        _ => None,
    }
}

/// The place of an item of a list or a dict, to be set; a dict gets the key if it has it not.
#[inline]
pub fn item_place<'h>(heap: &'h mut Heap, id: HeapId, key: &Value) -> Option<&'h mut Value> {
    match (heap.get(id), key) {
        (Object::List(items), Value::Int(index)) => {
            let at = position(items, *index)?;
            match heap.get_mut(id) {
                Object::List(items) => items.get_mut(at),
                _ => None,
            }
        }
        (Object::Dict(object), Value::Int(_) | Value::Str(_)) if !object.is_attributes() => {
            let (hash, there) = object.dict.place_of(key);
            if there.is_none() {
                if object.dict.has_own() {
                    return None;
                }
                added(heap)?;
            }
            let Object::Dict(DictObject { dict, .. }) = heap.get_mut(id) else {
                return None;
            };
            let place = there.unwrap_or_else(|| dict.add_key(key, hash, Value::None));
            dict.at_place_mut(place)
        }
        _ => None,
    }
}
