//! The typeface of documents: Plus Jakarta Sans with the Latin letters of names, embedded whole. A text in
//! a PDF is its Unicode, two bytes a letter, so that it can be searched and copied as it is read.

use std::io::{self, Write};
use std::sync::LazyLock;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Rect, Ref, Str};
use ttf_parser::Face;

use super::packed::packed;
use super::pdf_file::PdfFile;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

pub const WEIGHTS: [Weight; 2] = [Weight::Regular, Weight::Bold];

const REGULAR: &[u8] = include_bytes!("fonts/plus-jakarta-sans-400.ttf");
const BOLD: &[u8] = include_bytes!("fonts/plus-jakarta-sans-700.ttf");

static FACES: LazyLock<[Face<'static>; 2]> = LazyLock::new(|| {
    [REGULAR, BOLD].map(|file| Face::parse(file, 0).expect("a test reads both files"))
});

/// How wide each letter is, by its code: a table has thousands of words to be laid out.
static ADVANCES: LazyLock<[Vec<u16>; 2]> = LazyLock::new(|| {
    WEIGHTS.map(|weight| {
        let letters = (0..=u16::MAX).map(|code| char::from_u32(code.into()).unwrap_or(UNKNOWN));
        letters.map(|letter| weight.measured(letter)).collect()
    })
});

/// What stands for a letter that the typeface lacks.
const UNKNOWN: char = '?';

impl Weight {
    /// The name by which pages ask for it.
    pub fn name(self) -> Name<'static> {
        match self {
            Self::Regular => Name(b"R"),
            Self::Bold => Name(b"B"),
        }
    }

    fn face(self) -> &'static Face<'static> {
        let [regular, bold] = &*FACES;
        match self {
            Self::Regular => regular,
            Self::Bold => bold,
        }
    }

    fn file(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::Bold => BOLD,
        }
    }

    fn postscript_name(self) -> &'static str {
        match self {
            Self::Regular => "PlusJakartaSans-Regular",
            Self::Bold => "PlusJakartaSans-Bold",
        }
    }

    /// The letter itself, or what stands for it.
    fn known(self, letter: char) -> char {
        if self.face().glyph_index(letter).is_some() { letter } else { UNKNOWN }
    }

    /// A text as a page shows it: two bytes a letter.
    pub fn encoded(self, text: &str) -> Vec<u8> {
        let units = text.chars().map(|letter| self.known(letter) as u32);
        units.flat_map(|unit| u16::try_from(unit).unwrap_or_default().to_be_bytes()).collect()
    }

    /// How wide a text is at a size, in points.
    pub fn width(self, text: &str, size: f32) -> f32 {
        let advance = |letter| f32::from(self.advance(letter));
        text.chars().map(advance).sum::<f32>() * size / f32::from(self.face().units_per_em())
    }

    /// How wide a letter is, or what stands for it.
    fn advance(self, letter: char) -> u16 {
        let [regular, bold] = &*ADVANCES;
        let advances = if self == Self::Regular { regular } else { bold };
        let at = |letter| usize::try_from(u32::from(letter)).ok().and_then(|at| advances.get(at));
        at(letter).or_else(|| at(UNKNOWN)).copied().unwrap_or(0)
    }

    fn measured(self, letter: char) -> u16 {
        let glyph = self.face().glyph_index(self.known(letter));
        glyph.and_then(|glyph| self.face().glyph_hor_advance(glyph)).unwrap_or(0)
    }

    /// Its units as PDF counts them.
    fn thousandths(self, units: impl Into<f32>) -> f32 {
        units.into() * 1000.0 / f32::from(self.face().units_per_em())
    }

    /// The letters that the typeface has, by their code.
    fn letters(self) -> Vec<u16> {
        (1..=u16::MAX)
            .filter(|code| {
                char::from_u32(u32::from(*code))
                    .is_some_and(|letter| self.face().glyph_index(letter).is_some())
            })
            .collect()
    }
}

