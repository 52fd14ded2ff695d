//! Small programs of which some were once wrong here, and what CPython prints, where they lie beside the project:
//! `cargo test --test faults -- --ignored` names those that still differ; `FAULTS` is the folder, if they are elsewhere.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

/// Addresses, and numbers that are as they are in a run, are alike.
fn plain(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| {
            let words = line.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
            let alike = |word: &str| {
                let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
                let number = bare.len() >= 4 && bare.bytes().all(|byte| byte.is_ascii_digit());
                let address = bare.starts_with("0x") && bare.len() > 8;
                let end = &word[bare.len()..];
                match (number, address) {
                    (true, _) => format!("N{end}"),
                    (_, true) => format!("0xADDRESS{end}"),
                    _ => word.to_owned(),
                }
            };
            words.map(alike).collect()
        })
        .collect();
    // Processes print in any order.
    lines.sort();
    lines
}

fn differs(program: &Path) -> Option<String> {
    let ran = common::run(&[&program.to_string_lossy(), "--headless"]);
    let wanted = fs::read_to_string(program.with_extension("out")).ok()?;
    let said = plain(&ran.out) == plain(&wanted.replace("0xADDRESSRESS", "0xADDRESS"));
    let complained = fs::read_to_string(program.with_extension("err"))
        .is_ok_and(|wanted| ran.err.trim_end().lines().last().unwrap_or_default() != wanted.trim());
    let orderly = (0..=100).contains(&ran.status);
    (!said || complained || !orderly).then(|| {
        let name = program.file_stem().unwrap_or_default().to_string_lossy();
        format!("{name} (exit status {})", ran.status)
    })
}

#[test]
#[ignore = "a list of what is still to be done"]
fn the_programs_beside_the_project_do_what_cpython_does() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/faults");
    let folder = std::env::var_os("FAULTS").map_or_else(beside, PathBuf::from);
    let Ok(entries) = fs::read_dir(folder) else {
        eprintln!("skipped: the programs are not here");
        return;
    };
    let mut programs: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    programs.sort();
    let wrong: Vec<String> = programs.iter().filter_map(|path| differs(path)).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} differ:\n{}",
        wrong.len(),
        programs.len(),
        wrong.join("\n")
    );
}
