//! The C interface, called as a host may call it: any function, in any order, with memory that is valid and with constants,
//! numbers and texts that are not.

use std::{ffi::c_char, ptr};

use arbitrary::{Arbitrary, Unstructured};
use calliyo::{
    CALLIYO_FAILED, CALLIYO_NULL_POINTER, CALLIYO_OK, CALLIYO_PANIC, CalliyoColumns, CalliyoEngine,
    CalliyoReport, CalliyoResult, calliyo_call, calliyo_columns_clear, calliyo_columns_free,
    calliyo_columns_new, calliyo_columns_set, calliyo_columns_set_list, calliyo_columns_set_output,
    calliyo_columns_set_size, calliyo_columns_unset, calliyo_columns_unset_output,
    calliyo_engine_free, calliyo_engine_new, calliyo_plan, calliyo_report_free, calliyo_report_new,
    calliyo_report_read, calliyo_text_free,
};

/// The memory of the host: few and small blocks, so that columns and outputs meet in them.
const BLOCKS: usize = 6;
const BLOCK_BYTES: usize = 256;

/// The most rows of a column: as many elements of 8 bytes as fit into a block from any of its first places.
const MOST_ROWS: usize = BLOCK_BYTES / 8 - 2;

/// Rows of a table, so that columns often have the same length.
const ROWS: [usize; 4] = [0, 1, 5, MOST_ROWS];

