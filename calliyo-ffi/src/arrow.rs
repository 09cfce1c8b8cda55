//! The Arrow C data interface: record batches that come in as columns, and reports that go out as record batches.

use std::{
    ffi::{CStr, c_char, c_void},
    mem, ptr, slice,
    sync::Arc,
};

use calliyo_core::{Code, Diagnostic};

use crate::{
    CALLIYO_UNKNOWN_CONSTANT, CalliyoColumns, CalliyoReport, CalliyoResult,
    border::{Out, Refusal, TextOut, borrowed, changed, guarded},
    columns::{Slot, malformed},
    constants::{self, CalliyoTable, Facts, Kind},
    memory::Span,
    report::{Figure, Sheet},
};

/// A schema of the Arrow C data interface.
#[repr(C)]
#[derive(Debug)]
pub struct ArrowSchema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *mut *mut ArrowSchema,
    dictionary: *mut ArrowSchema,
    release: Option<unsafe extern "C" fn(*mut ArrowSchema)>,
    private_data: *mut c_void,
}

/// An array of the Arrow C data interface.
#[repr(C)]
#[derive(Debug)]
pub struct ArrowArray {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut ArrowArray,
    dictionary: *mut ArrowArray,
    release: Option<unsafe extern "C" fn(*mut ArrowArray)>,
    private_data: *mut c_void,
}

/// The flag of a schema whose values may be missing.
const NULLABLE: i64 = 2;

impl ArrowSchema {
    /// What stands in a schema that was released, or moved away.
    const RELEASED: Self = Self {
        format: ptr::null(),
        name: ptr::null(),
        metadata: ptr::null(),
        flags: 0,
        n_children: 0,
        children: ptr::null_mut(),
        dictionary: ptr::null_mut(),
        release: None,
        private_data: ptr::null_mut(),
    };
}

impl ArrowArray {
    /// What stands in an array that was released, or moved away.
    const RELEASED: Self = Self {
        length: 0,
        null_count: 0,
        offset: 0,
        n_buffers: 0,
        n_children: 0,
        buffers: ptr::null_mut(),
        children: ptr::null_mut(),
        dictionary: ptr::null_mut(),
        release: None,
        private_data: ptr::null_mut(),
    };
}

/// An array that was taken over: it is released when this is dropped.
#[derive(Debug)]
pub(crate) struct Import {
    array: ArrowArray,
    /// Bitmaps that did not start with a byte of their own.
    _bitmaps: Vec<Vec<u8>>,
}

impl Drop for Import {
    fn drop(&mut self) {
        if let Some(release) = self.array.release {
            // SAFETY: the array was moved here whole, and is released once.
            unsafe { release(&raw mut self.array) };
        }
    }
}

/// A table of the host, read from a record batch.
struct Batch {
    /// What stands before the names of columns in findings.
    table: &'static str,
    rows: usize,
    slots: Vec<(u32, Slot)>,
    bitmaps: Vec<Vec<u8>>,
}

/// What stands before the columns of a table in findings; none for a constant of something else.
fn table_name(table: CalliyoTable) -> Option<&'static str> {
    match table {
        constants::CALLIYO_TABLE_LEADS => Some("leads"),
        constants::CALLIYO_TABLE_AGENTS => Some("agents"),
        constants::CALLIYO_TABLE_CALLS => Some("calls"),
        constants::CALLIYO_TABLE_FOLLOW_UPS => Some("followUps"),
        constants::CALLIYO_TABLE_HISTORY => Some("history"),
        _ => None,
    }
}

/// The column of a table with this name in a record batch.
fn named(table: &str, name: &str) -> Option<&'static Facts> {
    constants::COLUMNS.iter().find(|facts| facts.path.split_once('.') == Some((table, name)))
}

/// Whether the format tells elements of this kind; of lists that there are lists.
fn is_format(kind: Kind, format: &[u8]) -> bool {
    match kind {
        Kind::Byte => format == b"C",
        Kind::Number16 => format == b"S",
        Kind::Number32 => format == b"I",
        Kind::Signed64 => format == b"l",
        Kind::Unsigned64 => format == b"L",
        Kind::Instant => format == b"l" || format.starts_with(b"tsm:"),
        Kind::Flags => format == b"b",
        Kind::Lists => format == b"+l",
    }
}

