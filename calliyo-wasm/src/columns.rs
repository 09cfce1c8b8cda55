//! Columns: memory of the module that JavaScript writes and reads through views, and the functions of the C library that
//! look at it.
//!
//! The tables of columns, their checks and the look-ups are those of `calliyo-ffi`. Here is only who owns the memory: a
//! buffer is made when its column is first used, and stays where it is until the column is forgotten or made anew. A view
//! is the address of a buffer; JavaScript takes a new one whenever the memory of the module has grown.

use std::{ffi::c_char, ptr};

use calliyo::{
    CALLIYO_FAILED, CALLIYO_OK, COLUMNS, CalliyoColumns, CalliyoReport, CalliyoResult, Facts, JOBS,
    OUTPUTS, calliyo_columns_free, calliyo_columns_new, calliyo_columns_set,
    calliyo_columns_set_list, calliyo_columns_set_output, calliyo_columns_set_size,
    calliyo_columns_unset, calliyo_columns_unset_output, calliyo_plan, calliyo_report_free,
    calliyo_report_new, calliyo_report_read, calliyo_text_free, output_length,
};
use calliyo_core::{Code, Diagnostic, jobs::RowReason, wire};
use wasm_bindgen::prelude::*;

use crate::Engine;

/// The columns of a company, and the outputs of the job that was planned last.
#[wasm_bindgen(js_name = RawColumns)]
#[derive(Debug)]
pub struct Columns {
    handle: *mut CalliyoColumns,
    columns: Memories,
    outputs: Memories,
}

/// Memory by the constant of its column or output: so few that a list is looked through.
#[derive(Debug, Default)]
struct Memories(Vec<(u32, Memory)>);

impl Memories {
    fn get(&self, constant: u32) -> Option<&Memory> {
        self.0.iter().find(|(own, _)| *own == constant).map(|(_, memory)| memory)
    }

    fn get_mut(&mut self, constant: u32) -> Option<&mut Memory> {
        self.0.iter_mut().find(|(own, _)| *own == constant).map(|(_, memory)| memory)
    }

    fn remove(&mut self, constant: u32) -> Option<Memory> {
        let place = self.0.iter().position(|(own, _)| *own == constant)?;
        Some(self.0.swap_remove(place).1)
    }

    /// Keeps the memory instead of what there was.
    fn insert(&mut self, constant: u32, memory: Memory) {
        self.remove(constant);
        self.0.push((constant, memory));
    }
}

/// The memory of a column or an output.
#[derive(Debug)]
struct Memory {
    rows: usize,
    /// The elements, the bits of flags, or the offsets of lists.
    elements: Buffer,
    /// The validity bitmap.
    validity: Option<Buffer>,
    /// The values of lists, and how many they are.
    values: Option<(Buffer, usize)>,
}

/// Bytes at an address that suits every element.
#[derive(Debug)]
struct Buffer(Vec<u64>);

impl Buffer {
    /// So many bytes, all of them `byte`; none where there is not as much memory.
    fn new(bytes: usize, byte: u8) -> Option<Self> {
        let words = bytes.div_ceil(size_of::<u64>());
        let mut buffer = Vec::new();
        buffer.try_reserve_exact(words).ok()?;
        buffer.resize(words, u64::from_ne_bytes([byte; 8]));
        Some(Self(buffer))
    }

    fn start<T>(&mut self) -> *mut T {
        self.0.as_mut_ptr().cast()
    }
}

