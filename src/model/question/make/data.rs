//! Questions about shared data.

use crate::model::Variable;
use crate::model::question::{Answer, Ask, Data};
use crate::trace::TaskId;

use super::Asked;

impl Asked<'_> {
    /// About the number that was read last and not written since.
    pub(super) fn data(&mut self) {
        let read = |variable: &&Variable| self.readers(variable).next().is_some();
        let numbers = self.model.variables.iter().filter(read);
        let latest = |variable: &&Variable| variable.accesses.last().map(|access| access.moment);
        let Some(variable) = numbers.max_by_key(latest) else {
            return;
        };
        let data = Data {
            object: variable.object,
            name: variable.name.clone(),
        };
        let mut readers: Vec<(TaskId, i64, bool)> = self.readers(variable).collect();
        readers.sort_unstable();
        self.both(&data, &readers);
        self.writes(&data, variable, &readers);
        let readers = readers.iter().map(|(task, _, stale)| (*task, *stale));
        let ask = Ask::Lost {
            data,
            readers: readers.collect(),
        };
        self.ask(ask, vec![Answer::Yes, Answer::No]);
    }

    /// Who has read a number and not written it since: what, and whether somebody else has.
    fn readers<'v>(
        &self,
        variable: &'v Variable,
    ) -> impl Iterator<Item = (TaskId, i64, bool)> + 'v {
        let tasks: Vec<TaskId> = self.actors().map(|task| task.id).collect();
        tasks.into_iter().filter_map(|task| {
            let read = variable.in_hand(task)?;
            let value = read.value.parse().ok()?;
            Some((task, value, variable.is_stale(read)))
        })
    }

    fn both(&mut self, data: &Data, readers: &[(TaskId, i64, bool)]) {
        let Some((_, read, _)) = readers.iter().find(|(_, _, stale)| !stale) else {
            return;
        };
        let same = readers
            .iter()
            .filter(|(_, value, stale)| value == read && !stale);
        let tasks: Vec<TaskId> = same.map(|(task, ..)| *task).collect();
        if tasks.len() < 2 {
            return;
        }
        let answers = (1..=tasks.len() as i64).map(|more| number(read.saturating_add(more)));
        let answers = answers.take(3).collect();
        let ask = Ask::Both {
            data: data.clone(),
            tasks,
            read: *read,
        };
        self.ask(ask, answers);
    }

    /// One that has read an old value tells the most.
    fn writes(&mut self, data: &Data, variable: &Variable, readers: &[(TaskId, i64, bool)]) {
        let told = |(task, _, stale): &&(TaskId, i64, bool)| (Some(*task) == self.chosen, *stale);
        let Some(&(task, read, _)) = readers.iter().max_by_key(told) else {
            return;
        };
        let now: i64 = variable.value.parse().unwrap_or(read);
        let mut numbers = vec![read, read.saturating_add(1), now, now.saturating_add(1)];
        numbers.sort_unstable();
        numbers.dedup();
        let mut answers: Vec<Answer> = numbers.into_iter().map(number).collect();
        answers.push(Answer::Another);
        let ask = Ask::Writes {
            data: data.clone(),
            task,
            read,
        };
        self.ask(ask, answers);
    }
}

fn number(value: i64) -> Answer {
    Answer::Value(value.to_string().into())
}
