//! Collections that are filled from the stack and taken apart onto it.

use super::{Go, Machine};
use crate::python::exceptions::{Fault, Res};
use crate::python::frame::Then;
use crate::python::heap::Object;
use crate::python::value::{HeapId, Str, Value};
use crate::python::{iterate, ops};

impl Machine<'_> {
    pub(super) fn below(&mut self, below: u32) -> HeapId {
        let stack = &self.frame().stack;
        match stack.get(stack.len().wrapping_sub(1 + below as usize)) {
            Some(Value::Ref(id)) => *id,
            _ => unreachable!("a comprehension has its collection below"),
        }
    }

    /// The text of the topmost value where that is simply known.
    pub(super) fn plain_text(&mut self) -> Option<Str> {
        match self.frame().stack.last()? {
            Value::Str(text) => Some(text.clone()),
            Value::Int(number) => Some(number.to_string().into()),
            _ => None,
        }
    }

    /// `collection more -> collection`
    pub(super) fn extend(&mut self, name: &'static str) -> Res<Go> {
        let more = self.pop();
        let collection = self.top();
        let Value::Ref(id) = collection else {
            return Ok(Go::On);
        };
        if let Some(Object::Dict(object)) = self.process.heap.object(&more)
            && !ops::keyed::any_own(&self.process.heap, &more)
        {
            let pairs: Vec<(Value, Value)> = object
                .dict
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            self.heap().charge(pairs.len() * 3 * size_of::<Value>())?;
            if let Object::Dict(object) = self.heap().get_mut(id) {
                for (key, value) in pairs {
                    let known = object.dict.insert(key.clone(), value);
                    if name == "_keyword_merge" && known.is_some() {
                        let key = key.as_str().unwrap_or_default();
                        let message = format!("got multiple values for keyword argument '{key}'");
                        return Err(Fault::type_error(message));
                    }
                }
                return Ok(Go::On);
            }
        }
        if matches!(name, "_list_extend" | "_set_extend") {
            match iterate::items(self.heap(), &more) {
                Ok(items) if name == "_set_extend" && self.any_own_key(&items) => {}
                Ok(items) => {
                    if name == "_set_extend" {
                        items.iter().try_for_each(|item| self.hashable(item))?;
                    }
                    self.heap().charge(items.len() * size_of::<Value>())?;
                    match self.heap().get_mut(id) {
                        Object::List(list) => list.extend(items),
                        Object::Set(set) => items.into_iter().for_each(|item| {
                            set.insert(item);
                        }),
                        _ => {}
                    }
                    return Ok(Go::On);
                }
                Err(Fault::Python) => {}
                Err(fault) => return Err(fault),
            }
        }
        self.pop();
        self.prelude(name, vec![collection, more], Then::Push)
    }

    pub(super) fn unpack(&mut self, before: usize, after: Option<usize>) -> Res<Go> {
        let value = self.pop();
        let Some(mut items) = ops::items_of(&self.process.heap, &value)? else {
            // Whatever else can be iterated becomes a list first, and the instruction runs again.
            self.frame().pc -= 1;
            return self.prelude("_unpackable", vec![value], Then::Push);
        };
        let total = before + after.unwrap_or(0);
        if items.len() < total || (after.is_none() && items.len() > total) {
            let message = if items.len() < total {
                let least = if after.is_some() { "at least " } else { "" };
                format!(
                    "not enough values to unpack (expected {least}{total}, got {})",
                    items.len()
                )
            } else {
                format!("too many values to unpack (expected {total})")
            };
            return Err(Fault::value_error(message));
        }
        if let Some(after) = after {
            let tail = items.split_off(items.len() - after);
            let rest = items.split_off(before);
            let rest = self.heap().list(rest)?;
            items.push(rest);
            items.extend(tail);
        }
        self.frame().stack.extend(items.into_iter().rev());
        Ok(Go::On)
    }
}
