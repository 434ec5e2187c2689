//! How all offices stand side by side, by their sums and nobody's own figures.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::live::{self, KeptLive};
use crate::rules::{Office, OfficeId, Period, Rulebook, Summary};
use crate::store::{self, ConnectionTrait, closed_sums};

/// One office with all below it.
pub struct OfficeStanding<'a> {
    /// As it is called today.
    pub office: &'a Office,
    pub summary: Summary,
    /// In the period before.
    pub previous: Summary,
}

pub struct AllOffices<'a> {
    pub offices: Vec<OfficeStanding<'a>>,
    pub closed: bool,
    /// When it was worked out.
    pub at: DateTime<Utc>,
}

/// Of every office that there is today, in no order; how they hung together when the period was closed is what
/// counts.
pub async fn all<'a>(
    db: &impl ConnectionTrait,
    rulebook: &'a Rulebook,
    period: &Period,
    kept: &KeptLive,
    now: DateTime<Utc>,
) -> store::Result<AllOffices<'a>> {
    let both = [period.previous(), *period];
    let (closed, open): (Vec<Period>, Vec<Period>) =
        both.iter().partition(|period| rulebook.is_closed(period));
    let stored: HashMap<(OfficeId, NaiveDate), Summary> = closed_sums::of_periods(db, &closed)
        .await?
        .into_iter()
        .map(|sum| ((sum.office_id, sum.start_on), sum.summary()))
        .collect();
    let (live, _) = live::of_all(db, rulebook, &open, kept, now).await?;
    let [previous, summary] = both.map(|period| {
        let (stored, live, open) = (&stored, &live.value, open.contains(&period));
        move |office| {
            if open {
                return live.summary(rulebook, office, &period);
            }
            stored.get(&(office, period.start)).copied().unwrap_or_default()
        }
    });
    let offices = rulebook.offices.iter().map(|office| OfficeStanding {
        office,
        summary: summary(office.id),
        previous: previous(office.id),
    });
    Ok(AllOffices { offices: offices.collect(), closed: !open.contains(period), at: live.at })
}
