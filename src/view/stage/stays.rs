//! Who stood where in a line, and when, by the trails alone: a line itself forgets those who have left it.

use crate::model::{Moment, Place, Task};
use crate::trace::ObjectId;

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
}
