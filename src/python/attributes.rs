//! `__dict__` of an object: a dict that is the object's attributes, read when it is looked at and written when it is changed.

use crate::python::dict::Dict;
use crate::python::exceptions::{Fault, Res};
use crate::python::heap::{DictObject, Flavour, Heap, Object};
use crate::python::ops::type_name;
use crate::python::value::{HeapId, Value};

impl Heap {
    /// What an object's `__dict__` has; none if it has none, or if a class of its own mind says what it has.
    pub fn own_attributes(&self, object: &Value) -> Option<Dict> {
        Some(match self.object(object)? {
            Object::Instance(instance) => {
                let class = self.class(instance.class);
                if class.is_some_and(|class| class.intercepts || class.slots.is_some()) {
                    return None;
                }
                instance.attrs.clone()
            }
            Object::Class(class) => class.attrs.clone(),
            Object::Exception(exception) => exception.attrs.clone(),
            Object::Function(function) => function.attrs.clone(),
            _ => return None,
        })
    }

    /// The dict of an object with these attributes.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn attributes_of(&mut self, owner: &Value, attrs: Dict) -> Res {
        let flavour = match self.object(owner) {
            Some(Object::Instance(_)) => Flavour::Attributes(owner.clone()),
            _ => Flavour::Plain,
        };
        let id = self.alloc(Object::Dict(DictObject {
            dict: attrs,
            flavour,
        }))?;
        Ok(Value::Ref(id))
    }

    /// An object gets the attributes that a dict has now, in place of its own.
    ///
    /// # Errors
    /// `TypeError` if it is no dict.
    pub fn replace_attributes(&mut self, owner: HeapId, value: &Value) -> Res<()> {
        if let Value::Ref(dict) = value {
            self.renew(*dict);
        }
        let Some(Object::Dict(object)) = self.object(value) else {
            return Err(Fault::type_error(format!(
                "__dict__ must be set to a dictionary, not a '{}'",
                type_name(self, value)
            )));
        };
        let attrs = object.dict.clone();
        if let Object::Instance(instance) = self.get_mut(owner) {
            instance.attrs = attrs;
        }
        if self.is_escaped(owner) {
            self.escape_parts(owner);
        }
        Ok(())
    }

    /// Whose attributes a dict is.
    fn owner(&self, dict: HeapId) -> Option<HeapId> {
        match self.get(dict) {
            Object::Dict(DictObject {
                flavour: Flavour::Attributes(owner),
                ..
            }) => owner.as_ref(),
            _ => None,
        }
    }

    /// A dict that is an object's attributes has what the object has by now.
    pub fn renew(&mut self, dict: HeapId) {
        let Some(owner) = self.owner(dict) else {
            return;
        };
        let Object::Instance(instance) = self.get(owner) else {
            return;
        };
        let attrs = instance.attrs.clone();
        if let Object::Dict(object) = self.get_mut(dict) {
            object.dict = attrs;
        }
    }

    /// An object has the attributes that its dict has by now.
    pub fn write_through(&mut self, dict: HeapId) {
        let Some(owner) = self.owner(dict) else {
            return;
        };
        let Object::Dict(object) = self.get(dict) else {
            return;
        };
        let attrs = object.dict.clone();
        if let Object::Instance(instance) = self.get_mut(owner) {
            instance.attrs = attrs;
        }
        if self.is_escaped(owner) {
            self.escape_parts(owner);
        }
    }
}
