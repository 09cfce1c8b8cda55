//! The handle of columns: what the host has set, by constant, and the look at it in one call.

use std::{cell::RefCell, ffi::c_void, ptr};

use calliyo_core::{
    Code, Diagnostic,
    jobs::{Bitmap, Column, ListColumn},
    report::Sizes,
};

use crate::{
    CALLIYO_INVALID_LENGTH, CALLIYO_OVERLAP, CALLIYO_UNEXPECTED_VALIDITY, CALLIYO_UNKNOWN_CONSTANT,
    CalliyoResult,
    arrow::Import,
    border::{Out, changed, free, guarded},
    by_constant::ByConstant,
    constants::{
        self, CALLIYO_SIZE_AGENTS, CALLIYO_SIZE_BRANCHES, CALLIYO_SIZE_CAMPAIGNS,
        CALLIYO_SIZE_CURRENCIES, CALLIYO_SIZE_DEPARTMENTS, CALLIYO_SIZE_LEADS,
        CALLIYO_SIZE_PARENT_KINDS, CALLIYO_SIZE_RESPONSES, CALLIYO_SIZE_SOURCES, CALLIYO_SIZE_TAGS,
        CalliyoColumn, CalliyoOutput, CalliyoSize, CalliyoTable, Facts, Kind,
    },
    memory::{Number, Span},
};

/// Columns and outputs of the host, by constant: memory that jobs and reports read and write where it lies. For one thread
/// at a time.
#[derive(Debug, Default)]
pub struct CalliyoColumns {
    columns: ByConstant<Slot>,
    outputs: ByConstant<Output>,
    sizes: Sizes,
    /// The record batches that columns may lie in.
    imports: ByConstant<Import>,
}

/// What was set for a column.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    /// A number per row, and the rows that have one; without it all do.
    Numbers(Span, Option<Span>),
    /// A bit per row, and how many rows there are.
    Flags(Span, usize),
    /// Where the list of each row starts and the last one ends, and the numbers of all of them.
    Lists(Span, Span),
}

/// What was set for an output.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    pub(crate) values: Span,
    pub(crate) validity: Option<Span>,
    pub(crate) length: usize,
}

impl CalliyoColumns {
    fn set(
        &mut self,
        column: CalliyoColumn,
        data: *const u8,
        validity: *const u8,
        length: usize,
    ) -> Result<(), CalliyoResult> {
        let facts = constants::column(column).ok_or(CALLIYO_UNKNOWN_CONSTANT)?;
        if facts.kind == Kind::Lists {
            return Err(CALLIYO_UNKNOWN_CONSTANT);
        }
        let validity = validity_of(facts, validity, length)?;
        let slot = match facts.kind.size() {
            Some(size) => Slot::Numbers(Span::new(data, length, size)?, validity),
            None => Slot::Flags(Span::bits(data, length)?, length),
        };
        self.columns.insert(column, slot);
        Ok(())
    }

    fn set_list(
        &mut self,
        column: CalliyoColumn,
        offsets: *const u32,
        values: *const u32,
        length: usize,
        values_length: usize,
    ) -> Result<(), CalliyoResult> {
        if constants::column(column).is_none_or(|facts| facts.kind != Kind::Lists) {
            return Err(CALLIYO_UNKNOWN_CONSTANT);
        }
        // No row at all needs no offsets.
        let offset_count = match length {
            0 if offsets.is_null() => 0,
            _ => length.checked_add(1).ok_or(CALLIYO_INVALID_LENGTH)?,
        };
        let offsets = Span::new(offsets.cast(), offset_count, size_of::<u32>())?;
        let values = Span::new(values.cast(), values_length, size_of::<u32>())?;
        self.columns.insert(column, Slot::Lists(offsets, values));
        Ok(())
    }

    fn unset(&mut self, column: CalliyoColumn) -> Result<(), CalliyoResult> {
        constants::column(column).ok_or(CALLIYO_UNKNOWN_CONSTANT)?;
        self.columns.remove(column);
        Ok(())
    }

