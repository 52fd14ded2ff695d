//! Text that waits to be written: a buffer with room, into which short pieces go without a call.

use std::fmt::Write as _;

/// Bytes that are gathered before it is time to write them.
const GATHERED: usize = 1 << 19;
/// Room that a record has for what is not text.
const SLACK: usize = 512;
const MOST_DIGITS: usize = 20;

/// Some lines of a trace.
#[derive(Debug, Clone)]
pub struct Page {
    bytes: Vec<u8>,
    used: usize,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            bytes: vec![0; GATHERED + SLACK],
            used: 0,
        }
    }
}

impl Page {
    /// The text.
    pub fn text(&self) -> &[u8] {
        &self.bytes[..self.used]
    }

    /// Whether it is time to write it.
    #[inline]
    pub fn is_full(&self) -> bool {
        self.used >= GATHERED
    }

    /// Forgets the text, and gives back the room that a long one has taken.
    pub fn clear(&mut self) {
        self.used = 0;
        if self.bytes.len() > GATHERED + SLACK {
            self.bytes.truncate(GATHERED + SLACK);
            self.bytes.shrink_to_fit();
        }
    }

    /// Sees to it that there is room for so much text and all that stands around it.
    #[inline]
    fn reserve(&mut self, text: usize) {
        let least = self.used + text + SLACK;
        if least > self.bytes.len() {
            self.grow(least);
        }
    }

    #[cold]
    fn grow(&mut self, least: usize) {
        self.bytes.resize(least, 0);
    }

    /// Begins to write what is not text, for which there is room.
    #[inline]
    pub(super) fn pen(&mut self) -> Pen<'_> {
        self.reserve(0);
        match self.bytes[self.used..].first_chunk_mut() {
            Some(room) => Pen {
                room,
                at: 0,
                used: &mut self.used,
            },
            None => unreachable!("there is room"),
        }
    }

    fn put_bytes(&mut self, piece: &[u8]) {
        self.bytes[self.used..self.used + piece.len()].copy_from_slice(piece);
        self.used += piece.len();
    }

    /// A piece of any length.
    pub(super) fn put(&mut self, piece: &[u8]) {
        self.reserve(piece.len());
        self.put_bytes(piece);
    }

    /// A text in quotation marks.
    pub(super) fn put_text(&mut self, text: &str) {
        // Every byte may come to six, `\u0000`.
        self.reserve(text.len() * 6);
        self.put_bytes(b"\"");
        let mut rest = text.as_bytes();
        let plain = |byte: &u8| *byte >= b' ' && *byte != b'"' && *byte != b'\\';
        while let Some(at) = rest.iter().position(|byte| !plain(byte)) {
            self.put_bytes(&rest[..at]);
            self.put_escaped(rest[at]);
            rest = &rest[at + 1..];
        }
        self.put_bytes(rest);
        self.put_bytes(b"\"");
    }

    fn put_escaped(&mut self, byte: u8) {
        match byte {
            b'"' => self.put_bytes(b"\\\""),
            b'\\' => self.put_bytes(b"\\\\"),
            b'\n' => self.put_bytes(b"\\n"),
            b'\r' => self.put_bytes(b"\\r"),
            b'\t' => self.put_bytes(b"\\t"),
            8 => self.put_bytes(b"\\b"),
            12 => self.put_bytes(b"\\f"),
            other => {
                let mut code = String::new();
                // Writing to a String does not fail.
                let _ = write!(code, "\\u{other:04x}");
                self.put_bytes(code.as_bytes());
            }
        }
    }
}

/// Writes short pieces. It keeps its place to itself until it is lifted, so that a processor need not go by way of
/// the memory for it.
pub(super) struct Pen<'p> {
    room: &'p mut [u8; SLACK],
    at: usize,
    used: &'p mut usize,
}

#[expect(
    clippy::inline_always,
    reason = "what the compiler puts in the place of a call keeps the pen's place in a register"
)]
impl Pen<'_> {
    /// Takes what has been written into the page.
    #[inline(always)]
    pub(super) fn lift(self) {
        *self.used += self.at;
    }

    /// A short piece.
    #[inline(always)]
    pub(super) fn put<const N: usize>(&mut self, piece: &[u8; N]) {
        self.room[self.at..self.at + N].copy_from_slice(piece);
        self.at += N;
    }

    /// The first so many bytes of a short piece.
    #[inline(always)]
    pub(super) fn put_first<const N: usize>(&mut self, piece: &[u8; N], len: usize) {
        // All of it is copied, which takes no call.
        self.room[self.at..self.at + N].copy_from_slice(piece);
        self.at += len;
    }

    /// A word.
    #[inline(always)]
    pub(super) fn put_word(&mut self, word: &str) {
        self.at = put_word(self.room, self.at, word.as_bytes());
    }

    /// A number.
    #[inline(always)]
    pub(super) fn put_number(&mut self, value: u64) {
        if value < 10 {
            self.put(&[b'0' + value as u8]);
        } else {
            self.at = put_number(self.room, self.at, value);
        }
    }

    /// The last two digits of a number.
    #[inline(always)]
    pub(super) fn put_pair(&mut self, value: u64) {
        self.put(&[b'0' + (value / 10 % 10) as u8, b'0' + (value % 10) as u8]);
    }
}

fn put_word(room: &mut [u8; SLACK], at: usize, word: &[u8]) -> usize {
    let end = at + word.len();
    let room = &mut room[at..end];
    match word.len() {
        2..=3 => put_ends::<2>(room, word),
        4..=8 => put_ends::<4>(room, word),
        _ => room.copy_from_slice(word),
    }
    end
}

/// Copies a word of at most twice so many bytes by its two ends, which may overlap: that takes no call.
#[inline]
fn put_ends<const N: usize>(room: &mut [u8], word: &[u8]) {
    if let (Some(to), Some(from)) = (room.first_chunk_mut::<N>(), word.first_chunk()) {
        *to = *from;
    }
    if let (Some(to), Some(from)) = (room.last_chunk_mut::<N>(), word.last_chunk()) {
        *to = *from;
    }
}

fn put_number(room: &mut [u8; SLACK], at: usize, value: u64) -> usize {
    put_word(room, at, digits(value, &mut [0; MOST_DIGITS]))
}

/// The digits of a number, at the end of `room`.
pub(super) fn digits(mut value: u64, room: &mut [u8; MOST_DIGITS]) -> &[u8] {
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
