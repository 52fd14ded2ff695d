//! What the built-in values do and say is what python3 does and says: expressions of `tests/library`, all operators on all
//! kinds of operands, and the programs of `tests/python`, run here and there.

mod common;

use std::fmt::Write;
use std::fs;
use std::process::Command;

use common::{Ran, finish, has, run};

/// The first version whose messages are those that are imitated here, and the one after the last.
const MESSAGES: std::ops::Range<u32> = 11..14;

const HEAD: &str = "\
import collections, copy, functools, heapq, itertools, json, math, operator, os, random, statistics, string, sys, time

def show(number, value):
    print(number, repr(value))

def fail(number, error):
    print(number, type(error).__name__ + ':', error)

";

fn program(expressions: &[String]) -> String {
    let mut text = HEAD.to_owned();
    for (number, expression) in expressions.iter().enumerate() {
        write!(
            text,
            "try:\n    show({number}, ({expression}))\nexcept Exception as error:\n    fail({number}, error)\n"
        )
        .unwrap();
    }
    text
}

fn minor_version() -> Option<u32> {
    if !has("python3") {
        return None;
    }
    let mut ask = Command::new("python3");
    ask.args(["-c", "import sys; print(sys.version_info[1])"]);
    finish(ask, "").out.trim().parse().ok()
}

fn python3(path: &str) -> Ran {
    let mut command = Command::new("python3");
    command.args(["-W", "ignore", path]);
    finish(command, "")
}

/// The lines of both, without the messages of errors if they are not to be compared.
fn lines(ran: &Ran, messages: bool) -> Vec<String> {
    let keep = |line: &str| match line.split_once("Error: ") {
        Some((head, _)) if !messages => format!("{head}Error"),
        _ => line.replace(" arg is an empty sequence", " iterable argument is empty"),
    };
    ran.out.lines().map(keep).collect()
}

