//! Shared data on a large board: who has read what, what has been written, and which of it was lost.

use crate::model::{Access, Object, Place, Spot, Task, Variable};
use crate::trace::{ObjectId, Op};
use crate::view::canvas::{Canvas, Patch, Wear, big_width, bold, columns};
use crate::view::motion::{FLASH, Point, under_way};
use crate::view::sprite::{self, glyph};
use crate::view::theme::Role;

use super::Picture;
use super::boards;
use super::cast::{Figure, Stance, Stand, between};
use super::ground::Ground;
use super::show::{PACE, PERSON, SMALL, SMALL_PACE, Show, Zone};

mod writes;

/// Room over a head: the time that it sleeps, and what it has read.
const OVER: i32 = 5;
/// The most room that one has beside another.
const WIDE: i32 = 14;
/// The lowest board that hangs over those who use it; else they stand beside it.
const LOWEST: i32 = 19;
/// Room for the lock on a low board.
const LOCK: i32 = 11;
/// Room for the main thread and the lecturer.
const STAFF: i32 = 20;

/// The layout of a board and those before it.
#[derive(Debug)]
pub struct Board<'a> {
    zone: Zone,
    panel: Zone,
    /// Where people stand.
    people: Zone,
    lock: Option<&'a Object>,
    variables: Vec<(&'a Variable, &'a str)>,
    text: i32,
    /// Feet of those who have the lock or wait for it, and of the others: the same where there is room for one row.
    upper: f32,
    lower: f32,
    /// Places to stand in a row, and how far apart.
    columns: i32,
    pitch: i32,
    /// Whether they are small ones: there are many.
    small: bool,
}

impl<'a> Board<'a> {
    /// A board in a zone, with the lock that guards what is on it, if there is one.
    pub fn new(show: &Show<'a>, lock: Option<&'a Object>, zone: Zone) -> Self {
        let text = show.text_height();
        let row = PERSON + text + OVER;
        let rows = if lock.is_some() { 2 } else { 1 };
        let low = zone.h - rows * row < LOWEST;
        let board = if low {
            let wide = (zone.w * 2 / 5).clamp(20.min(zone.w / 2), 38);
            Zone {
                x: zone.x + 1,
                y: zone.y + 1,
                w: wide,
                h: zone.h - 3,
            }
        } else {
            let wide = zone.w.min(64).max(zone.w / 2);
            Zone {
                x: zone.x + (zone.w - wide) / 2,
                y: zone.y + 1,
                w: wide,
                h: zone.h - rows * row - 3,
            }
        };
        let people = if low {
            Zone {
                x: board.right() + 1,
                w: zone.right() - board.right() - 1,
                ..zone
            }
        } else {
            zone
        };
        let lower = zone.bottom() - text;
        let tall = people.h - if low { 0 } else { board.h } >= 2 * row;
        let upper = if tall { lower - row } else { lower };
        let living = show.model.tasks.iter();
        let living = living.filter(|task| !task.is_over() && !show.is_staff(task));
        let most = living.map(|task| task.spot as i32 + 1).max().unwrap_or(0);
        let room = people.w - STAFF;
        let small = most * PACE > room;
        let least = if small { SMALL_PACE + 1 } else { PACE };
        let pitch = (room / most.max(4)).clamp(least, WIDE);
        Self {
            zone,
            panel: board,
            people,
            lock,
            variables: boards::shown(show).collect(),
            text,
            upper: upper as f32,
            lower: lower as f32,
            columns: (room / pitch).max(1),
            pitch,
            small,
        }
    }

    /// Where somebody stands who neither has the lock nor waits for it.
    fn spot_of(&self, task: &Task) -> Point {
        let mut number = task.spot as i32 % self.columns;
        if self.is_low() && self.lock.is_some() {
            // The line begins at the other end.
            number = self.columns - 1 - number;
        }
        let x = self.people.x + 1 + self.pitch / 2 + number * self.pitch;
        Point::new(x as f32, self.lower)
    }

    /// Whether all stand in one row, beside the board.
    fn is_low(&self) -> bool {
        self.upper >= self.lower
    }

    /// Room that the lock takes on the board.
    fn lock_room(&self) -> i32 {
        if self.is_low() && self.lock.is_some() {
            LOCK
        } else {
            0
        }
    }

    fn lock_at(&self) -> (i32, i32) {
        let sprite = sprite::get("lock.small");
        let high = sprite.height() + 2;
        if self.is_low() {
            return (self.panel.right() - LOCK + 1, self.panel.bottom() - high);
        }
        (self.people.x + 4, self.upper as i32 - high + 1)
    }

    fn owner_at(&self) -> Point {
        let aside = if self.is_low() { 5 } else { 20 };
        Point::new((self.people.x + aside) as f32, self.upper)
    }

    fn in_line(&self, index: usize) -> Point {
        let owner = self.owner_at();
        Point::new(
            owner.x + (PACE + 2 + index as i32 * (PACE + 1)) as f32,
            owner.y,
        )
    }

    /// What a task has read and not written back.
    fn in_hand(&self, task: &Task) -> Option<(&'a Variable, &'a Access)> {
        let found = self
            .variables
            .iter()
            .filter_map(|(variable, _)| Some((*variable, variable.in_hand(task.id)?)));
        found.max_by_key(|(_, access)| access.moment)
    }

