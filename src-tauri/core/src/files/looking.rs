//! What a content is, and how it looks small: told by its bytes, with limits before memory is taken.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};

/// The most pixels of a picture that is unpacked: more than cameras of phones have.
const MOST_PIXELS: u64 = 64_000_000;
/// The most memory that unpacking one may take, in bytes.
const MOST_MEMORY: u64 = 384 << 20;
/// The longer side of a small picture, twice what the window shows, for screens of high density.
const THUMB: u32 = 320;
/// How well a small picture is kept, of 100.
const THUMB_QUALITY: u8 = 78;
/// How well one is kept that is looked at.
const SHOWN_QUALITY: u8 = 86;
/// So much of a text is looked at to tell that it is one.
const TEXT_HEAD: usize = 64 << 10;

/// What a content is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its media type.
    pub kind: &'static str,
    /// How wide a picture is as it is looked at; 0 for what is none, or cannot be unpacked.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// A small JPEG of it; empty for what is no picture.
    pub thumb: Vec<u8>,
}

/// Looks at a content. What is no picture, or is one that cannot be unpacked within the limits, has no thumbnail.
#[must_use]
pub fn look_at(bytes: &[u8]) -> Look {
    let kind = kind_of(bytes);
    let mut look = Look { kind, width: 0, height: 0, thumb: Vec::new() };
    if let Some(picture) = unpacked(bytes) {
        (look.width, look.height) = (picture.width(), picture.height());
        look.thumb = small(&picture, THUMB, THUMB_QUALITY).unwrap_or_default();
    }
    look
}

/// A picture as a JPEG whose longer side is at most so many pixels, for the window: what a stranger made is never given
/// to the web view itself. None if it is no picture or cannot be unpacked within the limits.
pub(super) fn shown(bytes: &[u8], longest: u32) -> Option<Vec<u8>> {
    small(&unpacked(bytes)?, longest, SHOWN_QUALITY)
}

/// The media type, by the first bytes.
pub(super) fn kind_of(bytes: &[u8]) -> &'static str {
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => return "image/jpeg",
        Ok(ImageFormat::Png) => return "image/png",
        Ok(ImageFormat::Gif) => return "image/gif",
        Ok(ImageFormat::WebP) => return "image/webp",
        Ok(ImageFormat::Bmp) => return "image/bmp",
        _ => {}
    }
    let head = bytes.get(..bytes.len().min(1_024)).unwrap_or_default();
    if head.windows(5).any(|part| part == b"%PDF-") {
        return "application/pdf";
    }
    if is_text(bytes) { "text/plain" } else { "application/octet-stream" }
}

/// Letters in UTF-8 or GB 18030, and nothing that only programs write.
fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(TEXT_HEAD)).unwrap_or_default();
    let is_plain = |byte: &u8| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    if !head.iter().all(is_plain) {
        return false;
    }
    match std::str::from_utf8(head) {
        Ok(_) => true,
        // Cut within a character.
        Err(error) if error.error_len().is_none() => true,
        Err(_) => !encoding_rs::GB18030.decode_without_bom_handling(head).1,
    }
}

/// The picture upright. A decoder that fails in any way costs the picture, not the program.
fn unpacked(bytes: &[u8]) -> Option<DynamicImage> {
    catch_unwind(AssertUnwindSafe(|| {
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_MEMORY);
        (limits.max_image_width, limits.max_image_height) = (Some(u16::MAX.into()), Some(u16::MAX.into()));
        reader.limits(limits);
        let mut decoder = reader.into_decoder().ok()?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
            return None;
        }
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let mut picture = DynamicImage::from_decoder(decoder).ok()?;
        picture.apply_orientation(orientation);
        Some(picture)
    }))
    .ok()
    .flatten()
}

/// Within a square of this side, never larger than it is, on white where it is transparent.
fn small(picture: &DynamicImage, side: u32, quality: u8) -> Option<Vec<u8>> {
    let fits = picture.width() <= side && picture.height() <= side;
    let picture = if fits { picture.clone() } else { picture.thumbnail(side, side) };
    let rgb = if picture.color().has_alpha() { on_white(&picture) } else { picture.to_rgb8() };
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&rgb).ok()?;
    Some(bytes)
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    let rgba = picture.to_rgba8();
    let mut rgb = RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in rgb.pixels_mut().zip(rgba.pixels()) {
        let [r, g, b, a] = from.0.map(u32::from);
        to.0 = [r, g, b].map(|part| u8::try_from((part * a + 255 * (255 - a)) / 255).unwrap_or(u8::MAX));
    }
    rgb
}
