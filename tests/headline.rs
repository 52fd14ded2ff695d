//! Whoever looks at the screen can read every cause: the real binary on a real pseudo-terminal, at 1x, with beats, every
//! frame looked at. `HEADLINE_SECONDS=60` watches each scene for longer.
#![cfg(unix)]

mod common;

use std::collections::VecDeque;
use std::fmt;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use common::pty::{Sight, Terminal};
use primviz::scene;
use primviz::text::{Lang, Texts};

/// How long a cause stands at least.
const READ: Duration = Duration::from_millis(1500);
/// How long a barrier shows that all have come.
const COMPLETE: Duration = Duration::from_millis(800);
/// How many runs are watched at once: each draws thirty frames a second.
const AT_ONCE: usize = 10;

/// A cause as the headline tells it, without colours: `[3] visitor 3 stalls.release() → wakes [5] → [5] has it`.
#[derive(Debug, Clone, PartialEq)]
struct Told {
    /// Who does what.
    call: String,
    /// What came of it, so far.
    came: Vec<String>,
}

impl Told {
    fn read(row: &str) -> Option<Self> {
        let mut parts = row.split('→').map(|part| part.trim().to_owned());
        let call = parts.next().filter(|call| !call.is_empty())?;
        let came = parts.collect();
        Some(Self { call, came })
    }

    /// What it is that was done: the call without the name before it, which is left out where there is no room.
    fn deed(&self) -> &str {
        self.call.split_whitespace().last().unwrap_or_default()
    }

    /// Whether `later` can be the same one, of which more is known. Whom it woke never changes, though the last of many are
    /// counted where more is said; only those whose time is up become more.
    fn grows_to(&self, later: &Self) -> bool {
        let woken = match (self.came.first(), later.came.first()) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(before), Some(after)) => {
                let (shorter, longer) = (badges(before), badges(after));
                before == after
                    || longer.starts_with(&shorter)
                    || (after.contains('+') && shorter.starts_with(&longer))
            }
        };
        let doer = |told: &Self| badges(&told.call).concat();
        doer(self) == doer(later)
            && self.deed() == later.deed()
            && woken
            && self.came.len() <= later.came.len()
    }
}

impl fmt::Display for Told {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.call)?;
        self.came
            .iter()
            .try_for_each(|came| write!(out, " → {came}"))
    }
}

/// The badges in a piece of a headline: `[5] [6]`.
fn badges(piece: &str) -> Vec<&str> {
    let badge = |word: &&str| word.starts_with('[');
    piece.split_whitespace().filter(badge).collect()
}

/// A cause that stood in the headline.
struct Stood {
    told: Told,
    since: Instant,
    /// When a later one took its place; none while it stands.
    until: Option<Instant>,
}

/// The causes that a film shows, and what is wrong with how it does: what stands below is the one before, so that none can
/// have come and gone between two frames.
fn causes(film: &[Sight]) -> (Vec<Stood>, Vec<String>) {
    let mut causes: Vec<Stood> = Vec::new();
    let mut wrong = Vec::new();
    for sight in film {
        let row = |row: usize| sight.rows.get(row).map_or("", |row| row.trim());
        let (now, before) = (row(1), row(2));
        if now.starts_with('◆') {
            if !causes.is_empty() {
                wrong.push(format!(
                    "the caption drives {} away",
                    causes[causes.len() - 1].told
                ));
            }
            continue;
        }
        let Some(told) = Told::read(now) else {
            continue;
        };
        match causes.last_mut() {
            Some(last) if last.told.grows_to(&told) => last.told = told,
            last => {
                if let Some(last) = last {
                    last.until = Some(sight.since);
                }
                causes.push(Stood {
                    told,
                    since: sight.since,
                    until: None,
                });
            }
        }
        if let [.., last, _] = &causes[..]
            && let Some((_, below)) = before.split_once([':', '：'])
            && !before.starts_with('►')
            && !below.contains(last.told.deed())
        {
            wrong.push(format!(
                "between {} and {now} another one came: {before}",
                last.told
            ));
        }
    }
    (causes, wrong)
}

/// What a scene's lecturer presses whenever it is the lecturer's turn.
fn presses(scene: &str) -> &'static [&'static str] {
    match scene {
        "condition" => &["3", "a", "n"],
        _ => &[],
    }
}

/// Whether the run is over: the first row has the sign of that.
fn is_over(screen: &vt100::Screen) -> bool {
    let first = screen.rows(0, screen.size().1.get()).next();
    first.is_some_and(|row| row.contains(['■', '×']))
}

