//! Draws programs. They end by construction: what may wait for ever waits for what another thread does in any case, or with a timeout.

use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use crate::program::{Baton, Expr, Form, Program, Stmt, Thread};
use crate::words::{
    BEGUN_ACTS, DATA_ACTS, DATA_ASKS, HELPERS, KINDS, Kind, MEETINGS, OWN_ACTS, OWN_ASKS,
    THREAD_ACTS, THREAD_ASKS, Where,
};

const BATONS: &[Baton] = &[
    Baton::Event,
    Baton::Semaphore,
    Baton::Lock,
    Baton::Queue,
    Baton::Condition,
    Baton::Barrier,
];
const FORMS: &[Form] = &[
    Form::Function,
    Form::Function,
    Form::Subclass,
    Form::Closure,
    Form::Method,
];

/// A program whose threads take turns: it has one outcome.
pub fn turns(seed: u64) -> Program {
    let mut maker = Maker::new(seed, false);
    let baton = maker.pick(BATONS);
    let threads = maker.lots.random_range(1..=4);
    maker.name_objects(1..=4);
    let mut turns: Vec<(usize, Vec<Stmt>)> = Vec::new();
    for _ in 0..maker.lots.random_range(2..=7) {
        let me = maker.lots.random_range(0..=threads);
        // Two meet at a barrier.
        if turns.last().is_none_or(|(before, _)| *before != me) {
            let most = maker.lots.random_range(1..=5);
            turns.push((me, maker.body(0, most)));
        }
    }
    maker.finish(Some(baton), threads, turns)
}

/// A program whose threads run into each other.
pub fn race(seed: u64) -> Program {
    let mut maker = Maker::new(seed, true);
    let threads = if maker.lots.random_bool(0.7) { 2 } else { 3 };
    maker.name_objects(0..=2);
    let meets = maker.lots.random_bool(0.35);
    let most = if threads == 2 && !meets { 4 } else { 2 };
    let mut turns = Vec::new();
    for me in 1..=threads {
        let most = maker.lots.random_range(1..=most);
        turns.push((me, maker.body(0, most)));
    }
    if meets {
        maker.meet(&mut turns);
    }
    if maker.lots.random_bool(0.3) {
        turns.push((0, maker.body(0, 1)));
    }
    maker.finish(None, threads, turns)
}

fn prints(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::Line(line) => line.text().contains("print"),
        Stmt::Block(clauses) => clauses.iter().any(|(_, body)| prints(body)),
    })
}

struct Maker {
    lots: SmallRng,
    racy: bool,
    names: Vec<(String, &'static Kind, Expr)>,
    /// Objects that are only used by `with`, so that nobody can be left with them.
    scoped: Vec<bool>,
    /// What the statement stands inside of.
    inside: Vec<usize>,
    /// What a race's threads meet at, if they do.
    meeting: Option<Expr>,
    /// The data that most of a race is about.
    place: &'static str,
}

impl Maker {
    fn new(seed: u64, racy: bool) -> Self {
        let mut lots = SmallRng::seed_from_u64(seed);
        let place = ["x", "items", "table", "box", "numbers"]
            .choose(&mut lots)
            .unwrap();
        Self {
            lots,
            racy,
            place,
            names: Vec::new(),
            scoped: Vec::new(),
            inside: Vec::new(),
            meeting: None,
        }
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        *from.choose(&mut self.lots).unwrap()
    }

    fn name_objects(&mut self, count: std::ops::RangeInclusive<usize>) {
        let elsewhere = if self.racy {
            Where::Turns
        } else {
            Where::Races
        };
        let kinds: Vec<_> = KINDS
            .iter()
            .filter(|kind| kind.place != elsewhere)
            .collect();
        for number in 0..self.lots.random_range(count) {
            let kind = self.pick(&kinds);
            // A thread may get the identity of one that has ended, and with it its reentrant locks.
            let owned = matches!(kind.name, "rlock" | "cond");
            let scoped = kind.with && (self.racy && owned || self.lots.random_bool(0.5));
            let template = match kind.name {
                // It lets one in, so that whoever has a turn need not wait.
                "sem" | "bounded" if scoped && !self.racy => kind.make[1],
                _ => self.pick(kind.make),
            };
            let made = self.fill(template, "");
            self.names
                .push((format!("{}{number}", kind.name), kind, made));
            self.scoped.push(scoped);
        }
    }

