//! What joins figures to locks: what they hold, what they want, and the circle of a deadlock.

use super::super::cast::{Figure, tint};
use super::super::show::Show;
use super::Locks;
use crate::view::canvas::{Canvas, Ink, Stroke};
use crate::view::motion::Point;
use crate::view::theme::Role;

impl Locks<'_> {
    /// Each that holds a lock is joined to it; each that holds one and wants another points at that.
    pub(super) fn tie(&self, canvas: &mut Canvas, show: &Show, figure: &Figure) {
        let circle = show
            .model
            .circles
            .iter()
            .find(|circle| circle.has(figure.task.id));
        for holding in &figure.task.holds {
            let Some(index) = self.index(holding.object) else {
                continue;
            };
            let bad = circle.is_some_and(|circle| circle.has_object(holding.object));
            let far = figure.at.x < self.zone.x as f32 || figure.at.x > self.zone.right() as f32;
            let stroke = if far { Stroke::Dashed } else { Stroke::Thick };
            let ink = if bad {
                Ink::role(Role::Bad)
            } else {
                tint(figure.task)
            };
            let (from, to) = level(self.edge(index, figure), reach(figure, self.body(index)));
            canvas.line(from, to, ink, stroke);
        }
        let wanted = figure.task.want().and_then(|want| self.index(want.object?));
        let Some(index) = wanted.filter(|_| self.held(figure.task).is_some()) else {
            return;
        };
        let (ink, stroke) = match circle {
            Some(_) => (Ink::role(Role::Bad), Stroke::Thick),
            None => (tint(figure.task), Stroke::Dashed),
        };
        let (from, to) = level(reach(figure, self.body(index)), self.edge(index, figure));
        canvas.arrow(from, to, ink, stroke);
    }

    /// The point of a lock's edge that faces a figure.
    pub(super) fn edge(&self, index: usize, figure: &Figure) -> (f32, f32) {
        let body = self.body(index);
        let (width, height) = self.size();
        let chest = figure.chest();
        let (dx, dy) = (chest.x - body.x, chest.y - body.y);
        let half = (width as f32 / 2.0 + 1.0, height as f32 / 3.0 + 1.0);
        let share = (half.0 / dx.abs().max(0.1))
            .min(half.1 / dy.abs().max(0.1))
            .min(1.0);
        (body.x + dx * share, body.y + dy * share)
    }
}

/// A line that is nearly level is level.
fn level(from: (f32, f32), to: (f32, f32)) -> ((f32, f32), (f32, f32)) {
    if (from.1 - to.1).abs() < 2.5 {
        let y = f32::midpoint(from.1, to.1).round();
        return ((from.0, y), (to.0, y));
    }
    (from, to)
}

/// The point of a figure's edge that faces a lock.
fn reach(figure: &Figure, to: Point) -> (f32, f32) {
    let chest = figure.chest();
    let (dx, dy) = (to.x - chest.x, to.y - chest.y);
    let share = (4.0 / dx.abs().max(0.1))
        .min(6.0 / dy.abs().max(0.1))
        .min(1.0);
    (chest.x + dx * share, chest.y + dy * share)
}
