//! How a figure is drawn, with its time that runs out and its name.

use ratatui::style::{Modifier, Style};

use crate::model::{Doing, End, Place, Task};
use crate::trace::{Ending, Op, TaskKind};
use crate::view::canvas::{Canvas, Ink, Mark, Wear, bold, columns};
use crate::view::motion::Point;
use crate::view::sprite;
use crate::view::theme::{Depth, Role};

use super::super::company::is_ordered;
use super::super::show::{PERSON, SMALL, Show, seconds};
use super::{Costume, Figure, Stance};

impl Figure<'_> {
    /// Where its chest is: what it holds is joined to it here.
    pub fn chest(&self) -> Point {
        let up = if self.costume.is_car() || self.stand.small {
            4.0
        } else {
            5.0
        };
        Point::new(self.at.x, self.at.y - up)
    }

    /// Draws it, its time that runs out, and its name.
    pub fn draw(&self, canvas: &mut Canvas, show: &Show) {
        if self.stand.hidden || self.stand.elsewhere {
            return;
        }
        if self.stand.shrunk {
            let (column, row) = (canvas.column(self.at.x), canvas.row(self.at.y));
            badge(canvas, show, self.task, column, row);
        } else if self.costume.is_car() {
            self.draw_car(canvas, show);
        } else if self.stand.small {
            self.draw_small(canvas, show);
        } else {
            self.draw_person(canvas, show);
        }
    }

    fn wear(&self) -> Wear {
        let gone = matches!(
            &self.task.doing,
            Doing::Ended(Ending::Raised(_) | Ending::Killed)
        );
        Wear {
            frame: 0,
            mirrored: self.stand.left,
            tint: usize::from(self.task.colour),
            faded: gone || self.stand.dim,
            grown: 0,
        }
    }

    fn draw_person(&self, canvas: &mut Canvas, show: &Show) {
        let mut wear = self.wear();
        let asleep = matches!(self.task.doing, Doing::Sleeping { .. });
        let name = if self.moving {
            let aside = self.stand.at.x - self.at.x;
            if aside.abs() > 0.5 && !self.stand.runs {
                wear.mirrored = aside < 0.0;
            }
            wear.frame = ((self.at.x + self.at.y) / 2.5).rem_euclid(2.0) as usize;
            "person.walk"
        } else {
            match self.stand.stance {
                Stance::Stand if asleep => "person.sleep",
                Stance::Stand => "person.stand",
                Stance::Wait => "person.wait",
                Stance::Reach => "person.reach",
                Stance::Sit => "person.sit",
                Stance::Hold => "person.hold",
            }
        };
        let body = sprite::get(name);
        canvas.stand(body, self.at.x, self.at.y, wear);
        let robot = self.task.kind == TaskKind::Process && self.costume != Costume::Robot;
        let worn = robot
            .then_some("hat.robot")
            .into_iter()
            .chain(self.costume.hat());
        for hat in worn {
            let hat = sprite::get(hat);
            let down = i32::from(self.stand.stance == Stance::Sit && !self.moving);
            // People are shorter in letters.
            let down = down + if canvas.look().ascii { 3 } else { 0 };
            // A peak points to where the face looks.
            let peak = if wear.mirrored && !canvas.look().ascii {
                hat.width() - 5
            } else {
                0
            };
            let x = self.at.x - 2.5 - peak as f32;
            let y = self.at.y - (PERSON + 3 - down) as f32;
            canvas.sprite(hat, x, y, wear);
        }
        let sits = self.stand.stance == Stance::Sit && !self.moving;
        let hat = if self.costume.is_tall() && !sits {
            3.0
        } else {
            0.0
        };
        let top = self.at.y - PERSON as f32 - 3.0 - hat;
        self.time(canvas, show, top);
        // Beside its head, where neither hair nor those behind are in the way.
        let beside = canvas.column(self.at.x + 3.0);
        self.mind(canvas, show, beside, self.at.y - PERSON as f32 + 2.0);
        self.letter(canvas, show, 5.0);
        let row = canvas.row(self.at.y);
        self.name(canvas, show, canvas.column(self.at.x), row);
    }

    /// What it is about, on its chest, so that nobody takes it for another's.
    fn letter(&self, canvas: &mut Canvas, show: &Show, up: f32) {
        if let Some((key, role)) = self.stand.letter {
            let style = bold(show.look(), Role::Ground).patch(show.look().on(Role::Black, role));
            let (column, row) = (canvas.column(self.at.x), canvas.row(self.at.y - up));
            canvas.text_on(column, row, show.word(key), style);
        }
    }

    /// Half as large as the others: what it does is told by its glyph, its time and where it stands.
    fn draw_small(&self, canvas: &mut Canvas, show: &Show) {
        let mut wear = self.wear();
        let sits = self.stand.stance == Stance::Sit && !self.moving;
        if self.moving {
            wear.frame = ((self.at.x + self.at.y) / 2.5).rem_euclid(2.0) as usize;
        }
        let body = sprite::get(if sits {
            "person.small.sit"
        } else {
            "person.small"
        });
        canvas.stand(body, self.at.x, self.at.y, wear);
        let top = self.at.y - SMALL as f32;
        if self.task.kind == TaskKind::Process {
            canvas.dot(self.at.x as i32, top as i32 - 1, Role::Bad);
        } else if self.costume == Costume::Lecturer {
            let peak = i32::from(wear.mirrored);
            canvas.fill(
                self.at.x as i32 - 1 - peak,
                (top as i32 - 1).max(0),
                4,
                1,
                Role::Info,
            );
        }
        self.time(canvas, show, top - 3.0);
        let beside = canvas.column(self.at.x + 2.0);
        self.mind(canvas, show, beside, top + 2.0);
        self.letter(canvas, show, 3.0);
        let row = canvas.row(self.at.y);
        if self.stand.beside {
            self.name(canvas, show, canvas.column(self.at.x + 3.0), row - 1);
        } else {
            self.name(canvas, show, canvas.column(self.at.x), row);
        }
    }

    fn draw_car(&self, canvas: &mut Canvas, show: &Show) {
        let police = self.costume == Costume::Police;
        let sprite = sprite::get(match (police, self.stand.small) {
            (false, false) => "car",
            (false, true) => "car.small",
            (true, false) => "police",
            (true, true) => "police.small",
        });
        let mut wear = self.wear();
        wear.mirrored = false;
        let timed = self.task.want().is_some_and(|want| want.until.is_some());
        if police && (timed || self.moving) {
            wear.frame = (show.ui.now / 250_000 % 2) as usize;
        }
        canvas.stand(sprite, self.at.x, self.at.y, wear);
        if self.task.kind == TaskKind::Process {
            let (x, y) = (self.at.x as i32 - 3, self.at.y as i32 - sprite.height());
            if self.stand.small {
                // Not into the lane behind.
                canvas.dot(x, y, Role::Bad);
            } else {
                canvas.fill(x, y - 1, 1, 2, Role::Metal);
                canvas.dot(x, y - 2, Role::Bad);
            }
        }
        let top = self.at.y - sprite.height() as f32 - 2.0;
        self.time(canvas, show, top);
        if !self.moving {
            let middle = canvas.column(self.at.x);
            self.mind(
                canvas,
                show,
                middle,
                self.at.y - sprite.height() as f32 + 1.0,
            );
        }
        let body = if self.stand.small { 2.5 } else { 3.0 };
        let (column, row) = (canvas.column(self.at.x), canvas.row(self.at.y - body));
        self.plate(canvas, show, column, row);
    }

    /// What stands on a car's side: its glyph, and its name or the time that it is still ready to wait.
    fn plate(&self, canvas: &mut Canvas, show: &Show, column: i32, row: i32) {
        let left = self
            .task
            .want()
            .and_then(|want| want.remaining(show.ui.now))
            .map(seconds);
        let words = left.as_deref().unwrap_or(&self.task.name);
        let wide = columns(words);
        let look = show.look();
        if self.stand.small || wide + 3 > self.stand.room {
            badge(canvas, show, self.task, column, row);
            return;
        }
        let start = column - wide / 2 - 1;
        badge(canvas, show, self.task, start, row);
        let style = if look.depth == Depth::None {
            bold(look, Role::Text)
        } else {
            bold(look, Role::Ground).bg(look.figure_color(usize::from(self.task.colour)))
        };
        canvas.text_on(start + 1, row, " ", style);
        canvas.text_on(start + 2, row, words, style);
    }

    /// A timeout or a sleep that runs out: a bar above the head, and the number where there is room.
    fn time(&self, canvas: &mut Canvas, show: &Show, top: f32) {
        if self.stand.runs {
            return;
        }
        let (share, left, role) = match (&self.task.doing, self.task.want()) {
            (Doing::Sleeping { since, until }, _) if !self.costume.is_car() => {
                let (share, left) = show.sleep_left(*since, *until);
                (share, left, Role::Info)
            }
            (_, Some(want)) if self.task.doing == Doing::Waiting => {
                let Some(share) = want.fraction_left(show.ui.now) else {
                    return;
                };
                let left = want.remaining(show.ui.now).unwrap_or(0);
                (share, left, Role::Warn)
            }
            _ => return,
        };
        let width = match (self.costume.is_car(), self.stand.small) {
            (true, false) => 9,
            (false, true) => 3,
            _ => 5,
        };
        let x = (self.at.x - width as f32 / 2.0).round() as i32;
        // Over the hair of one whose head is at the upper end.
        let y = ((top + 1.0).round() as i32).max(0);
        canvas.bar(x, y, width, share, role);
        let number = seconds(left);
        if self.stand.room > columns(&number) && role == Role::Warn && !self.costume.is_car() {
            let column = canvas.column((x + width) as f32) + 1;
            let row = canvas.row(y as f32);
            canvas.text(column, row, &number, bold(show.look(), role));
        }
    }

    /// What goes on in its head: it has been woken, it asks, it is the chosen one.
    fn mind(&self, canvas: &mut Canvas, show: &Show, column: i32, head: f32) {
        let row = canvas.row(head - 1.0);
        let look = show.look();
        match &self.task.doing {
            Doing::Picked => canvas.text(column, row, "!", bold(look, Role::Accent)),
            Doing::Asking { .. } => canvas.text(column, row, "?", bold(look, Role::Accent)),
            Doing::Ended(Ending::Raised(_)) => canvas.text(column, row, "x", bold(look, Role::Bad)),
            Doing::Waiting if self.awaited(show).is_some() => {
                self.thought(canvas, show, column, row);
            }
            _ if show.ui.chosen == Some(self.task.id) => {
                let beside = column > canvas.column(self.at.x);
                let sign = show.mark(if beside { Mark::Left } else { Mark::Down });
                canvas.text(column, row, sign, bold(look, Role::Accent));
            }
            _ => {}
        }
    }

    /// Whose end it waits for.
    fn awaited<'s>(&self, show: &Show<'s>) -> Option<&'s Task> {
        let on = self.task.want().filter(|want| want.op == Op::Join)?.on?;
        show.model.task(on)
    }

    /// It thinks of the one whose end it waits for.
    fn thought(&self, canvas: &mut Canvas, show: &Show, column: i32, row: i32) {
        let Some(awaited) = self.awaited(show) else {
            return;
        };
        let style = bold(show.look(), Role::Accent);
        canvas.text(column, row, show.mark(Mark::Right), style);
        badge(canvas, show, awaited, column + 1, row);
    }

    /// Its glyph on its colour, and its name where there is room.
    fn name(&self, canvas: &mut Canvas, show: &Show, column: i32, row: i32) {
        if self.stand.room < 0 {
            return;
        }
        let name = &self.task.name;
        let head = if self.is_first(show) {
            show.word("stage.first")
        } else {
            ""
        };
        let mark = if head.is_empty() {
            0
        } else {
            columns(head) + 1
        };
        let full = self.stand.room >= columns(name) + 2 + mark;
        let words = if full { columns(name) + 1 } else { 0 };
        let left = column - (1 + words + mark) / 2;
        badge(canvas, show, self.task, left, row);
        if full {
            let style = show.look().figure(usize::from(self.task.colour));
            canvas.text(left + 2, row, name, style);
        }
        // Apart from the glyph, which may be a digit.
        first(canvas, show, head, left + words + 2, row);
    }

    /// Whether it is the head of a line that is served one after the other.
    pub fn is_first(&self, show: &Show) -> bool {
        let waits = self.task.want().is_some_and(|want| want.blocked);
        let waits = waits && !self.moving && !self.stand.unseen;
        let Place::Line { object, end, .. } = self.task.trail.last().place else {
            return false;
        };
        let line = show.model.object(object);
        let line = line.filter(|object| is_ordered(object) && end != End::Join);
        let first = line.and_then(|object| object.line_at(end).waiters.first());
        waits && first.is_some_and(|first| first.task == self.task.id)
    }
}

/// The mark of the head of a line, the same in all pictures.
fn first(canvas: &mut Canvas, show: &Show, head: &str, column: i32, row: i32) {
    if head.is_empty() {
        return;
    }
    let look = show.look();
    let style = if look.depth == Depth::None {
        bold(look, Role::Gold)
    } else {
        bold(look, Role::Black).patch(look.on(Role::Black, Role::Gold))
    };
    canvas.text_on(column, row, head, style);
}

/// A task's glyph on its colour: its mark everywhere.
pub fn badge(canvas: &mut Canvas, show: &Show, task: &Task, column: i32, row: i32) {
    let style = badge_style(show, task);
    canvas.text_on(column, row, task.glyph.encode_utf8(&mut [0; 4]), style);
}

/// Dark on a task's colour.
pub fn badge_style(show: &Show, task: &Task) -> Style {
    let look = show.look();
    if look.depth == Depth::None {
        bold(look, Role::Black).add_modifier(Modifier::REVERSED)
    } else {
        bold(look, Role::Ground).bg(look.figure_color(usize::from(task.colour)))
    }
}

/// The ink of a task's colour.
pub fn tint(task: &Task) -> Ink {
    Ink::figure(usize::from(task.colour))
}
