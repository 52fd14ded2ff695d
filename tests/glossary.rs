//! One word for one thing: what the texts and the scenes call it in English has one name in Chinese.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::Value;

/// How English words begin, and what one of stands in the Chinese of whatever has them.
const GLOSSARY: &[(&[&str], &[&str])] = &[
    (&["permit"], &["许可"]),
    (&["deadlock"], &["死锁"]),
    (&["lecturer"], &["讲师"]),
    (&["barrier"], &["屏障"]),
    (&["wakes", "woken", "awake"], &["唤醒", "醒"]),
    (&["releas"], &["释放"]),
    (&["notif"], &["通知", "notify"]),
    (&["flag"], &["标志"]),
    (&["seed"], &["种子"]),
    (&["gallery"], &["场景库"]),
    (&["variant"], &["变体"]),
    (&["semaphore"], &["信号量", "Semaphore"]),
    (&["lock", "locks"], &["锁"]),
    (&["thread"], &["线程"]),
    (&["statement"], &["语句"]),
    (&["update"], &["更新"]),
    (&["cause"], &["原因"]),
    (&["sleep"], &["休眠", "睡"]),
    (&["waits"], &["等"]),
];

/// Other names of the same things, which would be taken for other things.
const STRANGERS: &[&str] = &["获取", "张许可", "回车", "打破屏障", "睡着"];

/// Keys of what operations are called, by how they begin, and the words that each of them has.
const OPERATIONS: &[(&str, &str, &str)] = &[
    ("did.acquire", "take[s]", "获得"),
    ("did.release", "release[s]", "释放"),
    ("did.notify", "notify", "notify"),
    ("did.put", "put[s]", "放入"),
    ("wait.acquire", "wait[s]", "等待"),
    ("wait.barrier", "wait[s]", "等待"),
    ("wait.condition", "wait[s]", "等待"),
    ("wait.event", "wait[s]", "等待"),
    ("wait.get", "wait[s]", "等待"),
    ("wait.join", "wait[s]", "等待"),
    ("wait.put", "wait[s]", "等待"),
    ("wait.result", "wait[s]", "等待"),
];

fn read(path: &Path) -> Value {
    let name = path.display();
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{name}: {why}"));
    let table: toml::Table = text.parse().unwrap_or_else(|why| panic!("{name}: {why}"));
    Value::Table(table)
}

/// Every text of a language's file by its key.
fn texts(lang: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = read(&root.join(format!("assets/text/{lang}.toml")));
    let mut texts = BTreeMap::new();
    for (section, keys) in file.as_table().expect("sections") {
        for (key, text) in keys.as_table().expect("keys") {
            let text = text.as_str().expect("a text");
            texts.insert(format!("{section}.{key}"), text.to_owned());
        }
    }
    texts
}

/// What is said in both languages, wherever it stands in a scene's file.
fn said(at: &str, value: &Value, all: &mut Vec<(String, String, String)>) {
    match value {
        Value::Table(table) => {
            let word = |lang| table.get(lang).and_then(Value::as_str);
            if let (Some(en), Some(zh)) = (word("en"), word("zh")) {
                all.push((at.to_owned(), en.to_owned(), zh.to_owned()));
            }
            for (key, value) in table {
                said(&format!("{at}.{key}"), value, all);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| said(at, value, all)),
        _ => {}
    }
}

/// All that is said in both languages: where, in English, in Chinese.
fn everything() -> Vec<(String, String, String)> {
    let chinese = texts("zh");
    let mut all: Vec<_> = texts("en")
        .into_iter()
        .map(|(key, en)| {
            let zh = chinese[&key].clone();
            (key, en, zh)
        })
        .collect();
    let scenes = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenes");
    for folder in fs::read_dir(scenes).expect("the scenes") {
        let folder = folder.expect("a folder").path();
        let name = folder.file_name().expect("a name").to_string_lossy();
        said(&name, &read(&folder.join("scene.toml")), &mut all);
    }
    assert!(all.len() > 700, "the scenes are among them");
    all
}

/// The words of an English text: no fields, no calls, no code.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut code = false;
    let mut field = 0;
    for c in text.chars() {
        match c {
            '`' => code = !code,
            '{' => field += 1,
            '}' => field -= 1,
            '(' => plain.push_str("()"),
            _ if code || field > 0 => {}
            '[' | ']' => {}
            c => plain.push(c),
        }
    }
    let word = |c: char| c.is_alphanumeric() || "_()".contains(c);
    let words = plain.split(|c| !word(c));
    let words = words.filter(|word| !word.is_empty() && !word.trim_end_matches("()").contains('_'));
    words
        .filter(|word| !word.ends_with("()") && !word.ends_with("())"))
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn what_has_one_name_in_english_has_one_in_chinese() {
    let mut strange = Vec::new();
    for (at, en, zh) in everything() {
        let words = words(&en);
        for (stems, terms) in GLOSSARY {
            let named = |word: &String| {
                stems.iter().any(|stem| match *stem {
                    "lock" | "locks" => word == stem,
                    stem => word.starts_with(stem),
                })
            };
            if words.iter().any(named) && !terms.iter().any(|term| zh.contains(term)) {
                strange.push(format!("{at}: {en} | {zh}: {terms:?}"));
            }
        }
        let stranger = STRANGERS.iter().find(|word| zh.contains(**word));
        strange.extend(stranger.map(|word| format!("{at}: {zh}: {word}")));
    }
    assert!(strange.is_empty(), "{strange:#?}");
}

#[test]
fn an_operation_has_one_verb_wherever_it_is_told() {
    let (english, chinese) = (texts("en"), texts("zh"));
    for (begin, en, zh) in OPERATIONS {
        let keys = english.keys().filter(|key| key.starts_with(begin));
        let mut count = 0;
        for key in keys {
            count += 1;
            assert!(english[key].contains(en), "{key}: {}", english[key]);
            assert!(chinese[key].contains(zh), "{key}: {}", chinese[key]);
        }
        assert!(count > 0, "there is no {begin}");
    }
}
