//! Lines of JSON that wait to be written: a buffer with room, into which short pieces go without a call.

use std::fmt::Write as _;

/// Bytes that are gathered before they are written.
const GATHERED: usize = 1 << 16;
/// Room that a record has for what is not text.
const SLACK: usize = 512;

/// The buffer.
#[derive(Debug)]
pub(super) struct Lines {
    bytes: Vec<u8>,
    used: usize,
    clock: Clock,
}

/// The digits of the time that was written last: the next one is often the same, or one more.
#[derive(Debug)]
struct Clock {
    time: u64,
    digits: [u8; MOST_DIGITS],
    /// How many of the first digits count.
    len: usize,
}

const MOST_DIGITS: usize = 20;

impl Clock {
    fn set(&mut self, time: u64) {
        let last = &mut self.digits[self.len - 1];
        if self.time.checked_add(1) == Some(time) && *last != b'9' {
            *last += 1;
        } else if self.time != time {
            let mut room = [0; MOST_DIGITS];
            let found = digits(time, &mut room);
            self.digits[..found.len()].copy_from_slice(found);
            self.len = found.len();
        }
        self.time = time;
    }
}

/// The digits of a number, at the end of `room`.
fn digits(mut value: u64, room: &mut [u8; MOST_DIGITS]) -> &[u8] {
    let mut at = room.len();
    loop {
        at -= 1;
        room[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            return &room[at..];
        }
    }
}

impl Lines {
    pub(super) fn new() -> Self {
        Self {
            bytes: vec![0; GATHERED + SLACK],
            used: 0,
            clock: Clock {
                time: 0,
                digits: [b'0'; MOST_DIGITS],
                len: 1,
            },
        }
    }

    /// What has been gathered.
    pub(super) fn gathered(&self) -> &[u8] {
        &self.bytes[..self.used]
    }

    /// Whether it is time to write.
    pub(super) fn is_full(&self) -> bool {
        self.used >= GATHERED
    }

    /// Forgets what has been gathered, and gives back the room that a long text has taken.
    pub(super) fn clear(&mut self) {
        self.used = 0;
        if self.bytes.len() > GATHERED + SLACK {
            self.bytes.truncate(GATHERED + SLACK);
            self.bytes.shrink_to_fit();
        }
    }

    /// Sees to it that there is room for so much text and all that stands around it.
    pub(super) fn reserve(&mut self, text: usize) {
        let least = self.used + text + SLACK;
        if least > self.bytes.len() {
            self.bytes.resize(least, 0);
        }
    }

    /// A short piece.
    #[inline]
    pub(super) fn put<const N: usize>(&mut self, piece: &[u8; N]) {
        self.bytes[self.used..self.used + N].copy_from_slice(piece);
        self.used += N;
    }

    /// A piece of any length, for which there is room.
    pub(super) fn put_bytes(&mut self, piece: &[u8]) {
        self.bytes[self.used..self.used + piece.len()].copy_from_slice(piece);
        self.used += piece.len();
    }

    /// A time.
    #[inline]
    pub(super) fn put_time(&mut self, time: u64) {
        self.clock.set(time);
        // All of the digits are copied, which takes no call; those that count stay.
        let digits = self.clock.digits;
        self.put(&digits);
        self.used -= MOST_DIGITS - self.clock.len;
    }

    /// A number.
    #[inline]
    pub(super) fn put_number(&mut self, value: u64) {
        if value < 10 {
            return self.put(&[b'0' + value as u8]);
        }
        self.put_bytes(digits(value, &mut [0; MOST_DIGITS]));
    }

    /// A text in quotation marks.
    pub(super) fn put_text(&mut self, text: &str) {
        // Every byte may come to six, `\u0000`.
        self.reserve(text.len() * 6);
        self.put(b"\"");
        let mut rest = text.as_bytes();
        let plain = |byte: &u8| *byte >= b' ' && *byte != b'"' && *byte != b'\\';
        while let Some(at) = rest.iter().position(|byte| !plain(byte)) {
            self.put_bytes(&rest[..at]);
            self.put_escaped(rest[at]);
            rest = &rest[at + 1..];
        }
        self.put_bytes(rest);
        self.put(b"\"");
    }

    fn put_escaped(&mut self, byte: u8) {
        match byte {
            b'"' => self.put(b"\\\""),
            b'\\' => self.put(b"\\\\"),
            b'\n' => self.put(b"\\n"),
            b'\r' => self.put(b"\\r"),
            b'\t' => self.put(b"\\t"),
            8 => self.put(b"\\b"),
            12 => self.put(b"\\f"),
            other => {
                let mut code = String::new();
                // Writing to a String does not fail.
                let _ = write!(code, "\\u{other:04x}");
                self.put_bytes(code.as_bytes());
            }
        }
    }
}
