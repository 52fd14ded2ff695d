//! Texts that are run as code, and names that are looked up as text.

use std::sync::Arc;

use super::prelude::{self, Reader};
use super::run::{Go, Machine};
use crate::python::code::{CodeKind, Space, Symbols};
use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::{Frame, Then};
use crate::python::heap::{Heap, Object};
use crate::python::host::HostCall;
use crate::python::value::{Str, Value};
use crate::python::{Problem, compile_text};

impl Machine<'_> {
    /// What `eval`, `exec`, `globals` and `locals` are made of.
    pub(super) fn evaluating(&mut self, what: HostCall, args: &[Value], then: Then) -> Res<Go> {
        let module = |at: usize| match args.get(at) {
            Some(Value::Int(number)) => u32::try_from(*number).unwrap_or(0),
            _ => 0,
        };
        let value = match (what, args) {
            (HostCall::Caller, _) => {
                Value::Int(self.caller().map_or(0, |frame| frame.code.module).into())
            }
            (HostCall::Annotations, [function, ..]) => self.annotations(function),
            (HostCall::Locals, _) => self.locals()?,
            (HostCall::GlobalsOf, _) => self.globals_of(module(0))?,
            (HostCall::Open, [Value::Str(name)]) => {
                Value::Int(Symbols::open_module(&mut self.world.symbols, name).into())
            }
            (HostCall::Close, _) => {
                self.close_module(module(0));
                Value::None
            }
            (HostCall::Bind, [_, Value::Str(name), value]) => {
                Symbols::bind(&mut self.world.symbols, module(0), name);
                self.process.heap.escape(value);
                self.set_global_of(module(0), name, value.clone());
                Value::None
            }
            (HostCall::Unbind, [_, Value::Str(name)]) => {
                self.set_global_of(module(0), name, Value::Unbound);
                Value::None
            }
            (
                HostCall::Check | HostCall::Evaluate,
                [Value::Str(source), file, Value::Str(mode), ..],
            ) => {
                let file: Str = match file {
                    Value::Str(file) => file.clone(),
                    _ => "<string>".into(),
                };
                self.name_itself();
                let symbols = self.world.symbols.clone();
                let compiled = compile_text(source, &file, mode, module(3), &symbols);
                let program = compiled.map_err(|problem| syntax_error(&problem))?;
                if what == HostCall::Evaluate {
                    self.world.symbols = program.symbols;
                    self.know_builtins();
                    let frame = Frame::new(program.code);
                    self.task.frames.push(Box::new(Frame { then, ..frame }));
                    return Ok(Go::On);
                }
                Value::None
            }
            _ => return Err(Fault::type_error("names are str")),
        };
        self.give(value, then)?;
        Ok(Go::On)
    }

    /// `__name__` and `__file__` of the program are bound, also where its own text never names them.
    fn name_itself(&mut self) {
        let file = self.world.program.file.clone();
        for (name, value) in [("__name__", "__main__"), ("__file__", &*file)] {
            if self.world.symbols.find(name).is_none() {
                Symbols::bind(&mut self.world.symbols, 0, name);
                self.set_global_of(0, name, Value::from(value));
            }
        }
    }

    /// What built-in names mean that the newest names may be.
    fn know_builtins(&mut self) {
        if self.world.builtins.len() < self.world.symbols.entries.len() {
            let builtins = prelude::builtins(&self.world.symbols, Reader::Program);
            self.world.builtins = Arc::new(builtins);
        }
    }

    /// The frame of the program that has called.
    fn caller(&self) -> Option<&Frame> {
        let mut frames = self.task.frames.iter().rev();
        let own = frames.find(|frame| frame.code.space == Space::User);
        own.map(|frame| &**frame)
    }

    /// The locals of the frame that has called, of comprehensions with those of the function around; None in a module.
    fn locals(&mut self) -> Res {
        let frames = self.task.frames.iter().rev();
        let mut found = Dict::new();
        for frame in frames.filter(|frame| frame.code.space == Space::User) {
            match frame.code.kind {
                CodeKind::Module if found.is_empty() => return Ok(Value::None),
                CodeKind::Module => break,
                _ => note_locals(&self.process.heap, frame, &mut found),
            }
            if frame.code.kind != CodeKind::Comprehension {
                break;
            }
        }
        self.heap().dict(found)
    }

    /// What a function's parameters are annotated with, as texts, and the number of its module.
    fn annotations(&self, function: &Value) -> Value {
        let Some(Object::Function(function)) = self.process.heap.object(function) else {
            return Value::None;
        };
        let code = &function.code;
        let pair = |(name, text): &(Str, Str)| {
            crate::python::ops::pair(Value::Str(name.clone()), Value::Str(text.clone()))
        };
        crate::python::ops::pair(
            Value::Int(code.module.into()),
            Value::tuple(code.annotated.iter().map(pair).collect()),
        )
    }

    fn globals_of(&mut self, module: u32) -> Res {
        let symbols = self.world.symbols.clone();
        let mut found = Dict::new();
        for (symbol, name) in symbols.globals(module) {
            if let Some(value) = self.process.user.get(symbol as usize)
                && value.is_bound()
            {
                found.insert(Value::Str(name.clone()), value.clone());
            }
        }
        self.heap().dict(found)
    }

    /// A module that was made for one text is let go of, unless functions may still look up its names.
    fn close_module(&mut self, module: u32) {
        let symbols = self.world.symbols.clone();
        let own: Vec<_> = symbols.globals(module).map(|(symbol, _)| symbol).collect();
        drop(symbols);
        let heap = &self.process.heap;
        let of_it = |id| match heap.get(id) {
            Object::Function(function) => {
                function.code.space == Space::User && function.code.module == module
            }
            _ => false,
        };
        let mut ids = (0..heap.places() as u32).map(crate::python::value::HeapId);
        if ids.any(|id| heap.holds(id) && of_it(id)) {
            return;
        }
        for symbol in own {
            if let Some(value) = self.process.user.get_mut(symbol as usize) {
                *value = Value::Unbound;
            }
        }
        Symbols::close_module(&mut self.world.symbols, module);
    }
}

