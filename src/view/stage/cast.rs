//! The cast: which figure a task is, what it wears, where it stands at a moment, and how it is drawn.

use crate::model::{Doing, Place, Task};
use crate::trace::{Ending, TaskKind};
use crate::view::canvas::{Canvas, Ink, Wear, bold, columns};
use crate::view::motion::{Point, WALK, ease, follow, under_way};
use crate::view::sprite;
use crate::view::theme::{Depth, Role};

use super::show::{PERSON, Show, seconds};

/// What a figure wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Costume {
    /// Nothing special.
    Person,
    /// A process, which shares nothing but what it was given.
    Robot,
    /// A car.
    Car,
    /// A police car.
    Police,
    /// A cook.
    Cook,
    /// An eater.
    Eater,
    /// Who tends a light.
    Guard,
    /// The lecturer.
    Lecturer,
}

impl Costume {
    /// The costume of a task: as the scene says, else as its name suggests.
    pub fn of(show: &Show, task: &Task) -> Self {
        if task.kind == TaskKind::Lecturer {
            return Self::Lecturer;
        }
        let begins =
            |prefix: &str| task.name.starts_with(prefix) || task.function.starts_with(prefix);
        let scene = show.model.hello.scene.as_deref();
        let said = scene.and_then(|scene| {
            let mut dress = scene.dress.iter();
            dress
                .find(|(prefix, _)| begins(prefix))
                .map(|(_, worn)| &**worn)
        });
        let worn = said.or_else(|| {
            suggestions()
                .find(|(prefix, _)| begins(prefix))
                .map(|(_, worn)| worn)
        });
        match worn {
            Some("car") => Self::Car,
            Some("police") => Self::Police,
            Some("cook") => Self::Cook,
            Some("eater") => Self::Eater,
            Some("guard") => Self::Guard,
            _ if task.kind == TaskKind::Process => Self::Robot,
            _ => Self::Person,
        }
    }

    /// Whether it is on wheels.
    pub fn is_car(self) -> bool {
        matches!(self, Self::Car | Self::Police)
    }

    fn hat(self) -> Option<&'static str> {
        match self {
            Self::Robot => Some("hat.robot"),
            Self::Cook => Some("hat.cook"),
            Self::Eater => Some("hat.eater"),
            Self::Guard => Some("hat.guard"),
            Self::Lecturer => Some("hat.lecturer"),
            Self::Person | Self::Car | Self::Police => None,
        }
    }
}

fn suggestions() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../../../assets/sprites/dress.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
}

/// What a figure does with its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stance {
    /// It stands.
    #[default]
    Stand,
    /// It waits and looks up.
    Wait,
    /// It reaches for what it wants.
    Reach,
    /// It sits.
    Sit,
    /// It holds something before it.
    Hold,
}

/// Where a figure stands, and how.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stand {
    /// Its feet.
    pub at: Point,
    /// Its body.
    pub stance: Stance,
    /// Whether it looks left.
    pub left: bool,
    /// Cells that its name may take; 0 for its glyph alone, negative for nothing.
    pub room: i32,
    /// Not drawn: it is summed up, or gone.
    pub hidden: bool,
    /// Drawn as a small one (cars).
    pub small: bool,
}

/// A figure on the stage.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'a> {
    /// Whose.
    pub task: &'a Task,
    /// What it wears.
    pub costume: Costume,
    /// Where its feet are now.
    pub at: Point,
    /// Where it stands or goes.
    pub stand: Stand,
    /// Whether it is on its way.
    pub moving: bool,
}

/// Where a picture lets a task stand: `index` is its place in a line, between two places while the line moves up.
pub type Blocking<'a> = dyn Fn(&Task, Place, f32) -> Stand + 'a;

/// Puts a task where its trail says.
pub fn place<'a>(show: &Show<'a>, task: &'a Task, blocking: &Blocking) -> Figure<'a> {
    let now = show.moment;
    let poses = task.trail.poses();
    let costume = Costume::of(show, task);
    let last = task.trail.last();
    let stand = blocking(task, last.place, index_now(show, task, last.place));
    let moving = poses.len() > 1 && under_way(last.moment, now, WALK);
    let at = if moving {
        let mut stops = [(Point::default(), 0); crate::model::Trail::LENGTH];
        let count = poses.len();
        for (stop, pose) in stops.iter_mut().zip(&poses[..count - 1]) {
            let there = blocking(task, pose.place, index_then(pose.place));
            *stop = (there.at, pose.moment);
        }
        stops[count - 1] = (stand.at, last.moment);
        follow(&stops[..count], now, WALK)
    } else {
        stand.at
    };
    let gone = matches!(last.place, Place::Exit | Place::Wings) && !moving;
    Figure {
        task,
        costume,
        at,
        stand: Stand {
            hidden: stand.hidden || gone,
            ..stand
        },
        moving: moving && at.distance(stand.at) > 0.5,
    }
}

fn index_then(place: Place) -> f32 {
    match place {
        Place::Line { index, .. } | Place::Picked { index, .. } => index as f32,
        Place::Inside { slot, .. } => slot as f32,
        _ => 0.0,
    }
}

