//! The schema of `scene.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::Outcome;
use crate::trace::Words;

/// Pictures that a scene may ask for.
pub const PICTURES: [&str; 13] = [
    "auto",
    "street",
    "corridor",
    "kitchen",
    "locks",
    "waiting-room",
    "gate",
    "reading-room",
    "clocks",
    "office",
    "bakery",
    "board",
    "table",
];

/// A text in both languages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    pub en: String,
    pub zh: Option<String>,
}

impl From<Both> for Words {
    fn from(both: Both) -> Self {
        Self {
            en: both.en.into(),
            zh: both.zh.map(Into::into),
        }
    }
}

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SceneFile {
    #[serde(default = "last")]
    pub order: u32,
    pub title: Both,
    #[serde(default)]
    pub description: Both,
    #[serde(default)]
    pub look: Both,
    #[serde(default)]
    pub question: Both,
    #[serde(default)]
    pub answer: Both,
    pub picture: Option<Spanned<String>>,
    pub program: Option<Spanned<String>>,
    pub outcome: Spanned<String>,
    pub pace: Option<Spanned<f64>>,
    #[serde(default)]
    pub dress: BTreeMap<String, String>,
    #[serde(default)]
    pub labels: BTreeMap<String, Both>,
    #[serde(default)]
    pub keys: Vec<KeyFile>,
    #[serde(default)]
    pub variants: Vec<VariantFile>,
}

/// A variant: what is left out is as in the plain one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VariantFile {
    pub name: Spanned<String>,
    pub program: Spanned<String>,
    pub title: Option<Both>,
    pub description: Option<Both>,
    pub look: Option<Both>,
    pub question: Option<Both>,
    pub answer: Option<Both>,
    pub picture: Option<Spanned<String>>,
    pub outcome: Option<Spanned<String>>,
    pub pace: Option<Spanned<f64>>,
    #[serde(default)]
    pub dress: BTreeMap<String, String>,
    #[serde(default)]
    pub labels: BTreeMap<String, Both>,
    #[serde(default)]
    pub keys: Vec<KeyFile>,
}

/// A key: one of `run` and `variant`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    pub key: Spanned<String>,
    pub label: Both,
    pub run: Option<Spanned<String>>,
    pub variant: Option<Spanned<String>>,
}

fn last() -> u32 {
    u32::MAX
}

impl Outcome {
    /// The outcomes as scene.toml spells them.
    pub const ALL: [Self; 4] = [Self::Ends, Self::Runs, Self::Deadlocks, Self::Waits];

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|outcome| outcome.as_str() == text)
    }
}
