//! What the tests that span crates share: the conformance vectors and their lock, random numbers, the main command, a second
//! model of the jobs, the bodies of the fuzz targets, and the data that some tests look for.

pub mod data;
pub mod fuzz;
pub mod harness;
pub mod program;
pub mod random;
pub mod reference;
pub mod schema;
pub mod vector_lock;
pub mod vectors;