/// The text at `text`; empty where it is NULL.
///
/// # Safety
///
/// `text` is NULL, or points to a text that ends with a NUL and that nobody changes while `'a` lasts.
unsafe fn text<'a>(text: *const c_char) -> &'a [u8] {
    if text.is_null() {
        return &[];
    }
    // SAFETY: promised by the caller.
    unsafe { CStr::from_ptr(text) }.to_bytes()
}

/// So many pointers at `start`.
///
/// # Safety
///
/// `start` is NULL, or points to as many pointers as `count` says, which nobody changes while `'a` lasts.
unsafe fn pointers<'a, T>(path: &str, start: *const T, count: i64) -> Result<&'a [T], Diagnostic> {
    let fault = || malformed(path, "the record batch names more parts than it has");
    let count = usize::try_from(count).map_err(|_| fault())?;
    if count == 0 {
        return Ok(&[]);
    }
    if !start.is_aligned() || Span::new(start.cast(), count, size_of::<T>()).is_err() {
        return Err(fault());
    }
    // SAFETY: not NULL, aligned and not too long, as just checked; the rest is promised by the caller.
    Ok(unsafe { slice::from_raw_parts(start, count) })
}

/// A column of a record batch, as far as it is known to be one.
struct Child<'a> {
    path: &'static str,
    array: &'a ArrowArray,
    buffers: &'a [*const c_void],
    /// The first element of the rows that are looked at, and how many there are.
    first: usize,
    length: usize,
}

impl<'a> Child<'a> {
    /// The elements `from` to `from` + `length` of an array, which has so many buffers.
    ///
    /// # Safety
    ///
    /// The array is as the Arrow C data interface wants it, and nobody changes it while `'a` lasts.
    unsafe fn new(
        path: &'static str,
        array: &'a ArrowArray,
        buffers: i64,
        from: usize,
        length: usize,
    ) -> Result<Self, Diagnostic> {
        if array.n_buffers != buffers || !array.dictionary.is_null() {
            return Err(malformed(path, "the array has other buffers than its format says"));
        }
        // SAFETY: promised by the caller.
        let buffers = unsafe { pointers(path, array.buffers.cast_const(), buffers) }?;
        let has = usize::try_from(array.length).ok();
        let needed = from.checked_add(length);
        if has.zip(needed).is_none_or(|(has, needed)| has < needed) {
            return Err(malformed(path, "the array has fewer rows than the record batch"));
        }
        let first = usize::try_from(array.offset).ok().and_then(|own| own.checked_add(from));
        let first = first.ok_or_else(|| malformed(path, "the offset is out of range"))?;
        Ok(Self { path, array, buffers, first, length })
    }

    fn fault(&self, detail: &str) -> Diagnostic {
        malformed(self.path, detail)
    }

    /// So many elements of a size in bytes from one on, in the buffer of that place.
    fn span(
        &self,
        buffer: usize,
        first: usize,
        length: usize,
        size: usize,
    ) -> Result<Span, Diagnostic> {
        let start = self.buffers.get(buffer).copied().unwrap_or(ptr::null()).cast::<u8>();
        if length > 0 && start.is_null() {
            return Err(self.fault("a buffer is NULL"));
        }
        let skipped = first.checked_mul(size).filter(|own| isize::try_from(*own).is_ok());
        let skipped = skipped.ok_or_else(|| self.fault("the offset is out of range"))?;
        Span::new(start.wrapping_add(skipped), length, size)
            .map_err(|_| self.fault("a buffer cannot lie where it is said to"))
    }

    /// The bits of the rows in the buffer of that place: where they lie if they start with a byte, or copied.
    ///
    /// # Safety
    ///
    /// As for [`Child::new`].
    unsafe fn bits(&self, buffer: usize, bitmaps: &mut Vec<Vec<u8>>) -> Result<Span, Diagnostic> {
        let (byte, shift) = (self.first / 8, self.first % 8);
        let span = self.span(buffer, byte, self.length.saturating_add(shift).div_ceil(8), 1)?;
        if shift == 0 || self.length == 0 {
            return Ok(span);
        }
        // SAFETY: the buffer has a bit for every element, as the caller promises.
        let bytes: &[u8] = unsafe { span.read() };
        let next = bytes.iter().skip(1).chain([&0]);
        let copied = bytes.iter().zip(next).map(|(own, next)| own >> shift | next << (8 - shift));
        bitmaps.push(copied.take(self.length.div_ceil(8)).collect());
        let copied = bitmaps.last().map_or(&[][..], Vec::as_slice);
        Span::bits(copied.as_ptr(), self.length).map_err(|_| self.fault("the bitmap is too long"))
    }

