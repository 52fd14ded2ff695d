//! Records as JSON Lines.

mod lines;
mod page;

use std::io::{BufRead, Read};

use serde_json::Value;

pub use lines::Lines;
pub use page::Page;

use super::{Event, Record, VERSION};

/// A trace that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum TraceError {
    /// The file could not be read or written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// A line is not a record.
    #[error("line {line}: {why}")]
    Line {
        /// Line, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
}

/// Reads records, one a line. Skips blank lines and records of kinds that it does not know; a last line that was cut
/// off ends the trace; ends after the first error.
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    buffer: Vec<u8>,
    line: usize,
    over: bool,
    cut: bool,
    skipped: u64,
}

impl<R: BufRead> Reader<R> {
    /// How long a line may be, in bytes.
    pub const LONGEST: usize = 16 << 20;

    /// A reader from `input`.
    pub fn new(input: R) -> Self {
        Self {
            input,
            buffer: Vec::new(),
            line: 0,
            over: false,
            cut: false,
            skipped: 0,
        }
    }

    /// Line of the record that was read last, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Whether the last line was cut off.
    pub fn was_cut(&self) -> bool {
        self.cut
    }

    /// How many records were skipped because their kind is not known.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    fn read(&mut self) -> Result<Option<Record>, TraceError> {
        loop {
            self.buffer.clear();
            self.line += 1;
            let mut limited = self.input.by_ref().take(Self::LONGEST as u64);
            if limited.read_until(b'\n', &mut self.buffer)? == 0 {
                return Ok(None);
            }
            let whole = self.buffer.last() == Some(&b'\n');
            if !whole && self.buffer.len() == Self::LONGEST {
                return Err(self.wrong("the line is too long".to_owned()));
            }
            if self.buffer.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match understand(&self.buffer) {
                Ok(Some(record)) => return self.greet(record).map(Some),
                Ok(None) => self.skipped += 1,
                Err(_) if !whole => {
                    self.cut = true;
                    return Ok(None);
                }
                Err(why) => return Err(self.wrong(why)),
            }
        }
    }

    fn greet(&self, record: Record) -> Result<Record, TraceError> {
        match &record.event {
            Event::Hello(hello) if hello.version > VERSION => Err(self.wrong(format!(
                "the trace is in version {} of the format, this program reads up to version {VERSION}",
                hello.version
            ))),
            _ => Ok(record),
        }
    }

    fn wrong(&self, why: String) -> TraceError {
        TraceError::Line {
            line: self.line,
            why,
        }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Record, TraceError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let read = self.read();
        self.over = !matches!(read, Ok(Some(_)));
        read.transpose()
    }
}

/// The record of a line; none if it is of a kind that is not known.
fn understand(line: &[u8]) -> Result<Option<Record>, String> {
    let error = match serde_json::from_slice::<Record>(line) {
        Ok(record) => return Ok(Some(record)),
        Err(error) => error,
    };
    let value: Value = serde_json::from_slice(line).map_err(|error| short(&error))?;
    let Value::Object(fields) = &value else {
        return Err("a record is a JSON object".to_owned());
    };
    match fields.get("ev") {
        None => return Err("the field `ev` is missing".to_owned()),
        Some(Value::String(_)) => {}
        Some(_) => return Err("the field `ev` is a text".to_owned()),
    }
    let why = short(&error);
    if why.starts_with("unknown variant") {
        Ok(None)
    } else {
        Err(why)
    }
}

/// serde's sentence without its own line number, which counts within the line.
fn short(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests;
