//! Where the form of each kind of import is, and its files.

use crate::workflows::imports::table::ImportTable;

/// Where the form of a kind is; its files are below it.
pub fn address(table: &ImportTable) -> String {
    format!("/admin/impor/{}", table.path)
}

/// Without the format, `csv` or `xlsx`.
pub fn template_address(table: &ImportTable) -> String {
    format!("{}/templat", address(table))
}

pub fn errors_address(table: &ImportTable, upload: &str) -> String {
    format!("{}/galat/{upload}", address(table))
}

/// The rows with faults, to be mended and sent again.
pub fn rows_address(table: &ImportTable, upload: &str) -> String {
    format!("{}/baris/{upload}", address(table))
}

/// How a file is read, for the command line and for programs.
pub fn mapping_address(table: &ImportTable, upload: &str) -> String {
    format!("{}/pemetaan/{upload}", address(table))
}
