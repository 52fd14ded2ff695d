//! Local names: the cells of those that are shared with inner functions, and those without a value.

use super::Machine;
use crate::python::code::CodeKind;
use crate::python::exceptions::{Exc, Fault};
use crate::python::value::{HeapId, Value};

impl Machine<'_> {
    pub(super) fn unbound_local(&mut self, slot: u32) -> Fault {
        let code = self.frame().code.clone();
        let name = code
            .locals
            .get(slot as usize)
            .cloned()
            .unwrap_or_else(|| "".into());
        if slot >= code.free && slot < code.free + code.captured {
            let message = format!(
                "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
            );
            return Fault::new(Exc::NameError, message);
        }
        if code.kind == CodeKind::Class {
            return Fault::new(Exc::NameError, format!("name '{name}' is not defined"));
        }
        let message = format!(
            "cannot access local variable '{name}' where it is not associated with a value"
        );
        Fault::new(Exc::UnboundLocalError, message)
    }

    pub(super) fn cell(&mut self, slot: u32) -> HeapId {
        match self.frame().locals.get(slot as usize) {
            Some(Value::Ref(id)) => *id,
            _ => unreachable!("a cell's slot is filled when the frame is made"),
        }
    }
}
