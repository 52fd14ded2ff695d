//! How the stage is shared out: a grid of grounds of about the same size, in rows where it is high enough.

use super::super::show::Zone;

/// The narrowest ground of a picture, in logical pixels.
pub const NARROW: i32 = 34;
/// The narrowest ground of a queue in neutral dress.
pub const NARROWEST: i32 = 29;
/// The lowest ground of a picture where there are several rows.
pub const LOW: i32 = 22;
/// The shape in which pictures look best: so many times as wide as high.
const SHAPE: f32 = 2.0;
/// Most rows and most columns.
const MOST: i32 = 4;

/// How many grounds there is room for, the narrowest of this width.
pub fn most(width: i32, height: i32, narrow: i32) -> usize {
    (columns(width, narrow) * rows(height)) as usize
}

fn columns(width: i32, narrow: i32) -> i32 {
    (width / narrow).clamp(1, MOST)
}

fn rows(height: i32) -> i32 {
    (height / LOW).clamp(1, MOST)
}

/// Grounds for so many pictures, row by row; a heavier one is wider than the others of its row. Never more than
/// [`most`].
pub fn grounds(width: i32, height: i32, narrow: i32, weights: &[i32]) -> Vec<Zone> {
    let count = weights.len().min(most(width, height, narrow));
    if count == 0 {
        return Vec::new();
    }
    let rows = best_rows(width, height, narrow, count as i32);
    let mut grounds = Vec::with_capacity(count);
    let mut left = &weights[..count];
    for row in 0..rows {
        // The first rows have fewer, so that what comes first has more room.
        let here = left.len() / (rows - row) as usize;
        let (these, rest) = left.split_at(here);
        left = rest;
        // Grounds begin where a row of cells does.
        let (top, bottom) = ((height * row / rows) & !1, (height * (row + 1) / rows) & !1);
        let bottom = if row + 1 == rows { height } else { bottom };
        grounds.extend(one_row(width, these).map(|(x, w)| Zone {
            x,
            y: top,
            w,
            h: bottom - top,
        }));
    }
    grounds
}

/// Left ends and widths of the grounds of a row, with a gap of one pixel between two.
fn one_row(width: i32, weights: &[i32]) -> impl Iterator<Item = (i32, i32)> {
    let total: i32 = weights.iter().sum::<i32>().max(1);
    let mut taken = 0;
    let mut left = 0;
    weights.iter().map(move |weight| {
        taken += weight;
        let right = width * taken / total;
        let ground = (left, right - left - i32::from(right < width));
        left = right;
        ground
    })
}

/// The number of rows that gives grounds nearest to the best shape.
fn best_rows(width: i32, height: i32, narrow: i32, count: i32) -> i32 {
    let fits = |rows: &i32| (count + rows - 1) / rows <= columns(width, narrow);
    let off = |rows: i32| {
        let columns = (count + rows - 1) / rows;
        let shape = (width / columns) as f32 / (height / rows).max(1) as f32;
        (shape / SHAPE).ln().abs()
    };
    (1..=rows(height).min(count))
        .filter(fits)
        .min_by(|a, b| off(*a).total_cmp(&off(*b)))
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grounds_share_the_stage_and_none_is_too_small() {
        for (width, height) in [(69, 52), (80, 28), (130, 88), (10, 6), (200, 120), (36, 50)] {
            for (narrow, count) in [NARROW, NARROWEST].into_iter().flat_map(|narrow| {
                (1..=most(width, height, narrow)).map(move |count| (narrow, count))
            }) {
                let grounds = grounds(width, height, narrow, &vec![3; count]);
                assert_eq!(grounds.len(), count, "{width}x{height}");
                for (index, ground) in grounds.iter().enumerate() {
                    assert!(ground.w >= narrow - 1 || width < narrow, "{ground:?}");
                    assert!(ground.h >= LOW - 1 || height < LOW, "{ground:?}");
                    assert!(ground.right() <= width && ground.bottom() <= height);
                    assert_eq!(ground.y % 2, 0, "a ground begins with a row of cells");
                    for other in &grounds[index + 1..] {
                        let beside = ground.right() <= other.x || other.right() <= ground.x;
                        let over = ground.bottom() <= other.y || other.bottom() <= ground.y;
                        assert!(beside || over, "{ground:?} {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn two_pictures_on_a_high_stage_stand_one_over_the_other() {
        let grounds = grounds(69, 52, NARROW, &[3, 3]);
        assert_eq!((grounds[0].w, grounds[1].w), (69, 69));
        assert_eq!(grounds[1].y, 26);
    }
}
