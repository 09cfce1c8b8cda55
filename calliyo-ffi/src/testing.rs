//! What the tests of columns share: handles that free themselves, and random companies.

use std::{ffi::c_char, ptr};

use calliyo_core::{
    Engine,
    jobs::{AgentColumns, Bitmap, Column, LeadColumns, ListColumn, UNKNOWN_AGENT},
    lead::AgentState,
    wire,
};

use crate::{border::read_text, *};

/// A text that a call hands out, given back to the library when it is read.
pub(crate) struct Text {
    text: *mut c_char,
    length: usize,
}

impl Text {
    /// Filled with rubbish that every call must replace.
    pub(crate) fn new() -> Self {
        Self { text: ptr::dangling_mut(), length: 7 }
    }

    pub(crate) fn outs(&mut self) -> (*mut *mut c_char, *mut usize) {
        (&raw mut self.text, &raw mut self.length)
    }

    pub(crate) fn take(self) -> Option<String> {
        if self.text.is_null() {
            assert_eq!(self.length, 0);
            return None;
        }
        // SAFETY: the library has just handed out this text with this length.
        unsafe {
            let text = read_text(self.text, self.length).expect("texts are UTF-8").to_owned();
            calliyo_text_free(self.text, self.length);
            Some(text)
        }
    }
}

/// An engine of the default policy with these changes.
pub(crate) fn engine(policy: &str) -> CalliyoEngine {
    let engine: Engine = wire::engine(policy).unwrap_or_else(|failure| panic!("{failure}"));
    CalliyoEngine::new(engine)
}

/// A handle of columns that is freed in the end.
pub(crate) struct Handle(pub(crate) *mut CalliyoColumns);

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: `new` got it from the library, and nothing uses it any more.
        unsafe { calliyo_columns_free(self.0) };
    }
}

impl Handle {
    pub(crate) fn new() -> Self {
        let mut columns = ptr::dangling_mut();
        // SAFETY: the out parameter is a variable.
        assert_eq!(unsafe { calliyo_columns_new(&raw mut columns) }, CALLIYO_OK);
        Self(columns)
    }

    pub(crate) fn set_raw<T>(
        &self,
        column: CalliyoColumn,
        data: *const T,
        validity: *const u8,
        length: usize,
    ) -> CalliyoResult {
        // SAFETY: the handle is not freed; memory is not looked at.
        unsafe { calliyo_columns_set(self.0, column, data.cast(), validity, length) }
    }

    /// Sets a column whose memory outlives the handle.
    pub(crate) fn set<T>(&self, column: CalliyoColumn, values: &[T]) {
        let code = self.set_raw(column, values.as_ptr(), ptr::null(), values.len());
        assert_eq!(code, CALLIYO_OK, "column {column}");
    }

    pub(crate) fn set_some<T>(
        &self,
        column: CalliyoColumn,
        (values, validity): &(Vec<T>, Vec<u8>),
    ) {
        let code = self.set_raw(column, values.as_ptr(), validity.as_ptr(), values.len());
        assert_eq!(code, CALLIYO_OK, "column {column}");
    }

    pub(crate) fn set_flags(&self, column: CalliyoColumn, bits: &[u8], rows: usize) {
        assert_eq!(self.set_raw(column, bits.as_ptr(), ptr::null(), rows), CALLIYO_OK);
    }

    pub(crate) fn set_lists(
        &self,
        column: CalliyoColumn,
        (offsets, values): &(Vec<u32>, Vec<u32>),
    ) {
        let rows = offsets.len() - 1;
        // SAFETY: the handle is not freed; memory is not looked at.
        let code = unsafe {
            calliyo_columns_set_list(
                self.0,
                column,
                offsets.as_ptr(),
                values.as_ptr(),
                rows,
                values.len(),
            )
        };
        assert_eq!(code, CALLIYO_OK, "column {column}");
    }

    pub(crate) fn set_output_raw<T>(
        &self,
        output: CalliyoOutput,
        data: *mut T,
        validity: *mut u8,
        length: usize,
    ) -> CalliyoResult {
        // SAFETY: the handle is not freed; memory is not looked at.
        unsafe { calliyo_columns_set_output(self.0, output, data.cast(), validity, length) }
    }

    pub(crate) fn set_output<T>(&self, output: CalliyoOutput, values: &mut [T]) {
        let code = self.set_output_raw(output, values.as_mut_ptr(), ptr::null_mut(), values.len());
        assert_eq!(code, CALLIYO_OK, "output {output}");
    }

    pub(crate) fn unset(&self, column: CalliyoColumn) {
        // SAFETY: the handle is not freed.
        assert_eq!(unsafe { calliyo_columns_unset(self.0, column) }, CALLIYO_OK);
    }

