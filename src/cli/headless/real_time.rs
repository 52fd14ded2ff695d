//! Real threads, the system's schedule, a clock that ticks.

use crossbeam_channel::{Receiver, at, never, select_biased};

use super::stdin::Lines;
use super::{Deaf, Listener, Stopped};
use crate::model::Verdict;
use crate::stage::{Clock, Granularity, Message, Options, Request, Stage};
use crate::trace::{Event, Micros, Op, Want};
use crate::world::World;

pub fn drive(
    world: World,
    speed: f64,
    pace: Micros,
    (interrupts, limit): (&Receiver<()>, Option<Micros>),
    listener: &mut Listener,
) -> Result<Stopped, Deaf> {
    let options = Options {
        pace,
        speed,
        paused: false,
        granularity: Granularity::Line,
        beats: false,
    };
    let stage = Stage::new(move || world, options).map_err(|error| Deaf::Bug(error.to_string()))?;
    let mut clock = Clock::new(speed);
    let mut lines = Lines::new();
    // Every question is answered once, however long its asker takes to hear the answer.
    let mut asked: u64 = 0;
    let mut served: u64 = 0;
    let mut reading = false;
    loop {
        let end = limit
            .and_then(|limit| clock.instant_of(limit))
            .map_or_else(never, at);
        let first = select_biased! {
            recv(end) -> _ => return Ok(Stopped::Limit),
            recv(interrupts) -> _ => {
                stage.request(Request::Interrupt);
                continue;
            }
            recv(lines.answer()) -> answer => {
                lines.done();
                reading = false;
                stage.request(Request::Answer(answer.unwrap_or(None)));
                if asked > served {
                    served += 1;
                    reading = true;
                    lines.ask().map_err(|error| Deaf::Bug(error.to_string()))?;
                }
                continue;
            }
            recv(stage.messages()) -> message => message,
        };
        let first = first.map_err(|_| Deaf::Bug("the run has gone without a word".to_owned()))?;
        let mut next = Some(first);
        while let Some(message) = next {
            stage.received(1);
            match message {
                Message::Record(record) => {
                    if limit.is_some_and(|limit| record.time >= limit) {
                        return Ok(Stopped::Limit);
                    }
                    let asks = |want: &Want| want.op == Op::Input;
                    asked += u64::from(matches!(&record.event, Event::Want(want) if asks(want)));
                    listener.record(&record)?;
                    listener.follow(&record)?;
                }
                Message::Clock(new) => clock = new,
                Message::Refused { .. }
                | Message::Held(_)
                | Message::Reached
                | Message::Copy(_) => {}
                Message::Broken(sentence) => return Err(Deaf::Bug(sentence)),
            }
            next = stage.messages().try_recv().ok();
        }
        listener.flush()?;
        match &listener.model.verdict {
            Verdict::Running | Verdict::WaitingForInput(_) => {}
            _ => return Ok(Stopped::Over),
        }
        if asked > served && !reading {
            served += 1;
            reading = true;
            lines.ask().map_err(|error| Deaf::Bug(error.to_string()))?;
        }
    }
}
