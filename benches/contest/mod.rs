//! What benches beside peers share: cases that are measured apart, contestants that take turns,
//! peers in Python, a table with targets.

pub mod apart;
pub mod python;
pub mod random;
pub mod table;
pub mod timing;
