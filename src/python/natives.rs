//! Functions that are not written in Python: the pure ones, done here, and those that reach out of the heap, which the world does.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::python::exceptions::{Fault, Res};
use crate::python::heap::Heap;
use crate::python::methods;
use crate::python::modules::Module;
use crate::python::value::{Str, Value};
use crate::trace::Micros;

pub mod args;
mod builtins;
mod construct;
mod hashing;
mod json;
mod math;
mod random;
mod regex;
mod system;
mod time;

/// What pure functions may ask of the world.
pub trait Host {
    /// The next number of the task's own stream.
    fn draw(&mut self) -> u64;
    /// `random.seed(n)`: starts the task's stream anew.
    fn reseed(&mut self, seed: u64) {
        let _ = seed;
    }
    /// Program time.
    fn now(&mut self) -> Micros;
    /// How long the task, or all of its process, has kept a core busy.
    fn worked(&mut self, all: bool) -> Micros;
    /// `os.cpu_count()`.
    fn cores(&self) -> u32;
    /// `os.getpid()` of the task's process.
    fn pid(&self) -> i64;
    /// `os.getppid()`.
    fn parent_pid(&self) -> i64;
}

/// What a native works on.
pub struct Ctx<'a> {
    /// The objects.
    pub heap: &'a mut Heap,
    /// The world around.
    pub host: &'a mut dyn Host,
}

/// The arguments of a call.
#[derive(Debug, Clone, Copy, Default)]
pub struct Args<'a> {
    /// Positional ones.
    pub positional: &'a [Value],
    /// Those given by keyword.
    pub keywords: &'a [(Str, Value)],
}

/// What a call of something built-in comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flow {
    /// Its value.
    Done(Value),
    /// The value that this call of something else gives.
    Call {
        /// What to call.
        callee: Value,
        /// Positional arguments.
        args: Vec<Value>,
        /// Arguments by keyword.
        keywords: Vec<(Str, Value)>,
    },
    /// The value that this function of the prelude gives.
    Prelude {
        /// Its name there.
        name: &'static str,
        /// Positional arguments.
        args: Vec<Value>,
        /// Arguments by keyword.
        keywords: Vec<(Str, Value)>,
    },
}

macro_rules! natives {
    (
        pure { $($module:ident: $($name:ident $text:literal),+;)* }
        outside { $($out_module:ident: $($out_name:ident $out_text:literal),+;)* }
    ) => {
        /// A built-in function.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the names are Python's")]
        pub enum Native {
            $($($name,)+)*
            $($($out_name,)+)*
        }

        impl Native {
            /// Every function.
            pub const ALL: &'static [Native] = &[
                $($(Native::$name,)+)*
                $($(Native::$out_name,)+)*
            ];

            /// Its name in its module.
            pub fn name(self) -> &'static str {
                match self {
                    $($(Native::$name => $text,)+)*
                    $($(Native::$out_name => $out_text,)+)*
                }
            }

            /// Its module.
            pub fn module(self) -> Module {
                match self {
                    $($(Native::$name)|+ => Module::$module,)*
                    $($(Native::$out_name)|+ => Module::$out_module,)*
                }
            }

            /// Whether the world does it, since it reaches out of the heap.
            pub fn is_outside(self) -> bool {
                matches!(self, $($(Native::$out_name)|+)|*)
            }
        }
    };
}

