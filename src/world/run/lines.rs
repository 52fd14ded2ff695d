//! Lines: where a step ends if it has met nothing else.

use super::{Go, Machine};
use crate::trace::SiteId;
use crate::world::Outcome;

impl Machine<'_> {
    /// The task has reached a line. It goes on at once if its [turn](crate::world::World::turn) allows it.
    pub(super) fn line(&mut self, site: SiteId) -> Go {
        self.task.site = Some(site);
        self.world.announce(self.task.id, site);
        if self.world.next_in_turn() {
            return Go::On;
        }
        Go::Stop(Outcome::Line)
    }
}
