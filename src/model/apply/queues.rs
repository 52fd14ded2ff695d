//! What each operation does to queues, and to the feeders that carry for those between processes.

use crate::trace::{Done, ObjectId, QueueOrder, SiteId, Taken, TaskId, TaskKind};

use super::effects::LONGEST_ITEM;
use super::slots::less;
use super::{Now, cut};
use crate::model::{End, FlightKind, Item, Model, Spot, Task};

/// How many items of a queue are kept one by one.
const MOST_ITEMS: usize = 4_096;
/// How many items without a `task_done` are kept.
const MOST_UNDONE: usize = 64;

impl Model {
    /// An item is in the hands of a queue's feeder: nobody can get it yet.
    pub(super) fn handed(
        &mut self,
        done: &Done,
        id: ObjectId,
        (ticket, site): (u64, Option<SiteId>),
        now: Now,
    ) {
        let Some(object) = self.objects.get_mut(id) else {
            return;
        };
        let task = done.task;
        object.put = Some(Taken { task, site });
        object.overtake(End::Give, ticket);
        object.away += 1;
        object.unfinished = done.unfinished.unwrap_or(object.unfinished);
        let item = done.item.as_ref();
        let text = item.map_or_else(|| "".into(), |text| cut(text, LONGEST_ITEM));
        let Some(feeder) = done.on else {
            return;
        };
        if let Some(feeder) = self.tasks.get_mut(feeder)
            && feeder.carries.len() < MOST_ITEMS
        {
            feeder.carries.push_back(text.clone());
        }
        self.fly(
            FlightKind::Put,
            Spot::Task(done.task),
            Spot::Task(feeder),
            now,
            0,
            Some(text),
        );
    }

    /// A feeder has put down what it carried first.
    pub(super) fn put_down(&mut self, task: TaskId, id: ObjectId) {
        let feeder = self.tasks.get_mut(task);
        let Some(feeder) = feeder.filter(|task| task.kind == TaskKind::Feeder) else {
            return;
        };
        feeder.carries.pop_front();
        if let Some(object) = self.objects.get_mut(id) {
            object.away = (object.away - 1).max(0);
        }
    }

    pub(super) fn put(
        &mut self,
        done: &Done,
        id: ObjectId,
        (ticket, site): (u64, Option<SiteId>),
        now: Now,
    ) -> Option<Item> {
        self.put_down(done.task, id);
        let feeds = |task: &Task| task.kind == TaskKind::Feeder;
        let fed = self.tasks.get(done.task).is_some_and(feeds);
        let object = self.objects.get_mut(id)?;
        let task = done.task;
        if !fed {
            object.put = Some(Taken { task, site });
        }
        object.overtake(End::Give, ticket);
        let text = done
            .item
            .as_ref()
            .map_or_else(|| "".into(), |text| cut(text, LONGEST_ITEM));
        let item = Item {
            id: object.arrived,
            text,
            by: done.task,
            moment: now.moment,
        };
        object.arrived += 1;
        object.depth = done.left.unwrap_or(object.depth + 1);
        object.unfinished = done.unfinished.unwrap_or(object.unfinished);
        let whole = object.items.len() as i64 + 1 >= object.depth;
        if whole && object.items.len() < MOST_ITEMS {
            let index = match object.order {
                QueueOrder::Priority => object
                    .items
                    .partition_point(|other| !less(&item.text, &other.text)),
                _ => object.items.len(),
            };
            object.items.insert(index, item.clone());
        }
        let text = Some(item.text.clone());
        self.fly(
            FlightKind::Put,
            Spot::Task(done.task),
            Spot::End(id, End::Give),
            now,
            0,
            text,
        );
        Some(item)
    }

    pub(super) fn got(
        &mut self,
        done: &Done,
        id: ObjectId,
        (ticket, site): (u64, Option<SiteId>),
        now: Now,
    ) -> Option<Item> {
        let object = self.objects.get_mut(id)?;
        if done.unfinished.is_some() && object.undone.len() < MOST_UNDONE {
            let task = done.task;
            object.undone.push(Taken { task, site });
        }
        object.overtake(End::Take, ticket);
        let before = object.depth;
        object.depth = done.left.unwrap_or(before - 1).max(0);
        if let Some(unfinished) = done.unfinished {
            object.unfinished = unfinished;
        }
        let item = object.take_item(done.item.as_deref(), before);
        let text = item
            .as_ref()
            .map(|item| item.text.clone())
            .or_else(|| done.item.clone());
        self.fly(
            FlightKind::Get,
            Spot::End(id, End::Take),
            Spot::Task(done.task),
            now,
            0,
            text,
        );
        item
    }

    pub(super) fn dealt_with(&mut self, done: &Done, id: ObjectId) {
        let Some(object) = self.objects.get_mut(id) else {
            return;
        };
        object.unfinished = done.unfinished.unwrap_or(object.unfinished - 1).max(0);
        let undone = &mut object.undone;
        let own = undone.iter().position(|taken| taken.task == done.task);
        if let Some(index) = own.or((!undone.is_empty()).then_some(0)) {
            undone.remove(index);
        }
    }

    /// A queue was shut down: at once, if nothing is left in it.
    pub(super) fn shut(&mut self, done: &Done, id: ObjectId) {
        let Some(object) = self.objects.get_mut(id) else {
            return;
        };
        if let Some(left) = done.left {
            object.depth = left;
            object.items.truncate(left.max(0) as usize);
        }
        object.unfinished = done.unfinished.unwrap_or(object.unfinished);
    }
}
