//! The belt, what lies on it, and how much that is.

use super::super::Picture;
use super::super::cast::between;
use super::super::show::{PERSON, Show, Zone};
use super::{BUN, Kitchen, STAFF_ROOM};
use crate::model::{End, FlightKind, Item, Spot};
use crate::trace::{ObjectKind, QueueOrder};
use crate::view::canvas::{Canvas, Wear, big_width, bold, columns};
use crate::view::motion::{FLIGHT, Point, WALK, ease, progress, under_way};
use crate::view::sprite;
use crate::view::theme::Role;

impl Kitchen<'_> {
    /// Where the item in this place lies: 0 is the next to leave, at the right end; those that the belt has no room for are
    /// heaped up where they come in.
    pub(super) fn item_at(&self, index: usize) -> Point {
        let index = index as i32;
        let over = index - self.places;
        if over < 0 {
            let x = self.belt.right() - 1 - self.pitch / 2 - index * self.pitch;
            return Point::new(x as f32, self.belt.y as f32);
        }
        let (layer, place) = (over / self.heap(), over % self.heap());
        let x = self.belt.x + 1 + self.pitch / 2 + place * self.pitch + layer % 2 * 2;
        let y = self.belt.y - (layer + 1).min(self.layers) * 4;
        Point::new(x as f32, y as f32)
    }

    /// Items beside each other in the heap.
    fn heap(&self) -> i32 {
        (self.places / 2).clamp(1, 3)
    }

    pub(super) fn drawn(&self) -> usize {
        (self.places + self.heap() * self.layers).max(1) as usize
    }

    /// How far the belt still has to move because of items that have just been taken.
    pub(super) fn lag(&self, show: &Show) -> f32 {
        let taken = show.model.flights.iter().rev().filter(|flight| {
            flight.kind == FlightKind::Get
                && flight.from == Spot::End(self.object.id, End::Take)
                && under_way(flight.moment, show.moment, WALK)
        });
        taken
            .map(|flight| 1.0 - ease(progress(flight.moment, show.moment, WALK)))
            .sum()
    }

    pub(super) fn items(&self, canvas: &mut Canvas, show: &Show) {
        let lag = if self.object.order == QueueOrder::Lifo {
            0.0
        } else {
            self.lag(show)
        };
        let count = self.object.items.len();
        for (index, item) in self
            .object
            .items
            .iter()
            .enumerate()
            .take(self.drawn())
            .rev()
        {
            // The last in is the first out: it lies at the right end.
            let index = if self.object.order == QueueOrder::Lifo {
                count - 1 - index
            } else {
                index
            };
            if index >= self.drawn() {
                continue;
            }
            // What is heaped up lies still: the belt takes from it.
            let way = if (index as i32) < self.places {
                lag
            } else {
                0.0
            };
            let mut at = between(index as f32 + way, |i| self.item_at(i));
            // It flies to the belt first, then it is carried along.
            let landed = item.moment + FLIGHT;
            if show.moment < landed {
                continue;
            }
            let arrives = under_way(landed, show.moment, WALK);
            if arrives {
                let stacked = self.object.order == QueueOrder::Lifo;
                let x = if stacked {
                    self.belt.right() + 2
                } else {
                    self.belt.x - 2
                };
                let from = Point::new(x as f32, at.y);
                at = from.towards(at, ease(progress(landed, show.moment, WALK)));
            }
            let named = (index as i32) < self.places && !arrives;
            self.item(canvas, show, item, at, named);
        }
    }

    pub(super) fn item(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        item: &Item,
        at: Point,
        named: bool,
    ) {
        let sentinel = &*item.text == "None";
        let sprite = sprite::get(match (sentinel, self.pitch > BUN) {
            (true, true) => "plate",
            (true, false) => "plate.small",
            (false, true) => "bun",
            (false, false) => "bun.small",
        });
        // Letters stand on the belt's light edge, not in it.
        let up = if canvas.look().ascii { 1.0 } else { 0.0 };
        canvas.stand(sprite, at.x, at.y - up, Wear::default());
        if !named {
            return;
        }
        let short = short(&item.text, show.cells(self.pitch) - 1);
        let row = canvas.row((self.belt.y + 2) as f32);
        canvas.text_centred(
            canvas.column(at.x),
            row,
            short,
            bold(show.look(), Role::White),
        );
    }

    /// The ends of the belt: a gate that is shut where one would have to wait, and the calls that one waits in.
    pub(super) fn ends(&self, canvas: &mut Canvas, show: &Show) {
        let (object, belt) = (self.object, self.belt);
        let depth = self.depth();
        let full = object.capacity.is_some_and(|capacity| depth >= capacity);
        for (x, shut) in [(belt.x - 2, full), (belt.right() + 1, depth == 0)] {
            if shut {
                canvas.fill(x, belt.y - GATE, 1, GATE + belt.h, Role::Bad);
                canvas.fill(x - 1, belt.y - GATE, 3, 2, Role::Bad);
            } else {
                canvas.fill(x, belt.y - 1, 1, belt.h + 1, Role::Metal);
            }
        }
        let (put, get) = match object.kind {
            ObjectKind::Pipe => ("send()", "recv()"),
            _ => ("put()", "get()"),
        };
        let row = canvas.row((belt.bottom() + 1) as f32);
        let style = bold(show.look(), Role::Text);
        let (left, right) = (
            canvas.column(belt.x as f32),
            canvas.column(belt.right() as f32),
        );
        if right - left > show.cells(STAFF_ROOM) + columns(put) + columns(get) + 2 {
            canvas.text(left, row, put, style);
            canvas.text(right - columns(get), row, get, style);
        }
    }

    fn depth(&self) -> i64 {
        self.object.depth.max(self.object.items.len() as i64)
    }

    /// How many are inside, in words, where the band over the stage speaks of something else; gives the width taken.
    fn inside(&self, canvas: &mut Canvas, show: &Show, column: i32, row: i32, room: i32) -> i32 {
        let depth = self.depth();
        let (word, role) = match self.object.capacity {
            Some(capacity) if depth >= capacity => ("stage.full", Role::Bad),
            _ if depth == 0 => ("stage.empty", Role::Dim),
            _ => ("stage.inside", Role::Good),
        };
        let number = match self.object.capacity {
            Some(capacity) => format!("{depth}/{capacity}"),
            None => depth.to_string(),
        };
        let words = format!("{number} {}", show.word(word));
        if show.is_banded(self.object) || columns(&words) + 2 > room {
            return 0;
        }
        canvas.text(column + 2, row, &words, bold(show.look(), role));
        columns(&words) + 2
    }

    /// The queue's name, and what has not been dealt with yet: it is this that `join()` waits for. How many are inside, the
    /// band over the stage says.
    pub(super) fn numbers(&self, canvas: &mut Canvas, show: &Show) {
        let object = self.object;
        let row = canvas.row(self.zone.y as f32);
        let left = canvas.column(self.caption as f32) + 1;
        let room = canvas.column(self.zone.right() as f32) - left - 1;
        let taken = show.caption(canvas, object, left, row, room);
        let taken = taken + self.inside(canvas, show, left + taken, row, room - taken);
        let joined = !object.joiners.is_empty();
        // Where nobody ever says that something is dealt with, the count means nothing.
        let counts = show.model.hello.source.contains("task_done");
        if !(joined || counts && object.unfinished != 0) {
            return;
        }
        let role = if object.unfinished == 0 {
            Role::Good
        } else {
            Role::Warn
        };
        let text = object.unfinished.to_string();
        let word = show.word("stage.unfinished");
        let staff = self.staff();
        let beside = Zone {
            x: staff.x as i32 + STAFF_ROOM - 4,
            y: self.lower as i32 - PERSON,
            w: self.belt.right() - staff.x as i32 - STAFF_ROOM + 4,
            h: PERSON,
        };
        if joined && !self.is_low() {
            let column = canvas.column(staff.x - 4.0) - columns("join()") - 1;
            if column >= canvas.column(self.belt.x as f32) {
                let row = canvas.row(staff.y - 5.0);
                canvas.text(column, row, "join()", bold(show.look(), Role::Warn));
            }
        }
        let wide = big_width(&text, 1).max(show.pixels(columns(word)));
        let place = if self.zone.h > WALL {
            let top = self.belt.y - BUN - 10 - self.text;
            Some((self.belt.x + self.belt.w / 2, top))
        } else {
            let fits = beside.w >= wide && !self.is_low();
            fits.then_some((beside.x + beside.w / 2, beside.y))
        };
        if let Some((middle, top)) = place {
            canvas.big(middle - big_width(&text, 1) / 2, top, &text, role, 1);
            let row = canvas.row((top + 5) as f32 + 0.9);
            let style = show.look().fg(Role::Text);
            canvas.text_centred(canvas.column(middle as f32), row, word, style);
        } else {
            let words = format!("{text} {word}");
            if taken + 2 + columns(&words) <= room {
                let column = left + taken + 2;
                canvas.text(column, row, &words, bold(show.look(), role));
            }
        }
    }
}

/// Higher than this, a kitchen has a wall over the belt.
const WALL: i32 = 40;

/// How far a gate that is shut rises over the belt.
const GATE: i32 = 6;

/// The fewest cells in which the beginning of a word says something.
const READABLE: i32 = 3;

/// What an item is told by where there are so many cells: all of it, else the number at its end, else how it begins.
fn short(text: &str, room: i32) -> &str {
    let name = text.trim_matches(['\'', '"']);
    if columns(name) <= room {
        return name;
    }
    let digits = name
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or("");
    if !digits.is_empty() && columns(digits) <= room {
        return digits;
    }
    let begins = name.char_indices().map(|(at, _)| &name[..at]);
    let begins = begins.take_while(|head| columns(head) <= room);
    begins.last().filter(|_| room >= READABLE).unwrap_or("")
}
