//! A cause as one plain sentence, for those who listen instead of looking.

use crate::model::{Cause, Effect, Model, Reaction, Trigger};
use crate::trace::{ObjectKind, Op, TaskId, Text};

use super::Texts;
use super::headline::written;
use super::names::list;
use super::operation::Operation;
use super::sentence::label;

/// How many names a sentence lists.
const MOST_NAMES: usize = 6;

/// A cause and what came of it, without a full stop: `visitor 3 releases toilet and wakes visitor 5, who takes a
/// permit`.
pub fn cause(texts: &Texts, model: &Model, cause: &Cause) -> String {
    let said = Said::of(texts, model, cause);
    match cause.trigger {
        Trigger::Time => said.time(),
        _ => said.operation(),
    }
}

/// What became of one of those whom a cause reached, as a sentence without a full stop.
pub(super) fn became(texts: &Texts, model: &Model, cause: &Cause, effect: &Effect) -> String {
    Said::of(texts, model, cause).one_of(&[effect])
}

struct Said<'a> {
    texts: &'a Texts,
    model: &'a Model,
    cause: &'a Cause,
    object: Text,
    kind: Option<ObjectKind>,
}

impl<'a> Said<'a> {
    fn of(texts: &'a Texts, model: &'a Model, cause: &'a Cause) -> Self {
        let object: Text = match cause.object {
            Some(object) => label(texts, model, object),
            None => "".into(),
        };
        let kind = cause.object.and_then(|object| model.object(object));
        Self {
            texts,
            model,
            cause,
            object,
            kind: kind.map(|object| object.kind),
        }
    }

    fn fill(&self, key: &str, more: &[(&str, &str)]) -> String {
        let count = self.cause.count.unwrap_or(1).to_string();
        let mut fields = vec![
            ("object", &*self.object),
            ("count", &count),
            ("item", self.cause.item.as_deref().unwrap_or("")),
        ];
        fields.splice(0..0, more.iter().copied());
        self.texts.fill(key, &fields)
    }

    /// Who waited with a timeout gives up.
    fn time(&self) -> String {
        let names = self.names(&self.cause.effects.iter().collect::<Vec<_>>());
        let many = self.cause.effects.len() > 1;
        let of_object = [("object", &*self.object)];
        let (key, does) = match self.kind {
            Some(ObjectKind::Timer) => ("cause.time_timer", String::new()),
            Some(_) => (
                "cause.time",
                self.texts.fill_for("fail.timeout", many, &of_object),
            ),
            None => ("cause.time_bare", String::new()),
        };
        let fields = [("names", &*names), ("does", &does), of_object[0]];
        self.texts.fill_for(key, many, &fields)
    }

    fn operation(&self) -> String {
        let mut text = self.act();
        if let Some(by) = &self.cause.by {
            text = self.fill("log.subject", &[("task", &by.name), ("does", &text)]);
        }
        let effects: Vec<&Effect> = self.cause.effects.iter().collect();
        if effects.is_empty() {
            if matches!(self.cause.trigger, Trigger::Operation(Op::Set | Op::Notify)) {
                text.push_str(self.texts.get("cause.nobody"));
            }
            return text;
        }
        let reaches = match self.cause.trigger {
            Trigger::Overwrites => "cause.overwrites",
            _ => "cause.wakes",
        };
        text.push_str(&self.fill(reaches, &[("names", &self.names(&effects))]));
        let groups = Cause::grouped(effects, |a, b| a.reaction == b.reaction);
        if let [group] = &*groups {
            text.push_str(&self.only(group));
            return text;
        }
        for (index, group) in groups.iter().enumerate() {
            let key = if index == 0 {
                "cause.first"
            } else {
                "phrase.semicolon"
            };
            text.push_str(self.texts.get(key));
            text.push_str(&self.one_of(group));
        }
        text
    }

    /// What is done, without who.
    fn act(&self) -> String {
        let op = match self.cause.trigger {
            Trigger::Operation(op) => op,
            Trigger::Breaks => return self.fill("did.abort", &[]),
            Trigger::BreaksLate => return self.fill("cause.breaks_late", &[]),
            Trigger::Overwrites => return self.fill("cause.writes", &written(self.cause)),
            Trigger::Leaves => return self.fill("did.leave", &[]),
            Trigger::End | Trigger::Time => return self.texts.get("log.ended").to_owned(),
        };
        let how = Operation {
            at: self
                .cause
                .object
                .and_then(|object| self.model.object(object)),
            item: self.cause.item.as_deref(),
            count: self.cause.count,
            ..Operation::default()
        };
        let key = how.key(op);
        self.fill(key, &[("op", op.name())])
    }

    /// What became of all of them, where it is the same for all.
    fn only(&self, group: &[&Effect]) -> String {
        let Some(first) = group.first() else {
            return String::new();
        };
        if first.reaction == Reaction::Woken {
            return String::new();
        }
        let many = group.len() > 1;
        let does = self.reaction(first, many);
        self.texts.fill_for("cause.who", many, &[("does", &does)])
    }

    /// What became of some of them.
    fn one_of(&self, group: &[&Effect]) -> String {
        let Some(first) = group.first() else {
            return String::new();
        };
        let names = self.names(group);
        let does = self.reaction(first, group.len() > 1);
        self.fill("log.subject", &[("task", &names), ("does", &does)])
    }

    fn reaction(&self, effect: &Effect, many: bool) -> String {
        let operation = match self.cause.trigger {
            Trigger::Operation(op) => Some(op),
            _ => None,
        };
        let got = match (operation, self.kind) {
            (Some(Op::Release), Some(ObjectKind::Semaphore)) => "cause.got_permit",
            (
                Some(Op::Release),
                Some(ObjectKind::Lock | ObjectKind::RLock | ObjectKind::RwLock),
            ) => "cause.got_lock",
            _ => "cause.goes_on",
        };
        let key = match &effect.reaction {
            Reaction::Woken => "cause.awake",
            Reaction::Overwritten(_) => "cause.overwritten",
            Reaction::Seeks(_) => "cause.seeks",
            Reaction::Got(Some(item)) if self.kind == Some(ObjectKind::Pool) => {
                let how = Operation {
                    at: self
                        .cause
                        .object
                        .and_then(|object| self.model.object(object)),
                    item: Some(item),
                    ..Operation::default()
                };
                how.key(Op::Get)
            }
            Reaction::Got(Some(_)) if operation == Some(Op::Put) => "cause.got_item",
            Reaction::Got(_) => got,
            Reaction::Lost(Some(_)) => "cause.lost_to",
            Reaction::Lost(None) => "cause.lost",
            Reaction::TimedOut | Reaction::GaveUp => "cause.gives_up",
        };
        let item = match &effect.reaction {
            Reaction::Got(Some(item)) | Reaction::Overwritten(item) => item.clone(),
            _ => "".into(),
        };
        let owner = match &effect.reaction {
            Reaction::Lost(Some(faster)) => self.name(*faster),
            _ => "".into(),
        };
        let fields = [
            ("item", &*item),
            ("object", &*self.object),
            ("owner", &owner),
        ];
        self.texts.fill_for(key, many, &fields)
    }

    fn name(&self, task: TaskId) -> Text {
        self.model.name(task)
    }

    fn names(&self, effects: &[&Effect]) -> String {
        let names: Vec<&str> = effects.iter().map(|effect| &*effect.actor.name).collect();
        list(self.texts, &names, MOST_NAMES)
    }
}