    /// The validity bitmap of the rows; none where every row has a value.
    ///
    /// # Safety
    ///
    /// As for [`Child::new`].
    unsafe fn validity(&self, bitmaps: &mut Vec<Vec<u8>>) -> Result<Option<Span>, Diagnostic> {
        let is_there = self.buffers.first().is_some_and(|buffer| !buffer.is_null());
        if self.array.null_count == 0 || self.length == 0 {
            return Ok(None);
        }
        if !is_there {
            // A count of -1 is one that is not known, and without a bitmap no value is missing.
            return match self.array.null_count {
                -1 => Ok(None),
                _ => Err(self.fault("values are missing, and the bitmap that tells which is NULL")),
            };
        }
        // SAFETY: promised by the caller.
        let bits = unsafe { self.bits(0, bitmaps) }?;
        // SAFETY: a bitmap of the array, or a copy that lasts as long as the array.
        let bytes: &[u8] = unsafe { bits.read() };
        Ok((!are_all_set(bytes, self.length)).then_some(bits))
    }

    /// Checks that every row has a value.
    ///
    /// # Safety
    ///
    /// As for [`Child::new`].
    unsafe fn has_all(&self) -> Result<(), Diagnostic> {
        // SAFETY: promised by the caller. The copy may go: what is looked at is looked at here.
        match unsafe { self.validity(&mut Vec::new()) }? {
            Some(_) => Err(self.fault("a value is missing, and the column has one on every row")),
            None => Ok(()),
        }
    }
}

/// Whether the bits of so many rows are all set.
fn are_all_set(bytes: &[u8], rows: usize) -> bool {
    let (whole, rest) = bytes.split_at(rows / 8);
    let mask = (1_u8 << (rows % 8)).wrapping_sub(1);
    whole.iter().all(|byte| *byte == u8::MAX) && rest.first().is_none_or(|own| own & mask == mask)
}

impl Batch {
    /// Reads a record batch.
    ///
    /// # Safety
    ///
    /// Both are as the Arrow C data interface wants them, and nobody changes them during this call.
    unsafe fn read(
        table: &'static str,
        schema: &ArrowSchema,
        array: &ArrowArray,
    ) -> Result<Self, Vec<Diagnostic>> {
        let one = |fault: Diagnostic| Vec::from([fault]);
        let whole = |detail: &str| one(malformed(table, detail));
        if schema.release.is_none() || array.release.is_none() {
            return Err(whole("the record batch was released"));
        }
        // SAFETY: promised by the caller.
        if unsafe { text(schema.format) } != b"+s" {
            return Err(whole("the array is no record batch: its format is not \"+s\""));
        }
        if schema.n_children != array.n_children {
            return Err(whole("the schema has more or fewer columns than the array"));
        }
        let rows = usize::try_from(array.length).map_err(|_| whole("the length is negative"))?;
        // SAFETY: promised by the caller.
        let batch = unsafe { Child::new(table, array, 1, 0, rows) }.map_err(one)?;
        // SAFETY: promised by the caller.
        unsafe { batch.has_all() }.map_err(one)?;
        // SAFETY: promised by the caller.
        let (schemas, arrays) = unsafe {
            (
                pointers(table, schema.children.cast_const(), schema.n_children).map_err(one)?,
                pointers(table, array.children.cast_const(), array.n_children).map_err(one)?,
            )
        };
        let mut read = Self { table, rows, slots: Vec::new(), bitmaps: Vec::new() };
        let mut faults = Vec::new();
        for (schema, array) in schemas.iter().zip(arrays) {
            // SAFETY: promised by the caller.
            let (schema, array) = unsafe { (schema.as_ref(), array.as_ref()) };
            let Some((schema, array)) = schema.zip(array) else {
                return Err(whole("a column is NULL"));
            };
            // SAFETY: promised by the caller.
            faults.extend(unsafe { read.add(schema, array, batch.first) }.err());
        }
        if faults.is_empty() { Ok(read) } else { Err(faults) }
    }

