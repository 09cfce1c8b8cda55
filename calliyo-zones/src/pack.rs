//! The table that the core includes.
//!
//! Whoever downloads it has it compressed, so the same things stand in the same form side by side: names with names, steps
//! with steps. In order:
//!
//! - names: a line per zone, its names separated by blanks; an empty line ends them;
//! - designations: a line, separated by blanks. Number 0 is none, for offsets whose only name is their number;
//! - zones, in the order of their names, each as
//!   1. the length of what follows;
//!   2. what its clocks can show: how many, then each as offset and number of its designation;
//!   3. its changes: how many, then the steps from change to change, then what clocks show from each on, the first of what
//!      they can show being that in the beginning;
//!   4. either nothing, or the two changes that come every year after the last: month, week, weekday (0 for Sunday), seconds
//!      after midnight on the clock, and what clocks show from then on.
//!
//! A number has 7 bits in a byte, the low ones first; the high bit says that more follow. One that can be negative is written
//! as twice its size, less one where it is negative. A time is written as twice its hours, or as twice its seconds and
//! one more where these are no whole hours. Changes are counted from two days before 1970.

use crate::{FIRST, Local, Zone, zones};

/// Every zone of the database as one table of bytes.
///
/// # Panics
///
/// When what is compiled in is no time-zone database: one with changes of less than nothing.
#[must_use]
pub fn packed() -> Vec<u8> {
    let zones = zones();
    let names: String = zones.iter().map(|zone| zone.names.join(" ") + "\n").collect();

    let everything = zones.iter().flat_map(Shown::all).map(|shown| shown.designation);
    let mut designations: Vec<&str> = everything.filter(|name| !name.is_empty()).collect();
    designations.sort_unstable();
    designations.dedup();

    let mut table = format!("{names}\n{}\n", designations.join(" ")).into_bytes();
    for zone in &zones {
        let zone = pack(zone, &designations);
        number(&mut table, size(zone.len()));
        table.extend(zone);
    }
    table
}

/// What clocks show, as far as the core is concerned.
#[derive(Clone, Copy, PartialEq)]
struct Shown<'zone> {
    offset: i32,
    /// Empty where the only name is the number.
    designation: &'zone str,
}

impl<'zone> Shown<'zone> {
    fn of(local: &'zone Local) -> Self {
        let numeric = local.designation.starts_with(['+', '-']);
        let designation = if numeric { "" } else { &local.designation };
        Self { offset: local.offset, designation }
    }

    /// Everything that clocks show in a zone, in the order of first use.
    fn all(zone: &'zone Zone) -> Vec<Self> {
        let mut all = Vec::new();
        let ruled = zone.rule.iter().flat_map(|rule| &rule.changes).map(|(_, local)| local);
        let changed = zone.changes.iter().map(|(_, local)| local);
        for shown in [&zone.first].into_iter().chain(changed).chain(ruled).map(Self::of) {
            if !all.contains(&shown) {
                all.push(shown);
            }
        }
        all
    }
}

fn pack(zone: &Zone, designations: &[&str]) -> Vec<u8> {
    let all = Shown::all(zone);
    let number_of = |local: &Local| {
        size(all.iter().position(|own| *own == Shown::of(local)).expect("every one is in it"))
    };
    let mut bytes = Vec::new();

    number(&mut bytes, size(all.len()));
    for shown in &all {
        signed_time(&mut bytes, shown.offset.into());
        let designation = designations.iter().position(|name| *name == shown.designation);
        number(&mut bytes, size(designation.map_or(0, |index| index + 1)));
    }

    // Clocks may go on showing the same, as when summer time becomes the standard.
    let mut changes = Vec::new();
    let mut known = 0;
    for (second, local) in &zone.changes {
        let next = number_of(local);
        if next != known {
            changes.push((*second, next));
        }
        known = next;
    }
    number(&mut bytes, size(changes.len()));
    let mut known = FIRST;
    for (second, _) in &changes {
        let step = u64::try_from(second - known).expect("changes come in order");
        number(&mut bytes, time(step));
        known = *second;
    }
    for (_, shown) in &changes {
        number(&mut bytes, *shown);
    }

    for (yearly, local) in zone.rule.iter().flat_map(|rule| &rule.changes) {
        for part in [yearly.month, yearly.week, yearly.weekday] {
            number(&mut bytes, part.into());
        }
        signed_time(&mut bytes, yearly.seconds);
        number(&mut bytes, number_of(local));
    }
    bytes
}

fn signed_time(bytes: &mut Vec<u8>, seconds: i64) {
    let twice = time(seconds.unsigned_abs()) * 2;
    number(bytes, if seconds < 0 { twice - 1 } else { twice });
}

fn time(seconds: u64) -> u64 {
    if seconds.is_multiple_of(3600) { seconds / 3600 * 2 } else { seconds * 2 + 1 }
}

fn number(bytes: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = u8::try_from(number % 0x80).expect("it has 7 bits");
        number /= 0x80;
        if number == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

fn size(size: usize) -> u64 {
    size.try_into().expect("a size has at most 64 bits")
}
