//! The reducer.

use crate::trace::Record;

use super::{Model, Moment};

/// What the reducer keeps for itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Books {}

impl Model {
    pub(super) fn take(&mut self, record: &Record, moment: Moment) {
        self.moment = self.moment.max(moment);
        self.time = self.time.max(record.time);
        self.records += 1;
    }
}
