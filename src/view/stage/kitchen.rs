//! A queue: a belt with a place for each item, those who make, those who take, and who is blocked on which end.

use crate::model::{End, FlightKind, Item, Object, Place, Spot, Task};
use crate::trace::{ObjectId, QueueOrder};
use crate::view::canvas::{Canvas, Mark, Wear, big_width, bold, columns};
use crate::view::motion::{Point, WALK, ease, progress, under_way};
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Costume, Figure, Stance, Stand, between};
use super::show::{PACE, PERSON, Show, Zone};

const BUN: i32 = 7;

/// The layout of a kitchen.
#[derive(Debug)]
pub struct Kitchen<'a> {
    object: &'a Object,
    zone: Zone,
    belt: Zone,
    pitch: i32,
    /// Items that have a place of their own on the belt; the others lie on the pile.
    places: i32,
    layers: i32,
    text: i32,
    upper: f32,
    lower: f32,
}

impl<'a> Kitchen<'a> {
    /// A kitchen in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let side = (zone.w / 4).clamp(8, 34);
        let room = zone.w - 2 * side;
        let wanted = object.capacity.map_or(i64::MAX, |most| most.max(1));
        let pitch = if wanted <= 64 {
            (room / wanted as i32).clamp(4, BUN + 6)
        } else {
            BUN + 2
        };
        let places = (room / pitch).max(1).min(wanted.min(1_000) as i32);
        let wide = places * pitch + 2;
        let lower = (zone.bottom() - text) as f32;
        let tall = zone.h > 34;
        let upper = if tall {
            (zone.y + zone.h * 52 / 100) as f32
        } else {
            lower - (PERSON + text) as f32
        };
        let y = if tall {
            upper as i32 - 3
        } else {
            zone.y + zone.h / 2 - 1
        };
        Self {
            object,
            zone,
            belt: Zone {
                x: zone.x + (zone.w - wide) / 2,
                y,
                w: wide,
                h: 3,
            },
            pitch,
            places,
            layers: ((y - zone.y - 6 - text) / 5).clamp(1, 4),
            text,
            upper,
            lower,
        }
    }

    /// Where the item in this place lies: 0 is the next to leave, at the right end.
    fn item_at(&self, index: usize) -> Point {
        let (layer, place) = (index as i32 / self.places, index as i32 % self.places);
        let layer = layer.min(self.layers);
        let x = self.belt.right()
            - 1
            - self.pitch / 2
            - place * self.pitch
            - layer % 2 * (self.pitch / 2);
        Point::new(x as f32, (self.belt.y - layer * 4) as f32)
    }

    fn drawn(&self) -> usize {
        (self.places * (self.layers + i32::from(self.object.capacity.is_none()))).max(1) as usize
    }

    /// How far the belt still has to move because of items that have just been taken.
    fn lag(&self, show: &Show) -> f32 {
        let taken = show.model.flights.iter().rev().filter(|flight| {
            flight.kind == FlightKind::Get
                && flight.from == Spot::End(self.object.id, End::Take)
                && under_way(flight.moment, show.moment, WALK)
        });
        taken
            .map(|flight| 1.0 - ease(progress(flight.moment, show.moment, WALK)))
            .sum()
    }

    fn items(&self, canvas: &mut Canvas, show: &Show) {
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
            if under_way(item.moment, show.moment, WALK) {
                let from = Point::new((self.belt.x - 2) as f32, at.y - 3.0);
                at = from.towards(at, ease(progress(item.moment, show.moment, WALK)));
            }
            self.item(canvas, show, item, at, (index as i32) < self.places);
        }
    }

    fn item(&self, canvas: &mut Canvas, show: &Show, item: &Item, at: Point, first: bool) {
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
        let role = if sentinel { Role::Bad } else { Role::Text };
        let row = canvas.row((self.belt.y + self.belt.h) as f32 + 0.9);
        canvas.text_centred(canvas.column(at.x), row, short, bold(show.look(), role));
    }

    fn numbers(&self, canvas: &mut Canvas, show: &Show) {
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
        let size = if self.zone.h > 34 { 2 } else { 1 };
        let wide = big_width(&text, size);
        let x = self.zone.x + (self.zone.w - wide) / 2;
        canvas.big(x, self.zone.y + self.text, &text, role, size);
        let state = if full {
            "stage.full"
        } else if depth == 0 {
            "stage.empty"
        } else {
            return;
        };
        let row = canvas.row((self.zone.y + self.text) as f32 + 2.0);
        canvas.text(
            canvas.column((x + wide) as f32) + 2,
            row,
            show.word(state),
            bold(show.look(), role),
        );
    }

    fn line_x(&self, end: End, index: usize) -> f32 {
        let index = index as i32;
        let (room, first, back) = match end {
            End::Give => (self.belt.x - self.zone.x, self.belt.x + 3, -1),
            _ => (
                self.zone.right() - self.belt.right(),
                self.belt.right() - 4,
                1,
            ),
        };
        let waiting = self.object.line_at(end).len().max(1) as i32;
        let pitch = ((room + 4) / waiting).clamp(3, PACE + 1);
        (first + back * index * pitch) as f32
    }
}

fn tail(name: &str, room: i32) -> &str {
    let digits = name
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or("");
    if columns(digits) <= room { digits } else { "" }
}

