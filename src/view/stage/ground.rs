//! The ground: which cells of the stage are taken, so that nobody stands before another, before words or half outside.
//!
//! What is written and what a picture keeps free ([`Canvas::keep`]) comes first. Then the figures take their places, those
//! whose places say most before the others. Whoever finds its place taken drops its name, then looks for a place near by
//! if it stands about, and is summed up else. Only where figures will have come to rest counts: on the way they pass
//! each other.

use crate::view::canvas::{Canvas, Patch};

use super::show::Zone;

/// Cells of the stage, free or taken.
#[derive(Debug)]
pub struct Ground {
    columns: i32,
    rows: i32,
    taken: Vec<bool>,
}

impl Ground {
    /// All that is not written on or kept free.
    pub fn of(canvas: &Canvas) -> Self {
        let (columns, rows) = (canvas.columns(), canvas.rows());
        let mut ground = Self {
            columns,
            rows,
            taken: vec![false; (columns * rows).max(0) as usize],
        };
        canvas.kept(0..0, |patch| ground.take(patch));
        ground
    }

    /// Takes cells.
    pub fn take(&mut self, patch: Patch) {
        let (left, right) = (patch.left.max(0), patch.right.min(self.columns));
        for row in patch.top.max(0)..patch.bottom.min(self.rows) {
            for column in left..right {
                self.taken[(row * self.columns + column) as usize] = true;
            }
        }
    }

    /// Whether cells are on the stage and nobody's.
    pub fn is_free(&self, patch: Patch) -> bool {
        patch.is_within(self.columns, self.rows)
            && (patch.top..patch.bottom).all(|row| {
                let row = row * self.columns;
                let (left, right) = (row + patch.left, row + patch.right.max(patch.left));
                !self.taken[left as usize..right as usize].contains(&true)
            })
    }

    /// Takes them all if all of them are free.
    pub fn claim(&mut self, patches: &[Patch]) -> bool {
        let free = patches.iter().all(|patch| self.is_free(*patch));
        if free {
            for patch in patches {
                self.take(*patch);
            }
        }
        free
    }

    /// The free place of this size within a zone that is nearest to the wanted one, corners in cells.
    pub fn find(
        &self,
        (width, height): (i32, i32),
        zone: Zone,
        scale: i32,
        wanted: (i32, i32),
    ) -> Option<(i32, i32)> {
        let (left, right) = (zone.x * scale, zone.right() * scale - width);
        let (top, bottom) = (zone.y * scale / 2, zone.bottom() * scale / 2 - height);
        let far =
            |(column, row): (i32, i32)| (column - wanted.0).abs() + 3 * (row - wanted.1).abs();
        let mut best: Option<(i32, i32)> = None;
        for row in top..=bottom {
            for column in left..=right {
                let place = (column, row);
                if best.is_none_or(|best| far(place) < far(best))
                    && self.is_free(Patch::new(column, row, width, height))
                {
                    best = Some(place);
                }
            }
        }
        best
    }
}
