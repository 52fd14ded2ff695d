//! What stands around the street: the sky, the road, and the light.

use super::super::show::{Show, Zone};
use super::Street;
use crate::view::canvas::{Canvas, Wear, big_width, bold, columns};
use crate::view::motion::{FLASH, Point, ease, progress, under_way};
use crate::view::sprite::{self, Sprite};
use crate::view::theme::{Depth, Role};

impl Street<'_> {
    pub(super) fn sky(&self, canvas: &mut Canvas) {
        let zone = self.zone;
        canvas.fill(zone.x, zone.y, zone.w, self.road - zone.y, Role::Sky);
        let ground = self.road - 2;
        let tall = ground - zone.y;
        for x in 0..zone.w {
            let wave = (x as f32 / 17.0).sin() * 2.0 + (x as f32 / 7.3).sin();
            let height = tall / 4 + 1 + wave.round() as i32;
            canvas.fill(zone.x + x, ground - height, 1, height, Role::Far);
        }
        let day = usize::from(canvas.look().theme.is_light());
        if tall >= 26 {
            let left = (zone.x + zone.w / 9) as f32;
            let wear = Wear {
                frame: day,
                ..Wear::default()
            };
            canvas.sprite(sprite::get("moon"), left, (zone.y + tall / 4) as f32, wear);
            let stars = [
                (4, 30),
                (24, 12),
                (31, 38),
                (38, 20),
                (47, 8),
                (88, 14),
                (95, 34),
            ];
            for (across, down) in stars.into_iter().filter(|_| day == 0) {
                canvas.dot(
                    zone.x + zone.w * across / 100,
                    zone.y + tall * down / 100,
                    Role::Faint,
                );
            }
        }
        if tall >= 12 {
            let along = [
                ("tree", 2),
                ("house", 15),
                ("tree", 27),
                ("tree", 40),
                ("house", 52),
            ];
            for (name, share) in along {
                let x = zone.x + zone.w * share / 100 + 4;
                let wear = Wear {
                    frame: day,
                    ..Wear::default()
                };
                canvas.stand(sprite::get(name), x as f32, ground as f32, wear);
            }
        }
        canvas.fill(zone.x, ground, zone.w, 2, Role::Grass);
    }

    pub(super) fn asphalt(&self, canvas: &mut Canvas) {
        let zone = self.zone;
        let tall = zone.bottom() - self.road;
        canvas.fill(zone.x, self.road, zone.w, tall, Role::Road);
        for lane in 1..self.lanes {
            let y = self.road + lane * self.lane;
            for x in (zone.x..self.crossing - 3).step_by(6) {
                canvas.fill(x, y, 3, 1, Role::Faint);
            }
        }
        // The crossing: bars across the road, and the line where one stops.
        for y in (self.road + 1..zone.bottom() - 1).step_by(4) {
            canvas.fill(self.crossing + 3, y, 7, 2, Role::Marking);
        }
        canvas.fill(self.crossing, self.road, 1, tall, Role::Marking);
    }

    pub(super) fn lamp(&self) -> (&'static Sprite, u8) {
        let above = self.road - self.zone.y;
        let name = if above >= 15 { "light" } else { "light.low" };
        (sprite::get(name), u8::from(above >= 30))
    }

    pub(super) fn lamp_at(&self) -> Point {
        let (lamp, grown) = self.lamp();
        let times = i32::from(grown) + 1;
        let x = self.crossing + 3 - lamp.width() * times;
        let top = (self.road - 2 - lamp.height() * times).max(self.zone.y);
        Point::new(x as f32, top as f32)
    }

    /// The pixel up to which the object's name needs the wall.
    pub(super) fn name_end(&self, show: &Show) -> i32 {
        self.zone.x + show.pixels(columns(&show.name_of(self.object)) + 2)
    }

    /// Where the flag stands as a word, and how large.
    pub(super) fn board(&self, word: &str) -> (i32, Zone) {
        let lamp = self.lamp_at();
        let above = self.road - self.zone.y;
        let fits = |size: i32| {
            big_width("CLEAR", size) + 4 * size < self.zone.w / 2 && 5 * size + 4 < above
        };
        let size = (1..=3).rev().find(|&size| fits(size)).unwrap_or(1);
        let wide = big_width(word, size);
        let board = Zone {
            x: lamp.x as i32 - wide - 5 * size - 1,
            y: lamp.y as i32,
            w: wide + 4 * size,
            h: 5 * size + 2,
        };
        (size, board)
    }

    pub(super) fn light(&self, canvas: &mut Canvas, show: &Show) {
        let set = self.object.flag;
        let (lamp, grown) = self.lamp();
        let times = i32::from(grown) + 1;
        let Point { x, y } = self.lamp_at();
        let (x, top) = (x as i32, y as i32);
        canvas.fill(x + 4 * times, top, times, self.road - top, Role::MetalDark);
        let wear = Wear {
            frame: usize::from(set),
            grown,
            ..Wear::default()
        };
        canvas.sprite(lamp, x as f32, top as f32, wear);
        canvas.keep(x, top, lamp.width() * times, lamp.height() * times);

        let (word, role) = if set {
            ("SET", Role::Good)
        } else {
            ("CLEAR", Role::Bad)
        };
        let (size, board) = self.board(word);
        let (_, widest) = self.board("CLEAR");
        if widest.x <= self.name_end(show) {
            let word = format!(" {word} ");
            let column = canvas.column(x as f32) - columns(&word);
            let style = bold(show.look(), Role::Ground).bg(show.look().color(role));
            let style = if show.look().depth == Depth::None {
                show.look().on(Role::Bright, role)
            } else {
                style
            };
            canvas.text_on(column, canvas.row(top as f32) + 1, &word, style);
            return;
        }
        canvas.fill(board.x, board.y, board.w, board.h, role);
        canvas.keep(board.x, board.y, board.w, board.h);
        canvas.big(board.x + 2 * size, board.y + 1, word, Role::Black, size);
        let touched = self.object.last.as_ref().map(|last| last.moment);
        if let Some(moment) = touched.filter(|moment| under_way(*moment, show.moment, FLASH)) {
            let out = 1 + (ease(progress(moment, show.moment, FLASH)) * 3.0) as i32;
            canvas.frame(
                board.x - out,
                board.y - out,
                board.w + 2 * out,
                board.h + 2 * out,
                role,
            );
        }
    }
}
