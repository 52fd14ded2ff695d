//! A pool: workers at their desks, or bakers at their ovens, and a shelf with a place for every call that was handed in.

use crate::model::{Doing, End, Object, Place, Spot, Task};
use crate::trace::{ObjectId, ObjectKind, TaskId, TaskKind};
use crate::view::canvas::{Canvas, Wear, bold};
use crate::view::motion::Point;
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Costume, Figure, Stance, Stand};
use super::company::STAFF;
use super::lobby::Lobby;
use super::plan;
use super::show::{PACE, PERSON, SMALL, SMALL_PACE, Show, Zone};
use rack::{Form, Rack};
use state::State;

mod rack;
mod state;

/// Most room at the right for who hands something in and who waits.
const SIDE: i32 = 17;
/// A worker with its oven, at least, and with a desk, and a small one.
const OVEN: i32 = 14;
const DESK: i32 = 12;
const STOOL: i32 = 7;
/// Over a head: the time that one sleeps, and a hat.
const OVER: i32 = 3;
const HAT: i32 = 3;

/// The layout of an office.
#[derive(Debug)]
pub struct Office<'a> {
    /// None for futures that no pool has made.
    pool: Option<&'a Object>,
    futures: Vec<&'a Object>,
    /// Lines inside of the pool.
    parts: Vec<&'a Object>,
    workers: Vec<TaskId>,
    zone: Zone,
    floor: f32,
    /// Whether the scene asks for ovens and bread.
    bakery: bool,
    small: bool,
    desks: i32,
    pitch: i32,
    lobby: Lobby,
    /// Room at the right for who hands something in and who waits.
    side: i32,
    rack: Rack,
    /// The calls that have a place on the shelf.
    shown: Vec<&'a Object>,
}

