//! Lists of pages: which page of one is asked for.

use crate::rules::problem::{self, Problem};
use crate::web::HttpError;
use crate::web::input::query::{Parameter, parameters};

/// Rows on a page.
pub const PAGE: u64 = 30;

/// The number of a page, from 1.
pub struct PageNumber(pub u64);

impl Parameter for PageNumber {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        let Some(text) = text else { return Ok(Self(1)) };
        let number = text.parse().ok().filter(|number| (1..=1_000_000).contains(number));
        number.map(Self).ok_or_else(|| problem::problem_with_value(name, "unknown-choice", text))
    }
}

parameters! {
    pub struct Paging {
        pub halaman: PageNumber,
    }
}

/// 422 for something in an address that cannot be.
pub fn unreadable(field: &str, text: &str) -> HttpError {
    HttpError::invalid(problem::problem_with_value(field, "unknown-choice", text))
}
