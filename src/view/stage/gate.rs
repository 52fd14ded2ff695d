//! A barrier: a place on the ground for each party, and a gate behind them that opens when the last place is taken.

use crate::model::{How, Object, Place, Spot, Task};
use crate::trace::ObjectId;
use crate::view::canvas::{Canvas, Stroke, Wear, big_width, bold, columns};
use crate::view::motion::{Point, STIR, ease, progress, under_way};
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, between};
use super::lobby::{BAR, Lobby};
use super::show::{PACE, PERSON, Show, Zone};

/// How far the arm reaches.
const ARM: i32 = 10;

/// The layout of a gate.
#[derive(Debug)]
pub struct Gate<'a> {
    object: &'a Object,
    zone: Zone,
    text: i32,
    post: i32,
    floor: f32,
    /// How many places are drawn, in rows of so many, so far apart.
    places: i32,
    a_row: i32,
    pitch: i32,
    /// Those on their way here, and those who have passed.
    before: Lobby,
    behind: Lobby,
}

impl<'a> Gate<'a> {
    /// A gate in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let post = zone.x + zone.w * 2 / 3;
        let floor = (zone.bottom() - text) as f32;
        let row = PERSON + text + BAR + 1;
        let rows_most = ((zone.h - 10 - text) / row - 1).clamp(1, 3);
        let room = (post - ARM - 1 - zone.x - if zone.w > 60 { PACE + 2 } else { 1 }).max(PACE);
        let parties = object.parties.clamp(1, 1_000) as i32;
        let rows = (1..=rows_most)
            .find(|rows| (parties + rows - 1) / rows * (PACE + 1) <= room)
            .unwrap_or(rows_most);
        let pitch = (room * rows / parties).clamp(5, PACE + 3);
        let a_row = (room / pitch).max(1).min((parties + rows - 1) / rows);
        let upper = floor - (rows * row) as f32;
        let upper = if zone.h < 30 { floor } else { upper };
        // The lecturer stands at the end.
        let right = zone.right() - if zone.w > 60 { 15 } else { 1 };
        Self {
            object,
            zone,
            text,
            post,
            floor,
            places: parties.min(a_row * rows),
            a_row,
            pitch,
            before: Lobby::new(zone.x + 1, post - ARM, upper, 1, text),
            behind: Lobby::new(post + 4, right, floor, rows, text),
        }
    }

    /// How far the arm is up, from 0 to 1: while those who met here go, and a moment longer.
    fn open(&self, show: &Show) -> f32 {
        let object = self.object;
        if object.draining().next().is_some() && !object.flag {
            let since = object.draining().map(|waiter| waiter.moment).min();
            return since.map_or(1.0, |since| ease(progress(since, show.moment, STIR / 4)));
        }
        let last = object.last.as_ref().filter(|last| {
            let late = under_way(last.moment, show.moment, STIR);
            object.generation > 0 && object.line.is_empty() && !object.flag && late
        });
        last.map_or(0.0, |last| 1.0 - progress(last.moment, show.moment, STIR))
    }

    /// The place of the one who came as number `index`; those for whom there is none stand behind.
    fn place(&self, index: usize) -> Point {
        let index = index as i32;
        let (row, column) = (index / self.a_row, index % self.a_row);
        let first = self.post - ARM - 1 - self.pitch / 2;
        Point::new(
            (first - column * self.pitch) as f32,
            self.floor - (row * (PERSON + self.text + BAR + 1)) as f32,
        )
    }

    /// Who is inside is in the line from its head on, unless the generation before still goes.
    fn outside(&self, index: f32) -> bool {
        self.object.draining().next().is_some() || index >= self.object.parties as f32
    }

    fn ground(&self) -> i32 {
        let rows = (self.places + self.a_row - 1) / self.a_row;
        self.floor as i32 - (rows - 1) * (PERSON + self.text + BAR + 1) - 3
    }

    /// A mark on the ground for each party; its number while nobody stands there.
    fn marks(&self, canvas: &mut Canvas, show: &Show) {
        let taken = self.object.arrived_parties() as i32;
        for index in 0..self.places {
            let at = self.place(index as usize);
            let wide = self.pitch - 1;
            let (x, y) = (at.x as i32 - wide / 2, at.y as i32 - 1);
            let free = index >= taken;
            canvas.fill(x, y, wide, 1, if free { Role::Metal } else { Role::Gold });
            if free {
                let number = (index + 1).to_string();
                let row = canvas.row(at.y);
                let style = show.look().fg(Role::Metal);
                canvas.text_centred(canvas.column(at.x), row, &number, style);
            }
        }
    }

    fn numbers(&self, canvas: &mut Canvas, show: &Show) {
        let object = self.object;
        let (number, role) = if object.flag {
            ("X".to_owned(), Role::Bad)
        } else {
            let arrived = object.arrived_parties();
            let all = arrived as i64 == object.parties;
            let role = if all { Role::Good } else { Role::Accent };
            (format!("{arrived}/{}", object.parties), role)
        };
        let size = if self.zone.h > 34 && show.scale == 1 {
            2
        } else {
            1
        };
        let top = self.zone.y + self.text + 1;
        let middle = self.zone.x + self.zone.w / 3;
        canvas.big(
            middle - big_width(&number, size) / 2,
            top,
            &number,
            role,
            size,
        );
        let row = canvas.row((top + 5 * size) as f32 + 0.9);
        let style = bold(show.look(), role);
        let words = self.words(show);
        let room = canvas.columns() - canvas.column(self.zone.x as f32) - 1;
        let wide = columns(&words).min(room);
        // Below the number, or beside it where those on their way stand close below.
        let below = (top + 5 * size + self.text) as f32;
        let beside = below > self.before.head() - BAR as f32;
        let row = row - i32::from(beside);
        let left = if beside {
            canvas.column((middle + big_width(&number, size) / 2) as f32) + 2
        } else {
            canvas.column(middle as f32) - wide / 2
        };
        canvas.text(
            left.max(canvas.column(self.zone.x as f32) + 1),
            row,
            &words,
            style,
        );
        if object.generation > 0 {
            let passed = show
                .texts
                .fill("stage.generation", &[("n", &object.generation.to_string())]);
            let row = canvas.row((self.zone.y + self.text) as f32);
            let right = canvas.column(self.zone.right() as f32) - columns(&passed) - 1;
            if right > canvas.column(self.post as f32) {
                canvas.text(right, row, &passed, show.look().fg(Role::Dim));
            }
        }
    }

    /// What goes on, and who broke it if it is broken.
    fn words(&self, show: &Show) -> String {
        let object = self.object;
        if object.flag {
            let Some(fate) = &object.fate else {
                return show.word("stage.broken").to_owned();
            };
            let key = match fate.how {
                How::Aborted => "stage.broken_abort",
                How::TimedOut => "stage.broken_timeout",
                _ => "stage.broken_error",
            };
            let who = show.model.name(fate.task);
            return show.texts.fill(key, &[("who", &who)]);
        }
        let going = object.draining().count();
        if going > 0 {
            return show.texts.fill("stage.going", &[("n", &going.to_string())]);
        }
        show.word("stage.arrived").to_owned()
    }
}

