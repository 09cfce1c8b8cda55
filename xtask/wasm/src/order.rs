//! The order of a module's functions, for those who download it compressed.
//!
//! gzip finds again what it saw up to 32 kB before. Hundreds of types are read and written by functions that are much
//! alike, but a linker puts them anywhere in a module of more than a megabyte. So each function is followed by the one
//! of which the largest part of what it has in common with any other stands closely before it: one that would find more of
//! it elsewhere waits for that. What the module does is the same.
//!
//! Loads and stores also promise no alignment any more. The promise is a hint that engines for browsers and Node do not use, and
//! makes equal instructions different: by what the compiler happened to know of an address.

use std::{collections::VecDeque, convert::Infallible};

use wasm_encoder::{
    CodeSection, FunctionSection, Module,
    reencode::{self, Reencode},
};
use wasmparser::{
    BinaryReaderError, CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef,
};

/// How many bytes in a row are looked for again: an instruction or two with what they name.
const RUN: usize = 6;

/// A run in more functions tells nothing about any two of them.
const COMMON: usize = 60;

/// How many bytes back are looked at: as far as gzip sees, less the next function.
const WINDOW: usize = 24_000;

/// Counts against functions that have so little in common with others that anything holds a large part of it.
const LITTLE: usize = 20;

type Error = reencode::Error<Infallible>;

/// The module with its functions in that order, of which none promises an alignment.
///
/// # Errors
///
/// For bytes that are no module.
pub(crate) fn ordered(module: &[u8]) -> Result<Vec<u8>, Error> {
    let module = written(module, &mut Unaligned)?;
    let (imported, bodies) = functions(&module)?;
    written(&module, &mut Renumbering::new(imported, by_likeness(&bodies)))
}

/// The module written anew by one who changes something on the way.
fn written(
    module: &[u8],
    writer: &mut impl Reencode<Error = Infallible>,
) -> Result<Vec<u8>, Error> {
    let mut written = Module::new();
    writer.parse_core_module(&mut written, Parser::new(0), module)?;
    Ok(written.finish())
}

/// How many functions are imported, and the bodies of all others.
fn functions(module: &[u8]) -> Result<(usize, Vec<&[u8]>), BinaryReaderError> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// The order in which each function is the one of those left that finds most of what it shares closely before it.
fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let mut window = Window::new(bodies);
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(left.len());
    while let Some(place) = window.most_alike(&left) {
        let next = left.remove(place);
        window.enter(next);
        order.push(next);
    }
    order
}

/// The end of the line of functions, and what all others find there.
struct Window {
    sizes: Vec<usize>,
    /// Per function the runs that it shares with others.
    runs: Vec<Vec<usize>>,
    /// Per run the functions that have it.
    sharers: Vec<Vec<usize>>,
    /// The last functions of the line, and their size together.
    functions: VecDeque<usize>,
    size: usize,
    /// Per run how often it occurs in the window.
    occurs: Vec<usize>,
    /// Per function how many of its runs occur in the window.
    found: Vec<usize>,
}

impl Window {
    fn new(bodies: &[&[u8]]) -> Self {
        let mut all: Vec<(&[u8], usize)> = Vec::new();
        for (function, body) in bodies.iter().enumerate() {
            all.extend(body.windows(RUN).map(|run| (run, function)));
        }
        all.sort_unstable();
        all.dedup();
        let mut runs = vec![Vec::new(); bodies.len()];
        let mut sharers: Vec<Vec<usize>> = Vec::new();
        for same in all.chunk_by(|(one, _), (other, _)| one == other) {
            if (2..COMMON).contains(&same.len()) {
                same.iter().for_each(|(_, function)| runs[*function].push(sharers.len()));
                sharers.push(same.iter().map(|(_, function)| *function).collect());
            }
        }
        Self {
            sizes: bodies.iter().map(|body| body.len()).collect(),
            occurs: vec![0; sharers.len()],
            found: vec![0; runs.len()],
            runs,
            sharers,
            functions: VecDeque::new(),
            size: 0,
        }
    }

