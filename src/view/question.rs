//! The question to the audience: large, with a digit before each answer, a bar for those who are for it, and in the end
//! which is right, and why.

mod answers;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::View;
use super::paint::{self, Pen};
use super::theme::Role;
use super::ui::{Asking, Hint, Phase};
use crate::text::{self, Asked};

/// Rows of a screen on which the stage can spare a few more.
const TALL: u16 = 30;

/// The question in one line, while the run plays on to its answer.
pub(super) fn line(asking: &Asking, view: View) -> String {
    let sentence = asked(asking, view).sentence();
    format!("{sentence}  ({})", view.get("question.asks"))
}

fn asked<'a>(asking: &'a Asking, view: View<'a>) -> Asked<'a> {
    Asked {
        texts: view.texts,
        model: view.model,
        question: &asking.question,
        now: asking.now,
    }
}

/// What the pane says, and how many rows it takes.
struct Sheet {
    sentence: String,
    /// The words of each answer.
    answers: Vec<String>,
    /// Why, and how sure it is; empty before it is known.
    why: Vec<(String, Role)>,
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, stage: Rect, view: View) {
    let Some(asking) = &view.ui.asking else {
        return;
    };
    let sheet = sheet(asking, view);
    let room = area.width.saturating_sub(8).clamp(1, 100);
    let wrapped = |text: &str| paint::wrap(text, room).count() as u16;
    let width = even(&sheet.sentence, room);
    let question_rows = paint::wrap(&sheet.sentence, width).count() as u16;
    let why_rows: u16 = sheet.why.iter().map(|(text, _)| wrapped(text)).sum();
    let marks = matches!(asking.phase, Phase::Answered { .. });
    let grid = answers::Grid::of(&sheet.answers, area.width.saturating_sub(4), marks);
    // The two rules, and blank rows between the parts where that takes nothing more from the stage.
    let least = question_rows + grid.rows(0) + why_rows + 2;
    let below = area.bottom() - 1 - stage.bottom().min(area.bottom() - 1);
    let spare = below.saturating_sub(least);
    let spare = spare.max(if area.height < TALL {
        2
    } else {
        3 + grid.lines()
    });
    let gaps = spare.min(3);
    let between = u16::from(spare >= gaps + grid.lines());
    let needed = question_rows + grid.rows(between) + why_rows + 2 + gaps;
    let outer = place(area, stage, needed);
    let field = view.look.on(Role::Text, Role::Ground);
    paint::clear(buf, outer, field);
    rules(buf, outer, asking, view);
    let inner = Rect {
        x: outer.x + 2,
        y: outer.y + 1,
        width: outer.width.saturating_sub(4),
        height: outer.height.saturating_sub(2),
    };
    let mut row = u16::from(gaps > 0);
    let bold = view
        .look
        .on(Role::Bright, Role::Ground)
        .add_modifier(Modifier::BOLD);
    for line in paint::wrap(&sheet.sentence, width) {
        let mut pen = Pen::new(buf, inner, row);
        pen.skip(centre(inner.width, paint::width(line)));
        pen.raw(line, bold);
        row += 1;
    }
    row += u16::from(gaps > 1);
    let field = Rect {
        y: inner.y + row,
        height: inner.height.saturating_sub(row + why_rows),
        ..inner
    };
    grid.draw(buf, field, between, &sheet.answers, asking, view);
    row += grid.rows(between);
    for (text, role) in &sheet.why {
        let style = view.look.on(*role, Role::Ground);
        let style = if *role == Role::Bright { bold } else { style };
        for line in paint::wrap(text, room) {
            let mut pen = Pen::new(buf, inner, row);
            pen.skip(centre(inner.width, paint::width(line)));
            pen.raw(line, style);
            row += 1;
        }
    }
}

