//! What is read from the last row: at most twelve letters, in block letters where the font has them, else in bold on a field.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::model::{Cause, Moment, Verdict};
use crate::text::{self, Piece};
use crate::view::canvas::{Canvas, Ink, big_width, columns};
use crate::view::mark::{Mark, mark};
use crate::view::sprite::{FONT_HEIGHT, glyph};
use crate::view::theme::{Depth, Look, Role};
use crate::view::ui::Overlay;
use crate::view::{View, headline, stage};

/// Letters, at most.
const MOST: usize = 12;
/// How long a cause stands, at least, before how the run stands takes its place.
const READ: Moment = 3 * stage::BEAT;

/// A word, a sign or a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    text: String,
    paint: Paint,
}

/// What a part is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paint {
    /// A thread's own colour.
    Figure(u16),
    Role(Role),
}

impl Paint {
    fn ink(self) -> Ink {
        match self {
            Self::Figure(colour) => Ink::figure(colour.into()),
            Self::Role(role) => Ink::role(role),
        }
    }

    /// Dark letters on a field of it.
    fn field(self, look: Look) -> Style {
        let style = match self {
            _ if look.depth == Depth::None => look.on(Role::Ground, Role::Bright),
            Self::Figure(colour) => look.badge(colour.into()),
            Self::Role(role) => look.on(Role::Ground, role),
        };
        style.add_modifier(Modifier::BOLD)
    }
}

fn word(text: &str, role: Role) -> Part {
    Part {
        text: text.to_owned(),
        paint: Paint::Role(role),
    }
}

/// How the run stands, where that is the thing to know.
fn verdict(view: View) -> Option<Part> {
    let say = |key, role| Some(word(view.get(key), role));
    if view.ui.overlay == Overlay::Question {
        return say("large.question", Role::Accent);
    }
    match view.model.verdict {
        Verdict::Deadlock(_) => return say("shout.deadlock", Role::Bad),
        Verdict::Stalled => return say("shout.stalled", Role::Warn),
        _ => {}
    }
    if !view.model.circles.is_empty() {
        return say("shout.deadlock", Role::Bad);
    }
    let last = view.model.causes.last();
    if last.is_some_and(|cause| view.moment < cause.moment + READ) {
        return None;
    }
    match view.model.verdict {
        Verdict::Ended => say("large.ended", Role::Info),
        Verdict::WaitingForInput(_) => say("large.input", Role::Warn),
        Verdict::WaitingForLecturer => say("large.lecturer", Role::Warn),
        _ => None,
    }
}

/// The ways to say it, the most telling first.
fn forms(view: View) -> Vec<Vec<Part>> {
    if let Some(verdict) = verdict(view) {
        return vec![vec![verdict]];
    }
    let said = stage::said(view.model, view.ui, view.moment);
    let said = said.map(|said| word(&loud(said.words), said.role));
    let Some(cause) = view.model.causes.last() else {
        return said.into_iter().map(|said| vec![said]).collect();
    };
    if !headline::grown(cause, view) {
        return vec![doer(cause).into_iter().chain(said).collect()];
    }
    let forms = text::large(view.texts, view.model, cause);
    if forms.is_empty() {
        return said.into_iter().map(|said| vec![said]).collect();
    }
    forms.iter().map(|form| parts(form, view)).collect()
}

/// In capitals, which are larger, but as it is where it is the program's.
fn loud(words: String) -> String {
    if words.contains(['(', '_']) {
        words
    } else {
        words.to_uppercase()
    }
}

fn doer(cause: &Cause) -> Option<Part> {
    cause.by.as_ref().map(|by| Part {
        text: format!("{}:", by.glyph),
        paint: Paint::Figure(by.colour),
    })
}

