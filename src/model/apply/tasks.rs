//! Tasks come, move, print and go.

use rustc_hash::FxHashSet;

use crate::trace::{Ending, ObjectKind, SiteId, Spawn, TaskId, TaskKind, Text};

use super::{Now, cut};
use crate::model::{Doing, End, FlightKind, Model, Object, Place, Said, Spot, Task, Trail, What};

/// How many tasks that have ended stay known.
const MOST_OVER: usize = 512;

impl Model {
    pub(super) fn on_spawn(&mut self, spawn: &Spawn, now: Now) {
        self.stir(now);
        let id = spawn.task;
        let name = self.told_apart(id, &spawn.name);
        if let Some(task) = self.tasks.get_mut(id) {
            let counted = task.counts() && !task.is_over();
            task.name = name;
            task.function = spawn.function.clone();
            task.daemon = spawn.daemon;
            let counts = task.counts() && !task.is_over();
            self.books.alive = self.books.alive + u64::from(counts) - u64::from(counted);
            return;
        }
        let number = self.spawned;
        self.spawned += 1;
        let glyph = self
            .glyphs
            .choose(&spawn.name, &spawn.function, spawn.kind, number);
        let task = Task {
            id,
            parent: spawn.parent,
            name,
            function: spawn.function.clone(),
            kind: spawn.kind,
            daemon: spawn.daemon,
            colour: number as u16,
            glyph,
            doing: Doing::New,
            since: now.time,
            since_moment: now.moment,
            site: None,
            site_moment: now.moment,
            wants: Vec::new(),
            carries: std::collections::VecDeque::new(),
            holds: Vec::new(),
            overtaken: 0,
            trail: Trail::new(Place::Wings, now.moment),
            spot: 0,
            said: None,
            born: now.moment,
            operations: 0,
        };
        self.books.alive += u64::from(task.counts());
        self.books.others += usize::from(task.keeps_spot());
        self.crowd = self.crowd.max(self.books.others);
        self.tasks.insert(id, task);
        self.judge(now);
    }

    /// The name by which a task is known everywhere: its own, with a number from the second of that name on.
    fn told_apart(&self, id: TaskId, name: &Text) -> Text {
        let others = || self.tasks.iter().filter(|task| task.id != id);
        if others().all(|task| task.name != *name) {
            return name.clone();
        }
        // Gathered once: many threads may have one name.
        let taken: FxHashSet<&str> = others().map(|task| &*task.name).collect();
        let mut numbered = (2..).map(|n: u32| format!("{name} ({n})"));
        let free = numbered.find(|numbered| !taken.contains(numbered.as_str()));
        free.map_or_else(|| name.clone(), Text::from)
    }

    pub(super) fn on_start(&mut self, id: TaskId, now: Now) {
        self.stir(now);
        let Some(task) = self.tasks.get(id) else {
            return;
        };
        let by = task.parent;
        let announced = task.kind != TaskKind::Lecturer;
        self.set_doing(id, Doing::Running, now);
        self.latest = Some(id);
        if announced {
            let by = by.and_then(|by| self.actor(by));
            self.enter(Some(id), now, What::Started { by });
        }
        if let Some(by) = by {
            self.fly(
                FlightKind::Start,
                Spot::Task(by),
                Spot::Task(id),
                now,
                0,
                None,
            );
        }
    }

    pub(super) fn on_end(&mut self, id: TaskId, how: &Ending, now: Now) {
        self.stir(now);
        let Some(task) = self.tasks.get_mut(id) else {
            return;
        };
        if task.is_over() {
            return;
        }
        let (counted, other) = (task.counts(), task.keeps_spot());
        let glyph = task.glyph;
        let line = self.line(id);
        let part = self.cause_end(id, line, now);
        let Some(task) = self.tasks.get_mut(id) else {
            return;
        };
        let wants = std::mem::take(&mut task.wants);
        for want in &wants {
            self.leave_lines(id, want);
        }
        self.askers.retain(|asker| *asker != id);
        self.glyphs.give_back(glyph);
        self.set_doing(id, Doing::Ended(how.clone()), now);
        self.enter_part(Some(id), now, What::Ended(how.clone()), part);
        self.ended += 1;
        self.books.alive = self.books.alive.saturating_sub(u64::from(counted));
        self.books.others = self.books.others.saturating_sub(usize::from(other));
        self.review_circles(Some(id), None);
        // The main thread stays known, and in the list.
        if id.0 > 0 {
            self.books.over.push_back(id);
        }
        self.forget_tasks();
        self.judge(now);
    }

    /// Forgets the ones that ended longest ago, those last who took something with them.
    fn forget_tasks(&mut self) {
        if self.books.over.len() <= MOST_OVER {
            return;
        }
        let Some(oldest) = self.books.over.pop_front() else {
            return;
        };
        let holds = self
            .tasks
            .get(oldest)
            .is_some_and(|task| !task.holds.is_empty());
        if holds && self.books.over.len() < 2 * MOST_OVER {
            self.books.over.push_back(oldest);
        } else if self.tasks.remove(oldest).is_some() {
            self.forgotten += 1;
        }
    }

