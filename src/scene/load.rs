//! `scene.toml` and the programs beside it become a [`Scene`].

use std::path::Path;
use std::time::Duration;

use toml::Spanned;

use super::beside;
use super::file::{Both, KeyFile, PICTURES, SceneFile, VariantFile};
use super::source::{self, Folder};
use super::{Does, Key, Origin, Outcome, PACE, Place, Scene, SceneError, Variant};
use crate::python::Problem;
use crate::trace::{SceneKey, SceneWords, Words};

/// A folder or a `.py` file of the user's.
///
/// # Errors
/// It is not there, is neither, or is broken.
pub fn path(path: &Path) -> Result<Scene, SceneError> {
    if path.is_dir() {
        if !path.join("scene.toml").is_file() {
            let main = path.join("__main__.py");
            if main.is_file() {
                return lone(&main);
            }
            return Err(SceneError::NotAScene(path.to_owned()));
        }
        return folder(Folder::Disk(path));
    }
    if path.file_name().is_some_and(|name| name == "scene.toml") {
        let parent = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        return folder(Folder::Disk(parent.unwrap_or(Path::new("."))));
    }
    if path.exists()
        && path
            .extension()
            .is_none_or(|extension| !extension.eq_ignore_ascii_case("py"))
    {
        return Err(SceneError::NotPython(path.to_owned()));
    }
    lone(path)
}

/// A program without words.
fn lone(path: &Path) -> Result<Scene, SceneError> {
    let source = source::read(path)?;
    let stem = path
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let variant = Variant {
        name: String::new(),
        description: Words::default(),
        words: None,
        outcome: None,
        pace: PACE,
        keys: Vec::new(),
        file: path.to_string_lossy().into(),
        beside: beside::of(
            Folder::Disk(path.parent().unwrap_or(Path::new(""))),
            &source,
        ),
        source: source.into(),
    };
    Ok(Scene {
        name: stem,
        origin: Origin::File(path.to_owned()),
        description: Words::default(),
        variants: vec![variant],
        order: u32::MAX,
    })
}

/// A folder with a `scene.toml`.
pub fn folder(folder: Folder<'_>) -> Result<Scene, SceneError> {
    let text = folder.read("scene.toml")?;
    let shown = folder.path_of("scene.toml").display().to_string();
    let mut reader = Reader {
        folder,
        file: shown,
        text: &text,
        problems: Vec::new(),
    };
    let parsed: SceneFile = toml::from_str(&text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        SceneError::BrokenScene(vec![reader.problem(span, error.message().to_owned(), None)])
    })?;
    let scene = reader.scene(parsed);
    if reader.problems.is_empty() {
        Ok(scene)
    } else {
        Err(SceneError::BrokenScene(reader.problems))
    }
}

