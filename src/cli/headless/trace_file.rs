//! The file that a trace goes into. A thread of its own writes it while the run goes on.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender, bounded};

use super::Deaf;
use crate::trace::{Lines, Page};

/// Pages on their way to the file or back. A run that writes faster than the file takes it waits for one.
const PAGES: usize = 2;

/// A trace that is being written.
#[derive(Debug)]
pub struct TraceFile {
    path: PathBuf,
    full: Option<Sender<Page>>,
    empty: Receiver<Page>,
    writer: Option<JoinHandle<io::Result<()>>>,
}

impl TraceFile {
    /// Opens the file, standard output for `-`.
    ///
    /// # Errors
    /// What the system says.
    pub fn create(path: &Path) -> io::Result<Self> {
        let out: Box<dyn Write + Send> = if path == Path::new("-") {
            Box::new(io::stdout())
        } else {
            Box::new(File::create(path)?)
        };
        let (full, to_write) = bounded(PAGES);
        let (written, empty) = bounded(PAGES);
        (0..PAGES)
            .try_for_each(|_| written.send(Page::default()))
            .map_err(io::Error::other)?;
        let writer = std::thread::Builder::new()
            .name("trace".to_owned())
            .spawn(move || write(out, &to_write, &written))?;
        Ok(Self {
            path: path.to_owned(),
            full: Some(full),
            empty,
            writer: Some(writer),
        })
    }

    /// Takes what has been written.
    ///
    /// # Errors
    /// As [`TraceFile::finish`].
    pub fn take(&mut self, lines: &mut Lines) -> Result<(), Deaf> {
        if lines.page().text().is_empty() {
            return Ok(());
        }
        let sent = self.empty.recv().is_ok_and(|mut page| {
            lines.turn(&mut page);
            let full = self.full.as_ref();
            full.is_some_and(|full| full.send(page).is_ok())
        });
        // The thread ends early only where it cannot write.
        if sent { Ok(()) } else { self.finish() }
    }

    /// Waits until all is in the file.
    ///
    /// # Errors
    /// What the system said, once.
    pub fn finish(&mut self) -> Result<(), Deaf> {
        self.full = None;
        let Some(writer) = self.writer.take() else {
            return Ok(());
        };
        let failed = |_| Err(io::Error::other("the thread that writes it has failed"));
        let written = writer.join().unwrap_or_else(failed);
        written.map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Deaf::Pipe,
            _ => Deaf::Trace(self.path.clone(), error),
        })
    }
}

fn write(
    mut out: Box<dyn Write + Send>,
    full: &Receiver<Page>,
    empty: &Sender<Page>,
) -> io::Result<()> {
    for page in full {
        out.write_all(page.text())?;
        // At the end nobody wants it back.
        let _ = empty.send(page);
    }
    out.flush()
}
