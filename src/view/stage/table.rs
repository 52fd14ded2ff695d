//! Locks in a ring: a round table with a place for each thread between two of them, and the locks as forks, in a hand or
//! on the table. Everybody keeps a seat.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::{ObjectId, ObjectKind, TaskId};
use crate::view::canvas::Patch;
use crate::view::canvas::{Canvas, Stroke, Wear, big_width, bold, columns};
use crate::view::motion::{Point, WALK, ease, progress};
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, tint};
use super::ground::Ground;
use super::show::{PERSON, Show, Zone};

mod seats;

use seats::Seats;

/// Rows of text in which there is room for the forks' whole names.
const WHOLE_NAMES: i32 = 18;
/// Room beside the table for the main thread and the lecturer.
const STAFF: i32 = 16;
/// Room over a head, for the time that one sleeps.
const OVER: i32 = 3;

/// The layout of a table.
#[derive(Debug)]
pub struct Table<'a> {
    /// The forks, in order of their numbers.
    forks: Vec<&'a Object>,
    /// Who lets how many begin, if anybody does.
    waiter: Option<&'a Object>,
    seats: Seats,
    zone: Zone,
    text: i32,
    /// The middle of the feet, and how far those at the sides, at the head and at the foot are from it.
    middle: Point,
    across: f32,
    down: f32,
    small: bool,
}

