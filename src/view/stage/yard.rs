//! Conditions with their lock, or an event, by themselves: who has the lock and who is in line for it above, and below whom
//! each condition keeps waiting; or a flag that is up or down, and those who wait until it is up.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::{ObjectId, ObjectKind};
use crate::view::canvas::{Canvas, bold, columns};
use crate::view::motion::{FLASH, Point, under_way};
use crate::view::theme::Role;

use super::Picture;
use super::boards::short;
use super::cast::{Figure, Stance, Stand, between, tint};
use super::show::{PACE, PERSON, SMALL, SMALL_PACE, Show, Zone};

/// Room at the right for the main thread and the lecturer.
const STAFF: i32 = 16;
/// Room over a head, for the time that one sleeps.
const OVER: i32 = 3;
/// Room for the flag, or for whoever has the lock.
const HEAD: i32 = 14;

/// The layout of a yard.
#[derive(Debug)]
pub struct Yard<'a> {
    /// The event, or the lock of the conditions.
    head: Option<&'a Object>,
    conditions: Vec<&'a Object>,
    zone: Zone,
    text: i32,
    upper: f32,
    lower: f32,
    /// Whether those below are small ones, and how far apart all stand.
    small: bool,
    pace: i32,
    /// From one condition to the next, across and up; the width of their names, and whether these lack the way there.
    part: i32,
    row: i32,
    label: i32,
    bare: bool,
}

impl<'a> Yard<'a> {
    /// An event, or conditions that share a lock, in a zone.
    pub fn new(show: &Show<'a>, objects: &[&'a Object], zone: Zone) -> Self {
        let text = show.text_height();
        let kind = |object: &&&Object| object.kind == ObjectKind::Condition;
        let conditions: Vec<&Object> = objects.iter().filter(kind).copied().collect();
        let lock = || {
            let first = conditions.first()?;
            show.model.object(first.lock?)
        };
        let event = objects
            .iter()
            .find(|object| object.kind == ObjectKind::Event);
        let head = event.copied().or_else(lock);
        let upper = zone.y + text + PERSON + OVER + text;
        let lower = zone.bottom() - text;
        // Where it is low, all stand in one row.
        let low = lower - upper < SMALL + text;
        // Conditions have a row each where there is room for that, else they stand side by side.
        let sets = conditions.len().max(1) as i32;
        let row = |height: i32| height + text + 1;
        let row = [row(PERSON + OVER), row(SMALL)];
        let row = row.into_iter().find(|row| sets * row <= lower - upper);
        let upper = match (low, conditions.is_empty(), row) {
            (true, ..) => lower,
            (false, true, _) => upper.max(lower - 2 * PERSON),
            (false, false, Some(row)) => upper.max(lower - sets * row),
            (false, false, None) => upper,
        };
        let row = row.filter(|_| !low && sets > 1);
        let whole = zone.w - STAFF;
        let part = if row.is_some() { whole } else { whole / sets };
        let label = |name: fn(&str) -> &str| {
            let names = conditions.iter().map(|object| show.name_of(object));
            let widths = names.map(|words| columns(name(&words)));
            show.pixels(widths.max().unwrap_or(0))
        };
        let bare = label(|name| name) > part / 2;
        let label = if bare {
            label(last)
        } else {
            label(|name| name)
        };
        let label = label.min(part / 2);
        let small = row.unwrap_or(lower - upper) < PERSON + text + OVER;
        Self {
            head,
            conditions,
            zone,
            text,
            upper: upper as f32,
            lower: lower as f32,
            small,
            pace: if small { SMALL_PACE + 1 } else { PACE },
            part: if row.is_some() { 0 } else { part },
            row: row.unwrap_or(0),
            label,
            bare,
        }
    }

    /// Where the line behind the head begins.
    fn line_x(&self, index: usize) -> f32 {
        (self.zone.x + HEAD + 5 + index as i32 * PACE) as f32
    }

    fn head_at(&self) -> Point {
        Point::new((self.zone.x + HEAD / 2 + 1) as f32, self.upper)
    }

    /// Where somebody waits for a condition.
    fn in_set(&self, condition: usize, index: usize) -> Point {
        let x = self.zone.x + 5 + condition as i32 * self.part + self.label;
        // Where all stand in one row, behind those who want the lock.
        let x = if self.upper >= self.lower {
            x + HEAD + 12
        } else {
            x
        };
        let up = (self.conditions.len() as i32 - 1 - condition as i32) * self.row;
        Point::new(
            (x + index as i32 * self.pace) as f32,
            self.lower - up as f32,
        )
    }

    fn condition(&self, object: ObjectId) -> Option<usize> {
        self.conditions.iter().position(|known| known.id == object)
    }

    fn flag(&self, canvas: &mut Canvas, show: &Show, event: &Object) {
        let (x, y) = (self.zone.x + 4, self.upper as i32);
        let top = y - PERSON - OVER;
        canvas.fill(x, top, 1, y - top, Role::Metal);
        let high = if event.flag { top } else { y - 5 };
        let role = if event.flag { Role::Good } else { Role::Bad };
        canvas.fill(x + 1, high, 7, 4, role);
        if !event.flag {
            // It hangs.
            canvas.fill(x + 5, high, 3, 4, Role::Wall);
        }
        canvas.keep(x, top, 8, y - top);
        let column = canvas.column((self.zone.x + 1) as f32);
        let words = format!("is_set() {}", if event.flag { "True" } else { "False" });
        let row = canvas.row(self.upper);
        canvas.text(column, row, &words, bold(show.look(), role));
    }

    /// A square for whoever has the lock.
    fn tile(&self, canvas: &mut Canvas, show: &Show, lock: &Object) {
        let (x, y) = (self.zone.x + 2, self.upper as i32 - PERSON - 1);
        let owner = lock.owner.and_then(|owner| show.model.task(owner));
        canvas.fill(x, y, HEAD - 2, PERSON + 1, Role::Black);
        match owner {
            Some(owner) => canvas.frame(x, y, HEAD - 2, PERSON + 1, tint(owner)),
            None => canvas.frame(x, y, HEAD - 2, PERSON + 1, Role::Metal),
        }
    }

    /// What the lock or the event is called, and each condition.
    fn names(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let column = canvas.column(zone.x as f32) + 1;
        if let Some(head) = self.head {
            let row = canvas.row(zone.y as f32);
            let nameless = head.names.is_empty() && head.kind != ObjectKind::Event;
            if nameless {
                let word = bold(show.look(), Role::Bright);
                canvas.text(column, row, show.word("stage.lock"), word);
            } else {
                show.caption(canvas, head, column, row, show.cells(zone.w) - 2);
            }
        }
        for (index, condition) in self.conditions.iter().enumerate() {
            let at = self.in_set(index, 0);
            let name = show.name_of(condition);
            let name = if self.bare { last(&name) } else { &name };
            let words = short(name, show.cells(self.label));
            let left = canvas.column(at.x - 3.0) - columns(&words);
            let row = canvas.row(at.y - 3.0);
            let used = condition.last.as_ref();
            let fresh = used.is_some_and(|used| under_way(used.moment, show.moment, FLASH));
            let role = if fresh { Role::Gold } else { Role::Bright };
            canvas.text(left, row, &words, bold(show.look(), role));
        }
    }
}

