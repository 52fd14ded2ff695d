//! Keys, quitting, signals and resizing: the real binary on a real pseudo-terminal.
#![cfg(unix)]

mod common;

use std::fs;

use common::pty::Terminal;

fn program(text: &str) -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mine.py");
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (dir, path)
}

/// A statement at the prompt.
fn say(terminal: &mut Terminal, statement: &str) {
    terminal.keys(":");
    terminal.sees("a statement for the lecturer's thread");
    terminal.keys(statement);
    terminal.sees(statement);
    terminal.keys("\r");
    terminal.loses("a statement for the lecturer's thread");
}

#[test]
fn the_lecturer_sets_clears_and_sends_cars() {
    let mut terminal = Terminal::open(160, 50, &["traffic-light", "--speed", "10"]);
    terminal.sees("car 1");
    terminal.keys("a");
    terminal.sees("runs: automatic()");
    // What the log says of it is soon out of sight: all cars set off at once.
    terminal.keys("s");
    say(&mut terminal, "4040 + light.is_set()");
    terminal.sees("4041");
    terminal.keys("c");
    say(&mut terminal, "5051 - (not light.is_set())");
    terminal.sees("5050");
    terminal.keys("n");
    terminal.sees("runs: arrive(car)");
    terminal.keys("q");
    assert!(terminal.ends().success());
    terminal.is_restored();
}

