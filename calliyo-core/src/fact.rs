//! Values of three kinds: there, known to be absent, and not given at all.

use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! three_kinds {
    ($(#[$doc:meta])* $name:ident {
        $(#[$absent_doc:meta])* $absent:ident,
        $(#[$null_doc:meta])* $null:ident,
        $(#[$value_doc:meta])* $value:ident
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name<T> {
            $(#[$absent_doc])*
            #[default]
            $absent,
            $(#[$null_doc])*
            $null,
            $(#[$value_doc])*
            $value(T),
        }

        impl<T> $name<T> {
            /// Whether the field was left out: serialization leaves it out again.
            #[must_use]
            pub const fn is_absent(&self) -> bool {
                matches!(self, Self::$absent)
            }

            /// The value, if there is one.
            #[must_use]
            pub const fn value(&self) -> Option<&T> {
                match self {
                    Self::$value(value) => Some(value),
                    Self::$absent | Self::$null => None,
                }
            }
        }

        impl<T: Serialize> Serialize for $name<T> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.value().serialize(serializer)
            }
        }

        impl<'de, T: Deserialize<'de>> Deserialize<'de> for $name<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Option::deserialize(deserializer)?.map_or(Self::$null, Self::$value))
            }
        }
    };
}

three_kinds! {
    /// One fact of a command's context (rule L12): a field left out is not known, `null` is known to be empty.
    Fact {
        /// The host did not say: guards that need it are named in `notChecked`.
        NotKnown,
        /// Known: there is none.
        Empty,
        /// Known.
        Known
    }
}

three_kinds! {
    /// One field of an edit (rule L13): a field left out stays, `null` clears it.
    Patch {
        /// Stays as it is.
        Keep,
        /// Becomes empty.
        Clear,
        /// Becomes this value.
        Set
    }
}

impl<T: Clone + PartialEq> Patch<T> {
    /// The patch without what it would leave as it is.
    pub(crate) fn effective(self, current: Option<&T>) -> Self {
        match (&self, current) {
            (Self::Clear, None) => Self::Keep,
            (Self::Set(new), Some(old)) if new == old => Self::Keep,
            _ => self,
        }
    }

    /// Carries the patch out.
    pub(crate) fn apply_to(&self, field: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *field = None,
            Self::Set(value) => *field = Some(value.clone()),
        }
    }
}

impl<T: Clone> Patch<Vec<T>> {
    /// Carries the patch out on a list, which is empty where others have no value.
    pub(crate) fn apply_to_list(&self, field: &mut Vec<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => field.clear(),
            Self::Set(items) => field.clone_from(items),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Facts {
        #[serde(default, skip_serializing_if = "Fact::is_absent")]
        held: Fact<u32>,
    }

    /// L12: absent is not known, null is empty, a value is known
    #[test]
    fn the_three_kinds_read_back() {
        for (text, held) in [
            ("{}", Fact::NotKnown),
            (r#"{"held":null}"#, Fact::Empty),
            (r#"{"held":3}"#, Fact::Known(3)),
        ] {
            let facts = Facts { held };
            assert_eq!(serde_json::to_string(&facts).unwrap(), text);
            assert_eq!(serde_json::from_str::<Facts>(text).unwrap(), facts);
        }
    }
}
