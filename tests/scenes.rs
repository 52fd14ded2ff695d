//! Every scene does what its scene.toml says it does: under python3, and headless whatever the seed.

mod common;

use std::process::Command;

use common::paced::Paced;
use common::{Ran, finish, has, note, primviz, run, run_with};
use primviz::scene::{self, Does, Outcome, Scene, Variant};

fn variants() -> Vec<(Scene, Variant)> {
    let scenes = scene::list();
    let pairs = scenes.iter().flat_map(|scene| {
        scene
            .variants
            .iter()
            .map(|variant| (scene.clone(), variant.clone()))
    });
    pairs.collect()
}

fn title(scene: &Scene, variant: &Variant) -> String {
    format!("{} {}", scene.name, variant.name)
}

fn headless(scene: &Scene, variant: &Variant, more: &[&str]) -> Command {
    let mut command = primviz();
    command.args([&scene.name, "--headless"]).args(more);
    if !variant.name.is_empty() {
        command.args(["--variant", &variant.name]);
    }
    command
}

#[test]
fn every_scene_passes_the_check() {
    let dir = tempfile::tempdir().unwrap();
    for scene in scene::list() {
        let copy = dir.path().join(&scene.name);
        scene::copy(&scene.name, Some(&copy)).unwrap();
        let ran = run(&["check", copy.to_str().unwrap()]);
        assert_eq!(ran.status, 0, "{}: {}", scene.name, ran.err);
    }
}

#[test]
fn every_scene_does_under_python3_what_it_declares() {
    if !has("python3") {
        return;
    }
    let watch = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/watch.py");
    let scenes = concat!(env!("CARGO_MANIFEST_DIR"), "/scenes");
    std::thread::scope(|scope| {
        for (scene, variant) in variants() {
            scope.spawn(move || {
                let mut command = Command::new("python3");
                let limit = if variant.outcome == Some(Outcome::Runs) {
                    "8"
                } else {
                    "60"
                };
                command.args([watch, &format!("{scenes}/{}", variant.file), limit]);
                let ran = finish(command, "");
                let word = ran.err.lines().last().unwrap_or_default();
                assert_eq!(
                    word,
                    variant.outcome.unwrap().as_str(),
                    "{}\n{}",
                    title(&scene, &variant),
                    ran.err
                );
            });
        }
    });
}

fn hold(ran: &Ran, outcome: Outcome, what: &str) {
    let (status, sentence) = match outcome {
        Outcome::Ends => (0, false),
        Outcome::Deadlocks => (3, true),
        Outcome::Runs | Outcome::Waits => (0, true),
    };
    assert_eq!(ran.status, status, "{what}\n{}\n{}", ran.out, ran.err);
    assert_eq!(
        ran.err.starts_with("primviz: "),
        sentence,
        "{what}: {}",
        ran.err
    );
    assert!(!ran.err.contains("Traceback"), "{what}: {}", ran.err);
}

#[test]
fn every_scene_does_headless_what_it_declares_whatever_the_seed() {
    for (scene, variant) in variants() {
        for seed in 0..12 {
            let what = format!("{} seed {seed}", title(&scene, &variant));
            let ran = finish(
                headless(&scene, &variant, &["--seed", &seed.to_string()]),
                "",
            );
            hold(&ran, variant.outcome.unwrap(), &what);
        }
    }
}

#[test]
fn every_scene_does_on_real_threads_what_it_declares() {
    std::thread::scope(|scope| {
        for (scene, variant) in variants() {
            scope.spawn(move || {
                let mut more = vec!["--real-time", "--speed", "10"];
                if variant.outcome == Some(Outcome::Runs) {
                    more.extend(["--for", "20s"]);
                }
                let ran = finish(headless(&scene, &variant, &more), "");
                match variant.outcome.unwrap() {
                    Outcome::Runs => assert_eq!((ran.status, ran.err.as_str()), (0, "")),
                    outcome => hold(&ran, outcome, &title(&scene, &variant)),
                }
            });
        }
    });
}

