//! Proofs that nothing is lost: a power cut, a full disk, a broken disk, damage. The short form of each runs with every
//! test; the long one is `cargo xtask prove NAME`. docs/PROOFS.md says which proves what.
#![allow(missing_docs, reason = "a test binary has no readers of its documentation")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first thing that is not as it says")]
#![allow(clippy::print_stdout, reason = "a proof says what it has tried")]
#![cfg(target_os = "linux")]

mod calls;
mod damages;
mod dice;
mod disks;
mod failures;
mod migrations;
mod power_cut;
mod replays;
mod very_large;
mod work;
