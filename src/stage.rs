//! Puts a world on real threads: one monitor, one condition variable a thread, the scheduler's policy, the clock.
