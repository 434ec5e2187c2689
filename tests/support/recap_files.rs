//! What the files of a recap say, read as their receiver's programs do.

use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx};

use super::paper::pages;

/// What stands in the row of the totals: minimum, purchases, counted, shortfall.
pub type Sums = [i64; 4];

/// The sums of the lines of a CSV, and its last one.
pub fn of_csv(text: &str) -> (Sums, Sums) {
    let mut rows: Vec<Sums> = text.lines().skip(1).map(row_of_csv).collect();
    let last = rows.pop().unwrap();
    let sum = rows.iter().fold([0; 4], |sum, row| std::array::from_fn(|at| sum[at] + row[at]));
    (sum, last)
}

fn row_of_csv(line: &str) -> Sums {
    let inner = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap();
    let cells: Vec<&str> = inner.split("\",\"").collect();
    [4, 6, 5, 7].map(|at| if cells[at].is_empty() { 0 } else { cells[at].parse().unwrap() })
}

/// The sums of the numbers of a workbook, and its row of totals.
pub fn of_xlsx(file: Vec<u8>) -> (Sums, Sums) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let (mut sum, mut totals) = ([0; 4], [0; 4]);
    for row in range.rows() {
        let numbers = [4, 5, 6, 7].map(|at| row[at].as_i64().unwrap_or(0));
        if matches!(row[0], Data::Float(_)) {
            assert!(row[1].is_string(), "a NIP is text: {:?}", row[1]);
            sum = std::array::from_fn(|at| sum[at] + numbers[at]);
        } else if row[0].as_string().as_deref() == Some("Jumlah") {
            totals = numbers;
        }
    }
    (sum, totals)
}

/// The row of totals on paper.
pub fn of_pdf(file: &[u8]) -> Sums {
    let lines = pages(file).concat();
    // The heading "Jumlah catatan" may be broken after its first word.
    let at = lines.iter().rposition(|line| line == "Jumlah").expect("a row of totals");
    std::array::from_fn(|column| lines[at + 1 + column].replace('.', "").parse().unwrap())
}
