//! The JSON door: every operation, with every policy.

#![no_main]

use calliyo_tests::fuzz::door;

libfuzzer_sys::fuzz_target!(|input: &[u8]| door::try_input(input));
