//! A queue by itself: a pile that is taken from the top, a board where what is more urgent stands higher, and labelled boxes
//! that come in at the top and leave at the foot, first come first served.

use crate::model::{End, Item, Object, Place, Spot, Task};
use crate::trace::{ObjectId, QueueOrder};
use crate::view::canvas::{Canvas, Mark, big_width, bold, columns};
use crate::view::motion::{FLIGHT, Point, STIR, under_way};
use crate::view::theme::Role;

use super::Picture;
use super::boards::short;
use super::cast::{Figure, Stance, Stand, between};
use super::lobby::Lobby;
use super::show::{PACE, PERSON, Show, Zone};

/// Room for the main thread, where all stand in one row.
const STAFF: i32 = 10;
/// Room for one who gives or takes.
const SIDE: i32 = 10;
/// The narrowest rack.
const NARROWEST: i32 = 10;
/// A ground that is narrower has no place for the main thread, nor for a number beside the rack.
const NARROW: i32 = 40;

/// The layout of a shelf.
#[derive(Debug)]
pub struct Shelf<'a> {
    object: &'a Object,
    zone: Zone,
    text: i32,
    /// What lies in it, a row of text for each item.
    rack: Zone,
    floor: f32,
    /// Pixel row where the floor begins.
    ground: i32,
    /// How far apart those stand who wait at either end: as all who may come have room, so that it stays as it is.
    pitch: [i32; 2],
    givers: Lobby,
    takers: Lobby,
}

