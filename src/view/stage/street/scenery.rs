//! What stands around the street: the sky, the road, and the light.

use super::super::show::Show;
use super::Street;
use crate::trace::Op;
use crate::view::canvas::{Canvas, Wear};
use crate::view::motion::{FLASH, Point, ease, progress, under_way};
use crate::view::sprite::{self, Sprite};
use crate::view::theme::Role;

impl Street<'_> {
    pub(super) fn sky(&self, canvas: &mut Canvas) {
        let zone = self.zone;
        let ground = self.plan.kerb - 2;
        canvas.fill(zone.x, zone.y, zone.w, self.plan.road - zone.y, Role::Sky);
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
                    Role::FloorLine,
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
        canvas.fill(zone.x, ground, zone.w, self.plan.road - ground, Role::Grass);
    }

    pub(super) fn asphalt(&self, canvas: &mut Canvas) {
        let zone = self.zone;
        let plan = &self.plan;
        let tall = plan.lanes() * plan.lane;
        canvas.fill(
            zone.x,
            plan.road,
            zone.w,
            zone.bottom() - plan.road,
            Role::Road,
        );
        for lane in 1..plan.lanes() {
            let y = plan.road + lane * plan.lane;
            // Nobody but those who overtake goes over a line that is whole.
            let (step, dash) = if lane == plan.fast { (1, 1) } else { (6, 3) };
            for x in (zone.x..plan.crossing - 3).step_by(step) {
                canvas.fill(x, y, dash, 1, Role::FloorLine);
            }
        }
        // The crossing: bars across the road, and the lines where one stops.
        for y in (plan.road + 1..plan.road + tall - 1).step_by(4) {
            canvas.fill(plan.crossing + 3, y, 7, 2, Role::Marking);
        }
        for x in [plan.stop, plan.crossing] {
            canvas.fill(x, plan.road, 1, tall, Role::Marking);
        }
    }

    pub(super) fn lamp(&self) -> (&'static Sprite, u8) {
        let above = self.plan.kerb - self.zone.y;
        let name = match above {
            15.. => "light",
            12.. => "light.low",
            _ => "light.tiny",
        };
        (sprite::get(name), u8::from(above >= 30))
    }

    pub(super) fn lamp_at(&self) -> Point {
        let (lamp, grown) = self.lamp();
        let times = i32::from(grown) + 1;
        let x = self.plan.crossing + 3 - lamp.width() * times;
        let top = (self.plan.kerb
            - i32::from(self.plan.kerb - self.zone.y > 11) * 2
            - lamp.height() * times)
            .max(self.zone.y);
        Point::new(x as f32, top as f32)
    }

    pub(super) fn light(&self, canvas: &mut Canvas, show: &Show) {
        let set = self.object.flag;
        let (lamp, grown) = self.lamp();
        let times = i32::from(grown) + 1;
        let Point { x, y } = self.lamp_at();
        let (x, top) = (x as i32, y as i32);
        canvas.fill(
            x + 4 * times,
            top,
            times,
            self.plan.road - top,
            Role::MetalDark,
        );
        let wear = Wear {
            frame: usize::from(set),
            grown,
            ..Wear::default()
        };
        canvas.sprite(lamp, x as f32, top as f32, wear);
        canvas.keep(x, top, lamp.width() * times, lamp.height() * times);

        let last = self.object.last.as_ref();
        let touched =
            last.filter(|last| matches!(last.op, Op::Set | Op::Clear) && top > self.zone.y + 3);
        let touched = touched.map(|last| last.moment);
        if let Some(moment) = touched.filter(|moment| under_way(*moment, show.moment, FLASH)) {
            let out = 1 + (ease(progress(moment, show.moment, FLASH)) * 2.0) as i32;
            let role = if set { Role::Good } else { Role::Bad };
            let (w, h) = (lamp.width() * times, lamp.height() * times);
            canvas.frame(x - out, top - out, w + 2 * out, h + 2 * out, role);
        }
    }
}