#[wasm_bindgen(js_class = RawColumns)]
impl Columns {
    /// Columns of which none is set.
    #[allow(clippy::new_without_default)]
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        let mut handle = ptr::null_mut();
        // SAFETY: the out parameter is a variable.
        let code = unsafe { calliyo_columns_new(&raw mut handle) };
        debug_assert_eq!(code, CALLIYO_OK);
        Self { handle, columns: Memories::default(), outputs: Memories::default() }
    }

    /// The address of a column of numbers or flags, zeroed where it is made now; 0: there is not as much memory.
    pub fn column(&mut self, constant: u32, rows: usize) -> usize {
        if let Some(memory) = self.columns.get_mut(constant) {
            return memory.elements.start::<u8>().addr();
        }
        let Some(bytes) = facts(COLUMNS, constant).and_then(|facts| bytes_of(facts, rows)) else {
            return 0;
        };
        let Some(elements) = Buffer::new(bytes, 0) else { return 0 };
        self.keep(constant, Memory { rows, elements, validity: None, values: None })
    }

    /// The address of the validity bitmap of a column, by which every row has a value where it is made now; 0: there is not
    /// as much memory, or no such column.
    pub fn validity(&mut self, constant: u32) -> usize {
        let Some(mut memory) = self.columns.remove(constant) else { return 0 };
        if memory.validity.is_none() {
            memory.validity = Buffer::new(memory.rows.div_ceil(8), u8::MAX);
        }
        let address = memory.validity.as_mut().map_or(0, |bits| bits.start::<u8>().addr());
        self.keep(constant, memory);
        address
    }

    /// The address of the offsets of a column of lists, made anew with room for so many values; 0: there is not as much
    /// memory.
    pub fn lists(&mut self, constant: u32, rows: usize, values: usize) -> usize {
        let size = size_of::<u32>();
        let offsets = rows.checked_add(1).and_then(|offsets| offsets.checked_mul(size));
        let buffers = offsets.zip(values.checked_mul(size)).and_then(|(offsets, values)| {
            Some((Buffer::new(offsets, 0)?, Buffer::new(values, 0)?))
        });
        let Some((elements, own)) = buffers else { return 0 };
        self.keep(constant, Memory { rows, elements, validity: None, values: Some((own, values)) })
    }

    /// The address of the offsets of a column of lists; 0: there is no such column.
    #[wasm_bindgen(js_name = listOffsets)]
    pub fn list_offsets(&mut self, constant: u32) -> usize {
        self.columns.get_mut(constant).map_or(0, |memory| memory.elements.start::<u8>().addr())
    }

    /// The address of the values of a column of lists; 0: there is no such column.
    #[wasm_bindgen(js_name = listValues)]
    pub fn list_values(&mut self, constant: u32) -> usize {
        let values = self.columns.get_mut(constant).and_then(|memory| memory.values.as_mut());
        values.map_or(0, |(values, _)| values.start::<u8>().addr())
    }

    /// Forgets a column.
    pub fn unset(&mut self, constant: u32) {
        // SAFETY: the handle is this value's own.
        unsafe { calliyo_columns_unset(self.handle, constant) };
        self.columns.remove(constant);
    }

    /// Sets how many there are of what dense numbers name.
    #[wasm_bindgen(js_name = setSize)]
    pub fn set_size(&mut self, size: u32, count: u32) {
        // SAFETY: the handle is this value's own.
        unsafe { calliyo_columns_set_size(self.handle, size, count) };
    }

    /// The address of an output of the job that was planned last; 0: the job does not make it.
    pub fn output(&mut self, constant: u32) -> usize {
        self.outputs.get_mut(constant).map_or(0, |memory| memory.elements.start::<u8>().addr())
    }

    /// How many elements an output has.
    #[wasm_bindgen(js_name = outputRows)]
    #[must_use]
    pub fn output_rows(&self, constant: u32) -> usize {
        self.outputs.get(constant).map_or(0, |memory| memory.rows)
    }

    /// Plans a job at an instant in milliseconds, with every output that it makes; the line that tells what it came to.
    ///
    /// # Errors
    ///
    /// Throws the failure answer.
    // What is no instant becomes one that the job refuses.
    #[allow(clippy::cast_possible_truncation)]
    pub fn plan(
        &mut self,
        engine: &Engine,
        job: u32,
        now: f64,
        leads: usize,
        agents: usize,
    ) -> Result<String, String> {
        self.set_outputs(job, leads, agents)?;
        let (mut text, mut length) = (ptr::null_mut(), 0);
        // SAFETY: the engine lives through the call. The handle is this value's own, and so is the memory that is set in
        // it, of which nobody has a reference. The out parameters are variables.
        let code = unsafe {
            calliyo_plan(
                &engine.engine,
                job,
                self.handle,
                now as i64,
                &raw mut text,
                &raw mut length,
            )
        };
        // SAFETY: the call has just handed this text out.
        let text = unsafe { taken(text, length) };
        if code == CALLIYO_OK { Ok(text) } else { Err(told(code, text)) }
    }

    /// Makes a report; `query` is a JSON document in UTF-8, or empty where nothing is needed.
    ///
    /// # Errors
    ///
    /// Throws the failure answer.
    pub fn report(&self, engine: &Engine, kind: u32, query: &[u8]) -> Result<Report, String> {
        let mut report = Report { handle: ptr::null_mut(), rows: 0 };
        let (mut text, mut length) = (ptr::null_mut(), 0);
        // SAFETY: as for `plan`; the query is a slice.
        let code = unsafe {
            calliyo_report_new(
                &engine.engine,
                kind,
                self.handle,
                query.as_ptr().cast(),
                query.len(),
                &raw mut report.handle,
                &raw mut report.rows,
                &raw mut text,
                &raw mut length,
            )
        };
        if code == CALLIYO_OK {
            return Ok(report);
        }
        // SAFETY: the call has just handed this text out.
        Err(told(code, unsafe { taken(text, length) }))
    }
}

