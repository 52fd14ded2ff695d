//! What the terminal sends, byte by byte, to keys.
//!
//! A terminal may send the bytes of one key in pieces (a slow line, a multiplexer), and answers to questions that nobody
//! waits for any more. So whatever begins with an escape is read to its end first, and is a key only if there is one like it.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The longest sequence that is believed in; what is longer is not one.
const LONGEST: usize = 4096;
/// The longest paste.
const PASTE: usize = 1 << 20;
const PASTE_END: &[u8] = b"\x1b[201~";

/// Where one is in what is being read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between keys.
    #[default]
    Plain,
    /// Within a character of several bytes.
    Character,
    /// After an escape: the key of that name, or the beginning of something.
    Escape,
    /// `ESC O`: one more byte.
    Single,
    /// `ESC [`: up to a byte from `@` to `~`.
    Control,
    /// `ESC ]`, `ESC P`, `ESC _`, `ESC ^`: words of the terminal's own, up to `BEL` or `ESC \`.
    Words,
    /// Within those, after an escape.
    WordsEscape,
    /// Between the marks of a paste.
    Paste,
}

/// Reads what the terminal sends.
#[derive(Debug, Default)]
pub(super) struct Reader {
    state: State,
    bytes: Vec<u8>,
}

impl Reader {
    /// Whether something has begun that more bytes may belong to.
    pub(super) fn waits(&self) -> bool {
        !matches!(self.state, State::Plain | State::Paste)
    }

    /// Takes what was sent.
    pub(super) fn take(&mut self, sent: &[u8], mut key: impl FnMut(Event)) {
        for &byte in sent {
            self.byte(byte, &mut key);
        }
    }

    /// Nothing more has come for a while: an escape was the key of that name, the rest was nothing.
    pub(super) fn pause(&mut self, mut key: impl FnMut(Event)) {
        if self.state == State::Escape {
            key(plain(KeyCode::Esc));
        }
        if self.waits() {
            self.begin(State::Plain);
        }
    }

    fn begin(&mut self, state: State) {
        self.state = state;
        self.bytes.clear();
    }

    fn byte(&mut self, byte: u8, key: &mut impl FnMut(Event)) {
        match self.state {
            State::Plain => self.first(byte, key),
            State::Character => {
                self.bytes.push(byte);
                if byte & 0xC0 != 0x80 {
                    // It was not one after all.
                    self.begin(State::Plain);
                    self.first(byte, key);
                } else if let Ok(text) = std::str::from_utf8(&self.bytes) {
                    if let Some(c) = text.chars().next() {
                        key(plain(KeyCode::Char(c)));
                    }
                    self.begin(State::Plain);
                } else if self.bytes.len() >= 4 {
                    self.begin(State::Plain);
                }
            }
            State::Escape => match byte {
                b'[' => self.begin(State::Control),
                b'O' => self.begin(State::Single),
                b']' | b'P' | b'_' | b'^' | b'X' => self.begin(State::Words),
                0x1B => key(plain(KeyCode::Esc)),
                _ => {
                    self.begin(State::Plain);
                    // A key with alt is that key with alt, and no other.
                    self.first(byte, &mut |event| {
                        if let Event::Key(mut with) = event {
                            with.modifiers |= KeyModifiers::ALT;
                            key(Event::Key(with));
                        }
                    });
                }
            },
            State::Single => {
                self.begin(State::Plain);
                let code = match byte {
                    b'P'..=b'S' => Some(KeyCode::F(byte - b'P' + 1)),
                    b'M' => Some(KeyCode::Enter),
                    _ => arrow(byte),
                };
                if let Some(code) = code {
                    key(plain(code));
                }
            }
            State::Control => self.control(byte, key),
            State::Words => match byte {
                0x07 | 0x18 | 0x1A => self.begin(State::Plain),
                0x1B => self.state = State::WordsEscape,
                _ => {}
            },
            State::WordsEscape if byte == b'\\' => self.begin(State::Plain),
            State::WordsEscape => {
                self.begin(State::Escape);
                self.byte(byte, key);
            }
            State::Paste => {
                self.bytes.push(byte);
                if self.bytes.ends_with(PASTE_END) {
                    self.bytes.truncate(self.bytes.len() - PASTE_END.len());
                    key(Event::Paste(
                        String::from_utf8_lossy(&self.bytes).into_owned(),
                    ));
                    self.begin(State::Plain);
                } else if self.bytes.len() > PASTE {
                    self.begin(State::Plain);
                }
            }
        }
    }

