//! Locks on a wall: the owner joined to what it holds, the others reaching for it in order, and a deadlock's circle.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::{ObjectId, ObjectKind};
use crate::view::canvas::{Canvas, Wear, bold, columns};
use crate::view::motion::{FLASH, Point, under_way};
use crate::view::sprite::{self, Sprite};
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, between};
use super::ground::Ground;
use super::plan;
use super::show::{PACE, PERSON, SMALL, SMALL_PACE, Show, Zone};

mod ties;

/// The layout of a wall with locks.
#[derive(Debug)]
pub struct Locks<'a> {
    objects: Vec<&'a Object>,
    zone: Zone,
    /// Width of the part of the wall that each lock has.
    part: i32,
    sprite: &'static Sprite,
    top: i32,
    /// Feet of owners, and of those who hold one lock and want the next.
    upper: f32,
    /// Feet of the first row of waiters, and of the last.
    middle_row: f32,
    lower: f32,
    /// Whether those who wait are small ones, and the room that each has.
    small: bool,
    pace: i32,
    hidden: usize,
}

impl<'a> Locks<'a> {
    /// The locks in a zone.
    pub fn new(show: &Show<'a>, objects: Vec<&'a Object>, zone: Zone) -> Self {
        let text = show.text_height();
        let most = (zone.w / 12).max(1) as usize;
        let (objects, hidden) = plan::choose(show.model, objects, most);
        let hidden = hidden.len();
        let part = zone.w / objects.len().max(1) as i32;
        let sprite = sprite::get(if part >= 30 && zone.h >= 48 {
            "lock.big"
        } else if part >= 24 && zone.h >= 22 {
            "lock"
        } else {
            "lock.small"
        });
        let top = zone.y + text + if zone.h >= 48 { 3 } else { 0 };
        // Two locks have somebody between them at their own height; a row of locks has them below.
        let beside = if zone.h < 30 {
            PERSON
        } else {
            sprite.height().max(PERSON)
        };
        let lower = zone.bottom() - text;
        let upper = if objects.len() < 3 {
            (top + beside).max(zone.y + text + PERSON)
        } else {
            let below = top + sprite.height() + PERSON + if zone.h < 34 { 0 } else { 7 };
            below.min(zone.bottom() - 2 * text - PERSON)
        };
        let height = PERSON + text + i32::from(show.scale == 1 && zone.h >= 48);
        let mut wall = Self {
            objects,
            zone,
            part,
            sprite,
            top,
            upper: upper as f32,
            middle_row: upper as f32,
            lower: lower as f32,
            small: false,
            pace: PACE,
            hidden,
        };
        wall.rows(show, upper, height);
        let crowded = |wall: &Self| {
            // On a low wall, what joins those who hold one and want the other passes over the heads of small ones only.
            if zone.h < 30
                && !wall.small
                && wall.objects.len() == 2
                && wall.expected(show).max() > Some(1)
            {
                return true;
            }
            let mut lines = wall.expected(show).enumerate();
            lines.any(|(lock, all)| wall.line(lock).2 * wall.rows_of_line() < all)
        };
        // Closer together first, then smaller.
        for (small, pace) in [(false, PACE - 1), (true, PACE - 1), (true, SMALL_PACE)] {
            if crowded(&wall) {
                (wall.small, wall.pace) = (small, pace);
                wall.rows(show, upper, if small { SMALL + text } else { height });
            }
        }
        wall
    }

    /// Shares out the room below the locks to rows of this height.
    fn rows(&mut self, show: &Show, upper: i32, height: i32) {
        let text = show.text_height();
        let lower = self.lower as i32;
        // Beside a lock rather than under it, where that makes room for a row more.
        let tight = self.zone.y + text + PERSON;
        let few = self.objects.len() < 3;
        let gains = few && !self.small && (lower - tight) / height > (lower - upper) / height;
        let upper = if gains { tight } else { upper };
        // Where there is no room for two rows, all stand in one.
        let upper = if lower - upper < PERSON + text {
            lower
        } else {
            upper
        };
        let rows = ((lower - upper) / height).clamp(1, 2);
        self.upper = upper as f32;
        self.middle_row = (lower - (rows - 1) * height) as f32;
    }