#[test]
fn three_threads_wake_for_a_notify_of_three() {
    let mut terminal = Terminal::open(160, 50, &["condition", "--speed", "10"]);
    terminal.sees(" press ");
    terminal.keys("3");
    terminal.sees("patient 3 goes in");
    terminal.sees(" press ");
    assert!(!terminal.contents().contains("patient 4 goes in"));
    terminal.keys("a");
    terminal.sees("ended");
    terminal.keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn the_deadlock_is_told_and_the_fix_starts_over() {
    let mut terminal = Terminal::open(120, 40, &["deadlock", "--speed", "10", "--seed", "42"]);
    terminal.sees("DEADLOCK");
    terminal.sees("waits for");
    terminal.keys("f");
    terminal.sees("rlock");
    terminal.loses("DEADLOCK");
    assert!(terminal.contents().contains("42"), "the seed stays");
    terminal.keys("f");
    terminal.sees("DEADLOCK");
    terminal.keys("q");
    assert!(terminal.ends().success());
    terminal.is_restored();
}

#[test]
fn paused_a_step_lets_one_thread_run_one_line() {
    let (_dir, path) = program("print('first')\nprint('second')\nprint('third')\n");
    let mut terminal = Terminal::open(120, 40, &[&path, "--paused"]);
    terminal.sees("paused");
    terminal.sees("about to run");
    terminal.keys(".");
    terminal.sees("1 M");
    assert!(!terminal.with_screen(|screen| prints(screen, "first")));
    for (line, text) in [("2 M", "first"), ("3 M", "second")] {
        terminal.keys(".");
        terminal.sees(line);
        terminal.until(text, |screen| prints(screen, text));
    }
    assert!(!terminal.with_screen(|screen| prints(screen, "third")));
    terminal.keys(" ");
    terminal.sees("ended");
    terminal.keys("q");
    terminal.ends();
}

/// Whether the program's output shows this, beside its place in the listing.
fn prints(screen: &vt100::Screen, text: &str) -> bool {
    screen.contents().matches(text).count() > 1
}

#[test]
fn space_pauses_and_goes_on() {
    let mut terminal = Terminal::open(120, 40, &["traffic-light"]);
    terminal.sees("running");
    terminal.keys(" ");
    terminal.sees("paused");
    terminal.keys(" ");
    terminal.sees("running");
}

#[test]
fn a_still_picture_writes_nothing() {
    let (_dir, path) = program("print('done')\n");
    let mut terminal = Terminal::open(120, 40, &[&path, "--speed", "10"]);
    terminal.sees("ended");
    // A key that changes nothing is answered by a frame that changes nothing: after it all is still.
    terminal.keys("?");
    terminal.sees("a question about this moment");
    terminal.keys("?");
    terminal.loses("a question about this moment");
    terminal.settles();
    let before = terminal.bytes();
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(terminal.bytes(), before);
}

#[test]
fn the_prompt_runs_statements_and_shows_errors_that_harm_nothing() {
    let mut terminal = Terminal::open(160, 50, &["traffic-light", "--speed", "10"]);
    terminal.sees("car 1");
    say(&mut terminal, "said = 1");
    terminal.sees("runs: said = 1");
    terminal.keys(":import socket\r");
    terminal.sees("socket");
    terminal.keys("\u{1b}");
    terminal.loses("a statement for the lecturer's thread");
    say(&mut terminal, "print('still here')");
    terminal.until("what the statement prints", |screen| {
        screen.contents().contains("still here")
    });
}

#[test]
fn the_threads_are_held_while_a_statement_is_typed_and_its_value_is_told_at_every_size() {
    for (columns, rows) in [(60, 18), (80, 24), (120, 40)] {
        let mut terminal = Terminal::open(columns, rows, &["traffic-light"]);
        terminal.sees("the light Event");
        terminal.keys(":");
        terminal.sees(">>>");
        terminal.sees("paused");
        terminal.keys("42 + light.is_set()\r");
        terminal.sees("42 + light.is_set() → 42");
        terminal.loses("paused");
        terminal.keys("q");
        assert!(terminal.ends().success());
    }
    let mut terminal = Terminal::open(80, 24, &["traffic-light", "--live-prompt"]);
    terminal.sees("running");
    terminal.keys(":");
    terminal.sees(">>>");
    assert!(!terminal.contents().contains("paused"));
}

#[test]
fn a_key_lets_the_threads_go_on_while_a_statement_is_typed_and_holds_them_again() {
    let mut terminal = Terminal::open(80, 24, &["traffic-light"]);
    terminal.sees("running");
    terminal.keys("H");
    terminal.sees("goes on while a statement is typed");
    terminal.keys(":");
    terminal.sees(">>>");
    assert!(!terminal.contents().contains("paused"));
    terminal.keys("\u{1b}");
    terminal.loses(">>>");
    terminal.keys("H");
    terminal.sees("is held while a statement is typed");
    terminal.keys(":");
    terminal.sees("paused");
}

#[test]
fn a_block_is_typed_line_by_line_and_several_pasted_lines_run() {
    let mut terminal = Terminal::open(80, 24, &["traffic-light"]);
    terminal.sees("running");
    terminal.keys(":for i in range(2):\r");
    terminal.sees("...");
    terminal.keys("print('typed', i)\r\r");
    terminal.sees("→ typed 0  typed 1");
    terminal.keys(":");
    terminal.sees(">>>");
    terminal.keys("\u{1b}[200~a = 20\rprint('pasted', a + 1)\r\u{1b}[201~");
    terminal.sees("→ pasted 21");
}

#[test]
fn a_statement_that_comes_after_one_that_waits_is_announced() {
    let (_dir, path) = program(
        "from threading import Lock\nfrom time import sleep\nlock = Lock()\nlock.acquire()\nsleep(100)\n",
    );
    let mut terminal = Terminal::open(120, 40, &[&path, "--speed", "10"]);
    terminal.sees("sleeps");
    say(&mut terminal, "lock.acquire()");
    terminal.sees("waits for lock");
    say(&mut terminal, "print('after')");
    terminal.sees("still waits in another statement");
}

#[test]
fn the_step_of_a_sleeper_says_that_the_clock_leaps() {
    let (_dir, path) = program("from time import sleep\nsleep(50)\nprint('on')\n");
    let mut terminal = Terminal::open(120, 40, &[&path, "--speed", "10"]);
    terminal.sees("sleeps");
    terminal.keys(" ");
    terminal.sees("paused");
    terminal.keys(".");
    terminal.sees("The clock leaps");
    terminal.sees("MainThread  runs");
}

#[test]
fn a_question_is_voted_on_and_the_run_plays_on_to_its_answer() {
    let mut terminal = Terminal::open(80, 24, &["toilet", "--seed", "1"]);
    terminal.sees("1st");
    terminal.keys("w");
    terminal.sees("Who gets the next permit of stalls?");
    // The digits are votes, and no scene's keys.
    terminal.keys("1112");
    terminal.keys("=14");
    terminal.sees("answer 2: 14 votes");
    terminal.keys("\r");
    terminal.loses("answer 2: 14 votes");
    terminal.keys("\r");
    terminal.sees("w leaves the question");
    terminal.sees("this time");
    terminal.sees("paused");
    terminal.sees("enter goes on");
    assert!(terminal.contents().contains("14"), "the tally stays");
    terminal.keys("\r");
    terminal.loses("this time");
    terminal.sees("running");
}

#[test]
fn a_question_that_is_left_changes_nothing() {
    let mut terminal = Terminal::open(120, 40, &["traffic-light", "--speed", "10"]);
    terminal.sees("car 1");
    terminal.keys("w");
    terminal.sees("esc leaves");
    assert!(!terminal.contents().contains("running"));
    // A key of the scene's does nothing now.
    terminal.keys("n\u{1b}");
    terminal.loses("esc leaves");
    terminal.sees("running");
    terminal.sees("10x");
    assert!(!terminal.contents().contains("runs: arrive(car)"));
}

#[test]
fn once_all_is_over_the_scene_itself_has_a_question_left() {
    let mut terminal = Terminal::open(120, 40, &["toilet", "--speed", "10"]);
    terminal.sees("All threads have ended");
    terminal.keys("w");
    terminal.sees("How many can be inside");
    terminal.keys("w");
    terminal.sees("a semaphore counts calls");
    terminal.keys("\u{1b}");
    terminal.loses("a semaphore counts calls");
    let (_dir, path) = program("print('done')\n");
    let mut terminal = Terminal::open(120, 40, &[&path, "--speed", "10"]);
    terminal.sees("All threads have ended");
    terminal.keys("w");
    terminal.sees("There is nothing to ask");
}

#[test]
fn input_asks_at_the_same_place() {
    let (_dir, path) = program("name = input('who? ')\nprint('hello', name)\n");
    let mut terminal = Terminal::open(120, 40, &[&path, "--speed", "10"]);
    terminal.sees("asks for input");
    terminal.keys("Ada\r");
    terminal.sees("hello Ada");
    terminal.sees("ended");
}

#[test]
fn the_gallery_opens_without_a_scene_and_with_esc() {
    let mut terminal = Terminal::open(120, 40, &[]);
    terminal.sees("watch threads synchronise");
    terminal.sees("Cooks and eaters");
    terminal.keys("\r");
    terminal.sees("running");
    terminal.keys("\u{1b}");
    terminal.sees("watch threads synchronise");
    terminal.keys("q");
    assert!(terminal.ends().success());
    terminal.is_restored();
}

#[test]
fn ctrl_c_interrupts_the_program_and_twice_leaves() {
    let source = "
import threading
try:
    threading.Event().wait()
except KeyboardInterrupt:
    print('caught' + ' it')
while True:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print('again' + ' and again')
";
    let (_dir, path) = program(source);
    let mut terminal = Terminal::open(120, 40, &[&path]);
    terminal.sees("waits");
    terminal.keys("\u{3}");
    terminal.sees("caught it");
    terminal.sees("ctrl-c again within two seconds leaves");
    terminal.loses("ctrl-c again within two seconds leaves");
    terminal.keys("\u{3}");
    terminal.sees("again and again");
    terminal.keys("\u{3}");
    assert!(terminal.ends().success());
    terminal.is_restored();
}

#[test]
fn ctrl_c_leaves_where_no_program_runs() {
    let (_dir, path) = program("print('over')\n");
    for args in [&[][..], &[&*path]] {
        let mut terminal = Terminal::open(120, 40, args);
        terminal.sees(if args.is_empty() {
            "Three stalls"
        } else {
            "ended"
        });
        terminal.keys("\u{3}");
        assert!(terminal.ends().success());
        terminal.is_restored();
    }
}

#[test]
fn ctrl_c_ends_a_program_that_does_not_catch_it() {
    let (_dir, path) = program("import threading\nthreading.Event().wait()\n");
    let mut terminal = Terminal::open(120, 40, &[&path, "--lang", "zh"]);
    terminal.sees("等待");
    terminal.keys("\u{3}");
    terminal.sees("KeyboardInterrupt");
    terminal.sees("已结束");
    terminal.keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn signals_end_it_and_the_terminal_is_restored() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut terminal = Terminal::open(120, 40, &["deadlock", "--speed", "10"]);
        terminal.sees("DEADLOCK");
        terminal.signal(signal);
        terminal.ends();
        terminal.is_restored();
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_process() {
    let mut terminal = Terminal::open(120, 40, &["traffic-light"]);
    terminal.sees("running");
    terminal.close();
    terminal.ends();
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    let mut terminal = Terminal::open(120, 40, &["traffic-light"]);
    terminal.sees("running");
    terminal.keys("\u{1a}");
    terminal.until("the main screen", |screen| !screen.alternate_screen());
    if cfg!(target_os = "linux") {
        let stat = format!("/proc/{}/stat", terminal.pid());
        let state = || {
            fs::read_to_string(&stat)
                .unwrap()
                .split(' ')
                .nth(2)
                .unwrap()
                .to_owned()
        };
        while state() != "T" {
            std::thread::yield_now();
        }
        terminal.is_restored();
        terminal.signal("CONT");
        terminal.until("the picture", |screen| {
            screen.alternate_screen() && screen.contents().contains("running")
        });
    } else {
        terminal.signal("CONT");
    }
    terminal.keys("q");
    assert!(terminal.ends().success());
    terminal.is_restored();
}

#[test]
fn it_can_be_resized_to_anything_at_any_moment() {
    let mut terminal = Terminal::open(120, 40, &["traffic-light"]);
    terminal.sees("running");
    // Keys in between, and back to the first size: the screen must not believe that it stands as it stood.
    for _ in 0..20 {
        for (columns, rows) in [
            (80, 24),
            (200, 60),
            (20, 5),
            (1, 1),
            (60, 18),
            (59, 17),
            (2, 60),
            (200, 2),
            (120, 40),
        ] {
            terminal.resize(columns, rows);
            terminal.keys("\u{1b}[A");
        }
        terminal.sees("A traffic light");
    }
    terminal.sees("running");
    terminal.resize(50, 12);
    terminal.sees("needs a terminal of at least");
    terminal.resize(80, 24);
    terminal.sees("running");
    terminal.keys("q");
    assert!(terminal.ends().success());
    terminal.is_restored();
}

#[test]
fn programs_that_loop_or_print_for_ever_are_paused_left_and_restarted_like_any_other() {
    for text in [
        "while True:\n    pass\n",
        "while True:\n    print('more')\n",
        "x = []\nwhile True:\n    x.append(x)\n",
    ] {
        let (_dir, path) = program(text);
        let mut terminal = Terminal::open(120, 40, &[&path, "--speed", "10"]);
        terminal.sees("running");
        terminal.keys(" ");
        terminal.sees("paused");
        terminal.keys("r");
        terminal.keys(" ");
        terminal.sees("running");
        terminal.keys("q");
        assert!(terminal.ends().success());
        terminal.is_restored();
    }
}

#[test]
fn what_cannot_be_run_is_said_before_the_screen_is_touched() {
    let (_dir, path) = program("import socket\n");
    let mut terminal = Terminal::open(120, 40, &[&path]);
    assert_eq!(terminal.ends().exit_code(), 7);
    terminal.sees("mine.py:1:8");
    let mut dumb = Terminal::open_with(120, 40, &["toilet"], &[("TERM", "dumb")]);
    assert_eq!(dumb.ends().exit_code(), 9);
    dumb.sees("--headless");
}

#[test]
fn languages_and_themes_are_switched_live() {
    let mut terminal = Terminal::open(120, 40, &["toilet", "--lang", "zh"]);
    terminal.sees("三个隔间");
    terminal.keys("l");
    terminal.sees("Three stalls, thirteen visitors");
    terminal.keys("tPT");
    // A projector shows no title.
    terminal.loses("Three stalls, thirteen visitors");
    terminal.keys("lP");
    terminal.sees("三个隔间");
}

#[test]
fn no_color_writes_no_colours() {
    for env in [("NO_COLOR", "1"), ("IGNORED", "")] {
        let args: &[&str] = if env.0 == "NO_COLOR" {
            &["toilet"]
        } else {
            &["toilet", "--colors", "0"]
        };
        let terminal = Terminal::open_with(120, 40, args, &[env]);
        terminal.sees("running");
        terminal.until("no colours", |screen| {
            (0..40).all(|row| {
                (0..120).all(|column| {
                    let cell = screen.cell(row, column).unwrap();
                    cell.fgcolor() == vt100::Color::Default
                        && cell.bgcolor() == vt100::Color::Default
                })
            })
        });
    }
}

#[test]
fn ascii_writes_ascii() {
    let terminal = Terminal::open(120, 40, &["toilet", "--ascii"]);
    terminal.sees("running");
    terminal.until("ASCII alone", |screen| screen.contents().is_ascii());
}

/// Waits until the process is stopped.
fn stops(terminal: &Terminal) {
    let stat = format!("/proc/{}/stat", terminal.pid());
    while fs::read_to_string(&stat).unwrap().split(' ').nth(2) != Some("T") {
        std::thread::yield_now();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn stopped_by_others_it_comes_back_with_its_picture_and_its_keys() {
    let mut terminal = Terminal::open(120, 40, &["deadlock", "--speed", "10"]);
    terminal.sees("DEADLOCK");
    terminal.signal("STOP");
    stops(&terminal);
    // What a shell leaves behind: its words, and a terminal that waits for whole lines.
    terminal.spoil("\u{1b}[2J\u{1b}[?1049l\u{1b}[?25h$ fg");
    terminal.cook();
    terminal.signal("CONT");
    terminal.sees("DEADLOCK");
    terminal.keys("f");
    terminal.sees("rlock");
    terminal.keys("q");
    assert!(terminal.ends().success());
    terminal.is_restored();
}

#[test]
fn a_quit_signal_leaves_a_usable_terminal() {
    let mut terminal = Terminal::open(120, 40, &["deadlock", "--speed", "10"]);
    terminal.sees("DEADLOCK");
    terminal.signal("QUIT");
    terminal.ends();
    terminal.is_restored();
}

#[test]
fn a_terminal_that_goes_while_all_is_still_ends_the_process() {
    let (_dir, ended) = program("print('done')\n");
    for (args, is_so) in [
        (&["deadlock", "--speed", "10"][..], "DEADLOCK"),
        (&[&*ended, "--speed", "10"], "ended"),
        (&["toilet", "--paused"], "paused"),
        (&[], "watch threads synchronise"),
    ] {
        let mut terminal = Terminal::open(120, 40, args);
        terminal.sees(is_so);
        terminal.vanish();
        terminal.ends();
    }
}

#[test]
fn an_arrow_in_pieces_is_an_arrow_and_answers_are_no_keys() {
    let mut terminal = Terminal::open(120, 40, &["toilet", "--paused"]);
    terminal.sees("paused");
    // As keys, these would restart the run, leave for the gallery and quit.
    terminal.keys(
        "\u{1b}]11;rgb:0000/qqqq/0000\u{1b}\\\u{1b}[?2026;2$y\u{1b}[12;3R\u{1b}P>|q\u{1b}\\\u{1b}q",
    );
    terminal.keys("\u{1b}");
    terminal.keys("[15~");
    terminal.sees("paused");
    terminal.keys("?");
    terminal.sees("Keys");
    assert!(!terminal.contents().contains("watch threads"));
    terminal.keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn ctrl_l_draws_everything_anew() {
    // A circle pulses; with reduced motion the picture is still.
    let options = ["deadlock", "--speed", "10", "--reduced-motion"];
    let mut terminal = Terminal::open(120, 40, &options);
    terminal.sees("DEADLOCK");
    terminal.settles();
    terminal.spoil("\u{1b}[2Jnoise from somebody else");
    terminal.keys("\u{c}");
    terminal.sees("DEADLOCK");
    terminal.loses("noise from somebody else");
}

#[test]
fn a_presenter_s_remote_moves_and_does_no_harm() {
    let mut terminal = Terminal::open(120, 40, &["toilet", "--remote", "--paused"]);
    terminal.sees("paused");
    // What remotes send for "hide" and "start".
    terminal.keys(".b\u{1b}");
    terminal.keys("\u{1b}[5~");
    terminal.sees("pgup is kept for going back");
    assert!(!terminal.contents().contains("watch threads synchronise"));
    terminal.keys("\u{1b}[6~");
    terminal.until("a cause", |screen| {
        let text = screen.contents();
        text.contains("paused") && !text.contains("0:00.0")
    });
    let cause = |screen: &vt100::Screen| {
        let text = screen.contents();
        text.contains("paused") && !text.contains("0:00.0")
    };
    // It starts over, and comes to the first cause without another key.
    terminal.keys("\u{1b}[15~");
    terminal.sees("0:00.0");
    terminal.until("the first cause again", cause);
    terminal.keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn a_run_stays_when_its_file_is_gone() {
    let (dir, path) = program("print('done')\n");
    let mut terminal = Terminal::open(120, 40, &[&path, "--speed", "10"]);
    terminal.sees("ended");
    drop(dir);
    terminal.keys("r");
    terminal.sees("there is no file");
    terminal.keys("\u{1b}");
    terminal.loses("there is no file");
    terminal.sees("ended");
    terminal.sees("print('done')");
    terminal.keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn a_locale_without_utf_8_gets_ascii() {
    let terminal = Terminal::open_with(120, 40, &["toilet"], &[("LC_ALL", "C")]);
    terminal.sees("running");
    terminal.until("ASCII alone", |screen| screen.contents().is_ascii());
}

#[test]
fn the_gallery_plays_the_chosen_scene_counts_the_others_and_has_help() {
    let mut terminal = Terminal::open(80, 24, &["--lang", "en"]);
    terminal.sees(&format!("1 of {}", primviz::scene::list().len()));
    terminal.sees("more below");
    // The picture of the scene itself, with the names that only its run knows.
    terminal.sees("stalls");
    terminal.keys("?");
    terminal.sees("this help");
    terminal.keys("?");
    terminal.loses("this help");
    terminal.keys("\u{1b}[B\u{1b}[B");
    terminal.sees(&format!("3 of {}", primviz::scene::list().len()));
    terminal.sees("the belt");
    terminal.keys("\r");
    terminal.sees("running");
    terminal.keys("\u{1b}");
    terminal.sees("back to the run");
    terminal.keys("\u{1b}");
    terminal.loses("back to the run");
    terminal.sees("running");
    terminal.keys("q");
    assert!(terminal.ends().success());
    terminal.is_restored();
}
