//! Where the answers to `input()` come from.

use std::io::{BufRead, stdin};

use crossbeam_channel::{Receiver, bounded, never};

/// The next line without its end; none where the input has ended or is not text.
pub fn line() -> Option<String> {
    let mut line = String::new();
    match stdin().lock().read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => {
            if line.ends_with('\n') {
                line.pop();
                if line.ends_with('\r') {
                    line.pop();
                }
            }
            Some(line)
        }
    }
}

/// Lines that arrive on a channel, so that one can wait for other things too. One is read when one is asked for.
#[derive(Debug)]
pub struct Lines {
    answer: Receiver<Option<String>>,
}

impl Lines {
    pub fn new() -> Self {
        Self { answer: never() }
    }

    /// Begins to read a line. The thread ends with the line, or with the process.
    pub fn ask(&mut self) -> std::io::Result<()> {
        let (sender, answer) = bounded(1);
        std::thread::Builder::new()
            .name("stdin".to_owned())
            .spawn(move || {
                let _ = sender.send(line());
            })?;
        self.answer = answer;
        Ok(())
    }

    /// Where the line will arrive.
    pub fn answer(&self) -> &Receiver<Option<String>> {
        &self.answer
    }

    /// The line has been taken.
    pub fn done(&mut self) {
        self.answer = never();
    }
}
