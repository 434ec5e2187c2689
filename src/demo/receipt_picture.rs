//! Draws a till receipt as a phone would photograph it: lying a little askew on a table, under a
//! lamp, with shadow and grain. Nothing in it is real.

// Pixels and colours: small numbers, rounded freely.
#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]

use chrono::NaiveDate;
use libjpeg_turbo_rs::{PixelFormat, Subsampling};

use super::printed_receipt::{PrintedReceipt, lines};
use super::rng::Rng;

const WIDTH: usize = 600;
const HEIGHT: usize = 800;
const QUALITY: u8 = 72;

/// A JPEG of a receipt, 600 × 800. Amounts are whole rupiah. The same arguments give the same
/// bytes.
///
/// # Panics
/// Never: the size is fixed, and memory takes the bytes.
pub fn draw(
    shop: &str,
    district: &str,
    date: NaiveDate,
    items: &[(String, i64)],
    total: i64,
    seed: u64,
) -> Vec<u8> {
    let mut rng = Rng::new(seed);
    let slip =
        PrintedReceipt::print(&lines(shop, district, date, items, total, &mut rng), &mut rng);
    let photo = photograph(&slip, &mut rng);
    let (format, sampling) = (PixelFormat::Rgb, Subsampling::S420);
    libjpeg_turbo_rs::compress(&photo, WIDTH, HEIGHT, format, QUALITY, sampling)
        .expect("a picture of fixed size is encoded into memory")
}

/// Dark wood, grey stone, green cloth, blue plastic: what tables are covered with.
const TABLES: [[f32; 3]; 5] = [
    [92.0, 62.0, 42.0],
    [70.0, 50.0, 38.0],
    [88.0, 88.0, 92.0],
    [58.0, 78.0, 66.0],
    [62.0, 74.0, 96.0],
];

/// Where the slip lies and how the lamp shines.
struct Scene {
    table: [f32; 3],
    grain: Vec<f32>,
    /// Sine and cosine of the angle, divided by the scale.
    sin: f32,
    cos: f32,
    /// The middle of the slip, in the photo and on the slip.
    middle: (f32, f32),
    half: (f32, f32),
    /// 1 / half.0; a division for every pixel would cost as much as the rest of it.
    per_half: f32,
    lamp: (f32, f32),
    curl: f32,
    crease: f32,
}

impl Scene {
    fn new(slip: &PrintedReceipt, rng: &mut Rng) -> Self {
        let half = (slip.width as f32 / 2.0, slip.height as f32 / 2.0);
        let fitting = (HEIGHT as f32 * 0.44 / half.1).min(1.15);
        let scale = fitting * (0.94 + 0.06 * rng.share());
        let angle = (rng.share() - 0.5) * 0.16;
        let mut drift = 0.0;
        let grain = (0..WIDTH + HEIGHT).map(|_| {
            drift = drift * 0.93 + (rng.share() - 0.5) * 7.0;
            drift
        });
        Self {
            grain: grain.collect(),
            table: TABLES[rng.index(TABLES.len())],
            sin: angle.sin() / scale,
            cos: angle.cos() / scale,
            middle: (
                WIDTH as f32 * (0.47 + 0.06 * rng.share()),
                HEIGHT as f32 * (0.485 + 0.03 * rng.share()),
            ),
            half,
            per_half: 1.0 / half.0,
            lamp: (WIDTH as f32 * rng.share(), HEIGHT as f32 * rng.share() * 0.6),
            curl: (rng.share() - 0.5) * 26.0,
            crease: half.1 * (0.5 + rng.share()),
        }
    }

    /// A pixel of the photo as a place on the slip.
    fn on_receipt(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = (x - self.middle.0, y - self.middle.1);
        (x * self.cos + y * self.sin + self.half.0, y * self.cos - x * self.sin + self.half.1)
    }

    /// How far a place lies outside the slip, 0 on it. The cutter leaves teeth at both ends.
    fn outside(&self, u: f32, v: f32) -> f32 {
        // Eight pixels a tooth, counted in whole numbers: this runs for every pixel twice.
        let teeth = ((u as i32 & 7) - 4).abs() as f32;
        let across = (-u).max(u - 2.0 * self.half.0).max(0.0);
        let along = (teeth - v).max(v - 2.0 * self.half.1 + teeth).max(0.0);
        across.max(along)
    }
}