fn note_locals(heap: &Heap, frame: &Frame, found: &mut Dict) {
    for (slot, (name, value)) in frame.code.locals.iter().zip(&frame.locals).enumerate() {
        let cell = frame.code.cells.contains(&(slot as u32)) || slot as u32 >= frame.code.free;
        let value = match (cell, heap.object(value)) {
            (true, Some(Object::Cell(value))) => value.clone().unwrap_or(Value::Unbound),
            _ => value.clone(),
        };
        let named = name.starts_with(|c: char| c == '_' || c.is_alphabetic());
        let key = Value::Str(name.clone());
        if named && value.is_bound() && &**name != "__class__" && !found.contains(&key) {
            found.insert(key, value);
        }
    }
}

/// The error of a text that is no code, or none that can be run here.
fn syntax_error(problem: &Problem) -> Fault {
    let message = &problem.message;
    if message.contains("outside of the subset") || message.contains("not available here") {
        return Fault::new(Exc::NotImplementedError, message.as_str());
    }
    let text = match message.strip_prefix("syntax error: ") {
        Some(text) if text.starts_with("f-string") => text,
        Some(_) => "invalid syntax",
        None => message,
    };
    let line = Value::Int(problem.line.into());
    Fault::with(
        Exc::SyntaxError,
        vec![
            Value::from(text),
            Value::tuple(vec![
                Value::from(problem.file.as_str()),
                line.clone(),
                Value::Int(problem.column.into()),
                Value::from(problem.source_line.as_str()),
                line,
                Value::Int(problem.end_column.into()),
            ]),
        ],
    )
}
