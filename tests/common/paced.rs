//! A run as the screen shows it, in virtual time: each task stays on its line for the scene's pace. No thread, no clock:
//! the same seed gives the same pictures.
#![allow(dead_code, reason = "each test target uses its own part")]

use primviz::model::Model;
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
        };
        let world = World::new(variant.program().unwrap(), options);
        let pace = variant.pace.as_micros() as Micros;
        let mut paced = Self {
            model: Model::default(),
            world,
            pace,
            stays: Vec::new(),
            fresh: Vec::new(),
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

    /// Lets it run until this time.
    pub fn until(&mut self, end: Micros) {
        while let Some((when, task)) = self.next().filter(|(when, _)| *when <= end) {
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
        }
        self.world.advance(end);
        self.listen();
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
            self.model.apply(&record, record.time);
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
