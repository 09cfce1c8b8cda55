//! A manager's figures (rules M2 to M5, M7, M9).

use calliyo_core::{
    MinorUnits, Rate,
    lead::{Agent, Call, CallStatus, Currency, Direction, Lead, Order, PaymentStatus},
    report::{
        CallCounts, DashboardInput, Dimension, call_counts, missed_call_rate, time_to_convert,
    },
    time::{LocalDate, Period, TimeZone},
};
use proptest::prelude::*;

use crate::support::{
    self, agent, agent_id, at, conversion, ended, engine, engine_with, lead, lead_id, order, status,
};

fn date(text: &str) -> LocalDate {
    LocalDate::parse(text).unwrap()
}

fn period(from: &str, to: &str) -> Period {
    Period { from: at(from), to: at(to) }
}

fn captured(id: &str, on: &str, instant: &str, edit: impl FnOnce(&mut Lead)) -> Lead {
    let mut lead = lead(on);
    lead.id = lead_id(id);
    lead.captured_at = at(instant);
    edit(&mut lead);
    lead
}

/// M2: days, weeks and months are the company's local ones, as half-open instants.
#[test]
fn periods_are_local_and_half_open() {
    let engine = engine();
    let company = engine.time();
    let day = company.day(date("2026-05-15")).unwrap();
    assert_eq!(day, period("2026-05-14T18:30:00Z", "2026-05-15T18:30:00Z"));
    assert!(day.contains(day.from) && !day.contains(day.to));
    let week = company.week(date("2026-05-15")).unwrap();
    assert_eq!(week, period("2026-05-10T18:30:00Z", "2026-05-17T18:30:00Z"));
    let month = company.month(date("2026-05-15")).unwrap();
    assert_eq!(month, period("2026-04-30T18:30:00Z", "2026-05-31T18:30:00Z"));
}

/// M3: ended outgoing calls of the agent and day against the target, which they may pass.
#[test]
fn the_daily_target_counts_outgoing_calls() {
    let engine = engine_with(|policy| policy.daily_target = 2);
    let calls = [
        ended("1", CallStatus::Called, 60),
        ended("2", CallStatus::NoAnswer, 0),
        ended("3", CallStatus::Busy, 0),
        Call { direction: Direction::Incoming, ..ended("4", CallStatus::Called, 9) },
        Call { direction: Direction::Missed, ..ended("5", CallStatus::Missed, 0) },
        Call { voided: true, ..ended("6", CallStatus::Called, 9) },
        Call { agent: agent_id("bala"), ..ended("7", CallStatus::Called, 9) },
        Call { started_at: at("2026-05-15T18:30:00Z"), ..ended("8", CallStatus::Called, 9) },
    ];
    let done = engine.target_progress(&agent_id("asha"), &calls, date("2026-05-15"));
    assert_eq!((done.calls, done.target, done.agent), (3, 2, agent_id("asha")));
    assert_eq!(done.progress.unwrap().parts_per_million, 1_500_000);
    let next = engine.target_progress(&agent_id("asha"), &calls, date("2026-05-16"));
    assert_eq!(next.calls, 1);
}

/// M3, M9: a target of 0 gives null, never 0.
#[test]
fn no_target_has_no_progress() {
    let engine = engine_with(|policy| policy.daily_target = 0);
    let calls = [ended("1", CallStatus::Called, 60)];
    let done = engine.target_progress(&agent_id("asha"), &calls, date("2026-05-15"));
    assert_eq!((done.calls, done.progress), (1, None));
    assert_eq!(serde_json::to_value(done).unwrap()["progress"], serde_json::Value::Null);
}

fn mixed() -> Vec<Lead> {
    let day = "2026-05-12T00:00:00Z";
    let tag = |tags: &'static [&str]| {
        move |lead: &mut Lead| lead.tags = tags.iter().map(|tag| (*tag).to_owned()).collect()
    };
    vec![
        captured("1", "customer", day, |lead| {
            lead.source = Some("web".into());
            lead.owner = Some(agent_id("bala"));
            lead.campaign = Some("may".into());
            tag(&["hot", "new", "hot"])(lead);
        }),
        captured("2", "busy", day, |lead| {
            lead.source = Some("web".into());
            tag(&["hot"])(lead);
        }),
        captured("3", "unassigned", day, |lead| lead.source = Some("fair".into())),
        captured("4", "customer", day, |_| {}),
        captured("5", "customer", "2026-04-01T00:00:00Z", |lead| lead.source = Some("web".into())),
    ]
}

