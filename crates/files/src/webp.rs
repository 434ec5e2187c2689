//! The size a WebP's picture data claims, apart from the size its wrapper claims.
//!
//! The decoder allocates by the inner one before it compares the two, so a small wrapper could
//! hide a huge picture.

/// The sizes of all lossy pictures inside. Lossless ones are compared by the decoder in time.
pub(super) fn inner_sizes(bytes: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    let mut at = 12;
    std::iter::from_fn(move || {
        loop {
            let name = bytes.get(at..at + 4)?;
            let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?);
            let body = &bytes[at + 8..];
            at = at.checked_add(8 + usize::try_from(length).ok()?.next_multiple_of(2))?;
            if let (b"VP8 ", Some([_, _, _, 0x9D, 0x01, 0x2A, a, b, c, d])) =
                (name, body.first_chunk::<10>())
            {
                let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3FFF);
                return Some((side(*a, *b), side(*c, *d)));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inner_size_is_found_behind_other_chunks() {
        let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
        file.extend(b"VP8X\x0A\0\0\0\0\0\0\0\x09\0\0\x09\0\0");
        file.extend(b"ICCP\x03\0\0\0abc\0");
        file.extend(b"VP8 \x0A\0\0\0\0\0\0\x9D\x01\x2A\xFF\x3F\xFF\x3F");
        assert_eq!(inner_sizes(&file).collect::<Vec<_>>(), [(16383, 16383)]);
        for end in 0..file.len() {
            assert_eq!(inner_sizes(&file[..end]).count(), 0);
        }
    }

    #[test]
    fn a_length_beyond_everything_ends_the_search() {
        let mut file = b"RIFF\0\0\0\0WEBPJUNK".to_vec();
        file.extend(u32::MAX.to_le_bytes());
        file.extend([0; 64]);
        assert_eq!(inner_sizes(&file).count(), 0);
    }
}
