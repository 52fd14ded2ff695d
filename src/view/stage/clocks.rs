//! Timers: alarm clocks whose time runs out; each rings, or is stopped before it does.

use crate::model::{Doing, How, Object, Place, Spot, Task};
use crate::trace::{ObjectId, Op};
use crate::view::canvas::{Canvas, Mark, Stroke, bold, columns};
use crate::view::motion::{Point, STIR, under_way};
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand};
use super::lobby::Lobby;
use super::plan;
use super::show::{PERSON, Show, Zone, seconds};

/// Least room for a clock, its figure beside it.
const PITCH: i32 = 17;

/// The layout of a wall of clocks.
#[derive(Debug)]
pub struct Clocks<'a> {
    timers: Vec<&'a Object>,
    hidden: usize,
    zone: Zone,
    text: i32,
    pitch: i32,
    radius: i32,
    floor: f32,
    lobby: Lobby,
}

/// What a clock shows.
enum Face {
    /// Nobody has started it.
    New,
    /// The part of its time that is left, and how much that is.
    Runs(f32, u64),
    /// It has rung; true while its function runs.
    Rang(bool),
    /// It was stopped.
    Cancelled,
}

impl<'a> Clocks<'a> {
    /// The clocks in a zone.
    pub fn new(show: &Show<'a>, timers: Vec<&'a Object>, zone: Zone) -> Self {
        let text = show.text_height();
        let most = (zone.w / PITCH).max(1) as usize;
        let (timers, hidden) = plan::choose(show.model, timers, most);
        // The lecturer stands at the end where the clocks come down to the floor.
        let aside = if zone.h < 34 && zone.w > 60 { 15 } else { 0 };
        let pitch = (zone.w - aside) / timers.len().max(1) as i32;
        let floor = (zone.bottom() - text) as f32;
        // Names above, bells, the state below, and room for feet.
        let high = zone.h - 3 * text - 3 - if zone.h >= 34 { PERSON + text + 2 } else { 1 };
        let radius = (high / 2).min(pitch / 2 - 5).clamp(3, 10);
        Self {
            hidden: hidden.len(),
            lobby: Lobby::new(zone.x + 1, zone.right() - 14, floor, 1, text),
            timers,
            zone,
            text,
            pitch,
            radius,
            floor,
        }
    }

    fn index(&self, object: ObjectId) -> Option<usize> {
        self.timers.iter().position(|timer| timer.id == object)
    }

    /// The middle of a clock.
    fn middle(&self, index: usize) -> Point {
        let x = self.zone.x + self.pitch * index as i32 + self.pitch / 2;
        let aside = if self.zone.h >= 34 { 0 } else { 3 };
        let y = self.zone.y + 2 * self.text + 3 + self.radius;
        Point::new((x - aside) as f32, y as f32)
    }

    /// Where the timer's own thread stands: under its clock, or beside it where there is no room below.
    fn place(&self, index: usize) -> Point {
        let middle = self.middle(index);
        if self.zone.h >= 34 {
            let y = middle.y as i32 + self.radius + 5 + self.text + PERSON + self.text;
            Point::new(middle.x, (y.min(self.floor as i32)) as f32)
        } else {
            Point::new(middle.x + (self.radius + 4) as f32, self.floor)
        }
    }

    fn face(show: &Show, timer: &Object) -> Face {
        match timer.fate.as_ref().map(|fate| &fate.how) {
            Some(How::Cancelled) => return Face::Cancelled,
            Some(_) => {
                let done = timer.last.as_ref().is_some_and(|last| last.op == Op::Set);
                let runs = timer
                    .fate
                    .as_ref()
                    .and_then(|fate| show.model.task(fate.task));
                let runs = runs.is_some_and(|task| !task.is_over() && !done);
                return Face::Rang(runs);
            }
            None => {}
        }
        let waits = timer
            .line
            .tasks()
            .next()
            .and_then(|task| show.model.task(task));
        let want = waits.and_then(Task::want);
        match want.and_then(|want| {
            Some((
                want.fraction_left(show.ui.now)?,
                want.remaining(show.ui.now)?,
            ))
        }) {
            Some((share, left)) => Face::Runs(share, left),
            None => Face::New,
        }
    }

