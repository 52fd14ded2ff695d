//! Pools as the programmer knows them: a place for every call, names by which calls are told apart, and nothing of the
//! threads that carry results inside.

mod common;

use std::collections::BTreeSet;

use common::records::{compiled, records};
use primviz::model::{Model, Trigger};
use primviz::text::{self, Lang, Texts};
use primviz::trace::{ObjectKind, Op, Record};
use primviz::world;

fn run(source: &str, seed: u64) -> Vec<Record> {
    let program = compiled(source);
    let options = world::Options {
        seed,
        ..world::Options::default()
    };
    records(program, options)
}

/// Every pool of Python's, with what maps nine numbers in three.
const POOLS: [(&str, &str, &str); 4] = [
    ("multiprocessing", "Pool", "map(work, range(9), 3)"),
    (
        "multiprocessing.pool",
        "ThreadPool",
        "map(work, range(9), 3)",
    ),
    (
        "concurrent.futures",
        "ThreadPoolExecutor",
        "map(work, (1, 2, 1))",
    ),
    (
        "concurrent.futures",
        "ProcessPoolExecutor",
        "map(work, (1, 2, 1))",
    ),
];

fn program(module: &str, class: &str, call: &str) -> String {
    format!(
        "from time import sleep\nfrom {module} import {class}\n\ndef work(n):\n    sleep(1)\n    return n * n\n\n\
         if __name__ == '__main__':\n    with {class}(3) as crew:\n        print(list(crew.{call}))\n"
    )
}

#[test]
fn a_pool_is_called_as_it_was_made_and_has_a_place_for_every_call() {
    for (module, class, call) in POOLS {
        for seed in 0..5 {
            let mut model = Model::default();
            let mut most = 0;
            for record in run(&program(module, class, call), seed) {
                model.apply(&record, record.time);
                let pool = model.objects.iter().find(|o| o.kind == ObjectKind::Pool);
                let Some(pool) = pool else { continue };
                assert_eq!(pool.kind_word(), class);
                let calls = model.calls_of(pool.id);
                most = most.max(calls.len());
                let names: BTreeSet<_> = calls.iter().map(|call| call.label()).collect();
                assert_eq!(
                    names.len(),
                    calls.len(),
                    "{class}: two have one name: {names:?}"
                );
            }
            assert_eq!(most, 3, "{class}: {call}");
        }
    }
}

#[test]
fn nobody_is_told_of_the_threads_that_carry_results() {
    for (module, class, call) in POOLS {
        for seed in 0..5 {
            let mut model = Model::default();
            let texts = Texts::of(Lang::En);
            let mut settled = BTreeSet::new();
            for record in run(&program(module, class, call), seed) {
                model.apply(&record, record.time);
                for cause in model.causes.iter() {
                    let actors = cause.effects.iter().map(|effect| &effect.actor);
                    for actor in actors.chain(&cause.by) {
                        let task = model.task(actor.task);
                        assert!(
                            !task.is_some_and(primviz::model::Task::is_carrier),
                            "{class}: {cause:?}"
                        );
                    }
                    if cause.trigger == Trigger::Operation(Op::Set) {
                        settled.extend(cause.by.as_ref().map(|by| by.name.clone()));
                    }
                }
            }
            for entry in &model.log.entries {
                let words = text::log_entry(texts, &model, entry);
                assert!(!words.contains("pool results"), "{class}: {words}");
            }
            assert!(
                !settled.is_empty(),
                "{class}: whoever waits is woken by a result"
            );
            assert!(
                !settled.iter().any(|name| &**name == "MainThread"),
                "{settled:?}"
            );
        }
    }
}

#[test]
fn no_call_is_told_that_nobody_has_written() {
    // A pool that is shut down wakes its workers; a timer says to itself that it is over.
    let timers = "from threading import Timer\n\ntea = Timer(1, print, ['tea'])\ncall = Timer(2, print)\n\
                  tea.start()\ncall.start()\ncall.cancel()\ntea.join()\n";
    let pools = POOLS.map(|(module, class, call)| program(module, class, call));
    for source in pools.iter().map(String::as_str).chain([timers]) {
        for lang in [Lang::En, Lang::Zh] {
            let texts = Texts::of(lang);
            let mut model = Model::default();
            let mut causes = 0;
            for record in run(source, 1) {
                model.apply(&record, record.time);
                for cause in model.causes.iter() {
                    let said = text::headline(texts, &model, cause, true);
                    let said = format!("{said:?}");
                    for inner in ["None", ".set()"] {
                        assert!(!said.contains(inner), "{source}: {said}");
                    }
                    causes += 1;
                }
            }
            assert!(causes > 0, "{source}");
            for entry in &model.log.entries {
                let words = text::log_entry(texts, &model, entry);
                assert!(!words.contains("finishes tea"), "{words}");
                assert!(!words.contains("finishes call"), "{words}");
            }
        }
    }
}
