//! What is asked of an office's page: all of it stands in the address, so that a link is a saved view.

use crate::rules::problem::{self, Problem};
use crate::rules::status::StatusGroup;
use crate::rules::{Office, Period};
use crate::web::input::query::Parameter;

/// The table is by name or, where nothing is asked, by what is missing.
pub struct Sort {
    pub by_name: bool,
}

impl Parameter for Sort {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        Ok(Self { by_name: is_word(name, text, "nama")? })
    }
}

/// Whether names of other offices are opened.
pub struct Names {
    pub opened: bool,
}

impl Parameter for Names {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        Ok(Self { opened: is_word(name, text, "buka")? })
    }
}

fn is_word(name: &str, text: Option<&str>, word: &str) -> Result<bool, Problem> {
    match text.unwrap_or_default() {
        "" => Ok(false),
        text if text == word => Ok(true),
        other => Err(problem::problem_with_value(name, "unknown-choice", other)),
    }
}

/// An office's page in one period, narrowed and sorted.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub office: &'a Office,
    pub period: Period,
    pub by_name: bool,
    pub group: Option<StatusGroup>,
    pub opened: bool,
}

impl Asked<'_> {
    pub fn address(&self) -> String {
        let mut address = address(self.office, &self.period);
        if self.by_name {
            address += "&urut=nama";
        }
        address + &self.narrowed()
    }

    /// The table of its people as a file.
    pub fn table_address(&self, table: &str) -> String {
        let period = self.period.label();
        format!("/unit/{}/tabel/{table}.csv?periode={period}{}", self.office.code, self.narrowed())
    }

    fn narrowed(&self) -> String {
        let mut address = String::new();
        if let Some(group) = self.group {
            address = address + "&status=" + group.name();
        }
        if self.opened {
            address += "&nama=buka";
        }
        address
    }

    pub fn narrowed_to(self, group: Option<StatusGroup>) -> String {
        Self { group, ..self }.address()
    }
}

pub(super) fn address(office: &Office, period: &Period) -> String {
    format!("/unit/{}?periode={}", office.code, period.label())
}
