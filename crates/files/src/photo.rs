//! A JPEG decoded in no larger size than is needed: of each block of 8 × 8 pixels, as many are drawn.

use image::{DynamicImage, GrayImage, RgbImage};
use jpeg_decoder::{Decoder, Error, PixelFormat};

use super::UploadError;

/// In the smallest of its sizes that is not below the wanted one. What was looked at before is greys or
/// colours, and is decoded in no more than `most` bytes.
pub(super) fn decode(
    mut decoder: Decoder<&[u8]>,
    wanted: (u32, u32),
    most: u64,
) -> Result<DynamicImage, UploadError> {
    decoder.set_max_decoding_buffer_size(usize::try_from(most).unwrap_or(usize::MAX));
    // A side of a JPEG has no more pixels than fit.
    let [width, height] = [wanted.0, wanted.1].map(|side| u16::try_from(side).unwrap_or(u16::MAX));
    let (width, height) = decoder.scale(width, height).map_err(refusal)?;
    let pixels = decoder.decode().map_err(refusal)?;
    let format = decoder.info().map(|info| info.pixel_format);
    let (width, height) = (u32::from(width), u32::from(height));
    let picture = match format {
        Some(PixelFormat::RGB24) => RgbImage::from_raw(width, height, pixels).map(Into::into),
        Some(PixelFormat::L8) => GrayImage::from_raw(width, height, pixels).map(Into::into),
        _ => None,
    };
    picture.ok_or(UploadError::Damaged)
}

fn refusal(error: Error) -> UploadError {
    match error {
        Error::Unsupported(_) => UploadError::UnsupportedType,
        _ => UploadError::Damaged,
    }
}
