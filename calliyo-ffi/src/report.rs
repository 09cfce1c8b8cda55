//! The reports over columns of the host: each becomes a sheet of whole numbers, a column per figure.

use std::{
    ffi::{CStr, c_char},
    ptr,
    sync::Arc,
};

use calliyo_core::{
    Engine, Rate,
    jobs::ReasonCounts,
    report::{
        CallColumns, CallFigures, CallQuery, CallRow, ConversionFigures, ConversionQuery, Evenness,
        FollowUpColumns, FollowUpFigures, FollowUpQuery, HistoryColumns, Key, LeadColumns,
    },
    time::{LocalDate, Weekday},
    wire::{
        ConversionsQuery, CoverageQuery, PeriodQuery, PlainQuery, TimeInStatusQuery, read_query,
    },
};

use crate::{
    CALLIYO_INVALID_LENGTH, CALLIYO_NULL_POINTER, CALLIYO_OVERLAP, CALLIYO_UNKNOWN_CONSTANT,
    CalliyoEngine, CalliyoResult,
    border::{Out, Refusal, TextOut, borrowed, free, guarded, read_text},
    columns::{CalliyoColumns, Look, Needed},
    constants::*,
    memory::Span,
    plan::{Agents, other_length},
};

/// A report: figures in columns, the library's own until it is freed. It never changes: any number of threads may read it.
#[derive(Debug)]
pub struct CalliyoReport {
    sheet: Arc<Sheet>,
}

/// The figures of a report, as many values of each as there are rows.
#[derive(Debug)]
pub(crate) struct Sheet {
    rows: usize,
    figures: Vec<Figure>,
}

/// A figure on every row.
#[derive(Debug)]
pub(crate) struct Figure {
    constant: CalliyoFigure,
    values: Vec<i64>,
    /// The rows that have a value; without it all do.
    validity: Option<Vec<u8>>,
}

// The header promises that many threads may read one report at the same time.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<CalliyoReport>();
};

/// A figure, and how it is found on a row.
type Told<R> = (CalliyoFigure, fn(&R) -> Option<i64>);

impl Sheet {
    /// A sheet of these figures of rows.
    fn of<R>(rows: &[R], told: &[Told<R>]) -> Self {
        let mut sheet = Self { rows: rows.len(), figures: Vec::with_capacity(told.len()) };
        for (constant, figure) in told {
            let mut values = rows.iter().map(figure);
            sheet.add(*constant, &mut || values.next());
        }
        sheet
    }

    /// Adds a figure whose values come one by one: the same machine code for all, whatever they are worked out from.
    fn add(&mut self, constant: CalliyoFigure, next: &mut dyn FnMut() -> Option<Option<i64>>) {
        let mut values = Vec::with_capacity(self.rows);
        let mut validity = vec![0_u8; self.rows.div_ceil(8)];
        let mut is_full = true;
        while let Some(value) = next() {
            let row = values.len();
            values.push(value.unwrap_or_default());
            validity[row / 8] |= u8::from(value.is_some()) << (row % 8);
            is_full &= value.is_some();
        }
        let validity = (!is_full).then_some(validity);
        self.figures.push(Figure { constant, values, validity });
    }

    fn figure(&self, constant: CalliyoFigure) -> Option<&Figure> {
        self.figures.iter().find(|own| own.constant == constant)
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    pub(crate) fn figures(&self) -> &[Figure] {
        &self.figures
    }
}

impl Figure {
    /// The name in a record batch.
    pub(crate) fn name(&self) -> &'static CStr {
        FIGURES.iter().find(|(own, _)| *own == self.constant).map_or(c"", |(_, name)| name)
    }

    pub(crate) fn values(&self) -> &[i64] {
        &self.values
    }

    pub(crate) fn validity(&self) -> Option<&[u8]> {
        self.validity.as_deref()
    }
}

/// A count or an amount of something; the library's own are far from the ends.
fn number(number: u64) -> Option<i64> {
    Some(i64::try_from(number).unwrap_or(i64::MAX))
}

fn rate(rate: Option<Rate>) -> Option<i64> {
    number(rate?.parts_per_million)
}

fn numerator(rate: Option<Rate>) -> Option<i64> {
    number(rate?.numerator)
}