#[test]
fn the_same_seed_gives_the_same_trace_on_one_core_and_on_two() {
    let pinned = has("taskset");
    for (scene, variant) in variants() {
        let more = ["--seed", "7", "--trace", "-", "--for", "30s"];
        let first = finish(headless(&scene, &variant, &more), "");
        assert!(
            first.out.starts_with("{\"t\":0,\"ev\":\"hello\""),
            "{}",
            title(&scene, &variant)
        );
        let mut again = vec![headless(&scene, &variant, &more)];
        for cores in ["0", "0,1"].into_iter().filter(|_| pinned) {
            let plain = headless(&scene, &variant, &more);
            let mut command = Command::new("taskset");
            command
                .args(["-c", cores])
                .arg(plain.get_program())
                .args(plain.get_args());
            command
                .current_dir(env!("CARGO_MANIFEST_DIR"))
                .env("LC_ALL", "C.UTF-8");
            again.push(command);
        }
        for command in again {
            let ran = finish(command, "");
            // A machine with one core has no second one to be pinned to.
            if ran.status == first.status {
                assert!(ran.out == first.out, "{} differs", title(&scene, &variant));
            }
        }
        let other = finish(
            headless(
                &scene,
                &variant,
                &["--seed", "8", "--trace", "-", "--for", "30s"],
            ),
            "",
        );
        assert!(
            other.out != first.out,
            "{}: another seed, the same run",
            title(&scene, &variant)
        );
    }
}

#[test]
fn the_output_stands_in_the_trace_alone_if_the_trace_goes_to_standard_output() {
    let plain = run(&["toilet", "--headless"]);
    let traced = run(&["toilet", "--headless", "--trace", "-"]);
    let mut printed = String::new();
    for line in traced.out.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        if record["ev"] == "out" {
            printed += record["text"].as_str().unwrap();
        }
    }
    assert_eq!(printed, plain.out);
}

