//! Folding: of the prelude's functions only the heads stay in memory, since most of them are never called in a run. The
//! body of one is compiled again when it is first called.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashSet;

use super::beside::Beside;
use super::{Goal, Part, run};
use crate::python::code::{Body, Code, CodeKind, Instr, Program, Space, Symbols};
use crate::python::problem::Problem;

/// Compiles a piece of the embedded prelude or of a module of the library, which sees and may add to the names of the pieces
/// before it. Its functions are folded if `folding` is there to do it.
pub(crate) fn compile_piece(
    source: &str,
    space: Space,
    symbols: Arc<Symbols>,
    folding: Option<&mut Folding>,
) -> Result<Program, Vec<Problem>> {
    let part = Part {
        source,
        file: "<prelude>",
        space,
        module: 0,
        first_site: 0,
    };
    run(&part, symbols, &Beside::default(), Goal::Program, folding)
}

/// The whole code of a function of a piece whose first function has the number `first`.
pub(crate) fn unfold(
    source: &str,
    space: Space,
    symbols: &Arc<Symbols>,
    first: u32,
    function: u32,
) -> Option<Arc<Code>> {
    let mut folding = Folding::wanting(first, function);
    compile_piece(source, space, symbols.clone(), Some(&mut folding)).ok()?;
    folding.found()
}

/// Counts the functions whose homes are modules and classes, in the order of the source, and folds them or looks for
/// one.
#[derive(Debug, Default)]
pub(crate) struct Folding {
    /// The number of the function that comes next.
    next: u32,
    /// The function that is looked for; without one all are folded.
    wanted: Option<u32>,
    /// Its code.
    found: Option<Arc<Code>>,
    /// The names in the heads, which are often the same.
    names: FxHashSet<Arc<str>>,
}

impl Folding {
    /// Looks for one; the first one to come has the number `next`.
    pub(super) fn wanting(next: u32, wanted: u32) -> Self {
        Self {
            next,
            wanted: Some(wanted),
            ..Self::default()
        }
    }

    /// The number of the function that comes next.
    pub(crate) fn next(&self) -> u32 {
        self.next
    }

    /// The code that was looked for.
    pub(super) fn found(self) -> Option<Arc<Code>> {
        self.found
    }

    /// Takes the code of a function whose home is a module or a class.
    pub(super) fn take(&mut self, code: Code) -> Arc<Code> {
        let number = self.next;
        self.next += 1;
        if self.wanted.is_none() {
            return Arc::new(self.fold(code, number));
        }
        let code = Arc::new(code);
        if self.wanted == Some(number) {
            self.found = Some(code.clone());
        }
        code
    }

    /// The head alone: what calls need to know.
    fn fold(&mut self, mut code: Code, number: u32) -> Code {
        let slots = code.locals.len();
        code.locals.truncate(code.params.slots());
        for name in code.locals.iter_mut().chain([&mut code.name]) {
            match self.names.get(name) {
                Some(known) => *name = known.clone(),
                None => {
                    self.names.insert(name.clone());
                }
            }
        }
        // The names of other slots are the body's.
        code.locals.resize_with(slots, Arc::default);
        code.locals.shrink_to_fit();
        Code {
            folded: Some(number),
            body: UNFOLDING.clone(),
            ..code
        }
    }
}

/// What every folded function does.
static UNFOLDING: LazyLock<Arc<Body>> = LazyLock::new(|| {
    Arc::new(Body {
        instrs: vec![Instr::Unfold],
        ..Body::default()
    })
});

/// Whether code can be folded, given the kinds of the code around it.
pub(super) fn is_foldable(code: &Code, mut around: impl Iterator<Item = CodeKind>) -> bool {
    code.kind == CodeKind::Function
        && around.all(|kind| matches!(kind, CodeKind::Module | CodeKind::Class))
}
