//! What a question can come to: searched in a copy of the world, for a fifth of a second, on a thread of its own.

use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, bounded};

use crate::explore::{Ending, First, Listener, Reach, first};
use crate::model::{Answer, Question, Sure, Watch};
use crate::trace::Event;
use crate::world::World;

/// How long a search takes at most.
const LONGEST: Duration = Duration::from_millis(200);
/// How many things that the lecturer may do are looked at.
const MOST_STATEMENTS: usize = 12;

/// What was found.
pub(in crate::app) type Found = First<Answer>;

/// A search that is on or over, or none.
#[derive(Debug, Default)]
pub(super) struct Search {
    receiver: Option<Receiver<Found>>,
    found: Option<Found>,
}

/// Hears answers in a world that is searched.
#[derive(Debug, Clone, Hash)]
struct Ear {
    watch: Watch,
    /// Whether a run that goes no further is over: it is not where the lecturer may go on.
    ends: bool,
}

impl Listener for Ear {
    type Answer = Answer;

    fn hear(&mut self, event: &Event) -> Option<Answer> {
        self.watch.hear(event)
    }

    fn stopped(&self, ending: Ending) -> Option<Answer> {
        match ending {
            Ending::Ended(_) => Some(self.watch.stopped(true)),
            Ending::Stuck if self.ends => Some(self.watch.stopped(false)),
            Ending::Stuck | Ending::Asking => None,
        }
    }
}

/// Begins to search for the answers to a question: in the world as it is, or after each of the statements that the lecturer
/// may say.
pub(super) fn begin(world: &World, question: &Question, statements: &[String]) -> Search {
    if question.answers.is_empty() || question.known().is_some() {
        return Search::default();
    }
    let said = statements.iter().take(MOST_STATEMENTS);
    let said = said.filter_map(|statement| {
        let mut world = world.clone();
        world.say(statement).is_ok().then_some(world)
    });
    let mut worlds: Vec<World> = said.collect();
    if worlds.is_empty() {
        worlds.push(world.clone());
    }
    let ear = Ear {
        watch: Watch::new(question),
        ends: statements.is_empty(),
    };
    let (sender, receiver) = bounded(1);
    let search = move || {
        // Nobody waits for it where the question has gone.
        let _ = sender.send(search_all(&worlds, &ear));
    };
    let thread = std::thread::Builder::new().name("question".to_owned());
    // Where there is no thread for it, nothing is known of other runs.
    let receiver = thread.spawn(search).is_ok().then_some(receiver);
    Search {
        receiver,
        found: None,
    }
}

fn search_all(worlds: &[World], ear: &Ear) -> Found {
    let begun = Instant::now();
    let mut all = Found {
        answers: std::collections::BTreeSet::new(),
        complete: true,
        states: 0,
    };
    let share = LONGEST / worlds.len().max(1) as u32;
    for (world, turn) in worlds.iter().zip(0u32..) {
        // A third of the time for single runs.
        let (dives, end) = (share * turn + share / 3, share * (turn + 1));
        let mut go_on = |searches: bool| begun.elapsed() < if searches { end } else { dives };
        let found = first(world, ear, Reach::default(), &mut go_on);
        all.answers.extend(found.answers);
        all.complete &= found.complete;
        all.states += found.states;
    }
    all
}

impl Search {
    /// Where it tells what it has found, while it has not.
    pub(super) fn receiver(&self) -> Option<&Receiver<Found>> {
        self.receiver.as_ref()
    }

    /// Looks whether it is over.
    pub(super) fn look(&mut self) {
        let found = self.receiver.as_ref();
        if let Some(found) = found.and_then(|receiver| receiver.try_recv().ok()) {
            self.take(found);
        }
    }

    pub(super) fn take(&mut self, found: Found) {
        self.receiver = None;
        self.found = Some(found);
    }

    /// Whether no run comes to this.
    pub(super) fn excludes(&self, answer: &Answer) -> bool {
        let found = self.found.as_ref();
        found.is_some_and(|found| found.complete && !found.answers.contains(answer))
    }

    /// How sure an answer is that came true.
    pub(super) fn sure(&self, came: &Answer) -> Sure {
        match &self.found {
            Some(found) => Sure::of(found.answers.iter(), found.complete, came),
            None => Sure::ThisTime,
        }
    }
}
