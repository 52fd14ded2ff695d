//! What a lock tells and does for a condition: the private methods of `RLock` and of `Condition`, which programs call too.

use std::num::NonZeroU32;

use crate::primitive::{Saved, Wait};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::ops;
use crate::python::value::{Prim, PrimType, Str, Value};
use crate::trace::{Done, Op};
use crate::world::describe::ident;
use crate::world::operate::Doing;
use crate::world::run::{Go, Machine};
use crate::world::things::What;

/// Whether a method is one of these.
pub(super) fn is_private(kind: PrimType, name: &str) -> bool {
    match name {
        "_is_owned" | "_release_save" | "_acquire_restore" => {
            matches!(kind, PrimType::RLock | PrimType::Condition)
        }
        "_recursion_count" => kind == PrimType::RLock,
        _ => false,
    }
}

impl Machine<'_> {
    /// Calls one of them, of the lock itself or of the lock of a condition.
    pub(super) fn call_private(
        &mut self,
        prim: Prim,
        name: &str,
        args: &[Value],
        keywords: &[(Str, Value)],
        then: Then,
    ) -> Res<Go> {
        let lock = self.lock_of(prim.id);
        let given = args.len() + keywords.len();
        let wanted = usize::from(name == "_acquire_restore");
        if given != wanted || !keywords.is_empty() {
            return Err(Fault::type_error(if wanted == 1 {
                format!("{name}() takes exactly 1 argument ({given} given)")
            } else {
                format!(
                    "{}.{name}() takes no arguments ({given} given)",
                    prim.kind.name()
                )
            }));
        }
        match (name, args) {
            ("_is_owned", _) => {
                let me = self.task.id;
                let owned = match &self.world.thing(lock.id).what {
                    // A plain lock does not know its owner.
                    What::Lock(lock) => lock.locked(),
                    What::RLock(lock) => lock.is_owned(me),
                    _ => false,
                };
                self.query(lock.id, None, None, Value::Bool(owned), then)
            }
            ("_recursion_count", _) => {
                let me = self.task.id;
                let count = match &self.world.thing(lock.id).what {
                    What::RLock(lock) => lock.recursion_count(me),
                    _ => 0,
                };
                self.query(lock.id, None, None, Value::Int(i64::from(count)), then)
            }
            ("_release_save", _) if lock.kind == PrimType::RLock => self.release_all(lock, then),
            ("_release_save", _) => self.give_back(lock, 1, Value::None, then),
            (_, [state]) => self.restore(lock, state, then),
            _ => Ok(Go::On),
        }
    }

    /// Lets a lock go however deep it is held, and gives what `_acquire_restore` wants.
    fn release_all(&mut self, lock: Prim, then: Then) -> Res<Go> {
        let me = self.task.id;
        let Some((saved, woken)) = self.world.thing(lock.id).release_save(me) else {
            self.world.thing(lock.id).was_refused(me);
            let fault = Fault::new(Exc::RuntimeError, "cannot release un-acquired lock");
            return Ok(self.refuse(Op::Release, lock.id, fault));
        };
        self.note_given(lock.id, 1, false);
        self.world.wake(&woken);
        let done = Done {
            left: Some(0),
            woken,
            ..self.effect(Op::Release, lock.id)
        };
        self.done(done);
        let owner = Value::Int(ident(me) as i64);
        let state = Value::tuple(vec![Value::Int(i64::from(saved.depth())), owner]);
        self.finish(state, then)
    }

    /// Takes a lock as deep as the state says, for whoever asks.
    fn restore(&mut self, lock: Prim, state: &Value, then: Then) -> Res<Go> {
        let me = self.task.id;
        let depth = if lock.kind == PrimType::RLock {
            self.depth_of(state)?
        } else {
            NonZeroU32::MIN
        };
        if let What::RLock(held) = &self.world.thing(lock.id).what
            && held.is_owned(me)
        {
            let text =
                "_acquire_restore() of a lock that this thread holds already would wait for ever";
            let fault = Fault::new(Exc::RuntimeError, text);
            return Ok(self.refuse(Op::Acquire, lock.id, fault));
        }
        let doing = Doing::Restore(lock.id, Saved::new(depth));
        self.begin(doing, Wait::Forever, then)
    }

    /// The depth that `_release_save` gave.
    fn depth_of(&self, state: &Value) -> Res<NonZeroU32> {
        let head = "_acquire_restore() argument 1";
        let kind = |value| ops::type_name(&self.process.heap, value);
        let Value::Tuple(items) = state else {
            let found = match state {
                Value::None => "None".into(),
                other => kind(other),
            };
            return Err(Fault::type_error(format!(
                "{head} must be 2-item sequence, not {found}"
            )));
        };
        let [count, Value::Int(_)] = &items[..] else {
            return Err(Fault::type_error(match &items[..] {
                [_, owner] => format!("{head}, item 1 must be int, not {}", kind(owner)),
                _ => format!("{head} must be sequence of length 2, not {}", items.len()),
            }));
        };
        let Value::Int(count) = count else {
            let found = kind(count);
            return Err(Fault::type_error(format!(
                "{head}, item 0 must be int, not {found}"
            )));
        };
        let depth = u32::try_from(*count).ok().and_then(NonZeroU32::new);
        depth.ok_or_else(|| Fault::value_error(format!("a lock cannot be held {count} times")))
    }
}
