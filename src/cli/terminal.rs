//! What the environment says of the terminal.

use super::args::Colors;
use crate::app::Depth;

/// The locale's code, `zh-CN`.
pub fn locale() -> Option<String> {
    sys_locale::get_locale()
}

/// Whether terminals of this locale may draw block characters two cells wide.
pub fn wide_locale() -> bool {
    locale().is_some_and(|code| ["zh", "ja", "ko"].iter().any(|wide| code.starts_with(wide)))
}

/// How many colours to use.
pub fn depth(asked: Colors) -> Depth {
    match asked {
        Colors::None => Depth::None,
        Colors::Sixteen => Depth::Ansi16,
        Colors::Many => Depth::Ansi256,
        Colors::True => Depth::True,
        Colors::Auto => guess(|name| std::env::var(name).ok()),
    }
}

/// Whether the terminal shows more than ASCII, as far as the environment says. Where it says nothing, any terminal of today
/// does, but a client of tmux without a locale does not: tmux puts `_` in place of what it believes cannot be shown.
pub fn speaks_unicode() -> bool {
    unicode(|name| std::env::var(name).ok()) && !(cfg!(unix) && plain_client())
}

fn unicode(variable: impl Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    match locale {
        Some(locale) => {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        }
        None => variable("TMUX").is_none(),
    }
}

/// Whether we are in tmux, and its client says that it cannot show UTF-8. The environment is that of the session, and
/// another client may look at it.
fn plain_client() -> bool {
    if std::env::var_os("TMUX").is_none() {
        return false;
    }
    let asked = std::process::Command::new("tmux")
        .args(["display-message", "-p", "#{client_utf8}"])
        .stdin(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .output();
    asked.is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}

fn guess(variable: impl Fn(&str) -> Option<String>) -> Depth {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return Depth::None;
    }
    if set("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit") {
        return Depth::True;
    }
    let term = set("TERM").unwrap_or_default();
    if term.ends_with("-direct") {
        Depth::True
    } else if term.contains("256color") || term.contains("kitty") || term.contains("alacritty") {
        Depth::Ansi256
    } else if term.ends_with("-mono") || term.ends_with("-m") {
        Depth::None
    } else {
        Depth::Ansi16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(set: &[(&str, &str)]) -> Depth {
        guess(|name| {
            let found = set.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        let xterm = ("TERM", "xterm-256color");
        assert_eq!(with(&[xterm, ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(with(&[xterm]), Depth::Ansi256);
        assert_eq!(with(&[("TERM", "xterm")]), Depth::Ansi16);
        assert_eq!(with(&[("TERM", "linux")]), Depth::Ansi16);
        assert_eq!(with(&[("TERM", "vt100-m")]), Depth::None);
    }

    #[test]
    fn a_locale_without_utf_8_is_for_ascii() {
        let speaks = |set: &[(&str, &str)]| {
            unicode(|name| {
                let found = set.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(speaks(&[]));
        assert!(speaks(&[("LANG", "zh_CN.UTF-8")]));
        assert!(speaks(&[("LANG", "C"), ("LC_ALL", "C.utf8")]));
        assert!(!speaks(&[("LANG", "de_DE.ISO-8859-1")]));
        assert!(!speaks(&[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")]));
        assert!(!speaks(&[("TMUX", "/tmp/tmux-0/default,1,0")]));
    }

    #[test]
    fn no_color_wins_if_it_is_not_empty() {
        let rest = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")];
        assert_eq!(
            with(&[&rest[..], &[("NO_COLOR", "1")]].concat()),
            Depth::None
        );
        assert_eq!(
            with(&[&rest[..], &[("NO_COLOR", "")]].concat()),
            Depth::True
        );
    }
}