impl<'a> Table<'a> {
    /// A table in a zone.
    pub fn new(show: &Show<'a>, objects: &[&'a Object], zone: Zone) -> Self {
        let text = show.text_height();
        let is_fork =
            |object: &&&Object| object.kind != ObjectKind::Semaphore || object.initial == 1;
        let forks: Vec<&Object> = objects.iter().filter(is_fork).copied().collect();
        let waiter = objects.iter().find(|object| !is_fork(object)).copied();
        let seats = Seats::of(show, &forks);
        let top = zone.y + PERSON + OVER;
        let bottom = zone.bottom() - text;
        let wide = zone.w - STAFF;
        let high = (bottom - top).max(2) as f32;
        let across = (wide as f32 / 2.0 - 7.0).min(high * 2.2 + 12.0);
        Self {
            middle: Point::new(
                (zone.x + wide / 2) as f32,
                f32::midpoint(top as f32, bottom as f32),
            ),
            across,
            down: high / 2.0,
            small: forks.len() > 7 && zone.h < 60,
            forks,
            waiter,
            seats,
            zone,
            text,
        }
    }

    fn count(&self) -> usize {
        self.forks.len()
    }

    /// A place on the way round, `share` of the way from the middle; seats are counted against the clock, so that what is
    /// called left is at the left hand of whoever looks at the middle.
    fn round(&self, seat: f32, share: f32) -> (f32, f32) {
        let turn = -std::f32::consts::TAU * seat / self.count().max(1) as f32;
        (turn.sin() * share, -turn.cos() * share)
    }

    /// Where the feet of whoever sits there are.
    fn seat(&self, seat: usize) -> Point {
        let (x, y) = self.round(seat as f32, 1.0);
        Point::new(
            (self.middle.x + x * self.across).round(),
            (self.middle.y + y * self.down).round(),
        )
    }

    /// The middle of the table.
    fn centre(&self) -> Point {
        Point::new(self.middle.x, self.middle.y - 4.0)
    }

    /// How far the table reaches from its middle.
    fn reach(&self) -> (f32, f32) {
        (
            (self.across - 8.0).max(8.0),
            (self.down * 0.75 - 1.0).max(4.0),
        )
    }

    fn on_table(&self, seat: f32, share: f32) -> Point {
        let (x, y) = self.round(seat, share);
        let (centre, (wide, high)) = (self.centre(), self.reach());
        Point::new(centre.x + x * wide, centre.y + y * high)
    }

    /// Where a fork lies between the plates of its two neighbours.
    fn lies(&self, fork: usize) -> Point {
        self.on_table(fork as f32 - 0.5, 0.72)
    }

    /// Where it is in the hand of whoever sits there.
    fn in_hand(&self, fork: usize, seat: usize) -> Point {
        let (at, lies) = (self.seat(seat), self.lies(fork));
        let aside = if lies.x < at.x { -5.0 } else { 4.0 };
        Point::new(at.x + aside, at.y - 3.0)
    }

    fn holder(&self, fork: usize) -> Option<TaskId> {
        let object = self.forks[fork];
        object
            .owner
            .or_else(|| object.holders.first().map(|holder| holder.task))
    }

    /// The foot of a fork where it is now: it is picked up and put down in the time of a step.
    fn fork_at(&self, show: &Show, fork: usize) -> Point {
        let object = self.forks[fork];
        let lies = self.lies(fork);
        let last = object.last.as_ref();
        let who = self.holder(fork).or(last.map(|last| last.task));
        let seat = who.and_then(|who| self.seats.of_task(who));
        let Some(seat) = seat else { return lies };
        let hand = self.in_hand(fork, seat);
        let moment = last.map_or(0, |last| last.moment);
        let share = ease(progress(moment, show.moment, WALK));
        if self.holder(fork).is_some() {
            lies.towards(hand, share)
        } else {
            hand.towards(lies, share)
        }
    }

    fn index(&self, object: ObjectId) -> Option<usize> {
        self.forks.iter().position(|fork| fork.id == object)
    }

    /// How many forks somebody has.
    fn has(&self, task: TaskId) -> usize {
        let held = |fork: &usize| self.holder(*fork) == Some(task);
        (0..self.count()).filter(held).count()
    }

    fn draw_table(&self, canvas: &mut Canvas) {
        let (centre, (wide, high)) = (self.centre(), self.reach());
        let rows = high.ceil() as i32;
        for row in -rows..=rows {
            let share = 1.0 - (row as f32 / (high + 0.5)).powi(2);
            if share <= 0.0 {
                continue;
            }
            let half = (share.sqrt() * wide) as i32;
            let (x, y) = (centre.x as i32 - half, centre.y as i32 + row);
            canvas.fill(x, y, 2 * half, 1, Role::Wood);
        }
        // Its edge, and a leg.
        for row in 1..=2 {
            let half = (wide * 0.55) as i32;
            let y = (centre.y + high) as i32 + row;
            canvas.fill(centre.x as i32 - half, y, 2 * half, 1, Role::WoodDark);
        }
    }

    fn plates(&self, canvas: &mut Canvas) {
        for seat in 0..self.count() {
            let at = self.on_table(seat as f32, 0.62);
            let (x, y) = (at.x as i32, at.y as i32);
            canvas.fill(x - 2, y, 4, 1, Role::White);
            let task = self.seats.task(seat);
            if task.is_some_and(|task| self.has(task) >= 2) {
                canvas.fill(x - 1, y - 1, 2, 1, Role::Gold);
            }
        }
    }

    /// The waiter's number.
    fn draw_waiter(&self, canvas: &mut Canvas, show: &Show) {
        let Some(waiter) = self.waiter else { return };
        let number = waiter.permits.to_string();
        let role = if waiter.permits > 0 {
            Role::Bright
        } else {
            Role::Bad
        };
        let size = if self.zone.h >= 60 { 2 } else { 1 };
        // Over those who stand aside, where nobody sits.
        let wide = big_width(&number, size);
        let (x, y) = (self.zone.right() - 4 - wide, self.zone.y + self.text + 1);
        canvas.big(x, y, &number, role, size);
        let name = show.name_of(waiter);
        let words = format!("{name} {}", waiter.kind_word());
        let right = canvas.column(self.zone.right() as f32) - 1;
        let room = show.cells(STAFF + 10);
        let long = columns(&words).max(columns(&name) + 16);
        let column = right - if long <= room { long } else { columns(&name) };
        let row = canvas.row(self.zone.y as f32);
        show.caption(canvas, waiter, column, row, right - column);
    }

    /// The names of the forks beside the places where they lie: of all of them whole, or of all of them the end, so that
    /// none looks like something else.
    fn name_forks(&self, canvas: &mut Canvas, show: &Show, ground: &mut Ground) {
        let names: Vec<String> = self.forks.iter().map(|fork| show.name_of(fork)).collect();
        let whole = |fork: usize| &names[fork][..];
        let end = |fork: usize| {
            let name = whole(fork);
            name.rfind('[').map_or(name, |at| &name[at..])
        };
        let mut places = Vec::with_capacity(self.count());
        // By the room there is, not by who stands where: what is written stays as it is.
        let tall = self.zone.h >= WHOLE_NAMES * self.text;
        if tall {
            self.places(canvas, ground, &whole, &mut places);
        }
        let all = tall && places.len() == self.count();
        if !all {
            self.places(canvas, ground, &end, &mut places);
        }
        for (fork, column, row) in places {
            let words = if all { whole(fork) } else { end(fork) };
            let role = if self.holder(fork).is_some() {
                Role::Dim
            } else {
                Role::Bright
            };
            ground.take(Patch::new(column, row, columns(words), 1));
            canvas.text(column, row, words, bold(show.look(), role));
        }
    }

    /// Where there is room for what the forks are called, a cell between two: the fork, its column and row.
    fn places<'s>(
        &self,
        canvas: &Canvas,
        ground: &Ground,
        name: &dyn Fn(usize) -> &'s str,
        places: &mut Vec<(usize, i32, i32)>,
    ) {
        places.clear();
        for fork in 0..self.count() {
            let at = self.lies(fork);
            let (column, row) = (canvas.column(at.x), canvas.row(at.y - 2.0));
            let out = if at.y < self.centre().y { -1 } else { 1 };
            let wide = columns(name(fork));
            let (left, right) = (column - wide - 2, column + 3);
            let beside = if at.x < self.middle.x {
                [left, right]
            } else {
                [right, left]
            };
            let spots = [
                (beside[0], row),
                (column - wide / 2, row + 2 * out),
                (beside[0], row + out),
                (beside[1], row),
                (column - wide / 2, row - 2 * out),
            ];
            let free = |(column, row): &(i32, i32)| {
                let patch = Patch::new(*column, *row, wide, 1);
                let near = Patch::new(column - 1, *row, wide + 2, 1);
                let clear = |&(other, column, row): &(usize, i32, i32)| {
                    !near.meets(Patch::new(column, row, columns(name(other)), 1))
                };
                ground.is_free(patch) && places.iter().all(clear)
            };
            if let Some((column, row)) = spots.into_iter().find(free) {
                places.push((fork, column, row));
            }
        }
    }

    /// Dashed, from whoever wants a fork to where it is.
    fn wish(&self, canvas: &mut Canvas, show: &Show, figure: &Figure) {
        let task = figure.task;
        let wanted = task.want().and_then(|want| self.index(want.object?));
        let Some(fork) = wanted.filter(|_| task.want().is_some_and(|want| want.blocked)) else {
            return;
        };
        let circle = show.model.circles.iter().any(|circle| circle.has(task.id));
        let ink = if circle {
            show.circle_ink()
        } else {
            tint(task)
        };
        let to = self.fork_at(show, fork);
        let from = figure.chest();
        // From beside the body to just before the fork.
        let far = from.distance(to).max(1.0);
        let start = from.towards(to, (4.0 / far).min(0.4));
        let end = from.towards(to, ((far - 3.0) / far).max(0.5));
        canvas.arrow(
            (start.x, start.y),
            (end.x, end.y - 2.0),
            ink,
            Stroke::Dashed,
        );
    }
}

