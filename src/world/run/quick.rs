//! The [quick ways](crate::python::quick) through code, as far as they lead: plain operands, and nothing that others
//! could see but lines that nobody asked to hear of.

use std::sync::Arc;

use super::Machine;
use super::at_once::Caller;
use super::execute::FUEL;
use super::operands::{
    binary, compare, drop_operands, drop_top, push, push_again, push_constant, push_int,
    push_result,
};
use crate::python::code::{Const, Instr, Space, Symbol, SymbolEntry};
use crate::python::frame::Frame;
use crate::python::heap::{Heap, Object};
use crate::python::iterate::{self, Iter};
use crate::python::quick::{From, Quick, members};
use crate::python::value::{HeapId, Value};
use crate::python::verb::Verb;
use crate::trace::{Micros, SiteId, TaskId, TaskKind, Told};
use crate::world::Recorded;
use crate::world::prelude::globals_of;

impl Machine<'_> {
    /// Goes on in the running frame as far as that is quick. The instruction that is to be executed next comes back, and
    /// the frame stands behind it; none if the fuel is used up.
    pub(super) fn glide(&mut self, fuel: &mut u32) -> Option<Instr> {
        let Machine {
            world,
            task,
            process,
        } = self;
        let alone = process.live <= 1 && task.kind != TaskKind::Lecturer;
        let frame = task.frames.last_mut()?;
        let Frame {
            code,
            pc: place,
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
        let mut pc = *place;
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
                *place = pc;
                return None;
            }
            *fuel -= 1;
            let next = match ways[pc] {
                Quick::Line(site) => line!(site).then_some(pc + 1),
                Quick::Loop { to, site } => {
                    pc = to as usize;
                    line!(site).then_some(pc + 1)
                }
                Quick::None => None,
                Quick::Jump(to) => Some(to as usize),
                Quick::JumpIf { to, when } => match stack.last() {
                    Some(Value::Bool(truth)) => {
                        let jumps = *truth == when;
                        drop_top(stack);
                        Some(if jumps { to as usize } else { pc + 1 })
                    }
                    _ => None,
                },
                Quick::Pop if minds && matches!(stack.last(), Some(Value::Ref(_))) => None,
                Quick::Pop => {
                    drop_top(stack);
                    Some(pc + 1)
                }
                Quick::Push(from) => match from {
                    From::Local(slot) => match &locals[usize::from(slot)] {
                        Value::Unbound => None,
                        value => {
                            push(stack, value);
                            Some(pc + 1)
                        }
                    },
                    From::Int(value) => {
                        push_int(stack, i64::from(value));
                        Some(pc + 1)
                    }
                    From::None => {
                        push_result(stack, Value::None);
                        Some(pc + 1)
                    }
                    From::Stack => None,
                },
                Quick::Const(index) => {
                    let constant = &body.consts[index as usize];
                    push_constant(stack, constant).then_some(pc + 1)
                }
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
                Quick::Method(symbol) => {
                    let entry = &symbols.entries[symbol as usize];
                    method(&process.heap, stack, symbol, entry).then_some(pc + 1)
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
                        method(&process.heap, stack, symbol, entry).then_some(pc + 1)
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
                Quick::Attribute(symbol) => {
                    let entry = &symbols.entries[symbol as usize];
                    let hidden = unwatched || !entry.stored_attribute;
                    attribute(&process.heap, stack, entry, hidden).then_some(pc + 1)
                }
                Quick::SetAttribute(symbol) => {
                    let entry = &symbols.entries[symbol as usize];
                    set_attribute(&mut process.heap, stack, entry, unwatched).then_some(pc + 1)
                }
                Quick::Item => item(&process.heap, stack, unwatched).then_some(pc + 1),
                Quick::SetItem => set_item(&mut process.heap, stack, unwatched).then_some(pc + 1),
                Quick::Next(slot) => match stack.last() {
                    Some(Value::Ref(id)) if unwatched || !in_shared(&process.heap, *id) => {
                        let into = &mut locals[usize::from(slot)];
                        iterate::quick(&mut process.heap, *id, into).then_some(pc + 2)
                    }
                    _ => None,
                },
                Quick::Binary { op, len, a, b, to } => {
                    binary(op, (a, b), to, locals, stack).then_some(pc + usize::from(len))
                }
                Quick::Compare { op, len, a, b } => {
                    compare(op, (a, b), locals, stack).map(|truth| {
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
                } => compare(op, (a, b), locals, stack).map(|truth| {
                    drop_operands(stack, a, b);
                    if truth == when {
                        usize::from(to)
                    } else {
                        pc + usize::from(len)
                    }
                }),
            };
            let Some(next) = next else {
                *place = pc + 1;
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

/// Whether an iterator goes through a list that others can reach.
fn in_shared(heap: &Heap, iterator: HeapId) -> bool {
    match heap.get(iterator) {
        Object::Iter(Iter::List(list, _)) => heap.is_escaped(*list),
        _ => false,
    }
}

/// `object -> function receiver`
#[inline(never)]
fn method(heap: &Heap, stack: &mut Vec<Value>, symbol: Symbol, entry: &SymbolEntry) -> bool {
    let Some(receiver) = stack.last_mut() else {
        return false;
    };
    let method = match (&*receiver, entry.verb) {
        (Value::Prim(prim), Some(verb)) if verb.fits(prim.kind) => Value::Int(i64::from(symbol)),
        (Value::Ref(id), verb) => match (heap.get(*id), verb) {
            (Object::List(_), Some(Verb::Append)) | (Object::Generator(_), Some(Verb::Send)) => {
                Value::Int(i64::from(symbol))
            }
            _ => match members::method(heap, *id, entry) {
                Some(function) => Value::Ref(function),
                None => return false,
            },
        },
        _ => return false,
    };
    let receiver = std::mem::replace(receiver, method);
    stack.push(receiver);
    true
}

/// `object -> value`
#[inline(never)]
fn attribute(heap: &Heap, stack: &mut [Value], entry: &SymbolEntry, hidden: bool) -> bool {
    let Some(top) = stack.last_mut() else {
        return false;
    };
    let Value::Ref(id) = *top else { return false };
    let found = (hidden || !heap.is_escaped(id)).then(|| members::attribute(heap, id, entry));
    match found.flatten() {
        Some(value) => {
            *top = value.clone();
            true
        }
        None => false,
    }
}

/// Whether an object may simply get a value: nobody else can reach it, or none is there and nothing is behind the value.
fn keeps(heap: &Heap, id: HeapId, value: &Value, unwatched: bool) -> bool {
    !heap.is_escaped(id) || (unwatched && value.is_flat())
}

/// `value object ->`. A synchronisation object would get a name.
#[inline(never)]
fn set_attribute(
    heap: &mut Heap,
    stack: &mut Vec<Value>,
    entry: &SymbolEntry,
    unwatched: bool,
) -> bool {
    let [.., ref value, Value::Ref(id)] = stack[..] else {
        return false;
    };
    if !keeps(heap, id, value, unwatched) || matches!(value, Value::Prim(_)) {
        return false;
    }
    let value = value.clone();
    let done = members::set_attribute(heap, id, entry, value);
    if done {
        stack.truncate(stack.len() - 2);
    }
    done
}

/// `object key -> value`
#[inline(never)]
fn item(heap: &Heap, stack: &mut Vec<Value>, unwatched: bool) -> bool {
    let [.., Value::Ref(id), ref key] = stack[..] else {
        return false;
    };
    let found = (unwatched || !heap.is_escaped(id)).then(|| members::item(heap, id, key));
    let Some(value) = found.flatten().cloned() else {
        return false;
    };
    stack.pop();
    if let Some(top) = stack.last_mut() {
        *top = value;
    }
    true
}

/// `value object key ->`
#[inline(never)]
fn set_item(heap: &mut Heap, stack: &mut Vec<Value>, unwatched: bool) -> bool {
    let [.., ref value, Value::Ref(id), ref key] = stack[..] else {
        return false;
    };
    if !keeps(heap, id, value, unwatched) {
        return false;
    }
    let value = value.clone();
    let done = members::set_item(heap, id, key, value);
    if done {
        stack.truncate(stack.len() - 3);
    }
    done
}

/// Brings the topmost value below the others of so many.
#[inline(never)]
fn rotate(stack: &mut [Value], count: usize) -> bool {
    let Some(from) = stack.len().checked_sub(count) else {
        return false;
    };
    stack[from..].rotate_right(1);
    true
}
