//! A run on the stage and what an attentive reader makes of its messages.

use std::collections::{BTreeMap, BTreeSet};

use primviz::trace::{Event, Micros, NoteKind, ObjectKind, Op, Record, SiteId, TaskId, TaskKind};

use super::stage::{Clock, Message, Options, Request, Stage};
use crate::programs::{Fate, Program};
use crate::sync::Receiver;
use crate::world::{Witness, World};

/// So many lines may hold time up for the whole of the pace, whatever the program does meanwhile.
const FOLLOWED: usize = 4;

/// What is wrong, in words.
pub type Verdict = Result<(), String>;

/// A run that is listened to.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something that was heard of, and none follows from another"
)]
pub struct Show {
    program: &'static Program,
    stage: Stage,
    messages: Receiver<Message>,
    pub witness: Witness,
    /// Records that were heard.
    pub heard: usize,
    clock: Option<Clock>,
    tasks: BTreeMap<TaskId, Told>,
    pub lecturer: Option<TaskId>,
    /// Whether nobody could run when last heard of.
    pub idle: bool,
    /// Whether a cause that was sought has come.
    pub reached: bool,
    /// Open questions of `input()`.
    asks: usize,
    said: usize,
    /// Statements of the lecturer's that are over.
    pub over: usize,
    pub broken: Option<String>,
    /// Program time that a task has to stay on a line that is to be followed.
    pub pace: Micros,
    /// Lines on which somebody had to stay; none before there is something to follow.
    followed: Option<usize>,
    /// Whether steps that were asked for and not taken are void once the clock runs.
    pub forgets: bool,
    /// The hold of a beat is over, and the clock has not been heard of since.
    hold_over: bool,
    /// Messages that were taken, and the run was not told.
    backlog: Option<usize>,
}

/// What is known of a task.
#[derive(Default)]
struct Told {
    ended: bool,
    lecturer: bool,
    /// Steps that it was asked to take.
    asked: usize,
    /// Lines that it reached while the clock stood.
    reached: usize,
    /// When it last reached a line where it has to stay.
    at: Option<Micros>,
    /// The lines that it has reached.
    been: BTreeSet<SiteId>,
}

impl Show {
    /// Begins. `ahead` is how many messages may be unread before tasks are held back.
    pub fn begin(
        program: &'static Program,
        options: Options,
        ahead: usize,
    ) -> Result<Self, String> {
        let witness = Witness::default();
        let world = World::new(program.world(), witness.clone());
        let stage =
            Stage::ahead(move || world, options, ahead).map_err(|error| error.to_string())?;
        Ok(Self {
            program,
            messages: stage.messages().clone(),
            stage,
            witness,
            heard: 0,
            clock: None,
            tasks: BTreeMap::new(),
            lecturer: None,
            idle: false,
            reached: false,
            asks: 0,
            said: 0,
            over: 0,
            broken: None,
            pace: 0,
            followed: None,
            forgets: false,
            hold_over: false,
            backlog: None,
        })
    }

    pub fn request(&mut self, request: Request) {
        if let Request::Step(task) = &request {
            self.tasks.entry(*task).or_default().asked += 1;
        }
        self.stage.request(request);
    }

    /// Takes one message, as soon as there is one.
    pub fn listen(&mut self) -> Verdict {
        match self.messages.recv() {
            Ok(message) => {
                self.taken();
                self.hear(message)
            }
            Err(_) => Err("the run fell silent".to_owned()),
        }
    }

    /// Takes one message if there is one.
    pub fn glance(&mut self) -> Verdict {
        match self.messages.try_recv() {
            Some(message) => {
                self.taken();
                self.hear(message)
            }
            None => Ok(()),
        }
    }

    fn taken(&mut self) {
        match &mut self.backlog {
            Some(backlog) => *backlog += 1,
            None => self.stage.received(1),
        }
    }

    /// From now on takes messages and does not say so.
    pub fn keep_quiet(&mut self) {
        self.backlog = Some(0);
    }

    /// Says how many messages were taken.
    pub fn acknowledge(&mut self) {
        self.stage.received(self.backlog.take().unwrap_or_default());
    }

    /// Listens until everything that was asked for has been done: the lecturer's next statement comes after it.
    pub fn catch_up(&mut self) -> Verdict {
        let before = self.over;
        self.request(Request::Say("print('well')".to_owned()));
        self.until(|show| show.over > before)
    }

    /// Messages that have not been taken.
    pub fn unread(&self) -> usize {
        self.messages.len()
    }

    /// Listens until something holds.
    pub fn until(&mut self, holds: impl Fn(&Self) -> bool) -> Verdict {
        while !holds(self) {
            self.listen()?;
        }
        Ok(())
    }

    /// Listens until the program is over, or nobody can run any more; answers and speaks where the program needs it.
    pub fn play_out(&mut self) -> Verdict {
        loop {
            if self.asks > 0 {
                self.asks -= 1;
                self.request(Request::Answer(Some("yes".to_owned())));
            }
            if self.idle && self.said < self.program.says.len() {
                self.idle = false;
                let statement = self.program.says[self.said];
                self.said += 1;
                self.request(Request::Say(statement.to_owned()));
            }
            if self.has_ended() {
                return match self.program.fate {
                    Fate::Ends => Ok(()),
                    _ => Err("it ended".to_owned()),
                };
            }
            if self.idle && self.program.fate == Fate::Sticks {
                return Ok(());
            }
            self.listen()?;
        }
    }

