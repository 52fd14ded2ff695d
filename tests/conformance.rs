//! The behaviour that `CPython`'s own tests demand, row by row, as Python programs of ours: `tests/conformance/*.py`.
//!
//! Each row is a small program and what it prints. It runs here in virtual time under several seeds, on real threads, and
//! under python3 where there is one, and prints the same everywhere. A row's test has its name:
//! `cargo test --test conformance lck_07`. What can be told of a primitive alone is tested in `src/primitive/tests` too.

#[path = "conformance/book.rs"]
mod book;
#[path = "conformance/list.rs"]
mod list;
#[path = "conformance/ways.rs"]
mod ways;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use book::Row;

static ROWS: LazyLock<BTreeMap<String, Row>> = LazyLock::new(book::rows);

fn check(name: &str) {
    let Some(row) = ROWS.get(name) else {
        panic!("no row of tests/conformance is called {name}");
    };
    let complaints = ways::check(row);
    assert!(
        complaints.is_empty(),
        "{}: {} ({}.py)\n{}",
        row.id,
        row.says,
        row.family,
        complaints.join("\n")
    );
}

macro_rules! rows {
    ($($name:ident)*) => {
        $(#[test] fn $name() { check(stringify!($name)); })*
        const TESTS: &[&str] = &[$(stringify!($name)),*];
    };
}

include!("conformance/rows.rs");

#[test]
fn every_row_that_is_written_has_its_test() {
    let tests: BTreeSet<&str> = TESTS.iter().copied().collect();
    let missing: Vec<&str> = ROWS
        .keys()
        .map(String::as_str)
        .filter(|name| !tests.contains(name))
        .collect();
    assert!(
        missing.is_empty(),
        "to be added to tests/conformance/rows.rs:\n{}",
        missing.join("\n")
    );
}