    /// The place of the function of whose runs the largest part occurs in the window; of equals the first.
    fn most_alike(&self, functions: &[usize]) -> Option<usize> {
        let part = |own: usize| self.found[own] * 1_000_000 / (self.runs[own].len() + LITTLE);
        (0..functions.len()).rev().max_by_key(|place| part(functions[*place]))
    }

    fn enter(&mut self, function: usize) {
        self.functions.push_back(function);
        self.size += self.sizes[function];
        for run in &self.runs[function] {
            self.occurs[*run] += 1;
            if self.occurs[*run] == 1 {
                self.sharers[*run].iter().for_each(|own| self.found[*own] += 1);
            }
        }
        while self.size > WINDOW && self.functions.len() > 1 {
            self.leave();
        }
    }

    fn leave(&mut self) {
        let Some(function) = self.functions.pop_front() else { return };
        self.size -= self.sizes[function];
        for run in &self.runs[function] {
            self.occurs[*run] -= 1;
            if self.occurs[*run] == 0 {
                self.sharers[*run].iter().for_each(|own| self.found[*own] -= 1);
            }
        }
    }
}

/// A module whose loads and stores promise no alignment.
struct Unaligned;

impl Reencode for Unaligned {
    type Error = Infallible;

    fn mem_arg(&mut self, place: wasmparser::MemArg) -> Result<wasm_encoder::MemArg, Error> {
        Ok(wasm_encoder::MemArg { align: 0, ..reencode::utils::mem_arg(self, place)? })
    }
}

/// A module with other numbers for the functions that it defines.
struct Renumbering {
    /// Per new number the old one, both counted without the imported functions.
    order: Vec<usize>,
    /// Per old number, imported functions and all, the new one.
    numbers: Vec<u32>,
}

impl Renumbering {
    fn new(imported: usize, order: Vec<usize>) -> Self {
        let mut numbers: Vec<u32> = (0..).take(imported + order.len()).collect();
        for (number, old) in (0..).skip(imported).zip(&order) {
            numbers[imported + old] = number;
        }
        Self { order, numbers }
    }
}

