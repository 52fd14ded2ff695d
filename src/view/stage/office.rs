//! A pool: workers at their desks, a tray with what is to be done, and a board with a ticket for everything handed in.

use std::collections::BTreeSet;

use crate::model::{End, Object, Place, Spot, Task};
use crate::trace::{ObjectId, ObjectKind, TaskId, TaskKind};
use crate::view::canvas::{Canvas, Mark, bold, columns};
use crate::view::motion::Point;
use crate::view::theme::Role;

use super::Picture;
use super::boards::short;
use super::cast::{Figure, Stance, Stand};
use super::company::STAFF;
use super::lobby::Lobby;
use super::show::{PACE, PERSON, Show, Zone};
use tickets::{Board, State};

mod tickets;

/// Room at the left for the tray and who hands something in, and at the right for who waits.
const SIDE: i32 = 15;

/// The layout of an office.
#[derive(Debug)]
pub struct Office<'a> {
    /// None for futures that no pool has made.
    pool: Option<&'a Object>,
    futures: Vec<&'a Object>,
    /// Lines inside of the pool.
    parts: Vec<ObjectId>,
    workers: Vec<TaskId>,
    zone: Zone,
    floor: f32,
    desks: i32,
    pitch: i32,
    lobby: Lobby,
}

impl<'a> Office<'a> {
    /// The office of a pool, or of futures without one.
    pub fn new(show: &Show<'a>, objects: &[&'a Object], zone: Zone) -> Self {
        let pool = objects
            .first()
            .copied()
            .filter(|object| object.kind == ObjectKind::Pool);
        let mut futures: Vec<&Object> = Vec::new();
        let mut parts = Vec::new();
        if let Some(pool) = pool {
            for object in show
                .model
                .objects
                .iter()
                .filter(|object| object.of == Some(pool.id))
            {
                match object.kind {
                    ObjectKind::Future => futures.push(object),
                    _ => parts.push(object.id),
                }
            }
        } else {
            futures.extend(objects);
        }
        let workers: Vec<TaskId> = pool.map_or_else(Vec::new, |pool| workers(show, pool));
        let text = show.text_height();
        let floor = (zone.bottom() - text) as f32;
        let room = (zone.w - 2 * SIDE).max(PACE);
        let most = pool.map_or(0, |pool| pool.parties.clamp(0, 64) as i32);
        let wanted = most.max(workers.len() as i32).max(1);
        let pitch = (room / wanted).clamp(10, 24);
        let desks = (room / pitch).clamp(1, wanted);
        Self {
            pool,
            futures,
            parts,
            workers,
            zone,
            floor,
            desks,
            pitch,
            lobby: Lobby::new(zone.right() - SIDE, zone.right(), floor, 1, text),
        }
    }

    fn desk(&self, rank: usize) -> Point {
        let aside = (self.zone.w - 2 * SIDE - self.desks * self.pitch).max(0) / 2;
        let rank = rank as i32 % self.desks;
        let x = self.zone.x + SIDE + aside + rank * self.pitch + self.pitch / 2 - 2;
        Point::new(x as f32, self.floor)
    }

    fn rank(&self, task: TaskId) -> Option<usize> {
        self.workers.binary_search(&task).ok()
    }

    /// What a worker has on its desk.
    fn work_of(&self, task: TaskId) -> Option<&'a Object> {
        let mut futures = self.futures.iter().rev().copied();
        futures.find(|future| {
            State::of(future) == State::Running
                && future.fate.as_ref().is_some_and(|fate| fate.task == task)
        })
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
        let x = self.zone.right() - SIDE + 3 + index as i32 * (PACE - 1);
        Point::new(x as f32, self.floor)
    }

    fn board(&self, canvas: &Canvas) -> Board {
        let row = canvas.row(self.zone.y as f32) + 2;
        let last = canvas.row(self.floor - PERSON as f32 - 4.0);
        Board {
            column: canvas.column(self.zone.x as f32) + 1,
            row,
            width: canvas.column(self.zone.right() as f32) - canvas.column(self.zone.x as f32) - 2,
            height: (last - row).max(1),
        }
    }

    /// How many tickets there are of each state, in words.
    fn summary(&self, canvas: &mut Canvas, show: &Show) {
        let row = canvas.row(self.zone.y as f32) + 1;
        let mut column = canvas.column(self.zone.x as f32) + 1;
        let end = canvas.column(self.zone.right() as f32) - 1;
        for state in State::ALL {
            let here = self
                .futures
                .iter()
                .filter(|future| State::of(future) == state);
            let count = if state == State::Running {
                // A worker runs one call at a time: the result of the one before is on its way.
                let by = here.filter_map(|future| Some(future.fate.as_ref()?.task));
                by.collect::<BTreeSet<TaskId>>().len()
            } else {
                here.count()
            };
            if count == 0 {
                continue;
            }
            let words = format!("{count} {}", show.word(state.key()));
            if column + columns(&words) > end {
                break;
            }
            canvas.text(column, row, &words, bold(show.look(), state.role()));
            column += columns(&words) + 3;
        }
    }

    fn desks(&self, canvas: &mut Canvas, show: &Show) {
        for rank in 0..self.desks as usize {
            let at = self.desk(rank);
            let (x, y) = (at.x as i32, at.y as i32);
            canvas.fill(x + 3, y - 4, 6, 1, Role::Wood);
            canvas.fill(x + 4, y - 3, 1, 3, Role::WoodDark);
            canvas.fill(x + 8, y - 3, 1, 3, Role::WoodDark);
            let Some(worker) = self.workers.get(rank) else {
                continue;
            };
            let Some(work) = self.work_of(*worker) else {
                continue;
            };
            // A paper lies there, and what stands on it.
            canvas.fill(x + 4, y - 6, 4, 2, Role::White);
            let call = work.call.as_deref().unwrap_or("");
            let words = short(call, show.cells(self.pitch) - 2);
            canvas.text(
                canvas.column(at.x) + 2,
                canvas.row(at.y),
                &words,
                show.look().fg(Role::Bright),
            );
        }
        let beyond = self.workers.len().saturating_sub(self.desks as usize);
        if beyond > 0 {
            let more = show.more(beyond);
            let column = canvas.column((self.zone.right() - SIDE) as f32) - columns(&more);
            let row = canvas.row(self.floor - PERSON as f32 - 3.0);
            canvas.text(column, row, &more, bold(show.look(), Role::Bright));
        }
    }

    /// The tray: a sheet for each call that nobody has taken yet.
    fn tray(&self, canvas: &mut Canvas, show: &Show) {
        let pending = self
            .futures
            .iter()
            .filter(|future| State::of(future) == State::Pending)
            .count();
        let (x, y) = (self.zone.x + 2, self.floor as i32 - 1);
        for sheet in 0..pending.min(5) as i32 {
            canvas.fill(x + 1, y - 2 - 2 * sheet, 7, 1, Role::White);
            canvas.fill(x + 1, y - 1 - 2 * sheet, 7, 1, Role::MetalLight);
        }
        canvas.fill(x, y - 3, 1, 4, Role::Metal);
        canvas.fill(x + 8, y - 3, 1, 4, Role::Metal);
        canvas.fill(x, y, 9, 1, Role::Metal);
        let words = format!("{pending} {}", show.word("stage.pending"));
        canvas.text(
            canvas.column(x as f32),
            canvas.row(self.floor),
            &words,
            show.look().fg(Role::Bright),
        );
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
            || self.parts.contains(&object)
            || self.futures.iter().any(|future| future.id == object)
    }

    fn claims(&self, task: &Task) -> bool {
        self.rank(task.id).is_some()
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = self.floor as i32 - 3;
        zone.wall_and_floor(canvas, floor);
        let (column, row) = (canvas.column(zone.x as f32) + 1, canvas.row(zone.y as f32));
        let room = show.cells(zone.w) - 2;
        if let Some(object) = self.pool.or(self.futures.first().copied()) {
            show.caption(canvas, object, column, row, room);
        }
        self.summary(canvas, show);
        let board = self.board(canvas);
        let left_out = board.draw(canvas, show, &self.futures);
        if left_out > 0 {
            let more = show.more(left_out);
            let column = canvas.column(zone.right() as f32) - columns(&more) - 1;
            canvas.text(
                column,
                board.row - 1,
                &more,
                bold(show.look(), Role::Bright),
            );
        }
        self.desks(canvas, show);
        self.tray(canvas, show);
        // The way of a ticket: from the tray to the desks.
        let row = canvas.row(self.floor - 2.0);
        let column = canvas.column((self.zone.x + SIDE) as f32);
        canvas.text(
            column,
            row,
            show.mark(Mark::Right),
            bold(show.look(), Role::Dim),
        );
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        if let Some(rank) = self.rank(task.id) {
            let busy = self.work_of(task.id).is_some();
            return Stand {
                at: self.desk(rank),
                stance: if busy { Stance::Hold } else { Stance::Stand },
                room: 0,
                hidden: rank >= self.desks as usize,
                ..Stand::default()
            };
        }
        let zone = self.zone;
        match place {
            Place::Line { .. } | Place::Picked { .. } if show.is_staff(task) => Stand {
                at: self.staff_at(task),
                stance: Stance::Wait,
                left: true,
                room: 0,
                ..Stand::default()
            },
            Place::Line { end: End::Take, .. } | Place::Picked { .. } => {
                let waiters = self.futures.iter().flat_map(|future| future.line.tasks());
                let rank = waiters.take_while(|other| *other != task.id).count();
                let at = self.in_line(rank.max(index as usize));
                Stand {
                    at,
                    stance: Stance::Wait,
                    left: true,
                    room: 0,
                    hidden: at.x > (zone.right() - 2) as f32,
                    ..Stand::default()
                }
            }
            Place::Wings | Place::Exit => Stand {
                at: Point::new((zone.right() + 6) as f32, self.floor),
                ..Stand::default()
            },
            _ => Stand {
                at: self.lobby.at(task),
                left: true,
                room: 0,
                ..Stand::default()
            },
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        match spot {
            Spot::End(_, End::Give | End::Take) => {
                Point::new((self.zone.x + 6) as f32, self.floor - 8.0)
            }
            _ => Point::new(
                (self.zone.x + self.zone.w / 2) as f32,
                (self.zone.y + 4) as f32,
            ),
        }
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.right() - 12) as f32, self.floor)
    }
}
