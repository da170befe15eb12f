//! Files that are there whole or not at all.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::book::platform;
use crate::error::Result;

/// Writes a file, readable by its user only, in place of what was there.
///
/// # Errors
/// Those of the file system; what was there is still there then.
pub fn write_whole(target: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = Partial::begin(target)?;
    file.write_all(bytes)?;
    file.finish().map(|_| ())
}

/// A file being written under another name. Dropped before it is finished, nothing is left of it.
pub struct Partial {
    target: PathBuf,
    partial: PathBuf,
    out: Option<BufWriter<File>>,
}

impl Partial {
    /// Begins a file that will stand at this place, readable by its user only.
    pub fn begin(target: &Path) -> Result<Self> {
        let partial = platform::with_suffix(target, ".part");
        let file = File::create(&partial)?;
        platform::make_private(&partial)?;
        Ok(Self { target: target.to_owned(), partial, out: Some(BufWriter::new(file)) })
    }

    /// The place under which it is written meanwhile.
    pub fn path(&self) -> &Path {
        &self.partial
    }

    /// Lets go of the file, for those who write to it by its path.
    pub fn release(&mut self) {
        self.out = None;
    }

    /// Everything is written: it gets its name, in place of what was there.
    pub fn finish(mut self) -> Result<u64> {
        if let Some(out) = self.out.take() {
            let file = out.into_inner().map_err(|error| crate::Error::Io(error.into_error()))?;
            file.sync_all()?;
        } else {
            File::options().write(true).open(&self.partial)?.sync_all()?;
        }
        let bytes = std::fs::metadata(&self.partial)?.len();
        std::fs::rename(&self.partial, &self.target)?;
        platform::sync_folder(&self.target)?;
        Ok(bytes)
    }
}

impl Write for Partial {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.out.as_mut().map_or(Ok(0), |out| out.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        self.out = None;
        let _ = std::fs::remove_file(&self.partial);
    }
}
