//! Lines, slots and items of an object: who was passed over, which permit goes where, which item leaves.

use crate::trace::{QueueOrder, TaskId};

use super::Now;
use crate::model::{End, Holder, Item, Object, Waiter};

impl Object {
    /// Counts up everybody who asked before the one who was served now.
    pub(super) fn overtake(&mut self, end: End, ticket: u64) {
        let earlier = |waiter: &&mut Waiter| waiter.ticket < ticket;
        self.line_at_mut(end)
            .waiters
            .iter_mut()
            .filter(earlier)
            .for_each(|waiter| waiter.overtaken += 1);
        let picked = self.picked.iter_mut().filter(|waiter| waiter.end == end);
        picked
            .filter(earlier)
            .for_each(|waiter| waiter.overtaken += 1);
    }

    /// Gives the lowest free slot.
    pub(super) fn admit(&mut self, task: TaskId, now: Now) -> u32 {
        let mut slot = 0;
        let mut taken: Vec<u32> = Vec::new();
        if self.holders.len() < 64 {
            let bits = self.holders.iter().fold(0u128, |bits, holder| {
                bits | 1u128.checked_shl(holder.slot).unwrap_or(0)
            });
            slot = bits.trailing_ones();
        } else {
            taken.extend(self.holders.iter().map(|holder| holder.slot));
            taken.sort_unstable();
            for used in taken {
                slot += u32::from(used == slot);
            }
        }
        self.slots = self.slots.max(slot + 1);
        self.holders.push(Holder {
            task,
            slot,
            moment: now.moment,
            time: now.time,
        });
        self.most_holders = self.most_holders.max(self.holders.len() as u32);
        slot
    }

    /// A holder that takes another permit while there are more than at the beginning has passed its first one on:
    /// this semaphore counts signals from task to task, and nobody holds what it counts.
    pub(super) fn settle_signal(&mut self, task: TaskId) {
        let all = self.permits + self.holders.len() as i64 + 1;
        if all > self.initial
            && let Some(index) = self.holders.iter().position(|holder| holder.task == task)
        {
            self.signals = true;
            self.holders.remove(index);
        }
    }

    /// Whose permit a release gives back: the releaser's, that of one who has ended, the oldest one's if permits
    /// are signals; else nobody's, and there is one more than before. That is so of a bounded semaphore, too: its count
    /// may not exceed the bound, but it knows no owners, and one more may come in while all the others are inside.
    pub(super) fn give_up(
        &mut self,
        task: TaskId,
        over: impl Fn(TaskId) -> bool,
    ) -> Option<Holder> {
        let own = self.holders.iter().position(|holder| holder.task == task);
        let left = || self.holders.iter().position(|holder| over(holder.task));
        let first = || {
            self.signals
                .then_some(0)
                .filter(|_| !self.holders.is_empty())
        };
        let index = own.or_else(left).or_else(first)?;
        Some(self.holders.remove(index))
    }

    /// Slots for all permits, those at home and those that are out.
    pub(super) fn count_slots(&mut self) {
        let all = self.permits + self.holders.len() as i64;
        let highest = self.holders.iter().map(|holder| holder.slot + 1).max();
        self.slots = all.max(self.initial).clamp(0, 1 << 20) as u32;
        self.slots = self.slots.max(highest.unwrap_or(0));
    }

    pub(super) fn take_item(&mut self, text: Option<&str>, before: i64) -> Option<Item> {
        let hidden = before > self.items.len() as i64;
        let fits = |item: &Item| text.is_none_or(|text| text.starts_with(&*item.text));
        let index = match self.order {
            QueueOrder::Fifo => (!self.items.is_empty()).then_some(0),
            QueueOrder::Lifo if hidden => None,
            QueueOrder::Lifo => self.items.len().checked_sub(1),
            QueueOrder::Priority => None,
        };
        let index = index
            .filter(|&index| fits(&self.items[index]))
            .or_else(|| self.items.iter().position(fits))?;
        self.items.remove(index)
    }
}

/// Whether item `a` leaves before item `b`, as far as their texts tell: numbers by value, tuples by their parts,
/// all else by its text.
pub(super) fn less(a: &str, b: &str) -> bool {
    let strip = |text: &str| text.trim_start_matches(['(', '[', ' ']).to_owned();
    let (a, b) = (strip(a), strip(b));
    let (first_a, rest_a) = a.split_once(',').unwrap_or((&a, ""));
    let (first_b, rest_b) = b.split_once(',').unwrap_or((&b, ""));
    let number = |text: &str| text.trim_end_matches([')', ']']).trim().parse::<f64>().ok();
    match (number(first_a), number(first_b)) {
        (Some(x), Some(y)) if (x - y).abs() > 0.0 => x < y,
        (Some(_), Some(_)) if !rest_a.is_empty() && !rest_b.is_empty() => less(rest_a, rest_b),
        (Some(_), Some(_)) => false,
        _ => first_a < first_b || (first_a == first_b && rest_a < rest_b),
    }
}
