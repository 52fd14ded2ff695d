//! The house stands as docs/architecture.md says: which module may know which, and how large a file may be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The arrows. A module may know what it can reach along them.
const ARROWS: &[(&str, &[&str])] = &[
    ("main", &["cli", "term"]),
    ("cli", &["app", "text", "model", "scene", "stage", "world"]),
    ("app", &["view", "stage", "scene", "explore", "term"]),
    ("view", &["text", "model"]),
    ("text", &["model", "trace"]),
    ("model", &["trace"]),
    ("stage", &["world", "sync"]),
    ("sync", &[]),
    ("explore", &["world"]),
    ("world", &["python", "primitive"]),
    ("scene", &["python"]),
    ("python", &["trace"]),
    ("primitive", &["trace"]),
    ("term", &[]),
    ("trace", &[]),
];

/// What a module must not name, because a picture, a clock or a thread would come in with it.
const BANNED: &[(&[&str], &[&str])] = &[
    (
        &[
            "primitive",
            "python",
            "world",
            "model",
            "trace",
            "text",
            "scene",
            "explore",
        ],
        &[
            "ratatui",
            "crossterm",
            "Instant",
            "SystemTime",
            "std::thread",
            "crossbeam_channel",
            "parking_lot",
        ],
    ),
    (
        &["view"],
        &[
            "crossterm",
            "Instant",
            "SystemTime",
            "std::thread",
            "crossbeam_channel",
            "parking_lot",
            "std::fs",
        ],
    ),
    (
        &[
            "model",
            "trace",
            "text",
            "view",
            "app",
            "stage",
            "term",
            "cli",
            "primitive",
            "world",
            "explore",
        ],
        &["ruff_"],
    ),
    (&["stage", "cli"], &["ratatui", "crossterm"]),
    // What the model checkers could not see.
    (
        &["stage"],
        &[
            "parking_lot",
            "crossbeam_channel",
            "std::thread",
            "std::time::Instant",
            "std::sync::Mutex",
            "std::sync::Condvar",
            "std::sync::atomic",
            "std::sync::mpsc",
            "SystemTime",
        ],
    ),
];

/// Lines of code, without comments, blank lines and tests. A file that needs more has more than one thing in it.
const MOST_LINES: usize = 500;

/// The one file that has: threads, processes and pools in Python, which share a namespace until each has a module's.
const UNDIVIDED: &str = "world/prelude.py";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder and of those within whose names end so.
fn sources(dir: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, ending, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == ending)
        {
            found.push(path);
        }
    }
    found.sort();
}

/// The files of `src` by module, without their tests and comments.
fn modules() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    let src = root().join("src");
    let mut files = Vec::new();
    sources(&src, "rs", &mut files);
    let mut modules: BTreeMap<String, Vec<(PathBuf, String)>> = BTreeMap::new();
    for file in files {
        let inside = file.strip_prefix(&src).unwrap();
        let first = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy();
        let module = first.trim_end_matches(".rs").to_owned();
        let is_test = inside
            .iter()
            .any(|part| part == "tests" || part == "tests.rs" || part == "testing.rs");
        if module != "lib" && !is_test {
            let text = fs::read_to_string(&file).unwrap();
            modules
                .entry(module)
                .or_default()
                .push((inside.to_owned(), code(&text)));
        }
    }
    modules
}

/// The code before the tests, without comments.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..end]
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Modules named by `crate::x` or `crate::{x, y}` or `primviz::x`.
fn named(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for part in code
        .split("crate::")
        .skip(1)
        .chain(code.split("primviz::").skip(1))
    {
        let word = |text: &str| -> String {
            text.trim_start()
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect()
        };
        match part.strip_prefix('{') {
            None => drop(found.insert(word(part))),
            Some(group) => {
                let mut depth = 0;
                let mut start = true;
                for (at, c) in group.char_indices() {
                    if start && depth == 0 && !c.is_whitespace() {
                        found.insert(word(&group[at..]));
                        start = false;
                    }
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' => start = true,
                        _ => {}
                    }
                }
            }
        }
    }
    found.retain(|name| ARROWS.iter().any(|(module, _)| module == name));
    found
}

fn reachable(from: &'static str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut left = vec![from];
    while let Some(module) = left.pop() {
        for (_, to) in ARROWS.iter().filter(|(name, _)| *name == module) {
            left.extend(to.iter().filter(|name| found.insert(**name)));
        }
    }
    found
}

#[test]
fn the_arrows_make_no_circle() {
    for (module, _) in ARROWS {
        assert!(
            !reachable(module).contains(module),
            "{module} reaches itself"
        );
    }
}

#[test]
fn modules_know_only_what_the_arrows_let_them() {
    let mut wrong = Vec::new();
    for (module, files) in modules() {
        let place = ARROWS.iter().find(|(name, _)| *name == module);
        let (name, _) = place.unwrap_or_else(|| panic!("{module} has no place in the house"));
        let allowed = reachable(name);
        for (file, code) in files {
            for name in named(&code) {
                if name != module && !allowed.contains(name.as_str()) {
                    wrong.push(format!("{} knows {name}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_comes_in_by_the_back_door() {
    let mut wrong = Vec::new();
    for (module, files) in modules() {
        for (_, banned) in BANNED
            .iter()
            .filter(|(rooms, _)| rooms.contains(&module.as_str()))
        {
            for (file, code) in &files {
                for name in banned.iter().filter(|name| has_word(code, name)) {
                    wrong.push(format!("{} names {name}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn has_word(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
    })
}

#[test]
fn no_file_is_too_long() {
    let mut long = Vec::new();
    for (file, code) in modules().into_values().flatten() {
        let lines = code.lines().filter(|line| !line.trim().is_empty()).count();
        if lines > MOST_LINES {
            long.push(format!("{} has {lines} lines of code", file.display()));
        }
    }
    let src = root().join("src");
    let mut files = Vec::new();
    sources(&src, "py", &mut files);
    assert!(files.len() > 40, "{}", files.len());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (lines, file) = (lines.count(), file.strip_prefix(&src).unwrap());
        if lines > MOST_LINES && file != Path::new(UNDIVIDED) {
            long.push(format!("{} has {lines} lines of code", file.display()));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_scan_finds_what_it_looks_for() {
    let names =
        named("use crate::{app::{App, Flow}, view};\nuse crate::world::World; // crate::stage\n");
    assert_eq!(
        names.into_iter().collect::<Vec<_>>(),
        ["app", "stage", "view", "world"]
    );
    assert_eq!(code("a // crate::stage\n#[cfg(test)]\nmod tests {}"), "a ");
    assert!(has_word("a::Instant", "Instant") && !has_word("AnInstant", "Instant"));
}
