use std::fs;

use super::*;

fn folder(toml: &str, programs: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("scene.toml"), toml).unwrap();
    for (name, text) in programs {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

fn load(dir: &tempfile::TempDir) -> Result<Scene, SceneError> {
    find(dir.path().to_str().unwrap())
}

const MINIMAL: &str = "outcome = 'ends'\nprogram = 'a.py'\ntitle.en = 'A'\n";

#[test]
fn the_gallery_shows_every_embedded_scene_in_its_order() {
    let names: Vec<String> = list().into_iter().map(|scene| scene.name).collect();
    assert_eq!(
        names,
        [
            "toilet",
            "traffic-light",
            "producer-consumer",
            "deadlock",
            "condition",
            "readers-writers",
            "barrier",
            "thread-pool",
            "race",
            "philosophers"
        ]
    );
    for dir in source::EMBEDDED.dirs() {
        load::folder(source::Folder::Embedded(dir)).unwrap();
    }
}

#[test]
fn every_text_of_the_embedded_scenes_is_in_both_languages() {
    let both = |words: &Words, what: &str| {
        assert!(!words.en.is_empty(), "{what} in English");
        assert!(
            words.zh.as_ref().is_some_and(|zh| !zh.is_empty()),
            "{what} in Chinese"
        );
    };
    for scene in list() {
        for variant in &scene.variants {
            let words = variant.words.as_deref().unwrap();
            for text in [
                &words.title,
                &words.look,
                &words.question,
                &words.answer,
                &variant.description,
            ] {
                both(text, &format!("{} {}", scene.name, variant.name));
            }
            words
                .labels
                .values()
                .for_each(|label| both(label, &scene.name));
            variant
                .keys
                .iter()
                .for_each(|key| both(&key.label, &scene.name));
        }
    }
}

#[test]
fn an_embedded_program_fits_a_slide() {
    for scene in list() {
        for variant in &scene.variants {
            let lines = variant.source.lines().count();
            assert!(
                (15..=45).contains(&lines),
                "{} has {lines} lines",
                variant.file
            );
            // Little is cut beside the stage on a screen of 120 columns.
            let widest = variant.source.lines().map(str::len).max().unwrap();
            assert!(widest <= 60, "{} is {widest} wide", variant.file);
        }
    }
}

#[test]
fn a_variant_inherits_what_it_does_not_say() {
    let scene = find("deadlock").unwrap();
    let rlock = scene.variant("rlock").unwrap();
    assert_eq!(rlock.outcome, Some(Outcome::Ends));
    assert_eq!(rlock.key('f'), Some(&Does::Variant(String::new())));
    assert_eq!(rlock.key('n'), scene.plain().key('n'));
    assert_eq!(
        scene.plain().key('f'),
        Some(&Does::Variant("rlock".to_owned()))
    );
    assert_eq!(rlock.words.as_ref().unwrap().variant.as_ref(), "rlock");
    assert_eq!(scene.next_variant("rlock"), "ordered");
    assert_eq!(scene.next_variant("ordered"), "");
}

#[test]
fn a_range_of_digits_is_one_entry_of_the_footer_and_many_keys() {
    let scene = find("condition").unwrap();
    let plain = scene.plain();
    assert_eq!(plain.key('3'), Some(&Does::Run("ring(3)".into())));
    let footer = &plain.words.as_ref().unwrap().keys[0];
    assert_eq!(
        (footer.key.as_ref(), footer.label.en.as_ref()),
        ("1-9", "notify(n)")
    );
}

#[test]
fn the_nearest_names_are_offered() {
    let nearest = |name: &str| match find(name) {
        Err(SceneError::NoSuchScene { nearest, .. }) => nearest,
        other => panic!("{other:?}"),
    };
    assert_eq!(nearest("toilett"), ["toilet"]);
    assert_eq!(nearest("traffic")[0], "traffic-light");
    assert_eq!(nearest("consumer")[0], "producer-consumer");
    assert_eq!(nearest("Deadlok"), ["deadlock"]);
    assert!(nearest("xyzzy").is_empty());
}

#[test]
fn an_unknown_field_is_named_with_its_place() {
    let dir = folder(&format!("{MINIMAL}colour = 'red'\n"), &[("a.py", "")]);
    let error = load(&dir).unwrap_err();
    let problem = &error.problems()[0];
    assert_eq!((problem.line, problem.column), (4, 1));
    assert!(problem.message.contains("colour"), "{}", problem.message);
}

#[test]
fn wrong_values_are_all_named_at_once() {
    let toml = "outcome = 'explodes'\nprogram = 'b.py'\npicture = 'sea'\npace = 99.0\ntitle.en = 'A'\n\
                [[keys]]\nkey = 'ab'\nrun = 'f()'\nlabel.en = 'x'\n\
                [[keys]]\nkey = 'c'\nvariant = 'none'\nlabel.en = 'x'\n\
                [[keys]]\nkey = 'd'\nlabel.en = 'x'\n";
    let dir = folder(toml, &[]);
    let error = load(&dir).unwrap_err();
    let lines: Vec<u32> = error
        .problems()
        .iter()
        .map(|problem| problem.line)
        .collect();
    assert_eq!(lines, [2, 3, 1, 4, 7, 12, 15]);
}

#[test]
fn syntax_errors_of_toml_have_a_place() {
    let dir = folder("title = \n", &[]);
    assert_eq!(load(&dir).unwrap_err().problems()[0].line, 1);
}

#[test]
fn two_variants_of_one_name_are_refused() {
    let two = "[[variants]]\nname = 'v'\nprogram = 'a.py'\n".repeat(2);
    let dir = folder(&format!("{MINIMAL}{two}"), &[("a.py", "")]);
    let error = load(&dir).unwrap_err();
    assert!(error.to_string().contains("two variants called 'v'"));
}

#[test]
fn a_program_outside_of_the_folder_is_refused() {
    let dir = folder(
        "outcome = 'ends'\nprogram = '../a.py'\ntitle.en = 'A'\n",
        &[],
    );
    assert_eq!(load(&dir).unwrap_err().problems()[0].line, 2);
}

#[test]
fn files_that_are_no_programs_each_have_their_error() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    fs::write(at("a.py"), [0xff, 0xfe, 0]).unwrap();
    fs::write(at("b.txt"), "text").unwrap();
    fs::write(at("nul.py"), "print(1)\0").unwrap();
    fs::write(at("large.py"), "#".repeat(2 << 20)).unwrap();
    let of = |name: &str| find(at(name).to_str().unwrap()).unwrap_err();
    assert!(matches!(of("a.py"), SceneError::Binary(_)));
    assert!(matches!(of("nul.py"), SceneError::Binary(_)));
    assert!(matches!(of("b.txt"), SceneError::NotPython(_)));
    assert!(matches!(of("large.py"), SceneError::TooLarge { .. }));
    assert!(matches!(of("none.py"), SceneError::NoSuchFile(_)));
    assert!(matches!(of(""), SceneError::NotAScene(_)));
}

