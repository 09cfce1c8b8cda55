//! What the tests that span crates share: the conformance vectors, and the data that some tests look for.

pub mod data;
pub mod vectors;
