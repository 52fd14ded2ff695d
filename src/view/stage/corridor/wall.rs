//! The wall of the corridor: the board with the keys, and the stalls.

use super::super::cast::badge;
use super::super::show::{Show, Zone};
use super::{CABIN, Corridor, DOOR, KEY, STAFF, Stalls};
use crate::view::canvas::{Canvas, Ink, Wear, bold, columns};
use crate::view::motion::{FLASH, under_way};
use crate::view::sprite;
use crate::view::theme::Role;

impl Corridor<'_> {
    pub(super) fn permits(&self, canvas: &mut Canvas, show: &Show) {
        let permits = self.object.permits;
        let board = self.board;
        let rim = self.rim(show);
        canvas.fill(rim.x, rim.y, rim.w, rim.h, Role::WoodDark);
        canvas.fill(board.x, board.y, board.w, board.h, Role::Black);
        let role = if permits > 0 { Role::Good } else { Role::Bad };
        let down = (board.h - self.number * 5) / 2;
        canvas.big(
            board.x + 2,
            board.y + down,
            &permits.to_string(),
            role,
            self.number,
        );
        let hooks = self.hooks;
        // As many hooks as there are permits, at home or out.
        let hung = i64::from(self.object.places()).max(permits) as i32;
        for i in 0..hung.min(hooks.rows * hooks.columns) {
            let x = board.right() - KEY * (hooks.columns - i / hooks.rows);
            let y = board.y + 1 + i % hooks.rows * hooks.pitch;
            canvas.dot(x - 1, y, Role::Metal);
            if i64::from(i) < permits {
                canvas.sprite(
                    sprite::get("key.small"),
                    x as f32,
                    y as f32,
                    Wear::default(),
                );
            }
        }
        let failed = self.object.last.as_ref();
        if failed.is_some_and(|last| !last.ok && under_way(last.moment, show.moment, FLASH)) {
            canvas.frame(rim.x, rim.y, rim.w, rim.h, Role::Bad);
        }
    }

    /// The board with its frame, which leaves the caption alone.
    pub(super) fn rim(&self, show: &Show) -> Zone {
        let board = self.board;
        let top = if self.low {
            board.y
        } else {
            (board.y - 1).max(self.zone.y + show.text_height())
        };
        Zone {
            x: board.x - 1,
            y: top,
            w: board.w + 2,
            h: board.bottom() + 1 - top,
        }
    }

    pub(super) fn doors(&self, canvas: &mut Canvas) {
        for slot in 0..self.object.places() {
            let holder = self
                .object
                .holders
                .iter()
                .find(|holder| holder.slot == slot);
            let makeshift = self.object.is_makeshift(slot);
            let at = self.stall(slot);
            if holder.is_some() {
                taken(canvas, at, makeshift);
            } else if makeshift {
                makeshift_door(canvas, at);
            } else if at.w == DOOR {
                canvas.sprite(
                    sprite::get("door.free"),
                    at.x as f32,
                    at.y as f32,
                    Wear::default(),
                );
            } else {
                canvas.fill(at.x, at.y, at.w, at.h, Role::Wood);
                canvas.frame(at.x, at.y, at.w, at.h + 1, Role::WoodDark);
                canvas.fill(at.x + 2, at.y + 2, at.w - 4, 2, Role::Good);
                canvas.dot(at.x + at.w - 2, at.y + 6, Role::Gold);
            }
        }
    }

    /// Who is behind which door.
    pub(super) fn nameplates(&self, canvas: &mut Canvas, show: &Show) {
        let look = show.look();
        match self.stalls {
            Stalls::Doors { pitch, .. } => {
                for holder in &self.object.holders {
                    let at = self.stall(holder.slot);
                    let Some(task) = show.model.task(holder.task) else {
                        continue;
                    };
                    let row = canvas.row(at.y as f32) - 1;
                    let wide = columns(&task.name) + 2;
                    let full = wide < show.cells(pitch);
                    let middle = canvas.column(at.x as f32 + at.w as f32 / 2.0);
                    let column = if full { middle - wide / 2 } else { middle };
                    badge(canvas, show, task, column, row);
                    if full {
                        canvas.text(
                            column + 2,
                            row,
                            &task.name,
                            look.figure(usize::from(task.colour)),
                        );
                    }
                }
            }
            Stalls::Cabins { .. } => {
                for holder in &self.object.holders {
                    let at = self.stall(holder.slot);
                    if let Some(task) = show.model.task(holder.task) {
                        let column = canvas.column((at.x + at.w - 2) as f32);
                        badge(
                            canvas,
                            show,
                            task,
                            column,
                            canvas.row((at.bottom() - 4) as f32),
                        );
                    }
                }
            }
            Stalls::Holes { most, .. } => {
                let hidden = i64::from(self.object.places()) - i64::from(most);
                if hidden > 0 {
                    let more = show.more(hidden as usize);
                    let column = canvas.column((self.zone.right() - STAFF) as f32) - columns(&more);
                    canvas.text(
                        column,
                        canvas.row((self.floor - 1) as f32),
                        &more,
                        bold(look, Role::Bright),
                    );
                }
            }
        }
    }

    pub(super) fn cabins(&self, canvas: &mut Canvas) {
        for slot in 0..self.object.places() {
            let taken = self.object.holders.iter().any(|holder| holder.slot == slot);
            let makeshift = self.object.is_makeshift(slot);
            let at = self.stall(slot);
            canvas.fill(at.x, at.bottom(), at.w, 1, Role::FloorLine);
            let beam = if makeshift {
                Role::Warn
            } else {
                Role::WoodDark
            };
            if taken {
                canvas.fill(at.x, at.y, at.w, at.h, Role::Black);
                canvas.fill(at.x, at.y, 1, at.h, beam);
                canvas.fill(at.x + at.w - 1, at.y, 1, at.h, beam);
            } else {
                canvas.fill(at.x, at.y, at.w, at.h, Role::Wood);
                canvas.frame(at.x, at.y, at.w, at.h, beam);
                canvas.fill(at.x + 2, at.y + 2, at.w - 4, 2, Role::Good);
            }
            if taken && at.h == CABIN {
                canvas.fill(at.x, at.y, at.w, 1, Role::Bad);
            }
        }
    }

    pub(super) fn holes(&self, canvas: &mut Canvas, show: &Show, most: i32) {
        let slots = self.object.places().min(most.max(0) as u32);
        for slot in 0..slots {
            let at = self.stall(slot);
            let role = if self.object.is_makeshift(slot) {
                Role::Warn
            } else {
                Role::GoodDark
            };
            canvas.fill(at.x, at.y, at.w, at.h, role);
        }
        for holder in self
            .object
            .holders
            .iter()
            .filter(|holder| holder.slot < slots)
        {
            let at = self.stall(holder.slot);
            canvas.fill(at.x, at.y, at.w, at.h, Ink::figure(show.tint(holder.task)));
        }
    }
}