impl Picture for Gate<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        object == self.object.id
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = if zone.h < 30 {
            self.ground()
        } else {
            self.ground() - PERSON - self.text
        };
        canvas.fill(zone.x, zone.y, zone.w, floor - zone.y, Role::Sky);
        canvas.fill(zone.x, floor, zone.w, zone.bottom() - floor, Role::Road);
        canvas.fill(zone.x, floor, zone.w, 1, Role::Grass);
        self.marks(canvas, show);
        self.numbers(canvas, show);
        let (column, row) = (canvas.column(zone.x as f32) + 1, canvas.row(zone.y as f32));
        show.caption(canvas, self.object, column, row, show.cells(zone.w) - 2);
        let post = sprite::get("gate.post");
        canvas.stand(post, self.post as f32, self.floor, Wear::default());
    }

    fn stand(&self, _show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let drains = |task: &Task| self.object.draining().any(|waiter| waiter.task == task.id);
        match place {
            // Those who may go leave by the gate; those who came too early for the next round go to their places.
            Place::Picked { object, .. } if object == self.object.id && drains(task) => Stand {
                at: self.behind.at(task),
                room: 0,
                ..Stand::default()
            },
            Place::Line { .. } | Place::Picked { .. } if self.outside(index) => Stand {
                at: self.before.at(task),
                stance: Stance::Wait,
                room: 0,
                ..Stand::default()
            },
            Place::Line { .. } | Place::Picked { .. } => Stand {
                at: between(index, |i| self.place(i)),
                stance: Stance::Wait,
                room: 0,
                hidden: index >= self.places as f32,
                ..Stand::default()
            },
            Place::Wings => Stand {
                at: Point::new((self.zone.x - 6) as f32, self.before.at(task).y),
                ..Stand::default()
            },
            Place::Exit => Stand {
                at: Point::new((self.zone.right() + 6) as f32, self.floor),
                ..Stand::default()
            },
            _ => {
                let been = task.trail.poses().iter().any(|pose| {
                    matches!(pose.place, Place::Line { object, .. } | Place::Picked { object, .. } if object == self.object.id)
                });
                Stand {
                    at: if been {
                        self.behind.at(task)
                    } else {
                        self.before.at(task)
                    },
                    room: 0,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, _cast: &[Figure]) {
        let up = self.open(show);
        let y = self.floor - 6.0;
        let (from, length) = ((self.post as f32, y), (ARM - 1) as f32);
        if self.object.flag {
            // Its arm lies in two pieces.
            let middle = self.post as f32 - length / 2.0;
            canvas.line(from, (middle + 2.0, y + 3.0), Role::Bad, Stroke::Thick);
            let end = (self.post as f32 - length, self.floor - 2.0);
            canvas.line(
                (middle - 1.0, self.floor - 2.0),
                end,
                Role::Bad,
                Stroke::Thick,
            );
        } else {
            let to = (from.0 - length * (1.0 - up), y - length * up);
            canvas.line(from, to, Role::Warn, Stroke::Thick);
        }
    }

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        Point::new(self.post as f32, self.floor - 8.0)
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.right() - 12) as f32, self.floor)
    }
}
