//! A run as the screen shows it, in virtual time: each task stays on its line for the scene's pace. No thread, no clock:
//! the same seed gives the same pictures.
#![allow(dead_code, reason = "each test target uses its own part")]

use primviz::model::{Model, Moment};
use primviz::scene::Variant;
use primviz::trace::{Event, Micros, NoteKind, Record, TaskId};
use primviz::world::{Options, Outcome, World};

/// A program that is shown.
pub struct Paced {
    pub model: Model,
    world: World,
    pace: Micros,
    /// Until when each task stays on its line, by its number.
    stays: Vec<Micros>,
    fresh: Vec<Record>,
    /// For how long the run has been held, so that somebody could look.
    held: Micros,
    /// Exceptions of the lecturer's, last lines.
    pub complaints: Vec<String>,
}

impl Paced {
    /// A scene's program before its first line.
    pub fn new(name: &str, variant: &Variant, seed: u64) -> Self {
        let options = Options {
            seed,
            argv: vec![variant.file.to_string()],
            lecturer: true,
            recorded: primviz::world::Recorded::Lines,
            in_lines: false,
            scene: variant.words.clone(),
            seeded_schedule: true,
            program_name: Some(name.into()),
            files: primviz::world::Files::default(),
            cores: None,
        };
        let world = World::new(variant.program().unwrap(), options);
        let pace = variant.pace.as_micros() as Micros;
        let mut paced = Self {
            model: Model::default(),
            world,
            pace,
            stays: Vec::new(),
            fresh: Vec::new(),
            held: 0,
            complaints: Vec::new(),
        };
        paced.listen();
        paced
    }

    /// The program's time.
    pub fn now(&self) -> Micros {
        self.world.now()
    }

    /// A statement of the lecturer's.
    pub fn say(&mut self, statement: &str) {
        self.world.say(statement).unwrap();
        self.listen();
    }

    /// The moment that it is now, for whoever looks.
    pub fn moment(&self) -> Moment {
        self.world.now() + self.held
    }

    /// Holds the run for so long.
    pub fn hold(&mut self, length: Micros) {
        self.held += length;
    }

    /// Lets it run until this time.
    pub fn until(&mut self, end: Micros) {
        while self.step(end) {}
        self.world.advance(end);
        self.listen();
    }

    /// Lets it run until what is known of it is so, or until this time; whether it is.
    pub fn until_so(&mut self, end: Micros, is_so: impl Fn(&Model) -> bool) -> bool {
        while !is_so(&self.model) {
            if !self.step(end) {
                return false;
            }
        }
        true
    }

    /// What comes next, if it comes until this time; whether it did.
    fn step(&mut self, end: Micros) -> bool {
        let Some((when, task)) = self.next().filter(|(when, _)| *when <= end) else {
            return false;
        };
        self.world.advance(when);
        if let Some(task) = task
            && self.world.runnable(task)
            && self.world.step(task) == Outcome::Line
        {
            let place = task.index();
            self.stays.resize(self.stays.len().max(place + 1), 0);
            self.stays[place] = when + self.pace;
        }
        self.listen();
        true
    }

    /// What comes next: who can run first, or the time that ends a wait.
    fn next(&self) -> Option<(Micros, Option<TaskId>)> {
        let now = self.world.now();
        let ready = self.world.tasks().filter(|task| self.world.runnable(*task));
        let ready = ready.map(|task| {
            (
                self.stays
                    .get(task.index())
                    .map_or(now, |stays| now.max(*stays)),
                Some(task),
            )
        });
        let deadline = self.world.next_deadline().map(|when| (when, None));
        ready.chain(deadline).min()
    }

    fn listen(&mut self) {
        self.world.drain_events(&mut self.fresh);
        for record in self.fresh.drain(..) {
            self.model.apply(&record, record.time + self.held);
            if let Event::Note {
                task,
                kind: NoteKind::Exception,
                text,
            } = &record.event
                && *task == self.world.lecturer()
            {
                self.complaints.push(text.to_string());
            }
        }
        let _ = (self.world.take_started(), self.world.take_woken());
    }
}
