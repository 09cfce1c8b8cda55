//! Record batches come in as the same columns that can be set one by one, and reports go out whole.

use std::{
    ffi::CString,
    sync::atomic::{AtomicUsize, Ordering},
};

use calliyo_core::{
    jobs::{assignment, removal},
    time::Timestamp,
};

use super::*;
use crate::{
    columns::Look,
    constants::*,
    report::tests::Report,
    testing::{Company, Handle, NOW, Random, Text, engine},
    *,
};

/// How many arrays and schemas of a host were released.
type Released = Arc<AtomicUsize>;

fn released(count: &Released) -> usize {
    count.load(Ordering::Relaxed)
}

/// A buffer of a host, at an address that suits every number.
fn buffer(bytes: impl IntoIterator<Item = u8>) -> Option<Vec<u64>> {
    let bytes: Vec<u8> = bytes.into_iter().collect();
    let words = bytes.chunks(8).map(|chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        u64::from_ne_bytes(word)
    });
    Some(words.chain([0]).collect())
}

/// An array of a host, before it is described to the library.
struct Part {
    format: &'static CStr,
    name: String,
    length: usize,
    offset: usize,
    null_count: i64,
    buffers: Vec<Option<Vec<u64>>>,
    children: Vec<Part>,
}

/// What keeps an array of a host alive.
struct Kept {
    released: Released,
    _buffers: Vec<Option<Vec<u64>>>,
    pointers: Vec<*const c_void>,
    children: Vec<*mut ArrowArray>,
}

unsafe extern "C" fn release_host_array(array: *mut ArrowArray) {
    // SAFETY: `Part::export` made it, and the library releases it once.
    let kept = unsafe {
        let array = &mut *array;
        array.release = None;
        Box::from_raw(array.private_data.cast::<Kept>())
    };
    kept.released.fetch_add(1, Ordering::Relaxed);
    for child in kept.children {
        // SAFETY: made by `Part::export` likewise.
        unsafe {
            release_host_array(child);
            drop(Box::from_raw(child));
        }
    }
}

/// What keeps a schema of a host alive.
struct KeptSchema {
    released: Released,
    name: CString,
    children: Vec<*mut ArrowSchema>,
}

unsafe extern "C" fn release_host_schema(schema: *mut ArrowSchema) {
    // SAFETY: `Part::export` made it, and the library releases it once.
    let kept = unsafe {
        let schema = &mut *schema;
        schema.release = None;
        Box::from_raw(schema.private_data.cast::<KeptSchema>())
    };
    kept.released.fetch_add(1, Ordering::Relaxed);
    for child in kept.children {
        // SAFETY: made by `Part::export` likewise.
        unsafe {
            release_host_schema(child);
            drop(Box::from_raw(child));
        }
    }
}

impl Part {
    /// A column whose rows start after `before` elements of rubbish, `own` of which are its own offset.
    fn column(
        name: &str,
        format: &'static CStr,
        (before, own): (usize, usize),
        values: Vec<Vec<u8>>,
        validity: Option<&[u8]>,
    ) -> Self {
        let size = values.first().map_or(1, Vec::len);
        let rows = values.len();
        let missing = validity.map(|bits| shifted(bits, before, rows));
        let rubbish = std::iter::repeat_n(0xa5, before * size);
        Self {
            format,
            name: name.to_owned(),
            length: before - own + rows,
            offset: own,
            null_count: if missing.is_some() { -1 } else { 0 },
            buffers: vec![
                missing.and_then(buffer),
                buffer(rubbish.chain(values.into_iter().flatten())),
            ],
            children: Vec::new(),
        }
    }

    fn flags(name: &str, (before, own): (usize, usize), bits: &[u8], rows: usize) -> Self {
        Self {
            format: c"b",
            name: name.to_owned(),
            length: before - own + rows,
            offset: own,
            null_count: 0,
            buffers: vec![None, buffer(shifted(bits, before, rows))],
            children: Vec::new(),
        }
    }

