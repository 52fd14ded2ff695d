//! The data that threads share: each on a board, its value written large.

use crate::model::{Model, Moment, Variable};
use crate::trace::Op;
use crate::view::canvas::{Canvas, Patch, big_width, bold, columns};
use crate::view::motion::{FLASH, under_way};
use crate::view::sprite::glyph;
use crate::view::theme::Role;

use super::ground::Ground;
use super::show::{Show, Zone};

/// Whether a board shows that it has just been looked at or written on.
pub fn stirs(model: &Model, moment: Moment) -> bool {
    let last = model
        .variables
        .iter()
        .filter_map(|variable| variable.accesses.last());
    last.into_iter()
        .any(|access| under_way(access.moment, moment, FLASH))
}

/// What is written by threads, or has a label in the scene: the rest is of no interest here.
pub fn shown<'a>(show: &Show<'a>) -> impl Iterator<Item = (&'a Variable, &'a str)> {
    let scene = show.model.hello.scene.as_deref();
    let lang = show.ui.lang;
    show.model.variables.iter().filter_map(move |variable| {
        let label = scene.and_then(|scene| scene.labels.get(&variable.name));
        match label {
            Some(words) => Some((variable, lang.pick(words))),
            None => (variable.writes > 0 || is_global(show, variable))
                .then_some((variable, &*variable.name)),
        }
    })
}

/// Whether functions of the program say that they write it.
fn is_global(show: &Show, variable: &Variable) -> bool {
    let words = |line: &&str| {
        let mut words = line.split([' ', ',']).filter(|word| !word.is_empty());
        matches!(words.next(), Some("global" | "nonlocal"))
            && words.any(|word| word == &*variable.name)
    };
    let source = &show.model.hello.source;
    source.lines().map(str::trim).any(|line| words(&line))
}

/// The colour of a value: it has just been read, written, or neither.
pub fn role(show: &Show, variable: &Variable) -> Role {
    let access = variable.accesses.last();
    let access = access.filter(|access| under_way(access.moment, show.moment, FLASH));
    match access.map(|access| access.op) {
        Some(Op::Write) => Role::Gold,
        Some(_) => Role::Glass,
        None => Role::White,
    }
}

/// Hangs boards into `wall`, from its right end, as many as there is room for; where there is no wall, the values stand
/// in the uppermost line.
pub fn draw(canvas: &mut Canvas, show: &Show, wall: Option<Zone>, reserved: Option<Zone>) {
    let text = show.text_height();
    let Some(wall) = wall.filter(|wall| wall.h >= text + 8 && wall.w >= 10) else {
        line(canvas, show, reserved);
        return;
    };
    let size = if wall.h >= text + 13 && show.scale == 1 {
        2
    } else {
        1
    };
    let mut right = wall.right();
    for (variable, name) in shown(show) {
        let large = columns(&variable.value) <= 8
            && variable.value.chars().all(|letter| glyph(letter).is_some());
        let words = if large {
            name.to_owned()
        } else {
            format!("{name} = {}", variable.value)
        };
        let value: &str = if large { &variable.value } else { "" };
        let wide = big_width(value, size).max(show.pixels(columns(&words))) + 4;
        let tall = text + if large { 5 * size + 4 } else { 2 };
        let x = right - wide;
        if x < wall.x {
            break;
        }
        let role = role(show, variable);
        canvas.fill(x, wall.y, wide, tall, Role::Wood);
        canvas.fill(x + 1, wall.y + 1, wide - 2, tall - 2, Role::Black);
        canvas.big(
            x + (wide - big_width(value, size)) / 2,
            wall.y + text + 2,
            value,
            role,
            size,
        );
        let row = canvas.row((wall.y + 1) as f32 + 0.9);
        canvas.text_centred(
            canvas.column((x + wide / 2) as f32),
            row,
            &words,
            bold(show.look(), role),
        );
        right = x - 2;
    }
}

fn line(canvas: &mut Canvas, show: &Show, reserved: Option<Zone>) {
    let mut ground = Ground::of(canvas);
    if let Some(Zone { x, y, w, h }) = reserved {
        let s = show.scale;
        ground.take(Patch::new(x * s, y * s / 2, w * s, (h * s + 1) / 2));
    }
    let whole = Zone {
        x: 0,
        y: 0,
        w: canvas.width(),
        h: canvas.height(),
    };
    let mut right = canvas.columns() - 1;
    for (variable, name) in shown(show) {
        let words = format!(" {name} = {} ", variable.value);
        let wide = columns(&words);
        if right - wide < canvas.columns() / 3 {
            break;
        }
        let wanted = (right - wide, 0);
        let Some((column, row)) = ground.find((wide, 1), whole, show.scale, wanted) else {
            break;
        };
        ground.take(Patch::new(column, row, wide, 1));
        let style = bold(show.look(), role(show, variable));
        let field = show.look().on(Role::White, Role::Black);
        canvas.text_on(column, row, &words, field.patch(style));
        right = column - 1;
    }
}

/// A value that fits into so many columns: cut at its end, with a sign that it was.
pub fn short(text: &str, room: i32) -> String {
    if columns(text) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        if columns(&short) + 2 > room {
            break;
        }
        short.push(letter);
    }
    short.push('~');
    if room < 2 { String::new() } else { short }
}
