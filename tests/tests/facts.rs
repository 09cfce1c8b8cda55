//! Every published total of the two data sets that is about the library's rules, from its reports.
//!
//! The main command works a set off and prints its reports and events; what it prints as a report, and what the library reports
//! of the events, is compared with the totals. Each total is either compared or listed as being about something else.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fs,
};

use calliyo_core::{
    AgentId, Engine, LeadId, Rate, StatusId,
    lead::{Call, Change, Event, Lead, apply},
    policy::Policy,
    report::{CallQuery, Column, ConversionQuery, LeadColumns, LeadOnStatus, Sizes, TimeInStatus},
    time::{LocalDate, TimeZone, Timestamp, Weekday},
};
use calliyo_tests::{data, harness, program::each_line};
use serde_json::{Map, Value, json};

/// What a run printed.
#[derive(Default)]
struct Printed {
    reports: BTreeMap<String, Value>,
    leads: BTreeMap<LeadId, Option<Lead>>,
    calls: Vec<Call>,
    events: Vec<Event>,
}

impl Printed {
    fn by(option: &str, path: &str, keep_events: bool) -> Self {
        #[derive(serde::Deserialize)]
        struct Line {
            event: Event,
        }
        let mut printed = Self::default();
        each_line(&[option, path, "--json"], |line| {
            if line.starts_with(r#"{"type":"event""#) {
                let Line { event } = serde_json::from_str(&line).expect("an event reads back");
                let lead = event.lead.clone().expect("every event is about a lead");
                apply(printed.leads.entry(lead).or_default(), &event);
                if let Change::CallCompleted { call } = &event.change {
                    printed.calls.push(call.clone());
                }
                if keep_events {
                    printed.events.push(event);
                }
            } else if line.starts_with(r#"{"type":"report""#) {
                let line: Value = serde_json::from_str(&line).expect("a report is JSON");
                printed.reports.insert(text(&line["name"]), line["report"].clone());
            }
        });
        printed
    }

    fn report(&self, name: &str) -> &Value {
        self.reports.get(name).unwrap_or_else(|| panic!("there is no report `{name}`"))
    }

    /// The rows of a report with one dimension, by their keys.
    fn rows(&self, name: &str) -> BTreeMap<String, Value> {
        let rows = self.report(name)["rows"].as_array().expect("a report has rows").iter();
        rows.map(|row| (plain(&row["keys"][0]), row.clone())).collect()
    }

    fn leads(&self) -> Vec<Lead> {
        self.leads.values().flatten().cloned().collect()
    }
}

/// The published totals of a set, and which of them were looked at.
struct Facts {
    facts: Map<String, Value>,
    seen: RefCell<BTreeSet<String>>,
}

impl Facts {
    /// Nothing where they are missing.
    fn read(file: &str) -> Option<Self> {
        let text = fs::read_to_string(data::path(file)?).expect("the facts can be read");
        let facts = serde_json::from_str(&text).expect("the facts are an object");
        Some(Self { facts, seen: RefCell::default() })
    }

    /// A published total.
    fn get(&self, name: &str) -> &Value {
        self.seen.borrow_mut().insert(name.into());
        self.facts.get(name).unwrap_or_else(|| panic!("there is no fact `{name}`"))
    }

    /// Asserts that a total is what the library reports.
    fn are(&self, name: &str, reported: &Value) {
        assert_eq!(reported, self.get(name), "{name}");
    }

    /// Asserts that every total was looked at, except those that are about something else.
    fn are_all_compared_but(&self, others: &[&str], what: &str) {
        let mut seen = self.seen.borrow().clone();
        harness::compared(numbers(&self.facts, &seen), what);
        seen.extend(others.iter().map(|own| (*own).to_owned()));
        let all: BTreeSet<String> = self.facts.keys().cloned().collect();
        assert_eq!(seen, all);
    }
}

/// How many figures there are in these totals, without those that are not compared.
fn numbers(facts: &Map<String, Value>, names: &BTreeSet<String>) -> u64 {
    fn within(value: &Value, but: &[&str]) -> u64 {
        match value {
            Value::Object(values) => {
                let values = values.iter().filter(|(name, _)| !but.contains(&name.as_str()));
                values.map(|(_, value)| within(value, but)).sum()
            }
            Value::Array(values) => values.iter().map(|value| within(value, but)).sum(),
            _ => 1,
        }
    }
    let but = |name: &str| match name {
        "by_agent" => ["manager", "office"].as_slice(),
        "duration_seconds" | "duration_seconds_converted" => &["min", "max", "median"],
        _ => &[],
    };
    let seen = facts.iter().filter(|(name, _)| names.contains(*name));
    seen.map(|(name, value)| within(value, but(name))).sum()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").into()
}

