//! A cause in as few letters as can be, to be read from the last row: `3 → 5 HAS IT`.

use crate::model::{Actor, Cause, Effect, Model, Reaction, Trigger};
use crate::trace::{Op, Text};

use super::Texts;
use super::headline::{Piece, reaches, verb};

/// Ways to say who woke whom, and what came of it, the most telling first. Empty where there is nothing of that to be said.
pub fn large(texts: &Texts, model: &Model, cause: &Cause) -> Vec<Vec<Piece>> {
    let word = |key: &str| Piece::Word(capitals(texts.get(key), ""));
    let woken: Vec<Actor> = cause
        .effects
        .iter()
        .map(|effect| effect.actor.clone())
        .collect();
    if woken.is_empty() {
        let calls = matches!(cause.trigger, Trigger::Operation(Op::Set | Op::Notify));
        return if calls {
            vec![vec![word("headline.nobody_waits")]]
        } else {
            Vec::new()
        };
    }
    let doer = cause.by.clone().map(Piece::Doer);
    let mut forms = Vec::new();
    let all = || Piece::Badges(woken.clone());
    if let Some(outcome) = outcome(texts, model, cause) {
        let start = doer
            .iter()
            .cloned()
            .chain(doer.is_some().then_some(Piece::Then));
        forms.push(start.chain([all()]).chain(outcome).collect());
    }
    let Some(doer) = doer else {
        forms.push(vec![all()]);
        forms.extend(fewer(&woken, |badges| badges));
        return forms;
    };
    forms.push(vec![doer.clone(), word(reaches(cause)), all()]);
    forms.push(vec![doer.clone(), Piece::Then, all()]);
    forms.extend(fewer(&woken, |badges| {
        [doer.clone(), Piece::Then]
            .into_iter()
            .chain(badges)
            .collect()
    }));
    forms
}

/// The first of many, ever fewer, and how many more there are.
fn fewer(
    woken: &[Actor],
    form: impl Fn(Vec<Piece>) -> Vec<Piece>,
) -> impl Iterator<Item = Vec<Piece>> {
    (1..woken.len()).rev().map(move |shown| {
        let more = Piece::Word(format!("+{}", woken.len() - shown));
        form(vec![Piece::Badges(woken[..shown].to_vec()), more])
    })
}

/// What became of all of them, if it is the same.
fn outcome(texts: &Texts, model: &Model, cause: &Cause) -> Option<Vec<Piece>> {
    let alike = |a: &Effect, b: &Effect| a.reaction == b.reaction;
    let groups = Cause::grouped(&cause.effects, alike);
    let [group] = groups.as_slice() else {
        return None;
    };
    let first = group.first().filter(|first| first.is_settled())?;
    if let Reaction::Lost(Some(faster)) = first.reaction {
        let faster = model.actor(faster)?;
        let loses = Piece::Word(capitals(texts.get("large.loses_to"), ""));
        return Some(vec![loses, Piece::Badges(vec![faster])]);
    }
    let words = texts.get_for(verb(cause, first, model), group.len() > 1);
    let item: Text = match &first.reaction {
        Reaction::Got(Some(item)) => item.clone(),
        _ => "".into(),
    };
    Some(vec![Piece::Word(capitals(words, &item))])
}

/// The words in capitals, and the item as the program has it.
fn capitals(words: &str, item: &str) -> String {
    let parts = words.split("{item}").map(str::to_uppercase);
    parts.collect::<Vec<_>>().join(item)
}
