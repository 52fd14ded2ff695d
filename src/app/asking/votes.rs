//! Votes: a digit is one, and how many there are can be typed.

use crate::app::App;
use crate::view::ui::Asking;

/// Most votes for an answer.
const MOST: u32 = 9_999;

/// The votes on a question.
#[derive(Debug, Clone)]
pub(super) struct Votes {
    /// For which answers, in order.
    order: Vec<usize>,
    /// How many are for each.
    counts: Vec<u32>,
}

impl Votes {
    /// None, for any of so many answers.
    pub(super) fn none(answers: usize) -> Self {
        Self {
            order: Vec::new(),
            counts: vec![0; answers],
        }
    }

    pub(super) fn counts(&self) -> Vec<u32> {
        self.counts.clone()
    }
}

impl App {
    /// The question that stands, and the votes on it.
    fn standing(&mut self) -> Option<(&mut Asking, &mut Votes)> {
        let asking = self.ui.asking.as_mut()?;
        let votes = self.round.as_mut()?.votes.get_mut(asking.place.0)?;
        Some((asking, votes))
    }

    /// A digit: one more for this answer, or a digit of how many are.
    pub(super) fn vote(&mut self, digit: usize) {
        let Some((asking, votes)) = self.standing() else {
            return;
        };
        if let Some(count) = asking.counting.and_then(|at| votes.counts.get_mut(at)) {
            *count = (*count * 10 + digit as u32).min(MOST);
        } else if let Some(at) = digit.checked_sub(1)
            && let Some(count) = votes.counts.get_mut(at)
        {
            *count = (*count + 1).min(MOST);
            votes.order.push(at);
        }
        asking.votes.clone_from(&votes.counts);
    }

    /// The votes for the answer that was voted for last are typed as a number, or have been.
    pub(super) fn count(&mut self) {
        let Some((asking, votes)) = self.standing() else {
            return;
        };
        if asking.counting.take().is_some() {
            return;
        }
        let at = votes.order.last().copied().unwrap_or(0);
        if let Some(count) = votes.counts.get_mut(at) {
            *count = 0;
            votes.order.retain(|other| *other != at);
            asking.counting = Some(at);
        }
        asking.votes.clone_from(&votes.counts);
    }

    /// The last vote, or digit, was a mistake.
    pub(super) fn take_back(&mut self) {
        let Some((asking, votes)) = self.standing() else {
            return;
        };
        if let Some(count) = asking.counting.and_then(|at| votes.counts.get_mut(at)) {
            *count /= 10;
        } else if let Some(count) = votes.order.pop().and_then(|at| votes.counts.get_mut(at)) {
            *count = count.saturating_sub(1);
        }
        asking.votes.clone_from(&votes.counts);
    }
}
