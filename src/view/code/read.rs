//! What threads have read on a line and not yet written back, behind its text: `a count → 3`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{gutter, halves};
use crate::model::{Task, Variable};
use crate::view::mark::{Mark, mark};
use crate::view::paint::{self, Pen};
use crate::view::theme::Role;
use crate::view::ui::{ListingLine, StepSize};
use crate::view::{View, words};

/// Columns of a value, at most.
const VALUE: u16 = 24;
/// Columns between the text and what was read.
const GAP: u16 = 2;

/// What a thread has read.
pub(super) struct Read<'a> {
    task: &'a Task,
    name: &'a str,
    value: &'a str,
}

impl Read<'_> {
    fn is_like(&self, other: &Self) -> bool {
        (self.name, self.value) == (other.name, other.value)
    }
}

/// What threads have in hand on a line: of the thing that it reads and writes; in steps of operations, whatever somebody
/// who is there has read last.
pub(super) fn of<'a>(line: &ListingLine, number: usize, view: View<'a>) -> Vec<Read<'a>> {
    let half = halves::variable(line, view);
    let operations = view.ui.step == StepSize::Operations;
    if half.is_none() && !operations {
        return Vec::new();
    }
    let living = view.model.tasks.iter().filter(|task| !task.is_over());
    let reads = living.filter_map(|task| {
        let of = |variable| halves::in_hand(variable, task.id, number, view);
        let here = || operations && words::line(task, view) == Some(number as u32);
        let (variable, read) = match half.and_then(|variable| Some((variable, of(variable)?))) {
            None if here() => {
                let all = view.model.variables.iter();
                let all = all.filter_map(|variable| Some((variable, of(variable)?)));
                all.filter(|(_, read)| read.moment >= task.site_moment)
                    .max_by_key(|(_, read)| read.moment)?
            }
            known => known?,
        };
        Some(Read {
            task,
            name: &variable.name,
            value: &read.value,
        })
    });
    reads.collect()
}

/// The lines on which threads have in hand what those read and write, a line for each thread that is elsewhere by now.
pub(super) fn lines(view: View<'_>) -> impl Iterator<Item = u32> {
    let variables = view.model.variables.iter();
    variables.flat_map(move |variable| {
        let accesses = variable.accesses.iter();
        accesses.filter_map(move |access| {
            let read = variable.in_hand(access.task)?;
            let task = view.model.task(access.task)?;
            let row = view.model.row(view.model.site(read.site?)?)?;
            let line = view.ui.listing.lines.get(row as usize - 1)?;
            let away = !task.is_over() && words::line(task, view) != Some(row);
            let own = std::ptr::eq(read, access) && away;
            let same = |other: &Variable| std::ptr::eq(other, variable);
            (own && halves::variable(line, view).is_some_and(same)).then_some(row)
        })
    })
}

/// Writes it behind the text; where there is no room there, at the end of the line's row, over the text.
pub(super) fn draw(
    buf: &mut Buffer,
    behind: Rect,
    line: Rect,
    reads: &[Read],
    view: View,
    lit: impl Fn(Style) -> Style,
) {
    if reads.is_empty() {
        return;
    }
    let columns = |names| {
        let mut columns = 0;
        tell(reads, names, view, |text, _| columns += paint::width(text));
        columns
    };
    let names = columns(true) + GAP <= behind.width;
    let wide = columns(names) + GAP;
    let (x, lead) = if wide <= behind.width {
        (behind.x, GAP)
    } else {
        let most = line.width.saturating_sub(gutter(view));
        (line.right() - (wide - 1).min(most), 1)
    };
    let area = Rect {
        x,
        width: line.right().saturating_sub(x),
        ..behind
    };
    let mut pen = Pen::new(buf, area, 0);
    for _ in 0..lead {
        pen.char(' ', lit(view.look.fg(Role::Text)));
    }
    tell(reads, names, view, |text, style| {
        pen.raw(text, lit(style));
    });
}

/// Those who have read the same are told together.
fn tell(reads: &[Read], names: bool, view: View, mut tell: impl FnMut(&str, Style)) {
    let look = view.look;
    let (dim, text) = (look.fg(Role::Dim), look.fg(Role::Text));
    let first = |at: usize| !reads[..at].iter().any(|read| read.is_like(&reads[at]));
    let groups = (0..reads.len()).filter(|at| first(*at));
    for (index, read) in groups.map(|at| &reads[at]).enumerate() {
        if index > 0 {
            tell("  ", dim);
        }
        for other in reads.iter().filter(|other| other.is_like(read)) {
            let mut letter = [0; 4];
            let letter = other.task.glyph.encode_utf8(&mut letter);
            tell(letter, look.figure(other.task.colour.into()));
        }
        tell(" ", dim);
        if names {
            tell(read.name, text);
            tell(" ", dim);
        }
        tell(mark(look, Mark::Then), dim);
        tell(" ", dim);
        let value = paint::fit_code(read.value, VALUE, look.ascii);
        tell(value.text, look.fg(Role::Bright));
        tell(value.sign, look.fg(Role::Bright));
    }
}
