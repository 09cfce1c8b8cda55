//! Reports through the border are those of Rust, and refuse what does not fit.

use calliyo_core::{
    jobs::{Bitmap, Column, ListColumn},
    report::{CallDimension, Sizes},
    time::{Period, Timestamp},
};

use super::*;
use crate::{
    CALLIYO_FAILED, CALLIYO_MISALIGNED, CALLIYO_OK, calliyo_columns_set_size,
    testing::{Company, Handle, NOW, Random, Text, engine},
};

/// A report that is freed in the end.
pub(crate) struct Report {
    pub(crate) report: *mut CalliyoReport,
    pub(crate) rows: usize,
}

impl Drop for Report {
    fn drop(&mut self) {
        // SAFETY: the library handed it out, and nothing uses it any more.
        unsafe { calliyo_report_free(self.report) };
    }
}

impl Report {
    pub(crate) fn new(
        engine: &CalliyoEngine,
        kind: CalliyoReportKind,
        columns: &Handle,
        query: &str,
    ) -> Result<Self, (CalliyoResult, Option<String>)> {
        let (mut report, mut rows, mut text) = (ptr::dangling_mut(), 7, Text::new());
        let (failure, failure_length) = text.outs();
        // SAFETY: what is handed over is in use, and what the tests set outlives this call.
        let code = unsafe {
            calliyo_report_new(
                engine,
                kind,
                columns.0,
                query.as_ptr().cast(),
                query.len(),
                &raw mut report,
                &raw mut rows,
                failure,
                failure_length,
            )
        };
        match code {
            CALLIYO_OK => {
                assert_eq!(text.take(), None);
                Ok(Self { report, rows })
            }
            code => {
                assert!(report.is_null() && rows == 0);
                Err((code, text.take()))
            }
        }
    }

    /// The values of a figure.
    fn figure(&self, figure: CalliyoFigure) -> Vec<Option<i64>> {
        let mut values = vec![99; self.rows];
        let mut validity = vec![0xff; self.rows.div_ceil(8)];
        let (start, bits) = (values.as_mut_ptr(), validity.as_mut_ptr());
        assert_eq!(self.read(figure, start, bits, self.rows), CALLIYO_OK, "figure {figure}");
        let is_there = |row: usize| validity[row / 8] >> (row % 8) & 1 == 1;
        (0..self.rows).map(|row| is_there(row).then_some(values[row])).collect()
    }

    fn read(
        &self,
        figure: CalliyoFigure,
        values: *mut i64,
        validity: *mut u8,
        length: usize,
    ) -> CalliyoResult {
        // SAFETY: the report is not freed; the tests hand over memory for as many rows.
        unsafe { calliyo_report_read(self.report, figure, values, validity, length) }
    }
}

fn some(numbers: impl IntoIterator<Item = u64>) -> Vec<Option<i64>> {
    numbers.into_iter().map(number).collect()
}

const SIZES: Sizes = Sizes {
    agents: 4,
    leads: 9,
    responses: 3,
    branches: 2,
    departments: 2,
    tags: 3,
    campaigns: 2,
    sources: 2,
    parent_kinds: 2,
    currencies: 2,
};

fn set_sizes(handle: &Handle) {
    for (size, count) in [
        (CALLIYO_SIZE_AGENTS, SIZES.agents),
        (CALLIYO_SIZE_LEADS, SIZES.leads),
        (CALLIYO_SIZE_RESPONSES, SIZES.responses),
        (CALLIYO_SIZE_BRANCHES, SIZES.branches),
        (CALLIYO_SIZE_DEPARTMENTS, SIZES.departments),
        (CALLIYO_SIZE_TAGS, SIZES.tags),
        (CALLIYO_SIZE_CAMPAIGNS, SIZES.campaigns),
        (CALLIYO_SIZE_SOURCES, SIZES.sources),
        (CALLIYO_SIZE_PARENT_KINDS, SIZES.parent_kinds),
        (CALLIYO_SIZE_CURRENCIES, SIZES.currencies),
    ] {
        // SAFETY: the handle is in use.
        assert_eq!(unsafe { calliyo_columns_set_size(handle.0, size, count) }, CALLIYO_OK);
    }
}