    /// The dial: the part of the time that is left is filled, clockwise up to twelve.
    fn dial(&self, canvas: &mut Canvas, at: Point, face: &Face, stirs: Option<bool>) {
        let (x, y, r) = (at.x as i32, at.y as i32, self.radius);
        let shake = stirs.map_or(0, |left| if left { -1 } else { 1 });
        let x = x + shake;
        let dim = matches!(face, Face::New | Face::Cancelled);
        let (rim, bells) = if dim {
            (Role::Metal, Role::MetalDark)
        } else {
            (Role::MetalLight, Role::Gold)
        };
        canvas.fill(x - r + 1, y - r - 2, 3, 2, bells);
        canvas.fill(x + r - 3, y - r - 2, 3, 2, bells);
        canvas.fill(x, y - r - 2, 1, 2, rim);
        canvas.fill(x - r + 1, y + r, 2, 2, rim);
        canvas.fill(x + r - 2, y + r, 2, 2, rim);
        let filled = match face {
            Face::Runs(left, _) => *left,
            _ => 0.0,
        };
        for dy in -r..=r {
            for dx in -r..=r {
                let far = dx * dx + dy * dy;
                if far > r * r + r / 2 {
                    continue;
                }
                let ink = if far > (r - 1) * (r - 1) {
                    rim
                } else {
                    // The angle from twelve, against the clock: what is left ends at twelve.
                    let turn = (-dx as f32).atan2(-dy as f32) / std::f32::consts::TAU;
                    let turn = if turn < 0.0 { turn + 1.0 } else { turn };
                    match face {
                        Face::Runs(..) if turn < filled => Role::Warn,
                        Face::Rang(true) => Role::Gold,
                        _ => Role::Black,
                    }
                };
                canvas.dot(x + dx, y + dy, ink);
            }
        }
        match face {
            Face::Runs(..) => {
                let turn = filled * std::f32::consts::TAU;
                let long = (r - 2) as f32;
                let to = (at.x - turn.sin() * long, at.y - turn.cos() * long);
                canvas.line((at.x, at.y), to, Role::White, Stroke::Solid);
            }
            Face::Cancelled => {
                let (x, y, r) = (at.x, at.y, r as f32 - 1.0);
                canvas.line((x - r, y - r), (x + r, y + r), Role::Bad, Stroke::Thick);
                canvas.line((x - r, y + r), (x + r, y - r), Role::Bad, Stroke::Thick);
            }
            Face::Rang(_) | Face::New => {
                let long = (r - 2) as f32;
                let ink = if matches!(face, Face::New) {
                    Role::Metal
                } else {
                    Role::White
                };
                canvas.line((at.x, at.y), (at.x, at.y - long), ink, Stroke::Solid);
            }
        }
        if stirs.is_some() {
            for side in [-1.0, 1.0] {
                let x = at.x + side * (r as f32 + 3.0);
                canvas.line(
                    (x, at.y - 3.0),
                    (x + side * 2.0, at.y - 5.0),
                    Role::Gold,
                    Stroke::Solid,
                );
                canvas.line(
                    (x, at.y + 1.0),
                    (x + side * 2.0, at.y + 3.0),
                    Role::Gold,
                    Stroke::Solid,
                );
            }
        }
    }

    fn words(show: &Show, face: &Face) -> (String, Role) {
        match face {
            Face::New => (show.word("stage.not_started").to_owned(), Role::Dim),
            Face::Runs(_, left) => (seconds(*left), Role::Warn),
            Face::Rang(true) => (show.word("stage.fires").to_owned(), Role::Gold),
            Face::Rang(false) => (show.word("stage.fired").to_owned(), Role::Good),
            Face::Cancelled => (show.word("stage.cancelled").to_owned(), Role::Bad),
        }
    }

