//! The three jobs over columns of the host.

use std::ffi::c_char;

use calliyo_core::{
    Code, Diagnostic, Engine,
    jobs::{
        AgentColumns, LeadColumns, Outcome, ReasonCounts, RowReason, assignment, removal, top_up,
    },
    lead::AgentState,
    time::Timestamp,
};

use crate::{
    CALLIYO_OVERLAP, CALLIYO_UNKNOWN_CONSTANT, CalliyoEngine, CalliyoResult,
    border::{Refusal, TextOut, borrowed, guarded},
    columns::{CalliyoColumns, Look, Needed, Output, malformed},
    constants::{
        self, CALLIYO_AGENT_BRANCH, CALLIYO_AGENT_CAP, CALLIYO_AGENT_COUNTER,
        CALLIYO_AGENT_DEPARTMENT, CALLIYO_AGENT_HELD, CALLIYO_AGENT_RECEIVED_TODAY,
        CALLIYO_AGENT_RECEIVES, CALLIYO_AGENT_STATE, CALLIYO_JOB_ASSIGNMENT, CALLIYO_JOB_REMOVAL,
        CALLIYO_LEAD_ATTEMPTS, CALLIYO_LEAD_BRANCH, CALLIYO_LEAD_CAPTURED_AT,
        CALLIYO_LEAD_DEPARTMENT, CALLIYO_LEAD_DO_NOT_CALL, CALLIYO_LEAD_FOLLOW_UP_AHEAD,
        CALLIYO_LEAD_ID_RANK, CALLIYO_LEAD_LAST_ATTEMPT, CALLIYO_LEAD_LAST_OWNER,
        CALLIYO_LEAD_LIVE_CALL, CALLIYO_LEAD_OWNER, CALLIYO_LEAD_PREVIOUS_OWNERS,
        CALLIYO_LEAD_PRIORITY, CALLIYO_LEAD_STATUS, CALLIYO_LEAD_STATUS_SINCE, CALLIYO_PLAN_AGENT,
        CALLIYO_PLAN_COUNTER, CALLIYO_PLAN_IS_PROVEN, CALLIYO_PLAN_LOST, CALLIYO_PLAN_PLACES_LEFT,
        CALLIYO_PLAN_REASON, CALLIYO_PLAN_REASON_COUNTS, CALLIYO_PLAN_RECEIVED, CALLIYO_PLAN_ROOM,
        CalliyoJob, CalliyoOutput, JOBS,
    },
    memory::Number,
};

/// The instant at which a call looks at the world.
fn instant(path: &str, millis: i64) -> Result<Timestamp, Diagnostic> {
    Timestamp::from_millis(millis).ok_or_else(|| {
        Diagnostic::new(Code::NumberOutOfRange)
            .at(path)
            .with("number", millis)
            .with("least", Timestamp::MIN.as_millis())
            .with("most", Timestamp::MAX.as_millis())
    })
}

/// The agents of a run, as far as they are looked at in the memory of the host.
pub(crate) struct Agents<'a> {
    look: &'a Look<'a>,
    /// A copy: agents are few, and not every byte is a state.
    state: Vec<AgentState>,
}

impl<'a> Agents<'a> {
    pub(crate) fn new(look: &'a Look<'a>) -> Result<Self, Diagnostic> {
        let bytes: &[u8] = look.values(CALLIYO_AGENT_STATE).or_needed(CALLIYO_AGENT_STATE)?;
        let state = |(row, byte): (usize, &u8)| {
            AgentState::from_byte(*byte).ok_or_else(|| {
                Diagnostic::new(Code::NumberOutOfRange)
                    .at(format!("agents.state[{row}]"))
                    .with("number", u32::from(*byte))
                    .with("least", 0_u32)
                    .with("most", u32::from(AgentState::Banned.as_byte()))
            })
        };
        let state = bytes.iter().enumerate().map(state).collect::<Result<_, _>>()?;
        Ok(Self { look, state })
    }

    pub(crate) fn columns(&self) -> Result<AgentColumns<'_>, Diagnostic> {
        let look = self.look;
        Ok(AgentColumns {
            received_today: look.values(CALLIYO_AGENT_RECEIVED_TODAY),
            receives: look.flags(CALLIYO_AGENT_RECEIVES, self.state.len())?,
            branch: look.numbers(CALLIYO_AGENT_BRANCH),
            department: look.numbers(CALLIYO_AGENT_DEPARTMENT),
            ..AgentColumns::new(
                look.numbers(CALLIYO_AGENT_CAP).or_needed(CALLIYO_AGENT_CAP)?,
                look.values(CALLIYO_AGENT_HELD).or_needed(CALLIYO_AGENT_HELD)?,
                look.numbers(CALLIYO_AGENT_COUNTER).or_needed(CALLIYO_AGENT_COUNTER)?,
                &self.state,
            )
        })
    }
}

