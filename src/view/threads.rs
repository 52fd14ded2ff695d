//! The threads: what each does, where, what it waits for and for how long.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::View;
use super::paint::{self, Pen};
use super::theme::{Depth, Role};
use super::tiny::Tiny;
use super::words::{self, STATES};
use crate::model::{Doing, Task};

/// Columns of the list.
struct Columns {
    name: u16,
    state: u16,
    line: u16,
    time: u16,
    passed: u16,
}

impl Columns {
    fn of(shown: &[&Task], area: Rect, view: View) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = u16>| texts.max().unwrap_or(0);
        let name = widest(&mut shown.iter().map(|task| paint::width(&task.name)));
        let title = paint::width(view.get("thread.col_thread"));
        let state = widest(&mut STATES.iter().map(|key| paint::width(view.get(key))));
        let passed = shown.iter().any(|task| view.model.overtaken(task.id) > 0);
        let passed = if passed {
            paint::width(view.get("thread.col_passed")) + 1
        } else {
            0
        };
        Self {
            name: name.max(title).min(area.width / 3).min(18),
            state,
            line: paint::width(view.get("thread.col_line")).max(3),
            time: 6,
            passed: if area.width >= 56 { passed } else { 0 },
        }
    }
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    let rows = usize::from(area.height.saturating_sub(2));
    if rows == 0 || area.width < 12 {
        return;
    }
    let body = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    let (shown, rest) = select(rows, view);
    let columns = Columns::of(&shown, area, view);
    titles(buf, body, &columns, view);
    for (row, task) in shown.iter().enumerate() {
        let area = Rect {
            y: body.y + 1 + row as u16,
            height: 1,
            ..body
        };
        draw_task(buf, area, task, &columns, view);
    }
    if let Some(rest) = rest {
        let mut pen = Pen::new(buf, body, body.height - 1);
        pen.skip(2).text(&rest, view.look.fg(Role::Dim), view.look);
    }
}

fn titles(buf: &mut Buffer, area: Rect, columns: &Columns, view: View) {
    let style = view.look.fg(Role::Faint);
    let mut pen = Pen::new(buf, area, 0);
    pen.reserve(columns.passed).skip(4);
    pen.column(
        view.get("thread.col_thread"),
        columns.name,
        style,
        view.look,
    )
    .skip(1);
    pen.column(
        view.get("thread.col_state"),
        columns.state,
        style,
        view.look,
    )
    .skip(1);
    pen.column_right(view.get("thread.col_line"), columns.line, style, view.look)
        .skip(1);
    pen.column_right(view.get("thread.col_time"), columns.time, style, view.look)
        .skip(2);
    pen.text(view.get("thread.col_for"), style, view.look);
    if columns.passed > 0 {
        let mut pen = Pen::new(
            buf,
            Rect {
                x: area.right() - columns.passed,
                width: columns.passed,
                ..area
            },
            0,
        );
        pen.column_right(
            view.get("thread.col_passed"),
            columns.passed,
            style,
            view.look,
        );
    }
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
    let circle = view.model.circles.iter().any(|circle| circle.has(task.id));
    let (word, role) = if circle {
        ("thread.circle", Role::Bad)
    } else {
        words::state(task)
    };
    let quiet = |role: Role| lit(look.fg(if over { Role::Faint } else { role }));

    let mut pen = Pen::new(buf, area, 0);
    pen.reserve(columns.passed);
    let mark = if look.ascii { '>' } else { '►' };
    pen.char(if chosen { mark } else { ' ' }, lit(look.fg(Role::Accent)));
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
    name_column(&mut pen, &task.name, columns.name, name, view);
    pen.skip(1)
        .column(view.get(word), columns.state, quiet(role), look)
        .skip(1);
    let line = view
        .model
        .line(task.id)
        .filter(|_| !over)
        .map(Tiny::of)
        .unwrap_or_default();
    pen.column_right(line.as_str(), columns.line, quiet(Role::Dim), look)
        .skip(1);
    let time = words::duration(task, view).unwrap_or_default();
    pen.column_right(time.as_str(), columns.time, quiet(Role::Text), look)
        .skip(2);
    if pen.room() > 3 {
        pen.text(&words::reason(task, view), quiet(Role::Dim), look);
    }
    let passed = view.model.overtaken(task.id);
    if passed > 0 && columns.passed > 0 {
        let end = Rect {
            x: area.right() - columns.passed,
            width: columns.passed,
            ..area
        };
        Pen::new(buf, end, 0).column_right(
            Tiny::of(passed).as_str(),
            columns.passed,
            quiet(Role::Warn),
            look,
        );
    }
}

/// A name is told apart by its end as often as by its start: one that is too long keeps both.
fn name_column(pen: &mut Pen, name: &str, columns: u16, style: Style, view: View) {
    if paint::width(name) <= columns {
        pen.column(name, columns, style, view.look);
        return;
    }
    let (sign, sign_width) = paint::ellipsis(view.look.ascii);
    let tail = columns.saturating_sub(sign_width) / 2;
    let mut tail_at = name.len();
    let mut used = 0;
    for (at, c) in name.char_indices().rev() {
        used += paint::char_width(c);
        if used > tail {
            break;
        }
        tail_at = at;
    }
    let stop = pen.x + columns;
    let mut used = 0;
    let head = columns.saturating_sub(sign_width + paint::width(&name[tail_at..]));
    for c in name.chars() {
        used += paint::char_width(c);
        if used > head {
            break;
        }
        pen.char(c, style);
    }
    pen.raw(sign, style).raw(&name[tail_at..], style);
    pen.skip(stop.saturating_sub(pen.x));
}

/// The tasks that fit, and a sentence about those that do not. Where not all fit, those that live come first, and the
/// list moves so that the chosen one is seen.
fn select<'a>(rows: usize, view: View<'a>) -> (Vec<&'a Task>, Option<String>) {
    let tasks = &view.model.tasks;
    let all = tasks.len() + view.model.forgotten as usize;
    if all <= rows {
        return (tasks.iter().collect(), None);
    }
    let mut order: Vec<&Task> = tasks.iter().filter(|task| !task.is_over()).collect();
    order.extend(tasks.iter().filter(|task| task.is_over()));
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
    for task in hidden {
        let kind = match task.doing {
            Doing::Waiting | Doing::Asking { .. } => 0,
            Doing::Sleeping { .. } => 1,
            Doing::Ended(_) => 3,
            _ => 2,
        };
        counts[kind] += 1;
    }
    counts[3] += forgotten;
    let total = Tiny::of(counts.iter().sum::<u64>());
    let mut text = view.texts.fill("thread.more", &[("count", total.as_str())]);
    let keys = [
        "thread.more_wait",
        "thread.more_sleep",
        "thread.more_run",
        "thread.more_ended",
    ];
    let mut first = true;
    for (key, count) in keys.into_iter().zip(counts).filter(|&(_, count)| count > 0) {
        text.push_str(if std::mem::take(&mut first) {
            " "
        } else {
            view.get("thread.comma")
        });
        text.push_str(&view.texts.fill(key, &[("count", Tiny::of(count).as_str())]));
    }
    text
}
