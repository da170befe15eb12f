//! How much two texts are alike, and two names.

use super::everybody::{Everybody, Record};
use super::rarity::Sort;
use super::texts::{Sense, Text, Texts};
use super::weights::{Agreement, MOST, weight};

/// Near enough for a typo, by Jaro–Winkler.
const TYPO: f64 = 0.92;
/// Near enough for a bad one.
pub const BAD_TYPO: f64 = 0.84;
/// Two names that have nothing in common.
const DIFFERS: (Agreement, f64) = (Agreement::Differs, -5.0);

/// How far two names agree, and what that weighs.
pub fn name_weight(a: Record<'_>, b: Record<'_>, all: &Everybody) -> (Agreement, f64) {
    let (texts, rarity) = (&all.texts, &all.rarity);
    if texts.is_empty(a.core) || texts.is_empty(b.core) {
        return (Agreement::Differs, 0.0);
    }
    let share = || rarity.share(Sort::Name, a.core).max(rarity.share(Sort::Name, b.core));
    if a.core == b.core {
        return (Agreement::Same, weight(0.8, share()));
    }
    if a.words.len() > 1 || b.words.len() > 1 {
        let (agreement, by_words) = words_weight(a, b, all);
        if a.is_chinese == b.is_chinese || by_words > 0.0 {
            return (agreement, by_words);
        }
    }
    if a.sound == b.sound {
        // One in pinyin stands for all that are read so.
        let rate = if a.is_chinese == b.is_chinese { 4.0 } else { 8.0 };
        return (Agreement::SameSound, weight(0.3, share() * rate).min(10.0));
    }
    if a.is_chinese && b.is_chinese {
        let may_be_near = a.outline.may_share_half(b.outline) || a.outline.may_sound_alike(b.outline);
        return if may_be_near { chinese_weight(a, b, share(), texts) } else { DIFFERS };
    }
    let length = |name: Text| texts.text(name).chars().count();
    let length = length(a.core).min(length(b.core));
    let near = likeness(a.core, b.core, texts);
    if near >= TYPO && length >= 4 {
        (Agreement::Near, weight(0.3, share() * 6.0).min(9.0))
    } else if near >= BAD_TYPO && length >= 5 {
        (Agreement::Near, 3.0)
    } else {
        DIFFERS
    }
}

/// One sign more, less or other of four and more; one name within the other.
fn chinese_weight(a: Record<'_>, b: Record<'_>, share: f64, texts: &Texts) -> (Agreement, f64) {
    let (one, other) = (texts.text(a.core), texts.text(b.core));
    let (longer, shorter) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    let length = one.chars().count().min(other.chars().count());
    let apart = distance(longer, shorter);
    if length >= 2 && longer.len() == shorter.len() && are_same_signs(longer, shorter) {
        (Agreement::Near, weight(0.4, share * 3.0).min(10.0))
    } else if apart == 1 && length >= 4 {
        // The first two signs are what a company calls itself, the rest often says only what it deals in.
        let is_in_head = one.chars().zip(other.chars()).take(2).any(|(x, y)| x != y);
        (Agreement::Near, if is_in_head { 3.0 } else { weight(0.3, share * 6.0).min(8.0) })
    } else if longer.contains(shorter) && length >= 3 {
        (Agreement::Near, weight(0.3, share * 6.0).min(7.0))
    } else if apart == 1 && length == 3 || length >= 2 && sound_nearly_alike(texts.text(a.sound), texts.text(b.sound)) {
        (Agreement::Near, 3.0)
    } else if longer.contains(shorter) && length >= 2 {
        (Agreement::Near, 2.0)
    } else if 2 * apart <= length {
        (Agreement::Near, 0.5)
    } else {
        DIFFERS
    }
}

fn are_same_signs(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut signs: Vec<char> = text.chars().collect();
        signs.sort_unstable();
        signs
    };
    sorted(one) == sorted(other)
}

/// One letter more, less or other, or two that changed places.
fn sound_nearly_alike(one: &str, other: &str) -> bool {
    one.len().abs_diff(other.len()) <= 4 && distance(one, other) <= 1
}

