//! Whom a cause reaches: thick arrows from the one who gives, by way of the object, to each whom it wakes.
//!
//! They lie on the ground: behind figures, and round whatever is written. Their heads are drawn last, right beside those whom
//! they reach, on nobody and on no words ([`head`]).

use crate::model::{Effect, Reaction, Spot, Trigger, Verdict};
use crate::trace::TaskId;
use crate::view::canvas::{Canvas, Patch};
use crate::view::motion::Point;
use crate::view::theme::Role;

use super::Picture;
use super::beat::{Beat, beats};
use super::cast::Figure;
use super::routes::{Block, Field, Landing, Map};
use super::show::Show;
use head::{Cells, Head};
use paint::paint;

mod head;
mod paint;

/// How much dearer each step is behind a figure; and where so many are woken that their ways would cover everything.
const BEHIND: u8 = 10;
const BEHIND_OF_MANY: u8 = 2;
/// More than so many at once are many: their heads are smaller, and their ways straight.
const MANY: usize = 4;

/// A way to somebody.
struct Arrow {
    way: Vec<Block>,
    heading: usize,
    /// Its head; none if it does not land, and only passes.
    head: Option<Head>,
    /// Pixels that the ways before it take.
    before: i32,
    /// What has become of it.
    state: State,
    /// One of so many that broad ones would cover what they are about.
    thin: bool,
}

/// What is drawn of the arrows once everything else is there.
#[derive(Debug, Default)]
pub struct Landed {
    heads: Vec<(Head, State)>,
    /// The cells that the ways take.
    pub ways: Vec<Patch>,
}

impl Landed {
    /// Whom the heads that are there point to, and the cells that they take.
    pub fn heads(&self) -> impl Iterator<Item = (TaskId, Patch)> {
        let heads = self.heads.iter();
        heads.filter_map(|(head, _)| Some((head.task?, head.patch)))
    }

