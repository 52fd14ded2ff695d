//! Tasks: what each does, where it stands, what it holds and wants.

use std::collections::VecDeque;

use crate::trace::{Ending, Micros, ObjectId, Op, SiteId, TaskId, TaskKind, Text};

use super::Moment;

/// A thread, process, timer, coroutine or the lecturer.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its number.
    pub id: TaskId,
    /// Who started it.
    pub parent: Option<TaskId>,
    /// Its name in the program.
    pub name: Text,
    /// Name of the function or class that it runs.
    pub function: Text,
    /// What it is.
    pub kind: TaskKind,
    /// Whether the program may end without it.
    pub daemon: bool,
    /// A steady number to choose a colour by: 0 for the first task, counting up; the view takes it modulo its palette.
    pub colour: u16,
    /// A one-cell letter or digit, unique among living tasks while there are enough.
    pub glyph: char,
    /// What it does.
    pub doing: Doing,
    /// Program time since when it does so.
    pub since: Micros,
    /// Moment since when it does so.
    pub since_moment: Moment,
    /// Where it is in the program.
    pub site: Option<SiteId>,
    /// Moment when it came there.
    pub site_moment: Moment,
    /// Open wants, outermost first. The last one is what it waits for.
    pub wants: Vec<Wanting>,
    /// What a feeder has been given and has not put into its queue yet, the next first.
    pub carries: VecDeque<Text>,
    /// What it holds, in the order in which it took it.
    pub holds: Vec<Holding>,
    /// How often it was overtaken in waits that are over; `Model::overtaken` adds the open ones.
    pub overtaken: u32,
    /// Where its figure was and is.
    pub trail: Trail,
    /// Where it stands, or stood last, while it is free: a small number that no other figure has that stands about. The
    /// main thread and the lecturer need none.
    pub spot: u32,
    /// The last line it printed.
    pub said: Option<Said>,
    /// Moment when it was spawned.
    pub born: Moment,
    /// How many operations of it took effect.
    pub operations: u64,
}

/// What a task does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doing {
    /// It exists and has not run yet.
    New,
    /// It runs, or could.
    Running,
    /// It waits for its last open want, on an object or for a task's end.
    Waiting,
    /// A wake has reached it; it has not yet tried its last open want again.
    Picked,
    /// It lets program time pass.
    Sleeping {
        /// Program time when it began.
        since: Micros,
        /// Program time when it will go on.
        until: Micros,
    },
    /// It asks for a line of input.
    Asking {
        /// Its prompt.
        prompt: Text,
    },
    /// It has ended.
    Ended(Ending),
}

/// An open want: an operation that was announced and has neither taken effect nor failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanting {
    /// What.
    pub op: Op,
    /// On which object.
    pub object: Option<ObjectId>,
    /// For which task (join).
    pub on: Option<TaskId>,
    /// Program time since when.
    pub since: Micros,
    /// Moment since when.
    pub since_moment: Moment,
    /// Program time when it gives up; none for never.
    pub until: Option<Micros>,
    /// Where.
    pub site: Option<SiteId>,
    /// Moment when a wake reached it, if one has and it has not tried again.
    pub picked: Option<Moment>,
    /// Wants a rwlock for reading.
    pub reads: bool,
    /// Whether it had to wait, by what was known when it asked.
    pub blocked: bool,
    /// Number of the request in order of asking, over all objects.
    pub ticket: u64,
}

impl Wanting {
    /// Program time it is still ready to wait.
    pub fn remaining(&self, now: Micros) -> Option<Micros> {
        self.until.map(|until| until.saturating_sub(now))
    }

    /// Whether its time is up.
    pub fn is_up(&self, now: Micros) -> bool {
        self.until.is_some_and(|until| until <= now)
    }

    /// The part of its time that is left, from 1 down to 0.
    pub fn fraction_left(&self, now: Micros) -> Option<f32> {
        let whole = self.until?.saturating_sub(self.since);
        let left = self.remaining(now)?.min(whole);
        Some(if whole == 0 {
            0.0
        } else {
            left as f32 / whole as f32
        })
    }
}

/// Something that a task holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// The lock or semaphore.
    pub object: ObjectId,
    /// How many times: an `RLock`'s count, several permits.
    pub count: u32,
    /// Slot of the first permit, as in [`super::Holder::slot`].
    pub slot: u32,
    /// Moment when it took it.
    pub since_moment: Moment,
    /// Where it took it.
    pub site: Option<SiteId>,
}

/// Which end of an object somebody waits at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// Takers: acquire, wait, get, receive.
    Take,
    /// Givers that found it full: put, send.
    Give,
    /// Those who wait until everything is dealt with: a queue's join.
    Join,
}

/// Where a figure is, in words of the program; pictures give it coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Not on the stage yet.
    Wings,
    /// On its own, running or sleeping, holding nothing.
    Floor,
    /// In the line of an object. `index` is its place in the line when it came; once it has left, the place it left, or
    /// the number of its seat where those who wait have seats (at a condition).
    Line {
        /// The object.
        object: ObjectId,
        /// Which of its lines.
        end: End,
        /// Place in the line, from 0.
        index: u32,
    },
    /// Woken, on its way to try again.
    Picked {
        /// The object.
        object: ObjectId,
        /// Which of its lines it came from.
        end: End,
        /// Its place in the line before it was woken.
        index: u32,
    },
    /// With what it holds: the thing it took last, where it holds several.
    Inside {
        /// The object.
        object: ObjectId,
        /// Which permit.
        slot: u32,
    },
    /// Beside a task whose end it waits for.
    Beside {
        /// That task.
        task: TaskId,
    },
    /// Asking for input.
    Desk,
    /// Gone.
    Exit,
}

