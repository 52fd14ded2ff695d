//! A census of the stage: which cells each figure takes, and which the words.

use ratatui::layout::Rect;

use crate::model::{Model, Moment, Place};
use crate::trace::{TaskId, TaskKind};
use crate::view::Ui;
use crate::view::canvas::Patch;

use super::cast::Figure;
use super::{paint, set};

/// Who is where on a stage that has come to rest.
#[derive(Debug, Clone, Default)]
pub struct Census {
    /// Columns and rows of the stage.
    pub size: (i32, i32),
    /// The cells of each figure, its name and marks among them.
    pub figures: Vec<(TaskId, Vec<Patch>)>,
    /// The cells that each figure takes at this very moment, on its way or not.
    pub here: Vec<(TaskId, Vec<Patch>)>,
    /// Whose feet are on no ground.
    pub in_air: Vec<TaskId>,
    /// The heads of arrows: whom each points to, and the cells that it takes.
    pub heads: Vec<(TaskId, Patch)>,
    /// What is written, large and small, and what the pictures keep free.
    pub words: Vec<Patch>,
    /// How many are drawn as their glyph alone.
    pub shrunk: usize,
    /// How many are drawn as small ones, and how many as large ones.
    pub sizes: (usize, usize),
    /// How many a picture draws as part of something else, as the dots of a crowd.
    pub elsewhere: usize,
    /// Who is not drawn.
    pub hidden: Vec<TaskId>,
    /// How many are said to be not drawn.
    pub summed: usize,
}

/// Counts who is on the stage at a moment when nothing moves any more.
pub fn census(area: Rect, model: &Model, ui: &Ui, moment: Moment) -> Census {
    if area.is_empty() {
        return Census::default();
    }
    let (show, _, mut canvas) = set(area, model, ui, moment);
    let painted = paint(&mut canvas, &show);
    let (company, own) = (painted.company, painted.own);
    let mut census = Census {
        size: (canvas.columns(), canvas.rows()),
        heads: painted.arrows.heads().collect(),
        summed: company.summed(),
        ..Census::default()
    };
    canvas.kept(own, |patch| census.words.push(patch));
    for figure in &company.cast {
        let task = figure.task;
        let place = task.trail.last().place;
        if matches!(place, Place::Wings | Place::Exit) && task.kind != TaskKind::Lecturer {
            continue;
        }
        if figure.stand.elsewhere {
            census.elsewhere += 1;
        } else if figure.stand.hidden {
            census.hidden.push(task.id);
        } else {
            census.shrunk += usize::from(figure.stand.shrunk);
            match (figure.stand.shrunk, figure.stand.small) {
                (true, _) => {}
                (false, true) => census.sizes.0 += 1,
                (false, false) => census.sizes.1 += 1,
            }
            let mut patches = Vec::new();
            let still = Figure {
                at: figure.stand.at,
                moving: false,
                ..*figure
            };
            canvas.probe(&mut patches, |canvas| still.draw(canvas, &show));
            census.figures.push((task.id, patches));
            let (x, feet) = (still.at.x.round() as i32, still.at.y.round() as i32);
            if !still.stand.shrunk && !(-2..=2).any(|aside| canvas.is_ground(x + aside, feet)) {
                census.in_air.push(task.id);
            }
            let mut patches = Vec::new();
            canvas.probe(&mut patches, |canvas| figure.draw(canvas, &show));
            census.here.push((task.id, patches));
        }
    }
    census
}

impl Census {
    /// Who stands on air.
    pub fn afloat(&self) -> Vec<String> {
        let afloat = self.in_air.iter();
        afloat
            .map(|task| format!("#{} stands on air", task.0))
            .collect()
    }

    /// What is wrong with the heads of arrows: which lie on a figure or on words, or not beside whom they point to.
    pub fn astray(&self) -> Vec<String> {
        let mut astray = Vec::new();
        for (task, head) in &self.heads {
            let near = Patch {
                left: head.left - 1,
                top: head.top - 1,
                right: head.right + 1,
                bottom: head.bottom + 1,
            };
            let mut beside = false;
            for (other, patches) in &self.here {
                let meets = |patch: Patch| patches.iter().any(|theirs| theirs.meets(patch));
                beside |= other == task && meets(near);
                if other != task && meets(*head) {
                    astray.push(format!(
                        "the head for #{} lies on #{}: {head:?}",
                        task.0, other.0
                    ));
                }
            }
            if !beside {
                astray.push(format!("the head for #{} is far away: {head:?}", task.0));
            }
            for words in self.words.iter().filter(|words| words.meets(*head)) {
                astray.push(format!(
                    "the head for #{} lies on words: {head:?} meets {words:?}",
                    task.0
                ));
            }
        }
        astray
    }

    /// What is wrong: whoever stands half outside, in another or before words; and whether all are counted.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (index, (task, patches)) in self.figures.iter().enumerate() {
            for patch in patches {
                if !patch.is_within(self.size.0, self.size.1) {
                    faults.push(format!(
                        "#{} stands half outside: {patch:?} of {:?}",
                        task.0, self.size
                    ));
                }
                for words in self.words.iter().filter(|words| words.meets(*patch)) {
                    faults.push(format!(
                        "#{} stands before words: {patch:?} meets {words:?}",
                        task.0
                    ));
                }
                for (other, theirs) in &self.figures[index + 1..] {
                    if theirs.iter().any(|theirs| theirs.meets(*patch)) {
                        faults.push(format!(
                            "#{} and #{} stand inside each other: {patch:?}",
                            task.0, other.0
                        ));
                    }
                }
            }
        }
        if self.hidden.len() != self.summed {
            faults.push(format!(
                "{:?} are hidden, {} are summed up",
                self.hidden, self.summed
            ));
        }
        faults
    }
}
