//! Instances of classes that derive from built-in types, where something built in wants a value of that type.

use super::Machine;
use crate::python::class;
use crate::python::code::{BinaryOp, CompareOp};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::natives::Flow;
use crate::python::ops;
use crate::python::value::Value;

impl Machine<'_> {
    /// `a op b`
    pub(super) fn binary(&mut self, op: BinaryOp, operands: &[Value; 2]) -> Res<Flow> {
        let [a, b] = operands;
        match ops::binary(self.heap(), op, a, b) {
            Err(fault) => self.with_plain(fault, operands, |machine, args| {
                ops::binary(machine.heap(), op, &args[0], &args[1])
            }),
            flow => flow,
        }
    }

    /// `a op b` for a comparison.
    pub(super) fn compare(&mut self, op: CompareOp, operands: &[Value; 2]) -> Res<Flow> {
        let [a, b] = operands;
        match ops::compare(&self.process.heap, op, a, b) {
            Err(fault) => self.with_plain(fault, operands, |machine, args| {
                ops::compare(&machine.process.heap, op, &args[0], &args[1])
            }),
            flow => flow,
        }
    }

    /// Something built in has refused its arguments, and nothing has changed. It is done with the values that such instances are
    /// about, if there are any among them.
    pub(in crate::world) fn with_plain<T>(
        &mut self,
        fault: Fault,
        args: &[Value],
        run: impl FnOnce(&mut Self, &[Value]) -> Res<T>,
    ) -> Res<T> {
        let refused = matches!(&fault, Fault::Error(error) if error.exc == Exc::TypeError);
        let plain = refused
            .then(|| class::plain(&self.process.heap, args))
            .flatten();
        match plain {
            Some(plain) => run(self, &plain),
            None => Err(fault),
        }
    }
}
