//! What a submission is judged by: two statements before it is recorded, one in the transaction that
//! records it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Deserialize;

use super::{Column, Entity, ReceiptRow};
use crate::entities::{employees, sellers as shops};
use crate::events::{self, Event};
use crate::gather::{self, Lists, Rows};
use crate::placements::{self, PlacementRow};
use crate::receipts::{self, UsedFile};
use crate::{Result, Txn, sellers};
use pekan_rules::purchase::State;
use pekan_rules::purchase_draft::SellerChoice;
use pekan_rules::{EmployeeId, EventId, Placement, PurchaseId, ReceiptId, SellerId};

/// Whose purchase it is to be.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'a> {
    Id(EmployeeId),
    Number(&'a str),
}

/// What the same key was sent with before.
#[derive(Clone, Debug, Deserialize)]
pub struct Before {
    pub id: PurchaseId,
    pub recorded_at: DateTime<Utc>,
    pub fingerprint: String,
}

/// The owner, with all placements, and what was recorded with the same key.
#[derive(Clone, Debug)]
pub struct Sender {
    pub owner: Option<(EmployeeId, Vec<Placement>)>,
    pub before: Option<Before>,
}

#[derive(Deserialize)]
struct FoundOwner {
    id: EmployeeId,
    #[serde(deserialize_with = "gather::nested")]
    placements: Vec<PlacementRow>,
}

pub async fn sender(
    db: &impl ConnectionTrait,
    owner: Owner<'_>,
    (recorded_by, key): (EmployeeId, &str),
) -> Result<Sender> {
    let named = match owner {
        Owner::Id(id) => employees::Column::Id.eq(id),
        Owner::Number(number) => employees::Column::Number.eq(number),
    };
    let theirs = placements::employee().equals((employees::Entity, employees::Column::Id));
    let owner = Rows::of(employees::Entity::find().filter(named), [employees::Column::Id])
        .with_list("placements", placements::rows(theirs));
    let answer = Lists::new(db)
        .with("owner", owner)
        .with("before", before(recorded_by, key))
        .ask(db)
        .await?;
    let owner = answer.list::<FoundOwner>("owner")?.pop();
    let owner = owner.map(|found| (found.id, placements::read(found.placements)));
    Ok(Sender { owner, before: answer.list("before")?.pop() })
}

fn before(recorded_by: EmployeeId, key: &str) -> Rows {
    let same = Entity::find()
        .filter(Column::RecordedBy.eq(recorded_by))
        .filter(Column::IdempotencyKey.eq(key));
    Rows::of(same, [Column::Id, Column::RecordedAt, Column::Fingerprint])
}

/// What another purchase is compared by.
#[derive(Clone, Copy, Debug)]
pub struct Likeness<'a> {
    pub owner: EmployeeId,
    pub seller: &'a SellerChoice,
    pub purchased_on: NaiveDate,
    pub amount: i64,
    /// Who sends it under which key: no submission is like itself, which may have been recorded meanwhile.
    pub sent: Option<(EmployeeId, &'a str)>,
}

/// What a submission names, and what looks like it.
#[derive(Clone, Debug)]
pub struct Named {
    /// Whether there is a seller of the chosen id.
    pub seller_exists: bool,
    /// The first purchase that still counts of the same person, seller, day and amount; who typed the seller
    /// anew left the sub-district out, or wrote it otherwise.
    pub alike: Option<PurchaseId>,
    /// Of the receipts of an earlier try those that the same person uploaded, in order.
    pub uploaded: Vec<ReceiptRow>,
    /// The event at which it was, if there is one of the chosen id.
    pub event: Option<Event>,
}

#[derive(Deserialize)]
struct Id {
    id: PurchaseId,
}

pub async fn named(
    db: &impl ConnectionTrait,
    likeness: &Likeness<'_>,
    (uploaded_by, receipts): (EmployeeId, &[ReceiptId]),
    event: Option<EventId>,
) -> Result<Named> {
    let mut lists = Lists::new(db).with("alike", alike(likeness));
    if let SellerChoice::Known(id) = likeness.seller {
        let seller = shops::Entity::find_by_id(*id);
        lists = lists.with("seller", Rows::of(seller, [shops::Column::Id]));
    }
    if !receipts.is_empty() {
        lists = lists.with("uploaded", receipts::uploaded_rows(uploaded_by, receipts));
    }
    if let Some(event) = event {
        lists = lists.with("event", events::rows(event));
    }
    let answer = lists.ask(db).await?;
    Ok(Named {
        seller_exists: match likeness.seller {
            SellerChoice::Known(_) => !answer.list::<Id>("seller")?.is_empty(),
            SellerChoice::New { .. } => true,
        },
        alike: answer.list::<Id>("alike")?.pop().map(|found| found.id),
        uploaded: if receipts.is_empty() { Vec::new() } else { answer.list("uploaded")? },
        event: if event.is_some() { answer.list("event")?.pop() } else { None },
    })
}

fn alike(likeness: &Likeness<'_>) -> Rows {
    let Likeness { owner, seller, purchased_on, amount, sent } = *likeness;
    let seller = Column::SellerId.in_subquery(match seller {
        SellerChoice::Known(id) => sellers::called_as(*id),
        SellerChoice::New { name, .. } => sellers::called(name),
    });
    let found = Entity::find()
        .filter(Column::EmployeeId.eq(owner))
        .filter(Column::PurchasedOn.eq(purchased_on))
        .filter(seller)
        .filter(Column::Amount.eq(amount))
        .filter(Column::State.is_in([State::Recorded, State::Verified]))
        .order_by_asc(Column::Id)
        .limit(1);
    let itself =
        sent.map(|(by, key)| Column::RecordedBy.eq(by).and(Column::IdempotencyKey.eq(key)).not());
    Rows::of(found.filter(Condition::all().add_option(itself)), [Column::Id])
}

/// What is there already when a submission is written. The owner's totals must be locked.
#[derive(Clone, Debug)]
pub struct Existing {
    pub before: Option<Before>,
    pub alike: Option<PurchaseId>,
    /// Receipts that were uploaded as the very same files, and used.
    pub files: Vec<UsedFile>,
    /// What the chosen seller is now; none for one that is written down anew.
    pub seller: Option<SellerId>,
}

#[derive(Deserialize)]
struct Chosen {
    id: SellerId,
}

pub async fn existing(
    txn: &Txn,
    likeness: &Likeness<'_>,
    (recorded_by, key): (EmployeeId, &str),
    files: &[&str],
) -> Result<Existing> {
    let mut lists =
        Lists::new(txn).with("before", before(recorded_by, key)).with("alike", alike(likeness));
    if !files.is_empty() {
        lists = lists.with("files", receipts::used_rows(likeness.owner, files));
    }
    if let SellerChoice::Known(id) = likeness.seller {
        let now = shops::Entity::find().filter(shops::Column::Id.in_subquery(sellers::id_now(*id)));
        lists = lists.with("seller", Rows::of(now, [shops::Column::Id]));
    }
    let answer = lists.ask(txn).await?;
    Ok(Existing {
        before: answer.list("before")?.pop(),
        alike: answer.list::<Id>("alike")?.pop().map(|found| found.id),
        files: if files.is_empty() { Vec::new() } else { answer.list("files")? },
        seller: match likeness.seller {
            SellerChoice::Known(_) => answer.list::<Chosen>("seller")?.pop().map(|found| found.id),
            SellerChoice::New { .. } => None,
        },
    })
}
