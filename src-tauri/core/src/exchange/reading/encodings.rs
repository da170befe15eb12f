//! Finding the encoding of a text file, and decoding it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::ReadError;

/// A short text says too little for statistics; what is written in pairs of bytes counts as Chinese up to here.
const FEW_BYTES: usize = 200;
/// How much of a long file is looked at.
const SAMPLE_BYTES: usize = 512 * 1024;

/// Decodes a text file. The encoding asked for is obeyed; else it is a byte order mark's, UTF-8 if the bytes are that, UTF-16 by
/// its zero bytes, or the likeliest of the old ones. What cannot be decoded becomes U+FFFD.
///
/// # Errors
/// `unknown_encoding` if no encoding has the label asked for.
pub(super) fn decode(bytes: Vec<u8>, asked: Option<&str>) -> Result<(String, &'static str), ReadError> {
    let marked = Encoding::for_bom(&bytes);
    let encoding = match asked {
        Some(label) => Encoding::for_label(label.trim().as_bytes())
            .ok_or_else(|| ReadError::UnknownEncoding { name: label.to_owned() })?,
        None => marked.map_or_else(|| find(&bytes), |(encoding, _)| encoding),
    };
    let mark = marked.filter(|(of_mark, _)| *of_mark == encoding).map_or(0, |(_, length)| length);
    Ok((text(bytes, mark, encoding), name(encoding)))
}

/// The name to show: as users know it, GB18030 in capitals.
fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

fn text(mut bytes: Vec<u8>, mark: usize, encoding: &'static Encoding) -> String {
    if encoding == UTF_8 {
        bytes.drain(..mark);
        return String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    text.into_owned()
}

/// Finds the encoding of bytes without a byte order mark.
fn find(bytes: &[u8]) -> &'static Encoding {
    if let Some(wide) = find_utf_16(bytes) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let sample = sample(bytes);
    if is_nearly_utf_8(sample) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let found = if guess == GBK || guess == BIG5 {
        guess
    } else if looks_like_gbk(sample) && (guess == WINDOWS_1252 || guess == SHIFT_JIS || high_bytes(sample) < FEW_BYTES)
    {
        GBK
    } else {
        guess
    };
    if found == GBK && has_four_byte_characters(bytes) { GB18030 } else { found }
}

/// Whole lines from the first one that is more than ASCII; no encoding here has a line feed as the second byte of a character.
fn sample(bytes: &[u8]) -> &[u8] {
    let is_break = |byte: &u8| *byte == b'\n';
    let first = bytes.iter().position(|byte| *byte >= 0x80).unwrap_or_default();
    let start = bytes.get(..first).and_then(|before| before.iter().rposition(is_break)).map_or(0, |at| at + 1);
    let rest = bytes.get(start..).unwrap_or_default();
    let Some(sample) = rest.get(..SAMPLE_BYTES) else { return rest };
    sample.iter().rposition(is_break).and_then(|at| sample.get(..=at)).unwrap_or(sample)
}

/// UTF-16 has a zero in each ASCII character (digits, delimiters, line ends), always on the same side. Other texts may have stray
/// zeros, but not beside each line break.
fn find_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(64 * 1024) & !1)?;
    let (mut even, mut odd, mut breaks, mut wide_breaks) = (0usize, 0usize, 0usize, 0usize);
    for pair in sample.as_chunks::<2>().0 {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
        breaks += usize::from(pair.iter().any(|byte| matches!(byte, b'\n' | b'\r')));
        wide_breaks += usize::from(matches!(pair, [0, b'\n' | b'\r'] | [b'\n' | b'\r', 0]));
    }
    let (encoding, zeros, others) = if odd > even { (UTF_16LE, odd, even) } else { (UTF_16BE, even, odd) };
    let enough = zeros * 32 >= sample.len() / 2 && zeros > others * 20 && wide_breaks * 2 >= breaks;
    let (text, failed) = encoding.decode_without_bom_handling(sample);
    // A sample may end between the halves of a pair of surrogates.
    let broken = failed && text.trim_end_matches('\u{FFFD}').contains('\u{FFFD}');
    (enough && !broken && !text.chars().any(is_binary)).then_some(encoding)
}

/// Control characters that no text has.
fn is_binary(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{E}'..='\u{19}' | '\u{1C}'..='\u{1F}')
}

/// True for UTF-8 and for UTF-8 with a few spoilt bytes.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good >= bad * 10
}

fn high_bytes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte >= 0x80).count()
}

