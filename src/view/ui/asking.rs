//! The question to the audience, and how far it has come.

use crate::model::{Answer, Question, Sure};
use crate::trace::Micros;

/// A question that is put to the audience.
#[derive(Debug, Clone, PartialEq)]
pub struct Asking {
    /// The question.
    pub question: Question,
    /// Program time when it was asked.
    pub now: Micros,
    /// Which of the questions of this moment it is, from 0, and how many there are.
    pub place: (usize, usize),
    /// How many are for each answer.
    pub votes: Vec<u32>,
    /// The answer whose votes are being typed as a number.
    pub counting: Option<usize>,
    /// How far it has come.
    pub phase: Phase,
}

/// How far a question has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    /// It stands, and the threads stand still.
    Open,
    /// They play on until it is answered.
    Playing,
    /// It is answered, and they stand still again.
    Answered {
        /// What came true; none where the scene itself has the answer.
        came: Option<Answer>,
        /// How sure it is that it had to.
        sure: Sure,
        /// Number of the cause by which it came about.
        cause: Option<u64>,
    },
}

impl Asking {
    /// Whether the threads play on to its answer.
    pub fn plays(&self) -> bool {
        self.phase == Phase::Playing
    }

    /// Whether an answer is right, or came true this time.
    pub fn is_marked(&self, index: usize) -> bool {
        let (right, came) = self.marked();
        right == Some(index) || came == Some(index)
    }

    /// The answer that is right, and the one that came true this time, if that is another: by their places.
    pub fn marked(&self) -> (Option<usize>, Option<usize>) {
        let Phase::Answered {
            came: Some(came),
            sure,
            ..
        } = &self.phase
        else {
            return (None, None);
        };
        let came = self.question.place(came);
        match sure {
            Sure::Only => (came, None),
            Sure::Depends => (self.question.place(&Answer::Depends), came),
            Sure::ThisTime => (None, came),
        }
    }
}
