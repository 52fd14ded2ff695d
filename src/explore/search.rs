//! The search itself.

use std::collections::btree_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashSet;

use super::{Bounds, Choice, Clock, Ending, Found, Outcome};
use crate::trace::{Event, Record};
use crate::world::{Times, World};

/// A state and how it was reached.
struct Node {
    world: World,
    out: String,
    err: String,
    /// Its place in the trail.
    place: usize,
}

struct Search {
    clock: Clock,
    bounds: Bounds,
    seen: FxHashSet<u64>,
    /// Of each state the one that it was first reached from, and by what.
    trail: Vec<Option<(usize, Choice)>>,
    records: Vec<Record>,
    found: Found,
}

/// Finds everything that the runs of a world can come to.
pub fn explore(world: &World, clock: Clock, bounds: Bounds) -> Found {
    let mut search = Search {
        clock,
        bounds,
        seen: FxHashSet::default(),
        trail: vec![None],
        records: Vec::new(),
        found: Found::default(),
    };
    let mut first = Node {
        world: world.clone(),
        out: String::new(),
        err: String::new(),
        place: 0,
    };
    search.hear(&mut first);
    search.seen.insert(search.state(&first));
    let mut layer = vec![first];
    while !layer.is_empty() {
        let mut next = Vec::new();
        for node in layer {
            search.follow(node, &mut next);
        }
        layer = next;
    }
    search.found.states = search.trail.len();
    search.found
}

impl Search {
    /// Adds what may come after a state to the next layer.
    fn follow(&mut self, node: Node, next: &mut Vec<Node>) {
        let choices = self.choices(&node.world);
        if choices.is_empty() {
            self.end(node);
            return;
        }
        for choice in choices {
            self.found.steps += 1;
            let mut after = Node {
                world: node.world.clone(),
                out: node.out.clone(),
                err: node.err.clone(),
                place: self.trail.len(),
            };
            choice.happen(&mut after.world);
            self.hear(&mut after);
            let state = self.state(&after);
            if self.seen.contains(&state) {
                continue;
            }
            if self.trail.len() >= self.bounds.states
                || after.out.len() + after.err.len() > self.bounds.output
            {
                self.found.bounded = true;
                continue;
            }
            self.seen.insert(state);
            self.trail.push(Some((node.place, choice)));
            next.push(after);
        }
    }

    fn choices(&self, world: &World) -> Vec<Choice> {
        let mut choices: Vec<_> = world.ready().map(Choice::Step).collect();
        match self.clock {
            Clock::Idle => {
                if choices.is_empty() && world.next_deadline().is_some() {
                    choices.push(Choice::Advance);
                }
            }
            Clock::Anytime => choices.extend(world.timed().map(Choice::Expire)),
        }
        choices
    }

    /// Takes what was printed.
    fn hear(&mut self, node: &mut Node) {
        node.world.drain_events(&mut self.records);
        for record in self.records.drain(..) {
            if let Event::Out { text, err, .. } = record.event {
                let heard = if err { &mut node.err } else { &mut node.out };
                heard.push_str(&text);
            }
        }
    }

    /// What was printed is part of the state: it is part of what a run comes to.
    fn state(&self, node: &Node) -> u64 {
        let times = match self.clock {
            Clock::Idle => Times::Matter,
            Clock::Anytime => Times::DoNotMatter,
        };
        let mut hasher = DefaultHasher::new();
        (node.world.fingerprint(times), &node.out, &node.err).hash(&mut hasher);
        hasher.finish()
    }

    fn end(&mut self, node: Node) {
        let ending = Ending::of(&node.world);
        let outcome = Outcome {
            ending,
            out: node.out,
            err: node.err,
        };
        if let Entry::Vacant(fresh) = self.found.outcomes.entry(outcome) {
            let mut schedule = Vec::new();
            let mut place = node.place;
            while let Some((before, choice)) = self.trail[place] {
                schedule.push(choice);
                place = before;
            }
            schedule.reverse();
            fresh.insert(schedule);
        }
    }
}