fn denominator(rate: Option<Rate>) -> Option<i64> {
    number(rate?.denominator)
}

/// Whoever or whatever has a dense number.
fn dense(number: u32) -> Option<i64> {
    Some(number.into())
}

/// The place of a row, where that is what its figures are about.
fn place(place: usize) -> Option<i64> {
    place.try_into().ok()
}

fn day(date: LocalDate) -> Option<i64> {
    Some(date.epoch_days().into())
}

/// The groups of a row, none for the row of all, and its figures.
type Grouped<'a, F> = (&'a [Key], &'a F);

/// What stands for the group of a row.
fn group(key: &Key) -> Option<i64> {
    match key {
        Key::Named(own) | Key::Number(own) => Some(i64::from(*own)),
        Key::Date(date) => day(*date),
        Key::Status(status) => Some(i64::from(status.as_byte())),
        Key::Direction(direction) => Some(i64::from(direction.as_byte())),
        Key::Weekday(weekday) => {
            Weekday::ALL.iter().position(|own| own == weekday).and_then(|day| day.try_into().ok())
        }
        _ => None,
    }
}

/// Makes a report.
fn sheet(
    engine: &Engine,
    kind: CalliyoReportKind,
    look: &Look<'_>,
    query: &str,
) -> Result<Sheet, Refusal> {
    match kind {
        CALLIYO_REPORT_CALLS => calls(engine, look, query),
        CALLIYO_REPORT_CONVERSION => conversion(engine, look, query),
        CALLIYO_REPORT_CONVERSIONS => conversions(engine, look, query),
        CALLIYO_REPORT_REVENUE => revenue(engine, look, query),
        CALLIYO_REPORT_TIME_TO_CONVERT => time_to_convert(engine, look, query),
        CALLIYO_REPORT_FUNNEL => funnel(engine, look, query),
        CALLIYO_REPORT_QUEUES => queues(engine, look, query),
        CALLIYO_REPORT_STALLED => stalled(engine, look, query),
        CALLIYO_REPORT_FOLLOW_UPS => follow_ups(engine, look, query),
        CALLIYO_REPORT_LEADS_IN_STATUS => leads_in_status(engine, look, query),
        CALLIYO_REPORT_TIME_IN_STATUS => time_in_status(engine, look, query),
        CALLIYO_REPORT_COVERAGE => coverage(engine, look, query),
        CALLIYO_REPORT_EVENNESS => evenness(look, query),
        _ => Err(CALLIYO_UNKNOWN_CONSTANT.into()),
    }
}

fn call_columns<'a>(look: &Look<'a>) -> Result<CallColumns<'a>, Refusal> {
    let started_at: &[i64] =
        look.values(CALLIYO_CALL_STARTED_AT).or_needed(CALLIYO_CALL_STARTED_AT)?;
    Ok(CallColumns {
        lead: look.numbers(CALLIYO_CALL_LEAD),
        direction: look.values(CALLIYO_CALL_DIRECTION),
        response: look.numbers(CALLIYO_CALL_RESPONSE),
        attempt: look.numbers(CALLIYO_CALL_ATTEMPT),
        branch: look.numbers(CALLIYO_CALL_BRANCH),
        department: look.numbers(CALLIYO_CALL_DEPARTMENT),
        tags: look.lists(CALLIYO_CALL_TAGS),
        campaign: look.numbers(CALLIYO_CALL_CAMPAIGN),
        source: look.numbers(CALLIYO_CALL_SOURCE),
        parent_kind: look.numbers(CALLIYO_CALL_PARENT_KIND),
        voided: look.flags(CALLIYO_CALL_VOIDED, started_at.len())?,
        ..CallColumns::new(
            started_at,
            look.values(CALLIYO_CALL_STATUS).or_needed(CALLIYO_CALL_STATUS)?,
            look.values(CALLIYO_CALL_DURATION_SECONDS).or_needed(CALLIYO_CALL_DURATION_SECONDS)?,
            look.numbers(CALLIYO_CALL_AGENT).or_needed(CALLIYO_CALL_AGENT)?,
        )
    })
}