    fn lists(
        name: &str,
        (before, own): (usize, usize),
        (offsets, values): &(Vec<u32>, Vec<u32>),
    ) -> Self {
        let rows = offsets.len() - 1;
        // The values start after three elements of rubbish, the lists after two more.
        let numbers = [9; 5].iter().chain(values).flat_map(|own| own.to_ne_bytes());
        let values = Self {
            format: c"I",
            name: "item".to_owned(),
            length: values.len() + 2,
            offset: 3,
            null_count: 0,
            buffers: vec![None, buffer(numbers)],
            children: Vec::new(),
        };
        let starts = std::iter::repeat_n(2, before).chain(offsets.iter().map(|own| own + 2));
        Self {
            format: c"+l",
            name: name.to_owned(),
            length: before - own + rows,
            offset: own,
            null_count: 0,
            buffers: vec![None, buffer(starts.flat_map(u32::to_ne_bytes))],
            children: vec![values],
        }
    }

    fn batch(rows: usize, offset: usize, children: Vec<Self>) -> Self {
        Self {
            format: c"+s",
            name: String::new(),
            length: rows,
            offset,
            null_count: 0,
            buffers: vec![None],
            children,
        }
    }

    fn export(self, count: &Released) -> (ArrowSchema, ArrowArray) {
        let (schemas, arrays): (Vec<_>, Vec<_>) = self
            .children
            .into_iter()
            .map(|child| {
                let (schema, array) = child.export(count);
                (Box::into_raw(Box::new(schema)), Box::into_raw(Box::new(array)))
            })
            .unzip();
        let start =
            |own: &Option<Vec<u64>>| own.as_ref().map_or(ptr::null(), |own| own.as_ptr().cast());
        let pointers = self.buffers.iter().map(start).collect();
        let kept = Kept {
            released: Arc::clone(count),
            _buffers: self.buffers,
            pointers,
            children: arrays,
        };
        let kept = Box::into_raw(Box::new(kept));
        let name = CString::new(self.name).expect("names have no NUL");
        let kept_schema = KeptSchema { released: Arc::clone(count), name, children: schemas };
        let kept_schema = Box::into_raw(Box::new(kept_schema));
        // SAFETY: both were just made.
        let (array, schema) = unsafe { (&mut *kept, &mut *kept_schema) };
        let own_array = ArrowArray {
            length: super::count(self.length),
            null_count: self.null_count,
            offset: super::count(self.offset),
            n_buffers: super::count(array.pointers.len()),
            n_children: super::count(array.children.len()),
            buffers: array.pointers.as_mut_ptr(),
            children: array.children.as_mut_ptr(),
            dictionary: ptr::null_mut(),
            release: Some(release_host_array),
            private_data: kept.cast(),
        };
        let own_schema = ArrowSchema {
            format: self.format.as_ptr(),
            name: schema.name.as_ptr(),
            n_children: super::count(schema.children.len()),
            children: schema.children.as_mut_ptr(),
            release: Some(release_host_schema),
            private_data: kept_schema.cast(),
            ..ArrowSchema::RELEASED
        };
        (own_schema, own_array)
    }
}

/// The bits of so many rows after `before` bits of rubbish.
fn shifted(bits: &[u8], before: usize, rows: usize) -> Vec<u8> {
    let mut bytes = vec![0b0101_1010; (before + rows).div_ceil(8)];
    for row in 0..rows {
        let (place, bit) = (before + row, bits[row / 8] >> (row % 8) & 1);
        bytes[place / 8] = bytes[place / 8] & !(1 << (place % 8)) | bit << (place % 8);
    }
    bytes
}

