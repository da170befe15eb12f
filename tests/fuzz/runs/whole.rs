#![no_main]
#[allow(dead_code, reason = "each run calls one target")]
#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::whole(bytes));