/// The keys that mean something now.
pub(super) fn hints(asking: &Asking, view: View) -> Vec<Hint> {
    let hint = |key: &str, label: &str| Hint {
        key: key.into(),
        label: view.texts.get(&format!("question.{label}")).into(),
        dear: false,
    };
    if asking.phase != Phase::Open {
        return vec![hint("enter", "go_on"), hint("esc", "close")];
    }
    let answers = asking.question.answers.len();
    let mut hints = Vec::with_capacity(6);
    if answers == 0 {
        hints.push(hint("enter", "show"));
    } else {
        hints.push(hint("enter", "play"));
        hints.push(hint(&format!("1-{answers}"), "vote"));
    }
    if asking.place.1 > 1 {
        hints.push(hint("left right", "other"));
    }
    hints.push(hint("esc", "leave"));
    if answers > 0 {
        hints.push(hint("backspace", "undo"));
        hints.push(hint("=", "type"));
    }
    hints
}

fn sheet(asking: &Asking, view: View) -> Sheet {
    let asked = asked(asking, view);
    let answers = asking.question.answers.iter();
    let answers: Vec<String> = answers.map(|answer| asked.answer(answer)).collect();
    let mut why = Vec::new();
    if let Phase::Answered { came, sure, cause } = &asking.phase {
        let cause = cause.and_then(|number| view.model.causes.get(number));
        if let Some(cause) = cause {
            let told = text::cause(view.texts, view.model, cause);
            why.push((
                view.texts.fill("phrase.stop", &[("text", &told)]),
                Role::Text,
            ));
        }
        why.push((asked.reason(came.as_ref()), Role::Bright));
        if came.is_some() && asking.question.known().is_none() {
            why.push((asked.sure(*sure).to_owned(), Role::Dim));
        }
    } else if let Some(counting) = asking.counting {
        let count = asking.votes.get(counting).copied().unwrap_or(0);
        let (n, count) = ((counting + 1).to_string(), count.to_string());
        let fields = [("n", &*n), ("count", &*count)];
        why.push((view.texts.fill("question.count", &fields), Role::Accent));
    }
    Sheet {
        sentence: asked.sentence(),
        answers,
        why,
    }
}

/// Below the stage if that is enough, else higher up.
fn place(area: Rect, stage: Rect, needed: u16) -> Rect {
    let bottom = area.bottom() - 1;
    let needed = needed.min(area.height - 1);
    let top = if stage.is_empty() {
        bottom - needed
    } else {
        stage.bottom().min(bottom - needed)
    };
    Rect {
        y: top,
        height: bottom - top,
        ..area
    }
}

/// The lines above and below, with what this is and which of how many.
fn rules(buf: &mut Buffer, outer: Rect, asking: &Asking, view: View) {
    let look = view.look;
    for row in [0, outer.height.saturating_sub(1)] {
        let mut pen = Pen::new(buf, outer, row);
        while pen.room() > 0 {
            let sign = if look.ascii { '=' } else { '━' };
            pen.char(sign, look.on(Role::Accent, Role::Ground));
        }
    }
    let title = view.get("question.title");
    let (index, all) = asking.place;
    let (n, all) = ((index + 1).to_string(), all.to_string());
    let place = view
        .texts
        .fill("question.place", &[("n", &n), ("all", &all)]);
    let badge = look
        .on(Role::Ground, Role::Accent)
        .add_modifier(Modifier::BOLD);
    let mut pen = Pen::new(buf, outer, 0);
    pen.skip(centre(outer.width, paint::width(title) + 4));
    pen.raw("  ", badge).raw(title, badge).raw("  ", badge);
    let width = paint::width(&place) + 4;
    if outer.width > width {
        let mut pen = Pen::new(buf, outer, 0);
        pen.skip(outer.width - width);
        let style = look.on(Role::Dim, Role::Ground);
        pen.raw(" ", style).raw(&place, style).raw(" ", style);
    }
}

/// The least room in which a text takes no more lines: then they are about equally long.
fn even(text: &str, room: u16) -> u16 {
    let lines = paint::wrap(text, room).count();
    (1..=room)
        .rev()
        .take_while(|&room| paint::wrap(text, room).count() == lines)
        .last()
        .unwrap_or(room)
}

fn centre(room: u16, width: u16) -> u16 {
    room.saturating_sub(width) / 2
}
