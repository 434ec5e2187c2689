//! The slip of paper that a till prints, flat and without light.

// Pixels and amounts of ink: small numbers, rounded freely.
#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]

use chrono::NaiveDate;

use super::font;
use super::rng::Rng;

/// Letters in a line of the printer.
const COLUMNS: usize = 32;
/// Pixels of the slip for one dot of the printer.
const DOT: usize = 2;
const CELL: usize = (font::WIDTH + 1) * DOT;
const LINE: usize = 12 * DOT;
const MARGIN: usize = 12 * DOT;
/// One printed line; a big one has letters of double size.
pub(super) struct Line {
    text: String,
    big: bool,
}

impl Line {
    fn scale(&self) -> usize {
        if self.big { 2 } else { 1 }
    }

    fn height(&self) -> usize {
        if self.big { LINE * 7 / 4 } else { LINE }
    }
}

/// The text of the receipt.
pub(super) fn lines(
    shop: &str,
    district: &str,
    date: NaiveDate,
    items: &[(String, i64)],
    total: i64,
    rng: &mut Rng,
) -> Vec<Line> {
    let mut lines = vec![];
    let plain = |text: String| Line { text, big: false };
    let big = shop.chars().count() * 2 <= COLUMNS;
    lines.push(Line { text: centred(shop, if big { COLUMNS / 2 } else { COLUMNS }), big });
    lines.push(plain(centred(&format!("KEC. {district}"), COLUMNS)));
    lines.push(plain(centred("KABUPATEN SUKAMAJU", COLUMNS)));
    lines.push(plain(String::new()));
    let time = format!("{:02}:{:02}", rng.between(7, 19), rng.between(0, 59));
    lines.push(plain(split(&format!("TGL {}", date.format("%d/%m/%Y")), &time)));
    let number = format!("NO {:05}", rng.between(1, 99_999));
    lines.push(plain(split(&number, &format!("KASIR {}", rng.between(1, 3)))));
    lines.push(plain("-".repeat(COLUMNS)));
    lines.extend(items.iter().map(|(name, amount)| plain(split(name, &dotted(*amount)))));
    lines.push(plain("-".repeat(COLUMNS)));
    lines.push(Line { text: split_in("TOTAL", &dotted(total), COLUMNS / 2), big: true });
    // Paid with what a purse holds.
    let note = [5_000, 10_000, 20_000, 50_000, 100_000][rng.index(5)];
    let paid = (total + note - 1) / note * note;
    lines.push(plain(split("TUNAI", &dotted(paid))));
    lines.push(plain(split("KEMBALI", &dotted(paid - total))));
    lines.push(plain(String::new()));
    lines.push(plain(centred("TERIMA KASIH", COLUMNS)));
    lines.push(plain(centred("* BELANJA DI WARUNG TETANGGA *", COLUMNS)));
    lines
}

fn centred(text: &str, columns: usize) -> String {
    let length = text.chars().count().min(columns);
    let text: String = text.chars().take(columns).collect();
    format!("{}{text}", " ".repeat((columns - length) / 2))
}

fn split(left: &str, right: &str) -> String {
    split_in(left, right, COLUMNS)
}

fn split_in(left: &str, right: &str, columns: usize) -> String {
    let room = columns.saturating_sub(right.len() + 1);
    let left: String = left.chars().take(room).collect();
    format!("{left:<room$} {right}")
}

/// 25000 as 25.000
fn dotted(amount: i64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) && digit != '-' {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// The printed paper, flat: how dark each pixel is, 0 for bare paper.
pub(super) struct PrintedReceipt {
    pub(super) width: usize,
    pub(super) height: usize,
    ink: Vec<u8>,
}

impl PrintedReceipt {
    pub(super) fn print(lines: &[Line], rng: &mut Rng) -> Self {
        let width = COLUMNS * CELL + 2 * MARGIN;
        let printed: usize = lines.iter().map(Line::height).sum();
        let height = printed + 2 * MARGIN + 24 * DOT;
        let mut slip = Self { width, height, ink: vec![0; width * height] };
        let mut top = MARGIN + 8 * DOT;
        for line in lines {
            // A tired print head: some lines come out paler.
            let dark = rng.between(150, 205) as u8;
            for (column, letter) in line.text.chars().enumerate() {
                let left = MARGIN + column * CELL * line.scale();
                slip.stamp(letter, left, top, DOT * line.scale(), dark);
            }
            top += line.height();
        }
        slip
    }

    fn stamp(&mut self, letter: char, left: usize, top: usize, dot: usize, dark: u8) {
        for (row, bits) in font::glyph(letter).into_iter().enumerate() {
            for column in 0..font::WIDTH {
                if bits >> (font::WIDTH - 1 - column) & 1 == 0 {
                    continue;
                }
                for y in top + row * dot..top + (row + 1) * dot {
                    let from = y * self.width + left + column * dot;
                    self.ink[from..from + dot].fill(dark);
                }
            }
        }
    }

    /// How dark the paper is between four pixels, 0 to 255. Soft, as a lens sees it.
    pub(super) fn ink_at(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (x as usize, y as usize);
        let corner = top * self.width + left;
        let below = corner + self.width;
        let Some(&[left_below, right_below]) = self.ink.get(below..below + 2) else { return 0.0 };
        let (left_above, right_above) = (self.ink[corner], self.ink[corner + 1]);
        // Bare on all four sides, as most of the paper is.
        if [left_above, right_above, left_below, right_below] == [0; 4] {
            return 0.0;
        }
        let (across, down) = (x - left as f32, y - top as f32);
        let mix = |a: u8, b: u8| f32::from(a) * (1.0 - across) + f32::from(b) * across;
        mix(left_above, right_above) * (1.0 - down) + mix(left_below, right_below) * down
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_and_amounts_stand_right() {
        assert_eq!(dotted(0), "0");
        assert_eq!(dotted(999), "999");
        assert_eq!(dotted(1_234_567), "1.234.567");
        assert_eq!(split("Lemper", "12.000"), format!("Lemper{}12.000", " ".repeat(20)));
        assert_eq!(split(&"x".repeat(40), "12.000").len(), COLUMNS);
        assert_eq!(centred(&"x".repeat(40), COLUMNS).len(), COLUMNS);
        assert_eq!(centred("abcd", 8), "  abcd");
    }

    #[test]
    fn letters_stand_where_they_are_printed() {
        let line = Line { text: "T".to_owned(), big: false };
        let slip = PrintedReceipt::print(&[line], &mut Rng::new(1));
        // The bar of the T, its stem, and bare paper below the bar.
        let at = |column: usize, row: usize| {
            slip.ink_at((MARGIN + column * DOT) as f32, (MARGIN + (8 + row) * DOT) as f32)
        };
        assert!(at(0, 0) > 100.0 && at(2, 5) > 100.0);
        assert!(at(0, 5) < 1.0);
    }
}
