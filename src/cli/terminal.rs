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
