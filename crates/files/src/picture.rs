//! A photo drawn anew: upright, small enough, without metadata and without whatever was hidden
//! in or behind it.

use std::io::Cursor;

use fast_image_resize::pixels::{U8x3, U8x4, U16x3};
use fast_image_resize::{IntoImageView, IntoImageViewMut, PixelTrait, ResizeOptions, Resizer};
use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult, Limits, RgbImage, RgbaImage};

use super::sniff::Kind;
use super::{UploadError, jpeg, png, webp};

/// The largest picture that is decoded at all.
const MAX_PIXELS: u64 = 40_000_000;
/// No camera and no scanner makes longer ones, and the resizer's tables grow with each side.
const MAX_SIDE: u32 = 20_000;
/// What decoding may allocate (robustness: a bomb costs less than 300 MiB).
pub(super) const MAX_WORKING_BYTES: u64 = 256 << 20;
/// What the resizer has for each row and column that it reads: its filter reaches over three pixels of
/// the result to either side, with eight bytes each.
const RESIZER_BYTES: u64 = 48;
/// The long side of what is kept, in pixels.
const LONG_SIDE: u32 = 2000;
/// Shown at 88 × 104, so twice that for dense screens. The middle of the photo is cut out to fill
/// it: a row of equal tiles reads calmer than strips of paper of every shape.
const THUMBNAIL: (u32, u32) = (176, 208);
/// Logos are shown 40 pixels high.
const LOGO_LONG_SIDE: u32 = 192;
const QUALITY: u8 = 78;
const LOGO_QUALITY: u8 = 86;
const THUMBNAIL_QUALITY: u8 = 62;

/// JPEG files, ready to be written.
pub(super) struct Redrawn {
    pub(super) full: Vec<u8>,
    pub(super) thumbnail: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The picture of an institution as pages show it: a JPEG on white.
pub struct LogoDrawn {
    pub jpeg: Vec<u8>,
    /// Of the JPEG.
    pub sha256: String,
    pub width: u32,
    pub height: u32,
}

/// A picture whose header was read, and that is small enough to be decoded.
pub(super) struct Examined<'a> {
    decoder: Box<dyn ImageDecoder + 'a>,
    orientation: Orientation,
    /// What decoding will allocate, more or less.
    pub(super) working_bytes: u64,
}

/// Decodes and draws anew. Costs CPU: about a quarter of a second for 12 megapixels.
pub(super) fn redraw(examined: Examined<'_>) -> Result<Redrawn, UploadError> {
    let small = drawn(examined, LONG_SIDE)?;
    let (width, height) = small.dimensions();
    let full = encode(&small, QUALITY)?;
    let filling = ResizeOptions::new().fit_into_destination(None);
    let tile = resize(&small.into(), THUMBNAIL.0, THUMBNAIL.1, filling)?;
    let thumbnail = encode(&opaque(tile), THUMBNAIL_QUALITY)?;
    Ok(Redrawn { full, thumbnail, width, height })
}

/// The same for a picture in the header of pages.
pub(super) fn redraw_logo(examined: Examined<'_>) -> Result<LogoDrawn, UploadError> {
    let small = drawn(examined, LOGO_LONG_SIDE)?;
    let (width, height) = small.dimensions();
    let jpeg = encode(&small, LOGO_QUALITY)?;
    let sha256 = pekan_secret::sha256(&jpeg);
    Ok(LogoDrawn { jpeg, sha256, width, height })
}

/// Upright, opaque, and no longer than `long_side`.
fn drawn(examined: Examined<'_>, long_side: u32) -> Result<RgbImage, UploadError> {
    let orientation = examined.orientation;
    let picture = DynamicImage::from_decoder(examined.decoder).map_err(refusal)?;
    let mut picture = of_three_kinds(picture);
    if let DynamicImage::ImageRgba8(pixels) = &mut picture {
        // In place, since 40 megapixels leave no room for the copy that the resizer would make.
        lay_on_white(pixels);
    }
    let mut small = match picture.width().max(picture.height()) {
        long if long <= long_side => picture,
        long => {
            let share = |side: u32| {
                let share = u64::from(side) * u64::from(long_side) / u64::from(long);
                u32::try_from(share).unwrap_or(long_side).max(1)
            };
            let (width, height) = (share(picture.width()), share(picture.height()));
            resize(&picture, width, height, ResizeOptions::new())?
        }
    };
    small.apply_orientation(orientation);
    Ok(opaque(small))
}

/// The kinds that the resizer is compiled for. The two large ones stay as they are; the others leave
/// room for a copy.
fn of_three_kinds(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) | DynamicImage::ImageRgb16(_) => {
            picture
        }
        other if other.color().has_alpha() => other.into_rgba8().into(),
        other => other.into_rgb8().into(),
    }
}

