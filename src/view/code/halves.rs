//! `count += 1` is a reading and a writing. The half of it that is next is lit: the name while somebody is about to read
//! it, the operator while somebody has read and not yet written back.

use std::ops::Range;

use ratatui::style::{Modifier, Style};

use crate::model::{Access, Task, Variable};
use crate::trace::TaskId;
use crate::view::theme::{Depth, Look, Role};
use crate::view::ui::ListingLine;
use crate::view::{View, words};

/// The signs that assign what they have read and changed.
const SIGNS: [&str; 12] = [
    "**=", "//=", ">>=", "<<=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
];

/// A line that reads and writes one thing: where the thing and the sign stand, in bytes.
fn parts(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let found = SIGNS
        .iter()
        .filter_map(|sign| Some((text.find(sign)?, sign.len())));
    let (at, long) = found.min_by_key(|(at, long)| (*at, usize::MAX - long))?;
    let before = text[..at].trim_end();
    let plain = |c: char| c.is_alphanumeric() || "_.[]'\"".contains(c);
    let start = before.trim_end_matches(plain).len();
    // It begins the line, or what follows a colon or a semicolon that is not part of a string.
    let lead = text[..start].trim_end();
    let begins = lead.is_empty() || lead.ends_with([':', ';']);
    let quoted = |quote| lead.matches(quote).count() % 2 == 1;
    let whole = start < before.len() && begins && !quoted('\'') && !quoted('"');
    whole.then_some((start..before.len(), at..at + long))
}

/// The thing that a line reads and writes.
pub(super) fn variable<'a>(line: &ListingLine, view: View<'a>) -> Option<&'a Variable> {
    let (name, _) = parts(&line.text)?;
    let target = &line.text[name];
    let variables = view.model.variables.iter();
    variables
        .filter(|variable| is(&variable.name, target))
        .max_by_key(|variable| variable.writes)
}

/// What a task has read of a thing on a line and not yet written back. It may be in a function by now that the line calls.
pub(super) fn in_hand<'a>(
    variable: &'a Variable,
    task: TaskId,
    number: usize,
    view: View,
) -> Option<&'a Access> {
    let read = variable.in_hand(task)?;
    let site = view.model.site(read.site?)?;
    (view.model.row(site) == Some(number as u32)).then_some(read)
}

/// The characters of a line that are the half that is next, of those who are about to run it or have begun.
pub(super) fn of(line: &ListingLine, number: usize, view: View) -> Vec<Range<u32>> {
    let (Some((name, sign)), Some(variable)) = (parts(&line.text), variable(line, view)) else {
        return Vec::new();
    };
    let living = || view.model.tasks.iter().filter(|task| !task.is_over());
    let has_read = |task: &Task| in_hand(variable, task.id, number, view).is_some();
    let writes = living().any(has_read);
    let here = |task: &&Task| words::line(task, view) == Some(number as u32);
    let reads = living().filter(here).any(|task| !has_read(task));
    let count = |part: &Range<usize>| {
        let start = line.text[..part.start].chars().count() as u32;
        start..start + line.text[part.clone()].chars().count() as u32
    };
    let both = [reads.then(|| count(&name)), writes.then(|| count(&sign))];
    both.into_iter().flatten().collect()
}

/// Whether the program's name for shared data is this target: `self.total` may be `account.total` to the picture.
fn is(known: &str, target: &str) -> bool {
    let last = |name: &str| name.rsplit('.').next().map(str::to_owned);
    known == target || (target.contains('.') && last(known) == last(target))
}

/// A style of the half that is next. Without colours it is reversed, or straight where the whole line is reversed.
pub(super) fn lit(style: Style, look: Look) -> Style {
    if look.depth == Depth::None {
        let reversed = style.add_modifier.contains(Modifier::REVERSED);
        let bold = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        return if reversed {
            bold.remove_modifier(Modifier::REVERSED)
        } else {
            bold.add_modifier(Modifier::REVERSED)
        };
    }
    let dark = look.color(Role::Ground);
    style
        .fg(dark)
        .bg(look.color(Role::Accent))
        .add_modifier(Modifier::BOLD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_reads_and_writes_one_thing_has_two_halves() {
        let of = |text| parts(text).map(|(name, sign)| (&text[name], &text[sign]));
        assert_eq!(of("    count += 1"), Some(("count", "+=")));
        assert_eq!(of("self.total //= 2"), Some(("self.total", "//=")));
        assert_eq!(of("items[i] -= f()"), Some(("items[i]", "-=")));
        assert_eq!(of("if a: b.c += d"), Some(("b.c", "+=")));
        assert_eq!(of("print('a += b')"), None);
        assert_eq!(of("print('a: b += c')"), None);
        assert_eq!(of("count = 1"), None);
    }

    #[test]
    fn an_attribute_is_known_by_its_owner_or_by_self() {
        assert!(is("count", "count") && is("account.total", "self.total"));
        assert!(!is("a.count", "count") && !is("count", "total"));
    }
}
