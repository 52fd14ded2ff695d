//! The reducer: what each record does to the model.

mod causes;
mod done;
mod effects;
mod queues;
mod slots;
mod spots;
mod stand;
mod tasks;
mod want;

pub(super) use want::end_of;

use std::collections::VecDeque;

use crate::trace::{
    Event, New, NoteKind, ObjectId, ObjectKind, Policy, QueueOrder, Record, Site, SourceFile,
    TaskId, Text, Updates, Usage,
};

use super::{Entry, Flight, FlightKind, Model, Moment, Object, Spot, What};

/// What the reducer keeps for itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Books {
    /// No log, output or flights.
    bare: bool,
    /// Next ticket of a request.
    tickets: u64,
    /// Next number of a flight.
    flights: u64,
    /// Next number of a log entry.
    entries: u64,
    /// Living tasks for whose sake the program goes on.
    pub(super) alive: u64,
    /// Who has read what, and whether it is old.
    updates: Updates,
    /// Living tasks beside the main thread and the lecturer.
    others: usize,
    /// Tasks that have ended and are still known, oldest first.
    over: VecDeque<TaskId>,
    /// Which spots are taken by those who stand about.
    spots: spots::Spots,
}

impl Books {
    pub(super) fn bare() -> Self {
        Self {
            bare: true,
            ..Self::default()
        }
    }

    pub(super) fn is_bare(&self) -> bool {
        self.bare
    }
}

/// The record's two times, which nearly every step needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now {
    pub(super) time: u64,
    pub(super) moment: Moment,
}

/// Most source places; a run that has more shows the later ones without a line.
const MOST_SITES: usize = 1 << 18;
/// Among how many of the last objects calls that look the same are looked for.
const MOST_TWINS: usize = 256;
/// How many objects are known before those that nobody uses are forgotten.
const MOST_OBJECTS: usize = 4_096;
/// How many wakes of one operation fly; more would hide each other.
const MOST_WAKES: usize = 16;

impl Model {
    pub(super) fn take(&mut self, record: &Record, moment: Moment) {
        self.moment = self.moment.max(moment);
        self.time = self.time.max(record.time);
        self.records += 1;
        let now = Now {
            time: self.time,
            moment: self.moment,
        };
        match &record.event {
            Event::Hello(hello) => {
                let mut last = hello.source.lines().count() as u32;
                let heading = |file: &SourceFile| {
                    let heading = last + 1;
                    last = heading + file.source.lines().count() as u32;
                    heading
                };
                *self = Model {
                    headings: hello.files.iter().map(heading).collect(),
                    hello: (**hello).clone(),
                    time: record.time,
                    moment: now.moment,
                    records: 1,
                    books: Books {
                        bare: self.books.bare,
                        ..Books::default()
                    },
                    ..Model::default()
                };
            }
            Event::Site(site) => self.on_site(site),
            Event::Spawn(spawn) => self.on_spawn(spawn, now),
            Event::Start { task } => self.on_start(*task, now),
            Event::End { task, how } => self.on_end(*task, how, now),
            Event::New(new) => self.on_new(new, now),
            Event::At { task, site } => self.on_at(*task, *site, now),
            Event::Want(want) => self.on_want(want, now),
            Event::Done(done) => self.on_done(done, now),
            Event::Fail(fail) => self.on_fail(fail, now),
            Event::Out { task, text, err } => self.on_out(*task, text, *err, now),
            Event::Note {
                task: Some(task),
                kind: NoteKind::Statement,
                text,
            } if text.is_empty() => {
                // It is nowhere in the program any more.
                if let Some(task) = self.tasks.get_mut(*task) {
                    task.site = None;
                }
            }
            Event::Note { task, kind, text } => {
                self.enter(
                    *task,
                    now,
                    What::Note {
                        kind: *kind,
                        text: cut(text, 4_096),
                    },
                );
            }
            Event::Idle => self.on_idle(now),
            Event::Stand(stand) => self.on_stand(stand, now),
            Event::Gap { lost, .. } => {
                self.lost += lost;
                self.enter(None, now, What::Gap { lost: *lost });
            }
        }
    }

    fn on_site(&mut self, site: &Site) {
        let index = site.site.index();
        if index >= MOST_SITES {
            return;
        }
        if index >= self.sites.len() {
            let unknown = Site {
                line: 0,
                file: "".into(),
                function: "".into(),
                ..site.clone()
            };
            self.sites.resize(index + 1, unknown);
        }
        self.sites[index] = site.clone();
    }

    fn on_new(&mut self, new: &New, now: Now) {
        if let Some(object) = self.objects.get_mut(new.object) {
            object.names.clone_from(&new.names);
            object.lock = new.lock.or(object.lock);
        } else {
            self.forget_objects();
            let mut object = Object::new(new, now.moment);
            object.twin = self.twins(&object);
            self.objects.insert(new.object, object);
        }
        if let Some(lock) = new.lock.and_then(|lock| self.objects.get_mut(lock))
            && !lock.conditions.contains(&new.object)
        {
            lock.conditions.push(new.object);
        }
    }

