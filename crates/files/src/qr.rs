//! The QR codes on a photo. Photos of counters are dark, blurred and askew, so what shows nothing at first is
//! looked at again in other ways; and however a photo was made, looking has an end.

use std::fs;

use image::{GrayImage, imageops};
use rxing::common::HybridBinarizer;
use rxing::qrcode::cpp_port::{decoder, detector};
use rxing::{Binarizer, Luma8LuminanceSource};

use super::queue::Memory;
use super::sniff::sniff;
use super::{Storage, Upload, UploadError, picture};

/// Squares in the corners of codes that are looked at, the largest first: a photo of a wall of them would
/// cost minutes.
const MOST_CORNERS: usize = 64;
/// Threes of corners that are tried as a code, the likeliest first.
const MOST_TRIED: usize = 128;
/// Pixels of a module; nobody reads smaller ones, and ten thousand squares fit into a photo of them.
const LEAST_MODULE: u32 = 2;
/// What sensors and lamps leave at both ends of the brightness, in hundredths of all pixels.
const OUTLIERS: usize = 1;

impl Storage {
    /// The texts of the codes on a photo, of which nothing is stored; see [`codes`].
    ///
    /// # Errors
    /// Those of a photo that cannot be read; `UnsupportedType` for a PDF.
    pub async fn read_codes(
        &self,
        upload: Upload,
        is_wanted: fn(&str) -> bool,
    ) -> Result<Vec<String>, UploadError> {
        let upload = upload.finish().await?;
        let owner = upload.owner();
        let work = move |memory: &Memory| {
            let bytes = fs::read(upload.path())?;
            let examined = picture::examine(&bytes, sniff(&bytes)?)?;
            let _taken = memory.take(examined.working_bytes)?;
            Ok(codes(&picture::grey(examined)?, is_wanted))
        };
        self.queue.run(owner, work).await
    }
}

/// The texts of the codes on a photo, each once; no more are looked for once one is wanted.
pub(super) fn codes(photo: &GrayImage, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut texts = Vec::new();
    let mut is_found = |photo: &GrayImage| {
        for text in decoded(photo) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.iter().any(|text| is_wanted(text))
    };
    if is_found(photo) {
        return texts;
    }
    let clear = clear(photo);
    if is_found(&clear) {
        return texts;
    }
    let mut inverted = clear.clone();
    imageops::invert(&mut inverted);
    let (width, height) = (photo.width().div_ceil(2), photo.height().div_ceil(2));
    let half = imageops::thumbnail(photo, width, height);
    let _ = is_found(&inverted) || is_found(&half) || is_found(&self::clear(&half));
    texts
}

/// Smoothed, and from black to white.
fn clear(photo: &GrayImage) -> GrayImage {
    let mut clear = imageops::fast_blur(photo, 0.8);
    let mut counts = [0_usize; 256];
    for pixel in clear.as_raw() {
        counts[usize::from(*pixel)] += 1;
    }
    let outliers = clear.as_raw().len() * OUTLIERS / 100;
    let (black, white) = (end(&counts, 0..256, outliers), end(&counts, (0..256).rev(), outliers));
    if black < white {
        let stretched = |level: usize| {
            u8::try_from((level.clamp(black, white) - black) * 255 / (white - black)).unwrap_or(255)
        };
        let levels: [u8; 256] = std::array::from_fn(stretched);
        for pixel in clear.iter_mut() {
            *pixel = levels[usize::from(*pixel)];
        }
    }
    clear
}

/// The first level behind the outliers.
fn end(counts: &[usize; 256], levels: impl Iterator<Item = usize>, outliers: usize) -> usize {
    let mut seen = 0;
    let mut behind = levels.skip_while(|level| {
        seen += counts[*level];
        seen <= outliers
    });
    behind.next().unwrap_or_default()
}

fn decoded(photo: &GrayImage) -> Vec<String> {
    let (width, height) = photo.dimensions();
    let Ok(source) = Luma8LuminanceSource::new(photo.as_raw().clone(), width, height) else {
        return Vec::new();
    };
    let binarizer = HybridBinarizer::new(source);
    let Ok(matrix) = binarizer.get_black_matrix() else { return Vec::new() };
    let mut corners = detector::FindFinderPatterns(matrix, true, LEAST_MODULE);
    corners.sort_by_key(|corner| std::cmp::Reverse(corner.size));
    corners.truncate(MOST_CORNERS);
    let mut used = Vec::new();
    let mut texts = Vec::new();
    for three in detector::GenerateFinderPatternSets(&mut corners).into_iter().take(MOST_TRIED) {
        let of_code = [three.bl, three.tl, three.tr];
        if of_code.iter().any(|corner| used.contains(corner)) {
            continue;
        }
        let read = detector::SampleQR(matrix, &three).and_then(|sampled| {
            decoder::Decode(rxing::common::DetectorRXingResult::getBits(&sampled))
        });
        if let Ok(read) = read
            && read.isValid()
        {
            used.extend(of_code);
            texts.push(read.content().to_string());
        }
    }
    texts
}
