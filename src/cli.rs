//! Arguments, the run without a terminal, exit statuses.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use clap::Parser;

mod args;
mod exit;
mod headless;
mod list;
mod terminal;

pub use exit::{Exit, TABLE, markdown};

use crate::app::{self, AppError, AppOptions, Look, StartError, TermError, Theme};
use crate::scene::{self, Scene, SceneError};
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
    crate::term::quiet_panics();
    let work = || match &args.command {
        Some(command) => run_command(command, lang),
        None => run(&args.run, lang),
    };
    let done = guarded(lang, work);
    match done {
        Ok(exit) => exit,
        Err(failure) => {
            // A place in a file comes first in its line, where editors look for it.
            let who = match failure.exit {
                Exit::Source | Exit::SceneFile => "",
                _ => "primviz: ",
            };
            let _ = writeln!(io::stderr(), "{who}{}", failure.sentence);
            failure.exit
        }
    }
}

/// Does the work; if it fails for a fault of primviz's own, in any way, that is said in a sentence.
fn guarded(lang: Lang, work: impl FnOnce() -> Result<Exit, Failure>) -> Result<Exit, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let why = crate::term::last_panic().unwrap_or_default();
        Err(Failure {
            exit: Exit::Bug,
            sentence: Texts::of(lang).fill("error.bug", &[("why", &why)]),
        })
    })
}

fn run_command(command: &Command, lang: Lang) -> Result<Exit, Failure> {
    let failed = |error: SceneError| failure(&error, lang);
    match command {
        Command::List { json: true } => print(&list::json(&scene::list(), lang), lang)?,
        Command::List { json: false } => print(&list::plain(&scene::list(), lang), lang)?,
        Command::Copy { scene, dir } => {
            let target = scene::copy(scene, dir.as_deref()).map_err(failed)?;
            let path = target.display().to_string();
            // Without a slash it would be the scene's own name.
            let run = match target.components().count() {
                1 => &*format!("./{path}"),
                _ => &*path,
            };
            let words = [("path", &*path), ("run", run)];
            print(&(Texts::of(lang).fill("cli.copied", &words) + "\n"), lang)?;
        }
        Command::Check { path } => {
            let scene = scene::load(path).map_err(failed)?;
            check(&scene).map_err(failed)?;
            let path = path.display().to_string();
            print(
                &(Texts::of(lang).fill("cli.fine", &[("path", &path)]) + "\n"),
                lang,
            )?;
        }
    }
    Ok(Exit::Fine)
}

fn check(scene: &Scene) -> Result<(), SceneError> {
    let reserved: Vec<char> = app::keys::reserved().filter_map(single).collect();
    let problems = scene::check(scene, &reserved);
    let (toml, programs): (Vec<_>, Vec<_>) = problems
        .into_iter()
        .partition(|problem| problem.file.ends_with("scene.toml"));
    match (toml.is_empty(), programs.is_empty()) {
        (true, true) => Ok(()),
        (true, false) => Err(SceneError::BrokenProgram(programs)),
        _ => Err(SceneError::BrokenScene([toml, programs].concat())),
    }
}

