//! How long something lasted (rule D4).

use core::fmt;

use super::{malformed, number, out_of_range, text_on_the_wire};
use crate::Diagnostic;

const EXPECTED: &str = "a duration such as 00:01:35";

/// Whole seconds of elapsed time; `HH:MM:SS` as text and on the wire, where the hours may pass 24 (rule D4).
///
/// No longer than the supported years, 1970 to 2099.
///
/// ```
/// use calliyo_core::time::Duration;
///
/// let duration = Duration::parse("25:00:07")?;
/// assert_eq!(duration.as_seconds(), 90_007);
/// assert_eq!(duration.to_string(), "25:00:07");
/// assert!(Duration::parse("1:35").is_err());
/// # Ok::<(), calliyo_core::Diagnostic>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Duration(u32);

impl Duration {
    /// The longest duration: from the first supported instant to the last full second.
    pub const MAX: Self = Self(4_102_444_799);

    /// That many seconds; `None` when they are more than [`MAX`](Self::MAX).
    #[must_use]
    pub const fn from_seconds(seconds: u32) -> Option<Self> {
        if seconds <= Self::MAX.0 { Some(Self(seconds)) } else { None }
    }

    /// Reads `HH:MM:SS` (rule D4): two digits or more of hours, two of minutes and two of seconds.
    ///
    /// # Errors
    ///
    /// `time.malformed` for any other form; `time.out_of_range` for more than [`MAX`](Self::MAX).
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let (hours, rest) = Self::read(text.as_bytes()).ok_or_else(|| malformed(text, EXPECTED))?;
        number(hours)
            .and_then(|hours| hours.checked_mul(3600)?.checked_add(rest))
            .and_then(Self::from_seconds)
            .ok_or_else(|| out_of_range(text))
    }

    /// The number of seconds.
    #[must_use]
    pub const fn as_seconds(self) -> u32 {
        self.0
    }

    /// The number of milliseconds.
    pub(crate) const fn as_millis(self) -> i64 {
        // A u32 of seconds is far from the end of i64.
        (self.0 as i64).saturating_mul(1000)
    }

    /// The digits of the hours, and the seconds beside the full hours; `None` for another form.
    fn read(text: &[u8]) -> Option<(&[u8], u32)> {
        let [hours @ .., b':', m1, m2, b':', s1, s2] = text else { return None };
        let (minutes, seconds) = (number(&[*m1, *m2])?, number(&[*s1, *s2])?);
        let well_formed = hours.len() >= 2
            && hours.iter().all(u8::is_ascii_digit)
            && minutes < 60
            && seconds < 60;
        well_formed.then(|| (hours, minutes.saturating_mul(60).saturating_add(seconds)))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.0 / 3600, self.0 / 60 % 60, self.0 % 60)
    }
}

text_on_the_wire!(Duration, EXPECTED, Self::MAX);

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::Code;

    /// D4: durations are `HH:MM:SS`, and their hours may pass 24.
    #[test]
    fn durations_are_read_strictly() {
        for (text, seconds) in [
            ("00:00:00", 0),
            ("00:01:35", 95),
            ("23:59:59", 86_399),
            ("24:00:00", 86_400),
            ("100:00:01", 360_001),
            ("1139567:59:59", Duration::MAX.as_seconds()),
        ] {
            let duration = Duration::parse(text).unwrap();
            assert_eq!((duration.as_seconds(), duration.to_string()), (seconds, text.into()));
        }
        for text in [
            "",
            "95",
            "01:35",
            "1:01:35",
            ":01:35",
            "00:1:35",
            "00:60:00",
            "00:00:60",
            "-1:00:00",
            "+1:00:00",
            "00:01:35 ",
            "00:01:3５",
            "00:01:35:00",
            "aa:00:00",
        ] {
            assert_eq!(Duration::parse(text).unwrap_err().code(), Code::TimeMalformed, "{text}");
        }
        for text in ["1139568:00:00", "1193047:00:00", "99999999999999999999:00:00"] {
            assert_eq!(Duration::parse(text).unwrap_err().code(), Code::TimeOutOfRange, "{text}");
        }
    }

    /// D4: a duration reads back as it was written.
    #[test]
    fn a_duration_has_a_wire_form() {
        let duration: Duration = serde_json::from_str("\"25:00:07\"").unwrap();
        assert_eq!(serde_json::to_string(&duration).unwrap(), "\"25:00:07\"");
        assert!(serde_json::from_str::<Duration>("95").is_err());
        assert_eq!(Duration::from_seconds(Duration::MAX.as_seconds() + 1), None);
    }
}