    fn set_size(&mut self, size: CalliyoSize, count: u32) -> Result<(), CalliyoResult> {
        let sizes = &mut self.sizes;
        *match size {
            CALLIYO_SIZE_AGENTS => &mut sizes.agents,
            CALLIYO_SIZE_LEADS => &mut sizes.leads,
            CALLIYO_SIZE_RESPONSES => &mut sizes.responses,
            CALLIYO_SIZE_BRANCHES => &mut sizes.branches,
            CALLIYO_SIZE_DEPARTMENTS => &mut sizes.departments,
            CALLIYO_SIZE_TAGS => &mut sizes.tags,
            CALLIYO_SIZE_CAMPAIGNS => &mut sizes.campaigns,
            CALLIYO_SIZE_SOURCES => &mut sizes.sources,
            CALLIYO_SIZE_PARENT_KINDS => &mut sizes.parent_kinds,
            CALLIYO_SIZE_CURRENCIES => &mut sizes.currencies,
            _ => return Err(CALLIYO_UNKNOWN_CONSTANT),
        } = count;
        Ok(())
    }

    fn set_output(
        &mut self,
        output: CalliyoOutput,
        data: *mut u8,
        validity: *mut u8,
        length: usize,
    ) -> Result<(), CalliyoResult> {
        let facts = constants::output(output).ok_or(CALLIYO_UNKNOWN_CONSTANT)?;
        let size = facts.kind.size().ok_or(CALLIYO_UNKNOWN_CONSTANT)?;
        let values = Span::new(data, length, size)?;
        let validity = validity_of(facts, validity, length)?;
        if validity.is_some_and(|validity| validity.overlaps(values)) {
            return Err(CALLIYO_OVERLAP);
        }
        self.outputs.insert(output, Output { values, validity, length });
        Ok(())
    }

    fn unset_output(&mut self, output: CalliyoOutput) -> Result<(), CalliyoResult> {
        constants::output(output).ok_or(CALLIYO_UNKNOWN_CONSTANT)?;
        self.outputs.remove(output);
        Ok(())
    }

    /// Sets the columns of a table, and no other ones, from an array that they lie in.
    pub(crate) fn take_over(
        &mut self,
        table: CalliyoTable,
        slots: Vec<(CalliyoColumn, Slot)>,
        import: Import,
    ) {
        // The constants of a table have its number as their hundreds.
        self.columns.retain(|constant| constant / 100 != table);
        for (column, slot) in slots {
            self.columns.insert(column, slot);
        }
        self.imports.insert(table, import);
    }

    /// The outputs that are set, by constant.
    pub(crate) fn outputs(&self) -> impl Iterator<Item = (CalliyoOutput, Output)> + '_ {
        self.outputs.iter().map(|(constant, output)| (constant, *output))
    }
}

/// The validity bitmap of a column or an output; NULL is none.
fn validity_of(
    facts: &Facts,
    validity: *const u8,
    rows: usize,
) -> Result<Option<Span>, CalliyoResult> {
    if validity.is_null() {
        return Ok(None);
    }
    if !facts.may_miss {
        return Err(CALLIYO_UNEXPECTED_VALIDITY);
    }
    Span::bits(validity, rows).map(Some)
}

/// The look at columns in one call: only what is asked for is read, and what was read is remembered.
#[derive(Debug)]
pub(crate) struct Look<'a> {
    columns: &'a CalliyoColumns,
    seen: RefCell<Vec<Span>>,
}

impl<'a> Look<'a> {
    /// # Safety
    ///
    /// What is set for the columns and outputs that are asked for is valid for reads, and nobody changes it while `'a` lasts.
    pub(crate) unsafe fn new(columns: &'a CalliyoColumns) -> Self {
        Self { columns, seen: RefCell::default() }
    }

