//! What a figure wears: as the scene says, else as its name suggests.

use crate::model::Task;
use crate::trace::TaskKind;

use super::Show;

/// What a figure wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Costume {
    /// Nothing special.
    Person,
    /// A process, which shares nothing but what it was given.
    Robot,
    /// A car.
    Car,
    /// A police car.
    Police,
    /// A cook.
    Cook,
    /// An eater.
    Eater,
    /// Who tends a light.
    Guard,
    /// The lecturer.
    Lecturer,
}

impl Costume {
    /// The costume of a task: as the scene says, else as its name suggests.
    pub fn of(show: &Show, task: &Task) -> Self {
        if task.kind == TaskKind::Lecturer {
            return Self::Lecturer;
        }
        let begins =
            |prefix: &str| task.name.starts_with(prefix) || task.function.starts_with(prefix);
        let scene = show.model.hello.scene.as_deref();
        let said = scene.and_then(|scene| {
            let fitting = scene.dress.iter().filter(|(prefix, _)| begins(prefix));
            let longest = fitting.max_by_key(|(prefix, _)| prefix.len());
            longest.map(|(_, worn)| &**worn)
        });
        // Where nobody has chosen a picture, nobody is dressed up.
        let suggested = || {
            scene.filter(|scene| &*scene.picture != "auto")?;
            suggestions()
                .find(|(prefix, _)| begins(prefix))
                .map(|(_, worn)| worn)
        };
        let worn = said.or_else(suggested);
        match worn {
            Some("car") => Self::Car,
            Some("police") => Self::Police,
            Some("cook") => Self::Cook,
            Some("eater") => Self::Eater,
            Some("guard" | "light") => Self::Guard,
            _ if task.kind == TaskKind::Process => Self::Robot,
            _ => Self::Person,
        }
    }

    /// Whether it is on wheels.
    pub fn is_car(self) -> bool {
        matches!(self, Self::Car | Self::Police)
    }

    /// Whether it wears something that towers over its head.
    pub fn is_tall(self) -> bool {
        matches!(self, Self::Robot | Self::Cook | Self::Lecturer)
    }

    pub(super) fn hat(self) -> Option<&'static str> {
        match self {
            Self::Robot => Some("hat.robot"),
            Self::Cook => Some("hat.cook"),
            Self::Eater => Some("hat.eater"),
            Self::Guard => Some("hat.guard"),
            Self::Lecturer => Some("hat.lecturer"),
            Self::Person | Self::Car | Self::Police => None,
        }
    }
}

fn suggestions() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../../../../assets/sprites/dress.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
}
