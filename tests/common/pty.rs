//! The real binary on a real pseudo-terminal. What is waited for is what stands on the screen, never a time.
#![allow(dead_code, reason = "tests and benches each use their own part")]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// What is not there by then will not come: long, because it is only met by a test that fails.
const PATIENCE: Duration = Duration::from_mins(1);

/// What ends a frame: the end of a synchronized update.
const FRAME_END: &[u8] = b"\x1b[?2026l";

struct Shown {
    parser: vt100::Parser,
    /// How many bytes were written.
    bytes: usize,
    /// When each frame was complete, and its bytes.
    frames: Vec<(Instant, usize)>,
    /// The bytes of a frame that has begun.
    frame: Vec<u8>,
    /// What stood on the screen after each frame that changed its text, if that is kept.
    film: Option<Vec<Sight>>,
    closed: bool,
    /// The window is to be closed: whoever reads must let go of it too.
    closing: bool,
}

/// What stood on the screen, and since when.
#[derive(Debug, Clone)]
pub struct Sight {
    /// When the frame was complete.
    pub since: Instant,
    /// The text of each row.
    pub rows: Vec<String>,
}

impl Shown {
    fn take(&mut self, written: &[u8]) {
        self.bytes += written.len();
        let mut rest = 0;
        for (at, byte) in written.iter().enumerate() {
            self.frame.push(*byte);
            if self.frame.ends_with(FRAME_END) {
                self.parser.process(&written[rest..=at]);
                rest = at + 1;
                self.frames.push((Instant::now(), self.frame.len()));
                self.frame.clear();
                self.keep();
            }
        }
        self.parser.process(&written[rest..]);
    }

    /// Keeps what stands on the screen now, if that is asked for and new.
    fn keep(&mut self) {
        let Some(film) = &mut self.film else { return };
        let screen = self.parser.screen();
        let rows: Vec<String> = screen.rows(0, screen.size().1.get()).collect();
        if film.last().is_none_or(|last| last.rows != rows) {
            let since = Instant::now();
            film.push(Sight { since, rows });
        }
    }
}

/// A terminal with primviz on it.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
    /// How the terminal was set before primviz had it.
    before: String,
}

impl Terminal {
    /// Opens a terminal of this size with primviz on it.
    pub fn open(columns: u16, rows: u16, args: &[&str]) -> Self {
        Self::open_with(columns, rows, args, &[])
    }