    pub(super) fn on_at(&mut self, id: TaskId, site: SiteId, now: Now) {
        self.stir(now);
        let Some(task) = self.tasks.get_mut(id) else {
            return;
        };
        task.site = Some(site);
        task.site_moment = now.moment;
        let new = task.doing == Doing::New;
        self.latest = Some(id);
        if new {
            self.set_doing(id, Doing::Running, now);
        }
    }

    pub(super) fn on_out(&mut self, id: TaskId, text: &Text, err: bool, now: Now) {
        self.stir(now);
        if self.books.is_bare() {
            return;
        }
        self.output.push(id, text, err, now.time, now.moment);
        let Some(task) = self.tasks.get_mut(id) else {
            return;
        };
        let words = text.trim_end_matches('\n');
        let last = words.rsplit('\n').next().unwrap_or(words);
        if !last.trim().is_empty() {
            let said = if last.len() == text.len() {
                text.clone()
            } else {
                last.into()
            };
            task.said = Some(Said {
                text: cut(&said, 256),
                moment: now.moment,
            });
        }
    }

    /// Sets what a task does and sends its figure to where one does that.
    pub(super) fn set_doing(&mut self, id: TaskId, doing: Doing, now: Now) {
        let Some(task) = self.tasks.get_mut(id) else {
            return;
        };
        if task.doing != doing {
            task.doing = doing;
            task.since = now.time;
            task.since_moment = now.moment;
        }
        self.place(id, now);
    }

    /// Sends a task's figure to where it belongs.
    pub(super) fn place(&mut self, id: TaskId, now: Now) {
        let Some(task) = self.tasks.get(id) else {
            return;
        };
        let own = || {
            task.holds
                .last()
                .map_or(Place::Floor, |held| Place::Inside {
                    object: held.object,
                    slot: held.slot,
                })
        };
        let place = match &task.doing {
            Doing::New => Place::Wings,
            Doing::Ended(_) => Place::Exit,
            Doing::Asking { .. } => Place::Desk,
            Doing::Running | Doing::Sleeping { .. } => own(),
            Doing::Waiting | Doing::Picked => match task.wants.last() {
                None => own(),
                Some(want) => match (want.object, want.on) {
                    (Some(object), _) => self.place_at(id, object).unwrap_or_else(own),
                    (None, Some(task)) => Place::Beside { task },
                    (None, None) => own(),
                },
            },
        };
        if !self.books.is_bare() {
            self.walk(id, place, now);
        }
        if let Some(task) = self.tasks.get_mut(id) {
            task.trail.push(place, now.moment);
        }
    }

    /// Keeps the books of who stands where, while a figure goes from where it is to `place`.
    fn walk(&mut self, id: TaskId, place: Place, now: Now) {
        let Some(task) = self.tasks.get_mut(id) else {
            return;
        };
        let before = task.trail.last().place;
        if task.keeps_spot() {
            match (before.is_free(), place.is_free()) {
                (true, false) => self.books.spots.give_back(task.spot),
                (false, true) => task.spot = self.books.spots.choose(task.spot),
                _ => {}
            }
        }
        let (from, to) = (before.line(), place.line());
        if from == to {
            match (before, place) {
                // It has to queue again.
                (Place::Picked { .. }, Place::Line { .. }) => {}
                (Place::Line { object, end, .. }, Place::Picked { .. }) => {
                    let at = self.objects.get(object);
                    if let Some(index) = at.and_then(|at| place_left(at, end, id)) {
                        task.trail.left_from(index);
                    }
                    return;
                }
                _ => return,
            }
        }
        if let Some((object, end)) = from
            && let Some(at) = self.objects.get_mut(object)
            && let Some(index) = place_left(at, end, id)
        {
            at.line_at_mut(end).go(id, now.moment);
            task.trail.left_from(index);
        }
        if let Some((object, end)) = to
            && let Some(at) = self.objects.get_mut(object)
        {
            at.line_at_mut(end).come(id, now.moment);
        }
    }

    fn place_at(&self, id: TaskId, object: crate::trace::ObjectId) -> Option<Place> {
        let at = self.objects.get(object)?;
        let waiter = at.waiter(id)?;
        let end = waiter.end;
        Some(match at.line_at(end).index_of(id) {
            Some(index) => Place::Line {
                object,
                end,
                index: index as u32,
            },
            None => Place::Picked {
                object,
                end,
                index: waiter.from,
            },
        })
    }
}

/// Where one stands who goes: its seat at a condition, else its place in the line.
fn place_left(object: &Object, end: End, task: TaskId) -> Option<u32> {
    let line = object.line_at(end);
    if object.kind == ObjectKind::Condition {
        return line.number_of(task);
    }
    line.place_of(task).map(|index| index as u32)
}