impl<'a> Office<'a> {
    /// The office of a pool, or of futures without one.
    pub fn new(show: &Show<'a>, objects: &[&'a Object], zone: Zone) -> Self {
        let pool = objects
            .first()
            .copied()
            .filter(|object| object.kind == ObjectKind::Pool);
        let (futures, parts) = match pool {
            Some(pool) => {
                let futures = show.model.calls_of(pool.id);
                let all = show.model.objects.iter();
                let others = all.filter(|object| object.of == Some(pool.id));
                let others = others.filter(|other| {
                    let at = futures.binary_search_by_key(&other.id, |future| future.id);
                    at.is_err()
                });
                let others = others.collect();
                (futures, others)
            }
            None => (objects.to_vec(), Vec::new()),
        };
        let workers: Vec<TaskId> = pool.map_or_else(Vec::new, |pool| workers(show, pool));
        let text = show.text_height();
        let floor = zone.bottom() - text;
        let hats = workers.iter().filter_map(|worker| show.model.task(*worker));
        let tall = |task: &Task| Costume::of(show, task).is_tall();
        let hats = if hats.into_iter().any(tall) { HAT } else { 0 };
        let side = SIDE.min(zone.w / 3);
        let room = (zone.w - side - 2).max(STOOL);
        let most = pool.map_or(0, |pool| pool.parties.clamp(0, 64) as i32);
        let wanted = most.max(workers.len() as i32).max(1);
        let bakery = plan::asks(show.model, "bakery");
        let least = if bakery { OVEN } else { DESK };
        // Calls with what comes of them, over the heads; where that is too much, people are small ones.
        let above = floor - zone.y - text;
        let small = above - PERSON - OVER - hats < text + 4 || room / wanted < least;
        let person = if small {
            SMALL + OVER
        } else {
            PERSON + OVER + hats
        };
        let pitch = if small {
            (room / wanted).clamp(STOOL, OVEN)
        } else {
            (room / wanted).clamp(least, least + 10)
        };
        let rack = Zone {
            x: zone.x,
            y: zone.y + text,
            w: zone.w,
            h: (above - person).max(text),
        };
        let rack = Rack::new(show, rack, futures.len());
        let shown = rack.shown(&futures);
        Self {
            pool,
            futures,
            parts,
            workers,
            zone,
            floor: floor as f32,
            bakery,
            small,
            desks: (room / pitch).clamp(1, wanted),
            pitch,
            lobby: Lobby::new(zone.right() - side / 2, zone.right(), floor as f32, 1, text),
            side,
            rack,
            shown,
        }
    }

    fn desk(&self, rank: usize) -> Point {
        let x = self.zone.x + 5 + rank as i32 % self.desks * self.pitch;
        Point::new(x as f32, self.floor)
    }

    fn rank(&self, task: TaskId) -> Option<usize> {
        self.workers.binary_search(&task).ok()
    }

    /// What a worker works on.
    fn work_of(&self, task: TaskId) -> Option<&'a Object> {
        let mut futures = self.futures.iter().rev().copied();
        futures.find(|future| {
            State::of(future) == State::Running
                && future.fate.as_ref().is_some_and(|fate| fate.task == task)
        })
    }

    /// Who waits for what comes of a call: for this one, or for whichever is settled next.
    fn waiters(&self, show: &Show, future: &Object) -> Vec<TaskId> {
        let whole = future.of.and_then(|of| show.model.object(of));
        let whole = whole.filter(|whole| whole.kind == ObjectKind::Future);
        let mut waiting: Vec<TaskId> = future.line.tasks().collect();
        waiting.extend(whole.iter().flat_map(|whole| whole.line.tasks()));
        let arrivals = self
            .parts
            .iter()
            .filter(|part| part.kind == ObjectKind::Queue);
        let theirs = |task: &TaskId| {
            let task = show.model.task(*task);
            // What carries results inside of a pool waits for all of them, and for nobody's.
            task.is_some_and(|task| !task.is_carrier())
        };
        waiting.extend(arrivals.flat_map(|part| part.line.tasks()).filter(theirs));
        waiting
    }

    /// Whoever stands aside waits there as well.
    fn staff_at(&self, task: &Task) -> Point {
        let aside = if task.kind == TaskKind::Main {
            0
        } else {
            STAFF
        };
        let at = self.staff();
        Point::new(at.x + aside as f32, at.y)
    }

    fn in_line(&self, index: usize) -> Point {
        let pace = if self.small { SMALL_PACE + 1 } else { PACE };
        let x = self.zone.right() - self.side + 3 + index as i32 * pace;
        Point::new(x as f32, self.floor)
    }

    fn desks(&self, canvas: &mut Canvas, show: &Show) {
        let calls = self.workers.iter().take(self.desks as usize);
        let calls: Vec<&Object> = calls.filter_map(|worker| self.work_of(*worker)).collect();
        let room = show.cells(self.pitch) - 3;
        let form = Form::of(show, &calls, room - 2);
        for rank in 0..self.desks as usize {
            let at = self.desk(rank);
            let worker = self.workers.get(rank);
            let work = worker.and_then(|worker| self.work_of(*worker));
            self.desk_at(canvas, show, at, work.is_some());
            let Some(call) = work else {
                continue;
            };
            if room >= 6 {
                let column = canvas.column(at.x) + 2;
                let words = form.label(show, call, room);
                let style = bold(show.look(), Role::Bright);
                canvas.text(column, canvas.row(at.y), &words, style);
            }
        }
    }

    fn desk_at(&self, canvas: &mut Canvas, show: &Show, at: Point, busy: bool) {
        let (x, y) = (at.x as i32, at.y as i32);
        if self.bakery && self.pitch >= OVEN {
            let wear = Wear {
                frame: if busy {
                    1 + (show.ui.now / 250_000 % 2) as usize
                } else {
                    0
                },
                ..Wear::default()
            };
            canvas.sprite(sprite::get("oven"), at.x + 3.0, at.y - 8.0, wear);
            return;
        }
        let wide = (self.pitch - 7).clamp(2, 6);
        let high = if self.small { 2 } else { 4 };
        canvas.fill(x + 3, y - high, wide, 1, Role::Wood);
        canvas.fill(x + 3, y - high + 1, 1, high - 1, Role::WoodDark);
        canvas.fill(x + 2 + wide, y - high + 1, 1, high - 1, Role::WoodDark);
        if busy && wide >= 5 {
            let sheet = sprite::get("sheet");
            canvas.stand(sheet, (x + 6) as f32, (y - high) as f32, Wear::default());
        } else if busy {
            canvas.fill(x + 3, y - high - 1, wide, 1, Role::Gold);
        }
    }

    fn place_of(&self, future: ObjectId) -> Option<Point> {
        let index = self.shown.iter().position(|shown| shown.id == future)?;
        Some(self.rack.spot(index))
    }
}