impl Columns {
    /// Takes over the memory of a column, tells the library where it lies, and returns its address.
    fn keep(&mut self, constant: u32, mut memory: Memory) -> usize {
        let start = memory.elements.start::<u8>();
        let validity = memory.validity.as_mut().map_or(ptr::null_mut(), Buffer::start);
        let code = match &mut memory.values {
            // SAFETY: the handle is this value's own.
            Some((values, length)) => unsafe {
                calliyo_columns_set_list(
                    self.handle,
                    constant,
                    start.cast(),
                    values.start(),
                    memory.rows,
                    *length,
                )
            },
            // SAFETY: the handle is this value's own.
            None => unsafe {
                calliyo_columns_set(self.handle, constant, start.cast(), validity, memory.rows)
            },
        };
        if code != CALLIYO_OK {
            // What was set before may lie in this memory, which goes.
            self.unset(constant);
            return 0;
        }
        self.columns.insert(constant, memory);
        start.addr()
    }

    /// Makes memory for every output of a job, and for no other one.
    fn set_outputs(&mut self, job: u32, leads: usize, agents: usize) -> Result<(), String> {
        for (constant, _) in std::mem::take(&mut self.outputs).0 {
            // SAFETY: the handle is this value's own.
            unsafe { calliyo_columns_unset_output(self.handle, constant) };
        }
        let made = JOBS.iter().find(|own| own.constant == job).map_or(&[][..], |own| own.outputs);
        for facts in made.iter().filter_map(|constant| facts(OUTPUTS, *constant)) {
            let rows = output_length(facts.constant, leads, agents).unwrap_or(RowReason::ALL.len());
            let elements = bytes_of(facts, rows).and_then(|bytes| Buffer::new(bytes, 0));
            let mut elements = elements.ok_or_else(|| malformed("there is too little memory"))?;
            let start = elements.start();
            // SAFETY: the handle is this value's own.
            let code = unsafe {
                calliyo_columns_set_output(
                    self.handle,
                    facts.constant,
                    start,
                    ptr::null_mut(),
                    rows,
                )
            };
            if code != CALLIYO_OK {
                return Err(told(code, String::new()));
            }
            let memory = Memory { rows, elements, validity: None, values: None };
            self.outputs.insert(facts.constant, memory);
        }
        Ok(())
    }
}

impl Drop for Columns {
    fn drop(&mut self) {
        // SAFETY: the handle is this value's own, and is used no more.
        unsafe { calliyo_columns_free(self.handle) };
    }
}

/// Figures in columns.
#[wasm_bindgen(js_name = RawReport)]
#[derive(Debug)]
pub struct Report {
    handle: *mut CalliyoReport,
    rows: usize,
}

#[wasm_bindgen(js_class = RawReport)]
impl Report {
    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// A figure on every row, NaN on those that have none; `undefined` where the report does not have the figure.
    // Figures are counts and amounts below 2^53.
    #[must_use]
    pub fn figure(&self, constant: u32) -> Option<Vec<f64>> {
        let mut values = vec![0; self.rows];
        let mut validity = vec![0; self.rows.div_ceil(8)];
        // SAFETY: the handle is this value's own. Both vectors are as long as they must be.
        let code = unsafe {
            calliyo_report_read(
                self.handle,
                constant,
                values.as_mut_ptr(),
                validity.as_mut_ptr(),
                self.rows,
            )
        };
        let has_value = |row: usize| validity[row / 8] >> (row % 8) & 1 == 1;
        let value =
            |(row, value): (usize, &i64)| if has_value(row) { *value as f64 } else { f64::NAN };
        (code == CALLIYO_OK).then(|| values.iter().enumerate().map(value).collect())
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        // SAFETY: the handle is this value's own, and is used no more.
        unsafe { calliyo_report_free(self.handle) };
    }
}

fn facts(table: &'static [Facts], constant: u32) -> Option<&'static Facts> {
    table.iter().find(|facts| facts.constant == constant)
}

/// How many bytes so many rows take.
fn bytes_of(facts: &Facts, rows: usize) -> Option<usize> {
    facts.kind.size().map_or(Some(rows.div_ceil(8)), |size| rows.checked_mul(size))
}

/// The text that a call handed out, given back to the library; empty where there is none.
///
/// # Safety
///
/// `text` is NULL, or the library has handed it out with this length, and it is used no more.
unsafe fn taken(text: *mut c_char, length: usize) -> String {
    if text.is_null() {
        return String::new();
    }
    // SAFETY: promised by the caller; what the library hands out is UTF-8.
    let own = unsafe { std::slice::from_raw_parts(text.cast::<u8>(), length) };
    let own = str::from_utf8(own).unwrap_or_default().to_owned();
    // SAFETY: promised by the caller.
    unsafe { calliyo_text_free(text, length) };
    own
}

/// The failure answer to a call that ended with such a code.
fn told(code: CalliyoResult, text: String) -> String {
    if code == CALLIYO_FAILED { text } else { malformed(&format!("result code {code}")) }
}

fn malformed(detail: &str) -> String {
    wire::failure(&[Diagnostic::new(Code::RequestMalformed).with("detail", detail)])
}