struct Reader<'a> {
    folder: Folder<'a>,
    file: String,
    text: &'a str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn scene(&mut self, parsed: SceneFile) -> Scene {
        let (name, origin) = match self.folder {
            Folder::Embedded(dir) => (base_name(dir.path()), Origin::Embedded),
            Folder::Disk(path) => {
                let whole = path.canonicalize();
                (
                    base_name(whole.as_deref().unwrap_or(path)),
                    Origin::Folder(path.to_owned()),
                )
            }
        };
        let names = self.variant_names(&parsed.variants);
        let plain = self.plain(&name, &parsed, &names);
        let mut variants = vec![plain];
        for entry in parsed.variants {
            let variant = self.variant(&variants[0], entry, &names);
            variants.push(variant);
        }
        Scene {
            name,
            origin,
            description: parsed.description.into(),
            variants,
            order: parsed.order,
        }
    }

    fn variant_names(&mut self, variants: &[VariantFile]) -> Vec<String> {
        let mut names = vec![String::new()];
        for entry in variants {
            let name = entry.name.get_ref();
            if names.contains(name) {
                let message = match name.as_str() {
                    "" => "a variant needs a name".to_owned(),
                    name => format!("there are two variants called '{name}'"),
                };
                self.wrong(&entry.name, message, None);
            }
            names.push(name.clone());
        }
        names
    }

    fn plain(&mut self, name: &str, parsed: &SceneFile, names: &[String]) -> Variant {
        let (file, source) = match &parsed.program {
            Some(program) => self.program(program),
            None => self.default_program(name),
        };
        let picture = parsed
            .picture
            .as_ref()
            .map_or_else(|| "auto".to_owned(), |picture| self.picture(picture));
        let outcome = self.outcome(&parsed.outcome);
        let pace = parsed.pace.as_ref().map_or(PACE, |pace| self.pace(pace));
        let (footer, keys) = self.keys(&parsed.keys, names);
        let words = SceneWords {
            name: name.into(),
            variant: "".into(),
            title: parsed.title.clone().into(),
            look: parsed.look.clone().into(),
            question: parsed.question.clone().into(),
            answer: parsed.answer.clone().into(),
            picture: picture.into(),
            outcome: outcome.as_str().into(),
            dress: parsed
                .dress
                .iter()
                .map(|(who, what)| (who.as_str().into(), what.as_str().into()))
                .collect(),
            labels: parsed
                .labels
                .iter()
                .map(|(who, what)| (who.as_str().into(), what.clone().into()))
                .collect(),
            keys: footer,
        };
        Variant {
            name: String::new(),
            description: parsed.description.clone().into(),
            words: Some(Box::new(words)),
            outcome: Some(outcome),
            pace,
            keys,
            file: file.into(),
            beside: beside::of(self.folder, &source),
            source: source.into(),
        }
    }

    fn variant(&mut self, plain: &Variant, entry: VariantFile, names: &[String]) -> Variant {
        let mut variant = plain.clone();
        let (file, source) = self.program(&entry.program);
        variant.file = file.into();
        variant.beside = beside::of(self.folder, &source);
        variant.source = source.into();
        variant.name.clone_from(entry.name.get_ref());
        variant.description = entry.description.map_or(variant.description, Words::from);
        if let Some(outcome) = &entry.outcome {
            variant.outcome = Some(self.outcome(outcome));
        }
        if let Some(pace) = &entry.pace {
            variant.pace = self.pace(pace);
        }
        let (footer, keys) = self.keys(&entry.keys, names);
        variant
            .keys
            .retain(|old| keys.iter().all(|new| new.key != old.key));
        variant.keys.splice(0..0, keys);
        if let Some(words) = &mut variant.words {
            words.variant = variant.name.as_str().into();
            let replace = |old: &mut Words, new: Option<Both>| {
                if let Some(new) = new {
                    *old = new.into();
                }
            };
            replace(&mut words.title, entry.title);
            replace(&mut words.look, entry.look);
            replace(&mut words.question, entry.question);
            replace(&mut words.answer, entry.answer);
            if let Some(picture) = &entry.picture {
                words.picture = self.picture(picture).into();
            }
            if let Some(outcome) = variant.outcome {
                words.outcome = outcome.as_str().into();
            }
            words.dress.extend(
                entry
                    .dress
                    .iter()
                    .map(|(who, what)| (who.as_str().into(), what.as_str().into())),
            );
            words.labels.extend(
                entry
                    .labels
                    .into_iter()
                    .map(|(who, what)| (who.into(), what.into())),
            );
            words
                .keys
                .retain(|old| footer.iter().all(|new| new.key != old.key));
            words.keys.splice(0..0, footer);
        }
        variant
    }

    fn program(&mut self, program: &Spanned<String>) -> (String, String) {
        let name = program.get_ref();
        let shown = self.folder.path_of(name).display().to_string();
        if Path::new(name).components().count() != 1 {
            self.wrong(
                program,
                "a program lies in the scene's own folder".to_owned(),
                None,
            );
            return (shown, String::new());
        }
        match self.folder.read(name) {
            Ok(source) => (shown, source),
            Err(error) => {
                self.wrong(program, error.to_string(), None);
                (shown, String::new())
            }
        }
    }

    fn default_program(&mut self, scene: &str) -> (String, String) {
        let name = format!("{}.py", scene.replace('-', "_"));
        let shown = self.folder.path_of(&name).display().to_string();
        let source = self.folder.read(&name).unwrap_or_else(|_| {
            let message = format!("there is no {name} in the folder; `program` names another file");
            let problem = self.problem(0..0, message, None);
            self.problems.push(problem);
            String::new()
        });
        (shown, source)
    }

    fn picture(&mut self, picture: &Spanned<String>) -> String {
        if !PICTURES.contains(&picture.get_ref().as_str()) {
            let message = format!("there is no picture '{}'", picture.get_ref());
            self.wrong(
                picture,
                message,
                Some(format!("one of {}", PICTURES.join(", "))),
            );
        }
        picture.get_ref().clone()
    }

    fn outcome(&mut self, outcome: &Spanned<String>) -> Outcome {
        Outcome::parse(outcome.get_ref()).unwrap_or_else(|| {
            let message = format!("there is no outcome '{}'", outcome.get_ref());
            let all = Outcome::ALL.map(Outcome::as_str).join(", ");
            self.wrong(outcome, message, Some(format!("one of {all}")));
            Outcome::Ends
        })
    }

    fn pace(&mut self, pace: &Spanned<f64>) -> Duration {
        let seconds = *pace.get_ref();
        if !(0.0..=10.0).contains(&seconds) {
            self.wrong(
                pace,
                "a pace is from 0 to 10 seconds a line".to_owned(),
                None,
            );
            return PACE;
        }
        Duration::from_secs_f64(seconds)
    }

    /// The keys as the footer shows them, and one entry a key.
    fn keys(&mut self, entries: &[KeyFile], variants: &[String]) -> (Vec<SceneKey>, Vec<Key>) {
        let mut footer = Vec::new();
        let mut keys: Vec<Key> = Vec::new();
        for entry in entries {
            let spelled = entry.key.get_ref();
            let Some((range, chars)) = characters(spelled) else {
                let help = "one character, or a range of digits such as 1-9".to_owned();
                self.wrong(&entry.key, format!("'{spelled}' is not a key"), Some(help));
                continue;
            };
            let place = Place(self.problem(entry.key.span(), String::new(), None));
            let Some(does) = self.does(entry, variants) else {
                continue;
            };
            for key in chars {
                if keys.iter().any(|other| other.key == key) {
                    self.wrong(
                        &entry.key,
                        format!("two of the scene's keys are '{key}'"),
                        None,
                    );
                }
                let fill = |text: &str| {
                    if range {
                        text.replace("{key}", &key.to_string())
                    } else {
                        text.to_owned()
                    }
                };
                let label = Words {
                    en: fill(&entry.label.en).into(),
                    zh: entry.label.zh.as_deref().map(|text| fill(text).into()),
                };
                let does = match &does {
                    Does::Run(statement) => Does::Run(fill(statement).into()),
                    Does::Variant(name) => Does::Variant(name.clone()),
                };
                keys.push(Key {
                    key,
                    label,
                    does,
                    place: place.clone(),
                });
            }
            let shown = |text: &str| {
                if range {
                    text.replace("{key}", "n")
                } else {
                    text.to_owned()
                }
            };
            footer.push(SceneKey {
                key: spelled.as_str().into(),
                label: Words {
                    en: shown(&entry.label.en).into(),
                    zh: entry.label.zh.as_deref().map(|text| shown(text).into()),
                },
                run: match &does {
                    Does::Run(statement) => shown(statement).into(),
                    Does::Variant(_) => "".into(),
                },
            });
        }
        (footer, keys)
    }

    fn does(&mut self, entry: &KeyFile, variants: &[String]) -> Option<Does> {
        match (&entry.run, &entry.variant) {
            (Some(run), None) => Some(Does::Run(run.get_ref().as_str().into())),
            (None, Some(variant)) => {
                if !variants.contains(variant.get_ref()) {
                    self.wrong(
                        variant,
                        format!("there is no variant '{}'", variant.get_ref()),
                        None,
                    );
                }
                Some(Does::Variant(variant.get_ref().clone()))
            }
            _ => {
                self.wrong(
                    &entry.key,
                    "a key has either `run` or `variant`".to_owned(),
                    None,
                );
                None
            }
        }
    }

    fn wrong<T>(&mut self, place: &Spanned<T>, message: String, instead: Option<String>) {
        let problem = self.problem(place.span(), message, instead);
        self.problems.push(problem);
    }

    fn problem(
        &self,
        span: std::ops::Range<usize>,
        message: String,
        instead: Option<String>,
    ) -> Problem {
        Problem::at(&self.file, self.text, span, message, instead)
    }
}

/// Whether it is a range, and the keys that are meant.
fn characters(spelled: &str) -> Option<(bool, Vec<char>)> {
    let chars: Vec<char> = spelled.chars().collect();
    match chars[..] {
        [key] if !key.is_whitespace() && !key.is_control() => Some((false, vec![key])),
        [first, '-', last] if first.is_ascii_digit() && last.is_ascii_digit() && first < last => {
            Some((true, (first..=last).collect()))
        }
        _ => None,
    }
}

fn base_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
