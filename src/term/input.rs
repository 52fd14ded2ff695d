//! What comes from outside: keys, sizes, signals. Each source has a thread of its own, so that nobody polls.

use std::io;
use std::thread;

use crossbeam_channel::{Receiver, Sender};
use ratatui::crossterm::event::{self, Event, KeyEventKind};

/// Something came from outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A key, a paste, a new size, the mouse.
    Terminal(Event),
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
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let input = if signal == SIGTSTP {
                    Input::Suspend
                } else {
                    Input::Quit(signal)
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