    /// The result code of a job and its text.
    pub(crate) fn plan(
        &self,
        engine: &CalliyoEngine,
        job: CalliyoJob,
        now: i64,
    ) -> (CalliyoResult, Option<String>) {
        let mut text = Text::new();
        let (out, length) = text.outs();
        // SAFETY: engine and handle are in use; what the tests set outlives this call and is used by it alone.
        let code = unsafe { calliyo_plan(engine, job, self.0, now, out, length) };
        (code, text.take())
    }
}

/// A small linear congruential generator: the same cases on every platform.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        u32::try_from(self.0 >> 33).expect("31 bits are left") % limit
    }

    pub(crate) fn one_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    /// A number below `limit` for each of so many rows.
    pub(crate) fn numbers(&mut self, rows: usize, limit: u32) -> Vec<u32> {
        (0..rows).map(|_| self.below(limit)).collect()
    }

    pub(crate) fn instants(&mut self, rows: usize) -> Vec<i64> {
        (0..rows).map(|_| NOW - i64::from(self.below(90)) * 86_400_000).collect()
    }

    /// Values of which one in four is missing.
    pub(crate) fn some<T>(&mut self, values: Vec<T>) -> (Vec<T>, Vec<u8>) {
        let validity = self.bits(values.len(), 4).iter().map(|byte| !byte).collect();
        (values, validity)
    }

    /// A bit per row, set on one of so many.
    pub(crate) fn bits(&mut self, rows: usize, times: u32) -> Vec<u8> {
        let mut bytes = vec![0; rows.div_ceil(8)];
        for row in 0..rows {
            bytes[row / 8] |= u8::from(self.one_in(times)) << (row % 8);
        }
        bytes
    }

    /// Lists of up to two numbers below `limit`.
    pub(crate) fn lists(&mut self, rows: usize, limit: u32) -> (Vec<u32>, Vec<u32>) {
        let (mut offsets, mut values) = (vec![0], Vec::new());
        for _ in 0..rows {
            for _ in 0..self.below(3).min(limit) {
                values.push(self.below(limit));
            }
            offsets.push(u32::try_from(values.len()).expect("lists are few"));
        }
        (offsets, values)
    }
}

/// The instant of the tests: 2026-05-15T13:00:00Z.
pub(crate) const NOW: i64 = 1_778_850_000_000;

/// Statuses of the default pipeline.
const STATUSES: u32 = 10;

/// Leads and agents of a run in columns.
pub(crate) struct Company {
    pub(crate) status: Vec<u16>,
    pub(crate) captured_at: Vec<i64>,
    pub(crate) owner: (Vec<u32>, Vec<u8>),
    pub(crate) status_since: Vec<i64>,
    pub(crate) last_owner: (Vec<u32>, Vec<u8>),
    pub(crate) previous_owners: (Vec<u32>, Vec<u32>),
    pub(crate) priority: (Vec<i64>, Vec<u8>),
    pub(crate) branch: (Vec<u32>, Vec<u8>),
    pub(crate) department: (Vec<u32>, Vec<u8>),
    pub(crate) live_call: Vec<u8>,
    pub(crate) follow_up_ahead: Vec<u8>,
    pub(crate) do_not_call: Vec<u8>,
    pub(crate) attempts: Vec<u32>,
    pub(crate) last_attempt: (Vec<i64>, Vec<u8>),
    pub(crate) id_rank: Vec<u32>,
    pub(crate) cap: (Vec<u32>, Vec<u8>),
    pub(crate) held: Vec<u32>,
    pub(crate) counter: (Vec<u64>, Vec<u8>),
    pub(crate) received_today: Vec<u32>,
    pub(crate) state: Vec<AgentState>,
    pub(crate) state_bytes: Vec<u8>,
    pub(crate) receives: Vec<u8>,
    pub(crate) agent_branch: (Vec<u32>, Vec<u8>),
    pub(crate) agent_department: (Vec<u32>, Vec<u8>),
}

fn column<T>((values, validity): &(Vec<T>, Vec<u8>)) -> Column<'_, T> {
    Column { values, validity: Some(Bitmap::new(validity)) }
}

