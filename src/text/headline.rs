//! A cause as badges and verbs: `3 release() → wakes 5 → 5 has it`.
//!
//! The pieces are data; the view gives them colours and leaves out what has no room.

use crate::model::{Actor, Cause, Effect, Model, Object, Reaction, Trigger};
use crate::trace::{ObjectKind, Op, Text};

use super::Texts;
use super::operation::Operation;
use super::sentence::label;

/// A piece of a headline, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A task that does something.
    Doer(Actor),
    /// What it does, as the program writes it: `light.set()`.
    Call(String),
    /// What follows from what stands before.
    Then,
    /// A word or two.
    Word(String),
    /// Tasks to whom it happens.
    Badges(Vec<Actor>),
}

/// The call that a cause is, as the program writes it: `light.set()`, `bell.notify(3)`. Empty where it was none.
fn call(texts: &Texts, model: &Model, cause: &Cause) -> String {
    let Trigger::Operation(op) = cause.trigger else {
        return String::new();
    };
    let object = cause.object.and_then(|object| model.object(object));
    let kind = object.map(|object| object.kind);
    let name = match object {
        Some(object) => callee(texts, model, object),
        None => "".into(),
    };
    let item = cause.item.as_deref().unwrap_or("");
    let method = match (op, kind) {
        // What a pool keeps in its queue is no call of the program's.
        (Op::Put | Op::Get, Some(ObjectKind::Pool)) => {
            let how = Operation {
                at: object,
                item: Some(item),
                ..Operation::default()
            };
            let fields = [("object", &*name), ("item", item)];
            return texts.fill(how.key(op), &fields);
        }
        (Op::Set, Some(ObjectKind::Future)) => {
            return texts.fill("headline.settles", &[("object", &name)]);
        }
        (Op::Notify, _) => match cause.count {
            Some(n) if n >= 0 => format!("notify({n})"),
            _ => "notify_all()".to_owned(),
        },
        (Op::Release, Some(ObjectKind::Semaphore)) => match cause.count {
            Some(n) if n > 1 => format!("release({n})"),
            _ => "release()".to_owned(),
        },
        (Op::Put, _) => format!("put({item})"),
        (Op::Send, _) => format!("send({item})"),
        _ => format!("{}()", op.name()),
    };
    if name.is_empty() {
        method
    } else {
        format!("{name}.{method}")
    }
}

/// What stands before the dot: the object's first name, or its condition's.
fn callee(texts: &Texts, model: &Model, object: &Object) -> Text {
    let condition = object.conditions.first().and_then(|id| model.object(*id));
    let named = object.names.first();
    let named = named.or_else(|| condition?.names.first());
    named.map_or_else(|| label(texts, model, object.id), Text::clone)
}

/// The pieces of a cause; `grown`: with what came of it, not the call alone.
pub fn headline(texts: &Texts, model: &Model, cause: &Cause, grown: bool) -> Vec<Piece> {
    let mut pieces = act(texts, model, cause);
    if !grown || !follows(texts, model, cause, &mut pieces) {
        return pieces;
    }
    let wakes = !matches!(cause.trigger, Trigger::Time | Trigger::Overwrites);
    if wakes {
        pieces.push(Piece::Then);
        pieces.push(Piece::Word(texts.get("headline.wakes").to_owned()));
        let woken = cause.effects.iter().map(|effect| effect.actor.clone());
        pieces.push(Piece::Badges(woken.collect()));
    }
    let tried = cause.effects.iter().filter(|effect| effect.is_settled());
    let all = wakes && cause.effects.len() > 1;
    let everybody = all.then_some(cause.effects.len());
    reactions(texts, model, cause, tried, everybody, &mut pieces);
    pieces
}

/// As [`headline`], in few words: those whom it woke are told once, with what became of them.
pub fn folded(texts: &Texts, model: &Model, cause: &Cause) -> Vec<Piece> {
    let mut pieces = act(texts, model, cause);
    if follows(texts, model, cause, &mut pieces) {
        reactions(texts, model, cause, &cause.effects, None, &mut pieces);
    }
    pieces
}

/// Who did what.
fn act(texts: &Texts, model: &Model, cause: &Cause) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(8);
    if let Some(by) = &cause.by {
        pieces.push(Piece::Doer(by.clone()));
    }
    match cause.trigger {
        Trigger::Operation(_) => pieces.push(Piece::Call(call(texts, model, cause))),
        Trigger::End => pieces.push(Piece::Word(texts.get("headline.ends").to_owned())),
        Trigger::Overwrites => {
            let words = texts.fill("headline.writes", &written(cause));
            pieces.push(Piece::Word(words));
        }
        Trigger::Breaks | Trigger::BreaksLate | Trigger::Leaves => {
            let object = cause.object.map(|object| label(texts, model, object));
            let key = match cause.trigger {
                Trigger::Breaks => "did.abort",
                Trigger::BreaksLate => "headline.breaks_late",
                _ => "did.leave",
            };
            let object = object.unwrap_or_else(|| "".into());
            pieces.push(Piece::Word(texts.fill(key, &[("object", &object)])));
        }
        Trigger::Time => {
            let object = cause.object.map(|object| label(texts, model, object));
            let key = if object.is_some() {
                "headline.time_at"
            } else {
                "headline.time"
            };
            let object = object.unwrap_or_else(|| "".into());
            pieces.push(Piece::Word(texts.fill(key, &[("object", &object)])));
        }
    }
    pieces
}

