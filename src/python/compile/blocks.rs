//! What surrounds a statement and has to be left in order: loops, `with`, `try`.

use ruff_python_ast::Stmt;
use ruff_text_size::TextRange;

use super::Compiler;
use crate::python::code::Instr;

/// Something that jumps out of it must deal with.
#[derive(Debug)]
pub(super) enum Block {
    /// A loop.
    Loop {
        /// Where `continue` goes.
        start: u32,
        /// The jumps of `break`.
        breaks: Vec<usize>,
        /// Whether its iterator is on the stack.
        iterator: bool,
    },
    /// A `with`, its manager on the stack.
    With(Region, TextRange),
    /// A `try` whose exceptions go to handlers; leaving it takes nothing.
    Try(Region),
    /// A `try` with a `finally`, which runs on the way out.
    Finally(Region, Vec<Stmt>),
    /// A handler: the exception is being handled.
    Handler(Option<String>),
}

/// The instructions that a handler covers; the way out is not covered by what is being left.
#[derive(Debug, Default)]
pub(super) struct Region {
    start: u32,
    ranges: Vec<(u32, u32)>,
}

impl Region {
    pub(super) fn new(start: u32) -> Self {
        Self {
            start,
            ranges: Vec::new(),
        }
    }

    /// Everything covered, up to `end`.
    pub(super) fn finish(mut self, end: u32) -> Vec<(u32, u32)> {
        self.ranges.push((self.start, end));
        self.ranges
    }
}

impl Block {
    fn region(&mut self) -> Option<&mut Region> {
        match self {
            Self::With(region, _) | Self::Try(region) | Self::Finally(region, _) => Some(region),
            Self::Loop { .. } | Self::Handler(_) => None,
        }
    }
}

impl Compiler<'_> {
    /// Emits `jump` after leaving all blocks above `keep`; a value on top of the stack is kept if `value`.
    pub(super) fn leave(&mut self, keep: usize, value: bool, jump: impl FnOnce(&mut Self)) {
        let (depth, handling, span) = (self.unit().depth, self.unit().handling, self.unit().span);
        let mut left = Vec::new();
        while self.unit().blocks.len() > keep {
            let here = self.here();
            let Some(mut block) = self.unit().blocks.pop() else {
                break;
            };
            if let Some(region) = block.region() {
                region.ranges.push((region.start, here));
            }
            self.way_out(&block, value);
            left.push(block);
        }
        jump(self);
        let here = self.here();
        while let Some(mut block) = left.pop() {
            if let Some(region) = block.region() {
                region.start = here;
            }
            self.unit().blocks.push(block);
        }
        let unit = self.unit();
        (unit.depth, unit.handling, unit.span) = (depth, handling, span);
    }

    fn way_out(&mut self, block: &Block, value: bool) {
        match block {
            Block::Loop { iterator, .. } => {
                if *iterator {
                    if value {
                        self.emit(Instr::Swap);
                    }
                    self.emit(Instr::Pop);
                    self.unit().depth -= 1;
                }
            }
            Block::With(_, range) => {
                if value {
                    self.emit(Instr::Swap);
                }
                self.line(*range);
                self.emit(Instr::WithExit);
                self.unit().depth -= 1;
            }
            Block::Try(_) => {}
            Block::Finally(_, body) => {
                self.unit().depth += u32::from(value);
                self.body(body);
                self.unit().depth -= u32::from(value);
            }
            Block::Handler(name) => {
                self.emit(Instr::LeaveHandler);
                self.unit().handling -= 1;
                if let Some(name) = name {
                    self.none();
                    self.store_name(name);
                    self.delete_name(name);
                }
            }
        }
    }
}
