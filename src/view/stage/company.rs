//! The company: all figures, each with a place of its own.

use crate::model::{Doing, End, Object, Place, Task};
use crate::trace::{ObjectId, ObjectKind, TaskKind};
use crate::view::canvas::{Canvas, Mark, Patch, columns};
use crate::view::motion::{Point, WALK, under_way};
use crate::view::theme::Role;

use super::Picture;
use super::cast::{self, Figure, Leave, Stance, Stand, badge};
use super::ground::Ground;
use super::show::{Show, Zone};

/// From the main thread's place to the lecturer's.
pub const STAFF: i32 = 8;

/// All figures of a stage.
#[derive(Debug)]
pub struct Company<'a> {
    /// Where they are now, those behind first.
    pub cast: Vec<Figure<'a>>,
    /// What is taken once they have come to rest.
    pub ground: Ground,
    /// Whom there is no room for, with the picture that they belong to.
    left_out: Vec<(usize, &'a Task)>,
}

/// Who takes its place before whom.
type Precedence = (u8, usize, u32);

impl<'a> Company<'a> {
    /// Gives everybody a place.
    pub fn of<'b>(
        show: &Show<'a>,
        pictures: &[Box<dyn Picture + 'b>],
        canvas: &mut Canvas,
    ) -> Self {
        let mut company = Self {
            cast: Vec::with_capacity(show.model.tasks.len()),
            ground: Ground::of(canvas),
            left_out: Vec::new(),
        };
        let mut settled: Vec<(Precedence, usize, Figure<'a>)> = Vec::new();
        for task in show.model.tasks.iter() {
            let home = home(task, pictures);
            let leaving = pictures
                .get(home)
                .map_or(WALK, |picture| picture.leaving(task));
            let gone = task.is_over() && !under_way(task.trail.last().moment, show.moment, leaving);
            if gone || !show.ui.knows(show.model, task) {
                continue;
            }
            let place = task.trail.last().place;
            let index = cast::index_of(show, task, place);
            let stand = stand(show, pictures, home, task, place, index);
            settled.push((
                precedence(show, task, index, stand.unseen),
                home,
                Figure::at_rest(show, task, stand),
            ));
        }
        settled.sort_by_key(|(precedence, ..)| *precedence);
        let mut patches = Vec::new();
        let mut closed: Vec<(ObjectId, End)> = Vec::new();
        for (_, home, mut figure) in settled {
            let task = figure.task;
            let place = task.trail.last().place;
            let here =
                !matches!(place, Place::Wings | Place::Exit) || task.kind == TaskKind::Lecturer;
            if here && !figure.stand.elsewhere {
                let line = place.line().filter(|_| !figure.stand.unseen);
                let shut = line.is_some_and(|line| closed.contains(&line));
                let zone = pictures.get(home).map(|picture| picture.lounge(task));
                let mut settles = !figure.stand.hidden && !shut;
                settles = settles && company.settle(show, canvas, &mut patches, &mut figure, zone);
                if !settles {
                    figure.stand.hidden = true;
                    // Where all go at once, those behind are not in order either.
                    closed.extend(
                        line.filter(|(object, _)| {
                            show.model.object(*object).is_some_and(is_ordered)
                        }),
                    );
                    company.left_out.push((home, task));
                }
            }
            let blocking = |task: &Task, place: Place, index: f32| {
                stand(show, pictures, home, task, place, index)
            };
            let way = |from: Point, to: Point, share: f32| match pictures.get(home) {
                Some(picture) => picture.way_out(show, task, from, to, share),
                None => to,
            };
            let leave = Leave {
                span: pictures
                    .get(home)
                    .map_or(WALK, |picture| picture.leaving(task)),
                way: &way,
            };
            let figure = figure.on_its_way(show, &blocking, &leave);
            let course = pictures
                .get(home)
                .and_then(|picture| picture.course(show, task, figure.at));
            company.cast.push(match course {
                Some(course) => figure.on_course(course),
                None => figure,
            });
        }
        company
            .cast
            .sort_by(|a, b| a.at.y.total_cmp(&b.at.y).then(b.at.x.total_cmp(&a.at.x)));
        company
    }

    /// Finds a place for a figure, near the one that its picture gives it; whether there is one.
    fn settle(
        &mut self,
        show: &Show,
        canvas: &mut Canvas,
        patches: &mut Vec<Patch>,
        figure: &mut Figure,
        zone: Option<Zone>,
    ) -> bool {
        let wanted = figure.stand;
        let mut fits = |company: &mut Self, canvas: &mut Canvas, figure: &Figure| {
            canvas.probe(patches, |canvas| figure.draw(canvas, show));
            company.ground.claim(patches)
        };
        if fits(self, canvas, figure) {
            return true;
        }
        figure.stand.room = figure.stand.room.min(0);
        if figure.stand.room != wanted.room && fits(self, canvas, figure) {
            return true;
        }
        let place = figure.task.trail.last().place;
        let stands_about = place.is_free() || wanted.unseen || figure.task.doing == Doing::New;
        let roams = stands_about || show.is_staff(figure.task);
        let zone = zone.filter(|_| roams);
        let steps = zone.map_or(0, |zone| zone.w / STEP);
        let aside = (1..=steps).flat_map(|step| [-step, step]);
        // Where some are summed up already, there is no room for small ones either.
        let shrinks = !figure.costume.is_car() && self.left_out.is_empty();
        for small in [wanted.small, wanted.small || shrinks] {
            figure.stand.small = small;
            for step in std::iter::once(0).chain(aside.clone()) {
                let x = wanted.at.x + (step * STEP) as f32;
                let far = zone.is_some_and(|zone| x < zone.x as f32 || x > zone.right() as f32);
                figure.stand.at.x = x;
                figure.at = figure.stand.at;
                if (step == 0 || !far) && fits(self, canvas, figure) {
                    return true;
                }
            }
        }
        figure.stand = Stand {
            shrunk: true,
            ..wanted
        };
        figure.at = wanted.at;
        let Some(zone) = zone else {
            return fits(self, canvas, figure);
        };
        let near = (canvas.column(wanted.at.x) - 1, canvas.row(wanted.at.y));
        let Some((column, row)) = self.ground.find((3, 1), zone, show.scale, near) else {
            return false;
        };
        self.ground.take(Patch::new(column, row, 3, 1));
        let scale = show.scale as f32;
        figure.stand.at = Point::new((column + 1) as f32 / scale, (row * 2) as f32 / scale);
        figure.at = figure.stand.at;
        true
    }

    /// How many there is no room for.
    pub fn summed(&self) -> usize {
        self.left_out.len()
    }

    fn left_out(&self, picture: usize) -> impl Iterator<Item = &'a Task> {
        let here = self
            .left_out
            .iter()
            .filter(move |(home, _)| *home == picture);
        here.map(|(_, task)| *task)
    }

