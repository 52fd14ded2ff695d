//! Rows of the log: in a line, and unfolded.

use crate::model::{Actor, Effect, Model, Row, What};
use crate::trace::Micros;

use super::Texts;
use super::cause::became;
use super::entry::{log_entry, several, stands_alone};
use super::headline::{Piece, folded};

/// A line of a row that is unfolded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfolded {
    /// Program time.
    pub time: Micros,
    /// Whom it concerns.
    pub actor: Option<Actor>,
    /// The sentence, without a full stop.
    pub text: String,
}

/// A row folded into a line: `3 stalls.release() → 5 has it`, `M starts 1 2 3`, `1 2 3 wait for light to be set`.
pub fn log_row(texts: &Texts, model: &Model, row: &Row) -> Vec<Piece> {
    if let Some(cause) = row.cause.and_then(|cause| model.causes.get(cause)) {
        return folded(texts, model, cause);
    }
    let mut entries = model.log.entries_of(row);
    let Some(first) = entries.next() else {
        return Vec::new();
    };
    let last = entries.next_back();
    let actors = || -> Vec<Actor> {
        let entries = model.log.entries_of(row);
        entries.filter_map(|entry| entry.actor.clone()).collect()
    };
    match (&first.what, last) {
        (What::Started { by: Some(by) }, _) => vec![
            Piece::Doer(by.clone()),
            Piece::Word(texts.get("log.starts").to_owned()),
            Piece::Badges(actors()),
        ],
        (_, Some(last)) => vec![
            Piece::Badges(actors()),
            Piece::Word(several(texts, model, last)),
        ],
        (what, None) => {
            let sentence = Piece::Word(log_entry(texts, model, first));
            if first.actor.is_none() || stands_alone(what) {
                vec![sentence]
            } else {
                vec![Piece::Badges(actors()), sentence]
            }
        }
    }
}

/// Whether a row has more to tell than its line does.
pub fn unfolds(model: &Model, row: &Row) -> bool {
    let cause = row.cause.and_then(|cause| model.causes.get(cause));
    row.entries.len() > 1 || cause.is_some_and(|cause| !cause.effects.is_empty())
}

/// What a row tells one by one, in the order in which it happened.
pub fn log_lines(texts: &Texts, model: &Model, row: &Row) -> Vec<Unfolded> {
    if let Some(cause) = row.cause.and_then(|cause| model.causes.get(cause)) {
        let mut effects: Vec<&Effect> = cause.effects.iter().collect();
        effects.sort_by_key(|effect| effect.time);
        let line = |effect: &Effect| Unfolded {
            time: effect.time,
            actor: Some(effect.actor.clone()),
            text: became(texts, model, cause, effect),
        };
        return effects.into_iter().map(line).collect();
    }
    if row.entries.len() < 2 {
        return Vec::new();
    }
    let entries = model.log.entries_of(row);
    entries
        .map(|entry| Unfolded {
            time: entry.time,
            actor: entry.actor.clone(),
            text: log_entry(texts, model, entry),
        })
        .collect()
}
