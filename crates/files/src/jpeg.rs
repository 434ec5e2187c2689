//! The bones of a JPEG, read before a decoder sees it.
//!
//! Decoders paint the missing part of a cut photo grey and call it a success, and allocate by what the
//! header claims; so both are looked at here first.

const PROGRESSIVE: u8 = 0xC2;
pub(super) const START_OF_SCAN: u8 = 0xDA;
pub(super) const END_OF_IMAGE: u8 = 0xD9;

/// Photos have one scan, progressive ones about ten. Hundreds only serve to keep a CPU busy.
const MAX_SCANS: u32 = 64;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Structure {
    pub(super) width: u32,
    pub(super) height: u32,
    /// One for greys, three for colours, four for prints.
    pub(super) colours: u64,
    /// Bytes of all coefficients of the picture, which are kept where it has several scans.
    pub(super) coefficients: u64,
    /// Colour at less than full size, as in nearly all photos.
    subsampled: bool,
}

/// `None` for a JPEG that is cut before its end or makes no sense. What follows the end is not
/// looked at: phones append previews there, and it is not taken over.
///
/// Also `None` for one that is not progressive and yet holds its subsampled colours in scans of
/// their own. No camera writes such files, and zune-jpeg 0.5.15 turns them green without a word.
pub(super) fn structure(bytes: &[u8]) -> Option<Structure> {
    let mut frame: Option<(u8, &[u8])> = None;
    let mut scans = 0;
    let mut at = 2;
    loop {
        let (marker, after) = next_marker(bytes, at)?;
        at = match marker {
            END_OF_IMAGE => break,
            // Restart marks and the like stand alone; the rest carry their length.
            0x01 | 0xD0..=0xD8 => after,
            _ => {
                let length = usize::from(u16_at(bytes, after)?);
                let body = bytes.get(after + 2..after + length)?;
                match marker {
                    START_OF_SCAN => scans += 1,
                    _ if is_frame(marker) => frame = Some((marker, body)),
                    _ => {}
                }
                after + length
            }
        };
    }
    let (marker, frame) = frame?;
    let bones = measure(frame, scans)?;
    let readable = scans == 1 || marker == PROGRESSIVE || !bones.subsampled;
    (readable && (1..=MAX_SCANS).contains(&scans)).then_some(bones)
}

pub(super) fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

/// The next marker at or after `at`, and where it ends. Skips picture data on the way, in which
/// a plain 0xFF is followed by 0.
pub(super) fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0xFF => at += 1,
            0x00 => at += 2,
            marker => return Some((*marker, at + 2)),
        }
    }
}

fn measure(frame: &[u8], scans: u32) -> Option<Structure> {
    let height = u32::from(u16_at(frame, 1)?);
    let width = u32::from(u16_at(frame, 3)?);
    let parts = usize::from(*frame.get(5)?);
    let sampling: Vec<(u64, u64)> = frame
        .get(6..6 + 3 * parts)?
        .chunks_exact(3)
        .map(|part| (u64::from(part[1] >> 4), u64::from(part[1] & 15)))
        .collect();
    let (across, down) = sampling.iter().fold((0, 0), |(a, d), (h, v)| (a.max(*h), d.max(*v)));
    if width == 0 || height == 0 || across == 0 || down == 0 {
        return None;
    }
    let pixels = u64::from(width) * u64::from(height);
    let stored = sampling.iter().map(|(h, v)| h * v).sum::<u64>() * 2;
    let coefficients = if scans > 1 { pixels * stored / (across * down) } else { 0 };
    let colours = parts as u64;
    let subsampled = sampling.iter().any(|part| *part != (across, down));
    Some(Structure { width, height, colours, coefficients, subsampled })
}

impl Structure {
    /// What decoding allocates, more or less, in the smallest size that is not below the wanted one: the
    /// picture in planes and in pixels, and the coefficients.
    pub(super) fn working_bytes(&self, wanted: (u32, u32)) -> u64 {
        let (width, height) = self.decoded_size(wanted);
        2 * self.colours * u64::from(width) * u64::from(height) + self.coefficients
    }

    /// A block of 8 × 8 pixels is drawn with 1, 2, 4 or 8 a side.
    fn decoded_size(&self, wanted: (u32, u32)) -> (u32, u32) {
        let drawn = |side: u32, of_block: u32| (side * of_block).div_ceil(8);
        let sizes =
            [1, 2, 4].map(|of_block| (drawn(self.width, of_block), drawn(self.height, of_block)));
        let large_enough = |size: &(u32, u32)| size.0 >= wanted.0 && size.1 >= wanted.1;
        sizes.into_iter().find(large_enough).unwrap_or((self.width, self.height))
    }
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(progressive: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
        encoder.set_progressive(progressive);
        let pixels: Vec<u8> = (0..48_u8 * 3).cycle().take(48 * 32 * 3).collect();
        encoder.encode(&pixels, 48, 32, jpeg_encoder::ColorType::Rgb).unwrap();
        bytes
    }

    #[test]
    fn size_and_cost() {
        let bones = structure(&photo(false)).unwrap();
        let expected =
            Structure { width: 48, height: 32, colours: 3, coefficients: 0, subsampled: true };
        assert_eq!(bones, expected);
        assert_eq!(bones.working_bytes((48, 32)), 2 * 48 * 32 * 3);
        // At a quarter of each side it is large enough.
        assert_eq!(bones.working_bytes((11, 8)), 2 * 12 * 8 * 3);
        assert_eq!(bones.working_bytes((13, 8)), 2 * 24 * 16 * 3);
    }

    #[test]
    fn a_progressive_one_costs_its_coefficients_too() {
        // Colour is kept at half size both ways: 1 + 1/4 + 1/4 coefficients a pixel.
        assert_eq!(structure(&photo(true)).unwrap().coefficients, 48 * 32 * 3);
    }

    #[test]
    fn a_cut_one_is_seen_wherever_it_was_cut() {
        for whole in [photo(false), photo(true)] {
            for end in 0..whole.len() {
                assert_eq!(structure(&whole[..end]), None, "cut at {end} of {}", whole.len());
            }
        }
    }

    #[test]
    fn a_preview_in_the_metadata_does_not_hide_the_cut() {
        let preview = photo(false);
        let mut whole = vec![0xFF, 0xD8, 0xFF, 0xE1];
        whole.extend(u16::try_from(preview.len() + 2).unwrap().to_be_bytes());
        whole.extend(&preview);
        whole.extend(&photo(false)[2..]);
        assert!(structure(&whole).is_some());
        assert_eq!(structure(&whole[..whole.len() - 30]), None);
    }

    #[test]
    fn colours_that_the_decoder_would_spoil_are_refused() {
        for (quality, readable) in [(80, false), (95, true)] {
            let mut bytes = Vec::new();
            let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
            // This encoder then writes one scan a colour; at 95 without subsampling.
            encoder.set_optimized_huffman_tables(true);
            encoder.encode(&[90; 48 * 32 * 3], 48, 32, jpeg_encoder::ColorType::Rgb).unwrap();
            assert_eq!(structure(&bytes).is_some(), readable);
        }
    }

    #[test]
    fn endless_scans_are_refused() {
        let whole = photo(true);
        let scan = whole.windows(2).position(|pair| pair == [0xFF, START_OF_SCAN]).unwrap();
        let mut many = whole[..scan].to_vec();
        for _ in 0..200 {
            many.extend([0xFF, START_OF_SCAN, 0, 8, 1, 1, 0, 0, 0, 0]);
        }
        many.extend([0xFF, END_OF_IMAGE]);
        assert_eq!(structure(&many), None);
    }
}
