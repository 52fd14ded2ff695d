//! Records as lines of JSON, written by hand for the kinds that make up nearly all of a trace: what serde would write, at
//! a fraction of its price. A test holds them together.

use serde::Serialize;

use super::super::{Done, Event, Micros, Op, Record, SiteId, TaskId, Want};
use super::page::{Page, Pen, digits};

/// Writes records, one a line, onto a [`Page`], which whoever has it takes away whenever it is full: a record costs no
/// memory of its own.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    page: Page,
    clock: Clock,
}

/// How a line starts. The next time is often the same, or one more: what stands before its last two digits is kept.
#[derive(Debug, Clone, Default)]
struct Clock {
    hundreds: u64,
    start: [u8; 24],
    /// How many bytes of the start count.
    len: usize,
}

const START: &[u8; 5] = b"{\"t\":";

impl Clock {
    #[expect(clippy::inline_always, reason = "as for the pen")]
    #[inline(always)]
    fn put(&mut self, pen: &mut Pen, time: Micros) {
        if time < 100 {
            pen.put(START);
            return pen.put_number(time);
        }
        if self.hundreds != time / 100 {
            self.set(time / 100);
        }
        pen.put_first(&self.start, self.len);
        pen.put_pair(time);
    }

    #[cold]
    fn set(&mut self, hundreds: u64) {
        let mut room = [0; 20];
        let found = digits(hundreds, &mut room);
        self.len = START.len() + found.len();
        self.start[..START.len()].copy_from_slice(START);
        self.start[START.len()..self.len].copy_from_slice(found);
        self.hundreds = hundreds;
    }
}

impl Lines {
    /// What has been written.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Goes on on another page; what has been written is there then.
    pub fn turn(&mut self, page: &mut Page) {
        page.clear();
        std::mem::swap(&mut self.page, page);
    }

    /// Writes a record.
    pub fn write(&mut self, record: &Record) {
        let time = record.time;
        match &record.event {
            Event::At { task, site } => self.at(time, *task, *site),
            Event::Want(want) => self.want(time, want),
            Event::Done(done) => self.done(time, done),
            other => self.rest(time, other),
        }
    }

    /// Writes [`Event::At`].
    #[inline]
    pub fn at(&mut self, time: Micros, task: TaskId, site: SiteId) {
        let mut pen = self.page.pen();
        self.clock.put(&mut pen, time);
        pen.put(b",\"ev\":\"at\",\"task\":");
        pen.put_number(u64::from(task.0));
        pen.put(b",\"site\":");
        pen.put_number(u64::from(site.0));
        pen.put(b"}\n");
        pen.lift();
    }

    /// Writes [`Event::Want`].
    #[expect(
        clippy::inline_always,
        reason = "for some, most fields are known to be none"
    )]
    #[inline(always)]
    pub fn want(&mut self, time: Micros, want: &Want) {
        let page = &mut self.page;
        let mut pen = page.pen();
        self.clock.put(&mut pen, time);
        pen.put(b",\"ev\":\"want\",\"task\":");
        pen.put_number(u64::from(want.task.0));
        operation(&mut pen, want.op);
        id(
            &mut pen,
            b",\"object\":",
            want.object.map(|object| object.0),
        );
        id(&mut pen, b",\"on\":", want.on.map(|task| task.0));
        if let Some(timeout) = want.timeout {
            pen.put(b",\"timeout\":");
            pen.put_number(timeout);
        }
        id(&mut pen, b",\"site\":", want.site.map(|site| site.0));
        if let Some(text) = &want.text {
            pen.lift();
            page.put(b",\"text\":");
            page.put_text(text);
            pen = page.pen();
        }
        pen.put(b"}\n");
        pen.lift();
    }

    /// Writes [`Event::Done`].
    #[expect(clippy::inline_always, reason = "as for a want")]
    #[inline(always)]
    pub fn done(&mut self, time: Micros, done: &Done) {
        let page = &mut self.page;
        let mut pen = page.pen();
        self.clock.put(&mut pen, time);
        pen.put(b",\"ev\":\"done\",\"task\":");
        pen.put_number(u64::from(done.task.0));
        operation(&mut pen, done.op);
        id(
            &mut pen,
            b",\"object\":",
            done.object.map(|object| object.0),
        );
        id(&mut pen, b",\"on\":", done.on.map(|task| task.0));
        number(&mut pen, b",\"left\":", done.left);
        number(&mut pen, b",\"unfinished\":", done.unfinished);
        match done.flag {
            Some(true) => pen.put(b",\"flag\":true"),
            Some(false) => pen.put(b",\"flag\":false"),
            None => {}
        }
        number(&mut pen, b",\"count\":", done.count);
        if let Some(text) = &done.item {
            pen.lift();
            page.put(b",\"item\":");
            page.put_text(text);
            pen = page.pen();
        }
        if !done.woken.is_empty() {
            pen.lift();
            page.put(b",\"woken\":");
            tasks(page, &done.woken);
            pen = page.pen();
        }
        if !done.spent.is_empty() {
            pen.lift();
            page.put(b",\"spent\":");
            tasks(page, &done.spent);
            pen = page.pen();
        }
        if let Some(text) = &done.name {
            pen.lift();
            page.put(b",\"name\":");
            page.put_text(text);
            pen = page.pen();
        }
        pen.put(b"}\n");
        pen.lift();
    }

    /// The kinds that are rare, or long.
    fn rest(&mut self, time: Micros, event: &Event) {
        let (page, clock) = (&mut self.page, &mut self.clock);
        if let Event::Out { task, text, err } = event {
            let mut pen = page.pen();
            clock.put(&mut pen, time);
            pen.put(b",\"ev\":\"out\",\"task\":");
            pen.put_number(u64::from(task.0));
            pen.lift();
            page.put(b",\"text\":");
            page.put_text(text);
            page.put(if *err { b",\"err\":true}\n" } else { b"}\n" });
            return;
        }
        match serde_json::to_vec(&Line { time, event }) {
            Ok(json) => {
                page.put(&json);
                page.put(b"\n");
            }
            // No kind of event is one that JSON does not have.
            Err(error) => {
                let why = error.to_string().into();
                self.rest(time, &Event::Gap { lost: 1, why });
            }
        }
    }
}

/// A record whose event is somebody else's.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(rename = "t")]
    time: Micros,
    #[serde(flatten)]
    event: &'a Event,
}

fn tasks(page: &mut Page, tasks: &[TaskId]) {
    for (nth, task) in tasks.iter().enumerate() {
        let mut pen = page.pen();
        pen.put(if nth == 0 { b"[" } else { b"," });
        pen.put_number(u64::from(task.0));
        pen.lift();
    }
    page.put(b"]");
}

#[expect(clippy::inline_always, reason = "as for the pen")]
#[inline(always)]
fn operation(pen: &mut Pen, op: Op) {
    pen.put(b",\"op\":\"");
    pen.put_word(op.name());
    pen.put(b"\"");
}

#[expect(clippy::inline_always, reason = "as for the pen")]
#[inline(always)]
fn id<const N: usize>(pen: &mut Pen, name: &[u8; N], value: Option<u32>) {
    if let Some(value) = value {
        pen.put(name);
        pen.put_number(u64::from(value));
    }
}

#[expect(clippy::inline_always, reason = "as for the pen")]
#[inline(always)]
fn number<const N: usize>(pen: &mut Pen, name: &[u8; N], value: Option<i64>) {
    if let Some(value) = value {
        pen.put(name);
        if value < 0 {
            pen.put(b"-");
        }
        pen.put_number(value.unsigned_abs());
    }
}
