//! What the log tells together.

use super::super::told::records;
use super::*;

/// The entries of each row, by number of task; a cause's row begins with `!`.
fn rows(model: &Model) -> Vec<String> {
    let of = |row: &Row| {
        let tasks = model.log.entries_of(row).map(|entry| match entry.task() {
            Some(task) => task.0.to_string(),
            None => "-".to_owned(),
        });
        let mark = if row.cause.is_some() { "!" } else { "" };
        format!("{mark}{}", tasks.collect::<Vec<_>>().join(" "))
    };
    model.log.rows.iter().map(of).collect()
}

/// Tells lines all at one time.
fn at_once(model: &mut Model, lines: &str) {
    for mut record in records(lines).split_off(1) {
        record.time = model.time;
        model.apply(&record, record.time);
    }
}

fn started(names: &[&str]) -> Model {
    let mut model = model("");
    let threads: Vec<String> = threads(names).lines().map(str::to_owned).collect();
    let by = |line: &String| {
        let spawned = line.contains("spawn") && !line.contains("\"task\":0,");
        let parent = if spawned { ",\"parent\":0" } else { "" };
        format!("{line}{parent}\n")
    };
    at_once(&mut model, &threads.iter().map(by).collect::<String>());
    model
}

#[test]
fn threads_that_one_starts_one_after_the_other_are_one_row_and_so_are_those_who_wait_for_the_same()
{
    let mut model = started(&["main", "a", "b"]);
    assert_eq!(rows(&model), ["0", "1 2"]);
    at_once(
        &mut model,
        r#""ev":"new","object":0,"kind":"event","names":["light"]
        "ev":"want","task":1,"op":"wait","object":0
        "ev":"spawn","task":3,"name":"c","kind":"thread","parent":0
        "ev":"start","task":3
        "ev":"want","task":2,"op":"wait","object":0
        "ev":"want","task":3,"op":"wait","object":0"#,
    );
    assert_eq!(rows(&model), ["0", "1 2 3", "1 2 3"]);
    assert!(
        model.concerns(&model.log.rows[1], TaskId(0)),
        "it starts them"
    );
    assert!(!model.concerns(&model.log.rows[2], TaskId(0)));
}

#[test]
fn what_comes_of_a_cause_is_in_its_row_alone_and_nothing_is_told_before_it_that_came_later() {
    let mut model = started(&["main", "a", "b", "c"]);
    at_once(
        &mut model,
        r#""ev":"new","object":0,"kind":"event","names":["light"]
        "ev":"want","task":1,"op":"wait","object":0
        "ev":"want","task":2,"op":"wait","object":0
        "ev":"done","task":0,"op":"set","object":0,"flag":true,"woken":[1,2]
        "ev":"done","task":1,"op":"wait","object":0,"flag":true
        "ev":"done","task":0,"op":"clear","object":0
        "ev":"done","task":2,"op":"wait","object":0,"flag":true
        "ev":"want","task":3,"op":"wait","object":0"#,
    );
    assert_eq!(rows(&model), ["0", "1 2 3", "1 2", "!0", "!0", "3"]);
    let set = model
        .log
        .rows
        .iter()
        .find(|row| row.cause.is_some())
        .unwrap();
    assert!(model.concerns(set, TaskId(2)), "it was woken");
    assert!(!model.concerns(set, TaskId(3)));
}

#[test]
fn one_lock_taken_twice_is_told_twice() {
    let mut model = started(&["main", "a", "b"]);
    at_once(
        &mut model,
        r#""ev":"new","object":0,"kind":"lock","names":["A"]
        "ev":"done","task":1,"op":"acquire","object":0,"left":1
        "ev":"done","task":1,"op":"release","object":0,"left":0
        "ev":"done","task":2,"op":"acquire","object":0,"left":1
        "ev":"done","task":2,"op":"release","object":0,"left":0"#,
    );
    assert_eq!(rows(&model)[2..], ["1", "1", "2", "2"]);
}

#[test]
fn the_lock_that_a_wait_lets_go_is_not_told_and_what_a_notify_brings_about_is_in_its_row() {
    let mut model = started(&["main", "a", "b"]);
    at_once(
        &mut model,
        r#""ev":"new","object":0,"kind":"rlock"
        "ev":"new","object":1,"kind":"condition","names":["bell"],"lock":0
        "ev":"done","task":1,"op":"acquire","object":0,"left":1
        "ev":"want","task":1,"op":"wait","object":1
        "ev":"done","task":1,"op":"release","object":0,"left":0
        "ev":"done","task":0,"op":"acquire","object":0,"left":1
        "ev":"done","task":0,"op":"notify","object":1,"count":1,"woken":[1]
        "ev":"want","task":1,"op":"acquire","object":0"#,
    );
    assert_eq!(rows(&model)[2..], ["1 0", "1", "!0"]);
}

#[test]
fn a_statement_of_the_lecturer_s_that_is_one_operation_is_told_once() {
    let mut model = started(&["main"]);
    at_once(
        &mut model,
        r#""ev":"spawn","task":1,"name":"lecturer","kind":"lecturer"
        "ev":"new","object":0,"kind":"event","names":["light"]
        "ev":"note","task":1,"kind":"statement","text":"light.set()"
        "ev":"done","task":1,"op":"set","object":0,"flag":true
        "ev":"note","task":1,"kind":"statement","text":"light.set(); light.clear()"
        "ev":"done","task":1,"op":"set","object":0,"flag":true"#,
    );
    assert_eq!(rows(&model), ["0", "!1", "1", "!1"]);
}