    /// Says how many there was no room for, and who they are, as far as there is room for that.
    pub fn sum_up<'b>(
        &mut self,
        canvas: &mut Canvas,
        show: &Show,
        pictures: &[Box<dyn Picture + 'b>],
    ) {
        for (number, picture) in pictures.iter().enumerate() {
            let left_out: Vec<&Task> = self.left_out(number).collect();
            if left_out.is_empty() {
                continue;
            }
            let words = format!(" {} ", show.more(left_out.len()));
            let short = format!("+{}", left_out.len());
            let (rest, zone) = (picture.rest(), picture.zone());
            let badges = left_out.len().min(MOST_BADGES) as i32;
            let (bare, least) = (columns(&words), columns(&short));
            let (right, row) = (canvas.column(rest.x), canvas.row(rest.y) - 1);
            let place = [bare + badges + 1, bare, least]
                .into_iter()
                .find_map(|wide| {
                    let size = (wide + 2, 1);
                    let wanted = (right - wide - 2, row);
                    let (column, row) = self.ground.find(size, zone, show.scale, wanted)?;
                    Some((wide, (column + 1, row)))
                });
            let (wide, (column, row)) = place.unwrap_or((least, (right - least, row)));
            let words = if wide < bare { short } else { words };
            self.ground.take(Patch::new(column, row, wide, 1));
            let style = show.look().on(Role::Bright, Role::Raised);
            canvas.text_on(column, row, &words, style);
            if wide > bare {
                for (task, column) in left_out.iter().take(MOST_BADGES).zip(column + bare..) {
                    badge(canvas, show, task, column, row);
                }
            }
        }
    }

    /// Between those who wait behind each other, signs that point to the head of the line.
    pub fn order(&mut self, canvas: &mut Canvas, show: &Show) {
        for object in show
            .model
            .objects
            .iter()
            .filter(|object| is_ordered(object))
        {
            for end in [End::Take, End::Give] {
                let standing = &object.line_at(end).standing;
                let figures = standing.iter().filter_map(|there| {
                    let found = self.cast.iter().find(|figure| figure.task.id == there.task);
                    found.filter(|figure| {
                        !(figure.stand.hidden || figure.stand.aside || figure.stand.unseen)
                    })
                });
                let figures: Vec<&Figure> = figures.collect();
                for pair in figures.windows(2) {
                    point(canvas, show, &mut self.ground, pair[0], pair[1]);
                }
            }
        }
    }
}