/// The leads of a run.
fn leads<'a>(look: &Look<'a>) -> Result<LeadColumns<'a>, Diagnostic> {
    let status: &[u16] = look.values(CALLIYO_LEAD_STATUS).or_needed(CALLIYO_LEAD_STATUS)?;
    Ok(LeadColumns {
        status_since: look.values(CALLIYO_LEAD_STATUS_SINCE),
        last_owner: look.numbers(CALLIYO_LEAD_LAST_OWNER),
        previous_owners: look.lists(CALLIYO_LEAD_PREVIOUS_OWNERS),
        priority: look.numbers(CALLIYO_LEAD_PRIORITY),
        branch: look.numbers(CALLIYO_LEAD_BRANCH),
        department: look.numbers(CALLIYO_LEAD_DEPARTMENT),
        live_call: look.flags(CALLIYO_LEAD_LIVE_CALL, status.len())?,
        follow_up_ahead: look.flags(CALLIYO_LEAD_FOLLOW_UP_AHEAD, status.len())?,
        do_not_call: look.flags(CALLIYO_LEAD_DO_NOT_CALL, status.len())?,
        attempts: look.values(CALLIYO_LEAD_ATTEMPTS),
        last_attempt: look.numbers(CALLIYO_LEAD_LAST_ATTEMPT),
        id_rank: look.values(CALLIYO_LEAD_ID_RANK),
        ..LeadColumns::new(
            status,
            look.values(CALLIYO_LEAD_CAPTURED_AT).or_needed(CALLIYO_LEAD_CAPTURED_AT)?,
            look.numbers(CALLIYO_LEAD_OWNER).or_needed(CALLIYO_LEAD_OWNER)?,
        )
    })
}

/// How many elements an output must have in a run of so many leads and agents; none: as many as the host likes.
#[must_use]
pub fn output_length(constant: CalliyoOutput, leads: usize, agents: usize) -> Option<usize> {
    match constant {
        CALLIYO_PLAN_AGENT | CALLIYO_PLAN_REASON => Some(leads),
        CALLIYO_PLAN_REASON_COUNTS => None,
        CALLIYO_PLAN_IS_PROVEN => Some(1),
        _ => Some(agents),
    }
}

/// The finding that an output has another length than is needed.
pub(crate) fn other_length(output: CalliyoOutput, length: usize, needed: usize) -> Diagnostic {
    let path = constants::output(output).map_or("", |facts| facts.path);
    malformed(path, format!("the output has {length} elements, {needed} are needed"))
}

/// The outputs of a run, each of which is handed out once.
struct Outputs {
    set: Vec<(CalliyoOutput, Output)>,
}

impl Outputs {
    /// The outputs that are set, if the job makes all of them, they are as long as they must be, and none shares memory with
    /// another or with what was looked at.
    ///
    /// # Safety
    ///
    /// The outputs are valid for reads and writes, and nobody else uses them while this value and what it hands out last.
    unsafe fn new(
        columns: &CalliyoColumns,
        look: &Look<'_>,
        made: &[CalliyoOutput],
        leads: usize,
        agents: usize,
    ) -> Result<Self, Refusal> {
        let set: Vec<_> = columns.outputs().collect();
        for (constant, output) in &set {
            let path = constants::output(*constant).map_or("", |facts| facts.path);
            if !made.contains(constant) {
                return Err(malformed(path, "the job does not make this output").into());
            }
            let needed = output_length(*constant, leads, agents).unwrap_or(output.length);
            if output.length != needed {
                return Err(other_length(*constant, output.length, needed).into());
            }
        }
        let spans: Vec<_> = set
            .iter()
            .flat_map(|(_, output)| [Some(output.values), output.validity])
            .flatten()
            .collect();
        for (place, span) in spans.iter().enumerate() {
            let with_another = spans[..place].iter().any(|other| span.overlaps(*other));
            if with_another || look.overlaps(*span) {
                return Err(CALLIYO_OVERLAP.into());
            }
        }
        Ok(Self { set })
    }

