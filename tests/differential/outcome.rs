//! What a run comes to, as far as CPython and primviz can be held against each other.

/// How it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    Ended(i32),
    Stuck,
}

/// What a run comes to. Of `sys.stderr` what stands at the beginning of lines counts: who died, and of what; in any order,
/// for it does not matter in which order threads die.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    pub end: End,
    pub out: String,
    pub died: Vec<String>,
}

impl Outcome {
    pub fn new(end: End, out: &str, err: &str) -> Self {
        Self {
            end,
            out: without_addresses(out),
            died: last_words(&without_ids(&without_addresses(err))),
        }
    }
}

impl Outcome {
    /// Whether this is what another one shows before its end.
    pub fn begins(&self, whole: &Self) -> bool {
        whole.out.starts_with(&self.out) && self.died.iter().all(|one| whole.died.contains(one))
    }
}

/// What `concurrent.futures` logs.
const LOGGED: &[&str] = &["exception calling callback", "Future in unexpected state"];

/// Each thread that died with the last line of its traceback, and what was logged.
fn last_words(err: &str) -> Vec<String> {
    let mut died = Vec::new();
    let mut who = "main:";
    let mut last: Option<&str> = None;
    for line in err.lines() {
        let chained = |last: &str| last.ends_with("exception:") || last.ends_with("occurred:");
        if let Some(name) = line.strip_prefix("Exception in thread ") {
            died.extend(last.take().map(|last| format!("{who} {last}")));
            who = name;
        } else if LOGGED.iter().any(|logged| line.starts_with(logged)) {
            died.extend(last.take().map(|last| format!("{who} {last}")));
            died.push(line.to_owned());
            who = "main:";
        } else if line.starts_with("Traceback") {
            if let Some(last) = last.take().filter(|last| !chained(last)) {
                died.push(format!("{who} {last}"));
                who = "main:";
            }
        } else if !line.starts_with(' ') && !line.is_empty() {
            // What may have been meant depends on what the harness adds to the names.
            last = Some(line.split(". Did you ").next().unwrap_or(line));
        }
    }
    died.extend(last.map(|last| format!("{who} {last}")));
    died.sort();
    died
}

/// So does what `concurrent.futures` calls a future by.
fn without_ids(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix("Future ") {
        Some(rest) => format!("Future{}\n", rest.trim_start_matches(char::is_numeric)),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// Addresses differ from run to run.
fn without_addresses(text: &str) -> String {
    let mut pieces = text.split("0x");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str("0x");
        kept.push_str(piece.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    kept
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.end, self.out)?;
        if self.died.is_empty() {
            return Ok(());
        }
        write!(f, " {:?}", self.died)
    }
}

#[test]
fn who_died_of_what_is_told_from_tracebacks() {
    let err = "Exception in thread a:
Traceback (most recent call last):
  File
KeyError: 1

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
ValueError: 2
Traceback (most recent call last):
  File
Oops: at 0x7f00
";
    let logged = format!("{err}Future 140123 in unexpected state: FINISHED\n");
    let outcome = Outcome::new(End::Ended(1), "<A at 0x12ab>", &logged);
    assert_eq!(
        outcome.died,
        [
            "Future in unexpected state: FINISHED",
            "a: ValueError: 2",
            "main: Oops: at 0x"
        ]
    );
    assert_eq!(outcome.out, "<A at 0x>");
}
