//! Themes, colour depths, and the one place where a role becomes a colour of the terminal.
//!
//! A theme is data (`assets/themes`): a palette of about twenty colours, and which of them each [`Role`] wears. Nothing
//! outside this module names a colour.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// How many colours the terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Depth {
    /// None: bold, dim, reverse and the shape of glyphs tell everything.
    None,
    /// The sixteen of the terminal's own palette.
    Ansi16,
    /// The 256 of xterm.
    Ansi256,
    /// 24 bits.
    #[default]
    True,
}

impl Depth {
    /// The next poorer one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::True => Self::Ansi256,
            Self::Ansi256 => Self::Ansi16,
            Self::Ansi16 => Self::None,
            Self::None => Self::True,
        }
    }
}

mod contrast;
mod tone;

pub use contrast::{LEAST_CONTRAST, contrast};
pub use tone::Tone;

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a colour is for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Role { $($(#[$doc])* $variant,)* }

        impl Role {
            /// Every role, in order.
            pub const ALL: &'static [Role] = &[$(Role::$variant,)*];

            /// The name that a theme file gives it.
            pub const fn name(self) -> &'static str {
                match self { $(Role::$variant => $name,)* }
            }
        }
    };
}

roles! {
    /// Behind everything.
    Ground = "ground",
    /// Behind a bar or a box that stands out a little.
    Raised = "raised",
    /// Behind the lit line and the chosen row.
    Lit = "lit",
    /// Borders.
    Line = "line",
    /// What may be overlooked: line numbers, rulers.
    Faint = "faint",
    /// Words of second rank.
    Dim = "dim",
    /// Words.
    Text = "text",
    /// Words that matter.
    Bright = "bright",
    /// Titles, keys, the chosen thing.
    Accent = "accent",
    /// Free, green, going on.
    Good = "good",
    /// Blocked for good, red, failed.
    Bad = "bad",
    /// Waiting, running out.
    Warn = "warn",
    /// Remarks.
    Info = "info",
    /// Code: keywords.
    Keyword = "keyword",
    /// Code: strings.
    String = "string",
    /// Code: numbers.
    Number = "number",
    /// Code: comments.
    Comment = "comment",
    /// Code: names of functions and classes.
    Function = "function",
    /// Code: builtins.
    Builtin = "builtin",
    /// Code: operators.
    Operator = "operator",
    /// Stage: the sky.
    Sky = "sky",
    /// Stage: what stands far away.
    Far = "far",
    /// Stage: asphalt.
    Road = "road",
    /// Stage: paint on asphalt.
    Marking = "marking",
    /// Stage: verges.
    Grass = "grass",
    /// Stage: the wall of a room.
    Wall = "wall",
    /// Stage: joints of a wall.
    WallLine = "wall-line",
    /// Stage: floor tiles.
    Floor = "floor",
    /// Stage: joints of floor tiles.
    FloorLine = "floor-line",
    /// Stage: wood.
    Wood = "wood",
    /// Stage: wood in shadow.
    WoodDark = "wood-dark",
    /// Stage: metal.
    Metal = "metal",
    /// Stage: metal in light.
    MetalLight = "metal-light",
    /// Stage: metal in shadow.
    MetalDark = "metal-dark",
    /// Stage: windows.
    Glass = "glass",
    /// Stage: faces and hands.
    Skin = "skin",
    /// Stage: keys, bells, permits.
    Gold = "gold",
    /// Stage: white things.
    White = "white",
    /// Stage: black things.
    Black = "black",
    /// Stage: a lamp or a field of the good kind, unlit.
    GoodDark = "good-dark",
    /// Stage: a lamp or a field of the bad kind, unlit.
    BadDark = "bad-dark",
    /// Stage: the crumb of bread.
    Dough = "dough",
    /// Stage: the crust of bread.
    Crust = "crust",
    /// Stage: shade of blue.
    Water = "water",
}

/// A colour of a palette as written.
#[derive(Deserialize)]
#[serde(untagged)]
enum Swatch {
    /// `#rrggbb`, and which of the sixteen stands in for it.
    Plain(String, u8),
    /// Also which of the 256, where the nearest one could not be read.
    Indexed(String, u8, u8),
}

/// A theme file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    palette: BTreeMap<String, Swatch>,
    roles: BTreeMap<String, String>,
    figures: Figures,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
    colours: Vec<String>,
}

/// Colours for every role and for the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name, `dark`.
    pub name: &'static str,
    roles: Vec<Tone>,
    figures: Vec<Tone>,
}

impl Theme {
    /// Reads a theme file.
    ///
    /// # Errors
    /// A sentence that says which colour or role is missing or malformed.
    pub fn parse(name: &'static str, source: &str) -> Result<Self, String> {
        let sheet: Sheet = toml::from_str(source).map_err(|why| why.to_string())?;
        let mut palette = BTreeMap::new();
        for (key, swatch) in &sheet.palette {
            let (Swatch::Plain(rgb, ansi) | Swatch::Indexed(rgb, ansi, _)) = swatch;
            let rgb = hex(rgb).ok_or_else(|| format!("{key}: {rgb} is not #rrggbb"))?;
            let mut tone = Tone::new(rgb, *ansi);
            if let Swatch::Indexed(_, _, index) = swatch {
                tone.indexed = *index;
            }
            palette.insert(key.as_str(), tone);
        }
        let tone = |key: &str| {
            palette
                .get(key)
                .copied()
                .ok_or_else(|| format!("no colour named {key}"))
        };
        let roles = Role::ALL
            .iter()
            .map(|role| {
                let key = sheet
                    .roles
                    .get(role.name())
                    .ok_or_else(|| format!("no colour for {}", role.name()))?;
                tone(key)
            })
            .collect::<Result<_, _>>()?;
        let figures = sheet
            .figures
            .colours
            .iter()
            .map(|key| tone(key))
            .collect::<Result<Vec<_>, _>>()?;
        if figures.is_empty() {
            return Err("figures need at least one colour".to_owned());
        }
        Ok(Self {
            name,
            roles,
            figures,
        })
    }

