//! Exit statuses: one table for the code, the help and the docs.

use std::process::ExitCode;

/// How primviz ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exit {
    /// All is well.
    Fine,
    /// The program ended as `python3` would end it: with this status.
    Program(u8),
    /// The command line makes no sense.
    Usage,
    /// The program deadlocked.
    Deadlock,
    /// The program stalled.
    Stalled,
    /// There is no such scene or variant.
    NoScene,
    /// A file cannot be read or written, or is not what it should be.
    File,
    /// A program is outside of the subset.
    Source,
    /// A `scene.toml` is wrong.
    SceneFile,
    /// There is no terminal to draw on.
    NoTerminal,
    /// The terminal has gone.
    LostTerminal,
    /// A fault of primviz's own.
    Bug,
}

/// Every exit status and when it is used.
pub const TABLE: [(u8, &str); 12] = [
    (
        0,
        "the program ended, was left, or waits for the lecturer as its scene says",
    ),
    (
        1,
        "an exception left the main thread (130: KeyboardInterrupt; sys.exit gives its own status)",
    ),
    (2, "the command line makes no sense"),
    (
        3,
        "deadlock: threads wait for each other in a circle (headless)",
    ),
    (
        4,
        "stalled: nobody can run, and there is no circle (headless)",
    ),
    (5, "there is no such scene or variant"),
    (
        6,
        "a file cannot be read or written, or is neither a scene nor a Python program",
    ),
    (
        7,
        "the program is outside of the subset of Python that primviz runs",
    ),
    (8, "a scene.toml is wrong"),
    (9, "there is no terminal to draw on"),
    (10, "the terminal has gone"),
    (70, "a fault of primviz's own"),
];

impl Exit {
    /// The number.
    pub fn status(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Program(status) => status,
            Self::Usage => 2,
            Self::Deadlock => 3,
            Self::Stalled => 4,
            Self::NoScene => 5,
            Self::File => 6,
            Self::Source => 7,
            Self::SceneFile => 8,
            Self::NoTerminal => 9,
            Self::LostTerminal => 10,
            Self::Bug => 70,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.status().into()
    }
}

/// The table as the help shows it.
pub fn help() -> String {
    let rows = TABLE
        .iter()
        .map(|(status, when)| format!("  {status:>3}  {when}"));
    let rows: Vec<String> = rows.collect();
    format!("Exit status:\n{}", rows.join("\n"))
}

/// The table as the documentation shows it.
pub fn markdown() -> String {
    let rows = TABLE
        .iter()
        .map(|(status, when)| format!("| {status} | {when} |\n"));
    format!("| status | when |\n|---|---|\n{}", rows.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_stands_in_the_table_once() {
        let all = [
            Exit::Fine,
            Exit::Program(1),
            Exit::Usage,
            Exit::Deadlock,
            Exit::Stalled,
            Exit::NoScene,
            Exit::File,
            Exit::Source,
            Exit::SceneFile,
            Exit::NoTerminal,
            Exit::LostTerminal,
            Exit::Bug,
        ];
        let statuses: Vec<u8> = all.iter().map(|exit| exit.status()).collect();
        let table: Vec<u8> = TABLE.iter().map(|(status, _)| *status).collect();
        assert_eq!(statuses, table);
    }
}