    /// How many may come to wait for each lock: where there are one or two, all but its owner, so that they stay as large
    /// as they are for as long as they are as many.
    fn expected(&self, show: &Show) -> impl Iterator<Item = i32> {
        let living = show.model.tasks.iter();
        let living = living.filter(|task| !task.is_over() && !show.is_staff(task));
        let all = if self.objects.len() < 3 {
            living.count().saturating_sub(1)
        } else {
            0
        };
        let lines = self.objects.iter().map(|object| object.line.standing.len());
        lines.map(move |here| here.max(all) as i32)
    }

    /// Size of a lock as it is drawn; the last two columns are for the open shackle.
    fn size(&self) -> (i32, i32) {
        (self.sprite.width() - 2, self.sprite.height())
    }

    fn index(&self, object: ObjectId) -> Option<usize> {
        self.objects.iter().position(|known| known.id == object)
    }

    fn middle(&self, index: usize) -> f32 {
        self.zone.x as f32 + (index as f32 + 0.5) * self.part as f32
    }

    /// First column of a lock.
    fn left(&self, index: usize) -> i32 {
        (self.middle(index) - self.size().0 as f32 / 2.0).round() as i32
    }

    /// Where the wall ends and the floor begins: behind all who may stand on it.
    fn floor(&self) -> i32 {
        let back = if self.has_room_under() {
            self.upper.min(self.under() as f32)
        } else {
            self.upper
        };
        back as i32 - 3
    }

    /// Whether somebody stands right under the locks without being in the way of those who wait.
    fn has_room_under(&self) -> bool {
        (self.under() + 3) as f32 <= self.middle_row - PERSON as f32
    }

    /// The row below the locks.
    fn under(&self) -> i32 {
        self.top + self.size().1
    }

    fn body(&self, index: usize) -> Point {
        Point::new(
            self.middle(index),
            (self.top + self.size().1 * 2 / 3) as f32,
        )
    }

    /// Away from the middle of the wall: there the owner stands, and there the line goes.
    fn outwards(&self, index: usize) -> f32 {
        if self.objects.len() == 1 || index * 2 < self.objects.len() {
            -1.0
        } else {
            1.0
        }
    }

    /// What a task holds here.
    fn held(&self, task: &Task) -> Option<usize> {
        task.holds
            .iter()
            .rev()
            .find_map(|holding| self.index(holding.object))
    }

    /// Whether a task holds this one.
    fn held_at(&self, task: &Task, index: usize) -> bool {
        let id = self.objects[index].id;
        task.holds.iter().any(|holding| holding.object == id)
    }

    /// One that holds a lock and wants another stands between the two, above on its way to the right, below to the left.
    fn torn(&self, held: usize, wanted: usize) -> Point {
        let x = self.middle(held).midpoint(self.middle(wanted));
        if self.upper >= self.lower {
            let aside = if held < wanted { -4.0 } else { 4.0 };
            return Point::new(x + aside, self.lower);
        }
        if held < wanted {
            return Point::new(x, self.upper);
        }
        // What joins it to the two passes over the heads of those who wait beside it.
        let lifted = (self.under() + PERSON) as f32;
        let y = if self.objects.len() == 2 {
            self.middle_row
                .min(lifted.max(self.upper + PERSON as f32 + 2.0))
        } else {
            self.middle_row
        };
        Point::new(x, y)
    }

    /// Beside its lock; who waits for what it holds is a little farther away, so that one sees the two ways between them.
    fn owner_at(&self, index: usize, waits: bool) -> Point {
        let gap = if waits { 12.0 } else { 5.0 };
        let aside = (self.size().0 as f32 / 2.0 + gap).min(self.part as f32 / 2.0 - 2.0);
        let under = self.under() as f32;
        let beside = waits && self.has_room_under();
        Point::new(
            self.middle(index) + self.outwards(index) * aside,
            if beside { under } else { self.upper },
        )
    }

