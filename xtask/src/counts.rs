//! Adds up what test runners say they did.

use std::fmt;

/// Passed, failed and skipped tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that ran and held.
    pub passed: usize,
    /// Tests that ran and did not.
    pub failed: usize,
    /// Tests that were not run.
    pub skipped: usize,
}

impl Counts {
    /// One thing that is either right or wrong, such as a lint.
    pub fn one(right: bool) -> Self {
        Self { passed: usize::from(right), failed: usize::from(!right), skipped: 0 }
    }

    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }

    /// Reads the output of `cargo test`. Tests that `elsewhere` (a test binary's name) ignores are not counted as
    /// skipped: a step of their own runs them.
    pub fn of_cargo(output: &str, elsewhere: &str) -> Self {
        let mut counts = Self::default();
        let mut here = true;
        for line in output.lines().map(str::trim) {
            if line.starts_with("Running ") || line.starts_with("Doc-tests ") {
                here = !line.contains(&format!("{elsewhere}-"));
            } else if let Some(result) = line.strip_prefix("test result: ") {
                let skipped = if here { before(result, " ignored") } else { 0 };
                counts =
                    counts.and(Self { passed: before(result, " passed"), failed: before(result, " failed"), skipped });
            }
        }
        counts
    }

    /// Reads the summary of Vitest: `Tests  1 failed | 45 passed | 2 skipped (48)`.
    pub fn of_vitest(output: &str) -> Self {
        let summary = output.lines().map(str::trim).find(|line| line.starts_with("Tests "));
        summary.map_or_else(Self::default, |line| Self {
            passed: before(line, " passed"),
            failed: before(line, " failed"),
            skipped: before(line, " skipped") + before(line, " todo"),
        })
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        match self.skipped {
            0 => Ok(()),
            skipped => write!(out, ", {skipped} skipped"),
        }
    }
}

/// The number that stands right before `word`; 0 if there is none.
fn before(line: &str, word: &str) -> usize {
    let Some((head, _)) = line.split_once(word) else {
        return 0;
    };
    let number = head.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    number.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn results_of_all_test_binaries_are_added_up() {
        let output = "     Running unittests src/lib.rs (target/debug/deps/rounds_core-7fa)\n\
            test result: ok. 120 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.31s\n\
            \x20    Running e2e/main.rs (target/debug/deps/e2e-0b1)\n\
            test result: ok. 1 passed; 0 failed; 4 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            \x20  Doc-tests rounds_core\n\
            test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s\n";
        let counts = Counts::of_cargo(output, "e2e");
        assert_eq!(
            counts,
            Counts { passed: 124, failed: 1, skipped: 2 },
            "the journeys ignored here run in a step of their own"
        );
    }

    #[test]
    fn the_summary_of_vitest_is_read() {
        let output = " Test Files  1 failed | 3 passed (4)\n      Tests  1 failed | 45 passed | 2 skipped (48)\n";
        assert_eq!(Counts::of_vitest(output), Counts { passed: 45, failed: 1, skipped: 2 });
        assert_eq!(Counts::of_vitest("no summary"), Counts::default(), "a crash counts nothing");
    }

    #[test]
    fn the_last_line_names_skipped_tests_only_if_there_are_any() {
        assert_eq!(Counts { passed: 123, failed: 0, skipped: 0 }.to_string(), "123 passed, 0 failed");
        assert_eq!(Counts { passed: 1, failed: 2, skipped: 3 }.to_string(), "1 passed, 2 failed, 3 skipped");
    }
}
