//! What kind of file some bytes are: by what is in them, never by their name.

use super::ReadError;
use super::archives::Archive;

/// The kinds that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Xlsx,
    Xls,
    Ods,
    Cards,
}

/// First bytes of files that are not for us.
const MAGICS: &[(&[u8], &str)] = &[
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xFF\xD8\xFF", "image"),
    (b"GIF8", "image"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\x1F\x8B", "archive"),
    (b"7z\xBC\xAF\x27\x1C", "archive"),
    (b"Rar!\x1A\x07", "archive"),
    (b"BEGIN:VCALENDAR", "icalendar"),
    (b"<?xml", "xml"),
    (b"<!DOCTYPE html", "html"),
    (b"<html", "html"),
    (b"<table", "html"),
];

const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Tells the kind of a file.
///
/// # Errors
/// `unknown_format` for a known kind without tables, `protected`, `damaged`.
pub(super) fn tell(bytes: &[u8]) -> Result<Kind, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return tell_archive(bytes);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return tell_compound(bytes);
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let known =
        MAGICS.iter().find(|(magic, _)| text.get(..magic.len()).is_some_and(|head| head.eq_ignore_ascii_case(magic)));
    match known {
        Some((_, found)) => Err(ReadError::UnknownFormat { found }),
        None if begins_a_card(bytes) => Ok(Kind::Cards),
        None => Ok(Kind::Text),
    }
}

/// Whether the first line is the frame of a card, in any letters, in UTF-16 too; a group may stand before it.
fn begins_a_card(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().take(200).copied().filter(|byte| byte.is_ascii() && *byte != 0).collect();
    let line = head.trim_ascii_start().split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let name = line.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    name.trim_ascii_end().eq_ignore_ascii_case(b"BEGIN:VCARD")
}

fn tell_archive(bytes: &[u8]) -> Result<Kind, ReadError> {
    let archive = Archive::open(bytes)?;
    let found = if archive.has("xl/workbook.bin") {
        "xlsb"
    } else if archive.has("[Content_Types].xml") && archive.has_folder("xl/") {
        return Ok(Kind::Xlsx);
    } else if archive.has_folder("word/") {
        "docx"
    } else if archive.has_folder("ppt/") {
        "pptx"
    } else if archive.has("mimetype") && archive.has("content.xml") {
        // Texts and drawings have a content.xml too; without a table in it nothing is found there.
        return Ok(Kind::Ods);
    } else if archive.has_folder("Index/") {
        "numbers"
    } else {
        "zip"
    };
    Err(ReadError::UnknownFormat { found })
}

/// Old Office files are told apart by the streams that their directory names, in UTF-16.
fn tell_compound(bytes: &[u8]) -> Result<Kind, ReadError> {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        // Directory entries stand at multiples of 128 bytes, whatever the size of the sectors.
        bytes.chunks_exact(128).any(|entry| entry.starts_with(&wide))
    };
    if names("EncryptedPackage") {
        Err(ReadError::Protected)
    } else if names("Workbook") || names("Book") {
        Ok(Kind::Xls)
    } else if names("WordDocument") {
        Err(ReadError::UnknownFormat { found: "doc" })
    } else if !names("Root Entry") {
        Err(ReadError::Damaged)
    } else {
        Err(ReadError::UnknownFormat { found: "office" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_without_tables_are_named() {
        let kinds: [(&[u8], &str); 5] = [
            (b"%PDF-1.7\n%\xE2\xE3", "pdf"),
            (b"\xEF\xBB\xBF<HTML><table>", "html"),
            (b"<?xml version=\"1.0\"?><Workbook/>", "xml"),
            (b"{\\rtf1\\ansi", "rtf"),
            (b"\x89PNG\r\n\x1A\n", "image"),
        ];
        for (bytes, found) in kinds {
            assert_eq!(tell(bytes), Err(ReadError::UnknownFormat { found }));
        }
    }

    #[test]
    fn a_workbook_with_a_password_is_told_from_an_old_one() {
        let file = |stream: &str| {
            let mut bytes = vec![0u8; 4096];
            bytes[..8].copy_from_slice(COMPOUND_FILE);
            let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes[1152..1152 + wide.len()].copy_from_slice(&wide);
            let root: Vec<u8> = "Root Entry".encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes[1024..1024 + root.len()].copy_from_slice(&root);
            bytes
        };
        assert_eq!(tell(&file("EncryptedPackage")), Err(ReadError::Protected));
        assert_eq!(tell(&file("WordDocument")), Err(ReadError::UnknownFormat { found: "doc" }));
        assert_eq!(tell(&file("Workbook")), Ok(Kind::Xls));
        assert_eq!(tell(&file("Workbook")[..600]), Err(ReadError::Damaged), "cut off before its directory");
    }

    #[test]
    fn an_address_book_is_told_by_its_first_line() {
        let wide: Vec<u8> = "\u{FEFF}BEGIN:VCARD\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in
            [&b"BEGIN:VCARD\r\nVERSION:3.0"[..], b"\xEF\xBB\xBF\n begin:vcard \n", b"home.BEGIN:VCARD\r\n", &wide]
        {
            assert_eq!(tell(bytes), Ok(Kind::Cards));
        }
        assert_eq!(tell(b"Note,BEGIN:VCARD\n"), Ok(Kind::Text));
    }

    #[test]
    fn text_is_text_whatever_it_begins_with() {
        assert_eq!(tell("客户名称,手机\n".as_bytes()), Ok(Kind::Text));
        assert_eq!(tell(b"PKW,Preis\n"), Ok(Kind::Text));
    }
}
