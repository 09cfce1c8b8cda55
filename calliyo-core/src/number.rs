//! Numbers with their unit in the type, within what every host can hold exactly.

use core::fmt;

use calliyo_derive::Read;
use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    code::Code,
    diagnostic::{Diagnostic, Param},
    text::coded,
};

/// The largest whole number that every host holds exactly: 2^53 − 1.
pub(crate) const EXACT: i64 = 9_007_199_254_740_991;

/// Reads a whole number of the given range.
fn read<'de, D: Deserializer<'de>>(deserializer: D, least: i64) -> Result<i64, D::Error> {
    exact(i64::deserialize(deserializer)?, least).map_err(|found| coded(&found))
}

/// The number, if it lies between `least` and 2^53 − 1.
pub(crate) fn exact(number: i64, least: i64) -> Result<i64, Diagnostic> {
    if (least..=EXACT).contains(&number) {
        return Ok(number);
    }
    Err(Diagnostic::new(Code::NumberOutOfRange)
        .with("number", number)
        .with("least", least)
        .with("most", EXACT))
}

/// An amount of money in minor units (cents, paise) of a currency named beside it (rule V1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct MinorUnits(i64);

impl MinorUnits {
    /// An amount; outside ±(2^53 − 1) it is brought to the nearest end.
    #[must_use]
    pub const fn new(amount: i64) -> Self {
        if amount > EXACT {
            Self(EXACT)
        } else if amount < -EXACT {
            Self(-EXACT)
        } else {
            Self(amount)
        }
    }

    /// The amount as a number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The sum, at most 2^53 − 1.
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self::new(self.0.saturating_add(other.0))
    }
}

impl<'de> Deserialize<'de> for MinorUnits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, -EXACT).map(Self)
    }
}

/// A lead's priority: larger comes first (rule L1). Within ±(2^53 − 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Priority(i64);

impl Priority {
    /// A priority; outside ±(2^53 − 1) it is brought to the nearest end.
    #[must_use]
    pub const fn new(priority: i64) -> Self {
        Self(MinorUnits::new(priority).get())
    }

    /// The priority as a number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Priority {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, -EXACT).map(Self)
    }
}

/// A count that only grows: a lead's version (rule L1) or an agent's counter of leads received (rule A5b).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Count(u64);

impl Count {
    /// A count; above 2^53 − 1 it is brought there.
    #[must_use]
    pub const fn new(count: u64) -> Self {
        if count > EXACT.unsigned_abs() { Self(EXACT.unsigned_abs()) } else { Self(count) }
    }

    /// The count as a number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// One more, at most 2^53 − 1.
    #[must_use]
    pub const fn next(self) -> Self {
        Self::new(self.0.saturating_add(1))
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, 0).map(|count| Self(count.unsigned_abs()))
    }
}

impl From<Count> for Param {
    fn from(count: Count) -> Self {
        // A count is at most 2^53 − 1.
        Self::Number(i64::try_from(count.0).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A share of a whole: numerator, denominator and parts per million, cut (rule M9).
///
/// Over nothing there is no rate, so that a report shows `null` and never 0.
///
/// # In Rust
/// It is made by [`Rate::of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Rate {
    /// How many of the whole.
    pub numerator: u64,
    /// The whole; never 0.
    pub denominator: u64,
    /// Numerator × 1,000,000 / denominator, cut.
    pub parts_per_million: u64,
}

impl Rate {
    /// The rate, or none over nothing (rule M9).
    #[must_use]
    pub fn of(numerator: u64, denominator: u64) -> Option<Self> {
        // A division of 128 bits takes as long as ten of 64, which nearly all counts fit.
        let parts_per_million = match numerator.checked_mul(1_000_000) {
            Some(millionths) => millionths.checked_div(denominator)?,
            None => {
                let millionths = u128::from(numerator).saturating_mul(1_000_000);
                let parts = millionths.checked_div(u128::from(denominator))?;
                u64::try_from(parts).unwrap_or(u64::MAX)
            }
        };
        Some(Self { numerator, denominator, parts_per_million })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// M9: a rate is numerator, denominator and parts per million, cut; over nothing it is null
    #[test]
    fn a_rate_over_nothing_is_none() {
        assert_eq!(Rate::of(0, 0), None);
        assert_eq!(Rate::of(2, 3).unwrap().parts_per_million, 666_666);
        assert_eq!(Rate::of(3, 2).unwrap().parts_per_million, 1_500_000);
    }

    /// V1: money is an integer that every host holds exactly
    #[test]
    fn numbers_beyond_2_to_the_53_are_refused() {
        assert!(serde_json::from_str::<MinorUnits>("9007199254740991").is_ok());
        let error = serde_json::from_str::<MinorUnits>("9007199254740992").unwrap_err();
        let text = std::format!("{error}");
        assert!(text.starts_with("number.out_of_range: "), "{text}");
        assert!(serde_json::from_str::<MinorUnits>("1.5").is_err());
        assert!(serde_json::from_str::<Count>("-1").is_err());
    }
}
