//! primviz shows, live in a terminal, what threads do to each other through synchronisation primitives.
//!
//! The listing on the screen is the program that the threads run. The modules are the layers of the house, and the
//! arrows between them go one way (`docs/architecture.md`; `tests/architecture.rs` holds them):
//!
//! ```text
//! main -> cli -> app -> view  -> text, model -> trace
//!                 app -> stage -> world -> python, primitive -> trace;   stage -> sync
//!                 app -> scene -> python;   app -> explore -> world;   main, app -> term
//! ```

pub mod app;
pub mod cli;
pub mod explore;
pub mod model;
pub mod primitive;
pub mod python;
pub mod scene;
pub mod stage;
mod sync;
pub mod term;
pub mod text;
pub mod trace;
pub mod view;
pub mod world;
