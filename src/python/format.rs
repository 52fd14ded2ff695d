//! Values as text: `str`, `repr`, `%`, `str.format` and format specifications.
//!
//! Where the program's own code has a say (`__repr__` of an instance deep inside a list), nothing here can call it. Such a *leaf* is written in three steps that the
//! prelude takes: [`wanted`] says which leaves there are, their texts are made in frames, and [`with_texts`] puts them where they belong.

use std::collections::VecDeque;

use crate::python::class;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Heap, Object};
use crate::python::natives::Flow;
use crate::python::value::{Str, Value};

mod braces;
pub mod float;
mod percent;
mod repr;
pub mod spec;

/// The longest text that one formatting may make.
const MAX_WIDTH: usize = 16 << 20;

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// `str(x)`
    Str,
    /// `repr(x)`
    Repr,
    /// `ascii(x)`
    Ascii,
    /// `text % args`
    Percent,
    /// `text.format(…)`
    Braces,
    /// `format(x, spec)`
    Spec,
    /// The arguments of a `print`, between `sep` and `end`.
    Print,
}

impl How {
    const ALL: [How; 7] = [
        How::Str,
        How::Repr,
        How::Ascii,
        How::Percent,
        How::Braces,
        How::Spec,
        How::Print,
    ];

    fn word(self) -> &'static str {
        match self {
            How::Str => "str",
            How::Repr => "repr",
            How::Ascii => "ascii",
            How::Percent => "percent",
            How::Braces => "format",
            How::Spec => "spec",
            How::Print => "print",
        }
    }

    /// The way of this name.
    pub fn named(word: &str) -> Option<How> {
        How::ALL.into_iter().find(|how| how.word() == word)
    }
}

/// A text in the making.
struct Writer<'h> {
    heap: &'h Heap,
    out: String,
    leaves: Leaves,
    /// Containers that are being written, for those that contain themselves.
    open: Vec<crate::python::value::HeapId>,
    depth: u32,
    /// Bytes that it may come to.
    most: usize,
}

/// What becomes of leaves that take the program's code.
enum Leaves {
    /// They stop the writing.
    Refused,
    /// They are called by their class.
    Named,
    /// They are noted: how to write it, the value, its specification.
    Wanted(Vec<(char, Value, Str)>),
    /// Here are their texts, in order.
    Given(VecDeque<Str>),
}

