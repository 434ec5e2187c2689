//! People whose names a page needs.

use std::collections::HashMap;

use serde::Serialize;

use crate::rules::EmployeeId;
use crate::store::employees::{self, Employee};
use crate::store::{self, Store};
use crate::web::input::person_segment::PersonSegment;

/// People by their id.
pub async fn by_id(
    store: &Store,
    ids: impl IntoIterator<Item = EmployeeId>,
) -> store::Result<HashMap<EmployeeId, Employee>> {
    let found = employees::by_ids(store.reader(), ids).await?;
    Ok(found.into_iter().map(|employee| (employee.id, employee)).collect())
}

/// One of those whom a name may mean.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PersonChoice {
    /// In the addresses of their pages.
    pub segment: PersonSegment,
    pub number: String,
    pub name: String,
    /// The name of the office where they belong today.
    pub office: Option<String>,
}
