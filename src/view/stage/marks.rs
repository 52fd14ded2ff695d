//! What became of those whom a cause reached: in words beside them where there is room, for as long as that is shown.

use crate::model::{Cause, Effect, Reaction, Trigger};
use crate::trace::{ObjectKind, Op, TaskId};
use crate::view::canvas::{Canvas, Patch, Wear, bold, columns};
use crate::view::sprite;
use crate::view::theme::{Depth, Role};

use super::beat::{Beat, beats};
use super::cast::Figure;
use super::company::Company;
use super::show::{Show, Zone};

/// Where more go on than this, they are not told one by one: one sees them go.
const MOST: usize = 3;
/// Most characters of what somebody carries.
const ITEM: usize = 12;
/// How far from a figure its words may stand, in logical pixels.
const FAR: (i32, i32) = (12, 5);

/// Writes them.
pub fn draw(canvas: &mut Canvas, show: &Show, company: &mut Company) {
    keep_clear(canvas, show, company);
    carried(canvas, show, company);
    let mut told = Vec::new();
    for beat in beats(show.model, show.ui, show.moment) {
        let crowd = beat.cause.effects.len() > MOST;
        if !crowd {
            seekers(canvas, show, company, &beat, &mut told);
        }
        // Whose time is up together need but one clock.
        let mut clock = false;
        for effect in &beat.cause.effects {
            let task = effect.actor.task;
            if !beat.has_become(effect) || told.contains(&task) {
                continue;
            }
            told.push(task);
            let Some((words, role)) = words(show, &beat, effect) else {
                continue;
            };
            let found = company.cast.iter().find(|figure| figure.task.id == task);
            let Some(figure) = found.copied().filter(|figure| !figure.stand.hidden) else {
                continue;
            };
            let late = effect.reaction == Reaction::TimedOut;
            if crowd && !late && !matches!(effect.reaction, Reaction::Lost(_)) {
                continue;
            }
            if late && std::mem::replace(&mut clock, true) {
                continue;
            }
            tell(canvas, show, company, &[figure], &words, role, late);
        }
    }
}

/// Several who go for the lock together have one sign over all of them: as many would not fit, nor tell more.
fn seekers(
    canvas: &mut Canvas,
    show: &Show,
    company: &mut Company,
    beat: &Beat,
    told: &mut Vec<TaskId>,
) {
    let seeks = |task: TaskId| {
        beat.cause.effects.iter().any(|effect| {
            effect.actor.task == task
                && beat.has_become(effect)
                && matches!(beat.reaction(effect), Reaction::Seeks(_))
        })
    };
    let figures = company.cast.iter().filter(|figure| {
        let task = figure.task.id;
        !figure.stand.hidden && !told.contains(&task) && seeks(task)
    });
    let figures: Vec<Figure> = figures.copied().collect();
    if figures.len() < 2 {
        return;
    }
    told.extend(figures.iter().map(|figure| figure.task.id));
    let words = show.texts.fill_for("headline.seeks", true, &[]);
    tell(canvas, show, company, &figures, &words, Role::Accent, false);
}

/// What the feeders of queues have in their hands.
fn carried(canvas: &mut Canvas, show: &Show, company: &mut Company) {
    let loaded = |figure: &&Figure| {
        !figure.task.carries.is_empty() && !figure.stand.hidden && !figure.moving
    };
    let loaded: Vec<Figure> = company.cast.iter().filter(loaded).copied().collect();
    for figure in loaded.into_iter().take(MOST) {
        let carries = &figure.task.carries;
        let first: String = carries
            .front()
            .map_or("", |item| item.trim_matches(['\'', '"']))
            .chars()
            .take(ITEM)
            .collect();
        let words = match carries.len() {
            1 => first,
            more => format!("{first} +{}", more - 1),
        };
        tell(canvas, show, company, &[figure], &words, Role::Info, false);
    }
}

