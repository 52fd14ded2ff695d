//! Functions that are not written in Python: the pure ones, done here, and those that reach out of the heap, which the world does.

use crate::python::exceptions::{Fault, Res};
use crate::python::heap::Heap;
use crate::python::modules::Module;
use crate::python::value::{Str, Type, Value};
use crate::trace::Micros;

/// What pure functions may ask of the world.
pub trait Host {
    /// The next number of the task's own stream.
    fn draw(&mut self) -> u64;
    /// Program time.
    fn now(&self) -> Micros;
    /// `os.getpid()` of the task's process.
    fn pid(&self) -> i64;
    /// `os.getppid()`.
    fn parent_pid(&self) -> i64;
    /// `sys.argv`.
    fn argv(&self) -> &[String];
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
        Builtins: Abs "abs", All "all", Any "any", Bin "bin", Callable "callable", Chr "chr", Divmod "divmod", Format "format", Getattr "getattr",
            Hasattr "hasattr", Hash "hash", Hex "hex", Id "id", Isinstance "isinstance", Issubclass "issubclass", Iter "iter", Len "len",
            Max "max", Min "min", Oct "oct", Ord "ord", Pow "pow", Repr "repr", Ascii "ascii", Round "round", Setattr "setattr",
            Delattr "delattr", Sorted "sorted", Sum "sum", Vars "vars", Dir "dir";
        Math: MathCeil "ceil";
    }
    outside {
        Builtins: Write "_write", World "_world", Input "input";
        Time: Sleep "sleep";
    }
}

impl Native {
    /// The function of this name in a module.
    pub fn find(module: Module, name: &str) -> Option<Native> {
        Native::ALL
            .iter()
            .copied()
            .find(|native| native.module() == module && native.name() == name)
    }
}

/// Calls a pure function.
///
/// # Errors
/// What the function raises.
pub fn call(native: Native, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res<Flow> {
    let _ = (native, ctx, args);
    Err(Fault::Python)
}

/// Calls a built-in type: makes a value of it.
///
/// # Errors
/// What the type raises.
pub fn construct(ty: Type, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res<Flow> {
    let _ = (ty, ctx, args);
    Err(Fault::Python)
}
