//! A queue: a belt with a place for each item, those who make, those who take, and who is blocked on which end.

use crate::model::{End, Object, Place, Spot, Task};
use crate::trace::{ObjectId, TaskId};
use crate::view::canvas::{Canvas, Mark, Wear, bold};
use crate::view::motion::Point;
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Costume, Figure, Stance, Stand, between};
use super::show::{PACE, PERSON, Show, Zone};

mod belt;

mod crew;

use crew::Crew;

const BUN: i32 = 7;
/// The least room beside the belt: for one who stands before it.
const SIDE: i32 = 8;
/// What is over a cook's head: a hat, and the time that it sleeps.
const HAT: i32 = 6;
/// Room that the main thread and the lecturer have under the belt.
const STAFF_ROOM: i32 = 16;

/// The layout of a kitchen.
#[derive(Debug)]
pub struct Kitchen<'a> {
    object: &'a Object,
    zone: Zone,
    belt: Zone,
    pitch: i32,
    /// Items that have a place of their own on the belt; the others lie on the pile.
    places: i32,
    layers: i32,
    text: i32,
    /// Feet of those who work, and of those who are blocked: the same where there is no room for two rows.
    upper: f32,
    lower: f32,
    /// Those before the belt, and those behind it.
    cooks: Crew,
    eaters: Crew,
    /// Where the queue's name begins: over the belt, if the cooks' hats are where it would be else.
    caption: i32,
}

impl<'a> Kitchen<'a> {
    /// A kitchen in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let people = show.model.tasks.iter().filter(|task| !show.is_staff(task));
        let (cooks, eaters): (Vec<&Task>, Vec<&Task>) =
            people.partition(|task| cooks_here(show, object, task));
        let hats = cooks.iter().any(|task| Costume::of(show, task).is_tall());
        let mut cooks = Crew::new(show, object.id, &cooks);
        let mut eaters = Crew::new(show, object.id, &eaters);
        let wanted = object
            .capacity
            .map_or(i64::MAX, |most| most.max(1))
            .min(1_000) as i32;
        // Both sides get what they need, as long as the belt keeps what makes it one.
        let least = (wanted.min(4) * BUN + 2).min(zone.w / 2);
        let (left, right) = (cooks.needs(), eaters.needs());
        let sides = (zone.w - least).min(left + right);
        let left = (sides * left / (left + right).max(1)).clamp(SIDE, (sides - SIDE).max(SIDE));
        let right = sides - left;
        let room = zone.w - left - right - 2;
        let pitch = if object.capacity.is_some() && wanted <= 64 {
            (room / wanted).clamp(4, BUN + 6)
        } else if room >= 6 * (BUN + 2) {
            BUN + 2
        } else {
            5
        };
        let places = (room / pitch).max(1).min(wanted);
        let wide = places * pitch + 2;
        let (left, right) = (left + (room + 2 - wide) / 2, right + (room + 3 - wide) / 2);
        cooks.room(left);
        eaters.room(right);
        let lower = zone.bottom() - text;
        let (upper, y) = if zone.h > 34 {
            let upper = lower - PERSON - text - 3 - (zone.h - 34) / 6;
            // The row of text that the belt carries is not the one with its rollers.
            (upper, (upper - 6) | 1)
        } else if zone.h >= 22 {
            let upper = lower - PERSON - text - i32::from(zone.h > 26);
            (upper, (upper - 5) & !1)
        } else {
            (lower, zone.y + 6)
        };
        let under_hats = hats && upper - PERSON - HAT < zone.y + text;
        Self {
            object,
            zone,
            caption: zone.x + if under_hats { left } else { 0 },
            belt: Zone {
                x: zone.x + left,
                y,
                w: wide,
                h: 4,
            },
            pitch,
            places,
            layers: ((y - zone.y - 5 - text) / 4).clamp(0, 4),
            text,
            upper: upper as f32,
            lower: lower as f32,
            cooks,
            eaters,
        }
    }

    /// Whether those who work and those who are blocked share a row.
    fn is_low(&self) -> bool {
        self.upper >= self.lower
    }

    /// A column of a crew, counted from the belt.
    fn column(&self, cook: bool, column: i32) -> f32 {
        let aside = 4 + column * PACE;
        let x = if cook {
            self.belt.x - 1 - aside
        } else {
            self.belt.right() + 1 + aside
        };
        x as f32
    }

    fn crew(&self, cook: bool) -> &Crew {
        if cook { &self.cooks } else { &self.eaters }
    }

    /// Where the line at an end of the belt stands: away from it, and then back along those who work.
    fn in_line(&self, cook: bool, index: usize) -> Point {
        let (columns, index) = (self.crew(cook).columns, index as i32);
        if index < columns || self.is_low() {
            return Point::new(self.column(cook, index), self.lower);
        }
        Point::new(self.column(cook, 2 * columns - 1 - index), self.upper)
    }

    /// Where somebody works who is in no line: the cooks before the belt, the eaters behind it.
    fn at_work(&self, cook: bool, index: usize) -> Point {
        let (columns, index) = (self.crew(cook).columns, index as i32);
        if index < columns || self.is_low() {
            return Point::new(self.column(cook, index), self.upper);
        }
        Point::new(self.column(cook, 2 * columns - 1 - index), self.lower)
    }

    /// Whether a task is a cook.
    fn is_cook(&self, task: TaskId) -> bool {
        self.cooks.has(task)
    }
}

