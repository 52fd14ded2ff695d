//! Makes failing programs smaller, as long as they fail.

use crate::program::{Expr, Form, Program, Stmt, Thread};

/// Candidates that are tried together.
const TOGETHER: usize = 8;

/// The smallest program that still fails, going down step by step from one that does. `first` says which of several candidates
/// is the first to fail.
pub fn shrink(
    mut program: Program,
    mut first: impl FnMut(&[Program]) -> Option<usize>,
    tries: usize,
) -> Program {
    let mut left = tries;
    'smaller: loop {
        for candidates in smaller(&program).chunks(TOGETHER) {
            if left < candidates.len() {
                return program;
            }
            left -= candidates.len();
            if let Some(fails) = first(candidates) {
                program = candidates[fails].clone();
                continue 'smaller;
            }
        }
        return program;
    }
}

/// Programs that are a little smaller, the boldest first.
pub fn smaller(program: &Program) -> Vec<Program> {
    let mut found = Vec::new();
    let mut add = |change: &dyn Fn(&mut Program)| {
        let mut copy = program.clone();
        change(&mut copy);
        if copy != *program {
            found.push(copy);
        }
    };
    for me in (1..=program.threads.len()).rev() {
        add(&|copy| {
            copy.threads.remove(me - 1);
            copy.turns.retain(|(who, _)| *who != me);
            for (who, _) in &mut copy.turns {
                *who -= usize::from(*who > me);
            }
        });
    }
    for at in (0..program.turns.len()).rev() {
        add(&|copy| drop(copy.turns.remove(at)));
    }
    add(&|copy| copy.helpers.clear());
    for at in 0..program.helpers.len() {
        add(&|copy| {
            copy.helpers.remove(at);
        });
    }
    add(&|copy| copy.finals.clear());
    add(&|copy| copy.last.clear());
    for (at, (_, body)) in program.turns.iter().enumerate() {
        for body in bodies(body) {
            add(&|copy| copy.turns[at].1.clone_from(&body));
        }
    }
    let text = program.text();
    for (at, (name, value)) in program.names.iter().enumerate() {
        if text.matches(&**name).count() == 1 {
            add(&|copy| drop(copy.names.remove(at)));
        }
        for value in exprs(value) {
            add(&|copy| copy.names[at].1 = value.clone());
        }
    }
    for at in 0..program.finals.len() {
        add(&|copy| drop(copy.finals.remove(at)));
    }
    for at in 0..program.threads.len() {
        add(&|copy| {
            copy.threads[at] = Thread {
                form: Form::Function,
                daemon: false,
                joined: true,
            };
        });
    }
    found
}

fn bodies(body: &[Stmt]) -> Vec<Vec<Stmt>> {
    let mut found = Vec::new();
    if body.len() > 3 {
        let half = body.len() / 2;
        found.push(body[half..].to_vec());
        found.push(body[..half].to_vec());
    }
    let with = |at: usize, stmts: Vec<Stmt>| {
        let mut copy = body.to_vec();
        copy.splice(at..=at, stmts);
        copy
    };
    for at in 0..body.len() {
        found.push(with(at, Vec::new()));
    }
    for (at, stmt) in body.iter().enumerate() {
        if let Stmt::Block(clauses) = stmt {
            for (_, inner) in clauses {
                found.push(with(at, inner.clone()));
            }
        }
        for stmt in stmts(stmt) {
            found.push(with(at, vec![stmt]));
        }
    }
    found
}

fn stmts(stmt: &Stmt) -> Vec<Stmt> {
    let clauses = match stmt {
        Stmt::Line(line) => return exprs(line).into_iter().map(Stmt::Line).collect(),
        Stmt::Block(clauses) => clauses,
    };
    let mut found = Vec::new();
    for (at, (head, body)) in clauses.iter().enumerate() {
        if clauses.len() > 1 {
            let mut fewer = clauses.clone();
            fewer.remove(at);
            found.push(Stmt::Block(fewer));
        }
        for head in exprs(head) {
            let mut copy = clauses.clone();
            copy[at].0 = head;
            found.push(Stmt::Block(copy));
        }
        for body in bodies(body) {
            let mut copy = clauses.clone();
            copy[at].1 = body;
            found.push(Stmt::Block(copy));
        }
    }
    found
}

fn exprs(expr: &Expr) -> Vec<Expr> {
    let mut found = expr.parts.clone();
    if let Ok(number) = expr.form.parse::<i64>() {
        for less in [0, 1, number / 2] {
            if less < number && !found.contains(&Expr::leaf(&less)) {
                found.push(Expr::leaf(&less));
            }
        }
    }
    for (at, part) in expr.parts.iter().enumerate() {
        for part in exprs(part) {
            let mut copy = expr.clone();
            copy.parts[at] = part;
            found.push(copy);
        }
    }
    found
}