/// Lines of a text that are no wider than `width` points. A word that is wider stands by itself.
pub fn wrapped(weight: Weight, size: f32, width: f32, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if weight.width(&format!("{line} {word}"), size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The same, with words that are wider broken between their letters.
pub fn broken(weight: Weight, size: f32, width: f32, text: &str) -> Vec<String> {
    let mut pieces = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let mut wide = 0.0;
        for letter in word.chars() {
            let advance = weight.width(letter.encode_utf8(&mut [0; 4]), size);
            if wide > 0.0 && wide + advance > width {
                pieces.push(' ');
                wide = 0.0;
            }
            wide += advance;
            pieces.push(letter);
        }
        pieces.push(' ');
    }
    wrapped(weight, size, width, &pieces)
}

/// Writes the typeface into a file. Returns the object by which pages ask for it.
pub fn embed<W: Write>(file: &mut PdfFile<W>, weight: Weight) -> io::Result<Ref> {
    let [font, descendant, unicode, glyphs] = std::array::from_fn(|_| file.number());
    let name = Name(weight.postscript_name().as_bytes());
    let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
    file.object(|chunk| {
        chunk
            .type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(descendant)
            .to_unicode(unicode);
    })?;
    let descriptor = descriptor(file, weight)?;
    let letters = weight.letters();
    file.object(|chunk| {
        let mut cid = chunk.cid_font(descendant);
        cid.subtype(CidFontType::Type2)
            .base_font(name)
            .system_info(system)
            .font_descriptor(descriptor)
            .cid_to_gid_map_stream(glyphs);
        let mut widths = cid.widths();
        for code in &letters {
            let letter = char::from_u32(u32::from(*code)).unwrap_or(UNKNOWN);
            widths.same(*code, *code, weight.thousandths(weight.advance(letter)));
        }
        widths.finish();
    })?;
    let mut cmap = UnicodeCmap::<u16>::new(Name(b"Unicode"), system);
    let mut map = vec![0; 2 * (usize::from(letters.last().copied().unwrap_or(0)) + 1)];
    for code in letters {
        let letter = char::from_u32(u32::from(code)).unwrap_or(UNKNOWN);
        cmap.pair(code, letter);
        let glyph = weight.face().glyph_index(letter).map_or(0, |glyph| glyph.0);
        map[2 * usize::from(code)..][..2].copy_from_slice(&glyph.to_be_bytes());
    }
    file.object(|chunk| {
        chunk.cmap(unicode, &packed(&cmap.finish())).filter(Filter::FlateDecode);
    })?;
    file.object(|chunk| {
        chunk.stream(glyphs, &packed(&map)).filter(Filter::FlateDecode);
    })?;
    Ok(font)
}

/// Writes its measures, and the typeface as it was made.
fn descriptor<W: Write>(file: &mut PdfFile<W>, weight: Weight) -> io::Result<Ref> {
    let (descriptor, typeface) = (file.number(), file.number());
    let face = weight.face();
    let bounds = face.global_bounding_box();
    let [left, bottom, right, top] = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
        .map(|edge| weight.thousandths(edge));
    file.object(|chunk| {
        chunk
            .font_descriptor(descriptor)
            .name(Name(weight.postscript_name().as_bytes()))
            .flags(FontFlags::NON_SYMBOLIC)
            .bbox(Rect::new(left, bottom, right, top))
            .italic_angle(0.0)
            .ascent(weight.thousandths(face.ascender()))
            .descent(weight.thousandths(face.descender()))
            .cap_height(weight.thousandths(face.capital_height().unwrap_or(700)))
            .stem_v(if weight == Weight::Bold { 140.0 } else { 80.0 })
            .font_file2(typeface);
    })?;
    let length = i32::try_from(weight.file().len()).unwrap_or(i32::MAX);
    file.object(|chunk| {
        let packed = packed(weight.file());
        chunk.stream(typeface, &packed).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
    })?;
    Ok(descriptor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_have_the_letters_of_names() {
        for weight in WEIGHTS {
            for letter in "AZaz09’'.,()/·–éèöñĭŚđẒọ€".chars() {
                assert_eq!(weight.known(letter), letter, "{weight:?}");
            }
            assert_eq!(weight.known('語'), UNKNOWN);
        }
    }

    #[test]
    fn lines_are_broken_between_words() {
        let name = "Raden Mas Ngabehi Suryokusumo Wiryodiningrat, S.Sos., M.Si.";
        let lines = wrapped(Weight::Bold, 11.0, 150.0, name);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| Weight::Bold.width(line, 11.0) <= 150.0));
        assert_eq!(lines.join(" "), name);
        assert_eq!(wrapped(Weight::Bold, 11.0, 5.0, "Suryokusumo"), ["Suryokusumo"]);
        let lines = broken(Weight::Bold, 11.0, 30.0, "Suryokusumo S.Sos.");
        assert!(lines.len() > 3);
        assert!(lines.iter().all(|line| Weight::Bold.width(line, 11.0) <= 30.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), "SuryokusumoS.Sos.");
    }
}
