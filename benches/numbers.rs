//! The numbers that primviz promises, and how each was taken: `cargo bench`.
//!
//! `cargo bench -- NAME…` takes only those whose name contains one of the words, `-- --long` a real five minutes for the
//! memory of a five-minute scene.

#[path = "../tests/common/pty.rs"]
mod pty;

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use primviz::model::Model;
use primviz::trace::Reader;
use primviz::view::{self, Ui};
use pty::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const BINARY: &str = env!("CARGO_BIN_EXE_primviz");

/// One promise.
struct Number {
    name: &'static str,
    most: f64,
    unit: &'static str,
    how: &'static str,
    take: fn() -> f64,
}

const NUMBERS: &[Number] = &[
    Number {
        name: "exec to first complete frame",
        most: 10.0,
        unit: "ms",
        how: "median of 40 starts of traffic-light in a 120x40 pty, spawn to the end of the first synchronized update",
        take: first_frame,
    },
    Number {
        name: "CPU while paused",
        most: 0.0,
        unit: "%",
        how: "utime+stime over 5 s of a paused traffic-light",
        take: || idle("traffic-light", " ", "paused").0,
    },
    Number {
        name: "wake-ups while paused",
        most: 0.0,
        unit: "",
        how: "context switches of all its threads in the same way",
        take: || idle("traffic-light", " ", "paused").1,
    },
    Number {
        name: "CPU while ended",
        most: 0.0,
        unit: "%",
        how: "utime+stime over 5 s after the end of toilet",
        take: || idle("toilet", "]]]]]]]]]]", "■ ended").0,
    },
    Number {
        name: "wake-ups while ended",
        most: 0.0,
        unit: "",
        how: "context switches of all its threads in the same way",
        take: || idle("toilet", "]]]]]]]]]]", "■ ended").1,
    },
    Number {
        name: "CPU while deadlocked",
        most: 0.3,
        unit: "%",
        how: "utime+stime over 20 s after deadlock has come to its circle, which pulses",
        take: pulse,
    },
    Number {
        name: "CPU of a live scene",
        most: 3.0,
        unit: "%",
        how: "utime+stime over 12 s of traffic-light at 120x40, all threads of it, at normal speed",
        take: || live("traffic-light").0,
    },
    Number {
        name: "CPU of a live scene of arrows",
        most: 3.0,
        unit: "%",
        how: "the same of toilet: somebody is woken every second or two, and an arrow shows it",
        take: || live("toilet").0,
    },
    Number {
        name: "bytes a frame",
        most: 6000.0,
        unit: "B",
        how: "median of the frames of the same run",
        take: || live("traffic-light").1,
    },
    Number {
        name: "frame built and diffed at 200x60",
        most: 1.0,
        unit: "ms",
        how: "median over five scenes, 200 moments each: settle, draw, diff with the frame before",
        take: build_and_diff,
    },
    Number {
        name: "key to changed screen",
        most: 33.0,
        unit: "ms",
        how: "99th percentile of 200 presses of `l` in a running traffic-light, to the end of the frame in the other language",
        take: key_to_screen,
    },
    Number {
        name: "quit with ten deadlocked threads",
        most: 100.0,
        unit: "ms",
        how: "worst of 10: `q` to the end of the process",
        take: quit,
    },
    Number {
        name: "restart with ten deadlocked threads",
        most: 100.0,
        unit: "ms",
        how: "worst of 10: `r` to the frame that shows the new run",
        take: restart,
    },
    Number {
        name: "threads left by 1000 restarts",
        most: 0.0,
        unit: "",
        how: "paused deadlock, `r` 1000 times, a frame after each; /proc/PID/task before and after",
        take: restarts,
    },
    Number {
        name: "resident memory of a five-minute scene",
        most: 10.0,
        unit: "MiB",
        how: "largest VmRSS of traffic-light at 10x for 30 s, a car every second (--long: 1x for 300 s, a car every ten)",
        take: memory,
    },
    Number {
        name: "resident memory with 1000 threads",
        most: 150.0,
        unit: "MiB",
        how: "largest VmRSS of 1000 threads on a semaphore of 250, live for 15 s",
        take: thousand,
    },
    Number {
        name: "release binary",
        most: 6.0,
        unit: "MB",
        how: "size of the file",
        take: || fs::metadata(BINARY).map_or(f64::NAN, |file| file.len() as f64 / 1e6),
    },
];

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    println!("{:<42} {:>10} {:>10}", "what", "at most", "measured");
    for number in NUMBERS {
        if !words.is_empty() && !words.iter().any(|word| number.name.contains(word.as_str())) {
            continue;
        }
        let measured = (number.take)();
        let sign = if measured <= number.most {
            ""
        } else {
            "   <-- too much"
        };
        println!(
            "{:<42} {:>7} {:<2} {:>7.2} {:<2}{sign}",
            number.name, number.most, number.unit, measured, number.unit
        );
        println!("    {}", number.how);
    }
}

