//! What joins figures to locks: what they hold, what they want, and so the circle of a deadlock, all the way round.
//!
//! A solid way joins a lock to its owner; a dashed one with a head goes from whoever has one lock to the next that it
//! wants. They run along the axes, on a level with the lock or up to it from below.

use super::super::cast::{Figure, tint};
use super::super::ground::Ground;
use super::super::show::{PERSON, Show};
use super::Locks;
use crate::model::Circle;
use crate::view::canvas::{Canvas, Ink, Patch, Stroke, bold, columns};
use crate::view::sprite::Dot;
use crate::view::theme::Role;

/// One that joins a figure to a lock.
struct Tie {
    /// From the figure to the lock's edge.
    points: Vec<(i32, i32)>,
    /// Wanted rather than held.
    wanted: bool,
    /// Length of the head.
    head: i32,
    ink: Ink,
    circle: bool,
}

impl Tie {
    fn draw(&self, canvas: &mut Canvas) {
        let stroke = if self.wanted {
            Stroke::Dashed
        } else {
            Stroke::Solid
        };
        canvas.way(&self.points, self.ink, stroke, self.head);
    }
}

impl Locks<'_> {
    /// Each that holds a lock is joined to it; each that holds one and wants another points at that.
    pub(super) fn tie(&self, canvas: &mut Canvas, show: &Show, figure: &Figure) {
        let chest = figure.chest();
        for holding in &figure.task.holds {
            let index = self.index(holding.object);
            if let Some(index) = index.filter(|_| self.is_far(figure)) {
                let to = self.body(index);
                let (from, to) = ((chest.x, chest.y), (to.x, to.y));
                canvas.line(from, to, tint(figure.task), Stroke::Solid);
            }
        }
        for tie in self.ties_of(show, figure) {
            tie.draw(canvas);
        }
    }

    /// Whether a figure is elsewhere on the stage, with a lock of this wall in its hands.
    fn is_far(&self, figure: &Figure) -> bool {
        let (x, y) = (figure.at.x as i32, figure.at.y as i32 - 1);
        let zone = self.zone;
        !(zone.x..zone.right()).contains(&x) || !(zone.y..zone.bottom()).contains(&y)
    }

    fn ties_of(&self, show: &Show, figure: &Figure) -> Vec<Tie> {
        if self.is_far(figure) {
            return Vec::new();
        }
        let task = figure.task;
        let circle = show.model.circles.iter().find(|circle| circle.has(task.id));
        let wanted = task.want().and_then(|want| self.index(want.object?));
        let wanted = wanted.filter(|_| self.held(task).is_some());
        let tie = |index: usize, is_wanted: bool| {
            let own = wanted == Some(index) && self.held_at(task, index);
            let object = self.objects[index].id;
            let in_circle = circle.is_some_and(|circle: &Circle| circle.has_object(object));
            Tie {
                points: self.way(show, figure, index, own.then_some(is_wanted)),
                wanted: is_wanted,
                head: if self.is_narrow() { 2 } else { 3 },
                ink: if in_circle {
                    show.circle_ink()
                } else {
                    tint(task)
                },
                circle: in_circle,
            }
        };
        let held = task
            .holds
            .iter()
            .filter_map(|holding| self.index(holding.object));
        let held = held.map(|index| tie(index, false));
        held.chain(wanted.map(|index| tie(index, true))).collect()
    }

    /// Whether two ways to one lock have to keep close.
    fn is_narrow(&self) -> bool {
        self.size().0 < 10
    }

    /// The first row that a lock takes: in letters it is lower.
    fn crown(&self, show: &Show) -> i32 {
        if show.look().ascii {
            let lines = self.sprite.letters(1, false).len() as i32;
            self.under() - 2 * lines / show.scale
        } else {
            self.top
        }
    }

    /// From a figure to a lock. Who wants what it holds has two: the upper one and the lower.
    fn way(
        &self,
        show: &Show,
        figure: &Figure,
        index: usize,
        lower: Option<bool>,
    ) -> Vec<(i32, i32)> {
        let (x, feet) = (figure.at.x.round() as i32, figure.at.y.round() as i32);
        let high = match lower {
            None => 5,
            Some(false) => PERSON - 2,
            Some(true) => 3,
        };
        let aside = if (x as f32) < self.middle(index) {
            -1
        } else {
            1
        };
        let level = (feet - high).clamp(self.top + 2, self.under() - 3);
        if (feet - PERSON..=feet - 2).contains(&level) {
            let crown = self.crown(show);
            if level < crown {
                let column = self.middle(index).round() as i32;
                return vec![(x, level), (column, level), (column, crown - 1)];
            }
            let (first, last) = self.span(index, level);
            // Two pixels thick, and beside the lock.
            let edge = if aside < 0 { first - 1 } else { last + 1 };
            return vec![(x - aside * 2, level), (edge, level)];
        }
        let level = (feet - high).max(self.under() + 3).min(feet - 2);
        // A row of locks is joined to its neighbours from within, and round about from without.
        let round =
            self.objects.len() > 2 && (x as f32 - self.middle(index)).abs() > self.part as f32;
        let aside = if round || lower == Some(true) {
            -aside
        } else {
            aside
        };
        let off = if self.is_narrow() {
            2
        } else {
            self.size().0 / 2 - 2
        };
        let column = self.middle(index).round() as i32 + aside * off - i32::from(aside < 0);
        vec![(x, level), (column, level), (column, self.under())]
    }

    /// First and last column of a lock that is held, at the height of two pixels.
    fn span(&self, index: usize, y: i32) -> (i32, i32) {
        let left = self.left(index);
        let painted = |column: &i32| {
            let rows = [y - self.top, y + 1 - self.top];
            rows.iter()
                .any(|row| !matches!(self.sprite.dot(1, *column, *row), Dot::Clear))
        };
        let mut columns = (0..self.sprite.width()).filter(painted);
        let first = columns.next().unwrap_or(0);
        (left + first, left + columns.next_back().unwrap_or(first))
    }

    /// Says beside each tie of a circle what it is, where there is room for that.
    pub(super) fn tell_ties(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        ground: &mut Ground,
        cast: &[Figure],
    ) {
        let still = cast
            .iter()
            .filter(|figure| !figure.stand.hidden && !figure.moving);
        for tie in still.flat_map(|figure| self.ties_of(show, figure)) {
            if !tie.circle {
                continue;
            }
            let word = show.word(if tie.wanted {
                "stage.waits"
            } else {
                "stage.holds"
            });
            let wide = columns(word);
            let (from, to) = (tie.points[0], tie.points[1]);
            // Between two neighbours of a row there is no telling which of them a word belongs to.
            if show.cells((from.0 - to.0).abs()) <= wide {
                continue;
            }
            let middle = canvas.column(from.0.midpoint(to.0) as f32) - wide / 2;
            let above = canvas.row((from.1 - 1) as f32);
            let below = canvas.row((from.1 + 1) as f32) + 1;
            let spots = [above, above - 1, below].into_iter();
            let asides = [0, 1, -1, 2, -2, 3, -3];
            let mut spots = spots.flat_map(|row| asides.map(|aside| (middle + aside, row)));
            let free = spots.find(|(column, row)| {
                let apart = i32::from(*row == below);
                ground.is_free(Patch::new(column - apart, *row, wide + 2 * apart, 1))
            });
            if let Some((column, row)) = free {
                ground.take(Patch::new(column, row, wide, 1));
                canvas.text(column, row, word, bold(show.look(), Role::Bad));
            }
        }
    }
}
