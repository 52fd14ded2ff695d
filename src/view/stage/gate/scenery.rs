//! What a gate and its ground look like: a track for runners, or a plain floor with a bar where nobody has asked for a
//! track.

use crate::model::{How, Object};
use crate::view::canvas::{Canvas, Stroke, Wear, bold, columns};
use crate::view::sprite;
use crate::view::theme::Role;

use super::super::plan;
use super::super::show::{PERSON, Show, class};
use super::{Gate, meet};

impl Gate<'_> {
    pub(super) fn ground(&self, canvas: &mut Canvas) {
        let (zone, plan) = (self.zone, &self.plan);
        let horizon = plan.horizon().max(zone.y);
        if !self.dressed {
            zone.wall_and_floor(canvas, horizon);
            return;
        }
        canvas.fill(zone.x, zone.y, zone.w, horizon - zone.y, Role::Sky);
        canvas.fill(
            zone.x,
            horizon,
            zone.w,
            zone.bottom() - horizon,
            Role::Grass,
        );
        let (top, bottom) = (plan.back as i32 - 4, zone.bottom());
        self.oval(canvas, (top, bottom), 0, Role::Road);
        let inner = (plan.back as i32 + self.text, plan.floor as i32 - 5);
        if inner.1 - inner.0 >= 2 {
            self.oval(canvas, inner, 6, Role::Grass);
        }
    }

    /// An oval round the turn and as far to the left, so much smaller at both ends.
    fn oval(&self, canvas: &mut Canvas, (top, bottom): (i32, i32), inset: i32, role: Role) {
        let plan = &self.plan;
        let (left, right) = (plan.left + inset, self.zone.right() - 1 - inset);
        let high = (bottom - top) as f32 / 2.0;
        let reach = plan.reach + 3.0 - inset as f32 / 2.0;
        for y in top..bottom {
            let off = ((y as f32 + 0.5 - top as f32 - high) / high).abs();
            let cut = (reach * (1.0 - (1.0 - off * off).max(0.0).sqrt())).round() as i32;
            canvas.fill(left + cut, y, right - left - 2 * cut, 1, role);
        }
    }

    /// A place on the ground for each party; its number while nobody stands there.
    pub(super) fn places(&self, canvas: &mut Canvas, show: &Show) {
        let arrived = if self.is_going(show) {
            0
        } else {
            self.object.arrived_parties()
        };
        let met = self.newest(show).map(|(meeting, _)| meeting);
        let stays = |index: usize| {
            let task = met.and_then(|met| show.model.task(*met.tasks.get(index)?));
            task.is_some_and(|task| self.still_at(show, task) == Some(index))
        };
        for index in 0..self.plan.places {
            let at = self.plan.place(index as usize);
            let wide = self.plan.pitch - 1;
            let (x, y) = (at.x as i32 - wide / 2, at.y as i32 - 1);
            let taken = (index as usize) < arrived;
            let stays = stays(index as usize);
            let role = match (stays, taken) {
                (true, _) => Role::Good,
                (_, true) => Role::Gold,
                _ => Role::Metal,
            };
            canvas.fill(x, y, wide, 1, role);
            if !taken && !stays {
                let number = (index + 1).to_string();
                let style = show.look().fg(Role::Dim);
                canvas.text_centred(canvas.column(at.x), canvas.row(at.y), &number, style);
            }
        }
    }

    /// What it is called, how many have come where the band does not say it, and what has become of it.
    pub(super) fn words(&self, canvas: &mut Canvas, show: &Show) {
        let (object, zone, low) = (self.object, self.zone, self.plan.low);
        let row = canvas.row(zone.y as f32);
        let (left, whole) = (canvas.column(zone.x as f32) + 1, show.cells(zone.w) - 2);
        let broken = self.broken(show);
        if let Some(broken) = &broken {
            let right = (left + whole - columns(broken)).max(left);
            let at = if low { (right, row) } else { (left, row + 1) };
            canvas.text(at.0, at.1, broken, bold(show.look(), Role::Bad));
            if low {
                return;
            }
        }
        let count = count(show, object).unwrap_or_default();
        let counted = columns(&count) + 1;
        let name = columns(&show.name_of(object)) + counted;
        let wide = caption(show, object);
        // On a low ground people stand at the left, with what is over their heads.
        let room = if low {
            wide.min(name.max(whole / 3))
        } else {
            whole
        };
        let column = if low {
            (left + whole - room).max(left)
        } else {
            left
        };
        let taken = show.caption(canvas, object, column, row, room - counted + 1);
        let style = bold(show.look(), Role::Accent);
        canvas.text(column + taken + 1, row, &count, style);
        if broken.is_some() || object.generation == 0 || low {
            return;
        }
        let opened = object.generation.to_string();
        let opened = show.texts.fill("stage.generation", &[("n", &opened)]);
        let right = left + whole - columns(&opened);
        if right > column + wide + 2 {
            canvas.text(right, row, &opened, show.look().fg(Role::Dim));
        }
    }

    /// Who broke it, if it is broken.
    fn broken(&self, show: &Show) -> Option<String> {
        let object = self.object;
        if !object.flag {
            return None;
        }
        let Some(fate) = &object.fate else {
            return Some(show.word("stage.broken").to_owned());
        };
        let key = match fate.how {
            How::Aborted => "stage.broken_abort",
            How::TimedOut => "stage.broken_timeout",
            _ => "stage.broken_error",
        };
        let who = show.model.name(fate.task);
        Some(show.texts.fill(key, &[("who", &who)]))
    }

    pub(super) fn post(&self, canvas: &mut Canvas) {
        if self.dressed {
            let post = sprite::get(if self.plan.small {
                "gate.small"
            } else {
                "gate.post"
            });
            canvas.stand(
                post,
                self.plan.post as f32,
                self.plan.floor,
                Wear::default(),
            );
        }
    }

    /// The gate's arm, or the bar: shut, open by so much, or broken.
    pub(super) fn bar(&self, canvas: &mut Canvas, up: f32) {
        let (post, floor) = (self.plan.post as f32, self.plan.floor);
        let body = if self.plan.small { 4.0 } else { 6.0 };
        let (y, length) = (floor - body, (self.plan.arm - 1) as f32);
        if !self.dressed {
            self.upright(canvas, up);
        } else if self.object.flag {
            // Its arm lies in two pieces.
            let middle = post - length / 2.0;
            let thick = Stroke::Thick;
            canvas.line((post, y), (middle + 2.0, y + 3.0), Role::Bad, thick);
            let (from, to) = ((middle - 1.0, floor - 2.0), (post - length, floor - 2.0));
            canvas.line(from, to, Role::Bad, thick);
        } else {
            let to = (post - length * (1.0 - up), y - length * up);
            canvas.line((post, y), to, Role::Warn, Stroke::Thick);
        }
    }

    /// A bar across the way, which goes up where it opens.
    fn upright(&self, canvas: &mut Canvas, up: f32) {
        let (x, floor) = (self.plan.post - 2, self.plan.floor as i32);
        let body = if self.plan.small { 6 } else { PERSON } + 2;
        if self.object.flag {
            canvas.fill(x, floor - body, 2, body / 2 - 1, Role::Bad);
            canvas.fill(x - 3, floor - 2, 6, 2, Role::Bad);
            return;
        }
        let shut = (body as f32 * (1.0 - up)).round() as i32;
        canvas.fill(x - 1, floor - body - 1, 4, 1, Role::Metal);
        canvas.fill(x, floor - body, 2, shut, Role::Warn);
    }
}

/// How many have come to a barrier, where the band above the pictures does not say it.
fn count(show: &Show, object: &Object) -> Option<String> {
    let said = plan::main_object(show.model).is_some_and(|main| main.id == object.id);
    let arrived = meet::arrived(object, show.ui, show.moment);
    (!said).then(|| format!("{arrived}/{}", object.parties))
}

/// Cells that its name, its class and its count take.
pub(super) fn caption(show: &Show, object: &Object) -> i32 {
    let count = count(show, object).map_or(0, |count| columns(&count) + 1);
    columns(&show.name_of(object)) + 1 + columns(&class(object)) + count
}
