//! Reading a table that an administrator sends: CSV with commas, semicolons or tabs, UTF-8.

use csv::{ReaderBuilder, StringRecord};

use crate::rules::problem::{Problem, shown};
use crate::text::{self, Language};

/// A column that is looked for.
pub struct Column {
    /// As the fields of forms and the API are named.
    pub field: &'static str,
    /// How headings may call it: small letters and digits only. The first is the usual one.
    pub headings: &'static [&'static str],
    pub required: bool,
}

impl Column {
    pub const fn optional(self) -> Self {
        Self { required: false, ..self }
    }
}

/// A fault in a row; the heading is row 1, as in a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    pub row: u64,
    pub problem: Problem,
}

pub const MOST_BYTES: usize = 20 * 1024 * 1024;
pub const MOST_ROWS: usize = 200_000;

pub struct Sheet {
    columns: &'static [Column],
    /// For each of the columns, where it stands in the file.
    places: Vec<Option<usize>>,
    rows: Vec<(u64, StringRecord)>,
}

/// A row of a sheet.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    pub number: u64,
    cells: &'a StringRecord,
}

impl<'a> Row<'a> {
    /// What stands under a column, trimmed; `None` for nothing, and for the lone hyphen that
    /// people type instead.
    pub fn get(&self, field: &str) -> Option<&'a str> {
        let column = self.sheet.columns.iter().position(|column| column.field == field)?;
        let cell = self.cells.get(self.sheet.places[column]?)?.trim();
        (!cell.is_empty() && cell != "-").then_some(cell)
    }

    pub fn text(&self, field: &str) -> String {
        self.get(field).unwrap_or_default().to_owned()
    }

    pub fn optional(&self, field: &str) -> Option<String> {
        self.get(field).map(str::to_owned)
    }

    /// A date as `2026-11-20`, also from `20/11/2026` and `20-11-2026`; anything else as it is.
    pub fn date(&self, field: &str) -> String {
        let text = self.text(field);
        let turned = chrono::NaiveDate::parse_from_str(&text, "%d/%m/%Y")
            .or_else(|_| chrono::NaiveDate::parse_from_str(&text, "%d-%m-%Y"));
        turned.map_or(text, |date| date.to_string())
    }

    /// Which of some names the cell means: the name itself, or its words in either language,
    /// `<prefix>-<name>`.
    pub fn chosen<const N: usize>(
        &self,
        field: &str,
        prefix: &str,
        names: [&'static str; N],
    ) -> Option<&'static str> {
        let told = plain(self.get(field)?);
        let mut languages = Language::ALL.into_iter();
        names.into_iter().find(|name| plain(name) == told).or_else(|| {
            languages.find_map(|language| {
                let words = |name: &str| text::known(language, &format!("{prefix}-{name}"));
                names.into_iter().find(|name| words(name).is_some_and(|text| plain(&text) == told))
            })
        })
    }

    /// Cells that a spreadsheet program would run as a formula. A telephone number may begin
    /// with a plus.
    pub fn formulas(&self) -> Vec<RowProblem> {
        let fields = self.sheet.columns.iter().map(|column| column.field);
        let suspect = fields.filter(|field| {
            let cell = self.get(field).unwrap_or_default();
            cell.starts_with(['=', '@']) || (*field != "phone" && cell.starts_with(['+', '-']))
        });
        suspect.map(|field| self.problem(Problem::new(field, "formula"))).collect()
    }

    pub fn problem(&self, problem: Problem) -> RowProblem {
        RowProblem { row: self.number, problem }
    }
}

