//! How long something takes: the one place where the program looks at a clock.

use std::time::Duration;
#[expect(clippy::disallowed_types, reason = "speed is measured; nothing else depends on it")]
use std::time::Instant;

/// A stopwatch that runs.
#[expect(clippy::disallowed_types, reason = "speed is measured; nothing else depends on it")]
pub(super) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts one.
    #[expect(clippy::disallowed_types, reason = "speed is measured; nothing else depends on it")]
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since it was started.
    pub(super) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