fn taken(canvas: &mut Canvas, at: Zone, makeshift: bool) {
    let beam = if makeshift {
        Role::Warn
    } else {
        Role::WoodDark
    };
    canvas.fill(at.x, at.y, at.w, at.h, Role::Black);
    canvas.frame(at.x, at.y, at.w, at.h + 1, beam);
    canvas.fill(at.x + 1, at.y + at.h, at.w - 2, 1, Role::Black);
    canvas.fill(at.x, at.y, at.w, 1, Role::Bad);
    let bowl = sprite::get("bowl");
    canvas.sprite(
        bowl,
        (at.x + i32::from(at.w == DOOR)) as f32,
        (at.y + at.h - 6) as f32,
        Wear::default(),
    );
}

/// A stall that nobody built: one permit more than there were at the beginning.
fn makeshift_door(canvas: &mut Canvas, at: Zone) {
    canvas.fill(at.x, at.y, at.w, at.h, Role::WoodDark);
    for i in (0..at.w).step_by(2) {
        let cut = i % 4 / 2;
        canvas.fill(at.x + i, at.y + cut, 1, at.h - cut, Role::Wood);
    }
    canvas.frame(at.x, at.y + 1, at.w, at.h - 1, Role::Warn);
    canvas.fill(at.x + 2, at.y + 3, 5, 2, Role::Good);
}
