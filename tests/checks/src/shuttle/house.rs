//! Who is there: every thread that the stage starts enters, and has to be gone when the run is over.

use std::cell::Cell;
use std::io;

/// Stack of a thread, in bytes.
pub const STACK: usize = 512 * 1024;

thread_local! {
    static GUESTS: Cell<usize> = const { Cell::new(0) };
    static ROOM: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// A thread that is there, until this is dropped.
#[derive(Debug)]
pub struct Guest(());

impl Drop for Guest {
    fn drop(&mut self) {
        GUESTS.set(GUESTS.get() - 1);
    }
}

/// Nobody is there, and there is room for everybody.
pub fn open() {
    GUESTS.set(0);
    ROOM.set(usize::MAX);
}

/// The system will have no more than so many threads to give from now on.
pub fn room_for(threads: usize) {
    ROOM.set(threads);
}

/// One more thread.
///
/// # Errors
/// There is no room.
pub fn enter() -> io::Result<Guest> {
    let room = ROOM.get();
    if room == 0 {
        return Err(io::Error::other("no more threads"));
    }
    ROOM.set(room - 1);
    GUESTS.set(GUESTS.get() + 1);
    Ok(Guest(()))
}

/// Sees that everybody has gone.
pub fn close() -> Result<(), String> {
    match GUESTS.get() {
        0 => Ok(()),
        left => Err(format!("{left} threads are left")),
    }
}
