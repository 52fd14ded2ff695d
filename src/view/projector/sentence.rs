//! The sentence below the block letters, in bold; the names of those it is about have their colours.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::model::{Actor, Verdict};
use crate::text;
use crate::view::paint::{self, Pen};
use crate::view::theme::{Depth, Role};
use crate::view::{View, headline, question, words};

/// Columns on either side.
const EDGE: u16 = 1;

/// How things stand, and why: in full and in ever fewer words.
fn forms(view: View) -> Vec<String> {
    let asked = view.ui.chosen.filter(|_| view.ui.held());
    let answered = matches!(&view.ui.asking, Some(asking) if asking.plays());
    let told = asked.and_then(|task| words::why(task, view)).is_some();
    let stands = matches!(view.model.verdict, Verdict::Deadlock(_) | Verdict::Stalled);
    if stands && !answered && !told {
        return words::verdict(view, false);
    }
    let ended = view.model.verdict == Verdict::Ended && words::failure(view).is_some();
    let circle = words::circle(view, false);
    if !(answered || told || ended || circle.is_empty()) {
        return circle;
    }
    sentence(view).into_iter().collect()
}

/// What there is to say apart from circles.
fn sentence(view: View) -> Option<String> {
    let (model, texts) = (view.model, view.texts);
    let scene = model.hello.scene.as_deref();
    if let Some(asking) = view.ui.asking.as_ref().filter(|asking| asking.plays()) {
        return Some(question::line(asking, view));
    }
    let asked = view.ui.chosen.filter(|_| view.ui.held());
    if let Some(why) = asked.and_then(|task| words::why(task, view)) {
        return Some(why);
    }
    let ended = model.verdict == Verdict::Ended;
    if let Some(failure) = words::failure(view).filter(|_| ended) {
        return Some(failure);
    }
    match model.causes.last() {
        Some(cause) if !view.ui.caption => {
            let told = text::cause(texts, model, cause);
            Some(texts.fill("phrase.stop", &[("text", &told)]))
        }
        _ => {
            let caption = scene.map_or("", |scene| view.ui.lang.pick(&scene.look));
            Some(caption.to_owned()).filter(|caption| !caption.is_empty())
        }
    }
}

/// Rows that all of it takes.
pub(super) fn rows(width: u16, view: View) -> u16 {
    let forms = forms(view);
    let words = forms.first().map_or("", String::as_str);
    paint::wrap(words, room(width)).count() as u16
}

fn room(width: u16) -> u16 {
    width.saturating_sub(2 * EDGE).max(1)
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    let style = view.look.on(Role::Bright, Role::Ground);
    let style = style.add_modifier(Modifier::BOLD);
    let actors = actors(view);
    let forms = forms(view);
    let words = words::fitting(&forms, room(area.width), area.height);
    for (row, line) in (0..area.height).zip(paint::wrap(words, room(area.width))) {
        let mut pen = Pen::new(buf, area, row);
        pen.skip(area.width.saturating_sub(paint::width(line)) / 2);
        draw_named(&mut pen, line, &actors, style, view);
    }
}

/// Those whom the sentence may name, the longest names first.
fn actors(view: View<'_>) -> Vec<&Actor> {
    let Some(cause) = view.model.causes.last() else {
        return Vec::new();
    };
    let effects = cause.effects.iter().map(|effect| &effect.actor);
    let mut actors: Vec<&Actor> = cause.by.iter().chain(effects).collect();
    actors.sort_by_key(|actor| std::cmp::Reverse(actor.name.len()));
    actors
}

fn draw_named(pen: &mut Pen, line: &str, actors: &[&Actor], style: Style, view: View) {
    let mut rest = line;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let named = actors.iter().find(|actor| {
            let after = rest.strip_prefix(&*actor.name);
            let after = after.map(|after| after.chars().next().unwrap_or(' '));
            !before.is_ascii_alphanumeric() && after.is_some_and(|c| !c.is_ascii_alphanumeric())
        });
        let length = named.map_or(c.len_utf8(), |actor| actor.name.len().max(1));
        let (word, left) = rest.split_at(length);
        let style = match named {
            Some(actor) if view.look.depth != Depth::None => {
                style.patch(view.look.figure(actor.colour.into()))
            }
            Some(_) => style.add_modifier(Modifier::UNDERLINED),
            None => style,
        };
        pen.raw(word, style);
        before = word.chars().next_back().unwrap_or(' ');
        rest = left;
    }
}

/// What is for the lecturer: a short remark, or what to press.
pub(super) fn aside(view: View<'_>) -> Option<(Cow<'_, str>, Role)> {
    let notice = view.ui.notice.as_ref();
    if let Some(notice) = notice.filter(|notice| view.moment < notice.until) {
        return Some((Cow::Borrowed(&notice.text), Role::Bright));
    }
    let press = headline::what_to_press(view)?;
    Some((Cow::Owned(press), Role::Accent))
}
