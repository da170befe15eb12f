//! A set of ids as plain bits, for passes over whole orders.

use roaring::RoaringBitmap;

/// One bit for each id: a million take 125 KB, and looking one up costs about a nanosecond.
pub(super) struct Flat(Vec<u64>);

impl Flat {
    /// The bits of a set.
    pub fn of(set: &RoaringBitmap) -> Self {
        let mut bits = vec![0; set.max().map_or(0, |most| most as usize / 64 + 1)];
        for id in set {
            if let Some(word) = bits.get_mut(id as usize / 64) {
                *word |= 1 << (id % 64);
            }
        }
        Self(bits)
    }

    /// Whether an id is in it.
    pub fn has(&self, id: u32) -> bool {
        self.0.get(id as usize / 64).is_some_and(|word| word >> (id % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_what_the_set_has() {
        let set: RoaringBitmap = [0, 1, 63, 64, 1_000, 70_000].into_iter().collect();
        let flat = Flat::of(&set);
        assert!((0..100_000).all(|id| flat.has(id) == set.contains(id)));
        assert!(!flat.has(u32::MAX) && !Flat::of(&RoaringBitmap::new()).has(0));
    }
}
