//! How much memory a long run takes while its trace is read.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};

/// How many records a program's trace has, and by how many MB the process grew after the first million.
pub fn memory(mut command: Command) -> (u64, f64) {
    command.args(["--trace", "-"]);
    let child = command.stdout(Stdio::piped()).spawn();
    let mut child = child.expect("the binary has been built");
    let mut out = child.stdout.take().expect("it is a pipe");
    let mut buffer = vec![0; 1 << 16];
    let (mut records, mut early, mut late) = (0, None, f64::NAN);
    while let Ok(read @ 1..) = out.read(&mut buffer) {
        let lines = String::from_utf8_lossy(&buffer[..read])
            .matches('\n')
            .count();
        records += lines as u64;
        if records >= 1_000_000 && (early.is_none() || records % 16 == 0) {
            late = peak(&child).unwrap_or(late);
            early.get_or_insert(late);
        }
    }
    // Whoever has been read to the end has ended.
    let _ = child.wait();
    (records, late - early.unwrap_or(f64::NAN))
}

/// The most memory that a process has had so far, in MB.
fn peak(child: &Child) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}