fn parts(form: &[Piece], view: View) -> Vec<Part> {
    let mut parts = Vec::with_capacity(form.len());
    for piece in form {
        match piece {
            Piece::Doer(actor) => parts.push(badge(actor)),
            Piece::Badges(actors) => parts.extend(actors.iter().map(badge)),
            Piece::Then => {
                parts.push(word(mark(view.look, Mark::Then), Role::Bright));
            }
            Piece::Call(text) | Piece::Word(text) => parts.push(word(text, Role::Bright)),
        }
    }
    parts
}

fn badge(actor: &crate::model::Actor) -> Part {
    Part {
        text: actor.glyph.to_string(),
        paint: Paint::Figure(actor.colour),
    }
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    if area.is_empty() {
        return;
    }
    let mut canvas = Canvas::new(area, view.look, 1);
    let forms = forms(view);
    let short = |form: &&Vec<Part>| letters(form) <= MOST;
    let fitting = |size: i32| {
        let fits = |form: &&Vec<Part>| wide(form, size, view.look) + 2 <= canvas.width();
        forms.iter().filter(short).find(fits)
    };
    let sizes = [3, 2, 1].into_iter();
    let mut sizes = sizes.filter(|size| size * FONT_HEIGHT <= canvas.height());
    // The first form at the largest size that any form can have, unless it is one size smaller.
    let best = sizes.find_map(|size| fitting(size).map(|form| (form, size)));
    if let Some((form, size)) = best.or_else(|| forms.first().map(|form| (form, 1))) {
        write(&mut canvas, form, size, view.look);
    }
    canvas.finish(buf);
}

fn letters(form: &[Part]) -> usize {
    let letters = form.iter().flat_map(|part| part.text.chars());
    letters.filter(|letter| *letter != ' ').count()
}

/// Whether it can be written in block letters.
fn blocks(text: &str, look: Look) -> bool {
    !look.ascii && text.chars().all(|letter| glyph(letter).is_some())
}

/// Columns between two parts.
fn gap(size: i32) -> i32 {
    3 * size
}

fn part_wide(part: &Part, size: i32, look: Look) -> i32 {
    if blocks(&part.text, look) {
        big_width(&part.text, size)
    } else {
        columns(&spaced(&part.text)) + 2
    }
}

fn wide(form: &[Part], size: i32, look: Look) -> i32 {
    let parts: i32 = form.iter().map(|part| part_wide(part, size, look)).sum();
    parts + gap(size) * (form.len() as i32 - 1).max(0)
}

fn write(canvas: &mut Canvas, form: &[Part], size: i32, look: Look) {
    let mut x = (canvas.width() - wide(form, size, look)).max(0) / 2;
    // Apart from the edge of the screen.
    let top = (canvas.height() - FONT_HEIGHT * size + 1) / 2;
    for part in form {
        if blocks(&part.text, look) {
            canvas.big(x, top, &part.text, part.paint.ink(), size);
        } else {
            let words = spaced(&part.text);
            let blank = " ".repeat(columns(&words).max(0) as usize + 2);
            let style = part.paint.field(look);
            for row in 0..canvas.rows() {
                canvas.text_on(x, row, &blank, style);
            }
            canvas.text_on(x + 1, canvas.rows() / 2, &words, style);
        }
        x += part_wide(part, size, look) + gap(size);
    }
}

/// Letters further apart are read from further away; what the program calls a thing stays as it is.
fn spaced(words: &str) -> String {
    let all = words.is_ascii() && !words.contains('(');
    let mut spaced = String::with_capacity(words.len() * 2);
    let mut before = None;
    for letter in words.chars() {
        let apart = |before: char| all || !before.is_ascii() || !letter.is_ascii();
        if before.is_some_and(|before| apart(before) && before != ' ' && letter != ' ') {
            spaced.push(' ');
        }
        spaced.push(letter);
        before = Some(letter);
    }
    spaced
}

/// When it changes by itself.
pub(super) fn next_change(view: View) -> Option<Moment> {
    let cause = view.model.causes.last()?;
    let until = cause.moment + READ;
    let stands = !matches!(view.model.verdict, Verdict::Running) && view.moment < until;
    stands.then_some(until)
}
