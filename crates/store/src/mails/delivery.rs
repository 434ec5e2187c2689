//! The outbox as those who deliver it read and write it.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func, LikeExpr, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};

use super::{ActiveModel, Column, Employees, Entity, Mail, Relation, delivery_attempts, employees};
use crate::leases::{self, Leased, claimed, is_due};
use crate::{Result, Txn, webhooks};
use pekan_rules::mail::{AttemptOutcome, MailChoice, MailKind, MailState};
use pekan_rules::{EmployeeId, MailId};

impl Leased for Entity {
    const ID: Column = Column::Id;
    const STATE: Column = Column::State;
    const NEXT_ATTEMPT_AT: Column = Column::NextAttemptAt;
    const LEASE_UNTIL: Column = Column::LeaseUntil;
    const ATTEMPTS: Column = Column::Attempts;
}

/// The kinds that somebody waits for in front of a screen. They overtake the reminders of a whole
/// district, which may take an hour at the rate that a mail server allows.
const AWAITED: [MailKind; 1] = [MailKind::PasswordReset];

/// A mail whose time has come.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Due {
    pub id: MailId,
    pub kind: MailKind,
    /// Where it goes; empty where its receiver has no address any more.
    pub address: String,
    /// `sending`: whoever had claimed it never came back.
    pub state: MailState,
}

impl Due {
    /// Whether somebody waits for it in front of a screen.
    pub fn is_awaited(&self) -> bool {
        AWAITED.contains(&self.kind)
    }
}

/// What is to be shown on phones: all but what is about an account, of whom wants it there.
fn is_for_a_phone() -> Condition {
    let of_accounts = MailKind::ALL.iter().copied().filter(|kind| kind.is_about_the_account());
    let wants = Expr::col((Employees, employees::Column::MailChoice)).eq(MailChoice::Phone);
    Condition::all().add(wants).add(Column::Kind.is_not_in(of_accounts))
}

/// What is due on phones and whose it is, in the order in which it is to be sent.
pub async fn due_on_phones(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<(MailId, EmployeeId)>> {
    let found = Entity::find()
        .select_only()
        .columns([Column::Id, Column::EmployeeId])
        .join(JoinType::InnerJoin, Relation::Employee.def())
        .filter(is_due::<Entity>(now))
        .filter(is_for_a_phone())
        .order_by_asc(Column::NextAttemptAt)
        .order_by_asc(Column::Id)
        .limit(limit);
    Ok(found.into_tuple().all(db).await?)
}

/// What is due by mail, in the order in which it is to be sent, without what goes to some domains.
pub async fn due(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    without: &[String],
    limit: u64,
) -> Result<Vec<Due>> {
    let mut found = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Kind, Column::State])
        .column_as(address(), "address")
        .join(JoinType::LeftJoin, Relation::Employee.def())
        .filter(is_due::<Entity>(now))
        .filter(is_for_a_phone().not());
    for domain in without {
        let literal = domain.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let at_domain = LikeExpr::new(format!("%@{literal}")).escape('\\');
        found = found.filter(Expr::expr(Func::lower(address())).not_like(at_domain));
    }
    Ok(found
        .order_by_desc(Column::Kind.is_in(AWAITED))
        .order_by_asc(Column::NextAttemptAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .into_model()
        .all(db)
        .await?)
}

fn address() -> SimpleExpr {
    let own = Expr::col((Entity, Column::Address));
    let of_person = Expr::col((Employees, employees::Column::Email));
    Func::coalesce([own, of_person, Expr::value("")]).into()
}

/// Claims those of some that are still due, until the lease ends; another may have been faster with the others.
pub async fn claim(
    txn: &Txn,
    ids: Vec<MailId>,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
) -> Result<Vec<Mail>> {
    leases::claim::<Entity, _>(txn, ids, now, lease_until).await
}

/// Gives claimed mails back as they were: nothing was tried.
pub async fn release(txn: &Txn, mails: &[Mail]) -> Result<()> {
    for mail in mails {
        Entity::update_many()
            .col_expr(Column::State, Expr::value(MailState::Queued))
            .col_expr(Column::LeaseUntil, Expr::value(None::<DateTime<Utc>>))
            .col_expr(Column::Attempts, Expr::value(mail.attempts - 1))
            .filter(claimed::<Entity>(mail.id, mail.attempts))
            .exec(txn)
            .await?;
    }
    Ok(())
}

/// Writes what became of a claimed mail, unless the lease was lost to another, and the attempt.
pub async fn settle(
    txn: &Txn,
    mail: Mail,
    outcome: AttemptOutcome,
    reply: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let shown = mail.shown_from.map(|_| mail.id);
    note(txn, mail.id, outcome, reply, now).await?;
    Entity::update_many()
        .set(ActiveModel {
            state: Set(mail.state),
            next_attempt_at: Set(mail.next_attempt_at),
            lease_until: Set(None),
            recipient: Set(mail.recipient),
            subject: Set(mail.subject),
            body: Set(mail.body),
            sent_at: Set(mail.sent_at),
            shown_from: Set(mail.shown_from),
            phones: Set(mail.phones),
            ..Default::default()
        })
        .filter(claimed::<Entity>(mail.id, mail.attempts))
        .exec(txn)
        .await?;
    match shown {
        Some(id) => webhooks::tell_messages(txn, &[id], now).await,
        None => Ok(()),
    }
}

pub(super) async fn note(
    txn: &Txn,
    mail: MailId,
    outcome: AttemptOutcome,
    reply: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let attempt = delivery_attempts::ActiveModel {
        id: NotSet,
        mail_id: Set(mail),
        attempted_at: Set(now),
        outcome: Set(outcome),
        reply: Set(reply.into()),
    };
    attempt.insert(txn).await?;
    Ok(())
}