#[test]
fn the_notes_programs_run_as_printed() {
    let runs: &[(&str, &str, i32, &str)] = &[
        ("18_mp_semaphore_toilet.py", "", 0, "user12 占到一个茅坑"),
        ("12_mp_joinablequeue.py", "", 0, "主线程"),
        ("13_mp_joinablequeue_producer_process.py", "", 0, "主线程"),
        ("35_deadlock.py", "", 3, "拿到A锁"),
        ("36_rlock_remedy.py", "", 0, "Thread-10"),
        (
            "42_condition_notify.py",
            "3\n2\n5\nq\n",
            0,
            "run the thread: 9",
        ),
        (
            "43_condition_wait_for.py",
            "1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n",
            0,
            "run the thread: 9",
        ),
        (
            "43_condition_wait_for.py",
            "1\n1\n1\n0\n1\n1\n1\n1\n1\n1\n",
            4,
            "run the thread",
        ),
    ];
    for (name, input, status, shows) in runs {
        let Some(path) = note(name) else { continue };
        let ran = run_with(&[&path, "--headless"], input);
        assert_eq!(ran.status, *status, "{name}\n{}\n{}", ran.out, ran.err);
        assert!(ran.out.contains(shows), "{name}\n{}", ran.out);
    }
    if let Some(path) = note("19b_mp_event_traffic_cars.py") {
        let ran = run(&[&path, "--headless", "--for", "200s"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert_eq!(ran.out.matches("走你,car").count(), 10, "{}", ran.out);
        assert_eq!(ran.out.matches("警车走了").count(), 5, "{}", ran.out);
    }
}

/// How much of what two runs print must be the same: all of it, all but the order of lines, that and numbers aside, or which lines
/// there are.
#[derive(Clone, Copy)]
enum Alike {
    Exactly,
    InAnyOrder,
    ButNumbers,
    ButHowOften,
}

impl Alike {
    fn of(self, text: &str) -> String {
        let digit = |c: char| if c.is_ascii_digit() { '9' } else { c };
        let mut lines: Vec<String> = match self {
            Self::Exactly | Self::InAnyOrder => text.lines().map(str::to_owned).collect(),
            // A number has as many digits as it has.
            Self::ButNumbers | Self::ButHowOften => {
                let lines = text.lines().map(|line| line.chars().map(digit).collect());
                let number = |line: String| {
                    let mut line = line.replace("9.", "9");
                    while line.contains("99") {
                        line = line.replace("99", "9");
                    }
                    line
                };
                lines.map(number).collect()
            }
        };
        if !matches!(self, Self::Exactly) {
            lines.sort();
        }
        if matches!(self, Self::ButHowOften) {
            lines.dedup();
        }
        lines.join("\n")
    }
}

#[test]
fn the_notes_programs_of_threads_print_what_they_print_under_python3() {
    use Alike::{ButHowOften, ButNumbers, Exactly, InAnyOrder};
    if !has("python3") {
        return;
    }
    let runs: &[(&str, &str, Alike)] = &[
        ("25_thread_function.py", "", Exactly),
        ("26_thread_subclass.py", "", Exactly),
        ("27_thread_vs_process_hello.py", "", InAnyOrder),
        ("28_thread_vs_process_pid.py", "", ButNumbers),
        ("29_thread_join_setdaemon.py", "", Exactly),
        ("30_thread_methods.py", "", ButNumbers),
        ("32_gil_io_bound.py", "", ButNumbers),
        ("33_race_no_lock.py", "", ButNumbers),
        ("34_lock_api.py", "", Exactly),
        ("36_rlock_remedy.py", "", InAnyOrder),
        ("37_thread_semaphore.py", "", InAnyOrder),
        ("38_event_redis.py", "", InAnyOrder),
        ("39_event_mysql.py", "", InAnyOrder),
        ("40_event_wait_timeout_fragment.py", "", Exactly),
        ("40b_event_wait_timeout_driven.py", "", ButHowOften),
        ("41_event_mysql_retry.py", "", ButHowOften),
        ("42_condition_notify.py", "3\n2\n5\nq\n", ButHowOften),
        (
            "43_condition_wait_for.py",
            "1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n",
            ButNumbers,
        ),
        ("44_timer.py", "", Exactly),
        ("45_queue_fifo.py", "", Exactly),
        ("46_queue_lifo.py", "", Exactly),
        ("47_queue_priority.py", "", Exactly),
    ];
    // They sleep for most of their time.
    std::thread::scope(|scope| {
        for &(name, input, alike) in runs {
            let Some(path) = note(name) else { continue };
            scope.spawn(move || {
                let mut python = Command::new("python3");
                python.args(["-E", "-B", "-W", "ignore", &path]);
                let (there, here) = (
                    finish(python, input),
                    run_with(&[&path, "--headless"], input),
                );
                assert_eq!(here.status, there.status, "{name}\n{}", here.err);
                // Prompts stand where somebody else writes, and dates are of today there.
                let own = |text: &str| {
                    let text = text.replace(">>>", "");
                    let lines = text.lines().map(|line| line.split(" work [").next());
                    lines.flatten().collect::<Vec<_>>().join("\n")
                };
                for (here, there) in [(here.out, there.out), (here.err, there.err)] {
                    let (here, there) = (own(&here), own(&there));
                    assert_eq!(alike.of(&here), alike.of(&there), "{name}");
                }
            });
        }
    });
}

#[test]
fn three_threads_wake_when_three_is_typed() {
    let Some(path) = note("42_condition_notify.py") else {
        return;
    };
    for seed in 0..5 {
        let ran = run_with(&[&path, "--headless", "--seed", &seed.to_string()], "3\n");
        assert_eq!(ran.out.matches("run the thread").count(), 3, "{}", ran.out);
        // The input has ended: an EOFError in the main thread. The others wait on, so that the program cannot end.
        assert!(ran.err.contains("EOFError"), "{}", ran.err);
        assert_eq!(ran.status, 4, "{}", ran.err);
    }
}

/// Program time of a few seconds.
const SECOND: u64 = 1_000_000;

#[test]
fn every_key_of_every_scene_does_something_and_raises_nothing() {
    for (scene, variant) in variants() {
        for key in &variant.keys {
            let Does::Run(statement) = &key.does else {
                continue;
            };
            let mut run = Paced::new(&scene.name, &variant, 3);
            run.until(4 * SECOND);
            let before = run.model.records;
            run.say(statement);
            run.until(5 * SECOND);
            assert!(run.model.records > before);
            let raises = variant.name == "bounded" && statement.contains("release");
            assert!(
                raises || run.complaints.is_empty(),
                "{} {statement}: {:?}",
                title(&scene, &variant),
                run.complaints
            );
        }
    }
}
