//! Traces are written and read back; what is odd is skipped or named.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::trace::*;

fn read(text: &[u8]) -> (Vec<Record>, Option<String>) {
    let mut records = Vec::new();
    for record in Reader::new(text) {
        match record {
            Ok(record) => records.push(record),
            Err(error) => return (records, Some(error.to_string())),
        }
    }
    (records, None)
}

fn written(records: &[Record]) -> Vec<u8> {
    let mut lines = Lines::default();
    for record in records {
        lines.write(record);
    }
    lines.page().text().to_vec()
}

const START: &str = "{\"t\":1,\"ev\":\"start\",\"task\":0}\n";

#[test]
fn a_record_is_one_flat_line() {
    let record = Record {
        time: 1,
        event: Event::Start { task: TaskId(0) },
    };
    assert_eq!(String::from_utf8(written(&[record])).unwrap(), START);
}

#[test]
fn times_are_told_right_however_they_follow_each_other() {
    let times = [
        0,
        0,
        1,
        9,
        10,
        10,
        8,
        99,
        100,
        199,
        200,
        1_999,
        2_000,
        u64::MAX,
        0,
    ];
    let times = times.into_iter().chain(5..215);
    let records: Vec<Record> = times
        .map(|time| Record {
            time,
            event: Event::At {
                task: TaskId(0),
                site: SiteId(12),
            },
        })
        .collect();
    let serde: Vec<String> = records
        .iter()
        .map(|record| serde_json::to_string(record).unwrap() + "\n")
        .collect();
    assert_eq!(
        String::from_utf8(written(&records)).unwrap(),
        serde.concat()
    );
}

#[test]
fn unknown_fields_and_kinds_are_skipped() {
    let text = format!(
        "{{\"t\":1,\"ev\":\"start\",\"task\":0,\"mood\":[1,{{}}]}}\n\n{{\"t\":2,\"ev\":\"teleport\",\"to\":9}}\n\
         {{\"t\":2,\"ev\":\"done\",\"task\":0,\"op\":\"levitate\"}}\n\
         {{\"t\":2,\"ev\":\"new\",\"object\":0,\"kind\":\"latch\"}}\n\
         {{\"t\":2,\"ev\":\"end\",\"task\":0,\"how\":{{\"evaporated\":1}}}}\n{START}"
    );
    let mut reader = Reader::new(text.as_bytes());
    assert_eq!(reader.by_ref().filter_map(Result::ok).count(), 2);
    assert_eq!(reader.skipped(), 4);
    assert!(!reader.was_cut());
}

#[test]
fn a_cut_last_line_ends_the_trace() {
    let whole =
        format!("{START}{{\"t\":2,\"ev\":\"out\",\"task\":0,\"text\":\"包子\"}}\n").into_bytes();
    for end in START.len()..whole.len() {
        let (records, error) = read(&whole[..end]);
        assert_eq!(error, None, "cut at {end}");
        assert_eq!(records.len(), if end == whole.len() - 1 { 2 } else { 1 });
    }
    let mut reader = Reader::new(&whole[..START.len() + 5]);
    assert_eq!(reader.by_ref().count(), 1);
    assert!(reader.was_cut());
}

#[test]
fn anything_else_that_is_wrong_is_named_with_its_line() {
    let wrong = |line: &str| {
        read(format!("{START}{line}\n{START}").as_bytes())
            .1
            .unwrap()
    };
    assert_eq!(wrong("nonsense"), "line 2: expected ident");
    assert_eq!(wrong("[1]"), "line 2: a record is a JSON object");
    assert_eq!(wrong("{\"t\":2}"), "line 2: the field `ev` is missing");
    assert_eq!(
        wrong("{\"t\":2,\"ev\":3}"),
        "line 2: the field `ev` is a text"
    );
    assert_eq!(
        wrong("{\"t\":2,\"ev\":\"start\"}"),
        "line 2: missing field `task`"
    );
    assert_eq!(
        wrong("{\"ev\":\"start\",\"task\":1}"),
        "line 2: missing field `t`"
    );
    assert!(
        wrong("{\"t\":-1,\"ev\":\"start\",\"task\":1}")
            .starts_with("line 2: invalid value: integer `-1`")
    );
    assert!(
        wrong("{\"t\":1,\"ev\":\"start\",\"task\":\"a\"}")
            .starts_with("line 2: invalid type: string \"a\"")
    );
    let newer = wrong(
        "{\"t\":0,\"ev\":\"hello\",\"version\":9,\"program\":\"\",\"language\":\"\",\"file\":\"\",\"source\":\"\",\"seed\":0}",
    );
    assert_eq!(
        newer,
        "line 2: the trace is in version 9 of the format, this program reads up to version 1"
    );
    let (records, error) = read(&[START.as_bytes(), b"\xff\xfe\n"].concat());
    assert_eq!((records.len(), error.is_some()), (1, true));
    let deep = "[".repeat(100_000);
    assert_eq!(wrong(&deep), "line 2: recursion limit exceeded");
}

