//! What pixels are painted with, and how heavy it is where there are no colours.

use super::Wear;
use crate::view::sprite::Dot;
use crate::view::theme::Role;

/// What a pixel is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ink(pub(super) u16);

impl Ink {
    /// Nothing: what is beneath shows.
    pub const CLEAR: Ink = Ink(0);
    const FIGURE: u16 = 128;
    pub(super) const SHADED: u16 = 256;
    const FADED: u16 = 512;
    pub(super) const VARIANTS: usize = 1024;

    /// The colour of a role.
    pub const fn role(role: Role) -> Self {
        Self(role as u16 + 1)
    }

    /// The steady colour of a figure.
    pub const fn figure(index: usize) -> Self {
        Self(Self::FIGURE + (index % 128) as u16)
    }

    /// The same in shadow.
    #[must_use]
    pub const fn shaded(self) -> Self {
        self.with(Self::SHADED)
    }

    /// The same, half gone.
    #[must_use]
    pub const fn faded(self) -> Self {
        self.with(Self::FADED)
    }

    const fn with(self, flag: u16) -> Self {
        if self.0 == 0 {
            self
        } else {
            Self(self.0 | flag)
        }
    }

    pub(super) fn base(self) -> Base {
        let base = self.0 & 255;
        if base == 0 {
            Base::Clear
        } else if base >= Self::FIGURE {
            Base::Figure(usize::from(base - Self::FIGURE))
        } else {
            let role = Role::ALL.get(usize::from(base - 1));
            role.map_or(Base::Clear, |role| Base::Role(*role))
        }
    }

    pub(super) fn is_faded(self) -> bool {
        self.0 & Self::FADED != 0
    }
}

impl From<Role> for Ink {
    fn from(role: Role) -> Self {
        Self::role(role)
    }
}

pub(super) enum Base {
    Clear,
    Role(Role),
    Figure(usize),
}

/// People differ in more than their shirts.
const HAIR: [Role; 5] = [
    Role::WoodDark,
    Role::Wood,
    Role::MetalDark,
    Role::Gold,
    Role::WoodDark,
];
const SKIN: [Role; 3] = [Role::Skin, Role::Skin, Role::Wood];

pub(super) fn ink_of(dot: Dot, wear: Wear) -> Ink {
    let ink = match dot {
        Dot::Clear => Ink::CLEAR,
        Dot::Role(role) => Ink::role(role),
        Dot::Tint => Ink::figure(wear.tint),
        Dot::TintDark => Ink::figure(wear.tint).shaded(),
        Dot::Hair => Ink::role(HAIR[wear.tint % HAIR.len()]),
        Dot::Skin => Ink::role(SKIN[wear.tint % SKIN.len()]),
    };
    if wear.faded { ink.faded() } else { ink }
}

/// How heavy an ink is where there are no colours, from 0 (nothing) to 4 (solid).
pub(super) fn weight(ink: Ink) -> u8 {
    let weight = match ink.base() {
        Base::Clear => 0,
        Base::Figure(_) => 4,
        Base::Role(role) => match role {
            Role::Ground
            | Role::Raised
            | Role::Sky
            | Role::Wall
            | Role::Floor
            | Role::Grass
            | Role::Road
            | Role::Water
            | Role::Black
            | Role::BadDark
            | Role::GoodDark
            | Role::WallLine
            | Role::Lit => 0,
            Role::Far
            | Role::FloorLine
            | Role::MetalDark
            | Role::WoodDark
            | Role::Glass
            | Role::Faint => 1,
            Role::Line | Role::Wood | Role::Metal | Role::Dim => 2,
            Role::Marking | Role::MetalLight | Role::Skin => 3,
            _ => 4,
        },
    };
    if ink.is_faded() {
        weight.min(1)
    } else {
        weight
    }
}
