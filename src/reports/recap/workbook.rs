//! The recap as a workbook: numbers that can be summed, NIP as text, headings that stay in sight and print on
//! every page, and below the table what it comes to and who signs.

use std::io::Write;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::reports::table::safe;
use crate::rules::recap::{Letterhead, Line, Paper, Sheet, grouped_code};
use crate::text::{Arg, Language, recap as words, status, text, text_with};

/// Excel's numbers of paper: folio is 8.5 × 13 inches, a millimetre more than F4.
const FOLIO: u8 = 14;
const A4: u8 = 9;

/// Headings and widths, in letters.
const COLUMNS: [(&str, f64); 9] = [
    ("recap-row", 5.0),
    ("recap-number", 21.0),
    ("recap-name", 34.0),
    ("recap-office", 30.0),
    ("recap-minimum", 14.0),
    ("recap-count", 10.0),
    ("recap-counted", 14.0),
    ("recap-shortfall", 16.0),
    ("recap-status", 20.0),
];
/// The last of them.
const LAST: u16 = 8;

struct Formats {
    title: Format,
    centered: Format,
    heading: Format,
    text: Format,
    number: Format,
    total: Format,
    total_words: Format,
    bold: Format,
}

impl Formats {
    fn new() -> Self {
        let bordered = Format::new().set_border(FormatBorder::Thin);
        let bold = Format::new().set_bold();
        let total = bordered.clone().set_bold().set_num_format("#,##0");
        Self {
            title: bold.clone().set_align(FormatAlign::Center).set_font_size(13),
            centered: Format::new().set_align(FormatAlign::Center),
            heading: bordered.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center),
            text: bordered.clone().set_num_format("@"),
            number: bordered.set_num_format("#,##0"),
            total_words: total.clone(),
            total,
            bold,
        }
    }
}

/// Writes it; rows wait until the last is known, as the library keeps them.
///
/// # Errors
/// More rows than a sheet holds, or what is written to takes no more.
pub fn xlsx(
    language: Language,
    sheet: &Sheet,
    paper: Paper,
    out: impl Write + Send,
) -> Result<(), XlsxError> {
    let (mut book, formats) = (Workbook::new(), Formats::new());
    let page = book.add_worksheet();
    page.set_name(text(language, "recap-sheet"))?;
    for ((_, width), at) in COLUMNS.iter().zip(0..) {
        page.set_column_width(at, *width)?;
    }
    let headings = head(page, &formats, language, sheet)?;
    for ((key, _), at) in COLUMNS.iter().zip(0..) {
        page.write_string_with_format(headings, at, text(language, key), &formats.heading)?;
    }
    page.set_freeze_panes(headings + 1, 0)?.set_repeat_rows(headings, headings)?;
    page.set_paper_size(if paper == Paper::F4 { FOLIO } else { A4 })
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.6, 0.6, 0.6, 0.8, 0.3, 0.3)
        .set_footer(footer(language, sheet));
    let mut row = headings + 1;
    for (line, number) in sheet.recap.lines.iter().zip(1_u32..) {
        write_line(page, &formats, language, (row, number), line)?;
        row += 1;
    }
    write_totals(page, &formats, language, (row, sheet))?;
    closing(page, &formats, language, (row + 2, sheet))?;
    book.save_to_writer(out)
}

/// Letterhead and subject. Returns the row of the headings.
fn head(
    page: &mut Worksheet,
    formats: &Formats,
    language: Language,
    sheet: &Sheet,
) -> Result<u32, XlsxError> {
    let recap = &sheet.recap;
    let Letterhead { address, contact, .. } = &sheet.letterhead;
    let number = match &sheet.issue {
        Some(issue) => {
            text_with(language, "recap-reference", &[("number", Arg::from(&issue.number))])
        }
        None => text(language, "recap-draft"),
    };
    let above = [Some(recap.institution.to_uppercase()), Some(recap.office.to_uppercase())];
    let lines = above.into_iter().chain([address.clone(), contact.clone()]).flatten();
    let subject = [text(language, "recap-title").to_uppercase(), number];
    let below = [words::period(language, &recap.period)];
    let lines = lines.chain([String::new()]).chain(subject).chain(below);
    let mut row = 0;
    for (at, words) in lines.chain(words::notes(language, sheet)).enumerate() {
        if !words.is_empty() {
            let format = if at < 2 { &formats.title } else { &formats.centered };
            page.merge_range(row, 0, row, LAST, &safe(&words), format)?;
        }
        row += 1;
    }
    Ok(row + 1)
}