fn calls(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let query: CallQuery = read_query(query)?;
    let table = engine.call_table(&call_columns(look)?, look.sizes(), &query)?;
    let rows: Vec<CallRow> = table.rows().collect();
    let rows = rows.iter().map(|row| (row.keys(), &row.figures));
    let rows: Vec<Grouped<'_, CallFigures>> = rows.chain([(&[][..], table.total())]).collect();
    Ok(Sheet::of(
        &rows,
        &[
            (CALLIYO_FIGURE_FIRST_GROUP, |(keys, _)| group(keys.first()?)),
            (CALLIYO_FIGURE_SECOND_GROUP, |(keys, _)| group(keys.get(1)?)),
            (CALLIYO_FIGURE_CALLS, |(_, own)| number(own.counts.calls)),
            (CALLIYO_FIGURE_ATTEMPTS, |(_, own)| number(own.counts.attempts)),
            (CALLIYO_FIGURE_CONNECTED, |(_, own)| number(own.counts.connected)),
            (CALLIYO_FIGURE_MISSED, |(_, own)| number(own.counts.missed)),
            (CALLIYO_FIGURE_TALK_SECONDS, |(_, own)| number(own.counts.talk_seconds)),
            (CALLIYO_FIGURE_CONNECT_RATE, |(_, own)| rate(own.connect_rate)),
            (CALLIYO_FIGURE_MEAN_TALK_SECONDS, |(_, own)| number(own.mean_talk_seconds?)),
            (CALLIYO_FIGURE_REACH_RATE, |(_, own)| rate(own.reach_rate)),
            (CALLIYO_FIGURE_LEADS_REACHED, |(_, own)| numerator(own.reach_rate)),
            (CALLIYO_FIGURE_LEADS_ATTEMPTED, |(_, own)| denominator(own.reach_rate)),
            (CALLIYO_FIGURE_MISSED_RATE, |(_, own)| rate(own.missed_rate)),
            (CALLIYO_FIGURE_INCOMING_MISSED, |(_, own)| numerator(own.missed_rate)),
            (CALLIYO_FIGURE_INCOMING, |(_, own)| denominator(own.missed_rate)),
        ],
    ))
}

fn coverage(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let CoverageQuery { first, last } = read_query(query)?;
    let rows = engine.coverage_table(&call_columns(look)?, look.sizes(), (first, last))?;
    Ok(Sheet::of(
        &rows,
        &[
            (CALLIYO_FIGURE_AGENT, |own| dense(own.agent)),
            (CALLIYO_FIGURE_DATE, |own| day(own.date)),
            (CALLIYO_FIGURE_CALLS, |own| number(own.calls)),
            (CALLIYO_FIGURE_TARGET, |own| dense(own.target)),
            (CALLIYO_FIGURE_PROGRESS_RATE, |own| rate(own.progress)),
        ],
    ))
}

fn lead_columns<'a>(look: &Look<'a>) -> Result<LeadColumns<'a>, Refusal> {
    let status: &[u16] = look.values(CALLIYO_LEAD_STATUS).or_needed(CALLIYO_LEAD_STATUS)?;
    Ok(LeadColumns {
        status_since: look.values(CALLIYO_LEAD_STATUS_SINCE),
        source: look.numbers(CALLIYO_LEAD_SOURCE),
        campaign: look.numbers(CALLIYO_LEAD_CAMPAIGN),
        tags: look.lists(CALLIYO_LEAD_TAGS),
        open_follow_up: look.flags(CALLIYO_LEAD_OPEN_FOLLOW_UP, status.len())?,
        converted_at: look.numbers(CALLIYO_LEAD_CONVERTED_AT),
        credited: look.numbers(CALLIYO_LEAD_CREDITED),
        currency: look.numbers(CALLIYO_LEAD_CURRENCY),
        amount_minor: look.numbers(CALLIYO_LEAD_AMOUNT_MINOR),
        tax_minor: look.numbers(CALLIYO_LEAD_TAX_MINOR),
        refunded: look.flags(CALLIYO_LEAD_REFUNDED, status.len())?,
        ..LeadColumns::new(
            status,
            look.values(CALLIYO_LEAD_CAPTURED_AT).or_needed(CALLIYO_LEAD_CAPTURED_AT)?,
            look.numbers(CALLIYO_LEAD_OWNER).or_needed(CALLIYO_LEAD_OWNER)?,
        )
    })
}

