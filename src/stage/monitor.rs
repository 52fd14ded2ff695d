//! The monitor: the world, the clock and who may run, behind one mutex.

use std::sync::Arc;

use super::beats::{Beats, GIVE, Heard, TAKE};
use super::gate::Gate;
use super::pace::{self, Clocks, Pace, Stay, Way};
use super::{Clock, Granularity, Message, Options, actor};
use crate::sync::{Condvar, Instant, JoinHandle, Mutex, Sender, is_over, spawn};
use crate::trace::{Event, Micros, Record, TaskId};
use crate::world::World;

/// What all threads of a run share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) monitor: Mutex<Monitor>,
    pub(super) gate: Arc<Gate>,
}

/// Everything that is guarded by the mutex.
#[derive(Debug)]
pub(super) struct Monitor {
    pub(super) world: World,
    /// Runs exactly while the run is neither paused nor held by a beat; the world's time never runs ahead of it, and is
    /// level with it after [`Shared::tick`].
    pub(super) clock: Clock,
    /// Counts the time that tasks stay on lines: it runs while `clock` does, at its speed, and never crawls.
    pub(super) line_clock: Clock,
    /// Holds of the run for the sake of who watches.
    pub(super) beats: Beats,
    /// How many places have `holds`. With a pace, `clock` crawls exactly while there are any.
    holding: usize,
    pub(super) paused: bool,
    pub(super) granularity: Granularity,
    /// Once set, never taken back: every thread leaves at its next entry.
    pub(super) stopping: bool,
    /// How long tasks stay on lines.
    pace: Pace,
    /// By task. A task waits on its own place alone, so that a wake-up wakes exactly whom it is for.
    places: Vec<Place>,
    /// Those that were started, but for some that have ended: all that are alive are among them.
    threads: Vec<JoinHandle<()>>,
    /// Records of the step at hand; empty whenever the mutex is free.
    fresh: Vec<Record>,
    messages: Sender<Message>,
}

/// What the scheduler knows of a task.
#[derive(Debug, Default)]
struct Place {
    wake: Arc<Condvar>,
    /// Time of the line clock until which it stays on its line.
    stays_until: Micros,
    /// Whether time waits for it: it is on its way from one line to the next.
    holds: bool,
    /// What its lines have come to.
    way: Way,
    /// While paused: whether it may take a step all the same.
    granted: bool,
}

impl Shared {
    pub(super) fn new(
        world: World,
        options: Options,
        messages: Sender<Message>,
        gate: Arc<Gate>,
    ) -> Self {
        let mut clock = Clock::new(options.speed);
        if !options.paused {
            clock.start();
        }
        let line_clock = clock;
        let beats = Beats::new(options.beats);
        Self {
            monitor: Mutex::new(Monitor {
                world,
                clock,
                line_clock,
                beats,
                holding: 0,
                paused: options.paused,
                granularity: options.granularity,
                stopping: false,
                pace: Pace::new(options.pace),
                places: Vec::new(),
                threads: Vec::new(),
                fresh: Vec::new(),
                messages,
            }),
            gate,
        }
    }

    /// Ends the run: every thread is woken and leaves.
    pub(super) fn stop(&self) {
        let mut monitor = self.monitor.lock();
        monitor.stopping = true;
        monitor.wake_all();
    }

    /// Takes the threads that have been started, to be joined without the monitor.
    pub(super) fn take_threads(&self) -> Vec<JoinHandle<()>> {
        std::mem::take(&mut self.monitor.lock().threads)
    }

    /// Every entry to the monitor begins here: the world moves to now, and what is due fires.
    pub(super) fn tick(self: &Arc<Self>, monitor: &mut Monitor) {
        if monitor
            .beats
            .until
            .is_some_and(|until| until <= Instant::now())
        {
            self.end_hold(monitor);
        }
        let now = monitor.clock.now();
        if let Some((_, until)) = monitor.beats.stands.take_if(|(from, _)| *from <= now) {
            self.begin_hold(monitor, until);
        }
        if now > monitor.world.now() {
            monitor.world.advance(now);
            self.settle(monitor);
        }
    }