/// Imports a record batch; the result code and the failure. What is not taken over is released by the host.
fn import(
    handle: &Handle,
    table: CalliyoTable,
    part: Part,
    count: &Released,
) -> (CalliyoResult, Option<String>) {
    let (mut schema, mut array) = part.export(count);
    let mut text = Text::new();
    let (failure, length) = text.outs();
    let before = released(count);
    // SAFETY: the handle is in use; both structs are as Arrow wants them.
    let code = unsafe {
        calliyo_columns_import(handle.0, table, &raw mut schema, &raw mut array, failure, length)
    };
    let is_taken = code == CALLIYO_OK;
    assert_eq!((schema.release.is_none(), array.release.is_none()), (is_taken, is_taken));
    if !is_taken {
        assert_eq!(released(count), before, "what is refused is not released");
        // SAFETY: both are still the host's.
        unsafe {
            release_host_schema(&raw mut schema);
            release_host_array(&raw mut array);
        }
    }
    (code, text.take())
}

macro_rules! rows {
    ($values:expr) => {
        $values.iter().map(|own| own.to_ne_bytes().to_vec()).collect::<Vec<_>>()
    };
}

fn leads(company: &Company, offset: usize, own: usize) -> Part {
    let at = (offset + own, own);
    let rows = company.status.len();
    let some = |name, format, values, validity: &[u8]| {
        Part::column(name, format, at, values, Some(validity))
    };
    Part::batch(
        rows,
        offset,
        vec![
            Part::column("status", c"S", at, rows!(company.status), None),
            Part::column("capturedAt", c"tsm:UTC", at, rows!(company.captured_at), None),
            some("owner", c"I", rows!(company.owner.0), &company.owner.1),
            Part::column("statusSince", c"l", at, rows!(company.status_since), None),
            some("lastOwner", c"I", rows!(company.last_owner.0), &company.last_owner.1),
            Part::lists("previousOwners", at, &company.previous_owners),
            some("priority", c"l", rows!(company.priority.0), &company.priority.1),
            some("branch", c"I", rows!(company.branch.0), &company.branch.1),
            some("department", c"I", rows!(company.department.0), &company.department.1),
            Part::flags("liveCall", at, &company.live_call, rows),
            Part::flags("followUpAhead", at, &company.follow_up_ahead, rows),
            Part::flags("doNotCall", at, &company.do_not_call, rows),
            Part::column("attempts", c"I", at, rows!(company.attempts), None),
            some("lastAttempt", c"tsm:", rows!(company.last_attempt.0), &company.last_attempt.1),
            Part::column("idRank", c"I", at, rows!(company.id_rank), None),
        ],
    )
}

fn agents(company: &Company, offset: usize, own: usize) -> Part {
    let at = (offset + own, own);
    let rows = company.held.len();
    let some = |name, values, validity: &[u8]| Part::column(name, c"I", at, values, Some(validity));
    Part::batch(
        rows,
        offset,
        vec![
            some("cap", rows!(company.cap.0), &company.cap.1),
            Part::column("held", c"I", at, rows!(company.held), None),
            Part::column("counter", c"L", at, rows!(company.counter.0), Some(&company.counter.1)),
            Part::column("receivedToday", c"I", at, rows!(company.received_today), None),
            Part::column("state", c"C", at, rows!(company.state_bytes), None),
            Part::flags("receives", at, &company.receives, rows),
            some("branch", rows!(company.agent_branch.0), &company.agent_branch.1),
            some("department", rows!(company.agent_department.0), &company.agent_department.1),
        ],
    )
}

