//! Who did what: rows that are only ever added.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::Value;

use super::audit_chain::{self, Head};
use super::audit_details;
pub use super::entities::audit::Model as Entry;
use super::entities::audit::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::audit::AuditAction;
use pekan_rules::{AuditId, EmployeeId};

/// What somebody did (`actor`; `None`: the system) to a record, such as `purchases/12`. The employee in the
/// details, or the one that is the record, is whom it is about.
#[derive(Clone, Debug)]
pub struct Note {
    pub at: DateTime<Utc>,
    pub actor: Option<EmployeeId>,
    pub action: AuditAction,
    pub subject: String,
    pub details: Value,
}

impl Note {
    /// Whom it is about.
    pub fn about(&self) -> Option<EmployeeId> {
        about(&self.subject, &self.details)
    }
}

/// Entries that are written at once.
const PIECE: usize = 500;

/// Adds notes to the audit, the last thing in a transaction: on PostgreSQL nobody else can until it is over.
pub async fn append(txn: &Txn, notes: Vec<Note>) -> Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    let mut head = audit_chain::locked_head(txn).await?;
    let mut rows = Vec::with_capacity(notes.len());
    for note in notes {
        let entry = entry(note, head);
        head = Head { id: entry.id.0, hash: entry.hash.clone() };
        rows.push(entry.into_active_model().reset_all());
    }
    while !rows.is_empty() {
        let piece: Vec<_> = rows.drain(..rows.len().min(PIECE)).collect();
        Entity::insert_many(piece).exec_without_returning(txn).await?;
    }
    audit_chain::put_head(txn, &head).await
}

/// The entry of a note behind the end of the chain.
fn entry(note: Note, head: Head) -> Entry {
    let about_id = note.about();
    let Note { at, actor, action, subject, mut details } = note;
    audit_details::mask(action, &mut details);
    let mut entry = Entry {
        id: AuditId(head.id + 1),
        at: audit_chain::kept(at),
        actor_id: actor,
        about_id,
        action,
        subject,
        details: details.to_string(),
        previous: head.hash,
        hash: String::new(),
    };
    entry.hash = audit_chain::hash_of(&entry);
    entry
}

fn about(subject: &str, details: &Value) -> Option<EmployeeId> {
    let named = details.get("employee").and_then(Value::as_i64).map(EmployeeId);
    named.or_else(|| subject.strip_prefix("employees/")?.parse().ok())
}

/// What a list of the audit is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pub actor: Option<EmployeeId>,
    pub about: Option<EmployeeId>,
    pub action: Option<AuditAction>,
    pub from: Option<DateTime<Utc>>,
    /// The first instant after it.
    pub until: Option<DateTime<Utc>>,
    /// Older than this entry.
    pub after: Option<AuditId>,
    pub limit: u64,
}

/// The newest first. No filter costs a scan: each has its index in this order.
pub async fn search(db: &impl ConnectionTrait, search: &Search) -> Result<Vec<Entry>> {
    let Search { actor, about, action, from, until, after, limit } = search;
    let older = match after {
        Some(id) => Entity::find_by_id(*id).one(db).await?.map(|entry| older_than(&entry)),
        None => None,
    };
    let narrowed = Condition::all()
        .add_option(actor.map(|id| Column::ActorId.eq(id)))
        .add_option(about.map(|id| Column::AboutId.eq(id)))
        .add_option(action.map(|action| Column::Action.eq(action)))
        .add_option(from.map(|at| Column::At.gte(at)))
        .add_option(until.map(|at| Column::At.lt(at)))
        .add_option(older);
    let found = Entity::find().filter(narrowed);
    let found = found.order_by_desc(Column::At).order_by_desc(Column::Id);
    Ok(found.limit(*limit).all(db).await?)
}

fn older_than(entry: &Entry) -> SimpleExpr {
    let place = Expr::tuple([Expr::col(Column::At), Expr::col(Column::Id)]);
    place.lt(Expr::tuple([Expr::val(entry.at), Expr::val(entry.id)]))
}

/// Whether somebody has done that to a record since an instant.
pub async fn is_noted(
    db: &impl ConnectionTrait,
    (actor, action, subject): (EmployeeId, AuditAction, &str),
    since: DateTime<Utc>,
) -> Result<bool> {
    let found = Entity::find()
        .filter(Column::ActorId.eq(actor))
        .filter(Column::At.gte(since))
        .filter(Column::Action.eq(action))
        .filter(Column::Subject.eq(subject));
    Ok(found.limit(1).one(db).await?.is_some())
}

/// The newest first, from before an entry on.
pub async fn newest(
    db: &impl ConnectionTrait,
    after: Option<AuditId>,
    limit: u64,
) -> Result<Vec<Entry>> {
    search(db, &Search { after, limit, ..Search::default() }).await
}

/// What was done to a record, the newest first.
pub async fn of(db: &impl ConnectionTrait, subject: &str) -> Result<Vec<Entry>> {
    let found = Entity::find().filter(Column::Subject.eq(subject));
    Ok(found.order_by_desc(Column::Id).all(db).await?)
}
