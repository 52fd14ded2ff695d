//! What is a cause: whatever one has to have seen to understand a run, and each of them once.

mod common;

use common::records::records;
use primviz::model::{Model, Reaction, Trigger};
use primviz::scene;
use primviz::text::{self, Lang, Texts};
use primviz::trace::{Event, Record, Updates};
use primviz::world;

fn run(scene: &str, variant: &str, seed: u64) -> Vec<Record> {
    let scene = scene::find(scene).unwrap();
    let program = scene.variant(variant).unwrap().program().unwrap();
    let options = world::Options {
        seed,
        ..world::Options::default()
    };
    records(program, options)
}

#[test]
fn a_lost_update_is_a_cause_and_holds_the_run_exactly_then() {
    let mut found = 0;
    for (variant, seed) in (0..12)
        .map(|seed| ("", seed))
        .chain([("lock", 1), ("lock", 2)])
    {
        let (mut model, mut heard) = (Model::default(), Updates::default());
        for record in run("race", variant, seed) {
            let before = model.causes.count();
            model.apply(&record, record.time);
            let Event::Done(done) = &record.event else {
                continue;
            };
            let fresh = model.causes.count() > before;
            let cause = model.causes.last().filter(|_| fresh);
            let lost = cause.filter(|cause| cause.trigger == Trigger::Overwrites);
            assert_eq!(heard.hear(done), lost.is_some(), "seed {seed}: {done:?}");
            let Some(cause) = lost else { continue };
            found += 1;
            assert_eq!(variant, "", "a lock keeps every update");
            assert_eq!(cause.doer(), Some(done.task));
            assert_eq!(cause.item, done.item);
            let number = |text: &str| text.parse::<i64>().unwrap();
            let (item, read) = (cause.item.as_deref(), cause.read.as_deref());
            assert_eq!(number(item.unwrap()), number(read.unwrap()) + 1);
            assert!(!cause.effects.is_empty());
            for effect in &cause.effects {
                assert!(matches!(effect.reaction, Reaction::Overwritten(_)));
                assert_ne!(effect.actor.task, done.task);
            }
            let line = model
                .hello
                .source
                .lines()
                .nth(cause.line.unwrap() as usize - 1);
            assert!(line.unwrap().contains("visitors +="), "{line:?}");
            for (lang, words) in [(Lang::En, "in vain"), (Lang::Zh, "白写了")] {
                let said = text::cause(Texts::of(lang), &model, cause);
                assert!(said.contains(words), "{said}");
            }
        }
    }
    assert!(found > 12, "{found} in twelve runs");
}

#[test]
fn a_timeout_that_breaks_a_barrier_is_one_cause_that_says_both() {
    let mut found = 0;
    for seed in 0..12 {
        let mut model = Model::default();
        for record in run("barrier", "impatient", seed) {
            let before = model.causes.count();
            model.apply(&record, record.time);
            let made = model.causes.count() - before;
            assert!(made <= 1, "seed {seed}: {made} causes in one step");
            let cause = model.causes.last().filter(|_| made == 1);
            let Some(cause) = cause.filter(|cause| cause.trigger == Trigger::BreaksLate) else {
                continue;
            };
            found += 1;
            assert!(cause.by.is_some() && cause.wakes());
            let said = text::cause(Texts::of(Lang::En), &model, cause);
            assert!(
                said.contains("too long") && said.contains("breaks"),
                "{said}"
            );
        }
    }
    assert!(found > 0);
}
