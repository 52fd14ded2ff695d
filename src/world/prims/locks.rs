//! Locks and semaphores: how they are taken and given back.

use crate::primitive::{Wait, lock_wait, process_wait, semaphore_wait};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::value::{Prim, PrimType, Str, Value};
use crate::trace::{Done, Op};
use crate::world::arguments::named;
use crate::world::run::{Go, Machine};
use crate::world::things::What;

impl Machine<'_> {
    pub(super) fn acquire_wait(
        &mut self,
        prim: Prim,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> Res<Wait> {
        let process = self.world.thing(prim.id).process;
        let first = if process { "block" } else { "blocking" };
        let [blocking, timeout] = named("acquire", [first, "timeout"], 0, args, keywords)?;
        let blocking = self.truth_or(&blocking, true)?;
        let lock = matches!(prim.kind, PrimType::Lock | PrimType::RLock);
        if lock && !process && timeout.is_none() {
            return Err(Fault::type_error(
                "'NoneType' object cannot be interpreted as an integer",
            ));
        }
        let seconds = self.seconds(&timeout)?;
        Ok(if process {
            process_wait(blocking, seconds)?
        } else if lock {
            lock_wait(blocking, seconds.unwrap_or(-1.0))?
        } else {
            semaphore_wait(blocking, seconds)?
        })
    }

    pub(super) fn release(
        &mut self,
        prim: Prim,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        exit: bool,
        then: Then,
    ) -> Res<Go> {
        let counts = matches!(prim.kind, PrimType::Semaphore | PrimType::BoundedSemaphore);
        let of_processes = self.world.thing(prim.id).process;
        let given = args.len() + keywords.len();
        if of_processes && given > 0 {
            return Err(Fault::type_error(format!(
                "SemLock.release() takes no arguments ({given} given)"
            )));
        }
        let [n] = if counts {
            named("release", ["n"], 0, args, keywords)?
        } else {
            named::<0>("release", [], 0, args, keywords)?;
            [Value::Unbound]
        };
        let n = self.int_or(&n, 1)?;
        let value = if exit {
            Value::Bool(false)
        } else {
            Value::None
        };
        self.give_back(prim, n, value, then)
    }

    /// Lets a lock go, or gives back so many permits; `value` is what becomes of it.
    pub(super) fn give_back(&mut self, prim: Prim, n: i64, value: Value, then: Then) -> Res<Go> {
        let me = self.task.id;
        let object = prim.id;
        let thing = self.world.thing(object);
        let process = thing.process;
        let result = match &mut thing.what {
            What::Lock(lock) => lock.release().map(|woken| (0, woken)),
            What::RLock(lock) => lock
                .release(me)
                .map(|(left, woken)| (i64::from(left), woken)),
            What::Semaphore(semaphore) => semaphore
                .release(n)
                .map(|woken| (semaphore.permits() as i64, woken)),
            _ => return Ok(Go::On),
        };
        match result {
            Ok((left, woken)) => {
                self.note_given(object, n, false);
                self.world.wake(&woken);
                if self.heard(object) {
                    let count = (n != 1).then_some(n);
                    let done = Done {
                        left: Some(left),
                        count,
                        woken,
                        ..self.effect(Op::Release, object)
                    };
                    self.done(done);
                }
                self.finish(value, then)
            }
            Err(raised) => {
                self.world.thing(object).was_refused(me);
                let fault = match (process, prim.kind) {
                    (true, PrimType::RLock) => Fault::new(
                        Exc::AssertionError,
                        "attempt to release recursive lock not owned by thread",
                    ),
                    (true, _) => Fault::value_error("semaphore or lock released too many times"),
                    _ => raised.into(),
                };
                Ok(self.refuse(Op::Release, object, fault))
            }
        }
    }
}