fn open(args: &[&str]) -> Terminal {
    Terminal::open(120, 40, args)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The value below which this share of them lies.
fn percentile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = ((values.len() as f64 * share).ceil() as usize).clamp(1, values.len().max(1));
    values.get(at - 1).copied().unwrap_or(f64::NAN)
}

fn first_frame() -> f64 {
    let times = (0..40).map(|_| {
        let began = Instant::now();
        let terminal = open(&["traffic-light"]);
        milliseconds(terminal.frame_after(0) - began)
    });
    percentile(times.collect(), 0.5)
}

/// CPU seconds of the process until now.
fn cpu(pid: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit(") ")
        .next()
        .unwrap_or_default()
        .split(' ')
        .collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|field| field.parse::<f64>().ok())
            .unwrap_or(f64::NAN)
    };
    (ticks(11) + ticks(12)) / 100.0
}

/// A number of /proc/PID/status or of a thread's.
fn status(path: &str, name: &str) -> f64 {
    let text = fs::read_to_string(path).unwrap_or_default();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(f64::NAN)
}

fn tasks(pid: u32) -> Vec<String> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten()
        .flatten();
    tasks
        .map(|entry| entry.path().join("status").display().to_string())
        .collect()
}

fn switches(pid: u32) -> f64 {
    let each = |path: &String| {
        status(path, "voluntary_ctxt_switches") + status(path, "nonvoluntary_ctxt_switches")
    };
    tasks(pid).iter().map(each).sum()
}

fn pulse() -> f64 {
    let terminal = deadlocked();
    std::thread::sleep(Duration::from_secs(2));
    let pid = terminal.pid();
    let before = cpu(pid);
    std::thread::sleep(Duration::from_secs(20));
    (cpu(pid) - before) / 20.0 * 100.0
}

fn idle(scene: &str, keys: &str, until: &str) -> (f64, f64) {
    let mut terminal = open(&[scene]);
    terminal.sees("running");
    terminal.keys(keys);
    terminal.sees(until);
    std::thread::sleep(Duration::from_secs(2));
    let pid = terminal.pid();
    let before = (cpu(pid), switches(pid));
    std::thread::sleep(Duration::from_secs(5));
    (
        (cpu(pid) - before.0) / 5.0 * 100.0,
        switches(pid) - before.1,
    )
}

fn live(scene: &str) -> (f64, f64) {
    let terminal = open(&[scene]);
    terminal.sees("running");
    std::thread::sleep(Duration::from_secs(1));
    let pid = terminal.pid();
    let (before, first) = (cpu(pid), terminal.frames().len());
    std::thread::sleep(Duration::from_secs(12));
    let percent = (cpu(pid) - before) / 12.0 * 100.0;
    let bytes = terminal.frames()[first..]
        .iter()
        .map(|(_, bytes)| *bytes as f64)
        .collect();
    (percent, percentile(bytes, 0.5))
}