/// A text or a number as a text.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// Hundredths, half up, as the totals have them.
fn hundredths(numerator: u64, denominator: u64) -> Value {
    let share = (numerator * 200 + denominator) / (2 * denominator);
    format!("{}.{:02}", share / 100, share % 100).into()
}

fn percent(numerator: u64, denominator: u64) -> Value {
    hundredths(numerator * 100, denominator)
}

/// A printed rate in percent; nothing over nothing.
fn rate(rate: &Value) -> Value {
    match (rate["numerator"].as_u64(), rate["denominator"].as_u64()) {
        (Some(numerator), Some(denominator)) => {
            let whole = Rate::of(numerator, denominator).map(|own| json!(own));
            assert_eq!(Some(rate), whole.as_ref());
            percent(numerator, denominator)
        }
        _ => Value::Null,
    }
}

/// A row of conversion as the totals have it.
fn converted(row: &Value) -> Value {
    json!({ "leads": row["leads"], "converted": row["customers"], "rate_pct": rate(&row["rate"]) })
}

/// Several rows of conversion, added up.
fn summed<'r>(rows: impl IntoIterator<Item = &'r Value>) -> (u64, u64) {
    let counts = rows.into_iter().map(|row| (number(&row["leads"]), number(&row["customers"])));
    counts.fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1))
}

/// The numbers from the least one on, their mean and their median.
fn spread(mut values: Vec<u64>) -> Value {
    values.sort_unstable();
    let (count, sum) = (values.len(), values.iter().sum::<u64>());
    let twice = values[(count - 1) / 2] + values[count / 2];
    json!({
        "n": count,
        "min": values[0],
        "max": values[count - 1],
        "sum": sum,
        "mean": hundredths(sum, count as u64),
        "median": halves(twice),
    })
}

/// Half of a number, whole where it is.
fn halves(twice: u64) -> Value {
    if twice.is_multiple_of(2) { (twice / 2).into() } else { (twice as f64 / 2.0).into() }
}

/// The Monday of a week such as `2008-W47`.
fn monday(week: &str) -> LocalDate {
    let (year, week) = week.split_once("-W").expect("a year and a week");
    let week: i32 = week.parse().expect("a number");
    let fourth = LocalDate::from_ymd(year.parse().expect("a year"), 1, 4).expect("a date");
    let after = weekday(fourth).parse::<i32>().expect("a number");
    fourth.add_days(7 * (week - 1) - after).expect("a date")
}

