//! The exception types that exist without the program's help, and the errors that operations end with.

use crate::python::value::{Str, Value};

macro_rules! exceptions {
    ($($name:ident $text:literal < $($base:ident)|+;)*) => {
        /// A built-in exception type.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the names are Python's")]
        pub enum Exc { BaseException, $($name),* }

        impl Exc {
            /// Every type, bases before what derives from them.
            pub const ALL: &'static [Exc] = &[Exc::BaseException, $(Exc::$name),*];

            /// The name that a traceback prints; with its module unless that is `builtins`.
            pub fn full_name(self) -> &'static str {
                match self {
                    Exc::BaseException => "BaseException",
                    $(Exc::$name => $text),*
                }
            }

            /// The types it derives from directly; none for `BaseException`.
            pub fn bases(self) -> &'static [Exc] {
                match self {
                    Exc::BaseException => &[],
                    $(Exc::$name => &[$(Exc::$base),+]),*
                }
            }
        }
    };
}

exceptions! {
    Exception "Exception" < BaseException;
    KeyboardInterrupt "KeyboardInterrupt" < BaseException;
    SystemExit "SystemExit" < BaseException;
    GeneratorExit "GeneratorExit" < BaseException;
    ArithmeticError "ArithmeticError" < Exception;
    ZeroDivisionError "ZeroDivisionError" < ArithmeticError;
    OverflowError "OverflowError" < ArithmeticError;
    FloatingPointError "FloatingPointError" < ArithmeticError;
    AssertionError "AssertionError" < Exception;
    AttributeError "AttributeError" < Exception;
    BufferError "BufferError" < Exception;
    EOFError "EOFError" < Exception;
    ImportError "ImportError" < Exception;
    ModuleNotFoundError "ModuleNotFoundError" < ImportError;
    LookupError "LookupError" < Exception;
    IndexError "IndexError" < LookupError;
    KeyError "KeyError" < LookupError;
    MemoryError "MemoryError" < Exception;
    NameError "NameError" < Exception;
    UnboundLocalError "UnboundLocalError" < NameError;
    OSError "OSError" < Exception;
    BlockingIOError "BlockingIOError" < OSError;
    ChildProcessError "ChildProcessError" < OSError;
    ConnectionError "ConnectionError" < OSError;
    BrokenPipeError "BrokenPipeError" < ConnectionError;
    ConnectionAbortedError "ConnectionAbortedError" < ConnectionError;
    ConnectionRefusedError "ConnectionRefusedError" < ConnectionError;
    ConnectionResetError "ConnectionResetError" < ConnectionError;
    FileExistsError "FileExistsError" < OSError;
    FileNotFoundError "FileNotFoundError" < OSError;
    InterruptedError "InterruptedError" < OSError;
    IsADirectoryError "IsADirectoryError" < OSError;
    NotADirectoryError "NotADirectoryError" < OSError;
    PermissionError "PermissionError" < OSError;
    ProcessLookupError "ProcessLookupError" < OSError;
    TimeoutError "TimeoutError" < OSError;
    ReferenceError "ReferenceError" < Exception;
    RuntimeError "RuntimeError" < Exception;
    NotImplementedError "NotImplementedError" < RuntimeError;
    RecursionError "RecursionError" < RuntimeError;
    StopIteration "StopIteration" < Exception;
    StopAsyncIteration "StopAsyncIteration" < Exception;
    SyntaxError "SyntaxError" < Exception;
    SystemError "SystemError" < Exception;
    TypeError "TypeError" < Exception;
    ValueError "ValueError" < Exception;
    UnicodeError "UnicodeError" < ValueError;
    UnicodeDecodeError "UnicodeDecodeError" < UnicodeError;
    UnicodeEncodeError "UnicodeEncodeError" < UnicodeError;
    Warning "Warning" < Exception;
    UserWarning "UserWarning" < Warning;
    DeprecationWarning "DeprecationWarning" < Warning;
    RuntimeWarning "RuntimeWarning" < Warning;
    ResourceWarning "ResourceWarning" < Warning;
    PendingDeprecationWarning "PendingDeprecationWarning" < Warning;
    SyntaxWarning "SyntaxWarning" < Warning;
    FutureWarning "FutureWarning" < Warning;
    ImportWarning "ImportWarning" < Warning;
    UnicodeWarning "UnicodeWarning" < Warning;
    BytesWarning "BytesWarning" < Warning;
    EncodingWarning "EncodingWarning" < Warning;
    QueueEmpty "_queue.Empty" < Exception;
    QueueFull "queue.Full" < Exception;
    QueueShutDown "queue.ShutDown" < Exception;
    BrokenBarrierError "threading.BrokenBarrierError" < RuntimeError;
    PickleError "_pickle.PickleError" < Exception;
    PicklingError "_pickle.PicklingError" < PickleError;
    ProcessError "multiprocessing.context.ProcessError" < Exception;
    ProcessTimeoutError "multiprocessing.context.TimeoutError" < ProcessError;
    FuturesError "concurrent.futures._base.Error" < Exception;
    CancelledError "concurrent.futures._base.CancelledError" < FuturesError;
    InvalidStateError "concurrent.futures._base.InvalidStateError" < FuturesError;
    BrokenExecutor "concurrent.futures._base.BrokenExecutor" < RuntimeError;
    BrokenThreadPool "concurrent.futures.thread.BrokenThreadPool" < BrokenExecutor;
    JsonDecodeError "json.decoder.JSONDecodeError" < ValueError;
    StatisticsError "statistics.StatisticsError" < ValueError;
}

