//! The shelf of an office: a place for every call that was handed in, in order, with what has become of it and who waits
//! for that.

use super::super::boards::short;
use super::super::cast::badge;
use super::super::show::{Show, Zone};
use super::state::State;
use crate::model::{How, Object, Task};
use crate::trace::TaskId;
use crate::view::canvas::{Canvas, Mark, Wear, bold, columns};
use crate::view::motion::Point;
use crate::view::sprite;
use crate::view::theme::Role;

/// Height of what stands on the shelf.
const THINGS: i32 = 4;
/// Fewer places are never made, so that the first calls do not move each other.
const FEWEST: i32 = 8;
/// Lines for what comes of a call, and how wide a place may then be, in cells: the best first.
const SHAPES: [(i32, i32, i32); 4] = [(1, 22, 14), (2, 13, 10), (1, 13, 9), (0, 12, 8)];

/// Where the calls stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Rack {
    x: i32,
    y: i32,
    /// Logical pixels of a place.
    wide: i32,
    tall: i32,
    /// Places beside each other, and shelves over each other.
    across: i32,
    shelves: i32,
    /// Lines of text below each.
    lines: i32,
    /// Whether there is room for more than words.
    pictured: bool,
}

impl Rack {
    /// Room for so many calls in a zone.
    pub(super) fn new(show: &Show, zone: Zone, calls: usize) -> Self {
        let text = show.text_height();
        let width = show.cells(zone.w);
        // By fours, so that one call more does not move the others.
        let calls = ((calls as i32).max(FEWEST) + 3) / 4 * 4;
        let pictured = zone.h >= THINGS + text;
        let things = if pictured { THINGS } else { 0 };
        let shape = |lines: i32, wide: i32| {
            let tall = things + text + lines * text;
            let gap = i32::from(things > 0);
            let across = (width / wide).max(1);
            // Rows of cells begin on even pixels.
            let tall = if show.scale == 1 {
                (tall + gap + 1) & !1
            } else {
                tall + gap
            };
            let last = things + text + lines * text;
            let shelves = ((zone.h - last) / tall + 1).max(1);
            Self {
                x: zone.x,
                y: zone.y,
                wide: zone.w / across,
                tall,
                across,
                shelves,
                lines,
                pictured,
            }
        };
        let widths = SHAPES
            .iter()
            .flat_map(|&(lines, most, least)| (least..=most).rev().map(move |wide| (lines, wide)));
        let mut shapes = widths.map(|(lines, wide)| shape(lines, wide));
        let fits = |rack: &Self| {
            let last = things + text + rack.lines * text;
            let high = (rack.shelves - 1) * rack.tall + last <= zone.h;
            high && rack.across * rack.shelves >= calls
        };
        shapes.find(fits).unwrap_or_else(|| shape(0, 8))
    }

    fn room(&self) -> usize {
        (self.across * self.shelves) as usize
    }