    /// How many of the last calls of a pool look like this one.
    fn twins(&self, call: &Object) -> u32 {
        if call.kind != ObjectKind::Future || call.call.is_none() {
            return 0;
        }
        let pool = self.pool_of(call);
        let mut before = self.objects.iter().rev().take(MOST_TWINS);
        let twin = before.find(|other| {
            other.kind == call.kind && other.call == call.call && self.pool_of(other) == pool
        });
        twin.map_or(0, |twin| twin.twin + 1)
    }

    /// Drops the oldest objects that nobody uses, once there are too many.
    fn forget_objects(&mut self) {
        if self.objects.len() < MOST_OBJECTS {
            return;
        }
        let unused = |object: &&Object| {
            object.owner.is_none()
                && object.holders.is_empty()
                && object.waiting() == 0
                && object.conditions.is_empty()
        };
        let idle = self.objects.iter().filter(unused).map(|object| object.id);
        let victims: Vec<ObjectId> = idle.take(MOST_OBJECTS / 4).collect();
        for victim in victims {
            let lock = self.objects.remove(victim).and_then(|object| object.lock);
            if let Some(lock) = lock.and_then(|lock| self.objects.get_mut(lock)) {
                lock.conditions.retain(|condition| *condition != victim);
            }
        }
    }

    /// How many requests there have been.
    pub(super) fn tickets(&self) -> u64 {
        self.books.tickets
    }

    /// Whether an object is a part inside of another, of which the log need not tell.
    pub(super) fn is_inner(&self, object: Option<ObjectId>) -> bool {
        let object = object.and_then(|object| self.objects.get(object));
        object.is_some_and(|object| object.of.is_some() && object.kind != ObjectKind::Future)
    }

    /// Writes into the log.
    pub(super) fn enter(&mut self, task: Option<TaskId>, now: Now, what: What) {
        self.enter_part(task, now, what, None);
    }

    /// Writes into the log what is a cause, or belongs to one.
    fn enter_part(&mut self, task: Option<TaskId>, now: Now, what: What, part: causes::Part) {
        let on = match &what {
            What::Waits { on, .. } => *on,
            What::Did { done, .. } => done.on,
            _ => None,
        };
        let mut both = [task, on].into_iter().flatten();
        if self.books.is_bare() || both.any(|task| self.is_carrier(task)) {
            return;
        }
        let number = self.books.entries;
        self.books.entries += 1;
        let heads = part.is_some_and(|(_, heads)| heads);
        let cause = part.and_then(|(cause, _)| self.causes.get(cause));
        let belongs = cause.filter(|_| !heads).and_then(|cause| cause.entry);
        let entry = Entry {
            number,
            time: now.time,
            moment: now.moment,
            actor: task.and_then(|task| self.actor(task)),
            line: task.and_then(|task| self.line(task)),
            what,
            cause: part.map(|(cause, _)| cause),
            heads,
        };
        self.log.push(entry, belongs);
        if heads && let Some(cause) = self.causes.last_mut() {
            cause.entry = Some(number);
        }
    }

    fn fly(
        &mut self,
        kind: FlightKind,
        from: Spot,
        to: Spot,
        now: Now,
        step: u8,
        item: Option<Text>,
    ) {
        if self.books.is_bare() {
            return;
        }
        if self.flights.len() == Flight::MOST {
            self.flights.pop_front();
        }
        let id = self.books.flights;
        self.books.flights += 1;
        self.flights.push_back(Flight {
            id,
            kind,
            from,
            to,
            moment: now.moment,
            step,
            item,
        });
    }
}

impl Object {
    fn new(new: &New, moment: Moment) -> Self {
        let initial = new
            .permits
            .unwrap_or(i64::from(new.kind == ObjectKind::Semaphore));
        Self {
            id: new.object,
            kind: new.kind,
            class: new.class.clone(),
            names: new.names.clone(),
            born: moment,
            initial,
            permits: initial,
            bound: new.bound,
            slots: initial.clamp(0, 1 << 20) as u32,
            holders: Vec::new(),
            most_holders: 0,
            signals: initial == 0,
            usage: Usage::Fresh,
            owner: None,
            count: 0,
            conditions: Vec::new(),
            lock: new.lock,
            flag: false,
            parties: new.parties.unwrap_or(0),
            generation: 0,
            meetings: Vec::new(),
            opened: 0,
            capacity: new.capacity.filter(|capacity| *capacity > 0),
            of: new.of,
            policy: new.policy.unwrap_or(Policy::Fair),
            call: new.call.clone(),
            twin: 0,
            fate: None,
            order: new.order.unwrap_or(QueueOrder::Fifo),
            items: VecDeque::new(),
            depth: 0,
            unfinished: 0,
            undone: Vec::new(),
            put: None,
            arrived: 0,
            away: 0,
            line: super::Line::default(),
            givers: super::Line::default(),
            joiners: super::Line::default(),
            picked: Vec::new(),
            last: None,
            gave: Vec::new(),
            took: Vec::new(),
            operations: 0,
        }
    }
}

/// A text of at most `most` bytes, cut between characters.
fn cut(text: &Text, most: usize) -> Text {
    if text.len() <= most {
        return text.clone();
    }
    text[..text.floor_char_boundary(most)].into()
}
