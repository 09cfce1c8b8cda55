//! What the tests that span crates share: the conformance vectors, random numbers, and the data that some tests look for.

pub mod data;
pub mod random;
pub mod vectors;
