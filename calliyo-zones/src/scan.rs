//! Zones as the database has them: found by asking, since it shows offsets but not when they change.

use std::thread;

use chrono::{DateTime, NaiveDateTime, Offset as _, TimeZone as _};
use chrono_tz::{OffsetComponents as _, OffsetName as _, TZ_VARIANTS, Tz, TzOffset};

use crate::{FIRST, LAST, Local, YearlyRule, Zone};

/// How far apart, in seconds, the probes are. A shorter visit to another offset could go unseen; the shortest in the database
/// takes two hours less than 7 days (Cambridge Bay in 2000).
const STRIDE: usize = 7 * 86_400 - 2 * 3600;

/// Every zone of the database, each table once with all of its names; names and zones in the order of the alphabet.
#[must_use]
pub fn zones() -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for (name, first, changes) in tables() {
        let (changes, rule) = YearlyRule::split(&first, changes);
        let found = Zone { names: vec![name], first, changes, rule };
        let same = |own: &&mut Zone| {
            (&own.first, &own.changes, &own.rule) == (&found.first, &found.changes, &found.rule)
        };
        match zones.iter_mut().find(same) {
            Some(own) => own.names.push(name),
            None => zones.push(found),
        }
    }
    zones
}

type Table = (&'static str, Local, Vec<(i64, Local)>);

/// What each zone shows at first, and each of its changes. Asked by as many threads as there are processors, since build
/// scripts run without optimizations.
fn tables() -> Vec<Table> {
    let seconds = (FIRST..=LAST).step_by(STRIDE).chain([LAST]);
    let probes: Vec<_> = seconds.map(|second| (second, utc(second))).collect();
    let probes = &probes;
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = |one| TZ_VARIANTS.iter().skip(one).step_by(threads);
    let mut tables: Vec<Table> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|one| {
                scope.spawn(move || share(one).map(|zone| table(*zone, probes)).collect::<Vec<_>>())
            })
            .collect();
        let ended = running.into_iter().map(|thread| thread.join().expect("asking does not fail"));
        ended.flatten().collect()
    });
    tables.sort_by_key(|(name, ..)| *name);
    tables
}

fn table(zone: Tz, probes: &[(i64, NaiveDateTime)]) -> Table {
    let at = |second| zone.offset_from_utc_datetime(&utc(second));
    let mut known = at(FIRST);
    let mut known_at = FIRST;
    let first = local(&known);
    let mut changes = Vec::new();
    for (probe, utc) in probes {
        let answer = zone.offset_from_utc_datetime(utc);
        while known != answer {
            let (mut same, mut different) = (known_at, *probe);
            while different - same > 1 {
                let middle = same.midpoint(different);
                if at(middle) == known {
                    same = middle;
                } else {
                    different = middle;
                }
            }
            known = at(different);
            known_at = different;
            changes.push((different, local(&known)));
        }
        known_at = *probe;
    }
    (zone.name(), first, changes)
}

fn utc(second: i64) -> NaiveDateTime {
    DateTime::from_timestamp(second, 0)
        .expect("the years are far inside those of chrono")
        .naive_utc()
}

fn local(offset: &TzOffset) -> Local {
    let seconds = offset.fix().local_minus_utc();
    Local {
        offset: seconds,
        is_dst: !offset.dst_offset().is_zero(),
        designation: offset.abbreviation().map_or_else(|| number(seconds), str::to_owned),
    }
}

/// The name of an offset without a name: hours, and minutes and seconds where there are any.
fn number(offset: i32) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let size = offset.unsigned_abs();
    let (hours, minutes, seconds) = (size / 3600, size / 60 % 60, size % 60);
    match (minutes, seconds) {
        (0, 0) => format!("{sign}{hours:02}"),
        (_, 0) => format!("{sign}{hours:02}{minutes:02}"),
        _ => format!("{sign}{hours:02}{minutes:02}{seconds:02}"),
    }
}
