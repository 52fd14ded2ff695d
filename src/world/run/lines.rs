//! Lines: where a step ends if it has met nothing else; and jumps between them.

use super::{Go, Machine};
use crate::python::exceptions::Res;
use crate::python::natives::Flow;
use crate::python::ops;
use crate::python::value::Value;
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

    /// Jumps if the topmost value counts as true, or as false.
    pub(super) fn jump_if(&mut self, to: u32, when: bool) -> Res<Go> {
        let value = self.pop();
        let truth = match value {
            Value::Bool(truth) => truth,
            value => match ops::test(&self.process.heap, &value)? {
                Flow::Done(Value::Bool(truth)) => truth,
                // The jump runs again with the bool that this gives.
                flow => {
                    self.frame().pc -= 1;
                    return self.flow(flow);
                }
            },
        };
        if truth == when {
            self.frame().pc = to as usize;
        }
        Ok(Go::On)
    }
}