fn compare(name: &str, expressions: &[String]) {
    let Some(minor) = minor_version() else {
        println!("skipped: there is no python3");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{name}.py"));
    fs::write(&path, program(expressions)).unwrap();
    let path = path.to_str().unwrap();
    let (here, there) = (run(&[path, "--headless"]), python3(path));
    let messages = MESSAGES.contains(&minor);
    let (ours, theirs) = (lines(&here, messages), lines(&there, messages));
    let mut wrong = String::new();
    for (number, expression) in expressions.iter().enumerate() {
        let (our, their) = (ours.get(number), theirs.get(number));
        if our != their {
            writeln!(
                wrong,
                "{expression}\n    here:    {our:?}\n    python3: {their:?}"
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}{}{}", here.err, there.err);
    assert_eq!(ours.len(), theirs.len());
}

#[test]
fn expressions_come_to_what_python3_says() {
    let text = fs::read_to_string("tests/library/expressions.txt").unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    compare("expressions", &lines.map(str::to_owned).collect::<Vec<_>>());
}

#[test]
fn all_operators_do_to_all_operands_what_python3_does() {
    let operands = [
        "0",
        "1",
        "-3",
        "True",
        "2 ** 65",
        "-2 ** 65",
        "0.5",
        "-2.0",
        "1e300",
        "'ab'",
        "''",
        "b'x'",
        "(1, 2)",
        "[1]",
        "[]",
        "{'a': 1}",
        "{1, 2}",
        "None",
        "range(3)",
        "float('inf')",
    ];
    let operators = [
        "+", "-", "*", "/", "//", "%", "&", "|", "^", "==", "!=", "<", ">=", "in", "is not", "and",
        "or",
    ];
    let mut expressions = Vec::new();
    for left in operands {
        for right in operands {
            for operator in operators {
                expressions.push(format!("({left}) {operator} ({right})"));
            }
        }
        for times in ["0", "1", "2", "-1", "0.5"] {
            expressions.push(format!("({left}) ** ({times})"));
            expressions.push(format!("({left}) << ({times})"));
            expressions.push(format!("({left}) >> ({times})"));
            expressions.push(format!("({left})[{times}]"));
        }
        for call in [
            "int",
            "float",
            "str",
            "bool",
            "list",
            "tuple",
            "set",
            "dict",
            "len",
            "abs",
            "round",
            "sum",
            "min",
            "max",
            "sorted",
            "repr",
            "hex",
            "chr",
            "ord",
            "hash",
            "iter",
            "next",
            "any",
            "all",
            "enumerate",
            "reversed",
            "callable",
            "bytes",
            "range",
            "'%s'.__mod__",
            "'%d'.__mod__",
            "'%5.1f'.__mod__",
            "'{:>5}'.format",
            "'{:.2f}'.format",
        ] {
            let call = match call.strip_suffix(".__mod__") {
                Some(text) => format!("{text} % (({left}),)"),
                None => format!("{call}({left})"),
            };
            let plain = matches!(
                call.split('(').next(),
                Some("iter" | "enumerate" | "reversed" | "hash")
            );
            expressions.push(if plain {
                format!("bool(str({call}))")
            } else {
                call
            });
        }
        for unary in ["-", "+", "~", "not "] {
            expressions.push(format!("{unary}({left})"));
        }
    }
    let outside = |expression: &str| {
        // Complex numbers; ranges beyond 64 bits; formatting of bytes; an order that python3 draws anew each time; which of
        // two equal constants are one object.
        (expression.contains('-') && expression.contains("** (0.5)"))
            || (expression.starts_with("range(") && expression.contains("65"))
            || expression.starts_with("(b'x') % ")
            || expression == "set('ab')"
            || expression == "((1, 2)) is not ((1, 2))"
            || expression == "(float('inf')) is not (float('inf'))"
    };
    expressions.retain(|expression| !outside(expression));
    compare("operators", &expressions);
}

#[test]
fn numbers_are_formatted_as_python3_does() {
    let mut expressions = Vec::new();
    for value in [
        "0",
        "7",
        "-42",
        "1234567",
        "0.0",
        "-0.5",
        "3.14159",
        "123456.789",
        "1e-7",
        "1e22",
        "2.5",
        "99999.5",
    ] {
        for spec in [
            "", "d", "5", "05", "<8", "^9", "+", ",", "_", ".0f", ".1f", ".3f", "8.2f", "08.2f",
            "+.2e", "e", "g", ".3g", "G", "%", ".1%", ",.2f", "n", "x", "#x", "b", "o", "c", "s",
            ".2", ".5", "*^12.2f", " ", "-", "010,", "#.3g", "E",
        ] {
            expressions.push(format!("format({value}, {spec:?})"));
        }
        for spec in [
            "d", "5d", "-5d", "05d", "+d", "i", "x", "X", "#o", "f", ".0f", ".2f", "10.3f",
            "-10.1f", "010.2f", "e", "g", ".3g", "s", "r", "5s", "c",
        ] {
            expressions.push(format!("'%{spec}' % {value}"));
        }
    }
    compare("formats", &expressions);
}

#[test]
fn programs_print_what_they_print_under_python3() {
    if !minor_version().is_some_and(|minor| MESSAGES.contains(&minor)) {
        println!("skipped: there is no python3 of the versions that are imitated");
        return;
    }
    let mut programs: Vec<_> = fs::read_dir("tests/library")
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    programs.sort();
    assert!(!programs.is_empty());
    for path in programs {
        let path = path.to_str().unwrap();
        let (here, there) = (run(&[path, "--headless"]), python3(path));
        for (number, (our, their)) in here.out.lines().zip(there.out.lines()).enumerate() {
            assert_eq!(
                our,
                their,
                "{path}, line {} of the output\n{}",
                number + 1,
                here.err
            );
        }
        assert_eq!(here.out, there.out, "{path}\n{}", here.err);
        assert_eq!(here.status, there.status, "{path}\n{}", here.err);
    }
}

#[test]
fn modules_of_the_library_do_and_say_what_python3s_do() {
    if !has("python3.13") {
        println!("skipped: there is no python3.13");
        return;
    }
    let mut seen = 0;
    let folder = fs::canonicalize("tests/library/modules").unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let path = path.to_str().unwrap();
        let mut command = Command::new("python3.13");
        command.args(["-W", "default", path]);
        let (here, there) = (run(&[path, "--headless"]), finish(command, ""));
        assert_eq!(here.out, there.out, "{path}\n{}", here.err);
        assert_eq!(here.err, there.err, "{path}");
        seen += 1;
    }
    assert!(seen > 0);
}
