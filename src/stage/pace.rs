//! How long a thread stays on a line, so that who watches can follow it.
//!
//! Lines hold the program's time up, and so the whole run; so they do it only where there is something to follow, and
//! not for longer than the program itself takes. See `docs/architecture.md`, "Pace".

use crate::trace::{Done, Event, Micros, ObjectKind, Op, SiteId, TaskId, TaskKind};

/// How long lines may hold time up in advance, in microseconds; beyond that, for as long as time has passed since.
const ADVANCE: Micros = 10_000_000;
/// The least time on a line that is to be followed.
const LEAST: Micros = 1_000;
/// Lines without waiting for anything, after which a thread that looks at the same things on the same lines again is
/// taken to be waiting.
const SPINS: u32 = 20;
/// Real time that such a thread stays on a line, so that it does not use up a processor.
const SPIN: Micros = 5_000;
/// Real time that is so short that to wait for it takes longer, in microseconds.
const UNSEEN: f64 = 200.0;
/// Lines without waiting for anything, after which no time waits for a thread any more.
const MOST: u32 = 2_000;

/// The pace of a run. Times on lines are those of the line clock.
#[derive(Debug)]
pub(super) struct Pace {
    /// Time on each line that is to be followed. Zero: none, ever.
    each: Micros,
    /// There is something to follow: a primitive, or a second thread.
    begun: bool,
    /// How long lines may still hold time up.
    credit: Micros,
    /// Program time when it was last raised.
    raised: Micros,
    /// Time of the line clock up to which it has been used.
    used: Micros,
}

/// What the clocks say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Clocks {
    /// The program's.
    pub(super) program: Micros,
    /// That of the lines.
    pub(super) line: Micros,
    /// Program seconds in a real second.
    pub(super) speed: f64,
}

/// What a thread's lines have come to.
#[derive(Debug, Default)]
pub(super) struct Way {
    /// Where it is.
    site: Option<SiteId>,
    /// Where it has been since others could last notice something of it, and whether within the line.
    been: Vec<(SiteId, bool)>,
    /// Whether it has looked at anything shared since it last waited.
    looked: bool,
    /// Lines since it last waited for something, but for those of loops that touch nothing shared.
    lines: u32,
}

/// How long to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Stay {
    /// Time of the line clock.
    pub(super) time: Micros,
    /// Whether the program's time is held up meanwhile.
    pub(super) holds: bool,
}

impl Pace {
    pub(super) fn new(each: Micros) -> Self {
        Self {
            each,
            begun: false,
            credit: ADVANCE,
            raised: 0,
            used: 0,
        }
    }

    /// Whether threads stay on lines at all.
    pub(super) fn is_none(&self) -> bool {
        self.each == 0
    }

    /// Takes what has happened.
    pub(super) fn hear(&mut self, event: &Event) {
        self.begun |= match event {
            Event::New(new) => new.kind != ObjectKind::Variable,
            Event::Spawn(spawn) => !matches!(spawn.kind, TaskKind::Main | TaskKind::Lecturer),
            _ => false,
        };
    }

    /// How long a thread stays where it has come to, `within` a line or at its beginning.
    pub(super) fn stay(&mut self, way: &mut Way, within: bool, clocks: Clocks) -> Stay {
        if self.is_none() || !self.begun {
            return Stay::default();
        }
        // Time that passes for the program gives credit.
        let passed = clocks.program.saturating_sub(self.raised);
        self.raised = clocks.program;
        self.credit = self.credit.saturating_add(passed).min(ADVANCE);
        let known = way.comes(within);
        let freely = |time: Micros| Stay { time, holds: false };
        if known && way.looked && way.lines > SPINS {
            return freely((SPIN as f64 * clocks.speed) as Micros);
        }
        if known {
            return freely(0);
        }
        let least = LEAST.min(self.each);
        if way.lines > MOST {
            return freely(least);
        }
        // The whole of it while half of the credit is there; then less and less.
        let part = self.credit.saturating_mul(2).min(ADVANCE);
        let part = (u128::from(self.each) * u128::from(part) / u128::from(ADVANCE)) as Micros;
        let time = part.max(least);
        if (time as f64) < UNSEEN * clocks.speed {
            return freely(0);
        }
        self.charge(clocks.line, clocks.line + time);
        Stay { time, holds: true }
    }

    /// Time is held up, from and to these times of the line clock: what others hold up as well is charged once.
    fn charge(&mut self, from: Micros, to: Micros) {
        self.credit = (self.credit).saturating_sub(to.saturating_sub(from.max(self.used)));
        self.used = self.used.max(to);
    }
}

impl Way {
    /// Takes what the thread did.
    pub(super) fn hear(&mut self, event: &Event) {
        match event {
            Event::At { site, .. } => self.site = Some(*site),
            Event::Out { .. } => self.been.clear(),
            Event::Done(done) if changes(done) => self.been.clear(),
            Event::Done(_) | Event::Want(_) | Event::Fail(_) => self.looked = true,
            _ => {}
        }
    }

    /// It waits for something.
    pub(super) fn rests(&mut self) {
        self.lines = 0;
        self.looked = false;
    }

    /// It has come to a line or on within one; whether it has been there since others could last notice something of it.
    fn comes(&mut self, within: bool) -> bool {
        let Some(site) = self.site else { return false };
        let here = (site, within);
        let known = self.been.contains(&here);
        if !known {
            self.been.push(here);
        }
        self.lines = (self.lines).saturating_add(u32::from(!known || self.looked));
        known
    }
}

