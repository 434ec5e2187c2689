//! CSV, in the letters that spreadsheets here save it in.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::WINDOWS_1252;

use super::{RowProblem, Sheet, about_file};
use crate::rules::Problem;

pub fn read(file: &[u8], sheet: &mut Sheet) -> Result<(), Vec<RowProblem>> {
    let text = decoded(file, sheet)?;
    if text.trim().is_empty() {
        return Err(about_file("file-empty"));
    }
    // The reader would take the rest of the file for one cell.
    if text.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
        return Err(about_file("file-unclosed-quote"));
    }
    // With one kind of line end, and one at the end, the reader's lines are the sheet's rows.
    let text = format!("{}\n", text.trim_end().replace("\r\n", "\n").replace('\r', "\n"));
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| about_file("file-not-utf8"))? {
        let row = reader.position().line() - 1;
        sheet.take(row, &record.iter().collect::<Vec<_>>())?;
    }
    Ok(())
}

/// UTF-8, or else Windows-1252 with a warning: every byte is a letter there, so that nothing shows
/// whether it was meant.
fn decoded<'f>(file: &'f [u8], sheet: &mut Sheet) -> Result<Cow<'f, str>, Vec<RowProblem>> {
    if file.starts_with(b"\xFF\xFE") || file.starts_with(b"\xFE\xFF") {
        return Err(about_file("file-utf16"));
    }
    let unmarked = file.strip_prefix(b"\xEF\xBB\xBF");
    let text = match std::str::from_utf8(unmarked.unwrap_or(file)) {
        Ok(text) => Cow::Borrowed(text),
        // UTF-8 with a broken letter is no other encoding.
        Err(_) if unmarked.is_some() || holds_utf8(file) => {
            return Err(about_file("file-not-utf8"));
        }
        Err(_) => {
            let problem = Problem::new("file", "file-windows-1252");
            sheet.warnings.push(RowProblem { row: 1, problem });
            WINDOWS_1252.decode_without_bom_handling(file).0
        }
    };
    // Neither encoding has a use for these: it is no text at all.
    let unprintable = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    if text.contains(unprintable) { Err(about_file("file-not-utf8")) } else { Ok(text) }
}

/// Whether some letter beyond ASCII is written as UTF-8 writes it.
fn holds_utf8(file: &[u8]) -> bool {
    let mut letters = file.utf8_chunks().flat_map(|chunk| chunk.valid().chars());
    letters.any(|letter| !letter.is_ascii())
}

/// Whichever the heading has most of.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: u8| heading.matches(char::from(delimiter)).count();
    // Of equals the last is taken: a comma where there is none of them.
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}