    /// Reads a column, whose rows start with the element `from`.
    ///
    /// # Safety
    ///
    /// As for [`Batch::read`].
    unsafe fn add(
        &mut self,
        schema: &ArrowSchema,
        array: &ArrowArray,
        from: usize,
    ) -> Result<(), Diagnostic> {
        // SAFETY: promised by the caller.
        let (name, format) = unsafe { (text(schema.name), text(schema.format)) };
        let name = String::from_utf8_lossy(name);
        let Some(facts) = named(self.table, &name) else {
            let unknown = Diagnostic::new(Code::RequestUnknownField).at(self.table);
            return Err(unknown.with("field", name.as_ref()));
        };
        let path = facts.path;
        if self.slots.iter().any(|(own, _)| *own == facts.constant) {
            return Err(malformed(path, "the column is there twice"));
        }
        if !is_format(facts.kind, format) || !schema.dictionary.is_null() {
            let format = String::from_utf8_lossy(format);
            return Err(malformed(
                path,
                format!("the format {format:?} is not that of the column"),
            ));
        }
        // SAFETY: promised by the caller.
        let child = unsafe { Child::new(path, array, 2, from, self.rows) }?;
        let slot = match facts.kind.size() {
            Some(size) => {
                // SAFETY: promised by the caller.
                let validity = unsafe { child.validity(&mut self.bitmaps) }?;
                if validity.is_some() && !facts.may_miss {
                    return Err(
                        child.fault("a value is missing, and the column has one on every row")
                    );
                }
                Slot::Numbers(child.span(1, child.first, child.length, size)?, validity)
            }
            None if facts.kind == Kind::Flags => {
                // SAFETY: promised by the caller.
                let bits =
                    unsafe { child.has_all().and_then(|()| child.bits(1, &mut self.bitmaps)) };
                Slot::Flags(bits?, child.length)
            }
            // SAFETY: promised by the caller.
            None => unsafe { lists(&child, schema) }?,
        };
        self.slots.push((facts.constant, slot));
        Ok(())
    }
}

/// Reads a column of lists.
///
/// # Safety
///
/// As for [`Batch::read`].
unsafe fn lists(child: &Child<'_>, schema: &ArrowSchema) -> Result<Slot, Diagnostic> {
    // SAFETY: promised by the caller.
    unsafe { child.has_all() }?;
    // SAFETY: promised by the caller.
    let (schemas, arrays) = unsafe {
        (
            pointers(child.path, schema.children.cast_const(), schema.n_children)?,
            pointers(child.path, child.array.children.cast_const(), child.array.n_children)?,
        )
    };
    let (&[schema], &[array]) = (schemas, arrays) else {
        return Err(child.fault("lists have one array of values"));
    };
    // SAFETY: promised by the caller.
    let (schema, array) = unsafe { (schema.as_ref(), array.as_ref()) };
    let Some((schema, array)) = schema.zip(array) else {
        return Err(child.fault("the values of the lists are NULL"));
    };
    // SAFETY: promised by the caller.
    if unsafe { text(schema.format) } != b"I" || !schema.dictionary.is_null() {
        return Err(child.fault("the values of the lists have another format than \"I\""));
    }
    let length = usize::try_from(array.length);
    let length = length.map_err(|_| child.fault("the length of the values is negative"))?;
    // SAFETY: promised by the caller.
    let values = unsafe { Child::new(child.path, array, 2, 0, length) }?;
    // SAFETY: promised by the caller.
    unsafe { values.has_all() }?;
    // No row at all needs no offsets.
    let offsets = if child.length == 0 { 0 } else { child.length.saturating_add(1) };
    Ok(Slot::Lists(
        // Offsets of 32 bits with a sign: one below 0 reads as one beyond the values, which is refused where lists are used.
        child.span(1, child.first, offsets, size_of::<u32>())?,
        values.span(1, values.first, length, size_of::<u32>())?,
    ))
}

