//! A table as it stands in a file: rows of texts, before anybody has said what they mean. Only cells
//! that hold something are kept, so that a row is as large as its texts, wherever they stand.

use super::{MOST_ROWS, RowProblem, about_file};
use crate::rules::Problem;

/// A cell further to the right is a slip, or malice.
pub const MOST_COLUMNS: usize = 256;
/// A text of the file may stand in any number of cells.
const MOST_TEXT: usize = 64 * 1024 * 1024;

/// One sheet of a file.
#[derive(Debug, Default)]
pub struct RawSheet {
    pub name: String,
    /// Whether the program that shows the file hides it.
    pub hidden: bool,
    pub rows: Vec<RawRow>,
    /// Rows that are hidden, by a filter or by hand.
    pub hidden_rows: Vec<u64>,
    /// What parts the cells of a text: a cell too many may be one of these in a text.
    pub separator: Option<u8>,
}

#[derive(Debug, Default)]
pub struct RawRow {
    pub number: u64,
    text: String,
    /// The column of each cell, and where its text ends.
    ends: Vec<(u16, u32)>,
}

impl RawRow {
    pub fn new(number: u64) -> Self {
        Self { number, ..Self::default() }
    }

    /// The text of a cell; empty where there is none.
    pub fn get(&self, column: usize) -> &str {
        let found = self.ends.binary_search_by_key(&column, |(at, _)| usize::from(*at));
        found.map_or("", |place| self.at(place))
    }

    fn at(&self, place: usize) -> &str {
        let from = place.checked_sub(1).map_or(0, |before| self.ends[before].1);
        &self.text[from as usize..self.ends[place].1 as usize]
    }

    /// The cells that hold something, with their columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        (0..self.ends.len()).map(|place| (usize::from(self.ends[place].0), self.at(place)))
    }

    /// Cells up to the last one that holds something.
    pub fn width(&self) -> usize {
        self.ends.last().map_or(0, |(column, _)| usize::from(*column) + 1)
    }

    pub fn is_blank(&self) -> bool {
        self.ends.is_empty()
    }

    /// The row with a text in a cell that held nothing.
    pub fn put(&mut self, column: usize, text: &str) {
        let cells = self.filled().map(|(at, text)| (at, text.to_owned()));
        let mut cells: Vec<_> = cells.chain([(column, text.to_owned())]).collect();
        cells.sort_by_key(|(at, _)| *at);
        let mut row = Self::new(self.number);
        cells.iter().for_each(|(at, text)| row.append(*at, text));
        *self = row;
    }

    /// The row with the text of some cells joined to that of the cell before them, and all that follow
    /// in their place.
    pub fn join(&mut self, column: usize, next: usize) {
        let mut row = Self::new(self.number);
        let cells: Vec<_> = self.filled().map(|(at, text)| (at, text.trim().to_owned())).collect();
        let joined = cells.iter().filter(|(at, _)| (column..=column + next).contains(at));
        let joined: Vec<_> = joined.map(|(_, text)| text.as_str()).collect();
        for (at, text) in &cells {
            match *at {
                at if at == column => row.append(at, &joined.join(", ")),
                at if at > column + next => row.append(at - next, text),
                at if at > column => {}
                at => row.append(at, text),
            }
        }
        *self = row;
    }

    fn append(&mut self, column: usize, text: &str) {
        let (Ok(column), true) = (u16::try_from(column), !text.trim().is_empty()) else { return };
        self.text.push_str(text);
        // No row is longer than all texts of a file may be.
        self.ends.push((column, u32::try_from(self.text.len()).unwrap_or(u32::MAX)));
    }
}

/// Fills sheets row by row, and stops where a file holds too much.
#[derive(Default)]
pub struct Filler {
    row: RawRow,
    /// Bytes of text so far, in all rows of all sheets.
    text: usize,
}

impl Filler {
    pub fn begin(&mut self, number: u64) {
        self.row = RawRow::new(number);
    }

    pub fn number(&self) -> u64 {
        self.row.number
    }

    /// Cells come from left to right.
    pub fn put(&mut self, column: usize, text: &str) -> Result<(), Vec<RowProblem>> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.text += text.len();
        if self.text > MOST_TEXT {
            return Err(about_file("file-unpacks-too-large"));
        }
        if column >= MOST_COLUMNS {
            return Err(vec![RowProblem::new(
                self.row.number,
                Problem::new("file", "row-too-wide"),
            )]);
        }
        self.row.append(column, text);
        Ok(())
    }

    /// Ends the row; one that holds nothing is none.
    pub fn end(&mut self, sheet: &mut RawSheet) -> Result<(), Vec<RowProblem>> {
        let row = std::mem::take(&mut self.row);
        if row.is_blank() {
            return Ok(());
        }
        // The headings beside the rows that they head.
        if sheet.rows.len() > MOST_ROWS {
            return Err(vec![RowProblem::new(row.number, Problem::new("file", "too-many-rows"))]);
        }
        sheet.rows.push(row);
        Ok(())
    }
}