    /// The last thread sees to it that the others need not wait.
    fn meet(&mut self, turns: &mut [(usize, Vec<Stmt>)]) {
        let (made, inside, waits, gives) = self.pick(MEETINGS);
        let made = self.fill(made, "");
        let last = turns.len() - 1;
        for (at, (_, body)) in turns.iter_mut().enumerate() {
            let word = self.pick(if at == last { gives } else { waits });
            let line = self.fill(word, "meeting");
            let mut stmt = Stmt::line("got.append($)", vec![line]);
            if inside {
                let head = Expr::leaf("with meeting");
                stmt = Stmt::Block(vec![(head, vec![stmt])]);
            }
            let place = self.lots.random_range(0..=body.len());
            body.insert(place, stmt);
        }
        self.meeting = Some(made);
    }

    fn finish(
        &mut self,
        baton: Option<Baton>,
        threads: usize,
        turns: Vec<(usize, Vec<Stmt>)>,
    ) -> Program {
        let threads = (1..=threads).map(|me| {
            let daemon = self.lots.random_bool(0.2);
            // What is half printed when the program ends is nobody's business.
            let prints = turns.iter().any(|(who, body)| *who == me && prints(body));
            Thread {
                form: self.pick(FORMS),
                daemon,
                joined: !(daemon && self.racy && !prints && self.lots.random_bool(0.5)),
            }
        });
        let threads = threads.collect();
        let own = std::mem::take(&mut self.names);
        let lasts = own.iter().map(|(name, kind, _)| self.fill(kind.last, name));
        let mut finals: Vec<_> = lasts.collect();
        finals.extend(["x, y", "items", "table", "box"].map(Expr::leaf));
        let mut names: Vec<_> = own
            .into_iter()
            .map(|(name, _, made)| (name, made))
            .collect();
        names.extend(self.meeting.take().map(|made| ("meeting".to_owned(), made)));
        for (name, value) in [
            ("x", "0"),
            ("y", "1"),
            ("items", "[]"),
            ("table", "{}"),
            ("box", "Box(0)"),
            ("numbers", "up_to(3)"),
            ("store", "threading.local()"),
        ] {
            names.push((name.to_owned(), Expr::leaf(value)));
        }
        let last = match self.lots.random_range(0..20) {
            0 => vec![Stmt::line("raise SystemExit(3)", vec![])],
            1 => vec![Stmt::line("raise Oops('last', x)", vec![])],
            2 => vec![Stmt::line("print(undefined)", vec![])],
            _ => Vec::new(),
        };
        Program {
            baton,
            names,
            helpers: HELPERS.split("\n\n\n").collect(),
            threads,
            turns,
            finals,
            last,
        }
    }

    fn body(&mut self, depth: usize, most: usize) -> Vec<Stmt> {
        (0..most).map(|_| self.stmt(depth)).collect()
    }

    fn stmt(&mut self, depth: usize) -> Stmt {
        let blocks = match (self.racy, depth) {
            (_, 3..) => 0.0,
            (true, _) => 0.25,
            (false, _) => 0.35,
        };
        if self.lots.random_bool(blocks) {
            return self.block(depth);
        }
        if self.lots.random_bool(0.5) {
            let ask = self.ask();
            return Stmt::line("got.append($)", vec![ask]);
        }
        self.act()
    }

    fn inner(&mut self, depth: usize) -> Vec<Stmt> {
        let most = if self.racy { 2 } else { 3 };
        let most = self.lots.random_range(1..=most);
        self.body(depth + 1, most)
    }

    fn block(&mut self, depth: usize) -> Stmt {
        let head = |text: &str| Expr::leaf(text);
        let clauses = match self.lots.random_range(0..7) {
            0 => {
                let ask = self.ask();
                let mut clauses = vec![(Expr::of("if $", vec![ask]), self.inner(depth))];
                if self.lots.random_bool(0.5) {
                    clauses.push((head("else"), self.inner(depth)));
                }
                clauses
            }
            1 => {
                let rounds = Expr::leaf(&self.lots.random_range(0..=2));
                vec![(
                    Expr::of("for _ in range($)", vec![rounds]),
                    self.inner(depth),
                )]
            }
            2 | 3 => {
                let caught = self.pick(&[
                    "Exception",
                    "RuntimeError",
                    "(ValueError, RuntimeError, IndexError)",
                    "(queue.Empty, queue.Full)",
                    "threading.BrokenBarrierError",
                    "LookupError",
                ]);
                let said = Stmt::line("got.append((type(error).__name__, str(error)))", vec![]);
                let mut clauses = vec![
                    (head("try"), self.inner(depth)),
                    (head(&format!("except {caught} as error")), vec![said]),
                ];
                if self.lots.random_bool(0.2) {
                    clauses.push((head("else"), self.inner(depth)));
                }
                if self.lots.random_bool(0.2) {
                    clauses.push((head("finally"), self.inner(depth)));
                }
                clauses
            }
            4 => vec![
                (head("try"), self.inner(depth)),
                (head("finally"), self.inner(depth)),
            ],
            _ => {
                let free = |at: &usize| {
                    let (_, kind, _) = &self.names[*at];
                    kind.with && (self.racy || self.scoped[*at]) && !self.inside.contains(at)
                };
                let free: Vec<_> = (0..self.names.len()).filter(free).collect();
                let Some(&at) = free.choose(&mut self.lots) else {
                    return self.act();
                };
                let name = self.names[at].0.clone();
                self.inside.push(at);
                let body = self.inner(depth);
                self.inside.pop();
                vec![(Expr::of("with $", vec![Expr::leaf(&name)]), body)]
            }
        };
        Stmt::Block(clauses)
    }

