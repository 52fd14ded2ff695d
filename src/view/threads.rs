//! The threads: what each does, where, what it waits for and for how long.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::View;
use super::mark::{Mark, mark};
use super::paint::{self, Pen};
use super::theme::{Depth, Role};
use super::tiny::Tiny;
use super::words;
use crate::model::{Doing, Task};
use crate::trace::{Ending, TaskKind};

/// Columns of the list, besides the sentence that has the rest.
struct Columns {
    name: u16,
    /// Whether names stand there whole; else without the function that Python adds to them.
    whole: bool,
    line: u16,
    time: u16,
}

/// The fewest columns that names get because of what is to be said beside them.
const NAME: u16 = 13;
/// The columns that what is said has before names get more than that.
const SAID: u16 = 16;
/// Columns of a row that are neither name nor sentence: the mark, the glyph, and what keeps them apart.
const APART: u16 = 6;

impl Columns {
    fn of(shown: &[&Task], area: Rect, view: View) -> Self {
        let longest = |name: fn(&str) -> &str| {
            let widths = shown.iter().map(|task| paint::width(name(&task.name)));
            widths.max().unwrap_or(0)
        };
        let whole = longest(|name| name);
        let columns = Self {
            name: whole,
            whole: true,
            line: paint::width(view.get("thread.line")).max(3) + 1,
            time: paint::width(view.get("thread.time")).max(5) + 1,
        };
        // What is waited for is worth more than all of a long name.
        let (left, _) = columns.split(area);
        let most = left.width.saturating_sub(APART + SAID).clamp(NAME, 24);
        if whole <= most {
            return columns;
        }
        Self {
            name: longest(bare).min(most),
            whole: false,
            ..columns
        }
    }

    /// The part of a row before the columns at its right end, and those.
    fn split(&self, row: Rect) -> (Rect, Rect) {
        let right = (self.line + self.time + 1).min(row.width);
        let left = Rect {
            width: row.width - right,
            ..row
        };
        (
            left,
            Rect {
                x: left.right(),
                width: right,
                ..row
            },
        )
    }
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    let rows = usize::from(area.height.saturating_sub(1));
    if rows == 0 || area.width < 24 {
        return;
    }
    let (shown, rest) = select(rows, view);
    let columns = Columns::of(&shown, area, view);
    titles(buf, area, &columns, view);
    for (row, task) in shown.iter().enumerate() {
        let area = Rect {
            y: area.y + 1 + row as u16,
            height: 1,
            ..area
        };
        draw_task(buf, area, task, &columns, view);
    }
    if let Some(rest) = rest {
        let mut pen = Pen::new(buf, area, area.height - 1);
        pen.skip(4).text(&rest, view.look.fg(Role::Dim), view.look);
    }
}

/// Titles of the columns at the right end, in the heading's line.
fn titles(buf: &mut Buffer, area: Rect, columns: &Columns, view: View) {
    let style = view.look.fg(Role::Dim);
    let (left, right) = columns.split(Rect { height: 1, ..area });
    let name = paint::width(view.get("pane.threads"));
    if left.width < name + 5 {
        return;
    }
    let mut pen = Pen::new(buf, right, 0);
    let titles = [("thread.line", columns.line), ("thread.time", columns.time)];
    for (index, (key, columns)) in titles.into_iter().enumerate() {
        let text = view.get(key);
        let lead = columns.saturating_sub(paint::width(text) + 1);
        if index == 0 {
            pen.skip(lead);
        } else {
            // No piece of the line is left between two titles.
            for _ in 0..lead {
                pen.char(' ', style);
            }
        }
        pen.char(' ', style).raw(text, style);
    }
    pen.char(' ', style);
}

