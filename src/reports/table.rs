//! Tables that go out, as spreadsheets here open them: CSV with semicolons, UTF-8 with its mark, and
//! XLSX; no cell that they would run as a formula, and no number that they would shorten.

use std::io::Write;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A table of texts.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What the sheet is called; at most 31 letters.
    pub name: String,
    pub columns: Vec<Heading>,
    pub rows: Vec<Vec<String>>,
}

#[derive(Clone, Debug)]
pub struct Heading {
    pub words: String,
    /// Letters that fit beside each other.
    pub width: u8,
    /// Digits that are no number: a NIP, a telephone number.
    pub digits: bool,
}

impl Table {
    /// # Errors
    /// None of its own: it writes to memory.
    pub fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let headings = self.columns.iter().map(|column| column.words.clone()).collect();
        let rows = self.rows.iter().map(|row| {
            let cells = self.columns.iter().zip(row);
            cells
                .map(|(column, cell)| if column.digits { as_text(cell) } else { safe(cell) })
                .collect()
        });
        csv_of(Dialect::Spreadsheet, std::iter::once(headings).chain(rows))
    }

    /// Every cell is text, the headings stay in sight, and print on every page.
    ///
    /// # Errors
    /// More rows than a sheet holds.
    pub fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let (bold, text) = (Format::new().set_bold(), Format::new().set_num_format("@"));
        let sheet = book.add_worksheet();
        sheet.set_name(&self.name)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        for (at, column) in (0_u16..).zip(&self.columns) {
            // Also the cells below, where people will write more.
            sheet.set_column_format(at, &text)?.set_column_width(at, f64::from(column.width))?;
            sheet.write_string_with_format(0, at, &column.words, &bold)?;
        }
        for (line, row) in (1_u32..).zip(&self.rows) {
            for ((at, column), cell) in (0_u16..).zip(&self.columns).zip(row) {
                // A text is never run; the apostrophe is for whoever saves it as CSV. A telephone
                // number may begin with a plus.
                let plus = column.digits && cell.starts_with('+');
                let cell = if plus { cell.clone() } else { safe(cell) };
                if !cell.is_empty() {
                    sheet.write_string_with_format(line, at, cell, &text)?;
                }
            }
        }
        book.save_to_buffer()
    }
}

/// Who opens a CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Spreadsheets here: semicolons, and the mark of UTF-8.
    Spreadsheet,
    /// Programs: commas, and nothing before the headings.
    Plain,
}

/// CSV of rows, of which the first holds the headings.
///
/// # Errors
/// None of its own: it writes to memory.
pub fn csv_of(
    dialect: Dialect,
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<Vec<u8>, csv::Error> {
    let mut file = Vec::new();
    write_csv(dialect, rows, &mut file)?;
    Ok(file)
}

/// The same, row by row.
///
/// # Errors
/// What is written to takes no more.
pub fn write_csv(
    dialect: Dialect,
    rows: impl Iterator<Item = Vec<String>>,
    mut out: impl Write,
) -> Result<(), csv::Error> {
    if dialect == Dialect::Spreadsheet {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut writer = WriterBuilder::new()
        .delimiter(if dialect == Dialect::Spreadsheet { b';' } else { b',' })
        .terminator(Terminator::CRLF)
        // Whatever somebody takes for the end of a cell, it does not end within quotes.
        .quote_style(QuoteStyle::Always)
        .from_writer(out);
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.flush()?)
}

/// A text that no spreadsheet takes for a formula, neither whole nor behind what it may take for the end of
/// a cell.
pub fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for letter in text.chars() {
        if begins && matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r') {
            safe.push('\'');
        }
        begins = matches!(letter, ',' | ';' | '\t') || (begins && letter == ' ');
        safe.push(letter);
    }
    safe
}

/// A number that stays text: with a tab behind it no spreadsheet takes it for a number, of which it
/// would keep 15 digits. Whoever reads the file trims it.
pub fn as_text(number: &str) -> String {
    if number.is_empty() { String::new() } else { safe(number) + "\t" }
}