/// Whoever is on its way is not where it will come to rest: nothing is written over it there either.
fn keep_clear(canvas: &mut Canvas, show: &Show, company: &mut Company) {
    let mut patches = Vec::new();
    let moving = |figure: &&Figure| figure.moving && !figure.stand.hidden;
    for figure in company.cast.iter().filter(moving) {
        canvas.probe(&mut patches, |canvas| figure.draw(canvas, show));
        for patch in patches.drain(..) {
            company.ground.take(patch);
        }
    }
}

fn words(show: &Show, beat: &Beat, effect: &Effect) -> Option<(String, Role)> {
    let word = |key: &'static str| show.word(key).to_owned();
    Some(match beat.reaction(effect) {
        Reaction::Woken => return None,
        Reaction::Got(_) => (word(gain(show, beat.cause)), Role::Good),
        Reaction::Seeks(_) => (word("stage.seeks"), Role::Accent),
        Reaction::Lost(faster) => {
            let faster = faster.and_then(|faster| show.model.task(faster));
            let words = match faster {
                Some(faster) => {
                    let who = faster.glyph.to_string();
                    show.texts.fill("stage.lost_to", &[("who", &who)])
                }
                None => word("stage.lost"),
            };
            (words, Role::Warn)
        }
        Reaction::Overwritten(_) => (word("stage.update_lost"), Role::Bad),
        Reaction::TimedOut => (word("stage.timed_out"), Role::Warn),
        Reaction::GaveUp => (word("stage.gave_up"), Role::Warn),
    })
}

/// What it is to have got what one was woken for.
fn gain(show: &Show, cause: &Cause) -> &'static str {
    let object = cause.object.and_then(|object| show.model.object(object));
    match (cause.trigger, object.map(|object| object.kind)) {
        (Trigger::Operation(Op::Get), Some(ObjectKind::Queue | ObjectKind::Pipe)) => {
            "stage.has_room"
        }
        (
            Trigger::Operation(_),
            Some(
                ObjectKind::Lock
                | ObjectKind::RLock
                | ObjectKind::Semaphore
                | ObjectKind::Queue
                | ObjectKind::RwLock
                | ObjectKind::Pipe,
            ),
        ) => "stage.has_it",
        _ => "stage.goes_on",
    }
}

/// Beside figures, as near as there is room; a clock beside it if its time was up.
fn tell(
    canvas: &mut Canvas,
    show: &Show,
    company: &mut Company,
    figures: &[Figure],
    words: &str,
    role: Role,
    late: bool,
) {
    let bounds = canvas.bounds(|canvas| {
        for figure in figures {
            figure.draw(canvas, show);
        }
    });
    let Some((left, top, right, bottom)) = bounds else {
        return;
    };
    let near = Zone {
        x: (left - FAR.0).max(0),
        y: (top - FAR.1).max(0),
        w: right - left + 2 * FAR.0,
        h: bottom - top + 2 * FAR.1,
    };
    let s = show.scale;
    let clock = sprite::get("sign.clock");
    if late {
        let size = (clock.width() * s, (clock.height() * s + 1) / 2);
        let wanted = (left.midpoint(right) * s - size.0 / 2, top * s / 2 - size.1);
        if let Some((column, row)) = company.ground.find(size, near, s, wanted) {
            company.ground.take(Patch::new(column, row, size.0, size.1));
            let (x, y) = (column as f32 / s as f32, (row * 2) as f32 / s as f32);
            canvas.sprite(clock, x, y, Wear::default());
        }
    }
    let words = format!(" {words} ");
    let wide = columns(&words);
    let wanted = (left.midpoint(right) * s - wide / 2, top * s / 2 - 1);
    let Some((column, row)) = company.ground.find((wide, 1), near, s, wanted) else {
        return;
    };
    company.ground.take(Patch::new(column, row, wide, 1));
    let look = show.look();
    let style = if look.depth == Depth::None {
        look.on(Role::Bright, role)
    } else {
        bold(look, Role::Ground).bg(look.color(role))
    };
    canvas.text_on(column, row, &words, style);
}
