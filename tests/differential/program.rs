//! Small programs as values: they can be written down as Python, and made smaller.

use std::fmt::Write;

/// An expression, or a line: text with a `$` for each part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    pub form: String,
    pub parts: Vec<Expr>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stmt {
    Line(Expr),
    /// Clauses with their heads: `if`, `else`; `try`, `except`, `finally`; `for`; `with`.
    Block(Vec<(Expr, Vec<Stmt>)>),
}

/// How a thread comes to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Function,
    Subclass,
    Closure,
    Method,
}

/// What passes the turn from thread to thread, so that there is but one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Baton {
    Event,
    Semaphore,
    Lock,
    Queue,
    Condition,
    Barrier,
}

/// A thread beside the main one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    pub form: Form,
    pub daemon: bool,
    /// Whether the main thread waits for its end.
    pub joined: bool,
}

/// A program: the main thread, which is number 0, starts the others; each takes its turns; the main thread joins them and prints
/// what is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// None for a race: the turns of a thread follow each other whatever the others do.
    pub baton: Option<Baton>,
    /// Global names and what they are at first.
    pub names: Vec<(String, Expr)>,
    /// Functions and classes.
    pub helpers: Vec<&'static str>,
    pub threads: Vec<Thread>,
    pub turns: Vec<(usize, Vec<Stmt>)>,
    /// What the main thread prints in the end.
    pub finals: Vec<Expr>,
    /// How it ends, if not well.
    pub last: Vec<Stmt>,
}

impl Expr {
    pub fn of(form: &str, parts: Vec<Expr>) -> Self {
        Self {
            form: form.to_owned(),
            parts,
        }
    }

    pub fn leaf(text: &(impl ToString + ?Sized)) -> Self {
        Self {
            form: text.to_string(),
            parts: Vec::new(),
        }
    }

    pub fn text(&self) -> String {
        let mut parts = self.parts.iter();
        let mut text = String::new();
        for c in self.form.chars() {
            match c {
                '$' => text.push_str(&parts.next().map(Expr::text).unwrap_or_default()),
                c => text.push(c),
            }
        }
        text
    }
}

impl Stmt {
    pub fn line(form: &str, parts: Vec<Expr>) -> Self {
        Self::Line(Expr::of(form, parts))
    }

    fn write(&self, depth: usize, text: &mut String) {
        let room = "    ".repeat(depth);
        match self {
            Self::Line(line) => {
                let _ = writeln!(text, "{room}{}", line.text());
            }
            Self::Block(clauses) => {
                for (head, body) in clauses {
                    let _ = writeln!(text, "{room}{}:", head.text());
                    block(body, depth + 1, text);
                }
            }
        }
    }
}

fn block(body: &[Stmt], depth: usize, text: &mut String) {
    if body.is_empty() {
        let _ = writeln!(text, "{}pass", "    ".repeat(depth));
    }
    for stmt in body {
        stmt.write(depth, text);
    }
}

impl Baton {
    /// `take(n)` waits for turn n, `hand(n)` gives it.
    fn text(self, turns: usize) -> String {
        let turns = turns + 1;
        let (make, take, hand) = match self {
            Self::Event => ("threading.Event()", "wait()", "set()"),
            Self::Semaphore => ("threading.Semaphore(0)", "acquire()", "release()"),
            Self::Lock => ("threading.Lock()", "acquire()", "release()"),
            Self::Queue => ("queue.Queue(1)", "get()", "put(None)"),
            Self::Barrier => ("threading.Barrier(2)", "wait()", "wait()"),
            Self::Condition => {
                return "turn, moved = -1, threading.Condition()

def take(n):
    with moved:
        moved.wait_for(lambda: turn == n)

def hand(n):
    global turn
    with moved:
        turn = n
        moved.notify_all()
"
                .to_owned();
            }
        };
        let locked = if self == Self::Lock {
            "for baton in batons: baton.acquire()\n"
        } else {
            ""
        };
        // At the end nobody is there to meet.
        let last = if self == Self::Barrier {
            format!("if n < {}: ", turns - 1)
        } else {
            String::new()
        };
        format!(
            "batons = [{make} for _ in range({turns})]\n{locked}
def take(n):
    batons[n].{take}

def hand(n):
    {last}batons[n].{hand}
"
        )
    }
}

