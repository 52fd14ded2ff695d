//! Classes: the order of resolution, what derives from what, how instances are made.

/// `__module__` of the classes that are written in the prelude.
pub const OF_PRELUDE: &str = "threading";

use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Class, Exception, Heap, Instance, Object};
use crate::python::ops::type_of;
use crate::python::value::{HeapId, PrimType, Str, Type, Value};

pub mod attribute;

pub use attribute::{Found, delete_attr, get_attr, load, remove, set_attr};

/// `__name__` of a type or a class.
pub fn name_of(heap: &Heap, class: &Value) -> String {
    match class {
        Value::Type(ty) => ty.name().to_owned(),
        Value::Ref(id) => match heap.class(*id) {
            Some(class) => class.name.to_string(),
            None => "object".to_owned(),
        },
        _ => "object".to_owned(),
    }
}

/// The name by which a traceback calls an exception's class: with its module unless that is plain.
pub fn full_name_of(heap: &Heap, class: &Value) -> String {
    match class {
        Value::Type(Type::Exc(exc)) => exc.full_name().to_owned(),
        Value::Ref(id) => match heap.class(*id) {
            Some(class) if matches!(&*class.module, "__main__" | "builtins") => {
                class.qualname.to_string()
            }
            Some(class) => format!("{}.{}", class.module, class.qualname),
            None => "object".to_owned(),
        },
        _ => name_of(heap, class),
    }
}

/// What a built-in type derives from.
fn base_of(ty: Type) -> Option<Type> {
    match ty {
        Type::Object => None,
        Type::Bool => Some(Type::Int),
        Type::DefaultDict | Type::Counter | Type::OrderedDict => Some(Type::Dict),
        Type::Exc(exc) => Some(
            exc.bases()
                .first()
                .map_or(Type::Object, |base| Type::Exc(*base)),
        ),
        Type::Prim(PrimType::BoundedSemaphore) => Some(Type::Prim(PrimType::Semaphore)),
        Type::Prim(PrimType::LifoQueue | PrimType::PriorityQueue | PrimType::JoinableQueue) => {
            Some(Type::Prim(PrimType::Queue))
        }
        _ => Some(Type::Object),
    }
}

fn type_is(ty: Type, base: Type) -> bool {
    ty == base
        || match (ty, base) {
            (Type::Exc(ty), Type::Exc(base)) => ty.is_a(base),
            _ => base_of(ty).is_some_and(|next| type_is(next, base)),
        }
}

