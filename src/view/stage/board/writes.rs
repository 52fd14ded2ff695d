//! What stands on the board: the value, large; the last writes with those who made them, and which of them are lost.

use ratatui::style::Modifier;

use super::super::boards;
use super::super::cast::badge;
use super::super::show::Show;
use super::{Board, is_large, size_for};
use crate::model::{Access, Variable};
use crate::trace::Op;
use crate::view::canvas::{Canvas, Mark, big_width, bold, columns};
use crate::view::theme::Role;

impl Board<'_> {
    /// The first variable, large, and below it what became of its last writes; then the others, a line each.
    pub(super) fn write_first(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        variable: &Variable,
        name: &str,
    ) {
        let (board, text) = (self.panel, self.text);
        let wide = board.w - self.lock_room();
        let middle = canvas.column((board.x + wide / 2) as f32);
        let room = show.cells(wide) - 4;
        let role = boards::role(show, variable);
        let mut row = canvas.row((board.y + 1) as f32 + 0.9);
        let last = canvas.row((board.bottom() - 1) as f32) - 1;
        let large = is_large(&variable.value);
        let title = if large {
            name.to_owned()
        } else {
            format!("{name} = {}", variable.value)
        };
        let title = boards::short(&title, room);
        canvas.text_centred(middle, row, &title, bold(show.look(), role));
        // The rows below the value: the writes, and what of them is lost.
        let more = if variable.writes > 0 { 2 } else { 0 };
        if large {
            let high = (last - row - more) * text - 1;
            let size = size_for(&variable.value, wide - 4, high);
            if size > 0 {
                let x = board.x + (wide - big_width(&variable.value, size)) / 2;
                let y = board.y + 2 + text + i32::from(high > 5 * size + 2);
                canvas.big(x, y, &variable.value, role, size);
                row = canvas.row((y + 5 * size) as f32 + 0.9);
            } else {
                row += 1;
                canvas.text_centred(middle, row, &variable.value, bold(show.look(), role));
            }
        }
        row += 1;
        if variable.writes > 0 && row <= last {
            self.last_writes(canvas, show, variable, row);
            self.lost(canvas, show, variable, row + 1);
            row += 2;
        }
        for (variable, name) in &self.variables[1..] {
            if row > last {
                break;
            }
            let words = boards::short(&format!("{name} = {}", variable.value), room);
            let style = bold(show.look(), boards::role(show, variable));
            canvas.text_centred(middle, row, &words, style);
            row += 1;
        }
    }

    /// The last writes, the newest at the right: who wrote, what; a lost one is struck out.
    fn last_writes(&self, canvas: &mut Canvas, show: &Show, variable: &Variable, row: i32) {
        let look = show.look();
        let room = show.cells(self.panel.w - self.lock_room()) - 4;
        let writes = variable.accesses.iter();
        let writes = writes.filter(|access| access.op == Op::Write);
        let chip = |access: &&Access| {
            let sign = if access.lost {
                show.mark(Mark::Times)
            } else {
                ""
            };
            format!("{sign}{}", boards::short(&access.value, 8))
        };
        let mut chips: Vec<(&Access, String)> = Vec::new();
        let mut wide = 0;
        for access in writes.rev() {
            let words = chip(&access);
            let more = columns(&words) + 1 + if chips.is_empty() { 0 } else { 2 };
            if wide + more > room {
                break;
            }
            wide += more;
            chips.push((access, words));
        }
        let half = (self.panel.w - self.lock_room()) / 2;
        let middle = canvas.column((self.panel.x + half) as f32);
        let mut column = middle - wide / 2;
        for (access, words) in chips.iter().rev() {
            match show.model.task(access.task) {
                Some(task) => badge(canvas, show, task, column, row),
                None => canvas.text(column, row, "?", look.fg(Role::Dim)),
            }
            let style = if access.lost {
                look.fg(Role::Bad).add_modifier(Modifier::CROSSED_OUT)
            } else {
                bold(look, Role::Bright)
            };
            canvas.text(column + 1, row, words, style);
            column += 1 + columns(words) + 2;
        }
    }

    /// Who has just wiped out whose update, and how many are gone.
    fn lost(&self, canvas: &mut Canvas, show: &Show, variable: &Variable, row: i32) {
        let room = show.cells(self.panel.w - self.lock_room()) - 3;
        let half = (self.panel.w - self.lock_room()) / 2;
        let middle = canvas.column((self.panel.x + half) as f32);
        let glyph = |task| {
            let task = show.model.task(task);
            task.map_or_else(|| "?".to_owned(), |task| task.glyph.to_string())
        };
        let mut writes = variable.accesses.iter().rev();
        let last = writes.find(|access| access.op == Op::Write);
        let wiped = last.and_then(|last| Some((last.task, last.over?)));
        let told = wiped.map(|(who, whom)| {
            let (who, whom) = (glyph(who), glyph(whom));
            let names = [("who", who.as_str()), ("whom", whom.as_str())];
            show.texts.fill("stage.overwrote", &names)
        });
        let count = (variable.lost > 0).then(|| {
            let count = variable.lost.to_string();
            show.texts.fill("stage.lost_updates", &[("count", &count)])
        });
        let both = told.clone().zip(count.clone());
        let both = both.map(|(told, count)| format!("{told}  {count}"));
        let fits = |words: &String| columns(words) <= room;
        let style = bold(show.look(), Role::Bad);
        if let Some(words) = [both, told, count].into_iter().flatten().find(fits) {
            canvas.text_centred(middle, row, &words, style);
        }
    }
}
