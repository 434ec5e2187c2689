//! Files that are two things at once, and files that grow where they are opened: nothing of the one gets
//! through, and the other takes no more memory than one photo may.

use image::{ImageFormat, RgbImage};

use super::samples::{
    animated_png, animated_webp, claiming_png, encoded, jpeg, jpeg_of, paper, pdf, png_chunk,
    quarters, riff,
};
use super::{Rendition, Shelf};

/// What must not be served: each under another name by which a browser, a server or a person would run it.
pub(super) const PAYLOADS: [&[u8]; 10] = [
    b"<!doctype html><script>alert(document.domain)</script>",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    b"<?php system($_GET['c']); ?>",
    b"*/=1;alert('javascript')//",
    b"#!/bin/sh\nrm -rf /tmp/everything\n",
    b"PK\x03\x04\x14\0\0\0\x08\0archive-with-a-program.exe",
    b"MZ\x90\0\x03\0\0\0program for another system",
    b"%PDF-1.4 /OpenAction /JavaScript (app.alert)",
    b"GIF89a\x01\0\x01\0polyglot",
    b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
];

/// Each payload in the comment of a JPEG, in a text of a PNG, in an unknown chunk of a WebP, and behind one.
fn polyglots() -> Vec<(String, Vec<u8>, &'static [u8])> {
    let photo = jpeg(&paper(60, 80), 80);
    let picture = encoded(paper(60, 80), ImageFormat::Png);
    let web = encoded(paper(60, 80), ImageFormat::WebP);
    let mut found = Vec::new();
    for (number, payload) in PAYLOADS.into_iter().enumerate() {
        let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
        let comment = [&photo[..2], &[0xFF, 0xFE], &length[..], payload, &photo[2..]].concat();
        let text = png_chunk(*b"tEXt", &[b"Comment\0", payload].concat());
        let noted = [&picture[..33], &text, &picture[33..]].concat();
        let chunk = riff(&[(b"VP8L", &web[20..]), (b"junk", payload)]);
        let behind = [photo.as_slice(), payload].concat();
        found.extend([
            (format!("comment {number}"), comment, payload),
            (format!("text {number}"), noted, payload),
            (format!("chunk {number}"), chunk, payload),
            (format!("behind {number}"), behind, payload),
        ]);
    }
    found
}

#[tokio::test]
async fn of_what_is_two_things_at_once_only_the_picture_is_kept() {
    let shelf = Shelf::new();
    let all = polyglots();
    assert!(all.len() >= 30);
    let mut kept = 0;
    for (what, bytes, payload) in all {
        let Ok(file) = shelf.store(&bytes).await else { continue };
        kept += 1;
        for rendition in [Rendition::Full, Rendition::Thumbnail] {
            let drawn = shelf.read(&file, rendition);
            assert!(drawn.starts_with(&[0xFF, 0xD8, 0xFF]), "{what}");
            let is_there = drawn.windows(payload.len()).any(|part| part == payload);
            assert!(!is_there, "{what}: its other half is kept");
        }
    }
    assert!(kept >= 20, "{kept} are pictures of which nothing but the picture is kept");
    for payload in PAYLOADS {
        // By itself, and where the picture comes second, it is none of the kinds that are taken.
        let before = [payload, &jpeg(&paper(60, 80), 80)].concat();
        for bytes in [payload, &before] {
            assert!(shelf.store(bytes).await.is_err(), "{}", String::from_utf8_lossy(payload));
        }
    }
}

/// A JPEG whose frame claims a size.
pub(super) fn claiming_jpeg(progressive: bool, width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg_of(&paper(60, 80), 80, progressive);
    let mark = if progressive { 0xC2 } else { 0xC0 };
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, mark]).unwrap();
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

fn zeros(megabytes: usize) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; megabytes << 20], 6)
}

fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let still = encoded(quarters(16, 16), ImageFormat::Png);
    let with = |chunk: Vec<u8>| [&still[..33], &chunk, &still[33..]].concat();
    let lossless = [0x2F, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0];
    let lossy = [0, 0, 0, 0x9D, 0x01, 0x2A, 0xFF, 0x3F, 0xFF, 0x3F, 0, 0, 0, 0, 0, 0];
    let wide = [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
    let long_pdf = [b"%PDF-1.7\n".as_slice(), &b"1 0 obj\n<<>>\nendobj\n".repeat(60_000)].concat();
    let nested = format!("%PDF-1.7\n1 0 obj\n{}\nendobj\n%%EOF", "[".repeat(200_000));
    vec![
        ("PNG of 2.5 gigapixels", claiming_png(50_000, 50_000, 8, 2)),
        ("PNG of one bit", claiming_png(50_000, 50_000, 1, 0)),
        ("PNG of 16 bits", claiming_png(8_000, 5_000, 16, 6)),
        ("PNG with a side of 2³¹", claiming_png(0x7FFF_FFFF, 1, 8, 2)),
        ("PNG without a side", claiming_png(0, 8, 8, 2)),
        ("PNG at the limit", claiming_png(8_000, 5_000, 1, 0)),
        ("PNG with 300 MiB of text", with(png_chunk(*b"zTXt", &[b"n\0\0", &*zeros(300)].concat()))),
        (
            "PNG with 300 MiB of words",
            with(png_chunk(*b"iTXt", &[b"n\0\x01\0\0\0", &*zeros(300)].concat())),
        ),
        (
            "PNG with a profile of 300 MiB",
            with(png_chunk(*b"iCCP", &[b"x\0\0", &*zeros(300)].concat())),
        ),
        ("PNG with more pixels than its header", with(png_chunk(*b"IDAT", &zeros(300)))),
        ("PNG of 10,000 frames", animated_png()),
        ("WebP of 10,000 frames", animated_webp()),
        ("WebP, lossless, of 16,384 squared", riff(&[(b"VP8L", &lossless)])),
        (
            "WebP, lossy, of 16,383 squared",
            riff(&[(b"VP8X", &[0, 0, 0, 0, 9, 0, 0, 9, 0, 0]), (b"VP8 ", &lossy)]),
        ),
        ("WebP with a canvas of 2⁴⁸", riff(&[(b"VP8X", &wide), (b"VP8 ", &lossy)])),
        ("JPEG of 4 gigapixels", claiming_jpeg(false, 0xFFFF, 0xFFFF)),
        ("JPEG, progressive, of 4 gigapixels", claiming_jpeg(true, 0xFFFF, 0xFFFF)),
        ("JPEG of 190 megapixels without data", claiming_jpeg(false, 19_000, 10_000)),
        ("JPEG, progressive, of 190 megapixels without data", claiming_jpeg(true, 19_000, 10_000)),
        ("JPEG of one long line", claiming_jpeg(false, 0xFFFF, 1)),
        ("PDF of 60,000 objects", long_pdf),
        ("PDF nested 200,000 deep", nested.into_bytes()),
        ("PDF that is repeated", pdf().repeat(50_000)),
    ]
}

/// The most memory that this process has had, in mebibytes, since it was asked to forget the rest.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// Each test has a process of its own with nextest; beside others the peak would be theirs.
fn is_alone() -> bool {
    std::env::var_os("NEXTEST").is_some()
}

#[tokio::test]
async fn no_bomb_takes_more_memory_than_a_photo_may() {
    /// What decoding may take, and what reading, drawing and this test's own bytes take beside it.
    const MOST: u64 = 256 + 64;
    let shelf = Shelf::new();
    let all = bombs();
    assert!(all.len() >= 20);
    for (what, bytes) in all {
        std::fs::write("/proc/self/clear_refs", "5").unwrap();
        let before = resident();
        let kept = shelf.keep(&bytes).await;
        let took = peak().saturating_sub(before);
        assert!(!is_alone() || took <= MOST, "{what} took {took} MiB");
        if let Ok(file) = kept {
            assert!(file.bytes < 11 << 20, "{what} was kept as {} bytes", file.bytes);
        }
    }
    // It could fail: a photo that is taken is measured by the same words.
    let photo = jpeg(&RgbImage::from_pixel(6_000, 4_000, image::Rgb([200, 180, 160])), 70);
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = resident();
    shelf.store(&photo).await.unwrap();
    assert!(!is_alone() || peak() > before + 4, "nothing was measured");
}
