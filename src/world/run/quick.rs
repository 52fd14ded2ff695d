//! The [quick ways](crate::python::quick) through code, as far as they lead: plain operands, and nothing that others
//! could see but lines that nobody asked to hear of.

mod objects;

use std::sync::Arc;

use super::at_once::Caller;
use super::execute::FUEL;
use super::operands::{
    binary, compare, drop_operands, drop_top, place, push, push_again, push_from, push_result, put,
    truth,
};
use super::{Go, Machine};
use crate::python::code::{Const, Instr, Space};
use crate::python::exceptions::Res;
use crate::python::frame::Frame;
use crate::python::heap::{Heap, Object};
use crate::python::iterate::{self, Iter};
use crate::python::quick::{From, Quick};
use crate::python::value::{HeapId, Value};
use crate::python::verb::Verb;
use crate::trace::{Micros, SiteId, TaskId, TaskKind, Told};
use crate::world::Recorded;
use crate::world::prelude::globals_of;
use objects::{attribute, item, method, next_on_stack, rotate, set_attribute, set_item, unpack};

/// How far the quick ways have led.
pub(super) enum Glided {
    /// The fuel is used up.
    Spent,
    /// To this instruction, which is to be executed; the running frame stands behind it.
    To(Instr),
    /// Through this one, which has come to something else than the next.
    Came(Instr, Res<Go>),
}

