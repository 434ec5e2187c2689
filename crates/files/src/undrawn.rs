//! A photo that cannot be drawn is kept all the same, as it came: without what a camera or a person has
//! written beside the picture, and without what lies behind it (decision 114).

use std::fs;
use std::sync::Arc;

use super::picture::{MAX_PHOTO_PIXELS, MAX_PIXELS, working_bytes};
use super::sniff::{Kind, sniff};
use super::storage::{Rendition, Storage, StoredFile};
use super::upload::{TemporaryPath, Upload};
use super::{UploadError, jpeg, png, webp};
use pekan_rules::media::MediaType;
use pekan_secret::sha256;

impl Storage {
    /// The same as [`Storage::store`], except that a picture which cannot be drawn is kept as
    /// [`MediaType::Undrawn`].
    ///
    /// # Errors
    /// Those of [`Storage::store`], also for a picture of which nothing but its beginning came.
    pub async fn store_or_keep(&self, incoming: Upload) -> Result<StoredFile, UploadError> {
        let upload = Arc::new(incoming.finish().await?);
        let (storage, judged, owner) = (self.clone(), Arc::clone(&upload), upload.owner());
        let judge = move |memory: &_| storage.judge_and_store(&judged, memory);
        match self.queue.run(owner, judge).await {
            Err(UploadError::Damaged | UploadError::UnsupportedType) => {
                let storage = self.clone();
                self.queue.run(owner, move |_| storage.keep_undrawn(&upload)).await
            }
            done => done,
        }
    }

    fn keep_undrawn(&self, upload: &TemporaryPath) -> Result<StoredFile, UploadError> {
        let bytes = fs::read(upload.path())?;
        let left = left(&bytes, sniff(&bytes)?)?;
        let (stored_sha256, media_type) = (sha256(&left), MediaType::Undrawn);
        let path = self.path(&stored_sha256, media_type, Rendition::Full)?;
        self.place(&[(self.write_temporary(&left)?, path)])?;
        Ok(StoredFile {
            upload_sha256: sha256(&bytes),
            stored_sha256,
            media_type,
            bytes: left.len() as u64,
            width: None,
            height: None,
            has_thumbnail: false,
        })
    }
}

/// What was found in a picture without decoding it.
#[derive(Default)]
struct Walked {
    left: Vec<u8>,
    /// That it claims, one inside of the other.
    sizes: Vec<(u32, u32)>,
    has_pixels: bool,
    moves: bool,
}

/// # Errors
/// `Damaged` for a document, and where no pixel came; `TooManyPixels` and `UnsupportedType` as for any other
/// picture.
pub(super) fn left(bytes: &[u8], kind: Kind) -> Result<Vec<u8>, UploadError> {
    let (walked, most) = match kind {
        Kind::Jpeg => (walk_jpeg(bytes), MAX_PHOTO_PIXELS),
        Kind::Png => (walk_png(bytes), MAX_PIXELS),
        Kind::WebP => (walk_webp(bytes), MAX_PIXELS),
        Kind::Pdf => return Err(UploadError::Damaged),
    };
    if walked.moves {
        return Err(UploadError::UnsupportedType);
    }
    for (width, height) in &walked.sizes {
        if *width == 0 || *height == 0 {
            return Err(UploadError::Damaged);
        }
        working_bytes(*width, *height, 0, most)?;
    }
    let is_picture = walked.has_pixels && !walked.sizes.is_empty();
    if is_picture { Ok(walked.left) } else { Err(UploadError::Damaged) }
}