/// Reads headers only, and refuses what would cost too much to decode. The decoder that was looked at
/// is the one that decodes.
pub(super) fn examine(bytes: &[u8], kind: Kind) -> Result<Examined<'_>, UploadError> {
    match kind {
        Kind::Jpeg => {
            let bones = jpeg::structure(bytes).ok_or(UploadError::Damaged)?;
            let working = working_bytes(bones.width, bones.height, bones.working_bytes)?;
            let examined = examined(JpegDecoder::new(Cursor::new(bytes)))?;
            Ok(Examined { working_bytes: examined.working_bytes.max(working), ..examined })
        }
        Kind::Png => {
            let needed = Cursor::new(png::essential(bytes)?);
            let decoder = PngDecoder::with_limits(needed, limits()).map_err(refusal)?;
            if decoder.is_apng().map_err(refusal)? {
                return Err(UploadError::UnsupportedType);
            }
            examined(Ok(decoder))
        }
        Kind::WebP => {
            let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(refusal)?;
            if decoder.has_animation() {
                return Err(UploadError::UnsupportedType);
            }
            for (width, height) in webp::inner_sizes(bytes) {
                working_bytes(width, height, 0)?;
            }
            examined(Ok(decoder))
        }
        Kind::Pdf => Err(UploadError::UnsupportedType),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_WORKING_BYTES);
    limits
}

/// How the picture must be turned, once its size is known to be bearable.
fn examined<'a>(decoder: ImageResult<impl ImageDecoder + 'a>) -> Result<Examined<'a>, UploadError> {
    let mut decoder = decoder.map_err(refusal)?;
    decoder.set_limits(limits()).map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    let colour = decoder.color_type();
    // Pictures with transparency are copied, except the kind that is blended in place.
    let copies = if colour.has_alpha() && colour != image::ColorType::Rgba8 { 2 } else { 1 };
    let decoded = decoder.total_bytes().saturating_mul(copies);
    let working_bytes = working_bytes(width, height, decoded)?;
    // Nobody loses a photo over broken metadata.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok(Examined { decoder: Box::new(decoder), orientation, working_bytes })
}

/// # Errors
/// `TooManyPixels` where the picture is too large, or takes too much to decode and to shrink.
fn working_bytes(width: u32, height: u32, decoded: u64) -> Result<u64, UploadError> {
    let pixels = u64::from(width) * u64::from(height);
    let shrinking = RESIZER_BYTES * (u64::from(width) + u64::from(height));
    let working_bytes = decoded.saturating_add(shrinking);
    let is_too_long = width.max(height) > MAX_SIDE;
    if is_too_long || pixels > MAX_PIXELS || working_bytes > MAX_WORKING_BYTES {
        return Err(UploadError::TooManyPixels);
    }
    Ok(working_bytes)
}

fn refusal(error: ImageError) -> UploadError {
    match error {
        ImageError::Limits(_) => UploadError::TooManyPixels,
        // There is no other input or output here than memory: the data ended too early.
        _ => UploadError::Damaged,
    }
}

fn resize(
    picture: &DynamicImage,
    width: u32,
    height: u32,
    options: ResizeOptions,
) -> Result<DynamicImage, UploadError> {
    let mut small = DynamicImage::new(width, height, picture.color());
    // What was transparent lies on white by now.
    let options = options.use_alpha(false);
    match picture {
        DynamicImage::ImageRgba8(_) => resize_as::<U8x4>(picture, &mut small, options),
        DynamicImage::ImageRgb16(_) => resize_as::<U16x3>(picture, &mut small, options),
        _ => resize_as::<U8x3>(picture, &mut small, options),
    }?;
    Ok(small)
}

/// With a kind that is named: a resizer that finds it out is compiled for thirteen, 4 MB of them.
fn resize_as<P: PixelTrait>(
    picture: &DynamicImage,
    small: &mut DynamicImage,
    options: ResizeOptions,
) -> Result<(), UploadError> {
    let views = (picture.image_view::<P>(), small.image_view_mut::<P>());
    let (Some(from), Some(mut to)) = views else { return Err(UploadError::Damaged) };
    Resizer::new().resize_typed(&from, &mut to, &options).map_err(|_| UploadError::Damaged)
}

/// JPEG knows no transparency, and black text on a black ground would be lost.
fn opaque(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let mut pixels = picture.into_rgba8();
    lay_on_white(&mut pixels);
    DynamicImage::from(pixels).into_rgb8()
}

fn lay_on_white(pixels: &mut RgbaImage) {
    for pixel in pixels.chunks_exact_mut(4) {
        let alpha = u16::from(pixel[3]);
        if alpha == 255 {
            continue;
        }
        for channel in &mut pixel[..3] {
            let mean = (u16::from(*channel) * alpha + 255 * (255 - alpha)) / 255;
            *channel = u8::try_from(mean).unwrap_or(255);
        }
        pixel[3] = 255;
    }
}

fn encode(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, UploadError> {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
    let side = |side: u32| u16::try_from(side).map_err(|_| UploadError::TooManyPixels);
    let (width, height) = (side(picture.width())?, side(picture.height())?);
    encoder
        .encode(picture, width, height, jpeg_encoder::ColorType::Rgb)
        .map_err(|_| UploadError::Damaged)?;
    Ok(bytes)
}
