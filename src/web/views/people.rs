//! People whose names a page needs.

use std::collections::HashMap;

use crate::rules::EmployeeId;
use crate::store::employees::{self, Employee};
use crate::store::{self, Store};

/// People by their id.
pub async fn by_id(
    store: &Store,
    ids: impl IntoIterator<Item = EmployeeId>,
) -> store::Result<HashMap<EmployeeId, Employee>> {
    let found = employees::by_ids(store.reader(), ids).await?;
    Ok(found.into_iter().map(|employee| (employee.id, employee)).collect())
}
