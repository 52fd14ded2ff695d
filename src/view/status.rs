//! The first row: which scene, how the run stands, speed, seed, time.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::View;
use super::mark::{Mark, mark};
use super::paint::{self, Pen};
use super::theme::Role;
use super::tiny::{Clock, Speed, Tiny};
use super::ui::{Run, StepSize, Tempo};
use super::words;
use crate::model::Verdict;
use crate::trace::TaskKind;

/// How a run stands: its sign, the key of its word, its colour.
pub(super) struct Standing {
    sign: Mark,
    key: &'static str,
    role: Role,
}

const fn standing(sign: Mark, key: &'static str, role: Role) -> Standing {
    Standing { sign, key, role }
}

/// How the run stands: what came of it, and what the lecturer did to it.
pub(super) fn badges(view: View) -> [Option<Standing>; 2] {
    let verdict = match view.model.verdict {
        // Whose turn it is stands on the stage, large.
        Verdict::WaitingForLecturer => None,
        Verdict::Running if view.model.circles.is_empty() => None,
        Verdict::Running => Some(standing(Mark::Cross, "status.circle", Role::Bad)),
        Verdict::Ended => Some(standing(Mark::Over, "status.ended", Role::Info)),
        Verdict::Deadlock(_) => Some(standing(Mark::Cross, "status.deadlock", Role::Bad)),
        Verdict::Stalled => Some(standing(Mark::Cross, "status.stalled", Role::Bad)),
        Verdict::WaitingForInput(_) => Some(standing(Mark::Ask, "status.input", Role::Warn)),
    };
    let run = match view.ui.run {
        Run::Leaving => Some(standing(Mark::Middle, "status.leaving", Role::Dim)),
        Run::Asking => Some(standing(Mark::Ask, "status.asking", Role::Info)),
        Run::Pausing => Some(standing(Mark::Held, "status.pausing", Role::Warn)),
        Run::Paused => Some(standing(Mark::Held, "status.paused", Role::Warn)),
        Run::Running if verdict.is_some() => None,
        Run::Running => Some(standing(Mark::Right, "status.running", Role::Good)),
    };
    [verdict, run]
}

/// The word of a standing.
fn word(standing: &Standing, view: View) -> Cow<'static, str> {
    if standing.key != "status.circle" {
        return Cow::Borrowed(view.get(standing.key));
    }
    let living = || view.model.tasks.iter().filter(|task| !task.is_over());
    let caught = living().filter(|task| words::in_circle(task, view)).count();
    let all = living()
        .filter(|task| task.kind != TaskKind::Lecturer)
        .count();
    let (caught, all) = (Tiny::of(caught), Tiny::of(all));
    let numbers = [("n", caught.as_str()), ("all", all.as_str())];
    Cow::Owned(view.texts.fill("status.circle", &numbers))
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    let look = view.look;
    let ground = look.on(Role::Text, Role::Raised);
    paint::tint(buf, area, ground);
    let mut items = Items::default();
    let clock = Tiny::of(Clock(view.now));
    let hello = &view.model.hello;
    let seed = Tiny::of(hello.seed);
    let pace = Tiny::of(Speed(view.ui.speed));
    // Least important last: that is what a narrow screen leaves out.
    items.add("", clock.as_str(), 7);
    let (tempo, least) = tempo(view, pace.as_str(), area.width);
    items.add("", tempo, least);
    if !hello.version.eq(&0) {
        items.add(view.get("status.seed"), seed.as_str(), 0);
    }
    if view.ui.step == StepSize::Operations {
        items.add("", view.get("status.operations"), 0);
    }
    items.add("", view.get("status.language"), 0);

    let mut pen = Pen::new(buf, area, 0);
    pen.skip(1);
    let title = title(view);
    let badges = badges(view);
    let badges = || badges.iter().flatten();
    let badge_width: u16 = badges().map(|badge| 1 + badge_columns(badge, view)).sum();
    let room = pen.room().saturating_sub(badge_width + 2);
    let variant = hello.scene.as_ref().map_or("", |scene| &scene.variant);
    let variant_columns = match paint::width(variant) {
        0 => 0,
        columns => columns + 3,
    };
    let wanted = paint::width(title) + variant_columns;
    let right = items.fitting(room.saturating_sub(wanted.min(room * 2 / 3) + 2));
    let title_room = room.saturating_sub(items.width(right) + 2);
    // Which variant it is matters more than the end of a title.
    let named = variant_columns > 0 && variant_columns + LEAST_TITLE <= title_room;
    let columns = if named {
        title_room - variant_columns
    } else {
        title_room
    };
    let cut = paint::fit(title, columns, look.ascii);
    pen.raw(cut.text, look.on(Role::Bright, Role::Raised))
        .raw(cut.sign, ground);
    if named {
        let dot = mark(look, Mark::Middle);
        pen.raw(" ", ground)
            .raw(dot, ground)
            .raw(" ", ground)
            .raw(variant, look.on(Role::Accent, Role::Raised));
    }
    pen.skip(1);
    for badge in badges() {
        draw_badge(pen.skip(1), badge, view);
    }

    let width = items.width(right);
    pen.skip(pen.room().saturating_sub(width + 1));
    items.draw(&mut pen, right, ground, look.on(Role::Dim, Role::Raised));
}

