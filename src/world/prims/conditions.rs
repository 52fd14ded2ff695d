//! The methods of a condition, and the lock that is its own.

use crate::primitive::{Exception, Notified, Raised, Wait, plain_wait};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::value::{Prim, Str, Value};
use crate::trace::{Done, ObjectId, Op};
use crate::world::arguments::named;
use crate::world::operate::Doing;
use crate::world::run::{Go, Machine};
use crate::world::things::What;

impl Machine<'_> {
    pub(super) fn lock_of(&mut self, condition: ObjectId) -> Prim {
        let id = match &self.world.thing(condition).what {
            What::Condition(_, lock) => *lock,
            _ => condition,
        };
        let kind = self.world.thing(id).kind;
        Prim { id, kind }
    }

    pub(super) fn call_condition(
        &mut self,
        prim: Prim,
        name: &str,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        let me = self.task.id;
        let object = prim.id;
        let lock = self.lock_of(object).id;
        if name == "wait_for" {
            let function = self.prelude_function("_wait_for")?;
            let mut all = vec![Value::Prim(prim)];
            all.extend(args);
            return self.call(function, all, keywords, then);
        }
        let owned = self.world.thing(lock).is_owned(me);
        if name == "wait" {
            let [timeout] = named("wait", ["timeout"], 0, args, keywords)?;
            let wait = plain_wait(self.seconds(&timeout)?)?;
            return Ok(self.condition_wait(object, lock, owned, wait, then));
        }
        let all = name != "notify";
        let [n] = if all {
            named::<0>(name, [], 0, args, keywords)?;
            [Value::Unbound]
        } else {
            named("notify", ["n"], 0, args, keywords)?
        };
        let n = self.int_or(&n, 1)?;
        let What::Condition(condition, _) = &mut self.world.thing(object).what else {
            return Ok(Go::On);
        };
        let picked = if all {
            condition.notify_all(owned)
        } else {
            condition.notify(n, owned)
        };
        match picked {
            Ok(Notified { woken, spent }) => {
                self.note_given(object, 1, false);
                self.world.wake(&woken);
                let count = (!all).then_some(n);
                let done = Done {
                    count,
                    woken,
                    spent,
                    ..self.effect(Op::Notify, object)
                };
                self.done(done);
                self.finish(Value::None, then)
            }
            Err(raised) => {
                let fault = self.misuse(object, raised, "lock is not owned");
                Ok(self.refuse(Op::Notify, object, fault))
            }
        }
    }

    /// What a condition's lock that is not held raises: `multiprocessing` asserts.
    fn misuse(&mut self, condition: ObjectId, raised: Raised, asserted: &str) -> Fault {
        let of_processes = self.world.thing(condition).process;
        if of_processes && raised.kind == Exception::RuntimeError {
            return Fault::new(Exc::AssertionError, asserted);
        }
        raised.into()
    }

    /// Begins a condition's wait: stands in line and lets the lock go, in one step.
    fn condition_wait(
        &mut self,
        object: ObjectId,
        lock: ObjectId,
        owned: bool,
        wait: Wait,
        then: Then,
    ) -> Go {
        let me = self.task.id;
        let What::Condition(condition, _) = &mut self.world.thing(object).what else {
            return Go::On;
        };
        if let Err(raised) = condition.wait(me, owned, wait) {
            let asserted = "must acquire() condition before using wait()";
            let fault = self.misuse(object, raised, asserted);
            return self.refuse(Op::Wait, object, fault);
        }
        let timeout = match wait {
            Wait::For(micros) => Some(micros),
            Wait::No | Wait::Negative => Some(0),
            Wait::Forever | Wait::TooLong => None,
        };
        self.announce_wait(object, timeout);
        let Some((saved, woken)) = self.world.thing(lock).release_save(me) else {
            return Go::On;
        };
        self.world.wake(&woken);
        let done = Done {
            left: Some(0),
            woken,
            ..self.effect(Op::Release, lock)
        };
        self.done(done);
        self.sleep_in_line(Doing::ConditionWait(object, lock, saved), wait, then)
    }
}
