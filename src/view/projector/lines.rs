//! The lines of code that matter now.

use crate::view::View;
use crate::view::code;
use crate::view::words;

/// Lines that are shown, at most.
pub(super) const MOST: usize = 5;

/// Their numbers in order: those of a circle; the one that woke somebody and those where the woken had waited; the chosen
/// thread's; then those with most threads on them.
pub(super) fn that_matter(most: usize, view: View) -> Vec<u32> {
    let mut lines: Vec<u32> = Vec::with_capacity(most);
    let mut add = |line: Option<u32>| {
        if let Some(line) = line.filter(|line| lines.len() < most && !lines.contains(line)) {
            lines.push(line);
        }
    };
    let model = view.model;
    let line = |task| words::line(model.task(task)?, view);
    for circle in &model.circles {
        for link in &circle.links {
            add(line(link.task));
        }
    }
    add(view.ui.chosen.and_then(line).filter(|_| view.ui.held()));
    if let Some(cause) = model.causes.last().filter(|_| model.circles.is_empty()) {
        add(cause.line);
        for effect in &cause.effects {
            add(effect.line);
        }
    }
    add(view.ui.chosen.and_then(line));
    for line in code::crowded(view) {
        add(Some(line));
    }
    lines.sort_unstable();
    lines
}