fn photograph(slip: &PrintedReceipt, rng: &mut Rng) -> Vec<u8> {
    let scene = Scene::new(slip, rng);
    let mut photo = vec![0; WIDTH * HEIGHT * 3];
    for (row, line) in photo.chunks_exact_mut(WIDTH * 3).enumerate() {
        for (column, pixel) in line.chunks_exact_mut(3).enumerate() {
            let (x, y) = (column as f32, row as f32);
            let (u, v) = scene.on_receipt(x, y);
            let away = scene.outside(u, v);
            let lamp = light(&scene, x, y);
            let colour = match away {
                0.0 => paper(&scene, slip, u, v),
                1.0.. => table(&scene, u, v, column, row),
                // One pixel of blend at the edge.
                _ => {
                    let paper = paper(&scene, slip, u, v);
                    let table = table(&scene, u, v, column, row);
                    std::array::from_fn(|c| paper[c] * (1.0 - away) + table[c] * away)
                }
            };
            let noise = ((rng.draw() >> 60) as f32 - 7.5) * 0.7;
            for (byte, channel) in pixel.iter_mut().zip(colour) {
                *byte = (channel * lamp + noise) as u8;
            }
        }
    }
    photo
}

/// Brightest below the lamp, darker towards the far corner.
fn light(scene: &Scene, x: f32, y: f32) -> f32 {
    const X: f32 = 1.0 / WIDTH as f32;
    const Y: f32 = 1.0 / HEIGHT as f32;
    let (x, y) = ((x - scene.lamp.0) * X, (y - scene.lamp.1) * Y);
    1.06 - 0.22 * (x * x + y * y)
}

fn paper(scene: &Scene, slip: &PrintedReceipt, u: f32, v: f32) -> [f32; 3] {
    if u < 0.0 || v < 0.0 {
        return [226.0, 223.0, 214.0];
    }
    // The slip comes off a roll and never lies quite flat.
    let across = u * scene.per_half - 1.0;
    let bend = scene.curl * across * across - scene.curl * 0.4;
    let crease = 9.0 - (v - scene.crease).abs().min(9.0);
    let bright = 232.0 + bend - crease;
    let ink = slip.ink_at(u, v) * (1.0 / 255.0);
    let tint = [1.0, 0.985, 0.945];
    let black = [52.0, 50.0, 62.0];
    std::array::from_fn(|c| bright * tint[c] * (1.0 - ink) + black[c] * ink)
}

fn table(scene: &Scene, u: f32, v: f32, column: usize, row: usize) -> [f32; 3] {
    // The grain runs upwards and wavers a little.
    let place = column + row / 9 + (row / 61) % 3;
    let grain = scene.grain[place % scene.grain.len()];
    // The shadow falls to the lower right.
    let softness = 1.0 / 26.0;
    let shadow = 1.0 - (scene.outside(u - 9.0, v - 11.0) * softness).min(1.0);
    let dim = 1.0 - 0.55 * shadow * shadow;
    scene.table.map(|channel| (channel + grain) * dim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(seed: u64) -> Vec<u8> {
        let date = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let items = [("Nasi pecel x2".to_owned(), 24_000), ("Es teh manis".to_owned(), 4_000)];
        draw("Warung Bu Sri", "Senduro", date, &items, 28_000, seed)
    }

    #[test]
    fn the_same_seed_draws_the_same_picture() {
        assert_eq!(sample(1), sample(1));
        assert_ne!(sample(1), sample(2));
    }

    #[test]
    fn it_is_a_photo_of_light_paper_on_a_dark_table() {
        let bytes = sample(7);
        assert!(bytes.len() < 150_000, "{} bytes", bytes.len());
        let photo = image::load_from_memory(&bytes).unwrap().into_luma8();
        assert_eq!(photo.dimensions(), (600, 800));
        let middle = photo.get_pixel(300, 240).0[0];
        let corner = photo.get_pixel(20, 780).0[0];
        assert!(middle > corner + 60, "paper {middle}, table {corner}");
    }

    #[test]
    fn whatever_is_printed_fits() {
        let long = vec![("n".repeat(50), 1_000); 40];
        let date = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        assert!(!draw(&"S".repeat(60), &"é".repeat(60), date, &long, 40_000, 3).is_empty());
        assert!(!draw("", "", date, &[], i64::MAX / 2, 3).is_empty());
    }
}