    fn draw_lock(&self, canvas: &mut Canvas, show: &Show) {
        let Some(lock) = self.lock else { return };
        let owner = lock.owner;
        let (x, y) = self.lock_at();
        let sprite = sprite::get("lock.small");
        let wear = Wear {
            frame: usize::from(owner.is_some()),
            tint: owner.map_or(0, |owner| show.tint(owner)),
            ..Wear::default()
        };
        canvas.sprite(sprite, x as f32, y as f32, wear);
        canvas.keep(x, y, sprite.width(), sprite.height());
        let row = if self.is_low() {
            canvas.row((y - 2) as f32)
        } else {
            canvas.row(self.upper)
        };
        let column = canvas.column((x - 1) as f32);
        show.caption(canvas, lock, column, row, show.cells(LOCK));
    }

    /// Over the head, what it has read; what somebody has changed since is marked.
    fn say_read(&self, canvas: &mut Canvas, show: &Show, ground: &mut Ground, figure: &Figure) {
        let Some((variable, read)) = self.in_hand(figure.task) else {
            return;
        };
        let old = variable.is_stale(read);
        let value = boards::short(&read.value, 8);
        let key = if old { "stage.read_old" } else { "stage.read" };
        let role = if old { Role::Bad } else { Role::Glass };
        let column = canvas.column(figure.at.x);
        let high = if figure.stand.small { SMALL } else { PERSON };
        let head = figure.at.y - high as f32;
        let full = show.texts.fill(key, &[("value", &value)]);
        let short = if old {
            format!("{value}!")
        } else {
            value.clone()
        };
        for words in [format!(" {full} "), format!(" {short} "), short] {
            let wide = columns(&words);
            // Where a neighbour's is in the way, a little higher or aside: two never look like one.
            let rows = [4.0, 6.0, 2.0].into_iter().map(|up| canvas.row(head - up));
            let asides = [0, 1, -1, 2, -2];
            let mut spots =
                rows.flat_map(|row| asides.map(|aside| (column + aside - wide / 2, row)));
            let free =
                spots.find(|(column, row)| ground.is_free(Patch::new(*column, *row, wide, 1)));
            if let Some((column, row)) = free {
                ground.take(Patch::new(column - 1, row, wide + 2, 1));
                let style = bold(show.look(), Role::Black).patch(show.look().on(Role::Black, role));
                canvas.text_on(column, row, &words, style);
                return;
            }
        }
    }
}

impl Picture for Board<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        self.lock.is_some_and(|lock| lock.id == object)
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn lounge(&self, _task: &Task) -> Zone {
        self.people
    }

    fn shows_data(&self) -> bool {
        true
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = self.upper as i32 - 3;
        zone.wall_and_floor(canvas, floor);
        let board = self.panel;
        let last = self.variables.iter().filter_map(|(variable, _)| {
            let last = variable.accesses.last()?;
            (last.op == Op::Write).then_some(last)
        });
        let last = last.max_by_key(|access| access.moment);
        let wiped = last.is_some_and(|last| last.over.is_some());
        let fresh = last.is_some_and(|last| under_way(last.moment, show.moment, FLASH));
        let frame = match (wiped, fresh) {
            (true, _) => Role::Bad,
            (false, true) => Role::Gold,
            _ => Role::Wood,
        };
        if let Some((variable, name)) = self.variables.first() {
            canvas.fill(board.x, board.y, board.w, board.h, frame);
            canvas.fill(
                board.x + 1,
                board.y + 1,
                board.w - 2,
                board.h - 2,
                Role::Black,
            );
            canvas.keep(board.x, board.y, board.w, board.h);
            self.write_first(canvas, show, variable, name);
        }
        self.draw_lock(canvas, show);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let room = show.cells(self.pitch) - 2;
        match place {
            Place::Inside { .. } => Stand {
                at: self.owner_at(),
                stance: Stance::Hold,
                left: true,
                room: 0,
                ..Stand::default()
            },
            Place::Line { .. } | Place::Picked { .. } => Stand {
                at: between(index, |index| self.in_line(index)),
                stance: if index < 0.5 {
                    Stance::Reach
                } else {
                    Stance::Wait
                },
                left: true,
                room: 0,
                hidden: self.in_line(index as usize).x > (self.zone.right() - 2) as f32,
                ..Stand::default()
            },
            Place::Wings | Place::Exit => Stand {
                at: Point::new((self.zone.right() + 6) as f32, self.lower),
                ..Stand::default()
            },
            _ => Stand {
                at: self.spot_of(task),
                stance: if task.want().is_some() {
                    Stance::Wait
                } else {
                    Stance::Stand
                },
                room,
                small: self.small,
                hidden: task.spot >= self.columns as u32 * 3,
                ..Stand::default()
            },
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn remarks(&self, canvas: &mut Canvas, show: &Show, ground: &mut Ground, cast: &[Figure]) {
        let mut figures: Vec<&Figure> = cast
            .iter()
            .filter(|figure| !figure.stand.hidden && !figure.stand.shrunk)
            .collect();
        figures.sort_by_key(|figure| figure.task.id);
        for figure in figures {
            self.say_read(canvas, show, ground, figure);
        }
    }

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        let (x, y) = self.lock_at();
        Point::new((x + 4) as f32, (y + 3) as f32)
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.right() - 13) as f32, self.lower)
    }
}

/// Whether a value can be written in the large font.
fn is_large(value: &str) -> bool {
    columns(value) <= 8 && value.chars().all(|letter| glyph(letter).is_some())
}

/// The size of a value on a board of this width and height.
fn size_for(value: &str, wide: i32, high: i32) -> i32 {
    let fits = |size: &i32| big_width(value, *size) <= wide && 5 * size <= high;
    [3, 2, 1].into_iter().find(fits).unwrap_or(0)
}
