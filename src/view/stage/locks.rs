//! Locks on a wall: the owner joined to what it holds, the others reaching for it in order, and a deadlock's circle.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::{ObjectId, ObjectKind, TaskId};
use crate::view::canvas::{Canvas, Ink, Stroke, Wear, bold, columns};
use crate::view::motion::{FLASH, Point, under_way};
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, between, tint};
use super::show::{PACE, PERSON, Show, Zone};

/// The layout of a wall with locks.
#[derive(Debug)]
pub struct Locks<'a> {
    objects: Vec<&'a Object>,
    zone: Zone,
    text: i32,
    /// Width of the part of the wall that each lock has.
    part: i32,
    small: bool,
    grown: u8,
    top: i32,
    hidden: usize,
}

impl<'a> Locks<'a> {
    /// The locks in a zone.
    pub fn new(show: &Show<'a>, mut objects: Vec<&'a Object>, zone: Zone) -> Self {
        let text = show.text_height();
        let most = (zone.w / 12).max(1) as usize;
        let hidden = objects.len().saturating_sub(most);
        objects.truncate(most);
        let part = zone.w / objects.len().max(1) as i32;
        let small = part < 24 || zone.h < 22;
        let grown = u8::from(part >= 44 && zone.h >= 56);
        Self {
            objects,
            zone,
            text,
            part,
            small,
            grown,
            top: zone.y + text,
            hidden,
        }
    }

