//! Data that tasks share: which reads and writes others can see, and how they are told.

use super::naming::{Rank, Sought};
use super::run::{Go, Machine, RAN};
use super::things::{Thing, What};
use crate::python::code::{Space, Symbol};
use crate::python::format;
use crate::python::heap::Object;
use crate::python::value::{HeapId, PrimType, Str, Value};
use crate::trace::{Done, ObjectId, Op, Text};

/// How much of a value the picture shows.
pub(super) const SHOWN: usize = 60;

/// A place that several tasks can read and write.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Global(Symbol),
    Cell(HeapId),
    Attribute(HeapId, Str),
    Item(HeapId, Text),
    Whole(HeapId),
}

impl Machine<'_> {
    /// Whether somebody else could tell the difference.
    pub(super) fn watched(&mut self) -> bool {
        (self.process.live > 1 || self.task.kind == crate::trace::TaskKind::Lecturer)
            && self.frame().code.space == Space::User
    }

    /// Whether a value is data; functions, classes, modules and primitives are looked up, not read.
    pub(super) fn is_data(&self, value: &Value) -> bool {
        match value {
            Value::Native(_)
            | Value::Type(_)
            | Value::Module(_)
            | Value::Prim(_)
            | Value::Method(_)
            | Value::Unbound => false,
            Value::Ref(id) => match self.process.heap.get(*id) {
                Object::Function(_)
                | Object::Class(_)
                | Object::Generator(_)
                | Object::Iter(_)
                | Object::Property(_)
                | Object::ClassMethod(_)
                | Object::StaticMethod(_)
                | Object::Super { .. }
                | Object::Module(_)
                | Object::Partial(_) => false,
                Object::Instance(instance) => self
                    .process
                    .heap
                    .class(instance.class)
                    .is_none_or(|class| &*class.module != crate::python::class::OF_PRELUDE),
                _ => true,
            },
            _ => true,
        }
    }

    /// A value in Python's notation, short enough for the picture.
    pub(super) fn show(&self, value: &Value) -> Text {
        format::glance(&self.process.heap, value, SHOWN).into()
    }

    pub(super) fn tell(&mut self, op: Op, place: Place, name: &str, value: &Value) -> Go {
        let object = self.variable(place, name);
        if !self.world.tells() {
            return RAN;
        }
        let item = Some(self.show(value));
        let name = self.world.thing(object).names.first().cloned();
        let done = Done {
            object: Some(object),
            item,
            name,
            ..Done::new(self.task.id, op)
        };
        self.done(done);
        RAN
    }

    fn variable(&mut self, place: Place, name: &str) -> ObjectId {
        let key = (self.task.process, place);
        if let Some(&object) = self.world.variables.get(&key) {
            return object;
        }
        let path = match &key.1 {
            Place::Global(_) | Place::Cell(_) => None,
            Place::Attribute(id, part) => {
                let way = self.path(Sought::Heap(*id));
                way.map(|way| format!("{way}.{part}"))
            }
            Place::Item(id, part) => {
                let way = self.path(Sought::Heap(*id));
                way.map(|way| format!("{way}[{part}]"))
            }
            Place::Whole(id) => self.path(Sought::Heap(*id)),
        };
        let thing = Thing {
            what: What::Variable,
            kind: PrimType::Lock,
            process: false,
            home: self.task.process,
            names: vec![path.map_or_else(|| name.into(), Text::from)],
            rank: Rank::Global,
            sought: false,
            part: None,
            uses: super::uses::Uses::default(),
        };
        let object = self.world.add_object(thing);
        self.world.variables.insert(key, object);
        object
    }

    /// The source of the instruction that runs; if it has just called something, of the call.
    fn source_text(&mut self) -> Text {
        let mut frames = self.task.frames.iter().rev();
        let begun = frames.find_map(|frame| Some((frame, frame.pc.checked_sub(1)?)));
        begun.map_or_else(Text::default, |(frame, pc)| frame.code.text(pc).into())
    }

    fn global_is_shared(&mut self, symbol: Symbol) -> bool {
        self.watched() && self.world.symbols.entries[symbol as usize].shared
    }

    pub(super) fn read_global(&mut self, symbol: Symbol, value: &Value) -> Go {
        if !self.global_is_shared(symbol) {
            return Go::On;
        }
        if !self.is_data(value) {
            return RAN;
        }
        let name = self.name(symbol);
        self.tell(Op::Read, Place::Global(symbol), &name, value)
    }

    pub(super) fn wrote_global(&mut self, symbol: Symbol, value: &Value) -> Go {
        if !self.global_is_shared(symbol) {
            return Go::On;
        }
        if !self.is_data(value) {
            return RAN;
        }
        let name = self.name(symbol);
        self.tell(Op::Write, Place::Global(symbol), &name, value)
    }

    fn cell_is_shared(&mut self, id: HeapId, slot: u32, value: &Value) -> bool {
        if !self.process.heap.is_escaped(id) || !self.watched() || !self.is_data(value) {
            return false;
        }
        let name = self.frame().code.locals[slot as usize].clone();
        self.world.symbols.nonlocals.contains(&name)
    }

    pub(super) fn read_cell(&mut self, id: HeapId, slot: u32, value: &Value) -> Go {
        if !self.cell_is_shared(id, slot, value) {
            return Go::On;
        }
        let name = self.frame().code.locals[slot as usize].clone();
        self.tell(Op::Read, Place::Cell(id), &name, value)
    }

    pub(super) fn wrote_cell(&mut self, id: HeapId, slot: u32, value: &Value) -> Go {
        if !self.cell_is_shared(id, slot, value) {
            return Go::On;
        }
        let name = self.frame().code.locals[slot as usize].clone();
        self.tell(Op::Write, Place::Cell(id), &name, value)
    }

    fn attribute_is_shared(
        &mut self,
        object: &Value,
        symbol: Symbol,
        value: &Value,
    ) -> Option<HeapId> {
        let Value::Ref(id) = object else { return None };
        if !self.process.heap.is_escaped(*id) || !self.watched() {
            return None;
        }
        let stored = self.world.symbols.entries[symbol as usize].stored_attribute;
        (stored && self.is_data(value)).then_some(*id)
    }

    pub(super) fn read_attribute(
        &mut self,
        object: &Value,
        symbol: Symbol,
        name: &Str,
        value: &Value,
    ) -> Go {
        let Some(id) = self.attribute_is_shared(object, symbol, value) else {
            return Go::On;
        };
        let text = self.attribute_text();
        self.tell(Op::Read, Place::Attribute(id, name.clone()), &text, value)
    }

    pub(super) fn wrote_attribute(
        &mut self,
        object: &Value,
        symbol: Symbol,
        name: &Str,
        value: &Value,
    ) -> Go {
        let Some(id) = self.attribute_is_shared(object, symbol, value) else {
            return Go::On;
        };
        let text = self.attribute_text();
        self.tell(Op::Write, Place::Attribute(id, name.clone()), &text, value)
    }

    pub(super) fn attribute_text(&mut self) -> Text {
        let text = self.source_text();
        if text.len() <= 40 && !text.contains('\n') {
            text
        } else {
            "attribute".into()
        }
    }

    /// Whether reading or writing a part of the object can be seen by others.
    pub(super) fn reads_shared(&mut self, object: &Value) -> bool {
        let Value::Ref(id) = object else { return false };
        self.process.heap.is_escaped(*id)
            && self.watched()
            && matches!(
                self.process.heap.get(*id),
                Object::List(_) | Object::Dict(_) | Object::Set(_) | Object::Deque(_)
            )
    }

    pub(super) fn read_item(&mut self, object: &Value, key: &Value, value: &Value) -> Go {
        let Value::Ref(id) = object else {
            return Go::On;
        };
        // As with a global: looking up a lock or a function is no reading of data.
        if !self.is_data(value) {
            return Go::On;
        }
        let text = self.attribute_text();
        let key = self.show(key);
        self.tell(Op::Read, Place::Item(*id, key), &text, value)
    }

    pub(super) fn wrote_item(&mut self, object: &Value, key: &Value, value: &Value) -> Go {
        let Value::Ref(id) = object else {
            return Go::On;
        };
        let text = self.attribute_text();
        let key = self.show(key);
        self.tell(Op::Write, Place::Item(*id, key), &text, value)
    }

    pub(super) fn read_whole(&mut self, object: &Value) -> Go {
        let Value::Ref(id) = object else {
            return Go::On;
        };
        let text = self.attribute_text();
        self.tell(Op::Read, Place::Whole(*id), &text, object)
    }

    /// A method of a collection that others can reach has done its work.
    pub(super) fn touched(&mut self, receiver: &Value, method: &str) -> Go {
        let Value::Ref(id) = receiver else {
            return Go::On;
        };
        let writes = matches!(
            method,
            "append"
                | "appendleft"
                | "extend"
                | "extendleft"
                | "insert"
                | "pop"
                | "popleft"
                | "popitem"
                | "remove"
                | "clear"
                | "sort"
                | "reverse"
                | "rotate"
                | "add"
                | "discard"
                | "update"
                | "setdefault"
        );
        if writes {
            self.process.heap.escape_parts(*id);
        }
        let text = self.source_text();
        let name: Text = match text.find(&format!(".{method}")) {
            Some(end) => text[..end].into(),
            None => text,
        };
        self.tell(
            if writes { Op::Write } else { Op::Read },
            Place::Whole(*id),
            &name,
            receiver,
        )
    }
}
