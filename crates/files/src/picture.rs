//! A photo drawn anew: upright, small enough, without metadata and without whatever was hidden
//! in or behind it.

use std::io::Cursor;

use fast_image_resize::pixels::{U8x3, U8x4, U16x3};
use fast_image_resize::{IntoImageView, IntoImageViewMut, PixelTrait, ResizeOptions, Resizer};
use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{
    DynamicImage, GrayImage, ImageDecoder, ImageError, ImageResult, Limits, RgbImage, RgbaImage,
};
use libjpeg_turbo_rs::{PixelFormat, Subsampling};

use super::sniff::Kind;
use super::{UploadError, jpeg, photo, png, webp};

/// The largest picture that is decoded in full.
pub(super) const MAX_PIXELS: u64 = 40_000_000;
/// The largest photo as phones write them, which is decoded in the size that is needed: 16,320 × 12,240.
pub(super) const MAX_PHOTO_PIXELS: u64 = 200_000_000;
/// No camera and no scanner makes longer ones, and the resizer's tables grow with each side.
const MAX_SIDE: u32 = 20_000;
/// What decoding may allocate (robustness: a bomb costs less than 300 MiB).
pub(super) const MAX_WORKING_BYTES: u64 = 256 << 20;
/// What the resizer has for each row and column that it reads: its filter reaches over three pixels of
/// the result to either side, with eight bytes each.
const RESIZER_BYTES: u64 = 48;
/// The long side of what is kept, in pixels, unless the short one would be less than this: a long
/// picture of a screen, or a strip of paper, stays legible.
const LONG_SIDE: u32 = 2000;
const SHORT_SIDE: u32 = 720;
const NARROWEST: u32 = 320;
/// All of what is kept, however long it is.
const MOST_KEPT_PIXELS: u64 = 16_000_000;
/// Shown at 88 × 104, so twice that for dense screens. The middle of the photo is cut out to fill
/// it: a row of equal tiles reads calmer than strips of paper of every shape.
const THUMBNAIL: (u32, u32) = (176, 208);
/// A photo of a counter, in which the code takes an eighth.
const CODE_LONG_SIDE: u32 = 1600;
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
    source: Source<'a>,
    /// As the file holds it.
    size: (u32, u32),
    orientation: Orientation,
    /// What decoding will allocate, more or less.
    pub(super) working_bytes: u64,
}

enum Source<'a> {
    /// Decoded in the size that is needed: in less time, and in memory that a larger photo has not.
    Photo(Box<jpeg_decoder::Decoder<&'a [u8]>>),
    Picture(Box<dyn ImageDecoder + 'a>),
}

impl Source<'_> {
    /// In a size that is not below the wanted one.
    fn decode(self, wanted: (u32, u32)) -> Result<DynamicImage, UploadError> {
        match self {
            Self::Photo(decoder) => photo::decode(*decoder, wanted, MAX_WORKING_BYTES),
            Self::Picture(decoder) => DynamicImage::from_decoder(decoder).map_err(refusal),
        }
    }
}

/// Decodes and draws anew. Costs CPU: less than a tenth of a second for 12 megapixels.
pub(super) fn redraw(examined: Examined<'_>) -> Result<Redrawn, UploadError> {
    let small = drawn(examined, LONG_SIDE, SHORT_SIDE)?;
    let (width, height) = small.dimensions();
    let full = encode(&small, QUALITY)?;
    let filling = ResizeOptions::new().fit_into_destination(None);
    let tile = resize(&small.into(), THUMBNAIL.0, THUMBNAIL.1, filling)?;
    let thumbnail = encode(&opaque(tile), THUMBNAIL_QUALITY)?;
    Ok(Redrawn { full, thumbnail, width, height })
}

/// The same for a picture in the header of pages.
pub(super) fn redraw_logo(examined: Examined<'_>) -> Result<LogoDrawn, UploadError> {
    let small = drawn(examined, LOGO_LONG_SIDE, 0)?;
    let (width, height) = small.dimensions();
    let jpeg = encode(&small, LOGO_QUALITY)?;
    let sha256 = pekan_secret::sha256(&jpeg);
    Ok(LogoDrawn { jpeg, sha256, width, height })
}

/// In shades of grey, as large as a code on it can be read.
pub(super) fn grey(examined: Examined<'_>) -> Result<GrayImage, UploadError> {
    let small = drawn(examined, CODE_LONG_SIDE, SHORT_SIDE)?;
    Ok(DynamicImage::from(small).into_luma8())
}

/// Upright, opaque, and no longer than `long_side`, unless the short one would become less than
/// `short_side`.
fn drawn(examined: Examined<'_>, long_side: u32, short_side: u32) -> Result<RgbImage, UploadError> {
    let Examined { source, size: (width, height), orientation, .. } = examined;
    let size = scaled_size(width, height, long_side, short_side);
    let mut picture = of_three_kinds(source.decode(size)?);
    if let DynamicImage::ImageRgba8(pixels) = &mut picture {
        // In place, since 40 megapixels leave no room for the copy that the resizer would make.
        lay_on_white(pixels);
    }
    let mut small = match size {
        (width, height) if (width, height) == (picture.width(), picture.height()) => picture,
        (width, height) => resize(&picture, width, height, ResizeOptions::new())?,
    };
    small.apply_orientation(orientation);
    Ok(opaque(small))
}