/// Sets the columns of a table from a record batch of the Arrow C data interface: a struct array whose children are named
/// as the columns, in camel case (`status`, `capturedAt`, `owner`).
///
/// Formats are those of the columns: "C", "S", "I", "l" and "L" for u8, u16, u32, i64 and u64, "l" or "tsm:" with any zone
/// for instants, "b" for flags, "+l" of "I" for lists. A value may be missing where a column says so. Offsets are heeded;
/// only bitmaps that do not start with a byte are copied.
///
/// CALLIYO_OK: all columns of the table are those of the record batch, and none else. `array` was moved, as the Arrow
/// specification says, and is released when the table is imported again, and when the columns are cleared or freed;
/// `schema` was released. A column may be unset, or set to something else, like any other.
/// CALLIYO_FAILED: `*failure` is the failure document, yours to free with calliyo_text_free.
/// CALLIYO_UNKNOWN_CONSTANT, CALLIYO_NULL_POINTER: as they say.
/// After any other code than CALLIYO_OK the columns are what they were, and array and schema stay yours.
///
/// ```c
/// // Takes a record batch of leads in; what is refused is released.
/// static int take_leads(CalliyoColumns *columns, struct ArrowSchema *schema, struct ArrowArray *batch) {
///     char *failure;
///     size_t length;
///     CalliyoResult result = calliyo_columns_import(columns, CALLIYO_TABLE_LEADS, schema, batch,
///                                                   &failure, &length);
///     if (result == CALLIYO_OK) {
///         return 1;
///     }
///     if (failure != NULL) {
///         fprintf(stderr, "%s\n", failure);
///     }
///     calliyo_text_free(failure, length);
///     if (schema->release != NULL) {
///         schema->release(schema);
///     }
///     if (batch->release != NULL) {
///         batch->release(batch);
///     }
///     return 0;
/// }
/// ```
///
/// # Safety
///
/// `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
/// `schema` and `array` are each NULL, or as the Arrow C data interface wants them. Each out parameter is NULL or points to
/// its own variable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_columns_import(
    columns: *mut CalliyoColumns,
    table: CalliyoTable,
    schema: *mut ArrowSchema,
    array: *mut ArrowArray,
    failure: *mut *mut c_char,
    failure_length: *mut usize,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: the caller vouches for both out parameters.
        let failure = unsafe { TextOut::new(failure, failure_length) }?;
        // SAFETY: promised by the caller.
        let (columns, schema, array) =
            unsafe { (changed(columns)?, changed(schema)?, changed(array)?) };
        let name = table_name(table).ok_or(CALLIYO_UNKNOWN_CONSTANT)?;
        // SAFETY: promised by the caller.
        let batch = unsafe { Batch::read(name, schema, array) };
        let batch = batch.map_err(|faults| Refusal::from(faults).told(&failure))?;
        let array = mem::replace(array, ArrowArray::RELEASED);
        let import = Import { array, _bitmaps: batch.bitmaps };
        columns.take_over(table, batch.slots, import);
        if let Some(release) = schema.release {
            // SAFETY: the caller gives the schema away, and it was not released yet.
            unsafe { release(schema) };
        }
        Ok(())
    })
}

/// What an exported array holds on to: the figures that its buffers point into, and its lists of pointers.
struct Held {
    _sheet: Arc<Sheet>,
    buffers: Vec<*const c_void>,
    children: Vec<*mut ArrowArray>,
}

impl ArrowArray {
    /// An array of the library's own with these buffers, which point into the sheet.
    fn exported(
        sheet: &Arc<Sheet>,
        null_count: usize,
        buffers: Vec<*const c_void>,
        children: Vec<Self>,
    ) -> Self {
        let children = children.into_iter().map(|own| Box::into_raw(Box::new(own))).collect();
        let held = Held { _sheet: Arc::clone(sheet), buffers, children };
        let held = Box::into_raw(Box::new(held));
        // SAFETY: just made, and nobody else has it.
        let (buffers, children) = unsafe { (&mut (*held).buffers, &mut (*held).children) };
        Self {
            length: count(sheet.rows()),
            null_count: count(null_count),
            offset: 0,
            n_buffers: count(buffers.len()),
            n_children: count(children.len()),
            buffers: buffers.as_mut_ptr(),
            children: children.as_mut_ptr(),
            dictionary: ptr::null_mut(),
            release: Some(release_array),
            private_data: held.cast(),
        }
    }

    fn of_figure(sheet: &Arc<Sheet>, figure: &Figure) -> Self {
        let validity = figure.validity();
        let is_set: u32 = validity.unwrap_or_default().iter().map(|byte| byte.count_ones()).sum();
        let missing = if validity.is_some() { sheet.rows() - is_set as usize } else { 0 };
        let validity = validity.map_or(ptr::null(), <[u8]>::as_ptr).cast();
        Self::exported(sheet, missing, vec![validity, figure.values().as_ptr().cast()], Vec::new())
    }
}