    /// After anything that changed the world: tell it, start whom it started, wake whom it woke.
    pub(super) fn settle(self: &Arc<Self>, monitor: &mut Monitor) {
        monitor.world.drain_events(&mut monitor.fresh);
        self.gate.sent(monitor.fresh.len());
        let woken = monitor.world.take_woken();
        let mut heard = Heard::Nothing;
        let mut idle = false;
        let mut fresh = std::mem::take(&mut monitor.fresh);
        for record in fresh.drain(..) {
            monitor.pace.hear(&record.event);
            if let Some(task) = pace::actor(&record.event) {
                monitor.place(task).way.hear(&record.event);
            }
            idle |= matches!(record.event, Event::Idle);
            match monitor.beats.hear(&record, &woken) {
                Heard::Nothing => {}
                cause_or_end => heard = cause_or_end,
            }
            // Nobody listens any more only while the run is being stopped.
            let _ = monitor.messages.send(Message::Record(record));
        }
        monitor.fresh = fresh;
        for task in monitor.world.take_started() {
            self.start_thread(monitor, task);
        }
        for task in woken {
            monitor.place(task).wake.notify_one();
        }
        self.beat(monitor, heard);
        if idle && monitor.beats.hurries() {
            // Nothing more will come by itself.
            monitor.end_search();
            self.tell(monitor, Message::Clock(monitor.clock));
        }
    }

    /// Holds the run, or pauses it where it was to be seen to here, as what was heard demands.
    fn beat(self: &Arc<Self>, monitor: &mut Monitor, heard: Heard) {
        let length = match heard {
            Heard::Nothing => return,
            Heard::Cause { sought } => {
                if sought {
                    monitor.slow_down();
                    self.tell(monitor, Message::Clock(monitor.clock));
                }
                GIVE
            }
            Heard::InVain | Heard::Late(_) => GIVE,
            Heard::Settled => {
                if monitor.beats.sought.is_some_and(|sought| sought.found) {
                    monitor.end_search();
                    self.pause(monitor);
                    self.tell(monitor, Message::Reached);
                    return;
                }
                TAKE
            }
        };
        let Some(until) = Instant::now().checked_add(length) else {
            return;
        };
        match heard {
            // Whoever is on a line might do something before the others' times are up.
            Heard::Late(from) if !monitor.clock.crawls() => {
                monitor.beats.stands = Some((from, until));
            }
            _ => self.begin_hold(monitor, until),
        }
    }

    /// Holds the run until this moment, if there are beats.
    fn begin_hold(self: &Arc<Self>, monitor: &mut Monitor, until: Instant) {
        monitor.beats.stands = None;
        let followed = monitor.clock.speed() <= 1.0 && !monitor.beats.hurries();
        if !monitor.beats.on || !followed || monitor.paused || until <= Instant::now() {
            return;
        }
        monitor.beats.until = Some(until);
        monitor.clock.stop();
        monitor.line_clock.stop();
        self.tell(monitor, Message::Clock(monitor.clock));
        self.tell(monitor, Message::Held(true));
    }

    /// The hold of a beat is over.
    pub(super) fn end_hold(self: &Arc<Self>, monitor: &mut Monitor) {
        if monitor.beats.until.take().is_none() {
            return;
        }
        if !monitor.paused {
            monitor.clock.start();
            monitor.line_clock.start();
        }
        monitor.wake_all();
        self.tell(monitor, Message::Held(false));
        self.tell(monitor, Message::Clock(monitor.clock));
    }

    /// Holds all tasks but the lecturer at their next visible operation.
    pub(super) fn pause(self: &Arc<Self>, monitor: &mut Monitor) {
        monitor.paused = true;
        self.end_hold(monitor);
        monitor.clock.stop();
        monitor.line_clock.stop();
        monitor.wake_all();
        self.tell(monitor, Message::Clock(monitor.clock));
    }

    fn start_thread(self: &Arc<Self>, monitor: &mut Monitor, task: TaskId) {
        let name: String = monitor
            .world
            .name(task)
            .chars()
            .filter(|&c| c != '\0')
            .collect();
        let wake = Arc::clone(&monitor.place(task).wake);
        let shared = Arc::clone(self);
        // The machine does not recurse for Python calls: a small stack is enough for any program.
        let spawned = spawn(name, Some(256 * 1024), move || {
            actor::run(&shared, task, &wake);
        });
        match spawned {
            Ok(thread) => {
                // A thread that has ended keeps its stack for whoever would join it.
                monitor.threads.retain(|thread| !is_over(thread));
                monitor.threads.push(thread);
            }
            Err(error) => self.broken(monitor, format!("no thread for task {}: {error}", task.0)),
        }
    }

