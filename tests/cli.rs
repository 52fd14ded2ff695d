//! Every exit status and the sentence that comes with it.

mod common;

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use common::{Ran, finish, primviz, run, run_with};
use primviz::cli::TABLE;

fn says(ran: &Ran, status: i32, parts: &[&str]) {
    assert_eq!(ran.status, status, "{}\n{}", ran.out, ran.err);
    for part in parts {
        assert!(ran.err.contains(part), "{part:?} is not in:\n{}", ran.err);
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

fn program(text: &str) -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mine.py");
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (dir, path)
}

fn headless(text: &str) -> Ran {
    let (_dir, path) = program(text);
    run(&[&path, "--headless"])
}

#[test]
fn the_help_has_the_table_of_exit_statuses() {
    let help = run(&["--help"]);
    assert_eq!(help.status, 0);
    for (status, when) in TABLE {
        assert!(
            help.out.contains(&format!("{status:>3}  {when}")),
            "{}",
            help.out
        );
    }
}

#[test]
fn status_0_and_the_output_as_python3_prints_it() {
    let ran = headless("print('a', 1)\nprint('b', end='')\n");
    assert_eq!(
        (ran.status, ran.out.as_str(), ran.err.as_str()),
        (0, "a 1\nb", "")
    );
}

#[test]
fn status_1_and_the_traceback_of_an_uncaught_exception() {
    let ran = headless("def f():\n    return 1 / 0\n\nprint('before')\nf()\n");
    assert_eq!(ran.out, "before\n");
    says(
        &ran,
        1,
        &[
            "Traceback (most recent call last):",
            "line 5",
            "in f",
            "ZeroDivisionError: division by zero",
        ],
    );
}

#[test]
fn an_exception_in_another_thread_is_told_and_is_no_failure() {
    let ran = headless(
        "from threading import Thread\nt = Thread(target=lambda: 1 / 0)\nt.start()\nt.join()\n",
    );
    says(
        &ran,
        0,
        &["Exception in thread Thread-1", "ZeroDivisionError"],
    );
}

#[test]
fn status_2_for_a_command_line_that_makes_no_sense() {
    says(&run(&["--nonsense"]), 2, &["--nonsense"]);
    says(&run(&["toilet", "--speed", "2000"]), 2, &["0.1 to 1000"]);
    says(
        &run(&["toilet", "--headless", "--for", "soon"]),
        2,
        &["10s"],
    );
    says(&run(&["toilet", "--for", "1s"]), 2, &["--headless"]);
    says(&run(&["--headless"]), 2, &["primviz list"]);
    says(&run(&["toilet", "--theme", "pink"]), 2, &["pink", "dark"]);
}

#[test]
fn status_3_and_the_circle_of_a_deadlock() {
    says(&run(&["deadlock", "--headless"]), 3, &["Thread-", "A", "B"]);
}

#[test]
fn status_4_for_a_notify_that_never_comes() {
    says(
        &headless("from threading import Event\nEvent().wait()\n"),
        4,
        &["primviz: "],
    );
}

#[test]
fn a_scene_that_waits_for_the_lecturer_is_fine() {
    says(&run(&["condition", "--headless"]), 0, &["primviz: "]);
}

#[test]
fn status_5_offers_the_nearest_names() {
    says(&run(&["toilett"]), 5, &["toilett", "'toilet'"]);
    says(&run(&["xyzzy", "--headless"]), 5, &["primviz list"]);
    says(&run(&["copy", "dedlock"]), 5, &["'deadlock'"]);
    says(
        &run(&["deadlock", "--variant", "rlok", "--headless"]),
        5,
        &["'rlock'", "'ordered'"],
    );
    says(&run(&["condition", "--variant", "x"]), 5, &["'wait-for'"]);
}

#[test]
fn status_6_for_what_is_no_program() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("binary.py"), [0, 159, 146, 150]).unwrap();
    fs::write(at("text.txt"), "hello").unwrap();
    says(&run(&[&at("none.py")]), 6, &["there is no file", "none.py"]);
    says(
        &run(&[&at("none.py"), "--headless"]),
        6,
        &["there is no file"],
    );
    says(&run(&[&at("binary.py")]), 6, &["not a text file"]);
    says(&run(&[&at("text.txt")]), 6, &[".py"]);
    says(&run(&[&at("")]), 6, &["scene.toml"]);
    says(&run(&["check", &at("none")]), 6, &["there is no file"]);
    says(&run(&["copy", "toilet", &at("")]), 6, &["already there"]);
    says(
        &run(&["toilet", "--headless", "--trace", &at("no/where")]),
        6,
        &["where"],
    );
}

