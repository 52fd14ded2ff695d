//! The thread that the lecturer has chosen, and the gallery.

use super::keys::{self, Action};
use super::session::{Launch, fresh_seed};
use super::{App, Flow};
use crate::model::{Doing, Task};
use crate::python;
use crate::scene;
use crate::stage::{Granularity, Request};
use crate::trace::{ObjectKind, TaskId, TaskKind};
use crate::view::ui::{Gallery, GalleryEntry, Notice, Overlay, Pane, Run, StepSize};

/// How long a remark stays, in microseconds.
const NOTICE: u64 = 6_000_000;
/// How long an answer stays that was asked for.
const RESULT: u64 = 20_000_000;

impl App {
    /// The tasks that can be chosen, in the order in which they are listed.
    fn choosable(&self) -> impl Iterator<Item = &Task> {
        let tasks = self
            .session
            .iter()
            .flat_map(|session| session.model.tasks.iter());
        tasks.filter(|task| task.kind != TaskKind::Lecturer && !task.is_over())
    }

    /// Moves the choice up or down the list, round and round.
    pub(super) fn choose(&mut self, by: isize) {
        let tasks: Vec<TaskId> = self.choosable().map(|task| task.id).collect();
        if tasks.is_empty() {
            return;
        }
        let here = self
            .ui
            .chosen
            .and_then(|chosen| tasks.iter().position(|&task| task == chosen));
        let there = match here {
            Some(here) => (here as isize + by).rem_euclid(tasks.len() as isize) as usize,
            None if by > 0 => 0,
            None => tasks.len() - 1,
        };
        self.ui.chosen = Some(tasks[there]);
    }

    /// Whom a step is for while nobody has been chosen: the first that can go on.
    pub(super) fn first_to_step(&self) -> Option<TaskId> {
        let goes_on =
            |task: &&Task| matches!(task.doing, Doing::Running | Doing::Picked | Doing::New);
        let first = self
            .choosable()
            .find(goes_on)
            .or_else(|| self.choosable().next());
        // Before the first records have come there is the main thread all the same.
        let spawned = self
            .session
            .as_ref()
            .is_some_and(|session| session.model.spawned > 0);
        first
            .map(|task| task.id)
            .or((!spawned).then_some(TaskId(0)))
    }

    /// A choice that has ended is taken back.
    pub(super) fn keep_choice(&mut self) {
        if let Some(chosen) = self.ui.chosen
            && !self.choosable().any(|task| task.id == chosen)
        {
            self.ui.chosen = None;
        }
    }

    /// Tells the lecturer why something did not work.
    pub(super) fn warn(&mut self, text: String) {
        self.notice(text, true, NOTICE);
    }

    /// Tells the lecturer what a key did.
    pub(super) fn remark(&mut self, text: String) {
        self.notice(text, false, NOTICE);
    }

    /// Tells the lecturer what a statement came to.
    pub(super) fn answer(&mut self, text: String) {
        self.notice(text, false, RESULT);
    }

    fn notice(&mut self, text: String, warning: bool, stays: u64) {
        self.ui.notice = Some(Notice {
            text,
            warning,
            until: self.moment() + stays,
        });
    }

    /// Opens the gallery; the run that is on stands still meanwhile.
    pub(super) fn open_gallery(&mut self) {
        let scenes = scene::list();
        let here = self
            .session
            .as_ref()
            .map(|session| session.scene.name.clone());
        let chosen = scenes
            .iter()
            .position(|scene| Some(&scene.name) == here.as_ref())
            .unwrap_or(0);
        if self.ui.run == Run::Running {
            self.request(Request::Pause);
        }
        let entries = scenes.iter().map(entry).collect();
        self.ui.overlay = Overlay::Gallery(Gallery {
            entries,
            chosen,
            variant: 0,
            help: false,
        });
        self.refresh_hints();
    }