/// The order of resolution of a type or a class, itself first.
pub fn mro(heap: &Heap, class: &Value) -> Vec<Value> {
    match class {
        Value::Ref(id) => heap
            .class(*id)
            .map_or_else(Vec::new, |class| class.mro.clone()),
        Value::Type(ty) => {
            let types = std::iter::successors(Some(*ty), |ty| base_of(*ty));
            types.map(Value::Type).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a value is a type or a class.
pub fn is_class(heap: &Heap, value: &Value) -> bool {
    matches!(value, Value::Type(_)) || matches!(heap.object(value), Some(Object::Class(_)))
}

/// Whether a class is `base` or derives from it.
pub fn derives(heap: &Heap, class: &Value, base: &Value) -> bool {
    match (class, base) {
        (_, Value::Type(Type::Object)) => true,
        (Value::Type(ty), Value::Type(base)) => type_is(*ty, *base),
        (Value::Ref(id), _) => heap.class(*id).is_some_and(|class| {
            class.mro.iter().any(|step| match (step, base) {
                (Value::Type(step), Value::Type(base)) => type_is(*step, *base),
                _ => step == base,
            })
        }),
        _ => false,
    }
}

/// `isinstance(value, class)`, where the class may be a tuple of classes.
///
/// # Errors
/// `TypeError` if it is no class.
pub fn is_instance(heap: &Heap, value: &Value, class: &Value) -> Res<bool> {
    is_derived(
        heap,
        &type_of(heap, value),
        class,
        "isinstance() arg 2 must be a type, a tuple of types, or a union",
    )
}

/// `issubclass(class, base)` with the message for a base that is no class.
///
/// # Errors
/// `TypeError` if the base is no class.
pub fn is_derived(heap: &Heap, class: &Value, base: &Value, message: &str) -> Res<bool> {
    match base {
        Value::Tuple(bases) => {
            for base in bases.iter() {
                if is_derived(heap, class, base, message)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Value::None => Ok(*class == Value::Type(Type::None)),
        _ if is_class(heap, base) => Ok(derives(heap, class, base)),
        _ => Err(Fault::type_error(message)),
    }
}

/// An attribute of a class, found along its order of resolution.
pub fn find<'h>(heap: &'h Heap, class: HeapId, name: &str) -> Option<&'h Value> {
    heap.class(class)?
        .mro
        .iter()
        .find_map(|step| heap.class(step.as_ref()?)?.attrs.get_str(name))
}

/// A hook that a class inherits: what its bases define by this name.
pub fn hook(heap: &Heap, class: &Value, name: &str) -> Option<Value> {
    let bases = heap.class(class.as_ref()?)?.mro.iter().skip(1);
    let found = bases
        .filter_map(Value::as_ref)
        .find_map(|base| heap.class(base)?.attrs.get_str(name))?;
    Some(match heap.object(found) {
        Some(Object::ClassMethod(function)) => function.clone(),
        _ => found.clone(),
    })
}

/// What the program's classes define for a special method of a value; built-in types' own are not counted.
pub fn special<'h>(heap: &'h Heap, value: &Value, name: &str) -> Option<&'h Value> {
    let class = match heap.object(value)? {
        Object::Instance(instance) => instance.class,
        Object::Exception(exception) => exception.class.as_ref()?,
        Object::Class(class) => class.meta?,
        _ => return None,
    };
    find(heap, class, name).filter(|found| !found.is_none())
}

/// The values that these are about: of an instance of a class that derives from a built-in type its value of that type, of all
/// others themselves. None if no such instance is among them, or directly in a tuple.
pub fn plain(heap: &Heap, values: &[Value]) -> Option<Vec<Value>> {
    let mut found = false;
    let mut own = |value: &Value| {
        let kept = kept(heap, value);
        found |= kept.is_some();
        kept.unwrap_or(value).clone()
    };
    let values = values
        .iter()
        .map(|value| match (value, heap.object(value)) {
            (Value::Tuple(items), _) => Value::tuple(items.iter().map(&mut own).collect()),
            // What only reads a list does as well with a tuple.
            (_, Some(Object::List(items)))
                if items.iter().any(|item| kept(heap, item).is_some()) =>
            {
                Value::tuple(items.iter().map(&mut own).collect())
            }
            _ => own(value),
        })
        .collect();
    found.then_some(values)
}

/// Whether the class of an instance says with None that it has no such special method.
pub fn forbids(heap: &Heap, value: &Value, name: &str) -> bool {
    let class = match heap.object(value) {
        Some(Object::Instance(instance)) => instance.class,
        _ => return false,
    };
    find(heap, class, name).is_some_and(Value::is_none)
}

/// Whether the program's classes define a special method for a value.
pub fn has_special(heap: &Heap, value: &Value, name: &str) -> bool {
    special(heap, value, name).is_some()
}

/// The class of an exception or instance that the program or the prelude has defined.
pub fn class_of(heap: &Heap, value: &Value) -> Option<HeapId> {
    type_of(heap, value).as_ref()
}

/// Classes that one can derive from, directly or not.
const DEEPEST: usize = 200;

/// Makes a class.
///
/// # Errors
/// `TypeError` for bases that it cannot have.
pub fn make(
    heap: &mut Heap,
    name: Str,
    qualname: Str,
    module: Str,
    bases: Vec<Value>,
    mut attrs: Dict,
) -> Res<HeapId> {
    let mut exc = None;
    for (position, base) in bases.iter().enumerate() {
        let usable = match base {
            Value::Type(Type::Object | Type::Type) => true,
            // What the prelude's own classes stand for.
            Value::Type(ty) if derived_by(*ty, false).is_some() && &*module == OF_PRELUDE => true,
            Value::Type(Type::Exc(base)) => {
                exc = exc.or(Some(*base));
                true
            }
            Value::Ref(id) => match heap.class(*id) {
                Some(class) => {
                    exc = exc.or(class.exc);
                    true
                }
                None => false,
            },
            _ => false,
        };
        if !usable {
            return Err(Fault::type_error(match base {
                Value::Type(
                    ty @ (Type::Bool | Type::Range | Type::Slice | Type::Function | Type::None),
                ) => {
                    format!("type '{}' is not an acceptable base type", ty.name())
                }
                Value::Type(ty) => format!(
                    "a class that derives from '{}' is not supported here",
                    ty.name()
                ),
                _ => "bases must be types".to_owned(),
            }));
        }
        if bases[..position].contains(base) {
            return Err(Fault::type_error(format!(
                "duplicate base class {}",
                name_of(heap, base)
            )));
        }
    }
    let order = linearize(heap, &bases).ok_or_else(|| {
        let names: Vec<String> = bases.iter().map(|base| name_of(heap, base)).collect();
        Fault::type_error(format!(
            "Cannot create a consistent method resolution\norder (MRO) for bases {}",
            names.join(", ")
        ))
    })?;
    if order.len() > DEEPEST {
        return Err(Fault::new(
            Exc::RecursionError,
            "maximum recursion depth exceeded: a class derives from too many",
        ));
    }
    heap.charge(order.len() * size_of::<Value>())?;
    let bases = if bases.is_empty() {
        vec![Value::Type(Type::Object)]
    } else {
        bases
    };
    let given = |name: &str| match attrs.get_str(name) {
        Some(Value::Str(text)) => Some(text.clone()),
        _ => None,
    };
    let (qualname, module) = (
        given("__qualname__").unwrap_or(qualname),
        given("__module__").unwrap_or(module),
    );
    // Each class has its own: it is not to be found by way of its bases.
    attrs.remove(&Value::from("__module__"));
    let inherited = bases.iter().filter_map(|base| heap.class(base.as_ref()?));
    let meta = inherited.clone().find_map(|base| base.meta);
    let intercepts = attrs.get_str("__getattribute__").is_some()
        || inherited.clone().any(|base| base.intercepts);
    let slots = slots_of(heap, &name, &bases, &attrs)?;
    let parents: Vec<HeapId> = bases.iter().filter_map(Value::as_ref).collect();
    let id = heap.alloc(Object::Class(Box::new(Class {
        name,
        qualname,
        module,
        bases,
        mro: Vec::new(),
        derived: Vec::new(),
        attrs,
        exc,
        meta,
        intercepts,
        slots,
        is_abstract: false,
    })))?;
    if let Object::Class(class) = heap.get_mut(id) {
        class.mro.push(Value::Ref(id));
        class.mro.extend(order);
    }
    for parent in parents {
        heap.charge(size_of::<Value>())?;
        if let Object::Class(parent) = heap.get_mut(parent) {
            parent.derived.push(Value::Ref(id));
        }
    }
    note_abstract(heap, id);
    Ok(id)
}

/// The attributes that instances of a class can have; none if that is not bounded.
fn slots_of(heap: &Heap, class: &str, bases: &[Value], attrs: &Dict) -> Res<Option<Vec<Str>>> {
    let Some(own) = attrs.get_str("__slots__") else {
        return Ok(None);
    };
    let names = match own {
        Value::Str(_) => vec![own.clone()],
        _ => crate::python::ops::items_of(heap, own)?.unwrap_or_default(),
    };
    let mut slots = Vec::new();
    for name in &names {
        let Value::Str(name) = name else {
            return Err(Fault::type_error(format!(
                "__slots__ items must be strings, not '{}'",
                crate::python::ops::type_name(heap, name)
            )));
        };
        if attrs.get_str(name).is_some() && !name.starts_with("__") {
            return Err(Fault::value_error(format!(
                "'{name}' in __slots__ conflicts with class variable"
            )));
        }
        let private = name.starts_with("__") && !name.ends_with("__");
        slots.push(match class.trim_start_matches('_') {
            bare if private && !bare.is_empty() => format!("_{bare}{name}").into(),
            _ => name.clone(),
        });
    }
    if slots.iter().any(|name| &**name == "__dict__") {
        return Ok(None);
    }
    for base in bases {
        match base {
            Value::Type(Type::Object) => {}
            Value::Ref(id) => match heap.class(*id) {
                Some(base) if base.name.starts_with("_Derived") => slots.push("_own".into()),
                Some(base) => match &base.slots {
                    Some(inherited) => slots.extend(inherited.iter().cloned()),
                    None => return Ok(None),
                },
                None => return Ok(None),
            },
            _ => return Ok(None),
        }
    }
    Ok(Some(slots))
}

/// Notes which methods of a class are abstract: its own, and those of its bases that it does not define.
fn note_abstract(heap: &mut Heap, id: HeapId) {
    let is_abstract = |value: &Value| {
        let function = match heap.object(value) {
            Some(Object::Property(property)) => &property.get,
            Some(Object::ClassMethod(function) | Object::StaticMethod(function)) => function,
            _ => value,
        };
        match heap.object(function) {
            Some(Object::Function(function)) => {
                function.attrs.get_str("__isabstractmethod__").is_some()
            }
            _ => false,
        }
    };
    let Some(class) = heap.class(id) else {
        return;
    };
    let text = |value: &Value| value.as_str().map(Str::from);
    let mut names: Vec<Str> = class
        .attrs
        .iter()
        .filter_map(|(name, _)| text(name))
        .collect();
    for base in class.bases.iter().filter_map(Value::as_ref) {
        if heap.class(base).is_some_and(|base| base.is_abstract)
            && let Some(Value::Tuple(inherited)) = find(heap, base, "__abstractmethods__")
        {
            names.extend(inherited.iter().filter_map(text));
        }
    }
    names.retain(|name| find(heap, id, name).is_some_and(is_abstract));
    names.sort();
    names.dedup();
    if names.is_empty() {
        return;
    }
    let names = Value::tuple(names.into_iter().map(Value::Str).collect());
    if let Object::Class(class) = heap.get_mut(id) {
        class.is_abstract = true;
        class
            .attrs
            .insert(Value::from("__abstractmethods__"), names);
    }
}

/// Why a class with abstract methods has no instances.
pub fn abstract_fault(heap: &Heap, id: HeapId) -> Option<Fault> {
    let class = heap.class(id).filter(|class| class.is_abstract)?;
    let Some(Value::Tuple(names)) = class.attrs.get_str("__abstractmethods__") else {
        return None;
    };
    let quoted: Vec<String> = names
        .iter()
        .filter_map(|name| Some(format!("'{}'", name.as_str()?)))
        .collect();
    Some(Fault::type_error(format!(
        "Can't instantiate abstract class {} without an implementation for abstract method{} {}",
        class.name,
        if quoted.len() == 1 { "" } else { "s" },
        quoted.join(", ")
    )))
}

/// The class of the prelude that a class of the program's derives from where it writes a built-in type: its instances
/// keep a value of the type and pass on to it what they do not do themselves. Queues whose items the class looks after (`keeper`) are
/// written in Python altogether.
pub fn derived_by(ty: Type, keeper: bool) -> Option<&'static str> {
    Some(match ty {
        Type::List => "_DerivedList",
        Type::Dict => "_DerivedDict",
        Type::DefaultDict => "_DerivedDefaultDict",
        Type::OrderedDict => "_DerivedOrderedDict",
        Type::Counter => "_DerivedCounter",
        Type::Set => "_DerivedSet",
        Type::Deque => "_DerivedDeque",
        Type::FrozenSet => "_DerivedFrozenSet",
        Type::Tuple => "_DerivedTuple",
        Type::Str => "_DerivedStr",
        Type::Int => "_DerivedInt",
        Type::Float => "_DerivedFloat",
        Type::Property => "_DerivedProperty",
        Type::Prim(kind) => match kind {
            PrimType::Semaphore => "_DerivedSemaphore",
            PrimType::BoundedSemaphore => "_DerivedBoundedSemaphore",
            PrimType::Event => "_DerivedEvent",
            PrimType::Condition => "_DerivedCondition",
            PrimType::Barrier => "_DerivedBarrier",
            PrimType::Queue if keeper => "_KeptQueue",
            PrimType::LifoQueue if keeper => "_KeptLifoQueue",
            PrimType::PriorityQueue if keeper => "_KeptPriorityQueue",
            PrimType::Queue => "_DerivedQueue",
            PrimType::LifoQueue => "_DerivedLifoQueue",
            PrimType::PriorityQueue => "_DerivedPriorityQueue",
            PrimType::SimpleQueue => "_DerivedSimpleQueue",
            _ => return None,
        },
        _ => return None,
    })
}

