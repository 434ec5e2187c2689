//! What came after something was done: purchases after an event, weeks that were met after a reminder.

use chrono::{Days, NaiveDate};
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Result;
use super::entities::{closed_results, events, mails, purchases};
use super::events::Event;
use pekan_rules::event::{EventKind, EventState};
use pekan_rules::mail::{MailKind, MailState};
use pekan_rules::purchase::{Funding, State};
use pekan_rules::{EventId, Period, Status};

/// Days before an event and after it that stand beside it: four weeks, so that weekdays are the same.
pub const BESIDE: u64 = 28;

/// Bazaars, expos and campaigns that have begun between two days and were not cancelled, the newest first.
pub async fn events_between(
    db: &impl ConnectionTrait,
    (first, last): (NaiveDate, NaiveDate),
    most: u64,
) -> Result<Vec<Event>> {
    let found = events::Entity::find()
        .filter(events::Column::FromOn.between(first, last))
        .filter(events::Column::State.eq(EventState::Planned))
        .filter(events::Column::Kind.ne(EventKind::SalePoint))
        .order_by_desc(events::Column::FromOn)
        .order_by_desc(events::Column::Id);
    Ok(found.limit(most).all(db).await?)
}

/// What was bought at the sellers of an event, in rupiah.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct EventSums {
    pub event_id: EventId,
    /// In the [`BESIDE`] days before its first day.
    pub before: i64,
    /// At the event.
    pub during: i64,
    /// In the [`BESIDE`] days after its last day.
    pub after: i64,
}

/// Of events, each with its first and last day, at the sellers at which anything was bought there.
pub async fn of_events(
    db: &impl ConnectionTrait,
    those: &[(EventId, NaiveDate, NaiveDate)],
) -> Result<Vec<EventSums>> {
    let each = those.iter().map(|(event, first, last)| sums(*event, *first, *last));
    let Some(all) = each.reduce(|mut all, one| all.union(UnionType::All, one).take()) else {
        return Ok(Vec::new());
    };
    let rows = db.query_all(&all).await?;
    rows.iter().map(|row| Ok(EventSums::from_query_result(row, "")?)).collect()
}

fn sums(event: EventId, first: NaiveDate, last: NaiveDate) -> SelectStatement {
    use purchases::Column;
    let days = |from, to| Expr::col(Column::PurchasedOn).between(from, to);
    let before = days(first - Days::new(BESIDE), first - Days::new(1));
    let after = days(last + Days::new(1), last + Days::new(BESIDE));
    let sum_of = |those: Expr| {
        let amount = Expr::case(those, Expr::col(Column::Amount)).finally(0);
        let sum = Expr::expr(amount).sum().if_null(0);
        Expr::expr(sum).cast_as(Alias::new("bigint"))
    };
    let there = Query::select()
        .column(Column::SellerId)
        .from(purchases::Entity)
        .and_where(Column::EventId.eq(event))
        .take();
    let (from, to) = (first - Days::new(BESIDE), last + Days::new(BESIDE));
    Query::select()
        .expr_as(Expr::val(event).cast_as(Alias::new("bigint")), "event_id")
        .expr_as(sum_of(before), "before")
        .expr_as(sum_of(Column::EventId.eq(event)), "during")
        .expr_as(sum_of(after), "after")
        .from(purchases::Entity)
        .and_where(Column::SellerId.in_subquery(there))
        .and_where(Column::PurchasedOn.between(from, to))
        .and_where(Column::State.is_in([State::Recorded, State::Verified]))
        .and_where(Column::Funding.eq(Funding::Personal))
        .take()
}

/// How many people who were reminded stood how, when the period was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Reminded {
    pub kind: MailKind,
    /// Whether somebody sent it by hand.
    pub by_hand: bool,
    pub status: Status,
    pub people: i64,
}

const REMINDERS: [MailKind; 3] = [MailKind::Midweek, MailKind::LastCall, MailKind::Grace];

/// Of a closed period: of each kind at most one reminder goes to a person.
pub async fn of_reminders(db: &impl ConnectionTrait, period: &Period) -> Result<Vec<Reminded>> {
    use closed_results::{Column as Stood, Entity as Results};
    let mail = |column: mails::Column| Expr::col((mails::Entity, column));
    let stood = |column: Stood| Expr::col((Results, column));
    let by_hand = || mail(mails::Column::RemindingId).is_not_null();
    // What stands on its receiver's own page is a reminder as well.
    let reached = Condition::any()
        .add(mail(mails::Column::State).eq(MailState::Sent))
        .add(mail(mails::Column::ShownFrom).is_not_null());
    let query = Query::select()
        .expr_as(mail(mails::Column::Kind), "kind")
        .expr_as(by_hand(), "by_hand")
        .expr_as(stood(Stood::Status), "status")
        .expr_as(mail(mails::Column::Id).count(), "people")
        .from(mails::Entity)
        .inner_join(
            Results,
            stood(Stood::EmployeeId)
                .equals((mails::Entity, mails::Column::EmployeeId))
                .and(stood(Stood::Kind).eq(period.kind))
                .and(stood(Stood::StartOn).eq(period.start)),
        )
        .and_where(mail(mails::Column::PeriodStart).eq(period.start))
        .and_where(mail(mails::Column::PeriodKind).eq(period.kind))
        .and_where(mail(mails::Column::Kind).is_in(REMINDERS))
        .cond_where(reached)
        .add_group_by([mail(mails::Column::Kind), by_hand(), stood(Stood::Status)])
        .take();
    let rows = db.query_all(&query).await?;
    rows.iter().map(|row| Ok(Reminded::from_query_result(row, "")?)).collect()
}