/// What a cause does to those whom it reaches.
pub(super) fn reaches(cause: &Cause) -> &'static str {
    match cause.trigger {
        Trigger::Overwrites => "headline.overwrites",
        _ => "headline.wakes",
    }
}

/// What is said of a write that others lose theirs by: of what, the value, and what it was made of.
pub(super) fn written(cause: &Cause) -> [(&'static str, &str); 3] {
    [
        ("object", cause.name.as_deref().unwrap_or("")),
        ("item", cause.item.as_deref().unwrap_or("")),
        ("read", cause.read.as_deref().unwrap_or("")),
    ]
}

/// What the state is now, and that nobody waits, if that is so: then no more is to be told.
fn follows(texts: &Texts, model: &Model, cause: &Cause, pieces: &mut Vec<Piece>) -> bool {
    if let Some(flag) = flag(cause, model) {
        pieces.push(Piece::Then);
        pieces.push(Piece::Call(flag));
    }
    let alone = cause.effects.is_empty();
    if alone && matches!(cause.trigger, Trigger::Operation(Op::Set | Op::Notify)) {
        pieces.push(Piece::Then);
        pieces.push(Piece::Word(texts.get("headline.nobody_waits").to_owned()));
    }
    !alone
}

/// What the state is now, where the call changes a flag that one can ask for.
fn flag(cause: &Cause, model: &Model) -> Option<String> {
    let object = model.object(cause.object?)?;
    match (cause.trigger, object.kind) {
        (Trigger::Operation(Op::Set), ObjectKind::Event) if cause.effects.is_empty() => {
            Some("is_set() True".to_owned())
        }
        (Trigger::Operation(Op::Clear), ObjectKind::Event) => Some("is_set() False".to_owned()),
        _ => None,
    }
}

/// What became of those who were woken: alike ones together, in the order in which it happened; as many as are
/// `everybody` are said to be all.
fn reactions<'a>(
    texts: &Texts,
    model: &Model,
    cause: &Cause,
    effects: impl IntoIterator<Item = &'a Effect>,
    everybody: Option<usize>,
    pieces: &mut Vec<Piece>,
) {
    // What each wrote in vain is told where there is room for that.
    let wiped = |effect: &Effect| matches!(effect.reaction, Reaction::Overwritten(_));
    let alike = |a: &Effect, b: &Effect| {
        wiped(a) && wiped(b) || a.reaction == b.reaction && a.wanted == b.wanted
    };
    for group in Cause::grouped(effects, alike) {
        // A group has at least the effect that it was made for.
        let Some(effect) = group.first() else {
            continue;
        };
        let actors: Vec<Actor> = group.iter().map(|effect| effect.actor.clone()).collect();
        let many = actors.len() > 1;
        pieces.push(Piece::Then);
        if everybody == Some(actors.len()) {
            pieces.push(Piece::Word(texts.get("headline.all").to_owned()));
        } else {
            pieces.push(Piece::Badges(actors));
        }
        let verb = verb(cause, effect, model);
        let item = match &effect.reaction {
            Reaction::Got(Some(item)) => item.clone(),
            _ => "".into(),
        };
        let word = texts.fill_for(verb, many, &[("item", &item)]);
        pieces.push(Piece::Word(word));
        if let Reaction::Lost(Some(faster)) = effect.reaction
            && let Some(actor) = model.actor(faster)
        {
            pieces.push(Piece::Badges(vec![actor]));
        }
    }
}

/// The key for what became of somebody.
pub(super) fn verb(cause: &Cause, effect: &Effect, model: &Model) -> &'static str {
    let kind = cause
        .object
        .and_then(|object| model.object(object))
        .map(|object| object.kind);
    match (&effect.reaction, effect.wanted) {
        (Reaction::Woken, _) => "headline.woken",
        (Reaction::Overwritten(_), _) => "headline.overwritten",
        (Reaction::Seeks(_), _) => "headline.seeks",
        (Reaction::Lost(Some(_)), _) => "headline.lost_to",
        (Reaction::Lost(None), _) => "headline.lost",
        (Reaction::TimedOut, _) if kind == Some(ObjectKind::Timer) => "headline.goes_off",
        (Reaction::TimedOut | Reaction::GaveUp, _) => "headline.gives_up",
        (Reaction::Got(_), Some(Op::Acquire)) => "headline.has",
        (Reaction::Got(Some(item)), Some(Op::Get))
            if kind == Some(ObjectKind::Pool) && &**item == "None" =>
        {
            "headline.stops"
        }
        (Reaction::Got(Some(_)), Some(Op::Get | Op::Recv)) => "headline.gets",
        (Reaction::Got(Some(_)), Some(Op::Put | Op::Send)) => "headline.puts",
        (Reaction::Got(_), _) => "headline.goes_on",
    }
}
