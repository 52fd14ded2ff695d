//! What comes from outside: keys, sizes, signals. Each source has a thread of its own, so that nobody polls.

use std::io;
use std::thread;

use crossbeam_channel::{Receiver, Sender};
use ratatui::crossterm::event::{self, Event, KeyEventKind};

/// Something came from outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A key, a paste, the mouse.
    Terminal(Event),
    /// The terminal has another size, or had one for a moment.
    Resized,
    /// SIGTERM, SIGHUP or SIGINT: end properly. The signal's number.
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

fn listen(sender: &Sender<Input>) {
    loop {
        let input = match event::read() {
            // Some terminals tell when a key is let go.
            Ok(Event::Key(key)) if key.kind == KeyEventKind::Release => continue,
            // Where there are signals, one tells it: read here, it would be lost when a key comes in the same moment.
            Ok(Event::Resize(..)) if cfg!(unix) => continue,
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
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    let mut signals =
        signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGWINCH])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let input = match signal {
                    SIGTSTP => Input::Suspend,
                    SIGWINCH => Input::Resized,
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