fn conversion(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let query: ConversionQuery = read_query(query)?;
    let leads = lead_columns(look)?;
    let figures = engine.lead_figures(&leads, look.sizes())?;
    let report = figures.conversion(&query)?;
    let rows = report.rows.iter().map(|row| (row.keys.as_slice(), &row.figures));
    let rows: Vec<Grouped<'_, ConversionFigures>> =
        rows.chain([(&[][..], &report.total)]).collect();
    Ok(Sheet::of(
        &rows,
        &[
            (CALLIYO_FIGURE_FIRST_GROUP, |(keys, _)| group(keys.first()?)),
            (CALLIYO_FIGURE_SECOND_GROUP, |(keys, _)| group(keys.get(1)?)),
            (CALLIYO_FIGURE_LEADS, |(_, own)| number(own.leads)),
            (CALLIYO_FIGURE_CUSTOMERS, |(_, own)| number(own.customers)),
            (CALLIYO_FIGURE_CONVERSION_RATE, |(_, own)| rate(own.rate)),
        ],
    ))
}

fn conversions(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let ConversionsQuery { period } = read_query(query)?;
    let leads = lead_columns(look)?;
    let figures = engine.lead_figures(&leads, look.sizes())?;
    let conversions = figures.conversions_in(period);
    Ok(Sheet::of(&[conversions], &[(CALLIYO_FIGURE_CONVERSIONS, |own| number(*own))]))
}

fn revenue(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let PeriodQuery { period } = read_query(query)?;
    let leads = lead_columns(look)?;
    let figures = engine.lead_figures(&leads, look.sizes())?;
    let rows = figures.revenue(period);
    Ok(Sheet::of(
        &rows,
        &[
            (CALLIYO_FIGURE_AGENT, |own| dense(own.agent?)),
            (CALLIYO_FIGURE_CURRENCY, |own| dense(own.currency)),
            (CALLIYO_FIGURE_ORDERS, |own| number(own.orders)),
            (CALLIYO_FIGURE_AMOUNT_MINOR, |own| Some(own.amount_minor.get())),
            (CALLIYO_FIGURE_TAX_MINOR, |own| Some(own.tax_minor.get())),
        ],
    ))
}

fn time_to_convert(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let PeriodQuery { period } = read_query(query)?;
    let leads = lead_columns(look)?;
    let figures = engine.lead_figures(&leads, look.sizes())?;
    let time = figures.time_to_convert(period);
    Ok(Sheet::of(
        &[time],
        &[
            (CALLIYO_FIGURE_CONVERSIONS, |own| number(own.count)),
            (CALLIYO_FIGURE_MEAN_MILLIS, |own| own.mean_millis),
            (CALLIYO_FIGURE_MEDIAN_MILLIS, |own| own.median_millis),
            (CALLIYO_FIGURE_P90_MILLIS, |own| own.p90_millis),
        ],
    ))
}

fn funnel(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let PlainQuery {} = read_query(query)?;
    let leads = lead_columns(look)?;
    let figures = engine.lead_figures(&leads, look.sizes())?;
    let rows: Vec<_> = figures.funnel().into_iter().enumerate().collect();
    Ok(Sheet::of(
        &rows,
        &[
            (CALLIYO_FIGURE_STATUS, |(status, _)| place(*status)),
            (CALLIYO_FIGURE_LEADS, |(_, leads)| number(*leads)),
        ],
    ))
}

fn queues(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let PlainQuery {} = read_query(query)?;
    let caps = look.numbers(CALLIYO_AGENT_CAP).or_needed(CALLIYO_AGENT_CAP)?;
    let leads = lead_columns(look)?;
    let figures = engine.lead_figures(&leads, look.sizes())?;
    let rows: Vec<_> = figures.queue_against_cap(&caps)?.into_iter().enumerate().collect();
    Ok(Sheet::of(
        &rows,
        &[
            (CALLIYO_FIGURE_AGENT, |(agent, _)| place(*agent)),
            (CALLIYO_FIGURE_QUEUE, |(_, own)| number(own.queue)),
            (CALLIYO_FIGURE_HELD, |(_, own)| number(own.held)),
            (CALLIYO_FIGURE_CAP, |(_, own)| dense(own.cap?)),
            (CALLIYO_FIGURE_FILLED_RATE, |(_, own)| rate(own.filled)),
        ],
    ))
}

