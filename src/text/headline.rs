//! A cause as badges and verbs: `3 release() → wakes 5 → 5 has it`.
//!
//! The pieces are data; the view gives them colours and leaves out what has no room.

use crate::model::{Actor, Cause, Effect, Model, Object, Reaction, Trigger};
use crate::trace::{ObjectKind, Op, Text};

use super::Texts;
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
    let word = |key: &str| Piece::Word(texts.get(key).to_owned());
    let mut pieces = Vec::with_capacity(8);
    if let Some(by) = &cause.by {
        pieces.push(Piece::Doer(by.clone()));
    }
    match cause.trigger {
        Trigger::Operation(_) => pieces.push(Piece::Call(call(texts, model, cause))),
        Trigger::End => pieces.push(word("headline.ends")),
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
    if !grown {
        return pieces;
    }
    if let Some(flag) = flag(cause, model) {
        pieces.push(Piece::Then);
        pieces.push(Piece::Call(flag));
    }
    if cause.effects.is_empty() {
        let wakes = matches!(cause.trigger, Trigger::Operation(Op::Set | Op::Notify));
        if wakes {
            pieces.push(Piece::Then);
            pieces.push(word("headline.nobody_waits"));
        }
        return pieces;
    }
    if cause.trigger != Trigger::Time {
        pieces.push(Piece::Then);
        pieces.push(word("headline.wakes"));
        let woken = cause.effects.iter().map(|effect| effect.actor.clone());
        pieces.push(Piece::Badges(woken.collect()));
    }
    reactions(texts, model, cause, &mut pieces);
    pieces
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

/// What became of those who were woken: alike ones together, in the order in which it happened.
fn reactions(texts: &Texts, model: &Model, cause: &Cause, pieces: &mut Vec<Piece>) {
    let tried = cause.effects.iter().filter(|effect| effect.is_settled());
    let alike = |a: &Effect, b: &Effect| a.reaction == b.reaction && a.wanted == b.wanted;
    let all = cause.effects.len() > 1;
    for group in Cause::grouped(tried, alike) {
        // A group has at least the effect that it was made for.
        let Some(effect) = group.first() else {
            continue;
        };
        let actors: Vec<Actor> = group.iter().map(|effect| effect.actor.clone()).collect();
        let everybody =
            all && actors.len() == cause.effects.len() && cause.trigger != Trigger::Time;
        let many = actors.len() > 1;
        pieces.push(Piece::Then);
        if everybody {
            pieces.push(Piece::Word(texts.get("headline.all").to_owned()));
        } else {
            pieces.push(Piece::Badges(actors));
        }
        let verb = verb(cause, effect, model);
        let key = format!("headline.{verb}{}", if many { "_many" } else { "" });
        let item = match &effect.reaction {
            Reaction::Got(Some(item)) => item.clone(),
            _ => "".into(),
        };
        pieces.push(Piece::Word(texts.fill(&key, &[("item", &item)])));
        if let Reaction::Lost(Some(faster)) = effect.reaction
            && let Some(actor) = model.actor(faster)
        {
            pieces.push(Piece::Badges(vec![actor]));
        }
    }
}

/// The stem of the key for what became of somebody.
pub(super) fn verb(cause: &Cause, effect: &Effect, model: &Model) -> &'static str {
    let kind = cause
        .object
        .and_then(|object| model.object(object))
        .map(|object| object.kind);
    match (&effect.reaction, effect.wanted) {
        (Reaction::Woken, _) => "woken",
        (Reaction::Seeks(_), _) => "seeks",
        (Reaction::Lost(Some(_)), _) => "lost_to",
        (Reaction::Lost(None), _) => "lost",
        (Reaction::TimedOut, _) if kind == Some(ObjectKind::Timer) => "goes_off",
        (Reaction::TimedOut, _) => "timed_out",
        (Reaction::GaveUp, _) => "gave_up",
        (Reaction::Got(_), Some(Op::Acquire)) => "has",
        (Reaction::Got(Some(_)), Some(Op::Get | Op::Recv)) => "gets",
        (Reaction::Got(Some(_)), Some(Op::Put | Op::Send)) => "puts",
        (Reaction::Got(_), _) => "goes_on",
    }
}