/// How many of those there is no room for are named by their glyphs.
const MOST_BADGES: usize = 12;

/// How far one goes aside at a time who looks for a place.
const STEP: i32 = 2;

/// Whether those who wait stand in a line and are served one after the other. Workers that wait for their pool stay at
/// their desks.
pub fn is_ordered(object: &Object) -> bool {
    object.of.is_none()
        && !matches!(
            object.kind,
            ObjectKind::Event
                | ObjectKind::Barrier
                | ObjectKind::Timer
                | ObjectKind::Future
                | ObjectKind::Pool
        )
}

fn point(canvas: &mut Canvas, show: &Show, ground: &mut Ground, ahead: &Figure, behind: &Figure) {
    let (from, to) = (behind.stand.at, ahead.stand.at);
    let stands = |figure: &Figure| figure.at.distance(figure.stand.at) < 0.5;
    if !stands(ahead) || !stands(behind) || (from.y - to.y).abs() > 1.0 {
        return;
    }
    let sign = show.mark(if to.x < from.x {
        Mark::Before
    } else {
        Mark::After
    });
    let column = canvas.column(f32::midpoint(from.x, to.x));
    let row = canvas.row(to.y);
    let patch = Patch::new(column, row, 1, 1);
    if ground.is_free(patch) {
        ground.take(patch);
        canvas.text(column, row, sign, show.look().fg(Role::Dim));
    }
}

fn precedence(show: &Show, task: &Task, index: f32, unseen: bool) -> Precedence {
    let mut circles = show.model.circles.iter();
    let class = match task.trail.last().place {
        // Who is in a circle is what there is to see.
        _ if !unseen && circles.any(|circle| circle.has(task.id)) => 0,
        Place::Inside { .. } if !unseen => 0,
        place if place.line().is_some() && !unseen => 2,
        _ if show.is_staff(task) => 1,
        _ => 3,
    };
    (
        class,
        index as usize,
        if class == 3 { task.spot } else { task.id.0 },
    )
}

/// The picture that a task was last seen in.
fn home<'b>(task: &Task, pictures: &[Box<dyn Picture + 'b>]) -> usize {
    let objects = task
        .trail
        .poses()
        .iter()
        .rev()
        .filter_map(|pose| object_of(pose.place));
    if let Some(claims) = pictures.iter().position(|picture| picture.claims(task)) {
        return claims;
    }
    let mut panels =
        objects.filter_map(|object| pictures.iter().position(|picture| picture.owns(object)));
    panels.next().unwrap_or(0)
}

fn object_of(place: Place) -> Option<ObjectId> {
    match place {
        Place::Line { object, .. }
        | Place::Picked { object, .. }
        | Place::Inside { object, .. } => Some(object),
        _ => None,
    }
}

fn stand<'b>(
    show: &Show,
    pictures: &[Box<dyn Picture + 'b>],
    home: usize,
    task: &Task,
    place: Place,
    index: f32,
) -> Stand {
    let owner =
        object_of(place).and_then(|object| pictures.iter().find(|picture| picture.owns(object)));
    if let Some(picture) = owner {
        return picture.stand(show, task, place, index);
    }
    let Some(picture) = pictures.get(home) else {
        return Stand {
            hidden: true,
            ..Stand::default()
        };
    };
    let unseen = object_of(place).is_some();
    let place = if unseen { Place::Floor } else { place };
    if show.is_staff(task) && place != Place::Exit {
        let main = task.kind == TaskKind::Main;
        let mut at = pictures
            .first()
            .map_or_else(Point::default, |picture| picture.staff());
        at.x += if main { 0.0 } else { STAFF as f32 };
        let waits = matches!(task.doing, Doing::Waiting | Doing::Asking { .. });
        return Stand {
            at,
            stance: if waits { Stance::Wait } else { Stance::Stand },
            left: true,
            room: 0,
            unseen,
            small: pictures
                .first()
                .is_some_and(|picture| picture.staff_is_small()),
            beside: pictures
                .first()
                .is_some_and(|picture| picture.staff_has_names_beside()),
            ..Stand::default()
        };
    }
    Stand {
        unseen,
        ..picture.stand(show, task, place, index)
    }
}
