//! What the tests that span crates share: the conformance vectors and their lock, random numbers, the main command, a second
//! model of the jobs, and the data that some tests look for.

pub mod data;
pub mod harness;
pub mod program;
pub mod random;
pub mod reference;
pub mod schema;
pub mod vector_lock;
pub mod vectors;
