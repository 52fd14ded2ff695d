//! Faults to plant in the stage, each of which a checker has to find.

/// A fault.
#[derive(Debug)]
pub struct Mutant {
    pub name: &'static str,
    /// Who has to find it.
    pub found_by: By,
    /// File of `src/stage`, what stands there once, and what to put in its place.
    pub edits: &'static [(&'static str, &'static str, &'static str)],
}

/// A checker, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// With real programs, time, and an interface that asks for anything.
    Shuttle,
    /// With a gate or two tasks, in every order.
    Loom,
    Both,
}

pub const ALL: &[Mutant] = &[
    Mutant {
        name: "wakes_before_the_state_changes",
        found_by: By::Both,
        edits: &[(
            "monitor.rs",
            "        let mut monitor = self.monitor.lock();
        monitor.stopping = true;
        monitor.wake_all();
",
            "        self.monitor.lock().wake_all();
        self.monitor.lock().stopping = true;
",
        )],
    },
    Mutant {
        name: "forgets_who_waits_with_a_timeout",
        found_by: By::Shuttle,
        edits: &[("monitor.rs", "self.clock.instant_of(self.world.deadline(task)?)", "None")],
    },
    Mutant {
        name: "stops_without_passing_the_monitor",
        found_by: By::Both,
        edits: &[
            (
                "monitor.rs",
                "        let mut monitor = self.monitor.lock();
        monitor.stopping = true;
        monitor.wake_all();
",
                "        let wakes: Vec<_> = {
            let monitor = self.monitor.lock();
            monitor.places.iter().map(|place| Arc::clone(&place.wake)).collect()
        };
        self.halted.store(true, crate::sync::Ordering::SeqCst);
        for wake in wakes {
            wake.notify_one();
        }
",
            ),
            (
                "monitor.rs",
                "    pub(super) gate: Arc<Gate>,
}",
                "    pub(super) gate: Arc<Gate>,
    pub(super) halted: crate::sync::AtomicBool,
}",
            ),
            (
                "monitor.rs",
                "            gate,
        }",
                "            gate,
            halted: Default::default(),
        }",
            ),
            (
                "actor.rs",
                "if monitor.stopping {",
                "if monitor.stopping || shared.halted.load(crate::sync::Ordering::SeqCst) {",
            ),
        ],
    },
    Mutant {
        name: "tells_after_the_monitor",
        found_by: By::Shuttle,
        edits: &[
            (
                "actor.rs",
                "        shared.settle(&mut monitor);
        match outcome",
                "        let late = shared.settle_late(&mut monitor);
        MutexGuard::unlocked(&mut monitor, late);
        match outcome",
            ),
            (
                "monitor.rs",
                "    fn start_thread(",
                "    pub(super) fn settle_late(self: &Arc<Self>, monitor: &mut Monitor) -> impl FnOnce() + use<> {
        let mut late = Vec::new();
        monitor.world.drain_events(&mut late);
        self.gate.sent(late.len());
        self.settle(monitor);
        let messages = monitor.messages.clone();
        move || for record in late {
            let _ = messages.send(Message::Record(record));
        }
    }

    fn start_thread(",
            ),
        ],
    },
    Mutant {
        name: "lets_the_woken_sleep_on",
        found_by: By::Both,
        edits: &[
            ("monitor.rs", "        for task in woken {
            monitor.place(task).wake.notify_one();
        }
", ""),
        ],
    },
    Mutant {
        name: "resumes_and_wakes_nobody",
        found_by: By::Both,
        edits: &[
            ("conductor.rs", "            monitor.line_clock.start();
            clock_changed(shared, monitor);", "            monitor.line_clock.start();
            shared.tell(monitor, Message::Clock(monitor.clock));"),
        ],
    },
    Mutant {
        name: "pauses_and_holds_nobody",
        found_by: By::Shuttle,
        edits: &[
            ("monitor.rs", "lecturer || place.granted", "true"),
        ],
    },
    Mutant {
        name: "pauses_and_lets_time_pass",
        found_by: By::Shuttle,
        edits: &[
            ("monitor.rs", "        self.end_hold(monitor);
        monitor.clock.stop();
", "        self.end_hold(monitor);
"),
        ],
    },
    Mutant {
        name: "grants_a_step_for_ever",
        found_by: By::Shuttle,
        edits: &[
            ("monitor.rs", "self.place(task).granted = false;", "let _ = task;"),
        ],
    },
    Mutant {
        name: "grants_a_step_and_wakes_nobody",
        found_by: By::Both,
        edits: &[
            ("monitor.rs", "        place.granted = true;
        place.wake.notify_one();", "        place.granted = true;"),
        ],
    },
    Mutant {
        name: "keeps_grants_beyond_the_pause",
        found_by: By::Shuttle,
        edits: &[
            ("conductor.rs", "            monitor.forget_grants();
", ""),
        ],
    },
    Mutant {
        name: "steps_a_sleeper_and_leaves_the_clock",
        found_by: By::Shuttle,
        edits: &[
            ("conductor.rs", "        monitor.clock.set(deadline);
", "        let _ = deadline;\n"),
        ],
    },
    Mutant {
        name: "never_looks_at_the_clock",
        found_by: By::Shuttle,
        edits: &[
            ("actor.rs", "        shared.tick(&mut monitor);
", ""),
        ],
    },
    Mutant {
        name: "forgets_who_stays_on_a_line",
        found_by: By::Shuttle,
        edits: &[
            ("monitor.rs", "self.line_clock.instant_of(until)", "{ let _ = until; None }"),
        ],
    },
    Mutant {
        name: "stays_on_no_line",
        found_by: By::Shuttle,
        edits: &[
            ("monitor.rs", "lecturer || place.stays_until <= now", "{ let _ = (place, now); true }"),
        ],
    },
    Mutant {
        name: "sees_nobody_off",
        found_by: By::Shuttle,
        edits: &[
            ("conductor.rs", "let _ = thread.join();", "drop(thread);"),
        ],
    },
    Mutant {
        name: "waits_at_the_gate_with_the_monitor",
        found_by: By::Shuttle,
        edits: &[
            ("actor.rs", "MutexGuard::unlocked(&mut monitor, || shared.gate.pass());", "shared.gate.pass();"),
        ],
    },
    Mutant {
        name: "never_closes_the_gate",
        found_by: By::Shuttle,
        edits: &[
            ("gate.rs", "self.unread.load(Ordering::Relaxed) > self.high", "false"),
        ],
    },
    Mutant {
        name: "opens_the_gate_beside_the_turnstile",
        found_by: By::Loom,
        edits: &[
            ("gate.rs", "self.low {
            drop(self.turnstile.lock());
", "self.low {
"),
        ],
    },
    Mutant {
        name: "leaves_the_gate_beside_the_turnstile",
        found_by: By::Loom,
        edits: &[
            ("gate.rs", "        self.open.store(true, Ordering::Release);
        drop(self.turnstile.lock());
", "        self.open.store(true, Ordering::Release);
"),
        ],
    },
    Mutant {
        name: "lets_one_of_two_pass",
        found_by: By::Loom,
        edits: &[
            ("gate.rs", "            drop(self.turnstile.lock());
            self.moved.notify_all();", "            drop(self.turnstile.lock());
            self.moved.notify_one();"),
        ],
    },
    Mutant {
        name: "opens_the_gate_before_it_has_counted",
        found_by: By::Loom,
        edits: &[
            ("gate.rs", "self.unread.fetch_sub(count, Ordering::AcqRel);", "self.unread.load(Ordering::Acquire);"),
            ("gate.rs", "            self.moved.notify_all();
        }
    }", "            self.moved.notify_all();
        }
        self.unread.fetch_sub(count, Ordering::AcqRel);
    }"),
        ],
    },
    Mutant {
        name: "moves_in_the_hold_of_a_beat",
        found_by: By::Shuttle,
        edits: &[(
            "monitor.rs",
            "        if self.beats.until.is_some() {
            return false;
        }
",
            "",
        )],
    },
    Mutant {
        name: "nobody_ends_the_hold_of_a_beat",
        found_by: By::Shuttle,
        edits: &[("monitor.rs", "            return goes_on.then_some(until);", "            return (!goes_on).then_some(until);")],
    },
    Mutant {
        name: "lets_the_clocks_stand_when_a_hold_is_over",
        found_by: By::Shuttle,
        edits: &[(
            "monitor.rs",
            "        if !monitor.paused {
            monitor.clock.start();
            monitor.line_clock.start();
        }
        monitor.wake_all();",
            "        monitor.wake_all();",
        )],
    },
];
