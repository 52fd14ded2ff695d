//! The question to the audience: large, with a digit before each answer, a bar for those who are for it, and in the end
//! which is right, and why.

mod answers;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::View;
use super::paint::{self, Pen};
use super::theme::Role;
use super::ui::{Asking, Phase};
use crate::text::{self, Asked};

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
    /// The keys.
    keys: Vec<String>,
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
    let keys_rows = sheet.keys.len() as u16;
    let marks = matches!(asking.phase, Phase::Answered { .. });
    let grid = answers::Grid::of(&sheet.answers, area.width.saturating_sub(4), marks);
    // The two rules, and blank rows between the parts where there is room.
    let least = question_rows + grid.rows(0) + why_rows + keys_rows + 3;
    let most = area.height.saturating_sub(2);
    let spare = most.saturating_sub(least);
    let gaps = spare.min(3);
    let between = u16::from(spare >= gaps + grid.lines());
    let needed = question_rows + grid.rows(between) + why_rows + keys_rows + 3 + gaps;
    let outer = place(area, stage, needed.min(most + 1));
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
        height: inner.height.saturating_sub(row + why_rows + keys_rows),
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
    for (index, keys) in sheet.keys.iter().enumerate() {
        let row = inner.height.saturating_sub(keys_rows) + index as u16;
        let mut pen = Pen::new(buf, inner, row);
        pen.skip(centre(inner.width, paint::width(keys)));
        pen.text(keys, view.look.on(Role::Dim, Role::Ground), view.look);
    }
}

fn sheet(asking: &Asking, view: View) -> Sheet {
    let asked = asked(asking, view);
    let answers = asking.question.answers.iter();
    let answers: Vec<String> = answers.map(|answer| asked.answer(answer)).collect();
    let (mut why, mut keys) = (Vec::new(), Vec::new());
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
        keys.push(view.get("question.answered").to_owned());
    } else {
        let other = (asking.place.1 > 1).then(|| view.get("question.other"));
        let mut first = String::new();
        if answers.is_empty() {
            first.push_str(view.get("question.show"));
        } else {
            first.push_str(view.get("question.play"));
            let n = answers.len().to_string();
            keys.push(view.texts.fill("question.vote", &[("n", &n)]));
        }
        if let Some(other) = other {
            first.push_str("   ");
            first.push_str(other);
        }
        keys.insert(0, first);
        if let Some(counting) = asking.counting {
            let count = asking.votes.get(counting).copied().unwrap_or(0).to_string();
            let n = (counting + 1).to_string();
            let fields = [("n", &*n), ("count", &*count)];
            why.push((view.texts.fill("question.count", &fields), Role::Accent));
        }
    }
    Sheet {
        sentence: asked.sentence(),
        answers,
        why,
        keys,
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
