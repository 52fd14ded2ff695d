//! What a run from here on can come to first: the possible answers to a question about this moment.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashSet;

use super::{Choice, Ending};
use crate::trace::{Event, Micros, Record};
use crate::world::{Status, Times, World};

/// Somebody who listens to a run until it has heard enough. What it remembers is part of the state that a search compares.
pub trait Listener: Clone + Hash {
    /// What it listens for.
    type Answer: Ord;

    /// Takes what happened; the answer, once it is known.
    fn hear(&mut self, event: &Event) -> Option<Self::Answer>;

    /// The run goes no further: what that answers.
    fn stopped(&self, ending: Ending) -> Option<Self::Answer>;
}

/// How far a search for first answers goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Different states.
    pub states: usize,
    /// Steps of each of the single runs that are tried before the search.
    pub dive: usize,
    /// Deadlines no further apart than this may be met in any order.
    pub slack: Micros,
}

impl Default for Reach {
    fn default() -> Self {
        Self {
            states: 20_000,
            dive: 4_000,
            slack: 20_000,
        }
    }
}

/// What a search has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First<A> {
    /// The answers that runs lead to.
    pub answers: BTreeSet<A>,
    /// All runs were looked at: there are no other answers.
    pub complete: bool,
    /// States that were looked at.
    pub states: usize,
}

/// Finds what runs of a world lead a listener to. First single runs, each with another task that is in a hurry or takes its
/// time, so that what differs is found early; then every order of visible operations, breadth first, until all are looked
/// at, a bound is met, or `go_on` (it is told whether that search has begun) says no.
///
/// The clock moves when nobody can run, as with [`super::Clock::Idle`].
pub fn first<L: Listener>(
    world: &World,
    listener: &L,
    reach: Reach,
    go_on: &mut dyn FnMut(bool) -> bool,
) -> First<L::Answer> {
    let mut search = Search {
        reach,
        records: Vec::new(),
        found: First {
            answers: BTreeSet::new(),
            complete: false,
            states: 0,
        },
    };
    let start = Node {
        world: world.clone(),
        listener: listener.clone(),
    };
    search.dive_all(&start, go_on);
    search.breadth(start, go_on);
    search.found
}

/// A state: the world, and what the listener has heard on the way to it.
#[derive(Clone)]
struct Node<L> {
    world: World,
    listener: L,
}

struct Search<A> {
    reach: Reach,
    records: Vec<Record>,
    found: First<A>,
}

impl<A: Ord> Search<A> {
    fn dive_all<L: Listener<Answer = A>>(
        &mut self,
        start: &Node<L>,
        go_on: &mut dyn FnMut(bool) -> bool,
    ) {
        let tasks: Vec<_> = start.world.tasks().collect();
        for task in tasks {
            // In a hurry: it runs whenever it can. Taking its time: only when nobody else can.
            for hurried in [true, false] {
                let mut node = start.clone();
                for _ in 0..self.reach.dive {
                    if !go_on(false) {
                        return;
                    }
                    let choices = choices(&node.world);
                    let own = choices.iter().find(|choice| **choice == Choice::Step(task));
                    let other = choices.iter().find(|choice| **choice != Choice::Step(task));
                    let first = if hurried {
                        own.or(other)
                    } else {
                        other.or(own)
                    };
                    let Some(&choice) = first else {
                        self.stop(&node);
                        break;
                    };
                    if self.take(&mut node, choice) {
                        break;
                    }
                }
            }
        }
    }

    fn breadth<L: Listener<Answer = A>>(
        &mut self,
        start: Node<L>,
        go_on: &mut dyn FnMut(bool) -> bool,
    ) {
        let mut seen = FxHashSet::default();
        seen.insert(state(&start));
        let mut layer = vec![start];
        while !layer.is_empty() {
            let mut next = Vec::new();
            for node in layer {
                let choices = choices(&node.world);
                if choices.is_empty() {
                    self.stop(&node);
                }
                for choice in choices {
                    if !go_on(true) || seen.len() > self.reach.states {
                        self.found.states = seen.len();
                        return;
                    }
                    let mut after = node.clone();
                    if !self.take(&mut after, choice) && seen.insert(state(&after)) {
                        next.push(after);
                    }
                }
            }
            layer = next;
        }
        self.found.states = seen.len();
        self.found.complete = true;
    }

    /// Lets a choice happen; whether the listener has heard enough.
    fn take<L: Listener<Answer = A>>(&mut self, node: &mut Node<L>, choice: Choice) -> bool {
        match (choice, node.world.next_deadline()) {
            (Choice::Advance, Some(deadline)) => {
                let together = deadline.saturating_add(self.reach.slack);
                let last = node.world.deadlines().take_while(|due| *due <= together);
                let last = last.last().unwrap_or(deadline);
                node.world.advance(last);
            }
            _ => choice.happen(&mut node.world),
        }
        node.world.drain_events(&mut self.records);
        let mut heard = self.records.drain(..);
        let answer = heard.find_map(|record| node.listener.hear(&record.event));
        drop(heard);
        let enough = answer.is_some();
        self.found.answers.extend(answer);
        enough
    }

    fn stop<L: Listener<Answer = A>>(&mut self, node: &Node<L>) {
        let ending = Ending::of(&node.world);
        self.found.answers.extend(node.listener.stopped(ending));
    }
}

fn choices(world: &World) -> Vec<Choice> {
    let mut choices: Vec<Choice> = world.ready().map(Choice::Step).collect();
    if choices.is_empty() && world.next_deadline().is_some() {
        choices.push(Choice::Advance);
    }
    choices
}

fn state<L: Listener>(node: &Node<L>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (node.world.fingerprint(Times::Matter), &node.listener).hash(&mut hasher);
    hasher.finish()
}

impl Ending {
    /// How a world has ended that cannot go on.
    pub(super) fn of(world: &World) -> Self {
        match world.status() {
            Status::Ended => Self::Ended(world.exit_status()),
            _ if world.asker().is_some() => Self::Asking,
            _ => Self::Stuck,
        }
    }
}
