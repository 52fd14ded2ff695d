//! The terminal: taken over, and given back whatever happens.
//!
//! [`Terminal`] owns the screen. It is given back when it is dropped, when any thread of ours panics, and for the time
//! that the program is suspended. Nobody else writes to the terminal while it is held.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, queue};
use ratatui::layout::{Position, Rect};

#[cfg(unix)]
mod bytes;
mod input;
#[cfg(unix)]
mod probe;

pub use input::{Input, Inputs};

/// Why there is no screen to draw on.
#[derive(Debug, thiserror::Error)]
pub enum TermError {
    /// Standard output or input is a pipe or a file.
    #[error(
        "primviz draws on a terminal, and there is none; --headless runs a program without one"
    )]
    NoTerminal,
    /// `TERM=dumb`.
    #[error("this terminal says it cannot draw (TERM=dumb); --headless runs a program without one")]
    Dumb,
    /// The terminal does not answer any more.
    #[error("the terminal has gone: {0}")]
    Lost(#[from] io::Error),
}

/// Whether the terminal is in our hands, for the panic hook.
static HELD: AtomicBool = AtomicBool::new(false);

type Backend = CrosstermBackend<BufWriter<Stdout>>;

/// The screen, in raw mode on the alternate screen, until dropped.
#[derive(Debug)]
pub struct Terminal {
    inner: ratatui::Terminal<Backend>,
}

impl Terminal {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// There is no terminal, or it cannot draw, or it does not answer.
    pub fn new() -> Result<Self, TermError> {
        if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
            return Err(TermError::NoTerminal);
        }
        if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return Err(TermError::Dumb);
        }
        restore_on_panic();
        take_over()?;
        // Most frames are written in one piece; the terminal shows each as a whole anyway.
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 14, io::stdout()));
        match ratatui::Terminal::new(backend) {
            Ok(inner) => Ok(Self { inner }),
            Err(error) => {
                give_back();
                Err(error.into())
            }
        }
    }

    /// Whether this terminal draws the characters of pictures two cells wide. Asked before input is listened to.
    #[cfg(unix)]
    pub fn blocks_are_wide(&self) -> bool {
        probe::blocks_are_wide()
    }

    /// Whether this terminal draws the characters of pictures two cells wide.
    #[cfg(not(unix))]
    pub fn blocks_are_wide(&self) -> bool {
        false
    }

    /// Draws one frame; `draw` gets the buffer and may return where the cursor stands, if it is to be seen.
    ///
    /// # Errors
    /// The terminal has gone.
    pub fn draw(
        &mut self,
        draw: impl FnOnce(&mut Buffer, Rect) -> Option<Position>,
    ) -> Result<(), TermError> {
        queue!(self.inner.backend_mut(), BeginSynchronizedUpdate)?;
        self.inner.draw(|frame| {
            let area = frame.area();
            if let Some(cursor) = draw(frame.buffer_mut(), area) {
                frame.set_cursor_position(cursor);
            }
        })?;
        execute!(self.inner.backend_mut(), EndSynchronizedUpdate)?;
        Ok(())
    }

    /// Forgets what stands on the screen, so that the next frame draws everything.
    ///
    /// # Errors
    /// The terminal has gone.
    pub fn renew(&mut self) -> Result<(), TermError> {
        // `clear` would ask the terminal where its cursor is, and wait for the answer.
        let size = self.inner.size()?;
        self.inner.resize(Rect::from((Position::ORIGIN, size)))?;
        Ok(())
    }

    /// Gives the terminal back, stops the process as ctrl-z does, and takes the terminal again when it goes on.
    ///
    /// # Errors
    /// The terminal has gone.
    pub fn suspend(&mut self) -> Result<(), TermError> {
        give_back();
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        take_over()?;
        self.renew()
    }

    /// Takes the terminal again after somebody else may have had it: a shell sets it as it likes it while we are stopped.
    ///
    /// # Errors
    /// The terminal has gone.
    pub fn retake(&mut self) -> Result<(), TermError> {
        disable_raw_mode()?;
        take_over()?;
        self.renew()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over() -> Result<(), TermError> {
    enable_raw_mode()?;
    HELD.store(true, Ordering::SeqCst);
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        Hide
    )?;
    Ok(())
}

/// Main screen, cursor, cooked mode, mouse and paste off. Harmless when the terminal is not held, or gone.
fn give_back() {
    if HELD.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        let _ = execute!(
            out,
            EndSynchronizedUpdate,
            DisableMouseCapture,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        );
        let _ = out.flush();
        let _ = disable_raw_mode();
    }
}

/// What the last panic said, and where.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// What the last panic of any thread said, and where in the source, for the sentence that asks to report it.
pub fn last_panic() -> Option<String> {
    PANIC.lock().clone()
}

/// From here on no panic speaks for itself, whether the terminal is taken over or not.
pub fn quiet_panics() {
    restore_on_panic();
}

/// No panic speaks for itself: one of the main thread gives the terminal back first, one of a program's thread is
/// turned into a message by the stage, and the main thread ends the program properly. Both are reported in a sentence.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let main = std::thread::current().id();
        std::panic::set_hook(Box::new(move |info| {
            *PANIC.lock() = Some(info.to_string());
            if std::thread::current().id() == main {
                give_back();
            }
        }));
    });
}
