//! Time-zone data as TZif bytes (RFC 9636).

use alloc::{
    borrow::Cow,
    format,
    string::{String, ToString},
    vec::Vec,
};

use tz::{LocalTimeType, TimeZone, TzError, timezone::Transition};

use super::offsets::{Local, Offsets};

/// The table that TZif bytes of versions 1 to 4 hold, or why they cannot be read.
pub(super) fn offsets(bytes: &[u8]) -> Result<Offsets, String> {
    let bytes = readable(bytes)?;
    let zone = TimeZone::from_tz_data(&bytes).map_err(|error| error.to_string())?;
    let zone = zone.as_ref();
    let last = zone.transitions().last();
    let last = last.and_then(|last| zone.local_time_types().get(last.local_time_type_index()));
    let at = |second| match (zone.find_local_time_type(second), last) {
        // Without a rule for later years the last entry goes on.
        (Err(TzError::NoAvailableLocalTimeType), Some(last)) => Ok(last),
        (found, _) => found.map_err(|error| error.to_string()),
    };
    let describe = |found: &&LocalTimeType| {
        let offset = found.ut_offset();
        Local::new(offset, Some(found.time_zone_designation()))
            .ok_or_else(|| format!("the offset of {offset} seconds is out of range"))
    };
    Offsets::scan(zone.transitions().iter().map(Transition::unix_leap_time), at, describe)
}

/// The bytes in a form that the reader knows, their counts checked against their length.
///
/// Version 4 differs from version 3 in its leap seconds alone, so it is read as such when it has none.
fn readable(bytes: &[u8]) -> Result<Cow<'_, [u8]>, String> {
    const TRUNCATED: &str = "the data is truncated";
    let first = Header::read(bytes).ok_or(TRUNCATED)?;
    let length = first.block_length(4);
    let rest = bytes.get(length..).ok_or(TRUNCATED)?;
    if first.version == 0 {
        return Ok(Cow::Borrowed(bytes));
    }
    let second = Header::read(rest).ok_or(TRUNCATED)?;
    // Behind the block stands a footer, of two line ends at least.
    if second.block_length(8).saturating_add(2) > rest.len() {
        return Err(TRUNCATED.into());
    }
    if first.version != b'4' {
        return Ok(Cow::Borrowed(bytes));
    }
    if second.leap_seconds != 0 {
        return Err("leap seconds of version 4 are not supported".into());
    }
    let mut bytes = Vec::from(bytes);
    for header in [0, length] {
        if let Some(version) = bytes.get_mut(header.saturating_add(4)) {
            *version = b'3';
        }
    }
    Ok(Cow::Owned(bytes))
}

/// The counts at the start of a data block.
struct Header {
    version: u8,
    ut_indicators: usize,
    standard_indicators: usize,
    leap_seconds: usize,
    transitions: usize,
    types: usize,
    characters: usize,
}

impl Header {
    const LENGTH: usize = 44;

    fn read(bytes: &[u8]) -> Option<Self> {
        let version = *bytes.get(4)?;
        let mut counts = bytes.get(20..Self::LENGTH)?.chunks_exact(4).map(|count| {
            let count = u32::from_be_bytes(count.try_into().ok()?);
            usize::try_from(count).ok()
        });
        let mut next = || counts.next().flatten();
        Some(Self {
            version,
            ut_indicators: next()?,
            standard_indicators: next()?,
            leap_seconds: next()?,
            transitions: next()?,
            types: next()?,
            characters: next()?,
        })
    }

    /// The bytes of the header and the block behind it, when times take `time` bytes each.
    fn block_length(&self, time: usize) -> usize {
        [
            (self.transitions, time.saturating_add(1)),
            (self.types, 6),
            (self.characters, 1),
            (self.leap_seconds, time.saturating_add(4)),
            (self.standard_indicators, 1),
            (self.ut_indicators, 1),
        ]
        .into_iter()
        .fold(Self::LENGTH, |length, (count, size)| {
            length.saturating_add(count.saturating_mul(size))
        })
    }
}
