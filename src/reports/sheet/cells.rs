//! Cells of a workbook as texts.

use calamine::{DataRef, ExcelDateTime};
use chrono::NaiveDate;

/// A cell as it would stand in CSV. Of a formula its last result.
pub fn cell_text(value: &DataRef<'_>) -> String {
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
pub fn figures(number: f64) -> String {
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
