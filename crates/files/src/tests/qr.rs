//! Codes on drawn photos of counters: turned, tilted, blurred, dark. And photos that are made to keep a
//! processor busy.

use std::time::Duration;

use image::{GrayImage, ImageFormat, Luma, imageops};
use qrcode::{Color, EcLevel, QrCode};

use crate::qr::codes;

/// Texts of codes on counters, as long as they are in the field.
fn payloads() -> Vec<String> {
    include_str!("../../../../tests/fixtures/qris-payloads.jsonl")
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|row| row["crc_valid"] == true && row["kind"] == "merchant")
        .map(|row| row["payload"].as_str().unwrap().to_owned())
        .collect()
}

/// How a photo of a poster was taken.
#[derive(Clone, Copy)]
struct Shot {
    name: &'static str,
    /// Pixels of the photo for a module of the code.
    module: f64,
    /// Degrees in the plane of the poster.
    turned: f64,
    /// Degrees out of it.
    tilted: f64,
    /// Of a lens out of focus: the deviation in modules.
    blurred: f64,
    /// Modules that the hand moved.
    moved: f64,
    black: f64,
    white: f64,
    noise: f64,
    /// A shadow's edge runs through the code.
    in_shadow: bool,
    inverted: bool,
    quality: u8,
}

const PLAIN: Shot = Shot {
    name: "plain",
    module: 6.0,
    turned: 0.0,
    tilted: 0.0,
    blurred: 0.0,
    moved: 0.0,
    black: 30.0,
    white: 225.0,
    noise: 4.0,
    in_shadow: false,
    inverted: false,
    quality: 85,
};

const SHOTS: [Shot; 17] = [
    PLAIN,
    Shot { name: "turned 17", turned: 17.0, ..PLAIN },
    Shot { name: "turned 45", turned: 45.0, ..PLAIN },
    Shot { name: "turned 90", turned: 90.0, ..PLAIN },
    Shot { name: "turned 163", turned: 163.0, ..PLAIN },
    Shot { name: "tilted 25", tilted: 25.0, ..PLAIN },
    Shot { name: "tilted 40", tilted: 40.0, turned: 5.0, ..PLAIN },
    Shot { name: "tilted 48", tilted: 48.0, turned: -8.0, ..PLAIN },
    Shot { name: "blurred", blurred: 0.35, ..PLAIN },
    Shot { name: "moved", moved: 1.2, ..PLAIN },
    Shot { name: "low light", black: 12.0, white: 70.0, noise: 9.0, ..PLAIN },
    Shot { name: "very dark", black: 8.0, white: 36.0, noise: 9.0, ..PLAIN },
    Shot { name: "shadow", in_shadow: true, ..PLAIN },
    Shot { name: "small", module: 2.5, ..PLAIN },
    Shot { name: "pressed hard", quality: 15, ..PLAIN },
    Shot { name: "inverted", inverted: true, ..PLAIN },
    Shot {
        name: "by hand",
        module: 4.5,
        turned: 11.0,
        tilted: 28.0,
        blurred: 0.25,
        moved: 0.4,
        black: 25.0,
        white: 150.0,
        noise: 7.0,
        quality: 70,
        ..PLAIN
    },
];

/// The same numbers each time.
struct Noise(u64);

impl Noise {
    /// From -1 to 1, mostly near 0.
    fn next(&mut self) -> f64 {
        let mut sum = 0.0;
        for _ in 0..2 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            sum += (self.0 >> 40) as f64 / (1_u64 << 24) as f64;
        }
        sum - 1.0
    }
}

const PHOTO: (u32, u32) = (900, 1200);

/// A poster with a code, on a table.
fn photo(text: &str, shot: Shot, seed: u64) -> GrayImage {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let modules = code.width();
    let dark: Vec<bool> = code.into_colors().into_iter().map(|it| it == Color::Dark).collect();
    let is_dark = |x: f64, y: f64| {
        let inside = |at: f64| (0.0..modules as f64).contains(&at).then_some(at as usize);
        inside(x).zip(inside(y)).is_some_and(|(x, y)| dark[y * modules + x])
    };
    let (turn_sin, turn_cos) = shot.turned.to_radians().sin_cos();
    let (tilt_sin, tilt_cos) = shot.tilted.to_radians().sin_cos();
    // The camera is as far away as three photos are wide.
    let distance = 3.0 * f64::from(PHOTO.0);
    let middle = modules as f64 / 2.0;
    // Where a point of the photo lies on the poster, in modules.
    let on_poster = |x: f64, y: f64| {
        let (x, y) = (x - f64::from(PHOTO.0) / 2.0, y - f64::from(PHOTO.1) / 2.0);
        // The ray through (x, y, distance) meets the plane that is tilted about the upright axis.
        let depth = distance * tilt_cos / (tilt_cos - x / distance * tilt_sin) / distance;
        let (along, down) = (x * depth / tilt_cos, y * depth);
        let (across, down) =
            (along * turn_cos + down * turn_sin, down * turn_cos - along * turn_sin);
        (across / shot.module + middle, down / shot.module + middle)
    };
    let brightness = |x: f64, y: f64| {
        let (u, v) = on_poster(x, y);
        let margin = 6.0;
        let on_paper = (-margin..modules as f64 + margin).contains(&u)
            && (-margin - 12.0..modules as f64 + margin).contains(&v);
        // A heading of bars above the code, and a table of stripes.
        let is_ink = is_dark(u, v) || ((-14.0..-10.0).contains(&v) && (u as i64 % 3 == 0));
        let level = match (on_paper, is_ink) {
            (false, _) => 0.35 + 0.1 * (f64::midpoint(x, y) / 40.0).sin(),
            (true, ink) => {
                if ink == shot.inverted {
                    1.0
                } else {
                    0.0
                }
            }
        };
        let level = shot.black + level * (shot.white - shot.black);
        if shot.in_shadow && x + 0.4 * y > 0.9 * f64::from(PHOTO.0) { level * 0.35 } else { level }
    };
    let steps = if shot.moved > 0.0 { 4 } else { 1 };
    let mut noise = Noise(seed);
    let sharp = GrayImage::from_fn(PHOTO.0, PHOTO.1, |x, y| {
        let mut sum = 0.0;
        for step in 0..steps {
            let moved = shot.moved * shot.module * (f64::from(step) / f64::from(steps) - 0.5);
            sum += brightness(f64::from(x) + 0.5 + moved, f64::from(y) + 0.5);
        }
        Luma([(sum / f64::from(steps)).clamp(0.0, 255.0) as u8])
    });
    let blurred = if shot.blurred > 0.0 {
        imageops::blur(&sharp, (shot.blurred * shot.module) as f32)
    } else {
        sharp
    };
    let grainy = GrayImage::from_fn(PHOTO.0, PHOTO.1, |x, y| {
        let level = f64::from(blurred.get_pixel(x, y).0[0]) + noise.next() * 2.0 * shot.noise;
        Luma([level.clamp(0.0, 255.0) as u8])
    });
    pressed(&grainy, shot.quality)
}