/// Whether the stage says that it is the lecturer's turn, however the letters are spaced.
fn is_my_turn(screen: &vt100::Screen, lang: &str) -> bool {
    let words = Lang::of(lang).map_or("", |lang| Texts::of(lang).get("large.lecturer"));
    let close = |text: &str| text.replace(' ', "");
    let mut rows = screen.rows(0, screen.size().1.get());
    rows.any(|row| close(&row).contains(&close(words)))
}

/// Watches a scene until its end, or for so long.
fn watch(scene: &str, lang: &str, seed: &str, end: Instant) -> Vec<Sight> {
    let args = [
        scene, "--speed", "1", "--lang", lang, "--seed", seed, "--colors", "0",
    ];
    let mut terminal = Terminal::open(80, 24, &args);
    terminal.films();
    for key in presses(scene).iter().chain([&""]) {
        terminal.before(end, |screen| is_over(screen) || is_my_turn(screen, lang));
        if key.is_empty() || !terminal.with_screen(|screen| is_my_turn(screen, lang)) {
            break;
        }
        terminal.keys(key);
        terminal.before(end, |screen| !is_my_turn(screen, lang));
    }
    terminal.film()
}

/// What is wrong with a scene's headline in one language, and how many causes it had.
fn faults(scene: &str, lang: &str, length: Duration) -> (Vec<String>, usize) {
    let end = Instant::now() + length;
    let (mut wrong, mut count) = (Vec::new(), 0);
    let mut complete = Duration::ZERO;
    for seed in 1.. {
        let film = watch(scene, lang, &seed.to_string(), end);
        let (causes, faults) = causes(&film);
        let of = |fault: String| format!("{scene} {lang} (seed {seed}): {fault}");
        wrong.extend(faults.into_iter().map(of));
        for cause in &causes {
            let stood = cause.until.map(|until| until - cause.since);
            if let Some(stood) = stood.filter(|stood| *stood < READ) {
                wrong.push(of(format!("only {} ms: {}", stood.as_millis(), cause.told)));
            }
        }
        count += causes.len();
        complete = complete.max(longest(&film, "5/5"));
        if Instant::now() >= end || film.is_empty() {
            break;
        }
    }
    if scene == "barrier" && complete < COMPLETE {
        wrong.push(format!(
            "{scene} {lang}: 5/5 stands for {} ms",
            complete.as_millis()
        ));
    }
    (wrong, count)
}

/// The longest time for which the picture shows these words, however they are spaced.
fn longest(film: &[Sight], words: &str) -> Duration {
    let shows = |sight: &Sight| {
        let mut rows = sight.rows.iter();
        rows.any(|row| row.replace(' ', "").contains(words))
    };
    let mut since = None;
    let mut longest = Duration::ZERO;
    for sight in film {
        if let Some(since) = since {
            longest = longest.max(sight.since - since);
        }
        since = shows(sight).then(|| since.unwrap_or(sight.since));
    }
    longest
}

#[test]
fn every_cause_stands_in_the_headline_until_it_can_be_read() {
    let seconds = std::env::var("HEADLINE_SECONDS").ok();
    let seconds = seconds
        .and_then(|seconds| seconds.parse().ok())
        .unwrap_or(30);
    let scenes = scene::list();
    let only = std::env::var("HEADLINE_SCENE").ok();
    let wanted = |name: &&str| only.as_deref().is_none_or(|only| only == *name);
    let names = scenes
        .iter()
        .map(|scene| scene.name.as_str())
        .filter(wanted);
    let runs: VecDeque<_> = names
        .flat_map(|name| [(name, "en"), (name, "zh")])
        .collect();
    let (runs, found) = (Mutex::new(runs), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let Some((name, lang)) = runs.lock().unwrap().pop_front() else {
                        return;
                    };
                    let (wrong, count) = faults(name, lang, Duration::from_secs(seconds));
                    eprintln!("{name} {lang}: {count} causes, {} faults", wrong.len());
                    found.lock().unwrap().push((name, count, wrong));
                }
            });
        }
    });
    let found = found.into_inner().unwrap();
    let wrong: Vec<&String> = found.iter().flat_map(|(_, _, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "{} faults:\n{wrong:#?}", wrong.len());
    for (name, count, _) in &found {
        assert!(*count > 0, "{name} has no cause");
    }
}
