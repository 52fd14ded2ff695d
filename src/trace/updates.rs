//! Lost updates: writes of a value that is made of one read before others wrote.

use super::{Done, ObjectId, Op, TaskId, Text};

/// Who has read what, and whether others have written since.
#[derive(Debug, Clone, Default)]
pub struct Updates {
    data: Vec<Datum>,
}

/// A variable, attribute or element.
#[derive(Debug, Clone)]
struct Datum {
    object: Option<ObjectId>,
    name: Option<Text>,
    /// Those who have read it and not written it since, and whether others have.
    readers: Vec<(TaskId, bool)>,
    /// How many of its updates were lost.
    lost: u32,
}

impl Updates {
    /// How much data is followed, the last that was touched first.
    const MOST: usize = 64;
    /// How many readers are followed.
    const READERS: usize = 256;
    /// So many lost updates of one variable are told one by one; who has seen those has seen how it goes.
    const TOLD: u32 = 6;

    /// Takes an operation; whether it is a write that wipes out what others have written since its task read, to be told as
    /// something that happened to them.
    pub fn hear(&mut self, done: &Done) -> bool {
        if !matches!(done.op, Op::Read | Op::Write) {
            return false;
        }
        let same = |datum: &Datum| match done.object {
            Some(object) => datum.object == Some(object),
            None => datum.object.is_none() && datum.name == done.name,
        };
        let index = self.data.iter().position(same).unwrap_or_else(|| {
            if self.data.len() == Self::MOST {
                self.data.remove(0);
            }
            self.data.push(Datum {
                object: done.object,
                name: done.name.clone(),
                readers: Vec::new(),
                lost: 0,
            });
            self.data.len() - 1
        });
        let datum = &mut self.data[index];
        let mine = datum
            .readers
            .iter()
            .position(|(reader, _)| *reader == done.task);
        let mine = mine.map(|index| datum.readers.remove(index));
        if done.op == Op::Read {
            if datum.readers.len() == Self::READERS {
                datum.readers.remove(0);
            }
            datum.readers.push((done.task, false));
            return false;
        }
        for (_, stale) in &mut datum.readers {
            *stale = true;
        }
        let stale = mine.is_some_and(|(_, stale)| stale);
        if !stale || !done.item.as_deref().is_none_or(is_update) {
            return false;
        }
        datum.lost += 1;
        datum.lost <= Self::TOLD
    }
}

/// Whether a value, in Python's notation, can be made of the one before: a collection that is changed keeps what others have
/// put there, and a flag is set whatever it was.
pub fn is_update(value: &str) -> bool {
    let collection = value.starts_with(['[', '{']) || value.contains("deque(");
    !collection && !matches!(value, "True" | "False" | "None")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(task: u32, op: Op, value: &str) -> Done {
        Done {
            name: Some("count".into()),
            item: Some(value.into()),
            ..Done::new(TaskId(task), op)
        }
    }

    #[test]
    fn a_write_from_an_old_read_loses_what_others_wrote_and_no_other_does() {
        let mut updates = Updates::default();
        let mut hear = |task, op, value| updates.hear(&done(task, op, value));
        assert!(!hear(1, Op::Read, "4"));
        assert!(!hear(2, Op::Read, "4"));
        assert!(!hear(2, Op::Write, "5"), "nobody has written since it read");
        assert!(hear(1, Op::Write, "5"), "made of the 4");
        assert!(!hear(2, Op::Write, "0"), "made of nothing");
        assert!(!hear(1, Op::Read, "0"));
        assert!(!hear(1, Op::Write, "1"));
    }

    #[test]
    fn flags_and_collections_are_not_updated_in_this_sense() {
        for value in ["True", "None", "[1, 2]", "{'a': 1}", "deque([1])"] {
            let mut updates = Updates::default();
            updates.hear(&done(1, Op::Read, value));
            updates.hear(&done(2, Op::Write, value));
            assert!(!updates.hear(&done(1, Op::Write, value)), "{value}");
        }
    }
}