fn write_line(
    page: &mut Worksheet,
    formats: &Formats,
    language: Language,
    (row, number): (u32, u32),
    line: &Line,
) -> Result<(), XlsxError> {
    let (texts, numbers) = (&formats.text, &formats.number);
    page.write_number_with_format(row, 0, number, numbers)?;
    // A text is never run; the apostrophe is for whoever saves it as CSV.
    page.write_string_with_format(row, 1, safe(&line.number), texts)?;
    page.write_string_with_format(row, 2, safe(&line.name), texts)?;
    page.write_string_with_format(row, 3, safe(&line.office), texts)?;
    amount(page, numbers, (row, 4), line.minimum)?;
    page.write_number_with_format(row, 5, line.count, numbers)?;
    amount(page, numbers, (row, 6), Some(line.counted))?;
    amount(page, numbers, (row, 7), line.shortfall)?;
    page.write_string_with_format(row, 8, status(language, line.status), texts)?;
    Ok(())
}

/// Rupiah; what does not apply is an empty cell. Below 2^53 every rupiah is exact.
#[expect(clippy::cast_precision_loss, reason = "no sum comes near 2^53 rupiah")]
fn amount(
    page: &mut Worksheet,
    format: &Format,
    (row, column): (u32, u16),
    rupiah: Option<i64>,
) -> Result<(), XlsxError> {
    match rupiah {
        Some(rupiah) => page.write_number_with_format(row, column, rupiah as f64, format)?,
        None => page.write_blank(row, column, format)?,
    };
    Ok(())
}

/// Values, which every program shows, whether it computes or not.
fn write_totals(
    page: &mut Worksheet,
    formats: &Formats,
    language: Language,
    (row, sheet): (u32, &Sheet),
) -> Result<(), XlsxError> {
    let totals = &sheet.recap.totals;
    page.merge_range(row, 0, row, 3, &text(language, "recap-total"), &formats.total_words)?;
    let sums = [
        totals.minimum,
        totals.count,
        totals.summary.counted_amount,
        totals.summary.shortfall_amount,
    ];
    for (sum, column) in sums.into_iter().zip(4..) {
        amount(page, &formats.total, (row, column), Some(sum))?;
    }
    page.write_blank(row, LAST, &formats.total)?;
    Ok(())
}

/// The figures of the office on the left, the signature on the right.
fn closing(
    page: &mut Worksheet,
    formats: &Formats,
    language: Language,
    (first, sheet): (u32, &Sheet),
) -> Result<(), XlsxError> {
    let facts = words::facts(language, &sheet.recap.totals);
    for ((label, value), row) in facts.iter().zip(first..) {
        page.write_string(row, 1, label)?;
        page.write_string_with_format(row, 2, value, &formats.bold)?;
    }
    let (above, below) = words::signature(language, sheet);
    let mut row = first;
    for words in &above {
        page.write_string(row, 6, safe(words))?;
        row += 1;
    }
    row += 4;
    for (at, words) in below.iter().enumerate() {
        let plain = Format::new();
        let format = if at == 0 { &formats.bold } else { &plain };
        page.write_string_with_format(row, 6, safe(words), format)?;
        row += 1;
    }
    if let Some(issue) = &sheet.issue {
        let row = row.max(first + u32::try_from(facts.len()).unwrap_or(0)) + 1;
        page.write_string(row, 1, text(language, "recap-check"))?;
        page.write_string(row + 1, 1, issue.link.as_str())?;
    }
    Ok(())
}

fn footer(language: Language, sheet: &Sheet) -> String {
    let left = match &sheet.issue {
        None => text(language, "recap-draft"),
        Some(issue) => {
            let code = grouped_code(&issue.code);
            text_with(language, "recap-footer", &[("code", Arg::from(&code))])
        }
    };
    let args = [("page", Arg::from("&P")), ("of", Arg::from("&N"))];
    let right = text_with(language, "recap-page", &args);
    format!("&L{}&R{right}", left.replace('&', "&&"))
}
