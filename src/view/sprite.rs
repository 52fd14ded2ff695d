//! Sprites and the large font, read from text files (`assets/sprites`).
//!
//! A sprite file is a sequence of sprites. Each begins with `= name`, followed by its frames as rows of letters, one
//! letter a pixel (`legend.txt` says which role each letter wears; `t` is the figure's steady colour, `T` the same in
//! shadow, `.` nothing). `-` separates frames; after `~` the same frames follow as ASCII drawings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::theme::Role;

mod font;

pub use font::{FONT_HEIGHT, Glyph, glyph};

/// One pixel of a sprite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dot {
    /// Nothing.
    Clear,
    /// A role's colour.
    Role(Role),
    /// The figure's steady colour.
    Tint,
    /// The same in shadow.
    TintDark,
    /// The figure's hair.
    Hair,
    /// The figure's skin.
    Skin,
}

/// A small picture with its frames.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sprite {
    width: i32,
    height: i32,
    frames: Vec<Vec<Dot>>,
    letters: Vec<[Vec<String>; 2]>,
    tinted: bool,
}

impl Sprite {
    /// Width in pixels.
    pub fn width(&self) -> i32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> i32 {
        self.height
    }

    /// How many frames.
    pub fn frames(&self) -> usize {
        self.frames.len()
    }

    /// A pixel of a frame; frames are counted round.
    pub fn dot(&self, frame: usize, x: i32, y: i32) -> Dot {
        let dots = &self.frames[frame % self.frames.len()];
        if (0..self.width).contains(&x) && (0..self.height).contains(&y) {
            dots[(y * self.width + x) as usize]
        } else {
            Dot::Clear
        }
    }

    /// A frame in ASCII, looking right, or left if mirrored.
    pub fn letters(&self, frame: usize, mirrored: bool) -> &[String] {
        match self.letters.len() {
            0 => &[],
            count => &self.letters[frame % count][usize::from(mirrored)],
        }
    }

    /// Whether it wears the figure's colour.
    pub fn is_tinted(&self) -> bool {
        self.tinted
    }
}

const FILES: [(&str, &str); 7] = [
    ("people", include_str!("../../assets/sprites/people.txt")),
    ("street", include_str!("../../assets/sprites/street.txt")),
    (
        "corridor",
        include_str!("../../assets/sprites/corridor.txt"),
    ),
    ("kitchen", include_str!("../../assets/sprites/kitchen.txt")),
    ("locks", include_str!("../../assets/sprites/locks.txt")),
    ("room", include_str!("../../assets/sprites/room.txt")),
    ("signs", include_str!("../../assets/sprites/signs.txt")),
];
const LEGEND: &str = include_str!("../../assets/sprites/legend.txt");

/// Reads a sprite file.
///
/// # Errors
/// A sentence with the line that is wrong.
pub fn parse(source: &str, legend: &BTreeMap<char, Role>) -> Result<Vec<(String, Sprite)>, String> {
    let mut sprites = Vec::new();
    let mut lines = source.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        let Some(name) = line.strip_prefix("= ") else {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            return Err(format!(
                "line {}: a sprite begins with `= name`",
                number + 1
            ));
        };
        let mut body = Vec::new();
        while let Some((_, line)) = lines.next_if(|(_, line)| !line.starts_with("= ")) {
            if !line.starts_with("# ") {
                body.push(line);
            }
        }
        let sprite = sprite(&body, legend).map_err(|why| format!("{name}: {why}"))?;
        sprites.push((name.trim().to_owned(), sprite));
    }
    Ok(sprites)
}

fn sprite(body: &[&str], legend: &BTreeMap<char, Role>) -> Result<Sprite, String> {
    let end = body.iter().rposition(|line| !line.trim().is_empty());
    let body = &body[..end.map_or(0, |end| end + 1)];
    let (pixels, drawings) = match body.iter().position(|line| *line == "~") {
        Some(at) => (&body[..at], &body[at + 1..]),
        None => (body, &[][..]),
    };
    let grids: Vec<&[&str]> = pixels.split(|line| *line == "-").collect();
    let height = grids[0].len();
    let width = grids[0].iter().map(|row| row.len()).max().unwrap_or(0);
    if width == 0 {
        return Err("it has no pixels".to_owned());
    }
    let mut frames = Vec::new();
    for grid in &grids {
        if grid.len() != height {
            return Err("its frames differ in height".to_owned());
        }
        let mut dots = Vec::with_capacity(width * height);
        for row in *grid {
            if row.len() > width {
                return Err("its frames differ in width".to_owned());
            }
            for letter in row.chars().chain(std::iter::repeat('.')).take(width) {
                dots.push(match letter {
                    '.' => Dot::Clear,
                    't' => Dot::Tint,
                    'T' => Dot::TintDark,
                    'h' => Dot::Hair,
                    's' => Dot::Skin,
                    other => Dot::Role(
                        *legend
                            .get(&other)
                            .ok_or_else(|| format!("the legend has no {other:?}"))?,
                    ),
                });
            }
        }
        frames.push(dots);
    }
    let letters = if drawings.is_empty() {
        Vec::new()
    } else {
        drawings.split(|line| *line == "-").map(both_ways).collect()
    };
    let tinted = frames.iter().flatten().any(|dot| *dot == Dot::Tint);
    Ok(Sprite {
        width: width as i32,
        height: height as i32,
        frames,
        letters,
        tinted,
    })
}

