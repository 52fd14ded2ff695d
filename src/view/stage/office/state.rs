//! What has become of a call that was handed in.

use crate::model::{How, Object};
use crate::view::theme::Role;

/// What has become of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has taken it yet.
    Pending,
    /// Somebody works on it.
    Running,
    /// It has a result.
    Done,
    /// It has an exception.
    Failed,
    /// It was cancelled.
    Cancelled,
}

impl State {
    /// The state of a future.
    pub fn of(future: &Object) -> Self {
        match future.fate.as_ref().map(|fate| &fate.how) {
            None => Self::Pending,
            Some(How::Begun) => Self::Running,
            Some(How::Failed(_)) => Self::Failed,
            Some(How::Cancelled) => Self::Cancelled,
            Some(_) => Self::Done,
        }
    }

    /// Whether nothing more will become of it.
    pub fn is_settled(self) -> bool {
        !matches!(self, Self::Pending | Self::Running)
    }

    /// The colour of its words; never the only sign.
    pub fn role(self) -> Role {
        match self {
            Self::Pending => Role::Dim,
            Self::Running => Role::Accent,
            Self::Done => Role::Good,
            Self::Failed => Role::Bad,
            Self::Cancelled => Role::Warn,
        }
    }

    /// Its sign, where there is room for no more.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Pending => "-",
            Self::Running => ">",
            Self::Done => "=",
            Self::Failed => "!",
            Self::Cancelled => "x",
        }
    }

    /// What stands for it on the shelf: bread, or sheets of paper. A call that runs is with its worker.
    pub fn sprite(self, bakery: bool) -> Option<&'static str> {
        Some(match (self, bakery) {
            (Self::Running, _) => return None,
            (Self::Pending, _) => "sheet",
            (Self::Cancelled, _) => "sheet.crossed",
            (Self::Done, true) => "loaf",
            (Self::Failed, true) => "loaf.burnt",
            (Self::Done, false) => "sheet.good",
            (Self::Failed, false) => "sheet.bad",
        })
    }
}
