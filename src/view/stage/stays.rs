//! Who stood where in a line, and when, by the trails alone: a line itself forgets those who have left it.

use crate::model::{Moment, Place, Task};
use crate::trace::{ObjectId, TaskId};
use crate::view::motion::{WALK, ease, progress};

/// A stay in the line of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// Moment when it came.
    pub from: Moment,
    /// Moment when it left; none while it stands there.
    pub to: Option<Moment>,
}

impl Stay {
    /// A task's last stay that began before `moment`.
    pub fn last(task: &Task, object: ObjectId, moment: Moment) -> Option<Self> {
        let here = |place: Place| place.line().is_some_and(|(line, _)| line == object);
        let mut stay: Option<Self> = None;
        for pose in task.trail.poses() {
            if here(pose.place) {
                match &mut stay {
                    Some(stay) if stay.to.is_none() => {}
                    _ if pose.moment > moment => {}
                    _ => {
                        stay = Some(Self {
                            from: pose.moment,
                            to: None,
                        });
                    }
                }
            } else if let Some(stay) = stay.as_mut().filter(|stay| stay.to.is_none()) {
                stay.to = Some(pose.moment);
            }
        }
        stay
    }

    /// How many of the others stood before one who came with this stay, as it looked at `moment`: those who have left just
    /// before count for as much as the line has still to move up.
    pub fn ahead<'a>(
        self,
        of: TaskId,
        object: ObjectId,
        others: impl Iterator<Item = &'a Task>,
        moment: Moment,
    ) -> f32 {
        let moment = self.to.map_or(moment, |to| moment.min(to));
        let mut ahead = 0.0;
        for other in others.filter(|other| other.id != of) {
            let Some(stay) = Self::last(other, object, moment) else {
                continue;
            };
            if (stay.from, other.id) > (self.from, of) {
                continue;
            }
            match stay.to {
                Some(to) if to <= self.from => {}
                Some(to) if to <= moment => ahead += 1.0 - ease(progress(to, moment, WALK)),
                _ => ahead += 1.0,
            }
        }
        ahead
    }
}
