//! How long computing takes in virtual time: processes have a core each, threads of one share one.

mod common;

use common::{note, run};

/// Runs a program that prints numbers; they come back.
fn numbers(source: &str, more: &[&str]) -> Vec<f64> {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("program.py");
    std::fs::write(&file, source).unwrap();
    let mut args = vec![file.to_str().unwrap(), "--headless"];
    args.extend(more);
    let ran = run(&args);
    assert_eq!((ran.status, &*ran.err), (0, ""), "{}", ran.out);
    let words = ran.out.split_whitespace();
    words.map(|word| word.parse().unwrap()).collect()
}

fn near(found: f64, expected: f64) {
    assert!(
        (found / expected - 1.0).abs() < 0.15,
        "{found} is not about {expected}"
    );
}

const WORK: &str = "\
import os
import time
from multiprocessing import Pool, Process
from threading import Thread

def work(length=30000):
    x = 0
    for i in range(length):
        x += i
    return x

def timed(*workers):
    before = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return time.perf_counter() - before
";

#[test]
fn processes_that_compute_take_as_long_as_one_up_to_the_cores_and_threads_as_long_as_all() {
    let program = format!(
        "{WORK}
one = timed(Process(target=work))
for number in (2, 4, 8):
    print(timed(*[Process(target=work) for _ in range(number)]) / one)
    print(timed(*[Thread(target=work) for _ in range(number)]) / one)
"
    );
    for (cores, expected) in [
        (vec![], [1.0, 2.0, 1.0, 4.0, 2.0, 8.0]),
        (vec!["--cores", "2"], [1.0, 2.0, 2.0, 4.0, 4.0, 8.0]),
        (vec!["--cores", "8"], [1.0, 2.0, 1.0, 4.0, 1.0, 8.0]),
    ] {
        for seed in ["1", "2", "3"] {
            let mut more = cores.clone();
            more.extend(["--seed", seed]);
            for (found, expected) in numbers(&program, &more).into_iter().zip(expected) {
                near(found, expected);
            }
        }
    }
}

#[test]
fn one_thread_beside_many_of_another_process_has_a_core_of_its_own() {
    let program = format!(
        "{WORK}
def many():
    timed(*[Thread(target=work) for _ in range(6)])

one = timed(Process(target=work))
busy = Process(target=many)
busy.start()
print(timed(Process(target=work)) / one)
busy.join()
"
    );
    near(numbers(&program, &[])[0], 1.0);
}

#[test]
fn cpu_times_count_work_and_neither_sleep_nor_others() {
    let program = format!(
        "{WORK}
begin = time.perf_counter()
work()
one = time.perf_counter() - begin
before, own = time.process_time(), time.thread_time()
time.sleep(5)
print(1 + time.process_time() - before, 1 + time.thread_time_ns() / 1e9 - own)
before, own = time.process_time(), time.thread_time()
timed(*[Thread(target=work) for _ in range(3)])
print((time.process_time() - before) / one, 1 + time.thread_time() - own)
before = time.process_time_ns()
timed(*[Process(target=work) for _ in range(3)])
print(1 + (time.process_time_ns() - before) / 1e9)
"
    );
    let found = numbers(&program, &[]);
    assert_eq!(found.len(), 5);
    for (found, expected) in found.into_iter().zip([1.0, 1.0, 3.0, 1.0, 1.0]) {
        near(found, expected);
    }
}

#[test]
fn a_program_can_ask_how_many_cores_there_are() {
    let program = format!(
        "{WORK}print(os.cpu_count(), Pool()._processes, __import__('multiprocessing').cpu_count())"
    );
    let program = program.replace("__import__('multiprocessing')", "multiprocessing");
    let program = format!("import multiprocessing\n{program}");
    assert_eq!(numbers(&program, &[]), [4.0, 4.0, 4.0]);
    assert_eq!(numbers(&program, &["--cores", "7"]), [7.0, 7.0, 7.0]);
    assert_eq!(run(&["toilet", "--headless", "--cores", "0"]).status, 2);
}

#[test]
fn the_gil_programs_of_the_notes_teach_that_processes_compute_faster_and_start_slower() {
    let time = |name: &str, change: &dyn Fn(String) -> String| {
        let source = std::fs::read_to_string(note(name)?).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("program.py");
        std::fs::write(&file, change(source)).unwrap();
        let ran = run(&[file.to_str().unwrap(), "--headless"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let told = ran.out.split("run time is ").nth(1).unwrap();
        told.lines().next().unwrap().parse::<f64>().ok()
    };
    // A tenth as many workers, and a tenth as much to do.
    let fewer = |source: String| {
        assert!(source.contains("1000000") && source.contains("range(300)"));
        (source.replace("1000000", "100000")).replace("range(300)", "range(30)")
    };
    let whole = |source: String| source;
    let pairs = [
        time("31_gil_cpu_bound.py", &fewer).zip(time("31b_gil_cpu_bound_processes.py", &fewer)),
        time("32_gil_io_bound.py", &whole).zip(time("32b_gil_io_bound_processes.py", &whole)),
    ];
    let [Some((threads, processes)), Some((sleepers, asleep))] = pairs else {
        return;
    };
    near(threads / processes, 4.0);
    near(sleepers, 2.0);
    assert!(asleep > sleepers + 0.5, "{asleep} {sleepers}");
}