fn build_and_diff() -> f64 {
    let area = Rect::new(0, 0, 200, 60);
    let mut times = Vec::new();
    for scene in [
        "toilet",
        "traffic-light",
        "producer-consumer",
        "deadlock",
        "condition",
    ] {
        let output = Command::new(BINARY)
            .args([scene, "--headless", "--trace", "-", "--for", "20s"])
            .stderr(Stdio::null())
            .output();
        let trace = output.map(|output| output.stdout).unwrap_or_default();
        let records: Vec<_> = Reader::new(trace.as_slice())
            .filter_map(Result::ok)
            .collect();
        let mut model = Model::default();
        let mut ui = Ui::default();
        let mut before = Buffer::empty(area);
        for (at, record) in records.iter().enumerate() {
            model.apply(record, record.time);
            if at % (records.len() / 200).max(1) == 0 {
                let began = Instant::now();
                view::settle(&model, &mut ui, area, record.time);
                let mut frame = Buffer::empty(area);
                view::draw(&mut frame, area, &model, &ui, record.time);
                std::hint::black_box(before.diff(&frame).len());
                times.push(milliseconds(began.elapsed()));
                before = frame;
            }
        }
    }
    percentile(times, 0.5)
}

fn key_to_screen() -> f64 {
    let mut terminal = open(&["traffic-light"]);
    terminal.sees("running");
    let mut times = Vec::new();
    for press in 0..200 {
        let to = if press % 2 == 0 {
            "红绿灯"
        } else {
            "A traffic light"
        };
        let began = Instant::now();
        terminal.keys("l");
        terminal.sees(to);
        times.push(milliseconds(began.elapsed()));
        // Not in step with the frames.
        std::thread::sleep(Duration::from_millis(20 + press % 17));
    }
    percentile(times, 0.99)
}

fn deadlocked() -> Terminal {
    let terminal = open(&["deadlock", "--speed", "10"]);
    terminal.sees("DEADLOCK");
    terminal
}

fn quit() -> f64 {
    let times = (0..10).map(|_| {
        let mut terminal = deadlocked();
        let began = Instant::now();
        terminal.keys("q");
        terminal.ends();
        milliseconds(began.elapsed())
    });
    percentile(times.collect(), 1.0)
}

fn restart() -> f64 {
    let times = (0..10).map(|_| {
        let mut terminal = deadlocked();
        let began = Instant::now();
        terminal.keys("r");
        terminal.loses("DEADLOCK");
        milliseconds(began.elapsed())
    });
    percentile(times.collect(), 1.0)
}

fn restarts() -> f64 {
    let mut terminal = open(&["deadlock", "--speed", "10"]);
    terminal.sees("DEADLOCK");
    let before = tasks(terminal.pid()).len();
    for _ in 0..1000 {
        let frames = terminal.frames().len();
        terminal.keys("r");
        terminal.frame_after(frames);
    }
    terminal.sees("running");
    terminal.sees("DEADLOCK");
    tasks(terminal.pid()).len() as f64 - before as f64
}

fn mebibytes(pid: u32) -> f64 {
    status(&format!("/proc/{pid}/status"), "VmRSS") / 1024.0
}

fn memory() -> f64 {
    let long = std::env::args().any(|word| word == "--long");
    let (speed, seconds) = if long { ("1", 300) } else { ("10", 30) };
    let mut terminal = open(&["traffic-light", "--speed", speed]);
    let mut most: f64 = 0.0;
    let between = if long { 10 } else { 1 };
    for second in 1..=seconds {
        std::thread::sleep(Duration::from_secs(1));
        if second % between == 0 {
            terminal.keys("n");
        }
        most = most.max(mebibytes(terminal.pid()));
    }
    most
}

fn thousand() -> f64 {
    let program = "import time\nfrom threading import Semaphore, Thread\n\nseats = Semaphore(250)\n\n\
                   def visit():\n    with seats:\n        time.sleep(1)\n\n\
                   for _ in range(1000):\n    Thread(target=visit).start()\n";
    let path = std::env::temp_dir().join(format!("primviz-{}.py", std::process::id()));
    fs::write(&path, program).expect("the temporary folder can be written");
    let terminal = open(&[path.to_str().unwrap_or_default(), "--speed", "10"]);
    let mut most: f64 = 0.0;
    for _ in 0..150 {
        std::thread::sleep(Duration::from_millis(100));
        most = most.max(mebibytes(terminal.pid()));
    }
    let _ = fs::remove_file(&path);
    most
}