#[test]
fn status_7_with_line_caret_and_a_way_out_before_anything_starts() {
    let ran = headless("print('never')\nimport socket\n");
    assert_eq!(ran.out, "");
    says(&ran, 7, &["mine.py:2:8", "import socket", "^^^^^^"]);
    says(&headless("def f(:\n    pass\n"), 7, &["mine.py:1:"]);
    let (_dir, path) = program("async def f():\n    pass\n");
    says(&run(&["check", &path]), 7, &["mine.py:1:1"]);
}

#[test]
fn status_8_names_the_field_and_its_place() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(
        dir.path().join("scene.toml"),
        "outcome = 'ends'\ntitle.en = 'A'\ncolour = 'red'\n",
    )
    .unwrap();
    let path = dir.path().to_str().unwrap();
    for args in [vec![path], vec!["check", path], vec![path, "--headless"]] {
        says(&run(&args), 8, &["scene.toml:3:1", "colour"]);
    }
}

#[test]
fn status_8_for_a_key_that_primviz_itself_uses() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.py"), "print('a')\n").unwrap();
    let key = |key: &str, statement: &str| {
        let text = format!(
            "outcome = 'ends'\nprogram = 'a.py'\ntitle.en = 'A'\n[[keys]]\nkey = '{key}'\nrun = '{statement}'\nlabel.en = 'x'\n"
        );
        fs::write(dir.path().join("scene.toml"), text).unwrap();
        run(&["check", dir.path().to_str().unwrap()])
    };
    says(
        &key("q", "print(1)"),
        8,
        &["scene.toml:5:7", "'q' is a key of primviz itself"],
    );
    says(&key("x", "print("), 8, &["scene.toml:5:7"]);
    assert_eq!(key("x", "print(1)").status, 0);
}

#[test]
fn status_9_without_a_terminal() {
    says(&run(&["toilet"]), 9, &["--headless"]);
    says(&run(&[]), 9, &["--headless"]);
}

#[test]
fn a_check_that_finds_nothing_says_so() {
    let (_dir, path) = program("print('fine')\n");
    let ran = run(&["check", &path]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.contains("nothing is wrong"), "{}", ran.out);
}

#[test]
fn input_reads_standard_input_and_ends_with_it() {
    let (_dir, path) = program("print(input('name? '))\nprint(input())\n");
    let ran = run_with(&[&path, "--headless"], "Ada\n");
    assert_eq!(ran.out, "name? Ada\n");
    says(&ran, 1, &["EOFError"]);
    let ran = run_with(&[&path, "--headless", "--real-time"], "Ada\nBob");
    assert_eq!((ran.out.as_str(), ran.status), ("name? Ada\nBob\n", 0));
}

#[test]
fn a_program_that_runs_for_ever_ends_when_its_time_is_up() {
    let (_dir, path) = program("while True:\n    pass\n");
    assert_eq!(run(&[&path, "--headless", "--for", "100ms"]).status, 0);
    assert_eq!(
        run(&[&path, "--headless", "--real-time", "--for", "100ms"]).status,
        0
    );
}

