//! Source text to syntax tree to compact code; values and what can be done with them; the known modules.
//!
//! Parsing is `ruff_python_parser`'s job and stays behind this module; the compiler is ours, because being able to stop
//! between any two operations and to copy a running program is what this project is for.

#![expect(
    clippy::similar_names,
    reason = "start, stop and step; item, iter and items: the words of the thing itself"
)]

mod attributes;
mod check;
pub mod class;
pub mod code;
mod compile;
pub mod dict;
pub mod exceptions;
pub mod format;
pub mod frame;
pub mod hash;
pub mod heap;
mod highlight;
pub(crate) mod host;
pub mod iterate;
pub(crate) mod library;
pub mod methods;
pub mod modules;
pub mod natives;
mod nesting;
pub mod ops;
mod parse;
mod problem;
pub mod quick;
pub mod reach;
pub(crate) mod regex;
mod scope;
pub mod set;
mod slip;
pub mod suggest;
mod unfinished;
pub mod value;
pub mod verb;

pub use code::{
    BinaryOp, Code, CodeKind, CompareOp, Const, Conversion, Handler, Imported, Instr, Params,
    Place, Program, Space, Span, Symbol, SymbolEntry, Symbols, UnaryOp,
};
pub use compile::{
    Beside, ModuleSource, absolute, compile, compile_beside, compile_statement, compile_text,
    imports, may_not_shadow, top_name, with_packages,
};
pub use highlight::{Paint, PaintKind, highlight, names};
pub use problem::Problem;
pub use unfinished::is_unfinished;