#[test]
fn an_endless_line_is_refused() {
    let endless = std::io::BufReader::new(std::io::repeat(b'x'));
    let error = Reader::new(endless).next().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "line 1: the line is too long");
}

fn text() -> impl Strategy<Value = Text> {
    prop_oneof![
        Just(""),
        Just("Thread-1"),
        Just("包子\n"),
        Just("\u{1b}[31m红灯亮\u{1b}[0m"),
        Just("\"\\\u{0}\u{2028}")
    ]
    .prop_map(Text::from)
}

fn words() -> impl Strategy<Value = Words> {
    (text(), prop::option::of(text())).prop_map(|(en, zh)| Words { en, zh })
}

fn op() -> impl Strategy<Value = Op> {
    use Op::*;
    prop::sample::select(vec![
        Acquire, Release, Set, Clear, Wait, Notify, Put, Get, TaskDone, Join, Query, Start, Sleep,
        Input, Read, Write, Abort, Reset, Send, Recv, Close, Cancel,
    ])
}

fn task() -> impl Strategy<Value = TaskId> {
    any::<u32>().prop_map(TaskId)
}

fn object() -> impl Strategy<Value = Option<ObjectId>> {
    prop::option::of(any::<u32>().prop_map(ObjectId))
}

fn hello() -> impl Strategy<Value = Event> {
    let key = (text(), words(), text()).prop_map(|(key, label, run)| SceneKey { key, label, run });
    let dress = prop::collection::btree_map(text(), text(), 0..3);
    let scene = (
        text(),
        words(),
        dress,
        prop::collection::vec(key, 0..3),
        text(),
    );
    let scene = scene.prop_map(|(name, words, dress, keys, outcome)| SceneWords {
        variant: name.clone(),
        title: words.clone(),
        look: words.clone(),
        question: words.clone(),
        answer: words.clone(),
        picture: name.clone(),
        labels: BTreeMap::from([(name.clone(), words)]),
        name,
        outcome,
        dress,
        keys,
    });
    (text(), any::<u64>(), any::<bool>(), prop::option::of(scene)).prop_map(
        |(source, seed, schedule, scene)| {
            Event::Hello(Box::new(Hello {
                version: VERSION,
                program: source.clone(),
                language: "python".into(),
                file: source.clone(),
                files: vec![SourceFile {
                    file: source.clone(),
                    source: source.clone(),
                }],
                source,
                seed,
                seeded_schedule: schedule,
                scene: scene.map(Box::new),
            }))
        },
    )
}

fn done() -> impl Strategy<Value = Event> {
    let numbers = (
        any::<Option<i64>>(),
        any::<Option<i64>>(),
        any::<Option<bool>>(),
        any::<Option<i64>>(),
    );
    let words = (
        prop::option::of(text()),
        prop::collection::vec(task(), 0..4),
        prop::collection::vec(task(), 0..3),
        prop::option::of(text()),
    );
    (
        task(),
        op(),
        object(),
        prop::option::of(task()),
        numbers,
        words,
    )
        .prop_map(
            |(
                task,
                op,
                object,
                on,
                (left, unfinished, flag, count),
                (item, woken, spent, name),
            )| {
                Event::Done(Done {
                    task,
                    op,
                    object,
                    on,
                    left,
                    unfinished,
                    flag,
                    count,
                    item,
                    woken,
                    spent,
                    name,
                })
            },
        )
}