    /// How many there are of what dense numbers name.
    pub(crate) fn sizes(&self) -> &'a Sizes {
        &self.columns.sizes
    }

    /// A column of numbers, some of which may be missing.
    pub(crate) fn numbers<T: Number>(&self, column: CalliyoColumn) -> Option<Column<'a, T>> {
        match self.slot(column)? {
            Slot::Numbers(values, validity) => Some(Column {
                values: self.read(values),
                validity: validity.map(|validity| Bitmap::new(self.read(validity))),
            }),
            Slot::Flags(..) | Slot::Lists(..) => None,
        }
    }

    /// A column with a number on every row.
    pub(crate) fn values<T: Number>(&self, column: CalliyoColumn) -> Option<&'a [T]> {
        self.numbers(column).map(|column| column.values)
    }

    /// A column of flags in a table of so many rows.
    ///
    /// # Errors
    /// `request.malformed` where it has another length: the bytes alone do not tell.
    pub(crate) fn flags(
        &self,
        column: CalliyoColumn,
        rows: usize,
    ) -> Result<Option<Bitmap<'a>>, Diagnostic> {
        match self.slot(column) {
            Some(Slot::Flags(bits, length)) if length == rows => {
                Ok(Some(Bitmap::new(self.read(bits))))
            }
            Some(Slot::Flags(_, length)) => {
                let path = constants::column(column).map_or("", |facts| facts.path);
                let detail = format!("the column has {length} rows, the others have {rows}");
                Err(malformed(path, detail))
            }
            Some(Slot::Numbers(..) | Slot::Lists(..)) | None => Ok(None),
        }
    }

    /// A column of lists.
    pub(crate) fn lists(&self, column: CalliyoColumn) -> Option<ListColumn<'a, u32>> {
        match self.slot(column)? {
            Slot::Lists(offsets, values) => {
                let offsets: &[u32] = self.read(offsets);
                // No row at all has no offsets, but the lists have an end.
                let offsets = if offsets.is_empty() { &[0] } else { offsets };
                Some(ListColumn { offsets, values: self.read(values) })
            }
            Slot::Numbers(..) | Slot::Flags(..) => None,
        }
    }

    /// What a job has written to an output.
    pub(crate) fn written<T: Number>(&self, output: CalliyoOutput) -> Option<&'a [T]> {
        self.columns.outputs.get(output).map(|output| self.read(output.values))
    }

    /// Whether memory that was read has a byte in common with `span`.
    pub(crate) fn overlaps(&self, span: Span) -> bool {
        self.seen.borrow().iter().any(|own| own.overlaps(span))
    }

    fn slot(&self, column: CalliyoColumn) -> Option<Slot> {
        self.columns.columns.get(column).copied()
    }

    fn read<T: Number>(&self, span: Span) -> &'a [T] {
        self.seen.borrow_mut().push(span);
        // SAFETY: what is set is valid and unchanged while `'a` lasts, as `new` was promised.
        unsafe { span.read() }
    }
}

/// What was asked for and is not there.
pub(crate) trait Needed<T> {
    /// # Errors
    /// `request.malformed` at the column or output that is not set.
    fn or_needed(self, constant: u32) -> Result<T, Diagnostic>;
}

impl<T> Needed<T> for Option<T> {
    fn or_needed(self, constant: u32) -> Result<T, Diagnostic> {
        let facts = constants::column(constant).or_else(|| constants::output(constant));
        let path = facts.map_or("", |facts| facts.path);
        self.ok_or_else(|| malformed(path, "this is needed and was not set"))
    }
}

/// The finding that something does not fit at a place.
pub(crate) fn malformed(path: &str, detail: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::RequestMalformed).at(path).with("detail", detail.into())
}