    /// The elements of an output and its validity bitmap; none where it is not set, or was taken before.
    fn take<'a, T: Number>(
        &mut self,
        constant: CalliyoOutput,
    ) -> Option<(&'a mut [T], Option<&'a mut [u8]>)> {
        let place = self.set.iter().position(|(own, _)| *own == constant)?;
        let (_, output) = self.set.swap_remove(place);
        // SAFETY: `new` has checked that this memory is nowhere else in use in this call, and was promised that it is not
        // elsewhere; it is taken once.
        Some(unsafe { (output.values.write(), output.validity.map(|own| own.write())) })
    }

    /// The elements of an output that is written while the job runs, or as many in `own` where it is not set.
    fn take_or<'a, T: Number + Default>(
        &mut self,
        constant: CalliyoOutput,
        own: &'a mut Vec<T>,
        length: usize,
    ) -> &'a mut [T] {
        match self.take(constant) {
            Some((values, _)) => values,
            None => {
                own.resize(length, T::default());
                own
            }
        }
    }

    /// Fills an output where it is set; elements beyond the values become 0.
    fn fill<T: Number + Default>(
        &mut self,
        constant: CalliyoOutput,
        values: impl IntoIterator<Item = T>,
    ) {
        if let Some((elements, _)) = self.take(constant) {
            let values = values.into_iter().chain(std::iter::repeat(T::default()));
            for (element, value) in elements.iter_mut().zip(values) {
                *element = value;
            }
        }
    }

    fn fill_counts(&mut self, counts: &ReasonCounts) {
        let rows = RowReason::ALL.iter().map(|reason| counts.rows(*reason));
        self.fill(CALLIYO_PLAN_REASON_COUNTS, rows);
    }

    /// Fills an output of which values may be missing: there stands `missing`.
    fn fill_some<T: Number>(&mut self, constant: CalliyoOutput, values: &[Option<T>], missing: T) {
        let Some((elements, validity)) = self.take(constant) else { return };
        for (element, value) in elements.iter_mut().zip(values) {
            *element = value.unwrap_or(missing);
        }
        for (byte, values) in validity.into_iter().flatten().zip(values.chunks(8)) {
            *byte = values.iter().rev().fold(0, |byte, own| byte << 1 | u8::from(own.is_some()));
        }
    }
}

/// Plans a job; the line that tells what it came to.
///
/// # Safety
///
/// What is set in `columns` is as calliyo_plan says.
unsafe fn plan(
    engine: &Engine,
    job: CalliyoJob,
    columns: &CalliyoColumns,
    now: i64,
) -> Result<String, Refusal> {
    let known = JOBS.iter().find(|own| own.constant == job);
    let made = known.ok_or(CALLIYO_UNKNOWN_CONSTANT)?.outputs;
    let now = instant("now", now)?;
    // SAFETY: promised by the caller.
    let look = unsafe { Look::new(columns) };
    let leads = leads(&look)?;
    let agents = Agents::new(&look)?;
    let agents = agents.columns()?;
    // SAFETY: promised by the caller; all that is looked at was looked at.
    let mut outputs = unsafe { Outputs::new(columns, &look, made, leads.len(), agents.len()) }?;
    let (mut own_agents, mut own_reasons) = (Vec::new(), Vec::new());
    let reason = outputs.take_or(CALLIYO_PLAN_REASON, &mut own_reasons, leads.len());
    if job == CALLIYO_JOB_REMOVAL {
        let rules = engine.removal_rules(now);
        let outcome = removal::plan_into(&leads, &agents, &rules, reason)?;
        outputs.fill_counts(&outcome.counts);
        outputs.fill(CALLIYO_PLAN_LOST, outcome.lost.iter().copied());
        return Ok(Outcome::of_removal(&outcome, now, engine.zone()).line);
    }
    let agent_of = outputs.take_or(CALLIYO_PLAN_AGENT, &mut own_agents, leads.len());
    if job == CALLIYO_JOB_ASSIGNMENT {
        let rules = engine.assignment_rules(now);
        let outcome = assignment::plan_into(&leads, &agents, &rules, agent_of, reason)?;
        outputs.fill_counts(&outcome.counts);
        outputs.fill(CALLIYO_PLAN_RECEIVED, outcome.received.iter().copied());
        outputs.fill_some(CALLIYO_PLAN_COUNTER, &outcome.counter, u64::MAX);
        outputs.fill_some(CALLIYO_PLAN_ROOM, &outcome.room, i64::MAX);
        outputs.fill(CALLIYO_PLAN_IS_PROVEN, [u8::from(outcome.is_proven)]);
        return Ok(Outcome::of_assignment(&outcome, now, engine.zone()).line);
    }
    let outcome = top_up::plan_into(&leads, &agents, &engine.top_up_rules(), agent_of, reason)?;
    outputs.fill_counts(&outcome.counts);
    outputs.fill(CALLIYO_PLAN_RECEIVED, outcome.received.iter().copied());
    outputs.fill(CALLIYO_PLAN_PLACES_LEFT, outcome.places_left.iter().copied());
    Ok(Outcome::of_top_up(&outcome, now, engine.zone()).line)
}