/// The number of a date's weekday; Monday is 0.
fn weekday(date: LocalDate) -> String {
    let place = Weekday::ALL.iter().position(|own| *own == date.weekday());
    place.expect("one of seven").to_string()
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// M1, M2, M4, M9, C2, C3: the reports of the bank's campaigns have every published total of calls and leads
#[test]
fn the_bank_has_its_published_totals() {
    let Some(file) = data::path("bank-marketing/bank-full.csv.gz") else { return };
    let Some(facts) = Facts::read("bank-marketing/facts.json") else { return };
    let printed = Printed::by("--bank", &file.to_string_lossy(), false);
    let total = &printed.report("conversionBySource")["total"];
    facts.are("rows", &total["leads"]);
    facts.are("converted", &total["customers"]);
    facts.are("conversion_pct", &rate(&total["rate"]));
    let calls = &printed.report("callsByAgent")["total"];
    facts.are("connected_duration_gt_0", &calls["connected"]);
    facts.are("duration_eq_0", &printed.rows("callsByStatus")["noAnswer"]["calls"]);

    // What has a minimum, a maximum or a median of talk time is not compared: the library has a sum and a mean.
    let engine = Engine::new(Policy::default()).expect("the default policy has no fault");
    let leads = printed.leads();
    let customers: BTreeSet<&LeadId> =
        leads.iter().filter(|lead| lead.is_customer()).map(|lead| &lead.id).collect();
    let of_customers = printed
        .calls
        .iter()
        .filter(|call| call.parent.lead().is_some_and(|lead| customers.contains(lead)));
    let sold = engine.call_report(of_customers, &CallQuery::default()).expect("a report").total;
    let sold = json!(sold);
    for (name, calls) in [("duration_seconds", calls), ("duration_seconds_converted", &sold)] {
        let (count, sum) = (number(&calls["calls"]), number(&calls["talkSeconds"]));
        let fact = facts.get(name);
        assert_eq!(
            json!([count, sum, hundredths(sum, count)]),
            json!([fact["n"], fact["sum"], fact["mean"]])
        );
        assert_eq!(number(&calls["meanTalkSeconds"]), sum / number(&calls["connected"]));
    }
    let silent = number(&sold["calls"]) - number(&sold["connected"]);
    facts.are("converted_with_duration_0", &silent.into());

    by_attempt(&printed, &facts);
    for (fact, conversion, calls) in [
        ("by_contact", "conversionBySource", "callsBySource"),
        ("by_poutcome", "conversionByCampaign", "callsByCampaign"),
        ("by_job", "conversionByTag", "callsByTag"),
        ("derived_by_year", "conversionByYear", ""),
        ("derived_by_year_month", "conversionByMonth", "callsByMonth"),
    ] {
        let rows = printed.rows(conversion);
        let groups = rows.iter().map(|(name, row)| (name.clone(), converted(row)));
        facts.are(fact, &Value::Object(groups.collect()));
        // Each lead was called once, on the day on which it came in.
        if !calls.is_empty() {
            let called = printed.rows(calls);
            let called = called.iter().map(|(name, row)| (&name[..], &row["calls"]));
            let month = |name: &str| name.get(..7).unwrap_or(name).to_owned();
            let called: Vec<_> = match fact {
                "derived_by_year_month" => called.map(|(name, own)| (month(name), own)).collect(),
                _ => called.map(|(name, own)| (name.to_owned(), own)).collect(),
            };
            let came: Vec<_> =
                rows.iter().map(|(name, row)| (name.clone(), &row["leads"])).collect();
            assert_eq!(called, came, "{calls}");
        }
    }
    by_calendar(&printed, &facts);
    let talk = printed.rows("callsBySource");
    let talk = talk.iter().map(|(name, row)| (name.clone(), row["talkSeconds"].clone()));
    facts.are("by_contact_x_outcome_duration_sum", &Value::Object(talk.collect()));

    facts.are_all_compared_but(
        &[
            // Columns that a lead has no field for.
            "by_marital",
            "by_education",
            "previously_contacted_pdays_ge_0",
            "pdays_known_but_poutcome_unknown",
            "previous_max",
            // How calls are spread by their length.
            "duration_under_5s",
            // Holidays of a country where the campaigns called all the same.
            "rows_on_PT_COMMON_holiday",
            "rows_on_PT_COMMON_holiday_by_name",
        ],
        "figures of the bank's campaigns",
    );
}

/// The totals of attempts.
fn by_attempt(printed: &Printed, facts: &Facts) {
    let attempts: BTreeMap<u64, Value> = printed
        .rows("conversionByAttempt")
        .into_iter()
        .map(|(attempt, row)| (attempt.parse().expect("a number"), row))
        .collect();
    let calls = printed.rows("callsByAttempt");
    assert!(attempts.iter().all(|(own, row)| calls[&own.to_string()]["calls"] == row["leads"]));
    let sum = |field: &str| -> u64 {
        attempts.iter().map(|(attempt, row)| attempt * number(&row[field])).sum()
    };
    facts.are("attempts_total_sum_campaign", &sum("leads").into());
    facts.are("attempts_of_converted", &sum("customers").into());
    facts.are("attempts_max", &attempts.keys().max().copied().into());
    let all = number(&printed.report("conversionByAttempt")["total"]["customers"]);
    let group = |from: u64, to: u64| {
        let (leads, customers) = summed(attempts.range(from..=to).map(|(_, row)| row));
        json!({
            "leads": leads,
            "converted": customers,
            "rate_pct": percent(customers, leads),
            "share_of_conversions_pct": percent(customers, all),
        })
    };
    let mut groups: Map<String, Value> =
        (1..=5).map(|attempt| (attempt.to_string(), group(attempt, attempt))).collect();
    groups.insert("6-10".into(), group(6, 10));
    groups.insert("11+".into(), group(11, u64::MAX));
    facts.are("by_attempt_number", &groups.into());
    let (_, few) = summed(attempts.range(2..=4).map(|(_, row)| row));
    let few = json!({ "n": few, "share_pct": percent(few, all) });
    facts.are("conversions_on_2nd_to_4th_contact", &few);
}

/// The totals of days, weeks, weekdays and months of the year.
fn by_calendar(printed: &Printed, facts: &Facts) {
    let days = printed.rows("callsByDay");
    facts.are("derived_distinct_dates", &days.len().into());
    facts.are("derived_date_range", &json!([days.keys().next(), days.keys().last()]));
    for (day, calls) in facts.get("busiest_days").as_object().expect("days") {
        assert_eq!(days[day]["calls"], *calls, "{day}");
    }
    let weeks = printed.rows("callsByWeek");
    facts.are("iso_weeks", &weeks.len().into());
    for (week, calls) in facts.get("busiest_iso_week").as_object().expect("weeks") {
        assert_eq!(weeks[&monday(week).to_string()]["calls"], *calls, "{week}");
    }
    let called = printed.rows("callsByWeekday");
    let came = printed.rows("conversionByWeekday");
    let weekdays = Weekday::ALL.iter().enumerate().map(|(place, weekday)| {
        let name = weekday.as_str();
        let row = &came[&(name[..1].to_uppercase() + &name[1..])];
        assert_eq!(called[name]["calls"], row["leads"], "{name}");
        (place.to_string(), converted(row))
    });
    facts.are("derived_by_weekday_mon0", &Value::Object(weekdays.collect()));
    let months = printed.rows("conversionByMonth");
    let called = printed.rows("callsByMonthOfYear");
    let months = (1..).zip(MONTHS).map(|(number, name)| {
        let own = months.iter().filter(|(month, _)| month.ends_with(&format!("-{number:02}")));
        let (leads, customers) = summed(own.map(|(_, row)| row));
        assert_eq!(called[&number.to_string()]["calls"], leads, "{name}");
        let rate = percent(customers, leads);
        let row = json!({ "leads": leads, "converted": customers, "rate_pct": rate });
        (name.to_owned(), row)
    });
    facts.are("by_month", &Value::Object(months.collect()));
}

/// M2, M4, M5, M7, M8, A2: the reports of the pipeline have every published total of leads, revenue, times and queues
#[test]
fn the_pipeline_has_its_published_totals() {
    let Some(file) = data::path("crm-sales-opportunities/sales_pipeline.csv") else { return };
    let Some(facts) = Facts::read("crm-sales-opportunities/facts.json") else { return };
    let folder = file.parent().expect("a file is in a folder").to_string_lossy().into_owned();
    let printed = Printed::by("--crm", &folder, true);
    let leads = printed.leads();
    let engine = engine();

    let total = &printed.report("conversionByCampaign")["total"];
    facts.are("rows", &total["leads"]);
    let all = json!({
        "won": total["customers"],
        "leads": total["leads"],
        "rate_pct": rate(&total["rate"]),
    });
    facts.are("conversion_all", &all);
    let funnel = printed.report("funnel").as_array().expect("a funnel").iter();
    let on: BTreeMap<String, u64> =
        funnel.map(|row| (text(&row["status"]), number(&row["leads"]))).collect();
    let [won, lost] = ["customer", "notInterested"].map(|status| on[status]);
    let stages = json!({
        "Won": won,
        "Lost": lost,
        "Engaging": on["interested"],
        "Prospecting": on["assigned"],
    });
    facts.are("by_stage", &stages);
    let closed = won + lost;
    let win_rate = json!({ "won": won, "closed": closed, "rate_pct": percent(won, closed) });
    facts.are("win_rate_closed", &win_rate);

    groups(&printed, &facts);
    let months = printed.report("pipelineByMonth").as_array().expect("months").iter();
    let month = |row: &Value| {
        (text(&row["month"]), json!({ "won": row["conversions"], "revenue": row["revenue"] }))
    };
    facts.are("won_by_close_month", &Value::Object(months.map(month).collect()));
    let months = facts.get("engaged_by_month").as_object().expect("months").iter();
    for (month, engaged) in months {
        let period = engine.time().month(date(&format!("{month}-01")));
        let query = ConversionQuery { period, ..ConversionQuery::default() };
        // Prospects came in on the last day, engaged by nobody.
        let engaging = leads.iter().filter(|lead| lead.status != *"assigned");
        let report = engine.conversion_report(engaging, &query).expect("a report");
        assert_eq!(report.total.leads, number(engaged), "{month}");
    }
    let mut by_weekday: BTreeMap<String, u64> = BTreeMap::new();
    let first = date("2017-03-01").epoch_days();
    for day in first..=last_day().epoch_days() {
        let day = LocalDate::from_epoch_days(day).expect("a date");
        let period = engine.time().day(day).expect("a period");
        *by_weekday.entry(weekday(day)).or_default() += engine.conversions_in(&leads, period);
    }
    facts.are("weekday_of_close_won_mon0", &json!(by_weekday));

    times(printed.events.clone(), &leads, &facts, &engine);
    queues(&printed, &leads, &facts);
    facts.are_all_compared_but(
        &[
            // The library adds amounts up and tells no least or largest one.
            "won_value_min_max",
            "lost_with_nonzero_value",
            // It has no report of when leads were lost.
            "lost_by_close_month",
            // What is odd about the files, and the firms that are customers.
            "close_before_engage",
            "same_day_close",
            "account_empty_by_stage",
            "engage_range",
            "close_range",
            "accounts_used_distinct",
            "accounts_not_in_accounts_csv",
            "products_not_in_products_csv",
            "repeat_customers_accounts_with_2plus_won",
        ],
        "figures of the sales pipeline",
    );
}

/// An engine with the company's time zone, where every open lead counts toward the cap.
fn engine() -> Engine {
    let mut policy = Policy { time_zone: TimeZone::named("America/New_York"), ..Policy::default() };
    for status in &mut policy.pipeline.statuses {
        status.counts_toward_cap |= status.id == *"interested";
    }
    Engine::new(policy).expect("the policy has no fault")
}

fn date(text: &str) -> LocalDate {
    LocalDate::parse(text).expect("a date")
}

fn last_day() -> LocalDate {
    date("2017-12-31")
}

/// The totals of agents, managers, offices and products, and of the revenue.
fn groups(printed: &Printed, facts: &Facts) {
    for (fact, name) in [
        ("by_agent", "pipelineByAgent"),
        ("by_manager", "pipelineByManager"),
        ("by_office", "pipelineByOffice"),
        ("by_product", "pipelineByProduct"),
    ] {
        let reported: BTreeMap<String, &Value> = printed
            .report(name)
            .as_array()
            .expect("groups")
            .iter()
            .map(|row| (text(&row["group"]), row))
            .collect();
        let published = facts.get(fact).as_object().expect("groups");
        for (group, published) in published {
            // The list of products spells it otherwise than the pipeline.
            let row = reported[&group.replace("GTXPro", "GTX Pro")];
            let (won, lost) = (number(&row["won"]), number(&row["lost"]));
            for (field, expected) in published.as_object().expect("figures") {
                let own = match field.as_str() {
                    "manager" | "office" => continue,
                    "conv_pct" => rate(&row["rate"]),
                    "win_pct" if won + lost == 0 => Value::Null,
                    "win_pct" => percent(won, won + lost),
                    "median_days_won" => row["daysToConvert"]["median"].clone(),
                    _ => row[field].clone(),
                };
                assert_eq!(own, *expected, "{group}, {field}");
            }
        }
        let with_leads = reported.values().filter(|row| row["leads"] != 0).count();
        assert_eq!(with_leads, published.values().filter(|own| own["leads"] != 0).count());
        if fact == "by_agent" {
            let without = reported.iter().filter(|(_, row)| row["leads"] == 0);
            facts.are("agents_without_leads", &without.map(|(name, _)| name.clone()).collect());
        }
    }
    let offices = printed.report("pipelineByOffice").as_array().expect("offices").iter();
    let revenue: u64 = offices.map(|row| number(&row["revenue"])).sum();
    let by_agent = printed.report("revenue").as_array().expect("revenue").iter();
    assert_eq!(by_agent.map(|row| number(&row["amountMinor"])).sum::<u64>(), revenue);
    facts.are("revenue_total_won", &revenue.into());
}

/// The totals of days from engagement to the end, or to the last day: time on the status Interested.
fn times(events: Vec<Event>, leads: &[Lead], facts: &Facts, engine: &Engine) {
    const DAY: u64 = 86_400_000;
    // As if no clock were ever changed, so that every day has 24 hours.
    let even = |date: LocalDate| {
        let millis = i64::from(date.epoch_days()) * DAY.cast_signed();
        Timestamp::from_millis(millis).expect("an instant")
    };
    let on_even_days =
        |event: Event| Event { at: even(engine.zone().local_date(event.at)), ..event };
    let events: Vec<Event> = events.into_iter().map(on_even_days).collect();
    let TimeInStatus { per_lead, per_status, .. } =
        engine.time_in_status(&events, even(last_day()));
    let interested = StatusId::new("interested").expect("an id");
    let now: BTreeMap<&LeadId, &StatusId> =
        leads.iter().map(|lead| (&lead.id, &lead.status)).collect();
    let days = |status: &str| -> Vec<u64> {
        let engaged =
            |own: &&LeadOnStatus<_, _>| own.status == interested && *now[&own.lead] == *status;
        per_lead.iter().filter(engaged).map(|own| own.millis / DAY).collect()
    };
    facts.are("days_engage_to_close_won", &spread(days("customer")));
    facts.are("days_engage_to_close_lost", &spread(days("notInterested")));
    let ages = days("interested");
    let published = facts.get("engaging_age_at_2017_12_31").as_object().expect("ages");
    let mut reported = spread(ages.clone());
    for name in published.keys().filter_map(|name| name.strip_prefix("age_ge_")) {
        let least: u64 = name.parse().expect("a number of days");
        let older = ages.iter().filter(|age| **age >= least).count();
        reported[format!("age_ge_{least}")] = older.into();
    }
    facts.are("engaging_age_at_2017_12_31", &reported);

    let all = per_status.iter().find(|own| own.status == interested).expect("the status");
    let [won, lost] = ["days_engage_to_close_won", "days_engage_to_close_lost"]
        .map(|name| number(&facts.get(name)["sum"]));
    assert_eq!(all.millis, (won + lost + ages.iter().sum::<u64>()) * DAY);
}

/// The totals of queues, as they are and against one cap for all agents.
fn queues(printed: &Printed, leads: &[Lead], facts: &Facts) {
    let queues = printed.report("queueAgainstCap").as_array().expect("queues").iter();
    let queues: BTreeMap<String, u64> =
        queues.map(|row| (text(&row["agent"]), number(&row["queue"]))).collect();
    let published = facts.get("open_queue_per_agent").as_object().expect("queues");
    for (agent, queue) in published {
        // Who has no lead is in no row.
        assert_eq!(queues.get(agent).copied().unwrap_or_default(), number(queue), "{agent}");
    }
    assert_eq!(queues.values().sum::<u64>(), published.values().map(number).sum::<u64>());

    let engine = engine();
    let agents: Vec<AgentId> =
        published.keys().map(|name| AgentId::new(name).expect("a name is an id")).collect();
    let statuses = &engine.policy().pipeline.statuses;
    let place = |lead: &Lead| statuses.iter().position(|status| status.id == lead.status);
    let status: Vec<u16> =
        leads.iter().map(|lead| u16::try_from(place(lead).expect("known")).expect("few")).collect();
    let owner = |lead: &Lead| agents.iter().position(|agent| lead.owner.as_ref() == Some(agent));
    let owners: Vec<u32> =
        leads.iter().map(|lead| u32::try_from(owner(lead).expect("known")).expect("few")).collect();
    let captured: Vec<i64> = leads.iter().map(|lead| lead.captured_at.as_millis()).collect();
    let columns = LeadColumns::new(&status, &captured, Column::full(&owners));
    let sizes = Sizes { agents: 35, ..Sizes::default() };
    let figures = engine.lead_figures(&columns, &sizes).expect("columns");
    let caps = facts.get("lead_cap_arithmetic_35_agents").as_object().expect("caps");
    for (cap, expected) in caps {
        let cap: u32 = cap.parse().expect("a cap");
        let own = figures.queue_against_cap(&Column::full(&[cap; 35])).expect("a cap for each");
        let cap = u64::from(cap);
        let full = |held: u64, filled: Option<Rate>| {
            let full = filled.is_some_and(|rate| rate.parts_per_million >= 1_000_000);
            assert_eq!(full, held >= cap);
            full
        };
        let full = own.iter().filter(|own| full(own.held, own.filled)).count();
        let reported = json!({
            "agents_at_or_over_cap": full,
            "free_slots": own.iter().map(|own| cap.saturating_sub(own.held)).sum::<u64>(),
            "excess_over_cap": own.iter().map(|own| own.held.saturating_sub(cap)).sum::<u64>(),
        });
        assert_eq!(reported, *expected, "cap {cap}");
        assert!(own.iter().all(|own| own.queue == own.held), "every open lead counts");
    }
}
