//! Whether the clock can be believed enough to close periods for good. A clock that was wrong for some
//! minutes must not end years that nobody has lived.

use chrono::{DateTime, TimeDelta, Utc};

use crate::store::{Store, broken, settings};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// A leap, ahead or back. Workers look every minute or so; after a longer rest nobody can tell whether
/// the time has passed or the clock is wrong.
const AHEAD: TimeDelta = TimeDelta::days(8);
const BACK: TimeDelta = TimeDelta::hours(1);
/// After a leap the clock is believed when it has run on for so long. Whoever knows that it is right
/// closes by hand before.
const PROBATION: TimeDelta = TimeDelta::hours(24);

/// Notes this look and compares it with the one before.
///
/// # Errors
/// When the database is away.
pub async fn clock_is_steady(store: &Store, now: DateTime<Utc>) -> Result<bool, WorkflowError> {
    let instant = |text: Option<String>| {
        text.map(|text| text.parse::<DateTime<Utc>>().map_err(|_| broken("instant", &text)))
            .transpose()
    };
    Warrant::system(now)
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let last = instant(settings::get(txn, settings::CLOSE_LOOK).await?)?;
            settings::put(txn, settings::CLOSE_LOOK, &now.to_rfc3339()).await?;
            if let Some(last) = last.filter(|last| now < *last - BACK || now > *last + AHEAD) {
                tracing::warn!(%last, %now, "the clock has leapt: nothing is closed for a day");
                settings::put(txn, settings::CLOCK_LEAPT, &now.to_rfc3339()).await?;
                return Ok(false);
            }
            let leapt = instant(settings::get(txn, settings::CLOCK_LEAPT).await?)?;
            Ok(leapt.is_none_or(|leapt| now - leapt >= PROBATION))
        }))
        .await
}
