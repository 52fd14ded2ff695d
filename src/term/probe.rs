//! Asks the terminal how wide it draws the characters that pictures are made of.
//!
//! Terminals set up for Chinese, Japanese or Korean may draw block characters two cells wide, which tears every picture
//! apart; such a terminal gets the ASCII tier. One such character is printed and the cursor's place asked for. Not every
//! terminal answers, so nobody waits for long, and only where the locale makes the question worth asking.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// How long the answer may take.
const PATIENCE: Duration = Duration::from_millis(150);

/// Whether `█` moves the cursor by two cells. False where the terminal does not say. Call it in raw mode, before anybody
/// else reads from the terminal.
pub(super) fn blocks_are_wide() -> bool {
    ask().ok().and_then(|answer| column(&answer)) == Some(3)
}

fn ask() -> io::Result<Vec<u8>> {
    let mut out = io::stdout();
    out.write_all("\r█\x1b[6n".as_bytes())?;
    out.flush()?;
    let input = io::stdin();
    let mut answer = Vec::new();
    let deadline = Instant::now() + PATIENCE;
    while !answer.contains(&b'R') {
        let left = deadline.saturating_duration_since(Instant::now());
        let timeout = Timespec {
            tv_sec: 0,
            tv_nsec: i64::from(left.subsec_nanos()),
        };
        let mut fds = [PollFd::new(&input, PollFlags::IN)];
        if left.is_zero() || poll(&mut fds, Some(&timeout))? == 0 {
            break;
        }
        let mut bytes = [0; 64];
        let count = rustix::io::read(&input, &mut bytes)?;
        if count == 0 {
            break;
        }
        answer.extend_from_slice(&bytes[..count]);
    }
    out.write_all(b"\r\x1b[K")?;
    out.flush()?;
    Ok(answer)
}

/// The column, from 1, of a cursor position report (`ESC [ row ; column R`) somewhere in `answer`.
fn column(answer: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(answer).ok()?;
    text.split("\x1b[")
        .find_map(|part| part.split_once('R')?.0.split_once(';')?.1.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_is_found_among_keys_typed_ahead() {
        assert_eq!(column(b"\x1b[1;2R"), Some(2));
        assert_eq!(column(b"q\x1b[12;3Rs"), Some(3));
        assert_eq!(column(b"\x1b[A\x1b[1;3R"), Some(3));
        assert_eq!(column(b""), None);
        assert_eq!(column(b"\x1b[1;"), None);
    }
}