/// The value of a built-in type that an instance of such a class keeps.
pub fn kept<'h>(heap: &'h Heap, instance: &Value) -> Option<&'h Value> {
    match heap.object(instance)? {
        Object::Instance(instance) => instance.attrs.get_str("_own"),
        _ => None,
    }
}

/// What follows a class in its order of resolution: each base before its own bases, in the order they are written.
fn linearize(heap: &Heap, bases: &[Value]) -> Option<Vec<Value>> {
    if let [base] = bases {
        return Some(mro(heap, base));
    }
    let mut lists: Vec<Vec<Value>> = bases.iter().map(|base| mro(heap, base)).collect();
    lists.push(bases.to_vec());
    let object = Value::Type(Type::Object);
    let mut order = Vec::new();
    loop {
        for list in &mut lists {
            list.retain(|class| *class != object);
        }
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            order.push(object);
            return Some(order);
        }
        let next = lists
            .iter()
            .map(|list| &list[0])
            .find(|head| lists.iter().all(|list| !list[1..].contains(head)))?
            .clone();
        for list in &mut lists {
            list.retain(|class| *class != next);
        }
        order.push(next);
    }
}

/// A new instance of a class, before `__init__`. Exceptions have their arguments as `args` from the start.
///
/// # Errors
/// `MemoryError`.
pub fn instantiate(heap: &mut Heap, class: HeapId, args: &[Value]) -> Res {
    let exc = heap.class(class).and_then(|class| class.exc);
    let object = match exc {
        Some(exc) => {
            let mut exception = Exception::new(Value::Ref(class), args.to_vec());
            exception.settle(exc);
            Object::Exception(exception.into())
        }
        None => Object::Instance(Instance {
            key_hash: 0,
            class,
            attrs: Dict::new(),
        }),
    };
    heap.alloc(object).map(Value::Ref)
}