/// Without application segments and comments, and up to the first end: phones put other pictures behind it,
/// with the place in them.
fn walk_jpeg(bytes: &[u8]) -> Walked {
    let mut walked = Walked { left: bytes[..2].to_vec(), ..Walked::default() };
    let mut at = 2;
    while let Some((marker, after)) = jpeg::next_marker(bytes, at) {
        let alone = matches!(marker, 0x01 | 0xD0..=jpeg::END_OF_IMAGE);
        let length = jpeg::u16_at(bytes, after).filter(|_| !alone).unwrap_or(0);
        let end = (after + usize::from(length)).min(bytes.len());
        let start = after - 2;
        match marker {
            jpeg::START_OF_SCAN => {
                let rest = &bytes[start..];
                let is_end = |pair: &[u8]| pair == [0xFF, jpeg::END_OF_IMAGE];
                let most = rest.windows(2).position(is_end).map_or(rest.len(), |end| end + 2);
                walked.left.extend_from_slice(&rest[..most]);
                walked.has_pixels = end < bytes.len();
                break;
            }
            jpeg::END_OF_IMAGE => break,
            0xE0..=0xEF | 0xFE => {}
            _ => walked.left.extend_from_slice(&bytes[start..end]),
        }
        if jpeg::is_frame(marker) {
            let side = |at| jpeg::u16_at(bytes, after + at).map(u32::from);
            walked.sizes.extend(side(5).zip(side(3)));
        }
        at = end;
    }
    walked
}

/// Without texts, moments and whatever else no decoder needs, and up to its end.
fn walk_png(bytes: &[u8]) -> Walked {
    let (signature, mut rest) = bytes.split_at(png::SIGNATURE);
    let mut walked = Walked { left: signature.to_vec(), ..Walked::default() };
    while let Some((length, named)) = rest.split_first_chunk::<4>()
        && let Some((name, body)) = named.split_first_chunk::<4>()
    {
        let whole = (u32::from_be_bytes(*length) as usize).saturating_add(png::FRAME);
        let (chunk, behind) = rest.split_at(whole.min(rest.len()));
        if png::is_drawn(*name) {
            walked.left.extend_from_slice(chunk);
        }
        match name {
            b"IHDR" => {
                let side = |at| Some(u32::from_be_bytes(*body.get(at..)?.first_chunk()?));
                walked.sizes.extend(side(0).zip(side(4)));
            }
            b"acTL" => walked.moves = true,
            b"IDAT" => walked.has_pixels |= !body.is_empty(),
            b"IEND" => break,
            _ => {}
        }
        rest = behind;
    }
    walked
}

/// Without EXIF, XMP and whatever else no decoder needs.
fn walk_webp(bytes: &[u8]) -> Walked {
    let (head, mut rest) = bytes.split_at(12);
    let sizes = webp::inner_sizes(bytes).collect();
    let mut walked = Walked { left: head.to_vec(), sizes, ..Walked::default() };
    while let Some((name, named)) = rest.split_first_chunk::<4>()
        && let Some((length, body)) = named.split_first_chunk::<4>()
    {
        let length = u32::from_le_bytes(*length) as usize;
        let whole = length.saturating_add(length % 2).saturating_add(8);
        let (chunk, behind) = rest.split_at(whole.min(rest.len()));
        match (name, body) {
            (b"ANIM" | b"ANMF", _) => walked.moves = true,
            (b"VP8X", [flags, _, _, _, sides @ ..]) if sides.len() >= 6 => {
                let side = |at: usize| {
                    u32::from_le_bytes([sides[at], sides[at + 1], sides[at + 2], 0]) + 1
                };
                walked.sizes.push((side(0), side(3)));
                walked.moves |= flags & 0x02 != 0;
            }
            (b"VP8L", [0x2F, a, b, c, d, _, ..]) => {
                let both = u32::from_le_bytes([*a, *b, *c, *d]);
                walked.sizes.push(((both & 0x3FFF) + 1, ((both >> 14) & 0x3FFF) + 1));
                walked.has_pixels = true;
            }
            (b"VP8 ", body) => walked.has_pixels |= body.len() > 10,
            _ => {}
        }
        if matches!(name, b"VP8X" | b"VP8L" | b"VP8 " | b"ALPH") {
            walked.left.extend_from_slice(chunk);
        }
        rest = behind;
    }
    walked
}
