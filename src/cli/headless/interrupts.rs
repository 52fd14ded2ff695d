//! SIGINT, for the program that runs.

use crossbeam_channel::Receiver;

/// Where it is told that SIGINT has come, each time. Until the process ends it is not what ends it.
///
/// # Errors
/// The operating system gives no thread or no signal handler.
#[cfg(unix)]
pub fn listen() -> std::io::Result<Receiver<()>> {
    let mut signals = signal_hook::iterator::Signals::new([signal_hook::consts::SIGINT])?;
    let (sender, receiver) = crossbeam_channel::unbounded();
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for _ in signals.forever() {
                if sender.send(()).is_err() {
                    // Nobody listens any more: what it does else.
                    let _ = signal_hook::low_level::emulate_default_handler(
                        signal_hook::consts::SIGINT,
                    );
                }
            }
        })?;
    Ok(receiver)
}

/// Nobody tells of it.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn listen() -> std::io::Result<Receiver<()>> {
    Ok(crossbeam_channel::never())
}
