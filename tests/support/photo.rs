//! Photos as phones take them, drawn here; and files that are none.

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

/// A WebP of so many pictures, none of which anybody decodes.
pub fn animated_webp(frames: usize) -> Vec<u8> {
    let chunk = |name: &[u8; 4], body: &[u8]| {
        [&name[..], &u32::try_from(body.len()).unwrap().to_le_bytes(), body].concat()
    };
    let mut body = b"WEBP".to_vec();
    body.extend(chunk(b"VP8X", &[0x02, 0, 0, 0, 15, 0, 0, 15, 0, 0]));
    body.extend(chunk(b"ANIM", &[0; 6]));
    let picture = chunk(b"VP8L", &[0x2F, 15, 192, 3, 0, 0]);
    let place = [0, 0, 0, 0, 0, 0, 15, 0, 0, 15, 0, 0, 100, 0, 0, 0];
    let frame = chunk(b"ANMF", &[&place[..], &picture].concat());
    body.extend(frame.repeat(frames));
    chunk(b"RIFF", &body)
}

/// A PDF of so many blank pages.
pub fn pdf(pages: usize) -> Vec<u8> {
    let kids: Vec<_> = (0..pages).map(|page| format!("{} 0 R", page + 3)).collect();
    let mut objects = vec![
        "%PDF-1.4".to_owned(),
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj".to_owned(),
        format!("2 0 obj<</Type/Pages/Count {pages}/Kids[{}]>>endobj", kids.join(" ")),
    ];
    let blank = |page| format!("{page} 0 obj<</Type/Page/Parent 2 0 R>>endobj");
    objects.extend((3..pages + 3).map(blank));
    objects.push("trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n".to_owned());
    objects.join("\n").into_bytes()
}

/// A photo of a code on white paper.
pub fn code(text: &str) -> Vec<u8> {
    const MODULE: usize = 6;
    let code = qrcode::QrCode::new(text).unwrap();
    let (modules, colors) = (code.width(), code.to_colors());
    let side = (modules + 12) * MODULE;
    let is_dark = |x: usize, y: usize| {
        let at = |pixel: usize| (pixel / MODULE).checked_sub(6).filter(|at| *at < modules);
        at(x).zip(at(y)).is_some_and(|(x, y)| colors[y * modules + x] == qrcode::Color::Dark)
    };
    let pixels: Vec<u8> = (0..side * side)
        .map(|pixel| if is_dark(pixel % side, pixel / side) { 20 } else { 235 })
        .collect();
    let mut bytes = Vec::new();
    let side = u16::try_from(side).unwrap();
    Encoder::new(&mut bytes, 85).encode(&pixels, side, side, ColorType::Luma).unwrap();
    bytes
}
