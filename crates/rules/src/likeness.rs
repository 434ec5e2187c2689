//! How alike two photos are: by whether it gets brighter from one part of a photo to the next.
//!
//! Recompressed, smaller, darker, stamped or turned, a photo keeps nearly all of its bits; two receipts of
//! one till differ in 55 of 256 and more. A second photo of the same receipt is another photo.

/// Parts to a side.
pub const SIDE: usize = 16;
pub const BYTES: usize = 2 * SIDE * SIDE / 8;
/// Up to so many different bits it is the same photo.
const SAME: u32 = 40;
/// Up to so many somebody should look; from the next on, unrelated photos begin.
const ALIKE: u32 = 54;

/// One bit for each part of a photo and the next one.
type Bits = [u16; SIDE];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// By rows: whether a part is darker than the one to its right.
    across: Bits,
    /// By columns: whether a part is darker than the one below.
    down: Bits,
}

/// What two photos are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    SamePhoto,
    Similar,
}

impl Likeness {
    /// From the brightness of a photo's parts: its 16 rows of 17 from left to right, and its 16 columns of 17
    /// from above.
    pub fn of(across: &[[u32; SIDE + 1]; SIDE], down: &[[u32; SIDE + 1]; SIDE]) -> Self {
        Self {
            across: across.each_ref().map(darker_first),
            down: down.each_ref().map(darker_first),
        }
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; BYTES] = bytes.try_into().ok()?;
        let part = |at: usize| u16::from_be_bytes([bytes[2 * at], bytes[2 * at + 1]]);
        Some(Self {
            across: std::array::from_fn(part),
            down: std::array::from_fn(|at| part(SIDE + at)),
        })
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.across.iter().chain(&self.down).flat_map(|bits| bits.to_be_bytes()).collect()
    }

    /// In how many bits of 256 the photos differ, turned as they fit best.
    pub fn distance(&self, other: &Self) -> u32 {
        let turns =
            [self.across, backwards(self.down), half_turn(self.across), from_below(self.down)];
        let differing = |turned: &Bits| -> u32 {
            turned.iter().zip(&other.across).map(|(one, other)| (one ^ other).count_ones()).sum()
        };
        turns.iter().map(differing).min().unwrap_or(u32::MAX)
    }
}

impl Alike {
    /// Of photos that differ in so many bits; `None` for two that are no more alike than any.
    pub fn at(distance: u32) -> Option<Self> {
        match distance {
            same if same <= SAME => Some(Self::SamePhoto),
            similar if similar <= ALIKE => Some(Self::Similar),
            _ => None,
        }
    }
}

/// The leftmost comparison is the highest bit.
fn darker_first(row: &[u32; SIDE + 1]) -> u16 {
    row.windows(2).fold(0, |bits, pair| bits << 1 | u16::from(pair[0] < pair[1]))
}

/// A quarter turn to the left: the column at the right becomes the first row, read from above.
fn backwards(down: Bits) -> Bits {
    let mut rows = down;
    rows.reverse();
    rows
}

/// A quarter turn to the right: the column at the left becomes the first row, read from below.
fn from_below(down: Bits) -> Bits {
    down.map(turned_round)
}

/// Rows from below, each from its end.
fn half_turn(across: Bits) -> Bits {
    let mut rows = across.map(turned_round);
    rows.reverse();
    rows
}

/// The same row from its other end: what got brighter gets darker.
fn turned_round(row: u16) -> u16 {
    !row.reverse_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A photo of 272 by 272 in which each part has a brightness of its own.
    fn photo(seed: u32) -> Vec<Vec<u32>> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 24
        };
        (0..SIDE * (SIDE + 1)).map(|_| (0..SIDE * (SIDE + 1)).map(|_| next()).collect()).collect()
    }

    fn turned(photo: &[Vec<u32>]) -> Vec<Vec<u32>> {
        let side = photo.len();
        (0..side).map(|y| (0..side).map(|x| photo[side - 1 - x][y]).collect()).collect()
    }

    fn likeness(photo: &[Vec<u32>]) -> Likeness {
        let part = |column: usize, wide: usize, row: usize, high: usize| {
            let rows = &photo[row * high..(row + 1) * high];
            rows.iter().flat_map(|row| &row[column * wide..(column + 1) * wide]).sum()
        };
        let across = std::array::from_fn(|row| {
            std::array::from_fn(|column| part(column, SIDE, row, SIDE + 1))
        });
        let down = std::array::from_fn(|column| {
            std::array::from_fn(|row| part(column, SIDE + 1, row, SIDE))
        });
        Likeness::of(&across, &down)
    }

    #[test]
    fn a_photo_that_was_turned_is_the_same() {
        let mut photo = photo(1);
        let first = likeness(&photo);
        for quarter in 1..=3 {
            photo = turned(&photo);
            // Parts that are equally bright are darker to neither side.
            assert!(first.distance(&likeness(&photo)) < 4, "{quarter}");
            assert_eq!(Alike::at(first.distance(&likeness(&photo))), Some(Alike::SamePhoto));
        }
    }

    #[test]
    fn others_are_others() {
        for seed in 2..40 {
            let (one, other) = (likeness(&photo(1)), likeness(&photo(seed)));
            assert_eq!(Alike::at(one.distance(&other)), None, "{seed}");
        }
    }

    #[test]
    fn bits_come_back_as_they_were_kept() {
        let one = likeness(&photo(7));
        assert_eq!(Likeness::from_bytes(&one.bytes()), Some(one));
        assert_eq!(Likeness::from_bytes(&one.bytes()[1..]), None);
    }
}
