//! Tries to put into a queue and to get from it, and how its items are ordered.

use super::tries::tried;
use super::{Doing, Tried};
use crate::primitive::{Try, Wait};
use crate::python::code::CompareOp;
use crate::python::exceptions::{Fault, Res};
use crate::python::heap::Heap;
use crate::python::ops;
use crate::python::value::Value;
use crate::trace::{Done, ObjectId, Op};
use crate::world::run::Machine;
use crate::world::things::{Item, Load, What};

impl Machine<'_> {
    pub(super) fn try_put(
        &mut self,
        object: ObjectId,
        item: Item,
        wait: Wait,
        known: &[(Value, Value, bool)],
    ) -> Tried {
        if self.is_fed(object) {
            return self.try_hand(object, item, wait);
        }
        let me = self.task.id;
        let text = item.text.clone();
        let again = item.clone();
        let heap = &self.process.heap;
        let mut ask = None;
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return Tried::Busy;
        };
        let tried_put = queue.put(me, item, wait, |a, b| less(heap, a, b, known, &mut ask));
        let (left, unfinished) = (
            queue.len() as i64,
            queue.unfinished().map(|count| count as i64),
        );
        match tried_put {
            Ok(Try::Done(put)) => {
                self.note_given(object, 1, wait != Wait::No);
                self.world.wake(&put.woken);
                if self.heard(object) {
                    let done = Done {
                        item: text,
                        left: Some(left),
                        unfinished,
                        woken: put.woken,
                        ..self.effect(Op::Put, object)
                    };
                    self.done(done);
                }
                Tried::Done(Value::None)
            }
            Ok(other) => tried(other),
            Err(fault) => {
                if let Some((a, b)) = ask {
                    return Tried::Ask(a, b);
                }
                self.put_failing(object, again, known);
                Tried::Broken(fault)
            }
        }
    }

    pub(super) fn try_get(
        &mut self,
        object: ObjectId,
        wait: Wait,
        known: &[(Value, Value, bool)],
    ) -> Res<Tried> {
        let me = self.task.id;
        let heap = &self.process.heap;
        let mut ask = None;
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return Ok(Tried::Busy);
        };
        let tried_get = queue.get(me, wait, |a, b| less(heap, a, b, known, &mut ask));
        let (left, unfinished) = (
            queue.len() as i64,
            queue.unfinished().map(|count| count as i64),
        );
        Ok(match tried_get {
            Ok(Try::Done(got)) => {
                self.note_taken(object, wait != Wait::No);
                self.world.wake(&got.woken);
                if self.heard(object) {
                    let done = Done {
                        item: got.item.text.clone(),
                        left: Some(left),
                        unfinished,
                        woken: got.woken,
                        ..self.effect(Op::Get, object)
                    };
                    self.done(done);
                }
                Tried::Done(self.unload(&got.item)?)
            }
            Ok(other) => tried(other),
            Err(fault) => {
                if let Some((a, b)) = ask {
                    return Ok(Tried::Ask(a, b));
                }
                self.get_failing(object, known);
                Tried::Broken(fault)
            }
        })
    }

    /// The program's code has refused to compare two items: what Python's heap does then.
    pub(in crate::world) fn refuse_comparison(&mut self) {
        let Some((waiting, ..)) = self.task.asking.take() else {
            return;
        };
        match waiting.doing {
            Doing::Put(object, item) => self.put_failing(object, item, &waiting.known),
            Doing::Get(object) => self.get_failing(object, &waiting.known),
            _ => {}
        }
    }

    fn put_failing(&mut self, object: ObjectId, item: Item, known: &[(Value, Value, bool)]) {
        let me = self.task.id;
        let text = item.text.clone();
        let heap = &self.process.heap;
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return;
        };
        queue.put_failing(me, item, |a, b| less(heap, a, b, known, &mut None));
        let done = Done {
            item: text,
            left: Some(queue.len() as i64),
            unfinished: queue.unfinished().map(|count| count as i64),
            flag: Some(false),
            ..self.effect(Op::Put, object)
        };
        self.done(done);
    }

    fn get_failing(&mut self, object: ObjectId, known: &[(Value, Value, bool)]) {
        let me = self.task.id;
        let heap = &self.process.heap;
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return;
        };
        let text = queue.items().next().and_then(|item| item.text.clone());
        queue.get_failing(me, |a, b| less(heap, a, b, known, &mut None));
        let done = Done {
            item: text,
            left: Some(queue.len() as i64),
            unfinished: queue.unfinished().map(|count| count as i64),
            flag: Some(false),
            ..self.effect(Op::Get, object)
        };
        self.done(done);
    }
}

/// Python's `<` for two items of a priority queue.
fn less(
    heap: &Heap,
    a: &Item,
    b: &Item,
    known: &[(Value, Value, bool)],
    ask: &mut Option<(Value, Value)>,
) -> Res<bool> {
    let (Load::Here(_, a), Load::Here(_, b)) = (&a.load, &b.load) else {
        return Err(Fault::type_error(
            "items of another process cannot be ordered",
        ));
    };
    match ops::ordered(heap, CompareOp::Less, a, b) {
        Err(Fault::Python) => {}
        other => return other,
    }
    if let Some((.., less)) = known.iter().find(|(x, y, _)| x == a && y == b) {
        return Ok(*less);
    }
    *ask = Some((a.clone(), b.clone()));
    Err(Fault::Python)
}