impl Picture for Kitchen<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        object == self.object.id
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = if zone.h > 34 {
            self.upper as i32
        } else {
            self.belt.y + 3
        };
        canvas.fill(zone.x, zone.y, zone.w, floor - zone.y, Role::Wall);
        for y in (zone.y + 3..floor).step_by(4) {
            canvas.fill(zone.x, y, zone.w, 1, Role::WallLine);
        }
        for y in (zone.y..floor).step_by(4) {
            let shift = (y - zone.y) / 4 % 2 * 4;
            for x in (zone.x + shift..zone.right()).step_by(8) {
                canvas.fill(x, y, 1, 3.min(floor - y), Role::WallLine);
            }
        }
        canvas.fill(zone.x, floor, zone.w, zone.bottom() - floor, Role::Floor);
        let stove = sprite::get("stove");
        let steps = (show.ui.now / 400_000 % 2) as usize;
        let lit = Wear {
            frame: steps,
            ..Wear::default()
        };
        let feet = self
            .upper
            .min(self.lower - (PERSON + self.text) as f32 + 3.0);
        canvas.stand(stove, (zone.x + 5) as f32, feet, lit);
        canvas.stand(
            sprite::get("table"),
            (zone.right() - 5) as f32,
            feet,
            Wear::default(),
        );

        let belt = self.belt;
        canvas.fill(belt.x - 1, belt.y, belt.w + 2, 1, Role::MetalLight);
        canvas.fill(belt.x - 1, belt.y + 1, belt.w + 2, 2, Role::MetalDark);
        for x in (belt.x..belt.right()).step_by(4) {
            canvas.fill(x, belt.y + 1, 2, 2, Role::Black);
        }
        if self.object.capacity.is_some() {
            for place in 0..=self.places {
                canvas.fill(
                    belt.right() - 1 - place * self.pitch,
                    belt.y - 2,
                    1,
                    2,
                    Role::Metal,
                );
            }
        }
        self.numbers(canvas, show);
        self.items(canvas, show);
        let row = canvas.row(zone.y as f32);
        show.caption(
            canvas,
            self.object,
            canvas.column(zone.x as f32) + 1,
            row,
            show.cells(zone.w) * 2 / 5,
        );
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let cook = match Costume::of(show, task) {
            Costume::Cook => true,
            Costume::Eater => false,
            _ => {
                self.object.gave.contains(&task.id)
                    || self.object.givers.index_of(task.id).is_some()
            }
        };
        let zone = self.zone;
        let number = i32::from(task.colour);
        match place {
            Place::Line { end: End::Join, .. } => Stand {
                at: between(index, |i| {
                    Point::new(
                        (zone.x + zone.w / 2 - 4 - i as i32 * PACE) as f32,
                        self.lower,
                    )
                }),
                stance: Stance::Wait,
                room: 0,
                ..Stand::default()
            },
            Place::Line { end, .. } | Place::Picked { end, .. } => {
                let at = between(index, |i| Point::new(self.line_x(end, i), self.lower));
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
                let x = if cook { zone.x - 6 } else { zone.right() + 6 };
                Stand {
                    at: Point::new(x as f32, self.upper),
                    ..Stand::default()
                }
            }
            _ => {
                let side = (self.belt.x - zone.x - 13).max(PACE);
                let step = number % (side / PACE + 1).max(1) * PACE;
                let x = if cook {
                    zone.x + 12 + step
                } else {
                    zone.right() - 12 - step
                };
                Stand {
                    at: Point::new(
                        x as f32,
                        self.upper
                            .min(self.lower - (PERSON + self.text) as f32 + 3.0),
                    ),
                    stance: Stance::Stand,
                    left: cook,
                    room: 0,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, _cast: &[Figure]) {
        let look = show.look();
        let belt = self.belt;
        let row = canvas.row(belt.y as f32 - 2.0);
        let right = show.mark(Mark::Right);
        canvas.text(
            canvas.column((belt.x - 1) as f32) - 2,
            row,
            right,
            bold(look, Role::Accent),
        );
        canvas.text(
            canvas.column((belt.right() + 1) as f32) + 1,
            row,
            right,
            bold(look, Role::Accent),
        );
        let extra = self.object.depth - self.drawn() as i64;
        if extra > 0 {
            let more = show.more(extra as usize);
            canvas.text(
                canvas.column(belt.x as f32),
                row - 1,
                &more,
                bold(look, Role::Bright),
            );
        }
        if self.object.unfinished != 0 || !self.object.joiners.is_empty() {
            let middle = self.zone.x + self.zone.w / 2;
            let number = self.object.unfinished.to_string();
            let top = self.lower as i32 - 6;
            canvas.big(middle + 2, top, &number, Role::Warn, 1);
            let column = canvas.column((middle + 2 + big_width(&number, 1)) as f32) + 1;
            canvas.text(
                column,
                canvas.row(top as f32 + 2.0),
                show.word("stage.unfinished"),
                look.fg(Role::Dim),
            );
        }
    }

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        let x = match spot {
            Spot::End(_, End::Give) => self.belt.x,
            Spot::End(_, End::Take) => self.belt.right(),
            _ => self.belt.x + self.belt.w / 2,
        };
        Point::new(x as f32, (self.belt.y - 3) as f32)
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.x + self.zone.w / 2 - 10) as f32, self.lower)
    }
}
