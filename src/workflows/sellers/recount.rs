//! How purchases at a seller count changes with the seller: they are counted anew, in closed periods by
//! amendments (rules.md §§5 and 8).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::rules::amendment::Cause;
use crate::rules::seller::is_marked;
use crate::rules::seller_class::carried;
use crate::rules::{ClassSpan, EmployeeId};
use crate::store::sellers::Seller;
use crate::store::{self, ConnectionTrait, FactsLock, seller_classes, totals};
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::{Acting, WorkflowError};

/// What of a seller decides how a purchase there counts.
pub struct Bearing {
    classes: Vec<ClassSpan>,
    /// The first and the last day for which it is marked as no small business.
    marked: (Option<NaiveDate>, Option<NaiveDate>),
}

impl Bearing {
    pub fn new(seller: &Seller, classes: Vec<ClassSpan>) -> Self {
        Self { classes, marked: (seller.ineligible_from, seller.ineligible_until) }
    }

    pub async fn of(db: &impl ConnectionTrait, seller: &Seller) -> store::Result<Self> {
        let mut classes = seller_classes::of_many(db, [seller.id]).await?;
        Ok(Self::new(seller, classes.remove(&seller.id).unwrap_or_default()))
    }

    fn on(&self, day: NaiveDate) -> (bool, Vec<String>) {
        (is_marked(self.marked.0, self.marked.1, day), carried(&self.classes, day))
    }
}

/// Whose purchases count otherwise than before, and on which days.
pub struct Recount(BTreeMap<EmployeeId, Vec<NaiveDate>>);

impl Recount {
    /// Stores people as they stand, where periods are being closed: right before the change.
    pub async fn begin(
        facts: &FactsLock<'_>,
        bought: Vec<(EmployeeId, NaiveDate)>,
        (before, after): (&Bearing, &Bearing),
    ) -> store::Result<Self> {
        let mut changed: BTreeMap<EmployeeId, Vec<NaiveDate>> = BTreeMap::new();
        for (employee, day) in bought {
            if before.on(day) != after.on(day) {
                changed.entry(employee).or_default().push(day);
            }
        }
        let people: Vec<_> = changed.keys().copied().collect();
        amend::store_before_change(facts, &people).await?;
        Ok(Self(changed))
    }

    /// Counts anew, right after the change.
    pub async fn finish(
        self,
        acting: &Acting<'_>,
        facts: &FactsLock<'_>,
    ) -> Result<(), WorkflowError> {
        let occasion = ChangeContext::new(acting, Cause::Recount);
        for (employee, days) in self.0 {
            for day in &days {
                totals::lock(acting.txn(), employee, *day).await?;
            }
            amend::recount(facts, employee, &days, &occasion).await?;
        }
        Ok(())
    }
}
