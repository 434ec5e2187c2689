//! Tables in markup: the HTML that many applications save as `.xls`, the XML of Excel 2003, and the
//! content of an ODS. All of them are rows of cells between tags, read one tag after the other:
//! nothing is looked up, and nothing is made as large as the file says it is.

use std::collections::BTreeMap;

use html5gum::{HtmlString, Spanned, Token, Tokenizer};

use super::cells::figures;
use super::raw::{Filler, MOST_COLUMNS, RawSheet};
use super::{MOST_ROWS, RowProblem, about_file};

/// Whether a text is markup with a table in it.
pub fn is_markup(text: &str) -> bool {
    const LOOKED_AT: usize = 4096;
    let begin: String = text.trim_start().chars().take(LOOKED_AT).collect();
    let begin = begin.to_ascii_lowercase();
    begin.starts_with('<') && ["<table", "<html", "<?xml"].iter().any(|tag| begin.contains(tag))
}

/// The sheets of a text, or the tables of a page.
pub fn read(text: &str) -> Result<Vec<RawSheet>, Vec<RowProblem>> {
    let mut reader = Reader::default();
    for token in Tokenizer::new(text) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let attributes = Attributes(tag.attributes);
                reader.start(&utf8(&tag.name), &attributes)?;
                if tag.self_closing {
                    reader.end(&utf8(&tag.name))?;
                }
            }
            Ok(Token::EndTag(tag)) => reader.end(&utf8(&tag.name))?,
            Ok(Token::String(text)) => reader.text(&utf8(&text)),
            _ => {}
        }
    }
    reader.end_row()?;
    let found = reader.sheets.into_iter().filter(|sheet| !sheet.rows.is_empty());
    let found: Vec<_> = found.collect();
    if found.is_empty() { Err(about_file("file-empty")) } else { Ok(found) }
}

fn utf8(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

struct Attributes(BTreeMap<HtmlString, Spanned<HtmlString, ()>>);

impl Attributes {
    fn get(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.get(name.as_bytes())).map(|value| utf8(value))
    }

    fn number(&self, names: &[&str]) -> Option<usize> {
        self.get(names)?.trim().parse().ok()
    }
}

#[derive(Default)]
struct Reader {
    sheets: Vec<RawSheet>,
    filler: Filler,
    /// The name that a sheet has outside of its table.
    name: String,
    /// The last row that has begun.
    row: u64,
    in_row: bool,
    /// How often the row comes.
    repeated: usize,
    cells: Vec<(usize, String)>,
    column: usize,
    cell: Option<OpenCell>,
    spans: Vec<Span>,
}

#[derive(Default)]
struct OpenCell {
    text: String,
    /// What the file says of the value besides what it shows.
    value: Option<String>,
    across: usize,
    /// Columns that hold the same.
    repeated: usize,
    down: usize,
}

/// A cell that reaches down into the rows below.
struct Span {
    column: usize,
    rows_left: usize,
    text: String,
}

