//! How short the sleeps are that a program names in numbers, and whether it has more threads than one.

use std::time::Duration;

use ruff_python_ast::token::TokenKind;
use ruff_text_size::Ranged;

use super::parse::readable;

/// The shortest sleep that is written as a number, `sleep(0.1)`; none if there is none, or only such as last no time.
pub fn shortest_sleep(source: &str) -> Option<Duration> {
    let parsed = readable(source);
    let tokens: Vec<_> = parsed.tokens().iter().collect();
    let called = tokens.windows(4).filter_map(|window| {
        let [name, open, number, close] = window else {
            return None;
        };
        let kinds = [name.kind(), open.kind(), close.kind()];
        let call = kinds == [TokenKind::Name, TokenKind::Lpar, TokenKind::Rpar];
        let seconds: f64 = source[number.range()].parse().ok()?;
        (call && &source[name.range()] == "sleep" && seconds > 0.0).then_some(seconds)
    });
    let shortest = called.min_by(f64::total_cmp)?;
    Duration::try_from_secs_f64(shortest).ok()
}

/// Whether a program names a module that threads or processes come from.
pub fn names_threads(source: &str) -> bool {
    const MODULES: [&str; 4] = ["threading", "_thread", "concurrent", "multiprocessing"];
    let parsed = readable(source);
    let mut tokens = parsed.tokens().iter();
    tokens.any(|token| token.kind() == TokenKind::Name && MODULES.contains(&&source[token.range()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_sleep_that_takes_time_counts() {
        let source =
            "sleep(2)\nx = 0.01\nif x:\n    time.sleep(0.1)\n    time.sleep(0)\nsleep(0.05 * x)\n";
        assert_eq!(shortest_sleep(source), Some(Duration::from_millis(100)));
        assert_eq!(shortest_sleep("# sleep(1)\n's(1)'\nsleep(x)"), None);
        assert_eq!(shortest_sleep("sleep(1e300)"), None);
    }

    #[test]
    fn words_in_texts_and_remarks_are_no_modules() {
        assert!(names_threads("from threading import Thread"));
        assert!(names_threads("import concurrent.futures as f"));
        assert!(!names_threads(
            "import queue  # no threading\nq = 'threading'\n"
        ));
    }
}
