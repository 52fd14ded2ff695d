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

const BUN: i32 = 7;

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
    upper: f32,
    lower: f32,
    /// Who makes and who takes, in order of their ids: each has its own place to work at.
    cooks: Vec<TaskId>,
    eaters: Vec<TaskId>,
}

impl<'a> Kitchen<'a> {
    /// A kitchen in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let side = (zone.w / 4).clamp(8, 34);
        let room = zone.w - 2 * side;
        let wanted = object.capacity.map_or(i64::MAX, |most| most.max(1));
        let pitch = if wanted <= 64 {
            (room / wanted as i32).clamp(4, BUN + 6)
        } else {
            BUN + 2
        };
        let places = (room / pitch).max(1).min(wanted.min(1_000) as i32);
        let wide = places * pitch + 2;
        let lower = (zone.bottom() - text) as f32;
        let tall = zone.h > 34;
        let (upper, y) = if tall {
            let upper = zone.y + zone.h * 55 / 100;
            // The row of text that the belt carries is not the one with its rollers.
            (upper, (upper - 6) | 1)
        } else if zone.h >= 22 {
            (lower as i32 - PERSON - text + 1, zone.y + 8)
        } else {
            (lower as i32, zone.y + 6)
        };
        let people = show.model.tasks.iter().filter(|task| !show.is_staff(task));
        let (cooks, eaters) = people
            .map(|task| (task.id, cooks_here(show, object, task)))
            .fold(
                (Vec::new(), Vec::new()),
                |(mut cooks, mut eaters), (id, cook)| {
                    if cook {
                        cooks.push(id);
                    } else {
                        eaters.push(id);
                    }
                    (cooks, eaters)
                },
            );
        Self {
            object,
            zone,
            belt: Zone {
                x: zone.x + (zone.w - wide) / 2,
                y,
                w: wide,
                h: 4,
            },
            pitch,
            places,
            layers: ((y - zone.y - 5 - text) / 4).clamp(0, 4),
            text,
            upper: upper as f32,
            lower,
            cooks,
            eaters,
        }
    }

    /// The line at an end of the belt goes away from it.
    fn line_x(&self, end: End, index: usize) -> f32 {
        let (room, first, back) = match end {
            End::Give => (self.belt.x - self.zone.x, self.belt.x - 3, -1),
            _ => (
                self.zone.right() - self.belt.right(),
                self.belt.right() + 3,
                1,
            ),
        };
        let waiting = self.object.line_at(end).len().max(1) as i32;
        let pitch = (room / waiting).clamp(3, PACE + 1);
        (first + back * index as i32 * pitch) as f32
    }

    /// Where somebody works who is in no line, and how much room there is: the cooks before the belt, the eaters
    /// behind it.
    fn work_at(&self, cook: bool, rank: usize) -> (Point, i32) {
        let (side, crowd) = if cook {
            (self.belt.x - self.zone.x, self.cooks.len())
        } else {
            (self.zone.right() - self.belt.right(), self.eaters.len())
        };
        let pitch = ((side - 3) / crowd.max(1) as i32).clamp(4, PACE + 1);
        let places = ((side - 3) / pitch).max(1);
        let step = 4 + rank as i32 % places * pitch;
        let x = if cook {
            self.belt.x - step
        } else {
            self.belt.right() + step
        };
        (Point::new(x as f32, self.upper), pitch)
    }

    /// Whether a task is a cook, and its rank among its kind.
    fn part(&self, task: TaskId) -> (bool, usize) {
        match (
            self.cooks.binary_search(&task),
            self.eaters.binary_search(&task),
        ) {
            (Ok(rank), _) => (true, rank),
            (Err(_), Ok(rank) | Err(rank)) => (false, rank),
        }
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
        self.numbers(canvas, show);
        self.items(canvas, show);
        let column = if zone.h > 34 { zone.x } else { belt.x };
        let row = canvas.row(zone.y as f32);
        show.caption(
            canvas,
            self.object,
            canvas.column(column as f32) + 1,
            row,
            show.cells(belt.w),
        );
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let (cook, rank) = self.part(task.id);
        let zone = self.zone;
        match place {
            Place::Line { end: End::Join, .. } => Stand {
                at: between(index, |i| {
                    Point::new(self.staff().x - (i as i32 * PACE) as f32, self.lower)
                }),
                stance: Stance::Wait,
                room: show.cells(PACE) - 1,
                ..Stand::default()
            },
            Place::Line { end, .. } | Place::Picked { end, .. } => {
                let at = between(index, |i| Point::new(self.line_x(end, i), self.lower));
                Stand {
                    at,
                    stance: if index < 0.5 {
                        Stance::Reach
                    } else {
                        Stance::Wait
                    },
                    left: end != End::Give,
                    room: show.cells(PACE) - 1,
                    hidden: at.x < (zone.x + 2) as f32 || at.x > (zone.right() - 2) as f32,
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
                let (at, pitch) = self.work_at(cook, rank);
                Stand {
                    at,
                    left: cook,
                    room: show.cells(pitch) - 1,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, _cast: &[Figure]) {
        let look = show.look();
        let belt = self.belt;
        let row = canvas.row((belt.y + 2) as f32);
        let style = bold(look, Role::Accent);
        canvas.text(
            canvas.column((belt.x - 1) as f32) - 1,
            row,
            show.mark(Mark::Right),
            style,
        );
        canvas.text(
            canvas.column((belt.right() + 1) as f32),
            row,
            show.mark(Mark::Right),
            style,
        );
    }

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
            x: self.zone.x + self.zone.w / 2,
            y: top,
            w: self.zone.w / 2 - 2,
            h: self.upper as i32 - PERSON - 6 - top,
        })
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.x + self.zone.w / 2 - 3) as f32, self.lower)
    }
}