    /// Whether all tasks but the lecturer have ended, as far as told.
    pub fn has_ended(&self) -> bool {
        let mut others = self.tasks.values().filter(|task| !task.lecturer).peekable();
        others.peek().is_some() && others.all(|task| task.ended)
    }

    /// The tasks that are there, but for the lecturer.
    pub fn present(&self) -> Vec<TaskId> {
        let there = self
            .tasks
            .iter()
            .filter(|(_, task)| !task.lecturer && !task.ended);
        there.map(|(&id, _)| id).collect()
    }

    /// Whether the clock runs; none before the first word.
    pub fn running(&self) -> Option<bool> {
        self.clock.map(|clock| clock.running())
    }

    /// Ends the run, hears the rest, and sees that nothing was lost.
    pub fn leave(mut self) -> Verdict {
        let messages = self.messages.clone();
        let witness = self.witness.clone();
        let Self { stage, .. } = self;
        drop(stage);
        self_check(&messages, &witness, &mut self.heard)
    }

    fn hear(&mut self, message: Message) -> Verdict {
        match message {
            Message::Record(record) => self.hear_record(&record),
            Message::Clock(clock) => {
                let stood = self.running() == Some(false);
                self.clock = Some(clock);
                // The end of a hold lets it run as well, and may be heard after a step was asked for.
                let resumed = stood && clock.running() && !std::mem::take(&mut self.hold_over);
                if self.forgets && resumed {
                    for task in self.tasks.values_mut() {
                        (task.asked, task.reached) = (0, 0);
                    }
                }
                Ok(())
            }
            Message::Copy(_) => Ok(()),
            Message::Held(held) => {
                self.hold_over = !held;
                Ok(())
            }
            Message::Reached => {
                self.reached = true;
                Ok(())
            }
            Message::Refused { sentence, .. } => Err(sentence),
            Message::Broken(sentence) => {
                self.broken = Some(sentence);
                Ok(())
            }
        }
    }

    fn hear_record(&mut self, record: &Record) -> Verdict {
        in_order(record, &self.witness, &mut self.heard)?;
        self.idle = matches!(record.event, Event::Idle);
        match &record.event {
            Event::Spawn(spawn) => {
                let lecturer = spawn.kind == TaskKind::Lecturer;
                self.tasks.entry(spawn.task).or_default().lecturer = lecturer;
                if lecturer {
                    self.lecturer = Some(spawn.task);
                }
            }
            Event::End { task, .. } => self.tasks.entry(*task).or_default().ended = true,
            Event::Want(want) if want.op == Op::Input => self.asks += 1,
            Event::Note {
                kind: NoteKind::Statement,
                text,
                ..
            } if text.is_empty() => self.over += 1,
            _ => {}
        }
        self.keeps_pace(record)?;
        self.stands_still(record)
    }

    fn keeps_pace(&mut self, record: &Record) -> Verdict {
        let (task, site) = match &record.event {
            Event::At { task, site } => (task, site),
            Event::New(new) => {
                if new.kind != ObjectKind::Variable {
                    self.followed.get_or_insert(0);
                }
                return Ok(());
            }
            _ => return Ok(()),
        };
        let followed = self.followed.is_some_and(|lines| lines < FOLLOWED);
        let pace = self.pace;
        let task = self.tasks.entry(*task).or_default();
        // While it stays, program time hardly moves: by a hundred-thousandth of it, and each time the clock is set it loses
        // less than a microsecond.
        let stayed = task.at.is_none_or(|at| record.time >= at + pace / 400_000);
        // Where it has not been before, it has to stay, as soon as there is something to see.
        let stays = followed && task.been.insert(*site);
        task.at = stays.then_some(record.time);
        self.followed = self.followed.map(|lines| lines + usize::from(stays));
        if stayed || task.lecturer {
            Ok(())
        } else {
            Err(format!("{record:?} comes too soon after the line before"))
        }
    }

    /// While the clock stands, nobody but the lecturer does anything without having been asked to.
    fn stands_still(&mut self, record: &Record) -> Verdict {
        let Some(clock) = self.clock.filter(|clock| !clock.running()) else {
            return Ok(());
        };
        if record.time > clock.now() {
            return Err(format!("{record:?} comes after the clock stopped"));
        }
        let (actor, line) = match &record.event {
            Event::At { task, .. } => (*task, true),
            Event::Start { task } | Event::Out { task, .. } => (*task, false),
            Event::Want(want) => (want.task, false),
            Event::Done(done) => (done.task, false),
            Event::Fail(fail) => (fail.task, false),
            _ => return Ok(()),
        };
        let task = self.tasks.entry(actor).or_default();
        if task.lecturer {
            return Ok(());
        }
        if task.reached >= task.asked {
            return Err(format!("{record:?}, and the run is paused"));
        }
        task.reached += usize::from(line);
        Ok(())
    }
}

/// Sees that a record is the next one that happened.
fn in_order(record: &Record, witness: &Witness, heard: &mut usize) -> Verdict {
    let happened = witness.record(*heard);
    *heard += 1;
    if happened.as_ref() == Some(record) {
        Ok(())
    } else {
        Err(format!("told: {record:?}\nbut then: {happened:?}"))
    }
}

/// The rest of the messages: in order too, and all of what happened is among them.
fn self_check(messages: &Receiver<Message>, witness: &Witness, heard: &mut usize) -> Verdict {
    while let Some(message) = messages.try_recv() {
        if let Message::Record(record) = message {
            in_order(&record, witness, heard)?;
        }
    }
    if *heard == witness.count() {
        Ok(())
    } else {
        Err(format!(
            "{} records, and {heard} were told",
            witness.count()
        ))
    }
}
