//! Conversions and their orders (rule V1).

use alloc::string::String;
use core::fmt;

use calliyo_derive::Read;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    code::Code,
    diagnostic::Diagnostic,
    ids::AgentId,
    number::MinorUnits,
    text::{Text, deserialize_text},
    time::Timestamp,
};

/// An ISO 4217 currency code: three capital letters (rule V1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Takes the text as a currency code; whether the code is in use is not checked.
    ///
    /// # Errors
    /// [`Code::MoneyCurrencyInvalid`] when it is not three capital letters.
    pub fn new(text: &str) -> Result<Self, Diagnostic> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(letters) if letters.iter().all(u8::is_ascii_uppercase) => Ok(Self(letters)),
            _ => Err(Diagnostic::new(Code::MoneyCurrencyInvalid).with("currency", text)),
        }
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer)
    }
}

impl Text for Currency {
    fn read(text: &str) -> Result<Self, Diagnostic> {
        Self::new(text)
    }

    #[cfg(feature = "wire")]
    fn stand_in() -> Self {
        Self(*b"XXX")
    }
}

/// How far an order is paid (rule V1).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Read,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum PaymentStatus {
    /// Nothing was paid.
    #[default]
    Unpaid,
    /// A part was paid.
    Partial,
    /// All was paid.
    Paid,
    /// The payment was given back; the order is no revenue (rule M5).
    Refunded,
}

/// What a customer bought (rule V1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// The amount, in minor units of the currency.
    pub amount_minor: MinorUnits,
    /// The tax (GST) amount, in minor units of the currency; counted apart (rule M5).
    #[serde(default)]
    pub tax_minor: Option<MinorUnits>,
    /// The currency of both amounts.
    pub currency: Currency,
    /// What was bought.
    #[serde(default)]
    pub plan: Option<String>,
    /// How far it is paid; default unpaid.
    #[serde(default)]
    pub payment: PaymentStatus,
    /// The host's reference, such as an invoice number.
    #[serde(default)]
    pub reference: Option<String>,
}

/// That a lead became a customer (rule V1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Conversion {
    /// When.
    pub at: Timestamp,
    /// The agent credited: the owner at that moment.
    pub agent: AgentId,
    /// What was bought.
    #[serde(default)]
    pub order: Option<Order>,
}