/// One call of a host.
#[derive(Arbitrary, Debug)]
enum Step<'a> {
    Engine(&'a [u8]),
    Call { operation: &'a [u8], request: &'a [u8] },
    Fill { block: u8, bytes: &'a [u8] },
    Set { column: Constant, place: Place, validity: Option<Place>, rows: u8 },
    SetList { column: Constant, offsets: Place, values: Place, rows: u8, values_length: u8 },
    SetSize { size: u8, count: u16 },
    SetOutput { output: Constant, place: Place, validity: Option<Place>, rows: u8 },
    Unset(Constant),
    UnsetOutput(Constant),
    Clear,
    Plan { job: u8, now: i64 },
    Report { kind: u8, query: &'a [u8], figure: Constant },
}

/// A constant: mostly one that means something.
#[derive(Arbitrary, Clone, Copy, Debug)]
struct Constant {
    hundreds: u8,
    number: u8,
}

impl Constant {
    fn number(self) -> u32 {
        const HUNDREDS: [u32; 7] = [100, 200, 300, 400, 500, 1000, 2000];
        HUNDREDS[usize::from(self.hundreds) % HUNDREDS.len()] + u32::from(self.number) % 128
    }
}

/// A place in the host's memory, or none.
#[derive(Arbitrary, Clone, Copy, Debug)]
struct Place {
    block: u8,
    /// Mostly where every element may begin.
    shift: u8,
}

/// The host: its memory, and the handles that it holds.
struct Host {
    blocks: [*mut u8; BLOCKS],
    engine: *mut CalliyoEngine,
    columns: *mut CalliyoColumns,
}

/// Makes the calls that the bytes describe.
///
/// # Panics
///
/// When a call panics inside, or sets out parameters otherwise than its result code says.
pub fn try_input(input: &[u8]) {
    let mut input = Unstructured::new(input);
    let mut memory = [[0_u64; BLOCK_BYTES / 8]; BLOCKS];
    let mut host = Host {
        blocks: memory.each_mut().map(|block| block.as_mut_ptr().cast()),
        engine: ptr::null_mut(),
        columns: ptr::null_mut(),
    };
    // SAFETY: the out parameter is a variable.
    let made = unsafe { calliyo_columns_new(&raw mut host.columns) };
    assert_eq!(made, CALLIYO_OK);
    while let Ok(step) = Step::arbitrary(&mut input) {
        host.take(&step);
        if input.is_empty() {
            break;
        }
    }
    // SAFETY: both came from the library, or are NULL, and are used by no call any more.
    unsafe {
        calliyo_columns_free(host.columns);
        calliyo_engine_free(host.engine);
    }
}

impl Host {
    fn take(&mut self, step: &Step<'_>) {
        match *step {
            Step::Engine(policy) => self.make_engine(policy),
            Step::Call { operation, request } => self.call(operation, request),
            Step::Fill { block, bytes } => self.fill(block, bytes),
            Step::Set { column, place, validity, rows } => {
                let (rows, validity) = (rows_of(rows), validity.map(|own| self.at(own)));
                let (data, validity) = (self.at(place), validity.unwrap_or(ptr::null_mut()));
                // SAFETY: the handle is in use; blocks outlive it and hold as many rows from every place.
                told(unsafe {
                    calliyo_columns_set(self.columns, column.number(), data.cast(), validity, rows)
                });
            }
            Step::SetList { column, offsets, values, rows, values_length } => {
                let (rows, values_length) = (rows_of(rows), rows_of(values_length));
                let (offsets, values) = (self.at(offsets).cast(), self.at(values).cast());
                // SAFETY: as above; offsets are half as large as the largest elements, so that one more fits.
                told(unsafe {
                    calliyo_columns_set_list(
                        self.columns,
                        column.number(),
                        offsets,
                        values,
                        rows,
                        values_length,
                    )
                });
            }
            Step::SetSize { size, count } => {
                // SAFETY: the handle is in use.
                told(unsafe {
                    calliyo_columns_set_size(self.columns, u32::from(size % 16), count.into())
                });
            }
            Step::SetOutput { output, place, validity, rows } => {
                let (rows, validity) = (rows_of(rows), validity.map(|own| self.at(own)));
                let (data, validity) = (self.at(place), validity.unwrap_or(ptr::null_mut()));
                // SAFETY: as for columns; only the library writes to the blocks while a call is under way.
                told(unsafe {
                    calliyo_columns_set_output(
                        self.columns,
                        output.number(),
                        data.cast(),
                        validity,
                        rows,
                    )
                });
            }
            Step::Unset(column) => {
                // SAFETY: the handle is in use.
                told(unsafe { calliyo_columns_unset(self.columns, column.number()) });
            }
            Step::UnsetOutput(output) => {
                // SAFETY: the handle is in use.
                told(unsafe { calliyo_columns_unset_output(self.columns, output.number()) });
            }
            // SAFETY: the handle is in use.
            Step::Clear => told(unsafe { calliyo_columns_clear(self.columns) }),
            Step::Plan { job, now } => self.plan(u32::from(job % 5), now),
            Step::Report { kind, query, figure } => {
                self.report(u32::from(kind % 16), query, figure.number());
            }
        }
    }

    /// A place in a block; NULL is one as well.
    fn at(&self, place: Place) -> *mut u8 {
        let block = self.blocks.get(usize::from(place.block) % (BLOCKS + 1));
        // Three of four places suit every element.
        let shift =
            if place.shift.is_multiple_of(4) { usize::from(place.shift / 4) % 8 } else { 0 };
        block.map_or(ptr::null_mut(), |block| block.wrapping_add(shift))
    }

    fn fill(&mut self, block: u8, bytes: &[u8]) {
        let length = bytes.len().min(BLOCK_BYTES);
        let block = self.blocks[usize::from(block) % BLOCKS];
        // SAFETY: the block is at least that long, is no part of the input, and no call is under way.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), block, length) };
    }

    fn make_engine(&mut self, policy: &[u8]) {
        let (mut engine, mut text) = (ptr::dangling_mut(), Text::new());
        // SAFETY: a slice and variables; the engine before is used by no call.
        unsafe {
            let (failure, length) = text.outs();
            let start = policy.as_ptr().cast();
            let result = calliyo_engine_new(start, policy.len(), &raw mut engine, failure, length);
            told(result);
            assert_eq!(result == CALLIYO_OK, !engine.is_null());
            text.take(result == CALLIYO_FAILED);
            if result == CALLIYO_OK {
                calliyo_engine_free(self.engine);
                self.engine = engine;
            }
        }
    }

    fn call(&self, operation: &[u8], request: &[u8]) {
        let mut text = Text::new();
        let (answer, length) = text.outs();
        // SAFETY: slices and variables, and an engine that is in use or NULL.
        let result = unsafe {
            calliyo_call(
                self.engine,
                operation.as_ptr().cast(),
                operation.len(),
                request.as_ptr().cast(),
                request.len(),
                answer,
                length,
            )
        };
        told(result);
        assert_ne!(result, CALLIYO_FAILED);
        text.take(result == CALLIYO_OK);
    }

    fn plan(&self, job: u32, now: i64) {
        let mut text = Text::new();
        let (line, length) = text.outs();
        // SAFETY: handles that are in use or NULL, variables, and blocks that nobody else uses meanwhile.
        let result = unsafe { calliyo_plan(self.engine, job, self.columns, now, line, length) };
        told(result);
        assert!(!self.engine.is_null() || result == CALLIYO_NULL_POINTER);
        text.take(result == CALLIYO_OK || result == CALLIYO_FAILED);
    }

    fn report(&self, kind: u32, query: &[u8], figure: u32) {
        let mut text = Text::new();
        let (mut report, mut rows) = (ptr::dangling_mut::<CalliyoReport>(), 7);
        let (failure, length) = text.outs();
        // SAFETY: handles that are in use or NULL, a slice, variables, and blocks that nobody else uses meanwhile.
        let result = unsafe {
            calliyo_report_new(
                self.engine,
                kind,
                self.columns,
                query.as_ptr().cast(),
                query.len(),
                &raw mut report,
                &raw mut rows,
                failure,
                length,
            )
        };
        told(result);
        assert_eq!(result == CALLIYO_OK, !report.is_null());
        text.take(result == CALLIYO_FAILED);
        if result == CALLIYO_OK {
            let (mut values, mut validity) = (vec![0; rows], vec![0; rows.div_ceil(8)]);
            // SAFETY: the report is in use, and the memory is as long as its rows; then it is given back.
            unsafe {
                let (values, validity) = (values.as_mut_ptr(), validity.as_mut_ptr());
                told(calliyo_report_read(report, figure, values, validity, rows));
                calliyo_report_free(report);
            }
        }
    }
}

/// The rows that a byte stands for: often the same ones.
fn rows_of(byte: u8) -> usize {
    match byte % 8 {
        place @ 0..4 => ROWS[usize::from(place)],
        _ => usize::from(byte / 8) % (MOST_ROWS + 1),
    }
}

/// A code that says what the host did wrong, or nothing: never that the library did.
fn told(result: CalliyoResult) {
    assert_ne!(result, CALLIYO_PANIC);
    assert!(result >= CALLIYO_OK);
}

/// The out parameters of a text, filled with rubbish that every call must replace.
struct Text {
    text: *mut c_char,
    length: usize,
}

impl Text {
    fn new() -> Self {
        Self { text: ptr::dangling_mut(), length: 7 }
    }

    fn outs(&mut self) -> (*mut *mut c_char, *mut usize) {
        (&raw mut self.text, &raw mut self.length)
    }

    /// Gives the text back to the library; whether there is one is known.
    fn take(self, is_there: bool) {
        assert_eq!(is_there, !self.text.is_null());
        assert!(is_there || self.length == 0);
        // SAFETY: the library has just handed out this text with this length, or NULL.
        unsafe { calliyo_text_free(self.text, self.length) };
    }
}
