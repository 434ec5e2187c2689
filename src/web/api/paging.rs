//! Lists that go on: `?limit` (1 to 200, 50 if it is left out) and `?after`.

use std::fmt::Display;
use std::str::FromStr;

use serde::Serialize;

use crate::web::Failure;
use crate::web::answers::json::List;
use crate::web::input::query::Query;

pub struct Paging<I> {
    pub limit: u64,
    pub after: Option<I>,
}

impl<I: Display + FromStr> Paging<I> {
    pub fn read(query: &Query) -> Result<Self, Failure> {
        let after = query.choice("after", |text| text.parse().ok())?;
        Ok(Self { limit: limit_of(query)?, after })
    }

    /// One more than is shown: whether there is a next page.
    pub fn to_ask(&self) -> u64 {
        self.limit + 1
    }

    /// The list of what was asked with [`Self::to_ask`].
    pub fn list<T, S: Serialize>(
        &self,
        mut rows: Vec<T>,
        id: impl Fn(&T) -> I,
        show: impl FnMut(T) -> S,
    ) -> List<S> {
        let next = self.cut(&mut rows, id);
        List { items: rows.into_iter().map(show).collect(), next }
    }

    /// Takes off what is beyond the limit; returns where the list goes on.
    pub fn cut<T>(&self, rows: &mut Vec<T>, id: impl Fn(&T) -> I) -> Option<String> {
        let shown = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > shown;
        rows.truncate(shown);
        rows.last().filter(|_| more).map(|row| id(row).to_string())
    }
}

pub fn limit_of(query: &Query) -> Result<u64, Failure> {
    Ok(query.whole("limit", 50, 1..=200)?.into())
}
