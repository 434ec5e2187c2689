//! A day that turns out to be no holiday.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::put_holiday::day_changes;
use super::{By, Refused};
use crate::store::{Store, audit, holidays};
use crate::txn_job;

pub async fn remove(
    store: &Store,
    by: &By,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    by.must_administer()?;
    let author = by.author();
    store
        .write_reference(txn_job!(|txn| {
            if !holidays::remove(txn, day).await? {
                return Err(Refused::NotFound);
            }
            day_changes(txn, day, author, now).await?;
            let subject = format!("holidays/{day}");
            Ok(audit::note(txn, now, author, "holiday.remove", subject, json!({})).await?)
        }))
        .await
}
