//! Instants (rule Z1).

use core::{fmt, iter};

use super::{
    local::{LocalDate, LocalTime},
    malformed, number, out_of_range, text_on_the_wire,
};
use crate::Diagnostic;

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

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = LocalDate::split(self.second());
        let (hour, minute, second) = time.hms();
        write!(f, "{date}T{hour:02}:{minute:02}:{second:02}.{:03}Z", self.millis_of_second())
    }
}

text_on_the_wire!(Timestamp, EXPECTED);
