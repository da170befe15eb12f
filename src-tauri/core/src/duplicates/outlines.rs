//! Names in outline: most pairs are seen to be called otherwise by that, without comparing a letter.

/// Which signs a name has and how it is read, as sets of bits: several signs may share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outline {
    signs: u64,
    letters: u32,
    length: u8,
}

impl Outline {
    /// Of the core of a name and of how that is read.
    pub fn of(core: &str, sound: &str) -> Self {
        let mut outline = Self::default();
        for sign in core.chars() {
            outline.signs |= 1 << (u32::from(sign).wrapping_mul(0x9e37_79b1) >> 26);
            outline.length = outline.length.saturating_add(1);
        }
        for letter in sound.chars() {
            outline.letters |= 1 << (u32::from(letter) % 32);
        }
        outline
    }

    /// Whether two names can have half of the shorter one's signs in common. Two that cannot are further apart than half of
    /// them.
    pub fn may_share_half(self, other: Self) -> bool {
        // A bit in common may stand for any number of the same sign: then nothing is said.
        let are_plain = |one: Self| one.signs.count_ones() == u32::from(one.length);
        let common = (self.signs & other.signs).count_ones();
        !are_plain(self) || !are_plain(other) || common * 2 >= u32::from(self.length.min(other.length))
    }

    /// Whether two names can read the same but for one letter.
    pub fn may_sound_alike(self, other: Self) -> bool {
        // One letter for another takes one bit away and adds one.
        (self.letters ^ other.letters).count_ones() <= 2
    }
}