/// Makes an empty handle of columns.
///
/// CALLIYO_OK: `*columns` is the new handle, yours to free with calliyo_columns_free.
/// Any other code: it is NULL.
///
/// ```c
/// // Four leads in a handle: the first three wait for somebody, the last one is agent 1's.
/// static CalliyoColumns *four_leads(void) {
///     static const uint16_t status[] = {0, 0, 0, 1};
///     static const int64_t captured_at[] = {1000, 2000, 3000, 4000};
///     static const uint32_t owner[] = {0, 0, 0, 1};
///     static const uint8_t has_owner[] = {0x08};
///     CalliyoColumns *columns;
///     if (calliyo_columns_new(&columns) != CALLIYO_OK) {
///         return NULL;
///     }
///     if (calliyo_columns_set(columns, CALLIYO_LEAD_STATUS, status, NULL, 4) != CALLIYO_OK
///         || calliyo_columns_set(columns, CALLIYO_LEAD_CAPTURED_AT, captured_at, NULL, 4) != CALLIYO_OK
///         || calliyo_columns_set(columns, CALLIYO_LEAD_OWNER, owner, has_owner, 4) != CALLIYO_OK) {
///         calliyo_columns_free(columns);
///         return NULL;
///     }
///     return columns;
/// }
/// ```
///
/// # Safety
///
/// `columns` is NULL or points to a variable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_columns_new(columns: *mut *mut CalliyoColumns) -> CalliyoResult {
    guarded(|| {
        // SAFETY: the caller vouches for the out parameter.
        let columns = unsafe { Out::new(columns, ptr::null_mut()) }?;
        columns.set(Box::into_raw(Box::default()));
        Ok(())
    })
}

/// Frees a handle of columns, and no memory of the host. NULL is ignored.
///
/// # Safety
///
/// `columns` is NULL, or came from calliyo_columns_new, was not freed before, and no call that uses it is under way.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_columns_free(columns: *mut CalliyoColumns) {
    guarded(|| {
        // SAFETY: `calliyo_columns_new` made it with `Box::into_raw`, and the caller gives it back for good.
        unsafe { free(columns) };
        Ok(())
    });
}

/// Forgets every column, size and output that was set, and releases what was imported.
///
/// CALLIYO_OK: nothing is set.
/// CALLIYO_NULL_POINTER: `columns` is NULL.
///
/// # Safety
///
/// `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_columns_clear(columns: *mut CalliyoColumns) -> CalliyoResult {
    guarded(|| {
        // SAFETY: promised by the caller.
        *unsafe { changed(columns) }? = CalliyoColumns::default();
        Ok(())
    })
}

/// Sets a column of `length` rows: a number each, or for flags a bit each.
///
/// `data` may be NULL where there is no row. `validity` is NULL, and every row has a value, or it points to
/// (`length` + 7) / 8 bytes, whose bits tell which rows have one, the least significant bit of each byte first, as in Arrow.
/// For flags `data` is such a bitmap and `validity` is NULL.
///
/// Nothing is copied: the memory is read by the calls that need the column, and must be valid and unchanged while they run.
///
/// CALLIYO_OK: the column is set, in place of what was set before.
/// CALLIYO_UNKNOWN_CONSTANT: there is no such column, or it is one of lists.
/// CALLIYO_UNEXPECTED_VALIDITY, CALLIYO_NULL_POINTER, CALLIYO_MISALIGNED, CALLIYO_INVALID_LENGTH: as they say.
/// After any other code than CALLIYO_OK the column is what it was.
///
/// # Safety
///
/// `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_columns_set(
    columns: *mut CalliyoColumns,
    column: CalliyoColumn,
    data: *const c_void,
    validity: *const u8,
    length: usize,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: promised by the caller.
        unsafe { changed(columns) }?.set(column, data.cast(), validity, length)
    })
}

/// Sets a column of `length` lists: that of row `i` is made of the elements `offsets[i]` to `offsets[i + 1]` of
/// `values`, the second one left out.
///
/// `offsets` points to `length` + 1 elements, and may be NULL where there is no row; `values` to `values_length` elements,
/// and may be NULL where there is none. What calliyo_columns_set says about memory and result codes holds here too, but
/// that CALLIYO_UNKNOWN_CONSTANT tells a column that is not one of lists.
///
/// # Safety
///
/// `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_columns_set_list(
    columns: *mut CalliyoColumns,
    column: CalliyoColumn,
    offsets: *const u32,
    values: *const u32,
    length: usize,
    values_length: usize,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: promised by the caller.
        unsafe { changed(columns) }?.set_list(column, offsets, values, length, values_length)
    })
}