type Rows = Vec<(Option<String>, u64, u64)>;

fn rows(by: Dimension, within: Option<Period>) -> Rows {
    let rows = engine().conversion(&mixed(), by, within);
    rows.into_iter()
        .map(|row| {
            assert_eq!(row.rate, Rate::of(row.customers, row.leads));
            (row.group, row.leads, row.customers)
        })
        .collect()
}

/// M4: leads captured in the period that are Customers now over leads captured, by each dimension.
#[test]
fn the_conversion_rate_is_by_group() {
    let may = || Some(period("2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"));
    let row = |group: Option<&str>, leads, customers| (group.map(Into::into), leads, customers);
    assert_eq!(rows(Dimension::Total, may()), [row(None, 4, 2)]);
    assert_eq!(
        rows(Dimension::Source, may()),
        [row(Some("fair"), 1, 0), row(Some("web"), 2, 1), row(None, 1, 1)]
    );
    // A customer is the credited agent's, any other lead the owner's.
    assert_eq!(rows(Dimension::Agent, may()), [row(Some("asha"), 3, 2), row(None, 1, 0)]);
    assert_eq!(rows(Dimension::Campaign, may()), [row(Some("may"), 1, 1), row(None, 3, 1)]);
    // A lead with several tags counts in each tag's row, once.
    assert_eq!(
        rows(Dimension::Tag, may()),
        [row(Some("hot"), 2, 1), row(Some("new"), 1, 1), row(None, 2, 1)]
    );
    assert_eq!(rows(Dimension::Total, None), [row(None, 5, 3)]);
    let empty = period("2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z");
    assert_eq!(rows(Dimension::Source, Some(empty)), []);
}

/// M4: conversions of a period are the current ones by their instant, half-open.
#[test]
fn conversions_are_counted_by_their_instant() {
    // Each customer was sold to on the 12th at 06:00.
    let count = |from: &str, to: &str| engine().conversions_in(&mixed(), period(from, to));
    assert_eq!(count("2026-05-12T06:00:00Z", "2026-05-12T06:00:01Z"), 3);
    assert_eq!(count("2026-05-12T00:00:00Z", "2026-05-12T06:00:00Z"), 0);
}

fn converted_after(milliseconds: &[i64]) -> Vec<Lead> {
    let one = |millis: &i64| {
        let mut lead = lead("customer");
        let own = conversion("asha", "2026-05-12T00:00:00Z", None);
        lead.captured_at = own.at.saturating_add_millis(-millis);
        lead.conversion = Some(own);
        lead
    };
    milliseconds.iter().map(one).collect()
}

/// M5, V5: count, mean, median as the mean of the two middle ones, p90 by nearest rank.
#[test]
fn time_to_convert_has_mean_median_and_p90() {
    let figures = |milliseconds: &[i64]| {
        let own = time_to_convert(&converted_after(milliseconds), None);
        (own.count, own.mean_millis, own.median_millis, own.p90_millis)
    };
    assert_eq!(figures(&[]), (0, None, None, None));
    assert_eq!(figures(&[7]), (1, Some(7), Some(7), Some(7)));
    assert_eq!(figures(&[30, 10, 20]), (3, Some(20), Some(20), Some(30)));
    assert_eq!(figures(&[1, 4, 2, 9]), (4, Some(4), Some(3), Some(9)));
    let ten: Vec<i64> = (1..=10).collect();
    assert_eq!(figures(&ten), (10, Some(5), Some(5), Some(9)));
    let eleven: Vec<i64> = (1..=11).collect();
    assert_eq!(figures(&eleven), (11, Some(6), Some(6), Some(10)));
}

/// M5: only current conversions of the period count, by conversion instant.
#[test]
fn time_to_convert_is_of_a_period() {
    let leads = converted_after(&[10, 20]);
    let on = |day: &str| {
        let day = engine().time().day(date(day));
        time_to_convert(leads.iter().chain([&lead("busy")]), day).count
    };
    assert_eq!((on("2026-05-12"), on("2026-05-13")), (2, 0));
}