/// Word by word in any order: each is evidence of its own, a missing one is none.
fn words_weight(a: Record<'_>, b: Record<'_>, all: &Everybody) -> (Agreement, f64) {
    let (texts, rarity) = (&all.texts, &all.rarity);
    let (few, many) = if a.words.len() <= b.words.len() { (a.words, b.words) } else { (b.words, a.words) };
    let mut free: Vec<bool> = vec![true; many.len()];
    let mut sum = 0.0;
    let (mut same, mut near) = (0, 0);
    let mut left = Vec::new();
    for word in few {
        match many.iter().zip(&mut free).find(|(other, free)| **free && *other == word) {
            Some((_, free)) => {
                *free = false;
                same += 1;
                sum += weight(0.8, rarity.share(Sort::Word, *word));
            }
            None => left.push(*word),
        }
    }
    for word in left {
        let open = many.iter().zip(&mut free).filter(|(_, free)| **free);
        let best =
            open.map(|(other, free)| (likeness(word, *other, texts), *other, free)).max_by(|x, y| x.0.total_cmp(&y.0));
        match best {
            Some((likeness, other, free)) if likeness >= BAD_TYPO => {
                *free = false;
                near += 1;
                let share = rarity.share(Sort::Word, word).max(rarity.share(Sort::Word, other));
                let degree = if likeness >= TYPO { weight(0.2, share * 4.0).min(8.0) } else { 3.0 };
                sum += degree.max(0.0);
            }
            Some((_, other, _)) if initial_of(texts.text(word), texts.text(other)) => {
                near += 1;
                sum += 1.5;
            }
            _ => sum -= 4.0,
        }
    }
    let agreement = match (same, near) {
        (0, 0) => Agreement::Differs,
        (same, 0) if same == many.len() => Agreement::Same,
        _ if sum > 0.0 => Agreement::Near,
        _ => Agreement::Differs,
    };
    (agreement, sum.clamp(-8.0, MOST))
}

/// One is the first letter of the other: J. for John.
fn initial_of(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() == 1 && long.starts_with(short)
}

/// Jaro–Winkler of two texts; numbers agree or they do not, but for one digit of four and more.
pub fn likeness(a: Text, b: Text, texts: &Texts) -> f64 {
    if a == b {
        return 1.0;
    }
    let (one, other) = (texts.text(a), texts.text(b));
    if texts.sense(a) == Sense::Number || texts.sense(b) == Sense::Number {
        let close = one.len().min(other.len()) >= 4 && distance(one, other) <= 1;
        return if close { BAD_TYPO } else { 0.0 };
    }
    // A word in two: "st james", "stjames" cannot be seen here; the joined rest of an address is another part.
    strsim::jaro_winkler(one, other)
}

/// How many letters are more, less or other; two neighbours that changed places are one.
pub fn distance(one: &str, other: &str) -> usize {
    strsim::osa_distance(one, other)
}

/// Numbers of one length that differ in one digit, or in two neighbours that changed places.
pub fn are_near_phones(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut differ = (0..one.len()).filter(|at| one.get(*at) != other.get(*at));
    match (differ.next(), differ.next(), differ.next()) {
        (Some(_), None, _) => true,
        (Some(x), Some(y), None) => y == x + 1 && one.get(x) == other.get(y) && one.get(y) == other.get(x),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::profiles::Profile;
    use super::super::weights::{probability, score};
    use super::*;

    #[test]
    fn a_slip_in_a_phone_is_seen() {
        let near = |one: &str, other: &str| are_near_phones(one, other);
        assert!(near("13800001234", "13800001235") && near("13800001234", "13800001243"));
        assert!(!near("13800001234", "13800001234"), "the same is not nearly the same");
        assert!(!near("13800001234", "13800011235") && !near("13800001234", "1380000123"));
        assert!(!near("13800001234", "13800003214"), "not neighbours");
        assert!(!near("13800001234", "13800002143"), "two pairs");
    }

    prop_compose! {
        /// Somebody of a small town: many have something in common.
        fn neighbour()(
            name in "[王李张章][小晓明敏]{0,3}(五金|农资|百货)?|(wang|Li) (wei|Wie|na)",
            is_company in any::<bool>(),
            phone in "1380000[0-2]{4}|0571-5550000[0-2]|",
            address in "(杭州市)?(西湖区)?文[一三]路[12]{1,2}号|",
            wechat in "lin|",
        ) -> Profile {
            let mut one = Profile { is_company, ..Profile::default() };
            for (kind, value) in [("phone", phone), ("address", address), ("wechat", wechat)] {
                one.add_point(kind, &value);
            }
            one.named(&name)
        }
    }

    proptest! {
        #[test]
        fn names_that_are_near_look_so_in_outline(one in "[王李张章小晓明敏伟卫]{1,5}", other in "[王李张章小晓明敏伟卫]{1,5}") {
            let mut all = Everybody::among(10);
            let places = [one, other].map(|name| all.push(&Profile::default().named(&name)));
            let [Some(a), Some(b)] = places.map(|place| all.get(place)) else { unreachable!() };
            if chinese_weight(a, b, 0.001, &all.texts) != DIFFERS {
                prop_assert!(a.outline.may_share_half(b.outline) || a.outline.may_sound_alike(b.outline));
            }
        }

        #[test]
        fn who_is_left_out_early_would_not_have_reached_it(one in neighbour(), other in neighbour(), least in 0.0..=1.0) {
            let mut all = Everybody::among(1_000);
            let places = [one, other].map(|one| all.push(&one));
            places.into_iter().for_each(|place| all.count(place));
            let [Some(a), Some(b)] = places.map(|place| all.get(place)) else { unreachable!() };
            let whole = score(a, b, &all).probability;
            prop_assert_eq!(probability(a, b, &all, least), Some(whole).filter(|whole| *whole >= least));
        }
    }
}
