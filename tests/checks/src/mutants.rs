//! Faults to plant in the stage, each of which a checker has to find.

/// A fault.
#[derive(Debug)]
pub struct Mutant {
    pub name: &'static str,
    /// File of `src/stage`, what stands there once, and what to put in its place.
    pub edits: &'static [(&'static str, &'static str, &'static str)],
}

pub const ALL: &[Mutant] = &[
    Mutant {
        name: "wakes_before_the_state_changes",
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
        edits: &[("monitor.rs", "self.world.deadline(task)", "None")],
    },
    Mutant {
        name: "stops_without_passing_the_monitor",
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
        wakes.iter().for_each(|wake| wake.notify_one());
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
];
