//! The methods of a read-write lock, which Python has none of: `from primviz import RWLock`.

use crate::primitive::{Side, lock_wait};
use crate::python::exceptions::Res;
use crate::python::frame::Then;
use crate::python::value::{Prim, Str, Value};
use crate::trace::{Done, Op};
use crate::world::arguments::named;
use crate::world::operate::{Doing, side_word};
use crate::world::run::{Go, Machine};
use crate::world::things::What;

impl Machine<'_> {
    pub(super) fn call_rwlock(
        &mut self,
        prim: Prim,
        name: &str,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        let (object, me) = (prim.id, self.task.id);
        let side = if name.ends_with("read") || name == "reading" {
            Side::Read
        } else {
            Side::Write
        };
        if name.starts_with("acquire") {
            let [blocking, timeout] = named(name, ["blocking", "timeout"], 0, args, keywords)?;
            let blocking = self.truth_or(&blocking, true)?;
            let seconds = self.seconds(&timeout)?.unwrap_or(-1.0);
            let wait = lock_wait(blocking, seconds)?;
            return self.begin(Doing::AcquireSide(object, side), wait, then);
        }
        named::<0>(name, [], 0, args, keywords)?;
        if name.ends_with("ing") {
            let reads = Value::Bool(side == Side::Read);
            return self.prelude("_LockSide", vec![Value::Prim(prim), reads], then);
        }
        let What::RwLock(lock) = &mut self.world.thing(object).what else {
            return Ok(Go::On);
        };
        match lock.release(me, side) {
            Ok(woken) => {
                self.world.wake(&woken);
                let done = Done {
                    name: Some(side_word(side).into()),
                    woken,
                    ..self.effect(Op::Release, object)
                };
                self.done(done);
                self.finish(Value::None, then)
            }
            Err(raised) => Ok(self.refuse(Op::Release, object, raised.into())),
        }
    }
}
