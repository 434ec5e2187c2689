//! What becomes of photos.

use image::{DynamicImage, ImageFormat};

use super::samples::{encoded, jpeg, jpeg_of, paper, quarters, transparent, with_exif};
use super::{Rendition, Shelf};

/// Every marker segment of a JPEG before its picture data.
fn segments(bytes: &[u8]) -> Vec<u8> {
    let mut names = vec![];
    let mut at = 2;
    while bytes[at + 1] != 0xDA {
        names.push(bytes[at + 1]);
        at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
    }
    names
}

#[tokio::test]
async fn a_phone_photo_of_twelve_megapixels() {
    let shelf = Shelf::new();
    let photo = jpeg(&paper(3000, 4000), 86);
    assert!((3_000_000..8_000_000).contains(&photo.len()), "{} bytes", photo.len());
    let begun = std::time::Instant::now();
    let file = shelf.store(&photo).await.unwrap();
    println!("12 megapixels, {} bytes: {:?}, {file:?}", photo.len(), begun.elapsed());
    assert_eq!((file.width, file.height), (Some(1500), Some(2000)));
    let full = shelf.read(&file, Rendition::Full);
    assert_eq!(file.bytes, full.len() as u64);
    assert!(full.len() < photo.len() / 2);
    let thumbnail = shelf.read(&file, Rendition::Thumbnail);
    assert!(thumbnail.len() < 10_000, "thumbnail of {} bytes", thumbnail.len());
    assert_eq!(shelf.picture(&file, Rendition::Thumbnail).dimensions(), (176, 208));
}

/// A photo of wide stripes that nobody holds in memory.
struct Stripes(u16, u16);

impl jpeg_encoder::ImageBuffer for Stripes {
    fn get_jpeg_color_type(&self) -> jpeg_encoder::JpegColorType {
        jpeg_encoder::JpegColorType::Luma
    }

    fn width(&self) -> u16 {
        self.0
    }

    fn height(&self) -> u16 {
        self.1
    }

    fn fill_buffers(&self, line: u16, buffers: &mut [Vec<u8>; 4]) {
        let level = if (line / 1024).is_multiple_of(2) { 40 } else { 210 };
        buffers[0].resize(buffers[0].len() + usize::from(self.0), level);
    }
}

fn stripes(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 60).encode_image(Stripes(width, height)).unwrap();
    bytes
}

#[tokio::test]
async fn the_largest_photos_of_phones_are_drawn_small() {
    let shelf = Shelf::new();
    let largest = stripes(16_320, 12_240);
    let file = shelf.store(&largest).await.unwrap();
    assert_eq!((file.width, file.height), (Some(2000), Some(1500)));
    let drawn = shelf.picture(&file, Rendition::Full);
    for (row, level) in [(20, 40), (180, 210), (1490, 210)] {
        assert!(drawn.get_pixel(1000, row).0[0].abs_diff(level) < 4, "{row}");
    }
    let larger = stripes(16_384, 12_288);
    assert_eq!(Shelf::new().refuse(&larger).await, "receipt-too-many-pixels");
}

/// What is decoded in a smaller size looks as what is decoded whole and shrunk.
#[tokio::test]
async fn what_is_decoded_small_looks_the_same() {
    let shelf = Shelf::new();
    let whole = paper(4000, 3000);
    let file = shelf.store(&jpeg(&whole, 90)).await.unwrap();
    let drawn = shelf.picture(&file, Rendition::Full);
    let shrunk = image::imageops::thumbnail(&whole, 2000, 1500);
    let difference = |(one, other): (&u8, &u8)| u64::from(one.abs_diff(*other));
    let sum: u64 = drawn.as_raw().iter().zip(shrunk.as_raw()).map(difference).sum();
    let mean = sum as f64 / drawn.as_raw().len() as f64;
    assert!(mean < 6.0, "{mean}");
}

#[tokio::test]
async fn photos_are_stood_upright() {
    // Where the four quarters of the stored picture come to lie, for each EXIF orientation.
    let (r, g, b, w) = ('r', 'g', 'b', 'w');
    let expected = [
        (1, [r, g, b, w]),
        (2, [g, r, w, b]),
        (3, [w, b, g, r]),
        (4, [b, w, r, g]),
        (5, [r, b, g, w]),
        (6, [b, r, w, g]),
        (7, [w, g, b, r]),
        (8, [g, w, r, b]),
        (9, [r, g, b, w]),
    ];
    let shelf = Shelf::new();
    for (orientation, colours) in expected {
        let progressive = orientation % 2 == 0;
        let photo = jpeg_of(&quarters(120, 80), 80, progressive);
        let file = shelf.store(&with_exif(&photo, orientation)).await.unwrap();
        let size = if (5..=8).contains(&orientation) { (80, 120) } else { (120, 80) };
        let full = shelf.picture(&file, Rendition::Full);
        assert_eq!(full.dimensions(), size);
        assert_eq!((file.width, file.height), (Some(size.0), Some(size.1)));
        for picture in [full, shelf.picture(&file, Rendition::Thumbnail)] {
            let (width, height) = picture.dimensions();
            let at = |x, y| match picture.get_pixel(width * x / 4, height * y / 4).0 {
                [180..=255, 180..=255, 180..=255] => w,
                [180..=255, ..] => r,
                [_, 180..=255, _] => g,
                _ => b,
            };
            assert_eq!([at(1, 1), at(3, 1), at(1, 3), at(3, 3)], colours, "{orientation}");
        }
    }
}