impl Exc {
    /// The bare name, `Empty` of `_queue.Empty`.
    pub fn name(self) -> &'static str {
        let full = self.full_name();
        full.rsplit('.').next().unwrap_or(full)
    }

    /// The module it says it comes from.
    pub fn module(self) -> &'static str {
        self.full_name()
            .rsplit_once('.')
            .map_or("builtins", |(module, _)| module)
    }

    /// The built-in exception type that every program knows by this name.
    pub fn builtin(name: &str) -> Option<Exc> {
        match name {
            "EnvironmentError" | "IOError" => Some(Exc::OSError),
            _ => Exc::ALL.iter().copied().find(|exc| exc.full_name() == name),
        }
    }

    /// Whether it is `other` or derives from it.
    pub fn is_a(self, other: Exc) -> bool {
        self == other || self.bases().iter().any(|base| base.is_a(other))
    }
}

/// A built-in error that has not become an object yet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Error {
    /// Its type.
    pub exc: Exc,
    /// Its arguments, the message as a rule.
    pub args: Vec<Value>,
    /// The name that could not be found, and the object that lacks it.
    pub about: Option<(Str, Option<Value>)>,
}

impl Error {
    /// The line that a traceback ends with, for arguments that are plain text.
    pub fn line(&self) -> String {
        match self.args.as_slice() {
            [Value::Str(message)] if !message.is_empty() => {
                format!("{}: {message}", self.exc.full_name())
            }
            _ => self.exc.full_name().to_owned(),
        }
    }
}

/// Why an operation has no value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Fault {
    /// A built-in error.
    Error(Box<Error>),
    /// An exception object of the program's.
    Raise(Value),
    /// It takes the program's own code (`__str__`, `__eq__`, a generator) to do it. The operation has changed nothing; its counterpart in
    /// the prelude does it in frames.
    Python,
}

impl Fault {
    /// An error with a message.
    pub fn new(exc: Exc, message: impl Into<Str>) -> Fault {
        Fault::with(exc, vec![Value::Str(message.into())])
    }

    /// An error with arguments of its own.
    pub fn with(exc: Exc, args: Vec<Value>) -> Fault {
        Fault::Error(Box::new(Error {
            exc,
            args,
            about: None,
        }))
    }

    /// The same error, with the name that could not be found and the object that lacks it.
    #[must_use]
    pub fn about(self, name: &str, object: Option<&Value>) -> Fault {
        match self {
            Fault::Error(mut error) => {
                error.about = Some((name.into(), object.cloned()));
                Fault::Error(error)
            }
            other => other,
        }
    }

    /// A `TypeError`.
    pub fn type_error(message: impl Into<Str>) -> Fault {
        Fault::new(Exc::TypeError, message)
    }

    /// A `ValueError`.
    pub fn value_error(message: impl Into<Str>) -> Fault {
        Fault::new(Exc::ValueError, message)
    }

    /// A `MemoryError`, which says nothing.
    pub fn memory() -> Fault {
        Fault::with(Exc::MemoryError, Vec::new())
    }
}

/// What an operation comes to.
pub type Res<T = Value> = Result<T, Fault>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_derives_from_base_exception() {
        assert!(Exc::ALL.iter().all(|exc| exc.is_a(Exc::BaseException)));
        assert!(Exc::KeyError.is_a(Exc::LookupError));
        assert!(!Exc::KeyboardInterrupt.is_a(Exc::Exception));
        assert!(Exc::TimeoutError.is_a(Exc::OSError));
    }

    #[test]
    fn types_of_modules_are_not_known_by_bare_names() {
        assert_eq!(Exc::builtin("KeyError"), Some(Exc::KeyError));
        assert_eq!(Exc::builtin("IOError"), Some(Exc::OSError));
        assert_eq!(Exc::builtin("Empty"), None);
        assert_eq!(Exc::QueueEmpty.name(), "Empty");
        assert_eq!(Exc::QueueFull.module(), "queue");
    }
}
