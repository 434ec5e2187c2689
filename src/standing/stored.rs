//! The sums of closed periods that the report of an office shows.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::sums::span;
use crate::rules::{OfficeId, Period, Rulebook, Summary};
use crate::store::closed_sums::{self, Beside, ClosedSum};
use crate::store::{self, ConnectionTrait};

/// What is stored of an office, and of those right below it in the last two periods.
pub(super) struct Stored {
    sums: HashMap<(OfficeId, NaiveDate), ClosedSum>,
}

impl Stored {
    pub(super) async fn read(
        db: &impl ConnectionTrait,
        rulebook: &Rulebook,
        office: OfficeId,
        earlier: &[Option<Period>],
        periods: &[Period],
    ) -> store::Result<Self> {
        let earlier: Vec<Period> = earlier.iter().flatten().copied().collect();
        let is_closed = |period: &Period| rulebook.is_closed(period);
        let closed: Vec<Period> = periods.iter().copied().filter(is_closed).collect();
        let spans: Vec<_> = [&earlier, &closed].into_iter().filter_map(|some| span(some)).collect();
        let Some(&(kind, _)) = spans.first() else { return Ok(Self { sums: HashMap::new() }) };
        let spans: Vec<_> = spans.into_iter().map(|(_, days)| days).collect();
        let newest = periods.iter().rev().take(2).filter(|period| is_closed(period));
        let days: Vec<NaiveDate> = newest.map(|period| period.start).collect();
        // As long as a period is open, its offices are those of today.
        let today: Vec<OfficeId> =
            rulebook.offices.children(Some(office)).map(|child| child.id).collect();
        let beside = match periods.last() {
            Some(last) if is_closed(last) => Beside::Below(&days),
            _ => Beside::These(&today, &days),
        };
        let stored = closed_sums::of_office(db, office, kind, &spans, beside).await?;
        let by_key = stored.into_iter().map(|sum| ((sum.office_id, sum.start_on), sum));
        Ok(Self { sums: by_key.collect() })
    }

    pub(super) fn of(&self, office: OfficeId, period: &Period) -> Option<&ClosedSum> {
        self.sums.get(&(office, period.start))
    }

    /// Of the others in a period.
    pub(super) fn below(&self, office: OfficeId, period: &Period) -> HashMap<OfficeId, Summary> {
        let here = |(id, start): &(OfficeId, NaiveDate)| *id != office && *start == period.start;
        let found = self.sums.iter().filter(|(key, _)| here(key));
        found.map(|((id, _), sum)| (*id, sum.summary())).collect()
    }
}
