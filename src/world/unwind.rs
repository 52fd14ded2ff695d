//! Exceptions: how they are raised, where they are caught, and what is said of those that nobody catches.

use std::fmt::Write;

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

/// Exceptions of a chain that a traceback shows, the latest ones.
const LONGEST_CHAIN: usize = 100;

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
        self.set_context(&exception);
        let again = self.task.frames.last().is_some_and(|frame| {
            frame.pc.checked_sub(1).is_some_and(|pc| {
                matches!(
                    frame.code.body.instrs[pc],
                    Instr::Reraise | Instr::RaiseAgain
                )
            })
        });
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
        if leads_to(&self.process.heap, &handled, *id) {
            return;
        }
        if let Object::Exception(object) = self.process.heap.get_mut(*id)
            && object.context.is_none()
        {
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
            let module = (frame.code.kind == CodeKind::Module).then_some(frame.code.module);
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

    /// What CPython prints of an exception that nobody caught; `text` is `str(exception)`.
    pub(super) fn traceback(&self, exception: &Value, text: &str) -> String {
        const CAUSE: &str =
            "\nThe above exception was the direct cause of the following exception:\n\n";
        const CONTEXT: &str =
            "\nDuring handling of the above exception, another exception occurred:\n\n";
        let mut chain: Vec<(Value, &str)> = vec![(exception.clone(), "")];
        let mut seen = vec![exception.as_ref()];
        while let Some((last, _)) = chain.last()
            && let Some(Object::Exception(object)) = self.process.heap.object(last)
            && chain.len() < LONGEST_CHAIN
        {
            let unseen = |value: &Option<Value>| {
                let value = value.as_ref().filter(|value| value.as_ref().is_some());
                value
                    .filter(|value| !seen.contains(&value.as_ref()))
                    .cloned()
            };
            let (cause, context) = (unseen(&object.cause), unseen(&object.context));
            let next = match (cause, context) {
                (Some(cause), _) => (cause, CAUSE),
                (None, Some(context)) if !object.suppress_context => (context, CONTEXT),
                _ => break,
            };
            seen.push(next.0.as_ref());
            chain.push(next);
        }
        let mut out = String::new();
        for (at, (one, link)) in chain.iter().enumerate().rev() {
            self.write_traceback(one, (at == 0).then_some(text), &mut out);
            out.push_str(link);
        }
        out
    }

    fn write_traceback(&self, exception: &Value, text: Option<&str>, out: &mut String) {
        let Some(Object::Exception(object)) = self.process.heap.object(exception) else {
            return;
        };
        if !object.trace.is_empty() {
            out.push_str("Traceback (most recent call last):\n");
        }
        let entries: Vec<&TraceEntry> = object.trace.iter().rev().collect();
        let mut at = 0;
        while at < entries.len() {
            let same = entries[at..]
                .iter()
                .take_while(|entry| **entry == entries[at])
                .count();
            for entry in &entries[at..at + same.min(3)] {
                self.write_entry(entry, out);
            }
            if same > 3 {
                let more = same - 3;
                let s = if more == 1 { "" } else { "s" };
                let _ = writeln!(out, "  [Previous line repeated {more} more time{s}]");
            }
            at += same;
        }
        out.push_str(&self.exception_line(exception, text));
        out.push('\n');
    }

    /// The line and the function of the program that run, past what the prelude does for them.
    pub(super) fn here(&self) -> Value {
        let frames = self.task.frames.iter().rev();
        let mut user = frames.filter(|frame| frame.code.space == Space::User);
        let (line, name) = user.next().map_or((0, "<module>".into()), |frame| {
            let span = frame.code.body.spans.get(frame.pc.saturating_sub(1));
            let line = span.map_or(0, |span| i64::from(span.line));
            (line, frame.code.name.clone())
        });
        ops::pair(Value::Int(line), Value::Str(name))
    }

    fn write_entry(&self, entry: &TraceEntry, out: &mut String) {
        let file = if entry.file.is_empty() {
            "<lecturer>"
        } else {
            &entry.file
        };
        let _ = writeln!(
            out,
            "  File \"{file}\", line {}, in {}",
            entry.line, entry.function
        );
        if entry.file.is_empty() {
            return;
        }
        let source = self.world.program.source_of(&entry.file);
        if let Some(line) = source.and_then(|source| source.lines().nth(entry.line as usize - 1)) {
            let _ = writeln!(out, "    {}", line.trim());
        }
    }

    /// `ValueError: message`
    pub(super) fn exception_line(&self, exception: &Value, text: Option<&str>) -> String {
        let heap = &self.process.heap;
        let name = class::full_name_of(heap, &ops::type_of(heap, exception));
        let text = match text {
            Some(text) => text.to_owned(),
            None => format::str(heap, exception).unwrap_or_default(),
        };
        if text.is_empty() {
            name
        } else {
            format!("{name}: {text}")
        }
    }
}

fn hidden(kind: CodeKind, name: &str) -> bool {
    kind == CodeKind::Comprehension && name != "<genexpr>"
}

/// Whether an exception's chain of contexts has come by another one.
fn leads_to(heap: &Heap, from: &Value, to: HeapId) -> bool {
    let mut at = from.as_ref();
    for _ in 0..1000 {
        let Some(id) = at else { return false };
        if id == to {
            return true;
        }
        at = match heap.get(id) {
            Object::Exception(object) => object.context.as_ref().and_then(Value::as_ref),
            _ => None,
        };
    }
    false
}
