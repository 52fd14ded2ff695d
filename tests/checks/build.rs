//! Copies the stage's files for the checkers to compile: as they are, and once for each planted fault with the fault in
//! them.

use std::path::Path;
use std::{env, fs};

#[path = "src/mutants.rs"]
mod mutants;

use mutants::Mutant;

const SHIPPED: Mutant = Mutant {
    name: "shipped",
    edits: &[],
};

fn main() {
    let here = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let (here, out) = (Path::new(&here), Path::new(&out));
    let sources = here.join("../../src");
    for input in [&sources.join("stage"), &sources.join("stage.rs")] {
        println!("cargo::rerun-if-changed={}", input.display());
    }
    println!("cargo::rerun-if-changed=src/mutants.rs");

    let mut stages = String::new();
    let mut names = String::new();
    for mutant in [&SHIPPED].into_iter().chain(mutants::ALL) {
        let folder = out.join(mutant.name);
        plant(mutant, &sources, &folder);
        let beside = ["show", "scripts"].map(|name| {
            let file = here.join("src").join(name).with_extension("rs");
            format!("#[path = {file:?}]\npub mod {name};\n")
        });
        let main = folder.join("main.rs");
        fs::write(&main, format!("pub mod stage;\n{}", beside.concat())).expect("it is writable");
        names += &format!("{} ", mutant.name);
        stages += &format!("#[path = {main:?}]\npub mod {};\n", mutant.name);
    }
    fs::write(out.join("stages.rs"), stages).expect("it is writable");
    fs::write(out.join("names.rs"), format!("stages! {{ {names}}}")).expect("it is writable");
}

/// Copies the stage with the mutant's edits.
fn plant(mutant: &Mutant, sources: &Path, to: &Path) {
    fs::create_dir_all(to.join("stage")).expect("it is writable");
    let mut left = mutant.edits.len();
    let inner = fs::read_dir(sources.join("stage")).expect("the stage's files");
    let inner = inner.map(|entry| entry.expect("the stage's files").file_name());
    let inner = inner.map(|name| Path::new("stage").join(name));
    for file in inner.chain(["stage.rs".into()]) {
        let mut text = fs::read_to_string(sources.join(&file)).expect("Rust is text");
        let of_this_file = |(name, ..): &&(&str, &str, &str)| file.ends_with(name);
        for (_, from, to) in mutant.edits.iter().filter(of_this_file) {
            let found = text.matches(from).count();
            assert!(
                found == 1,
                "mutant {}: {} has this {found} times, not once:\n{from}",
                mutant.name,
                file.display()
            );
            text = text.replace(from, to);
            left -= 1;
        }
        fs::write(to.join(file), text).expect("it is writable");
    }
    assert!(left == 0, "mutant {}: an edit of no file", mutant.name);
}
