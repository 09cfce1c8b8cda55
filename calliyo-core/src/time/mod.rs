//! The company's calendar.
