//! The table: everybody with what was asked, bought and missing, and what it comes to.

use super::{LEFT, Layout};
use crate::documents::font::broken;
use crate::documents::pdf::{MM, MUTED, Style};
use crate::rules::recap::{Line, Recap};
use crate::text::{Language, formats, status};

const CELL: Style = Style::regular(8.0);
const NUMBER: Style = Style::regular(7.0).colored(MUTED);
const HEADING: Style = Style::bold(7.5);
const PAD: f32 = 1.3 * MM;
const TINT: [f32; 3] = [0.93, 0.94, 0.93];
pub(super) const TOTALS_HEIGHT: f32 = 7.0 * MM;

/// Widths of the columns.
pub(super) struct Columns(Vec<Column>);

struct Column {
    heading: &'static str,
    width: f32,
    /// At its right edge.
    right: bool,
}

impl Columns {
    /// Numbers are never broken: their columns take what the longest needs, and names what is left.
    pub(super) fn of(width: f32, language: Language, recap: &Recap) -> Self {
        let number = |heading, usual: f32, most: i64| {
            let widest =
                formats::number(language, most).replace(|one: char| one.is_ascii_digit(), "0");
            let width = (usual * MM).max(CELL.width(&widest) + 2.0 * PAD);
            Column { heading, width, right: true }
        };
        let most = |of: fn(&Line) -> i64| recap.lines.iter().map(of).max().unwrap_or(0);
        let row = number("recap-row", 9.0, count(recap.lines.len()));
        let mut after = vec![
            number("recap-minimum", 19.0, most(|line| line.minimum.unwrap_or(0))),
            number("recap-count", 15.0, most(|line| line.count.into())),
            number("recap-counted", 21.0, most(|line| line.counted)),
            number("recap-shortfall", 21.0, most(|line| line.shortfall.unwrap_or(0))),
            Column { heading: "recap-status", width: 24.0 * MM, right: false },
        ];
        let taken: f32 = row.width + after.iter().map(|column| column.width).sum::<f32>();
        let mut name = Column { heading: "recap-name-number", width: width - taken, right: false };
        if recap.with_offices {
            // A NIP stays in one piece, too: the office gives way, as far as its words have room.
            let numbers = recap.lines.iter().map(|line| NUMBER.width(&line.number));
            let widest = numbers.fold(0.0, f32::max) + 2.0 * PAD;
            let office = (name.width - widest).clamp(24.0 * MM, 36.0 * MM);
            name.width -= office;
            after.insert(0, Column { heading: "recap-office", width: office, right: false });
        }
        Self([row, name].into_iter().chain(after).collect())
    }

    /// Each column with where it begins.
    fn placed(&self) -> impl Iterator<Item = (f32, &Column)> {
        self.0.iter().scan(LEFT, |x, column| {
            let begins = *x;
            *x += column.width;
            Some((begins, column))
        })
    }
}

/// A row as it is drawn: of each cell its lines.
pub(super) struct Row {
    cells: Vec<Vec<(Style, String)>>,
}

impl Row {
    pub(super) fn of(language: Language, columns: &Columns, at: usize, line: &Line) -> Self {
        let amount =
            |amount: Option<i64>| amount.map_or("–".into(), |it| formats::number(language, it));
        let mut texts = vec![formats::number(language, count(at + 1)), line.name.clone()];
        if columns.0.len() == 8 {
            texts.push(line.office.clone());
        }
        texts.extend([
            amount(line.minimum),
            formats::number(language, line.count.into()),
            amount(Some(line.counted)),
            amount(line.shortfall),
            status(language, line.status),
        ]);
        let mut cells: Vec<_> = columns
            .0
            .iter()
            .zip(&texts)
            .map(|(column, words)| cell(CELL, column.width, words))
            .collect();
        cells[1].extend(cell(NUMBER, columns.0[1].width, &line.number));
        Self { cells }
    }

    pub(super) fn height(&self) -> f32 {
        let of =
            |lines: &Vec<(Style, String)>| lines.iter().map(|(style, _)| style.leading()).sum();
        self.cells.iter().map(of).fold(0.0, f32::max) + 2.0 * PAD
    }
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn cell(style: Style, width: f32, words: &str) -> Vec<(Style, String)> {
    let lines = broken(style.weight, style.size, width - 2.0 * PAD, words);
    lines.into_iter().map(|line| (style, line)).collect()
}

impl Layout<'_> {
    pub(super) fn table_head(&mut self, columns: &Columns) {
        let heading = |column: &Column| cell(HEADING, column.width, &self.say(column.heading));
        let row = Row { cells: columns.0.iter().map(heading).collect() };
        let (corner, size) = ((LEFT, self.at), (self.width(), row.height()));
        self.page.rect(TINT, corner, size);
        let y = self.at;
        let end = self.size.0 - super::RIGHT;
        self.page.rule(false, (LEFT, y), (end, y));
        self.row(columns, &row);
    }

    pub(super) fn row(&mut self, columns: &Columns, row: &Row) {
        let (top, end) = (self.at, self.size.0 - super::RIGHT);
        for ((x, column), lines) in columns.placed().zip(&row.cells) {
            let mut y = top + PAD;
            for (style, words) in lines {
                let wide = style.width(words);
                let x = if column.right { x + column.width - PAD - wide } else { x + PAD };
                self.page.line(*style, x, y + style.size, words);
                y += style.leading();
            }
        }
        self.at = top + row.height();
        let y = self.at;
        self.page.rule(false, (LEFT, y), (end, y));
    }

    /// The last row: what everybody comes to.
    pub(super) fn totals(&mut self, columns: &Columns) {
        let totals = &self.sheet.recap.totals;
        let (language, style) = (self.language, Style::bold(8.0));
        let number = |value| formats::number(language, value);
        let sums = [
            ("recap-minimum", number(totals.minimum)),
            ("recap-count", number(totals.count)),
            ("recap-counted", number(totals.summary.counted_amount)),
            ("recap-shortfall", number(totals.summary.shortfall_amount)),
        ];
        let (top, width) = (self.at, self.width());
        let words = self.say("recap-total");
        let y = top + TOTALS_HEIGHT / 2.0 + style.size * 0.35;
        let page = &mut self.page;
        page.rect(TINT, (LEFT, top), (width, TOTALS_HEIGHT));
        page.line(style, LEFT + PAD, y, &words);
        for (x, column) in columns.placed() {
            let sum = sums.iter().find(|(heading, _)| *heading == column.heading);
            let Some((_, sum)) = sum else { continue };
            // A sum may be wider than the amounts above it.
            let fits = (column.width - PAD) / style.width(sum);
            let style = Style { size: style.size * fits.min(1.0), ..style };
            page.line(style, x + column.width - PAD - style.width(sum), y, sum);
        }
        self.at = top + TOTALS_HEIGHT;
        let (y, end) = (self.at, LEFT + width);
        self.page.rule(false, (LEFT, y), (end, y));
    }
}
