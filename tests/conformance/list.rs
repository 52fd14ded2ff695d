//! The list of what CPython's own tests demand, where it lies beside the project, against the rows that are written here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::ROWS;

/// Rows without a program, and why. An id that ends in `*` stands for all that begin so.
const LEFT_OUT: &[(&str, &str)] = &[
    ("*-N*", "not applicable, as the list says"),
    ("OBS-02", "any order is right: there is nothing to print"),
    ("OBS-03", "either answer is right"),
    ("OBS-04", "any mixture is right"),
    ("OBS-05", "nothing interrupts a waiter here"),
    ("OBS-06", "not shown yet"),
    ("OBS-07", "not shown yet"),
    ("OBS-08", "no `atexit` yet"),
    ("OBS-12", "a matter of the system's scheduler"),
    ("PRV-01", "tests/restarts.rs: it is about leaving programs"),
    (
        "PRV-02",
        "tests/trace_properties.rs, tests/replay.rs: it is about records",
    ),
    ("PRV-03", "tests/trace_properties.rs: it is about records"),
    (
        "PRV-05",
        "src/model/tests/findings.rs: it is about what the screen says",
    ),
];

/// The ids of the list's tables, in its order.
fn listed(text: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for line in text.lines() {
        let Some(cell) = line
            .strip_prefix('|')
            .and_then(|rest| rest.split('|').next())
        else {
            continue;
        };
        let id = cell.trim().trim_matches('*');
        let (first, last) = id.split_once('…').unwrap_or((id, ""));
        let Some((family, number)) = first.split_once('-') else {
            continue;
        };
        let is_family = family.len() == 3 && family.bytes().all(|b| b.is_ascii_uppercase());
        match (is_family, number.parse::<u32>(), last.parse::<u32>()) {
            (true, Ok(from), Ok(to)) => {
                ids.extend((from..=to).map(|n| format!("{family}-{n:02}")));
            }
            (true, _, Err(_)) => {
                ids.insert(first.to_owned());
            }
            _ => {}
        }
    }
    ids
}

fn matches(pattern: &str, id: &str) -> bool {
    match pattern.split_once('*') {
        Some(("", rest)) => id.contains(rest.trim_end_matches('*')),
        Some((start, _)) => id.starts_with(start),
        None => pattern == id,
    }
}

#[test]
fn every_row_of_the_list_has_a_program_or_a_reason() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/CONFORMANCE.md");
    let Ok(text) = fs::read_to_string(path) else {
        eprintln!("skipped: the list is not here");
        return;
    };
    let listed = listed(&text);
    assert!(listed.len() > 200, "the list reads otherwise: {listed:?}");
    let written: BTreeMap<&str, &str> = ROWS
        .values()
        .map(|row| (row.id.as_str(), row.says.as_str()))
        .collect();
    let mut missing = Vec::new();
    for id in &listed {
        let reason = LEFT_OUT.iter().find(|(pattern, _)| matches(pattern, id));
        match (written.get(id.as_str()), reason) {
            (None, None) => missing.push(id.as_str()),
            (None, Some((_, why))) => eprintln!("{id} has no program: {why}"),
            (Some(_), None) => {}
            (Some(says), Some(_)) => panic!("{id} has a program: {says}"),
        }
    }
    assert!(
        missing.is_empty(),
        "no program shows {}",
        missing.join(", ")
    );
}
