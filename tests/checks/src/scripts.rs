//! What an interface may do to a run, at any moment, and what must hold whatever the threads do meanwhile.

use primviz::trace::{Event, Record, TaskId};
use primviz::world::{Limits, Outcome, Stop, run_virtual};

use super::show::{Show, Verdict};
use super::stage::{Granularity, Options, Request};
use crate::programs::{self, Fate, Program};
use crate::{breathe, choose, house, world};

/// A script and a program that it is played with.
pub struct Case {
    pub script: &'static str,
    pub program: &'static Program,
    play: fn(&'static Program) -> Verdict,
}

impl Case {
    pub fn name(&self) -> String {
        format!("{} · {}", self.script, self.program.name)
    }

    /// Plays it once, under the schedule of whoever calls.
    pub fn play(&self) -> Verdict {
        crate::sync::evening(|| (self.play)(self.program))
    }
}

type Script = (
    &'static str,
    fn(&'static Program) -> Verdict,
    fn(&Program) -> bool,
);

const SCRIPTS: [Script; 10] = [
    ("to the end", to_the_end, |program| {
        program.fate != Fate::Runs
    }),
    ("left", left, |_| true),
    ("disturbed", disturbed, |program| program.says.is_empty()),
    ("held", held, |program| {
        ["condition", "deadlock", "endless"].contains(&program.name)
    }),
    ("sought", sought, |_| true),
    ("stepped", stepped, |_| true),
    ("seeded", seeded, |program| {
        program.says.is_empty() && program.name != "input"
    }),
    ("held back", held_back, |program| {
        ["endless", "condition"].contains(&program.name)
    }),
    ("lecturer", lecturer, |program| {
        ["deadlock", "signal"].contains(&program.name)
    }),
    ("failing", failing, |program| {
        ["lock", "timeouts"].contains(&program.name)
    }),
];

/// Every script with every program that it is for.
pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (script, play, is_for) in SCRIPTS {
        for program in programs::ALL.iter().filter(|program| is_for(program)) {
            cases.push(Case {
                script,
                program,
                play,
            });
        }
    }
    cases
}

/// Enough that nobody is held back.
const FAR: usize = 1_000_000;

fn options() -> Options {
    Options {
        pace: [0, 0, 1_200_000][choose(3)],
        speed: [1.0, 0.3][choose(2)],
        paused: false,
        granularity: [Granularity::Line, Granularity::Operation][choose(2)],
        beats: choose(2) == 0,
    }
}

/// Nobody disturbs it: it comes to its end, and everybody has left.
fn to_the_end(program: &'static Program) -> Verdict {
    let options = options();
    let mut show = Show::begin(program, options, FAR)?;
    show.pace = options.pace;
    show.play_out()?;
    show.leave()
}

/// It is left at any moment, in any state.
fn left(program: &'static Program) -> Verdict {
    let options = Options {
        paused: choose(3) == 0,
        ..options()
    };
    let mut show = Show::begin(program, options, [2, FAR][choose(2)])?;
    for _ in 0..choose(30) {
        match choose(8) {
            0 => ask(&mut show),
            1 => breathe(),
            _ => show.glance()?,
        }
    }
    show.leave()
}

/// It is paused, stepped, sped up and let go at any moment, and comes to its end all the same.
fn disturbed(program: &'static Program) -> Verdict {
    let mut show = Show::begin(program, options(), [3, FAR][choose(2)])?;
    for _ in 0..choose(12) {
        match choose(6) {
            0 => {
                show.request(Request::Pause);
                show.until(|show| show.running() == Some(false))?;
            }
            1 => {
                show.request(Request::Resume);
                show.until(|show| show.running() == Some(true))?;
            }
            2 | 3 => ask(&mut show),
            4 => breathe(),
            _ => show.glance()?,
        }
    }
    show.request(Request::Resume);
    if program.fate == Fate::Runs {
        let heard = show.heard;
        show.until(|show| show.heard > heard + 10)?;
    } else {
        show.play_out()?;
    }
    show.leave()
}

/// Asks for anything that takes nothing away from the program.
fn ask(show: &mut Show) {
    let present = show.present();
    let request = match choose(11) {
        0 => Request::Pause,
        1 => Request::Resume,
        2 => Request::Granularity([Granularity::Line, Granularity::Operation][choose(2)]),
        3 => Request::Speed([0.1, 10.0][choose(2)]),
        4 => Request::Say("print('well')".to_owned()),
        5 => Request::Abandon,
        6 => Request::EndBeat,
        7 => Request::Beats(choose(2) == 0),
        8 => Request::Copy,
        _ if present.is_empty() => Request::Pause,
        _ => Request::Step(present[choose(present.len())]),
    };
    show.request(request);
}

/// It is sent on to the next cause, again and again: each time it is paused there, or has none left, and nobody moves
/// before it is let go.
fn sought(program: &'static Program) -> Verdict {
    let mut show = Show::begin(program, options(), FAR)?;
    for _ in 0..=choose(4) {
        show.reached = false;
        show.request(Request::NextCause(None));
        for _ in 0..choose(200) {
            if show.reached {
                break;
            }
            show.glance()?;
        }
        if show.reached && show.running() != Some(false) {
            return Err("the cause has come, and the clock runs".to_owned());
        }
        if choose(2) == 0 {
            show.request(Request::EndBeat);
        }
    }
    // Taken back, wherever it is.
    show.request(Request::Pause);
    show.until(|show| show.running() == Some(false))?;
    show.catch_up()?;
    show.leave()
}

/// It is paused again and again: each time everybody is held, whatever was granted in the pause before.
fn held(program: &'static Program) -> Verdict {
    let mut show = Show::begin(program, options(), FAR)?;
    show.forgets = true;
    for _ in 0..=choose(3) {
        show.until(|show| show.running() == Some(true))?;
        for _ in 0..choose(10) {
            show.glance()?;
        }
        let present = show.present();
        if !present.is_empty() {
            show.request(Request::Pause);
            show.request(Request::Step(present[choose(present.len())]));
            show.request(Request::Resume);
        }
        show.request(Request::Pause);
        show.catch_up()?;
        show.catch_up()?;
        show.request(Request::Resume);
        show.until(|show| show.running() == Some(true))?;
    }
    show.leave()
}

/// The seed is the scheduler: no threads, and the same seed tells the same.
fn seeded(program: &'static Program) -> Verdict {
    let seed = choose(1_000_000) as u64;
    breathe();
    let run = || {
        let mut records = Vec::new();
        let mut world = program.world_with(seed);
        let limits = Limits {
            steps: Some(1000),
            ..Limits::default()
        };
        let stop = run_virtual(&mut world, &limits, &mut |fresh| records.append(fresh));
        (stop, records)
    };
    let (stop, records) = run();
    let expected = match program.fate {
        Fate::Ends => Stop::Ended,
        Fate::Sticks => Stop::Quiet,
        Fate::Runs => Stop::Limit,
    };
    if stop != expected {
        return Err(format!("seed {seed}: {stop:?}"));
    }
    if run() != (stop, records) {
        return Err(format!("seed {seed} tells this, and then that"));
    }
    Ok(())
}

/// The lecturer is the scheduler: who steps when decides everything, whatever the threads do. The world alone, stepped
/// in the same order, tells the same, to the letter.
fn stepped(program: &'static Program) -> Verdict {
    let options = Options {
        paused: true,
        ..options()
    };
    let mut alone = program.world();
    let lecturer = alone.lecturer();
    let mut show = Show::begin(program, options, FAR)?;
    let mut expected = alone.take_events().len();
    let mut said = program.says.iter();
    for _ in 0..40 {
        if alone.asker().is_some() && choose(2) == 0 {
            show.request(Request::Answer(None));
            alone.answer(None);
        }
        let can_step = |task: &TaskId| alone.runnable(*task) || alone.deadline(*task).is_some();
        let others: Vec<TaskId> = alone.tasks().filter(|&task| Some(task) != lecturer).collect();
        let able: Vec<TaskId> = others.iter().copied().filter(can_step).collect();
        if able.is_empty() {
            if alone.asker().is_some() {
                continue;
            }
            let (Some(statement), Some(lecturer)) = (said.next(), lecturer) else {
                break;
            };
            show.request(Request::Say((*statement).to_owned()));
            alone.say(statement).map_err(|problem| problem.message)?;
            while alone.runnable(lecturer) {
                alone.step(lecturer);
            }
        } else {
            let task = match choose(8) {
                // Stepping somebody who cannot do anything does nothing.
                0 => others[choose(others.len())],
                _ => able[choose(able.len())],
            };
            show.request(Request::Step(task));
            if !alone.runnable(task) {
                let deadline = alone.deadline(task);
                alone.advance(deadline.unwrap_or_default());
            }
            while alone.runnable(task) {
                let outcome = alone.step(task);
                let over = outcome != Outcome::Ran
                    || matches!(options.granularity, Granularity::Operation);
                if over {
                    break;
                }
            }
        }
        for record in alone.take_events() {
            show.until(|show| show.heard > expected)?;
            same(&record, show.witness.record(expected).as_ref())?;
            expected += 1;
        }
    }
    show.leave()
}

fn same(alone: &Record, on_the_stage: Option<&Record>) -> Verdict {
    if on_the_stage == Some(alone) {
        Ok(())
    } else {
        Err(format!("alone: {alone:?}\non the stage: {on_the_stage:?}"))
    }
}

/// A reader that falls behind holds the tasks back; one that reads on lets them go on.
fn held_back(program: &'static Program) -> Verdict {
    const AHEAD: usize = 6;
    /// Records that a step may tell of, at most.
    const STEP: usize = 6;
    let mut show = Show::begin(program, options(), AHEAD)?;
    for _ in 0..2 {
        // A reader may be too busy to say what it has read: what it asks for is done all the same.
        show.keep_quiet();
        show.request(Request::Pause);
        show.until(|show| show.running() == Some(false))?;
        show.request(Request::Resume);
        show.acknowledge();
        for _ in 0..60 {
            breathe();
        }
        let unread = show.unread();
        if unread > AHEAD + 4 * STEP {
            return Err(format!("{unread} messages are unread"));
        }
        let enough = show.heard + choose(20);
        if program.fate == Fate::Runs {
            show.until(|show| show.heard >= enough)?;
        }
    }
    if program.fate != Fate::Runs {
        show.play_out()?;
    }
    show.leave()
}

/// The lecturer's thread runs while the others are paused, blocks like any other, and gives up when asked.
fn lecturer(program: &'static Program) -> Verdict {
    let options = Options {
        paused: choose(2) == 0,
        ..options()
    };
    let mut show = Show::begin(program, options, FAR)?;
    if program.fate == Fate::Sticks {
        show.request(Request::Resume);
        show.until(|show| show.idle)?;
        if choose(2) == 0 {
            show.request(Request::Pause);
        }
        show.request(Request::Say("a.acquire()".to_owned()));
        if choose(2) == 0 {
            show.until(|show| show.idle)?;
        }
        show.request(Request::Abandon);
    }
    show.request(Request::Say("print('well')".to_owned()));
    let before = show.over;
    show.until(|show| show.over > before)?;
    show.leave()
}

/// A thread of ours fails, or the system has none to give: it is told, and everybody leaves.
fn failing(program: &'static Program) -> Verdict {
    let short_of_threads = choose(2) == 0;
    if short_of_threads {
        house::room_for(choose(4));
    }
    let mut show = match Show::begin(program, options(), FAR) {
        Ok(show) => show,
        Err(_) if short_of_threads => return Ok(()),
        Err(error) => return Err(error),
    };
    if !short_of_threads {
        show.witness.fail_after(choose(8));
    }
    show.until(|show| show.broken.is_some() || show.has_ended())?;
    match &show.broken {
        Some(sentence) if short_of_threads || sentence == world::FAILURE => {}
        other => return Err(format!("{other:?} was told")),
    }
    // Whatever is asked of a dead run harms nobody.
    ask(&mut show);
    show.leave()
}