/// As a phone stores it.
fn pressed(photo: &GrayImage, quality: u8) -> GrayImage {
    let mut bytes = Vec::new();
    let (width, height) = (photo.width() as u16, photo.height() as u16);
    jpeg_encoder::Encoder::new(&mut bytes, quality)
        .encode(photo, width, height, jpeg_encoder::ColorType::Luma)
        .unwrap();
    image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg).unwrap().into_luma8()
}

/// Of this thread alone, so that a busy machine changes nothing.
fn processor_time() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

fn read(photo: &GrayImage) -> (Vec<String>, Duration) {
    let begun = processor_time();
    let texts = codes(photo, |text| text.starts_with("000201"));
    (texts, processor_time().saturating_sub(begun))
}

const MOST: Duration = Duration::from_secs(1);

#[test]
fn codes_are_read_from_photos_of_counters() {
    let payloads = payloads();
    let (mut all, mut right) = (0, 0);
    let mut failed = Vec::new();
    let mut longest = Duration::ZERO;
    for (number, shot) in SHOTS.into_iter().enumerate() {
        for nth in 0..6 {
            // Another six for each.
            let text = &payloads[(number * 5 + nth * 3) % payloads.len()];
            let (texts, taken) = read(&photo(text, shot, (number * 100 + nth) as u64 + 1));
            all += 1;
            longest = longest.max(taken);
            match &texts[..] {
                [one] if one == text => right += 1,
                [] => failed.push(shot.name),
                other => panic!("{}: {other:?} instead of {text}", shot.name),
            }
        }
    }
    println!("{right} of {all} codes, {longest:?} at the most; not read: {failed:?}");
    assert!(all >= 100 && right * 10 >= all * 9, "{right} of {all}: {failed:?}");
    assert!(longest < MOST, "{longest:?}");
}

/// Squares as in the corners of codes, side by side.
fn wall(module: u32) -> GrayImage {
    GrayImage::from_fn(PHOTO.0, PHOTO.1, |x, y| {
        let (x, y) = ((x / module) % 8, (y / module) % 8);
        let ring = |at: u32| at.abs_diff(3);
        let ring = ring(x).max(ring(y));
        Luma([if x == 7 || y == 7 || ring == 2 { 255 } else { 0 }])
    })
}

fn grain(module: u32) -> GrayImage {
    let mut noise = Noise(u64::from(module));
    let small = GrayImage::from_fn(PHOTO.0 / module, PHOTO.1 / module, |_, _| {
        Luma([if noise.next() > 0.0 { 255 } else { 0 }])
    });
    imageops::resize(&small, PHOTO.0, PHOTO.1, imageops::FilterType::Nearest)
}

#[test]
fn no_photo_keeps_the_processor_busy() {
    let mut photos: Vec<(String, GrayImage)> = Vec::new();
    for module in [1, 2, 3, 4, 5, 8, 13] {
        photos.push((format!("wall of {module}"), wall(module)));
        photos.push((format!("grain of {module}"), grain(module)));
    }
    photos.push(("white".into(), GrayImage::from_pixel(PHOTO.0, PHOTO.1, Luma([255]))));
    photos.push(("one pixel".into(), GrayImage::from_pixel(1, 1, Luma([0]))));
    photos.push(("a line".into(), GrayImage::from_pixel(1600, 1, Luma([0]))));
    let text = &payloads()[0];
    let many = |turned: f64| {
        let one = photo(text, Shot { module: 2.0, turned, ..PLAIN }, 1);
        let one = imageops::crop_imm(&one, 350, 500, 200, 200).to_image();
        GrayImage::from_fn(PHOTO.0, PHOTO.1, |x, y| *one.get_pixel(x % 200, y % 200))
    };
    photos.push(("many codes".into(), many(0.0)));
    photos.push(("many codes turned".into(), many(30.0)));
    for (name, photo) in photos {
        let (texts, taken) = read(&photo);
        println!("{name}: {taken:?}, {} texts", texts.len());
        assert!(taken < MOST, "{name}: {taken:?}");
    }
}