fn draw_task(buf: &mut Buffer, area: Rect, task: &Task, columns: &Columns, view: View) {
    let look = view.look;
    let chosen = view.ui.chosen == Some(task.id);
    let over = task.is_over();
    let lit = |style: Style| match (chosen, look.depth) {
        (false, _) => style,
        (true, Depth::None) => style.add_modifier(Modifier::REVERSED),
        (true, _) => style.bg(look.color(Role::Lit)),
    };
    if chosen {
        paint::tint(buf, area, lit(Style::new()));
    }
    let quiet = |role: Role| lit(look.fg(if over { Role::Faint } else { role }));
    let (left, right) = columns.split(area);

    let mut pen = Pen::new(buf, left, 0);
    let sign = if chosen { mark(look, Mark::Right) } else { " " };
    pen.raw(sign, lit(look.fg(Role::Accent)));
    let figure = if over {
        look.fg(Role::Faint)
    } else {
        look.figure(task.colour.into())
    };
    pen.skip(1).char(task.glyph, lit(figure)).skip(1);
    let name = if chosen {
        lit(look.fg(Role::Bright))
    } else {
        quiet(Role::Text)
    };
    let shown = if columns.whole {
        &task.name
    } else {
        bare(&task.name)
    };
    name_column(&mut pen, shown, columns.name, name, view);
    pen.skip(2);
    let states = words::states(task, view);
    let role = words::role(task, view);
    // A thread that failed stays in sight, unlike one that is done.
    let style = if failed(task) {
        lit(look.fg(role))
    } else {
        quiet(role)
    };
    let room = pen.room();
    let reason = words::reason(task, view);
    let comma = view.get("thread.comma");
    // Fewer words, if that leaves room for all that it has.
    let all = |state: &&String| {
        let more = paint::width(comma) + paint::width(&reason);
        paint::width(state) + if reason.is_empty() { 0 } else { more } <= room
    };
    let fits = |state: &&String| paint::width(state) <= room;
    let state = states.iter().find(all).or(states.iter().find(fits));
    let state = state.or(states.last()).map_or("", |state| state.as_str());
    let cut = paint::fit(state, room, look.ascii);
    pen.raw(cut.text, style).raw(cut.sign, style);
    if cut.sign.is_empty() && !reason.is_empty() {
        let dim = quiet(Role::Dim);
        let room = pen.room().saturating_sub(paint::width(comma));
        let said = paint::clauses(&reason, comma, room);
        if !said.is_empty() {
            pen.raw(comma, dim).raw(said, dim);
        }
        let (sign, wide) = paint::ellipsis(look.ascii);
        if said.len() < reason.len() && wide <= pen.room() {
            pen.raw(sign, dim);
        }
    }

    let mut pen = Pen::new(buf, right, 0);
    let line = words::line(task, view).map(|row| view.ui.listing.number(row));
    let line = line.map(Tiny::of).unwrap_or_default();
    pen.column_right(line.as_str(), columns.line, quiet(Role::Dim), look);
    let time = words::waited(task, view).unwrap_or_default();
    pen.column_right(time.as_str(), columns.time, quiet(Role::Text), look);
}

