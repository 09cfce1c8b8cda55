//! Instants (rule Z1).

use core::{fmt, iter};

use serde::{Serialize, Serializer};

use super::{
    local::{LocalDate, LocalTime},
    malformed, number, out_of_range, read_as_text,
};
use crate::Diagnostic;

/// The milliseconds of a day of UTC, which has no leap seconds.
const MILLIS_OF_DAY: u64 = 86_400_000;

const EXPECTED: &str = "an instant such as 2026-05-15T13:00:00.000Z";

/// An instant: milliseconds of UTC since 1970-01-01, up to the end of 2099 (rule Z1).
///
/// Its text and wire form is RFC 3339. Input may have an offset and any number of fraction digits, of which those
/// finer than a millisecond are cut; output is always of one form.
///
/// ```
/// use calliyo_core::time::Timestamp;
///
/// let instant = Timestamp::parse("2026-05-15T18:30:00.1239+05:30")?;
/// assert_eq!(instant.to_string(), "2026-05-15T13:00:00.123Z");
/// assert!(Timestamp::parse("2026-05-15 13:00:00Z").is_err());
/// # Ok::<(), calliyo_core::Diagnostic>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The first supported instant, 1970-01-01T00:00:00.000Z.
    pub const MIN: Self = Self(0);

    /// The last supported instant, 2099-12-31T23:59:59.999Z.
    pub const MAX: Self = Self(4_102_444_799_999);

    /// The instant that many milliseconds after 1970-01-01T00:00:00.000Z; `None` outside the supported range.
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        (Self::MIN.0..=Self::MAX.0).contains(&millis).then_some(Self(millis))
    }

    /// Reads an RFC 3339 text (rule Z1).
    ///
    /// # Errors
    ///
    /// `time.malformed` for any other form (lower case, a blank instead of `T`, no offset) and for what no clock
    /// shows (February 30th, a leap second); `time.out_of_range` for an instant before 1970 or after 2099.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let millis = read(text.as_bytes()).ok_or_else(|| malformed(text, EXPECTED))?;
        Self::from_millis(millis).ok_or_else(|| out_of_range(text))
    }

    /// This instant moved by that many milliseconds, but not beyond [`MIN`](Self::MIN) and [`MAX`](Self::MAX).
    #[must_use]
    pub fn saturating_add_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis).clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Milliseconds since 1970-01-01T00:00:00.000Z.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Milliseconds from `earlier` to this instant; negative when `earlier` is the later one.
    #[must_use]
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The instant that many seconds after 1970-01-01T00:00:00Z; `None` outside the supported range.
    pub(super) fn from_second(second: i64) -> Option<Self> {
        Self::from_millis(second.checked_mul(1000)?)
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    pub(super) const fn second(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Milliseconds since the last whole second.
    pub(super) const fn millis_of_second(self) -> i64 {
        self.0.rem_euclid(1000)
    }
}

/// The milliseconds that an RFC 3339 text means, in any year.
fn read(text: &[u8]) -> Option<i64> {
    let (date, rest) = text.split_at_checked(10)?;
    let (time, rest) = rest.strip_prefix(b"T")?.split_at_checked(8)?;
    let (fraction, zone) = match rest.strip_prefix(b".") {
        Some(rest) => {
            rest.split_at_checked(rest.iter().position(|byte| !byte.is_ascii_digit())?)?
        }
        None => (b"0".as_slice(), rest),
    };
    if fraction.is_empty() {
        return None;
    }
    let offset = match *zone {
        [b'Z'] => 0,
        [b'+', ref offset @ ..] => read_offset(offset)?,
        [b'-', ref offset @ ..] => read_offset(offset)?.checked_neg()?,
        _ => return None,
    };
    let date = LocalDate::read_any_year(date)?;
    let second = date.second(LocalTime::read(time)?).checked_sub(offset)?;
    let mut cut = [b'0'; 3];
    for (digit, given) in iter::zip(&mut cut, fraction) {
        *digit = *given;
    }
    second.checked_mul(1000)?.checked_add(number(&cut)?.into())
}

/// The seconds that `hh:mm` after the sign of an offset means.
fn read_offset(text: &[u8]) -> Option<i64> {
    match *text {
        [_, _, b':', _, _] => Some(LocalTime::read(text)?.second_of_day().into()),
        _ => None,
    }
}

impl Timestamp {
    /// The canonical form.
    fn text(self) -> [u8; 24] {
        // No instant is before 1970. What is left of a day needs no division of 64 bits, which takes longer.
        let millis = self.0.unsigned_abs();
        let days = i32::try_from(millis / MILLIS_OF_DAY).unwrap_or(i32::MAX);
        let of_day = u32::try_from(millis % MILLIS_OF_DAY).unwrap_or_default();
        let (year, month, day) = LocalDate::of_epoch_days(days).ymd();
        let year = year.unsigned_abs();
        let (second, milli) = (of_day / 1000, of_day % 1000);
        let [y0, y1] = two_digits(year / 100);
        let [y2, y3] = two_digits(year % 100);
        let [o0, o1] = two_digits(month);
        let [d0, d1] = two_digits(day);
        let [h0, h1] = two_digits(second / 3600);
        let [m0, m1] = two_digits(second / 60 % 60);
        let [s0, s1] = two_digits(second % 60);
        let [i0, i1] = two_digits(milli / 10);
        let [_, i2] = two_digits(milli % 10);
        // One text costs a fraction of what seven numbers do.
        [
            y0, y1, y2, y3, b'-', o0, o1, b'-', d0, d1, b'T', h0, h1, b':', m0, m1, b':', s0, s1,
            b'.', i0, i1, i2, b'Z',
        ]
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Answers hold many instants: nothing formats them on the way.
        serializer.serialize_str(str::from_utf8(&self.text()).unwrap_or_default())
    }
}

/// A number below a hundred, with a zero before it where it has one digit.
#[inline]
fn two_digits(number: u32) -> [u8; 2] {
    [number / 10, number % 10].map(|digit| {
        let [low, ..] = digit.to_le_bytes();
        b'0' | low
    })
}

read_as_text!(Timestamp, EXPECTED, Self::MIN);

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::Code;

    /// Z1: instants are read from RFC 3339 with any offset and any number of fraction digits.
    #[test]
    fn instants_are_read_from_rfc_3339() {
        for (text, expected) in [
            ("2026-05-15T13:00:00Z", "2026-05-15T13:00:00.000Z"),
            ("2026-05-15T13:00:00.1Z", "2026-05-15T13:00:00.100Z"),
            ("2026-05-15T13:00:00.12Z", "2026-05-15T13:00:00.120Z"),
            ("2026-05-15T13:00:00.123Z", "2026-05-15T13:00:00.123Z"),
            ("2026-05-15T13:00:00.123999999999999999999Z", "2026-05-15T13:00:00.123Z"),
            ("2026-05-15T18:30:00+05:30", "2026-05-15T13:00:00.000Z"),
            ("2026-05-15T09:00:00.5-04:00", "2026-05-15T13:00:00.500Z"),
            ("2026-05-15T13:00:00-00:00", "2026-05-15T13:00:00.000Z"),
            ("2026-05-15T23:59:59+23:59", "2026-05-15T00:00:59.000Z"),
            ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"),
            ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"),
            ("1969-12-31T19:00:00-05:00", "1970-01-01T00:00:00.000Z"),
            ("2099-12-31T23:59:59.9999Z", "2099-12-31T23:59:59.999Z"),
            ("2100-01-01T05:29:59.999+05:30", "2099-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(Timestamp::parse(text).unwrap().to_string(), expected, "{text}");
        }
    }

    /// Z1: every other form is malformed, also where it differs in one character.
    #[test]
    fn other_forms_of_instants_are_malformed() {
        for text in [
            "",
            "2026-05-15",
            "2026-05-15T13:00:00",
            "2026-05-15T13:00Z",
            "2026-05-15 13:00:00Z",
            "2026-05-15t13:00:00Z",
            "2026-05-15T13:00:00z",
            "2026-05-15T13:00:00.Z",
            "2026-05-15T13:00:00,5Z",
            "2026-05-15T13:00:00.5",
            "2026-05-15T13:00:60Z",
            "2016-12-31T23:59:60Z",
            "2026-05-15T24:00:00Z",
            "2026-05-15T13:60:00Z",
            "2026-02-29T13:00:00Z",
            "2026-13-01T13:00:00Z",
            "2026-00-01T13:00:00Z",
            "2026-05-15T13:00:00+0530",
            "2026-05-15T13:00:00+05",
            "2026-05-15T13:00:00+24:00",
            "2026-05-15T13:00:00+05:60",
            "2026-05-15T13:00:00+05:30:00",
            "2026-05-15T13:00:00\u{2212}05:30",
            "2026-05-15T13:00:00ZZ",
            " 2026-05-15T13:00:00Z",
            "2026-05-15T13:00:00Z ",
            "+2026-05-15T13:00:00Z",
            "02026-05-15T13:00:00Z",
            "2026-5-15T13:00:00Z",
            "20260515T130000Z",
            "2026-05-15T13:00:+1Z",
            "٢٠٢٦-05-15T13:00:00Z",
        ] {
            let fault = Timestamp::parse(text).unwrap_err();
            assert_eq!(fault.code(), Code::TimeMalformed, "{text}");
            assert_eq!(fault.param("text"), Some(&text.into()));
        }
        assert_eq!(
            Timestamp::parse("noon").unwrap_err().to_string(),
            "`noon` is not an instant such as 2026-05-15T13:00:00.000Z"
        );
    }

    /// Z1: instants outside 1970 to 2099 are out of range, whatever their offset makes of the year.
    #[test]
    fn instants_outside_the_supported_years_are_out_of_range() {
        for text in [
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999Z",
            "1970-01-01T05:29:59+05:30",
            "2100-01-01T00:00:00Z",
            "2099-12-31T23:59:59-00:01",
            "9999-12-31T23:59:59-23:59",
        ] {
            assert_eq!(Timestamp::parse(text).unwrap_err().code(), Code::TimeOutOfRange, "{text}");
        }
        assert_eq!(Timestamp::from_millis(-1), None);
        assert_eq!(Timestamp::from_millis(Timestamp::MAX.as_millis() + 1), None);
    }

    /// Z1: what is written is read back as the same instant.
    #[test]
    fn a_written_instant_is_read_back() {
        let mut millis = 0;
        while let Some(instant) = Timestamp::from_millis(millis) {
            assert_eq!(Timestamp::parse(&instant.to_string()), Ok(instant));
            millis += 7_777_777_777;
        }
        assert_eq!(Timestamp::parse(&Timestamp::MAX.to_string()), Ok(Timestamp::MAX));
    }

    /// Z1: moving an instant stops at the ends of the supported range.
    #[test]
    fn moving_an_instant_stops_at_the_ends() {
        let instant = Timestamp::from_millis(5000).unwrap();
        assert_eq!(instant.saturating_add_millis(-1).as_millis(), 4999);
        assert_eq!(instant.saturating_add_millis(i64::MIN), Timestamp::MIN);
        assert_eq!(instant.saturating_add_millis(i64::MAX), Timestamp::MAX);
        assert_eq!(Timestamp::MIN.millis_since(instant), -5000);
    }

    /// Z1, K1: on the wire an instant is its text, and what is wrong with it keeps its code.
    #[test]
    fn a_malformed_instant_keeps_its_code_on_the_wire() {
        let text = r#""2026-05-15T13:00:00.000Z""#;
        let instant: Timestamp = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&instant).unwrap(), text);
        let fault = serde_json::from_str::<Timestamp>(r#""noon""#).unwrap_err().to_string();
        assert!(fault.starts_with("time.malformed: `noon` is not an instant"), "{fault}");
        let escaped = serde_json::from_str::<Timestamp>(r#""2026-05-15T13:00:00\u005a""#);
        assert_eq!(escaped.unwrap(), instant);
        assert!(serde_json::from_str::<Timestamp>("5").is_err());
    }
}
