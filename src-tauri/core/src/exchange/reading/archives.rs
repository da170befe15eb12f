//! The zip container of a workbook, opened with distrust: what it unpacks to is counted before anything keeps it.

use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::ReadError;

/// Parts of a workbook may unpack to this many bytes whatever the file's size; an honest one of a million rows has about half.
const MOST_UNPACKED: u64 = 2 << 30;
/// Below this nothing is suspicious.
const UNSUSPICIOUS: u64 = 64 << 20;
/// Beyond it parts may unpack to this many times the file. Sheets pack at 7:1 to 20:1, uniform ones at 40:1.
const MOST_RATIO: u64 = 100;

/// A part being unpacked.
pub(super) type Part<'open, 'bytes> = BufReader<ZipFile<'open, Cursor<&'bytes [u8]>>>;

/// A zip container.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    length: u64,
}

impl<'a> Archive<'a> {
    /// Opens the container and judges the sizes that its directory declares.
    ///
    /// # Errors
    /// `damaged` if the directory is missing or spoilt, `too_large` if it would unpack to too much.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(zip_error)?;
        let archive = Archive { zip, length: bytes.len() as u64 };
        let declared = archive.read_parts().fold(0u64, |sum, (_, size)| sum.saturating_add(size));
        judge(declared, archive.length)?;
        Ok(archive)
    }

    /// Unpacks all parts that a reader could ask for and keeps none: declared sizes may lie, and parts may share their bytes.
    ///
    /// # Errors
    /// `damaged` if a part cannot be unpacked, `too_large` as soon as it becomes too much.
    pub(super) fn check(&mut self) -> Result<(), ReadError> {
        let parts: Vec<usize> = self.read_parts().map(|(index, _)| index).collect();
        let mut unpacked = 0;
        for index in parts {
            unpacked = count(self.zip.by_index(index).map_err(zip_error)?, unpacked, self.length)?;
        }
        Ok(())
    }

    /// Index and declared size of the parts that are read; pictures and the like are never unpacked.
    fn read_parts(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        (0..self.zip.len()).filter_map(|index| {
            let name = self.name(index)?;
            let read = [".xml", ".rels", ".bin", "mimetype"].iter().any(|end| name.ends_with(end));
            let size = self.zip.by_index_data(index).ok()?.size();
            read.then_some((index, size))
        })
    }

    /// The name of a part as it is looked up: some programs write backslashes or other capitals.
    fn name(&self, index: usize) -> Option<String> {
        let name = self.zip.name_for_index(index)?.ok()?;
        Some(name.replace('\\', "/").to_ascii_lowercase())
    }

    fn index_of(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/').to_ascii_lowercase();
        (0..self.zip.len()).find(|index| self.name(*index).as_deref() == Some(name.as_str()))
    }

    /// True if it has the part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.index_of(name).is_some()
    }

    /// True if it has a part whose name begins so.
    pub(super) fn has_folder(&self, start: &str) -> bool {
        let start = start.to_ascii_lowercase();
        (0..self.zip.len()).any(|index| self.name(index).is_some_and(|name| name.starts_with(&start)))
    }

    /// The parts whose name ends so, in any case of letters.
    pub(super) fn ending_with(&self, end: &str) -> Vec<String> {
        let end = end.to_ascii_lowercase();
        (0..self.zip.len()).filter_map(|index| self.name(index)).filter(|name| name.ends_with(&end)).collect()
    }

    /// A part to be read from its beginning.
    ///
    /// # Errors
    /// `damaged` if it is missing.
    pub(super) fn part(&mut self, name: &str) -> Result<Part<'_, 'a>, ReadError> {
        let index = self.index_of(name).ok_or(ReadError::Damaged)?;
        self.zip.by_index(index).map(BufReader::new).map_err(zip_error)
    }
}

/// Unpacks a part into nothing; `unpacked` bytes of other parts were counted before. Returns the new sum.
fn count(mut part: impl Read, mut unpacked: u64, length: u64) -> Result<u64, ReadError> {
    let mut buffer = vec![0u8; 64 * 1024];
    loop {
        match part.read(&mut buffer).map_err(|_| ReadError::Damaged)? {
            0 => return Ok(unpacked),
            read => unpacked += read as u64,
        }
        judge(unpacked, length)?;
    }
}

fn judge(unpacked: u64, length: u64) -> Result<(), ReadError> {
    let limit = UNSUSPICIOUS.max(length.saturating_mul(MOST_RATIO)).min(MOST_UNPACKED);
    if unpacked > limit { Err(ReadError::TooLarge { what: "unpacked_bytes", limit }) } else { Ok(()) }
}

fn zip_error(error: ZipError) -> ReadError {
    match error {
        ZipError::InvalidPassword => ReadError::Protected,
        ZipError::UnsupportedArchive(text) if text == ZipError::PASSWORD_REQUIRED => ReadError::Protected,
        _ => ReadError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_without_end_is_stopped_by_counting() {
        let most = 64 << 20;
        assert_eq!(
            count(std::io::repeat(b'a'), 0, 500_000),
            Err(ReadError::TooLarge { what: "unpacked_bytes", limit: most })
        );
        assert_eq!(count(std::io::repeat(b'a').take(1_000), 500, 500_000), Ok(1_500));
    }

    #[test]
    fn what_an_honest_workbook_unpacks_to_is_allowed() {
        let megabytes = |count: u64| count << 20;
        assert_eq!(judge(megabytes(60), 500_000), Ok(()), "small ones may be as uniform as they like");
        assert_eq!(judge(megabytes(500), megabytes(25)), Ok(()), "a million rows");
        assert!(judge(megabytes(500), 500_000).is_err());
        assert!(judge(megabytes(3_000), megabytes(400)).is_err());
    }
}
