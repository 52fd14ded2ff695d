//! What is written on the ground: the calls of the program that put a thread there, as its source has them.

use crate::model::Model;
use crate::view::canvas::{Canvas, Patch, bold, columns};
use crate::view::theme::Role;

use super::super::cast::{Costume, Figure};
use super::super::ground::Ground;
use super::super::show::Show;
use super::Street;

/// A call in a line of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Call {
    /// What is called, with its object.
    name: String,
    /// What is between the brackets; none if the line ends before they are closed.
    arguments: Option<String>,
}

impl Call {
    /// The first call of `what` in a line of source.
    fn find(line: &str, what: &str) -> Option<Self> {
        let line = line.split('#').next()?;
        let open = line.match_indices(what).map(|(at, _)| at + what.len());
        let open = open.filter(|at| line[*at..].starts_with('(')).find(|at| {
            let before = line[..at - what.len()].chars().next_back();
            !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
        })?;
        let named = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.');
        let name = line[..open].rsplit(|letter| !named(letter)).next()?;
        let mut depth = 0;
        let close = line[open..].char_indices().find(|(_, letter)| {
            depth += i32::from(*letter == '(') - i32::from(*letter == ')');
            depth == 0
        });
        Some(Self {
            name: name.to_owned(),
            arguments: close.map(|(at, _)| line[open + 1..open + at].to_owned()),
        })
    }

    /// As much of it as there is room for.
    fn fitting(&self, room: i32) -> Option<String> {
        let Self { name, arguments } = self;
        let bare = name.rsplit('.').next().unwrap_or(name);
        let dots = match arguments.as_deref() {
            Some("") => "()",
            _ => "(..)",
        };
        let whole = arguments.as_ref().map(|inside| format!("{name}({inside})"));
        let ways = [
            whole,
            Some(format!("{name}{dots}")),
            Some(format!("{bare}{dots}")),
        ];
        ways.into_iter()
            .flatten()
            .find(|words| columns(words) <= room)
    }
}

/// The call of `what` on the first line that a thread with one of these functions has come to.
fn call(model: &Model, functions: &[&str], what: &str) -> Option<Call> {
    let there = model.sites.iter().filter(|site| {
        let function = site.function.rsplit('.').next().unwrap_or_default();
        site.file == model.hello.file && functions.contains(&function)
    });
    there
        .filter_map(|site| model.hello.source.lines().nth(site.line as usize - 1))
        .find_map(|line| Call::find(line, what))
}

impl Street<'_> {
    fn call(&self, show: &Show, fast: bool, what: &str) -> Option<Call> {
        let split = self.plan.fast as usize;
        let lanes = if fast {
            &self.lanes[..split]
        } else {
            &self.lanes[split..]
        };
        let mut functions: Vec<&str> = lanes
            .iter()
            .flatten()
            .map(|task| task.function.rsplit('.').next().unwrap_or_default())
            .collect();
        functions.sort_unstable();
        functions.dedup();
        call(show.model, &functions, what)
    }

    /// The words at the edges of the road. The lanes of those who overtake are named above it.
    pub(super) fn zones(&self, canvas: &mut Canvas, show: &Show) {
        let plan = &self.plan;
        let wait = self.call(show, false, "wait");
        let fast = self.call(show, true, "wait");
        let below = plan.words < self.zone.bottom();
        let ends = [self.zone.x, plan.stop, plan.crossing, self.zone.right()];
        let cell = ends.map(|x| canvas.column(x as f32));
        let (kerb, under) = (canvas.row(plan.kerb as f32), canvas.row(plan.words as f32));
        let style = bold(show.look(), Role::Text);
        let mut put = |call: Option<Call>, row: i32, from: i32, to: i32| {
            let room = to - from;
            if let Some(words) = call.and_then(|call| call.fitting(room)) {
                canvas.text(from, row, &words, style);
            }
        };
        // The staff stand on the pavement, the light beyond them.
        let staff = cell[0] + show.cells(plan.stop - self.zone.x) / 2 - 4;
        if below {
            put(fast, kerb, cell[0] + 1, staff);
            put(wait, under, cell[0] + 1, cell[1] - 1);
            let check = self.call(show, false, "is_set");
            let wide = check
                .as_ref()
                .and_then(|call| call.fitting(cell[3] - cell[1] - 12));
            let left = wide.map_or(cell[3], |words| cell[3] - columns(&words) - 1);
            put(check, under, left, cell[3]);
            let sleep = self.call(show, false, "sleep");
            put(sleep, under, cell[1] + 1, left.min(cell[2] + 1) - 1);
        } else {
            put(wait.or(fast), kerb, cell[0] + 1, staff);
            let sleep = self.call(show, false, "sleep");
            put(
                sleep,
                kerb,
                cell[1] + 1,
                show.cells(self.lamp_at().x as i32),
            );
        }
    }

    /// Where there is no room below the road, the last words stand on it, as long as nobody drives over them.
    pub(super) fn marks_on_the_road(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        ground: &mut Ground,
        cast: &[Figure],
    ) {
        let plan = &self.plan;
        if plan.words < self.zone.bottom() || plan.fast == 0 {
            return;
        }
        let (from, to) = (
            canvas.column(plan.stop as f32) + 1,
            canvas.column(plan.crossing as f32),
        );
        let check = self.call(show, false, "is_set");
        let Some(words) = check.and_then(|call| call.fitting(to - from)) else {
            return;
        };
        let left = to - columns(&words);
        let row = canvas.row(self.lane_y(0)) - 1;
        let half = plan.length() as f32 / 2.0;
        let top = plan.road as f32;
        let driven = cast.iter().any(|figure| {
            let at = figure.at;
            let over = at.y > top && at.y <= top + (plan.lane + 2) as f32;
            let beside = canvas.column(at.x + half) < left || canvas.column(at.x - half) > to;
            Costume::of(show, figure.task).is_car() && !figure.stand.hidden && over && !beside
        });
        let patch = Patch::new(left, row, columns(&words), 1);
        if !driven && ground.is_free(patch) {
            ground.take(patch);
            canvas.text(left, row, &words, bold(show.look(), Role::Text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_read_from_its_line() {
        let found = |line: &str, what: &str, room: i32| Call::find(line, what)?.fitting(room);
        let sleep = "        sleep(randint(3, 6))  # sleep()";
        assert_eq!(found(sleep, "sleep", 30).unwrap(), "sleep(randint(3, 6))");
        assert_eq!(found(sleep, "sleep", 12).unwrap(), "sleep(..)");
        assert_eq!(found(sleep, "sleep", 5), None);
        let check = "if light.is_set():";
        assert_eq!(found(check, "is_set", 20).unwrap(), "light.is_set()");
        assert_eq!(found(check, "is_set", 9).unwrap(), "is_set()");
        assert_eq!(
            found("green = self.go.wait(", "wait", 30).unwrap(),
            "self.go.wait(..)"
        );
        assert_eq!(found("await_all(3)", "wait", 30), None);
        assert_eq!(found("print('x')", "wait", 30), None);
    }
}
