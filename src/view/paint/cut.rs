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
    let end = last_end(text, room - sign_width, can_break);
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

/// As much of a line of code as fits, with a sign if something is left out; no name or number is cut in two.
pub fn fit_code(text: &str, room: u16, ascii: bool) -> Cut<'_> {
    if width(text) <= room {
        return Cut { text, sign: "" };
    }
    let (sign, sign_width) = ellipsis(ascii);
    let end = last_end(text, room.saturating_sub(sign_width), apart);
    Cut {
        text: &text[..end],
        sign,
    }
}

/// Whether a line may end between two characters.
type Break = fn(char, char) -> bool;

/// Byte length of the longest start of `text` that fits into `room` columns and ends where it may.
fn last_end(text: &str, room: u16, may_end: Break) -> usize {
    let (mut used, mut end, mut last) = (0u16, 0, None);
    for (at, c) in text.char_indices() {
        if let Some(last) = last
            && may_end(last, c)
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

/// Whether a line of words may end between two characters.
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

/// Whether a line of code had best end between two characters: where there is a space, or a call's arguments begin.
fn gap(before: char, after: char) -> bool {
    after != ' ' && matches!(before, ' ' | '(')
}

/// Whether two characters of a program belong to different names and numbers.
fn apart(before: char, after: char) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    !(word(before) && word(after))
}

/// Whether a line of code may end between two characters, where there is no better place.
fn between(before: char, after: char) -> bool {
    apart(before, after) && !CLOSING.contains(after)
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
    /// Where lines may end, the best places first; the next ones where a line would end before its half.
    ends: &'static [Break],
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
        ends: &[can_break],
    }
}

/// As [`wrap_hanging`], for a line of code.
pub fn wrap_code(text: &str, room: u16, indent: u16) -> Wrap<'_> {
    Wrap {
        ends: &[gap, between],
        ..wrap_hanging(text, room, indent)
    }
}

impl Wrap<'_> {
    /// Byte length of the next line, which has to end before the rest does.
    fn end(&self, room: u16) -> usize {
        let mut end = 0;
        for may_end in self.ends {
            end = last_end(self.rest, room, *may_end);
            let line = &self.rest[..end];
            if !line.trim().is_empty() && width(line).saturating_mul(2) >= room {
                return end;
            }
        }
        if self.rest[..end].trim().is_empty() {
            end = hard_end(self.rest, room);
        }
        end
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
                let end = self.end(room);
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
    fn a_cut_line_of_code_keeps_its_names_whole() {
        let of = |text, room| fit_code(text, room, false).text;
        assert_eq!(of("    print(name, other)", 13), "    print(");
        assert_eq!(of("x = yyyyyyyy", 9), "x = ");
        assert_eq!(of("short", 9), "short");
    }

    #[test]
    fn a_line_of_code_goes_on_after_a_space_or_a_bracket_and_never_within_a_name_that_fits() {
        let lines = |text, room| wrap_code(text, room, 4).collect::<Vec<_>>();
        let call = "    results.append((number, round_number))";
        assert_eq!(
            lines(call, 24),
            ["    results.append((", "number,", "round_number))"]
        );
        assert_eq!(
            lines(call, 30),
            ["    results.append((number,", "round_number))"]
        );
        for room in 17..60 {
            for word in ["results", "append", "number", "round_number"] {
                let whole = lines(call, room);
                assert!(
                    whole.iter().any(|line| line.contains(word)),
                    "{room}: {whole:?}"
                );
            }
        }
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
