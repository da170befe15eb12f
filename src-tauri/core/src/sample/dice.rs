//! Chance that comes out the same for the same seed, on every machine and with every version of the libraries.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of chance. ChaCha's output is fixed by its definition; ranges are made here, so that nothing else decides.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream of a seed; streams of one seed have nothing in common.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// 0 to `end`, without `end`; 0 for an `end` of 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).min(u64::from(u32::MAX));
        let drawn = (u64::from(self.0.next_u32()) * end) >> 32;
        usize::try_from(drawn).unwrap_or(0)
    }

    /// `first` to `last`, both in it; `first` if there is nothing between.
    pub(super) fn between(&mut self, first: i64, last: i64) -> i64 {
        let span = usize::try_from(last - first + 1).unwrap_or(0);
        first + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub(super) fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        from.get(self.below(from.len())).copied().unwrap_or_default()
    }

    /// One of these, as often as its weight says.
    pub(super) fn weighted<T: Copy + Default>(&mut self, from: &[(T, usize)]) -> T {
        let mut left = self.below(from.iter().map(|(_, weight)| weight).sum());
        for (item, weight) in from {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return *item,
            }
        }
        T::default()
    }

    /// One word of a list separated by spaces.
    pub(super) fn word(&mut self, words: &'static str) -> &'static str {
        let at = self.below(words.split_whitespace().count());
        words.split_whitespace().nth(at).unwrap_or_default()
    }

    /// One character of a text.
    pub(super) fn char(&mut self, text: &str) -> char {
        let at = self.below(text.chars().count());
        text.chars().nth(at).unwrap_or(' ')
    }

    /// So many decimal digits.
    pub(super) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| self.char("0123456789")).collect()
    }

    /// The random part of a uid.
    pub(super) fn ten_bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.0.fill_bytes(&mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn a_seed_gives_the_same_draws_always() {
        let draws = |seed, stream| {
            let mut dice = Dice::new(seed, stream);
            [dice.below(1_000), dice.below(1_000), dice.below(1_000)]
        };
        assert_eq!(draws(1, 0), draws(1, 0));
        assert_ne!(draws(1, 0), draws(2, 0), "another seed gives others");
        assert_ne!(draws(1, 0), draws(1, 1), "another stream gives others");
    }

    #[test]
    fn draws_stay_in_their_range_and_reach_both_ends() {
        let mut dice = Dice::new(7, 0);
        let drawn: std::collections::BTreeSet<i64> = (0..500).map(|_| dice.between(-2, 2)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [-2, -1, 0, 1, 2]);
        assert_eq!((dice.below(0), dice.between(5, 4)), (0, 5), "an empty range gives its beginning");
    }

    #[test]
    fn weights_decide_how_often() {
        let mut dice = Dice::new(7, 0);
        let rare = (0..10_000).filter(|_| dice.weighted(&[("often", 99), ("rare", 1)]) == "rare").count();
        assert!((50..200).contains(&rare), "1 in 100 of 10,000 is about 100, not {rare}");
    }
}
