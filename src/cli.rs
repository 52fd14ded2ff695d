//! Arguments, the run without a terminal, exit statuses.

use clap::Parser;

mod args;
mod exit;
mod list;

pub use exit::{Exit, TABLE};

use crate::scene::{self, SceneError};
use crate::text::{Lang, Texts};
use args::{Args, Command, LangArg, RunArgs};

/// What went wrong, and the status that tells it.
#[derive(Debug)]
struct Failure {
    exit: Exit,
    sentence: String,
}

/// The whole program.
pub fn main() -> Exit {
    let args = Args::parse();
    let lang = language(args.lang);
    let done = match args.command {
        Some(command) => run_command(&command, lang),
        None => run(&args.run, lang),
    };
    match done {
        Ok(exit) => exit,
        Err(failure) => {
            eprintln!("primviz: {}", failure.sentence);
            failure.exit
        }
    }
}

fn run_command(command: &Command, lang: Lang) -> Result<Exit, Failure> {
    let _ = (command, lang, list::plain, list::json, scene::list());
    Ok(Exit::Fine)
}

fn run(args: &RunArgs, lang: Lang) -> Result<Exit, Failure> {
    let _ = (args, lang);
    Ok(Exit::Fine)
}

fn language(asked: Option<LangArg>) -> Lang {
    match asked {
        Some(LangArg::En) => Lang::En,
        Some(LangArg::Zh) => Lang::Zh,
        None => sys_locale::get_locale()
            .and_then(|code| Lang::of(&code))
            .unwrap_or_default(),
    }
}

fn failure(error: &SceneError, lang: Lang) -> Failure {
    let exit = match error {
        SceneError::NoSuchScene { .. } | SceneError::NoSuchVariant { .. } => Exit::NoScene,
        SceneError::BrokenScene(_) => Exit::SceneFile,
        SceneError::BrokenProgram(_) => Exit::Source,
        _ => Exit::File,
    };
    let args = error.args();
    let args: Vec<(&str, &str)> = args
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    Failure {
        exit,
        sentence: Texts::of(lang).fill(error.key(), &args),
    }
}