    /// The same, with variables of the environment.
    pub fn open_with(columns: u16, rows: u16, args: &[&str], env: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_primviz"));
        command.args(args);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("COLORTERM", "truecolor"),
            ("LC_ALL", "C.UTF-8"),
        ] {
            command.env(name, value);
        }
        command.env_remove("NO_COLOR");
        for (name, value) in env {
            command.env(name, value);
        }
        let before = settings(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = vt100::Parser::new(number(rows), number(columns), 0);
        let shown = Arc::new((
            Mutex::new(Shown {
                parser,
                bytes: 0,
                frames: Vec::new(),
                frame: Vec::new(),
                film: None,
                closed: false,
                closing: false,
            }),
            Condvar::new(),
        ));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let behind = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            loop {
                let count = reader.read(&mut buffer).unwrap_or(0);
                let mut shown = behind.0.lock().unwrap();
                shown.take(&buffer[..count]);
                shown.closed = count == 0 || shown.closing;
                behind.1.notify_all();
                if shown.closed {
                    break;
                }
            }
        });
        Self {
            master: Some(pair.master),
            keyboard: Some(keyboard),
            child,
            shown,
            before,
        }
    }

    /// Types.
    pub fn keys(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().expect("the terminal is open");
        keyboard.write_all(keys.as_bytes()).unwrap();
        keyboard.flush().unwrap();
    }

    /// Waits until the screen is so.
    pub fn until(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let seen = self.before(Instant::now() + PATIENCE, is_so);
        assert!(seen, "never saw {what} on:\n{}", self.contents());
    }

    /// Waits until the screen is so, or until this moment; whether it is.
    pub fn before(&self, end: Instant, is_so: impl Fn(&vt100::Screen) -> bool) -> bool {
        let mut shown = self.shown.0.lock().unwrap();
        while !is_so(shown.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || shown.closed {
                return false;
            }
            shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
        }
        true
    }

    /// From now on every frame whose text is new is kept.
    pub fn films(&self) {
        let mut shown = self.shown.0.lock().unwrap();
        shown.film.get_or_insert_default();
        shown.keep();
    }

    /// What was kept since [`Self::films`].
    pub fn film(&self) -> Vec<Sight> {
        self.shown
            .0
            .lock()
            .unwrap()
            .film
            .clone()
            .unwrap_or_default()
    }

    /// Waits until this text stands on the screen.
    pub fn sees(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until this text is gone from the screen.
    pub fn loses(&self, text: &str) {
        self.until(&format!("the end of {text}"), |screen| {
            !screen.contents().contains(text)
        });
    }

    /// What stands on the screen now.
    pub fn contents(&self) -> String {
        self.shown.0.lock().unwrap().parser.screen().contents()
    }

    /// Waits until nothing has been written for a second: the picture stands still.
    pub fn settles(&self) {
        let mut shown = self.shown.0.lock().unwrap();
        loop {
            let (after, waited) = self
                .shown
                .1
                .wait_timeout(shown, Duration::from_secs(1))
                .unwrap();
            shown = after;
            if waited.timed_out() || shown.closed {
                return;
            }
        }
    }

    /// Looks at the screen.
    pub fn with_screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.shown.0.lock().unwrap().parser.screen())
    }

    /// How many bytes were written until now.
    pub fn bytes(&self) -> usize {
        self.shown.0.lock().unwrap().bytes
    }

    /// When each frame was complete, and how many bytes it had.
    pub fn frames(&self) -> Vec<(Instant, usize)> {
        self.shown.0.lock().unwrap().frames.clone()
    }

    /// Waits until there are more frames than this, and says when the first of those was complete.
    pub fn frame_after(&self, count: usize) -> Instant {
        let end = Instant::now() + PATIENCE;
        let mut shown = self.shown.0.lock().unwrap();
        loop {
            if let Some((when, _)) = shown.frames.get(count) {
                return *when;
            }
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !shown.closed, "no frame came");
            shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
        }
    }

    /// Changes its size, as somebody who drags a corner does.
    pub fn resize(&self, columns: u16, rows: u16) {
        // The other side is told after the screen has grown, or what it draws would not fit.
        let mut shown = self.shown.0.lock().unwrap();
        shown
            .parser
            .screen_mut()
            .set_size(number(rows), number(columns));
        self.master
            .as_ref()
            .expect("the terminal is open")
            .resize(size(columns, rows))
            .unwrap();
    }

    /// Sends a signal by name, `TERM`.
    pub fn signal(&self, name: &str) {
        let pid = self.pid().to_string();
        assert!(
            Command::new("kill")
                .args([&format!("-{name}"), &pid])
                .status()
                .unwrap()
                .success()
        );
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Closes the terminal's window, once primviz has written something more.
    pub fn close(&mut self) {
        self.shown.0.lock().unwrap().closing = true;
        self.keyboard = None;
        self.master = None;
    }

    /// Closes the terminal's window while nothing is being written to it.
    pub fn vanish(&mut self) {
        self.keyboard = None;
        self.master = None;
        // Whoever reads holds the window open; a process that has gone before it lets go of both ends.
        self.shown.0.lock().unwrap().closing = true;
    }

    /// Sets the terminal as a shell has it: whole lines, echoed.
    pub fn cook(&self) {
        let master = self.master.as_ref().expect("the terminal is open");
        let name = master.tty_name().expect("it has a name");
        let done = Command::new("stty")
            .arg("-F")
            .arg(name)
            .arg("sane")
            .status();
        assert!(done.unwrap().success());
    }

    /// Writes over the screen, as another program on the same terminal would.
    pub fn spoil(&self, text: &str) {
        let mut shown = self.shown.0.lock().unwrap();
        shown.parser.process(text.as_bytes());
    }

    /// Waits for the end of the process.
    pub fn ends(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(
                Instant::now() < end,
                "it does not end:\n{}",
                self.contents()
            );
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Holds that the terminal is as it was: main screen, cursor, cooked mode, mouse and paste off.
    pub fn is_restored(&self) {
        let shown = self.shown.0.lock().unwrap();
        let mut shown = self
            .shown
            .1
            .wait_while(shown, |shown| {
                !shown.closed && shown.parser.screen().alternate_screen()
            })
            .unwrap();
        let end = Instant::now() + PATIENCE;
        while shown.parser.screen().hide_cursor() && Instant::now() < end {
            shown = self
                .shown
                .1
                .wait_timeout(shown, Duration::from_millis(100))
                .unwrap()
                .0;
        }
        let screen = shown.parser.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "paste is still bracketed");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        let now = settings(&**self.master.as_ref().expect("the terminal is open"));
        assert_eq!(now, self.before, "the terminal is still raw");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

#[cfg(not(unix))]
fn settings(_: &dyn MasterPty) -> String {
    String::new()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn number(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a screen has rows and columns")
}