/// Whether a task makes what goes into the queue: as it is dressed, else as it has shown.
fn cooks_here(show: &Show, object: &Object, task: &Task) -> bool {
    match Costume::of(show, task) {
        Costume::Cook => true,
        Costume::Eater => false,
        _ => object.gave.contains(&task.id) || object.givers.index_of(task.id).is_some(),
    }
}

impl Picture for Kitchen<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        object == self.object.id
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    /// Nobody changes sides.
    fn lounge(&self, task: &Task) -> Zone {
        let (x, right) = if self.is_cook(task.id) {
            (self.zone.x, self.belt.x)
        } else {
            (self.belt.right(), self.zone.right())
        };
        let w = right - x;
        Zone { x, w, ..self.zone }
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = self.upper as i32 - 2;
        canvas.fill(zone.x, zone.y, zone.w, floor - zone.y, Role::Wall);
        for y in (zone.y + 3..floor).step_by(4) {
            canvas.fill(zone.x, y, zone.w, 1, Role::WallLine);
        }
        for y in (zone.y..floor).step_by(4) {
            let shift = (y - zone.y) / 4 % 2 * 4;
            for x in (zone.x + shift..zone.right()).step_by(8) {
                canvas.fill(x, y, 1, 3.min(floor - y), Role::WallLine);
            }
        }
        canvas.fill(zone.x, floor, zone.w, zone.bottom() - floor, Role::Floor);
        let stove = sprite::get("stove");
        let left = (zone.x + 5) as f32;
        canvas.stand(stove, left, self.upper, Wear::default());
        let right = (zone.right() - 5) as f32;
        canvas.stand(sprite::get("table"), right, self.upper, Wear::default());

        let belt = self.belt;
        canvas.fill(belt.x - 1, belt.y, belt.w + 2, 1, Role::MetalLight);
        canvas.fill(
            belt.x - 1,
            belt.y + 1,
            belt.w + 2,
            belt.h - 1,
            Role::MetalDark,
        );
        if zone.h > 34 {
            for x in (belt.x - 1..belt.right()).step_by(3) {
                canvas.dot(x, belt.y + belt.h - 1, Role::MetalLight);
            }
        }
        if self.object.capacity.is_some() {
            for place in 0..=self.places {
                canvas.fill(
                    belt.right() - 1 - place * self.pitch,
                    belt.y - 2,
                    1,
                    2,
                    Role::Metal,
                );
            }
        }
        for x in [belt.x + 2, belt.right() - 4] {
            let legs = self.upper as i32 - belt.bottom();
            canvas.fill(x, belt.bottom(), 2, legs, Role::MetalDark);
        }
        self.ends(canvas, show);
        self.numbers(canvas, show);
        self.items(canvas, show);
        let row = canvas.row((belt.y + 2) as f32);
        let style = bold(show.look(), Role::Accent);
        let sign = show.mark(Mark::Right);
        canvas.text(canvas.column((belt.x - 1) as f32), row, sign, style);
        canvas.text(canvas.column(belt.right() as f32), row, sign, style);
        canvas.keep(belt.x - 1, belt.y, belt.w + 2, belt.h);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let cook = self.is_cook(task.id);
        let zone = self.zone;
        match place {
            Place::Line { end: End::Join, .. } => Stand {
                at: between(index, |i| {
                    Point::new(self.staff().x - (i as i32 * PACE) as f32, self.lower)
                }),
                stance: Stance::Wait,
                room: 0,
                ..Stand::default()
            },
            Place::Line { end, .. } | Place::Picked { end, .. } => {
                let cook = end == End::Give;
                let most = self.crew(cook).columns * if self.is_low() { 1 } else { 2 };
                Stand {
                    at: between(index, |i| self.in_line(cook, i)),
                    stance: if index < 0.5 {
                        Stance::Reach
                    } else {
                        Stance::Wait
                    },
                    left: !cook,
                    room: show.cells(PACE) - 1,
                    hidden: index >= most as f32,
                    ..Stand::default()
                }
            }
            Place::Wings | Place::Exit => {
                let x = if cook { zone.x - 6 } else { zone.right() + 6 };
                Stand {
                    at: Point::new(x as f32, self.upper),
                    ..Stand::default()
                }
            }
            _ => {
                let index = self.crew(cook).index(task.id, self.is_low());
                Stand {
                    at: between(index, |i| self.at_work(cook, i)),
                    left: cook,
                    room: show.cells(PACE) - 1,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        let x = match spot {
            Spot::End(_, End::Give) => self.belt.x,
            Spot::End(_, End::Take) => self.belt.right(),
            _ => self.belt.x + self.belt.w / 2,
        };
        Point::new(x as f32, (self.belt.y - 3) as f32)
    }

    fn wall(&self) -> Option<Zone> {
        let top = self.zone.y + self.text;
        (self.zone.h > 34).then_some(Zone {
            x: self.belt.x + self.belt.w / 2 + 7,
            y: top,
            w: self.zone.right() - 2 - (self.belt.x + self.belt.w / 2 + 7),
            h: self.upper as i32 - PERSON - 6 - top,
        })
    }

    fn staff(&self) -> Point {
        Point::new((self.belt.x + self.belt.w / 2 - 4) as f32, self.lower)
    }
}