impl<'h> Writer<'h> {
    fn new(heap: &'h Heap, leaves: Leaves) -> Writer<'h> {
        Writer {
            heap,
            out: String::new(),
            leaves,
            open: Vec::new(),
            depth: 0,
            most: MAX_WIDTH,
        }
    }

    /// Text of a leaf that only the program's code can write.
    fn leaf(&mut self, kind: char, value: &Value, spec: &str) -> Res<()> {
        match &mut self.leaves {
            Leaves::Refused => return Err(Fault::Python),
            Leaves::Named => {
                let name = crate::python::ops::type_name(self.heap, value);
                self.out.push('<');
                self.out.push_str(&name);
                self.out.push('>');
            }
            Leaves::Wanted(wanted) => wanted.push((kind, value.clone(), spec.into())),
            Leaves::Given(texts) => {
                if let Some(text) = texts.pop_front() {
                    self.out.push_str(&text);
                }
            }
        }
        Ok(())
    }

    /// What `write` adds, as a text of its own.
    fn apart(&mut self, write: impl FnOnce(&mut Self) -> Res<()>) -> Res<String> {
        let before = std::mem::take(&mut self.out);
        let result = write(self);
        let text = std::mem::replace(&mut self.out, before);
        result.map(|()| text)
    }

    fn write(&mut self, how: How, args: &[Value], keywords: &[(Str, Value)]) -> Res<()> {
        match (how, args) {
            (How::Str, [value]) => self.str(value),
            (How::Repr, [value]) => self.repr(value),
            (How::Ascii, [value]) => self.ascii(value),
            (How::Percent, [Value::Str(text), values]) => percent::write(self, text, values),
            (How::Braces, [Value::Str(text), values @ ..]) => {
                braces::write(self, text, values, keywords)
            }
            (How::Spec, [value, Value::Str(spec)]) => self.formatted(value, spec),
            (How::Print, [sep, end, values @ ..]) => {
                for (at, value) in values.iter().enumerate() {
                    if at > 0 {
                        self.out.push_str(sep.as_str().unwrap_or(" "));
                    }
                    self.str(value)?;
                }
                self.out.push_str(end.as_str().unwrap_or("\n"));
                Ok(())
            }
            _ => Err(Fault::type_error("nothing to write")),
        }
    }

    fn check(&self) -> Res<()> {
        if self.out.len() > self.most {
            return Err(Fault::memory());
        }
        Ok(())
    }

    /// Writes a value by a format specification.
    fn formatted(&mut self, value: &Value, spec: &str) -> Res<()> {
        if class::has_special(self.heap, value, "__format__") {
            return self.leaf('f', value, spec);
        }
        if spec.is_empty() {
            return self.str(value);
        }
        let text = spec::apply(self.heap, value, spec)?;
        self.out.push_str(&text);
        Ok(())
    }
}

fn render(
    heap: &Heap,
    leaves: Leaves,
    how: How,
    args: &[Value],
    keywords: &[(Str, Value)],
) -> Res<String> {
    let mut writer = Writer::new(heap, leaves);
    writer.write(how, args, keywords)?;
    Ok(writer.out)
}

/// `str(value)`.
///
/// # Errors
/// [`Fault::Python`] if the program's code has a say.
pub fn str(heap: &Heap, value: &Value) -> Res<String> {
    render(
        heap,
        Leaves::Refused,
        How::Str,
        std::slice::from_ref(value),
        &[],
    )
}

/// `repr(value)`.
///
/// # Errors
/// [`Fault::Python`] if the program's code has a say.
pub fn repr(heap: &Heap, value: &Value) -> Res<String> {
    render(
        heap,
        Leaves::Refused,
        How::Repr,
        std::slice::from_ref(value),
        &[],
    )
}

/// `repr(value)` for those who look on: what only the program's code could say is `<ClassName>`, and long texts are cut.
pub fn glance(heap: &Heap, value: &Value, most: usize) -> String {
    let mut writer = Writer::new(heap, Leaves::Named);
    writer.most = most * 4;
    // A text that is too long is cut anyway.
    let _ = writer.repr(value);
    let mut text = writer.out;
    if let Some((cut, _)) = text.char_indices().nth(most) {
        text.truncate(cut);
        text.push('…');
    }
    text
}

/// `text % args`.
///
/// # Errors
/// What Python raises; [`Fault::Python`] if the program's code has a say.
pub fn percent(heap: &mut Heap, text: &Str, values: &Value) -> Res {
    let args = [Value::Str(text.clone()), values.clone()];
    let text = render(heap, Leaves::Refused, How::Percent, &args, &[])?;
    heap.str(text)
}

/// Writes, or sends what takes the program's code to the prelude.
///
/// # Errors
/// What Python raises.
pub fn flow(heap: &mut Heap, how: How, args: &[Value], keywords: &[(Str, Value)]) -> Res<Flow> {
    match render(heap, Leaves::Refused, how, args, keywords) {
        Ok(text) => heap.str(text).map(Flow::Done),
        Err(Fault::Python) => Ok(Flow::Prelude {
            name: "_render",
            args: std::iter::once(Value::from(how.word()))
                .chain(args.iter().cloned())
                .collect(),
            keywords: keywords.to_vec(),
        }),
        Err(fault) => Err(fault),
    }
}

/// The leaves that only the program's code can write: tuples of how (`s`, `r`, `f`), the value and its specification.
///
/// # Errors
/// What Python raises.
pub fn wanted(heap: &mut Heap, how: How, args: &[Value], keywords: &[(Str, Value)]) -> Res {
    let mut writer = Writer::new(heap, Leaves::Wanted(Vec::new()));
    writer.write(how, args, keywords)?;
    let Leaves::Wanted(wanted) = writer.leaves else {
        return Err(Fault::Python);
    };
    let items = wanted
        .into_iter()
        .map(|(kind, value, spec)| {
            Value::tuple(vec![Value::from(kind.to_string()), value, Value::Str(spec)])
        })
        .collect();
    heap.list(items)
}

/// The text, with the texts of its leaves in place.
///
/// # Errors
/// What Python raises.
pub fn with_texts(
    heap: &mut Heap,
    texts: &Value,
    how: How,
    args: &[Value],
    keywords: &[(Str, Value)],
) -> Res {
    let texts = match heap.object(texts) {
        Some(Object::List(items)) => items
            .iter()
            .filter_map(|item| match item {
                Value::Str(text) => Some(text.clone()),
                _ => None,
            })
            .collect(),
        _ => VecDeque::new(),
    };
    let text = render(heap, Leaves::Given(texts), how, args, keywords)?;
    heap.str(text)
}

/// Text padded to a width.
fn pad(text: &str, fill: char, align: char, width: usize) -> Res<String> {
    let len = crate::python::ops::char_count(text);
    if width > MAX_WIDTH {
        return Err(Fault::memory());
    }
    let room = width.saturating_sub(len);
    let left = match align {
        '>' | '=' => room,
        '^' => room / 2,
        _ => 0,
    };
    let mut padded = String::with_capacity(text.len() + room);
    padded.extend(std::iter::repeat_n(fill, left));
    padded.push_str(text);
    padded.extend(std::iter::repeat_n(fill, room - left));
    Ok(padded)
}

/// An int in decimal digits.
///
/// # Errors
/// `ValueError` if it has too many.
pub fn digits(value: &num_bigint::BigInt) -> Res<String> {
    if value.bits() > 14_290 {
        return Err(too_many_digits());
    }
    let text = value.to_string();
    if text.trim_start_matches('-').len() > 4300 {
        return Err(too_many_digits());
    }
    Ok(text)
}

fn too_many_digits() -> Fault {
    Fault::new(
        Exc::ValueError,
        "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
    )
}

/// `str` or `repr` of an instance or an exception as its built-in type does it, whatever its class says.
///
/// # Errors
/// As [`str()`].
pub fn own(heap: &Heap, value: &Value, how: How) -> Res<String> {
    let mut writer = Writer::new(heap, Leaves::Refused);
    match (heap.object(value), value) {
        (Some(Object::Exception(exception)), _) if how == How::Str => {
            writer.exception_text(exception)?;
        }
        (Some(_), Value::Ref(id)) => writer.plain(*id, value)?,
        _ => writer.repr(value)?,
    }
    Ok(writer.out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::class;
    use crate::python::dict::Dict;

    #[test]
    fn lists_that_contain_themselves_are_written_once() {
        let mut heap = Heap::default();
        let id = heap.alloc(Object::List(vec![Value::Int(1)])).unwrap();
        if let Object::List(items) = heap.get_mut(id) {
            items.push(Value::Ref(id));
        }
        assert_eq!(repr(&heap, &Value::Ref(id)), Ok("[1, [...]]".to_owned()));
    }

    #[test]
    fn leaves_of_the_program_are_written_in_their_places() {
        let mut heap = Heap::default();
        let attrs: Dict = [(Value::from("__repr__"), Value::Int(1))]
            .into_iter()
            .collect();
        let class = class::make(
            &mut heap,
            "A".into(),
            "A".into(),
            "__main__".into(),
            vec![],
            attrs,
        )
        .unwrap();
        let one = class::instantiate(&mut heap, class, &[]).unwrap();
        let list = heap.list(vec![one.clone(), Value::Int(5), one]).unwrap();
        assert_eq!(repr(&heap, &list), Err(Fault::Python));
        assert_eq!(glance(&heap, &list, 20), "[<A>, 5, <A>]");
        let asked = wanted(&mut heap, How::Repr, std::slice::from_ref(&list), &[]).unwrap();
        assert!(matches!(heap.object(&asked), Some(Object::List(leaves)) if leaves.len() == 2));
        let texts = heap.list(vec![Value::from("x"), Value::from("y")]).unwrap();
        let text = with_texts(&mut heap, &texts, How::Repr, &[list], &[]);
        assert_eq!(text, Ok(Value::from("[x, 5, y]")));
    }

    #[test]
    fn a_glance_at_something_huge_is_short() {
        let mut heap = Heap::default();
        let mut value = heap.list(vec![Value::Int(1)]).unwrap();
        for _ in 0..100 {
            value = heap.list(vec![value.clone(), value]).unwrap();
        }
        assert!(glance(&heap, &value, 30).chars().count() <= 31);
    }
}