    pub(super) fn gallery_key(&mut self, key: &str) -> Flow {
        let Overlay::Gallery(gallery) = &mut self.ui.overlay else {
            return Flow::On;
        };
        if gallery.help {
            match keys::action(key, Pane::Stage) {
                Some(Action::Quit) => return Flow::Quit,
                Some(Action::Help | Action::Back) => gallery.help = false,
                _ => self.scroll(key),
            }
            return Flow::On;
        }
        let scenes = gallery.entries.len();
        let variants = gallery
            .entries
            .get(gallery.chosen)
            .map_or(1, |entry| entry.variants.len() + 1);
        match key {
            "up" | "pgup" if scenes > 0 => {
                gallery.chosen = (gallery.chosen + scenes - 1) % scenes;
                gallery.variant = 0;
            }
            "down" | "pgdn" if scenes > 0 => {
                gallery.chosen = (gallery.chosen + 1) % scenes;
                gallery.variant = 0;
            }
            "home" | "end" => {
                gallery.chosen = if key == "end" {
                    scenes.saturating_sub(1)
                } else {
                    0
                };
                gallery.variant = 0;
            }
            "left" => gallery.variant = (gallery.variant + variants - 1) % variants,
            "right" => gallery.variant = (gallery.variant + 1) % variants,
            "enter" | "space" => self.open_chosen(),
            _ => match keys::action(key, Pane::Stage) {
                Some(Action::Quit) => return Flow::Quit,
                Some(Action::Back) => self.leave_gallery(),
                Some(Action::Language) => {
                    self.ui.lang = self.ui.lang.next();
                    self.refresh_hints();
                }
                Some(Action::Theme) => self.ui.look.theme = self.ui.look.theme.next(),
                Some(Action::Help) => {
                    gallery.help = true;
                    self.ui.back = 0;
                }
                Some(Action::Colours) => self.ui.look.depth = self.ui.look.depth.next(),
                Some(Action::Ascii) => self.ui.look.ascii = !self.ui.look.ascii,
                Some(Action::Projector) => self.ui.toggle_projector(),
                _ => {}
            },
        }
        Flow::On
    }

    fn open_chosen(&mut self) {
        if let Some(launch) = self.chosen_launch() {
            self.preview = super::Preview::default();
            self.start(&launch);
        }
    }

    /// The run that is chosen in the gallery.
    pub(super) fn chosen_launch(&self) -> Option<Launch> {
        let Overlay::Gallery(gallery) = &self.ui.overlay else {
            return None;
        };
        let entry = gallery.entries.get(gallery.chosen)?;
        let variant = match gallery.variant {
            0 => String::new(),
            n => entry
                .variants
                .get(n - 1)
                .map(|(name, _)| name.to_string())
                .unwrap_or_default(),
        };
        Some(Launch {
            target: entry.name.to_string(),
            variant,
            seed: self.options.seed.unwrap_or_else(fresh_seed),
            cores: self.options.cores,
            paused: false,
            speed: self.options.speed,
            pace: self.options.pace,
            beats: self.options.beats,
            granularity: match self.ui.step {
                StepSize::Lines => Granularity::Line,
                StepSize::Operations => Granularity::Operation,
            },
        })
    }

    /// Back to the run that was left for the gallery, if there is one.
    fn leave_gallery(&mut self) {
        if self.session.is_some() {
            self.ui.overlay = Overlay::None;
            if self.ui.run == Run::Running {
                self.request(Request::Resume);
            }
            self.refresh_hints();
        }
    }
}

fn entry(scene: &scene::Scene) -> GalleryEntry {
    let plain = scene.plain();
    let words = plain.words.clone().unwrap_or_default();
    GalleryEntry {
        name: scene.name.as_str().into(),
        title: words.title.clone(),
        about: scene.description.clone(),
        kinds: kinds(&plain.source),
        variants: scene.variants[1..]
            .iter()
            .map(|variant| (variant.name.as_str().into(), variant.description.clone()))
            .collect(),
        picture: words.picture.clone(),
        keys: words.keys.clone(),
    }
}

/// The primitives whose names stand in a program.
fn kinds(source: &str) -> Vec<ObjectKind> {
    let names = python::names(source);
    let kind = |name: &str| {
        Some(match name {
            "Lock" => ObjectKind::Lock,
            "RLock" => ObjectKind::RLock,
            "Semaphore" | "BoundedSemaphore" => ObjectKind::Semaphore,
            "Event" => ObjectKind::Event,
            "Condition" => ObjectKind::Condition,
            "Barrier" => ObjectKind::Barrier,
            "Queue" | "LifoQueue" | "PriorityQueue" | "JoinableQueue" => ObjectKind::Queue,
            "Timer" => ObjectKind::Timer,
            "Pipe" => ObjectKind::Pipe,
            "RWLock" => ObjectKind::RwLock,
            "ThreadPoolExecutor" | "ProcessPoolExecutor" | "Pool" | "ThreadPool" => {
                ObjectKind::Pool
            }
            "Future" => ObjectKind::Future,
            _ => return None,
        })
    };
    let mut kinds: Vec<ObjectKind> = names.iter().filter_map(|name| kind(name)).collect();
    kinds.dedup();
    kinds
}
