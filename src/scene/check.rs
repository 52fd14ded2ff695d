//! `primviz check`: everything that can be said about a scene before it runs.

use std::sync::Arc;

use super::{Does, Problem, Scene, SceneError, Variant};
use crate::python::{self, Program};

/// What is wrong with a scene that could be loaded: programs outside of the subset, keys that clash with the `reserved`
/// ones, statements that are none. Empty if it is fine.
pub fn check(scene: &Scene, reserved: &[char]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut note = |found: Vec<Problem>| {
        for problem in found {
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    };
    for variant in &scene.variants {
        note(
            variant
                .program()
                .err()
                .map_or_else(Vec::new, |error| error.problems().to_vec()),
        );
        note(keys(variant, reserved));
    }
    problems
}

fn keys(variant: &Variant, reserved: &[char]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for key in &variant.keys {
        if reserved.contains(&key.key) {
            let message = format!("'{}' is a key of primviz itself", key.key);
            problems.push(key.place.problem(message, Some("another key".to_owned())));
        }
        if let Does::Run(statement) = &key.does
            && let Err(found) = python::compile(statement, "<key>")
        {
            let first = found.into_iter().next();
            let (message, instead) = first.map_or_else(
                || ("not a statement".to_owned(), None),
                |problem| (problem.message, problem.instead),
            );
            problems.push(
                key.place
                    .problem(format!("`{statement}`: {message}"), instead),
            );
        }
    }
    problems
}

impl Variant {
    /// Compiles the program.
    ///
    /// # Errors
    /// It is outside of the subset.
    pub fn program(&self) -> Result<Arc<Program>, SceneError> {
        python::compile_beside(&self.source, &self.file, &self.beside)
            .map_err(SceneError::BrokenProgram)
    }
}
