//! The lines between the panes, and the headings in them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Form, Layout};
use crate::view::mark::{Mark, mark};
use crate::view::paint::{self, Pen};
use crate::view::theme::Role;
use crate::view::ui::Pane;
use crate::view::{View, code};

impl Layout {
    /// The lines between the panes, with the headings in them.
    pub(in crate::view) fn draw_lines(&self, buf: &mut Buffer, view: View) {
        for (pane, key) in [
            (Pane::Code, ""),
            (Pane::Threads, "pane.threads"),
            (Pane::Log, "pane.log"),
            (Pane::Output, "pane.output"),
        ] {
            let area = self.pane(pane);
            if area.is_empty() {
                continue;
            }
            let aside = area.x > self.status.x;
            if aside {
                paint::upright(
                    buf,
                    Rect {
                        x: area.x - 1,
                        width: 1,
                        ..area
                    },
                    view.look,
                );
            }
            paint::rule(buf, Rect { height: 1, ..area }, view.look);
            let chosen = view.ui.pane == pane;
            if self.form == Form::Projector && view.ui.pane == Pane::Stage {
                continue;
            }
            if pane == Pane::Code {
                code::heading(buf, area, view, chosen);
            } else {
                heading(buf, area, view.get(key), "", chosen, view);
            }
        }
        self.join_lines(buf, view);
    }

    /// Where lines meet they are joined.
    fn join_lines(&self, buf: &mut Buffer, view: View) {
        if view.look.ascii {
            return;
        }
        let panes = [self.code, self.threads, self.log, self.output];
        for area in panes
            .into_iter()
            .filter(|area| !area.is_empty() && area.x > self.status.x)
        {
            let x = area.x - 1;
            let is = |buf: &Buffer, x: u16, y: u16, what: &str| {
                buf.cell((x, y)).is_some_and(|cell| cell.symbol() == what)
            };
            let left = x > self.status.x && is(buf, x - 1, area.y, "─");
            let up = area.y > self.status.bottom() && is(buf, x, area.y - 1, "│");
            let joint = match (left, up) {
                (true, true) => '┼',
                (true, false) => '┬',
                (false, _) => '├',
            };
            Pen::new(
                buf,
                Rect {
                    x,
                    width: 1,
                    ..area
                },
                0,
            )
            .char(joint, view.look.fg(Role::Line));
        }
        // A line that comes from the left and ends at an upright.
        for area in panes.into_iter().filter(|area| !area.is_empty()) {
            let x = area.right();
            let upright = buf
                .cell((x, area.y))
                .is_some_and(|cell| cell.symbol() == "│");
            if upright {
                Pen::new(
                    buf,
                    Rect {
                        x,
                        width: 1,
                        ..area
                    },
                    0,
                )
                .char('┤', view.look.fg(Role::Line));
            }
        }
    }
}

/// A heading in a pane's first row.
pub(in crate::view) fn heading(
    buf: &mut Buffer,
    area: Rect,
    title: &str,
    more: &str,
    chosen: bool,
    view: View,
) {
    let style = if chosen {
        view.look.fg(Role::Accent)
    } else {
        view.look.fg(Role::Text)
    };
    let mut pen = Pen::new(buf, area, 0);
    if paint::width(title) + 4 > pen.room() {
        return;
    }
    if chosen {
        pen.raw(mark(view.look, Mark::Right), style);
    } else {
        pen.skip(1);
    }
    pen.char(' ', style);
    pen.raw(title, style).char(' ', style);
    if !more.is_empty() && paint::width(more) + 3 <= pen.room() {
        pen.raw(more, view.look.fg(Role::Dim)).char(' ', style);
    }
}
