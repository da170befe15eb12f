//! Pages of PDFs that came from outside, drawn in a process of its own: the program starts itself once more, hands the file over,
//! and gets a picture back. What a file unpacks into is bounded there by the system; one that was made to break the drawing
//! costs its picture, not the program.
//!
//! The file goes in by standard input; out come the number of pages (4 bytes, the lowest first) and the picture (PNG).

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use super::drawing::{self, Drawn};

/// What such a process is started with, before the number of the page.
const ASKED: &str = "--draw-page";
/// So much memory it may take for its data, where the system can bound that; bytes.
#[cfg(unix)]
const ROOM: u64 = 512 << 20;
/// No picture of a page is larger; bytes.
const LARGEST: u64 = 64 << 20;
/// A page that takes longer than this is not waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whether this program begins with [`draw_if_asked`].
static SERVES: AtomicBool = AtomicBool::new(false);

/// What a program that shows pages does before all else. Whether it was started to draw one, has done so, and ends now.
#[must_use]
pub fn draw_if_asked() -> bool {
    let mut args = std::env::args().skip(1);
    if args.next().is_none_or(|first| first != ASKED) {
        SERVES.store(true, Ordering::Relaxed);
        return false;
    }
    // Who asked hears of what fails by getting nothing.
    let _ = args.next().and_then(|page| page.parse().ok()).and_then(serve);
    true
}

fn serve(page: u32) -> Option<()> {
    bound_memory()?;
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).ok()?;
    let drawn = drawing::draw(bytes, page)?;
    let mut out = std::io::stdout().lock();
    out.write_all(&drawn.pages.to_le_bytes()).ok()?;
    out.write_all(&drawn.picture).ok()?;
    out.flush().ok()
}

#[cfg(unix)]
fn bound_memory() -> Option<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::Data, Rlimit { current: Some(ROOM), maximum: Some(ROOM) }).ok()
}

#[cfg(not(unix))]
fn bound_memory() -> Option<()> {
    Some(())
}

/// Draws a page, from 0, in a process of its own; in this one if the program does not begin with [`draw_if_asked`]. None if
/// the page cannot be read, is not there, takes too long or too much memory.
#[must_use]
pub fn draw_apart(bytes: Vec<u8>, page: u32) -> Option<Drawn> {
    if !SERVES.load(Ordering::Relaxed) {
        return drawing::draw(bytes, page);
    }
    let mut process = Command::new(this_program()?)
        .args([ASKED, &page.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let answer = answer(&mut process, bytes);
    // One that has ended is gone already.
    let _ = process.kill();
    let _ = process.wait();
    let (pages, picture) = answer?.split_first_chunk().map(|(pages, picture)| (*pages, picture.to_vec()))?;
    (!picture.is_empty()).then_some(Drawn { picture, pages: u32::from_le_bytes(pages) })
}

/// Hands the file over and waits for all that comes back.
fn answer(process: &mut Child, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let (mut to, from) = (process.stdin.take()?, process.stdout.take()?);
    std::thread::spawn(move || {
        // A process that has ended early does not read to the end.
        let _ = to.write_all(&bytes);
    });
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || {
        let mut all = Vec::new();
        let read = from.take(LARGEST).read_to_end(&mut all);
        // Whoever asked may have gone on.
        let _ = done.send(read.ok().map(|_| all));
    });
    wait.recv_timeout(PATIENCE).ok().flatten()
}

/// This program, also when its file was replaced by a newer one meanwhile.
fn this_program() -> Option<PathBuf> {
    if cfg!(target_os = "linux") { Some(PathBuf::from("/proc/self/exe")) } else { std::env::current_exe().ok() }
}
