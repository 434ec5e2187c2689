//! How all offices stand side by side, by their sums and nobody's own figures.

use chrono::{DateTime, Utc};

use super::report::each_office;
use crate::rules::summary::with_below;
use crate::rules::{Office, OfficeId, Period, Rulebook, Summary};
use crate::store::{self, ConnectionTrait};

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
}

/// Of every office that there is today, in no order; how they hung together when the period was closed is what
/// counts.
pub async fn all<'a>(
    db: &impl ConnectionTrait,
    rulebook: &'a Rulebook,
    period: &Period,
    now: DateTime<Utc>,
) -> store::Result<AllOffices<'a>> {
    let roots: Vec<OfficeId> = rulebook.offices.roots().map(|root| root.id).collect();
    let parts = each_office(db, rulebook, &roots, &period.last(2), now).await?;
    let (Some(before), Some(this)) = (parts.first(), parts.last()) else {
        return Ok(AllOffices { offices: Vec::new(), closed: false });
    };
    let offices = rulebook.offices.iter().map(|office| OfficeStanding {
        office,
        summary: with_below(&this.own, &this.tree, office.id),
        previous: with_below(&before.own, &before.tree, office.id),
    });
    Ok(AllOffices { offices: offices.collect(), closed: this.sum.closed })
}
