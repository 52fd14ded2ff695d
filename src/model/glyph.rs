//! One-cell letters and digits for tasks.

use crate::trace::TaskKind;

const POOL: &[u8] = b"123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKNOPQRSTUVWXYZ0";

/// How many living tasks wear each glyph.
#[derive(Debug, Clone)]
pub(super) struct Glyphs {
    worn: [u32; 128],
}

impl Default for Glyphs {
    fn default() -> Self {
        Self { worn: [0; 128] }
    }
}

impl Glyphs {
    /// Chooses a glyph for a new task: what its name suggests if nobody wears it, else the first that is free, else
    /// what its name suggests all the same.
    pub(super) fn choose(
        &mut self,
        name: &str,
        function: &str,
        kind: TaskKind,
        number: u64,
    ) -> char {
        let fixed = match kind {
            TaskKind::Main => Some('M'),
            TaskKind::Lecturer => Some('L'),
            _ => None,
        };
        let glyph = fixed.unwrap_or_else(|| {
            let fallback = char::from(POOL[number as usize % POOL.len()]);
            let wishes = [numbered(name), initial(name), initial(function)];
            let mut wishes = wishes.into_iter().flatten();
            let first_wish = wishes.clone().find(|&glyph| self.free(glyph));
            let first = || {
                POOL.iter()
                    .map(|&byte| char::from(byte))
                    .find(|&glyph| self.free(glyph))
            };
            first_wish
                .or_else(first)
                .or_else(|| wishes.next())
                .unwrap_or(fallback)
        });
        self.worn[glyph as usize & 127] += 1;
        glyph
    }

    /// A task that wore this glyph has ended.
    pub(super) fn give_back(&mut self, glyph: char) {
        let worn = &mut self.worn[glyph as usize & 127];
        *worn = worn.saturating_sub(1);
    }

    fn free(&self, glyph: char) -> bool {
        self.worn[glyph as usize & 127] == 0
    }
}

/// `Thread-3` suggests 3, `car12` suggests c, the third letter after nine digits.
fn numbered(name: &str) -> Option<char> {
    let name = name.split(" (").next().unwrap_or(name);
    let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number: usize = name[name.len() - digits..].parse().ok()?;
    match number {
        0 => Some('0'),
        1..=59 => Some(char::from(POOL[number - 1])),
        _ => None,
    }
}

fn initial(name: &str) -> Option<char> {
    let letter = name.chars().find(char::is_ascii_alphabetic)?;
    Some(letter).filter(|letter| !matches!(letter, 'M' | 'L'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_numbered_name_wears_its_number() {
        let mut glyphs = Glyphs::default();
        assert_eq!(glyphs.choose("MainThread", "", TaskKind::Main, 0), 'M');
        assert_eq!(glyphs.choose("lecturer", "", TaskKind::Lecturer, 1), 'L');
        assert_eq!(glyphs.choose("Thread-3", "run", TaskKind::Thread, 2), '3');
        assert_eq!(
            glyphs.choose("Thread-10 (run)", "run", TaskKind::Thread, 3),
            'a'
        );
        assert_eq!(glyphs.choose("car-3", "car", TaskKind::Thread, 4), 'c');
        assert_eq!(glyphs.choose("包子", "eat", TaskKind::Thread, 5), 'e');
    }

    #[test]
    fn glyphs_are_unique_while_there_are_enough_and_come_back() {
        let mut glyphs = Glyphs::default();
        let mut seen = HashSet::new();
        for number in 0..POOL.len() as u64 {
            assert!(
                seen.insert(glyphs.choose("worker-1", "work", TaskKind::Thread, number)),
                "{number}"
            );
        }
        assert_eq!(glyphs.choose("worker-7", "work", TaskKind::Thread, 99), '7');
        glyphs.give_back('q');
        assert_eq!(
            glyphs.choose("worker-7", "work", TaskKind::Thread, 100),
            'q'
        );
    }
}