    /// The calls that there are places for, in order: where there are too few, the oldest that have come to their end and
    /// that nobody waits for go first, and then the last that nobody has taken.
    pub(super) fn shown<'a>(&self, calls: &[&'a Object]) -> Vec<&'a Object> {
        let mut over = calls.len().saturating_sub(self.room());
        let mut shown = calls.to_vec();
        shown.retain(|call| {
            let drops = over > 0 && State::of(call).is_settled() && call.waiting() == 0;
            over -= usize::from(drops);
            !drops
        });
        for index in (0..shown.len()).rev() {
            if over > 0 && State::of(shown[index]) == State::Pending && shown[index].waiting() == 0
            {
                shown.remove(index);
                over -= 1;
            }
        }
        shown.truncate(self.room());
        shown
    }

    /// Upper left corner of a place.
    fn at(&self, index: usize) -> (i32, i32) {
        let index = index as i32;
        let (row, column) = (index / self.across, index % self.across);
        (self.x + column * self.wide, self.y + row * self.tall)
    }

    /// Where something flies to that is put on a place.
    pub(super) fn spot(&self, index: usize) -> Point {
        let (x, y) = self.at(index);
        Point::new((x + 4) as f32, (y + 2) as f32)
    }

    /// Draws the shelves and what stands on them.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        shown: &[&Object],
        bakery: bool,
        waiters: &dyn Fn(&Object) -> Vec<TaskId>,
    ) {
        let text = show.text_height();
        let things = if self.pictured { THINGS } else { 0 };
        for row in 0..(shown.len() as i32 + self.across - 1) / self.across {
            let y = self.y + row * self.tall + things;
            canvas.fill(self.x, y, self.wide * self.across, text, Role::WoodDark);
        }
        let sign = i32::from(!self.pictured);
        let form = Form::of(show, shown, show.cells(self.wide) - 1 - sign);
        for (index, call) in shown.iter().enumerate() {
            let at = self.at(index);
            let waiting = waiters(call);
            self.one(canvas, show, call, at, (form, bakery), &waiting);
        }
    }

    /// One of the calls.
    fn one(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        call: &Object,
        (x, y): (i32, i32),
        (form, bakery): (Form, bool),
        waiting: &[TaskId],
    ) {
        let state = State::of(call);
        let mut column = canvas.column(x as f32) + 1;
        let mut room = show.cells(self.wide) - 1;
        let worker = call.fate.as_ref().filter(|_| state == State::Running);
        let worker = worker.and_then(|fate| show.model.task(fate.task));
        let row = canvas.row((y + if self.pictured { THINGS } else { 0 }) as f32);
        if !self.pictured {
            if let Some(worker) = worker {
                badge(canvas, show, worker, column, row);
            } else {
                let style = bold(show.look(), Role::White);
                canvas.text(column, row, state.sign(), style);
            }
            (column, room) = (column + 1, room - 1);
        }
        let label = form.label(show, call, room);
        if self.pictured {
            if let Some(name) = state.sprite(bakery) {
                let bottom = (y + THINGS) as f32;
                canvas.stand(sprite::get(name), (x + 4) as f32, bottom, Wear::default());
            }
            let place = place_in_list(call).filter(|_| !label.contains('['));
            let beside = canvas.column((x + 8) as f32);
            let end = canvas.column((x + self.wide) as f32);
            if let Some(place) = place.filter(|place| beside + columns(place) <= end) {
                let row = canvas.row(y as f32);
                canvas.text(beside, row, place, show.look().fg(Role::Text));
            }
            if let Some(worker) = worker {
                at_work(canvas, show, worker, (column, canvas.row((y + 2) as f32)));
            }
        }
        let wanted = !waiting.is_empty() && !state.is_settled();
        let role = if wanted { Role::Gold } else { Role::White };
        canvas.text(column, row, &label, bold(show.look(), role));
        let below = (column, row + 1);
        if wanted && self.lines > 0 {
            awaited(canvas, show, waiting, below, room);
        } else {
            outcome(canvas, show, call, below, (room, self.lines));
            let open = !state.is_settled() && self.lines > 0 && form == Form::Name;
            if let Some(words) = call
                .call
                .as_ref()
                .filter(|_| open && !call.names.is_empty())
            {
                let style = show.look().fg(Role::Dim);
                canvas.text(column, row + 1, &short(words, room), style);
            }
        }
    }
}

/// Who works on a call.
fn at_work(canvas: &mut Canvas, show: &Show, worker: &Task, (column, row): (i32, i32)) {
    let style = bold(show.look(), Role::Accent);
    canvas.text(column + 1, row, show.mark(Mark::Down), style);
    badge(canvas, show, worker, column + 3, row);
}

/// Who waits for what comes of a call.
fn awaited(
    canvas: &mut Canvas,
    show: &Show,
    waiting: &[TaskId],
    (column, row): (i32, i32),
    room: i32,
) {
    let words = show.word("stage.waits");
    let most = (room - columns(words) - 1).clamp(1, 4);
    let mut next = column;
    for task in waiting.iter().take(most as usize) {
        if let Some(task) = show.model.task(*task) {
            badge(canvas, show, task, next, row);
            next += 1;
        }
    }
    if next + 1 + columns(words) <= column + room {
        canvas.text(next + 1, row, words, bold(show.look(), Role::Warn));
    }
}

/// What has come of a call, in so many lines of so many cells.
fn outcome(
    canvas: &mut Canvas,
    show: &Show,
    call: &Object,
    (column, row): (i32, i32),
    (room, lines): (i32, i32),
) {
    let words = match call.fate.as_ref().map(|fate| &fate.how) {
        Some(How::Done(value)) => value.trim_matches(['\'', '"']).to_owned(),
        Some(How::Failed(error)) => failure(error, room, lines).to_owned(),
        Some(How::Cancelled) => show.word("stage.cancelled").to_owned(),
        _ => return,
    };
    let style = bold(show.look(), State::of(call).role());
    let mut rest = words.as_str();
    for line in 0..lines {
        let head = if line + 1 < lines && columns(rest) > room {
            let (head, tail) = split(rest, room);
            rest = tail;
            head.to_owned()
        } else {
            short(std::mem::take(&mut rest), room)
        };
        canvas.text(column, row + line, &head, style);
    }
}

