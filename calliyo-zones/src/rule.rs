//! How clocks change every year: twice, each time on the same weekday of a month.

use std::ops::RangeInclusive;

use chrono::{
    DateTime, Datelike as _, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _,
};

use crate::{DAY, Local};

/// The fewest changes that make a rule.
const FEWEST: usize = 6;

/// The years of the tables.
const YEARS: RangeInclusive<i32> = 1970..=2099;

/// Two changes that come every year, the one that comes first in a year first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearlyRule {
    /// When, and what clocks show from then on.
    pub changes: [(Yearly, Local); 2],
}

/// A time on the clock that comes once a year, as in the TZ text of POSIX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yearly {
    /// The month, 1 to 12.
    pub month: u32,
    /// Which of the month's days of that name: 1 to 4, and 5 for the last.
    pub week: u32,
    /// The day of the week: 0 for Sunday to 6 for Saturday.
    pub weekday: u32,
    /// Seconds after that day's midnight on the clock; they can be less than none, and more than a day has.
    pub seconds: i64,
}

impl YearlyRule {
    /// Takes away the changes at the end that follow from a rule, but for the first of them: so the rule and what clocks show
    /// after the last change agree, as readers of TZif expect.
    pub(crate) fn split(
        first: &Local,
        mut changes: Vec<(i64, Local)>,
    ) -> (Vec<(i64, Local)>, Option<Self>) {
        let Some((rule, covered)) = Self::find(first, &changes) else { return (changes, None) };
        changes.truncate(changes.len() - covered + 1);
        (changes, Some(rule))
    }

    /// The rule by which clocks go on to the end, and how many changes follow it.
    fn find(first: &Local, changes: &[(i64, Local)]) -> Option<(Self, usize)> {
        let one = Half::find(first, changes, 0)?;
        let other = Half::find(first, changes, 1)?;
        // Counted from the end, one has the even places and the other the odd ones.
        let covered = (2 * one.years).min(2 * other.years + 1);
        let mut halves = [(one.yearly, one.local), (other.yearly, other.local)];
        halves.sort_by_key(|(yearly, _)| yearly.month);
        (covered >= FEWEST && covered <= changes.len())
            .then_some((Self { changes: halves }, covered))
    }
}

/// Every second change, counted back from the end.
struct Half {
    yearly: Yearly,
    local: Local,
    years: usize,
}

impl Half {
    /// How the changes come that stand at `last`, `last + 2` and so on from the end; `None` when the last is not in 2099.
    fn find(first: &Local, changes: &[(i64, Local)], last: usize) -> Option<Self> {
        let before = |index: usize| match index.checked_sub(1) {
            Some(earlier) => &changes[earlier].1,
            None => first,
        };
        let newest = changes.len().checked_sub(last + 1)?;
        let (second, local) = &changes[newest];
        if wall(*second, before(newest).offset).year() != *YEARS.end() {
            return None;
        }
        let years = |yearly: &Yearly| {
            let own = (0..=newest).rev().step_by(2).zip(YEARS.rev());
            own.take_while(|(index, year)| {
                let offset = before(*index).offset;
                changes[*index].1 == *local && changes[*index].0 == yearly.second(*year, offset)
            })
            .count()
        };
        let possible = Yearly::possible(*second, before(newest).offset).into_iter();
        // Of equals the first: that is the plainest.
        let counted = possible.map(|yearly| (years(&yearly), yearly)).rev();
        let (years, yearly) = counted.max_by_key(|(years, _)| *years)?;
        Some(Self { yearly, local: local.clone(), years })
    }
}

impl Yearly {
    /// The seconds of UTC since 1970 at which clocks that are `offset` seconds east of UTC show this time in a year.
    fn second(&self, year: i32, offset: i32) -> i64 {
        let first = date(year, self.month, 1);
        let first_of_name = (7 + self.weekday - first.weekday().num_days_from_sunday()) % 7;
        let days = first_of_name + 7 * (self.week - 1);
        let day = first.with_day(days + 1).unwrap_or_else(|| date(year, self.month, days - 6));
        let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp();
        midnight + self.seconds - i64::from(offset)
    }

    /// Every way to tell when in its year a change came, plain ones first.
    ///
    /// A rule such as "the Friday before the last Sunday" has a form only when it counts from another day.
    fn possible(second: i64, offset: i32) -> Vec<Self> {
        let wall = wall(second, offset);
        let mut possible = Vec::new();
        for days_back in [0, 1, -1, 2, 3, 4, 5, 6] {
            let day = wall.date() - Duration::days(days_back);
            let week = (day.day() - 1) / 7 + 1;
            let is_last = (day + Duration::days(7)).month() != day.month();
            for week in [is_last.then_some(5), (week < 5).then_some(week)].into_iter().flatten() {
                possible.push(Self {
                    month: day.month(),
                    week,
                    weekday: day.weekday().num_days_from_sunday(),
                    seconds: i64::from(wall.time().num_seconds_from_midnight()) + days_back * DAY,
                });
            }
        }
        possible
    }
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("every month has such a day")
}

/// What clocks show that are `offset` seconds east of UTC.
fn wall(second: i64, offset: i32) -> NaiveDateTime {
    let wall = DateTime::from_timestamp(second + i64::from(offset), 0);
    wall.expect("the years are far inside those of chrono").naive_utc()
}
