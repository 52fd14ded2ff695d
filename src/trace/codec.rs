//! Records as JSON Lines.

use std::io::{BufRead, Write};

use super::Record;

/// A trace that cannot be read.
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

/// Writes records, one a line.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
}

impl<W: Write> Writer<W> {
    /// A writer onto `out`.
    pub fn new(out: W) -> Self {
        Self { out }
    }

    /// Writes one record.
    ///
    /// # Errors
    /// What the writer beneath says.
    pub fn write(&mut self, record: &Record) -> Result<(), TraceError> {
        serde_json::to_writer(&mut self.out, record).map_err(std::io::Error::from)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }

    /// Flushes the writer beneath.
    ///
    /// # Errors
    /// What the writer beneath says.
    pub fn flush(&mut self) -> Result<(), TraceError> {
        Ok(self.out.flush()?)
    }
}

/// Reads records, one a line.
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    line: usize,
}

impl<R: BufRead> Reader<R> {
    /// A reader from `input`.
    pub fn new(input: R) -> Self {
        Self { input, line: 0 }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Record, TraceError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut text = String::new();
        self.line += 1;
        match self.input.read_line(&mut text) {
            Ok(0) => None,
            Ok(_) => Some(
                serde_json::from_str(&text).map_err(|error| TraceError::Line {
                    line: self.line,
                    why: error.to_string(),
                }),
            ),
            Err(error) => Some(Err(error.into())),
        }
    }
}
