//! Plain calls of locks, semaphores and queues for which nobody waits: there is nobody to wake and nothing to wait for.

use triomphe::Arc as Shared;

use crate::python::format;
use crate::python::heap::Heap;
use crate::python::value::{Prim, Value};
use crate::python::verb::Verb;
use crate::trace::{Done, Micros, Op, SiteId, TaskId, Text, Told, Want};
use crate::world::shared::SHOWN;
use crate::world::things::{Thing, What};

/// Who calls what, and who hears of it.
pub(super) struct Caller<'w> {
    pub(super) me: TaskId,
    /// Its process.
    pub(super) home: usize,
    pub(super) heap: &'w Heap,
    pub(super) now: Micros,
    /// The line that it is on, which has been told; none if nobody hears of anything.
    pub(super) site: Option<SiteId>,
    /// The line that it is on, whoever hears of it.
    pub(super) at: Option<SiteId>,
    pub(super) events: &'w mut Told,
}

impl Caller<'_> {
    /// Does a plain call, if nobody waits and the thing's name is settled, and gives its value.
    #[inline(never)]
    pub(super) fn call(
        self,
        objects: &mut [Shared<Thing>],
        prim: Prim,
        verb: Verb,
        args: &[Value],
    ) -> Option<Value> {
        let thing = &mut objects[prim.id.index()];
        if !thing.is_named() {
            return None;
        }
        let thing = Shared::make_mut(thing);
        let (me, home) = (self.me, self.home);
        let (op, value, item) = match (verb, args) {
            (Verb::Acquire, []) if thing.take_at_once(me, self.at) => {
                (Op::Acquire, Value::Bool(true), None)
            }
            (Verb::Release, []) if thing.give_at_once(me) => (Op::Release, Value::None, None),
            (Verb::Put, [value]) => {
                let text = self.site.map(|_| self.show(value));
                let put = thing.put_at_once(me, home, value, text.clone(), self.at);
                (Op::Put, put.then_some(Value::None)?, text)
            }
            (Verb::Get, []) => {
                let (value, text) = thing.get_at_once(me, home, self.at)?;
                (Op::Get, value, text)
            }
            _ => return None,
        };
        if let Some(site) = self.site {
            self.tell(prim, op, item, site, thing);
        }
        Some(value)
    }

    fn show(&self, value: &Value) -> Text {
        format::glance(self.heap, value, SHOWN).into()
    }

    fn tell(self, prim: Prim, op: Op, item: Option<Text>, site: SiteId, thing: &Thing) {
        let (time, task, object) = (self.now, self.me, Some(prim.id));
        if op != Op::Release {
            let want = Want {
                task,
                op,
                object,
                on: None,
                timeout: None,
                site: Some(site),
                text: None,
            };
            self.events.want(time, want);
        }
        let (left, unfinished) = match &thing.what {
            What::Lock(lock) => (i64::from(lock.locked()), None),
            What::RLock(lock) => (i64::from(lock.count()), None),
            What::Semaphore(semaphore) => (semaphore.permits() as i64, None),
            What::Queue(queue) => {
                let unfinished = queue.unfinished().map(|count| count as i64);
                (queue.len() as i64, unfinished)
            }
            _ => return,
        };
        let done = Done {
            task,
            op,
            object,
            on: None,
            left: Some(left),
            unfinished,
            flag: None,
            count: None,
            item,
            woken: Vec::new(),
            spent: Vec::new(),
            name: None,
        };
        self.events.done(time, done);
    }
}
