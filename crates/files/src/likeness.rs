//! What a photo looks like, in so few bits that thousands are compared in an instant.

use image::{GrayImage, ImageFormat, imageops};
use pekan_rules::likeness::{Likeness, SIDE};

/// Divides into 16 parts and into 17, so that no part has more pixels than another.
const SQUARE: u32 = 272;

/// Of a photo as it is stored: upright, and no longer than some thousand pixels. `None` for what is none.
pub fn likeness(jpeg: &[u8]) -> Option<Likeness> {
    let photo = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).ok()?;
    Some(of(&photo.into_luma8()))
}

fn of(photo: &GrayImage) -> Likeness {
    let square = imageops::thumbnail(photo, SQUARE, SQUARE);
    let (many, few) = (SIDE + 1, SIDE);
    let across = std::array::from_fn(|row| {
        std::array::from_fn(|column| brightness(&square, (column, many), (row, few)))
    });
    let down = std::array::from_fn(|column| {
        std::array::from_fn(|row| brightness(&square, (column, few), (row, many)))
    });
    Likeness::of(&across, &down)
}

/// The sum of the pixels of a part, of which there are so many across and down.
fn brightness(square: &GrayImage, across: (usize, usize), down: (usize, usize)) -> u32 {
    let side = SIDE * (SIDE + 1);
    let pixels = |(part, parts): (usize, usize)| {
        let length = side / parts;
        part * length..(part + 1) * length
    };
    let rows = square.as_raw().chunks_exact(side).skip(pixels(down).start).take(pixels(down).len());
    rows.flat_map(|row| &row[pixels(across)]).map(|pixel| u32::from(*pixel)).sum()
}