natives! {
    pure {
        Builtins:
            Abs "abs", All "all", Any "any", Ascii "ascii", Bin "bin", Callable "callable", Chr "chr", Delattr "delattr", Dir "dir",
            Divmod "divmod", Format "format", Getattr "getattr", Hasattr "hasattr", Hash "hash", Hex "hex", Id "id",
            Isinstance "isinstance", Issubclass "issubclass", Iter "iter", Len "len", Max "max", Min "min", Next "next", Oct "oct",
            Ord "ord", Pow "pow", Print "print", Repr "repr", Round "round", Setattr "setattr", Sorted "sorted", Sum "sum", Vars "vars",
            Wanted "_wanted", WithTexts "_with_texts", Special "_special", Shallow "_shallow", Rivals "_rivals", Raw "_raw",
            Helped "_helped";
        Math:
            MathAcos "acos", MathAsin "asin", MathAtan "atan", MathAtan2 "atan2", MathCeil "ceil", MathComb "comb", MathCopysign "copysign",
            MathCos "cos", MathCosh "cosh", MathDegrees "degrees", MathDist "dist", MathExp "exp", MathFabs "fabs", MathFactorial "factorial",
            MathFloor "floor", MathFmod "fmod", MathFsum "fsum", MathGcd "gcd", MathHypot "hypot", MathIsclose "isclose", MathIsfinite "isfinite",
            MathIsinf "isinf", MathIsnan "isnan", MathIsqrt "isqrt", MathLcm "lcm", MathLog "log", MathLog10 "log10", MathLog1p "log1p",
            MathLog2 "log2", MathModf "modf", MathPerm "perm", MathPow "pow", MathProd "prod", MathRadians "radians", MathSin "sin",
            MathSinh "sinh", MathSqrt "sqrt", MathTan "tan", MathTanh "tanh", MathTrunc "trunc";
        Time:
            Time "time", TimeNs "time_ns", Monotonic "monotonic", MonotonicNs "monotonic_ns", PerfCounter "perf_counter",
            PerfCounterNs "perf_counter_ns", ProcessTime "process_time",
            ProcessTimeNs "process_time_ns", ThreadTime "thread_time", ThreadTimeNs "thread_time_ns", Ctime "ctime", Strftime "_strftime",
            Localtime "_localtime", Gmtime "_gmtime";
        Random:
            Random "random", Randint "randint", Randrange "randrange", Uniform "uniform", Choice "choice", Choices "choices",
            Shuffle "shuffle", Sample "sample", Gauss "gauss", Normalvariate "normalvariate", Expovariate "expovariate",
            Triangular "triangular", Getrandbits "getrandbits", Seed "seed";
        Os: Getpid "getpid", Getppid "getppid", CpuCount "cpu_count", Getcwd "getcwd", Getenv "getenv";
        OsPath: PathJoin "join", PathBasename "basename", PathDirname "dirname", PathSplitext "splitext";
        Sys: Getsizeof "getsizeof", Getrecursionlimit "getrecursionlimit", Setrecursionlimit "setrecursionlimit",
            Getswitchinterval "getswitchinterval", Setswitchinterval "setswitchinterval", Intern "intern";
        Json: JsonDumps "dumps", JsonLoads "loads";
        Hashlib: HashDigest "_digest";
        Re: ReInfo "_info", ReFind "_find", ReAll "_all";
        Itertools: Count "count", Cycle "cycle", Repeat "repeat";
    }
    outside {
        Builtins: Write "_write", Input "input", World "_world";
        Time: Sleep "sleep";
    }
}

impl Native {
    /// The function of this name in a module.
    pub fn find(module: Module, name: &str) -> Option<Native> {
        static BY_NAME: LazyLock<FxHashMap<(Module, &str), Native>> = LazyLock::new(|| {
            let named = |&native: &Native| ((native.module(), native.name()), native);
            // The first of a name is meant.
            Native::ALL.iter().rev().map(named).collect()
        });
        BY_NAME.get(&(module, name)).copied()
    }
}

/// Calls a pure function.
///
/// # Errors
/// What the function raises.
pub fn call(native: Native, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res<Flow> {
    let result = match native.module() {
        Module::Math => math::call(native, ctx, args).map(Flow::Done),
        Module::Random => random::call(native, ctx, args).map(Flow::Done),
        Module::Time => time::call(native, ctx, args).map(Flow::Done),
        Module::Re => regex::call(native, ctx, args).map(Flow::Done),
        Module::Hashlib => hashing::call(native, args).map(Flow::Done),
        Module::Json => json::call(native, ctx, args).map(Flow::Done),
        Module::Builtins => builtins::call(native, ctx, args),
        _ => system::call(native, ctx, args).map(Flow::Done),
    };
    match result {
        Err(Fault::Python) => {
            let one = args.positional.len() == 1;
            let iterates = match native {
                Native::Min | Native::Max => one,
                Native::Sorted
                | Native::MathFsum
                | Native::MathProd
                | Native::MathDist
                | Native::Choices
                | Native::Sample
                | Native::Cycle => true,
                _ => false,
            };
            if iterates
                && let Some(flow) = methods::collected(ctx.heap, &Value::Native(native), args)
            {
                return Ok(flow);
            }
            fallback(native, args)
        }
        other => other,
    }
}

/// The function of the prelude that does what a native cannot do alone.
fn fallback(native: Native, args: Args<'_>) -> Res<Flow> {
    let name = match native {
        Native::Sum => "_sum",
        Native::Min | Native::MathProd => "_min",
        Native::Max => "_max",
        Native::Sorted => "_sorted",
        Native::All => "_all",
        Native::Any => "_any",
        Native::Abs => "_abs",
        Native::Round => "_round",
        Native::Divmod => "_divmod",
        Native::Pow => "_pow",
        Native::Len => "_len",
        Native::Next => "_next",
        Native::Print => "_print",
        Native::Hash => "_hash",
        Native::Dir => "_dir",
        Native::MathFloor | Native::MathCeil | Native::MathTrunc => "_rounded",
        Native::Isinstance => "_isinstance",
        Native::Issubclass => "_issubclass",
        Native::Chr | Native::Hex | Native::Oct | Native::Bin => "_of_index",
        _ => {
            return Err(Fault::type_error(format!(
                "{}() cannot take such an object here",
                native.name()
            )));
        }
    };
    let mut all = args.positional.to_vec();
    if matches!(name, "_of_index" | "_rounded") {
        all.insert(0, Value::Native(native));
    }
    Ok(Flow::Prelude {
        name,
        args: all,
        keywords: args.keywords.to_vec(),
    })
}

pub use builtins::names_of;
pub use construct::{construct, natural_keywords};