/// Whether an exception object is of a built-in exception type or derives from it.
pub fn is_exc(heap: &Heap, value: &Value, exc: Exc) -> bool {
    match heap.object(value) {
        Some(Object::Exception(exception)) => {
            derives(heap, &exception.class, &Value::Type(Type::Exc(exc)))
        }
        _ => false,
    }
}

/// What `raise value` raises: exceptions as they are, a class of exceptions as a call to make one.
///
/// # Errors
/// `TypeError` for anything else.
pub fn raisable(heap: &Heap, value: &Value) -> Res<crate::python::natives::Flow> {
    use crate::python::natives::Flow;
    let base = Value::Type(Type::Exc(Exc::BaseException));
    match heap.object(value) {
        Some(Object::Exception(_)) => Ok(Flow::Done(value.clone())),
        _ if is_class(heap, value) && derives(heap, value, &base) => Ok(Flow::Call {
            callee: value.clone(),
            args: Vec::new(),
            keywords: Vec::new(),
        }),
        _ => Err(Fault::type_error(
            "exceptions must derive from BaseException",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(heap: &mut Heap, name: &str, bases: &[HeapId]) -> HeapId {
        let bases = bases.iter().map(|id| Value::Ref(*id)).collect();
        make(
            heap,
            name.into(),
            name.into(),
            "__main__".into(),
            bases,
            Dict::new(),
        )
        .unwrap()
    }

    #[test]
    fn a_diamond_resolves_each_class_once() {
        let mut heap = Heap::default();
        let a = class(&mut heap, "A", &[]);
        let b = class(&mut heap, "B", &[a]);
        let c = class(&mut heap, "C", &[a]);
        let d = class(&mut heap, "D", &[b, c]);
        let order = heap.class(d).unwrap().mro.clone();
        let wanted = [d, b, c, a].map(Value::Ref);
        assert_eq!(order[..4], wanted);
        assert_eq!(order[4], Value::Type(Type::Object));
        let bases = vec![Value::Ref(a), Value::Ref(b)];
        assert!(
            make(
                &mut heap,
                "E".into(),
                "E".into(),
                "m".into(),
                bases,
                Dict::new()
            )
            .is_err()
        );
    }

    #[test]
    fn a_class_of_exceptions_makes_exceptions() {
        let mut heap = Heap::default();
        let bases = vec![Value::Type(Type::Exc(Exc::ValueError))];
        let class = make(
            &mut heap,
            "Bad".into(),
            "Bad".into(),
            "__main__".into(),
            bases,
            Dict::new(),
        )
        .unwrap();
        let value = instantiate(&mut heap, class, &[Value::Int(1)]).unwrap();
        assert!(is_exc(&heap, &value, Exc::Exception));
        assert!(!is_exc(&heap, &value, Exc::KeyError));
    }
}