fn column<T>((values, validity): &(Vec<T>, Vec<u8>)) -> Column<'_, T> {
    Column { values, validity: Some(Bitmap::new(validity)) }
}

/// Random calls in columns, set one by one and as they are in Rust.
fn with_calls(random: &mut Random, rows: usize, ask: impl FnOnce(&Handle, &CallColumns<'_>)) {
    let bytes = |random: &mut Random, limit| -> Vec<u8> {
        let numbers = random.numbers(rows, limit).into_iter();
        numbers.map(|own| u8::try_from(own).expect("it is small")).collect()
    };
    let mut numbers = |limit: u32| {
        let numbers = random.numbers(rows, limit);
        random.some(numbers)
    };
    let [agent, lead, response, mut attempt, branch, department, campaign, source, parent_kind] =
        [4, 9, 3, 5, 2, 2, 2, 2, 2].map(&mut numbers);
    attempt.0.iter_mut().for_each(|attempt| *attempt += 1);
    let (status, direction) = (bytes(random, 7), bytes(random, 3));
    let (started_at, duration) = (random.instants(rows), random.numbers(rows, 3));
    let (voided, tags) = (random.bits(rows, 9), random.lists(rows, 3));
    let handle = Handle::new();
    set_sizes(&handle);
    handle.set(CALLIYO_CALL_STARTED_AT, &started_at);
    handle.set(CALLIYO_CALL_STATUS, &status);
    handle.set(CALLIYO_CALL_DURATION_SECONDS, &duration);
    handle.set_some(CALLIYO_CALL_AGENT, &agent);
    handle.set_some(CALLIYO_CALL_LEAD, &lead);
    handle.set(CALLIYO_CALL_DIRECTION, &direction);
    handle.set_some(CALLIYO_CALL_RESPONSE, &response);
    handle.set_some(CALLIYO_CALL_ATTEMPT, &attempt);
    handle.set_some(CALLIYO_CALL_BRANCH, &branch);
    handle.set_some(CALLIYO_CALL_DEPARTMENT, &department);
    handle.set_lists(CALLIYO_CALL_TAGS, &tags);
    handle.set_some(CALLIYO_CALL_CAMPAIGN, &campaign);
    handle.set_some(CALLIYO_CALL_SOURCE, &source);
    handle.set_some(CALLIYO_CALL_PARENT_KIND, &parent_kind);
    handle.set_flags(CALLIYO_CALL_VOIDED, &voided, rows);
    let calls = CallColumns {
        lead: Some(column(&lead)),
        direction: Some(&direction),
        response: Some(column(&response)),
        attempt: Some(column(&attempt)),
        branch: Some(column(&branch)),
        department: Some(column(&department)),
        tags: Some(ListColumn { offsets: &tags.0, values: &tags.1 }),
        campaign: Some(column(&campaign)),
        source: Some(column(&source)),
        parent_kind: Some(column(&parent_kind)),
        voided: Some(Bitmap::new(&voided)),
        ..CallColumns::new(&started_at, &status, &duration, column(&agent))
    };
    ask(&handle, &calls);
}

#[test]
fn calls_are_grouped_as_in_rust() {
    let engine = engine("{}");
    let all = r#""measures":["reachRate","missedRate"]"#;
    for (seed, by) in (0..).zip(CallDimension::ALL) {
        with_calls(&mut Random(seed), 60, |handle, calls| {
            let by = CallQuery::<u32>::by(&[by, CallDimension::Status]).by;
            let name = by.first().map(|own| format!("{own:?}")).unwrap_or_default();
            let name = name[..1].to_lowercase() + &name[1..];
            let second = if name == "status" { "direction" } else { "status" };
            let query = format!("{{\"by\":[\"{name}\",\"{second}\"],{all}}}");
            let asked: CallQuery = read_query(&query).expect("the query is sound");
            let table = engine.engine.call_table(calls, &SIZES, &asked).expect("it is sound");
            let report = Report::new(&engine, CALLIYO_REPORT_CALLS, handle, &query)
                .unwrap_or_else(|failure| panic!("{failure:?}"));

            let rows: Vec<CallRow> = table.rows().collect();
            let figures: Vec<_> =
                rows.iter().map(|row| row.figures).chain([*table.total()]).collect();
            assert_eq!(report.rows, figures.len());
            for (place, figure) in
                [CALLIYO_FIGURE_FIRST_GROUP, CALLIYO_FIGURE_SECOND_GROUP].into_iter().enumerate()
            {
                let groups = rows.iter().map(|row| group(&row.keys()[place])).chain([None]);
                assert_eq!(report.figure(figure), groups.collect::<Vec<_>>());
            }
            let counts = figures.iter().map(|own| own.counts);
            for (figure, expected) in [
                (CALLIYO_FIGURE_CALLS, some(counts.clone().map(|own| own.calls))),
                (CALLIYO_FIGURE_ATTEMPTS, some(counts.clone().map(|own| own.attempts))),
                (CALLIYO_FIGURE_CONNECTED, some(counts.clone().map(|own| own.connected))),
                (CALLIYO_FIGURE_MISSED, some(counts.clone().map(|own| own.missed))),
                (CALLIYO_FIGURE_TALK_SECONDS, some(counts.map(|own| own.talk_seconds))),
                (
                    CALLIYO_FIGURE_CONNECT_RATE,
                    figures.iter().map(|own| rate(own.connect_rate)).collect(),
                ),
                (
                    CALLIYO_FIGURE_REACH_RATE,
                    figures.iter().map(|own| rate(own.reach_rate)).collect(),
                ),
                (
                    CALLIYO_FIGURE_MISSED_RATE,
                    figures.iter().map(|own| rate(own.missed_rate)).collect(),
                ),
            ] {
                assert_eq!(report.figure(figure), expected, "figure {figure} by {name}");
            }
        });
    }
}

#[test]
fn groups_have_numbers_of_their_own() {
    assert_eq!(group(&Key::Named(7)), Some(7));
    assert_eq!(group(&Key::Weekday(Weekday::Sunday)), Some(CALLIYO_WEEKDAY_SUNDAY.into()));
    assert_eq!(group(&Key::Weekday(Weekday::Monday)), Some(CALLIYO_WEEKDAY_MONDAY.into()));
    assert_eq!(group(&Key::Missing), None);
    let date = LocalDate::parse("1970-02-01").expect("it is a date");
    assert_eq!(group(&Key::Date(date)), Some(31));
}

#[test]
fn coverage_is_that_of_rust() {
    let engine = engine("{}");
    with_calls(&mut Random(1), 80, |handle, calls| {
        let (first, last) = ("2026-04-01", "2026-04-09");
        let date = |text: &str| LocalDate::parse(text).expect("it is a date");
        let days = (date(first), date(last));
        let expected = engine.engine.coverage_table(calls, &SIZES, days).expect("it is sound");
        let query = format!("{{\"first\":\"{first}\",\"last\":\"{last}\"}}");
        let report = Report::new(&engine, CALLIYO_REPORT_COVERAGE, handle, &query);
        let report = report.unwrap_or_else(|failure| panic!("{failure:?}"));
        assert_eq!(report.rows, expected.len());
        let made = some(expected.iter().map(|own| own.calls));
        assert_eq!(report.figure(CALLIYO_FIGURE_CALLS), made);
        let dates: Vec<_> = expected.iter().map(|own| day(own.date)).collect();
        assert_eq!(report.figure(CALLIYO_FIGURE_DATE), dates);
        let progress: Vec<_> = expected.iter().map(|own| rate(own.progress)).collect();
        assert_eq!(report.figure(CALLIYO_FIGURE_PROGRESS_RATE), progress);
    });
}

#[test]
fn figures_of_leads_are_those_of_rust() {
    let engine = engine("{}");
    for seed in 0..if cfg!(miri) { 1 } else { 20 } {
        let random = &mut Random(seed);
        let rows = random.below(60) as usize;
        let numbers = |random: &mut Random, limit| {
            let numbers = random.numbers(rows, limit);
            random.some(numbers)
        };
        let amounts = |random: &mut Random| {
            let amounts = random.numbers(rows, 900).into_iter().map(i64::from).collect();
            random.some(amounts)
        };
        let status: Vec<u16> = random
            .numbers(rows, 10)
            .into_iter()
            .map(|status| u16::try_from(status).expect("statuses are few"))
            .collect();
        let (captured_at, since) = (random.instants(rows), random.instants(rows));
        let converted_at = random.instants(rows);
        let converted_at = random.some(converted_at);
        let [owner, credited, source, campaign, currency] =
            [4, 4, 2, 2, 2].map(|limit| numbers(random, limit));
        let (amount, tax, tags) = (amounts(random), amounts(random), random.lists(rows, 3));
        let (open, refunded) = (random.bits(rows, 2), random.bits(rows, 3));
        let cap = numbers(random, 9);
        let cap = (cap.0.into_iter().chain([0; 4]).take(4).collect::<Vec<_>>(), vec![0b1011]);
        let handle = Handle::new();
        set_sizes(&handle);
        handle.set(CALLIYO_LEAD_STATUS, &status);
        handle.set(CALLIYO_LEAD_CAPTURED_AT, &captured_at);
        handle.set_some(CALLIYO_LEAD_OWNER, &owner);
        handle.set(CALLIYO_LEAD_STATUS_SINCE, &since);
        handle.set_some(CALLIYO_LEAD_SOURCE, &source);
        handle.set_some(CALLIYO_LEAD_CAMPAIGN, &campaign);
        handle.set_lists(CALLIYO_LEAD_TAGS, &tags);
        handle.set_flags(CALLIYO_LEAD_OPEN_FOLLOW_UP, &open, rows);
        handle.set_some(CALLIYO_LEAD_CONVERTED_AT, &converted_at);
        handle.set_some(CALLIYO_LEAD_CREDITED, &credited);
        handle.set_some(CALLIYO_LEAD_CURRENCY, &currency);
        handle.set_some(CALLIYO_LEAD_AMOUNT_MINOR, &amount);
        handle.set_some(CALLIYO_LEAD_TAX_MINOR, &tax);
        handle.set_flags(CALLIYO_LEAD_REFUNDED, &refunded, rows);
        handle.set_some(CALLIYO_AGENT_CAP, &cap);
        let leads = LeadColumns {
            status_since: Some(&since),
            source: Some(column(&source)),
            campaign: Some(column(&campaign)),
            tags: Some(ListColumn { offsets: &tags.0, values: &tags.1 }),
            open_follow_up: Some(Bitmap::new(&open)),
            converted_at: Some(column(&converted_at)),
            credited: Some(column(&credited)),
            currency: Some(column(&currency)),
            amount_minor: Some(column(&amount)),
            tax_minor: Some(column(&tax)),
            refunded: Some(Bitmap::new(&refunded)),
            ..LeadColumns::new(&status, &captured_at, column(&owner))
        };
        let expected = engine.engine.lead_figures(&leads, &SIZES).expect("they are sound");
        let report = |kind, query: &str| {
            Report::new(&engine, kind, &handle, query)
                .unwrap_or_else(|failure| panic!("{failure:?}"))
        };
        let period = r#"{"period":{"from":"2026-03-01T00:00:00Z","to":"2026-05-01T00:00:00Z"}}"#;
        let instant = |text: &str| Timestamp::parse(text).expect("it is an instant");
        let dates =
            Period { from: instant("2026-03-01T00:00:00Z"), to: instant("2026-05-01T00:00:00Z") };

        let by = r#"{"by":["agent","tag"]}"#;
        let own = report(CALLIYO_REPORT_CONVERSION, by);
        let query: ConversionQuery = read_query(by).expect("the query is sound");
        let conversion = expected.conversion(&query).expect("the query is sound");
        let customers = conversion.rows.iter().map(|own| own.figures.customers);
        let customers = some(customers.chain([conversion.total.customers]));
        assert_eq!(own.figure(CALLIYO_FIGURE_CUSTOMERS), customers);
        let tags = conversion.rows.iter().map(|own| group(&own.keys[1])).chain([None]);
        assert_eq!(own.figure(CALLIYO_FIGURE_SECOND_GROUP), tags.collect::<Vec<_>>());

        let own = report(CALLIYO_REPORT_CONVERSIONS, period);
        let conversions = some([expected.conversions_in(dates)]);
        assert_eq!(own.figure(CALLIYO_FIGURE_CONVERSIONS), conversions);

        for (query, dates) in [("", None), (period, Some(dates))] {
            let own = report(CALLIYO_REPORT_REVENUE, query);
            let revenue = expected.revenue(dates);
            let agents: Vec<_> = revenue.iter().map(|own| own.agent.map(i64::from)).collect();
            assert_eq!(own.figure(CALLIYO_FIGURE_AGENT), agents);
            let amounts: Vec<_> = revenue.iter().map(|own| Some(own.amount_minor.get())).collect();
            assert_eq!(own.figure(CALLIYO_FIGURE_AMOUNT_MINOR), amounts);
            let taxes: Vec<_> = revenue.iter().map(|own| Some(own.tax_minor.get())).collect();
            assert_eq!(own.figure(CALLIYO_FIGURE_TAX_MINOR), taxes);

            let own = report(CALLIYO_REPORT_TIME_TO_CONVERT, query);
            let time = expected.time_to_convert(dates);
            assert_eq!(own.figure(CALLIYO_FIGURE_MEDIAN_MILLIS), [time.median_millis]);
            assert_eq!(own.figure(CALLIYO_FIGURE_P90_MILLIS), [time.p90_millis]);
            assert_eq!(own.figure(CALLIYO_FIGURE_CONVERSIONS), some([time.count]));
        }

        let own = report(CALLIYO_REPORT_FUNNEL, "{}");
        assert_eq!(own.figure(CALLIYO_FIGURE_LEADS), some(expected.funnel()));

        let own = report(CALLIYO_REPORT_QUEUES, "{}");
        let queues = expected.queue_against_cap(&column(&cap)).expect("there are four caps");
        assert_eq!(own.figure(CALLIYO_FIGURE_QUEUE), some(queues.iter().map(|own| own.queue)));
        assert_eq!(own.figure(CALLIYO_FIGURE_HELD), some(queues.iter().map(|own| own.held)));
        let caps: Vec<_> = queues.iter().map(|own| own.cap.map(i64::from)).collect();
        assert_eq!(own.figure(CALLIYO_FIGURE_CAP), caps);

        let own = report(CALLIYO_REPORT_STALLED, "{}");
        let stalled: Vec<_> =
            expected.stalled().into_iter().map(|row| Some(i64::from(row))).collect();
        assert_eq!(own.figure(CALLIYO_FIGURE_LEAD), stalled);
    }
}

#[test]
fn follow_ups_are_those_of_rust() {
    let engine = engine("{}");
    let random = &mut Random(5);
    let (at, closed_at, owner) = (random.instants(50), random.instants(50), random.numbers(50, 4));
    let (owner, closed_at) = (random.some(owner), random.some(closed_at));
    let state: Vec<u8> =
        (0..50).map(|_| u8::try_from(random.below(3)).expect("three states")).collect();
    let note = random.bits(50, 5);
    let handle = Handle::new();
    set_sizes(&handle);
    handle.set(CALLIYO_FOLLOW_UP_AT, &at);
    handle.set_some(CALLIYO_FOLLOW_UP_OWNER, &owner);
    handle.set(CALLIYO_FOLLOW_UP_STATE, &state);
    handle.set_some(CALLIYO_FOLLOW_UP_CLOSED_AT, &closed_at);
    handle.set_flags(CALLIYO_FOLLOW_UP_NOTE, &note, 50);
    let columns = FollowUpColumns {
        at: &at,
        owner: column(&owner),
        state: &state,
        closed_at: Some(column(&closed_at)),
        note: Some(Bitmap::new(&note)),
    };
    let now = Timestamp::from_millis(NOW - 86_400_000 * 40).expect("it is supported");
    let query = FollowUpQuery { now, period: None };
    let expected = engine.engine.follow_up_table(&columns, 4, query).expect("it is sound");
    let query = format!("{{\"now\":\"{now}\"}}");
    let report = Report::new(&engine, CALLIYO_REPORT_FOLLOW_UPS, &handle, &query);
    let report = report.unwrap_or_else(|failure| panic!("{failure:?}"));
    let each = |figure: fn(&FollowUpFigures) -> u64| {
        let rows = expected.rows.iter().map(|row| figure(&row.figures));
        some(rows.chain([figure(&expected.total)]))
    };
    for (figure, own) in [
        (CALLIYO_FIGURE_DUE_TODAY, each(|own| own.due_today)),
        (CALLIYO_FIGURE_OVERDUE, each(|own| own.overdue)),
        (CALLIYO_FIGURE_UPCOMING, each(|own| own.upcoming)),
        (CALLIYO_FIGURE_RESOLVED_ON_TIME, each(|own| own.resolved_on_time)),
        (CALLIYO_FIGURE_RESOLVED_LATE, each(|own| own.resolved_late)),
        (CALLIYO_FIGURE_EXPIRED, each(|own| own.expired)),
    ] {
        assert_eq!(report.figure(figure), own, "figure {figure}");
    }
}

#[test]
fn times_in_status_are_those_of_rust() {
    let engine = engine("{}");
    let (lead, status) = ([0_u32, 0, 2, 2, 2, 8], [0_u16, 1, 0, 1, 0, 9]);
    let entered_at = [10_i64, 50, 0, 5, 20, 90];
    let handle = Handle::new();
    set_sizes(&handle);
    handle.set(CALLIYO_HISTORY_LEAD, &lead);
    handle.set(CALLIYO_HISTORY_STATUS, &status);
    handle.set(CALLIYO_HISTORY_ENTERED_AT, &entered_at);
    let columns = HistoryColumns { lead: &lead, status: &status, entered_at: &entered_at };
    let until = Timestamp::from_millis(1_000).expect("it is supported");
    let expected = engine.engine.status_times(&columns, 9, until).expect("it is sound");
    let query = format!("{{\"until\":\"{until}\"}}");
    let report = |kind| {
        Report::new(&engine, kind, &handle, &query).unwrap_or_else(|failure| panic!("{failure:?}"))
    };
    let own = report(CALLIYO_REPORT_LEADS_IN_STATUS);
    let millis = some(expected.per_lead.iter().map(|own| own.millis));
    assert_eq!(own.figure(CALLIYO_FIGURE_MILLIS), millis);
    let leads: Vec<_> = expected.per_lead.iter().map(|own| Some(own.lead.into())).collect();
    assert_eq!(own.figure(CALLIYO_FIGURE_LEAD), leads);
    let own = report(CALLIYO_REPORT_TIME_IN_STATUS);
    let means: Vec<_> =
        expected.per_status.iter().map(|own| own.mean_millis.and_then(number)).collect();
    assert_eq!(own.figure(CALLIYO_FIGURE_MEAN_MILLIS), means);
    assert!(means.contains(&None) && means[0].is_some());
}

#[test]
fn a_run_tells_how_even_it_was() {
    let engine = engine("{}");
    let company = Company::random(&mut Random(3), 40, 5);
    let handle = company.set();
    let (mut received, mut reason) = ([0_u32; 5], [0_u8; 40]);
    handle.set_output(CALLIYO_PLAN_RECEIVED, &mut received);
    handle.set_output(CALLIYO_PLAN_REASON, &mut reason);
    assert_eq!(handle.plan(&engine, CALLIYO_JOB_ASSIGNMENT, NOW).0, CALLIYO_OK);
    let report = Report::new(&engine, CALLIYO_REPORT_EVENNESS, &handle, "");
    let report = report.unwrap_or_else(|failure| panic!("{failure:?}"));
    let counts = ReasonCounts::of(&reason);
    let expected = Evenness::of_run(&received, &company.agents(), &counts);
    let last = |figure| report.figure(figure).last().copied().flatten();
    assert_eq!(last(CALLIYO_FIGURE_LARGEST), expected.largest.map(i64::from));
    assert_eq!(last(CALLIYO_FIGURE_SPREAD), expected.spread.map(i64::from));
    assert_eq!(last(CALLIYO_FIGURE_NOT_PLACED), number(counts.not_placed()));
    assert_eq!(report.rows, expected.received.len() + 1);
    let refused_at = |path: &str| {
        let refused = Report::new(&engine, CALLIYO_REPORT_EVENNESS, &handle, "").err();
        let (code, failure) = refused.expect("an output does not fit");
        assert_eq!(code, CALLIYO_FAILED);
        assert!(failure.is_some_and(|failure| failure.contains(path)), "{path}");
    };
    let mut one_more = [0_u32; 6];
    for length in [0, 4, 6] {
        handle.set_output(CALLIYO_PLAN_RECEIVED, &mut one_more[..length]);
        refused_at(r#""path":"outputs.received""#);
    }
    handle.set_output(CALLIYO_PLAN_RECEIVED, &mut received);
    // SAFETY: the handle is in use.
    let code = unsafe { crate::calliyo_columns_unset_output(handle.0, CALLIYO_PLAN_REASON) };
    assert_eq!(code, CALLIYO_OK);
    refused_at(r#""path":"outputs.reason""#);
}

/// A report of seven rows, which has figures with and without missing values.
fn small(engine: &CalliyoEngine) -> Report {
    let handle = Handle::new();
    set_sizes(&handle);
    let (lead, none) = ([0_u32; 0], [0_i64; 0]);
    handle.set(CALLIYO_HISTORY_LEAD, &lead);
    handle.set(CALLIYO_HISTORY_STATUS, &[0_u16; 0]);
    handle.set(CALLIYO_HISTORY_ENTERED_AT, &none);
    let query = r#"{"until":"2026-05-15T13:00:00Z"}"#;
    Report::new(engine, CALLIYO_REPORT_TIME_IN_STATUS, &handle, query)
        .unwrap_or_else(|failure| panic!("{failure:?}"))
}

#[test]
fn a_figure_is_read_only_to_where_it_fits() {
    let engine = engine("{}");
    let report = small(&engine);
    let rows = report.rows;
    let mut memory = vec![99_i64; rows + 1];
    let start = memory.as_mut_ptr();
    let (bits, inside) = (ptr::null_mut(), start.cast::<u8>().wrapping_add(4));
    let [full, missing] = [CALLIYO_FIGURE_STATUS, CALLIYO_FIGURE_MEAN_MILLIS];
    assert_eq!(report.read(CALLIYO_FIGURE_CALLS, start, bits, rows), CALLIYO_UNKNOWN_CONSTANT);
    assert_eq!(report.read(CALLIYO_LEAD_STATUS, start, bits, rows), CALLIYO_UNKNOWN_CONSTANT);
    assert_eq!(report.read(full, start, bits, rows - 1), CALLIYO_INVALID_LENGTH);
    assert_eq!(report.read(full, start, bits, usize::MAX), CALLIYO_INVALID_LENGTH);
    assert_eq!(report.read(full, ptr::null_mut(), bits, rows), CALLIYO_NULL_POINTER);
    assert_eq!(report.read(full, inside.cast(), bits, rows), CALLIYO_MISALIGNED);
    assert_eq!(report.read(full, start, inside, rows), CALLIYO_OVERLAP);
    assert_eq!(report.read(missing, start, bits, rows), CALLIYO_NULL_POINTER);
    assert_eq!(memory, vec![99; rows + 1]);
    let start = memory.as_mut_ptr();
    assert_eq!(report.read(full, start, bits, rows), CALLIYO_OK);
    let mut bits = [0_u8; 2];
    assert_eq!(report.read(full, start, bits.as_mut_ptr(), rows), CALLIYO_OK);
    assert_eq!(bits, [0xff, 0b11], "there are ten statuses");
    assert_eq!(report.read(missing, start, bits.as_mut_ptr(), rows), CALLIYO_OK);
    assert_eq!((bits, memory[0]), ([0; 2], 0));
}

#[test]
fn what_a_report_refuses_is_told() {
    let engine = engine("{}");
    let handle = Handle::new();
    let refused = |kind, query: &str, part: &str| {
        let (code, failure) =
            Report::new(&engine, kind, &handle, query).err().expect("it is refused");
        assert_eq!(code, CALLIYO_FAILED);
        let failure = failure.unwrap_or_default();
        assert!(failure.contains(part), "{failure}");
    };
    refused(CALLIYO_REPORT_CALLS, "{}", r#""path":"calls.startedAt""#);
    refused(CALLIYO_REPORT_CALLS, r#"{"by":["nothing"]}"#, r#""path":"query.by[0]""#);
    refused(CALLIYO_REPORT_CALLS, r#"{"of":1}"#, r#""code":"request.unknown_field""#);
    refused(CALLIYO_REPORT_CALLS, "no JSON", r#""path":"query""#);
    refused(CALLIYO_REPORT_FUNNEL, "{}", r#""path":"leads.status""#);
    refused(CALLIYO_REPORT_QUEUES, "{}", r#""path":"agents.cap""#);
    refused(CALLIYO_REPORT_CONVERSIONS, "{}", r#""path":"query.period""#);
    refused(CALLIYO_REPORT_FOLLOW_UPS, "", r#""path":"query.now""#);
    refused(CALLIYO_REPORT_TIME_IN_STATUS, "", r#""path":"query.until""#);
    refused(CALLIYO_REPORT_COVERAGE, "", r#""path":"query.first""#);
    for kind in [0, CALLIYO_REPORT_EVENNESS + 1, CALLIYO_FIGURE_CALLS] {
        let refused = Report::new(&engine, kind, &handle, "").err();
        assert_eq!(refused, Some((CALLIYO_UNKNOWN_CONSTANT, None)), "{kind}");
    }
}

#[test]
fn null_is_refused() {
    let (engine, handle) = (engine("{}"), Handle::new());
    let (mut report, mut rows, mut text) = (ptr::dangling_mut(), 7, Text::new());
    let (failure, length) = text.outs();
    let kind = CALLIYO_REPORT_FUNNEL;
    let mut new =
        |engine: *const CalliyoEngine, columns: *const CalliyoColumns, query, outs: [bool; 2]| {
            let report = if outs[0] { &raw mut report } else { ptr::null_mut() };
            let rows = if outs[1] { &raw mut rows } else { ptr::null_mut() };
            // SAFETY: every pointer is NULL, in use, or points to a variable.
            unsafe {
                calliyo_report_new(
                    engine,
                    kind,
                    columns,
                    ptr::null(),
                    query,
                    report,
                    rows,
                    failure,
                    length,
                )
            }
        };
    let codes = [
        new(ptr::null(), handle.0, 0, [true; 2]),
        new(&raw const engine, ptr::null(), 0, [true; 2]),
        new(&raw const engine, handle.0, 1, [true; 2]),
        new(&raw const engine, handle.0, 0, [false, true]),
        new(&raw const engine, handle.0, 0, [true, false]),
    ];
    assert_eq!(codes, [CALLIYO_NULL_POINTER; 5]);
    assert!(report.is_null() && rows == 0);
    assert_eq!(text.take(), None);
    // SAFETY: NULL is allowed.
    unsafe {
        calliyo_report_free(ptr::null_mut());
        let code = calliyo_report_read(ptr::null(), 0, ptr::null_mut(), ptr::null_mut(), 0);
        assert_eq!(code, CALLIYO_NULL_POINTER);
    }
}

#[test]
fn a_figure_has_one_constant_and_one_name() {
    for (place, (constant, name)) in FIGURES.iter().enumerate() {
        let others = &FIGURES[..place];
        assert!(others.iter().all(|(own, other)| own != constant && other != name), "{name:?}");
    }
}
