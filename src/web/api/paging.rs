//! Lists that go on.

use std::fmt::Display;

use serde::Serialize;
use utoipa::IntoParams;

use crate::web::answers::json::List;
use crate::web::input::query::{Between, parameters};

/// Rows on a page if nothing is asked.
const USUAL: u32 = 50;
pub type Limit = Between<1, 200>;

parameters! {
    #[derive(Default, IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct Paging {
        /// 1 to 200, 50 if it is left out.
        #[param(value_type = Option<u32>)]
        pub limit: Option<Limit>,
        /// The `next` of the page before.
        #[param(value_type = Option<String>)]
        pub after: Option<i64>,
    }
}

impl Paging {
    pub fn limit(&self) -> u64 {
        limit_of(self.limit.as_ref())
    }

    /// One more than is shown: whether there is a next page.
    pub fn to_ask(&self) -> u64 {
        self.limit() + 1
    }

    /// The list of what was asked with [`Self::to_ask`].
    pub fn list<T, I: Display, S: Serialize>(
        &self,
        mut rows: Vec<T>,
        id: impl Fn(&T) -> I,
        show: impl FnMut(T) -> S,
    ) -> List<S> {
        let next = self.cut(&mut rows, id);
        List { items: rows.into_iter().map(show).collect(), next }
    }

    /// Takes off what is beyond the limit; returns where the list goes on.
    pub fn cut<T, I: Display>(&self, rows: &mut Vec<T>, id: impl Fn(&T) -> I) -> Option<String> {
        let most = usize::try_from(self.limit()).unwrap_or(usize::MAX);
        let more = rows.len() > most;
        rows.truncate(most);
        rows.last().filter(|_| more).map(|row| id(row).to_string())
    }
}

pub fn limit_of(limit: Option<&Limit>) -> u64 {
    limit.map_or(USUAL, |limit| limit.0).into()
}