    /// All themes, in the order in which a key goes through them.
    pub fn all() -> &'static [Theme] {
        static THEMES: LazyLock<Vec<Theme>> = LazyLock::new(|| {
            [
                ("dark", include_str!("../../assets/themes/dark.toml")),
                ("light", include_str!("../../assets/themes/light.toml")),
                (
                    "contrast",
                    include_str!("../../assets/themes/contrast.toml"),
                ),
            ]
            .into_iter()
            // Embedded, and held by `every_theme_dresses_every_role`.
            .map(|(name, source)| Theme::parse(name, source).expect("a theme of ours is whole"))
            .collect()
        });
        &THEMES
    }

    /// The theme of that name.
    pub fn named(name: &str) -> Option<&'static Theme> {
        Self::all().iter().find(|theme| theme.name == name)
    }

    /// The theme to begin with.
    pub fn dark() -> &'static Theme {
        &Self::all()[0]
    }

    /// The theme after this one.
    pub fn next(&self) -> &'static Theme {
        let all = Self::all();
        let here = all.iter().position(|theme| theme.name == self.name);
        &all[here.map_or(0, |i| (i + 1) % all.len())]
    }

    /// The colour of a role.
    pub fn tone(&self, role: Role) -> Tone {
        self.roles[role as usize]
    }

    /// The steady colour of a figure.
    pub fn figure(&self, index: usize) -> Tone {
        self.figures[index % self.figures.len()]
    }

    /// Whether it is ink on paper.
    pub fn is_light(&self) -> bool {
        let [red, green, blue] = self.tone(Role::Ground).rgb.map(u32::from);
        red + green + blue > 384
    }

    /// How many steady colours there are.
    pub fn figures(&self) -> usize {
        self.figures.len()
    }
}

fn hex(text: &str) -> Option<[u8; 3]> {
    let digits = text
        .strip_prefix('#')
        .filter(|d| d.len() == 6 && d.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// A theme on a terminal: what everything that draws asks for its styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The theme.
    pub theme: &'static Theme,
    /// How many colours there are.
    pub depth: Depth,
    /// Whether only ASCII characters may be drawn.
    pub ascii: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            theme: Theme::dark(),
            depth: Depth::True,
            ascii: false,
        }
    }
}

impl Look {
    /// The colour of a role; the terminal's own where there are none.
    pub fn color(self, role: Role) -> Color {
        self.theme.tone(role).at(self.depth)
    }

    /// The steady colour of a figure.
    pub fn figure_color(self, index: usize) -> Color {
        self.theme.figure(index).at(self.depth)
    }

    /// Words in a role's colour, on whatever is there. Without colours bold and dim speak.
    pub fn fg(self, role: Role) -> Style {
        let style = Style::new();
        if self.depth != Depth::None {
            let style = style.fg(self.color(role));
            return if role == Role::Bright {
                style.add_modifier(Modifier::BOLD)
            } else {
                style
            };
        }
        match role {
            Role::Bright
            | Role::Accent
            | Role::Bad
            | Role::Warn
            | Role::Good
            | Role::Keyword
            | Role::Gold => style.add_modifier(Modifier::BOLD),
            Role::Faint | Role::Dim | Role::Line | Role::Comment => {
                style.add_modifier(Modifier::DIM)
            }
            _ => style,
        }
    }

    /// Words in one role's colour on another's. Without colours a field that stands out is reversed.
    pub fn on(self, words: Role, field: Role) -> Style {
        let style = self.fg(words);
        if self.depth != Depth::None {
            return self.cut_out(words, field, style).bg(self.color(field));
        }
        match field {
            Role::Ground | Role::Raised | Role::Black | Role::Sky | Role::Wall => style,
            _ => Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    /// Words that are cut out of a field are as dark or as light as it takes to read them.
    fn cut_out(self, words: Role, field: Role, style: Style) -> Style {
        const INKS: [Role; 3] = [Role::Ground, Role::Black, Role::White];
        if !INKS.contains(&words) {
            return style;
        }
        let clear = |ink: Role| contrast(self.color(ink), self.color(field)).unwrap_or(0.0);
        if clear(words) >= LEAST_CONTRAST || self.depth == Depth::Ansi16 {
            return style;
        }
        let best = INKS
            .into_iter()
            .max_by(|a, b| clear(*a).total_cmp(&clear(*b)));
        style.fg(self.color(best.unwrap_or(words)))
    }

    /// A figure's glyph on a field of its colour. Without colours the field is reversed.
    pub fn badge(self, index: usize) -> Style {
        if self.depth == Depth::None {
            return Style::new().add_modifier(Modifier::REVERSED);
        }
        let style = Style::new().fg(self.color(Role::Ground));
        style
            .bg(self.figure_color(index))
            .add_modifier(Modifier::BOLD)
    }

    /// A figure's glyph or name in its steady colour.
    pub fn figure(self, index: usize) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        if self.depth == Depth::None {
            style
        } else {
            style.fg(self.figure_color(index))
        }
    }
}

#[cfg(test)]
mod tests;