/// Those who have worked for a pool or wait for work, in order of their ids.
fn workers(show: &Show, pool: &Object) -> Vec<TaskId> {
    let tasks = show.model.tasks.iter();
    let waits = |task: &Task| pool.waiter(task.id).is_some();
    let works = |task: &Task| pool.took.contains(&task.id) || waits(task);
    let living = tasks.filter(|task| !task.is_over() && works(task));
    living.map(|task| task.id).collect()
}

impl Picture for Office<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        self.pool.is_some_and(|pool| pool.id == object)
            || self.parts.iter().any(|part| part.id == object)
            || self.futures.iter().any(|future| future.id == object)
    }

    fn claims(&self, task: &Task) -> bool {
        self.rank(task.id).is_some()
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn lounge(&self, _task: &Task) -> Zone {
        Zone {
            x: self.zone.right() - self.side,
            w: self.side,
            ..self.zone
        }
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        zone.wall_and_floor(canvas, self.floor as i32 - 3);
        let (column, row) = (canvas.column(zone.x as f32) + 1, canvas.row(zone.y as f32));
        let room = show.cells(zone.w) - 2;
        let mut taken = 0;
        if let Some(object) = self.pool {
            taken = show.caption(canvas, object, column, row, room);
        }
        let left_out = self.futures.len() - self.shown.len();
        if left_out > 0 {
            let more = show.more(left_out);
            let style = bold(show.look(), Role::Bright);
            canvas.text(column + taken + 2, row, &more, style);
        }
        let waiters = |future: &Object| self.waiters(show, future);
        self.rack
            .draw(canvas, show, &self.shown, self.bakery, &waiters);
        self.desks(canvas, show);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        if let Some(rank) = self.rank(task.id) {
            let busy = self.work_of(task.id).is_some();
            return Stand {
                at: self.desk(rank),
                stance: if busy { Stance::Hold } else { Stance::Stand },
                room: if busy { 0 } else { show.cells(self.pitch) - 2 },
                small: self.small,
                hidden: rank >= self.desks as usize,
                ..Stand::default()
            };
        }
        let zone = self.zone;
        match place {
            Place::Line { .. } | Place::Picked { .. } | Place::Inside { .. }
                if show.is_staff(task) =>
            {
                Stand {
                    at: self.staff_at(task),
                    stance: if task.doing == Doing::Waiting {
                        Stance::Wait
                    } else {
                        Stance::Stand
                    },
                    left: true,
                    room: 0,
                    small: self.small,
                    ..Stand::default()
                }
            }
            Place::Line { end: End::Take, .. } | Place::Picked { .. } => {
                let waiters = self.futures.iter().flat_map(|future| future.line.tasks());
                let rank = waiters.take_while(|other| *other != task.id).count();
                let at = self.in_line(rank.max(index as usize));
                Stand {
                    at,
                    stance: Stance::Wait,
                    left: true,
                    room: 0,
                    small: self.small,
                    hidden: at.x > (zone.right() - 2) as f32,
                    ..Stand::default()
                }
            }
            Place::Wings | Place::Exit => Stand {
                at: Point::new((zone.right() + 6) as f32, self.floor),
                small: self.small,
                ..Stand::default()
            },
            _ => Stand {
                at: self.lobby.at(task),
                left: true,
                room: 0,
                small: self.small,
                ..Stand::default()
            },
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        let future = match spot {
            Spot::Object(object, _) => Some(object),
            // What was handed in last, and what was taken last.
            Spot::End(_, End::Give) => self.futures.last().map(|future| future.id),
            Spot::End(..) => {
                let begun = self
                    .futures
                    .iter()
                    .filter_map(|future| Some((future.fate.as_ref()?.moment, future.id)));
                begun.max().map(|(_, id)| id)
            }
            Spot::Task(_) => None,
        };
        future.and_then(|id| self.place_of(id)).unwrap_or_else(|| {
            let (x, y) = (self.zone.x + self.zone.w / 2, self.zone.y + 4);
            Point::new(x as f32, y as f32)
        })
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.right() - 12) as f32, self.floor)
    }

    fn staff_is_small(&self) -> bool {
        self.small
    }
}
