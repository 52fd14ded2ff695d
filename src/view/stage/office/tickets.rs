//! The board of an office: a ticket for everything that was handed in, with what has become of it and who waits for it.

use super::super::boards::short;
use super::super::cast::badge;
use super::super::show::Show;
use crate::model::{How, Object};
use crate::trace::TaskId;
use crate::view::canvas::{Canvas, Mark, bold, columns};
use crate::view::theme::Role;

/// How narrow a ticket may be, in cells.
const NARROW: i32 = 24;

/// Where tickets hang, in cells.
#[derive(Debug, Clone, Copy)]
pub struct Board {
    /// Left column.
    pub column: i32,
    /// First row.
    pub row: i32,
    /// Columns.
    pub width: i32,
    /// Rows.
    pub height: i32,
}

/// What has become of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It lies in the tray.
    Pending,
    /// Somebody works on it.
    Running,
    /// It has a result.
    Done,
    /// It has an exception.
    Failed,
    /// It was cancelled.
    Cancelled,
}

impl State {
    /// Every state, in the order in which the summary tells them.
    pub const ALL: [State; 5] = [
        State::Pending,
        State::Running,
        State::Done,
        State::Failed,
        State::Cancelled,
    ];

    /// The state of a future.
    pub fn of(future: &Object) -> Self {
        match future.fate.as_ref().map(|fate| &fate.how) {
            None => Self::Pending,
            Some(How::Begun) => Self::Running,
            Some(How::Failed(_)) => Self::Failed,
            Some(How::Cancelled) => Self::Cancelled,
            Some(_) => Self::Done,
        }
    }

    /// Its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pending => "stage.pending",
            Self::Running => "stage.running",
            Self::Done => "stage.done",
            Self::Failed => "stage.failed",
            Self::Cancelled => "stage.cancelled",
        }
    }

    /// The colour that goes with its word; never the only sign.
    pub fn role(self) -> Role {
        match self {
            Self::Pending => Role::Dim,
            Self::Running => Role::Accent,
            Self::Done => Role::Good,
            Self::Failed => Role::Bad,
            Self::Cancelled => Role::Warn,
        }
    }
}

/// How much there is to see of a ticket.
fn interest(future: &Object) -> u8 {
    match State::of(future) {
        _ if future.waiting() > 0 => 3,
        State::Running => 2,
        State::Pending => 1,
        _ => 0,
    }
}

impl Board {
    fn across(self) -> i32 {
        (self.width / NARROW).max(1)
    }

    /// Hangs the tickets up column by column: those that somebody waits for, that run and that are to be done first, then
    /// the latest of the others. Gives how many found no room.
    pub fn draw(self, canvas: &mut Canvas, show: &Show, futures: &[&Object]) -> usize {
        let places = (self.across() * self.height.max(0)) as usize;
        let mut chosen: Vec<&Object> = futures.to_vec();
        if chosen.len() > places {
            chosen.sort_by_key(|future| {
                let settled = interest(future) == 0;
                let age = if settled {
                    u32::MAX - future.id.0
                } else {
                    future.id.0
                };
                (std::cmp::Reverse(interest(future)), age)
            });
            chosen.truncate(places);
            chosen.sort_by_key(|future| future.id);
        }
        let wide = self.width / self.across();
        for (index, future) in chosen.iter().enumerate() {
            let (column, row) = (index as i32 / self.height, index as i32 % self.height);
            let left = self.column + column * wide;
            ticket(canvas, show, future, (left, self.row + row), wide - 1);
        }
        futures.len() - chosen.len()
    }
}

/// One ticket: a sign and the worker, the call, what came of it, and who waits.
fn ticket(canvas: &mut Canvas, show: &Show, future: &Object, (left, row): (i32, i32), room: i32) {
    let (look, state) = (show.look(), State::of(future));
    let sign = match state {
        State::Pending => show.mark(Mark::Middle),
        State::Running => show.mark(Mark::Right),
        State::Done => "=",
        State::Failed => "!",
        State::Cancelled => show.mark(Mark::Times),
    };
    canvas.text(left, row, sign, bold(look, state.role()));
    let worker = future.fate.as_ref().map(|fate| fate.task);
    let worker = worker.filter(|_| state == State::Running);
    if let Some(worker) = worker.and_then(|worker| show.model.task(worker)) {
        badge(canvas, show, worker, left + 2, row);
    }
    let waiting: Vec<TaskId> = future
        .line
        .tasks()
        .chain(future.picked.iter().map(|waiter| waiter.task))
        .collect();
    let tail = if waiting.is_empty() {
        0
    } else {
        2 + waiting.len().min(4) as i32
    };
    let from = left + 4;
    let space = room - 4 - tail;
    let call = show.name_of(future);
    let call = future.call.as_deref().unwrap_or(&call);
    let shown = short(call, space);
    canvas.text(
        from,
        row,
        &shown,
        bold(
            look,
            if state == State::Pending {
                Role::Text
            } else {
                Role::Bright
            },
        ),
    );
    let after = from + columns(&shown) + 1;
    let space = space - columns(&shown) - 1;
    let outcome = match future.fate.as_ref().map(|fate| &fate.how) {
        Some(How::Done(value)) => format!("= {value}"),
        Some(How::Failed(error)) => error.to_string(),
        Some(How::Cancelled) => show.word("stage.cancelled").to_owned(),
        _ => String::new(),
    };
    canvas.text(
        after,
        row,
        &short(&outcome, space),
        bold(look, state.role()),
    );
    if !waiting.is_empty() {
        let column = left + room - tail;
        canvas.text(column, row, show.mark(Mark::Left), bold(look, Role::Warn));
        for (index, task) in waiting.iter().take(4).enumerate() {
            if let Some(task) = show.model.task(*task) {
                badge(canvas, show, task, column + 1 + index as i32, row);
            }
        }
    }
}