fn stalled(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let PlainQuery {} = read_query(query)?;
    let leads = lead_columns(look)?;
    let figures = engine.lead_figures(&leads, look.sizes())?;
    Ok(Sheet::of(&figures.stalled(), &[(CALLIYO_FIGURE_LEAD, |row| dense(*row))]))
}

fn follow_ups(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let query: FollowUpQuery = read_query(query)?;
    let at: &[i64] = look.values(CALLIYO_FOLLOW_UP_AT).or_needed(CALLIYO_FOLLOW_UP_AT)?;
    let columns = FollowUpColumns {
        at,
        owner: look.numbers(CALLIYO_FOLLOW_UP_OWNER).or_needed(CALLIYO_FOLLOW_UP_OWNER)?,
        state: look.values(CALLIYO_FOLLOW_UP_STATE).or_needed(CALLIYO_FOLLOW_UP_STATE)?,
        closed_at: look.numbers(CALLIYO_FOLLOW_UP_CLOSED_AT),
        note: look.flags(CALLIYO_FOLLOW_UP_NOTE, at.len())?,
    };
    let report = engine.follow_up_table(&columns, look.sizes().agents, query)?;
    let rows = report.rows.iter().map(|row| (row.owner, &row.figures));
    let rows: Vec<(Option<u32>, &FollowUpFigures)> = rows.chain([(None, &report.total)]).collect();
    Ok(Sheet::of(
        &rows,
        &[
            (CALLIYO_FIGURE_AGENT, |(owner, _)| dense((*owner)?)),
            (CALLIYO_FIGURE_DUE_TODAY, |(_, own)| number(own.due_today)),
            (CALLIYO_FIGURE_OVERDUE, |(_, own)| number(own.overdue)),
            (CALLIYO_FIGURE_UPCOMING, |(_, own)| number(own.upcoming)),
            (CALLIYO_FIGURE_RESOLVED_ON_TIME, |(_, own)| number(own.resolved_on_time)),
            (CALLIYO_FIGURE_RESOLVED_LATE, |(_, own)| number(own.resolved_late)),
            (CALLIYO_FIGURE_EXPIRED, |(_, own)| number(own.expired)),
        ],
    ))
}

fn history<'a>(look: &Look<'a>) -> Result<HistoryColumns<'a>, Refusal> {
    Ok(HistoryColumns {
        lead: look.values(CALLIYO_HISTORY_LEAD).or_needed(CALLIYO_HISTORY_LEAD)?,
        status: look.values(CALLIYO_HISTORY_STATUS).or_needed(CALLIYO_HISTORY_STATUS)?,
        entered_at: look
            .values(CALLIYO_HISTORY_ENTERED_AT)
            .or_needed(CALLIYO_HISTORY_ENTERED_AT)?,
    })
}

fn leads_in_status(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let TimeInStatusQuery { until } = read_query(query)?;
    let rows = engine.status_times(&history(look)?, look.sizes().leads, until)?.per_lead;
    Ok(Sheet::of(
        &rows,
        &[
            (CALLIYO_FIGURE_LEAD, |own| dense(own.lead)),
            (CALLIYO_FIGURE_STATUS, |own| dense(own.status.into())),
            (CALLIYO_FIGURE_VISITS, |own| number(own.visits)),
            (CALLIYO_FIGURE_MILLIS, |own| number(own.millis)),
        ],
    ))
}

fn time_in_status(engine: &Engine, look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let TimeInStatusQuery { until } = read_query(query)?;
    let rows = engine.status_times(&history(look)?, look.sizes().leads, until)?.per_status;
    Ok(Sheet::of(
        &rows,
        &[
            (CALLIYO_FIGURE_STATUS, |own| dense(own.status.into())),
            (CALLIYO_FIGURE_LEADS, |own| number(own.leads)),
            (CALLIYO_FIGURE_VISITS, |own| number(own.visits)),
            (CALLIYO_FIGURE_MILLIS, |own| number(own.millis)),
            (CALLIYO_FIGURE_MEAN_MILLIS, |own| number(own.mean_millis?)),
        ],
    ))
}