impl Place {
    /// Whether one stands about here: in no line and with nothing that one holds.
    pub fn is_free(self) -> bool {
        matches!(self, Self::Floor | Self::Desk | Self::Beside { .. })
    }

    /// The line that one stands in here, woken or not.
    pub fn line(self) -> Option<(ObjectId, End)> {
        match self {
            Self::Line { object, end, .. } | Self::Picked { object, end, .. } => {
                Some((object, end))
            }
            _ => None,
        }
    }
}

/// Where a figure went, and when it set out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pose {
    /// Where to.
    pub place: Place,
    /// Moment when it set out.
    pub moment: Moment,
}

/// The last places of a figure, newest last, so that its motion is a function of the moment even if moves overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trail {
    poses: [Pose; Trail::LENGTH],
    len: u8,
}

impl Trail {
    /// How many places are kept.
    pub const LENGTH: usize = 4;

    /// A trail that begins here.
    pub fn new(place: Place, moment: Moment) -> Self {
        Self {
            poses: [Pose { place, moment }; Self::LENGTH],
            len: 1,
        }
    }

    /// The poses, oldest first; never empty.
    pub fn poses(&self) -> &[Pose] {
        &self.poses[..usize::from(self.len)]
    }

    /// Where it is or is going.
    pub fn last(&self) -> Pose {
        self.poses[usize::from(self.len) - 1]
    }

    /// Where it was before.
    pub fn before(&self) -> Option<Pose> {
        (self.len > 1).then(|| self.poses[usize::from(self.len) - 2])
    }

    /// Adds a place. One that is left at the very moment it was reached was never seen, and is replaced.
    pub(super) fn push(&mut self, place: Place, moment: Moment) {
        let last = usize::from(self.len) - 1;
        if same(self.poses[last].place, place) {
            return;
        }
        if self.poses[last].moment == moment && last > 0 {
            self.poses[last].place = place;
        } else if last + 1 < Self::LENGTH {
            self.poses[last + 1] = Pose { place, moment };
            self.len += 1;
        } else {
            self.poses.rotate_left(1);
            self.poses[last] = Pose { place, moment };
        }
    }

    /// Remembers from which place in its line a figure goes.
    pub(super) fn left_from(&mut self, place: u32) {
        let last = &mut self.poses[usize::from(self.len) - 1];
        if let Place::Line { index, .. } | Place::Picked { index, .. } = &mut last.place {
            *index = place;
        }
    }
}

/// Whether two places are one; a line moves up by itself.
fn same(a: Place, b: Place) -> bool {
    match (a, b) {
        (
            Place::Line {
                object: a, end: e, ..
            },
            Place::Line {
                object: b, end: f, ..
            },
        ) => a == b && e == f,
        _ => a == b,
    }
}

/// Something a task printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The line, escape sequences included, cut if very long.
    pub text: Text,
    /// When.
    pub moment: Moment,
}

impl Task {
    /// Whether the time of its wait for a condition is up and it has yet to get the lock again: it stands in line, and may still use
    /// up a notification.
    pub fn is_late(&self, now: Micros) -> bool {
        let [.., outer, inner] = &self.wants[..] else {
            return false;
        };
        let late = outer.is_up(now) && outer.picked.is_none();
        outer.op == Op::Wait && inner.op == Op::Acquire && late
    }

    /// What it waits for now, if it waits (picked or not).
    pub fn want(&self) -> Option<&Wanting> {
        match self.doing {
            Doing::Waiting | Doing::Picked => self.wants.last(),
            _ => None,
        }
    }

    /// Whether it has ended.
    pub fn is_over(&self) -> bool {
        matches!(self.doing, Doing::Ended(_))
    }

    /// Whether the program goes on for its sake: neither a daemon nor the lecturer.
    pub fn counts(&self) -> bool {
        !self.daemon && self.kind != TaskKind::Lecturer
    }

    /// Whether it carries calls or results inside of a pool of Python's: nothing that the program knows of.
    pub fn is_carrier(&self) -> bool {
        const CARRIERS: [&str; 3] = ["_handle_results", "_handle_tasks", "_handle_workers"];
        self.daemon && CARRIERS.contains(&&*self.function)
    }

    /// Whether it has a spot of its own while it stands about.
    pub(super) fn keeps_spot(&self) -> bool {
        !matches!(self.kind, TaskKind::Main | TaskKind::Lecturer) && !self.is_carrier()
    }

    /// A queue's feeder that has nothing to carry.
    pub fn rests(&self) -> bool {
        self.kind == TaskKind::Feeder && self.carries.is_empty() && self.wants.is_empty()
    }

    /// What it holds of this object.
    pub fn holding(&self, object: ObjectId) -> Option<&Holding> {
        self.holds.iter().find(|holding| holding.object == object)
    }
}
