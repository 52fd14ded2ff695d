//! `os`, `sys` and `itertools`, as far as they are pure.

use crate::python::exceptions::{Fault, Res};
use crate::python::heap::Object;
use crate::python::iterate::{self, Iter};
use crate::python::natives::args::{int, text};
use crate::python::natives::{Args, Ctx, Native};
use crate::python::ops;
use crate::python::value::{Tuple, Value};

pub(super) fn call(native: Native, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res {
    let name = native.name();
    Ok(match native {
        Native::Getpid => Value::Int(ctx.host.pid()),
        Native::Getppid => Value::Int(ctx.host.parent_pid()),
        Native::CpuCount => Value::Int(i64::from(ctx.host.cores())),
        Native::Getcwd => Value::from("/"),
        Native::Getenv => args
            .between(name, 1, 2)?
            .get(1)
            .cloned()
            .unwrap_or_default(),
        Native::PathJoin => {
            let mut path = String::new();
            for part in args.positional {
                let part = text(ctx.heap, "join() argument", part)?;
                if part.starts_with('/') {
                    path.clear();
                } else if !path.is_empty() && !path.ends_with('/') {
                    path.push('/');
                }
                path.push_str(part);
            }
            Value::from(path)
        }
        Native::PathBasename | Native::PathDirname | Native::PathSplitext => {
            let path = text(ctx.heap, "path", &args.exactly::<1>(name)?[0])?;
            let (head, tail) = path.rsplit_once('/').unwrap_or(("", path));
            match native {
                Native::PathBasename => Value::from(tail),
                Native::PathDirname => Value::from(head),
                _ => {
                    let dot = tail
                        .trim_start_matches('.')
                        .rfind('.')
                        .map(|at| path.len() - tail.trim_start_matches('.').len() + at);
                    let (root, extension) = path.split_at(dot.unwrap_or(path.len()));
                    ops::pair(Value::from(root), Value::from(extension))
                }
            }
        }
        Native::Getsizeof => {
            let given = args.between(name, 1, 2)?;
            Value::from(match &given[0] {
                Value::Str(text) => 49 + text.len(),
                Value::Bytes(bytes) => 33 + bytes.len(),
                Value::Tuple(items) => 40 + items.len() * 8,
                Value::Int(_) => 28,
                Value::Float(_) => 24,
                other => ctx.heap.object(other).map_or(16, Object::size),
            })
        }
        Native::Getrecursionlimit => Value::Int(1000),
        Native::Getswitchinterval => Value::Float(0.005),
        Native::Setrecursionlimit | Native::Setswitchinterval => Value::None,
        Native::Intern => args.exactly::<1>(name)?[0].clone(),
        Native::Count => {
            let [start, step] = args.named(name, ["start", "step"], 0)?;
            let start = start.cloned().unwrap_or(Value::Int(0));
            let step = step.cloned().unwrap_or(Value::Int(1));
            if ops::number::Number::of(&start).is_none() || ops::number::Number::of(&step).is_none()
            {
                return Err(Fault::type_error("a number is required"));
            }
            return ctx
                .heap
                .alloc(Object::Iter(Iter::Count(start, step)))
                .map(Value::Ref);
        }
        Native::Repeat => {
            let [value, times] = args.named(name, ["object", "times"], 1)?;
            let times = times
                .map(|times| int(ctx.heap, times))
                .transpose()?
                .map(|times| u64::try_from(times).unwrap_or(0));
            let iter = Iter::Repeat(value.cloned().unwrap_or_default(), times);
            return ctx.heap.alloc(Object::Iter(iter)).map(Value::Ref);
        }
        Native::Cycle => {
            let items = iterate::items(ctx.heap, &args.exactly::<1>(name)?[0])?;
            return ctx
                .heap
                .alloc(Object::Iter(Iter::Cycle(Tuple::new(items), 0)))
                .map(Value::Ref);
        }
        _ => return Err(Fault::Python),
    })
}
