//! QR codes, for paper and for pages.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// A code: square modules, dark or light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    width: usize,
    dark: Vec<bool>,
}

/// Dark modules side by side; lengths are modules.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    pub x: f32,
    pub y: f32,
    pub length: f32,
}

/// More than two thousand letters fit no code.
#[derive(Debug, thiserror::Error)]
#[error("too long for a QR code")]
pub struct TooLong;

impl Qr {
    /// A code that can still be read with a seventh of it damaged.
    pub fn of(text: &str) -> Result<Self, TooLong> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| TooLong)?;
        let width = code.width();
        let dark = code.into_colors().into_iter().map(|color| color == Color::Dark).collect();
        Ok(Self { width, dark })
    }

    /// How many modules a side has.
    pub fn modules(&self) -> f32 {
        float(self.width)
    }

    pub fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        for (y, row) in self.dark.chunks(self.width).enumerate() {
            let mut x = 0;
            for part in row.chunk_by(|one, next| one == next) {
                if part[0] {
                    runs.push(Run { x: float(x), y: float(y), length: float(part.len()) });
                }
                x += part.len();
            }
        }
        runs
    }

    /// The modules as the path of an SVG whose view box is `0 0 modules modules`.
    pub fn svg_path(&self) -> String {
        let mut path = String::new();
        for Run { x, y, length } in self.runs() {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
        }
        path
    }
}

/// A code has 177 modules a side at the most.
fn float(modules: usize) -> f32 {
    f32::from(u16::try_from(modules).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_can_be_read() {
        let text = "https://belanja.example.go.id/aktivasi#~12345.KQXWMNPT";
        let qr = Qr::of(text).unwrap();
        // Four light modules around it, and six pixels a module.
        let side = (qr.width + 8) * 6;
        let dark = |x: usize, y: usize| {
            let module = |at: usize| (at / 6).checked_sub(4).filter(|at| *at < qr.width);
            module(x).zip(module(y)).is_some_and(|(x, y)| {
                // The middle of the module.
                let [x, y] = [x, y].map(|at| float(at) + 0.5);
                let holds = |from: f32, length: f32, at: f32| from < at && at < from + length;
                qr.runs().iter().any(|run| holds(run.y, 1.0, y) && holds(run.x, run.length, x))
            })
        };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
            if dark(x, y) { 0 } else { 255 }
        });
        let (_, read) = image.detect_grids()[0].decode().unwrap();
        assert_eq!(read, text);
        assert!(qr.svg_path().starts_with("M0 0h7v1h-7z"));
    }

    #[test]
    fn a_novel_is_no_code() {
        assert!(Qr::of(&"a".repeat(4000)).is_err());
    }
}
