//! A PNG without what a decoder would unpack and nobody would see: colour profiles, texts, and whatever
//! else is neither needed to draw the picture nor says how it is turned.

use super::UploadError;

pub(super) const SIGNATURE: usize = 8;
/// Length, name and checksum of a chunk.
pub(super) const FRAME: usize = 12;
/// Cameras write some 10 KB at the most.
const LONGEST_EXIF: usize = 64 << 10;

/// # Errors
/// `Damaged` where it ends before its end, `UnsupportedType` where it moves.
pub(super) fn essential(bytes: &[u8]) -> Result<Vec<u8>, UploadError> {
    let mut copied = bytes.get(..SIGNATURE).ok_or(UploadError::Damaged)?.to_vec();
    let mut rest = &bytes[SIGNATURE..];
    loop {
        let (length, chunk) = rest.split_first_chunk::<4>().ok_or(UploadError::Damaged)?;
        let name = chunk.first_chunk::<4>().ok_or(UploadError::Damaged)?;
        let length = u32::from_be_bytes(*length) as usize;
        let whole = length.checked_add(FRAME).ok_or(UploadError::Damaged)?;
        let whole = rest.split_at_checked(whole).ok_or(UploadError::Damaged)?;
        if is_drawn(*name) || (name == b"eXIf" && length <= LONGEST_EXIF) {
            copied.extend_from_slice(whole.0);
        }
        match name {
            b"acTL" => return Err(UploadError::UnsupportedType),
            b"IEND" => return Ok(copied),
            _ => rest = whole.1,
        }
    }
}

/// A decoder must know a chunk whose name begins with a capital.
pub(super) fn is_drawn(name: [u8; 4]) -> bool {
    name[0].is_ascii_uppercase() || name == *b"tRNS"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&length, &name[..], body, b"crc!"].concat()
    }

    #[test]
    fn profiles_and_texts_go_and_what_draws_the_picture_stays() {
        let file = |chunks: &[(&[u8; 4], &[u8])]| {
            let chunks = chunks.iter().flat_map(|(name, body)| chunk(**name, body));
            [b"\x89PNG\r\n\x1A\n".to_vec(), chunks.collect()].concat()
        };
        let sent = file(&[
            (b"IHDR", b"1"),
            (b"iCCP", b"2"),
            (b"zTXt", b"3"),
            (b"eXIf", b"4"),
            (b"tRNS", b"5"),
            (b"IDAT", b"6"),
            (b"iTXt", b"7"),
            (b"IEND", b""),
        ]);
        let left = [(b"IHDR", "1"), (b"eXIf", "4"), (b"tRNS", "5"), (b"IDAT", "6"), (b"IEND", "")];
        let left = left.map(|(name, body)| (name, body.as_bytes()));
        assert_eq!(essential(&[&sent[..], b"behind it"].concat()).unwrap(), file(&left));
        for end in 0..sent.len() {
            assert_eq!(essential(&sent[..end]).unwrap_err().code(), "receipt-damaged", "{end}");
        }
        let moving = file(&[(b"IHDR", b"1"), (b"acTL", b"2"), (b"IEND", b"")]);
        assert_eq!(essential(&moving).unwrap_err().code(), "receipt-unsupported");
        let endless = [&sent[..8], &[0xFF; 4], b"IDAT"].concat();
        assert_eq!(essential(&endless).unwrap_err().code(), "receipt-damaged");
    }
}