/// The character of a key that is one.
fn single(key: &str) -> Option<char> {
    let mut chars = key.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn run(args: &RunArgs, lang: Lang) -> Result<Exit, Failure> {
    if args.headless || args.narrate {
        headless(args, lang)
    } else {
        live(args, lang)
    }
}

fn headless(args: &RunArgs, lang: Lang) -> Result<Exit, Failure> {
    let failed = |error: SceneError| failure(&error, lang);
    let Some(name) = &args.scene else {
        let sentence = Texts::of(lang).get(if args.narrate {
            "cli.narrate_what"
        } else {
            "cli.headless_what"
        });
        let sentence = sentence.to_owned();
        return Err(Failure {
            exit: Exit::Usage,
            sentence,
        });
    };
    let scene = scene::find(name).map_err(failed)?;
    let variant = scene
        .variant(args.variant().unwrap_or_default())
        .map_err(failed)?;
    let program = variant.program().map_err(failed)?;
    let run = headless::Headless {
        scene: &scene,
        variant,
        program,
        seed: args.seed.unwrap_or(1),
        cores: args.cores,
        limit: args.limit,
        real_time: args.real_time || !args.headless,
        narrate: args.narrate,
        pace: match args.pace {
            Some(pace) => pace,
            None if args.headless => Duration::ZERO,
            None => variant.pace,
        },
        speed: args.speed.unwrap_or(1.0),
        trace: args.trace.clone(),
        lang,
    };
    run.run()
}

fn live(args: &RunArgs, lang: Lang) -> Result<Exit, Failure> {
    // The first frame needs what these make; on another core they make it while the program is found and compiled.
    for prepare in [crate::world::prepare, app::prepare] {
        std::thread::spawn(prepare);
    }
    let theme = match &args.theme {
        None if args.projector => Theme::named("contrast").unwrap_or_else(Theme::dark),
        None => Theme::dark(),
        Some(name) => Theme::named(name).ok_or_else(|| {
            let names: Vec<&str> = Theme::all().iter().map(|theme| theme.name).collect();
            let with = [("name", name.as_str()), ("names", &names.join(", "))];
            Failure {
                exit: Exit::Usage,
                sentence: Texts::of(lang).fill("cli.no_theme", &with),
            }
        })?,
    };
    let options = AppOptions {
        target: args.scene.clone(),
        variant: args.variant().map(str::to_owned),
        seed: args.seed,
        cores: args.cores,
        paused: args.paused,
        speed: args.speed.unwrap_or(1.0),
        pace: args.pace,
        lang,
        look: Look {
            theme,
            depth: terminal::depth(args.colors),
            ascii: args.ascii || !terminal::speaks_unicode(),
        },
        projector: args.projector,
        remote: args.remote,
        live_prompt: args.live_prompt,
        beats: !args.no_beats,
        reduced_motion: args.reduced_motion,
        wide_locale: terminal::wide_locale(),
    };
    match app::run(options) {
        Ok(()) => Ok(Exit::Fine),
        Err(error) => Err(app_failure(&error, lang)),
    }
}

fn app_failure(error: &AppError, lang: Lang) -> Failure {
    let (exit, key, why) = match error {
        AppError::Start(StartError::Scene(error)) => return failure(error, lang),
        AppError::Term(TermError::NoTerminal) => (Exit::NoTerminal, "error.no_terminal", None),
        AppError::Term(TermError::Dumb) => (Exit::NoTerminal, "error.dumb", None),
        AppError::Term(TermError::Lost(why)) => {
            (Exit::LostTerminal, "error.lost", Some(why.to_string()))
        }
        AppError::Start(StartError::Threads(why)) => {
            (Exit::Bug, "error.threads", Some(why.to_string()))
        }
        AppError::Bug(why) => (Exit::Bug, "error.bug", Some(why.clone())),
    };
    let with = [("why", why.as_deref().unwrap_or_default())];
    Failure {
        exit,
        sentence: Texts::of(lang).fill(key, &with),
    }
}

/// To standard output; that nobody reads it any more is no reason to complain, that it cannot be written is.
fn print(text: &str, lang: Lang) -> Result<(), Failure> {
    let mut out = io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure {
            exit: Exit::File,
            sentence: Texts::of(lang).fill("cli.no_output", &[("why", &error.to_string())]),
        }),
        _ => Ok(()),
    }
}

fn language(asked: Option<LangArg>) -> Lang {
    match asked {
        Some(LangArg::En) => Lang::En,
        Some(LangArg::Zh) => Lang::Zh,
        None => terminal::locale()
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
    Failure {
        exit,
        sentence: app::scene_sentence(error, Texts::of(lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_our_own_is_a_sentence_in_both_languages_and_no_abort() {
        for (lang, word) in [(Lang::En, "report"), (Lang::Zh, "报告")] {
            let failure = guarded(lang, || panic!("no such tide")).unwrap_err();
            assert_eq!(failure.exit, Exit::Bug);
            assert!(failure.sentence.contains(word), "{}", failure.sentence);
        }
        assert!(guarded(Lang::En, || Ok(Exit::Fine)).is_ok());
    }
}