#[tokio::test]
async fn no_metadata_survives() {
    let shelf = Shelf::new();
    let photo = with_exif(&jpeg(&paper(300, 400), 85), 6);
    assert!(photo.windows(3).any(|w| w == b"GPS"));
    let file = shelf.store(&photo).await.unwrap();
    for rendition in [Rendition::Full, Rendition::Thumbnail] {
        let stored = shelf.read(&file, rendition);
        for secret in [&b"GPS"[..], b"Exif", b"ACME"] {
            assert!(!stored.windows(secret.len()).any(|w| w == secret));
        }
        // The JFIF mark, tables and frame; no application segment and no comment beside them.
        assert!(segments(&stored).iter().all(|m| matches!(m, 0xE0 | 0xDB | 0xC0 | 0xC4)));
    }
}

#[tokio::test]
async fn what_hides_behind_a_photo_is_lost() {
    let shelf = Shelf::new();
    let hidden = b"<?php system($_GET['c']); ?><script>alert(1)</script>PK\x03\x04";
    let clean = jpeg(&paper(200, 200), 85);
    let mut in_a_comment = clean[..2].to_vec();
    in_a_comment.extend([0xFF, 0xFE]);
    in_a_comment.extend((hidden.len() as u16 + 2).to_be_bytes());
    in_a_comment.extend(hidden);
    in_a_comment.extend(&clean[2..]);
    let png = encoded(paper(200, 200), ImageFormat::Png);
    let samples = [[&clean, &hidden[..]].concat(), in_a_comment, [&png, &hidden[..]].concat()];
    for sample in samples {
        let file = shelf.store(&sample).await.unwrap();
        for rendition in [Rendition::Full, Rendition::Thumbnail] {
            let stored = shelf.read(&file, rendition);
            assert!(!stored.windows(5).any(|w| w == b"<?php" || w == b"<scri"));
            assert!(stored.ends_with(&[0xFF, 0xD9]));
        }
    }
}

#[tokio::test]
async fn every_kind_of_pixel_is_taken() {
    let shelf = Shelf::new();
    let picture = DynamicImage::from(paper(90, 120));
    for picture in [
        picture.to_luma8().into(),
        picture.to_luma_alpha8().into(),
        picture.to_rgba8().into(),
        picture.to_luma16().into(),
        picture.to_luma_alpha16().into(),
        picture.to_rgb16().into(),
        DynamicImage::from(picture.to_rgba16()),
    ] {
        let colour = picture.color();
        let file = shelf.store(&encoded(picture, ImageFormat::Png)).await.unwrap();
        assert_eq!((file.width, file.height), (Some(90), Some(120)), "{colour:?}");
    }
    let file = shelf.store(&encoded(paper(90, 120), ImageFormat::WebP)).await.unwrap();
    assert_eq!((file.width, file.height), (Some(90), Some(120)));
}

#[tokio::test]
async fn transparency_becomes_white() {
    let shelf = Shelf::new();
    let picture = DynamicImage::from(transparent(2100, 100));
    for sample in [picture.clone(), picture.to_rgba16().into(), picture.to_luma_alpha8().into()] {
        let file = shelf.store(&encoded(sample, ImageFormat::Png)).await.unwrap();
        let stored = shelf.picture(&file, Rendition::Full);
        assert_eq!(stored.dimensions(), (2000, 95));
        assert!(stored.get_pixel(500, 50).0.iter().all(|c| *c > 250));
        assert!(stored.get_pixel(1500, 50).0.iter().all(|c| *c < 5));
    }
}

#[tokio::test]
async fn odd_shapes_keep_at_least_one_pixel() {
    let shelf = Shelf::new();
    let shapes =
        [((1, 1), (1, 1)), ((5000, 1), (2000, 1)), ((1, 5000), (1, 2000)), ((3, 4001), (1, 2000))];
    for ((width, height), (kept_width, kept_height)) in shapes {
        let file = shelf.store(&encoded(paper(width, height), ImageFormat::Png)).await.unwrap();
        assert_eq!((file.width, file.height), (Some(kept_width), Some(kept_height)));
    }
}
