//! The first sheet of an XLSX, cell by cell. A small file can unpack into a large one and name cells
//! a million rows apart, so it is looked through before it is opened, and nothing is made as large
//! as the file says it is.

use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveDate;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{RowProblem, Sheet, about_file};
use crate::rules::Problem;

/// How old Excel files and encrypted ones begin.
pub const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What all parts of a workbook may unpack to, in bytes.
const MOST_UNPACKED: u64 = 50 * 1024 * 1024;
/// The same for its texts, which are kept in memory.
const MOST_STRINGS: u64 = 16 * 1024 * 1024;
/// The same for a part that is no sheet: styles, relations.
const MOST_BESIDE: u64 = 4 * 1024 * 1024;
const MOST_PARTS: usize = 1000;
/// A cell further to the right is a slip, or malice.
const MOST_COLUMNS: usize = 256;
/// A text of the workbook may stand in any number of cells.
const MOST_TEXT: usize = 64 * 1024 * 1024;

pub fn read(file: &[u8], sheet: &mut Sheet) -> Result<(), Vec<RowProblem>> {
    if file.starts_with(&COMPOUND) {
        let locked = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect::<Vec<_>>();
        let locked = file.windows(locked.len()).any(|part| part == locked);
        return Err(about_file(if locked { "file-locked" } else { "file-old-excel" }));
    }
    look_through(file)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(unreadable)?;
    let first = book
        .sheets_metadata()
        .iter()
        .find(|found| found.typ == SheetType::WorkSheet && found.visible == SheetVisible::Visible);
    let name = first.ok_or_else(|| about_file("file-unreadable"))?.name.clone();
    let mut cells = book.worksheet_cells_reader(&name).map_err(unreadable)?;
    let mut line = Line { row: 0, cells: Vec::new(), text: 0 };
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let row = u64::from(row) + 1;
        if row != line.row {
            line.finish_row(sheet)?;
            line.row = row;
        }
        line.put(column as usize, text(cell.get_value()))?;
    }
    line.finish_row(sheet)
}

fn unreadable(_: XlsxError) -> Vec<RowProblem> {
    about_file("file-unreadable")
}

/// Unpacks every part once, keeping none, and stops where it is too much: what a part says of its
/// own size may be a lie.
fn look_through(file: &[u8]) -> Result<(), Vec<RowProblem>> {
    let broken = |error: ZipError| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => about_file("file-locked"),
        _ => about_file("file-unreadable"),
    };
    let mut parts = ZipArchive::new(Cursor::new(file)).map_err(broken)?;
    if parts.len() > MOST_PARTS {
        return Err(about_file("file-unpacks-too-large"));
    }
    let mut left = MOST_UNPACKED;
    for index in 0..parts.len() {
        let part = parts.by_index(index).map_err(broken)?;
        let path = part.name().map_err(broken)?.to_ascii_lowercase();
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let markup = Path::new(&name).extension().is_some_and(|end| end == "xml" || end == "rels");
        let most = left.min(match name.as_str() {
            "sharedstrings.xml" => MOST_STRINGS,
            name if markup && !name.contains("sheet") => MOST_BESIDE,
            _ => MOST_UNPACKED,
        });
        let mut unpacked = Vec::new();
        let read = part.take(most + 1).read_to_end(&mut unpacked);
        let bytes = read.map_err(|_| about_file("file-unreadable"))? as u64;
        if bytes > most || (name == "sharedstrings.xml" && announces_too_much(&unpacked)) {
            return Err(about_file("file-unpacks-too-large"));
        }
        left -= bytes;
    }
    Ok(())
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

/// The row that is being read.
struct Line {
    row: u64,
    cells: Vec<String>,
    /// Bytes of text so far, in all rows.
    text: usize,
}

impl Line {
    fn put(&mut self, column: usize, text: String) -> Result<(), Vec<RowProblem>> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.text += text.len();
        if self.text > MOST_TEXT {
            return Err(about_file("file-unpacks-too-large"));
        }
        if column >= MOST_COLUMNS {
            let problem = Problem::new("file", "row-too-wide");
            return Err(vec![RowProblem { row: self.row, problem }]);
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
        Ok(())
    }

    fn finish_row(&mut self, sheet: &mut Sheet) -> Result<(), Vec<RowProblem>> {
        let cells: Vec<_> = self.cells.iter().map(String::as_str).collect();
        sheet.take(self.row, &cells)?;
        self.cells.clear();
        Ok(())
    }
}

/// A cell as it would stand in CSV. Of a formula its last result.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        #[allow(clippy::cast_precision_loss)] // What is too long for a float is told so.
        DataRef::Int(number) => figures(*number as f64),
        DataRef::Float(number) => figures(*number),
        DataRef::Bool(is) => is.to_string().to_uppercase(),
        DataRef::DateTime(moment) => day(moment).unwrap_or_else(|| figures(moment.as_f64())),
        DataRef::DateTimeIso(moment) => moment.split('T').next().unwrap_or_default().to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A number as a spreadsheet shows it. It keeps 15 digits: of a longer one, such as a NIP, the last
/// digits are lost, and it must not look as if they were there.
fn figures(number: f64) -> String {
    const KEPT: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < KEPT {
        format!("{number:.0}")
    } else if number.fract() == 0.0 {
        format!("{number:E}").replace('E', "E+")
    } else {
        number.to_string()
    }
}

/// The date of a cell that is formatted as one. Days before March 1900 are counted wrongly by
/// spreadsheets, which believe in a 29 February of that year: they stay numbers.
fn day(moment: &ExcelDateTime) -> Option<String> {
    const MARCH_1900: f64 = 61.0;
    if !moment.is_datetime() || moment.as_f64() < MARCH_1900 {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
    Some(date.to_string())
}