    /// Time waits for `task`, or no longer: it is on its way from line to line, or it waits for something, or is gone.
    ///
    /// Those who sleep or wait with a timeout have reckoned with a clock that crawls, so they are woken when it runs.
    pub(super) fn hold(self: &Arc<Self>, monitor: &mut Monitor, task: TaskId, holds: bool) {
        if monitor.pace.is_none() {
            return;
        }
        let held = std::mem::replace(&mut monitor.place(task).holds, holds);
        monitor.holding = monitor.holding + usize::from(holds) - usize::from(held);
        let crawls = monitor.holding > 0;
        if crawls == monitor.clock.crawls() {
            return;
        }
        monitor.clock.crawl(crawls);
        if !crawls {
            for place in monitor
                .world
                .sleepers()
                .filter_map(|task| monitor.places.get(task.index()))
            {
                place.wake.notify_one();
            }
        }
        self.tell(monitor, Message::Clock(monitor.clock));
    }

    /// A bug of ours: the run is dead, and says so.
    pub(super) fn broken(&self, monitor: &mut Monitor, sentence: String) {
        monitor.stopping = true;
        monitor.wake_all();
        self.tell(monitor, Message::Broken(sentence));
    }

    pub(super) fn tell(&self, monitor: &Monitor, message: Message) {
        self.gate.sent(1);
        // As in `settle`.
        let _ = monitor.messages.send(message);
    }
}

impl Monitor {
    fn place(&mut self, task: TaskId) -> &mut Place {
        self.pace_and_place(task).1
    }

    fn pace_and_place(&mut self, task: TaskId) -> (&mut Pace, &mut Place) {
        if self.places.len() <= task.index() {
            self.places.resize_with(task.index() + 1, Place::default);
        }
        (&mut self.pace, &mut self.places[task.index()])
    }

    /// Whether the scheduler's policy lets `task` take a step now, leaving aside whether the program does.
    pub(super) fn admits(&mut self, task: TaskId) -> bool {
        let lecturer = self.world.lecturer() == Some(task);
        let (paused, now) = (self.paused, self.line_clock.now());
        if self.beats.until.is_some() {
            return false;
        }
        let place = self.place(task);
        if paused {
            lecturer || place.granted
        } else {
            lecturer || place.stays_until <= now
        }
    }

    /// The moment at which `task` should look again if nobody wakes it.
    pub(super) fn looks_again(&mut self, task: TaskId) -> Option<Instant> {
        if let Some(until) = self.beats.until {
            // Whoever would go on by itself sees the hold end; it wakes the others.
            let goes_on = self.world.runnable(task) || self.world.deadline(task).is_some();
            return goes_on.then_some(until);
        }
        if self.world.runnable(task) {
            let until = self.place(task).stays_until;
            self.line_clock.instant_of(until)
        } else {
            self.clock.instant_of(self.world.deadline(task)?)
        }
    }

    /// `task` has reached the place where a step ends, `within` a line or at its beginning, and stays there for the pace.
    /// Tells whether time waits for it.
    pub(super) fn stays(&mut self, task: TaskId, within: bool) -> bool {
        let clocks = Clocks {
            program: self.world.now(),
            line: self.line_clock.now(),
            speed: self.clock.speed(),
        };
        let free = self.beats.hurries() || self.world.lecturer() == Some(task);
        let (pace, here) = self.pace_and_place(task);
        let stay = if free {
            Stay::default()
        } else {
            pace.stay(&mut here.way, within, clocks)
        };
        here.stays_until = clocks.line + stay.time;
        self.step_used(task);
        stay.holds
    }

    /// Nothing is sought any more, and the speed is what it was before.
    pub(super) fn end_search(&mut self) {
        self.slow_down();
        self.beats.sought = None;
    }

    /// From here on as fast as before a cause was sought.
    fn slow_down(&mut self) {
        if let Some(sought) = &mut self.beats.sought
            && !sought.found
        {
            sought.found = true;
            self.clock.set_speed(sought.speed);
            self.line_clock.set_speed(sought.speed);
        }
    }

    /// `task` waits for something.
    pub(super) fn rests(&mut self, task: TaskId) {
        let now = self.world.now();
        let for_a_while = self.world.deadline(task).is_none_or(|until| until > now);
        if for_a_while {
            self.place(task).way.rests();
        }
        self.step_used(task);
    }

    /// `task` has used up the step that it was granted, if it was.
    pub(super) fn step_used(&mut self, task: TaskId) {
        self.place(task).granted = false;
    }

    pub(super) fn grant(&mut self, task: TaskId) {
        let place = self.place(task);
        place.granted = true;
        place.wake.notify_one();
    }

    /// Takes back steps that were granted and not used.
    pub(super) fn forget_grants(&mut self) {
        for place in &mut self.places {
            place.granted = false;
        }
    }

    pub(super) fn wake_all(&self) {
        for place in &self.places {
            place.wake.notify_one();
        }
    }
}
