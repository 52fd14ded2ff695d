//! What a program's run in virtual time leaves behind.

use std::sync::Arc;

use primviz::python::{self, Program};
use primviz::trace::Record;
use primviz::world::{self, Limits, Options, Recorded, World};

/// The program of a text that is right.
pub fn compiled(source: &str) -> Arc<Program> {
    python::compile(source, "test.py").unwrap_or_else(|problems| panic!("{}", problems[0]))
}

/// All records of a run to its end, lines among them.
pub fn records(program: Arc<Program>, options: Options) -> Vec<Record> {
    let options = Options {
        recorded: Recorded::Lines,
        ..options
    };
    let mut world = World::new(program, options);
    let mut records = Vec::new();
    world::run_virtual(&mut world, &Limits::default(), &mut |fresh| {
        records.append(fresh);
    });
    records
}
