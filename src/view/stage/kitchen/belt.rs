//! The belt, what lies on it, and how much that is.

use super::super::cast::between;
use super::super::show::Show;
use super::{BUN, Kitchen, STAFF_ROOM};
use crate::model::{End, FlightKind, Item, Spot};
use crate::trace::QueueOrder;
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

    pub(super) fn numbers(&self, canvas: &mut Canvas, show: &Show) {
        let object = self.object;
        let depth = object.depth.max(object.items.len() as i64);
        let text = match object.capacity {
            Some(capacity) => format!("{depth}/{capacity}"),
            None => format!("{depth}"),
        };
        let full = object.capacity.is_some_and(|capacity| depth >= capacity);
        let role = if full {
            Role::Bad
        } else if depth == 0 {
            Role::Dim
        } else {
            Role::Good
        };
        let word = if full {
            "stage.full"
        } else if depth == 0 {
            "stage.empty"
        } else {
            "stage.inside"
        };
        let mut counters = vec![(text, word, role)];
        // Where nobody ever says that something is dealt with, the count means nothing.
        let counts = show.model.hello.source.contains("task_done");
        if (counts && object.unfinished != 0) || !object.joiners.is_empty() {
            let role = if object.unfinished == 0 {
                Role::Good
            } else {
                Role::Warn
            };
            counters.push((object.unfinished.to_string(), "stage.unfinished", role));
        }
        let row = canvas.row(self.zone.y as f32);
        let left = canvas.column(self.caption as f32) + 1;
        let room = canvas.column(self.zone.right() as f32) - left - 1;
        let taken = show.caption(canvas, object, left, row, room);
        let beside = (self.belt.w - STAFF_ROOM) / 2;
        let wall = self.belt.y - BUN - 2 - self.text - 1 - self.zone.y;
        if self.zone.h > 34 && wall >= 9 + self.text {
            self.on_the_wall(canvas, show, &counters);
        } else if !self.is_low() && beside >= 12 {
            let middle = self.belt.x + self.belt.w / 2;
            let aside = STAFF_ROOM / 2 + beside / 2;
            for ((text, word, role), middle) in
                counters.iter().zip([middle - aside, middle + aside])
            {
                let top = self.belt.bottom() + 2;
                number(canvas, show, (middle, top), (text, word, *role), 1);
            }
        } else {
            let mut column = left + taken + 2;
            for (text, word, role) in &counters {
                let words = format!("{text} {}", show.word(word));
                if column + columns(&words) > left + room {
                    break;
                }
                canvas.text(column, row, &words, bold(show.look(), *role));
                column += columns(&words) + 2;
            }
        }
    }

    /// The counters on boards, where there is a wall for them.
    fn on_the_wall(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        counters: &[(String, &'static str, Role)],
    ) {
        let top = self.zone.y + self.text + 1;
        let room = self.belt.y - BUN - 2 - top;
        let size = if room >= 15 + self.text { 2 } else { 1 };
        let tall = 5 * size + 4 + self.text;
        let y = top + (room - tall).max(0) / 2;
        let wide = |(text, word, _): &(String, &'static str, Role)| {
            big_width(text, size).max(show.pixels(columns(show.word(word)))) + 4
        };
        let all: i32 = counters.iter().map(|counter| wide(counter) + 3).sum();
        let heap = self.belt.x + 2 + self.heap() * self.pitch + 4;
        let start = self.belt.x + (self.belt.w - all) / 2;
        let mut x = if self.object.capacity.is_none() {
            start.max(heap)
        } else {
            start.max(self.zone.x + 2)
        };
        for counter in counters {
            let (text, word, role) = counter;
            let wide = wide(counter);
            canvas.fill(x - 1, y - 1, wide + 2, tall + 2, Role::WoodDark);
            canvas.fill(x, y, wide, tall, Role::Black);
            number(
                canvas,
                show,
                (x + wide / 2, y + 2),
                (text, word, *role),
                size,
            );
            x += wide + 3;
        }
    }
}

/// The fewest cells in which the beginning of a word says something.
const READABLE: i32 = 3;

/// A large number with a word under it.
fn number(
    canvas: &mut Canvas,
    show: &Show,
    (middle, top): (i32, i32),
    (text, word, role): (&str, &'static str, Role),
    size: i32,
) {
    let wide = big_width(text, size);
    canvas.big(middle - wide / 2, top, text, role, size);
    let row = canvas.row((top + 5 * size) as f32 + 0.9);
    canvas.text_centred(
        canvas.column(middle as f32),
        row,
        show.word(word),
        show.look().fg(Role::Dim),
    );
}

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