/// Forgets a column; one that is not set stays so.
///
/// CALLIYO_OK: the column is not set.
/// CALLIYO_UNKNOWN_CONSTANT: there is no such column.
/// CALLIYO_NULL_POINTER: `columns` is NULL.
///
/// # Safety
///
/// `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_columns_unset(
    columns: *mut CalliyoColumns,
    column: CalliyoColumn,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: promised by the caller.
        unsafe { changed(columns) }?.unset(column)
    })
}

/// Sets how many there are of what dense numbers name. Reports need it of what they look at; jobs do not.
///
/// CALLIYO_OK: the size is set, in place of what was set before.
/// CALLIYO_UNKNOWN_CONSTANT: there is no such size.
/// CALLIYO_NULL_POINTER: `columns` is NULL.
///
/// # Safety
///
/// `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_columns_set_size(
    columns: *mut CalliyoColumns,
    size: CalliyoSize,
    count: u32,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: promised by the caller.
        unsafe { changed(columns) }?.set_size(size, count)
    })
}

/// Sets where calliyo_plan writes an output of `length` elements.
///
/// `validity` is NULL or, for CALLIYO_PLAN_COUNTER and CALLIYO_PLAN_ROOM, points to (`length` + 7) / 8 bytes. What
/// calliyo_columns_set says about memory and result codes holds here too; CALLIYO_OVERLAP is returned where both share
/// memory. Whether the length is right, and whether the output shares memory with columns or other outputs, shows when the
/// job is planned.
///
/// # Safety
///
/// `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_columns_set_output(
    columns: *mut CalliyoColumns,
    output: CalliyoOutput,
    data: *mut c_void,
    validity: *mut u8,
    length: usize,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: promised by the caller.
        unsafe { changed(columns) }?.set_output(output, data.cast(), validity, length)
    })
}