    /// An object that may be used here, and what with.
    fn subject(&mut self, asks: bool) -> Option<Expr> {
        let usable = |at: &usize| {
            let (_, kind, _) = &self.names[*at];
            !self.scoped[*at] || kind.name == "cond" && self.inside.contains(at)
        };
        let usable: Vec<_> = (0..self.names.len()).filter(usable).collect();
        let at = *usable.choose(&mut self.lots)?;
        let (name, kind, _) = &self.names[at];
        let (name, kind) = (name.clone(), *kind);
        let mut words = if asks { kind.asks } else { kind.acts }.to_vec();
        if self.scoped[at] {
            // Whoever stands inside neither leaves nor enters otherwise.
            words.retain(|word| word.contains("wait") || word.contains("notify"));
        }
        let word = self.pick(&words);
        Some(self.fill(word, &name))
    }

    fn ask(&mut self) -> Expr {
        match self.lots.random_range(0..10) {
            0..=5 => {
                if let Some(ask) = self.subject(true) {
                    return ask;
                }
                let ask = self.about_data(DATA_ASKS);
                self.fill(ask, "")
            }
            6..=7 => {
                let ask = self.about_data(DATA_ASKS);
                self.fill(ask, "")
            }
            8 if self.racy => {
                let ask = self.pick(THREAD_ASKS);
                self.fill(ask, "")
            }
            _ => {
                let ask = self.pick(OWN_ASKS);
                self.fill(ask, "")
            }
        }
    }

    /// Threads that race meet at the same place more often than not.
    fn about_data(&mut self, words: &[&'static str]) -> &'static str {
        let mut words = words.to_vec();
        if self.racy && self.lots.random_bool(0.9) {
            words.retain(|word| word.contains(self.place));
        }
        self.pick(&words)
    }

    fn act(&mut self) -> Stmt {
        let line = match self.lots.random_range(0..10) {
            0..=5 => {
                if let Some(act) = self.subject(false) {
                    act
                } else {
                    let act = self.about_data(DATA_ACTS);
                    self.fill(act, "")
                }
            }
            6..=7 => {
                let act = self.about_data(DATA_ACTS);
                self.fill(act, "")
            }
            8 if self.racy => {
                let act = self.pick(THREAD_ACTS);
                self.fill(act, "")
            }
            8 if self.lots.random_bool(0.3) => {
                let act = self.pick(BEGUN_ACTS);
                self.fill(act, "")
            }
            _ => {
                let act = self.pick(OWN_ACTS);
                self.fill(act, "")
            }
        };
        Stmt::Line(line)
    }

    /// Draws what a line leaves open.
    fn fill(&mut self, line: &str, subject: &str) -> Expr {
        let mut form = String::new();
        let mut parts = Vec::new();
        let mut rest = line.split('@');
        form.push_str(rest.next().unwrap_or_default());
        for piece in rest {
            let part = match &piece[..1] {
                "S" => Expr::leaf(subject),
                "T" => {
                    let times = if self.racy {
                        &["0.001", "0.002", "0.003", "0"][..]
                    } else {
                        &["0.0001", "0.001", "0", "-0.5"][..]
                    };
                    Expr::leaf(self.pick(times))
                }
                "P" => Expr::leaf(&self.lots.random_range(0..2)),
                "E" => {
                    let asks = self.pick(&[DATA_ASKS, OWN_ASKS]);
                    let ask = self.pick(asks);
                    if ask.contains("@E") {
                        Expr::leaf("1")
                    } else {
                        self.fill(ask, subject)
                    }
                }
                _ => Expr::leaf(&self.lots.random_range(0..=3)),
            };
            form.push('$');
            form.push_str(&piece[1..]);
            parts.push(part);
        }
        Expr::of(&form, parts)
    }
}
