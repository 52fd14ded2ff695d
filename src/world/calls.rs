//! Calls: of the program's functions, of classes, of what is built in and of synchronisation objects.

use super::run::abandoned::is_guarded;
use super::run::functions::{DEPTH, too_deep};
use super::run::{Go, Machine};
use crate::python::class;
use crate::python::code::Symbol;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::{Frame, Then};
use crate::python::heap::Object;
use crate::python::natives::{self, Args, Ctx, Flow, Host};
use crate::python::value::{Callee, HeapId, Str, Type, Value};
use crate::python::verb::Verb;
use crate::python::{methods, ops};
use crate::trace::Micros;

/// What pure functions see of the world.
struct View<'a> {
    draws: &'a mut super::draws::Draws,
    now: Micros,
    /// How long the task, and all of its process, has kept a core busy.
    worked: [Micros; 2],
    cores: u32,
    asked: &'a mut bool,
    pid: i64,
    parent: i64,
}

impl Host for View<'_> {
    fn draw(&mut self) -> u64 {
        self.draws.draw()
    }

    fn now(&mut self) -> Micros {
        *self.asked = true;
        self.now
    }

    fn worked(&mut self, all: bool) -> Micros {
        *self.asked = true;
        self.worked[usize::from(all)]
    }

    fn cores(&self) -> u32 {
        self.cores
    }

    fn pid(&self) -> i64 {
        self.pid
    }

    fn parent_pid(&self) -> i64 {
        self.parent
    }

    fn reseed(&mut self, seed: u64) {
        self.draws.reseed(seed);
    }
}

