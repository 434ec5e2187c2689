//! What waits for an administrator, counted in one question: each part by its index, and none that grows
//! with the years.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::employees::{self, Search};
use super::entities::{amendments, corrections, employees as people, exemptions, mails, sellers};
use super::gather::{Answer, Lists, Rows};
use super::{Result, broken, purchases};
use pekan_rules::correction::CorrectionState;
use pekan_rules::mail::MailState;
use pekan_rules::qris::QrisCheck;
use pekan_rules::seller::SellerState;
use pekan_rules::{AccountState, EmployeeId, ExemptionState, Sight, amendment};

/// How many there are of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// People who work here by the state of their account.
    pub active: u64,
    pub invited: u64,
    pub uninvited: u64,
    pub mails_failed: u64,
    pub mails_queued: u64,
    pub leave: u64,
    pub proposals: u64,
    pub corrections: u64,
    /// Sellers that somebody has proposed or doubted, or whose code is new or has changed.
    pub sellers: u64,
}

impl Waiting {
    /// Who works here.
    pub fn people(&self) -> u64 {
        self.active + self.invited + self.uninvited
    }
}

pub async fn count(
    db: &impl ConnectionTrait,
    sight: &Sight,
    now: DateTime<Utc>,
) -> Result<Waiting> {
    let accounts = |state| {
        let search = Search { account: Some((state, now)), ..Search::default() };
        rows(people::Entity::find().filter(employees::narrowed(sight, &search)), people::Column::Id)
    };
    let mails_in = |states: [MailState; 2]| {
        rows(mails::Entity::find().filter(mails::Column::State.is_in(states)), mails::Column::Id)
    };
    // In the words of their indexes: SQLite takes no bound value for them.
    let requested = format!("exemptions.state = '{}'", ExemptionState::Requested.name());
    let proposed = format!("amendments.state = '{}'", amendment::State::Proposed.name());
    let with = |condition: String| Condition::all().add(Expr::cust(condition));
    let asked = format!("corrections.state = '{}'", CorrectionState::Open.name());
    let asked = corrections::Entity::find().filter(with(asked));
    let leave = exemptions::Entity::find().filter(with(requested));
    let proposals = amendments::Entity::find().filter(with(proposed));
    let answer = Lists::new(db)
        .with("active", accounts(AccountState::Active))
        .with("invited", accounts(AccountState::Invited))
        .with("uninvited", accounts(AccountState::None))
        .with("mails_failed", mails_in([MailState::Failed; 2]))
        .with("mails_queued", mails_in([MailState::Queued, MailState::Sending]))
        .with("leave", rows(leave, exemptions::Column::Id))
        .with("proposals", rows(proposals, amendments::Column::Id))
        .with("corrections", rows(asked, corrections::Column::Id));
    let answer = with_sellers(answer).ask(db).await?;
    let of = |name: &str| counted(&answer, name);
    Ok(Waiting {
        active: of("active")?,
        invited: of("invited")?,
        uninvited: of("uninvited")?,
        mails_failed: of("mails_failed")?,
        mails_queued: of("mails_queued")?,
        leave: of("leave")?,
        proposals: of("proposals")?,
        corrections: of("corrections")?,
        sellers: of("sellers_unconfirmed")? + of("sellers_unchecked")?,
    })
}

/// How many sellers wait for those who keep them.
pub async fn sellers(db: &impl ConnectionTrait) -> Result<u64> {
    let answer = with_sellers(Lists::new(db)).ask(db).await?;
    Ok(counted(&answer, "sellers_unconfirmed")? + counted(&answer, "sellers_unchecked")?)
}

/// What the menu counts; none of what somebody does not look after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InMenu {
    pub sellers: Option<u64>,
    /// Purchases that are proposed to a reviewer, up to [`purchases::MOST_COUNTED`].
    pub reviews: Option<u64>,
}

/// Both in one question, or none where somebody looks after neither.
pub async fn in_menu(
    db: &impl ConnectionTrait,
    sellers: bool,
    reviewer: Option<(&Sight, EmployeeId)>,
) -> Result<InMenu> {
    let mut lists = Lists::new(db);
    if sellers {
        lists = with_sellers(lists);
    }
    if let Some((sight, reviewer)) = reviewer {
        lists = lists.with("reviews", purchases::counted_rows(sight, reviewer));
    }
    if !sellers && reviewer.is_none() {
        return Ok(InMenu::default());
    }
    let answer = lists.ask(db).await?;
    let of = |name: &str| counted(&answer, name);
    let sellers =
        if sellers { Some(of("sellers_unconfirmed")? + of("sellers_unchecked")?) } else { None };
    let reviews = match reviewer {
        Some(_) => Some(answer.list::<IgnoredAny>("reviews")?.len() as u64),
        None => None,
    };
    Ok(InMenu { sellers, reviews })
}

/// Each once: those whose code waits are counted among the others where nobody has confirmed them either.
fn with_sellers(lists: Lists) -> Lists {
    let all = sellers::Entity::find();
    let confirmed = sellers::Column::State.eq(SellerState::Confirmed);
    let merged = sellers::Column::MergedInto.is_not_null();
    // In the words of their indexes.
    let unconfirmed = format!("sellers.state <> '{}'", SellerState::Confirmed.name());
    let unconfirmed = all.clone().filter(Expr::cust(unconfirmed)).filter(merged.clone().not());
    let (waiting, changed) = (QrisCheck::Waiting.name(), QrisCheck::Changed.name());
    let unchecked = format!("sellers.qris_check IN ('{waiting}', '{changed}')");
    let unchecked = all.filter(Expr::cust(unchecked)).filter(confirmed.or(merged));
    lists
        .with("sellers_unconfirmed", rows(unconfirmed, sellers::Column::Id))
        .with("sellers_unchecked", rows(unchecked, sellers::Column::Id))
}

fn counted(answer: &Answer, name: &str) -> Result<u64> {
    let count = answer.list::<Count>(name)?.pop();
    Ok(count.ok_or_else(|| broken(name, "no count"))?.count)
}

#[derive(Deserialize)]
struct Count {
    count: u64,
}

fn rows<E: EntityTrait>(select: Select<E>, id: E::Column) -> Rows {
    Rows::blank(select).with("count", id.count())
}

/// Mails that wait or have failed: how many of each state, and when the oldest was made.
pub async fn mails(
    db: &impl ConnectionTrait,
) -> Result<Vec<(MailState, u64, Option<DateTime<Utc>>)>> {
    let mut found = Vec::new();
    for state in [MailState::Queued, MailState::Sending, MailState::Failed] {
        let (count, oldest): (i64, Option<DateTime<Utc>>) = mails::Entity::find()
            .select_only()
            .column_as(mails::Column::Id.count(), "count")
            .column_as(mails::Column::CreatedAt.min(), "oldest")
            .filter(mails::Column::State.eq(state))
            .into_tuple()
            .one(db)
            .await?
            .unwrap_or_default();
        found.push((state, u64::try_from(count).unwrap_or_default(), oldest));
    }
    Ok(found)
}