    /// Where the line for a lock begins, which way it goes, and how many stand in a row.
    fn line(&self, lock: usize) -> (f32, f32, i32) {
        let (zone, outwards, pace) = (self.zone, self.outwards(lock), self.pace);
        let middle = (zone.x + zone.w / 2) as f32;
        let (start, way, a_row) = match self.objects.len() {
            // Beside the middle, where those stand who hold one and want the other.
            2 => {
                let aside = if self.small { 6 } else { 9 };
                let room = zone.w / 2 - aside - pace / 2;
                (middle + outwards * aside as f32, outwards, room / pace + 1)
            }
            1 if self.upper >= self.lower => (middle - 14.0, -1.0, (zone.w / 2 - 14) / pace + 1),
            1 => (middle + 8.0, outwards, (zone.w / 2 + 5) / pace),
            _ => {
                let left = zone.x + lock as i32 * self.part;
                ((left + 3) as f32, 1.0, self.part / pace)
            }
        };
        (start, way, a_row.max(1))
    }

    fn rows_of_line(&self) -> i32 {
        1 + i32::from(self.middle_row < self.lower)
    }

    fn in_line(&self, lock: usize, place: usize) -> Point {
        let (start, way, a_row) = self.line(lock);
        let (row, column) = (place as i32 / a_row, place as i32 % a_row);
        let y = if row == 0 {
            self.middle_row
        } else {
            self.lower
        };
        Point::new(start + way * (column * self.pace) as f32, y)
    }

    /// Whether a circle is among these locks, and the task is not in it.
    fn is_aside(&self, show: &Show, task: &Task) -> bool {
        let mut circles = show.model.circles.iter().filter(|circle| {
            let mut objects = self.objects.iter();
            objects.any(|object| circle.has_object(object.id))
        });
        let first = circles.next();
        first.is_some_and(|first| !first.has(task.id) && !circles.any(|circle| circle.has(task.id)))
    }

