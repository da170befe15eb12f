//! An address book's bytes into the texts of its cards.

/// Takes out the line breaks that programs put into the middle of a character when they fold lines by bytes: a break and a
/// space or tab behind the beginning of a character in UTF-8 that goes on after them.
pub(super) fn mended(bytes: Vec<u8>) -> Vec<u8> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return bytes;
    }
    let mut whole = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        let fold = match rest {
            [b'\r', b'\n', b' ' | b'\t', ..] => 3,
            [b'\n', b' ' | b'\t', ..] => 2,
            _ => 0,
        };
        let goes_on = rest.get(fold).is_some_and(|next| (0x80..0xC0).contains(next));
        if fold > 0 && goes_on && is_cut(&whole) {
            at += fold;
            continue;
        }
        whole.push(*byte);
        at += 1;
    }
    whole
}

/// Whether the last character in UTF-8 lacks some of its bytes.
fn is_cut(bytes: &[u8]) -> bool {
    let behind = bytes.iter().rev().take(4).take_while(|byte| (0x80..0xC0).contains(*byte)).count();
    let lead = bytes.len().checked_sub(behind + 1).and_then(|at| bytes.get(at));
    let length = match lead {
        Some(0xC2..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..=0xF4) => 4,
        _ => return false,
    };
    behind + 1 < length
}

/// The texts of the cards in the order in which they begin, from `BEGIN` to `END`. One that never ends ends where the next
/// begins, or with the file; what stands between cards is none of theirs. A card within another (its `AGENT`) is a card.
pub(super) fn cards(text: &str) -> Vec<String> {
    let mut cards: Vec<String> = Vec::new();
    // The open cards from the outside in, by their places.
    let mut open: Vec<usize> = Vec::new();
    let mut is_agent = false;
    // Line ends of old Macintosh computers stand alone.
    let ends = if text.contains('\n') { '\n' } else { '\r' };
    for line in text.split(ends).map(|line| line.trim_end_matches('\r')) {
        if is_frame(line, "BEGIN") {
            if !is_agent {
                open.clear();
            }
            open.push(cards.len());
            cards.push("BEGIN:VCARD\r\n".to_owned());
        } else if is_frame(line, "END") {
            open.pop();
        } else if let Some(card) = open.last().and_then(|at| cards.get_mut(*at)) {
            card.push_str(line);
            card.push_str("\r\n");
        }
        if !line.trim().is_empty() {
            is_agent = line.trim().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("agent:"));
        }
    }
    for card in &mut cards {
        card.push_str("END:VCARD\r\n");
    }
    cards
}

/// `BEGIN:VCARD` or `END:VCARD`, in any letters and with spaces; a group may stand before it.
fn is_frame(line: &str, word: &str) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let name = name.rsplit('.').next().unwrap_or_default().trim();
    name.eq_ignore_ascii_case(word) && value.trim().eq_ignore_ascii_case("VCARD")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_were_cut_by_folding_are_whole_again() {
        let name = "欧阳娜娜".as_bytes();
        for cut in 1..name.len() {
            for fold in ["\r\n ", "\n\t"] {
                let folded = [&name[..cut], fold.as_bytes(), &name[cut..]].concat();
                let mended = String::from_utf8(mended(folded)).unwrap();
                let wanted = if cut % 3 == 0 {
                    format!("{}{fold}{}", &"欧阳娜娜"[..cut], &"欧阳娜娜"[cut..])
                } else {
                    "欧阳娜娜".into()
                };
                assert_eq!(mended, wanted, "cut at {cut}: only within a character");
            }
        }
        let latin = b"NOTE:caf\xE9\r\n \xE9".to_vec();
        assert_eq!(mended(latin.clone()), latin, "an old encoding is left as it is");
    }

    #[test]
    fn cards_are_told_apart_also_where_one_never_ends() {
        let text = "junk\nBEGIN:VCARD\nFN:A\nBEGIN:VCARD\r\nFN:B\r\nEND:VCARD\r\nFN:nobody's\nitem1.begin:vcard \nFN:C\n\nNOTE:=\n=41";
        let wanted = ["FN:A", "FN:B", "FN:C\r\n\r\nNOTE:=\r\n=41"];
        let cards = cards(text);
        assert_eq!(cards.len(), wanted.len());
        for (card, wanted) in cards.iter().zip(wanted) {
            assert!(card.replace("\r\n\r\n", "\r\n").contains(&wanted.replace("\r\n\r\n", "\r\n")), "{card:?}");
        }
    }

    #[test]
    fn a_card_in_a_card_takes_nothing_from_the_outer() {
        let cards = cards("BEGIN:VCARD\nFN:Chef\nAGENT:\nBEGIN:VCARD\nFN:Büro\nEND:VCARD\nTEL:1\nEND:VCARD\n");
        assert_eq!(cards.len(), 2);
        assert!(cards[0].contains("FN:Chef") && cards[0].contains("TEL:1") && cards[1].contains("FN:Büro"));
    }
}