    fn first(&mut self, byte: u8, key: &mut impl FnMut(Event)) {
        let code = match byte {
            0x1B => return self.begin(State::Escape),
            b'\r' | b'\n' => KeyCode::Enter,
            b'\t' => KeyCode::Tab,
            0x7F | 0x08 => KeyCode::Backspace,
            0 => return key(with(KeyCode::Char(' '), KeyModifiers::CONTROL)),
            // ctrl-a to ctrl-z, and those four beyond.
            1..=26 => {
                let letter = char::from(byte - 1 + b'a');
                return key(with(KeyCode::Char(letter), KeyModifiers::CONTROL));
            }
            28..=31 => {
                let sign = char::from(byte - 28 + b'4');
                return key(with(KeyCode::Char(sign), KeyModifiers::CONTROL));
            }
            0x20..=0x7E => {
                let c = char::from(byte);
                let shift = if c.is_ascii_uppercase() {
                    KeyModifiers::SHIFT
                } else {
                    KeyModifiers::NONE
                };
                return key(with(KeyCode::Char(c), shift));
            }
            _ => {
                self.begin(State::Character);
                return self.bytes.push(byte);
            }
        };
        key(plain(code));
    }

    fn control(&mut self, byte: u8, key: &mut impl FnMut(Event)) {
        match byte {
            // The Linux console's own f1 to f5: ESC [ [ A.
            b'[' if self.bytes.is_empty() => self.bytes.push(byte),
            b'@'..=b'~' => {
                let bytes = std::mem::take(&mut self.bytes);
                self.state = State::Plain;
                if byte == b'~' && bytes == b"200" {
                    self.begin(State::Paste);
                } else if let Some(event) = sequence(&bytes, byte) {
                    key(event);
                }
            }
            0x1B => self.begin(State::Escape),
            _ if self.bytes.len() > LONGEST => self.begin(State::Plain),
            _ => self.bytes.push(byte),
        }
    }
}

/// The key whose bytes are `ESC [`, these, and this last one.
fn sequence(bytes: &[u8], last: u8) -> Option<Event> {
    if let [b'['] = bytes {
        return (b'A'..=b'E')
            .contains(&last)
            .then(|| plain(KeyCode::F(last - b'A' + 1)));
    }
    // Answers have another sign before their numbers.
    let text = std::str::from_utf8(bytes).ok()?;
    let numbers: Vec<u16> = match text {
        "" => Vec::new(),
        _ => text
            .split(';')
            .map(|n| n.parse().ok())
            .collect::<Option<_>>()?,
    };
    let code = match (last, numbers.first().copied()) {
        (b'Z', None) => KeyCode::BackTab,
        // `ESC [ row ; column R` tells where the cursor is, and f3 with a key held looks the same: it is not used.
        (b'P' | b'Q' | b'S', None | Some(1)) => KeyCode::F(last - b'P' + 1),
        (b'~', Some(number)) => match number {
            1 | 7 => KeyCode::Home,
            2 => KeyCode::Insert,
            3 => KeyCode::Delete,
            4 | 8 => KeyCode::End,
            5 => KeyCode::PageUp,
            6 => KeyCode::PageDown,
            11..=15 => KeyCode::F(number as u8 - 10),
            17..=21 => KeyCode::F(number as u8 - 11),
            23 | 24 => KeyCode::F(number as u8 - 12),
            _ => return None,
        },
        (_, None | Some(1)) => arrow(last)?,
        _ => return None,
    };
    let held = numbers.get(1).copied().unwrap_or(1).saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ] {
        if held & bit != 0 {
            modifiers |= modifier;
        }
    }
    Some(with(code, modifiers))
}

