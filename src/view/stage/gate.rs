//! A barrier: a gate that opens when all parties stand before it.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::ObjectId;
use crate::view::canvas::{Canvas, Wear, big_width, bold};
use crate::view::motion::{Point, STIR, progress, under_way};
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, between};
use super::show::{PACE, PERSON, Show, Zone};

/// The layout of a gate.
#[derive(Debug)]
pub struct Gate<'a> {
    object: &'a Object,
    zone: Zone,
    text: i32,
    post: i32,
    floor: f32,
}

impl<'a> Gate<'a> {
    /// A gate in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        Self {
            object,
            zone,
            text,
            post: zone.x + zone.w * 3 / 5,
            floor: (zone.bottom() - text) as f32,
        }
    }

    /// How far the arm is up, from 0 to 1.
    fn open(&self, show: &Show) -> f32 {
        let passing = self.object.picked.len() as f32;
        let last = self
            .object
            .last
            .as_ref()
            .filter(|_| self.object.generation > 0 && self.object.line.is_empty());
        let up = last.map_or(0.0, |last| {
            if under_way(last.moment, show.moment, STIR) {
                1.0 - progress(last.moment, show.moment, STIR)
            } else {
                0.0
            }
        });
        if passing > 0.0 { 1.0 } else { up }
    }

    fn in_line(&self, index: usize) -> Point {
        let fit = ((self.post - self.zone.x - 17) / PACE).max(1);
        let (row, column) = (index as i32 / fit, index as i32 % fit);
        Point::new(
            (self.post - 16 - column * PACE) as f32,
            self.floor - (row * (PERSON + self.text)) as f32,
        )
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
        let path = if zone.h < 30 {
            2
        } else {
            PERSON + self.text + 3
        };
        let floor = self.floor as i32 - path;
        canvas.fill(zone.x, zone.y, zone.w, floor - zone.y, Role::Sky);
        canvas.fill(zone.x, floor, zone.w, zone.bottom() - floor, Role::Road);
        canvas.fill(zone.x, floor, zone.w, 1, Role::Grass);
        let number = format!("{}/{}", self.object.line.len(), self.object.parties);
        let size = if zone.h > 34 { 2 } else { 1 };
        let x = self.post - big_width(&number, size) / 2;
        let role = if self.object.flag {
            Role::Bad
        } else {
            Role::Accent
        };
        canvas.big(x, zone.y + self.text + 1, &number, role, size);
        let row = canvas.row(zone.y as f32);
        show.caption(
            canvas,
            self.object,
            canvas.column(zone.x as f32) + 1,
            row,
            show.cells(zone.w) - 2,
        );
        if self.object.flag {
            let word = show.word("stage.broken");
            canvas.text(
                canvas.column(zone.x as f32) + 1,
                row + 1,
                word,
                bold(show.look(), Role::Bad),
            );
        }
        let post = sprite::get("gate.post");
        canvas.stand(post, self.post as f32, self.floor, Wear::default());
    }

    fn stand(&self, _show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        match place {
            Place::Line { .. } => {
                let at = between(index, |i| self.in_line(i));
                Stand {
                    at,
                    stance: Stance::Wait,
                    room: 0,
                    hidden: at.y < (self.zone.y + PERSON) as f32,
                    ..Stand::default()
                }
            }
            Place::Wings => Stand {
                at: Point::new((self.zone.x - 6) as f32, self.floor),
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
                let step = i32::from(task.colour) % 3 * PACE;
                let x = if been {
                    self.post + 8 + step
                } else {
                    self.zone.x + 4 + step
                };
                // Who is still on the way comes along the path behind.
                let behind = if been || self.zone.h < 30 {
                    0
                } else {
                    PERSON + self.text
                };
                Stand {
                    at: Point::new(x as f32, self.floor - behind as f32),
                    room: 0,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, _cast: &[Figure]) {
        let up = self.open(show);
        let y = self.floor - 6.0;
        let from = (self.post as f32, y);
        let length = 12.0;
        let to = (from.0 - length * (1.0 - up), y - length * up * 0.8);
        canvas.line(from, to, Role::Warn, crate::view::canvas::Stroke::Thick);
    }

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        Point::new(self.post as f32, self.floor - 8.0)
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.right() - 14) as f32, self.floor)
    }
}
