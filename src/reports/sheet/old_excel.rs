//! The sheets of an XLS. Its reader makes room for what the file says, so the records are looked
//! through first: how far the cells of each sheet reach, and which rows are hidden.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, SheetVisible, Xls};

use super::cells::cell_text;
use super::raw::{Filler, RawSheet};
use super::{RowProblem, about_file};

/// Cells that a sheet may reach over, and all sheets together.
const MOST_CELLS: u64 = 4_000_000;

pub fn read(file: &[u8]) -> Result<Vec<RawSheet>, Vec<RowProblem>> {
    let locked: Vec<_> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    if file.windows(locked.len()).any(|part| part == locked) {
        return Err(about_file("file-locked"));
    }
    let hidden_rows = look_through(file)?;
    let unreadable = |_| about_file("file-unreadable");
    let mut book: Xls<_> = Xls::new(Cursor::new(file)).map_err(unreadable)?;
    let names = book.sheets_metadata().to_vec();
    let (mut sheets, mut filler) = (Vec::new(), Filler::default());
    for (index, about) in names.iter().enumerate() {
        let Ok(range) = book.worksheet_range(&about.name) else { continue };
        let mut sheet = RawSheet {
            name: about.name.clone(),
            hidden: about.visible != SheetVisible::Visible,
            hidden_rows: hidden_rows.get(&index).cloned().unwrap_or_default(),
            ..RawSheet::default()
        };
        let (top, left) = range.start().unwrap_or_default();
        for (row, cells) in range.rows().enumerate() {
            filler.begin(u64::from(top) + row as u64 + 1);
            for (column, cell) in cells.iter().enumerate() {
                filler.put(left as usize + column, &cell_text(&borrowed(cell)))?;
            }
            filler.end(&mut sheet)?;
        }
        let merged = book.merge_cells_by_sheet_name(&about.name).unwrap_or_default();
        super::workbook::fill_down(&mut sheet, &merged);
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(about_file("file-unreadable")) } else { Ok(sheets) }
}

/// The cell as the newer format has it.
fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(is) => DataRef::Bool(*is),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// Walks the records of the workbook. Returns the hidden rows of each sheet.
fn look_through(file: &[u8]) -> Result<BTreeMap<usize, Vec<u64>>, Vec<RowProblem>> {
    const BOF: u16 = 0x0809;
    const BOUND_SHEET: u16 = 0x0085;
    const FILE_PASS: u16 = 0x002F;
    const DIMENSIONS: u16 = 0x0200;
    const ROW: u16 = 0x0208;
    /// In the options of a row.
    const HIDDEN: u16 = 0x20;
    /// Kinds of records that begin with the row and the column of a cell.
    const CELLS: [u16; 10] =
        [0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E];
    let stream = workbook_stream(file)?;
    let word = |data: &[u8], at: usize| {
        data.get(at..at + 2).map_or(0, |bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
    };
    let long =
        |data: &[u8], at: usize| u64::from(word(data, at)) | u64::from(word(data, at + 2)) << 16;
    let (mut begins, mut sheet, mut hidden) = (Vec::new(), None, BTreeMap::<_, Vec<u64>>::new());
    let (mut reach, mut before, mut at) = ((0_u64, 0_u64), 0_u64, 0_usize);
    while let Some(head) = stream.get(at..at + 4) {
        let (kind, length) = (word(head, 0), usize::from(word(head, 2)));
        let data = stream.get(at + 4..at + 4 + length).unwrap_or_default();
        match kind {
            FILE_PASS => return Err(about_file("file-locked")),
            BOUND_SHEET => begins.push(long(data, 0)),
            BOF => {
                sheet = begins.iter().position(|begin| *begin == at as u64);
                before += reach.0 * reach.1;
                reach = (0, 0);
            }
            DIMENSIONS if length >= 14 => {
                let rows = long(data, 4).saturating_sub(long(data, 0));
                let columns = u64::from(word(data, 10).saturating_sub(word(data, 8)));
                reach = (reach.0.max(rows), reach.1.max(columns));
            }
            ROW if word(data, 12) & HIDDEN != 0 => {
                let rows = sheet.map(|sheet| hidden.entry(sheet).or_default());
                rows.into_iter().for_each(|rows| rows.push(u64::from(word(data, 0)) + 1));
            }
            kind if CELLS.contains(&kind) => {
                let last =
                    if matches!(kind, 0x00BD | 0x00BE) { length.saturating_sub(2) } else { 2 };
                let column = word(data, last).max(word(data, 2));
                reach =
                    (reach.0.max(u64::from(word(data, 0)) + 1), reach.1.max(u64::from(column) + 1));
            }
            _ => {}
        }
        if before.saturating_add(reach.0.saturating_mul(reach.1)) > MOST_CELLS {
            return Err(about_file("file-unpacks-too-large"));
        }
        at += 4 + length;
    }
    Ok(hidden)
}

fn workbook_stream(file: &[u8]) -> Result<Vec<u8>, Vec<RowProblem>> {
    let unreadable = |_| about_file("file-unreadable");
    let mut container = cfb::CompoundFile::open(Cursor::new(file)).map_err(unreadable)?;
    let path = ["/Workbook", "/Book"].into_iter().find(|path| container.is_stream(path));
    let path = path.ok_or_else(|| about_file("file-unreadable"))?;
    let mut stream = Vec::new();
    let opened = container.open_stream(path).map_err(unreadable)?;
    opened.take(super::MOST_BYTES as u64).read_to_end(&mut stream).map_err(unreadable)?;
    Ok(stream)
}
