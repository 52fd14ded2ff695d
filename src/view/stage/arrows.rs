//! Whom a cause reaches: thick arrows from the one who gives, by way of the object, to each whom it wakes.
//!
//! They lie on the ground: behind figures, and round whatever is written. Where there is no way round, there is none; the
//! seam of light about those who give and those who are woken is there all the same.

use crate::model::{Effect, Reaction, Spot, Trigger};
use crate::trace::TaskId;
use crate::view::canvas::{Canvas, Patch};
use crate::view::motion::Point;
use crate::view::theme::Role;

use super::Picture;
use super::beat::{Beat, beats};
use super::cast::Figure;
use super::routes::{Block, Landing, Map};
use super::show::Show;
use paint::paint;

mod paint;

/// Pixels of an arrow's head.
const HEAD: i32 = 3;
/// How much dearer each step is behind a figure.
const BEHIND: u8 = 10;

/// A way to somebody.
struct Arrow {
    way: Vec<Block>,
    heading: usize,
    /// Whether it ends in a head: it lands, and does not only pass.
    lands: bool,
    /// Pixels that the ways before it take.
    before: i32,
    /// What has become of it.
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It says who was woken.
    Full,
    /// It has said so.
    Faint,
    /// What it brought has gone to another.
    Broken,
}

/// Draws the arrows of all causes that are shown, and who stands out because of them; gives the cells that they take.
pub fn draw<'a>(
    canvas: &mut Canvas,
    show: &Show,
    pictures: &[Box<dyn Picture + 'a>],
    cast: &[Figure],
) -> Vec<Patch> {
    let mut taken = Vec::new();
    let mut beats: Vec<Beat> = beats(show.model, show.ui, show.moment).collect();
    if beats.is_empty() {
        return taken;
    }
    beats.reverse();
    let map = survey(canvas, show, cast);
    for beat in beats {
        if let Some(grown) = beat.grown() {
            let mut arrows = arrows(canvas, show, pictures, cast, &beat, &map);
            if !beat.newest {
                // What is done gives way to what is new.
                arrows.retain(|arrow| arrow.state != State::Faint);
            }
            let whole = arrows.iter().map(|arrow| arrow.before + arrow.length());
            let grown = (grown * whole.max().unwrap_or(0) as f32).ceil() as i32;
            paint(canvas, &map, &arrows, grown, &mut taken);
        }
        for (task, role) in standing_out(&beat) {
            let figure = cast.iter().find(|figure| figure.task.id == task);
            if let Some(figure) = figure.filter(|figure| !figure.stand.hidden) {
                let closed = |x, y| map.is_closed(x, y);
                canvas.halo(role, closed, |canvas| figure.draw(canvas, show));
            }
        }
    }
    taken
}

/// The chosen thread stands in a light of its own, in every state and without colours, too.
pub fn choose(canvas: &mut Canvas, show: &Show, cast: &[Figure]) {
    let Some(chosen) = show.ui.chosen else { return };
    let figure = cast.iter().find(|figure| figure.task.id == chosen);
    if let Some(figure) = figure.filter(|figure| !figure.stand.hidden) {
        let map = survey(canvas, show, cast);
        let closed = |x, y| map.is_closed(x, y);
        canvas.halo(Role::Bright, closed, |canvas| figure.draw(canvas, show));
    }
}

/// Who stands out: who gives, whom it has reached, and who was faster than one of these.
fn standing_out(beat: &Beat) -> Vec<(TaskId, Role)> {
    let mut all = Vec::new();
    if beat.grown().is_some_and(|grown| grown >= 1.0) {
        for effect in &beat.cause.effects {
            match beat.reaction(effect) {
                Reaction::Woken | Reaction::Seeks(_) => {
                    all.push((effect.actor.task, Role::Good));
                }
                Reaction::Overwritten(_) => all.push((effect.actor.task, Role::Bad)),
                Reaction::Lost(faster) => all.extend(faster.map(|faster| (faster, Role::Warn))),
                _ => {}
            }
        }
    }
    if beat.newest && beat.gives() {
        all.extend(beat.cause.doer().map(|doer| (doer, Role::Gold)));
    }
    all
}

