//! What the prelude makes of synchronisation objects: timers, pools and futures, as the records tell of them.

use super::run::{Go, Machine, RAN};
use super::things::{Part, What};
use crate::python::exceptions::{Fault, Res};
use crate::python::frame::Then;
use crate::python::heap::Object;
use crate::python::ops;
use crate::python::value::{Prim, PrimType, Value};
use crate::trace::{Done, ObjectKind, Op, Text};

/// How long the text of a call may be, in characters.
const CALL: usize = 40;

impl Machine<'_> {
    /// `_world('part', type, kind, of, process, detail, class)`: an object of this type that is something else to the
    /// program. Only pools have a class: what the program calls to make them.
    pub(super) fn make_part(&mut self, args: &[Value]) -> Res {
        let [
            Value::Str(ty),
            Value::Str(kind),
            of,
            process,
            detail,
            class @ ..,
        ] = args
        else {
            return Err(Fault::type_error(
                "a part has a type, a kind, a whole, a process and a detail",
            ));
        };
        let known = PrimType::ALL.iter().find(|known| known.name() == &**ty);
        let (Some(&ty), Some(kind)) = (known, part_kind(kind)) else {
            return Err(Fault::type_error(format!("no such part: {kind}")));
        };
        let process = ops::truth(&self.process.heap, process)?;
        let given = match ty {
            PrimType::Semaphore => vec![Value::Int(0)],
            _ => Vec::new(),
        };
        let what = self.make_what(ty, process, given, Vec::new())?;
        let of = match of {
            Value::Prim(whole) => {
                let part = self.world.thing(whole.id).part.as_ref();
                // One call of several that have one result belongs to that, and all else to the pool.
                let call = kind == ObjectKind::Future
                    && part.is_some_and(|part| part.kind == ObjectKind::Future);
                let outer = part.and_then(|part| part.of).filter(|_| !call);
                Some(outer.unwrap_or(whole.id))
            }
            _ => None,
        };
        let part = Part {
            kind,
            of,
            workers: match detail {
                Value::Int(workers) => Some(*workers),
                _ => None,
            },
            call: match detail {
                Value::Str(call) => Some(call.clone()),
                _ => None,
            },
            class: match class {
                [Value::Str(class)] => Some(class.clone()),
                _ => None,
            },
            begun: None,
            looks: 0,
        };
        let prim = self.new_prim(what, ty, process, Some(Box::new(part)));
        Ok(Value::Prim(prim))
    }

    /// `_world('call', name, args, keywords)`: a call as one would write it, short enough for the picture.
    pub(super) fn call_text(&self, args: &[Value]) -> Res<Text> {
        let [Value::Str(name), given, keywords] = args else {
            return Err(Fault::type_error(
                "a call has a name, arguments and keywords",
            ));
        };
        let given = ops::items_of(&self.process.heap, given)?.unwrap_or_default();
        let mut words: Vec<String> = given
            .iter()
            .map(|value| self.show(value).to_string())
            .collect();
        if let Some(Object::Dict(object)) = self.process.heap.object(keywords) {
            for (key, value) in object.dict.iter() {
                let key = key.as_str().unwrap_or_default().to_owned();
                words.push(format!("{key}={}", self.show(value)));
            }
        }
        let text = format!("{name}({})", words.join(", "));
        let cut = text.char_indices().nth(CALL).map(|(at, _)| at);
        Ok(match cut {
            Some(at) => format!("{}…", &text[..at]).into(),
            None => text.into(),
        })
    }

    /// `_world('begun', future)`: its call begins here.
    pub(super) fn begun(&mut self, args: &[Value], then: Then) -> Res<Go> {
        if let [Value::Prim(prim)] = args {
            let me = self.task.id;
            if let Some(part) = &mut self.world.thing(prim.id).part {
                part.begun = Some(me);
            }
            let done = self.effect(Op::Start, prim.id);
            self.done(done);
        }
        self.give(Value::None, then)
    }

    /// `_world('settle', future, good, value)` and `_world('cancel', future or timer)`: whoever waits may go on.
    pub(super) fn settle(&mut self, args: &[Value], then: Then) -> Res<Go> {
        let Some(Value::Prim(Prim { id, .. })) = args.first() else {
            return Err(Fault::type_error("only a future or a timer can be settled"));
        };
        let What::Event(event) = &mut self.world.thing(*id).what else {
            return self.give(Value::None, then);
        };
        let woken = event.set();
        if args.len() > 1 {
            self.note_given(*id, 1, false);
        }
        self.world.wake(&woken);
        let done = match args {
            [_, good, value] => Done {
                flag: Some(ops::truth(&self.process.heap, good)?),
                item: Some(self.show(value)),
                woken,
                ..self.effect(Op::Set, *id)
            },
            _ => Done {
                woken,
                ..self.effect(Op::Cancel, *id)
            },
        };
        self.done(done);
        self.give(Value::None, then)?;
        Ok(RAN)
    }
}

fn part_kind(word: &str) -> Option<ObjectKind> {
    match word {
        "timer" => Some(ObjectKind::Timer),
        "pool" => Some(ObjectKind::Pool),
        "future" => Some(ObjectKind::Future),
        "queue" => Some(ObjectKind::Queue),
        "semaphore" => Some(ObjectKind::Semaphore),
        "lock" => Some(ObjectKind::Lock),
        _ => None,
    }
}