#[test]
fn a_record_batch_is_what_is_set_column_by_column() {
    let engine = engine(
        r#"{"automation":{"assignment":{"maxAttempts":4,"restHours":48,"excludesPreviousOwners":true}}}"#,
    );
    let now = Timestamp::from_millis(NOW).expect("it is supported");
    let rules = engine.engine.assignment_rules(now);
    let removal_rules = engine.engine.removal_rules(now);
    let cases = if cfg!(miri) { 3 } else { 120 };
    for seed in 0..cases {
        let random = &mut Random(seed);
        let (rows, count) = (random.below(40) as usize, random.below(6) as usize);
        let company = Company::random(random, rows, count);
        let mut offset = || random.below(20) as usize * usize::from(seed % 3 > 0);
        let released: Released = Arc::default();
        let handle = Handle::new();
        let batch = leads(&company, offset(), offset());
        assert_eq!(import(&handle, CALLIYO_TABLE_LEADS, batch, &released), (CALLIYO_OK, None));
        let batch = agents(&company, offset(), offset());
        assert_eq!(import(&handle, CALLIYO_TABLE_AGENTS, batch, &released), (CALLIYO_OK, None));
        let mut reason = vec![99; rows];
        handle.set_output(CALLIYO_PLAN_REASON, &mut reason);
        let (code, failure) = handle.plan(&engine, CALLIYO_JOB_REMOVAL, NOW);
        assert_eq!(code, CALLIYO_OK, "{failure:?}");
        let expected = removal::plan(&company.leads(), &company.agents(), &removal_rules);
        assert_eq!(Ok(reason), expected.map(|plan| plan.reason));
        let (mut agent, mut reason) = (vec![7; rows], vec![99; rows]);
        handle.set_output(CALLIYO_PLAN_AGENT, &mut agent);
        handle.set_output(CALLIYO_PLAN_REASON, &mut reason);
        let (code, failure) = handle.plan(&engine, CALLIYO_JOB_ASSIGNMENT, NOW);
        assert_eq!(code, CALLIYO_OK, "{failure:?}");
        let expected = assignment::plan(&company.leads(), &company.agents(), &rules);
        assert_eq!(Ok((agent, reason)), expected.map(|plan| (plan.agent_of, plan.reason)));
        drop(handle);
        // 15 and 8 columns, one array of values, and the record batches, each with its schema.
        assert_eq!(released.load(Ordering::Relaxed), 2 * (15 + 8 + 1 + 2));
    }
}

fn status(rows: u16) -> Part {
    let values: Vec<u16> = (0..rows).collect();
    Part::column("status", c"S", (0, 0), rows!(values), None)
}

#[test]
fn what_was_taken_over_is_released_once() {
    let count = Released::default();
    let handle = Handle::new();
    let leads = || Part::batch(3, 0, vec![status(3)]);
    let import =
        |part| assert_eq!(import(&handle, CALLIYO_TABLE_LEADS, part, &count), (CALLIYO_OK, None));
    import(leads());
    assert_eq!(released(&count), 2, "the schemas");
    import(leads());
    assert_eq!(released(&count), 6, "the first arrays, and the other schemas");
    handle.unset(CALLIYO_LEAD_STATUS);
    handle.set(CALLIYO_LEAD_STATUS, &[1_u16]);
    assert_eq!(released(&count), 6);
    // SAFETY: the handle is in use.
    assert_eq!(unsafe { calliyo_columns_clear(handle.0) }, CALLIYO_OK);
    assert_eq!(released(&count), 8);
    import(leads());
    assert_eq!(released(&count), 10);
    drop(handle);
    assert_eq!(released(&count), 12);
}

