//! Copies the stage's files for the checkers to compile: as they are, and once for each planted fault with the fault in
//! them.

use std::path::Path;
use std::{env, fs};

#[expect(dead_code, reason = "who has to find them is for the checkers")]
#[path = "src/mutants.rs"]
mod mutants;

use mutants::Mutant;

const SHIPPED: Mutant = Mutant {
    name: "shipped",
    found_by: mutants::By::Both,
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

    let all = || [&SHIPPED].into_iter().chain(mutants::ALL);
    let (mut shuttle, mut loom) = (String::new(), String::new());
    for mutant in all() {
        let folder = out.join(mutant.name);
        plant(mutant, &sources, &folder);
        let src = here.join("src");
        let show = module("show", &src.join("show.rs"));
        let scripts = module("scripts", &src.join("scripts.rs"));
        let play = format!("pub mod stage;\n{show}{scripts}");
        shuttle += &written(mutant.name, &folder.join("shuttle.rs"), &play);
        let gate = module("gate", &folder.join("stage").join("gate.rs"));
        let small = module("small", &src.join("loom").join("small.rs"));
        let play = format!("pub mod stage;\n{gate}{small}");
        loom += &written(mutant.name, &folder.join("loom.rs"), &play);
    }
    write(&out.join("shuttle.rs"), &shuttle);
    write(&out.join("loom.rs"), &loom);
    let names: Vec<&str> = all().map(|mutant| mutant.name).collect();
    write(
        &out.join("names.rs"),
        &format!("stages! {{ {} }}", names.join(" ")),
    );
}

fn written(name: &str, file: &Path, text: &str) -> String {
    write(file, text);
    let module = module(name, file);
    if name == SHIPPED.name {
        module
    } else {
        // A fault is no good style either.
        format!("#[allow(clippy::all, clippy::pedantic)]\n{module}")
    }
}

fn module(name: &str, file: &Path) -> String {
    format!("#[path = r\"{}\"]\npub mod {name};\n", file.display())
}

fn write(file: &Path, text: &str) {
    fs::write(file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

/// Copies the stage with the mutant's edits.
fn plant(mutant: &Mutant, sources: &Path, to: &Path) {
    fs::create_dir_all(to.join("stage")).expect("cargo gives a folder to write in");
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
        write(&to.join(file), &text);
    }
    assert!(left == 0, "mutant {}: an edit of no file", mutant.name);
}