fn evenness(look: &Look<'_>, query: &str) -> Result<Sheet, Refusal> {
    let PlainQuery {} = read_query(query)?;
    let agents = Agents::new(look)?;
    let agents = agents.columns()?;
    agents.check()?;
    let received: &[u32] = look.written(CALLIYO_PLAN_RECEIVED).or_needed(CALLIYO_PLAN_RECEIVED)?;
    if received.len() != agents.len() {
        return Err(other_length(CALLIYO_PLAN_RECEIVED, received.len(), agents.len()).into());
    }
    let reasons = look.written(CALLIYO_PLAN_REASON).or_needed(CALLIYO_PLAN_REASON)?;
    let counts = ReasonCounts::of(reasons);
    let even = Evenness::of_run(received, &agents, &counts);
    let all = even.received.iter().map(|own| u64::from(own.leads)).sum();
    let rows = even.received.iter().map(|own| (Some(own.agent), own.leads.into(), None));
    let rows: Vec<_> = rows.chain([(None, all, Some((&even, &counts)))]).collect();
    Ok(Sheet::of(
        &rows,
        &[
            (CALLIYO_FIGURE_AGENT, |(agent, ..)| dense((*agent)?)),
            (CALLIYO_FIGURE_RECEIVED, |(_, leads, _)| number(*leads)),
            (CALLIYO_FIGURE_LARGEST, |(.., run)| dense((*run)?.0.largest?)),
            (CALLIYO_FIGURE_SMALLEST, |(.., run)| dense((*run)?.0.smallest?)),
            (CALLIYO_FIGURE_SPREAD, |(.., run)| dense((*run)?.0.spread?)),
            (CALLIYO_FIGURE_NOT_PLACED, |(.., run)| number((*run)?.1.not_placed())),
        ],
    ))
}

impl CalliyoReport {
    pub(crate) fn sheet(&self) -> &Arc<Sheet> {
        &self.sheet
    }

    /// Copies a figure to where the host wants it.
    ///
    /// # Safety
    ///
    /// `values` and `validity` are each NULL, or valid for writes of what `length` rows take, and nobody else uses them
    /// during this call.
    unsafe fn read(
        &self,
        figure: CalliyoFigure,
        values: *mut i64,
        validity: *mut u8,
        length: usize,
    ) -> Result<(), CalliyoResult> {
        let figure = self.sheet.figure(figure).ok_or(CALLIYO_UNKNOWN_CONSTANT)?;
        if length != self.sheet.rows {
            return Err(CALLIYO_INVALID_LENGTH);
        }
        let values = Span::new(values.cast(), length, size_of::<i64>())?;
        let bits = if validity.is_null() { Span::EMPTY } else { Span::bits(validity, length)? };
        if values.overlaps(bits) {
            return Err(CALLIYO_OVERLAP);
        }
        if validity.is_null() && figure.validity.is_some() {
            return Err(CALLIYO_NULL_POINTER);
        }
        // SAFETY: promised by the caller; they share no byte, as just checked.
        let (values, bits) = unsafe { (values.write::<i64>(), bits.write::<u8>()) };
        values.copy_from_slice(&figure.values);
        match &figure.validity {
            Some(validity) => bits.copy_from_slice(validity),
            None => {
                bits.fill(u8::MAX);
                if let (Some(last), rest @ 1..) = (bits.last_mut(), length % 8) {
                    *last = u8::MAX >> (8 - rest);
                }
            }
        }
        Ok(())
    }
}