impl Company {
    pub(crate) fn random(random: &mut Random, leads: usize, agents: usize) -> Self {
        let count = u32::try_from(agents).expect("agents are few");
        let owners = |random: &mut Random| {
            let known = |agent: u32| if agent == count { UNKNOWN_AGENT } else { agent };
            random.numbers(leads, count + 1).into_iter().map(known).collect::<Vec<_>>()
        };
        let (owner, last_owner) = (owners(random), owners(random));
        let narrow = |number: u32| u16::try_from(number).expect("statuses are few");
        let priority = random.numbers(leads, 5).into_iter().map(i64::from).collect();
        let (branch, department) = (random.numbers(leads, 2), random.numbers(leads, 2));
        let last_attempt = random.instants(leads);
        let (cap, agent_branch) = (random.numbers(agents, 12), random.numbers(agents, 2));
        let agent_department = random.numbers(agents, 2);
        let counter = random.numbers(agents, 9).into_iter().map(u64::from).collect();
        let state_bytes: Vec<u8> = random
            .numbers(agents, 8)
            .into_iter()
            .map(|state| u8::try_from(state.saturating_sub(5)).expect("three states"))
            .collect();
        let state = |byte: &u8| AgentState::from_byte(*byte).expect("a state");
        Self {
            status: random.numbers(leads, STATUSES).into_iter().map(narrow).collect(),
            captured_at: random.instants(leads),
            owner: random.some(owner),
            status_since: random.instants(leads),
            last_owner: random.some(last_owner),
            previous_owners: random.lists(leads, count),
            priority: random.some(priority),
            branch: random.some(branch),
            department: random.some(department),
            live_call: random.bits(leads, 9),
            follow_up_ahead: random.bits(leads, 9),
            do_not_call: random.bits(leads, 9),
            attempts: random.numbers(leads, 6),
            last_attempt: random.some(last_attempt),
            id_rank: (0..u32::try_from(leads).expect("leads are few")).rev().collect(),
            cap: random.some(cap),
            held: random.numbers(agents, 6),
            counter: random.some(counter),
            received_today: random.numbers(agents, 4),
            state: state_bytes.iter().map(state).collect(),
            state_bytes,
            receives: random.bits(agents, 2).iter().map(|byte| byte | 0b101).collect(),
            agent_branch: random.some(agent_branch),
            agent_department: random.some(agent_department),
        }
    }

    pub(crate) fn leads(&self) -> LeadColumns<'_> {
        let (offsets, values) = &self.previous_owners;
        LeadColumns {
            status_since: Some(&self.status_since),
            last_owner: Some(column(&self.last_owner)),
            previous_owners: Some(ListColumn { offsets, values }),
            priority: Some(column(&self.priority)),
            branch: Some(column(&self.branch)),
            department: Some(column(&self.department)),
            live_call: Some(Bitmap::new(&self.live_call)),
            follow_up_ahead: Some(Bitmap::new(&self.follow_up_ahead)),
            do_not_call: Some(Bitmap::new(&self.do_not_call)),
            attempts: Some(&self.attempts),
            last_attempt: Some(column(&self.last_attempt)),
            id_rank: Some(&self.id_rank),
            ..LeadColumns::new(&self.status, &self.captured_at, column(&self.owner))
        }
    }

    pub(crate) fn agents(&self) -> AgentColumns<'_> {
        AgentColumns {
            received_today: Some(&self.received_today),
            receives: Some(Bitmap::new(&self.receives)),
            branch: Some(column(&self.agent_branch)),
            department: Some(column(&self.agent_department)),
            ..AgentColumns::new(column(&self.cap), &self.held, column(&self.counter), &self.state)
        }
    }

    /// The same columns, set one by one.
    pub(crate) fn set(&self) -> Handle {
        let handle = Handle::new();
        let leads = self.status.len();
        handle.set(CALLIYO_LEAD_STATUS, &self.status);
        handle.set(CALLIYO_LEAD_CAPTURED_AT, &self.captured_at);
        handle.set_some(CALLIYO_LEAD_OWNER, &self.owner);
        handle.set(CALLIYO_LEAD_STATUS_SINCE, &self.status_since);
        handle.set_some(CALLIYO_LEAD_LAST_OWNER, &self.last_owner);
        handle.set_lists(CALLIYO_LEAD_PREVIOUS_OWNERS, &self.previous_owners);
        handle.set_some(CALLIYO_LEAD_PRIORITY, &self.priority);
        handle.set_some(CALLIYO_LEAD_BRANCH, &self.branch);
        handle.set_some(CALLIYO_LEAD_DEPARTMENT, &self.department);
        handle.set_flags(CALLIYO_LEAD_LIVE_CALL, &self.live_call, leads);
        handle.set_flags(CALLIYO_LEAD_FOLLOW_UP_AHEAD, &self.follow_up_ahead, leads);
        handle.set_flags(CALLIYO_LEAD_DO_NOT_CALL, &self.do_not_call, leads);
        handle.set(CALLIYO_LEAD_ATTEMPTS, &self.attempts);
        handle.set_some(CALLIYO_LEAD_LAST_ATTEMPT, &self.last_attempt);
        handle.set(CALLIYO_LEAD_ID_RANK, &self.id_rank);
        handle.set_some(CALLIYO_AGENT_CAP, &self.cap);
        handle.set(CALLIYO_AGENT_HELD, &self.held);
        handle.set_some(CALLIYO_AGENT_COUNTER, &self.counter);
        handle.set(CALLIYO_AGENT_RECEIVED_TODAY, &self.received_today);
        handle.set(CALLIYO_AGENT_STATE, &self.state_bytes);
        handle.set_flags(CALLIYO_AGENT_RECEIVES, &self.receives, self.held.len());
        handle.set_some(CALLIYO_AGENT_BRANCH, &self.agent_branch);
        handle.set_some(CALLIYO_AGENT_DEPARTMENT, &self.agent_department);
        handle
    }
}
