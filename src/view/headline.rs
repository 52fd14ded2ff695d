//! The two rows under the title: the last cause, and the one before it; or what to look at, or what to press.
//!
//! ```text
//!  3 visitor 3  toilet.release() → wakes  5  →  5  has it
//!  before:  1  toilet.release() → wakes  4  →  4  has it
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::View;
use super::mark::{Mark, mark};
use super::paint::{self, Pen};
use super::stage;
use super::theme::{Depth, Role};
use super::threads;
use super::tiny::Tiny;
use crate::model::{Actor, Cause, Moment, Verdict};
use crate::text::{self, Piece};

/// Rows of the headline.
pub(super) const ROWS: u16 = 2;
/// Causes closer together than this are too many to be read one by one.
const READ: Moment = 1_500_000;

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    let look = view.look;
    paint::tint(buf, area, look.on(Role::Text, Role::Raised));
    let last = view.model.causes.last();
    let (Some(cause), false) = (last, view.ui.caption) else {
        draw_caption(buf, area, view);
        return;
    };
    if let Some((key, press)) = stand(view) {
        draw_stand(buf, area, key, press, cause, view);
        return;
    }
    draw_cause(buf, area, 0, cause, grown(cause, view), true, view);
    if let Some(sentence) = what_to_press(view) {
        let mut pen = Pen::new(buf, area, 1);
        let sign = mark(look, Mark::Right);
        pen.skip(1)
            .raw(sign, look.on(Role::Accent, Role::Raised))
            .skip(1)
            .text(&sentence, look.on(Role::Accent, Role::Raised), look);
        return;
    }
    if let Some(before) = view.model.causes.iter().rev().nth(1) {
        draw_cause(buf, area, 1, before, true, false, view);
    }
}

/// The word for a run in which nobody can go on, and what to press then.
fn stand(view: View<'_>) -> Option<(&'static str, &'static str)> {
    match view.model.verdict {
        Verdict::Deadlock(_) => Some(("shout.deadlock", "headline.end_deadlock")),
        Verdict::Stalled => Some(("shout.stalled", "headline.end_stalled")),
        _ => None,
    }
}

/// That nobody can go on is the news: the last cause is what was before.
fn draw_stand(
    buf: &mut Buffer,
    area: Rect,
    key: &'static str,
    press: &'static str,
    cause: &Cause,
    view: View,
) {
    let look = view.look;
    let style = look
        .on(Role::Bad, Role::Raised)
        .add_modifier(Modifier::BOLD);
    let mut pen = Pen::new(buf, area, 0);
    pen.skip(1)
        .raw(mark(look, Mark::Cross), style)
        .skip(1)
        .text(view.get(key), style, look)
        .skip(1);
    let rest = pen.room();
    let beside = Rect {
        x: area.right() - rest,
        width: rest,
        ..area
    };
    draw_cause(buf, beside, 0, cause, true, false, view);
    let style = look.on(Role::Accent, Role::Raised);
    let mut pen = Pen::new(buf, area, 1);
    pen.skip(1)
        .raw(mark(look, Mark::Right), style)
        .skip(1)
        .text(view.get(press), style, look);
}

/// Whether whom a cause woke is told already: with beats, once the arrow is on its way.
pub(super) fn grown(cause: &Cause, view: View) -> bool {
    let grows = view.ui.has_beats() && !view.ui.reduced_motion && cause.wakes();
    !grows || view.moment >= cause.moment + stage::BEAT || cause.is_settled()
}

/// When the headline changes by itself.
pub(super) fn next_change(view: View) -> Option<Moment> {
    let cause = view.model.causes.last()?;
    (!grown(cause, view)).then_some(cause.moment + stage::BEAT)
}

