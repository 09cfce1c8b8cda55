//! Types whose wire form is a text that they read themselves.

use core::{fmt, marker::PhantomData};

use serde::{Deserializer, de};

use crate::diagnostic::Diagnostic;

/// A type whose wire form is a text that it reads itself.
pub(crate) trait Text: Sized {
    /// What the text should be, to finish the sentence "expected …".
    const EXPECTED: &'static str = "a string";

    /// Reads the text.
    fn read(text: &str) -> Result<Self, Diagnostic>;

    /// A value that stands in for one that cannot be read, until that is told.
    #[cfg(feature = "wire")]
    fn stand_in() -> Self;
}

/// Deserializes a [`Text`] type without keeping or copying the text.
pub(crate) fn deserialize_text<'de, T: Text, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct Visitor<T>(PhantomData<T>);

    impl<T: Text> de::Visitor<'_> for Visitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::EXPECTED)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            T::read(text).map_err(|found| coded(&found))
        }
    }

    deserializer.deserialize_str(Visitor(PhantomData))
}

/// A serde error that carries the code of a finding, since it can carry nothing but a sentence.
pub(crate) fn coded<E: de::Error>(found: &Diagnostic) -> E {
    E::custom(format_args!("{}: {}", found.code(), found))
}
