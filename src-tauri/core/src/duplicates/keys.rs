//! Blocking: which pairs are looked at. Two records are compared if they share a key of any kind.

use rayon::prelude::*;

use super::profiles::Profile;
use super::rarity::hash_of;

/// More of one key are no evidence: a common name, the number of a mall. Their pairs come by what else they share.
pub const LARGEST: usize = 60;

/// So many bits of a key tell its drawer: each of a million customers fits into a processor's cache while it is sorted.
const DRAWER: u32 = 10;

/// The keys of everybody: each is the beginning of a hash, with the place of the customer behind it.
#[derive(Debug)]
pub struct Keys {
    drawers: Vec<Vec<u64>>,
    /// The bits in which the place stands.
    places: u64,
}

impl Keys {
    /// For so many customers, with nobody's keys yet.
    pub fn among(customers: u32) -> Self {
        Self { drawers: vec![Vec::new(); 1 << DRAWER], places: u64::from(customers).next_power_of_two() - 1 }
    }

    /// Adds the keys of the customer at a place.
    pub fn add(&mut self, place: usize, keys: Vec<u64>) {
        for key in keys {
            if let Some(drawer) = self.drawers.get_mut((key >> (u64::BITS - DRAWER)) as usize) {
                drawer.push(key & !self.places | place as u64 & self.places);
            }
        }
    }

    /// The pairs that share a key, each once and in order: the smaller place in the first half of the number, the other in the
    /// second. Groups of more than `largest` are left out; of more than `most` pairs those of the largest groups, which tell least.
    pub fn pairs(mut self, mut largest: usize, most: usize) -> Vec<u64> {
        self.drawers.par_iter_mut().for_each(|drawer| drawer.sort_unstable());
        let count = |largest| {
            let sizes = self.drawers.par_iter().flat_map_iter(|drawer| self.groups(drawer, largest).map(<[u64]>::len));
            sizes.map(|size| size * (size - 1) / 2).sum::<usize>()
        };
        while largest > 2 && count(largest) > most {
            largest -= 1;
        }
        let of_drawer =
            |drawer: &Vec<u64>| self.groups(drawer, largest).flat_map(|group| self.pairs_of(group)).collect::<Vec<_>>();
        let mut pairs: Vec<u64> = self.drawers.par_iter().flat_map_iter(of_drawer).collect();
        pairs.par_sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The keys that 2 up to so many customers have, of a drawer in order.
    fn groups<'a>(&self, drawer: &'a [u64], largest: usize) -> impl Iterator<Item = &'a [u64]> + use<'a> {
        let places = self.places;
        let groups = drawer.chunk_by(move |a, b| a & !places == b & !places);
        groups.filter(move |group| (2..=largest).contains(&group.len()))
    }

    fn pairs_of<'a>(&self, group: &'a [u64]) -> impl Iterator<Item = u64> + use<'a> {
        let places = self.places;
        group.iter().enumerate().flat_map(move |(at, one)| {
            group[at + 1..].iter().map(move |other| {
                let (one, other) = (one & places, other & places);
                one.min(other) << 32 | one.max(other)
            })
        })
    }
}