impl Program {
    pub fn text(&self) -> String {
        let mut text = "import queue\nimport threading\nimport time\n".to_owned();
        let pooled = |(_, made): &(String, Expr)| {
            made.form.starts_with("Future") || made.form.starts_with("ThreadPool")
        };
        if self.names.iter().any(pooled) {
            text.push_str("from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, as_completed, wait\n");
        }
        for helper in &self.helpers {
            let _ = writeln!(text, "\n{helper}");
        }
        for (name, value) in &self.names {
            let _ = writeln!(text, "{name} = {}", value.text());
        }
        text.push_str("results = {}\n");
        if let Some(baton) = self.baton {
            text.push_str(&baton.text(self.turns.len()));
        }
        for (at, thread) in self.threads.iter().enumerate() {
            text.push('\n');
            self.thread(at + 1, thread, &mut text);
        }
        let made = self.threads.iter().enumerate();
        let made: Vec<_> = made.map(|(at, thread)| make(at + 1, thread)).collect();
        let _ = writeln!(text, "\nthreads = [{}]", made.join(", "));
        text.push_str("for thread in threads: thread.start()\n");
        let main = self.turns.iter().any(|(who, _)| *who == 0);
        if main {
            text.push_str("me, got, mine = 0, [], 0\n");
        }
        // Nobody has ended before all have begun: or else one may get the identity of another, and own its locks.
        if self.baton.is_some() && self.turns.first().is_some_and(|(who, _)| *who != 0) {
            text.push_str("hand(0)\n");
        }
        self.turns_of(0, 0, &mut text);
        if self.threads.iter().all(|thread| thread.joined) {
            text.push_str("for thread in threads: thread.join()\n");
        } else {
            let joined = (0..self.threads.len()).filter(|at| self.threads[*at].joined);
            for at in joined {
                let _ = writeln!(text, "threads[{at}].join()");
            }
        }
        if main {
            text.push_str("results[me] = got\n");
        }
        text.push_str("print(sorted(results.items()))\n");
        for shown in &self.finals {
            let _ = writeln!(text, "print({})", shown.text());
        }
        self.last.iter().for_each(|stmt| stmt.write(0, &mut text));
        text
    }

    fn thread(&self, me: usize, thread: &Thread, text: &mut String) {
        let (head, depth) = match thread.form {
            Form::Function => (format!("def work{me}(me):\n"), 1),
            Form::Closure => (
                format!("def make{me}(me):\n    got, mine = [], 0\n    def work():\n"),
                2,
            ),
            Form::Subclass => (
                format!("class Worker{me}(threading.Thread):\n    def run(self):\n"),
                2,
            ),
            Form::Method => (
                format!(
                    "class Job{me}:\n    def __init__(self, me):\n        self.me = me\n\n    def work(self, extra=None):\n"
                ),
                2,
            ),
        };
        text.push_str(&head);
        let room = "    ".repeat(depth);
        let globals = self.globals();
        if !globals.is_empty() {
            let _ = writeln!(text, "{room}global {globals}");
        }
        let begin = match thread.form {
            Form::Function => "got, mine = [], 0",
            Form::Closure => "nonlocal mine",
            Form::Subclass => "me, got, mine = int(self.name[1:]), [], 0",
            Form::Method => "me, got, mine = self.me, [], 0",
        };
        let _ = writeln!(text, "{room}{begin}\n{room}try:");
        if self.turns.iter().any(|(who, _)| *who == me) {
            self.turns_of(me, depth + 1, text);
        } else {
            let _ = writeln!(text, "{room}    pass");
        }
        let _ = writeln!(text, "{room}finally:\n{room}    results[me] = got");
        if thread.form == Form::Closure {
            text.push_str("    return work\n");
        }
    }

    fn globals(&self) -> String {
        let names = self.names.iter().map(|(name, _)| &**name);
        let plain: Vec<_> = names.filter(|name| matches!(*name, "x" | "y")).collect();
        plain.join(", ")
    }

    fn turns_of(&self, me: usize, depth: usize, text: &mut String) {
        let room = "    ".repeat(depth);
        let own = self.turns.iter().enumerate();
        let own: Vec<_> = own.filter(|(_, (who, _))| *who == me).collect();
        for (nth, &(number, (_, body))) in own.iter().enumerate() {
            if self.baton.is_none() {
                block(body, depth, text);
                continue;
            }
            if number > 0 || me > 0 {
                let _ = writeln!(text, "{room}take({number})");
            }
            let _ = writeln!(text, "{room}try:");
            block(body, depth + 1, text);
            // Who has turns left lives on.
            if nth + 1 < own.len() || me == 0 {
                let _ = writeln!(text, "{room}except Exception as error:");
                let _ = writeln!(text, "{room}    print(me, type(error).__name__, error)");
            }
            let _ = writeln!(text, "{room}finally:\n{room}    hand({})", number + 1);
        }
    }
}

fn make(me: usize, thread: &Thread) -> String {
    let daemon = if thread.daemon { ", daemon=True" } else { "" };
    match thread.form {
        Form::Function => {
            format!("threading.Thread(target=work{me}, args=({me},), name='t{me}'{daemon})")
        }
        Form::Closure => format!("threading.Thread(None, make{me}({me}), 't{me}'{daemon})"),
        Form::Subclass => format!("Worker{me}(name='t{me}'{daemon})"),
        Form::Method => format!(
            "threading.Thread(target=Job{me}({me}).work, kwargs={{'extra': 1}}, name='t{me}'{daemon})"
        ),
    }
}
