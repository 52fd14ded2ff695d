//! The footer and the help, made from the one table of keys and the scene's own.

use super::App;
use super::keys::{self, Action, Binding, GROUPS, TABLE};
use crate::text::Texts;
use crate::trace::{SceneKey, Text};
use crate::view::ui::{HelpGroup, Hint, Overlay};

impl App {
    /// Makes both anew: the scene or the language has changed.
    pub(super) fn refresh_hints(&mut self) {
        let texts = self.texts();
        if let Overlay::Gallery(_) = self.ui.overlay {
            let left = self.session.is_some();
            self.ui.hints = gallery_hints(texts, "key", left);
            self.ui.help = vec![HelpGroup {
                title: texts.get("group.gallery").into(),
                keys: gallery_hints(texts, "help", left),
            }];
            return;
        }
        let scene: Vec<Hint> = self
            .scene_keys()
            .iter()
            .map(|key| scene_hint(key, self.ui.lang))
            .collect();
        let variants = self
            .session
            .as_ref()
            .is_some_and(|session| session.scene.variants.len() > 1);
        let pane = self.ui.pane;
        let here = |binding: &&Binding| binding.pane.is_none_or(|of| of == pane);
        // What a key does in this pane is what it does.
        let covered = |binding: &&Binding| {
            let first = binding.keys.first().copied().unwrap_or_default();
            keys::action(first, pane) == Some(binding.action)
        };
        let mut rows: Vec<&Binding> = TABLE
            .iter()
            .filter(|binding| binding.footer.is_some())
            .filter(|binding| here(binding) && covered(binding))
            .filter(|binding| variants || binding.action != Action::Variant)
            .collect();
        rows.sort_by_key(|binding| binding.footer);
        let mut hints: Vec<Hint> = rows
            .iter()
            .map(|binding| footer_hint(binding, texts))
            .collect();
        // The scene's own come first.
        hints.splice(0..0, scene.iter().cloned());
        self.ui.hints = hints;

        let mut help = Vec::with_capacity(GROUPS.len() + 1);
        if !scene.is_empty() {
            help.push(HelpGroup {
                title: texts.get("group.scene").into(),
                keys: scene,
            });
        }
        help.extend(GROUPS.iter().map(|group| {
            HelpGroup {
                title: texts.get(&format!("group.{group}")).into(),
                keys: TABLE
                    .iter()
                    .filter(|binding| binding.group == *group)
                    .map(|binding| hint(binding, "help", texts))
                    .collect(),
            }
        }));
        self.ui.help = help;
    }

    fn scene_keys(&self) -> &[SceneKey] {
        let words = self
            .session
            .as_ref()
            .and_then(|session| session.program().words.as_ref());
        words.map_or(&[], |words| &words.keys)
    }
}

/// The keys of the gallery, where a run was `left` for it or not: what it has of its own, and the rows of the table that it knows.
fn gallery_hints(texts: &Texts, section: &str, left: bool) -> Vec<Hint> {
    let own = [
        ("enter", "gallery.start"),
        ("esc", "gallery.back"),
        ("up down", "gallery.scene"),
        ("left right", "gallery.variant"),
    ];
    let own = own.map(|(key, label)| Hint {
        key: key.into(),
        label: texts.get(label).into(),
        dear: false,
    });
    let known = [
        Action::Help,
        Action::Quit,
        Action::Language,
        Action::Theme,
        Action::Projector,
    ];
    let rows = known
        .iter()
        .filter_map(|action| TABLE.iter().find(|row| row.action == *action));
    // There is a way back only where a run was left.
    let own = own.into_iter().filter(|hint| left || *hint.key != *"esc");
    own.chain(rows.map(|row| match section {
        "key" => footer_hint(row, texts),
        _ => hint(row, section, texts),
    }))
    .collect()
}

fn scene_hint(key: &SceneKey, lang: crate::text::Lang) -> Hint {
    Hint {
        key: key.key.clone(),
        label: lang.pick(&key.label).into(),
        dear: false,
    }
}

/// The footer names one key; the way to help, out and to the other variants is never left out.
fn footer_hint(binding: &Binding, texts: &Texts) -> Hint {
    Hint {
        key: written(&binding.keys[..1]),
        dear: matches!(
            binding.action,
            Action::Help | Action::Quit | Action::Variant
        ),
        ..hint(binding, "key", texts)
    }
}

fn hint(binding: &Binding, section: &str, texts: &Texts) -> Hint {
    Hint {
        key: written(binding.keys),
        label: texts.get(&format!("{section}.{}", binding.name)).into(),
        dear: false,
    }
}

fn written(keys: &[&str]) -> Text {
    // The footer and the help have room for two.
    match keys {
        [one] => (*one).into(),
        many => many.join(" ").into(),
    }
}