impl Machine<'_> {
    /// Calls anything; its value goes where `then` says.
    pub(super) fn call(
        &mut self,
        callee: Value,
        mut args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        match callee {
            Value::Ref(id) => match self.process.heap.get(id) {
                Object::Function(_) => self.enter(id, args, keywords, then),
                Object::Class(class) => match class
                    .meta
                    .and_then(|meta| class::find(&self.process.heap, meta, "__call__"))
                {
                    Some(call) => {
                        let call = call.clone();
                        args.insert(0, callee);
                        self.call(call, args, keywords, then)
                    }
                    None => self.make_instance(id, args, keywords, then),
                },
                Object::Partial(partial) => {
                    let function = partial.function.clone();
                    let mut all = partial.args.clone();
                    all.append(&mut args);
                    let mut named = partial.keywords.clone();
                    for (name, value) in keywords {
                        match named.iter_mut().find(|(known, _)| *known == name) {
                            Some((_, place)) => *place = value,
                            None => named.push((name, value)),
                        }
                    }
                    self.call(function, all, named, then)
                }
                Object::StaticMethod(function) => {
                    let function = function.clone();
                    self.call(function, args, keywords, then)
                }
                Object::Instance(_)
                    if class::has_special(&self.process.heap, &callee, "__call__") =>
                {
                    self.call_instance(callee, args, keywords, then)
                }
                _ => Err(self.not_callable(&callee)),
            },
            Value::Method(method) => match &method.callee {
                Callee::Function(function) => {
                    args.insert(0, method.receiver.clone());
                    self.enter(*function, args, keywords, then)
                }
                Callee::Native(name) => {
                    self.call_native_method(&method.receiver, name, args, keywords, then)
                }
            },
            Value::Native(native) if native.is_outside() => {
                if native == natives::Native::Sleep {
                    args = class::plain(&self.process.heap, &args).unwrap_or(args);
                }
                self.outside(native, args, keywords, then)
            }
            Value::Native(natives::Native::Getattr | natives::Native::Hasattr)
                if matches!(args.first(), Some(Value::Prim(_))) =>
            {
                let asks = callee == Value::Native(natives::Native::Hasattr);
                let value = self.asked_of_prim(asks, &args)?;
                self.give(value, then)
            }
            Value::Native(native) => {
                let call = |ctx: &mut Ctx<'_>, args: Args<'_>| natives::call(native, ctx, args);
                self.call_built_in(&args, &keywords, then, call)
            }
            Value::Type(Type::Prim(kind)) => {
                let args = class::plain(&self.process.heap, &args).unwrap_or(args);
                let value = self.make_prim(kind, false, args, keywords)?;
                self.give(value, then)
            }
            Value::Type(Type::Exc(exc)) if keywords.is_empty() && exc != Exc::OSError => {
                let exception = self.process.heap.raise(Fault::with(exc, args))?;
                self.give(exception, then)
            }
            Value::Type(ty) => {
                let make = |ctx: &mut Ctx<'_>, args: Args<'_>| natives::construct(ty, ctx, args);
                self.call_built_in(&args, &keywords, then, make)
            }
            other => Err(self.not_callable(&other)),
        }
    }

    /// Calls something built in; where it does not take an instance of a class that derives from a built-in type, once more
    /// with what that keeps.
    fn call_built_in(
        &mut self,
        args: &[Value],
        keywords: &[(Str, Value)],
        then: Then,
        call: impl Fn(&mut Ctx<'_>, Args<'_>) -> Res<Flow>,
    ) -> Res<Go> {
        let once = |machine: &mut Self, positional: &[Value]| {
            let args = Args {
                positional,
                keywords,
            };
            machine.with_ctx(|ctx| call(ctx, args))
        };
        let flow = match once(self, args) {
            Err(fault) => self.with_plain(fault, args, once)?,
            Ok(flow) => flow,
        };
        self.flow_to(flow, then)
    }

    /// Calls the `__call__` of an instance. What is found there may be another instance, and so on; a function gets the receiver.
    fn call_instance(
        &mut self,
        mut callee: Value,
        mut args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        for _ in 0..DEPTH {
            let heap = &self.process.heap;
            let Some(found) = class::special(heap, &callee, "__call__").cloned() else {
                return Err(self.not_callable(&callee));
            };
            match heap.object(&found) {
                Some(Object::Instance(_)) => callee = found,
                Some(Object::StaticMethod(_) | Object::Partial(_) | Object::Class(_)) => {
                    return self.call(found, args, keywords, then);
                }
                None if !matches!(found, Value::Native(_)) => {
                    return self.call(found, args, keywords, then);
                }
                _ => {
                    args.insert(0, callee);
                    return self.call(found, args, keywords, then);
                }
            }
        }
        Err(too_deep())
    }

    fn not_callable(&self, value: &Value) -> Fault {
        Fault::type_error(format!(
            "'{}' object is not callable",
            ops::type_name(&self.process.heap, value)
        ))
    }

    pub(super) fn with_ctx<T>(&mut self, run: impl FnOnce(&mut Ctx<'_>) -> T) -> T {
        let parent = self
            .process
            .parent
            .and_then(|parent| self.world.processes[parent].as_ref());
        let behind = self.world.turn.behind();
        let mut view = View {
            now: self.world.now,
            worked: [self.task.worked, self.process.worked].map(|before| before + behind),
            cores: self.world.cores(),
            asked: &mut self.world.asked_for_time,
            pid: self.process.pid,
            parent: parent.map_or(1, |parent| parent.pid),
            draws: &mut self.task.draws,
        };
        run(&mut Ctx {
            heap: &mut self.process.heap,
            host: &mut view,
        })
    }

    /// `function receiver args.. ->`, as `LoadMethod` has left them.
    pub(super) fn call_method(
        &mut self,
        mut args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> Res<Go> {
        let receiver = self.pop();
        let callee = self.pop();
        match callee {
            Value::Int(symbol) if receiver.is_bound() => {
                let name = self.name(symbol as Symbol);
                self.call_native_method(&receiver, &name, args, keywords, Then::Push)
            }
            Value::Ref(function) if receiver.is_bound() => {
                args.insert(0, receiver);
                self.enter(function, args, keywords, Then::Push)
            }
            callee => self.call(callee, args, keywords, Then::Push),
        }
    }

    /// Calls a method of something built in.
    fn call_native_method(
        &mut self,
        receiver: &Value,
        name: &Str,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        if let Value::Prim(prim) = receiver {
            return self.call_prim(*prim, name, args, keywords, then);
        }
        if let Some(Object::Generator(_)) = self.process.heap.object(receiver) {
            return self.call_generator(receiver, name, args, then);
        }
        if let Value::Ref(id) = receiver
            && &**name == "__call__"
            && matches!(self.process.heap.get(*id), Object::Class(_))
        {
            return self.make_instance(*id, args, keywords, then);
        }
        let shared = self.reads_shared(receiver);
        let once = |machine: &mut Self, positional: &[Value]| {
            let keywords = &keywords;
            machine.with_ctx(|ctx| {
                methods::call(
                    ctx,
                    receiver,
                    name,
                    Args {
                        positional,
                        keywords,
                    },
                )
            })
        };
        let flow = match once(self, &args) {
            Err(fault) => self.with_plain(fault, &args, once)?,
            Ok(flow) => flow,
        };
        let finished = matches!(flow, Flow::Done(_));
        let go = self.flow_to(flow, then)?;
        if shared && finished && go == Go::On {
            return Ok(self.touched(receiver, name));
        }
        Ok(go)
    }

    fn call_generator(
        &mut self,
        receiver: &Value,
        name: &str,
        mut args: Vec<Value>,
        then: Then,
    ) -> Res<Go> {
        let Value::Ref(id) = receiver else {
            return Ok(Go::On);
        };
        if !matches!(then, Then::Push) {
            // Generators hand what they yield to the frame beneath, so that one must want it.
            return self.prelude(
                "_generator_call",
                vec![receiver.clone(), Value::from(name), Value::tuple(args)],
                then,
            );
        }
        match name {
            "__next__" => self.resume(*id, Value::None),
            "__iter__" => self.give(receiver.clone(), then),
            "send" => self.resume(*id, args.pop().unwrap_or_default()),
            "throw" if args.len() > 1 => {
                args.insert(0, receiver.clone());
                self.prelude("_generator_throw", args, then)
            }
            "throw" => {
                let exception = args.into_iter().next().unwrap_or_default();
                self.throw(*id, &exception)
            }
            "close" => self.prelude("_generator_close", vec![receiver.clone()], then),
            _ => {
                let flow = self.with_ctx(|ctx| {
                    methods::call(
                        ctx,
                        receiver,
                        name,
                        Args {
                            positional: &args,
                            keywords: &[],
                        },
                    )
                })?;
                self.flow_to(flow, then)
            }
        }
    }

    /// Raises an exception where a generator stands: in what it delegates to, if it stands at a `yield from`.
    fn throw(&mut self, id: HeapId, exception: &Value) -> Res<Go> {
        let inner = match self.process.heap.get(id) {
            Object::Generator(generator) => generator.frame.as_deref().and_then(Frame::delegate),
            _ => None,
        };
        let Some(Value::Ref(inner)) = inner else {
            return self.throw_into(id, exception);
        };
        let exits = class::raisable(&self.process.heap, exception).is_ok_and(|flow| {
            let class = match flow {
                Flow::Done(made) => ops::type_of(&self.process.heap, &made),
                Flow::Call { callee, .. } => callee,
                Flow::Prelude { .. } => Value::None,
            };
            let exit = Value::Type(Type::Exc(Exc::GeneratorExit));
            class::is_class(&self.process.heap, &class)
                && class::derives(&self.process.heap, &class, &exit)
        });
        let arguments = || vec![Value::Ref(id), Value::Ref(inner), exception.clone()];
        match self.process.heap.get(inner) {
            Object::Generator(_) if exits => {
                self.prelude("_generator_exit", arguments(), Then::Push)
            }
            Object::Generator(_) => {
                // The outer one runs again, at its `yield from`.
                self.go_on_with(id)?;
                self.frame().pc += 1;
                self.throw(inner, exception)
            }
            _ => self.throw_into(id, exception),
        }
    }

    /// Raises an exception where a generator stands, whatever it delegates to.
    pub(super) fn throw_into(&mut self, id: HeapId, exception: &Value) -> Res<Go> {
        let delegates = match self.process.heap.get(id) {
            Object::Generator(generator) => generator
                .frame
                .as_deref()
                .and_then(Frame::delegate)
                .is_some(),
            _ => false,
        };
        if self.go_on_with(id)? {
            let frame = self.frame();
            // It raises at its first line, or where it waits for what it delegates to.
            if frame.pc == 0 || delegates {
                frame.pc += 1;
            }
        }
        self.raise_value(exception, None)
    }

    /// Puts the frame of a generator on top; false if it has ended.
    fn go_on_with(&mut self, id: HeapId) -> Res<bool> {
        use crate::python::heap::GeneratorState;
        let Object::Generator(generator) = self.process.heap.get_mut(id) else {
            return Err(Fault::type_error("not a generator"));
        };
        if generator.state == GeneratorState::Running {
            return Err(Fault::value_error("generator already executing"));
        }
        let Some(mut frame) = generator.frame.take() else {
            return Ok(false);
        };
        if is_guarded(&frame) && generator.state == GeneratorState::Suspended {
            self.process.guarded = self.process.guarded.saturating_sub(1);
        }
        generator.state = GeneratorState::Running;
        frame.then = Then::Generator(id);
        self.task.frames.push(frame);
        Ok(true)
    }

    fn make_instance(
        &mut self,
        id: HeapId,
        mut args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        if let Some(fault) = class::abstract_fault(&self.process.heap, id) {
            return Err(fault);
        }
        let init = class::find(&self.process.heap, id, "__init__").and_then(Value::as_ref);
        let exc = self.process.heap.class(id).and_then(|class| class.exc);
        if let Some(new) = class::find(&self.process.heap, id, "__new__").cloned() {
            let mut all = vec![Value::Ref(id), Value::tuple(args)];
            let mut dict = crate::python::dict::Dict::new();
            for (name, value) in keywords {
                dict.insert(Value::Str(name), value);
            }
            all.push(self.process.heap.dict(dict)?);
            all.push(new);
            return self.prelude("_new_instance", all, then);
        }
        if init.is_none() && exc.is_none() && (!args.is_empty() || !keywords.is_empty()) {
            let name = class::name_of(&self.process.heap, &Value::Ref(id));
            return Err(Fault::type_error(format!("{name}() takes no arguments")));
        }
        let instance = class::instantiate(&mut self.process.heap, id, &args)?;
        let Some(init) = init else {
            return self.give(instance, then);
        };
        args.insert(0, instance.clone());
        match then {
            Then::Push => self.enter(init, args, keywords, Then::Give(instance)),
            then => {
                // The value has somewhere else to go: let the prelude make the call, and hand it on.
                self.process.heap.charge(0)?;
                let class = Value::Ref(id);
                let args = Value::tuple(args.split_off(1));
                let mut dict = crate::python::dict::Dict::new();
                for (name, value) in keywords {
                    dict.insert(Value::Str(name), value);
                }
                let keywords = self.process.heap.dict(dict)?;
                self.prelude("_apply", vec![class, args, keywords], then)
            }
        }
    }

    // with

    pub(super) fn with_enter(&mut self, manager: &Value) -> Res<Go> {
        if let Value::Prim(prim) = manager {
            if Verb::Acquire.fits(prim.kind) {
                return self.enter_lock(*prim, Then::Push);
            }
            return self.call_prim(*prim, "__enter__", Vec::new(), Vec::new(), Then::Push);
        }
        let heap = &self.process.heap;
        let special = |name| class::special(heap, manager, name).cloned();
        let (enter, exit) = (special("__enter__"), special("__exit__"));
        match (enter, exit) {
            (Some(enter), Some(_)) => {
                self.call(enter, vec![manager.clone()], Vec::new(), Then::Push)
            }
            (enter, _) => {
                let name = ops::type_name(heap, manager);
                let missing = if enter.is_some() {
                    " (missed __exit__ method)"
                } else {
                    ""
                };
                Err(Fault::type_error(format!(
                    "'{name}' object does not support the context manager protocol{missing}"
                )))
            }
        }
    }

    /// Leaves a manager: in peace, or with an exception, and then pushes whether it is dealt with.
    pub(super) fn with_exit(&mut self, manager: &Value, exception: Option<Value>) -> Res<Go> {
        let then = if exception.is_some() {
            Then::Push
        } else {
            Then::Drop
        };
        if let Value::Prim(prim) = manager
            && Verb::Release.fits(prim.kind)
        {
            return self.leave_lock(*prim, then);
        }
        let mut args = vec![Value::None; 3];
        if let Some(exception) = exception {
            args[0] = ops::type_of(&self.process.heap, &exception);
            args[1] = exception;
        }
        if let Value::Prim(prim) = manager {
            return self.call_prim(*prim, "__exit__", args, Vec::new(), then);
        }
        let Some(exit) = class::special(&self.process.heap, manager, "__exit__").cloned() else {
            return Err(Fault::new(Exc::AttributeError, "__exit__"));
        };
        args.insert(0, manager.clone());
        self.call(exit, args, Vec::new(), then)
    }
}
