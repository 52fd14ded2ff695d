//! Several names in a sentence: `cars 1, 2 and 4`, `readers 4, 5 and writer 6`.

use super::texts::{Lang, Texts};

/// The names as a list; of more than `most`, the first and how many more.
pub(super) fn list(texts: &Texts, names: &[&str], most: usize) -> String {
    let shown = if names.len() > most + 1 {
        most
    } else {
        names.len()
    };
    let groups = grouped(&names[..shown]);
    let comma = texts.get("phrase.list");
    let mut parts: Vec<String> = Vec::with_capacity(shown);
    for group in &groups {
        match &group[..] {
            [Name { whole, .. }] => parts.push((*whole).to_owned()),
            many => {
                let stem = many[0].stem;
                parts.push(format!("{} {}", plural(texts, stem), many[0].number));
                parts.extend(many[1..].iter().map(|name| name.number.to_owned()));
            }
        }
    }
    let rest = names.len() - shown;
    if rest > 0 {
        let shown = parts.join(comma);
        return texts.fill(
            "phrase.more",
            &[("names", &shown), ("n", &rest.to_string())],
        );
    }
    match &*parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => {
            let first = first.join(comma);
            texts.fill("phrase.and", &[("names", &first), ("last", last)])
        }
    }
}

/// `car 12`: a word and a number.
struct Name<'a> {
    whole: &'a str,
    stem: &'a str,
    number: &'a str,
}

/// The names whose word is the same together, in the order in which each word comes first.
fn grouped<'a>(names: &[&'a str]) -> Vec<Vec<Name<'a>>> {
    let mut groups: Vec<Vec<Name>> = Vec::new();
    for whole in names {
        let (stem, number) = numbered(whole).unwrap_or((whole, ""));
        let name = Name {
            whole,
            stem,
            number,
        };
        let same = |group: &&mut Vec<Name>| {
            let first = &group[0];
            !number.is_empty() && !first.number.is_empty() && first.stem == stem
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(name),
            None => groups.push(vec![name]),
        }
    }
    groups
}

fn numbered(name: &str) -> Option<(&str, &str)> {
    let (stem, number) = name.rsplit_once(' ')?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (digits && !stem.is_empty()).then_some((stem, number))
}

/// Words that are the same of one and of several.
const SAME: [&str; 3] = ["police", "sheep", "fish"];

/// A word as it is said of several.
fn plural(texts: &Texts, word: &str) -> String {
    let letters = word
        .chars()
        .last()
        .is_some_and(|last| last.is_ascii_lowercase());
    let same = SAME.iter().any(|same| word.ends_with(same));
    if texts.lang() != Lang::En || !letters || same {
        return word.to_owned();
    }
    let hisses = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| word.ends_with(end));
    let vowel = |c: char| "aeiou".contains(c);
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(vowel) => format!("{stem}ies"),
        _ if hisses => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn en(names: &[&str]) -> String {
        list(Texts::of(Lang::En), names, 6)
    }

    #[test]
    fn names_with_numbers_share_their_word() {
        assert_eq!(en(&["car 1"]), "car 1");
        assert_eq!(en(&["car 1", "car 2", "car 4"]), "cars 1, 2 and 4");
        assert_eq!(en(&["police 3", "police 6"]), "police 3 and 6");
        assert_eq!(
            en(&["reader 4", "writer 6", "reader 5"]),
            "readers 4, 5 and writer 6"
        );
        assert_eq!(en(&["Thread-1", "Thread-2"]), "Thread-1 and Thread-2");
        assert_eq!(en(&["worker", "worker (2)"]), "worker and worker (2)");
        assert_eq!(en(&["lady 1", "lady 2"]), "ladies 1 and 2");
        assert_eq!(
            list(Texts::of(Lang::Zh), &["car 1", "car 2"], 6),
            "car 1 和 2"
        );
    }

    #[test]
    fn of_many_the_rest_is_counted() {
        let names: Vec<String> = (1..=9).map(|n| format!("car {n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(en(&names), "cars 1, 2, 3, 4, 5, 6 and 3 more");
        assert_eq!(en(&names[..7]), "cars 1, 2, 3, 4, 5, 6 and 7");
    }
}
