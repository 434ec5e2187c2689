//! Photos that cannot be drawn: kept as they came, for saving only, and no more of them than the picture.

use image::ImageFormat;

use super::hostile::{PAYLOADS, claiming_jpeg};
use super::samples::{
    animated_png, animated_webp, claiming_png, encoded, jpeg, paper, pdf, png_chunk, riff,
    with_exif,
};
use super::{MediaType, Rendition, Shelf};
use crate::Integrity;

fn half(whole: &[u8]) -> &[u8] {
    &whole[..whole.len() / 2]
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn cut_photos_are_kept() {
    let samples = [
        jpeg(&paper(300, 400), 80),
        encoded(paper(100, 120), ImageFormat::Png),
        encoded(paper(100, 120), ImageFormat::WebP),
    ];
    for whole in &samples {
        let shelf = Shelf::new();
        let file = shelf.keep(half(whole)).await.unwrap();
        assert_eq!((file.media_type, file.has_thumbnail), (MediaType::Undrawn, false));
        assert_eq!((file.width, file.height), (None, None));
        assert_eq!(file.upload_sha256, pekan_secret::sha256(half(whole)));
        let kept = shelf.read(&file, Rendition::Full);
        assert_eq!((shelf.stored(), kept.len() as u64), (1, file.bytes));
        // All of the picture that came, and nothing else but the mark of a JPEG has gone.
        assert!(half(whole).ends_with(&kept[kept.len() - 200..]));
        assert!(kept.len() + 20 >= half(whole).len(), "{} bytes", kept.len());
        let sound = shelf.storage.verify(&file.stored_sha256, file.media_type).await.unwrap();
        assert_eq!(sound, Integrity::Sound);
        // The very same again is the very same file.
        assert_eq!(shelf.keep(half(whole)).await.unwrap(), file);
        assert_eq!(shelf.stored(), 1);
        for part in 1..=20 {
            let cut = &whole[..(whole.len() - 13) * part / 20];
            match shelf.keep(cut).await {
                Ok(file) => assert_eq!(file.media_type, MediaType::Undrawn, "{part}"),
                Err(refused) => assert!(part < 8, "{part}: {refused}"),
            }
        }
    }
}

#[tokio::test]
async fn what_can_be_drawn_is_drawn() {
    let shelf = Shelf::new();
    let file = shelf.keep(&jpeg(&paper(60, 80), 80)).await.unwrap();
    assert_eq!((file.media_type, file.width), (MediaType::Jpeg, Some(60)));
    assert_eq!(shelf.keep(&pdf()).await.unwrap().media_type, MediaType::Pdf);
}

#[tokio::test]
async fn no_metadata_is_kept_of_them() {
    let shelf = Shelf::new();
    let secret = b"Exif GPS -8.13 113.22 ACME";
    let photo = with_exif(&jpeg(&paper(300, 400), 85), 6);
    let picture = encoded(paper(100, 120), ImageFormat::Png);
    let chunks = [*b"tEXt", *b"zTXt", *b"iTXt", *b"eXIf", *b"tIME", *b"prVt"];
    let chunks = chunks.map(|name| png_chunk(name, secret)).concat();
    let noted = [&picture[..33], &chunks, &picture[33..]].concat();
    let web = encoded(paper(100, 120), ImageFormat::WebP);
    let wrapped = riff(&[(b"EXIF", secret), (b"XMP ", secret), (b"VP8L", &web[20..])]);
    // A whole one that holds what no decoder can read, with another picture behind it.
    let mut spoilt = photo.clone();
    let frame = spoilt.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    spoilt[frame + 11] = 0x55;
    let followed = [spoilt.as_slice(), &photo].concat();
    for (what, sent) in [
        ("JPEG", half(&photo)),
        ("PNG", half(&noted)),
        ("WebP", half(&wrapped)),
        ("MPF", &followed),
    ] {
        assert!(holds(sent, b"GPS"), "{what}");
        let file = shelf.keep(sent).await.unwrap();
        assert_eq!(file.media_type, MediaType::Undrawn, "{what}");
        let kept = shelf.read(&file, Rendition::Full);
        for part in [&b"GPS"[..], b"Exif", b"ACME"] {
            assert!(!holds(&kept, part), "{what}");
        }
    }
}

#[tokio::test]
async fn what_is_two_things_at_once_is_for_saving_only() {
    let shelf = Shelf::new();
    let photo = jpeg(&paper(60, 80), 80);
    let picture = encoded(paper(60, 80), ImageFormat::Png);
    let web = encoded(paper(60, 80), ImageFormat::WebP);
    for payload in PAYLOADS {
        let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
        let comment = [&photo[..2], &[0xFF, 0xFE], &length[..], payload, &photo[2..]].concat();
        let text = png_chunk(*b"tEXt", &[b"Comment\0", payload].concat());
        let noted = [&picture[..33], &text, &picture[33..]].concat();
        let chunk = riff(&[(b"junk", payload), (b"VP8L", &web[20..])]);
        let behind = [half(&photo), payload].concat();
        let cut = |whole: &[u8]| whole[..whole.len() - whole.len() / 4].to_vec();
        for (sent, is_lost) in
            [(cut(&comment), true), (cut(&noted), true), (cut(&chunk), true), (behind, false)]
        {
            let file = shelf.keep(&sent).await.unwrap();
            // Its name and its type are those of no program and of no page.
            assert_eq!(file.media_type.name(), "application/octet-stream");
            assert_eq!(file.media_type.extension(), "bin");
            let kept = shelf.read(&file, Rendition::Full);
            assert_eq!(holds(&kept, payload), !is_lost);
        }
    }
}

#[tokio::test]
async fn what_is_no_picture_or_too_large_a_one_is_refused_as_before() {
    let shelf = Shelf::new();
    let photo = jpeg(&paper(60, 80), 80);
    let large = claiming_jpeg(false, 0xFFFF, 0xFFFF);
    let progressive = claiming_jpeg(true, 19_000, 11_000);
    let bomb = claiming_png(50_000, 50_000, 8, 2);
    let canvas = [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
    let canvas = riff(&[(b"VP8X", &canvas), (b"VP8L", &[0x2F, 9, 0, 0, 0, 0, 0])]);
    let (frames, moving) = (animated_png(), animated_webp());
    let (document, locked) =
        (pdf(), b"%PDF-1.4\ntrailer<</Encrypt 5 0 R/Root 1 0 R>>\nstartxref\n0\n%%EOF");
    let scan = photo.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    for (what, sent, code) in [
        ("JPEG of 4 gigapixels", half(&large), "receipt-too-many-pixels"),
        ("JPEG of 209 megapixels", half(&progressive), "receipt-too-many-pixels"),
        ("PNG of 2.5 gigapixels", &bomb[..bomb.len() - 14], "receipt-too-many-pixels"),
        ("WebP with a canvas of 2⁴⁸", &canvas, "receipt-too-many-pixels"),
        ("PNG that moves", half(&frames), "receipt-unsupported"),
        ("WebP that moves", half(&moving), "receipt-unsupported"),
        ("PDF", half(&document), "receipt-damaged"),
        ("PDF with a password", locked, "receipt-encrypted"),
        ("JPEG without a pixel", &photo[..scan], "receipt-damaged"),
        ("mark of a JPEG before a page", b"\xFF\xD8\xFF<html><script>", "receipt-damaged"),
        ("page", b"<html><script>", "receipt-unsupported"),
        ("nothing", b"", "receipt-empty"),
    ] {
        let refused = shelf.keep(sent).await.err().map(|error| error.code());
        assert_eq!(refused, Some(code), "{what}");
        assert_eq!(shelf.stored(), 0, "{what}");
    }
}
