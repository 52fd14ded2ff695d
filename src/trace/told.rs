//! What is told and has not been heard yet.

use super::{Done, Event, Lines, Micros, Record, SiteId, TaskId, Want};

/// Records that wait for whoever listens. If nobody but a file wants to hear of all of them, they become lines of a trace
/// at once, where they happen, and only what is said is kept as a record too.
#[derive(Debug, Clone, Default)]
pub struct Told {
    records: Vec<Record>,
    lines: Option<Lines>,
}

impl Told {
    /// So many records are enough for whoever listens.
    const ENOUGH: usize = 256;

    /// Nothing yet.
    pub fn new(in_lines: bool) -> Self {
        Self {
            records: Vec::new(),
            lines: in_lines.then(Lines::default),
        }
    }

    /// Tells of an event.
    pub fn tell(&mut self, time: Micros, event: Event) {
        let said = matches!(event, Event::Out { .. } | Event::Note { .. });
        let record = Record { time, event };
        if let Some(lines) = &mut self.lines {
            lines.write(&record);
            if !said {
                return;
            }
        }
        self.records.push(record);
    }

    /// Tells of [`Event::At`].
    #[inline]
    pub fn at(&mut self, time: Micros, task: TaskId, site: SiteId) {
        match &mut self.lines {
            Some(lines) => lines.at(time, task, site),
            None => self.tell(time, Event::At { task, site }),
        }
    }

    /// Tells of [`Event::Want`].
    #[inline]
    pub fn want(&mut self, time: Micros, want: Want) {
        match &mut self.lines {
            Some(lines) => lines.want(time, &want),
            None => self.tell(time, Event::Want(want)),
        }
    }

    /// Tells of [`Event::Done`].
    #[inline]
    pub fn done(&mut self, time: Micros, done: Done) {
        match &mut self.lines {
            Some(lines) => lines.done(time, &done),
            None => self.tell(time, Event::Done(done)),
        }
    }

    /// Whether it is time to listen.
    #[inline]
    pub fn is_full(&self) -> bool {
        let enough = |lines: &Lines| lines.page().is_full();
        self.records.len() >= Self::ENOUGH || self.lines.as_ref().is_some_and(enough)
    }

    /// Whether there is anything that should not wait until it is time.
    pub fn is_news(&self) -> bool {
        !self.records.is_empty() || self.is_full()
    }

    /// The records.
    pub fn records(&mut self) -> &mut Vec<Record> {
        &mut self.records
    }

    /// The lines, if it is told in lines.
    pub fn lines(&mut self) -> Option<&mut Lines> {
        self.lines.as_mut()
    }
}