fn both_ways(lines: &[&str]) -> [Vec<String>; 2] {
    let width = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let right: Vec<String> = lines.iter().map(|line| format!("{line:width$}")).collect();
    let left = right
        .iter()
        .map(|line| line.chars().rev().map(turned).collect())
        .collect();
    [right, left]
}

fn turned(letter: char) -> char {
    match letter {
        '/' => '\\',
        '\\' => '/',
        '(' => ')',
        ')' => '(',
        '<' => '>',
        '>' => '<',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        'd' => 'b',
        'b' => 'd',
        other => other,
    }
}

fn legend() -> Result<BTreeMap<char, Role>, String> {
    let mut legend = BTreeMap::new();
    for line in LEGEND
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
    {
        let (letter, name) = line.split_once(' ').ok_or("a letter and a role")?;
        let role = Role::ALL
            .iter()
            .find(|role| role.name() == name.trim())
            .ok_or_else(|| format!("no role named {name}"))?;
        legend.insert(letter.chars().next().unwrap_or('.'), *role);
    }
    Ok(legend)
}

fn load() -> Result<BTreeMap<String, Sprite>, String> {
    let legend = legend()?;
    let mut all = BTreeMap::new();
    for (file, source) in FILES {
        let sprites = parse(source, &legend).map_err(|why| format!("{file}: {why}"))?;
        all.extend(sprites);
    }
    Ok(all)
}

/// Reads the sprites.
pub fn prepare() {
    LazyLock::force(&SPRITES);
}

static SPRITES: LazyLock<BTreeMap<String, Sprite>> = LazyLock::new(|| {
    // Embedded, and held by `every_sprite_can_be_read`.
    load().expect("the sprites of ours are whole")
});

/// The sprite of that name, if there is one.
pub fn find(name: &str) -> Option<&'static Sprite> {
    SPRITES.get(name)
}

/// All sprites with their names.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Sprite)> {
    SPRITES.iter().map(|(name, sprite)| (name.as_str(), sprite))
}

/// The sprite of that name; an empty one where there is none, so that a picture with a hole is still a picture.
pub fn get(name: &str) -> &'static Sprite {
    static NOTHING: LazyLock<Sprite> = LazyLock::new(|| Sprite {
        width: 1,
        height: 1,
        frames: vec![vec![Dot::Clear]],
        letters: Vec::new(),
        tinted: false,
    });
    let found = find(name);
    debug_assert!(found.is_some(), "no sprite named {name}");
    found.unwrap_or(&NOTHING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sprite_can_be_read() {
        let sprites = load().unwrap_or_else(|why| panic!("{why}"));
        assert!(sprites.len() > 20);
        for (name, sprite) in &sprites {
            assert!(!sprite.letters.is_empty(), "{name} has no drawing in ASCII");
            for frame in 0..sprite.frames() {
                for mirrored in [false, true] {
                    for line in sprite.letters(frame, mirrored) {
                        assert!(line.is_ascii(), "{name}: {line}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_font_has_digits_letters_and_what_a_program_is_written_with() {
        let mut seen = std::collections::BTreeMap::new();
        for letter in ('0'..='9')
            .chain('A'..='Z')
            .chain('a'..='z')
            .chain("/+-×.?!_()=:,>".chars())
        {
            let drawn = glyph(letter).unwrap_or_else(|| panic!("no {letter}"));
            let rows = format!("{drawn:?}");
            let alike = seen.insert(rows, letter);
            assert!(
                alike.is_none() || "s5S0OI1lg9D".contains(letter),
                "{letter} is drawn like {alike:?}"
            );
        }
        assert_eq!(glyph('包'), None);
    }

    #[test]
    fn what_is_wrong_with_a_sprite_is_said() {
        let legend = BTreeMap::from([('x', Role::White)]);
        let error = |source: &str| parse(source, &legend).unwrap_err();
        assert!(error("xx").contains("line 1"));
        assert!(error("= a\ny").contains("'y'"));
        assert!(error("= a\nx\n-\nx\nx").contains("height"));
        assert!(error("= a\n").contains("no pixels"));
        let remarks = parse("# words\n\n= a\nx\n~\n|\n\n# more words\n= b\nx\n", &legend).unwrap();
        assert_eq!(
            remarks[0].1.letters(0, false),
            ["|"],
            "a remark is no drawing"
        );
    }
}