fn arrow(byte: u8) -> Option<KeyCode> {
    Some(match byte {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        _ => return None,
    })
}

fn plain(code: KeyCode) -> Event {
    let shift = matches!(code, KeyCode::Char(c) if c.is_uppercase()) || code == KeyCode::BackTab;
    let modifiers = if shift {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    with(code, modifiers)
}

fn with(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys that come of pieces; a pause after each.
    fn keys(pieces: &[&str]) -> Vec<String> {
        let mut reader = Reader::default();
        let mut came = Vec::new();
        for piece in pieces {
            reader.take(piece.as_bytes(), |event| came.push(event));
        }
        reader.pause(|event| came.push(event));
        came.into_iter()
            .map(|event| match event {
                Event::Key(key) => crate::app::keys::name(key).unwrap_or_default(),
                Event::Paste(text) => format!("paste {text:?}"),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_key_in_pieces_is_one_key() {
        assert_eq!(keys(&["\u{1b}", "[A"]), ["up"]);
        assert_eq!(keys(&["\u{1b}[", "6", "~q"]), ["pgdn", "q"]);
        assert_eq!(keys(&["\u{1b}O", "B"]), ["down"]);
        let mut reader = Reader::default();
        let mut came = Vec::new();
        for byte in "字".bytes() {
            reader.take(&[byte], |event| came.push(event));
        }
        assert_eq!(came, [plain(KeyCode::Char('字'))]);
    }

    #[test]
    fn an_escape_that_stays_alone_is_the_key() {
        assert_eq!(keys(&["\u{1b}"]), ["esc"]);
        assert_eq!(keys(&["\u{1b}\u{1b}"]), ["esc", "esc"]);
        assert_eq!(keys(&["\u{1b}\u{1b}[B"]), ["esc", "down"]);
    }

    #[test]
    fn late_answers_are_no_keys() {
        for answer in [
            "\u{1b}[12;3R",
            "\u{1b}[?62;22c",
            "\u{1b}[>0;276;0c",
            "\u{1b}[?2026;2$y",
            "\u{1b}]11;rgb:0000/0000/0000\u{7}",
            "\u{1b}]11;rgb:0000/0000/0000\u{1b}\\",
            "\u{1b}P>|tmux 3.4\u{1b}\\",
            "\u{1b}_Gi=1;OK\u{1b}\\",
            "\u{1b}[I",
            "\u{1b}[?1u",
        ] {
            assert_eq!(keys(&[answer, "s"]), ["s"], "{answer:?}");
            let (first, rest) = answer.split_at(1);
            assert_eq!(keys(&[first, rest, "s"]), ["s"], "{answer:?} in two");
        }
    }

    #[test]
    fn keys_with_alt_are_not_those_without() {
        assert_eq!(keys(&["\u{1b}q"]), ["alt-q"]);
        assert_eq!(keys(&["\u{1b}[1;5C"]), ["ctrl-right"]);
        assert_eq!(keys(&["\u{1b}[1;3A"]), ["alt-up"]);
    }

    #[test]
    fn a_paste_is_one_thing_and_may_come_in_pieces() {
        let pasted = keys(&["\u{1b}[200~a()\nq", "\u{1b}[A\u{1b}[20", "1~x"]);
        assert_eq!(pasted, ["paste \"a()\\nq\\u{1b}[A\"", "x"]);
    }

    #[test]
    fn other_keys_have_their_names() {
        assert_eq!(
            keys(&[
                "\u{c}\r\t\u{7f}\u{1b}[Z\u{1b}[15~\u{1b}OP\u{1b}[3~\u{1b}[HR \u{3}\u{1c}\u{1b}[[B"
            ]),
            [
                "ctrl-l",
                "enter",
                "tab",
                "backspace",
                "backtab",
                "f5",
                "f1",
                "delete",
                "home",
                "R",
                "space",
                "ctrl-c",
                "ctrl-4",
                "f2"
            ]
        );
    }
}
