//! Drawn receipts as people send them twice, and as they are different.

// Sides and amounts: small numbers.
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]

use chrono::NaiveDate;
use image::imageops::{self, FilterType};
use image::{DynamicImage, RgbImage};

use super::receipt_picture::draw;
use super::rng::Rng;
use super::sellers::{basket, sellers};
use crate::files::likeness;
use crate::rules::likeness::{Alike, Likeness};

/// Receipts as the demonstration has them.
fn receipts() -> Vec<RgbImage> {
    let mut rng = Rng::new(7);
    let shops = sellers(&mut rng, 12);
    let day: NaiveDate = "2026-11-16".parse().unwrap();
    let photos = (0..36).map(|number: u64| {
        let shop = &shops[number as usize % shops.len()];
        let amount = 20_000 + 3_500 * number as i64;
        let items = basket(&mut Rng::new(number), shop.trade, amount);
        draw(&shop.name, shop.district, day + chrono::Days::new(number % 7), &items, amount, number)
    });
    photos.map(|bytes| image::load_from_memory(&bytes).unwrap().into_rgb8()).collect()
}

fn of(photo: &RgbImage, quality: u8) -> Likeness {
    let mut bytes = Vec::new();
    let (width, height) = (photo.width() as u16, photo.height() as u16);
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
    encoder.encode(photo, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    likeness(&bytes).unwrap()
}

fn stamped(photo: &RgbImage) -> RgbImage {
    let mut photo = photo.clone();
    for (x, y, pixel) in photo.enumerate_pixels_mut() {
        if (380..520).contains(&x) && (560..620).contains(&y) {
            *pixel = image::Rgb([150, 30, 40]);
        }
    }
    photo
}

/// What people do to a photo before it comes again.
fn edits(photo: &RgbImage) -> [(&'static str, RgbImage, u8); 9] {
    let half = imageops::resize(photo, 300, 400, FilterType::Triangle);
    let larger = imageops::resize(photo, 900, 1200, FilterType::Triangle);
    let grey = DynamicImage::from(photo.clone()).grayscale().into_rgb8();
    [
        ("recompressed", photo.clone(), 30),
        ("smaller", half, 80),
        ("larger", larger, 80),
        ("grey", grey, 80),
        ("darker", imageops::brighten(photo, -50), 80),
        ("stamped", stamped(photo), 80),
        ("turned left", imageops::rotate270(photo), 80),
        ("turned right", imageops::rotate90(photo), 80),
        ("upside down", imageops::rotate180(photo), 80),
    ]
}

#[test]
fn a_photo_that_was_edited_is_found_again_and_no_other() {
    let photos = receipts();
    let all: Vec<Likeness> = photos.iter().map(|photo| of(photo, 72)).collect();
    for (photo, first) in photos.iter().zip(&all).step_by(9) {
        for (edit, edited, quality) in edits(photo) {
            let found = Alike::at(first.distance(&of(&edited, quality)));
            assert_eq!(found, Some(Alike::SamePhoto), "{edit}");
        }
    }
    let (mut pairs, mut similar) = (0, 0);
    for (number, one) in all.iter().enumerate() {
        for other in &all[number + 1..] {
            let alike = Alike::at(one.distance(other));
            assert_ne!(alike, Some(Alike::SamePhoto), "receipts of {number} and of another");
            pairs += 1;
            similar += usize::from(alike.is_some());
        }
    }
    // Drawn slips lie on the table as those of one person do, always in the middle.
    assert!(similar * 50 < pairs, "{similar} of {pairs}");
}