#[test]
fn a_reader_that_has_gone_is_no_reason_to_complain() {
    let (_dir, path) = program("while True:\n    print('more')\n");
    let mut child = primviz()
        .args([&path, "--headless"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_variant_may_be_named_right_after_its_scene() {
    let named = run(&["deadlock", "ordered", "--headless"]);
    let by_option = run(&["deadlock", "--variant", "ordered", "--headless"]);
    assert_eq!((named.status, named.out), (0, by_option.out));
    let wrong = run(&["toilet", "deadlock", "--headless"]);
    assert!(wrong.err.contains("it has 'bounded'"), "{}", wrong.err);
}

#[test]
fn the_list_names_scenes_variants_and_keys() {
    let ran = run(&["list"]);
    for part in ["toilet", "\n  rlock  ", "police car", "1-9"] {
        assert!(ran.out.contains(part), "{}", ran.out);
    }
    let json: serde_json::Value = serde_json::from_str(&run(&["list", "--json"]).out).unwrap();
    let names: Vec<&str> = json
        .as_array()
        .unwrap()
        .iter()
        .map(|scene| scene["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "toilet",
            "traffic-light",
            "producer-consumer",
            "deadlock",
            "condition",
            "readers-writers",
            "barrier",
            "thread-pool",
            "race",
            "philosophers"
        ]
    );
    assert_eq!(json[3]["variants"][1]["name"], "rlock");
    assert_eq!(json[1]["variants"][0]["keys"][0]["run"], "light.set()");
}

#[test]
fn errors_and_lists_speak_chinese_too() {
    says(
        &run(&["toilett", "--lang", "zh"]),
        5,
        &["没有叫 'toilett' 的场景"],
    );
    assert!(run(&["list", "--lang", "zh"]).out.contains("信号量"));
    let mut command = primviz();
    command
        .arg("toilett")
        .env("LC_ALL", "zh_CN.UTF-8")
        .env("LANG", "zh_CN.UTF-8");
    says(&finish(command, ""), 5, &["没有叫"]);
}

#[test]
fn a_copy_runs_and_can_be_edited() {
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("mine");
    let path = target.to_str().unwrap();
    let ran = run(&["copy", "toilet", path]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("primviz check"), "{}", ran.out);
    fs::write(target.join("toilet.py"), "print('mine')\n").unwrap();
    assert_eq!(run(&[path, "--headless"]).out, "mine\n");
}

#[test]
fn virtual_time_does_not_wait() {
    let began = std::time::Instant::now();
    assert_eq!(headless("import time\ntime.sleep(100000)\n").status, 0);
    assert!(began.elapsed() < Duration::from_mins(1));
}

#[test]
#[cfg(target_os = "linux")]
fn a_list_that_cannot_be_written_is_a_failure_with_a_sentence() {
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_primviz"))
        .args(["list", "--lang", "en"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(6));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("standard output cannot be written"), "{said}");
}

/// Two wait for an event, a third sets it.
const SET: &str = "
import threading, time
light = threading.Event()
def drive():
    light.wait()
    print('off')
for n in 1, 2:
    threading.Thread(target=drive, name=f'car {n}').start()
time.sleep(1)
light.set()
";

#[test]
fn narrated_in_virtual_time_a_cause_is_a_sentence_in_both_languages() {
    let (_dir, path) = program(SET);
    let en = run(&[&path, "--narrate", "--headless", "--lang", "en"]);
    assert_eq!((en.status, en.err.as_str()), (0, ""));
    let lines: Vec<&str> = en.out.lines().collect();
    let set: Vec<&&str> = lines.iter().filter(|l| l.contains("sets light")).collect();
    assert_eq!(set.len(), 1, "{}", en.out);
    assert!(
        set[0].starts_with("1 s: ") && set[0].ends_with(", who go on."),
        "{}",
        en.out
    );
    assert!(
        set[0].contains("wakes cars 1 and 2") || set[0].contains("wakes cars 2 and 1"),
        "{}",
        en.out
    );
    assert_eq!(
        lines
            .iter()
            .filter(|l| **l == "The program prints: off")
            .count(),
        2
    );
    assert_eq!(
        en.out.matches("All threads have ended").count(),
        1,
        "{}",
        en.out
    );
    assert!(!en.out.contains(".."), "{}", en.out);
    let zh = run(&[&path, "--narrate", "--headless", "--lang", "zh"]);
    assert!(zh.out.contains("设置 light 的标志，唤醒 "), "{}", zh.out);
    assert!(zh.out.contains("程序输出：off"), "{}", zh.out);
}

#[test]
fn narrated_with_real_threads_it_needs_no_terminal() {
    let (_dir, path) = program(SET);
    let ran = run(&[
        &path,
        "--narrate",
        "--lang",
        "en",
        "--pace",
        "0s",
        "--speed",
        "10",
    ]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("sets light and wakes "), "{}", ran.out);
}

#[test]
fn narrated_a_deadlock_is_said_on_standard_output_and_keeps_its_status() {
    let text = "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n";
    let (_dir, path) = program(text);
    let plain = run(&[&path, "--headless", "--lang", "en"]);
    let ran = run(&[&path, "--headless", "--narrate", "--lang", "en"]);
    assert_eq!((ran.status, ran.err.as_str()), (plain.status, ""));
    let circle = ran.out.matches("waits for it itself").count();
    assert_eq!(circle, 1, "{}", ran.out);
    assert!(ran.out.ends_with(": Nobody can go on.\n"), "{}", ran.out);
}

#[test]
fn narrated_threads_of_the_same_name_are_told_apart() {
    let text = "
import threading, time
go = threading.Event()
for _ in range(2):
    threading.Thread(target=go.wait, name='worker').start()
time.sleep(1)
go.set()
";
    let (_dir, path) = program(text);
    let ran = run(&[&path, "--headless", "--narrate", "--lang", "en"]);
    assert!(ran.out.contains("worker (2)"), "{}", ran.out);
}