/// Whether others can notice the effect of an operation.
fn changes(done: &Done) -> bool {
    match done.op {
        Op::Read | Op::Query | Op::Sleep => false,
        // Its time was up.
        Op::Wait => done.flag != Some(false),
        _ => true,
    }
}

/// The task that an event is about.
pub(super) fn actor(event: &Event) -> Option<TaskId> {
    match event {
        Event::At { task, .. } | Event::Out { task, .. } => Some(*task),
        Event::Want(want) => Some(want.task),
        Event::Done(done) => Some(done.task),
        Event::Fail(fail) => Some(fail.task),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{New, ObjectId};

    const EACH: Micros = 250_000;
    const ME: TaskId = TaskId(0);

    /// A run with a primitive, and how long a thread stays on a line of it.
    struct Run {
        pace: Pace,
        way: Way,
        clocks: Clocks,
    }

    fn begun() -> Run {
        let mut run = fresh();
        let lock = New::plain(ObjectId(0), ObjectKind::Lock);
        run.pace.hear(&Event::New(lock));
        run
    }

    fn fresh() -> Run {
        let clocks = Clocks {
            speed: 1.0,
            ..Clocks::default()
        };
        Run {
            pace: Pace::new(EACH),
            way: Way::default(),
            clocks,
        }
    }

    impl Run {
        /// The thread comes to a line and stays there; the clock of the lines goes on meanwhile.
        fn line(&mut self, site: u32) -> Stay {
            self.way.hear(&Event::At {
                task: ME,
                site: SiteId(site),
            });
            let stay = self.pace.stay(&mut self.way, false, self.clocks);
            self.clocks.line += stay.time;
            if !stay.holds {
                self.clocks.program += stay.time;
            }
            stay
        }

        fn does(&mut self, op: Op) {
            self.way.hear(&Event::Done(Done::new(ME, op)));
        }

        fn sleeps(&mut self, time: Micros) {
            self.does(Op::Sleep);
            self.way.rests();
            self.clocks.line += time;
            self.clocks.program += time;
        }
    }

    const WHOLE: Stay = Stay {
        time: EACH,
        holds: true,
    };

    #[test]
    fn before_there_is_a_primitive_or_a_thread_lines_take_no_time() {
        let mut run = fresh();
        run.pace
            .hear(&Event::New(New::plain(ObjectId(0), ObjectKind::Variable)));
        run.does(Op::Write);
        assert_eq!(run.line(1), Stay::default());
        run.pace
            .hear(&Event::New(New::plain(ObjectId(1), ObjectKind::Queue)));
        assert_eq!(run.line(2), WHOLE);
    }

    #[test]
    fn a_loop_that_touches_nothing_shared_is_followed_once() {
        let mut run = begun();
        assert_eq!([run.line(1), run.line(2)], [WHOLE; 2]);
        for _ in 0..1_000 {
            assert_eq!([run.line(1), run.line(2)], [Stay::default(); 2]);
        }
        run.does(Op::Release);
        assert_eq!(run.line(1), WHOLE, "there is something to see again");
    }

    #[test]
    fn a_loop_that_looks_and_sleeps_is_followed_once_however_short_the_sleep() {
        let mut run = begun();
        run.line(1);
        for _ in 0..1_000 {
            run.does(Op::Read);
            run.line(2);
            run.sleeps(1_000);
            run.line(1);
        }
        assert_eq!(run.clocks.line - run.clocks.program, 2 * EACH);
    }

    #[test]
    fn a_loop_that_looks_and_does_not_wait_leaves_the_processor_and_the_time_to_others() {
        for speed in [1.0, 1000.0] {
            let mut run = begun();
            run.clocks.speed = speed;
            let rounds = (0..100).map(|_| {
                run.does(Op::Query);
                run.line(1)
            });
            let last = rounds.last().expect("a hundred");
            assert!(!last.holds);
            assert_eq!(last.time, (SPIN as f64 * speed) as Micros);
        }
    }

    #[test]
    fn lines_hold_time_up_no_longer_than_the_program_runs_and_something_in_advance() {
        let mut run = begun();
        for _ in 0..10_000 {
            run.line(1);
            run.does(Op::Put);
            run.line(2);
            run.sleeps(10_000);
        }
        let held = run.clocks.line - run.clocks.program;
        let most = run.clocks.program + ADVANCE;
        assert!(held <= most, "{held} of {most}");
        assert!(
            held > ADVANCE,
            "{held}: they are to be followed as far as that goes"
        );
    }

    #[test]
    fn a_thread_with_a_second_for_its_lines_is_followed_for_ever() {
        let mut run = begun();
        for _ in 0..1_000 {
            for site in 0..4 {
                assert_eq!(run.line(site), WHOLE);
            }
            run.does(Op::Put);
            run.sleeps(1_000_000);
        }
    }

    #[test]
    fn nobody_waits_for_a_thread_that_never_waits() {
        let mut run = begun();
        let mut step = || {
            run.does(Op::Write);
            run.line(1)
        };
        let late = (0..4_000).map(|_| step()).skip(MOST as usize);
        let mut late = late;
        assert!(late.all(|stay| !stay.holds && stay.time == LEAST));
        run.sleeps(ADVANCE);
        assert_eq!(run.line(2), WHOLE);
    }
}
