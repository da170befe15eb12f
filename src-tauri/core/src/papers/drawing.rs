//! Pages of a PDF as pictures, for the window: drawn in Rust, so that the web view never gets a PDF.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// The longer side of a drawn page in pixels: enough to read on the screen, and to print.
const LONGEST: f32 = 2_200.0;
/// A page that takes longer than this is not waited for.
const PATIENCE: Duration = Duration::from_secs(20);
/// Room for files that are nested deeply.
const STACK: usize = 64 << 20;

/// A page as a picture.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// PNG.
    pub picture: Vec<u8>,
    /// How many pages the file has.
    pub pages: u32,
}

impl Drawn {
    /// The picture as an address that needs no fetching.
    #[must_use]
    pub fn address(&self) -> String {
        crate::files::address("image/png", &self.picture)
    }
}

/// Draws a page, from 0. None if it cannot be read, is not there, or takes too long: it is drawn on a thread of its own, and
/// a file that was made to break the drawing costs the picture, not the program.
#[must_use]
pub fn draw(bytes: Vec<u8>, page: u32) -> Option<Drawn> {
    let (done, wait) = mpsc::channel();
    let drawing = move || {
        let drawn = catch_unwind(AssertUnwindSafe(|| drawn(bytes, page))).ok().flatten();
        // Whoever asked may have gone on.
        let _ = done.send(drawn);
    };
    thread::Builder::new().name("paper".to_owned()).stack_size(STACK).spawn(drawing).ok()?;
    wait.recv_timeout(PATIENCE).ok().flatten()
}

fn drawn(bytes: Vec<u8>, page: u32) -> Option<Drawn> {
    let pdf = Pdf::new(bytes).ok()?;
    let pages = pdf.pages();
    let one = pages.get(usize::try_from(page).ok()?)?;
    let (width, height) = one.render_dimensions();
    let scale = LONGEST / width.max(height);
    // A page without any size, or so long and thin that nothing of it would be seen.
    if !scale.is_finite() || scale <= 0.0 || width * scale < 1.0 || height * scale < 1.0 {
        return None;
    }
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap = render(one, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &size);
    Some(Drawn { picture: pixmap.into_png().ok()?, pages: u32::try_from(pages.len()).ok()? })
}