impl Machine<'_> {
    /// Goes on as far as that is quick, through calls and returns.
    pub(super) fn glide(&mut self, fuel: &mut u32) -> Glided {
        loop {
            let Some(instr) = self.glide_within(fuel) else {
                return Glided::Spent;
            };
            match self.step_over(instr) {
                Some(Ok(Go::On)) => {}
                Some(came) => return Glided::Came(instr, came),
                None => return Glided::To(instr),
            }
            if self.process.heap.is_due() {
                self.collect();
            }
        }
    }

    /// The same within the running frame; the instruction that comes next, or none if the fuel is used up.
    fn glide_within(&mut self, fuel: &mut u32) -> Option<Instr> {
        let Machine {
            world,
            task,
            process,
        } = self;
        let alone = process.live <= 1 && task.kind != TaskKind::Lecturer;
        let frame = &mut **task.frames.last_mut()?;
        let Frame {
            code,
            pc: stands,
            locals,
            stack,
            ..
        } = frame;
        let (globals, builtins, symbols): (&[Value], &[Value], _) = match code.space {
            Space::User => (&process.user, &world.builtins, &world.symbols),
            hidden => {
                let (prelude, module) = (&world.prelude, hidden.library());
                let globals = match module {
                    Some(module) => globals_of(&process.library, module),
                    None => &process.prelude[..],
                };
                (globals, prelude.builtins(module), prelude.symbols(module))
            }
        };
        // Nobody else could tell that a global is read.
        let unwatched = alone || code.space != Space::User;
        let minds = process.guarded > 0;
        let silent = world.options.recorded != Recorded::Lines;
        // A visible operation is the end of a step, after which a task that is alone goes on.
        let may_operate = world.alone
            && process.closed.is_empty()
            && world.options.recorded != Recorded::Operations;
        let (ways, body) = (code.ways(), &*code.body);
        let consts = &ways.consts[..];
        let ways = &ways.of[..];
        let locals = &mut locals[..];
        let mut pc = *stands;
        // A step of its own: a visible operation that need not wait. It has to be told at the line that it is on.
        macro_rules! operate {
            ($prim:expr, $verb:expr, $args:expr) => {{
                let site = task.site.filter(|_| !silent);
                let told = |site: SiteId| {
                    let place = world.places.get(site.index());
                    place.is_some_and(|place| Arc::ptr_eq(&place.function, &code.qualname))
                        && world.told.get(site.index()) == Some(&true)
                        && !world.events.is_full()
                };
                let heard = silent || site.is_some_and(told);
                let caller = Caller {
                    me: task.id,
                    home: task.process,
                    heap: &process.heap,
                    now: world.now,
                    site,
                    at: task.site.filter(|_| code.space == Space::User),
                    events: &mut world.events,
                };
                let value = (may_operate && heard && world.turn.left > 0)
                    .then(|| caller.call(&mut world.objects, $prim, $verb, $args))
                    .flatten();
                if value.is_some() {
                    world.turn.pass(&mut world.now);
                    *fuel = FUEL;
                }
                value
            }};
        }
        // The same for a line. It is told after its place, and not before those who listen have room for it.
        macro_rules! line {
            ($site:expr) => {{
                let site = $site;
                let room = || !world.alone || !world.events.is_full();
                let told = || world.told.get(site.index()) == Some(&true);
                let passes = world.turn.left > 0 && (silent || (room() && told()));
                if passes {
                    if !silent {
                        tell_line(&mut world.events, world.now, task.id, site);
                    }
                    world.turn.pass(&mut world.now);
                    *fuel = FUEL;
                    task.site = Some(site);
                }
                passes
            }};
        }
        loop {
            if *fuel == 0 {
                *stands = pc;
                return None;
            }
            *fuel -= 1;
            let next = match ways[pc] {
                Quick::Line(site) => line!(site).then_some(pc + 1),
                Quick::Loop { to, site } => {
                    pc = to as usize;
                    line!(site).then_some(pc + 1)
                }
                Quick::Unpack(count) if unwatched => {
                    unpack(&process.heap, stack, count as usize).then_some(pc + 1)
                }
                Quick::None | Quick::Unpack(_) => None,
                Quick::Jump(to) => Some(to as usize),
                Quick::JumpIf { to, when } => match stack.last() {
                    Some(Value::Bool(truth)) => Some(*truth),
                    Some(value) => truth(unwatched.then_some(&process.heap), value),
                    None => None,
                }
                .map(|truth| {
                    drop_top(stack);
                    if truth == when { to as usize } else { pc + 1 }
                }),
                Quick::Pop if minds && matches!(stack.last(), Some(Value::Ref(_))) => None,
                Quick::Pop => {
                    drop_top(stack);
                    Some(pc + 1)
                }
                Quick::Push(from) => push_from(from, locals, stack, consts).then_some(pc + 1),
                Quick::Let { index, to } => match body.consts[index as usize] {
                    Const::Int(value) => {
                        locals[usize::from(to)].set_int(value);
                        Some(pc + 2)
                    }
                    _ => None,
                },
                Quick::Store(slot)
                    if minds && matches!(locals[usize::from(slot)], Value::Ref(_)) =>
                {
                    None
                }
                Quick::Store(slot) => match stack.last() {
                    None | Some(Value::Prim(_) | Value::Ref(_)) => None,
                    Some(&Value::Int(value)) => {
                        drop_top(stack);
                        locals[usize::from(slot)].set_int(value);
                        Some(pc + 1)
                    }
                    Some(_) => stack.pop().map(|value| {
                        locals[usize::from(slot)] = value;
                        pc + 1
                    }),
                },
                Quick::Global(symbol) => {
                    let index = symbol as usize;
                    let value = match globals.get(index) {
                        Some(Value::Unbound) | None => builtins.get(index),
                        Some(_) if !unwatched && symbols.entries[index].shared => None,
                        bound => bound,
                    };
                    value.filter(|value| value.is_bound()).map(|value| {
                        push(stack, value);
                        pc + 1
                    })
                }
                Quick::Method { of, name } => {
                    let entry = &symbols.entries[name as usize];
                    if !push_from(of, locals, stack, consts) {
                        None
                    } else if method(&process.heap, &mut process.members, stack, name, entry) {
                        Some(pc + of.instrs() + 1)
                    } else {
                        // As far as to the instruction itself.
                        (of != From::Stack).then_some(pc + 1)
                    }
                }
                Quick::Command(symbol) => {
                    let entry = &symbols.entries[symbol as usize];
                    let done = match (stack.last(), entry.verb) {
                        (Some(Value::Prim(prim)), Some(verb)) => operate!(*prim, verb, &[]),
                        _ => None,
                    };
                    if done.is_some() {
                        drop_top(stack);
                        Some(pc + 3)
                    } else {
                        method(&process.heap, &mut process.members, stack, symbol, entry)
                            .then_some(pc + 1)
                    }
                }
                Quick::Operate(count) => {
                    let called = stack.len().checked_sub(usize::from(count) + 2);
                    let done = called.and_then(|at| match stack[at..] {
                        [Value::Int(symbol), Value::Prim(prim), ref args @ ..] => {
                            let verb = symbols.entries[symbol as usize].verb?;
                            Some((at, operate!(prim, verb, args)?))
                        }
                        _ => None,
                    });
                    done.map(|(at, value)| {
                        stack.truncate(at);
                        push_result(stack, value);
                        pc + 1
                    })
                }
                Quick::Enter => match stack.last() {
                    Some(Value::Prim(prim)) => operate!(*prim, Verb::Acquire, &[]),
                    _ => None,
                }
                .map(|entered| {
                    push_result(stack, entered);
                    pc + 1
                }),
                Quick::Leave => match stack.last() {
                    Some(Value::Prim(prim)) => operate!(*prim, Verb::Release, &[]),
                    _ => None,
                }
                .map(|_| {
                    drop_top(stack);
                    pc + 1
                }),
                Quick::Dup => push_again(stack, 1).then_some(pc + 1),
                Quick::Dup2 => push_again(stack, 2).then_some(pc + 1),
                Quick::Swap => rotate(stack, 2).then_some(pc + 1),
                Quick::Rot3 => rotate(stack, 3).then_some(pc + 1),
                Quick::Attribute { of, name } => {
                    let entry = &symbols.entries[name as usize];
                    let hidden = unwatched || !entry.stored_attribute;
                    let found = match place(of, 1, locals, stack, consts) {
                        Some(&Value::Ref(id)) => {
                            attribute(&process.heap, &mut process.members, id, entry, hidden)
                        }
                        _ => None,
                    };
                    found.map(|value| {
                        put(stack, of, value);
                        pc + of.instrs() + 1
                    })
                }
                Quick::SetAttribute { of, name } => {
                    let entry = &symbols.entries[name as usize];
                    match place(of, 1, locals, stack, consts) {
                        Some(&Value::Ref(id)) => {
                            let (heap, members) = (&mut process.heap, &mut process.members);
                            let below = usize::from(of == From::Stack);
                            set_attribute(heap, members, (stack, below), id, entry, unwatched)
                                .then(|| pc + of.instrs() + 1)
                        }
                        _ => None,
                    }
                }
                Quick::Item { len, of, at } => {
                    item(&process.heap, (of, at), locals, stack, consts, unwatched)
                        .then(|| pc + usize::from(len))
                }
                Quick::SetItem { len, of, at } => {
                    let heap = &mut process.heap;
                    set_item(heap, (of, at), locals, stack, consts, unwatched)
                        .then(|| pc + usize::from(len))
                }
                Quick::Next(slot) => match stack.last() {
                    Some(Value::Ref(id)) if unwatched || !in_shared(&process.heap, *id) => {
                        let into = &mut locals[usize::from(slot)];
                        let heap = &mut process.heap;
                        if iterate::quick(heap, *id, into) {
                            Some(pc + 2)
                        } else if let Some(item) = iterate::taken(heap, *id) {
                            if matches!(item, Value::Prim(_) | Value::Ref(_))
                                || (minds && matches!(into, Value::Ref(_)))
                            {
                                // The instruction that stores it has more to do.
                                push_result(stack, item);
                                Some(pc + 1)
                            } else {
                                *into = item;
                                Some(pc + 2)
                            }
                        } else {
                            None
                        }
                    }
                    _ => None,
                },
                Quick::NextOnStack => match stack.last() {
                    Some(Value::Ref(id)) if unwatched || !in_shared(&process.heap, *id) => {
                        next_on_stack(&mut process.heap, *id, stack).then_some(pc + 1)
                    }
                    _ => None,
                },
                Quick::Binary { op, len, a, b, to } => {
                    binary(op, (a, b), to, locals, stack, consts).then_some(pc + usize::from(len))
                }
                Quick::Compare { op, len, a, b } => {
                    let heap = unwatched.then_some(&process.heap);
                    compare(op, (a, b), (locals, stack, consts), heap).map(|truth| {
                        drop_operands(stack, a, b);
                        push_result(stack, Value::Bool(truth));
                        pc + usize::from(len)
                    })
                }
                Quick::Test {
                    op,
                    len,
                    a,
                    b,
                    to,
                    when,
                } => compare(
                    op,
                    (a, b),
                    (locals, stack, consts),
                    unwatched.then_some(&process.heap),
                )
                .map(|truth| {
                    drop_operands(stack, a, b);
                    if truth == when {
                        usize::from(to)
                    } else {
                        pc + usize::from(len)
                    }
                }),
            };
            let Some(next) = next else {
                *stands = pc + 1;
                return Some(body.instrs[pc]);
            };
            pc = next;
        }
    }
}

#[inline(never)]
fn tell_line(told: &mut Told, time: Micros, task: TaskId, site: SiteId) {
    told.at(time, task, site);
}

/// Whether an iterator goes through a collection that others can reach, or may do so.
fn in_shared(heap: &Heap, iterator: HeapId) -> bool {
    match heap.get(iterator) {
        Object::Iter(Iter::List(list, _)) => heap.is_escaped(*list),
        Object::Iter(Iter::Range(..) | Iter::Str(..)) => false,
        _ => true,
    }
}