    /// Paints the heads, before everything that is there.
    pub fn paint(&self, canvas: &mut Canvas, show: &Show) {
        for (head, state) in &self.heads {
            head.paint(canvas, show, *state);
        }
    }
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

/// Draws the ways of all causes that are shown, and who stands out because of them; gives their heads, which come last.
pub fn draw<'a>(
    canvas: &mut Canvas,
    show: &Show,
    pictures: &[Box<dyn Picture + 'a>],
    cast: &[Figure],
) -> Landed {
    let mut landed = Landed::default();
    let mut beats: Vec<Beat> = beats(show.model, show.ui, show.moment).collect();
    if beats.is_empty() {
        return landed;
    }
    beats.reverse();
    let many = beats.iter().any(|beat| beat.cause.effects.len() > MANY);
    let map = survey(
        canvas,
        show,
        cast,
        if many { BEHIND_OF_MANY } else { BEHIND },
    );
    let mut cells = Cells::of(canvas, show, pictures, cast);
    for beat in beats {
        if let Some(grown) = beat.grown() {
            let mut arrows = arrows(canvas, show, (pictures, cast), &beat, &map, &mut cells);
            if !beat.newest {
                // What is done gives way to what is new.
                arrows.retain(|arrow| arrow.state != State::Faint);
            }
            let whole = arrows.iter().map(|arrow| arrow.before + arrow.length());
            let share = (grown * whole.max().unwrap_or(0) as f32).ceil() as i32;
            paint(canvas, &map, &arrows, share, &mut landed.ways);
            let there = arrows.iter().filter(|arrow| arrow.has_landed(share));
            let heads = there.filter_map(|arrow| Some((arrow.head?, arrow.state)));
            landed.heads.extend(heads);
        }
        for (task, role) in standing_out(&beat) {
            let figure = cast.iter().find(|figure| figure.task.id == task);
            if let Some(figure) = figure.filter(|figure| !figure.stand.hidden) {
                let closed = |x, y| map.is_closed(x, y);
                canvas.halo(role, closed, |canvas| figure.draw(canvas, show));
            }
        }
    }
    landed
}

/// Those who are in the circle of a deadlock stand in its light, and the chosen thread in one of its own, in every state and
/// without colours, too.
pub fn light(canvas: &mut Canvas, show: &Show, cast: &[Figure]) {
    let deadlock = matches!(show.model.verdict, Verdict::Deadlock(_)) && show.is_lit();
    let circles = show.model.circles.iter().filter(|_| deadlock);
    let caught = circles.flat_map(|circle| &circle.links);
    let caught = caught.map(|link| (link.task, Role::Bad));
    let chosen = show.ui.chosen.map(|chosen| (chosen, Role::Bright));
    let mut map = None;
    for (task, role) in caught.chain(chosen) {
        let figure = cast.iter().find(|figure| figure.task.id == task);
        if let Some(figure) = figure.filter(|figure| !figure.stand.hidden) {
            let map = map.get_or_insert_with(|| survey(canvas, show, cast, BEHIND));
            let closed = |x, y| map.is_closed(x, y);
            canvas.halo(role, closed, |canvas| figure.draw(canvas, show));
        }
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
fn survey(canvas: &mut Canvas, show: &Show, cast: &[Figure], behind: u8) -> Map {
    let mut map = Map::new(canvas.width(), canvas.height());
    let mut words = Vec::new();
    canvas.kept(0..0, |patch| words.push(patch));
    let mut own = Vec::new();
    for figure in cast.iter().filter(|figure| !figure.stand.hidden) {
        if let Some((left, top, right, bottom)) = canvas.bounds(|canvas| figure.draw(canvas, show))
        {
            map.avoid(left, top, right, bottom, behind);
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

/// The ways of a cause: from who gives to the object, and from there to each whom it reaches.
fn arrows<'a>(
    canvas: &mut Canvas,
    show: &Show,
    (pictures, cast): (&[Box<dyn Picture + 'a>], &[Figure]),
    beat: &Beat,
    map: &Map,
    cells: &mut Cells,
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
    if beat.cause.trigger == Trigger::Time {
        return arrows;
    }
    let waking = !beat.cause.effects.is_empty();
    if let Some((start, object)) = start.zip(object) {
        arrows.extend(trunk(beat, map, start, object, !waking));
    }
    let before = arrows.first().map_or(0, Arrow::length);
    let field = object.or(start).map(|start| map.from(start));
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
        let many = beat.cause.effects.len() > MANY;
        let heads = cells.beside(canvas, show, cast, figure.task.id, many);
        let Some((way, head)) = way(field.as_ref(), &heads) else {
            continue;
        };
        cells.close(head.patch);
        arrows.push(Arrow {
            way,
            heading: head.heading,
            head: Some(head),
            before,
            state,
            thin: many,
        });
    }
    // A way to the object alone says nothing any more once all have gone on.
    let only = arrows.len() == 1 && waking;
    arrows.retain(|arrow| !(only && arrow.state == State::Faint));
    arrows
}

/// The way to the best of some heads; the head alone where no way leads there.
fn way(field: Option<&Field>, heads: &[Head]) -> Option<(Vec<Block>, Head)> {
    let landings: Vec<Landing> = heads.iter().flat_map(Head::landings).collect();
    let found = field.and_then(|field| field.way(&landings));
    match found {
        Some((way, chosen)) => Some((way, heads[chosen / 2])),
        None => heads.first().map(|head| (vec![head.tip], *head)),
    }
}

/// The way from the giver to the object.
fn trunk(beat: &Beat, map: &Map, start: Block, object: Block, lands: bool) -> Option<Arrow> {
    let landings = [0, 1, 2, 3].map(|heading| Landing {
        tip: object,
        heading,
        straight: 0,
        more: 0,
    });
    let (way, heading) = map.from(start).way(&landings)?;
    let open = |effect: &Effect| *beat.reaction(effect) == Reaction::Woken;
    // It is done when all is.
    let done = !beat.cause.effects.is_empty() && !beat.cause.effects.iter().any(open);
    Some(Arrow {
        way,
        heading,
        head: lands.then(|| Head::on(object, heading)),
        before: 0,
        state: if done { State::Faint } else { State::Full },
        thin: false,
    })
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