/// Plans a job at an instant, in milliseconds since 1970-01-01T00:00:00Z; nothing is changed but the outputs.
///
/// A job needs the columns of leads and agents that say so. Outputs are optional; those that are set must be made by the
/// job, one element per lead or agent as they say.
///
/// CALLIYO_OK: the outputs are written, every element of them, and `*text` is the line that tells what the run came to
/// (rule S5), yours to free with calliyo_text_free.
/// CALLIYO_FAILED: nothing is written, and `*text` is the failure document, yours likewise: a column is not set or of
/// another length, a number means nothing, an output is of a wrong length or not made by the job.
/// CALLIYO_OVERLAP, CALLIYO_UNKNOWN_CONSTANT, CALLIYO_NULL_POINTER: nothing is written, and there is no text.
/// CALLIYO_PANIC: what stands in the outputs means nothing.
///
/// ```c
/// // Plans an assignment of four leads to two agents and prints the moves.
/// static void print_moves(const CalliyoEngine *engine, CalliyoColumns *columns, int64_t now) {
///     const uint32_t cap[] = {2, 2}, held[] = {0, 1};
///     const uint64_t counter[] = {0, 0};
///     const uint8_t state[] = {CALLIYO_AGENT_STATE_ACTIVE, CALLIYO_AGENT_STATE_ACTIVE};
///     uint32_t agent[4];
///     char *text;
///     size_t length;
///     calliyo_columns_set(columns, CALLIYO_AGENT_CAP, cap, NULL, 2);
///     calliyo_columns_set(columns, CALLIYO_AGENT_HELD, held, NULL, 2);
///     calliyo_columns_set(columns, CALLIYO_AGENT_COUNTER, counter, NULL, 2);
///     calliyo_columns_set(columns, CALLIYO_AGENT_STATE, state, NULL, 2);
///     calliyo_columns_set_output(columns, CALLIYO_PLAN_AGENT, agent, NULL, 4);
///     if (calliyo_plan(engine, CALLIYO_JOB_ASSIGNMENT, columns, now, &text, &length) == CALLIYO_OK) {
///         for (int lead = 0; lead < 4; lead++) {
///             if (agent[lead] != CALLIYO_NO_AGENT) {
///                 printf("lead %d goes to agent %u\n", lead, (unsigned)agent[lead]);
///             }
///         }
///     }
///     if (text != NULL) {
///         printf("%s\n", text);
///     }
///     calliyo_text_free(text, length);
/// }
/// ```
///
/// # Safety
///
/// `engine` and `columns` are each NULL, or came from this library and were not freed. No other call uses `columns` at the
/// same time. The memory of every column of leads and agents that is set can be read, and nobody changes it meanwhile. The
/// memory of every output that is set can be written, and nobody else uses it meanwhile. Each out parameter is NULL or
/// points to its own variable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_plan(
    engine: *const CalliyoEngine,
    job: CalliyoJob,
    columns: *const CalliyoColumns,
    now_millis: i64,
    text: *mut *mut c_char,
    text_length: *mut usize,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: the caller vouches for both out parameters.
        let text = unsafe { TextOut::new(text, text_length) }?;
        // SAFETY: the caller vouches for both handles, which are used during this call only.
        let (engine, columns) = unsafe { (borrowed(engine)?, borrowed(columns)?) };
        // SAFETY: the caller vouches for the memory of columns and outputs.
        match unsafe { plan(&engine.engine, job, columns, now_millis) } {
            Ok(line) => {
                text.set(line);
                Ok(())
            }
            Err(refusal) => Err(refusal.told(&text)),
        }
    })
}

#[cfg(test)]
mod tests {
    use std::{ptr, thread};

    use calliyo_core::jobs::NO_AGENT;

    use super::*;
    use crate::{
        CALLIYO_FAILED, CALLIYO_JOB_TOP_UP, CALLIYO_LEAD_SOURCE, CALLIYO_NULL_POINTER, CALLIYO_OK,
        testing::{Company, Handle, NOW, Random, Text, engine},
    };

