//! What a function takes, for who asks for its signature.

use super::run::Machine;
use crate::python::dict::Dict;
use crate::python::exceptions::Res;
use crate::python::heap::Object;
use crate::python::ops;
use crate::python::value::Value;

impl Machine<'_> {
    /// The names of a function's parameters with the numbers of their kinds, a dict of their defaults, and whether it is a
    /// generator function. Nothing for what is no function.
    pub(super) fn parameters(&mut self, function: &Value) -> Res {
        let Some(Object::Function(function)) = self.process.heap.object(function) else {
            return Ok(Value::None);
        };
        let (code, params) = (&function.code, &function.code.params);
        let positional = params.positional as usize;
        let only = positional + params.keyword_only.len();
        let mut kinds: Vec<usize> = (0..positional)
            .map(|at| usize::from(at >= params.positional_only as usize))
            .collect();
        let mut names: Vec<_> = code.locals[..positional].to_vec();
        let mut rest = code.locals[only..params.slots()].iter().cloned();
        if params.rest {
            names.extend(rest.next());
            kinds.push(2);
        }
        names.extend(code.locals[positional..only].iter().cloned());
        kinds.extend(params.keyword_only.iter().map(|_| 3));
        names.extend(rest.next());
        kinds.extend(params.keywords.then_some(4));
        let mut defaults = Dict::default();
        let first = positional - function.defaults.len();
        for (name, value) in code.locals[first..positional]
            .iter()
            .zip(&function.defaults)
        {
            defaults.insert(Value::Str(name.clone()), value.clone());
        }
        for (name, value) in function.keyword_defaults.iter() {
            defaults.insert(name.clone(), value.clone());
        }
        let pair = |(name, kind)| ops::pair(Value::Str(name), Value::from(kind));
        let parts = names.into_iter().zip(kinds).map(pair).collect();
        let generator = Value::Bool(code.generator);
        let defaults = self.process.heap.dict(defaults)?;
        Ok(Value::tuple(vec![Value::tuple(parts), defaults, generator]))
    }
}
