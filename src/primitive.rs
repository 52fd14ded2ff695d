//! The primitives as plain state machines: try the operation, learn whether it is done, blocked or raised, and whom it wakes. No thread, no clock, no I/O.
