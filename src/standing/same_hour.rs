//! What an office's page said of the period before at this hour: a running week is compared with a week that was
//! just as young, never with one that is over.

use chrono::{DateTime, Utc};

use super::assess::{self, join_facts};
use crate::rules::summary::with_below;
use crate::rules::{OfficeId, Period, Rulebook, Summary};
use crate::store::{self, ConnectionTrait, rosters};

/// The figures of an office with all below it, of the period before this one, by what had been recorded when it
/// was as old as this one is now. What was voided or rejected since was never there.
pub async fn of_office(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    office: OfficeId,
    period: &Period,
    now: DateTime<Utc>,
) -> store::Result<Summary> {
    let (previous, then) = (period.previous(), period.same_hour_before(now));
    let below = rulebook.offices.subtree(office);
    let everywhere = below.len() == rulebook.offices.iter().count();
    let offices = (!everywhere).then_some(below.as_slice());
    let roster = rosters::recorded_by(db, offices, &previous, then).await?;
    let people = join_facts(roster);
    let own = assess::own_summaries(&people, rulebook, &previous, then);
    Ok(with_below(&own, &rulebook.offices, office))
}