/// A length as Arrow tells it; what lies in memory is never longer.
fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// Releases an array that was exported, and those of its children that were not moved away.
///
/// # Safety
///
/// `array` is one that [`ArrowArray::exported`] made, wherever it was moved, and was not released.
unsafe extern "C" fn release_array(array: *mut ArrowArray) {
    guarded(|| {
        // SAFETY: promised by the caller.
        let array = unsafe { changed(array) }?;
        // SAFETY: `exported` made it with `Box::into_raw`; it is given back once, since the array is marked as released.
        let held = unsafe { Box::from_raw(array.private_data.cast::<Held>()) };
        for child in &held.children {
            // SAFETY: made by `exported` likewise; a child that was moved away was marked as released by whoever did it.
            let mut child = unsafe { Box::from_raw(*child) };
            if let Some(release) = child.release {
                // SAFETY: the child is whole, and was not released.
                unsafe { release(&raw mut *child) };
            }
        }
        *array = ArrowArray::RELEASED;
        Ok(())
    });
}

impl ArrowSchema {
    /// A schema of the library's own.
    fn exported(
        format: &'static CStr,
        name: &'static CStr,
        flags: i64,
        children: Vec<Self>,
    ) -> Self {
        let children: Vec<*mut Self> =
            children.into_iter().map(|own| Box::into_raw(Box::new(own))).collect();
        let held = Box::into_raw(Box::new(children));
        // SAFETY: just made, and nobody else has it.
        let children = unsafe { &mut *held };
        Self {
            format: format.as_ptr(),
            name: name.as_ptr(),
            flags,
            n_children: count(children.len()),
            children: children.as_mut_ptr(),
            release: Some(release_schema),
            private_data: held.cast(),
            ..Self::RELEASED
        }
    }
}

/// Releases a schema that was exported, and those of its children that were not moved away.
///
/// # Safety
///
/// `schema` is one that [`ArrowSchema::exported`] made, wherever it was moved, and was not released.
unsafe extern "C" fn release_schema(schema: *mut ArrowSchema) {
    guarded(|| {
        // SAFETY: promised by the caller.
        let schema = unsafe { changed(schema) }?;
        // SAFETY: `exported` made it with `Box::into_raw`; it is given back once, since the schema is marked as released.
        let children =
            unsafe { Box::from_raw(schema.private_data.cast::<Vec<*mut ArrowSchema>>()) };
        for child in children.iter() {
            // SAFETY: made by `exported` likewise; a child that was moved away was marked as released by whoever did it.
            let mut child = unsafe { Box::from_raw(*child) };
            if let Some(release) = child.release {
                // SAFETY: the child is whole, and was not released.
                unsafe { release(&raw mut *child) };
            }
        }
        *schema = ArrowSchema::RELEASED;
        Ok(())
    });
}

/// Exports a report as a record batch of the Arrow C data interface: a struct array with a child of format "l" per figure,
/// named in camel case (`talkSeconds` for CALLIYO_FIGURE_TALK_SECONDS). Nothing is copied; the report may be freed before
/// the record batch is released.
///
/// CALLIYO_OK: `*schema` and `*array` are yours to release by their callbacks, on any thread. What stood in them before is
/// not released.
/// CALLIYO_NULL_POINTER: nothing is exported; whichever of them can be is marked as released.
///
/// # Safety
///
/// `report` is NULL, or came from calliyo_report_new and was not freed. `schema` and `array` are each NULL or point to their
/// own variable, which may hold anything.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_report_export(
    report: *const CalliyoReport,
    schema: *mut ArrowSchema,
    array: *mut ArrowArray,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: the caller vouches for both out parameters. Both are made before either is judged.
        let (schema, array) = unsafe {
            (Out::new(schema, ArrowSchema::RELEASED), Out::new(array, ArrowArray::RELEASED))
        };
        let (schema, array) = (schema?, array?);
        // SAFETY: promised by the caller.
        let sheet = unsafe { borrowed(report) }?.sheet();
        let figures = sheet.figures();
        let schemas = figures.iter().map(|figure| {
            let flags = if figure.validity().is_some() { NULLABLE } else { 0 };
            ArrowSchema::exported(c"l", figure.name(), flags, Vec::new())
        });
        let arrays = figures.iter().map(|figure| ArrowArray::of_figure(sheet, figure));
        schema.set(ArrowSchema::exported(c"+s", c"", 0, schemas.collect()));
        array.set(ArrowArray::exported(sheet, 0, vec![ptr::null()], arrays.collect()));
        Ok(())
    })
}

#[cfg(test)]
mod tests;