/// Where nothing can lie, and what it is better to keep clear of.
fn survey(canvas: &mut Canvas, show: &Show, cast: &[Figure]) -> Map {
    let mut map = Map::new(canvas.width(), canvas.height());
    let mut words = Vec::new();
    canvas.kept(0..0, |patch| words.push(patch));
    let mut own = Vec::new();
    for figure in cast.iter().filter(|figure| !figure.stand.hidden) {
        if let Some((left, top, right, bottom)) = canvas.bounds(|canvas| figure.draw(canvas, show))
        {
            map.avoid(left, top, right, bottom, BEHIND);
        }
        canvas.probe_words(&mut own, |canvas| figure.draw(canvas, show));
        words.append(&mut own);
    }
    let s = show.scale;
    for Patch {
        left,
        top,
        right,
        bottom,
    } in words
    {
        let up = |cells: i32| (cells + s - 1).div_euclid(s);
        map.close(
            left.div_euclid(s),
            (top * 2).div_euclid(s),
            up(right),
            up(bottom * 2),
        );
    }
    map
}

fn arrows<'a>(
    canvas: &mut Canvas,
    show: &Show,
    pictures: &[Box<dyn Picture + 'a>],
    cast: &[Figure],
    beat: &Beat,
    map: &Map,
) -> Vec<Arrow> {
    let find = |task: TaskId| {
        let found = cast.iter().find(|figure| figure.task.id == task);
        found.filter(|figure| !figure.stand.hidden)
    };
    let giver = beat.cause.doer().and_then(find);
    let start = giver.and_then(|giver| map.nearest(block(giver.chest())));
    let object = beat.cause.object.and_then(|object| {
        let picture = pictures.iter().find(|picture| picture.owns(object))?;
        map.nearest(block(picture.spot(show, Spot::Object(object, None))))
    });
    let mut arrows = Vec::new();
    let mut before = 0;
    let waking = !beat.cause.effects.is_empty();
    if beat.cause.trigger == Trigger::Time {
        return arrows;
    }
    if let Some((start, object)) = start.zip(object) {
        let tip = Landing {
            tip: object,
            heading: 0,
            straight: 0,
            more: 0,
        };
        let landings = [0, 1, 2, 3].map(|heading| Landing { heading, ..tip });
        let way = map.from(start).way(&landings);
        arrows.extend(way.map(|(way, heading)| Arrow {
            way,
            heading,
            lands: !waking,
            before: 0,
            state: trunk(beat),
        }));
        before = arrows.first().map_or(0, Arrow::length);
    }
    let Some(field) = object.or(start).map(|start| map.from(start)) else {
        return arrows;
    };
    for effect in &beat.cause.effects {
        let state = state(beat, effect);
        let figure = find(effect.actor.task);
        let Some((figure, state)) = figure.zip(state) else {
            continue;
        };
        // Whoever has gone on is not where the arrow had landed.
        let gone = figure.task.trail.last().moment > beat.cause.moment;
        if state == State::Faint && gone {
            continue;
        }
        let landings = landings(canvas, show, figure);
        arrows.extend(field.way(&landings).map(|(way, heading)| Arrow {
            way,
            heading,
            lands: true,
            before,
            state,
        }));
    }
    // A way to the object alone says nothing any more once all have gone on.
    let only = arrows.len() == 1 && waking;
    arrows.retain(|arrow| !(only && arrow.state == State::Faint));
    arrows
}

/// The way from the giver to the object is done when all is.
fn trunk(beat: &Beat) -> State {
    let open = |effect: &Effect| *beat.reaction(effect) == Reaction::Woken;
    let done = !beat.cause.effects.is_empty() && !beat.cause.effects.iter().any(open);
    if done { State::Faint } else { State::Full }
}

fn state(beat: &Beat, effect: &Effect) -> Option<State> {
    match beat.reaction(effect) {
        Reaction::Woken => Some(State::Full),
        Reaction::Got(_) | Reaction::Seeks(_) | Reaction::GaveUp => Some(State::Faint),
        Reaction::Lost(_) | Reaction::Overwritten(_) => Some(State::Broken),
        Reaction::TimedOut => None,
    }
}

fn block(at: Point) -> Block {
    (at.x.round() as i32 - 1, at.y.round() as i32 - 1)
}

/// Above its head, or at one of its sides.
fn landings(canvas: &mut Canvas, show: &Show, figure: &Figure) -> Vec<Landing> {
    let bounds = canvas.bounds(|canvas| figure.draw(canvas, show));
    let Some((left, top, right, bottom)) = bounds else {
        return Vec::new();
    };
    let (across, down) = (left.midpoint(right) - 1, top.midpoint(bottom) - 1);
    let landing = |tip: Block, heading: usize, more: u32| Landing {
        tip,
        heading,
        straight: HEAD,
        more,
    };
    vec![
        landing((across, top - 3), 1, 0),
        landing((left - 3, down), 0, 4),
        landing((right + 1, down), 2, 4),
        landing((across, bottom + 1), 3, 8),
    ]
}
