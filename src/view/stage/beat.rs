//! When what of a cause is shown: who gives, whom that reaches, and what becomes of each.
//!
//! Each of the three takes a [`Beat`]'s unit. While the run is held for it, that is as long as one needs to read it; else
//! it is as short as what goes on meanwhile asks for. What becomes of somebody is shown no earlier than the arrow has
//! landed, however early it came.

use crate::model::{Cause, Effect, Model, Moment, Reaction, Verdict};
use crate::view::Ui;

/// How long each part of a cause stands while the run is held.
pub const UNIT: Moment = 600_000;
/// The same where nothing is held.
const SHORT: Moment = 250_000;
/// It is never shorter.
const LEAST: Moment = 120_000;
/// How many causes are shown at once.
const MOST: usize = 3;

/// A cause at a moment.
#[derive(Debug, Clone, Copy)]
pub struct Beat<'a> {
    /// The cause.
    pub cause: &'a Cause,
    /// Whether there is no newer one.
    pub newest: bool,
    unit: Moment,
    moment: Moment,
    still: bool,
    /// Whether it is shown again, because its row of the log is chosen, and stays.
    recalled: bool,
}

/// The cause whose row of the log is chosen, while nothing new comes.
fn recalled<'a>(model: &'a Model, ui: &Ui) -> Option<&'a Cause> {
    let stands = ui.held() || model.verdict != Verdict::Running;
    let row = model.log.row_at(ui.row.filter(|_| stands)?)?;
    model.causes.get(model.log.rows.get(row)?.cause?)
}

/// The causes that are shown at a moment, newest first; or the one that is chosen, with its arrows landed.
pub fn beats<'a>(model: &'a Model, ui: &Ui, moment: Moment) -> impl Iterator<Item = Beat<'a>> {
    let unit = unit(ui);
    let still = ui.reduced_motion;
    let last = model.causes.count();
    let recalled = recalled(model, ui);
    let recent = model.causes.iter().rev().take(MOST);
    let recent = recent.filter(move |_| recalled.is_none());
    let recent = recent.map(move |cause| Beat {
        cause,
        newest: cause.number + 1 == last,
        unit,
        moment,
        still,
        recalled: false,
    });
    let again = recalled.map(|cause| Beat {
        cause,
        newest: true,
        unit,
        moment: cause.moment + 2 * unit - 1,
        still,
        recalled: true,
    });
    again
        .into_iter()
        .chain(recent)
        .filter(|beat| !beat.is_over())
}

/// How long each part of a cause stands.
pub fn unit(ui: &Ui) -> Moment {
    if ui.has_beats() {
        UNIT
    } else {
        let short = SHORT as f64 / f64::from(ui.speed.max(1.0));
        (short as Moment).max(LEAST)
    }
}

/// The line of the program that has just woken somebody, or changed what they wait for.
pub fn given_line(model: &Model, ui: &Ui, moment: Moment) -> Option<u32> {
    let beat = beats(model, ui, moment).next()?;
    let line = beat.cause.line.filter(|_| beat.cause.by.is_some());
    line.filter(|_| beat.moment < beat.landed())
}

impl<'a> Beat<'a> {
    /// When the arrows have landed.
    fn landed(&self) -> Moment {
        self.cause.moment + 2 * self.unit
    }

    /// From when on it shows what became of one.
    fn since(&self, effect: &Effect) -> Moment {
        match effect.reaction {
            Reaction::TimedOut => effect.moment,
            _ => effect.moment.max(self.landed()),
        }
    }

    /// When there is no more to be seen of it; none while somebody has not tried.
    fn end(&self) -> Option<Moment> {
        let effects = &self.cause.effects;
        if !self.cause.is_settled() {
            return None;
        }
        let ends = effects.iter().map(|effect| self.since(effect) + self.unit);
        Some(ends.max().unwrap_or(self.landed()))
    }

    fn is_over(&self) -> bool {
        match self.end() {
            Some(end) => self.moment >= end,
            // Who never gets on is seen in the picture; a newer cause is what there is to look at.
            None => !self.newest && self.moment >= self.landed() + self.unit,
        }
    }

    /// Whether the one who gives stands out.
    pub fn gives(&self) -> bool {
        let age = self.moment.saturating_sub(self.cause.moment);
        let dark = age * 6 / self.unit.max(1) == 2;
        self.moment < self.landed() && (self.still || !dark)
    }

    /// Which part of the arrows is there, from 0 to 1; none before they set out.
    pub fn grown(&self) -> Option<f32> {
        if self.still {
            return Some(1.0);
        }
        let start = self.cause.moment + self.unit;
        let age = self.moment.checked_sub(start)?;
        // They stand for a while before anything becomes of it.
        Some((age as f32 / (self.unit as f32 * 0.6)).min(1.0))
    }

    /// What became of one, as far as that is to be seen.
    pub fn reaction(&self, effect: &'a Effect) -> &'a Reaction {
        if self.moment < self.since(effect) {
            &Reaction::Woken
        } else {
            &effect.reaction
        }
    }

    /// Whether it is seen at this moment what became of one.
    pub fn has_become(&self, effect: &Effect) -> bool {
        let since = self.since(effect);
        (since..since + self.unit).contains(&self.moment)
    }

    /// When the picture of it next changes by itself.
    pub fn next_change(&self) -> Option<Moment> {
        if self.recalled {
            return None;
        }
        let (now, start) = (self.moment, self.cause.moment);
        if !self.still && now < self.landed() {
            // A blink, then growth.
            let blinks = [2, 3, 6].map(|part| start + (self.unit * part).div_ceil(6));
            let grown = start + self.unit + self.unit * 6 / 10;
            return match blinks.into_iter().find(|blink| now < *blink) {
                Some(blink) => Some(blink),
                None if now < grown => Some(now),
                None => Some(self.landed()),
            };
        }
        let effects = self.cause.effects.iter();
        let seen = effects.flat_map(|effect| [self.since(effect), self.since(effect) + self.unit]);
        let times = seen.chain([self.landed()]).chain(self.end());
        times.filter(|time| *time > now).min()
    }
}
