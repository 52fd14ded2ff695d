//! Exceptions: how they are raised, where they are caught, and what is said of those that nobody catches.

use super::run::abandoned::generators;
use super::run::{Go, Machine};
use crate::python::class;
use crate::python::code::{CodeKind, Instr, Space};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::heap::{GeneratorState, Heap, Object, TraceEntry};
use crate::python::natives::Flow;
use crate::python::value::{HeapId, Type, Value};
use crate::python::{format, ops};
use crate::world::Outcome;

impl Machine<'_> {
    /// `raise value`, `raise value from cause`.
    pub(super) fn raise_value(&mut self, value: &Value, cause: Option<Value>) -> Res<Go> {
        if let Some(cause) = &cause
            && !cause.is_none()
            && !matches!(self.process.heap.object(cause), Some(Object::Exception(_)))
        {
            return match class::raisable(&self.process.heap, cause) {
                Ok(Flow::Call { callee, .. }) => {
                    self.prelude("_raise_from_class", vec![value.clone(), callee], Then::Drop)
                }
                _ => Err(Fault::type_error(
                    "exception causes must derive from BaseException",
                )),
            };
        }
        match class::raisable(&self.process.heap, value)? {
            Flow::Done(exception) => Err(self.caused(exception, cause)),
            Flow::Call {
                callee: Value::Type(Type::Exc(exc)),
                ..
            } => {
                let exception = self.process.heap.raise(Fault::with(exc, Vec::new()))?;
                Err(self.caused(exception, cause))
            }
            // A class of the program's: its `__init__` may be its own. The prelude makes one and raises it.
            Flow::Call { callee, .. } => {
                let args = vec![
                    callee,
                    cause.clone().unwrap_or_default(),
                    Value::Bool(cause.is_some()),
                ];
                self.prelude("_raise_class", args, Then::Drop)
            }
            Flow::Prelude { name, args, .. } => self.prelude(name, args, Then::Drop),
        }
    }

    fn caused(&mut self, exception: Value, cause: Option<Value>) -> Fault {
        if let Some(cause) = cause
            && let Value::Ref(id) = exception
            && let Object::Exception(object) = self.process.heap.get_mut(id)
        {
            object.cause = (!cause.is_none()).then_some(cause);
            object.suppress_context = true;
        }
        Fault::Raise(exception)
    }

    /// The exception that is being handled, here or in a caller.
    pub(super) fn handled(&self) -> Option<Value> {
        self.task
            .frames
            .iter()
            .rev()
            .find_map(|frame| frame.handling.last().cloned())
    }

    /// Whether an exception is of the type that a handler names.
    pub(super) fn exception_fits(&self, exception: &Value, ty: &Value) -> Res<bool> {
        let heap = &self.process.heap;
        let base = Value::Type(Type::Exc(Exc::BaseException));
        let catchable = |ty: &Value| class::is_class(heap, ty) && class::derives(heap, ty, &base);
        let message = "catching classes that do not inherit from BaseException is not allowed";
        let fine = match ty {
            Value::Tuple(types) => types.iter().all(catchable),
            ty => catchable(ty),
        };
        if !fine {
            return Err(Fault::type_error(message));
        }
        class::is_derived(heap, &ops::type_of(heap, exception), ty, message)
    }

    /// Raises a fault: goes on where it is caught. The task's step is over if nobody does.
    pub(super) fn raise(&mut self, fault: Fault) -> Option<Outcome> {
        let fault = match fault {
            Fault::Python => Fault::new(
                Exc::RuntimeError,
                "the program's own code cannot be called from here",
            ),
            other => other,
        };
        let exception = match self.process.heap.raise(fault) {
            Ok(exception) => exception,
            Err(_) => Value::None,
        };
        let again = self.task.frames.last().is_some_and(|frame| {
            frame.pc.checked_sub(1).is_some_and(|pc| {
                matches!(
                    frame.code.body.instrs[pc],
                    Instr::Reraise | Instr::RaiseAgain
                )
            })
        });
        if !again {
            self.set_context(&exception);
        }
        self.unwind(exception, !again)
    }

    fn set_context(&mut self, exception: &Value) {
        let Some(handled) = self.handled() else {
            return;
        };
        if handled == *exception {
            return;
        }
        let Value::Ref(id) = exception else { return };
        if let Some(before) = leads_to(&self.process.heap, &handled, *id)
            && let Object::Exception(object) = self.process.heap.get_mut(before)
        {
            // What led back to it leads there no longer: a chain has an end.
            object.context = None;
        }
        if let Object::Exception(object) = self.process.heap.get_mut(*id) {
            object.context = Some(handled);
        }
    }

    fn unwind(&mut self, mut exception: Value, mut note: bool) -> Option<Outcome> {
        while let Some(frame) = self.task.frames.last_mut() {
            let at = frame.pc.saturating_sub(1);
            if note && frame.code.space == Space::User && !hidden(frame.code.kind, &frame.code.name)
            {
                let entry = TraceEntry {
                    function: frame.code.name.clone(),
                    file: frame.code.file.clone(),
                    line: frame.code.line(at),
                };
                if let Value::Ref(id) = exception
                    && let Object::Exception(object) = self.process.heap.get_mut(id)
                {
                    object.trace.push(entry);
                    object.traceback = None;
                }
            }
            note = true;
            let place = at as u32;
            let handler = frame
                .code
                .body
                .handlers
                .iter()
                .find(|handler| handler.start <= place && place < handler.end);
            let minds = self.process.guarded > 0;
            if let Some(handler) = handler.copied() {
                let dropped = frame.stack.split_off(handler.depth as usize);
                frame.handling.truncate(handler.handling as usize);
                frame.stack.push(exception);
                frame.pc = handler.target as usize;
                if minds && !dropped.is_empty() {
                    let gone = generators(&self.process.heap, &dropped);
                    self.abandon(gone);
                }
                return None;
            }
            if minds {
                let values = frame.locals.iter().chain(&frame.stack);
                let gone = generators(&self.process.heap, values);
                self.task.doubtful.extend(gone);
            }
            let then = std::mem::take(&mut frame.then);
            let imports = frame.code.kind == CodeKind::Module && matches!(then, Then::Give(_));
            let module = imports.then_some(frame.code.module);
            self.task.frames.pop();
            if let Some(number) = module {
                self.forget_module(number);
            }
            if let Then::Generator(id) = then {
                exception = self.left_generator(id, exception);
            }
            if class::is_exc(&self.process.heap, &exception, Exc::StopIteration) {
                let value = match self.process.heap.object(&exception) {
                    Some(Object::Exception(object)) => {
                        object.args.first().cloned().unwrap_or_default()
                    }
                    _ => Value::None,
                };
                if self.stop_iteration(&value) {
                    return None;
                }
            }
        }
        Some(self.uncaught(&exception))
    }

    /// An exception has left a generator: it has ended, and a `StopIteration` may not pass for its end.
    fn left_generator(&mut self, id: HeapId, exception: Value) -> Value {
        if let Object::Generator(generator) = self.process.heap.get_mut(id) {
            generator.state = GeneratorState::Ended;
        }
        if !class::is_exc(&self.process.heap, &exception, Exc::StopIteration) {
            return exception;
        }
        let fault = Fault::new(Exc::RuntimeError, "generator raised StopIteration");
        match self.process.heap.raise(fault) {
            Ok(Value::Ref(id)) => {
                if let Object::Exception(object) = self.process.heap.get_mut(id) {
                    object.cause = Some(exception.clone());
                    object.context = Some(exception);
                    object.suppress_context = true;
                }
                Value::Ref(id)
            }
            _ => exception,
        }
    }

    /// Nobody caught it: the prelude asks the exception for its text, then it is reported.
    fn uncaught(&mut self, exception: &Value) -> Outcome {
        if self.task.uncaught.is_some() {
            let text = format::str(&self.process.heap, exception);
            let text = text.unwrap_or_else(|_| "<exception str() failed>".to_owned());
            return self.report(exception, &text);
        }
        if let Ok(hook) = self.prelude_function("_excepthook")
            && !hook.is_none()
            && self.task.id != self.process.main
        {
            self.task.uncaught = Some(exception.clone());
            return match self.prelude("_hooked", vec![exception.clone()], Then::Drop) {
                Ok(_) => Outcome::Ran,
                Err(_) => self.report(exception, ""),
            };
        }
        if let Ok(text) = format::str(&self.process.heap, exception) {
            return self.report(exception, &text);
        }
        self.task.uncaught = Some(exception.clone());
        match self.prelude("_uncaught", vec![exception.clone()], Then::Drop) {
            Ok(_) => Outcome::Ran,
            Err(_) => self.report(exception, ""),
        }
    }

    /// Where an exception has been: tuples of the function, the file and the line, outermost first.
    pub(super) fn trace_of(&self, exception: &Value) -> Value {
        let Some(Object::Exception(object)) = self.process.heap.object(exception) else {
            return Value::None;
        };
        let entry = |entry: &TraceEntry| {
            Value::tuple(vec![
                Value::Str(entry.function.clone()),
                Value::Str(entry.file.clone()),
                Value::Int(i64::from(entry.line)),
            ])
        };
        Value::tuple(object.trace.iter().rev().map(entry).collect())
    }

    /// Says where an exception has been, and what the program knows that as.
    pub(super) fn set_trace(&mut self, exception: &Value, entries: &Value, shown: &Value) {
        let entry = |entry: &Value| match entry {
            Value::Tuple(parts) => match &parts[..] {
                [Value::Str(function), Value::Str(file), Value::Int(line)] => Some(TraceEntry {
                    function: function.clone(),
                    file: file.clone(),
                    line: u32::try_from(*line).unwrap_or(0),
                }),
                _ => None,
            },
            _ => None,
        };
        if let Value::Ref(id) = exception
            && let Object::Exception(object) = self.process.heap.get_mut(*id)
        {
            if let Value::Tuple(entries) = entries {
                object.trace = entries.iter().rev().filter_map(entry).collect();
            }
            object.traceback = (!shown.is_none()).then(|| shown.clone());
        }
    }

    /// The line, the function, the file and the line's text of the program that run, past what the prelude does for them.
    pub(super) fn here(&self) -> Value {
        let frames = self.task.frames.iter().rev();
        let mut user = frames.filter(|frame| frame.code.space == Space::User);
        let Some(frame) = user.next() else {
            return Value::tuple(vec![Value::Int(0), "<module>".into(), "".into(), "".into()]);
        };
        let (code, line) = (&frame.code, frame.code.line(frame.pc.saturating_sub(1)));
        let text = code.source.lines().nth((line as usize).saturating_sub(1));
        Value::tuple(vec![
            Value::Int(i64::from(line)),
            Value::Str(code.name.clone()),
            Value::Str(code.file.clone()),
            Value::from(text.unwrap_or_default()),
        ])
    }
}

fn hidden(kind: CodeKind, name: &str) -> bool {
    kind == CodeKind::Comprehension && name != "<genexpr>"
}

/// The exception whose context is another one, if a chain of contexts comes by that.
fn leads_to(heap: &Heap, from: &Value, to: HeapId) -> Option<HeapId> {
    let mut at = from.as_ref()?;
    for _ in 0..1000 {
        let Object::Exception(object) = heap.get(at) else {
            return None;
        };
        let next = object.context.as_ref().and_then(Value::as_ref)?;
        if next == to {
            return Some(at);
        }
        at = next;
    }
    None
}
