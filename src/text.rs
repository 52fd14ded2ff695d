//! The words of both languages, and the sentences made of them.
//!
//! Words live in `assets/text/en.toml` and `zh.toml` under flat keys (`section.key`); a test holds that both have the
//! same keys and placeholders and that every key that the source asks for exists. Sentences are functions of the model.

mod texts;

pub use texts::{Lang, Texts};
