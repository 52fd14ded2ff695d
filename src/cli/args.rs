//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, ArgGroup, Parser, Subcommand, ValueEnum};

use super::exit;

/// Watch threads synchronise: real threads run a short Python program, line by line, and the keyboard joins in.
#[derive(Debug, Parser)]
#[command(
    name = "primviz",
    version,
    after_help = exit::help(),
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    group = ArgGroup::new("screenless").args(["headless", "narrate"]).multiple(true)
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub run: RunArgs,
    /// Language of the interface; the locale's if not given
    #[arg(long, value_enum, global = true, value_name = "LANG")]
    pub lang: Option<LangArg>,
}

/// How to run what.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct RunArgs {
    /// A scene, a .py file, or a folder with a scene.toml; without one, a gallery to choose from
    #[arg(value_name = "SCENE|FILE|DIR")]
    pub scene: Option<String>,
    /// A variant of the scene
    #[arg(value_name = "VARIANT")]
    pub second: Option<String>,
    /// A variant of the scene, by name
    #[arg(long, value_name = "NAME", conflicts_with = "second")]
    pub variant: Option<String>,
    /// Seed of what the program draws; headless, of the schedule too
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Cores of the computer that the program sees, 1 to 64, by default 4: so many processes compute at the same time
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=64))]
    pub cores: Option<u32>,
    /// Start before the first line
    #[arg(long)]
    pub paused: bool,
    /// Program seconds in a second, 0.1 to 1000; without it 1
    #[arg(long, value_name = "FACTOR", value_parser = speed)]
    pub speed: Option<f64>,
    /// How long a thread stays at 1x on a line that is to be followed, as 250ms or 0s; a scene may say it, else 250ms.
    /// It does not count against sleeps and timeouts
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub pace: Option<Duration>,
    /// Headless: write what happens as JSON Lines; `-` is standard output, where the program's own then does not go
    #[arg(long, value_name = "FILE", requires = "headless")]
    pub trace: Option<PathBuf>,
    /// Run without a terminal, like python3, in virtual time and with a seeded schedule
    #[arg(long)]
    pub headless: bool,
    /// No screen: say on standard output what happens, a sentence a cause, for screen readers and captions; with
    /// --headless at once, in virtual time
    #[arg(long, conflicts_with = "trace")]
    pub narrate: bool,
    /// Headless: real threads, the system's schedule, and a clock that ticks
    #[arg(long, requires = "headless")]
    pub real_time: bool,
    /// Headless, or narrated: end after this much program time, as 10s, 500ms, 2m
    #[arg(long = "for", value_name = "TIME", requires = "screenless", value_parser = duration)]
    pub limit: Option<Duration>,
    /// Colours of the interface
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// How many colours the terminal has; auto asks the environment
    #[arg(long, value_enum, default_value = "auto", value_name = "N")]
    pub colors: Colors,
    /// Draw with ASCII alone
    #[arg(long, action = ArgAction::SetTrue)]
    pub ascii: bool,
    /// For a lecture hall: who woke whom in block letters, the stage, the lines that matter, in high contrast
    #[arg(long)]
    pub projector: bool,
    /// A presenter's remote is in use: `.`, `b` and esc, which remotes send for "hide" and "start", do nothing
    #[arg(long)]
    pub remote: bool,
    /// The run goes on while a statement is typed at `:`; without it, the threads are held
    #[arg(long)]
    pub live_prompt: bool,
    /// Do not hold the run for a moment whenever an operation wakes somebody
    #[arg(long)]
    pub no_beats: bool,
    /// Nothing that flashes, pulses or flies
    #[arg(long)]
    pub reduced_motion: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Name the scenes, their variants and keys
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Write a scene's files out to be edited
    Copy {
        /// The scene
        scene: String,
        /// The folder to write, by default one of the scene's name
        dir: Option<PathBuf>,
    },
    /// Say what is wrong with a scene folder or a .py file
    Check {
        /// The folder or file
        path: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    En,
    Zh,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colors {
    #[value(name = "0")]
    None,
    #[value(name = "16")]
    Sixteen,
    #[value(name = "256")]
    Many,
    #[value(name = "true")]
    True,
    Auto,
}

impl RunArgs {
    /// The variant that is asked for, in either way.
    pub fn variant(&self) -> Option<&str> {
        self.second.as_deref().or(self.variant.as_deref())
    }
}

fn speed(text: &str) -> Result<f64, String> {
    match text.trim_end_matches('x').parse() {
        Ok(speed) if (0.1..=1000.0).contains(&speed) => Ok(speed),
        _ => Err("a speed is a number from 0.1 to 1000".to_owned()),
    }
}

/// `10s`, `500ms`, `2m`, `1h`; seconds without a unit.
fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || "a time is a number with a unit, as 10s, 500ms, 2m".to_owned();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number: f64 = text[..text.len() - unit.len()]
        .parse()
        .map_err(|_| wrong())?;
    let factor = match unit {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err(wrong()),
    };
    Duration::try_from_secs_f64(number * factor).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn times_have_units() {
        assert_eq!(duration("10s"), Ok(Duration::from_secs(10)));
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("1.5m"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("3"), Ok(Duration::from_secs(3)));
        for wrong in [
            "",
            "s",
            "10x",
            "-1s",
            "1.2.3s",
            "1e9",
            "9999999999999999999999h",
        ] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn speeds_have_limits() {
        assert_eq!(speed("2x"), Ok(2.0));
        for wrong in ["0", "1001", "fast", "NaN", "-1"] {
            assert!(speed(wrong).is_err(), "{wrong}");
        }
    }
}
