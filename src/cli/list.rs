//! `primviz list`: scenes, variants, keys.

use std::fmt::Write;

use serde::Serialize;

use crate::scene::{Does, Scene, Variant};
use crate::text::Lang;

/// The list for people: below a scene its variants, by the word that starts one when it stands behind the scene's name.
pub fn plain(scenes: &[Scene], lang: Lang) -> String {
    let name = |scene: &Scene, variant: &Variant| match variant.name.as_str() {
        "" => scene.name.clone(),
        name => format!("  {name}"),
    };
    let names = scenes.iter().flat_map(|scene| {
        let variants = scene.variants.iter();
        variants.map(|variant| name(scene, variant).len())
    });
    let column = names.max().unwrap_or(0) + 2;
    let mut out = String::new();
    for scene in scenes {
        for variant in &scene.variants {
            let (name, description) = (name(scene, variant), lang.pick(&variant.description));
            let _ = writeln!(out, "{name:<column$}{description}");
        }
        let keys: Vec<String> = footer(scene.plain(), lang)
            .map(|(key, label)| format!("{key} {label}"))
            .collect();
        let _ = writeln!(out, "{:<column$}{}\n", "", keys.join(" | "));
    }
    out.pop();
    out
}

fn footer(variant: &Variant, lang: Lang) -> impl Iterator<Item = (&str, &str)> {
    let keys = variant.words.iter().flat_map(|words| &words.keys);
    keys.map(move |key| (key.key.as_ref(), lang.pick(&key.label)))
}

#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    variants: Vec<VariantEntry<'a>>,
}

#[derive(Serialize)]
struct VariantEntry<'a> {
    name: &'a str,
    title: &'a str,
    description: &'a str,
    picture: &'a str,
    outcome: &'a str,
    keys: Vec<KeyEntry<'a>>,
}

#[derive(Serialize)]
struct KeyEntry<'a> {
    key: char,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<&'a str>,
}

/// The list for programs.
pub fn json(scenes: &[Scene], lang: Lang) -> String {
    let entries: Vec<Entry<'_>> = scenes
        .iter()
        .map(|scene| Entry {
            name: &scene.name,
            variants: scene
                .variants
                .iter()
                .map(|variant| entry(variant, lang))
                .collect(),
        })
        .collect();
    serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n"
}

fn entry(variant: &Variant, lang: Lang) -> VariantEntry<'_> {
    let words = variant.words.as_deref();
    VariantEntry {
        name: &variant.name,
        title: words.map_or("", |words| lang.pick(&words.title)),
        description: lang.pick(&variant.description),
        picture: words.map_or("auto", |words| words.picture.as_ref()),
        outcome: variant.outcome.map_or("", |outcome| outcome.as_str()),
        keys: variant
            .keys
            .iter()
            .map(|key| KeyEntry {
                key: key.key,
                label: lang.pick(&key.label),
                run: match &key.does {
                    Does::Run(statement) => Some(statement),
                    Does::Variant(_) => None,
                },
                variant: match &key.does {
                    Does::Variant(name) => Some(name),
                    Does::Run(_) => None,
                },
            })
            .collect(),
    }
}