/// A name that Python made, `Thread-1 (work)`, without the function: the number tells threads apart.
pub(super) fn bare(name: &str) -> &str {
    let made = name
        .strip_suffix(')')
        .and_then(|name| name.split_once(" ("));
    let numbered = |head: &str| {
        let number = head.rsplit_once('-').map_or("", |(_, number)| number);
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    made.map(|(head, _)| head)
        .filter(|head| numbered(head))
        .unwrap_or(name)
}

/// A name is told apart by its end as often as by its start: one that is too long keeps both; but one of Python's own
/// its end, from where a word begins.
fn name_column(pen: &mut Pen, name: &str, columns: u16, style: Style, view: View) {
    if paint::width(name) <= columns {
        pen.column(name, columns, style, view.look);
        return;
    }
    let (sign, sign_width) = paint::ellipsis(view.look.ascii);
    let stop = pen.x + columns;
    let room = columns.saturating_sub(sign_width);
    let (head, tail) = if let Some(tail) = numbered_end(name, room) {
        ("", tail)
    } else {
        let tail = ends(name, room / 2).last().unwrap_or("");
        (start(name, room - paint::width(tail)), tail)
    };
    pen.raw(head, style).raw(sign, style).raw(tail, style);
    pen.skip(stop.saturating_sub(pen.x));
}

/// As much of the end of `ThreadPoolExecutor-0_1` as fits, from a capital on.
fn numbered_end(name: &str, room: u16) -> Option<&str> {
    let numbered = name.ends_with(|c: char| c.is_ascii_digit());
    let words = ends(name, room).filter(|end| end.starts_with(|c: char| c.is_ascii_uppercase()));
    words.last().filter(|_| numbered)
}

/// All ends of a text that fit, the shortest first.
fn ends(text: &str, room: u16) -> impl Iterator<Item = &str> {
    let ends = text.char_indices().rev().map(|(at, _)| &text[at..]);
    ends.take_while(move |end| paint::width(end) <= room)
}

/// As much of the start of a text as fits.
fn start(text: &str, room: u16) -> &str {
    let starts = text
        .char_indices()
        .map(|(at, c)| &text[..at + c.len_utf8()]);
    let fitting = starts.take_while(|start| paint::width(start) <= room);
    fitting.last().unwrap_or("")
}

/// Whether an exception ended it.
fn failed(task: &Task) -> bool {
    matches!(task.doing, Doing::Ended(Ending::Raised(_)))
}

/// The tasks that fit, and a sentence about those that do not. Where not all fit, those that live come first, then those that failed, and the
/// list moves so that the chosen one is seen.
fn select(rows: usize, view: View<'_>) -> (Vec<&Task>, Option<String>) {
    let tasks = view.model.tasks.iter();
    let tasks: Vec<&Task> = tasks
        .filter(|task| view.ui.knows(view.model, task))
        .collect();
    let all = tasks.len() + view.model.forgotten as usize;
    if all <= rows {
        return (tasks, None);
    }
    // The main thread is always the first.
    let stays = |task: &&&Task| !task.is_over() || task.kind == TaskKind::Main;
    let mut order: Vec<&Task> = tasks.iter().filter(stays).copied().collect();
    let over = || tasks.iter().filter(|task| !stays(task)).copied();
    order.extend(over().filter(|task| failed(task)));
    order.extend(over().filter(|task| !failed(task)));
    let rows = rows.saturating_sub(1).max(1);
    let chosen = order
        .iter()
        .position(|task| view.ui.chosen == Some(task.id))
        .unwrap_or(0);
    let start = (chosen + rows / 2 + 1)
        .saturating_sub(rows)
        .min(order.len().saturating_sub(rows));
    let end = (start + rows).min(order.len());
    let hidden = order[..start].iter().chain(&order[end..]);
    let rest = summary(hidden.copied(), view.model.forgotten, view);
    order.truncate(end);
    order.drain(..start);
    (order, Some(rest))
}

/// "+988 more: 750 wait, 238 run".
fn summary<'a>(hidden: impl Iterator<Item = &'a Task>, forgotten: u64, view: View) -> String {
    let mut counts = [0u64; 4];
    let mut idle = 0;
    for task in hidden {
        // A lecturer without a statement does nothing of these.
        if words::is_idle(task, view) {
            idle += 1;
            continue;
        }
        let kind = match task.doing {
            Doing::Waiting | Doing::Asking { .. } => 0,
            Doing::Sleeping { .. } => 1,
            Doing::Ended(_) => 3,
            _ => 2,
        };
        counts[kind] += 1;
    }
    counts[3] += forgotten;
    let total = Tiny::of(idle + counts.iter().sum::<u64>());
    let mut text = view.texts.fill("thread.more", &[("count", total.as_str())]);
    let keys = [
        "thread.more_wait",
        "thread.more_sleep",
        "thread.more_run",
        "thread.more_ended",
    ];
    let mut first = true;
    for (key, count) in keys.into_iter().zip(counts).filter(|&(_, count)| count > 0) {
        if !std::mem::take(&mut first) {
            text.push_str(view.get("thread.comma"));
        }
        text.push_str(&view.texts.fill(key, &[("count", Tiny::of(count).as_str())]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_of_pythons_keeps_its_number_and_a_whole_word() {
        let name = "ThreadPoolExecutor-0_12";
        assert_eq!(numbered_end(name, 13), Some("Executor-0_12"));
        assert_eq!(numbered_end(name, 12), None);
        assert_eq!(numbered_end("a philosopher", 13), None);
        assert_eq!(start("读者一", 4), "读者");
    }

    #[test]
    fn only_what_python_added_to_a_name_is_dropped() {
        assert_eq!(bare("Thread-13 (addNum)"), "Thread-13");
        assert_eq!(bare("reader (old)"), "reader (old)");
        assert_eq!(bare("Thread-x (f)"), "Thread-x (f)");
        assert_eq!(bare("car 1"), "car 1");
    }
}
