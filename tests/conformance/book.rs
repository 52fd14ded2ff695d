//! The rows as they are written down: a file of Python a family, a section a row, what it must print at its end.
//!
//! A row begins with `# LCK-07: a try on a held lock fails at once` (or `# SHD-01 since 3.13: …`, where CPython had it
//! later) and ends with what it prints, in lines that begin with `#:`. What stands before the first row is for all of them.
#![allow(dead_code, reason = "each test target uses its own part")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The files, without their ending.
pub const FAMILIES: &[&str] = &[
    "lock",
    "rlock",
    "event",
    "condition",
    "semaphore",
    "barrier",
    "queues",
    "failing",
    "simple_queue",
    "shutdown",
    "thread",
    "timer",
    "processes",
    "executor",
    "thread_pool",
    "rwlock",
];

/// One row of one family.
#[derive(Debug, Clone)]
pub struct Row {
    /// As the list has it, `LCK-07`.
    pub id: String,
    /// The family's file.
    pub family: &'static str,
    /// What it says, in a sentence.
    pub says: String,
    /// The minor version of Python 3 from which on it holds there.
    pub since: u32,
    /// The whole program.
    pub source: String,
    /// What it prints.
    pub prints: String,
}

impl Row {
    /// The name of its test, `lck_07_a_try_on_a_held_lock_fails_at_once`.
    pub fn name(&self) -> String {
        let mut name = String::new();
        for c in format!("{}_{}", self.id, self.says).chars() {
            match c.to_ascii_lowercase() {
                c @ ('a'..='z' | '0'..='9') => name.push(c),
                '\'' => {}
                _ if name.ends_with('_') => {}
                _ => name.push('_'),
            }
        }
        name.trim_end_matches('_').to_owned()
    }
}

/// All rows, by the names of their tests.
pub fn rows() -> BTreeMap<String, Row> {
    let head = read("head");
    let rows = FAMILIES.iter().flat_map(|family| of_family(family, &head));
    let mut found = BTreeMap::new();
    for row in rows {
        let name = row.name();
        assert!(found.insert(name.clone(), row).is_none(), "two rows {name}");
    }
    found
}

fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    fs::read_to_string(folder.join(format!("{name}.py"))).unwrap()
}

fn of_family(family: &'static str, head: &str) -> Vec<Row> {
    let text = read(family);
    let mut common = head.to_owned();
    let mut rows: Vec<Row> = Vec::new();
    for line in text.lines() {
        if let Some((id, since, says)) = heading(line) {
            rows.push(Row {
                id,
                family,
                says,
                since,
                source: common.clone(),
                prints: String::new(),
            });
        }
        let (source, prints) = match rows.last_mut() {
            Some(row) => (&mut row.source, Some(&mut row.prints)),
            None => (&mut common, None),
        };
        if let (Some(printed), Some(prints)) = (line.strip_prefix("#:"), prints) {
            prints.push_str(printed.strip_prefix(' ').unwrap_or(printed));
            prints.push('\n');
        } else {
            source.push_str(line);
            source.push('\n');
        }
    }
    rows
}

/// Id, version and sentence of a line that begins a row.
fn heading(line: &str) -> Option<(String, u32, String)> {
    let (label, says) = line.strip_prefix("# ")?.split_once(": ")?;
    let (id, since) = match label.split_once(" since 3.") {
        Some((id, minor)) => (id, minor.parse().ok()?),
        None => (label, 0),
    };
    let (letters, number) = id.split_once('-')?;
    let is_id = letters.len() == 3
        && letters.bytes().all(|b| b.is_ascii_uppercase())
        && number.len() == 2
        && number.bytes().all(|b| b.is_ascii_digit());
    is_id.then(|| (id.to_owned(), since, says.to_owned()))
}