    fn clock(&self, canvas: &mut Canvas, show: &Show, index: usize) {
        let (look, timer) = (show.look(), self.timers[index]);
        let (at, face) = (self.middle(index), Self::face(show, timer));
        let rang = timer
            .fate
            .as_ref()
            .filter(|fate| matches!(fate.how, How::Done(_)));
        let stirs = rang
            .filter(|fate| under_way(fate.moment, show.moment, STIR))
            .map(|fate| (show.moment.saturating_sub(fate.moment) / 100_000).is_multiple_of(2));
        if !canvas.look().ascii {
            self.dial(canvas, at, &face, stirs);
        }
        let middle = canvas.column(at.x);
        let room = show.cells(self.pitch) - 1;
        let name = show.name_of(timer);
        let call = timer.call.as_deref().unwrap_or("");
        let call = if *call == *name {
            String::new()
        } else {
            format!(" {} {call}()", show.mark(Mark::Right))
        };
        let top = canvas.row((self.zone.y + self.text) as f32);
        let wide = columns(&name) + columns(&call);
        if wide <= room {
            canvas.text(middle - wide / 2, top, &name, bold(look, Role::Bright));
            canvas.text(
                middle - wide / 2 + columns(&name),
                top,
                &call,
                look.fg(Role::Dim),
            );
        } else {
            canvas.text_centred(middle, top, &name, bold(look, Role::Bright));
        }
        let (words, role) = Self::words(show, &face);
        let row = canvas.row(at.y + (self.radius + 2) as f32 + 0.9);
        canvas.text_centred(middle, row, &format!(" {words} "), bold(look, role));
        if canvas.look().ascii {
            Self::letters(canvas, show, at, &face);
        }
    }

    /// A clock of letters.
    fn letters(canvas: &mut Canvas, show: &Show, at: Point, face: &Face) {
        let (middle, row) = (canvas.column(at.x), canvas.row(at.y));
        let style = show.look().fg(Role::Bright);
        let inside = match face {
            Face::New => "       ".to_owned(),
            Face::Runs(share, _) => {
                let full = (share * 7.0).ceil() as usize;
                format!("{}{}", "#".repeat(full), ".".repeat(7 - full.min(7)))
            }
            Face::Rang(_) => " RING! ".to_owned(),
            Face::Cancelled => "XXXXXXX".to_owned(),
        };
        canvas.text_centred(middle, row - 1, "o-------o", style);
        canvas.text_centred(middle, row, &format!("|{inside}|"), style);
        canvas.text_centred(middle, row + 1, "'-------'", style);
    }
}

impl Picture for Clocks<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        self.index(object).is_some()
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = self.floor as i32 - 3;
        zone.wall_and_floor(canvas, floor);
        for index in 0..self.timers.len() {
            self.clock(canvas, show, index);
        }
        let (column, row) = (canvas.column(zone.x as f32) + 1, canvas.row(zone.y as f32));
        canvas.text(column, row, "Timer", show.look().fg(Role::Dim));
        if self.hidden > 0 {
            let more = show.more(self.hidden);
            canvas.text(column + 7, row, &more, bold(show.look(), Role::Bright));
        }
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, _index: f32) -> Stand {
        let here = |place: Place| match place {
            Place::Line { object, .. } | Place::Picked { object, .. } => self.index(object),
            _ => None,
        };
        let own = here(place).or_else(|| {
            task.trail
                .poses()
                .iter()
                .rev()
                .find_map(|pose| here(pose.place))
        });
        match (place, own) {
            (Place::Wings | Place::Exit, _) => Stand {
                at: Point::new((self.zone.right() + 6) as f32, self.floor),
                ..Stand::default()
            },
            (_, Some(index)) => Stand {
                at: self.place(index),
                stance: match (place, &task.doing) {
                    (Place::Line { .. }, Doing::Waiting) => Stance::Wait,
                    _ => Stance::Hold,
                },
                room: if self.zone.h < 34 {
                    0
                } else {
                    show.cells(self.pitch / 2)
                },
                ..Stand::default()
            },
            _ => Stand {
                at: self.lobby.at(task),
                room: 0,
                ..Stand::default()
            },
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        let index = match spot {
            Spot::Object(object, _) | Spot::End(object, _) => self.index(object).unwrap_or(0),
            Spot::Task(_) => 0,
        };
        self.middle(index)
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.right() - 10) as f32, self.floor)
    }
}
