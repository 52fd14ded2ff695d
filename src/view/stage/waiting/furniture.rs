//! What stands in the waiting room: the bell, the count, the lock on the door.

use super::super::show::{PERSON, Show, Zone};
use super::{COUNT, STAFF, WaitingRoom};
use crate::model::Task;
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
        canvas.keep(at.x as i32 - 6, at.y as i32 - 10, 12, 10);
    }

    pub(super) fn lock_on_door(&self, canvas: &mut Canvas, show: &Show) {
        let Some(lock) = self.lock else { return };
        let tall = self.tall;
        let sprite = sprite::get(if tall { "lock" } else { "lock.small" });
        let wear = Wear {
            frame: usize::from(lock.owner.is_some()),
            tint: lock.owner.map_or(0, |owner| show.tint(owner)),
            ..Wear::default()
        };
        let top = self.door.y - (12 + sprite.height() + 1) as f32;
        let x = self.door.x - sprite.width() as f32 / 2.0 + 1.0;
        canvas.sprite(sprite, x, top, wear);
        canvas.keep(x as i32, top as i32, sprite.width(), sprite.height());
        let name = show.word("stage.lock");
        let owner = lock.owner.and_then(|owner| show.model.task(owner));
        let row = canvas.row(top) - 1;
        let middle = canvas.column(self.door.x);
        if tall {
            canvas.text_centred(middle, row, name, bold(show.look(), Role::Bright));
        }
        // Who has it wherever it stands: the one who rings does not come to the door, and who has ended is nowhere.
        let away = |owner: &&Task| show.is_staff(owner) || owner.is_over();
        if let Some(owner) = owner.filter(away) {
            let row = if tall { row - 1 } else { row };
            show.owner(canvas, owner, middle, row, columns(name) + 4);
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

    /// How many wait, large, beside the bell.
    pub(super) fn count_beside(&self, canvas: &mut Canvas, show: &Show) {
        let waiting = self.object.line.len();
        let number = waiting.to_string();
        let x = self.zone.x + STAFF - 2;
        let y = self.zone.y + self.text + 1;
        let middle = x + COUNT / 2;
        let role = if waiting == 0 {
            Role::Metal
        } else {
            Role::Gold
        };
        canvas.big(middle - big_width(&number, 1) / 2, y, &number, role, 1);
        let row = canvas.row((y + 6) as f32);
        let word = show.word("stage.waiting");
        let style = show.look().fg(Role::Dim);
        canvas.text_centred(canvas.column(middle as f32), row, word, style);
    }

    /// How many wait, in words, where there is no room for more.
    pub(super) fn count_in_words(&self, canvas: &mut Canvas, show: &Show, at: (i32, i32)) {
        let words = format!("{} {}", self.object.line.len(), show.word("stage.waiting"));
        if at.0 + columns(&words) <= canvas.column(self.zone.right() as f32) {
            canvas.text(at.0, at.1, &words, bold(show.look(), Role::Gold));
        }
    }

    /// The board over the seats, whose number is so large.
    pub(super) fn board(&self, size: i32) -> Zone {
        let wide = if size > 1 { 22 } else { 14 };
        Zone {
            x: self.zone.x + STAFF + 2,
            y: self.zone.y + self.text + 1,
            w: wide,
            h: 5 * size + 4 + self.text,
        }
    }

    /// How many wait, on a board over the seats; whether there is a wall for it.
    pub(super) fn count(&self, canvas: &mut Canvas, show: &Show, floor: i32) -> bool {
        let fits = |size: &i32| self.board(*size).bottom() <= floor - PERSON + 2;
        let most = if show.scale == 1 { 2 } else { 1 };
        let Some(size) = (1..=most).rev().find(fits) else {
            return false;
        };
        let board = self.board(size);
        let (look, waiting) = (show.look(), self.object.line.len());
        let (number, word) = (waiting.to_string(), show.word("stage.waiting"));
        canvas.fill(
            board.x - 1,
            board.y - 1,
            board.w + 2,
            board.h + 2,
            Role::WoodDark,
        );
        canvas.fill(board.x, board.y, board.w, board.h, Role::Black);
        let role = if waiting == 0 {
            Role::Metal
        } else {
            Role::Gold
        };
        let x = board.x + (board.w - big_width(&number, size)) / 2;
        canvas.big(x, board.y + 2, &number, role, size);
        let row = canvas.row((board.bottom() - 1 - self.text) as f32);
        canvas.text_centred(
            canvas.column((board.x + board.w / 2) as f32),
            row,
            word,
            look.fg(Role::Dim),
        );
        true
    }
}
