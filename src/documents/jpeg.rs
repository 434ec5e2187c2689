//! A JPEG in a PDF: its bytes as they are, once it is known how large it is and of how many colors.

use std::io::{self, Write};

use pdf_writer::{Filter, Ref};

use super::pdf_file::PdfFile;

#[derive(Clone, Debug)]
pub struct Jpeg {
    bytes: Vec<u8>,
    width: u16,
    height: u16,
    is_gray: bool,
}

impl Jpeg {
    /// `None` for what is no JPEG, or one of colors for print.
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
        loop {
            let [0xFF, marker, high, low, ..] = *rest else { return None };
            let length = usize::from(u16::from_be_bytes([high, low]));
            let segment = rest.get(4..2 + length)?;
            // Frames of all kinds, and no tables.
            if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
                let [_, h1, h0, w1, w0, colors, ..] = *segment else { return None };
                let (width, height) = (u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0]));
                let is_sound = matches!(colors, 1 | 3) && width > 0 && height > 0;
                return is_sound.then_some(Self { width, height, is_gray: colors == 1, bytes });
            }
            rest = &rest[2 + length..];
        }
    }

    /// Width and height within a square of this side, at its own proportions.
    pub fn within(&self, side: f32) -> (f32, f32) {
        let (width, height) = (f32::from(self.width), f32::from(self.height));
        let scale = side / width.max(height);
        (width * scale, height * scale)
    }

    /// Writes it into a file. Returns the object by which pages ask for it.
    pub(super) fn embed<W: Write>(&self, file: &mut PdfFile<W>) -> io::Result<Ref> {
        let id = file.number();
        file.object(|chunk| {
            let mut image = chunk.image_xobject(id, &self.bytes);
            image.filter(Filter::DctDecode);
            image.width(self.width.into()).height(self.height.into()).bits_per_component(8);
            if self.is_gray {
                image.color_space().device_gray();
            } else {
                image.color_space().device_rgb();
            }
        })?;
        Ok(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning of a JPEG: a segment of another kind, then the frame.
    fn drawn(width: u8, height: u8, colors: u8) -> Vec<u8> {
        let frame = [0xFF, 0xC2, 0, 17, 8, 0, height, 0, width, colors, 1, 0x11, 0, 2, 0x11, 1];
        [&[0xFF, 0xD8, 0xFF, 0xDB, 0, 4, 9, 9], &frame[..], &[3, 0x11, 1, 0xFF, 0xD9]].concat()
    }

    #[test]
    fn the_size_is_that_of_the_picture() {
        for (colors, is_gray) in [(3, false), (1, true)] {
            let read = Jpeg::read(drawn(60, 40, colors)).unwrap();
            assert_eq!((read.width, read.height, read.is_gray), (60, 40, is_gray));
            assert_eq!(read.within(30.0), (30.0, 20.0));
        }
        assert!(Jpeg::read(drawn(60, 40, 4)).is_none(), "colors for print");
        let whole = drawn(60, 40, 3);
        for cut in [0, 2, 3, 10, 20] {
            assert!(Jpeg::read(whole[..cut].to_vec()).is_none(), "{cut}");
        }
        assert!(Jpeg::read(b"%PDF-1.7".to_vec()).is_none());
        assert!(Jpeg::read([0xFF, 0xD8, 0xFF, 0xE0, 0, 0].to_vec()).is_none());
    }
}
