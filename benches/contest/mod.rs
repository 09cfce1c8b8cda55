//! What benches beside peers share: contestants that take turns, peers in Python, a table with targets.

pub mod python;
pub mod random;
pub mod table;
pub mod timing;
