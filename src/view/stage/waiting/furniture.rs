//! What stands in the waiting room: the bell, the count, the lock on the door.

use super::super::show::{PERSON, Show};
use super::{SEAT, WaitingRoom};
use crate::trace::Op;
use crate::view::canvas::{Canvas, Stroke, Wear, big_width, bold, columns};
use crate::view::motion::{STIR, progress, under_way};
use crate::view::sprite;
use crate::view::theme::Role;

impl WaitingRoom<'_> {
    pub(super) fn bell(&self, canvas: &mut Canvas, show: &Show) {
        let rung = self
            .object
            .last
            .as_ref()
            .filter(|last| last.op == Op::Notify && under_way(last.moment, show.moment, STIR));
        let mut wear = Wear::default();
        let at = self.bell_at();
        if let Some(last) = rung {
            let far = progress(last.moment, show.moment, STIR);
            wear.frame = 1 + (far * 8.0) as usize % 2;
            let out = 7.0 + far * 5.0;
            for side in [-1.0, 1.0] {
                let x = at.x + side * out;
                canvas.line(
                    (x, at.y - 7.0),
                    (x + side, at.y - 4.0),
                    Role::Gold,
                    Stroke::Solid,
                );
                canvas.line(
                    (x + side, at.y - 4.0),
                    (x, at.y - 1.0),
                    Role::Gold,
                    Stroke::Solid,
                );
            }
        }
        canvas.stand(sprite::get("bell"), at.x, at.y, wear);
    }

    pub(super) fn lock_on_door(&self, canvas: &mut Canvas, show: &Show) {
        let Some(lock) = self.lock else { return };
        let tall = self.zone.h > 34;
        let sprite = sprite::get(if tall { "lock" } else { "lock.small" });
        let wear = Wear {
            frame: usize::from(lock.owner.is_some()),
            tint: lock.owner.map_or(0, |owner| show.tint(owner)),
            ..Wear::default()
        };
        let top = self.door.y - (12 + sprite.height() + 1) as f32;
        let x = self.door.x - sprite.width() as f32 / 2.0 + 1.0;
        canvas.sprite(sprite, x, top, wear);
        let name = show.word("stage.lock");
        if tall {
            let row = canvas.row(top) - 1;
            canvas.text_centred(
                canvas.column(self.door.x),
                row,
                name,
                bold(show.look(), Role::Bright),
            );
        }
        if lock.count > 1 {
            canvas.big(
                self.door.x as i32 - 14,
                top as i32 + 2,
                &format!("×{}", lock.count),
                Role::Bright,
                1,
            );
        }
    }

    /// How many wait, on a board over the seats, where there is a wall for it.
    pub(super) fn count(&self, canvas: &mut Canvas, show: &Show, floor: i32) {
        let size = if show.scale == 1 { 2 } else { 1 };
        let tall = 5 * size + 4 + self.text;
        let top = self.zone.y + self.text + 1;
        if top + tall > floor - PERSON {
            return;
        }
        let (look, waiting) = (show.look(), self.object.line.len());
        let (number, word) = (waiting.to_string(), show.word("stage.waiting"));
        let wide = (big_width(&number, size).max(show.pixels(columns(word))) + 4).max(14);
        let left = (self.seats - self.columns * SEAT).midpoint(self.seats) - wide / 2;
        canvas.fill(left - 1, top, wide + 2, tall, Role::WallLine);
        canvas.fill(left, top + 1, wide, tall - 2, Role::Black);
        let role = if waiting == 0 {
            Role::Metal
        } else {
            Role::Gold
        };
        let x = left + (wide - big_width(&number, size)) / 2;
        canvas.big(x, top + 2, &number, role, size);
        let row = canvas.row((top + tall - 1 - self.text) as f32);
        canvas.text_centred(
            canvas.column((left + wide / 2) as f32),
            row,
            word,
            look.fg(Role::Metal),
        );
    }
}