/// M5, V1: revenue per agent and currency of current conversions that are not refunded, tax apart; never added across
/// currencies.
#[test]
fn revenue_is_per_agent_and_currency() {
    let sold = |id: &str, agent: &str, currency: &str, amount, payment| {
        captured(id, "customer", "2026-05-11T00:00:00Z", |lead| {
            let order = Order {
                currency: Currency::new(currency).unwrap(),
                tax_minor: Some(MinorUnits::new(amount / 10)),
                payment,
                ..order(amount)
            };
            lead.conversion = Some(conversion(agent, "2026-05-12T06:00:00Z", Some(order)));
        })
    };
    let leads = [
        sold("1", "bala", "INR", 100, PaymentStatus::Paid),
        sold("2", "asha", "USD", 70, PaymentStatus::Unpaid),
        sold("3", "asha", "INR", 50, PaymentStatus::Partial),
        sold("4", "asha", "INR", 30, PaymentStatus::Paid),
        sold("5", "asha", "INR", 999, PaymentStatus::Refunded),
        captured("6", "customer", "2026-05-11T00:00:00Z", |lead| {
            lead.conversion = Some(conversion("asha", "2026-05-12T06:00:00Z", None));
        }),
        lead("busy"),
    ];
    let rows = |within| {
        let rows = engine().revenue(&leads, within);
        rows.into_iter()
            .map(|row| {
                let sums = (row.orders, row.amount_minor.get(), row.tax_minor.get());
                (format!("{} {}", row.agent, row.currency), sums)
            })
            .collect::<Vec<_>>()
    };
    let row = |name: &str, orders, amount, tax| (name.to_owned(), (orders, amount, tax));
    let all = [row("asha INR", 2, 80, 8), row("asha USD", 1, 70, 7), row("bala INR", 1, 100, 10)];
    assert_eq!(rows(None), all);
    assert_eq!(rows(engine().time().day(date("2026-05-12"))), all);
    assert_eq!(rows(engine().time().day(date("2026-05-13"))), []);
}

/// M7, P1: the funnel counts the leads on each status, in pipeline order, empty ones too.
#[test]
fn the_funnel_stands_in_pipeline_order() {
    let mut stray = lead("busy");
    stray.status = status("gone");
    let leads = [lead("busy"), lead("customer"), lead("busy"), stray];
    let funnel = engine().funnel(&leads);
    let order: Vec<_> = funnel.iter().map(|row| row.status.as_str()).collect();
    assert_eq!(order, support::TEN_STATUSES);
    let counts: Vec<_> = funnel.iter().map(|row| row.leads).collect();
    assert_eq!(counts, [0, 0, 0, 0, 0, 2, 0, 0, 0, 1]);
    assert_eq!(funnel[6].name, "Not Picked");
}

/// M7, M9: queue and held leads stand against the cap; without one, or with a cap of 0, there is no rate.
#[test]
fn the_queue_stands_against_the_cap() {
    let leads = [lead("busy"), lead("interested"), lead("notInterested"), lead("assigned")];
    let against = |cap| {
        let mut asha = agent("asha");
        asha.cap = cap;
        let input = DashboardInput { leads: &leads, calls: &[], now: support::now() };
        let own = engine().dashboard(&asha, input).queue;
        (own.queue, own.held, own.filled.map(|rate| rate.parts_per_million))
    };
    assert_eq!(against(Some(3)), (3, 2, Some(666_666)));
    assert_eq!(against(None), (3, 2, None));
    assert_eq!(against(Some(0)), (3, 2, None));
}

/// M7, A2: every agent supplied has a row, in that order; who owns no lead, or is only credited with one, has an empty queue.
#[test]
fn every_agents_queue_stands_against_the_cap() {
    let owned = |on: &str, by: &str| Lead { owner: Some(agent_id(by)), ..lead(on) };
    let mut sold = owned("customer", "bala");
    sold.conversion = Some(conversion("carol", "2026-05-15T06:00:00Z", None));
    let leads = [owned("busy", "bala"), owned("assigned", "bala"), owned("assigned", "asha"), sold];
    let agents = ["carol", "bala", "asha"].map(|id| Agent { cap: Some(4), ..agent(id) });
    let rows = engine().queue_against_cap(&agents, &leads);
    let told: Vec<_> =
        rows.iter().map(|own| (own.agent.as_str(), own.queue, own.held, own.filled)).collect();
    let expected = [
        ("carol", 0, 0, Rate::of(0, 4)),
        ("bala", 2, 2, Rate::of(2, 4)),
        ("asha", 1, 1, Rate::of(1, 4)),
    ];
    assert_eq!(told, expected);
}