fn index_now(show: &Show, task: &Task, place: Place) -> f32 {
    let Place::Line { object, end, .. } = place else {
        return index_then(place);
    };
    let line = show.model.object(object).map(|object| object.line_at(end));
    line.and_then(|line| {
        let index = line.index_of(task.id)?;
        Some(line.position(index, show.moment, WALK, ease))
    })
    .unwrap_or_else(|| index_then(place))
}

/// A point between two neighbours of a row of places.
pub fn between(index: f32, point: impl Fn(usize) -> Point) -> Point {
    let index = index.max(0.0);
    let (low, share) = (index.floor(), index.fract());
    let from = point(low as usize);
    if share < 0.001 {
        from
    } else {
        from.towards(point(low as usize + 1), share)
    }
}

impl Figure<'_> {
    /// Where its chest is: what it holds is joined to it here.
    pub fn chest(&self) -> Point {
        let up = if self.costume.is_car() { 4.0 } else { 5.0 };
        Point::new(self.at.x, self.at.y - up)
    }

    /// Draws it, its time that runs out, and its name.
    pub fn draw(&self, canvas: &mut Canvas, show: &Show) {
        if self.stand.hidden {
            return;
        }
        if self.costume.is_car() {
            self.draw_car(canvas, show);
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
            faded: gone,
            grown: 0,
        }
    }

    fn draw_person(&self, canvas: &mut Canvas, show: &Show) {
        let mut wear = self.wear();
        let asleep = matches!(self.task.doing, Doing::Sleeping { .. });
        let name = if self.moving {
            let aside = self.stand.at.x - self.at.x;
            if aside.abs() > 0.5 {
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
        if let Some(hat) = self.costume.hat() {
            let hat = sprite::get(hat);
            let down = i32::from(self.stand.stance == Stance::Sit && !self.moving);
            let (x, y) = (self.at.x - 2.5, self.at.y - (PERSON + 3 - down) as f32);
            canvas.sprite(hat, x, y, wear);
        }
        let top = self.at.y - PERSON as f32 - 3.0;
        self.time(canvas, show, top);
        self.mind(canvas, show, self.at.y - PERSON as f32);
        let row = canvas.row(self.at.y);
        self.name(canvas, show, canvas.column(self.at.x), row);
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
        let top = self.at.y - sprite.height() as f32 - 2.0;
        self.time(canvas, show, top);
        if !self.moving {
            self.mind(canvas, show, self.at.y - sprite.height() as f32 + 1.0);
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
        let width = if self.costume.is_car() && !self.stand.small {
            9
        } else {
            5
        };
        let x = (self.at.x - width as f32 / 2.0).round() as i32;
        let y = (top + 1.0).round() as i32;
        if y < 0 {
            return;
        }
        canvas.bar(x, y, width, share, role);
        let number = seconds(left);
        if self.stand.room > columns(&number) && role == Role::Warn && !self.costume.is_car() {
            let column = canvas.column((x + width) as f32) + 1;
            let row = canvas.row(y as f32);
            canvas.text(column, row, &number, bold(show.look(), role));
        }
    }

    /// What goes on in its head: it has been woken, it asks, it is the chosen one.
    fn mind(&self, canvas: &mut Canvas, show: &Show, head: f32) {
        let (column, row) = (canvas.column(self.at.x), canvas.row(head - 1.0));
        let look = show.look();
        match &self.task.doing {
            Doing::Picked => canvas.text(column, row, "!", bold(look, Role::Accent)),
            Doing::Asking { .. } => canvas.text(column, row, "?", bold(look, Role::Accent)),
            Doing::Ended(Ending::Raised(_)) => canvas.text(column, row, "x", bold(look, Role::Bad)),
            _ if show.ui.chosen == Some(self.task.id) => {
                let sign = show.mark(crate::view::canvas::Mark::Down);
                canvas.text(column, row, sign, bold(look, Role::Accent));
            }
            _ => {}
        }
    }

    /// Its glyph on its colour, and its name where there is room.
    fn name(&self, canvas: &mut Canvas, show: &Show, column: i32, row: i32) {
        if self.stand.room < 0 {
            return;
        }
        let name = &self.task.name;
        let wide = columns(name);
        let full = self.stand.room >= wide + 2;
        let left = if full { column - wide / 2 - 1 } else { column };
        badge(canvas, show, self.task, left, row);
        if full {
            let style = show.look().figure(usize::from(self.task.colour));
            canvas.text(left + 2, row, name, style);
        }
    }
}

/// A task's glyph on its colour: its mark everywhere.
pub fn badge(canvas: &mut Canvas, show: &Show, task: &Task, column: i32, row: i32) {
    let look = show.look();
    let style = if look.depth == Depth::None {
        bold(look, Role::Black).add_modifier(ratatui::style::Modifier::REVERSED)
    } else {
        bold(look, Role::Ground).bg(look.figure_color(usize::from(task.colour)))
    };
    canvas.text_on(column, row, task.glyph.encode_utf8(&mut [0; 4]), style);
}

/// The ink of a task's colour.
pub fn tint(task: &Task) -> Ink {
    Ink::figure(usize::from(task.colour))
}
