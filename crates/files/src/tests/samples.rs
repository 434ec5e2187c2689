//! Files made up for the tests: good ones, broken ones, hostile ones.

use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};

/// Light paper with dark marks and grain, so that it weighs what a photo weighs.
pub fn paper(width: u32, height: u32) -> RgbImage {
    let mut state = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let ink = (y / 24) % 2 == 0 && (x / 9 * 7 + y / 24 * 13) % 5 < 3;
        let light = if ink { 60 } else { 200 } + (state >> 27) as u8;
        image::Rgb([light, light, light - 20])
    })
}

/// Red, green, blue, white: top left, top right, bottom left, bottom right.
pub fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => [230, 20, 20],
            (false, true) => [20, 230, 20],
            (true, false) => [20, 20, 230],
            (false, false) => [240, 240, 240],
        })
    })
}

pub fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    jpeg_of(picture, quality, false)
}

pub fn jpeg_of(picture: &RgbImage, quality: u8, progressive: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
    encoder.set_progressive(progressive);
    encoder.encode(picture, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

pub fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The photo with an EXIF block as cameras write it: orientation, maker and a GPS position.
pub fn with_exif(photo: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x03".to_vec();
    exif.extend(b"\x01\x0F\0\x02\0\0\0\x04ACME");
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x32");
    exif.extend(b"\0\0\0\0GPS -8.13 113.22");
    let mut bytes = photo[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend((exif.len() as u16 + 2).to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&photo[2..]);
    bytes
}

/// A PNG whose header claims a size, with hardly any data behind it.
pub fn claiming_png(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([depth, colour, 0, 0, 0]);
    let data = miniz_oxide::deflate::compress_to_vec_zlib(&[0; 64], 6);
    let chunks =
        [png_chunk(*b"IHDR", &header), png_chunk(*b"IDAT", &data), png_chunk(*b"IEND", b"")];
    [b"\x89PNG\r\n\x1A\n".to_vec(), chunks.concat()].concat()
}

pub fn png_chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let named = [&name[..], body].concat();
    let length = (body.len() as u32).to_be_bytes();
    [length.as_slice(), &named, &crc32(&named).to_be_bytes()].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

/// A PNG of 10,000 real frames, all alike.
pub fn animated_png() -> Vec<u8> {
    const FRAMES: u32 = 10_000;
    let still = encoded(quarters(16, 16), ImageFormat::Png);
    let data = still.windows(4).position(|name| name == b"IDAT").unwrap();
    let length = u32::from_be_bytes(still[data - 4..data].try_into().unwrap()) as usize;
    let (pixels, end) = (&still[data + 4..data + 4 + length], data + 4 + length + 4);
    let frame = |number: u32| {
        let place: Vec<u8> = [number, 16, 16, 0, 0].iter().flat_map(|n| n.to_be_bytes()).collect();
        png_chunk(*b"fcTL", &[place, vec![0, 1, 0, 10, 0, 0]].concat())
    };
    let mut bytes = still[..8 + 25].to_vec();
    bytes.extend(png_chunk(*b"acTL", &[FRAMES.to_be_bytes(), [0; 4]].concat()));
    bytes.extend(frame(0));
    bytes.extend(&still[8 + 25..end]);
    for number in 1..FRAMES {
        bytes.extend(frame(2 * number - 1));
        let numbered = [&(2 * number).to_be_bytes()[..], pixels].concat();
        bytes.extend(png_chunk(*b"fdAT", &numbered));
    }
    bytes.extend(&still[end..]);
    bytes
}

/// 10,000 real frames in the wrapper of an animation.
pub fn animated_webp() -> Vec<u8> {
    let still = encoded(quarters(16, 16), ImageFormat::WebP);
    let frame = [&[0; 6][..], &[15, 0, 0, 15, 0, 0], &[100, 0, 0, 0], &still[12..]].concat();
    let mut chunks: Vec<(&[u8; 4], &[u8])> =
        vec![(b"VP8X", &[0x02, 0, 0, 0, 15, 0, 0, 15, 0, 0]), (b"ANIM", &[0; 6])];
    chunks.resize(10_002, (b"ANMF", &frame));
    riff(&chunks)
}

pub fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, data) in chunks {
        body.extend(*name);
        body.extend((data.len() as u32).to_le_bytes());
        body.extend(*data);
        body.extend(vec![0; data.len() % 2]);
    }
    [b"RIFF".as_slice(), &(body.len() as u32).to_le_bytes(), &body].concat()
}

pub fn transparent(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, _| {
        image::Rgba(if x < width / 2 { [0, 0, 0, 0] } else { [0, 0, 0, 255] })
    })
}

pub fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n\
      startxref\n9\n%%EOF\n"
        .to_vec()
}
