//! The sheets of an XLSX, cell by cell, and the content of an ODS. A small file can unpack into a large
//! one and name cells a million rows apart, so it is looked through before it is opened, and nothing
//! is made as large as the file says it is.

use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;
use zip::result::ZipError;

use super::cells::cell_text;
use super::hidden_rows::{self, Parts};
use super::raw::{Filler, RawSheet};
use super::{RowProblem, about_file, markup};

/// How old Excel files and encrypted ones begin.
pub const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What all parts of a workbook may unpack to, in bytes.
const MOST_UNPACKED: u64 = 50 * 1024 * 1024;
/// The same for its texts, which are kept in memory.
const MOST_STRINGS: u64 = 16 * 1024 * 1024;
/// The same for a part that is no sheet: styles, relations.
const MOST_BESIDE: u64 = 4 * 1024 * 1024;
const MOST_PARTS: usize = 1000;
/// The tables of an ODS.
const CONTENT: &str = "content.xml";
/// Sheets that are looked at.
const MOST_SHEETS: usize = 50;
/// Rows of merged cells that are filled, in all areas.
const MOST_MERGED: usize = 2_000_000;

/// The sheets of a file. Of those of an XLSX that were not chosen only the first rows are read.
pub fn read(
    file: &[u8],
    choose: &dyn Fn(&[RawSheet]) -> usize,
) -> Result<Vec<RawSheet>, Vec<RowProblem>> {
    let parts = look_through(file)?;
    if let Some(content) = parts.get(CONTENT) {
        let text = std::str::from_utf8(content).map_err(|_| about_file("file-unreadable"))?;
        return markup::read(text);
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(unreadable)?;
    let about = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let about: Vec<_> = about.take(MOST_SHEETS).cloned().collect();
    let (mut sheets, mut filler) = (Vec::new(), Filler::default());
    for one in &about {
        let mut sheet = RawSheet {
            name: one.name.clone(),
            hidden: one.visible != SheetVisible::Visible,
            ..RawSheet::default()
        };
        fill(&mut book, &mut sheet, &mut filler, super::LOOKED_AT)?;
        sheets.push(sheet);
    }
    if sheets.is_empty() {
        return Err(about_file("file-unreadable"));
    }
    let chosen = choose(&sheets);
    if let Some(chosen) = sheets.get_mut(chosen) {
        chosen.rows.clear();
        fill(&mut book, chosen, &mut filler, usize::MAX)?;
        chosen.hidden_rows = hidden_rows::of(&parts, &chosen.name);
    }
    Ok(sheets)
}

/// Reads rows of a sheet, up to a number of them.
fn fill(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &mut RawSheet,
    filler: &mut Filler,
    most: usize,
) -> Result<(), Vec<RowProblem>> {
    let name = sheet.name.clone();
    let merged = book.merge_cells_by_sheet_name(&name).map_err(unreadable)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(unreadable)?;
    filler.begin(0);
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let row = u64::from(row) + 1;
        if row != filler.number() {
            filler.end(sheet)?;
            filler.begin(row);
            if sheet.rows.len() >= most {
                break;
            }
        }
        filler.put(column as usize, &cell_text(cell.get_value()))?;
    }
    filler.end(sheet)?;
    fill_down(sheet, &merged);
    Ok(())
}

/// A cell that is merged with those below it says the same in each of their rows.
pub fn fill_down(sheet: &mut RawSheet, merged: &[Dimensions]) {
    let mut left = MOST_MERGED;
    for area in merged.iter().filter(|area| area.end.0 > area.start.0) {
        let (first, last) = (u64::from(area.start.0) + 1, u64::from(area.end.0) + 1);
        let column = area.start.1 as usize;
        let begin = sheet.rows.partition_point(|row| row.number < first);
        let end = sheet.rows.partition_point(|row| row.number <= last);
        let rows = sheet.rows.get_mut(begin..end);
        let Some((top, below)) = rows.and_then(|rows| rows.split_first_mut()) else { continue };
        left = left.saturating_sub(below.len());
        let text = top.get(column).to_owned();
        if left == 0 || top.number != first || text.is_empty() {
            continue;
        }
        let blank = below.iter_mut().filter(|row| row.get(column).is_empty());
        blank.for_each(|row| row.put(column, &text));
    }
}

fn unreadable(_: XlsxError) -> Vec<RowProblem> {
    about_file("file-unreadable")
}

/// Unpacks every part once and stops where it is too much: what a part says of its own size may be a
/// lie.
fn look_through(file: &[u8]) -> Result<Parts, Vec<RowProblem>> {
    let broken = |error: ZipError| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => about_file("file-locked"),
        _ => about_file("file-unreadable"),
    };
    let mut parts = ZipArchive::new(Cursor::new(file)).map_err(broken)?;
    if parts.len() > MOST_PARTS {
        return Err(about_file("file-unpacks-too-large"));
    }
    let (mut left, mut kept) = (MOST_UNPACKED, Parts::new());
    for index in 0..parts.len() {
        let part = parts.by_index(index).map_err(broken)?;
        let path = part.name().map_err(broken)?.to_ascii_lowercase();
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let markup = Path::new(&name).extension().is_some_and(|end| end == "xml" || end == "rels");
        let most = left.min(match name.as_str() {
            "sharedstrings.xml" => MOST_STRINGS,
            name if markup && !name.contains("sheet") && path != CONTENT => MOST_BESIDE,
            _ => MOST_UNPACKED,
        });
        let mut unpacked = Vec::new();
        let read = part.take(most + 1).read_to_end(&mut unpacked);
        let bytes = read.map_err(|_| about_file("file-unreadable"))? as u64;
        if bytes > most || (name == "sharedstrings.xml" && announces_too_much(&unpacked)) {
            return Err(about_file("file-unpacks-too-large"));
        }
        left -= bytes;
        let in_sheet = path.starts_with("xl/worksheets/") || path.starts_with("xl/workbook");
        if in_sheet || path == CONTENT || path == "xl/_rels/workbook.xml.rels" {
            kept.insert(path, unpacked);
        }
    }
    Ok(kept)
}

/// Whether a list of texts announces more than it can hold. Memory is reserved for what is
/// announced, and the process ends where there is not as much.
fn announces_too_much(strings: &[u8]) -> bool {
    const ANNOUNCED: &[u8] = b"uniqueCount";
    const MOST_DIGITS: usize = 6;
    strings.windows(ANNOUNCED.len()).enumerate().any(|(at, found)| {
        let value = || strings[at + ANNOUNCED.len()..].iter().copied();
        let value = || value().skip_while(|b| b.is_ascii_whitespace() || b"=\"'+".contains(b));
        found == ANNOUNCED && value().take_while(u8::is_ascii_digit).count() > MOST_DIGITS
    })
}
