//! The words of both languages, and the sentences made of them.
//!
//! Words live in `assets/text/en.toml` and `zh.toml` under flat keys (`section.key`); a test holds that both have the
//! same keys and placeholders and that every key that the source asks for exists. Sentences are functions of the model:
//! a subject (a task's name) and what it does, with what follows from it.

mod blame;
mod cause;
mod entry;
mod headline;
mod large;
mod names;
mod operation;
mod question;
mod row;
mod sentence;
mod texts;
mod verdict;

pub use blame::{because, why};
pub use cause::cause;
pub use entry::log_entry;
pub use headline::{Piece, headline};
pub use large::large;
pub use question::{Asked, cause_of};
pub use row::{Unfolded, log_lines, log_row, unfolds};
pub use sentence::{doing, duration, label};
pub use texts::{Lang, Texts};
pub use verdict::{circle, circle_in_short, verdict, verdict_forms};

#[cfg(test)]
mod tests;
