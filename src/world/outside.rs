//! Functions that reach out of the heap: sleeping, reading, printing, and what the prelude's threads and processes are
//! made of.

use super::arguments::named;
use super::operate::{Answer, Doing};
use super::run::{Go, Machine, RAN};
use super::things::{Thing, What};
use crate::primitive::{self, Wait, plain_wait};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::heap::Object;
use crate::python::host::HostCall;
use crate::python::natives::{Args, Flow, Native};
use crate::python::value::{PrimType, Str, Value};
use crate::python::{methods, ops};
use crate::trace::{Done, Event, ObjectId, Op, TaskId, TaskKind};
use crate::world::Outcome;

impl Machine<'_> {
    pub(super) fn outside(
        &mut self,
        native: Native,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        match native {
            Native::Sleep => {
                let [seconds] = named("sleep", ["seconds"], 1, args, keywords)?;
                if seconds.is_none() {
                    return Err(Fault::type_error(
                        "'NoneType' object cannot be interpreted as an integer",
                    ));
                }
                let seconds = self.seconds(&seconds)?.unwrap_or(0.0);
                let length = primitive::sleep_time(seconds)?;
                self.begin(Doing::Sleep(length), Wait::Forever, then)
            }
            Native::Input => {
                let [prompt] = named("input", ["prompt"], 0, args, keywords)?;
                let prompt: Str = match prompt {
                    Value::Unbound => "".into(),
                    Value::Str(text) => text,
                    // Its text first, then again.
                    other => return self.prelude("_input", vec![other], then),
                };
                if !prompt.is_empty() {
                    self.world.emit(Event::Out {
                        task: self.task.id,
                        text: prompt.clone(),
                        err: false,
                    });
                }
                self.world.askers.push_back(self.task.id);
                self.begin(Doing::Input(prompt, Answer::Awaited), Wait::Forever, then)
            }
            Native::Write => {
                let [text, err] = named("_write", ["text", "err"], 1, args, keywords)?;
                if self.process.redirected && !err.is_bound() {
                    return self.prelude("_write_out", vec![text], then);
                }
                let err = matches!(err, Value::Bool(true));
                if let Value::Str(text) = text
                    && !text.is_empty()
                {
                    self.world.emit(Event::Out {
                        task: self.task.id,
                        text,
                        err,
                    });
                }
                self.give(Value::None, then)?;
                Ok(RAN)
            }
            Native::World => {
                let mut args = args.into_iter();
                let call = match args.next() {
                    Some(Value::Int(number)) => HostCall::of(number),
                    _ => None,
                };
                let call =
                    call.ok_or_else(|| Fault::type_error("_world() takes what is to be done"))?;
                self.reach_out(call, args.as_slice(), then)
            }
            other => Err(Fault::new(
                Exc::RuntimeError,
                format!("{}() is not available here", other.name()),
            )),
        }
    }

    /// Ends the step if there is anybody else.
    fn seen_by_others(&self) -> Go {
        if self.process.live > 1 { RAN } else { Go::On }
    }

    fn reach_out(&mut self, call: HostCall, args: &[Value], then: Then) -> Res<Go> {
        let me = self.task.id;
        let arg = |at: usize| args.get(at).cloned().unwrap_or_default();
        let task = || match args.first() {
            Some(Value::Int(task)) => TaskId(*task as u32),
            _ => me,
        };
        let value = match call {
            HostCall::Import
            | HostCall::Loaded
            | HostCall::LoadedNames
            | HostCall::NamesOf
            | HostCall::OfModule
            | HostCall::SetOfModule => return self.about_modules(call, args, then),
            HostCall::Throw => {
                let Value::Ref(generator) = arg(0) else {
                    return Ok(Go::On);
                };
                return self.throw_into(generator, &arg(1));
            }
            HostCall::Start => return self.start_thread(args, then),
            HostCall::Fork => return self.start_process(args, then),
            HostCall::Join => {
                let wait = plain_wait(self.seconds(&arg(1))?)?;
                return self.begin(Doing::Join(task()), wait, then);
            }
            HostCall::Alive => {
                let task = task();
                let alive = !self.world.is_over(task, self.task);
                self.done(Done {
                    on: Some(task),
                    flag: Some(alive),
                    ..Done::new(me, Op::Query)
                });
                self.give(Value::Bool(alive), then)?;
                return Ok(RAN);
            }
            HostCall::Current => match self.task.kind {
                TaskKind::Lecturer => Value::from("lecturer"),
                _ => self.task.object.clone(),
            },
            HostCall::Handled => self.handled().unwrap_or_default(),
            HostCall::Traceback => {
                let text = arg(1);
                Value::from(self.traceback(&arg(0), text.as_str().unwrap_or_default()))
            }
            HostCall::Annotations
            | HostCall::Bind
            | HostCall::Caller
            | HostCall::Check
            | HostCall::Close
            | HostCall::Evaluate
            | HostCall::GlobalsOf
            | HostCall::Locals
            | HostCall::Open
            | HostCall::Unbind => return self.evaluating(call, args, then),
            HostCall::Place => self.here(),
            HostCall::Parameters => self.parameters(&arg(0))?,
            HostCall::TraceOf => self.trace_of(&arg(0)),
            HostCall::SetTrace => {
                self.set_trace(&arg(0), &arg(1), &arg(2));
                Value::None
            }
            HostCall::File => return self.file(args, then),
            HostCall::Turn => {
                // Others see what the prelude has done so far.
                self.give(Value::None, then)?;
                return Ok(self.seen_by_others());
            }
            HostCall::Me => Value::Int(i64::from(me.0)),
            HostCall::Main => Value::Int(i64::from(self.process.main.0)),
            HostCall::Tasks => {
                let mut objects = self.world.objects_of_tasks(self.task);
                let main = self.process.main;
                // It stays among them after its end, as in CPython.
                if objects.iter().all(|(id, _)| *id != main) {
                    objects.push((main, Value::None));
                }
                objects.sort_by_key(|(id, _)| *id);
                let values = objects.into_iter().map(|(_, object)| object).collect();
                let list = self.process.heap.list(values)?;
                self.give(list, then)?;
                return Ok(self.seen_by_others());
            }
            HostCall::Rename => {
                if let Value::Str(name) = arg(1) {
                    self.world.rename(task(), &name, self.task);
                }
                self.give(Value::None, then)?;
                return Ok(self.seen_by_others());
            }
            HostCall::Terminate => {
                let task = task();
                self.done(Done {
                    on: Some(task),
                    ..Done::new(me, Op::Cancel)
                });
                let exit = match arg(1) {
                    Value::Int(signal) => -signal,
                    _ => -15,
                };
                if let Some(process) = self.world.process_with(task) {
                    self.world.signal(process, exit);
                }
                self.give(Value::None, then)?;
                return Ok(RAN);
            }
            HostCall::Signal => {
                let (Value::Int(pid), Value::Int(signal)) = (arg(0), arg(1)) else {
                    return Err(Fault::type_error("an integer is required"));
                };
                if pid == self.process.pid {
                    self.process.doomed = Some(-signal);
                    self.give(Value::None, then)?;
                    return Ok(Go::Stop(Outcome::Line));
                }
                let found = self.world.process_by_pid(pid);
                if let Some(process) = found {
                    self.world.signal(process, -signal);
                }
                self.give(Value::Bool(found.is_some()), then)?;
                return Ok(RAN);
            }
            HostCall::Exit => {
                let status = match arg(0) {
                    Value::Int(status) => status & 0xff,
                    _ => return Err(Fault::type_error("an integer is required")),
                };
                self.process.doomed = Some(status);
                // Nothing of the process runs any more: not even what comes next in this turn.
                return Ok(Go::Stop(Outcome::Line));
            }
            HostCall::Exitcode => {
                let code = self.world.exit_code(task(), self.task);
                self.give(code, then)?;
                return Ok(self.seen_by_others());
            }
            HostCall::Pid if task() == me => Value::Int(self.process.pid),
            HostCall::Pid => self.world.pid_of(task()).map_or(Value::None, Value::Int),
            HostCall::Process => {
                if self.process.parent.is_none() {
                    Value::None
                } else if self.process.main == me {
                    self.task.object.clone()
                } else {
                    self.world.object_of(self.process.main)
                }
            }
            HostCall::Make => {
                let Value::Str(kind) = arg(0) else {
                    return Ok(Go::On);
                };
                let found = PrimType::ALL
                    .iter()
                    .find(|known| known.name().eq_ignore_ascii_case(&kind));
                let Some(&kind) = found else {
                    return Err(Fault::type_error(format!("no such object: {kind}")));
                };
                let positional = ops::items_of(&self.process.heap, &arg(1))?.unwrap_or_default();
                let mut keywords = Vec::new();
                if let Some(Object::Dict(object)) = self.process.heap.object(&arg(2)) {
                    for (key, value) in object.dict.iter() {
                        if let Value::Str(key) = key {
                            keywords.push((key.clone(), value.clone()));
                        }
                    }
                }
                let made = self.make_prim(kind, true, positional, keywords)?;
                // A manager's are those of threads, in a process of its own.
                if let Value::Prim(prim) = &made
                    && ops::truth(&self.process.heap, &arg(3))?
                {
                    match &mut self.world.thing(prim.id).what {
                        What::Queue(queue) => {
                            *queue = primitive::Queue::new(queue.order(), queue.maxsize());
                        }
                        What::Event(event) => *event = primitive::Event::new(),
                        _ => {}
                    }
                }
                made
            }
            HostCall::Part => self.make_part(args)?,
            HostCall::Call => Value::Str(self.call_text(args)?),
            HostCall::Begun => return self.begun(args, then),
            HostCall::Settle | HostCall::Cancel => return self.settle(args, then),
            HostCall::Pipe => {
                let duplex = ops::truth(&self.process.heap, &arg(0))?;
                self.make_pipe(duplex)
            }
            HostCall::Answer => {
                let less = ops::truth(&self.process.heap, &arg(0))?;
                return self.answer_comparison(less);
            }
            HostCall::Refuse => {
                self.refuse_comparison();
                Value::None
            }
            HostCall::ActionDone | HostCall::ActionFailed => {
                return self.barrier_acted(&arg(0), call == HostCall::ActionDone, then);
            }
            HostCall::Feed => {
                let Value::Prim(queue) = arg(0) else {
                    return Ok(Go::On);
                };
                return self.begin(Doing::Feed(queue.id, false), Wait::Forever, then);
            }
            HostCall::Feeder => {
                if let (Value::Prim(queue), Value::Int(task)) = (arg(0), arg(1)) {
                    self.begin_feeding(queue.id, TaskId(task as u32));
                }
                Value::None
            }
            HostCall::Feeds => Value::Bool(!self.process.feeders.is_empty()),
            HostCall::Feeders => self.close_feeders()?,
            HostCall::Finish => {
                self.finish_main();
                self.give(Value::None, then)?;
                return Ok(self.seen_by_others());
            }
            HostCall::Finished => {
                let main = self.process.main;
                Value::Bool(self.world.is_over(main, self.task))
            }
            HostCall::Leave => {
                self.process.leaves = true;
                Value::None
            }
            HostCall::Manage => self.manage(&arg(0))?,
            HostCall::Managed => return self.call_managed(args, then),
            HostCall::Report => {
                let exception = arg(0);
                let text = arg(1);
                let outcome = self.report(&exception, text.as_str().unwrap_or_default());
                return Ok(Go::Stop(outcome));
            }
        };
        self.give(value, then)
    }

    /// The action of a barrier has ended, well or not.
    fn barrier_acted(&mut self, barrier: &Value, well: bool, then: Then) -> Res<Go> {
        let me = self.task.id;
        let Value::Prim(prim) = barrier else {
            return Ok(Go::On);
        };
        let What::Barrier(state, ..) = &mut self.world.thing(prim.id).what else {
            return Ok(Go::On);
        };
        if !well {
            let woken = state.act_failed(me);
            self.world.wake(&woken);
            let fail = crate::trace::Fail {
                task: me,
                op: Op::Wait,
                object: Some(prim.id),
                on: None,
                why: crate::trace::FailReason::Exception,
                text: None,
                woken,
            };
            self.world.emit(Event::Fail(fail));
            self.give(Value::None, then)?;
            return Ok(RAN);
        }
        let (index, woken) = state.act_done(me);
        let left = Some(state.n_waiting() as i64);
        self.world.wake(&woken);
        let done = Done {
            count: Some(index as i64),
            left,
            woken,
            ..self.effect(Op::Wait, prim.id)
        };
        self.done(done);
        self.give(Value::Int(index as i64), then)?;
        Ok(RAN)
    }

    // Managers: values that belong to no process; each operation takes one out, works on it and puts it back.

    fn manage(&mut self, value: &Value) -> Res {
        let pickle = super::pickle::Pickle::of(&self.process.heap, &self.world.objects, value)?;
        let thing = Thing {
            what: What::Managed(pickle.into()),
            kind: PrimType::Lock,
            process: true,
            home: self.task.process,
            names: vec![ops::type_name(&self.process.heap, value).into()],
            rank: super::naming::Rank::Global,
            sought: false,
            part: None,
            uses: super::uses::Uses::default(),
        };
        let object = self.world.add_object(thing);
        Ok(Value::Int(i64::from(object.0)))
    }

    /// `_world("managed", number, method, args, writes, name)`
    fn call_managed(&mut self, args: &[Value], then: Then) -> Res<Go> {
        let [
            Value::Int(number),
            Value::Str(method),
            Value::Tuple(given),
            Value::Bool(writes),
        ] = args
        else {
            return Err(Fault::type_error("a managed call has four arguments"));
        };
        let object = ObjectId(*number as u32);
        let What::Managed(pickle) = &self.world.thing(object).what else {
            return Ok(Go::On);
        };
        let mut value = pickle
            .clone()
            .put(&mut self.process.heap, &self.world.program.file)?;
        let heap = &mut self.process.heap;
        let flow = match (&**method, &given[..]) {
            ("value", []) => Flow::Done(value.clone()),
            ("replace", [new]) if *writes => {
                value = new.clone();
                Flow::Done(Value::None)
            }
            ("__getitem__", [key]) => ops::get_item(heap, &value, key)?,
            ("__setitem__", [key, item]) => ops::set_item(heap, &value, key, item)?,
            ("__delitem__", [key]) => ops::delete_item(heap, &value, key)?,
            ("__contains__", [key]) => Flow::Done(Value::Bool(ops::contains(heap, &value, key)?)),
            _ => {
                let arguments = Args {
                    positional: given,
                    keywords: &[],
                };
                self.with_ctx(|ctx| methods::call(ctx, &value, method, arguments))?
            }
        };
        let Flow::Done(result) = flow else {
            return Err(Fault::type_error(
                "a managed object cannot call the program's own code",
            ));
        };
        if *writes {
            let pickle =
                super::pickle::Pickle::of(&self.process.heap, &self.world.objects, &value)?;
            if let What::Managed(place) = &mut self.world.thing(object).what {
                *place = pickle.into();
            }
        }
        let item = Some(self.show(&value));
        let op = if *writes { Op::Write } else { Op::Read };
        let name = self.world.thing(object).names.first().cloned();
        let done = Done {
            item,
            name,
            ..self.effect(op, object)
        };
        self.done(done);
        self.give(result, then)?;
        Ok(RAN)
    }

    /// Says what nobody caught, and ends the task (or the lecturer's statement).
    pub(super) fn report(&mut self, exception: &Value, text: &str) -> Outcome {
        let ending = self.exception_line(exception, Some(text));
        let traceback = self.traceback(exception, text);
        self.end_with_exception(exception, &ending, &traceback)
    }
}