/// In which size a picture is kept.
fn scaled_size(width: u32, height: u32, long_side: u32, short_side: u32) -> (u32, u32) {
    let (long, short) = (width.max(height), width.min(height));
    // By the long side, or else by the short one: whichever leaves more of it. Nothing can be read on
    // what is narrower than this.
    let by_short = short >= NARROWEST
        && u64::from(short_side) * u64::from(long) > u64::from(long_side) * u64::from(short);
    let (part, whole) = if by_short { (short_side, short) } else { (long_side, long) };
    let share = |side: u32, part: u64, whole: u64| {
        u32::try_from(u64::from(side) * part / whole).unwrap_or(side).max(1)
    };
    let scaled = |side: u32| {
        if part < whole { share(side, u64::from(part), u64::from(whole)) } else { side }
    };
    let (width, height) = (scaled(width), scaled(height));
    let pixels = u64::from(width) * u64::from(height);
    if pixels <= MOST_KEPT_PIXELS {
        return (width, height);
    }
    let (part, whole) = (MOST_KEPT_PIXELS.isqrt(), pixels.isqrt());
    (share(width, part, whole), share(height, part, whole))
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
            let structure = jpeg::structure(bytes).ok_or(UploadError::Damaged)?;
            if structure.colours > 3 {
                return examined(JpegDecoder::new(Cursor::new(bytes)), MAX_PIXELS);
            }
            examined_photo(bytes, &structure)
        }
        Kind::Png => {
            let needed = Cursor::new(png::essential(bytes)?);
            let decoder = PngDecoder::with_limits(needed, limits()).map_err(refusal)?;
            if decoder.is_apng().map_err(refusal)? {
                return Err(UploadError::UnsupportedType);
            }
            examined(Ok(decoder), MAX_PIXELS)
        }
        Kind::WebP => {
            let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(refusal)?;
            if decoder.has_animation() {
                return Err(UploadError::UnsupportedType);
            }
            for (width, height) in webp::inner_sizes(bytes) {
                working_bytes(width, height, 0, MAX_PIXELS)?;
            }
            examined(Ok(decoder), MAX_PIXELS)
        }
        Kind::Pdf => Err(UploadError::UnsupportedType),
    }
}

/// The same for a photo, by what decoding it in the largest size that is drawn allocates.
fn examined_photo<'a>(
    bytes: &'a [u8],
    structure: &jpeg::Structure,
) -> Result<Examined<'a>, UploadError> {
    let size = (structure.width, structure.height);
    let drawn = scaled_size(size.0, size.1, LONG_SIDE, SHORT_SIDE);
    let decoded = structure.working_bytes(drawn);
    let working_bytes = working_bytes(size.0, size.1, decoded, MAX_PHOTO_PIXELS)?;
    let mut decoder = Box::new(jpeg_decoder::Decoder::new(bytes));
    decoder.read_info().map_err(|_| UploadError::Damaged)?;
    let turned = decoder.exif_data().and_then(Orientation::from_exif_chunk);
    let orientation = turned.unwrap_or(Orientation::NoTransforms);
    Ok(Examined { source: Source::Photo(decoder), size, orientation, working_bytes })
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_WORKING_BYTES);
    limits
}

/// How the picture must be turned, once its size is known to be bearable.
fn examined<'a>(
    decoder: ImageResult<impl ImageDecoder + 'a>,
    most: u64,
) -> Result<Examined<'a>, UploadError> {
    let mut decoder = decoder.map_err(refusal)?;
    decoder.set_limits(limits()).map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    let colour = decoder.color_type();
    // Pictures with transparency are copied, except the kind that is blended in place.
    let copies = if colour.has_alpha() && colour != image::ColorType::Rgba8 { 2 } else { 1 };
    let decoded = decoder.total_bytes().saturating_mul(copies);
    let working_bytes = working_bytes(width, height, decoded, most)?;
    // Nobody loses a photo over broken metadata.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (source, size) = (Source::Picture(Box::new(decoder)), (width, height));
    Ok(Examined { source, size, orientation, working_bytes })
}

/// # Errors
/// `TooManyPixels` where the picture is too large, or takes too much to decode and to shrink.
pub(super) fn working_bytes(
    width: u32,
    height: u32,
    decoded: u64,
    most: u64,
) -> Result<u64, UploadError> {
    let pixels = u64::from(width) * u64::from(height);
    let shrinking = RESIZER_BYTES * (u64::from(width) + u64::from(height));
    let working_bytes = decoded.saturating_add(shrinking);
    let is_too_long = width.max(height) > MAX_SIDE;
    if is_too_long || pixels > most || working_bytes > MAX_WORKING_BYTES {
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
    let [width, height] = [picture.width(), picture.height()].map(|side| side as usize);
    let (format, sampling) = (PixelFormat::Rgb, Subsampling::S420);
    libjpeg_turbo_rs::compress(picture, width, height, format, quality, sampling)
        .map_err(|_| UploadError::TooManyPixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_stays_legible() {
        for (from, to) in [
            ((4000, 3000), (2000, 1500)),
            ((1600, 1200), (1600, 1200)),
            ((1080, 14_000), (720, 9_333)),
            ((14_000, 1080), (9_333, 720)),
            // Narrower than that from the beginning.
            ((600, 9_000), (600, 9_000)),
            // The short side is 720 or more by the long one.
            ((2500, 5000), (1000, 2000)),
        ] {
            assert_eq!(scaled_size(from.0, from.1, LONG_SIDE, SHORT_SIDE), to, "{from:?}");
        }
        let (width, height) = scaled_size(1_000, 40_000, LONG_SIDE, SHORT_SIDE);
        assert!(u64::from(width) * u64::from(height) <= MOST_KEPT_PIXELS && width > 600);
        assert_eq!(scaled_size(1_000, 40, LOGO_LONG_SIDE, 0), (192, 7));
    }
}
