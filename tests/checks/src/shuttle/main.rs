//! The stage under shuttle: the files that ship, real programs, virtual time, random and PCT schedules. Then the same
//! with faults planted, each of which has to be found.
//!
//! `cargo run -p checks --bin shuttle -- --help`

mod house;
#[path = "../hunt.rs"]
mod hunt;
#[expect(dead_code, reason = "what a fault edits is for the build script")]
#[path = "../mutants.rs"]
mod mutants;
#[path = "../programs.rs"]
mod programs;
mod runs;
mod sync;
mod time;
mod world;

// The stage's files know these by the names that they have in primviz.
use primviz::trace;

#[expect(
    dead_code,
    unused_imports,
    clippy::duplicate_mod,
    reason = "the stage's files offer more than is played, and each stage has the scripts for itself"
)]
mod stages {
    include!(concat!(env!("OUT_DIR"), "/shuttle.rs"));
}

use std::process::ExitCode;

/// Draws a number below `of`; the checker knows of it.
fn choose(of: usize) -> usize {
    use shuttle::rand::Rng;
    shuttle::rand::thread_rng().gen_range(0..of)
}

/// Lets others run.
fn breathe() {
    shuttle::thread::yield_now();
}

fn main() -> ExitCode {
    match runs::Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => runs::run(&arguments),
        Err(help) => {
            eprintln!("{help}");
            ExitCode::from(2)
        }
    }
}
