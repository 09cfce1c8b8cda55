//! What the fuzz targets try, as functions of bytes: `fuzz/` runs them on inputs that it makes up, a test on those that are
//! known.

pub mod calls;
pub mod door;