impl<'a> Shelf<'a> {
    /// A shelf in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let floor = (zone.bottom() - text) as f32;
        // Where it is low, all stand in one row, beside it: the main thread, who gives, and who takes.
        let low = zone.h < 34;
        let left = if low {
            (STAFF + SIDE).min((zone.w - NARROWEST) / 2)
        } else {
            0
        };
        let wide = (zone.w * 2 / 5).clamp(14, 40.min(zone.w.max(14)));
        let wide = if low {
            wide.min((zone.w - left - SIDE).max(NARROWEST))
        } else {
            wide
        };
        // Where the number has no room beside it, it stands above it.
        let above = if zone.w < NARROW { 5 } else { 2 };
        let top = zone.y + above * text;
        // The rows of the rack are the rows of cells.
        let high = (floor as i32 - top - 1) / text * text;
        let rack = Zone {
            x: zone.x + left.max((zone.w - wide) / 2),
            y: top,
            w: wide,
            h: high.max(text),
        };
        let upper = if low {
            floor
        } else {
            floor - (PERSON + text) as f32
        };
        let rows = if zone.h >= 44 { 2 } else { 1 };
        let (left, right) = match low {
            true if zone.w < NARROW => (0, 1),
            true => (STAFF, 1),
            false => (1, 4),
        };
        let crowd = (show.model.crowd as i32).max(1);
        let pitch = |room: i32| ((room - 4) / crowd).clamp(4, PACE + 1);
        Self {
            object,
            zone,
            text,
            rack,
            floor,
            ground: (upper - ((rows - 1) * (PERSON + text)) as f32) as i32 - 3,
            pitch: [pitch(rack.x - zone.x), pitch(zone.right() - rack.right())],
            givers: Lobby::new(zone.x + left, rack.x - 1 - right, upper, rows, text),
            takers: Lobby::new(rack.right() + right, zone.right() - 1, upper, rows, text),
        }
    }

    fn is_pile(&self) -> bool {
        self.object.order == QueueOrder::Lifo
    }

    /// Whether what comes first leaves first, at the foot.
    fn is_chute(&self) -> bool {
        self.object.order == QueueOrder::Fifo
    }

    fn rows(&self) -> usize {
        (self.rack.h / self.text).max(1) as usize
    }

    /// Pixel row at which the item in this place begins, counted from the next to leave. A pile grows from its foot.
    fn row_y(&self, place: usize, count: usize) -> i32 {
        let (rows, place) = (self.rows(), place as i32);
        if self.is_pile() {
            let high = count.min(rows) as i32;
            self.rack.bottom() - (high - place) * self.text
        } else if self.is_chute() {
            self.rack.bottom() - (place + 1) * self.text
        } else {
            self.rack.y + place * self.text
        }
    }

    /// The items in the order in which they will leave.
    fn leaving(&self) -> Vec<&'a Item> {
        let items = self.object.items.iter();
        if self.is_pile() {
            items.rev().collect()
        } else {
            items.collect()
        }
    }

    fn line_x(&self, end: End, index: usize) -> f32 {
        let (pitch, first, back) = match end {
            End::Give => (self.pitch[0], self.rack.x - 4, -1),
            _ => (self.pitch[1], self.rack.right() + 4, 1),
        };
        (first + back * index as i32 * pitch) as f32
    }

    /// The upper end of the walls: they are as high as it has room for.
    fn walls_top(&self) -> i32 {
        let high = match self.object.capacity {
            Some(capacity) if self.is_pile() || self.is_chute() => {
                capacity.clamp(1, self.rows() as i64) as i32 * self.text
            }
            _ => self.rack.h,
        };
        self.rack.bottom() - high
    }

    fn walls(&self, canvas: &mut Canvas) {
        let rack = self.rack;
        let top = self.walls_top();
        let high = rack.bottom() - top;
        canvas.fill(rack.x, top, rack.w, high, Role::Black);
        canvas.fill(rack.x - 1, top, 1, high, Role::Metal);
        canvas.fill(rack.right(), top, 1, high, Role::Metal);
        canvas.fill(rack.x - 1, rack.bottom(), rack.w + 2, 1, Role::MetalLight);
    }

    fn entries(&self, canvas: &mut Canvas, show: &Show) {
        let leaving = self.leaving();
        let depth = self.object.depth.max(leaving.len() as i64) as usize;
        let rows = self.rows();
        let shown = if depth > rows { rows - 1 } else { depth };
        for (place, item) in leaving.iter().take(shown).enumerate() {
            // It flies here first.
            if show.moment < item.moment + FLIGHT {
                continue;
            }
            let y = self.row_y(place, depth);
            if self.is_pile() || self.is_chute() {
                self.plate(canvas, show, item, y, place == 0);
            } else {
                let passed = leaving[place + 1..]
                    .iter()
                    .filter(|other| other.id < item.id);
                self.entry(canvas, show, item, y, (place == 0, passed.count()));
            }
        }
        if depth > shown {
            let y = self.row_y(rows - 1, depth);
            let more = show.more(depth - shown);
            let column = canvas.column((self.rack.x + self.rack.w / 2) as f32);
            canvas.text_centred(
                column,
                canvas.row(y as f32),
                &more,
                bold(show.look(), Role::Bright),
            );
        }
    }

    fn plate(&self, canvas: &mut Canvas, show: &Show, item: &Item, y: i32, top: bool) {
        let rack = self.rack;
        let fresh = under_way(item.moment, show.moment, STIR);
        let ink = match (&*item.text == "None", fresh) {
            (true, _) => Role::Bad,
            (false, true) => Role::Gold,
            (false, false) if item.id.is_multiple_of(2) => Role::White,
            _ => Role::MetalLight,
        };
        canvas.fill(rack.x + 1, y, rack.w - 2, self.text, ink);
        let row = canvas.row(y as f32);
        let name = label(&item.text, show.cells(rack.w - 4));
        let style = show.look().on(Role::Black, ink);
        let middle = canvas.column((rack.x + rack.w / 2) as f32);
        canvas.text_on(middle - columns(&name) / 2, row, &name, style);
        if top {
            let sign = bold(show.look(), Role::Accent);
            canvas.text(
                canvas.column(rack.right() as f32) + 1,
                row,
                show.mark(Mark::Right),
                sign,
            );
            // A pile is filled where it is emptied.
            let row = if self.is_chute() {
                canvas.row(self.walls_top() as f32)
            } else {
                row
            };
            canvas.text(
                canvas.column(rack.x as f32) - 2,
                row,
                show.mark(Mark::Right),
                sign,
            );
        }
    }

    /// A row of the board: the priority, what it is, and how many it has overtaken.
    fn entry(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        item: &Item,
        y: i32,
        (first, passed): (bool, usize),
    ) {
        let (look, rack) = (show.look(), self.rack);
        let row = canvas.row(y as f32);
        let left = canvas.column(rack.x as f32);
        let room = show.cells(rack.w);
        let fresh = under_way(item.moment, show.moment, STIR);
        let (urgency, name) = parts(&item.text);
        let field = if fresh {
            Role::Gold
        } else if first {
            Role::Accent
        } else {
            Role::MetalLight
        };
        let number = format!(" {} ", label(urgency, (room / 2).max(3)));
        canvas.text_on(
            left,
            row,
            &number,
            bold(look, Role::Black).patch(look.on(Role::Black, field)),
        );
        let after = left + columns(&number) + 1;
        let overtook = if passed > 0 {
            format!("{}{passed}", show.mark(Mark::Up))
        } else {
            String::new()
        };
        let space = room - columns(&number) - 2 - columns(&overtook);
        let role = if first { Role::Bright } else { Role::Text };
        canvas.text(after, row, &label(name, space), bold(look, role));
        let end = left + room - columns(&overtook);
        canvas.text(end, row, &overtook, bold(look, Role::Warn));
        if first {
            canvas.text(
                left + room + 1,
                row,
                show.mark(Mark::Right),
                bold(look, Role::Accent),
            );
        }
    }

    fn numbers(&self, canvas: &mut Canvas, show: &Show) {
        let object = self.object;
        let depth = object.depth.max(object.items.len() as i64);
        let full = object.capacity.is_some_and(|capacity| depth >= capacity);
        let (word, role) = match depth {
            _ if full => ("stage.full", Role::Bad),
            0 => ("stage.empty", Role::Dim),
            _ => ("stage.inside", Role::Good),
        };
        let number = match object.capacity {
            Some(capacity) => format!("{depth}/{capacity}"),
            None => depth.to_string(),
        };
        if !show.is_banded(object) {
            let left = (self.zone.x + 2, self.rack.x - 2);
            self.number(canvas, show, left, &number, word, role);
        }
        let counts = show.model.hello.source.contains("task_done");
        if (counts && object.unfinished != 0) || !object.joiners.is_empty() {
            let role = if object.unfinished == 0 {
                Role::Good
            } else {
                Role::Warn
            };
            let right = (self.rack.right() + 3, self.zone.right() - 1);
            let number = object.unfinished.to_string();
            self.number(canvas, show, right, &number, "stage.unfinished", role);
        }
    }

    fn number(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        (from, to): (i32, i32),
        number: &str,
        word: &str,
        role: Role,
    ) {
        let size = if self.zone.h >= 40 && big_width(number, 2) <= to - from && show.scale == 1 {
            2
        } else {
            1
        };
        let middle = from
            .midpoint(to)
            .max(self.zone.x + 1 + big_width(number, size) / 2);
        let y = self.zone.y + self.text + 1;
        canvas.big(middle - big_width(number, size) / 2, y, number, role, size);
        let row = canvas.row((y + 5 * size) as f32 + 0.9);
        let words = show.word(word);
        if columns(words) <= show.cells(to - from) {
            canvas.text_centred(
                canvas.column(middle as f32),
                row,
                words,
                show.look().fg(Role::Dim),
            );
        }
    }
}