#[test]
fn a_record_batch_is_the_whole_table_and_no_other() {
    let count = Released::default();
    let engine = engine("{}");
    let handle = Company::random(&mut Random(1), 3, 2).set();
    let batch = Part::batch(3, 0, vec![status(3)]);
    assert_eq!(import(&handle, CALLIYO_TABLE_LEADS, batch, &count), (CALLIYO_OK, None));
    // The company's columns are gone: those of leads were forgotten, those of agents are not reached.
    let (code, failure) = handle.plan(&engine, CALLIYO_JOB_REMOVAL, NOW);
    assert_eq!(code, CALLIYO_FAILED);
    assert!(failure.is_some_and(|failure| failure.contains(r#""path":"leads.capturedAt""#)));
}

#[test]
fn a_record_batch_that_does_not_fit_stays_with_the_host() {
    let count = Released::default();
    let handle = Handle::new();
    let refused = |part: Part, expected: &str| {
        let (code, failure) = import(&handle, CALLIYO_TABLE_LEADS, part, &count);
        assert_eq!(code, CALLIYO_FAILED, "{expected}");
        let failure = failure.unwrap_or_default();
        assert!(failure.contains(&format!("\"path\":\"{expected}\"")), "{failure}");
    };
    let batch = |column: Part| Part::batch(3, 0, vec![status(3), column]);
    let bytes = || vec![vec![0_u8; 8]; 3];
    let column = |name, format| Part::column(name, format, (0, 0), bytes(), None);

    refused(Part { format: c"+l", ..batch(status(3)) }, "leads");
    refused(Part { length: 9, ..batch(column("priority", c"l")) }, "leads.status");
    refused(Part { null_count: 1, ..batch(column("priority", c"l")) }, "leads");
    refused(Part { buffers: vec![], ..batch(column("priority", c"l")) }, "leads");
    refused(batch(column("nothing", c"l")), "leads");
    refused(batch(status(3)), "leads.status");
    for (name, format) in [
        ("owner", c"i"),
        ("owner", c"l"),
        ("priority", c"L"),
        ("priority", c"tsm:"),
        ("capturedAt", c"tss:"),
        ("capturedAt", c""),
        ("liveCall", c"C"),
        ("tags", c"+L"),
        ("tags", c"I"),
    ] {
        refused(batch(column(name, format)), &format!("leads.{name}"));
    }
    let short = Part { length: 2, ..column("owner", c"I") };
    refused(batch(short), "leads.owner");
    let beyond = Part { length: 3, ..column("owner", c"I") };
    refused(Part::batch(3, 1, vec![beyond]), "leads.owner");
    let far = Part { offset: usize::MAX / 2, ..column("owner", c"I") };
    refused(batch(far), "leads.owner");
    let no_values = Part { buffers: vec![None, None], ..column("owner", c"I") };
    refused(batch(no_values), "leads.owner");
    let one_buffer = Part { buffers: vec![buffer([0; 24])], ..column("owner", c"I") };
    refused(batch(one_buffer), "leads.owner");
    let unknown_nulls = Part { null_count: 2, ..column("owner", c"I") };
    refused(batch(unknown_nulls), "leads.owner");
    let some = Part::column("attempts", c"I", (0, 0), bytes(), Some(&[0b101]));
    refused(batch(some), "leads.attempts");
    let some = Part::column("liveCall", c"b", (0, 0), bytes(), Some(&[0b101]));
    refused(batch(some), "leads.liveCall");
    let lists = || Part::lists("tags", (0, 0), &(vec![0, 1, 1, 2], vec![7, 8]));
    refused(batch(Part { children: Vec::new(), ..lists() }), "leads.tags");
    let narrow = Part { children: vec![Part { format: c"S", ..column("item", c"I") }], ..lists() };
    refused(batch(narrow), "leads.tags");
    let some = Part::column("item", c"I", (0, 0), bytes(), Some(&[0b011]));
    refused(batch(Part { children: vec![some], ..lists() }), "leads.tags");

    let (code, failure) = import(&handle, 9, batch(lists()), &count);
    assert_eq!((code, failure), (CALLIYO_UNKNOWN_CONSTANT, None));
    assert_eq!(import(&handle, CALLIYO_TABLE_LEADS, batch(lists()), &count), (CALLIYO_OK, None));
}

#[test]
fn a_bitmap_is_not_needed_where_nothing_is_missing() {
    let count = Released::default();
    let handle = Handle::new();
    let rows = vec![vec![1_u8, 0, 0, 0]; 3];
    for (null_count, validity) in [(-1, Some(&[0b111][..])), (-1, None), (0, Some(&[0][..]))] {
        let attempts = Part::column("attempts", c"I", (5, 3), rows.clone(), validity);
        let batch = Part::batch(3, 2, vec![Part { null_count, ..attempts }]);
        assert_eq!(import(&handle, CALLIYO_TABLE_LEADS, batch, &count), (CALLIYO_OK, None));
        // SAFETY: the handle is in use, and what was imported is still there.
        let look = unsafe { Look::new(&*handle.0) };
        let column = look.numbers::<u32>(CALLIYO_LEAD_ATTEMPTS).expect("it was imported");
        assert_eq!(column.values, [1; 3]);
        assert!(column.validity.is_none());
    }
}

#[test]
fn null_is_refused() {
    let handle = Handle::new();
    let count = Released::default();
    let (mut schema, mut array) = Part::batch(3, 0, vec![status(3)]).export(&count);
    let mut text = Text::new();
    let (failure, length) = text.outs();
    let table = CALLIYO_TABLE_LEADS;
    let (own_schema, own_array) = (&raw mut schema, &raw mut array);
    // SAFETY: every pointer is NULL, in use, or as Arrow wants it.
    let codes = unsafe {
        [
            calliyo_columns_import(ptr::null_mut(), table, own_schema, own_array, failure, length),
            calliyo_columns_import(handle.0, table, ptr::null_mut(), own_array, failure, length),
            calliyo_columns_import(handle.0, table, own_schema, ptr::null_mut(), failure, length),
            calliyo_columns_import(handle.0, table, own_schema, own_array, ptr::null_mut(), length),
            calliyo_columns_import(
                handle.0,
                table,
                own_schema,
                own_array,
                failure,
                ptr::null_mut(),
            ),
            calliyo_report_export(ptr::null(), ptr::null_mut(), ptr::null_mut()),
        ]
    };
    assert_eq!(codes, [CALLIYO_NULL_POINTER; 6]);
    assert_eq!(text.take(), None);
    assert_eq!(released(&count), 0);
    // SAFETY: both are still the host's.
    unsafe {
        release_host_schema(own_schema);
        release_host_array(own_array);
    }
    let mut text = Text::new();
    let (failure, length) = text.outs();
    // SAFETY: the structs are marked as released.
    let code =
        unsafe { calliyo_columns_import(handle.0, table, own_schema, own_array, failure, length) };
    assert_eq!(code, CALLIYO_FAILED);
    assert!(text.take().is_some());
}

/// A report of the time on each of ten statuses; on the last eight nobody was.
fn report(engine: &CalliyoEngine) -> Report {
    let handle = Handle::new();
    let (lead, status, entered_at) = ([0_u32, 0], [0_u16, 1], [1_000_i64, 5_000]);
    handle.set(CALLIYO_HISTORY_LEAD, &lead);
    handle.set(CALLIYO_HISTORY_STATUS, &status);
    handle.set(CALLIYO_HISTORY_ENTERED_AT, &entered_at);
    // SAFETY: the handle is in use.
    let code = unsafe { calliyo_columns_set_size(handle.0, CALLIYO_SIZE_LEADS, 1) };
    assert_eq!(code, CALLIYO_OK);
    let query = r#"{"until":"1970-01-01T00:00:08Z"}"#;
    Report::new(engine, CALLIYO_REPORT_TIME_IN_STATUS, &handle, query)
        .unwrap_or_else(|failure| panic!("{failure:?}"))
}

#[test]
fn a_report_goes_out_as_a_record_batch() {
    let engine = engine("{}");
    let report = report(&engine);
    let (mut schema, mut array) = (ArrowSchema::RELEASED, ArrowArray::RELEASED);
    // SAFETY: the report is in use; both structs are variables.
    let code = unsafe { calliyo_report_export(report.report, &raw mut schema, &raw mut array) };
    assert_eq!(code, CALLIYO_OK);
    // What was exported outlives the report.
    drop(report);

    assert_eq!((array.length, array.n_buffers, array.null_count), (10, 1, 0));
    assert_eq!((schema.n_children, array.n_children), (5, 5));
    // SAFETY: as the structs say.
    unsafe {
        assert_eq!(text(schema.format), b"+s");
        let schemas = slice::from_raw_parts(schema.children, 5);
        let arrays = slice::from_raw_parts(array.children, 5);
        let names: Vec<_> = schemas.iter().map(|own| text((**own).name)).collect();
        let expected = ["status", "leads", "visits", "millis", "meanMillis"].map(str::as_bytes);
        assert_eq!(names, expected);
        for own in schemas {
            assert_eq!(text((**own).format), b"l");
        }
        let flags: Vec<_> = schemas.iter().map(|own| (**own).flags).collect();
        assert_eq!(flags, [0, 0, 0, 0, NULLABLE]);
        let means = &*arrays[4];
        assert_eq!((means.length, means.null_count, means.n_buffers), (10, 8, 2));
        let buffers = slice::from_raw_parts(means.buffers, 2);
        assert_eq!(slice::from_raw_parts(buffers[0].cast::<u8>(), 2), [0b11, 0]);
        let values = slice::from_raw_parts(buffers[1].cast::<i64>(), 10);
        assert_eq!(values[..3], [4_000, 3_000, 0]);
        let full = slice::from_raw_parts((*arrays[0]).buffers, 2);
        assert!(full[0].is_null());

        // A child may be moved away, and outlives the record batch.
        let moved = mem::replace(&mut *arrays[4], ArrowArray::RELEASED);
        schema.release.expect("it was not released")(&raw mut schema);
        array.release.expect("it was not released")(&raw mut array);
        assert!(schema.release.is_none() && array.release.is_none());
        let values = slice::from_raw_parts((*moved.buffers.add(1)).cast::<i64>(), 10);
        assert_eq!(values[0], 4_000);
        let mut moved = moved;
        moved.release.expect("it was not released")(&raw mut moved);
        assert!(moved.release.is_none());
    }
}

#[test]
fn a_report_goes_out_and_comes_in() {
    let engine = engine("{}");
    let handle = Handle::new();
    let status = [0_u16, 0, 6, 6, 6];
    handle.set(CALLIYO_LEAD_STATUS, &status);
    handle.set(CALLIYO_LEAD_CAPTURED_AT, &[0_i64; 5]);
    handle.set(CALLIYO_LEAD_OWNER, &[0_u32; 5]);
    // SAFETY: the handle is in use.
    assert_eq!(unsafe { calliyo_columns_set_size(handle.0, CALLIYO_SIZE_AGENTS, 1) }, CALLIYO_OK);
    let report = Report::new(&engine, CALLIYO_REPORT_REVENUE, &handle, "");
    let report = report.unwrap_or_else(|failure| panic!("{failure:?}"));
    assert_eq!(report.rows, 0);
    let (mut schema, mut array) = (ArrowSchema::RELEASED, ArrowArray::RELEASED);
    let mut text = Text::new();
    let (failure, length) = text.outs();
    // SAFETY: all are in use or variables.
    unsafe {
        let code = calliyo_report_export(report.report, &raw mut schema, &raw mut array);
        assert_eq!(code, CALLIYO_OK);
        let (own_schema, own_array) = (&raw mut schema, &raw mut array);
        let table = CALLIYO_TABLE_LEADS;
        let code = calliyo_columns_import(handle.0, table, own_schema, own_array, failure, length);
        assert_eq!(code, CALLIYO_FAILED, "a report is no table");
        schema.release.expect("it is still the host's")(&raw mut schema);
        array.release.expect("it is still the host's")(&raw mut array);
    }
    assert!(text.take().is_some_and(|failure| failure.contains("request.unknown_field")));
}
