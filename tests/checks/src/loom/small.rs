//! A gate by itself, and a stage with two tasks: few enough threads that every order can be tried.

use std::sync::Arc;

use loom::thread;
use primviz::trace::{Event, TaskId};

use super::gate::Gate;
use super::stage::{Granularity, Message, Options, Request, Stage};
use crate::sync;
use crate::world::World;

/// Its name, itself, and how often a thread may lose the processor against its will, where not as often as it can.
type Play = (&'static str, fn(), Option<usize>);

/// What loom puts on.
pub const PLAYS: &[Play] = &[
    ("gate: the reader catches up", catches_up, None),
    ("gate: the reader lets two go on", two_go_on, None),
    ("gate: the reader leaves", leaves, None),
    ("gate: one sends while the reader reads", sends_meanwhile, None),
    ("stage: left at once", left, Some(3)),
    ("stage: stepped", stepped, Some(2)),
    ("stage: paused and let go", paused, Some(2)),
    ("stage: to the end", || to_the_end(None), Some(2)),
    ("stage: to the end, with a timeout", || to_the_end(Some(5)), Some(2)),
];

fn gate(ahead: usize, sent: usize) -> Arc<Gate> {
    let gate = Arc::new(Gate::new(ahead));
    gate.sent(sent);
    gate
}

fn passes(gate: &Arc<Gate>) -> thread::JoinHandle<()> {
    let gate = Arc::clone(gate);
    thread::spawn(move || gate.pass())
}

fn catches_up() {
    let gate = gate(1, 2);
    let task = passes(&gate);
    gate.received(1);
    gate.received(1);
    task.join().expect("it passes");
}

fn two_go_on() {
    let gate = gate(1, 2);
    let tasks = [passes(&gate), passes(&gate)];
    gate.received(2);
    for task in tasks {
        task.join().expect("it passes");
    }
}

fn leaves() {
    let gate = gate(1, 2);
    let task = passes(&gate);
    gate.open_for_good();
    task.join().expect("it passes");
}

fn sends_meanwhile() {
    let gate = gate(1, 2);
    let (sender, messages) = sync::unbounded();
    let task = {
        let gate = Arc::clone(&gate);
        thread::spawn(move || {
            gate.sent(1);
            let _ = sender.send(());
            gate.pass();
        })
    };
    gate.received(2);
    for () in &messages {
        gate.received(1);
    }
    task.join().expect("it passes");
}

/// A run that is listened to.
struct Run(Stage);

impl Run {
    fn begin(timeout: Option<u64>, paused: bool) -> Self {
        sync::begin();
        let options = Options {
            pace: 0,
            speed: 1.0,
            paused,
            granularity: Granularity::Line,
            beats: false,
        };
        let stage = Stage::new(move || World::new(timeout), options);
        Self(stage.expect("loom has threads"))
    }

    fn next(&self) -> Message {
        let message = self.0.messages().recv().expect("it has not ended");
        self.0.received(1);
        message
    }

    /// What the next record says.
    fn word(&self) -> String {
        loop {
            match self.next() {
                Message::Record(record) => match record.event {
                    Event::Out { text, .. } => return text.to_string(),
                    other => panic!("{other:?}"),
                },
                Message::Clock(_) | Message::Held(_) | Message::Reached => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// Each task says its words in order; the second one's last word may have to wait for the first one's.
    fn hear_all(&self, last_words_in_order: bool) {
        let words: Vec<String> = (0..4).map(|_| self.word()).collect();
        let place = |word: &str| words.iter().position(|other| other == word);
        assert!(place("0: 1") < place("0: 2") && place("1: 1") < place("1: 2"));
        assert!(!last_words_in_order || place("0: 2") < place("1: 2"));
    }
}

fn to_the_end(timeout: Option<u64>) {
    let run = Run::begin(timeout, false);
    run.hear_all(timeout.is_none());
}

fn left() {
    drop(Run::begin(None, false));
}

fn paused() {
    let run = Run::begin(None, false);
    run.0.request(Request::Pause);
    run.0.request(Request::Resume);
    run.hear_all(true);
}

fn stepped() {
    let run = Run::begin(None, true);
    for (task, word) in [(1, "1: 1"), (0, "0: 1")] {
        run.0.request(Request::Step(TaskId(task)));
        assert_eq!(run.word(), word);
    }
}