impl Reencode for Renumbering {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.numbers[function as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for old in &self.order {
            functions.function(types[*old]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies: Vec<_> = section.into_iter().collect::<Result<_, _>>()?;
        for old in self.order.clone() {
            self.parse_function_body(code, bodies[old].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
        ImportSection, Instruction, MemArg, MemorySection, MemoryType, RefType, TableSection,
        TableType, TypeSection,
    };

    use super::*;

    /// Two kinds of functions in turn, each a long row of constants of its kind and a call of the function before it.
    fn module() -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], []);
        imports.import("host", "log", EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for number in 0..6 {
            functions.function(0);
            let mut body = Function::new([]);
            for constant in 0..40 {
                body.instruction(&Instruction::I32Const(constant * 1000 + number % 2));
                body.instruction(&Instruction::Drop);
            }
            let before = u32::try_from(number).unwrap_or_default();
            body.instruction(&Instruction::Call(before)).instruction(&Instruction::End);
            code.function(&body);
        }
        let (mut tables, mut exports) = (TableSection::new(), ExportSection::new());
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            minimum: 6,
            maximum: None,
            table64: false,
            shared: false,
        });
        exports.export("last", ExportKind::Func, 6);
        let mut elements = ElementSection::new();
        elements.active(
            None,
            &ConstExpr::i32_const(0),
            Elements::Functions((1..7).collect::<Vec<_>>().into()),
        );
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables);
        module.section(&exports).section(&elements).section(&code);
        module.finish()
    }

    /// Per function the kind of its constants, and whom it calls.
    fn kinds_and_calls(module: &[u8]) -> Vec<(i32, u32)> {
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            let Ok(Payload::CodeSectionEntry(body)) = payload else { continue };
            let (mut kind, mut called) = (None, None);
            for operator in body.get_operators_reader().into_iter().flatten().flatten() {
                match operator {
                    wasmparser::Operator::I32Const { value } => kind = kind.or(Some(value)),
                    wasmparser::Operator::Call { function_index } => called = Some(function_index),
                    _ => {}
                }
            }
            found.extend(kind.zip(called));
        }
        found
    }

    #[test]
    fn functions_that_are_alike_stand_together() {
        let kinds = |module: &[u8]| {
            kinds_and_calls(module).iter().map(|(kind, _)| *kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds(&module()), [0, 1, 0, 1, 0, 1]);
        let ordered = ordered(&module()).expect("a module");
        assert_eq!(kinds(&ordered), [0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn whoever_names_a_function_goes_on_to_mean_the_same() {
        let before = module();
        let after = ordered(&before).expect("a module");
        wasmparser::Validator::new().validate_all(&after).expect("valid");
        let chain = |module: &[u8]| {
            let calls = kinds_and_calls(module);
            // From the exported function over the function that each calls to the imported one.
            let mut own = exported(module);
            let mut kinds = Vec::new();
            while own != 0 {
                let (kind, next) = calls[own as usize - 1];
                kinds.push(kind);
                own = next;
            }
            kinds
        };
        assert_eq!(chain(&before), [1, 0, 1, 0, 1, 0]);
        assert_eq!(chain(&after), chain(&before));
        let table: Vec<_> =
            listed(&after).iter().map(|own| kinds_and_calls(&after)[*own as usize - 1].0).collect();
        assert_eq!(table, [0, 1, 0, 1, 0, 1]);
    }

    #[test]
    fn loads_and_stores_promise_no_alignment_and_keep_their_places() {
        let place = |offset, align| MemArg { offset, align, memory_index: 0 };
        let mut body = Function::new([]);
        body.instruction(&Instruction::I32Const(0));
        body.instruction(&Instruction::I32Const(0));
        body.instruction(&Instruction::I64Load(place(16, 3)));
        body.instruction(&Instruction::I64Store(place(24, 2)));
        body.instruction(&Instruction::End);
        let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
        types.ty().function([], []);
        functions.function(0);
        let (mut memories, mut code) = (MemorySection::new(), CodeSection::new());
        memories.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&memories).section(&code);
        let before = module.finish();
        let after = ordered(&before).expect("a module");
        wasmparser::Validator::new().validate_all(&after).expect("valid");
        assert_eq!(places(&before), [(16, 3), (24, 2)]);
        assert_eq!(places(&after), [(16, 0), (24, 0)]);
    }

    /// Offset and alignment of what is loaded and stored.
    fn places(module: &[u8]) -> Vec<(u64, u8)> {
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            let Ok(Payload::CodeSectionEntry(body)) = payload else { continue };
            for operator in body.get_operators_reader().into_iter().flatten().flatten() {
                match operator {
                    wasmparser::Operator::I64Load { memarg }
                    | wasmparser::Operator::I64Store { memarg } => {
                        found.push((memarg.offset, memarg.align));
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// The number of the exported function.
    fn exported(module: &[u8]) -> u32 {
        let exports = Parser::new(0).parse_all(module).find_map(|payload| match payload {
            Ok(Payload::ExportSection(section)) => section.into_iter().flatten().next(),
            _ => None,
        });
        exports.map(|own| own.index).expect("an export")
    }

    /// The numbers of the functions in the table.
    fn listed(module: &[u8]) -> Vec<u32> {
        let elements = Parser::new(0).parse_all(module).find_map(|payload| match payload {
            Ok(Payload::ElementSection(section)) => section.into_iter().flatten().next(),
            _ => None,
        });
        match elements.expect("elements").items {
            wasmparser::ElementItems::Functions(functions) => {
                functions.into_iter().flatten().collect()
            }
            wasmparser::ElementItems::Expressions(..) => Vec::new(),
        }
    }
}
