//! Models for tests, told in JSON Lines.

use std::fmt::Write as _;

use super::Model;
use crate::trace::{Reader, Record};

/// Time between two records.
pub(crate) const TICK: u64 = 250_000;

/// Records from JSON Lines without braces and time: a hello at 0, then one a tick.
pub(crate) fn records(lines: &str) -> Vec<Record> {
    let mut text = String::from(
        "{\"t\":0,\"ev\":\"hello\",\"version\":1,\"program\":\"p\",\"language\":\"python\",\"file\":\"p.py\",\"source\":\"\",\"seed\":1}\n",
    );
    for (index, line) in lines.trim().lines().enumerate() {
        let _ = writeln!(
            text,
            "{{\"t\":{},{}}}",
            (index as u64 + 1) * TICK,
            line.trim()
        );
    }
    Reader::new(text.as_bytes()).map(Result::unwrap).collect()
}

/// A model that these lines were told to.
pub(crate) fn model(lines: &str) -> Model {
    let mut model = Model::default();
    tell(&mut model, &records(lines));
    model
}

/// Tells records at the moment of their time.
pub(crate) fn tell(model: &mut Model, records: &[Record]) {
    for record in records {
        model.apply(record, record.time);
    }
}

/// Tells more lines to a model, one a tick from its last one.
pub(crate) fn more(model: &mut Model, lines: &str) {
    let from = model.time;
    for mut record in records(lines).split_off(1) {
        record.time += from;
        model.apply(&record, record.time);
    }
}

/// Lines that spawn and start the main thread and others.
pub(crate) fn threads(names: &[&str]) -> String {
    let spawn = |(id, name): (usize, &&str)| {
        let kind = if id == 0 { "main" } else { "thread" };
        format!(
            "\"ev\":\"spawn\",\"task\":{id},\"name\":\"{name}\",\"kind\":\"{kind}\"\n\"ev\":\"start\",\"task\":{id}\n"
        )
    };
    names.iter().enumerate().map(spawn).collect()
}
