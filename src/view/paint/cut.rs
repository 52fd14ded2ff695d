//! Cutting and wrapping at the ends of words.

use super::{char_width, width};

/// A text cut to a width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut<'a> {
    /// What of it is shown.
    pub text: &'a str,
    /// What is shown behind it: nothing if all of it is there.
    pub sign: &'static str,
}

/// The sign for something left out, and its width.
pub fn ellipsis(ascii: bool) -> (&'static str, u16) {
    if ascii { ("..", 2) } else { ("…", 1) }
}

/// As many whole words of a text as fit, with a sign if words are left out. A first word that is too long by itself is
/// left out too: half a name is worse than none, as it may be another one's.
pub fn fit(text: &str, room: u16, ascii: bool) -> Cut<'_> {
    if width(text) <= room {
        return Cut { text, sign: "" };
    }
    let (sign, sign_width) = ellipsis(ascii);
    if room < sign_width {
        return Cut { text: "", sign: "" };
    }
    let end = word_end(text, room - sign_width);
    Cut {
        text: text[..end].trim_end(),
        sign,
    }
}

/// As many whole clauses of a text as fit.
pub fn clauses<'a>(text: &'a str, comma: &str, room: u16) -> &'a str {
    let mut text = text;
    while width(text) > room {
        text = text.rfind(comma).map_or("", |at| &text[..at]);
    }
    text
}

/// Byte length of the longest start of `text` that fits into `room` columns and ends with a word.
fn word_end(text: &str, room: u16) -> usize {
    let (mut used, mut end, mut last) = (0u16, 0, None);
    for (at, c) in text.char_indices() {
        if let Some(last) = last
            && can_break(last, c)
        {
            end = at;
        }
        used = used.saturating_add(char_width(c));
        if used > room {
            return end;
        }
        last = Some(c);
    }
    text.len()
}

/// Whether a line may end between two characters.
fn can_break(before: char, after: char) -> bool {
    if after == ' ' {
        return before != ' ';
    }
    if before == ' ' {
        return true;
    }
    let wide = char_width(before) == 2 || char_width(after) == 2;
    wide && !CLOSING.contains(after) && !OPENING.contains(before)
}

/// Marks that may not begin a line.
const CLOSING: &str = "，。；：？！、）》」』】〉”’…,.;:?!)]}%";
/// Marks that may not end a line.
const OPENING: &str = "（《「『【〈“‘([{";

/// Cuts a text into lines of at most `room` columns, at the ends of words; a word that is longer than a line is cut.
pub struct Wrap<'a> {
    rest: &'a str,
    room: u16,
    /// Columns by which lines after the first are shorter.
    indent: u16,
}

/// The lines of a text that has to fit into `room` columns.
pub fn wrap(text: &str, room: u16) -> Wrap<'_> {
    wrap_hanging(text, room, 0)
}

/// As [`wrap`], with lines after the first shorter by `indent` columns.
pub fn wrap_hanging(text: &str, room: u16, indent: u16) -> Wrap<'_> {
    Wrap {
        rest: text,
        room,
        indent,
    }
}

impl<'a> Iterator for Wrap<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.rest.is_empty() {
            return None;
        }
        let room = self.room.max(2);
        self.room = self.room.saturating_sub(std::mem::take(&mut self.indent));
        let (line, rest) = match self.rest.find('\n') {
            Some(at) if width(&self.rest[..at]) <= room => (&self.rest[..at], &self.rest[at + 1..]),
            None if width(self.rest) <= room => (self.rest, ""),
            _ => {
                let mut end = word_end(self.rest, room);
                if self.rest[..end].trim().is_empty() {
                    end = hard_end(self.rest, room);
                }
                (&self.rest[..end], self.rest[end..].trim_start_matches(' '))
            }
        };
        self.rest = rest;
        Some(line.trim_end())
    }
}

/// Byte length of the longest start that fits, wherever it ends; at least one character.
fn hard_end(text: &str, room: u16) -> usize {
    let mut used = 0u16;
    for (at, c) in text.char_indices() {
        used = used.saturating_add(char_width(c));
        if used > room && at > 0 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_ends_with_a_word() {
        assert_eq!(
            fit("car-3 waits for green", 21, false).text,
            "car-3 waits for green"
        );
        assert_eq!(
            fit("car-3 waits for green", 20, false),
            Cut {
                text: "car-3 waits for",
                sign: "…"
            }
        );
        assert_eq!(
            fit("car-3 waits for green", 12, false),
            Cut {
                text: "car-3 waits",
                sign: "…"
            }
        );
        assert_eq!(fit("car-3 waits", 11, true).sign, "");
        assert_eq!(
            fit("car-3 waits", 10, true),
            Cut {
                text: "car-3",
                sign: ".."
            }
        );
        assert_eq!(
            fit("unbreakable", 5, false),
            Cut {
                text: "",
                sign: "…"
            }
        );
        assert_eq!(fit("x", 0, false), Cut { text: "", sign: "" });
    }

    #[test]
    fn chinese_is_cut_between_characters_but_not_before_a_full_stop() {
        assert_eq!(
            fit("等着绿灯亮。", 9, false),
            Cut {
                text: "等着绿灯",
                sign: "…"
            }
        );
        assert_eq!(
            wrap("等着绿灯。", 8).collect::<Vec<_>>(),
            ["等着绿", "灯。"]
        );
        assert_eq!(wrap("用户3 等着", 6).collect::<Vec<_>>(), ["用户3", "等着"]);
    }

    #[test]
    fn wrapping_loses_no_word() {
        let text = "Thread-1 holds B and waits for A, Thread-2 holds A and waits for B";
        for room in 8..70 {
            let lines: Vec<_> = wrap(text, room).collect();
            assert!(
                lines.iter().all(|line| width(line) <= room),
                "{room}: {lines:?}"
            );
            assert_eq!(lines.join(" "), text);
        }
        assert_eq!(
            wrap("abcdefgh ij", 4).collect::<Vec<_>>(),
            ["abcd", "efgh", "ij"]
        );
        assert_eq!(
            wrap("one\n\ntwo", 10).collect::<Vec<_>>(),
            ["one", "", "two"]
        );
        assert_eq!(
            wrap_hanging("one two three four", 9, 4).collect::<Vec<_>>(),
            ["one two", "three", "four"]
        );
    }
}
