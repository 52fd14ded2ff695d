//! How an object stands, told to one who has not heard how it came about.

use crate::trace::{ObjectKind, Stand};

use super::Now;
use crate::model::{Holding, Model};

impl Model {
    pub(super) fn on_stand(&mut self, stand: &Stand, now: Now) {
        let id = stand.object;
        let Some(object) = self.objects.get_mut(id) else {
            return;
        };
        object.gave.clone_from(&stand.gave);
        object.took.clone_from(&stand.took);
        match object.kind {
            ObjectKind::Semaphore => {
                object.permits = stand.left;
                object.signals |= stand.signals;
                object.usage = stand.usage;
            }
            ObjectKind::Queue | ObjectKind::Pipe | ObjectKind::Pool => {
                object.depth = stand.left;
                object.unfinished = stand.unfinished;
                object.arrived = stand.arrived;
                object.undone.clone_from(&stand.open);
                object.put = stand.put;
                return;
            }
            _ => {}
        }
        for taken in &stand.open {
            let Some(object) = self.objects.get_mut(id) else {
                return;
            };
            let held = self.tasks.get_mut(taken.task);
            if object.kind != ObjectKind::Semaphore {
                let held =
                    held.and_then(|task| task.holds.iter_mut().find(|held| held.object == id));
                if let Some(held) = held {
                    held.site = taken.site;
                }
                continue;
            }
            let slot = object.admit(taken.task, now);
            let Some(task) = held else { continue };
            match task.holds.iter_mut().find(|held| held.object == id) {
                Some(held) => held.count += 1,
                None => task.holds.push(Holding {
                    object: id,
                    count: 1,
                    slot,
                    since_moment: now.moment,
                    site: taken.site,
                }),
            }
        }
    }
}