    fn sprite(&self) -> &'static sprite::Sprite {
        sprite::get(if self.small { "lock.small" } else { "lock" })
    }

    fn size(&self) -> (i32, i32) {
        let times = i32::from(self.grown) + 1;
        let sprite = self.sprite();
        ((sprite.width() - 2) * times, sprite.height() * times)
    }

    fn index(&self, object: ObjectId) -> Option<usize> {
        self.objects.iter().position(|known| known.id == object)
    }

    fn middle(&self, index: usize) -> f32 {
        self.zone.x as f32 + (index as f32 + 0.5) * self.part as f32
    }

    fn body(&self, index: usize) -> Point {
        let (_, height) = self.size();
        Point::new(self.middle(index), (self.top + height * 2 / 3) as f32)
    }

    fn floor(&self) -> f32 {
        (self.zone.bottom() - self.text) as f32
    }

    fn upper(&self) -> f32 {
        let (_, height) = self.size();
        (self.top + height + 1).max(self.top + PERSON + 1) as f32
    }

    /// What a task holds here that is drawn.
    fn held(&self, task: &Task) -> Option<usize> {
        task.holds
            .iter()
            .rev()
            .find_map(|holding| self.index(holding.object))
    }

    /// A task that holds one lock and wants another stands between the two.
    fn torn(&self, held: usize, wanted: usize) -> Point {
        let x = self.middle(held).midpoint(self.middle(wanted));
        let rightwards = held < wanted;
        let (high, low) = (self.upper(), self.floor());
        let apart = low - high >= (PERSON + self.text) as f32;
        let y = match (rightwards, apart) {
            (true, true) => high,
            (true, false) | (false, true) => low,
            (false, false) => low,
        };
        let aside = if apart {
            0.0
        } else if rightwards {
            -4.0
        } else {
            4.0
        };
        Point::new(x + aside, y)
    }

    fn beside(&self, index: usize) -> Point {
        let (width, _) = self.size();
        Point::new(self.middle(index) + width as f32 / 2.0 + 6.0, self.upper())
    }

    /// The line for a lock: below it, the first right under it, the others away from the middle of the wall.
    fn in_line(&self, lock: usize, place: usize) -> Point {
        let waiting = self.objects[lock].line.len() as i32;
        let rows = (((self.floor() - self.upper()) as i32) / (PERSON + self.text)).clamp(1, 3);
        let room = self.part / 2 + (self.part / 2 - 10).max(0);
        let a_row = (waiting + rows - 1) / rows;
        let pitch = (room / a_row.max(1)).clamp(4, PACE + 2);
        let fit = (room / pitch).max(1);
        let (row, column) = (place as i32 / fit, place as i32 % fit);
        let row = row.min(rows - 1);
        let outwards =
            if (lock as i32) * 2 < self.objects.len() as i32 - 1 || self.objects.len() == 1 {
                -1.0
            } else {
                1.0
            };
        let inner = self.middle(lock) - outwards * (self.part / 2 - 12).max(0) as f32;
        let start = if self.objects.len() == 1 {
            self.middle(lock) + 12.0
        } else {
            inner
        };
        Point::new(
            start + outwards * (column * pitch) as f32,
            self.floor() - (row * (PERSON + self.text)) as f32,
        )
    }

    fn lock(&self, canvas: &mut Canvas, show: &Show, index: usize) {
        let object = self.objects[index];
        let sprite = self.sprite();
        let owned = object.owner.is_some() || !object.holders.is_empty();
        let owner = object
            .owner
            .or_else(|| object.holders.first().map(|holder| holder.task));
        let (width, height) = self.size();
        let x = self.middle(index) - width as f32 / 2.0;
        let wear = Wear {
            frame: usize::from(owned),
            tint: owner.map_or(0, |owner| show.tint(owner)),
            grown: self.grown,
            ..Wear::default()
        };
        canvas.sprite(sprite, x, self.top as f32, wear);
        if object.kind == ObjectKind::RLock && object.count > 0 {
            let times = i32::from(self.grown) + 1;
            let count = format!("×{}", object.count);
            let left = (x as i32) + width + 2;
            canvas.big(
                left,
                self.top + height - 6 * times,
                &count,
                Role::Bright,
                times,
            );
        }
        let name = show.name_of(object);
        let wide = columns(&name) + 1 + columns(object.kind_word());
        let column = canvas.column(self.middle(index)) - wide.min(show.cells(self.part) - 1) / 2;
        let row = canvas.row((self.top - self.text) as f32);
        show.caption(canvas, object, column, row, show.cells(self.part) - 1);
        let failed = object
            .last
            .as_ref()
            .is_some_and(|last| !last.ok && under_way(last.moment, show.moment, FLASH));
        if failed {
            canvas.frame(x as i32 - 2, self.top - 1, width + 4, height + 2, Role::Bad);
        }
    }

    fn ties(&self, canvas: &mut Canvas, show: &Show, cast: &[Figure]) {
        let circles = &show.model.circles;
        let in_circle = |task: TaskId| circles.iter().find(|circle| circle.has(task));
        for figure in cast.iter().filter(|figure| !figure.stand.hidden) {
            let circle = in_circle(figure.task.id);
            for holding in &figure.task.holds {
                let Some(index) = self.index(holding.object) else {
                    continue;
                };
                let part = circle.is_some_and(|circle| circle.has_object(holding.object));
                let ink = if part {
                    Ink::role(Role::Bad)
                } else {
                    tint(figure.task)
                };
                canvas.line(
                    self.end_at(index, figure),
                    near(figure, self.body(index)),
                    ink,
                    Stroke::Thick,
                );
            }
            let wanted = figure.task.want().and_then(|want| self.index(want.object?));
            let Some(index) = wanted else { continue };
            let holds = self.held(figure.task).is_some();
            if !holds && figure.stand.stance != Stance::Reach {
                continue;
            }
            let (ink, stroke) = if circle.is_some() {
                (Ink::role(Role::Bad), Stroke::Thick)
            } else {
                (tint(figure.task), Stroke::Dashed)
            };
            if holds {
                canvas.arrow(
                    near(figure, self.body(index)),
                    self.end_at(index, figure),
                    ink,
                    stroke,
                );
            }
        }
    }

    /// The point of a lock's edge that faces a figure.
    fn end_at(&self, index: usize, figure: &Figure) -> (f32, f32) {
        let body = self.body(index);
        let (width, height) = self.size();
        let chest = figure.chest();
        let (dx, dy) = (chest.x - body.x, chest.y - body.y);
        let half = (width as f32 / 2.0 + 2.0, height as f32 / 3.0 + 2.0);
        let share = (half.0 / dx.abs().max(0.1))
            .min(half.1 / dy.abs().max(0.1))
            .min(1.0);
        (body.x + dx * share, body.y + dy * share)
    }
}

