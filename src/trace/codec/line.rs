//! The JSON of a record, written by hand for the kinds that make up nearly all of a trace: what serde would write, at a
//! fraction of its price. A test holds them together.

use super::super::{Done, Event, Op, Record, Want};
use super::lines::Lines;

/// Appends a record's JSON.
///
/// # Errors
/// Those of serde, for the kinds that are left to it.
pub(super) fn write(lines: &mut Lines, record: &Record) -> serde_json::Result<()> {
    lines.reserve(0);
    match &record.event {
        Event::At { task, site } => {
            lines.put(b"{\"t\":");
            lines.put_time(record.time);
            lines.put(b",\"ev\":\"at\",\"task\":");
            lines.put_number(u64::from(task.0));
            lines.put(b",\"site\":");
            lines.put_number(u64::from(site.0));
        }
        Event::Want(want) => {
            lines.put(b"{\"t\":");
            lines.put_time(record.time);
            lines.put(b",\"ev\":\"want\",\"task\":");
            lines.put_number(u64::from(want.task.0));
            asked(lines, want);
        }
        Event::Done(done) => {
            lines.put(b"{\"t\":");
            lines.put_time(record.time);
            lines.put(b",\"ev\":\"done\",\"task\":");
            lines.put_number(u64::from(done.task.0));
            effect(lines, done);
        }
        Event::Out { task, text, err } => {
            lines.put(b"{\"t\":");
            lines.put_time(record.time);
            lines.put(b",\"ev\":\"out\",\"task\":");
            lines.put_number(u64::from(task.0));
            lines.put(b",\"text\":");
            lines.put_text(text);
            if *err {
                lines.put(b",\"err\":true");
            }
        }
        _ => {
            let json = serde_json::to_vec(record)?;
            lines.reserve(json.len());
            lines.put_bytes(&json);
            lines.put(b"\n");
            return Ok(());
        }
    }
    lines.put(b"}\n");
    Ok(())
}

fn asked(lines: &mut Lines, want: &Want) {
    operation(lines, want.op);
    id(lines, b",\"object\":", want.object.map(|object| object.0));
    id(lines, b",\"on\":", want.on.map(|task| task.0));
    if let Some(timeout) = want.timeout {
        lines.put(b",\"timeout\":");
        lines.put_number(timeout);
    }
    id(lines, b",\"site\":", want.site.map(|site| site.0));
    if let Some(prompt) = &want.text {
        lines.put(b",\"text\":");
        lines.put_text(prompt);
    }
}

fn effect(lines: &mut Lines, done: &Done) {
    operation(lines, done.op);
    id(lines, b",\"object\":", done.object.map(|object| object.0));
    id(lines, b",\"on\":", done.on.map(|task| task.0));
    number(lines, b",\"left\":", done.left);
    number(lines, b",\"unfinished\":", done.unfinished);
    match done.flag {
        Some(true) => lines.put(b",\"flag\":true"),
        Some(false) => lines.put(b",\"flag\":false"),
        None => {}
    }
    number(lines, b",\"count\":", done.count);
    if let Some(item) = &done.item {
        lines.put(b",\"item\":");
        lines.put_text(item);
    }
    if let [first, rest @ ..] = &done.woken[..] {
        lines.reserve(11 * done.woken.len());
        lines.put(b",\"woken\":[");
        lines.put_number(u64::from(first.0));
        for task in rest {
            lines.put(b",");
            lines.put_number(u64::from(task.0));
        }
        lines.put(b"]");
    }
    if let Some(name) = &done.name {
        lines.put(b",\"name\":");
        lines.put_text(name);
    }
}

fn operation(lines: &mut Lines, op: Op) {
    lines.put(b",\"op\":\"");
    lines.put_bytes(op.name().as_bytes());
    lines.put(b"\"");
}

#[inline]
fn id<const N: usize>(lines: &mut Lines, name: &[u8; N], value: Option<u32>) {
    if let Some(value) = value {
        lines.put(name);
        lines.put_number(u64::from(value));
    }
}

#[inline]
fn number<const N: usize>(lines: &mut Lines, name: &[u8; N], value: Option<i64>) {
    if let Some(value) = value {
        lines.put(name);
        if value < 0 {
            lines.put(b"-");
        }
        lines.put_number(value.unsigned_abs());
    }
}
