//! Both languages have the same keys, and all that the source asks for; sentences read well.

mod large;
mod rows;
mod sentences;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Lang, Texts};

const FILES: [(&str, &str); 2] = [
    ("en.toml", include_str!("../../assets/text/en.toml")),
    ("zh.toml", include_str!("../../assets/text/zh.toml")),
];

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect()
}

#[test]
fn both_files_are_sound_and_sorted() {
    for (file, text) in FILES {
        text.parse::<toml::Table>()
            .unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut section = "";
        let mut last = "";
        for (number, line) in text.lines().enumerate() {
            if let Some(name) = line.strip_prefix('[') {
                (section, last) = (name.trim_end_matches(']'), "");
            } else if let Some((key, _)) = line.split_once(" = ") {
                assert!(
                    last < key,
                    "{file}:{}: {section}.{key} comes after {last}",
                    number + 1
                );
                last = key;
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_and_placeholders() {
    let (en, zh) = (Texts::of(Lang::En), Texts::of(Lang::Zh));
    let keys = |texts: &'static Texts| texts.keys().collect::<BTreeSet<_>>();
    let only: Vec<_> = keys(en).symmetric_difference(&keys(zh)).copied().collect();
    assert!(only.is_empty(), "in one language only: {only:?}");
    for key in en.keys() {
        assert_eq!(
            placeholders(en.get(key)),
            placeholders(zh.get(key)),
            "{key}"
        );
        assert!(
            !zh.get(key).trim().is_empty() || en.get(key).trim().is_empty(),
            "{key} is empty in Chinese"
        );
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// String literals that look like a key of a section that there is. Sprites have dotted names too: in the files that
/// draw them only what is asked of `texts` counts.
#[test]
fn every_key_that_the_source_asks_for_exists() {
    let en = Texts::of(Lang::En);
    let sections: BTreeSet<&str> = en.keys().filter_map(|key| key.split('.').next()).collect();
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut asked = 0;
    let mut missing = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
        let source = std::fs::read_to_string(file).unwrap();
        let name = file.to_string_lossy().replace('\\', "/");
        let draws = ["view/canvas", "view/sprite", "view/stage", "view/gallery"]
            .iter()
            .any(|part| name.contains(part));
        let pieces: Vec<&str> = source.split('"').collect();
        for (index, piece) in pieces.iter().enumerate().skip(1) {
            let is_key = piece.split_once('.').is_some_and(|(section, key)| {
                let word = |text: &str| {
                    !text.is_empty() && text.chars().all(|c| matches!(c, 'a'..='z' | '_' | '-'))
                };
                word(section) && word(key) && sections.contains(section)
            });
            let before = pieces[index - 1].trim_end();
            let of_texts = ["texts.get(", "texts.fill("]
                .iter()
                .any(|call| before.ends_with(call));
            if is_key && (!draws || of_texts) {
                asked += 1;
                if !en.has(piece) {
                    missing.push(format!("{piece} ({name})"));
                }
            }
        }
    }
    assert!(asked > 50, "the scan found {asked} keys only");
    assert!(missing.is_empty(), "not in the text files: {missing:#?}");
}

#[test]
fn brackets_are_closed_and_only_where_something_is_said_of_several() {
    for (file, text) in FILES {
        for line in text.lines().filter(|line| line.contains(" = ")) {
            let open = line.matches('[').count();
            assert_eq!(open, line.matches(']').count(), "{file}: {line}");
        }
    }
    let en = Texts::of(Lang::En);
    assert_eq!(en.get("cause.got_permit"), "takes a permit");
    assert_eq!(en.get_for("cause.got_permit", true), "take a permit each");
    assert_eq!(en.get_for("headline.has", true), "have it");
    assert_eq!(en.get_for("status.ended", true), en.get("status.ended"));
}

#[test]
fn languages_are_known_by_their_codes() {
    assert_eq!(Lang::of("zh"), Some(Lang::Zh));
    assert_eq!(Lang::of("zh_CN.UTF-8"), Some(Lang::Zh));
    assert_eq!(Lang::of("EN-us"), Some(Lang::En));
    assert_eq!(Lang::of("de_DE"), None);
    assert_eq!(Lang::of("zhuang"), None);
    assert_eq!(Lang::of(""), None);
}

#[test]
fn placeholders_are_filled_in_and_unknown_ones_stay() {
    let fill = super::texts::fill;
    assert_eq!(fill("a {x} b {y}", &[("x", "1")]), "a 1 b {y}");
    assert_eq!(fill("{{ {x}", &[("x", "{x}")]), "{ {x}");
    assert_eq!(fill("open {", &[]), "open {");
}