/// A tuple's first part and the rest; a plain value is its own priority.
fn parts(text: &str) -> (&str, &str) {
    let inner = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    match inner.and_then(|inner| inner.split_once(',')) {
        Some((first, rest)) => (first.trim(), rest.trim().trim_matches(['\'', '"'])),
        None => (text.trim_matches(['\'', '"']), ""),
    }
}

/// An item's text without quotes, as far as it fits.
fn label(text: &str, room: i32) -> String {
    let text = text.trim_matches(['\'', '"']);
    short(text, room)
}

impl Picture for Shelf<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        object == self.object.id
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = self.ground;
        zone.wall_and_floor(canvas, floor);
        self.walls(canvas);
        self.entries(canvas, show);
        self.numbers(canvas, show);
        let (column, row) = (canvas.column(zone.x as f32) + 1, canvas.row(zone.y as f32));
        show.caption(canvas, self.object, column, row, show.cells(zone.w) - 2);
    }

    fn stand(&self, _show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let zone = self.zone;
        let gives = self.object.gave.contains(&task.id);
        match place {
            Place::Line { end: End::Join, .. } => Stand {
                at: Point::new(zone.right() as f32 - 4.0 - index * PACE as f32, self.floor),
                stance: Stance::Wait,
                left: true,
                room: 0,
                ..Stand::default()
            },
            Place::Line { end, .. } | Place::Picked { end, .. } => {
                let at = between(index, |i| Point::new(self.line_x(end, i), self.floor));
                Stand {
                    at,
                    stance: if index < 0.5 {
                        Stance::Reach
                    } else {
                        Stance::Wait
                    },
                    left: end != End::Give,
                    room: 0,
                    hidden: at.x < (zone.x + 2) as f32 || at.x > (zone.right() - 2) as f32,
                    ..Stand::default()
                }
            }
            Place::Wings | Place::Exit => {
                let x = if gives { zone.x - 6 } else { zone.right() + 6 };
                Stand {
                    at: Point::new(x as f32, self.floor),
                    ..Stand::default()
                }
            }
            _ => Stand {
                at: if gives {
                    self.givers.at(task)
                } else {
                    self.takers.at(task)
                },
                left: !gives,
                room: 0,
                ..Stand::default()
            },
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        let depth = self.object.items.len();
        let y = self.row_y(0, depth) as f32;
        let x = match spot {
            Spot::End(_, End::Give) => self.rack.x + 2,
            Spot::End(_, End::Take) => self.rack.right() - 2,
            _ => self.rack.x + self.rack.w / 2,
        };
        Point::new(x as f32, y - 1.0)
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.x + 4) as f32, self.floor)
    }
}
