//! CSV, and text with tabs or semicolons, in the letters that spreadsheets here save it in.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::raw::{Filler, RawSheet};
use super::{RowProblem, about_file, markup};
use crate::rules::Problem;

/// Cells of a row that spreadsheets have.
const MOST_CELLS: usize = 16_384;
/// Lines that show what parts the cells.
const LOOKED_AT: usize = 30;

pub fn read(file: &[u8], warnings: &mut Vec<RowProblem>) -> Result<Vec<RawSheet>, Vec<RowProblem>> {
    let text = decoded(file, warnings)?;
    if text.trim().is_empty() {
        return Err(about_file("file-empty"));
    }
    if markup::is_markup(&text) {
        return markup::read(&text);
    }
    // With one kind of line end, and one at the end, the reader's lines are the sheet's rows.
    let text = format!("{}\n", text.trim_end().replace("\r\n", "\n").replace('\r', "\n"));
    let (text, skipped, delimiter) = match said_delimiter(&text) {
        Some((delimiter, rest)) => (rest, 1, delimiter),
        None => (text.as_str(), 0, delimiter(&text)),
    };
    check_quotes_and_width(text, delimiter, skipped)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut sheet = RawSheet { separator: Some(delimiter), ..RawSheet::default() };
    let (mut filler, mut record) = (Filler::default(), StringRecord::new());
    while reader.read_record(&mut record).map_err(|_| about_file("file-not-utf8"))? {
        filler.begin(reader.position().line() - 1 + skipped);
        for (column, cell) in record.iter().enumerate() {
            filler.put(column, cell)?;
        }
        filler.end(&mut sheet)?;
    }
    Ok(vec![sheet])
}

/// UTF-8, UTF-16 with its mark, or else Windows-1252 with a warning: every byte is a letter there, so
/// that nothing shows whether it was meant.
fn decoded<'f>(
    file: &'f [u8],
    warnings: &mut Vec<RowProblem>,
) -> Result<Cow<'f, str>, Vec<RowProblem>> {
    let wide = |encoding: &'static Encoding| {
        let (text, broken) = encoding.decode_with_bom_removal(file);
        if broken { Err(about_file("file-not-utf8")) } else { Ok(text) }
    };
    let unmarked = file.strip_prefix(b"\xEF\xBB\xBF");
    let text = match std::str::from_utf8(unmarked.unwrap_or(file)) {
        _ if file.starts_with(b"\xFF\xFE") => wide(UTF_16LE)?,
        _ if file.starts_with(b"\xFE\xFF") => wide(UTF_16BE)?,
        Ok(text) => Cow::Borrowed(text),
        // UTF-8 with a broken letter is no other encoding.
        Err(_) if unmarked.is_some() || holds_utf8(file) => {
            return Err(about_file("file-not-utf8"));
        }
        Err(_) => {
            let problem = Problem::new("file", "file-windows-1252");
            warnings.push(RowProblem::new(1, problem));
            WINDOWS_1252.decode_without_bom_handling(file).0
        }
    };
    // No encoding has a use for these: it is no text at all.
    let unprintable = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    if text.contains(unprintable) { Err(about_file("file-not-utf8")) } else { Ok(text) }
}

/// Whether some letter beyond ASCII is written as UTF-8 writes it.
fn holds_utf8(file: &[u8]) -> bool {
    let mut letters = file.utf8_chunks().flat_map(|chunk| chunk.valid().chars());
    letters.any(|letter| !letter.is_ascii())
}

/// The line `sep=;` with which Excel is told what parts the cells, and what comes after it.
fn said_delimiter(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let said = first.trim().trim_matches('"').to_ascii_lowercase();
    let delimiter = said.strip_prefix("sep=")?.bytes().next().unwrap_or(b'\t');
    delimiter.is_ascii().then_some((delimiter, rest))
}

/// Whichever the first lines have most of, outside of quotes.
fn delimiter(text: &str) -> u8 {
    let count = |delimiter: u8| {
        let (mut quoted, mut count) = (false, 0_usize);
        for byte in text.lines().take(LOOKED_AT).flat_map(str::bytes) {
            quoted ^= byte == b'"';
            count += usize::from(byte == delimiter && !quoted);
        }
        count
    };
    // Of equals the last is taken: a comma where there is none of them.
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// Refuses a cell that begins with a quote and never ends, for the reader would take the rest of the
/// file for it, and a row of more cells than any spreadsheet has, empty ones too, for the reader
/// gathers them all. A quote elsewhere is a letter: `2" pipe`.
fn check_quotes_and_width(text: &str, delimiter: u8, skipped: u64) -> Result<(), Vec<RowProblem>> {
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        Beginning,
        Text,
        Quoted,
        /// Behind a quote in quotes: the end of the cell, or the first of two.
        Closed,
    }
    let (mut at, mut cells, mut row) = (At::Beginning, 0, skipped + 1);
    for byte in text.bytes() {
        if at != At::Quoted && byte == delimiter {
            cells += 1;
            if cells >= MOST_CELLS {
                return Err(vec![RowProblem::new(row, Problem::new("file", "row-too-wide"))]);
            }
        }
        if byte == b'\n' {
            row += 1;
            cells = if at == At::Quoted { cells } else { 0 };
        }
        at = match (at, byte) {
            (At::Quoted, b'"') => At::Closed,
            (At::Quoted, _) | (At::Beginning | At::Closed, b'"') => At::Quoted,
            (_, byte) if byte == delimiter || byte == b'\n' => At::Beginning,
            _ => At::Text,
        };
    }
    if at == At::Quoted { Err(about_file("file-unclosed-quote")) } else { Ok(()) }
}