impl Reader {
    fn start(&mut self, tag: &str, attributes: &Attributes) -> Result<(), Vec<RowProblem>> {
        match tag {
            "worksheet" => self.name = attributes.get(&["ss:name"]).unwrap_or_default(),
            "table" | "table:table" => {
                self.end_row()?;
                let name = attributes.get(&["table:name"]);
                let name = name.unwrap_or_else(|| std::mem::take(&mut self.name));
                self.sheets.push(RawSheet { name, ..RawSheet::default() });
                self.row = 0;
                self.spans.clear();
            }
            "tr" | "row" | "table:table-row" => self.start_row(attributes)?,
            "td" | "th" | "cell" | "table:table-cell" | "table:covered-table-cell" => {
                self.end_cell();
                self.start_cell(tag, attributes);
            }
            "br" | "p" | "div" | "li" | "text:p" | "text:s" | "text:tab" | "text:line-break" => {
                self.text(" ");
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: &str) -> Result<(), Vec<RowProblem>> {
        match tag {
            "td" | "th" | "cell" | "table:table-cell" | "table:covered-table-cell" => {
                self.end_cell();
                Ok(())
            }
            "tr" | "row" | "table:table-row" | "table" | "table:table" => self.end_row(),
            _ => Ok(()),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        }
    }

    fn start_row(&mut self, attributes: &Attributes) -> Result<(), Vec<RowProblem>> {
        self.end_row()?;
        let next = self.row + 1;
        let said = attributes.number(&["ss:index"]).map(|index| index as u64);
        self.row = said.filter(|said| *said > next).unwrap_or(next);
        self.repeated = attributes.number(&["table:number-rows-repeated"]).unwrap_or(1).max(1);
        self.column = 0;
        self.in_row = true;
        let hidden = attributes.get(&["ss:hidden"]).is_some_and(|hidden| hidden == "1")
            || attributes.get(&["table:visibility"]).is_some_and(|seen| seen != "visible")
            || attributes.get(&["style"]).is_some_and(|style| {
                style.replace(' ', "").to_ascii_lowercase().contains("display:none")
            });
        if hidden && let Some(sheet) = self.sheets.last_mut() {
            sheet.hidden_rows.push(self.row);
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &str, attributes: &Attributes) {
        let said = attributes.number(&["ss:index"]).and_then(|index| index.checked_sub(1));
        self.column = said.unwrap_or(self.column).max(self.column);
        let covered = tag == "table:covered-table-cell";
        if !covered && !tag.starts_with("table:") {
            self.fill_spans();
        }
        let across = attributes.number(&["colspan"]).unwrap_or(1)
            + attributes.number(&["ss:mergeacross"]).unwrap_or(0);
        let below = attributes.number(&["ss:mergedown"]).unwrap_or(0);
        let down = attributes.number(&["rowspan", "table:number-rows-spanned"]).unwrap_or(1);
        let mut cell = OpenCell {
            across: across.clamp(1, MOST_COLUMNS),
            repeated: attributes.number(&["table:number-columns-repeated"]).unwrap_or(1).max(1),
            down: (down + below).clamp(1, MOST_ROWS),
            ..OpenCell::default()
        };
        let kind = attributes.get(&["office:value-type"]);
        cell.value = match kind.as_deref() {
            Some("date") => attributes.get(&["office:date-value"]),
            Some("float") => {
                attributes.get(&["office:value"]).map(|value| value.parse().map_or(value, figures))
            }
            _ => None,
        };
        if covered {
            let above = self.spans.iter().find(|span| span.column == self.column);
            cell.value = above.map(|span| span.text.clone());
        }
        self.cell = Some(cell);
    }

    /// Columns that a cell from above reaches into hold its text.
    fn fill_spans(&mut self) {
        while let Some(span) = self.spans.iter().find(|span| span.column == self.column) {
            self.cells.push((self.column, span.text.clone()));
            self.column += 1;
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let text = cell.value.unwrap_or(cell.text);
        let blank = text.trim().is_empty();
        if !blank && cell.down > 1 {
            let span = Span { column: self.column, rows_left: cell.down, text: text.clone() };
            self.spans.push(span);
        }
        let times = if blank { 0 } else { cell.repeated.min(MOST_COLUMNS + 1) };
        self.cells.extend((0..times).map(|at| (self.column + at, text.clone())));
        self.column = self.column.saturating_add(cell.across.max(cell.repeated));
    }

    fn end_row(&mut self) -> Result<(), Vec<RowProblem>> {
        self.end_cell();
        if !std::mem::take(&mut self.in_row) {
            return Ok(());
        }
        self.fill_spans();
        let cells = std::mem::take(&mut self.cells);
        // Blank rows are repeated to the end of a sheet.
        let times = if cells.is_empty() { 0 } else { self.repeated.min(MOST_ROWS + 2) };
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        for at in 0..times {
            self.filler.begin(self.row + at as u64);
            for (column, text) in &cells {
                self.filler.put(*column, text)?;
            }
            self.filler.end(sheet)?;
        }
        self.row += self.repeated as u64 - 1;
        self.spans.iter_mut().for_each(|span| span.rows_left = span.rows_left.saturating_sub(1));
        self.spans.retain(|span| span.rows_left > 0);
        Ok(())
    }
}
