//! When what is seen of a barrier that lets its parties go: all of them are there for a while, the gate opens, one after
//! the other runs a lap, and the gate closes behind the last.
//!
//! The picture may be later than the program: whoever has been let go stands there for as long as one needs to see that all
//! have come. But nobody runs before its `wait()` has returned.

use crate::model::{Meeting, Model, Moment, Object, Place, Task};
use crate::trace::ObjectId;
use crate::view::Ui;
use crate::view::motion::{WALK, ease, progress};

use super::super::beat::unit;

/// How long all are seen to be there, at least, at the speed of the program's clock.
const HOLD: Moment = 800_000;
/// How long the longest lap takes.
const LAP: Moment = 1_400_000;
/// How long the gate takes to open and to close.
const MOVES: Moment = 200_000;
/// From one who sets out to the next, and for all of them together at most.
const APART: Moment = 110_000;
const ALL: Moment = 700_000;
/// Nothing is shorter at any speed.
const LEAST: Moment = 80_000;

/// When what is seen of a meeting.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// Moment when the last one came.
    pub met: Moment,
    /// Moment when the gate begins to open: until then the count stands.
    pub opens: Moment,
    /// Moment when the first may set out.
    first: Moment,
    apart: Moment,
    /// How long the longest lap takes.
    pub lap: Moment,
    count: usize,
}

impl Times {
    /// The times of a meeting, at the speed that is set.
    pub fn of(meeting: &Meeting, ui: &Ui) -> Self {
        let faster = f64::from(ui.speed.max(1.0));
        let at_speed = |time: Moment| ((time as f64 / faster) as Moment).max(LEAST);
        let unit = unit(ui);
        let opens = meeting.moment + at_speed(HOLD).max(2 * unit);
        let count = meeting.tasks.len();
        Self {
            met: meeting.moment,
            opens,
            first: (opens + MOVES / 2).max(meeting.moment + 3 * unit),
            apart: at_speed(APART).min(ALL / count.max(1) as Moment),
            lap: at_speed(LAP),
            count,
        }
    }

    /// Moment when the one who came as number `index` may set out.
    pub fn due(&self, index: usize) -> Moment {
        self.first + self.apart * index as Moment
    }

    /// Moment when all have set out who could.
    pub fn all_due(&self) -> Moment {
        self.due(self.count)
    }

    /// How long something that one sets out for goes on, at most.
    fn rest(&self) -> Moment {
        self.lap + WALK + MOVES
    }
}

/// Moment when one sets out; none before its `wait()` has returned.
pub fn departs(times: &Times, object: ObjectId, task: &Task, index: usize) -> Option<Moment> {
    let due = times.due(index);
    // The last one does not wait.
    if index + 1 == times.count {
        return Some(due);
    }
    let waits = |place: Place| matches!(place, Place::Picked { object: at, .. } if at == object);
    let poses = task.trail.poses();
    let after = poses
        .iter()
        .find(|pose| pose.moment >= times.met && !waits(pose.place));
    let gone = after.or(poses.last().filter(|pose| !waits(pose.place)))?;
    Some(due.max(gone.moment))
}

/// The newest meeting, if its parties are still seen to stand at the gate or have just gone.
pub fn newest<'a>(object: &'a Object, ui: &Ui) -> Option<(&'a Meeting, Times)> {
    let meeting = object.meetings.last()?;
    Some((meeting, Times::of(meeting, ui)))
}

/// Whether all are seen to be there, though the program may have gone on.
pub fn is_full(object: &Object, ui: &Ui, moment: Moment) -> bool {
    newest(object, ui).is_some_and(|(_, times)| !object.flag && moment < times.opens)
}

/// How many are seen to have come.
pub fn arrived(object: &Object, ui: &Ui, moment: Moment) -> i64 {
    if is_full(object, ui, moment) {
        object.parties
    } else {
        object.arrived_parties() as i64
    }
}

/// How far the gate is open, from 0 to 1: from when all have been there until the last has gone through, `through`
/// microseconds after it set out.
pub fn open(model: &Model, object: &Object, ui: &Ui, moment: Moment, through: Moment) -> f32 {
    let Some((meeting, times)) = newest(object, ui).filter(|_| !object.flag) else {
        return 0.0;
    };
    if moment < times.opens {
        return 0.0;
    }
    let up = ease(progress(times.opens, moment, MOVES));
    let mut last = times.opens;
    for (index, task) in meeting.tasks.iter().enumerate() {
        let Some(task) = model.task(*task) else {
            continue;
        };
        match departs(&times, object.id, task, index) {
            Some(departs) => last = last.max(departs + through),
            None => return up,
        }
    }
    if moment < last {
        return up;
    }
    up * (1.0 - ease(progress(last, moment, MOVES)))
}

/// Whether anything of this moves by itself.
pub fn stirs(model: &Model, ui: &Ui, moment: Moment) -> bool {
    model.objects.iter().any(|object| {
        object.meetings.iter().any(|meeting| {
            let times = Times::of(meeting, ui);
            if moment < times.all_due() + times.rest() {
                return true;
            }
            let mut tasks = meeting.tasks.iter().enumerate();
            tasks.any(|(index, task)| {
                let task = model.task(*task);
                let departs = task.and_then(|task| departs(&times, object.id, task, index));
                departs.is_some_and(|departs| moment < departs + times.rest())
            })
        })
    })
}