/// What a call failed with: its type alone where there is no room for the message too.
fn failure(error: &str, room: i32, lines: i32) -> &str {
    let name = &error[..error.find('(').unwrap_or(error.len())];
    let fits = match lines {
        0 | 1 => columns(error) <= room,
        _ => columns(name) <= room && columns(&error[name.len()..]) <= room,
    };
    if fits { error } else { name }
}

/// Words in two where a line ends: between two words, before a bracket, or between the words of a name, `Value` and
/// `Error`.
fn split(words: &str, room: i32) -> (&str, &str) {
    let ends = words
        .char_indices()
        .map(|(at, letter)| (at, letter, columns(&words[..at])));
    let ends = ends.take_while(|(.., wide)| *wide <= room);
    let best = ends
        .filter(|(_, letter, _)| matches!(letter, ' ' | '('))
        .last();
    match best {
        Some((at, ..)) if at > 0 => (&words[..at], words[at..].trim_start()),
        _ => {
            let at = words.char_indices();
            let at = at.take_while(|(at, _)| columns(&words[..*at]) <= room);
            let hump = at
                .clone()
                .filter(|(at, letter)| *at > 0 && letter.is_uppercase());
            let at = hump.last().or(at.last()).map(|(at, _)| at);
            words.split_at(at.unwrap_or(words.len()))
        }
    }
}

/// Where a call is in the program's list of them.
fn place_in_list(call: &Object) -> Option<&str> {
    let name = call.names.first()?;
    Some(&name[name.rfind('[')?..])
}

/// How calls that stand beside each other are called: all alike, and by the name that is used everywhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Its name and the call, `breads[1] bake(4)`.
    Both,
    /// Its name; the call while it has none.
    Name,
    /// Its place in the list, or what tells the call from the others.
    Short,
}

impl Form {
    /// The one that says most of those that fit all the calls that have names.
    pub(super) fn of(show: &Show, calls: &[&Object], room: i32) -> Self {
        let fits = |form: &Self| {
            let mut named = calls.iter().filter(|call| !call.names.is_empty());
            named.all(|call| columns(&form.words(show, call)) <= room)
        };
        let mut forms = [Self::Both, Self::Name].into_iter();
        forms.find(fits).unwrap_or(Self::Short)
    }

    fn words(self, show: &Show, call: &Object) -> String {
        let whole = call.call.as_deref();
        match (self, call.names.first()) {
            (Self::Both, Some(name)) => match whole {
                Some(whole) => format!("{name} {whole}"),
                None => name.to_string(),
            },
            (Self::Short, Some(_)) => {
                place_in_list(call).map_or_else(|| show.name_of(call), str::to_owned)
            }
            (Self::Short, None) => {
                let function = whole.and_then(|whole| Some(&whole[..=whole.find('(')?]));
                match (whole, function) {
                    (Some(whole), Some(function)) => {
                        whole.replace(function, "(") + &call.twin_sign()
                    }
                    _ => show.name_of(call),
                }
            }
            (Self::Both | Self::Name, _) => show.name_of(call),
        }
    }

    /// What a call is called in so many cells.
    pub(super) fn label(self, show: &Show, call: &Object, room: i32) -> String {
        let words = self.words(show, call);
        if columns(&words) <= room {
            return words;
        }
        // One without a name that is too long for its place.
        short(&Self::Short.words(show, call), room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_told_in_two_lines_where_one_is_too_short() {
        assert_eq!(split("2 min bread", 8), ("2 min", "bread"));
        assert_eq!(
            split("ValueError('burnt')", 11),
            ("ValueError", "('burnt')")
        );
        assert_eq!(split("1234567890", 4), ("1234", "567890"));
        assert_eq!(split("ValueError", 9), ("Value", "Error"));
    }

    #[test]
    fn an_error_without_room_for_its_message_is_told_by_its_type() {
        let error = "ValueError('burnt the bread')";
        assert_eq!(failure(error, 40, 1), error);
        assert_eq!(failure(error, 28, 1), "ValueError");
        assert_eq!(failure(error, 20, 2), error);
        assert_eq!(failure(error, 18, 2), "ValueError");
        assert_eq!(failure(error, 9, 2), "ValueError");
        assert_eq!(failure("KeyError", 9, 2), "KeyError");
    }
}
