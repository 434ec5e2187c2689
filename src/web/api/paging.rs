//! Lists that go on: `?limit` (1 to 200, 50 if it is left out) and `?after`.

use serde::Serialize;

use crate::rules::problem::{self, Problem};
use crate::web::Failure;
use crate::web::json::List;

pub struct Paging {
    pub limit: u64,
    pub after: Option<i64>,
}

impl Paging {
    pub fn read(limit: Option<&str>, after: Option<&str>) -> Result<Self, Failure> {
        let after =
            match after {
                None => None,
                Some(text) => Some(text.parse().map_err(|_| {
                    Failure::invalid(problem::shown("after", "unknown-choice", text))
                })?),
            };
        Ok(Self { limit: limit_of(limit)?, after })
    }

    /// One more than is shown: whether there is a next page.
    pub fn to_ask(&self) -> u64 {
        self.limit + 1
    }

    /// The list of what was asked with [`Self::to_ask`].
    pub fn list<T, S: Serialize>(
        &self,
        mut rows: Vec<T>,
        id: impl Fn(&T) -> i64,
        show: impl FnMut(T) -> S,
    ) -> List<S> {
        let next = self.cut(&mut rows, id);
        List { items: rows.into_iter().map(show).collect(), next }
    }

    /// Takes off what is beyond the limit; returns where the list goes on.
    pub fn cut<T>(&self, rows: &mut Vec<T>, id: impl Fn(&T) -> i64) -> Option<String> {
        let shown = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > shown;
        rows.truncate(shown);
        rows.last().filter(|_| more).map(|row| id(row).to_string())
    }
}

pub fn limit_of(limit: Option<&str>) -> Result<u64, Failure> {
    let Some(text) = limit else { return Ok(50) };
    let within = text.parse().ok().filter(|limit| (1..=200).contains(limit));
    within.ok_or_else(|| {
        Failure::invalid(Problem::new("limit", "not-in-range").with("least", 1).with("most", 200))
    })
}
