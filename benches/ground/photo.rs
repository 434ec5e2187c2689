//! Photos as telephones take them.

use image::{DynamicImage, RgbImage};

pub fn encoded(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    let [width, height] = [width, height].map(|side| u16::try_from(side).unwrap());
    jpeg_encoder::Encoder::new(&mut bytes, 88)
        .encode(picture, width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    bytes
}

/// Light paper with dark marks and grain, so that it weighs what a photo weighs.
pub fn paper(width: u32, height: u32) -> RgbImage {
    let mut state = 1_u32;
    let grainy = RgbImage::from_fn(width, height, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let ink = (y / 24) % 2 == 0 && (x / 9 * 7 + y / 24 * 13) % 5 < 3;
        let light = if ink { 60 } else { 190 } + state.to_be_bytes()[0] / 5;
        image::Rgb([light, light, light - 20])
    });
    DynamicImage::from(grainy).blur(0.8).into_rgb8()
}