/// Columns of a badge.
pub(super) fn badge_columns(badge: &Standing, view: View) -> u16 {
    paint::width(&word(badge, view)) + 4
}

pub(super) fn draw_badge(pen: &mut Pen, badge: &Standing, view: View) {
    let look = view.look;
    let style = look
        .on(Role::Ground, badge.role)
        .add_modifier(Modifier::BOLD);
    let sign = mark(look, badge.sign);
    pen.char(' ', style).raw(sign, style).char(' ', style);
    pen.raw(&word(badge, view), style).char(' ', style);
}

/// At what speed the clock runs, or why it does not; and the columns of the longest of these. A narrow screen says it in
/// fewer words.
fn tempo<'a>(view: View<'a>, speed: &'a str, width: u16) -> (&'a str, u16) {
    let keys = if width < ROOMY {
        ["status.beat_short", "status.lines_short"]
    } else {
        ["status.beat", "status.lines"]
    };
    let [beat, lines] = keys.map(|key| view.get(key));
    let least = paint::width(beat).max(paint::width(lines)).max(4);
    let words = match view.ui.tempo {
        _ if view.ui.run != Run::Running || view.model.verdict != Verdict::Running => speed,
        Tempo::Runs => speed,
        Tempo::Beat => beat,
        Tempo::Lines => lines,
    };
    (words, least)
}

/// Columns of a screen that has room for a few words beside the title.
const ROOMY: u16 = 100;

/// The scene's title, or the program's name.
fn title(view: View<'_>) -> &str {
    let hello = &view.model.hello;
    match &hello.scene {
        Some(scene) if !scene.title.en.is_empty() => view.ui.lang.pick(&scene.title),
        _ if !hello.program.is_empty() => &hello.program,
        _ => "primviz",
    }
}

/// What stands at the right end.
#[derive(Default)]
struct Items<'a> {
    list: [(&'a str, &'a str, u16); 6],
    len: usize,
}

const GAP: u16 = 3;

/// Columns of a title that are worth keeping.
const LEAST_TITLE: u16 = 8;

impl<'a> Items<'a> {
    /// `least` columns keep a value that changes from moving its neighbours.
    fn add(&mut self, label: &'a str, value: &'a str, least: u16) {
        if let Some(slot) = self.list.get_mut(self.len) {
            *slot = (label, value, least);
            self.len += 1;
        }
    }

    fn columns((label, value, least): (&str, &str, u16)) -> u16 {
        let label = paint::width(label);
        paint::width(value).max(least) + label + u16::from(label > 0)
    }

    fn width(&self, count: usize) -> u16 {
        self.list[..count]
            .iter()
            .map(|&item| Self::columns(item) + GAP)
            .sum::<u16>()
            .saturating_sub(GAP)
    }

    fn fitting(&self, room: u16) -> usize {
        (0..=self.len)
            .rev()
            .find(|&count| self.width(count) <= room)
            .unwrap_or(0)
    }

    fn draw(&self, pen: &mut Pen, count: usize, value_style: Style, label_style: Style) {
        for (index, &(label, value, least)) in self.list[..count].iter().enumerate().rev() {
            if !label.is_empty() {
                pen.raw(label, label_style).skip(1);
            }
            pen.skip(least.saturating_sub(paint::width(value)));
            pen.raw(value, value_style);
            if index > 0 {
                pen.skip(GAP);
            }
        }
    }
}
