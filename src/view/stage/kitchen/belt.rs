//! The belt, what lies on it, and how much that is.

use super::super::cast::between;
use super::super::show::Show;
use super::{BUN, Kitchen};
use crate::model::{End, FlightKind, Item, Spot};
use crate::trace::QueueOrder;
use crate::view::canvas::{Canvas, Wear, big_width, bold, columns};
use crate::view::motion::{FLIGHT, Point, WALK, ease, progress, under_way};
use crate::view::sprite;
use crate::view::theme::Role;

impl Kitchen<'_> {
    /// Where the item in this place lies: 0 is the next to leave, at the right end.
    pub(super) fn item_at(&self, index: usize) -> Point {
        let (layer, place) = (index as i32 / self.places, index as i32 % self.places);
        let layer = layer.min(self.layers);
        let x = self.belt.right()
            - 1
            - self.pitch / 2
            - place * self.pitch
            - layer % 2 * (self.pitch / 2);
        Point::new(x as f32, (self.belt.y - layer * 4) as f32)
    }

    pub(super) fn drawn(&self) -> usize {
        (self.places * (self.layers + 1)).max(1) as usize
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
            let mut at = between(index as f32 + lag, |i| self.item_at(i));
            // It flies to the belt first, then it is carried along.
            let landed = item.moment + FLIGHT;
            if show.moment < landed {
                continue;
            }
            if under_way(landed, show.moment, WALK) {
                let stacked = self.object.order == QueueOrder::Lifo;
                let x = if stacked {
                    self.belt.right() + 2
                } else {
                    self.belt.x - 2
                };
                let from = Point::new(x as f32, at.y);
                at = from.towards(at, ease(progress(landed, show.moment, WALK)));
            }
            self.item(canvas, show, item, at, (index as i32) < self.places);
        }
    }

    pub(super) fn item(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        item: &Item,
        at: Point,
        first: bool,
    ) {
        let sentinel = &*item.text == "None";
        let sprite = sprite::get(match (sentinel, self.pitch > BUN) {
            (true, true) => "plate",
            (true, false) => "plate.small",
            (false, true) => "bun",
            (false, false) => "bun.small",
        });
        canvas.stand(sprite, at.x, at.y, Wear::default());
        if !first || self.pitch <= BUN {
            return;
        }
        let name = item.text.trim_matches(['\'', '"']);
        let room = show.cells(self.pitch) - 1;
        let short = if columns(name) <= room {
            name
        } else {
            tail(name, room)
        };
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
        let middle = self.zone.x + self.zone.w / 2;
        self.number(
            canvas,
            show,
            middle - self.belt.w.clamp(24, 44) * 7 / 20,
            &text,
            word,
            role,
        );
        // Where nobody ever says that something is dealt with, the count means nothing.
        let counts = show.model.hello.source.contains("task_done");
        if (counts && object.unfinished != 0) || !object.joiners.is_empty() {
            let text = object.unfinished.to_string();
            let role = if object.unfinished == 0 {
                Role::Good
            } else {
                Role::Warn
            };
            self.number(
                canvas,
                show,
                middle + self.belt.w.clamp(24, 44) * 7 / 20,
                &text,
                "stage.unfinished",
                role,
            );
        }
    }

    /// A large number with a word under it.
    pub(super) fn number(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        middle: i32,
        text: &str,
        word: &str,
        role: Role,
    ) {
        let top = self.belt.y + self.belt.h + 1;
        let room = self.zone.bottom() - top - self.text - 1;
        let size = if room >= 20 && show.scale == 1 { 2 } else { 1 };
        let wide = big_width(text, size);
        let y = top + (room - 5 * size).clamp(0, 4);
        canvas.big(middle - wide / 2, y, text, role, size);
        let row = canvas.row((y + 5 * size) as f32 + 0.9);
        canvas.text_centred(
            canvas.column(middle as f32),
            row,
            show.word(word),
            show.look().fg(Role::Dim),
        );
    }
}

fn tail(name: &str, room: i32) -> &str {
    let digits = name
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or("");
    if columns(digits) <= room { digits } else { "" }
}
