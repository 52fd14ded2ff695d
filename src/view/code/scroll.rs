//! Where the listing is scrolled to: calmly after what happens.

use std::cmp::Reverse;

use ratatui::layout::Rect;

use super::rows::Page;
use super::{State, fold};

use crate::model::{Moment, Task};
use crate::view::ui::{Run, Scroll};
use crate::view::{View, words};

/// How long it takes to scroll.
const GLIDE: Moment = 240_000;
/// How long the listing stays where it is when nobody is chosen: threads that run in two places would shake it.
const CALM: Moment = 900_000;

/// The line to follow: the chosen thread's; or the one of whoever did something last, as long as it runs; or the one with
/// most threads.
fn focus(view: View) -> Option<u32> {
    let chosen = view.ui.chosen.and_then(|task| view.model.task(task));
    let latest = view.model.latest.and_then(|task| view.model.task(task));
    let runs = latest.filter(|task| State::of(task, view) == State::Running);
    let of = |task: &Task| words::line(task, view);
    chosen
        .and_then(of)
        .or_else(|| runs.and_then(of))
        .or_else(|| {
            let crowds = fold::crowds(view).into_iter();
            let most = crowds.max_by_key(|(line, count)| (*count, Reverse(*line)));
            most.map(|(line, _)| line)
        })
}

/// Where the listing should be scrolled to. It stays as long as the line to follow is well inside; then it goes to
/// where most tasks are seen with it, and of such places to the nearest.
pub(in crate::view) fn follow(area: Rect, view: View) -> Scroll {
    let mut scroll = view.ui.scroll;
    let page = Page::of(area, view);
    let rows = page.rows;
    let most = page.last_top();
    if scroll.to > most || scroll.from > most && rows > 0 {
        scroll.from = most.min(scroll.from);
        scroll.to = most.min(scroll.to);
    }
    let Some(line) = focus(view).filter(|_| rows > 0) else {
        return scroll;
    };
    let index = (line as usize).saturating_sub(1);
    let margin = ((rows - 1) / 3).min(3);
    let end = (index + margin + 1).min(page.lines());
    let lowest = page.start(end).min(index).min(most);
    let highest = index.saturating_sub(margin).min(most).max(lowest);
    scroll.line = line;
    if (lowest..=highest).contains(&scroll.to) {
        return scroll;
    }
    let steered = view.ui.chosen.is_some() || view.ui.run != Run::Running;
    if !steered && view.moment < scroll.since + CALM && scroll.since > 0 {
        return scroll;
    }
    let crowd = |top: usize| {
        let end = page.end(top);
        let within = |task: &&Task| {
            let line = words::line(task, view).unwrap_or(0) as usize;
            line > top && line <= end
        };
        view.model.tasks.iter().filter(within).count()
    };
    let best = (lowest..=highest)
        .max_by_key(|&top| (crowd(top), std::cmp::Reverse(top.abs_diff(scroll.to))));
    Scroll {
        from: shown(scroll, view.moment),
        to: best.unwrap_or(highest),
        since: view.moment,
        line,
    }
}

/// First line shown on the way from the last place to the new one.
pub(super) fn shown(scroll: Scroll, moment: Moment) -> usize {
    let gone = moment.saturating_sub(scroll.since);
    if gone >= GLIDE {
        return scroll.to;
    }
    let part = gone as f32 / GLIDE as f32;
    let eased = part * part * (3.0 - 2.0 * part);
    let (from, to) = (scroll.from as f32, scroll.to as f32);
    (from + (to - from) * eased).round() as usize
}

/// While it scrolls, and when it may scroll again.
pub(in crate::view) fn next_change(view: View) -> Option<Moment> {
    let scroll = view.ui.scroll;
    if scroll.from != scroll.to && view.moment < scroll.since + GLIDE {
        return Some(view.moment);
    }
    let wants = focus(view).is_some_and(|line| line != scroll.line);
    (wants && view.moment < scroll.since + CALM).then_some(scroll.since + CALM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrolling_glides_and_ends_where_it_should() {
        let scroll = Scroll {
            from: 0,
            to: 10,
            since: 1_000,
            line: 12,
        };
        assert_eq!(shown(scroll, 1_000), 0);
        assert!((1..10).contains(&shown(scroll, 1_000 + GLIDE / 2)));
        assert_eq!(shown(scroll, 1_000 + GLIDE), 10);
    }
}