/// What a scene asks one to look at.
fn draw_caption(buf: &mut Buffer, area: Rect, view: View) {
    let look = view.look;
    let scene = view.model.hello.scene.as_deref();
    let caption = scene.map_or("", |scene| view.ui.lang.pick(&scene.look));
    let press = what_to_press(view);
    // A general hint has had its time where the run has come to a stand.
    if let (Some(sentence), true, false) = (&press, caption.is_empty(), view.ui.caption) {
        draw_press(buf, area, sentence, view);
        return;
    }
    let caption = if caption.is_empty() {
        view.get("pane.look")
    } else {
        caption
    };
    let rows = if press.is_some() { 1 } else { ROWS };
    let room = area.width.saturating_sub(4);
    let mut lines = paint::wrap(caption, room).peekable();
    for row in 0..rows {
        let Some(line) = lines.next() else { break };
        // What has no room is left out behind the last row's end, with a sign.
        let start = line.as_ptr() as usize - caption.as_ptr() as usize;
        let cut = row + 1 == rows && lines.peek().is_some();
        let line = if cut { &caption[start..] } else { line };
        let mut pen = Pen::new(buf, area, row);
        let sign = if row == 0 {
            mark(look, Mark::Watch)
        } else {
            " "
        };
        pen.skip(1)
            .raw(sign, look.on(Role::Accent, Role::Raised))
            .skip(1)
            .reserve(1)
            .text(line, look.on(Role::Bright, Role::Raised), look);
    }
    if let Some(sentence) = press {
        let mut pen = Pen::new(buf, area, 1);
        pen.skip(3)
            .text(&sentence, look.on(Role::Accent, Role::Raised), look);
    }
}

/// What to press, over both rows.
fn draw_press(buf: &mut Buffer, area: Rect, sentence: &str, view: View) {
    let look = view.look;
    let style = look.on(Role::Accent, Role::Raised);
    let lines = paint::wrap(sentence, area.width.saturating_sub(4));
    for (row, line) in (0..ROWS).zip(lines) {
        let mut pen = Pen::new(buf, area, row);
        let sign = if row == 0 {
            mark(look, Mark::Right)
        } else {
            " "
        };
        pen.skip(1).raw(sign, style).skip(1).text(line, style, look);
    }
}

/// What to press where the run does not go on by itself.
pub(super) fn what_to_press(view: View) -> Option<String> {
    let texts = view.texts;
    match &view.model.verdict {
        Verdict::Running => None,
        Verdict::Ended => Some(texts.get("headline.end_ended").to_owned()),
        Verdict::Deadlock(_) => Some(texts.get("headline.end_deadlock").to_owned()),
        Verdict::Stalled => Some(texts.get("headline.end_stalled").to_owned()),
        Verdict::WaitingForInput(task) => {
            let name = view.model.name(*task);
            Some(texts.fill("headline.end_input", &[("name", &name)]))
        }
        Verdict::WaitingForLecturer => {
            let scene = view.model.hello.scene.as_deref();
            let keys = scene.map_or(&[][..], |scene| &scene.keys);
            let mut list = String::new();
            for key in keys.iter().filter(|key| !key.run.is_empty()) {
                if !list.is_empty() {
                    list.push_str("  ");
                }
                list.push_str(&key.key);
                list.push(' ');
                list.push_str(view.ui.lang.pick(&key.label));
            }
            Some(if list.is_empty() {
                texts.get("headline.end_lecturer_plain").to_owned()
            } else {
                texts.fill("headline.end_lecturer", &[("keys", &list)])
            })
        }
    }
}

/// How much of a cause is told.
struct Plan {
    /// Names beside the badges of who does something.
    names: bool,
    /// That the number of those passed over is one.
    counts: bool,
    /// How many badges in a row.
    most: usize,
}

/// Something to be written, and how.
struct Bit {
    text: String,
    style: Style,
}

