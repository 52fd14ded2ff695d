//! f-strings.

use ruff_python_ast::{
    ConversionFlag, ExprFString, FStringPart, InterpolatedStringElement, InterpolatedStringElements,
};
use ruff_text_size::Ranged;

use super::Compiler;
use crate::python::code::{Const, Conversion, Instr};

impl Compiler<'_> {
    pub(super) fn f_string(&mut self, text: &ExprFString) {
        let mut pieces = 0;
        for part in &text.value {
            match part {
                FStringPart::Literal(literal) => {
                    self.text(&literal.value);
                    pieces += 1;
                }
                FStringPart::FString(f_string) => pieces += self.pieces(&f_string.elements),
            }
        }
        self.mark(text.range);
        self.emit(Instr::BuildString(pieces));
    }

    fn pieces(&mut self, elements: &InterpolatedStringElements) -> u32 {
        let mut pieces = 0;
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => self.text(&literal.value),
                InterpolatedStringElement::Interpolation(field) => {
                    let mut conversion = match field.conversion {
                        ConversionFlag::None => Conversion::None,
                        ConversionFlag::Str => Conversion::Str,
                        ConversionFlag::Repr => Conversion::Repr,
                        ConversionFlag::Ascii => Conversion::Ascii,
                    };
                    if let Some(debug) = &field.debug_text {
                        self.constant(Const::Str(debug.as_str().into()));
                        pieces += 1;
                        if conversion == Conversion::None && field.format_spec.is_none() {
                            conversion = Conversion::Repr;
                        }
                    }
                    self.expr(&field.expression);
                    self.mark(field.range());
                    if conversion != Conversion::None {
                        self.emit(Instr::Format(conversion, false));
                    }
                    if let Some(spec) = &field.format_spec {
                        let inner = self.pieces(&spec.elements);
                        self.emit(Instr::BuildString(inner));
                    }
                    self.mark(field.range());
                    if conversion == Conversion::None || field.format_spec.is_some() {
                        self.emit(Instr::Format(Conversion::None, field.format_spec.is_some()));
                    }
                }
            }
            pieces += 1;
        }
        pieces
    }
}