    /// With limits and every optional rule, so that every column is looked at.
    const STRICT: &str = r#"{"automation":{"assignment":{"maxAttempts":4,"restHours":48,
        "excludesPreviousOwners":true,"intake":{"perRun":5,"perDay":6}}}}"#;

    fn of_path(failure: Option<String>, path: &str) -> bool {
        let place = format!("\"path\":\"{path}\"");
        failure.is_some_and(|failure| {
            failure.starts_with(r#"{"type":"failure","errors":["#) && failure.contains(&place)
        })
    }

    /// The cases of a test: few where every step is watched.
    fn cases() -> u64 {
        if cfg!(miri) { 2 } else { 200 }
    }

    #[test]
    fn an_assignment_is_that_of_rust() {
        for (policy, seed) in
            ["{}", STRICT].iter().flat_map(|own| (0..cases()).map(move |seed| (own, seed)))
        {
            let engine = engine(policy);
            let random = &mut Random(seed);
            let (leads, agents) = (random.below(40) as usize, random.below(6) as usize);
            let company = Company::random(random, leads, agents);
            let now = Timestamp::from_millis(NOW).expect("it is supported");
            let rules = engine.engine.assignment_rules(now);
            let expected = assignment::plan(&company.leads(), &company.agents(), &rules);
            let expected = expected.expect("the company is sound");

            let handle = company.set();
            let (mut agent, mut reason) = (vec![7; leads], vec![99; leads]);
            let (mut counts, mut received) = ([99_u64; 20], vec![99_u32; agents]);
            let (mut counter, mut has_counter) =
                (vec![99_u64; agents], vec![0xff; agents.div_ceil(8)]);
            let mut proven = [9_u8];
            let (mut room, mut has_room) = (vec![99_i64; agents], vec![0xff; agents.div_ceil(8)]);
            handle.set_output(CALLIYO_PLAN_AGENT, &mut agent);
            handle.set_output(CALLIYO_PLAN_REASON, &mut reason);
            handle.set_output(CALLIYO_PLAN_REASON_COUNTS, &mut counts);
            handle.set_output(CALLIYO_PLAN_RECEIVED, &mut received);
            handle.set_output(CALLIYO_PLAN_IS_PROVEN, &mut proven);
            let (values, validity) = (counter.as_mut_ptr(), has_counter.as_mut_ptr());
            assert_eq!(
                handle.set_output_raw(CALLIYO_PLAN_COUNTER, values, validity, agents),
                CALLIYO_OK
            );
            let (values, validity) = (room.as_mut_ptr(), has_room.as_mut_ptr());
            assert_eq!(
                handle.set_output_raw(CALLIYO_PLAN_ROOM, values, validity, agents),
                CALLIYO_OK
            );
            let (code, line) = handle.plan(&engine, CALLIYO_JOB_ASSIGNMENT, NOW);
            assert_eq!(code, CALLIYO_OK, "{line:?}");

            let outcome = &expected.outcome;
            assert_eq!(line, Some(Outcome::of_assignment(outcome, now, engine.engine.zone()).line));
            assert_eq!((&agent, &reason), (&expected.agent_of, &expected.reason));
            assert_eq!(received, outcome.received);
            assert_eq!(proven, [u8::from(outcome.is_proven)]);
            for (row, reason) in RowReason::ALL.iter().enumerate() {
                assert_eq!(counts[row], outcome.counts.rows(*reason));
            }
            assert!(counts[RowReason::ALL.len()..].iter().all(|count| *count == 0));
            let is_there = |bits: &[u8], row: usize| bits[row / 8] >> (row % 8) & 1 == 1;
            for row in 0..agents {
                let own = is_there(&has_room, row).then_some(room[row]);
                assert_eq!((own, room[row]), (outcome.room[row], own.unwrap_or(i64::MAX)));
                let own = is_there(&has_counter, row).then_some(counter[row]);
                assert_eq!((own, counter[row]), (outcome.counter[row], own.unwrap_or(u64::MAX)));
            }
        }
    }

    #[test]
    fn a_removal_is_that_of_rust() {
        let engine = engine("{}");
        for seed in 0..cases() {
            let random = &mut Random(seed);
            let (leads, agents) = (random.below(150) as usize, random.below(6) as usize);
            let company = Company::random(random, leads, agents);
            let now = Timestamp::from_millis(NOW).expect("it is supported");
            let rules = engine.engine.removal_rules(now);
            let expected = removal::plan(&company.leads(), &company.agents(), &rules);
            let expected = expected.expect("the company is sound");

            let handle = company.set();
            let (mut reason, mut lost) = (vec![99; leads], vec![99_u32; agents]);
            let mut counts = [99_u64; 3];
            handle.set_output(CALLIYO_PLAN_REASON, &mut reason);
            handle.set_output(CALLIYO_PLAN_REASON_COUNTS, &mut counts);
            handle.set_output(CALLIYO_PLAN_LOST, &mut lost);
            let (code, line) = handle.plan(&engine, CALLIYO_JOB_REMOVAL, NOW);
            assert_eq!(code, CALLIYO_OK, "{line:?}");
            let outcome = &expected.outcome;
            assert_eq!(line, Some(Outcome::of_removal(outcome, now, engine.engine.zone()).line));
            assert_eq!((&reason, &lost), (&expected.reason, &outcome.lost));
            let first_three = [0, 1, 2].map(|row| outcome.counts.rows(RowReason::ALL[row]));
            assert_eq!(counts, first_three);
        }
    }

    #[test]
    fn a_top_up_is_that_of_rust() {
        for (policy, seed) in
            ["{}", STRICT].iter().flat_map(|own| (0..cases()).map(move |seed| (own, seed)))
        {
            let engine = engine(policy);
            let random = &mut Random(seed);
            let (leads, agents) = (random.below(40) as usize, random.below(6) as usize);
            let mut company = Company::random(random, leads, agents);
            for status in &mut company.status {
                *status %= 2;
            }
            let rules = engine.engine.top_up_rules();
            let expected = top_up::plan(&company.leads(), &company.agents(), &rules);
            let expected = expected.expect("the company is sound");

            let handle = company.set();
            let (mut agent, mut received) = (vec![7; leads], vec![99_u32; agents]);
            let mut places_left = vec![99_u32; agents];
            handle.set_output(CALLIYO_PLAN_AGENT, &mut agent);
            handle.set_output(CALLIYO_PLAN_RECEIVED, &mut received);
            handle.set_output(CALLIYO_PLAN_PLACES_LEFT, &mut places_left);
            let (code, line) = handle.plan(&engine, CALLIYO_JOB_TOP_UP, NOW);
            assert_eq!(code, CALLIYO_OK, "{line:?}");
            assert_eq!(agent, expected.agent_of);
            assert_eq!(
                (received, places_left),
                (expected.outcome.received, expected.outcome.places_left)
            );
        }
    }

    /// A company of three leads and two agents in the least columns.
    fn least() -> Handle {
        let handle = Handle::new();
        handle.set(CALLIYO_LEAD_STATUS, &[0_u16, 0, 1]);
        handle.set(CALLIYO_LEAD_CAPTURED_AT, &[0_i64, 0, 0]);
        handle.set(CALLIYO_LEAD_OWNER, &[1_u32, 1, 1]);
        handle.set(CALLIYO_LEAD_STATUS_SINCE, &[0_i64, 0, 0]);
        handle.set(CALLIYO_AGENT_CAP, &[5_u32, 5]);
        handle.set(CALLIYO_AGENT_HELD, &[0_u32, 1]);
        handle.set(CALLIYO_AGENT_COUNTER, &[0_u64, 0]);
        handle.set(CALLIYO_AGENT_STATE, &[0_u8, 0]);
        handle
    }

    #[test]
    fn a_column_that_is_needed_and_not_set_is_named() {
        let engine = engine("{}");
        for (column, path) in [
            (CALLIYO_LEAD_STATUS, "leads.status"),
            (CALLIYO_LEAD_CAPTURED_AT, "leads.capturedAt"),
            (CALLIYO_LEAD_OWNER, "leads.owner"),
            (CALLIYO_LEAD_STATUS_SINCE, "leads.statusSince"),
            (CALLIYO_AGENT_CAP, "agents.cap"),
            (CALLIYO_AGENT_HELD, "agents.held"),
            (CALLIYO_AGENT_COUNTER, "agents.counter"),
            (CALLIYO_AGENT_STATE, "agents.state"),
        ] {
            let handle = least();
            handle.unset(column);
            let (code, failure) = handle.plan(&engine, CALLIYO_JOB_REMOVAL, NOW);
            assert_eq!(code, CALLIYO_FAILED);
            assert!(of_path(failure, path), "{path}");
        }
        assert_eq!(least().plan(&engine, CALLIYO_JOB_REMOVAL, NOW).0, CALLIYO_OK);
    }

    #[test]
    fn what_does_not_fit_is_named_and_nothing_is_written() {
        let engine = engine("{}");
        let handle = least();
        let mut reason = [99_u8; 3];
        let refused = |path: &str| {
            let (code, failure) = handle.plan(&engine, CALLIYO_JOB_ASSIGNMENT, NOW);
            assert_eq!(code, CALLIYO_FAILED, "{path}");
            assert!(of_path(failure, path), "{path}");
        };
        handle.set_output(CALLIYO_PLAN_REASON, &mut reason);
        handle.set(CALLIYO_LEAD_CAPTURED_AT, &[0_i64; 2]);
        refused("leads.capturedAt");
        handle.set(CALLIYO_LEAD_CAPTURED_AT, &[0_i64; 3]);
        handle.set(CALLIYO_LEAD_STATUS, &[0_u16, 99, 0]);
        refused("leads.status[1]");
        handle.set(CALLIYO_LEAD_STATUS, &[0_u16; 3]);
        handle.set_flags(CALLIYO_LEAD_LIVE_CALL, &[0], 4);
        refused("leads.liveCall");
        handle.unset(CALLIYO_LEAD_LIVE_CALL);
        handle.set(CALLIYO_LEAD_OWNER, &[0_u32, 0, 2]);
        refused("leads.owner[2]");
        handle.set(CALLIYO_LEAD_OWNER, &[0_u32; 3]);
        handle.set(CALLIYO_AGENT_STATE, &[0_u8, 3]);
        refused("agents.state[1]");
        handle.set(CALLIYO_AGENT_STATE, &[0_u8; 2]);
        let (code, failure) = handle.plan(&engine, CALLIYO_JOB_ASSIGNMENT, -1);
        assert_eq!(code, CALLIYO_FAILED);
        assert!(of_path(failure, "now"));
        assert_eq!(handle.plan(&engine, 4, NOW), (CALLIYO_UNKNOWN_CONSTANT, None));
        assert_eq!(reason, [99; 3]);
        handle.set_output(CALLIYO_PLAN_REASON, &mut reason);
        assert_eq!(handle.plan(&engine, CALLIYO_JOB_ASSIGNMENT, NOW).0, CALLIYO_OK);
        assert_ne!(reason, [99; 3]);
    }

    #[test]
    fn an_output_that_does_not_fit_is_refused() {
        let engine = engine("{}");
        for (job, output, path) in [
            (CALLIYO_JOB_REMOVAL, CALLIYO_PLAN_AGENT, "outputs.agent"),
            (CALLIYO_JOB_REMOVAL, CALLIYO_PLAN_PLACES_LEFT, "outputs.placesLeft"),
            (CALLIYO_JOB_TOP_UP, CALLIYO_PLAN_ROOM, "outputs.room"),
            (CALLIYO_JOB_TOP_UP, CALLIYO_PLAN_IS_PROVEN, "outputs.isProven"),
            (CALLIYO_JOB_ASSIGNMENT, CALLIYO_PLAN_LOST, "outputs.lost"),
            (CALLIYO_JOB_ASSIGNMENT, CALLIYO_PLAN_AGENT, "outputs.agent"),
            (CALLIYO_JOB_ASSIGNMENT, CALLIYO_PLAN_REASON, "outputs.reason"),
            (CALLIYO_JOB_ASSIGNMENT, CALLIYO_PLAN_ROOM, "outputs.room"),
            (CALLIYO_JOB_ASSIGNMENT, CALLIYO_PLAN_IS_PROVEN, "outputs.isProven"),
        ] {
            let handle = least();
            let (mut reason, mut elements) = ([99_u8; 3], [99_u64; 4]);
            handle.set_output(CALLIYO_PLAN_REASON, &mut reason);
            handle.set_output(output, &mut elements);
            let (code, failure) = handle.plan(&engine, job, NOW);
            assert_eq!(code, CALLIYO_FAILED);
            assert!(of_path(failure, path), "{path}");
            assert_eq!((reason, elements), ([99; 3], [99; 4]));
        }
    }

    #[test]
    fn outputs_share_memory_with_nothing() {
        let engine = engine("{}");
        let handle = least();
        let mut bytes = [0_u32; 6];
        let start = bytes.as_mut_ptr();
        let at = |output, place: *mut u32, length| {
            assert_eq!(handle.set_output_raw(output, place, ptr::null_mut(), length), CALLIYO_OK);
        };
        let refused = || {
            assert_eq!(handle.plan(&engine, CALLIYO_JOB_ASSIGNMENT, NOW), (CALLIYO_OVERLAP, None));
        };
        at(CALLIYO_PLAN_AGENT, start, 3);
        at(CALLIYO_PLAN_REASON, start.wrapping_add(2), 3);
        refused();
        at(CALLIYO_PLAN_REASON, start.wrapping_add(3), 3);
        assert_eq!(handle.plan(&engine, CALLIYO_JOB_ASSIGNMENT, NOW).0, CALLIYO_OK);
        for column in [CALLIYO_LEAD_ATTEMPTS, CALLIYO_LEAD_ID_RANK, CALLIYO_LEAD_OWNER] {
            assert_eq!(handle.set_raw(column, start, ptr::null(), 3), CALLIYO_OK);
            refused();
            handle.unset(column);
        }
        // A column that the job does not look at may lie anywhere.
        handle.set(CALLIYO_LEAD_OWNER, &[1_u32, 1, 1]);
        assert_eq!(handle.set_raw(CALLIYO_LEAD_SOURCE, start, ptr::null(), 3), CALLIYO_OK);
        assert_eq!(handle.plan(&engine, CALLIYO_JOB_ASSIGNMENT, NOW).0, CALLIYO_OK);
    }

    #[test]
    fn a_company_of_nobody_needs_no_memory() {
        let engine = engine("{}");
        let handle = Handle::new();
        for column in [
            CALLIYO_LEAD_STATUS,
            CALLIYO_LEAD_CAPTURED_AT,
            CALLIYO_LEAD_OWNER,
            CALLIYO_LEAD_STATUS_SINCE,
            CALLIYO_LEAD_LIVE_CALL,
            CALLIYO_AGENT_CAP,
            CALLIYO_AGENT_HELD,
            CALLIYO_AGENT_COUNTER,
            CALLIYO_AGENT_STATE,
        ] {
            assert_eq!(handle.set_raw::<u8>(column, ptr::null(), ptr::null(), 0), CALLIYO_OK);
        }
        // SAFETY: the handle is in use, and there is no memory.
        let code = unsafe {
            let (column, none) = (CALLIYO_LEAD_PREVIOUS_OWNERS, ptr::null());
            crate::calliyo_columns_set_list(handle.0, column, none, none, 0, 0)
        };
        assert_eq!(code, CALLIYO_OK);
        for job in [CALLIYO_JOB_REMOVAL, CALLIYO_JOB_ASSIGNMENT, CALLIYO_JOB_TOP_UP] {
            let (code, line) = handle.plan(&engine, job, NOW);
            assert_eq!(code, CALLIYO_OK, "{line:?}");
            assert!(line.is_some_and(|line| line.contains("0 leads")));
        }
    }

    #[test]
    fn null_is_refused() {
        let (engine, handle) = (engine("{}"), least());
        let (job, none) = (CALLIYO_JOB_REMOVAL, ptr::null_mut());
        let mut text = Text::new();
        let (out, length) = text.outs();
        // SAFETY: every pointer is NULL, in use, or points to a variable.
        let codes = unsafe {
            [
                calliyo_plan(ptr::null(), job, handle.0, NOW, out, length),
                calliyo_plan(&raw const engine, job, ptr::null(), NOW, out, length),
                calliyo_plan(&raw const engine, job, handle.0, NOW, none, length),
                calliyo_plan(&raw const engine, job, handle.0, NOW, out, ptr::null_mut()),
            ]
        };
        assert_eq!(codes, [CALLIYO_NULL_POINTER; 4]);
        assert_eq!(text.take(), None);
    }

    #[test]
    fn threads_plan_with_one_engine_and_columns_of_their_own() {
        let engine = &engine("{}");
        thread::scope(|scope| {
            for seed in 0..8 {
                scope.spawn(move || {
                    let company = Company::random(&mut Random(seed), 30, 3);
                    let now = Timestamp::from_millis(NOW).expect("it is supported");
                    let rules = engine.engine.assignment_rules(now);
                    let expected = assignment::plan(&company.leads(), &company.agents(), &rules);
                    let handle = company.set();
                    for _ in 0..3 {
                        let mut agent = [NO_AGENT - 1; 30];
                        handle.set_output(CALLIYO_PLAN_AGENT, &mut agent);
                        let (code, _) = handle.plan(engine, CALLIYO_JOB_ASSIGNMENT, NOW);
                        assert_eq!(code, CALLIYO_OK);
                        assert_eq!(
                            Some(&agent[..]),
                            expected.as_ref().ok().map(|own| &own.agent_of[..])
                        );
                    }
                });
            }
        });
    }
}
