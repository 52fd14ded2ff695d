//! A run as sentences on standard output, a line each: for screen readers and captions.

use std::io::{self, Write};

use crate::model::{Cause, Causes, Circle, Model, Verdict, What};
use crate::text::{self, Lang, Texts};
use crate::trace::Micros;

/// Program time that a cause is waited for until those it woke have tried again.
const PATIENCE: Micros = 500_000;

/// What has been said, and what the program has begun to print.
#[derive(Debug)]
pub struct Narrator {
    texts: &'static Texts,
    causes: u64,
    entries: u64,
    /// The last circle that was told of.
    circle: Option<Circle>,
    printed: String,
}

impl Narrator {
    pub fn new(lang: Lang) -> Self {
        Self {
            texts: Texts::of(lang),
            causes: 0,
            entries: 0,
            circle: None,
            printed: String::new(),
        }
    }

    /// Says what the program prints, once a line of it is whole.
    pub fn print(&mut self, text: &str, out: &mut impl Write) -> io::Result<()> {
        self.printed.push_str(text);
        while let Some(end) = self.printed.find('\n') {
            let line: String = self.printed.drain(..=end).collect();
            self.quote(line.trim_end(), out)?;
        }
        Ok(())
    }

    fn quote(&self, line: &str, out: &mut impl Write) -> io::Result<()> {
        if line.is_empty() {
            return Ok(());
        }
        let said = self.texts.fill("narrate.output", &[("text", line)]);
        writeln!(out, "{said}")?;
        out.flush()
    }

    /// Says what a record has brought to its end.
    pub fn follow(&mut self, model: &Model, out: &mut impl Write) -> io::Result<()> {
        self.tell(model, Some(PATIENCE), out)?;
        let first = model.log.dropped;
        let skip = usize::try_from(self.entries.saturating_sub(first)).unwrap_or(usize::MAX);
        for entry in model.log.entries.iter().skip(skip) {
            // What is a cause is told as one.
            let lost = matches!(&entry.what, What::Did { over: Some(_), .. });
            let lost = lost && entry.cause.is_none();
            if let What::Circle(circle) = &entry.what {
                self.circle = Some(circle.clone());
            }
            if lost || matches!(entry.what, What::Circle(_)) {
                let text = text::log_entry(self.texts, model, entry);
                self.say(entry.time, &text, out)?;
            }
        }
        self.entries = first + model.log.entries.len() as u64;
        Ok(())
    }

    /// Says the causes that have come to their end; all of them without `patience`.
    fn tell(
        &mut self,
        model: &Model,
        patience: Option<Micros>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        while let Some(cause) = model.causes.get(self.causes) {
            let full = model.causes.count() - self.causes > Causes::MOST as u64 / 2;
            let late = patience.is_none_or(|patience| model.time >= cause.time + patience);
            if !is_over(cause) && !late && !full {
                break;
            }
            self.causes += 1;
            let text = text::cause(self.texts, model, cause);
            self.say(cause.time, &text, out)?;
        }
        Ok(())
    }

    /// Says all that is left, and how the run stands.
    pub fn finish(&mut self, model: &Model, over: bool, out: &mut impl Write) -> io::Result<()> {
        let rest = std::mem::take(&mut self.printed);
        self.quote(rest.trim_end(), out)?;
        self.tell(model, None, out)?;
        if over && model.verdict != Verdict::Running {
            let told =
                model.verdict.circle().is_some() && model.verdict.circle() == self.circle.as_ref();
            let text = if told {
                self.texts.get("verdict.still").to_owned()
            } else {
                text::verdict(self.texts, model, &model.verdict, true)
            };
            self.say(model.time, &text, out)?;
        }
        out.flush()
    }

    fn say(&self, time: Micros, text: &str, out: &mut impl Write) -> io::Result<()> {
        // A verdict has its full stop already.
        let text = text.trim_end_matches(['.', '。']);
        let time = text::duration(self.texts, time);
        let said = self
            .texts
            .fill("narrate.line", &[("time", &time), ("text", text)]);
        writeln!(out, "{said}")?;
        out.flush()
    }
}

/// Whether nothing more is to be told: time that is up reaches several at once, and the next record shows whether it
/// has.
fn is_over(cause: &Cause) -> bool {
    cause.is_settled() && cause.by.is_some()
}
