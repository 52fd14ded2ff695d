//! The texts of a language.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese, simplified.
    Zh,
}

impl Lang {
    /// The language of a code such as `zh`, `zh-CN`, `en_US.UTF-8`; none for others.
    pub fn of(code: &str) -> Option<Self> {
        let code = code.to_ascii_lowercase();
        let is = |name: &str| {
            code.strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic()))
        };
        if is("zh") {
            Some(Lang::Zh)
        } else if is("en") {
            Some(Lang::En)
        } else {
            None
        }
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
        }
    }

    /// The other one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Lang::En => Lang::Zh,
            Lang::Zh => Lang::En,
        }
    }

    /// The words of a scene in this language.
    pub fn pick(self, words: &crate::trace::Words) -> &str {
        match (self, &words.zh) {
            (Lang::Zh, Some(zh)) if !zh.is_empty() => zh,
            _ => &words.en,
        }
    }
}

/// The texts of a language by key.
#[derive(Debug)]
pub struct Texts {
    lang: Lang,
    words: HashMap<String, Words>,
}

/// A text, and how it is said of several: `takes {object}`, `take {object}`.
#[derive(Debug)]
struct Words {
    one: String,
    many: Option<String>,
}

impl Words {
    /// Reads `take[s] {object}` and `[has|have] it`: what stands in brackets is said of one, behind a bar of several.
    fn parse(text: String) -> Self {
        if !text.contains('[') {
            return Self {
                one: text,
                many: None,
            };
        }
        let (mut one, mut many) = (String::new(), String::new());
        for piece in text.split_inclusive(']') {
            let (before, choice) = piece.split_once('[').unwrap_or((piece, ""));
            let choice = choice.trim_end_matches(']');
            let (of_one, of_many) = choice.split_once('|').unwrap_or((choice, ""));
            for (text, choice) in [(&mut one, of_one), (&mut many, of_many)] {
                text.push_str(before);
                text.push_str(choice);
            }
        }
        Self {
            one,
            many: Some(many),
        }
    }
}

static EN: LazyLock<Texts> =
    LazyLock::new(|| Texts::parse(Lang::En, include_str!("../../assets/text/en.toml")));
static ZH: LazyLock<Texts> =
    LazyLock::new(|| Texts::parse(Lang::Zh, include_str!("../../assets/text/zh.toml")));

impl Texts {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }

    /// Which language these are.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The text under a key, `section.key`; the key itself if there is none (a test keeps that from happening).
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, |words| &words.one)
    }

    /// The text under a key, as it is said of several if they are `many`.
    pub fn get_for<'a>(&'a self, key: &'a str, many: bool) -> &'a str {
        let several = || self.words.get(key)?.many.as_deref();
        let several = if many { several() } else { None };
        several.unwrap_or_else(|| self.get(key))
    }

    /// Whether there is a text under this key.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// The text under a key with its `{name}` placeholders filled in.
    pub fn fill(&self, key: &str, with: &[(&str, &str)]) -> String {
        fill(self.get(key), with)
    }

    /// As [`Self::fill`], as it is said of several if they are `many`.
    pub fn fill_for(&self, key: &str, many: bool, with: &[(&str, &str)]) -> String {
        fill(self.get_for(key, many), with)
    }

    /// Reads an embedded file; a test holds that it can be read.
    fn parse(lang: Lang, file: &str) -> Self {
        let table: toml::Table = file.parse().unwrap_or_default();
        let mut words = HashMap::new();
        for (section, keys) in table {
            let toml::Value::Table(keys) = keys else {
                continue;
            };
            for (key, text) in keys {
                if let toml::Value::String(text) = text {
                    words.insert(format!("{section}.{key}"), Words::parse(text));
                }
            }
        }
        Self { lang, words }
    }
}

/// Fills `{name}` placeholders; one without a value stays as it is, `{{` is a brace.
pub(super) fn fill(text: &str, with: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            out.push('{');
            rest = after;
            continue;
        }
        let Some(end) = rest.find('}') else {
            out.push('{');
            continue;
        };
        if let Some((_, value)) = with.iter().find(|(name, _)| *name == &rest[..end]) {
            out.push_str(value);
        } else {
            out.push('{');
            out.push_str(&rest[..=end]);
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}
