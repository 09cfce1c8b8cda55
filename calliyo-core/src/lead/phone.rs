//! Phone numbers as people type them (rule D2).

use alloc::{format, string::String};

use crate::{code::Code, diagnostic::Diagnostic, policy::PhonePolicy};

/// The most digits of an extension: as many as of a number.
const LONGEST_EXTENSION: usize = 15;

impl PhonePolicy {
    /// The number in its stored form: `+`, 8 to 15 digits and, if one was typed, `;ext=` with the extension of 1 to 15 digits
    /// (rule D2).
    ///
    /// Blanks, dots, hyphens, slashes and brackets are dropped. A leading `+` or `00` is international; else the trunk
    /// prefix is dropped and the country code put before it. The numbering plan is not checked.
    ///
    /// # Errors
    /// [`Code::PhoneInvalid`] when anything else stands in it or the number of digits is wrong.
    pub fn normalize(&self, typed: &str) -> Result<String, Diagnostic> {
        let invalid = || Diagnostic::new(Code::PhoneInvalid).with("phone", typed);
        let lower = typed.to_ascii_lowercase();
        let (number, extension) = match lower.split_once('x') {
            // `;ext=` is how a stored number names its extension.
            Some((number, digits)) => {
                let number = number.strip_suffix('e').unwrap_or(number);
                let number = number.trim_end().trim_end_matches(';');
                let digits = digits.strip_prefix('t').unwrap_or(digits);
                (number, Some(digits.trim_start_matches(is_before_extension).trim_end()))
            }
            None => (lower.as_str(), None),
        };
        let compact: String = number.chars().filter(|c| !is_separator(*c)).collect();
        let international = compact.strip_prefix('+').or_else(|| compact.strip_prefix("00"));
        let digits = match international {
            Some(digits) => digits.into(),
            None => {
                let trunk = self.trunk_prefix.as_str();
                let national = match compact.strip_prefix(trunk) {
                    Some(rest) if !trunk.is_empty() => rest,
                    _ => &compact,
                };
                format!("{}{national}", self.country_code)
            }
        };
        let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !(8..=15).contains(&digits.len()) || !only_digits(&digits) {
            return Err(invalid());
        }
        match extension {
            None => Ok(format!("+{digits}")),
            Some(own) if (1..=LONGEST_EXTENSION).contains(&own.len()) && only_digits(own) => {
                Ok(format!("+{digits};ext={own}"))
            }
            Some(_) => Err(invalid()),
        }
    }
}

/// What people put between digits; numbers that are pasted have blanks and hyphens that do not break lines.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '\u{2010}' | '\u{2011}' | '/' | '(' | ')')
}

/// What may stand between `x` or `ext` and the extension.
fn is_before_extension(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ':' | '=')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// D2: what is dropped, what is international, trunk prefix and country code, extensions
    #[test]
    fn numbers_are_brought_to_one_form() {
        let policy = PhonePolicy::default();
        for (typed, stored) in [
            ("098765 43210", "+919876543210"),
            ("98765-43210", "+919876543210"),
            ("+44 (20) 7946/0958", "+442079460958"),
            ("0044.20.7946.0958", "+442079460958"),
            ("98765 43210 x12", "+919876543210;ext=12"),
            ("98765 43210 ext. 12", "+919876543210;ext=12"),
            ("+919876543210;ext=12", "+919876543210;ext=12"),
            ("+919876543210", "+919876543210"),
            ("9876543210 x123456789012345", "+919876543210;ext=123456789012345"),
            ("+91\u{a0}98765\u{2011}43210\u{a0}ext\u{a0}12", "+919876543210;ext=12"),
        ] {
            assert_eq!(policy.normalize(typed).as_deref(), Ok(stored), "{typed}");
        }
        for typed in [
            "",
            "12",
            "98765four",
            "+1234567",
            "+1234567890123456",
            "9876543210 x",
            "9876543210 x1234567890123456",
        ] {
            assert_eq!(policy.normalize(typed).unwrap_err().code(), Code::PhoneInvalid, "{typed}");
        }
    }

    /// D2: the trunk prefix may be empty
    #[test]
    fn without_a_trunk_prefix_a_leading_zero_stays() {
        let policy = PhonePolicy { country_code: "39".into(), trunk_prefix: String::new() };
        assert_eq!(policy.normalize("06 1234 5678").unwrap(), "+390612345678");
    }
}
