//! What a purchase does to the period in which its day lies.

use chrono::NaiveDate;

use super::Buyer;
use crate::rules::purchase::first_deadline;
use crate::rules::{Period, Status, period_kind};
use crate::standing::assess::{self, Person};
use crate::store;
use crate::store::purchases::Purchase;
use crate::store::records::Question;
use crate::store::sellers::Recent;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::views::purchase_form::PeriodEffect;
use crate::web::views::standing::PeriodLabel;

const RECENT_SELLERS: usize = 4;

pub struct Standings {
    /// The newest first.
    periods: Vec<Period>,
    person: Person,
    /// Where they bought last.
    pub recent: Vec<Recent>,
    /// Of the current period, in rupiah.
    pub shortfall: Option<i64>,
}

/// How somebody stands in the periods in which a purchase is accepted.
pub async fn standings(
    context: &Context<'_>,
    buyer: &Buyer,
    earliest: NaiveDate,
) -> store::Result<Standings> {
    let (db, user) = (context.db(), &context.user);
    let kind = period_kind::of_employee(&user.rulebook, &buyer.placements, buyer.today);
    let current = Period::of(kind, buyer.today);
    let mut periods = vec![current];
    while let Some(oldest) = periods.last().filter(|oldest| oldest.start > earliest) {
        periods.push(oldest.previous());
    }
    periods.reverse();
    let question = Question { recent: Some(RECENT_SELLERS), ..Question::of(buyer.id, &periods) };
    let (person, records) =
        assess::person_with_records(db, &user.rulebook, buyer.placements.clone(), question).await?;
    let shortfall = person.assess(&user.rulebook, &current, user.now).shortfall;
    periods.reverse();
    Ok(Standings { periods, person, recent: records.recent, shortfall })
}

impl Standings {
    pub fn effects(
        &self,
        user: &SignedIn,
        buyer: &Buyer,
        day: &str,
        edited: Option<&Purchase>,
    ) -> Vec<PeriodEffect> {
        let day: Option<NaiveDate> = day.parse().ok();
        let effects = self.periods.iter().map(|period| {
            let (rulebook, now) = (&user.rulebook, user.now);
            let assessment = self.person.assess(rulebook, period, now);
            let counts = |purchase: &&Purchase| {
                period.contains(purchase.row.purchased_on) && purchase.uncounted().is_none()
            };
            let own = edited.filter(counts);
            let asks = assessment.status.lacks()
                || [Status::Met, Status::MetLate].contains(&assessment.status);
            PeriodEffect {
                chosen: day.is_some_and(|day| period.contains(day)),
                current: period.contains(buyer.today),
                late: now >= first_deadline(rulebook, &buyer.placements, period.end),
                minimum: assessment.minimum.filter(|_| asks),
                minimum_count: assessment.minimum_count.filter(|_| asks).unwrap_or(0),
                counted: assessment.counted - own.map_or(0, |purchase| purchase.row.amount),
                count: assessment.count.saturating_sub(u32::from(own.is_some())),
                period: PeriodLabel::of(period),
            }
        });
        effects.collect()
    }
}