/// All high bytes come in pairs that GBK has, two thirds of them in its older part, GB 2312; and none of these touches a Latin
/// letter, as an accented one would.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut previous = 0u8;
    let mut rest = bytes;
    let (mut pairs, mut common) = (0usize, 0usize);
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte >= 0x80 {
            let Some((&second, tail)) = tail.split_first() else { return false };
            if second < 0x40 || second == 0x7F || second == 0xFF {
                return false;
            }
            pairs += 1;
            if matches!(byte, 0xA1..=0xA9 | 0xB0..=0xF7) && second >= 0xA1 {
                let next = tail.first().copied().unwrap_or_default();
                if previous.is_ascii_alphabetic() || next.is_ascii_alphabetic() {
                    return false;
                }
                common += 1;
            }
            rest = tail;
        }
        previous = byte;
    }
    pairs > 0 && common * 3 >= pairs * 2
}

/// Characters outside GBK, such as an emoji: a byte, a digit, a byte, a digit.
fn has_four_byte_characters(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        rest = match tail {
            [b'0'..=b'9', 0x81..=0xFE, b'0'..=b'9', ..] if first >= 0x81 => return true,
            [_, tail @ ..] if first >= 0x81 => tail,
            _ => tail,
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> &'static str {
        name(find(bytes))
    }

    #[test]
    fn three_short_rows_of_gbk_are_enough() {
        for text in [
            "姓名,电话\n张三,13800000001\n李四,13800000002\n",
            "陈静,1\n",
            "客户\n喆",
            "王,1",
            "李喆,镕堃经销部\n",
            "客户名称,备注\n张伟,上海\n",
        ] {
            let (bytes, _, _) = GBK.encode(text);
            assert_eq!(found(&bytes), "GBK", "{text:?}");
        }
    }

    #[test]
    fn short_traditional_text_is_big5() {
        for text in ["姓名,電話\n陳靜,0912000001\n", "客戶名稱\n王小明\n"] {
            let (bytes, _, _) = BIG5.encode(text);
            assert_eq!(found(&bytes), "Big5", "{text:?}");
        }
    }

    #[test]
    fn western_names_do_not_turn_into_chinese() {
        for text in [
            "Name;Ort\nMüller;Köln\n",
            "Straße\n",
            "Übergröße;Æø\n",
            "naïve,café,1 €\n",
            "Señor Ñandú;Peña\n",
            "äöü;ÄÖÜ\nßß;éè",
        ] {
            let (bytes, _, _) = WINDOWS_1252.encode(text);
            assert_eq!(found(&bytes), "windows-1252", "{text:?}");
        }
    }

    #[test]
    fn japanese_stays_japanese() {
        let (bytes, _, _) =
            SHIFT_JIS.encode("お客様名,電話番号,住所\n田中商店,03-0000-0000,東京都千代田区\nすずき酒店,,よこはま\n");
        assert_eq!(found(&bytes), "Shift_JIS");
    }

    #[test]
    fn utf_16_is_known_by_its_zeros_when_the_mark_is_missing() {
        let text = "客户名称\t手机\n天津万达宝文化传媒有限公司\t17800009352\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(found(&little), "UTF-16LE");
        assert_eq!(found(&big), "UTF-16BE");
        assert_eq!(decode(big, None).map(|(text, _)| text).as_deref(), Ok(text));
    }

    #[test]
    fn a_spoilt_byte_does_not_cost_utf_8_its_name() {
        let mut bytes = "客户名称,联系人\n天津万达宝文化传媒有限公司,萧静\n".as_bytes().to_vec();
        bytes.insert(12, 0xFF);
        let read = decode(bytes, None);
        let Ok((text, encoding)) = read else { panic!("not read: {read:?}") };
        assert_eq!(encoding, "UTF-8");
        assert!(text.starts_with("客户名称\u{FFFD},联系人"), "the rest stays: {text}");
    }

    #[test]
    fn a_zero_byte_in_a_text_does_not_make_it_utf_16() {
        assert_eq!(found(b"name,phone\nAda\0,0301234\nBob,0301235\n"), "UTF-8");
    }

    #[test]
    fn the_first_chinese_name_may_come_late() {
        let mut bytes = b"Ada Lovelace,0300000001\r\n".repeat(50_000);
        bytes.extend_from_slice(&GBK.encode("张三,13800000001\r\n李四,13800000002\r\n").0);
        assert_eq!(found(&bytes), "GBK");
        let mut long = GBK.encode("客户名称,张三丰\r\n").0.repeat(60_000);
        assert_eq!(found(&long), "GBK");
        long.extend_from_slice(&GB18030.encode("😀\r\n").0);
        assert_eq!(found(&long), "GB18030", "one rare character at the end");
    }

    #[test]
    fn the_choice_of_the_user_wins_over_the_guess() {
        let (bytes, _, _) = GBK.encode("客户,张三\n");
        let read = decode(bytes.to_vec(), Some("latin1"));
        assert!(matches!(&read, Ok((text, "windows-1252")) if text.starts_with("¿Í")), "{read:?}");
        assert_eq!(decode(vec![65], Some("utf-7")), Err(ReadError::UnknownEncoding { name: "utf-7".into() }));
    }
}