/// Makes a report over columns. `query` is a small JSON document, as the kind says; its length may be 0 where nothing is
/// needed.
///
/// CALLIYO_OK: `*report` is the new report, yours to free with calliyo_report_free, and `*rows` is its number of rows.
/// CALLIYO_FAILED: `*failure` is the failure document, yours to free with calliyo_text_free: the query or a column is at
/// fault.
/// Any other code: none of them is set.
///
/// ```c
/// // Prints how many leads stand on each status; the handle has the columns of leads and the number of agents.
/// static void print_funnel(const CalliyoEngine *engine, const CalliyoColumns *columns) {
///     CalliyoReport *report;
///     size_t rows, length;
///     char *failure;
///     if (calliyo_report_new(engine, CALLIYO_REPORT_FUNNEL, columns, NULL, 0, &report, &rows, &failure,
///                            &length) != CALLIYO_OK) {
///         calliyo_text_free(failure, length);
///         return;
///     }
///     int64_t *leads = malloc(rows * sizeof *leads);
///     if (calliyo_report_read(report, CALLIYO_FIGURE_LEADS, leads, NULL, rows) == CALLIYO_OK) {
///         for (size_t status = 0; status < rows; status++) {
///             printf("status %zu: %lld\n", status, (long long)leads[status]);
///         }
///     }
///     free(leads);
///     calliyo_report_free(report);
/// }
/// ```
///
/// # Safety
///
/// `engine` and `columns` are each NULL, or came from this library and were not freed. No other call uses `columns` at the
/// same time. The memory of every column of the kind's table can be read, and nobody changes it meanwhile. `query` is NULL
/// or points to `query_length` bytes. Each out parameter is NULL or points to its own variable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_report_new(
    engine: *const CalliyoEngine,
    kind: CalliyoReportKind,
    columns: *const CalliyoColumns,
    query: *const c_char,
    query_length: usize,
    report: *mut *mut CalliyoReport,
    rows: *mut usize,
    failure: *mut *mut c_char,
    failure_length: *mut usize,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: the caller vouches for every out parameter. All are made before any is judged, so that each one that can
        // be set is.
        let (report, rows, failure) = unsafe {
            (
                Out::new(report, ptr::null_mut()),
                Out::new(rows, 0),
                TextOut::new(failure, failure_length),
            )
        };
        let (report, rows, failure) = (report?, rows?, failure?);
        // SAFETY: the caller vouches for the handles, which are used during this call only.
        let (engine, columns) = unsafe { (borrowed(engine)?, borrowed(columns)?) };
        // SAFETY: the caller vouches for the query and for the memory of the columns that the kind looks at.
        let (query, look) = unsafe { (read_text(query, query_length)?, Look::new(columns)) };
        match sheet(&engine.engine, kind, &look, query) {
            Ok(sheet) => {
                rows.set(sheet.rows);
                report.set(Box::into_raw(Box::new(CalliyoReport { sheet: Arc::new(sheet) })));
                Ok(())
            }
            Err(refusal) => Err(refusal.told(&failure)),
        }
    })
}

/// Copies a figure of a report: `length` values, as many as the report has rows, and the bits that tell which rows have
/// one, (`length` + 7) / 8 bytes. What stands on a row without a value is 0.
///
/// `validity` may be NULL where every row has a value. `values` may be NULL where there is no row.
///
/// CALLIYO_OK: the values are copied.
/// CALLIYO_UNKNOWN_CONSTANT: the report has no such figure.
/// CALLIYO_INVALID_LENGTH: `length` is not the number of rows.
/// CALLIYO_NULL_POINTER: a pointer is NULL that must not be; of `validity`, a value is missing.
/// CALLIYO_MISALIGNED, CALLIYO_OVERLAP: as they say.
/// After any other code than CALLIYO_OK nothing is written.
///
/// # Safety
///
/// `report` is NULL, or came from calliyo_report_new and was not freed. `values` and `validity` are each NULL or point to as
/// much memory as said, which nobody else uses meanwhile.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_report_read(
    report: *const CalliyoReport,
    figure: CalliyoFigure,
    values: *mut i64,
    validity: *mut u8,
    length: usize,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: promised by the caller.
        unsafe { borrowed(report)?.read(figure, values, validity, length) }
    })
}

/// Frees a report. NULL is ignored. What was exported from it stays.
///
/// # Safety
///
/// `report` is NULL, or came from calliyo_report_new, was not freed before, and no call that uses it is under way.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_report_free(report: *mut CalliyoReport) {
    guarded(|| {
        // SAFETY: `calliyo_report_new` made it with `Box::into_raw`, and the caller gives it back for good.
        unsafe { free(report) };
        Ok(())
    });
}

#[cfg(test)]
pub(crate) mod tests;
