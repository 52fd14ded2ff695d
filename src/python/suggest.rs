//! Which name was meant: as CPython measures how far two names are apart.

/// What it costs to put in, take out or change a letter, and to change its case.
const MOVE: usize = 2;
const CASE: usize = 1;
/// Longer names are not looked at, nor are more than so many.
const LONGEST: usize = 40;
const MOST: usize = 750;

/// The name that is nearest to a wrong one, if any is near enough.
pub fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let length = wrong.chars().count();
    if length > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for name in names.take(MOST).filter(|name| *name != wrong) {
        let most = (name.chars().count() + length + 3) * MOVE / 6;
        let most = best.map_or(most, |(distance, _)| most.min(distance.saturating_sub(1)));
        let distance = apart(wrong, name);
        if distance <= most && best.is_none_or(|(known, _)| distance < known) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

fn apart(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).map(|at| at * MOVE).collect();
    for (at, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = (at + 1) * MOVE;
        for (place, y) in b.iter().enumerate() {
            let change = if x == *y {
                0
            } else if x.eq_ignore_ascii_case(y) {
                CASE
            } else {
                MOVE
            };
            let here = (diagonal + change)
                .min(row[place] + MOVE)
                .min(row[place + 1] + MOVE);
            diagonal = row[place + 1];
            row[place + 1] = here;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spelled_nearly_so_is_meant() {
        let names = ["append", "appendleft", "clear", "Length"];
        let meant = |wrong| nearest(wrong, names.into_iter());
        assert_eq!(meant("apend"), Some("append"));
        assert_eq!(meant("length"), Some("Length"));
        assert_eq!(meant("xyz"), None);
        assert_eq!(meant("append"), None);
    }
}
