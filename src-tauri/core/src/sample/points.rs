//! Contact points: none of them reaches anybody.
//!
//! Chinese mobiles have 0000 in the middle and landlines begin with 555; British numbers are those that Ofcom sets aside for
//! drama; e-mails end in the domains that RFC 2606 keeps for examples.

use super::Speech;
use super::dice::Dice;
use super::people::Person;
use crate::exchange::meaning::PointKind;

/// A contact point to be written.
pub(super) struct Point {
    /// What it is.
    pub kind: PointKind,
    /// Normalised.
    pub value: String,
    /// As somebody wrote it.
    pub raw: String,
    /// Which of the customer's contacts it belongs to; none: the customer's own.
    pub contact: Option<usize>,
}

const MOBILE_STARTS: &str = "130 131 132 133 135 136 137 138 139 150 151 152 155 156 157 158 159 166 176 177 178 180 181 182 \
                             183 185 186 187 188 189 198 199";

impl Point {
    /// One of the customer's own that is kept as it is written.
    pub(super) fn plain(kind: PointKind, text: String) -> Self {
        Self { kind, value: text.clone(), raw: text, contact: None }
    }

    /// The same as a contact's.
    pub(super) fn of(self, contact: Option<usize>) -> Self {
        Self { contact, ..self }
    }
}

/// A mobile number.
pub(super) fn mobile(dice: &mut Dice, speech: Speech) -> Point {
    let (value, raw) = match speech {
        Speech::Chinese => {
            let (start, end) = (dice.word(MOBILE_STARTS), dice.digits(4));
            let raw = match dice.below(6) {
                0 => format!("{start} 0000 {end}"),
                1 => format!("{start}-0000-{end}"),
                2 => format!("+86 {start}0000{end}"),
                _ => format!("{start}0000{end}"),
            };
            (format!("+86{start}0000{end}"), raw)
        }
        Speech::English => {
            let end = dice.digits(3);
            (format!("+447700900{end}"), format!("+44 7700 900{end}"))
        }
    };
    Point { kind: PointKind::Phone, value, raw, contact: None }
}

/// A landline in the area of the place.
pub(super) fn landline(dice: &mut Dice, speech: Speech, area: &str) -> Point {
    let (value, raw) = match speech {
        Speech::Chinese => {
            let end = dice.digits(5);
            (format!("+86{area}555{end}"), format!("0{area}-555{end}"))
        }
        Speech::English => {
            let end = dice.digits(3);
            (format!("+442079460{end}"), format!("+44 20 7946 0{end}"))
        }
    };
    Point { kind: PointKind::Phone, value, raw, contact: None }
}

/// An e-mail address.
pub(super) fn email(dice: &mut Dice, person: &Person) -> Point {
    let domain = dice.word("example.com example.net example.org");
    Point::plain(PointKind::Email, format!("{}{}@{domain}", person.latin, dice.digits(2)))
}

/// A WeChat id.
pub(super) fn wechat(dice: &mut Dice, person: &Person) -> Point {
    let digits = dice.digits(5);
    Point::plain(PointKind::Wechat, format!("{}{}_{digits}", dice.word("wx lao a hi"), person.latin.replace('.', "")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::phones::parse_phone;

    #[test]
    fn every_phone_is_read_from_its_text_as_the_value_it_has() {
        let mut dice = Dice::new(3, 0);
        for _ in 0..200 {
            for speech in [Speech::Chinese, Speech::English] {
                for point in [mobile(&mut dice, speech), landline(&mut dice, speech, "571")] {
                    let read = parse_phone(&point.raw, "CN").map(|phone| phone.value);
                    assert_eq!(read.ok().as_deref(), Some(point.value.as_str()), "{}", point.raw);
                }
            }
        }
    }
}