    fn lock(&self, canvas: &mut Canvas, show: &Show, index: usize) {
        let object = self.objects[index];
        let owner = object
            .owner
            .or_else(|| object.holders.first().map(|holder| holder.task));
        let (width, height) = self.size();
        let x = self.left(index);
        canvas.keep(x, self.top, width, height);
        let wear = Wear {
            frame: usize::from(owner.is_some()),
            tint: owner.map_or(0, |owner| show.tint(owner)),
            ..Wear::default()
        };
        canvas.sprite(self.sprite, x as f32, self.top as f32, wear);
        if let Some(owner) = owner.and_then(|owner| show.model.task(owner)) {
            let row = canvas.row((self.under() - 1) as f32);
            show.owner(
                canvas,
                owner,
                canvas.column((x + width / 2) as f32),
                row,
                show.cells(width) - 2,
            );
        }
        let times = match object.kind {
            ObjectKind::RLock => object.count,
            ObjectKind::RwLock => object.holders.len() as i64,
            _ => 0,
        };
        if times > 0 {
            let size = if height > 14 { 2 } else { 1 };
            let count = format!("×{times}");
            let down = self.top + height - 5 * size - 1;
            canvas.big(x + width + 3, down, &count, Role::Bright, size);
        }
        let name = show.name_of(object);
        let wide = columns(&name) + 1 + columns(object.kind_word());
        let room = show.cells(self.part) - 1;
        let wide = if wide > room { columns(&name) } else { wide };
        let column = canvas.column(self.middle(index)) - wide / 2;
        show.caption(
            canvas,
            object,
            column,
            canvas.row((self.top - show.text_height()) as f32),
            room,
        );
        let failed = object.last.as_ref();
        if failed.is_some_and(|last| !last.ok && under_way(last.moment, show.moment, FLASH)) {
            canvas.frame(x - 2, self.top - 1, width + 4, height + 2, Role::Bad);
        }
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
        let floor = self.floor();
        canvas.fill(zone.x, zone.y, zone.w, floor - zone.y, Role::Wall);
        for (row, y) in (zone.y + 9..floor).step_by(6).enumerate() {
            let shift = (row as i32 % 2) * 9;
            for x in (zone.x - 9 + shift..zone.right()).step_by(18) {
                canvas.fill(x.max(zone.x), y, 4, 1, Role::WallLine);
            }
        }
        canvas.fill(zone.x, floor, zone.w, zone.bottom() - floor, Role::Floor);
        canvas.fill(zone.x, floor, zone.w, 1, Role::FloorLine);
        for index in 0..self.objects.len() {
            self.lock(canvas, show, index);
        }
        if self.hidden > 0 {
            let more = show.more(self.hidden);
            let column = canvas.column(zone.right() as f32) - columns(&more) - 1;
            let row = canvas.row(zone.y as f32);
            canvas.text(column, row, &more, bold(show.look(), Role::Bright));
        }
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let zone = self.zone;
        match place {
            Place::Line { object, .. } | Place::Picked { object, .. } => {
                let lock = self.index(object).unwrap_or(0);
                let dim = self.is_aside(show, task);
                if self.held_at(task, lock) {
                    return Stand {
                        at: self.owner_at(lock, true),
                        stance: Stance::Reach,
                        left: self.outwards(lock) > 0.0,
                        room: 16,
                        dim,
                        ..Stand::default()
                    };
                }
                if let Some(held) = self.held(task).filter(|held| *held != lock) {
                    return Stand {
                        dim,
                        at: self.torn(held, lock),
                        stance: Stance::Reach,
                        left: lock < held,
                        room: show.cells(self.part.min(17) - 1).min(16),
                        aside: true,
                        ..Stand::default()
                    };
                }
                let (_, way, a_row) = self.line(lock);
                Stand {
                    at: between(index, |i| self.in_line(lock, i)),
                    stance: if index < 0.5 {
                        Stance::Reach
                    } else {
                        Stance::Wait
                    },
                    left: way > 0.0,
                    room: 0,
                    small: self.small,
                    dim,
                    hidden: index >= (a_row * self.rows_of_line()) as f32,
                    ..Stand::default()
                }
            }
            Place::Inside { object, .. } => {
                let lock = self.index(object).unwrap_or(0);
                let held = task.holds.iter().rev();
                let mut held = held
                    .filter_map(|holding| self.index(holding.object).filter(|one| *one != lock));
                // Who has two stands where it stood while it wanted the second.
                let at = held.next().map_or_else(
                    || self.owner_at(lock, false),
                    |other| self.torn(other, lock),
                );
                Stand {
                    at,
                    stance: Stance::Hold,
                    dim: self.is_aside(show, task),
                    left: self.outwards(lock) > 0.0,
                    room: show.cells(self.part / 2 - self.size().0 / 2),
                    ..Stand::default()
                }
            }
            Place::Wings | Place::Exit => Stand {
                at: Point::new((zone.right() + 6) as f32, self.lower),
                ..Stand::default()
            },
            _ => {
                let step = (task.spot as i32 % 3 - 1) * PACE;
                Stand {
                    at: Point::new((zone.x + zone.w / 2 + step) as f32, self.lower),
                    room: 0,
                    ..Stand::default()
                }
            }
        }
    }

    fn ties(&self, canvas: &mut Canvas, show: &Show, cast: &[Figure]) {
        for figure in cast.iter().filter(|figure| !figure.stand.hidden) {
            self.tie(canvas, show, figure);
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn remarks(&self, canvas: &mut Canvas, show: &Show, ground: &mut Ground, cast: &[Figure]) {
        self.tell_ties(canvas, show, ground, cast);
    }

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        match spot {
            Spot::Object(object, _) | Spot::End(object, _) => {
                self.body(self.index(object).unwrap_or(0))
            }
            Spot::Task(_) => Point::default(),
        }
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.right() - 12) as f32, self.lower)
    }
}
