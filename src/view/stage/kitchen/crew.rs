//! A crew: those who make, or those who take, each with its place.

use crate::model::{Place, Task};
use crate::trace::{ObjectId, TaskId};
use crate::view::motion::{WALK, ease, progress};

use super::super::show::{PACE, Show};

/// Those on one side of the belt.
#[derive(Debug)]
pub(super) struct Crew {
    /// In order of their ids.
    people: Vec<Member>,
    /// How many stand beside each other.
    pub(super) columns: i32,
}

#[derive(Debug, Clone, Copy)]
struct Member {
    task: TaskId,
    /// How far it is here, and how far at work and in no line, from 0 to 1: between the two on its way.
    here: f32,
    works: f32,
}

impl Crew {
    pub(super) fn new(show: &Show, queue: ObjectId, people: &[&Task]) -> Self {
        let known = people.iter().map(|task| (task, member(show, queue, task)));
        let known = known.filter(|(task, member)| !task.is_over() || member.here > 0.0);
        Self {
            people: known.map(|(_, member)| member).collect(),
            columns: 1,
        }
    }

    /// Pixels that it needs beside the belt.
    pub(super) fn needs(&self) -> i32 {
        let here: f32 = self.people.iter().map(|member| member.here).sum();
        (here.max(2.0) * PACE as f32) as i32 + 4
    }

    /// Gives it so many pixels.
    pub(super) fn room(&mut self, pixels: i32) {
        self.columns = ((pixels - 3) / PACE).max(1);
    }

    pub(super) fn has(&self, task: TaskId) -> bool {
        self.people
            .binary_search_by_key(&task, |member| member.task)
            .is_ok()
    }

    /// The place at work of one of them. Each has its own as long as there are places enough; else, and in a low kitchen
    /// behind the line, those who work move together.
    pub(super) fn index(&self, task: TaskId, low: bool) -> f32 {
        let before = || self.people.iter().take_while(|member| member.task < task);
        let here: f32 = self.people.iter().map(|member| member.here).sum();
        let enough = here <= self.columns as f32;
        if enough && !low {
            return before().map(|member| member.here).sum();
        }
        let works: f32 = before().map(|member| member.works).sum();
        let line: f32 = self
            .people
            .iter()
            .map(|member| member.here - member.works)
            .sum();
        if low { works + line } else { works }
    }
}

fn member(show: &Show, queue: ObjectId, task: &Task) -> Member {
    let here = |place: Place| f32::from(!matches!(place, Place::Wings | Place::Exit));
    let works = |place: Place| {
        let line = place.line().is_some_and(|(object, _)| object == queue);
        if line { 0.0 } else { here(place) }
    };
    let last = task.trail.last();
    let before = task.trail.before().map_or(last.place, |pose| pose.place);
    let share = ease(progress(last.moment, show.moment, WALK));
    let mix = |from: f32, to: f32| from + (to - from) * share;
    Member {
        task: task.id,
        here: mix(here(before), here(last.place)),
        works: mix(works(before), works(last.place)),
    }
}
