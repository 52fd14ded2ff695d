//! A queue: a belt with a place for each item, those who make, those who take, and who is blocked on which end.

use crate::model::{End, FlightKind, Item, Object, Place, Spot, Task};
use crate::trace::{ObjectId, QueueOrder, TaskId};
use crate::view::canvas::{Canvas, Mark, Wear, big_width, bold, columns};
use crate::view::motion::{FLIGHT, Point, WALK, ease, progress, under_way};
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
    /// Who makes and who takes, in order of their ids: each has its own place to work at.
    cooks: Vec<TaskId>,
    eaters: Vec<TaskId>,
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
        let (upper, y) = if tall {
            let upper = zone.y + zone.h * 55 / 100;
            (upper, upper - 5)
        } else if zone.h >= 22 {
            (lower as i32 - PERSON - text + 1, zone.y + 8)
        } else {
            (lower as i32, zone.y + 6)
        };
        let people = show.model.tasks.iter().filter(|task| !show.is_staff(task));
        let (cooks, eaters) = people
            .map(|task| (task.id, cooks_here(show, object, task)))
            .fold(
                (Vec::new(), Vec::new()),
                |(mut cooks, mut eaters), (id, cook)| {
                    if cook {
                        cooks.push(id);
                    } else {
                        eaters.push(id);
                    }
                    (cooks, eaters)
                },
            );
        Self {
            object,
            zone,
            belt: Zone {
                x: zone.x + (zone.w - wide) / 2,
                y,
                w: wide,
                h: 4,
            },
            pitch,
            places,
            layers: ((y - zone.y - 5 - text) / 4).clamp(0, 4),
            text,
            upper: upper as f32,
            lower,
            cooks,
            eaters,
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
        (self.places * (self.layers + 1)).max(1) as usize
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
        let row = canvas.row((self.belt.y + 2) as f32);
        canvas.text_centred(
            canvas.column(at.x),
            row,
            short,
            bold(show.look(), Role::White),
        );
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
        if object.unfinished != 0 || !object.joiners.is_empty() {
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
    fn number(
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

    /// The line at an end of the belt goes away from it.
    fn line_x(&self, end: End, index: usize) -> f32 {
        let (room, first, back) = match end {
            End::Give => (self.belt.x - self.zone.x, self.belt.x - 3, -1),
            _ => (
                self.zone.right() - self.belt.right(),
                self.belt.right() + 3,
                1,
            ),
        };
        let waiting = self.object.line_at(end).len().max(1) as i32;
        let pitch = (room / waiting).clamp(3, PACE + 1);
        (first + back * index as i32 * pitch) as f32
    }

    /// Where somebody works who is in no line, and how much room there is: the cooks before the belt, the eaters
    /// behind it.
    fn work_at(&self, cook: bool, rank: usize) -> (Point, i32) {
        let (side, crowd) = if cook {
            (self.belt.x - self.zone.x, self.cooks.len())
        } else {
            (self.zone.right() - self.belt.right(), self.eaters.len())
        };
        let pitch = ((side - 3) / crowd.max(1) as i32).clamp(4, PACE + 1);
        let places = ((side - 3) / pitch).max(1);
        let step = 4 + rank as i32 % places * pitch;
        let x = if cook {
            self.belt.x - step
        } else {
            self.belt.right() + step
        };
        (Point::new(x as f32, self.upper), pitch)
    }

    /// Whether a task is a cook, and its rank among its kind.
    fn part(&self, task: TaskId) -> (bool, usize) {
        match (
            self.cooks.binary_search(&task),
            self.eaters.binary_search(&task),
        ) {
            (Ok(rank), _) => (true, rank),
            (Err(_), Ok(rank) | Err(rank)) => (false, rank),
        }
    }
}

/// Whether a task makes what goes into the queue: as it is dressed, else as it has shown.
fn cooks_here(show: &Show, object: &Object, task: &Task) -> bool {
    match Costume::of(show, task) {
        Costume::Cook => true,
        Costume::Eater => false,
        _ => object.gave.contains(&task.id) || object.givers.index_of(task.id).is_some(),
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
        let floor = self.upper as i32 - 2;
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
        let left = (zone.x + 5) as f32;
        canvas.stand(stove, left, self.upper, Wear::default());
        let right = (zone.right() - 5) as f32;
        canvas.stand(sprite::get("table"), right, self.upper, Wear::default());

        let belt = self.belt;
        canvas.fill(belt.x - 1, belt.y, belt.w + 2, 1, Role::MetalLight);
        canvas.fill(
            belt.x - 1,
            belt.y + 1,
            belt.w + 2,
            belt.h - 1,
            Role::MetalDark,
        );
        if zone.h > 34 {
            for x in (belt.x - 1..belt.right()).step_by(3) {
                canvas.dot(x, belt.y + belt.h - 1, Role::MetalLight);
            }
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
        let column = if zone.h > 34 { zone.x } else { belt.x };
        let row = canvas.row(zone.y as f32);
        show.caption(
            canvas,
            self.object,
            canvas.column(column as f32) + 1,
            row,
            show.cells(belt.w),
        );
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let (cook, rank) = self.part(task.id);
        let zone = self.zone;
        match place {
            Place::Line { end: End::Join, .. } => Stand {
                at: between(index, |i| {
                    Point::new(self.staff().x - (i as i32 * PACE) as f32, self.lower)
                }),
                stance: Stance::Wait,
                room: show.cells(PACE) - 1,
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
                    room: show.cells(PACE) - 1,
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
                let (at, pitch) = self.work_at(cook, rank);
                Stand {
                    at,
                    left: cook,
                    room: show.cells(pitch) - 1,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, _cast: &[Figure]) {
        let look = show.look();
        let belt = self.belt;
        let row = canvas.row((belt.y + 2) as f32);
        let style = bold(look, Role::Accent);
        canvas.text(
            canvas.column((belt.x - 1) as f32) - 1,
            row,
            show.mark(Mark::Right),
            style,
        );
        canvas.text(
            canvas.column((belt.right() + 1) as f32),
            row,
            show.mark(Mark::Right),
            style,
        );
    }

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        let x = match spot {
            Spot::End(_, End::Give) => self.belt.x,
            Spot::End(_, End::Take) => self.belt.right(),
            _ => self.belt.x + self.belt.w / 2,
        };
        Point::new(x as f32, (self.belt.y - 3) as f32)
    }

    fn wall(&self) -> Option<Zone> {
        let top = self.zone.y + self.text;
        (self.zone.h > 34).then_some(Zone {
            x: self.zone.x + self.zone.w / 2,
            y: top,
            w: self.zone.w / 2 - 2,
            h: self.upper as i32 - PERSON - 6 - top,
        })
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.x + self.zone.w / 2 - 3) as f32, self.lower)
    }
}
