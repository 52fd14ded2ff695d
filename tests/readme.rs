//! The README's tables are the code's. `UPDATE_README=1 cargo test --test readme` writes them anew.

use std::fmt::Write;
use std::fs;

use primviz::app::keys::{GROUPS, TABLE};
use primviz::scene;
use primviz::text::{Lang, Texts};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

fn keys() -> String {
    let texts = Texts::of(Lang::En);
    let mut out = String::from("| key | everywhere |\n|---|---|\n");
    for group in GROUPS {
        for binding in TABLE.iter().filter(|binding| binding.group == *group) {
            let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
            let help = format!("help.{}", binding.name);
            let _ = writeln!(out, "| {} | {} |", keys.join(", "), texts.get(&help));
        }
    }
    out += "\n| scene | its keys |\n|---|---|\n";
    for scene in scene::list() {
        let words = scene.plain().words.as_deref().unwrap();
        let keys: Vec<String> = words
            .keys
            .iter()
            .map(|key| format!("`{}` {}", key.key, key.label.en))
            .collect();
        let _ = writeln!(out, "| {} | {} |", scene.name, keys.join(", "));
    }
    out
}

fn hold(begin: &str, end: &str, table: &str) {
    let readme = fs::read_to_string(README).unwrap();
    let from = readme.find(begin).expect("the marker is there") + begin.len();
    let to = from + readme[from..].find(end).expect("the marker is there");
    if readme[from..to].trim() == table.trim() {
        return;
    }
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(
            README,
            format!("{}\n{}\n{}", &readme[..from], table.trim(), &readme[to..]),
        )
        .unwrap();
    } else {
        panic!("README.md should have, after {begin}\n{table}");
    }
}

#[test]
fn the_tables_of_keys_and_exit_statuses_are_the_code_s() {
    hold("<!-- keys -->", "<!-- end of keys -->", &keys());
    hold(
        "<!-- exit statuses -->",
        "<!-- end of exit statuses -->",
        &primviz::cli::markdown(),
    );
}