#[test]
fn a_copied_scene_is_the_same_scene_and_can_be_edited() {
    let dir = tempfile::tempdir().unwrap();
    for scene in list() {
        let target = dir.path().join(&scene.name);
        assert_eq!(copy(&scene.name, Some(&target)).unwrap(), target);
        let copied = find(target.to_str().unwrap()).unwrap();
        assert_eq!(copied.plain().words, scene.plain().words, "{}", scene.name);
        assert!(matches!(
            copy(&scene.name, Some(&target)),
            Err(SceneError::Exists(_))
        ));
        let program = target.join(Path::new(scene.plain().file.as_ref()).file_name().unwrap());
        fs::write(program, "print('mine')\n").unwrap();
        assert_eq!(
            copied.reload().unwrap().plain().source.as_ref(),
            "print('mine')\n"
        );
    }
}

#[test]
fn a_lone_file_is_a_scene_without_words() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mine.py");
    fs::write(&path, "\u{feff}print(1)\r\n").unwrap();
    let scene = find(path.to_str().unwrap()).unwrap();
    assert_eq!(scene.name, "mine");
    assert_eq!(scene.plain().source.as_ref(), "print(1)\n");
    assert!(scene.plain().words.is_none() && scene.plain().keys.is_empty());
    assert_eq!(scene.plain().pace, PACE);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(128))]
    #[test]
    fn a_damaged_scene_file_is_an_error_or_a_scene_and_never_a_panic(
        which in 0..5usize,
        at in 0.0..1.0f64,
        cut in 0..40usize,
        put in "[\\PC\\n]{0,12}",
    ) {
        let scene = &list()[which];
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("scene");
        copy(&scene.name, Some(&target)).unwrap();
        let toml = fs::read_to_string(target.join("scene.toml")).unwrap();
        let chars: Vec<char> = toml.chars().collect();
        let from = (at * chars.len() as f64) as usize;
        let to = (from + cut).min(chars.len());
        let damaged: String = chars[..from].iter().copied().chain(put.chars()).chain(chars[to..].iter().copied()).collect();
        fs::write(target.join("scene.toml"), &damaged).unwrap();
        match load::path(&target) {
            Ok(scene) => drop(check(&scene, &['q'])),
            Err(error) => {
                let lines = damaged.lines().count() as u32 + 1;
                for problem in error.problems() {
                    proptest::prop_assert!(problem.line >= 1 && problem.line <= lines.max(1), "{}", problem);
                }
            }
        }
    }
}