/// M7: the missed-call rate is missed over incoming calls, of the directions incoming and missed.
#[test]
fn the_missed_call_rate_is_over_incoming_calls() {
    let of = |direction, status, seconds| Call { direction, ..ended("c", status, seconds) };
    let calls = [
        of(Direction::Missed, CallStatus::Missed, 0),
        of(Direction::Incoming, CallStatus::Called, 60),
        of(Direction::Incoming, CallStatus::Missed, 5),
        of(Direction::Outgoing, CallStatus::Missed, 0),
        Call { voided: true, ..of(Direction::Missed, CallStatus::Missed, 0) },
    ];
    assert_eq!(missed_call_rate(&calls), Rate::of(1, 3));
    assert_eq!(missed_call_rate([]), None);
}

/// M9, C2, C3: calls are counted as integers; a rate over nothing is null.
#[test]
fn calls_are_counted() {
    let counts = call_counts(&[
        ended("1", CallStatus::Called, 60),
        ended("2", CallStatus::Busy, 0),
        ended("3", CallStatus::Missed, 0),
        ended("4", CallStatus::Missed, 5),
    ]);
    let expected = CallCounts { calls: 4, attempts: 3, connected: 2, missed: 1, talk_seconds: 65 };
    assert_eq!(counts, expected);
    assert_eq!(counts.connect_rate(), Rate::of(2, 3));
    assert_eq!(call_counts([]).connect_rate(), None);
}

/// M2: the same calls fall on other days in another zone.
#[test]
fn days_are_those_of_the_companys_zone() {
    let late =
        [Call { started_at: at("2026-05-15T20:00:00Z"), ..ended("1", CallStatus::Called, 1) }];
    let calls_on = |zone: &str, day: &str| {
        let engine = engine_with(|policy| policy.time_zone = TimeZone::named(zone));
        engine.target_progress(&agent_id("asha"), &late, date(day)).calls
    };
    assert_eq!(calls_on("Asia/Kolkata", "2026-05-16"), 1);
    assert_eq!(calls_on("America/New_York", "2026-05-15"), 1);
}

prop_compose! {
    fn any_leads()(
        parts in prop::collection::vec(
            (0..3_usize, 0..3_usize, any::<bool>(), -1000..1000_i64),
            0..20,
        ),
    ) -> Vec<Lead> {
        parts.into_iter().map(|(source, owner, sold, amount)| {
            let mut lead = lead(if sold { "customer" } else { "busy" });
            lead.source = [None, Some("web"), Some("fair")][source].map(Into::into);
            let owner = ["asha", "bala", "carol"][owner];
            lead.owner = Some(agent_id(owner));
            lead.conversion =
                sold.then(|| conversion(owner, "2026-05-12T06:00:00Z", Some(order(amount))));
            lead
        }).collect()
    }
}

proptest! {
    /// M9: the rows of an additive measure sum to the total row.
    #[test]
    fn rows_sum_to_the_total(leads in any_leads()) {
        let engine = engine();
        let sum = |by| {
            let rows = engine.conversion(&leads, by, None);
            rows.iter().fold((0, 0), |sum, row| (sum.0 + row.leads, sum.1 + row.customers))
        };
        let total = sum(Dimension::Total);
        prop_assert_eq!(sum(Dimension::Source), total);
        prop_assert_eq!(sum(Dimension::Agent), total);
        prop_assert_eq!(sum(Dimension::Campaign), total);
        let revenue: i64 =
            engine.revenue(&leads, None).iter().map(|row| row.amount_minor.get()).sum();
        let orders: i64 = leads
            .iter()
            .filter_map(|lead| Some(lead.conversion.as_ref()?.order.as_ref()?.amount_minor.get()))
            .sum();
        prop_assert_eq!(revenue, orders);
        let funnel: u64 = engine.funnel(&leads).iter().map(|row| row.leads).sum();
        prop_assert_eq!(funnel, total.0);
    }

    /// M9: a rate is cut, never rounded up.
    #[test]
    fn a_rate_is_cut(numerator in 0..u64::MAX, denominator in 1..u64::MAX) {
        let rate = Rate::of(numerator, denominator).unwrap();
        let exact = u128::from(numerator) * 1_000_000 / u128::from(denominator);
        prop_assert_eq!(u128::from(rate.parts_per_million), exact.min(u64::MAX.into()));
    }
}