fn event() -> impl Strategy<Value = Event> {
    use FailReason::*;
    let site = any::<u32>().prop_map(SiteId);
    let ending = prop_oneof![
        Just(Ending::Returned),
        Just(Ending::Killed),
        text().prop_map(Ending::Raised)
    ];
    let kind = prop::sample::select(vec![
        TaskKind::Main,
        TaskKind::Thread,
        TaskKind::Process,
        TaskKind::Timer,
        TaskKind::Coroutine,
        TaskKind::Lecturer,
    ]);
    let object_kind = prop::sample::select(vec![
        ObjectKind::Lock,
        ObjectKind::RLock,
        ObjectKind::Semaphore,
        ObjectKind::Event,
        ObjectKind::Condition,
        ObjectKind::Barrier,
        ObjectKind::Queue,
        ObjectKind::RwLock,
        ObjectKind::Timer,
        ObjectKind::Pool,
        ObjectKind::Future,
        ObjectKind::Pipe,
        ObjectKind::Variable,
    ]);
    let order = prop::option::of(prop::sample::select(vec![
        QueueOrder::Fifo,
        QueueOrder::Lifo,
        QueueOrder::Priority,
    ]));
    let policy = prop::option::of(prop::sample::select(vec![
        Policy::Readers,
        Policy::Writers,
        Policy::Fair,
    ]));
    let why = prop::sample::select(vec![Timeout, Busy, Empty, Full, Exception, Abandoned]);
    let note = prop::sample::select(vec![
        NoteKind::Exception,
        NoteKind::Limit,
        NoteKind::Statement,
        NoteKind::Remark,
    ]);
    let some = || prop::option::of(any::<i64>());
    prop_oneof![
        hello(),
        (site.clone(), text(), any::<u32>(), text()).prop_map(|(site, file, line, function)| {
            Event::Site(Site {
                site,
                file,
                line,
                function,
            })
        }),
        (
            task(),
            prop::option::of(task()),
            text(),
            text(),
            kind,
            any::<bool>()
        )
            .prop_map(
                |(task, parent, name, function, kind, daemon)| Event::Spawn(Spawn {
                    task,
                    parent,
                    name,
                    function,
                    kind,
                    daemon
                })
            ),
        task().prop_map(|task| Event::Start { task }),
        (task(), ending).prop_map(|(task, how)| Event::End { task, how }),
        (
            object(),
            object_kind,
            (
                prop::option::of(text()),
                prop::collection::vec(text(), 0..3)
            ),
            (some(), some(), some(), some()),
            order,
            (object(), object()),
            policy,
            prop::option::of(text())
        )
            .prop_map(
                |(object, kind, (class, names), numbers, order, (lock, of), policy, call)| {
                    let (permits, bound, capacity, parties) = numbers;
                    let object = object.unwrap_or(ObjectId(0));
                    Event::New(New {
                        object,
                        kind,
                        class,
                        names,
                        permits,
                        bound,
                        capacity,
                        order,
                        parties,
                        lock,
                        of,
                        policy,
                        call,
                    })
                }
            ),
        (task(), site.clone()).prop_map(|(task, site)| Event::At { task, site }),
        (
            task(),
            op(),
            object(),
            prop::option::of(task()),
            any::<Option<u64>>(),
            prop::option::of(site),
            prop::option::of(text())
        )
            .prop_map(|(task, op, object, on, timeout, site, text)| {
                Event::Want(Want {
                    task,
                    op,
                    object,
                    on,
                    timeout,
                    site,
                    text,
                })
            }),
        done(),
        (
            task(),
            op(),
            object(),
            prop::option::of(task()),
            why,
            prop::option::of(text()),
            prop::collection::vec(task(), 0..3)
        )
            .prop_map(
                |(task, op, object, on, why, text, woken)| Event::Fail(Fail {
                    task,
                    op,
                    object,
                    on,
                    why,
                    text,
                    woken
                })
            ),
        (task(), text(), any::<bool>()).prop_map(|(task, text, err)| Event::Out {
            task,
            text,
            err
        }),
        (prop::option::of(task()), note, text()).prop_map(|(task, kind, text)| Event::Note {
            task,
            kind,
            text
        }),
        Just(Event::Idle),
        stand(),
        (any::<u64>(), text()).prop_map(|(lost, why)| Event::Gap { lost, why }),
    ]
}

