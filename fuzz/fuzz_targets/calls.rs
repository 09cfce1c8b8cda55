//! The C interface, called as a host may call it.

#![no_main]

use calliyo_tests::fuzz::calls;

libfuzzer_sys::fuzz_target!(|input: &[u8]| calls::try_input(input));