fn draw_cause(
    buf: &mut Buffer,
    area: Rect,
    row: u16,
    cause: &Cause,
    grown: bool,
    now: bool,
    view: View,
) {
    let pieces = text::headline(view.texts, view.model, cause, grown);
    let passed = if now { passed_over(view) } else { 0 };
    let room = area.width.saturating_sub(2);
    // What is left out first: names, then the words beside the number of those passed over, then the later ones of many
    // badges, then the end.
    let plan = |names, counts, most| Plan {
        names,
        counts,
        most,
    };
    let plans = [
        plan(true, true, 12),
        plan(false, true, 12),
        plan(false, false, 12),
        plan(false, false, 6),
        plan(false, false, 4),
        plan(false, false, 2),
        plan(false, false, 1),
    ];
    let mut bits = Vec::new();
    for plan in &plans {
        bits = layout(&pieces, plan, now, passed, view);
        if bits.iter().map(|bit| paint::width(&bit.text)).sum::<u16>() <= room {
            break;
        }
    }
    let mut pen = Pen::new(buf, area, row);
    pen.skip(1);
    for bit in &bits {
        if paint::width(&bit.text) > pen.room() {
            pen.text(&bit.text, bit.style, view.look);
            return;
        }
        pen.raw(&bit.text, bit.style);
    }
}

/// How many causes came so close before the one that is shown that nobody can have read them.
pub(super) fn passed_over(view: View) -> usize {
    if view.ui.has_beats() {
        return 0;
    }
    let mut causes = view.model.causes.iter().rev();
    let Some(last) = causes.next() else { return 0 };
    // The one before is there to be read, below.
    causes
        .skip(1)
        .take_while(|cause| cause.moment + READ > last.moment)
        .count()
}

fn layout(pieces: &[Piece], plan: &Plan, now: bool, passed: usize, view: View) -> Vec<Bit> {
    let look = view.look;
    let ground = Role::Raised;
    let quiet = look.on(Role::Dim, ground);
    let (word, call) = if now {
        (
            look.on(Role::Text, ground),
            look.on(Role::Bright, ground).add_modifier(Modifier::BOLD),
        )
    } else {
        (quiet, quiet)
    };
    let mut bits = Vec::with_capacity(pieces.len() * 3);
    let mut put = |text: String, style: Style| bits.push(Bit { text, style });
    if !now {
        put(format!("{} ", view.get("headline.previous")), quiet);
    }
    for piece in pieces {
        match piece {
            Piece::Doer(actor) => {
                put(letter(actor, view), badge(actor, now, view));
                let name = threads::bare(&actor.name);
                if plan.names && name.chars().count() > 1 {
                    put(format!(" {name}"), call);
                }
                put(" ".to_owned(), word);
            }
            Piece::Call(text) => put(format!("{text} "), call),
            Piece::Then => put(format!("{} ", mark(look, Mark::Then)), word),
            Piece::Word(text) => put(format!("{text} "), if now { call } else { word }),
            Piece::Badges(actors) => {
                for actor in actors.iter().take(plan.most) {
                    put(letter(actor, view), badge(actor, now, view));
                    put(" ".to_owned(), word);
                }
                if actors.len() > plan.most {
                    put(format!("+{} ", actors.len() - plan.most), word);
                }
            }
        }
    }
    if passed > 0 {
        let count = Tiny::of(passed as u64);
        let words = if plan.counts {
            view.texts.fill("headline.more", &[("n", count.as_str())])
        } else {
            format!("+{}", count.as_str())
        };
        put(format!(" ({words})"), quiet);
    }
    bits
}

/// A task's letter, as a badge.
fn letter(actor: &Actor, view: View) -> String {
    if view.look.depth == Depth::None {
        format!("[{}]", actor.glyph)
    } else {
        format!(" {} ", actor.glyph)
    }
}

fn badge(actor: &Actor, now: bool, view: View) -> Style {
    let look = view.look;
    if look.depth == Depth::None {
        let style = Style::new();
        return if now {
            style.add_modifier(Modifier::BOLD)
        } else {
            style
        };
    }
    if now {
        look.badge(actor.colour.into())
    } else {
        look.on(Role::Text, Role::Raised)
            .patch(look.figure(actor.colour.into()))
    }
}
