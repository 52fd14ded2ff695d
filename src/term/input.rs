//! What comes from outside: keys, sizes, signals. Each source has a thread of its own, so that nobody polls.

use std::io;
use std::thread;

use crossbeam_channel::{Receiver, Sender};
use ratatui::crossterm::event::Event;

/// Something came from outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A key, a paste, the mouse.
    Terminal(Event),
    /// The terminal has another size, or had one for a moment.
    Resized,
    /// The process goes on after it was stopped, whoever stopped it: the screen and its settings may be another's.
    Continued,
    /// SIGTERM, SIGHUP, SIGQUIT or SIGINT: end properly. The signal's number.
    Quit(i32),
    /// SIGTSTP from outside: suspend.
    Suspend,
    /// The terminal has gone.
    Lost(String),
}

/// The sources.
#[derive(Debug)]
pub struct Inputs {
    receiver: Receiver<Input>,
}

impl Inputs {
    /// Starts to listen.
    ///
    /// # Errors
    /// The operating system gives no thread or no signal handler.
    pub fn new() -> io::Result<Self> {
        let (sender, receiver) = crossbeam_channel::unbounded();
        signals(sender.clone())?;
        thread::Builder::new()
            .name("input".to_owned())
            .spawn(move || listen(&sender))?;
        Ok(Self { receiver })
    }

    /// Where it arrives.
    pub fn receiver(&self) -> &Receiver<Input> {
        &self.receiver
    }
}

/// How long the rest of a key may take. Nobody types an escape and another key within it.
#[cfg(unix)]
const PIECES: rustix::event::Timespec = rustix::event::Timespec {
    tv_sec: 0,
    tv_nsec: 80_000_000,
};

/// Reads until the terminal has gone or nobody listens.
#[cfg(unix)]
fn listen(sender: &Sender<Input>) {
    let mut reader = super::bytes::Reader::default();
    let why = loop {
        let mut heard = true;
        let mut tell = |event| heard &= sender.send(Input::Terminal(event)).is_ok();
        let mut bytes = [0; 1024];
        match read(&mut bytes, reader.waits()) {
            Ok(Some(0)) => break "it is closed".to_owned(),
            Ok(Some(count)) => reader.take(&bytes[..count], &mut tell),
            Ok(None) => reader.pause(&mut tell),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break error.to_string(),
        }
        if !heard {
            return;
        }
    };
    let _ = sender.send(Input::Lost(why));
}

/// Waits for bytes, while something is begun not for long; `None` if none came.
#[cfg(unix)]
fn read(bytes: &mut [u8], begun: bool) -> io::Result<Option<usize>> {
    use rustix::event::{PollFd, PollFlags, poll};
    let input = io::stdin();
    let mut fds = [PollFd::new(&input, PollFlags::IN)];
    if poll(&mut fds, begun.then_some(&PIECES))? == 0 {
        return Ok(None);
    }
    Ok(Some(rustix::io::read(&input, bytes)?))
}

#[cfg(not(unix))]
fn listen(sender: &Sender<Input>) {
    use ratatui::crossterm::event::{self, KeyEventKind};
    loop {
        let input = match event::read() {
            // Some terminals tell when a key is let go.
            Ok(Event::Key(key)) if key.kind == KeyEventKind::Release => continue,
            Ok(Event::Resize(..)) => Input::Resized,
            Ok(event) => Input::Terminal(event),
            Err(error) => Input::Lost(error.to_string()),
        };
        let last = matches!(input, Input::Lost(_));
        if sender.send(input).is_err() || last {
            return;
        }
    }
}

#[cfg(unix)]
fn signals(sender: Sender<Input>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    let mut signals = signal_hook::iterator::Signals::new([
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH,
    ])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let input = match signal {
                    SIGTSTP => Input::Suspend,
                    SIGWINCH => Input::Resized,
                    SIGCONT => Input::Continued,
                    signal => Input::Quit(signal),
                };
                if sender.send(input).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

#[cfg(not(unix))]
fn signals(_sender: Sender<Input>) -> io::Result<()> {
    Ok(())
}