/// Forgets an output; one that is not set stays so.
///
/// CALLIYO_OK: the output is not set.
/// CALLIYO_UNKNOWN_CONSTANT: there is no such output.
/// CALLIYO_NULL_POINTER: `columns` is NULL.
///
/// # Safety
///
/// `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_columns_unset_output(
    columns: *mut CalliyoColumns,
    output: CalliyoOutput,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: promised by the caller.
        unsafe { changed(columns) }?.unset_output(output)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        CALLIYO_MISALIGNED, CALLIYO_NULL_POINTER, CALLIYO_OK, constants::*, testing::Handle,
    };

    #[test]
    fn a_handle_of_null_is_refused_everywhere() {
        let none = ptr::null_mut();
        let (data, bits) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: every pointer is NULL.
        let codes = unsafe {
            calliyo_columns_free(none);
            [
                calliyo_columns_new(ptr::null_mut()),
                calliyo_columns_clear(none),
                calliyo_columns_set(none, CALLIYO_LEAD_STATUS, data, bits, 0),
                calliyo_columns_set_list(none, CALLIYO_LEAD_TAGS, ptr::null(), ptr::null(), 0, 0),
                calliyo_columns_unset(none, CALLIYO_LEAD_STATUS),
                calliyo_columns_set_size(none, CALLIYO_SIZE_AGENTS, 1),
                calliyo_columns_set_output(none, CALLIYO_PLAN_AGENT, data, bits, 0),
                calliyo_columns_unset_output(none, CALLIYO_PLAN_AGENT),
            ]
        };
        assert_eq!(codes, [CALLIYO_NULL_POINTER; 8]);
    }

    #[test]
    fn a_constant_of_something_else_is_refused() {
        let handle = Handle::new();
        let numbers = [0_u64; 2];
        for constant in [0, 99, 125, CALLIYO_PLAN_AGENT, CALLIYO_LEAD_TAGS, u32::MAX] {
            let code = handle.set_raw(constant, numbers.as_ptr(), ptr::null(), 1);
            assert_eq!(code, CALLIYO_UNKNOWN_CONSTANT, "{constant}");
        }
        for constant in [0, CALLIYO_LEAD_STATUS, 1009, u32::MAX] {
            let code = handle.set_output_raw::<u32>(constant, ptr::null_mut(), ptr::null_mut(), 0);
            assert_eq!(code, CALLIYO_UNKNOWN_CONSTANT, "{constant}");
        }
        // SAFETY: the handle is in use; no memory is given.
        let codes = unsafe {
            [
                calliyo_columns_set_list(
                    handle.0,
                    CALLIYO_LEAD_OWNER,
                    ptr::null(),
                    ptr::null(),
                    0,
                    0,
                ),
                calliyo_columns_unset(handle.0, CALLIYO_PLAN_AGENT),
                calliyo_columns_unset_output(handle.0, CALLIYO_LEAD_STATUS),
                calliyo_columns_set_size(handle.0, 0, 1),
                calliyo_columns_set_size(handle.0, CALLIYO_SIZE_CURRENCIES + 1, 1),
            ]
        };
        assert_eq!(codes, [CALLIYO_UNKNOWN_CONSTANT; 5]);
    }

    #[test]
    fn memory_that_cannot_be_is_refused() {
        let handle = Handle::new();
        let numbers = [0_u64; 2];
        let inside = numbers.as_ptr().cast::<u8>().wrapping_add(4);
        let set =
            |column, data: *const u8, length| handle.set_raw(column, data, ptr::null(), length);
        assert_eq!(set(CALLIYO_LEAD_CAPTURED_AT, ptr::null(), 1), CALLIYO_NULL_POINTER);
        assert_eq!(set(CALLIYO_LEAD_CAPTURED_AT, inside, 1), CALLIYO_MISALIGNED);
        assert_eq!(set(CALLIYO_LEAD_CAPTURED_AT, inside, usize::MAX), CALLIYO_INVALID_LENGTH);
        assert_eq!(set(CALLIYO_LEAD_LIVE_CALL, ptr::null(), 1), CALLIYO_NULL_POINTER);
        assert_eq!(set(CALLIYO_LEAD_CAPTURED_AT, ptr::null(), 0), CALLIYO_OK);
        assert_eq!(set(CALLIYO_LEAD_OWNER, inside, 1), CALLIYO_OK);
        let lists = |offsets, values, length, values_length| {
            // SAFETY: the handle is in use; memory is not looked at.
            unsafe {
                calliyo_columns_set_list(
                    handle.0,
                    CALLIYO_LEAD_TAGS,
                    offsets,
                    values,
                    length,
                    values_length,
                )
            }
        };
        let (start, within) = (inside.cast::<u32>(), inside.wrapping_add(1).cast::<u32>());
        assert_eq!(lists(ptr::null(), ptr::null(), 0, 0), CALLIYO_OK);
        assert_eq!(lists(ptr::null(), ptr::null(), 1, 0), CALLIYO_NULL_POINTER);
        assert_eq!(lists(start, ptr::null(), 1, 1), CALLIYO_NULL_POINTER);
        assert_eq!(lists(within, ptr::null(), 1, 0), CALLIYO_MISALIGNED);
        assert_eq!(lists(start, within, 1, 1), CALLIYO_MISALIGNED);
        assert_eq!(lists(start, start, usize::MAX, 0), CALLIYO_INVALID_LENGTH);
        assert_eq!(lists(start, start, 1, usize::MAX), CALLIYO_INVALID_LENGTH);
    }

    #[test]
    fn a_validity_bitmap_is_refused_where_none_can_be() {
        let handle = Handle::new();
        let (numbers, bits) = ([0_u64], [1_u8]);
        let set = |column| handle.set_raw(column, numbers.as_ptr(), bits.as_ptr(), 1);
        for column in [CALLIYO_LEAD_STATUS, CALLIYO_LEAD_LIVE_CALL, CALLIYO_AGENT_HELD] {
            assert_eq!(set(column), CALLIYO_UNEXPECTED_VALIDITY, "{column}");
        }
        assert_eq!(set(CALLIYO_LEAD_OWNER), CALLIYO_OK);
        let (mut room, mut bits) = ([0_i64], [0_u8; 2]);
        let mut output =
            |output| handle.set_output_raw(output, room.as_mut_ptr(), bits.as_mut_ptr(), 1);
        assert_eq!(output(CALLIYO_PLAN_RECEIVED), CALLIYO_UNEXPECTED_VALIDITY);
        assert_eq!(output(CALLIYO_PLAN_ROOM), CALLIYO_OK);
    }

    #[test]
    fn an_output_does_not_overlap_its_own_validity() {
        let handle = Handle::new();
        let mut room = [0_i64; 2];
        let last = room.as_mut_ptr().cast::<u8>().wrapping_add(15);
        let code = handle.set_output_raw(CALLIYO_PLAN_ROOM, room.as_mut_ptr(), last, 2);
        assert_eq!(code, CALLIYO_OVERLAP);
        let code = handle.set_output_raw(CALLIYO_PLAN_ROOM, room.as_mut_ptr(), last, 1);
        assert_eq!(code, CALLIYO_OK);
    }

    #[test]
    fn what_is_set_is_what_is_read() {
        let handle = Handle::new();
        let (status, owner) = ([1_u16, 2, 3], (vec![7_u32, 8, 9], vec![0b101_u8]));
        handle.set(CALLIYO_LEAD_STATUS, &status);
        handle.set_some(CALLIYO_LEAD_OWNER, &owner);
        handle.set_flags(CALLIYO_LEAD_LIVE_CALL, &[0b10], 3);
        handle.set_lists(CALLIYO_LEAD_TAGS, &(vec![0, 1, 1, 2], vec![4, 5]));
        // SAFETY: the handle is in use; only columns that are still there are looked at.
        let look = unsafe { Look::new(&*handle.0) };
        assert_eq!(look.values::<u16>(CALLIYO_LEAD_STATUS), Some(&status[..]));
        let read = look.numbers::<u32>(CALLIYO_LEAD_OWNER).expect("it is set");
        assert_eq!([read.at(0), read.at(1), read.at(2)], [Some(7), None, Some(9)]);
        assert!(matches!(look.flags(CALLIYO_LEAD_STATUS, 3), Ok(None)));
        assert!(matches!(look.flags(CALLIYO_LEAD_LIVE_CALL, 3), Ok(Some(_))));
        assert!(look.flags(CALLIYO_LEAD_LIVE_CALL, 4).is_err(), "a byte has room for them");
        assert!(look.lists(CALLIYO_LEAD_STATUS).is_none());
        assert!(look.values::<i64>(CALLIYO_LEAD_CAPTURED_AT).is_none());
    }

    #[test]
    fn what_is_forgotten_is_not_read() {
        let handle = Handle::new();
        handle.set(CALLIYO_LEAD_STATUS, &[1_u16]);
        handle.set(CALLIYO_LEAD_OWNER, &[1_u32]);
        handle.set_output(CALLIYO_PLAN_REASON, &mut [1_u8]);
        handle.unset(CALLIYO_LEAD_STATUS);
        handle.unset(CALLIYO_LEAD_STATUS);
        // SAFETY: the handle is in use.
        let code = unsafe { calliyo_columns_unset_output(handle.0, CALLIYO_PLAN_REASON) };
        assert_eq!(code, CALLIYO_OK);
        // SAFETY: the handle is in use, and nobody changes it meanwhile.
        let columns = unsafe { &*handle.0 };
        assert!(columns.columns.iter().map(|(column, _)| column).eq([CALLIYO_LEAD_OWNER]));
        assert_eq!(columns.outputs().count(), 0);
        // SAFETY: the handle is in use.
        let codes = unsafe {
            [
                calliyo_columns_set_size(handle.0, CALLIYO_SIZE_TAGS, 3),
                calliyo_columns_clear(handle.0),
            ]
        };
        assert_eq!(codes, [CALLIYO_OK; 2]);
        // SAFETY: the handle is in use, and nobody changes it meanwhile.
        let columns = unsafe { &*handle.0 };
        assert!(columns.columns.iter().next().is_none());
        assert_eq!(columns.sizes, Sizes::default());
    }
}
