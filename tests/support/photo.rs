//! Photos as phones take them, drawn here.

use jpeg_encoder::{ColorType, Encoder};

/// A JPEG of some noise, different for each seed; of a receipt's size.
pub fn jpeg(width: u16, height: u16, seed: u32) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    for y in 0..height {
        for x in 0..width {
            if x % 16 == 0 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            }
            let paper = if (x / 40 + y / 60) % 5 == 0 { 40 } else { 230 };
            pixels.extend_from_slice(&[paper, (state >> 24) as u8, paper]);
        }
    }
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 85).encode(&pixels, width, height, ColorType::Rgb).unwrap();
    bytes
}