/// A name without the way there.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

impl Picture for Yard<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        self.head.is_some_and(|head| head.id == object) || self.condition(object).is_some()
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = self.upper as i32 - 2;
        zone.wall_and_floor(canvas, floor);
        match self.head {
            Some(head) if head.kind == ObjectKind::Event => self.flag(canvas, show, head),
            Some(lock) => self.tile(canvas, show, lock),
            None => {}
        }
        self.names(canvas, show);
    }

    fn stand(&self, _show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let zone = self.zone;
        let inside = (zone.right() - 3) as f32;
        match place {
            Place::Inside { .. } => Stand {
                at: self.head_at(),
                stance: Stance::Hold,
                room: 0,
                ..Stand::default()
            },
            Place::Line { object, .. } | Place::Picked { object, .. } => {
                let set = self.condition(object);
                let at = between(index, |index| match set {
                    Some(set) => self.in_set(set, index),
                    None => Point::new(self.line_x(index), self.upper),
                });
                Stand {
                    at,
                    stance: if index < 0.5 && set.is_none() {
                        Stance::Reach
                    } else {
                        Stance::Wait
                    },
                    left: true,
                    room: 0,
                    small: set.is_some() && self.small,
                    hidden: at.x > inside,
                    ..Stand::default()
                }
            }
            Place::Wings | Place::Exit => Stand {
                at: Point::new((zone.right() + 8) as f32, self.upper),
                ..Stand::default()
            },
            // Those who are about stand at the far end of the upper row, or below the flag.
            _ => {
                let aside = (task.spot as i32 + 1) * (PACE + 1);
                let x = (zone.right() - STAFF - aside).max(zone.x + HEAD + 4);
                Stand {
                    at: Point::new(x as f32, self.upper),
                    left: true,
                    room: 0,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        let object = match spot {
            Spot::Object(object, _) | Spot::End(object, _) => Some(object),
            Spot::Task(_) => None,
        };
        match object.and_then(|object| self.condition(object)) {
            Some(set) => {
                let at = self.in_set(set, 0);
                Point::new(at.x - 5.0, at.y - 4.0)
            }
            None => Point::new(self.head_at().x, self.upper - self.text as f32 - 4.0),
        }
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.right() - 13) as f32, self.lower)
    }
}