/// The keys of a record, as numbers.
pub fn keys_of(profile: &Profile) -> Vec<u64> {
    let mut keys = Vec::with_capacity(16);
    for line in &profile.phones {
        keys.push(hash_of(("phone", &line.number)));
        // One digit wrong, or two changed places: the first or the last seven of the number are right.
        let digits: Vec<char> = line.number.chars().filter(char::is_ascii_digit).collect();
        if line.is_mobile && digits.len() >= 10 {
            let half = digits.len() / 2 + 1;
            keys.push(hash_of(("phone tail", &digits[digits.len() - half..], &profile.name.sound)));
            keys.push(hash_of(("phone head", &digits[..half + 1], &profile.name.sound)));
        }
    }
    keys.extend(profile.emails.iter().map(|email| hash_of(("email", email))));
    keys.extend(profile.wechats.iter().map(|wechat| hash_of(("wechat", wechat))));
    keys.extend(profile.fields.iter().map(|(field, value)| hash_of(("field", field, value))));
    name_keys(profile, &mut keys);
    if let Some(birthday) = profile.birthday {
        let day = (birthday.month, birthday.day);
        if birthday.year.is_some() {
            keys.push(hash_of(("birthday", birthday.year, day)));
        }
        for word in &profile.name.words {
            keys.push(hash_of(("day and word", day, skeleton(word))));
            keys.push(hash_of(("year and word", birthday.year, birthday.month, skeleton(word))));
        }
    }
    for pair in profile.address.windows(2) {
        keys.push(hash_of(("address", &pair[0], &pair[1])));
    }
    // A street without its number, a number without its street: with a word of the name.
    for part in profile.address.iter().filter(|part| part.chars().count() >= 4 || part.len() >= 6) {
        for word in &profile.name.words {
            keys.push(hash_of(("part and word", part, skeleton(word))));
        }
        for contact in &profile.contacts {
            keys.push(hash_of(("part and contact", part, contact)));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn name_keys(profile: &Profile, keys: &mut Vec<u64>) {
    let name = &profile.name;
    if name.sound.is_empty() {
        return;
    }
    // The same letters in any order: swapped words, swapped signs.
    let mut letters: Vec<char> = name.sound.chars().collect();
    letters.sort_unstable();
    keys.push(hash_of(("letters", letters)));
    let signs: Vec<char> = name.core.chars().collect();
    if name.is_chinese && signs.len() >= 4 {
        // One sign other, more or less: the first or the last half is right, or the name begins and ends alike.
        let half = signs.len() / 2;
        keys.push(hash_of(("head", &signs[..half.max(2)])));
        keys.push(hash_of(("tail", &signs[signs.len() - half.max(2)..])));
        keys.push(hash_of(("core", &signs[..3])));
    }
    let mut bones: Vec<String> = name.words.iter().map(|word| skeleton(word)).collect();
    bones.sort_unstable();
    for (place, one) in bones.iter().enumerate() {
        for other in &bones[place + 1..] {
            keys.push(hash_of(("words", one, other)));
        }
    }
    for contact in &profile.contacts {
        keys.push(hash_of(("contact", contact, signs.iter().take(2).collect::<String>())));
    }
}

/// A word without its vowels, doubles and what is written in several ways: its first letter and three more.
fn skeleton(word: &str) -> String {
    let mut bones = String::new();
    for (place, letter) in word.chars().enumerate() {
        let plain = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' if place > 0 => continue,
            'c' | 'k' | 'q' | 'g' => 'k',
            'z' | 's' | 'x' => 's',
            'd' | 't' => 't',
            'b' | 'p' | 'f' | 'v' => 'p',
            'm' | 'n' => 'm',
            other => other,
        };
        if !bones.ends_with(plain) {
            bones.push(plain);
        }
        if bones.chars().count() == 4 {
            break;
        }
    }
    bones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_too_many_pairs_those_of_the_largest_groups_are_left_out() {
        // Of eight customers three have the first key, five the second, two the third, in two drawers.
        let has: [&[u64]; 8] = [&[1, 2, 1 << 60], &[1, 2], &[1, 2], &[2], &[2], &[], &[], &[1 << 60]];
        let pairs = |largest, most| {
            let mut keys = Keys::among(8);
            has.iter().enumerate().for_each(|(place, own)| keys.add(place, own.iter().map(|key| key << 3).collect()));
            let pairs = keys.pairs(largest, most).into_iter();
            pairs.map(|pair| (pair >> 32, pair & u64::from(u32::MAX))).collect::<Vec<_>>()
        };
        assert_eq!(pairs(8, 100).len(), 11, "each once");
        for (largest, most) in [(8, 4), (8, 13), (4, 100)] {
            assert_eq!(pairs(largest, most), [(0, 1), (0, 2), (0, 7), (1, 2)]);
        }
        assert_eq!(pairs(8, 3), [(0, 7)]);
    }

    #[test]
    fn typos_leave_a_key_in_common() {
        let profile = |name: &str| Profile::default().named(name);
        let share = |a: &str, b: &str| {
            let (a, b) = (keys_of(&profile(a)), keys_of(&profile(b)));
            a.iter().any(|key| b.contains(key))
        };
        for (a, b) in [
            ("王伟", "伟王"),
            ("王伟", "Wang Wei"),
            ("Ada Lovelace", "Lovelace, Ada"),
            ("kayla harrington", "kaila harringtn"),
            ("杭州马莲台食品有限公司", "马莲台食口有限公司"),
            ("馬蓮台食品", "马莲台食品"),
        ] {
            assert!(share(a, b), "{a} {b}");
        }
        assert!(!share("王伟", "李娜"));
    }
}
