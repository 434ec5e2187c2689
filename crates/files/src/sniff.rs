//! What a file is, by its first bytes. Name and declared type are never asked.

use super::{UploadError, pdf};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    WebP,
    Pdf,
}

pub(super) fn sniff(bytes: &[u8]) -> Result<Kind, UploadError> {
    match bytes {
        [] => Err(UploadError::Empty),
        [0xFF, 0xD8, 0xFF, ..] => Ok(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Ok(Kind::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Kind::WebP),
        // Readers also accept the mark a little further in; here it must come first, so that
        // nothing else can stand before it.
        _ if pdf::document(bytes).is_some() => Ok(Kind::Pdf),
        [_, _, _, _, b'f', b't', b'y', b'p', a, b, c, d, ..] if heif([*a, *b, *c, *d]) => {
            Err(UploadError::Heic)
        }
        _ => Err(UploadError::UnsupportedType),
    }
}

/// The brands of still pictures and bursts that phones write as .heic or .heif.
fn heif(brand: [u8; 4]) -> bool {
    [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"]
        .contains(&&brand)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> &'static str {
        sniff(bytes).expect_err("must be refused").code()
    }

    #[test]
    fn what_is_taken() {
        assert_eq!(sniff(b"\xFF\xD8\xFF\xE0").unwrap(), Kind::Jpeg);
        assert_eq!(sniff(b"\x89PNG\r\n\x1A\n").unwrap(), Kind::Png);
        assert_eq!(sniff(b"RIFF\x10\0\0\0WEBPVP8 ").unwrap(), Kind::WebP);
        assert_eq!(sniff(b"%PDF-1.7").unwrap(), Kind::Pdf);
    }

    #[test]
    fn what_is_not() {
        assert_eq!(code(b""), "receipt-empty");
        assert_eq!(code(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "receipt-heic");
        assert_eq!(code(b"\0\0\0\x18ftypmif1\0\0\0\0heic"), "receipt-heic");
        let others: [&[u8]; 12] = [
            b"\0\0\0\x1Cftypavif\0\0\0\0",
            b"\0\0\0\x1Cftypisom\0\0\0\0",
            b"GIF89a\x01\0\x01\0<?php system($_GET[0]); ?>",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>",
            b"<!doctype html><script>alert(1)</script>",
            b"PK\x03\x04",
            b"\x1F\x8B\x08",
            b"BM\0\0",
            b"II*\0",
            b"MM\0*",
            b"RIFF\x10\0\0\0WAVEfmt ",
            b"\xFF\xD8",
        ];
        for bytes in others {
            assert_eq!(code(bytes), "receipt-unsupported", "{bytes:?}");
        }
    }
}