impl Sheet {
    pub fn read(file: &[u8], columns: &'static [Column]) -> Result<Self, Vec<RowProblem>> {
        let about_file = |code| vec![RowProblem { row: 1, problem: Problem::new("file", code) }];
        if file.len() > MOST_BYTES {
            return Err(about_file("file-too-large"));
        }
        if file.starts_with(b"PK") {
            return Err(about_file("file-not-csv"));
        }
        let text = std::str::from_utf8(file).map_err(|_| about_file("file-not-utf8"))?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        if text.contains('\0') {
            return Err(about_file("file-not-utf8"));
        }
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
            .from_reader(text.as_bytes());
        let headings = reader.headers().map_err(|_| about_file("file-not-utf8"))?.clone();
        let places = places(&headings, columns)?;
        let mut sheet = Self { columns, places, rows: Vec::new() };
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).map_err(|_| about_file("file-not-utf8"))? {
            let row = reader.position().line() - 1;
            sheet.push(row, std::mem::take(&mut record), headings.len())?;
        }
        if sheet.rows.is_empty() { Err(about_file("file-empty")) } else { Ok(sheet) }
    }

    fn push(
        &mut self,
        row: u64,
        record: StringRecord,
        width: usize,
    ) -> Result<(), Vec<RowProblem>> {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        let fault = if self.rows.len() >= MOST_ROWS {
            Problem::new("file", "too-many-rows")
        } else if record.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
            Problem::new("file", "row-too-wide")
        } else {
            self.rows.push((row, record));
            return Ok(());
        };
        Err(vec![RowProblem { row, problem: fault }])
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, cells)| Row { sheet: self, number: *number, cells })
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Whichever the heading has most of.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| heading.matches(char::from(delimiter)).count();
    // Of equals the last is taken: a comma where there is none of them.
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// Small letters and digits only, as headings and choices are compared.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Finds the columns by their headings. Others are passed over: staff lists have many.
fn places(
    headings: &StringRecord,
    columns: &[Column],
) -> Result<Vec<Option<usize>>, Vec<RowProblem>> {
    let headings: Vec<_> = headings.iter().map(plain).collect();
    let mut problems = Vec::new();
    let mut places = Vec::new();
    for column in columns {
        let known = |heading: &&String| column.headings.contains(&heading.as_str());
        let mut found = headings.iter().enumerate().filter(|(_, heading)| known(heading));
        let place = found.next().map(|(place, _)| place);
        if place.is_none() && column.required {
            problems.push(shown(column.field, "column-missing", column.headings[0]));
        } else if let Some((_, again)) = found.next() {
            problems.push(shown(column.field, "column-twice", again));
        }
        places.push(place);
    }
    if problems.is_empty() {
        Ok(places)
    } else {
        Err(problems.into_iter().map(|problem| RowProblem { row: 1, problem }).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static COLUMNS: [Column; 2] = [
        Column { field: "number", headings: &["nip", "number"], required: true },
        Column { field: "phone", headings: &["telepon"], required: false },
    ];

    fn read(file: &[u8]) -> Vec<(u64, Option<String>, Option<String>)> {
        let sheet = Sheet::read(file, &COLUMNS).unwrap_or_else(|e| panic!("{e:?}"));
        let rows = sheet.rows();
        rows.map(|row| (row.number, row.optional("number"), row.optional("phone"))).collect()
    }

    #[test]
    fn any_usual_csv_is_read() {
        let one = |number: &str| vec![(2, Some(number.to_owned()), Some("08".to_owned()))];
        assert_eq!(read(b"NIP,Nama,Telepon\n1,A,08\n"), one("1"));
        assert_eq!(read("\u{FEFF}N I P;Telepon\r\n1;08\r\n".as_bytes()), one("1"));
        assert_eq!(read(b"telepon\tnumber\n08\t1\n"), one("1"));
        assert_eq!(read(b"nip;telepon\n\"1;\"\"2\";08\n;;\n"), one("1;\"2"));
        assert_eq!(read(b"nip\n\n\n 7 "), [(4, Some("7".into()), None)]);
        assert_eq!(read(b"nip,telepon\n1\n2,-\n")[1], (3, Some("2".into()), None));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for (file, code) in [
            (&b""[..], "file-empty"),
            (b"nip,telepon\n", "file-empty"),
            (b"nama,telepon\nA,08\n", "column-missing"),
            (b"nip,number\n1,2\n", "column-twice"),
            (b"\xFF\xFEn\0i\0p\0", "file-not-utf8"),
            (b"nip,nama\n1,Andr\xE9\n", "file-not-utf8"),
            (b"nip,telepon\n1,\"08\n2,09\n", "file-unclosed-quote"),
            (b"nip,telepon\n1,08,more\n", "row-too-wide"),
            (b"PK\x03\x04", "file-not-csv"),
        ] {
            let faults = Sheet::read(file, &COLUMNS).err().expect(code);
            assert_eq!(faults[0].problem.code, code);
        }
        let long = format!("nip\n{}", "1\n".repeat(MOST_ROWS + 1));
        let fault = &Sheet::read(long.as_bytes(), &COLUMNS).err().unwrap()[0];
        assert_eq!((fault.row, fault.problem.code), (200_002, "too-many-rows"));
    }

    #[test]
    fn formulas_and_dates() {
        let sheet = Sheet::read(b"nip,telepon\n=1+1,+62812\n20/11/2026,@x\n", &COLUMNS).unwrap();
        let rows: Vec<_> = sheet.rows().collect();
        let fields =
            |row: &Row<'_>| row.formulas().into_iter().map(|p| p.problem.field).collect::<Vec<_>>();
        assert_eq!(fields(&rows[0]), ["number"]);
        assert_eq!(fields(&rows[1]), ["phone"]);
        assert_eq!(rows[1].date("number"), "2026-11-20");
        assert_eq!(rows[0].date("number"), "=1+1");
    }
}
