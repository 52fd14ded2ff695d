//! The real binary, and what it says.
#![allow(dead_code, reason = "each test target uses its own part")]

pub mod paced;
pub mod pty;
pub mod records;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// What has not ended by then will not end: long, because it is only met by a test that fails.
const PATIENCE: Duration = Duration::from_mins(2);

/// What came of a run.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// The binary, in English, whatever the machine speaks.
pub fn primviz() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_primviz"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.env("LC_ALL", "C.UTF-8").env("LANG", "C.UTF-8");
    command
}

/// Runs it with nothing to read.
pub fn run(args: &[&str]) -> Ran {
    run_with(args, "")
}

/// Runs it with this to read.
pub fn run_with(args: &[&str], input: &str) -> Ran {
    let mut command = primviz();
    command.args(args);
    finish(command, input)
}

/// Runs a command to its end.
pub fn finish(mut command: Command, input: &str) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        // Whoever does not read its input closes it early.
        let _ = stdin.write_all(input.as_bytes());
    });
    let (done, patience) = std::sync::mpsc::channel::<()>();
    let pid = child.id().to_string();
    let watchdog = std::thread::spawn(move || {
        if patience.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            let _ = Command::new("kill").args(["-KILL", &pid]).status();
        }
    });
    let output = child.wait_with_output().unwrap();
    drop(done);
    watchdog.join().unwrap();
    writer.join().unwrap();
    ran(&output)
}

fn ran(output: &Output) -> Ran {
    Ran {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Whether a program is there; where not, says that what needs it was skipped.
pub fn has(program: &str) -> bool {
    let found = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !found {
        eprintln!("skipped: there is no {program} here");
    }
    found
}

/// A program of the lecture notes, where they lie beside the project.
pub fn note(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/notes")
        .join(name);
    if path.exists() {
        return Some(path.to_str().unwrap().to_owned());
    }
    eprintln!("skipped: the notes' {name} is not here");
    None
}