fn stand() -> impl Strategy<Value = Event> {
    let taken = || {
        let site = prop::option::of((0..9u32).prop_map(SiteId));
        (task(), site).prop_map(|(task, site)| Taken { task, site })
    };
    let usage = prop_oneof![Just(Usage::Fresh), Just(Usage::Lock), Just(Usage::Signal)];
    let tasks = || prop::collection::vec(task(), 0..3);
    (
        (object(), any::<i64>(), any::<i64>(), any::<u64>()),
        (tasks(), tasks(), prop::collection::vec(taken(), 0..3)),
        (prop::option::of(taken()), any::<bool>(), usage),
    )
        .prop_map(
            |((object, left, unfinished, arrived), (gave, took, open), rest)| {
                let (put, signals, usage) = rest;
                Event::Stand(Box::new(Stand {
                    object: object.unwrap_or(ObjectId(0)),
                    left,
                    unfinished,
                    arrived,
                    gave,
                    took,
                    open,
                    put,
                    signals,
                    usage,
                }))
            },
        )
}

fn record() -> impl Strategy<Value = Record> {
    (any::<u64>(), event()).prop_map(|(time, event)| Record { time, event })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn what_is_written_is_read(records in prop::collection::vec(record(), 0..12)) {
        let bytes = written(&records);
        prop_assert_eq!(bytes.split(|byte| *byte == b'\n').count() - 1, records.len());
        let (read, error) = read(&bytes);
        prop_assert_eq!(error, None);
        prop_assert_eq!(&read, &records);
        prop_assert_eq!(written(&read), bytes);
    }

    #[test]
    fn what_is_written_by_hand_is_what_serde_writes(record in record()) {
        let serde = serde_json::to_string(&record).unwrap() + "\n";
        prop_assert_eq!(String::from_utf8(written(&[record])).unwrap(), serde);
    }

    #[test]
    fn a_trace_cut_anywhere_is_a_prefix(records in prop::collection::vec(record(), 1..6), at in any::<prop::sample::Index>()) {
        let bytes = written(&records);
        let (read, error) = read(&bytes[..at.index(bytes.len())]);
        prop_assert_eq!(error, None);
        prop_assert_eq!(&read[..], &records[..read.len()]);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }
}

/// The kind words that the document has in backticks are the ones that the types know, and the other way round.
#[test]
fn the_document_names_every_record_and_field() {
    let document = include_str!("../../../docs/trace-format.md");
    let events: Vec<&str> = document
        .lines()
        .filter_map(|line| line.strip_prefix("### `"))
        .filter_map(|line| line.strip_suffix('`'))
        .collect();
    for event in &events {
        let line = format!("{{\"t\":0,\"ev\":\"{event}\"}}");
        let error = serde_json::from_str::<Record>(&line)
            .err()
            .map(|error| error.to_string());
        assert!(
            !error.is_some_and(|error| error.contains("unknown variant")),
            "{event} is in the document only"
        );
    }
    let unknown = serde_json::from_str::<Record>("{\"t\":0,\"ev\":\"?\"}")
        .unwrap_err()
        .to_string();
    let known: Vec<&str> = unknown.split('`').skip(3).step_by(2).collect();
    assert_eq!(known.len(), 15);
    for event in known {
        assert!(events.contains(&event), "{event} is not in the document");
    }
}

#[test]
fn the_document_names_every_field_of_every_record() {
    let document = include_str!("../../../docs/trace-format.md");
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..2_000 {
        let record = record().new_tree(&mut runner).unwrap().current();
        let value = serde_json::to_value(&record).unwrap();
        let event = value["ev"].as_str().unwrap();
        let section = document
            .split(&format!("### `{event}`\n"))
            .nth(1)
            .unwrap_or_default();
        let section = section.split("\n### ").next().unwrap_or_default();
        for (field, value) in value.as_object().unwrap() {
            let named = ["t", "ev"].contains(&&**field) || section.contains(&format!("`{field}`"));
            assert!(named, "{event}.{field} is not in the document");
            let kind = ["op", "kind", "why", "order"].contains(&&**field) && (event != "gap");
            if let Some(word) = value.as_str().filter(|_| kind) {
                assert!(
                    document.contains(&format!("`{word}`")),
                    "{event}.{field}: {word} is not in the document"
                );
            }
        }
    }
}

#[test]
fn the_document_s_example_can_be_read() {
    let document = include_str!("../../../docs/trace-format.md");
    let example = document
        .split("```json\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .unwrap();
    let (records, error) = read(example.as_bytes());
    assert_eq!(error, None);
    assert_eq!(records.len(), 10);
}