/// The point of a figure's edge that faces a lock.
fn near(figure: &Figure, to: Point) -> (f32, f32) {
    let chest = figure.chest();
    let aside = if to.x > chest.x { 4.0 } else { -4.0 };
    if (to.x - chest.x).abs() < 5.0 {
        (chest.x, chest.y - 6.0)
    } else {
        (chest.x + aside, chest.y)
    }
}

impl Picture for Locks<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        self.index(object).is_some()
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = self.floor() as i32 - 3;
        canvas.fill(zone.x, zone.y, zone.w, floor - zone.y, Role::Wall);
        for y in (zone.y + 5..floor).step_by(6) {
            canvas.fill(zone.x, y, zone.w, 1, Role::WallLine);
        }
        for y in (zone.y..floor).step_by(6) {
            let shift = (y - zone.y) / 6 % 2 * 6;
            for x in (zone.x + shift..zone.right()).step_by(12) {
                canvas.fill(x, y, 1, 5.min(floor - y), Role::WallLine);
            }
        }
        canvas.fill(zone.x, floor, zone.w, zone.bottom() - floor, Role::Floor);
        canvas.fill(zone.x, floor, zone.w, 1, Role::FloorLine);
        for index in 0..self.objects.len() {
            self.lock(canvas, show, index);
        }
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let zone = self.zone;
        match place {
            Place::Line { object, .. } | Place::Picked { object, .. } => {
                let lock = self.index(object).unwrap_or(0);
                if let Some(held) = self.held(task).filter(|held| *held != lock) {
                    return Stand {
                        at: self.torn(held, lock),
                        stance: Stance::Reach,
                        left: lock < held,
                        room: 16,
                        ..Stand::default()
                    };
                }
                let at = between(index, |i| self.in_line(lock, i));
                Stand {
                    at,
                    stance: Stance::Wait,
                    left: at.x > self.middle(lock),
                    room: 0,
                    hidden: at.x < (zone.x + 2) as f32 || at.x > (zone.right() - 2) as f32,
                    ..Stand::default()
                }
            }
            Place::Inside { object, .. } => {
                let lock = self.index(object).unwrap_or(0);
                Stand {
                    at: self.beside(lock),
                    stance: Stance::Hold,
                    left: true,
                    room: show.cells(self.part / 2) - 8,
                    ..Stand::default()
                }
            }
            Place::Wings | Place::Exit => Stand {
                at: Point::new((zone.right() + 6) as f32, self.floor()),
                ..Stand::default()
            },
            _ => {
                let step = i32::from(task.colour) % 5 * PACE;
                Stand {
                    at: Point::new((zone.x + zone.w / 2 - 12 + step) as f32, self.floor()),
                    room: 0,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, cast: &[Figure]) {
        self.ties(canvas, show, cast);
        if self.hidden > 0 {
            let more = show.more(self.hidden);
            let column = canvas.column(self.zone.right() as f32) - columns(&more) - 1;
            canvas.text(
                column,
                canvas.row(self.zone.y as f32),
                &more,
                bold(show.look(), Role::Bright),
            );
        }
    }

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        let object = match spot {
            Spot::Object(object, _) | Spot::End(object, _) => object,
            Spot::Task(_) => return Point::default(),
        };
        self.body(self.index(object).unwrap_or(0))
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.x + 4) as f32, self.upper())
    }
}
