//! The calls that most programs make of synchronisation objects: by name, without options. There is nothing to look up
//! and no argument to understand.

use crate::primitive::Wait;
use crate::python::exceptions::Res;
use crate::python::frame::Then;
use crate::python::heap::Object;
use crate::python::value::{HeapId, Prim, PrimType, Value};
use crate::python::verb::Verb;
use crate::world::operate::Doing;
use crate::world::run::{Go, Machine};

impl Machine<'_> {
    /// Does what [`CallMethod`](crate::python::code::Instr::CallMethod) is to do, if it is one of these calls.
    pub(in crate::world) fn plain_call(&mut self, count: usize) -> Option<Res<Go>> {
        let frame = self.frame();
        let (space, stack) = (frame.code.space, &frame.stack);
        let (symbol, prim) = match stack[..stack.len().checked_sub(count)?] {
            [.., Value::Int(symbol), Value::Prim(prim)] => (symbol, prim),
            [.., Value::Int(symbol), Value::Ref(id)] if count == 1 => {
                let entry = &self.symbols(space).entries[symbol as usize];
                return match entry.verb? {
                    Verb::Append => self.append(id),
                    Verb::Send => self.send(id),
                    _ => None,
                };
            }
            _ => return None,
        };
        let verb = self.symbols(space).entries[symbol as usize].verb?;
        let takes = usize::from(verb == Verb::Put);
        let lacking = verb == Verb::TaskDone
            && super::lacks(self.world.thing(prim.id), prim.kind, "task_done");
        if takes != count || lacking || self.is_closed(prim) {
            return None;
        }
        let argument = (count == 1).then(|| self.pop());
        let stack = &mut self.frame().stack;
        stack.truncate(stack.len() - 2);
        Some(self.plainly(prim, verb, argument))
    }

    /// `append(x)` of a list that nobody else sees.
    fn append(&mut self, list: HeapId) -> Option<Res<Go>> {
        if self.reads_shared(&Value::Ref(list))
            || !matches!(self.process.heap.get(list), Object::List(_))
        {
            return None;
        }
        if let Err(fault) = self.process.heap.charge(size_of::<Value>()) {
            return Some(Err(fault));
        }
        let value = self.pop();
        if let Object::List(items) = self.process.heap.get_mut(list) {
            items.push(value);
        }
        let stack = &mut self.frame().stack;
        stack.truncate(stack.len() - 2);
        stack.push(Value::None);
        Some(Ok(Go::On))
    }

    /// `send(x)` of a generator.
    fn send(&mut self, generator: HeapId) -> Option<Res<Go>> {
        if !matches!(self.process.heap.get(generator), Object::Generator(_)) {
            return None;
        }
        let value = self.pop();
        let stack = &mut self.frame().stack;
        stack.truncate(stack.len() - 2);
        Some(self.resume(generator, value))
    }

    /// A queue of `multiprocessing` that this process has closed refuses items.
    fn is_closed(&self, prim: Prim) -> bool {
        !self.process.closed.is_empty() && self.process.closed.contains(&prim.id)
    }

    fn plainly(&mut self, prim: Prim, verb: Verb, argument: Option<Value>) -> Res<Go> {
        let object = prim.id;
        match verb {
            Verb::Acquire => self.enter_lock(prim, Then::Push),
            Verb::Release => {
                let lock = self.lock_behind(prim);
                self.give_back(lock, 1, Value::None, Then::Push)
            }
            Verb::Put if self.is_fed(object) && !self.has_feeder(object) => {
                let item = argument.unwrap_or_default();
                self.first_put(prim, vec![item], Vec::new(), Then::Push)
            }
            Verb::Put => {
                let item = self.load(object, argument.unwrap_or_default())?;
                self.begin(Doing::Put(object, item), Wait::Forever, Then::Push)
            }
            Verb::Get => self.begin(Doing::Get(object), Wait::Forever, Then::Push),
            Verb::TaskDone => self.deal_with(object, Then::Push),
            Verb::Append | Verb::Add | Verb::Pop | Verb::Send => Ok(Go::On),
        }
    }

    /// `acquire()`, or what `with` does first.
    pub(in crate::world) fn enter_lock(&mut self, prim: Prim, then: Then) -> Res<Go> {
        let lock = self.lock_behind(prim);
        self.begin(Doing::Acquire(lock.id), Wait::Forever, then)
    }

    /// What `with` does last.
    pub(in crate::world) fn leave_lock(&mut self, prim: Prim, then: Then) -> Res<Go> {
        let lock = self.lock_behind(prim);
        self.give_back(lock, 1, Value::Bool(false), then)
    }

    /// A condition's lock is what is taken and given back.
    fn lock_behind(&mut self, prim: Prim) -> Prim {
        if prim.kind == PrimType::Condition {
            self.lock_of(prim.id)
        } else {
            prim
        }
    }
}