impl Picture for Table<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        self.index(object).is_some() || self.waiter.is_some_and(|waiter| waiter.id == object)
    }

    fn claims(&self, task: &Task) -> bool {
        self.seats.of_task(task.id).is_some()
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        canvas.fill(zone.x, zone.y, zone.w, zone.h, Role::Floor);
        self.draw_table(canvas);
        self.plates(canvas);
        self.draw_waiter(canvas, show);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, _index: f32) -> Stand {
        let Some(seat) = self.seats.of_task(task.id) else {
            let x = match place {
                Place::Wings | Place::Exit => self.zone.right() + 6,
                _ => self.zone.x + 4,
            };
            return Stand {
                at: Point::new(x as f32, (self.zone.bottom() - self.text) as f32),
                room: 0,
                ..Stand::default()
            };
        };
        let at = self.seat(seat);
        if matches!(place, Place::Wings | Place::Exit) {
            return Stand {
                at: Point::new((self.zone.right() + 6) as f32, at.y),
                ..Stand::default()
            };
        }
        let waits = task.want().is_some_and(|want| want.blocked);
        let stance = match self.has(task.id) {
            2.. => Stance::Hold,
            _ if waits => Stance::Reach,
            1 => Stance::Wait,
            _ => Stance::Stand,
        };
        // Those who face each other across the table have the whole width for their names.
        let room = show.cells((self.across as i32).min(24)) / 2;
        Stand {
            at,
            stance,
            left: at.x > self.middle.x + 1.0,
            room: room.max(0),
            small: self.small,
            ..Stand::default()
        }
    }

    fn ties(&self, canvas: &mut Canvas, show: &Show, cast: &[Figure]) {
        for figure in cast.iter().filter(|figure| !figure.stand.hidden) {
            self.wish(canvas, show, figure);
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, _cast: &[Figure]) {
        for fork in 0..self.count() {
            let at = self.fork_at(show, fork);
            canvas.stand(sprite::get("fork"), at.x, at.y, Wear::default());
        }
    }

    fn remarks(&self, canvas: &mut Canvas, show: &Show, ground: &mut Ground, _cast: &[Figure]) {
        // No name is written over a fork.
        let mut patches = Vec::new();
        for fork in 0..self.count() {
            let at = self.fork_at(show, fork);
            canvas.probe(&mut patches, |canvas| {
                canvas.stand(sprite::get("fork"), at.x, at.y, Wear::default());
            });
            for patch in patches.drain(..) {
                ground.take(patch);
            }
        }
        self.name_forks(canvas, show, ground);
    }

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        match spot {
            Spot::Object(object, _) | Spot::End(object, _) => self
                .index(object)
                .map_or_else(|| self.centre(), |fork| self.lies(fork)),
            Spot::Task(_) => self.centre(),
        }
    }

    fn staff(&self) -> Point {
        Point::new(
            (self.zone.right() - 13) as f32,
            (self.zone.bottom() - self.text) as f32,
        )
    }
}
