//! What is kept about somebody who has left: counted, and given up where no figure rests on it. Which column
//! of which table is dealt with how is listed in `tests/store/personal.rs`.

use chrono::{DateTime, Utc};
use sea_orm::Condition;
use sea_orm::sea_query::{Expr, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::entities::{
    amendments, audit, closed_results, corrections, declarations, delivery_attempts, devices,
    employees, exemptions, import_changes, import_mappings, imports, likenesses, mails,
    one_use_links, openings, placements, purchase_drafts, purchases, push_subscriptions, receipts,
    recovery_codes, roles, second_factors, sessions, sign_in_steps, tokens, transfers,
    webhook_deliveries,
};
use super::{
    FactsLock, Result, Txn, bounces, letterheads, recaps, shared_parts, transfers as moves,
};
use pekan_rules::mail::MailState;
use pekan_rules::media::MediaType;
use pekan_rules::purchase::State;
use pekan_rules::{EmployeeId, ExemptionReason, ImportKind, Placement, RecordId, declaration};

/// Stands where somebody wrote why, about a person who was erased.
const UNSAID: &str = "–";

/// What an erasure takes away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Goes {
    /// Files of receipts.
    pub receipts: u64,
    /// Documents of leave.
    pub documents: u64,
    /// Leave of which it is known what for.
    pub leave: u64,
    /// What purchases were described with.
    pub descriptions: u64,
    pub mails: u64,
    pub roles: u64,
    /// Browsers, keys and links.
    pub access: u64,
    /// Rows of imported tables.
    pub import_rows: u64,
}

/// What stays, under a number that is nobody's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stays {
    pub purchases: u64,
    /// Of these, those that nobody has reviewed.
    pub unreviewed: u64,
    pub leave: u64,
    pub placements: u64,
    pub closed_periods: u64,
    pub audit: u64,
}

/// Counts what would go.
pub async fn goes(db: &impl ConnectionTrait, id: EmployeeId) -> Result<Goes> {
    let leave = || exemptions::Entity::find().filter(exemptions::Column::EmployeeId.eq(id));
    let described = purchases::Entity::find().filter(purchases::Column::EmployeeId.eq(id));
    let sent = mails::Entity::find().filter(mails::Column::EmployeeId.eq(id));
    Ok(Goes {
        receipts: receipts::Entity::find()
            .filter(receipts::Column::EmployeeId.eq(id))
            .filter(receipts::Column::FileRemovedAt.is_null())
            .count(db)
            .await?,
        documents: leave()
            .filter(exemptions::Column::DocumentSha256.is_not_null())
            .count(db)
            .await?,
        leave: leave()
            .filter(exemptions::Column::Reason.ne(ExemptionReason::Other))
            .count(db)
            .await?,
        descriptions: described
            .filter(purchases::Column::Description.is_not_null())
            .count(db)
            .await?,
        mails: sent.count(db).await?,
        roles: roles::Entity::find().filter(roles::Column::EmployeeId.eq(id)).count(db).await?,
        access: access(db, id).await?,
        import_rows: import_changes::Entity::find()
            .filter(import_changes::Column::RecordId.eq(RecordId::from(id)))
            .filter(import_changes::Column::ImportId.in_subquery(imports_of_people()))
            .count(db)
            .await?,
    })
}

async fn access(db: &impl ConnectionTrait, id: EmployeeId) -> Result<u64> {
    let sessions = sessions::Entity::find().filter(sessions::Column::EmployeeId.eq(id));
    let keys = tokens::Entity::find().filter(tokens::Column::EmployeeId.eq(id));
    let known = devices::Entity::find().filter(devices::Column::EmployeeId.eq(id));
    let links = one_use_links::Entity::find().filter(one_use_links::Column::EmployeeId.eq(id));
    let (sessions, keys) = (sessions.count(db).await?, keys.count(db).await?);
    Ok(sessions + keys + known.count(db).await? + links.count(db).await?)
}

/// Counts what would stay.
pub async fn stays(db: &impl ConnectionTrait, id: EmployeeId) -> Result<Stays> {
    let bought = || purchases::Entity::find().filter(purchases::Column::EmployeeId.eq(id));
    let leave = exemptions::Entity::find().filter(exemptions::Column::EmployeeId.eq(id));
    let places = placements::Entity::find().filter(placements::Column::EmployeeId.eq(id));
    let closed = closed_results::Entity::find().filter(closed_results::Column::EmployeeId.eq(id));
    let noted = audit::Entity::find().filter(audit::Column::AboutId.eq(id));
    Ok(Stays {
        purchases: bought().count(db).await?,
        unreviewed: bought().filter(purchases::Column::State.eq(State::Recorded)).count(db).await?,
        leave: leave.count(db).await?,
        placements: places.count(db).await?,
        closed_periods: closed.count(db).await?,
        audit: noted.count(db).await?,
    })
}

/// Gives it up. The row of the person itself is the caller's; the sweep takes files away.
pub async fn forget(facts: &FactsLock<'_>, id: EmployeeId, now: DateTime<Utc>) -> Result<()> {
    let txn = facts.txn();
    forget_signatures(txn, id).await?;
    forget_access(txn, id).await?;
    bounces::forget(txn, id).await?;
    forget_mails(txn, id).await?;
    forget_purchases(txn, id, now).await?;
    shared_parts::end_open_of(txn, id, now).await?;
    forget_leave(txn, id).await?;
    forget_career(txn, id).await?;
    forget_imports(txn, id).await
}

/// Everybody who was erased, with when.
pub async fn erased(db: &impl ConnectionTrait) -> Result<Vec<(EmployeeId, DateTime<Utc>)>> {
    use employees::Column::{ErasedAt, Id};
    let found = employees::Entity::find().select_only().column(Id).column(ErasedAt);
    let found = found.filter(ErasedAt.is_not_null()).order_by_asc(Id);
    Ok(found.into_tuple().all(db).await?)
}

/// On the recaps that they sign or have signed. Their totals stay.
async fn forget_signatures(txn: &Txn, id: EmployeeId) -> Result<()> {
    let person = employees::Entity::find_by_id(id).one(txn).await?;
    let Some(number) = person.map(|person| person.number) else { return Ok(()) };
    letterheads::forget(txn, &number, UNSAID).await?;
    recaps::forget(txn, &number, UNSAID).await
}

async fn forget_access(txn: &Txn, id: EmployeeId) -> Result<()> {
    macro_rules! rows_of_theirs {
        ($($table:ident . $owner:ident),+ $(,)?) => {
            $($table::Entity::delete_many().filter($table::Column::$owner.eq(id)).exec(txn).await?;)+
        };
    }
    rows_of_theirs!(
        sessions.EmployeeId,
        sign_in_steps.EmployeeId,
        tokens.EmployeeId,
        devices.EmployeeId,
        one_use_links.EmployeeId,
        second_factors.EmployeeId,
        recovery_codes.EmployeeId,
        roles.EmployeeId,
        openings.OwnerId,
        purchase_drafts.EmployeeId,
        corrections.EmployeeId,
        likenesses.EmployeeId,
        push_subscriptions.EmployeeId,
    );
    Ok(())
}

async fn forget_mails(txn: &Txn, id: EmployeeId) -> Result<()> {
    use mails::Column as C;
    // One that is being sent this moment is settled no more: it would write down to whom. None is sent again.
    mails::Entity::update_many()
        .col_expr(C::State, Expr::value(MailState::Obsolete))
        .filter(C::EmployeeId.eq(id))
        .filter(C::State.is_in([MailState::Queued, MailState::Sending, MailState::Failed]))
        .exec(txn)
        .await?;
    mails::Entity::update_many()
        .col_expr(C::Recipient, nothing())
        .col_expr(C::Subject, nothing())
        .col_expr(C::Body, nothing())
        .col_expr(C::Address, nothing())
        .filter(C::EmployeeId.eq(id))
        .exec(txn)
        .await?;
    mails::Entity::update_many()
        .col_expr(C::Change, Expr::value("{}"))
        .filter(C::EmployeeId.eq(id))
        .filter(C::Change.is_not_null())
        .exec(txn)
        .await?;
    let sent =
        Query::select().column(C::Id).from(mails::Entity).and_where(C::EmployeeId.eq(id)).take();
    let bought = Query::select()
        .column(purchases::Column::Id)
        .from(purchases::Entity)
        .and_where(purchases::Column::EmployeeId.eq(id))
        .take();
    webhook_deliveries::Entity::update_many()
        .col_expr(webhook_deliveries::Column::Reply, Expr::value(""))
        .filter(
            Condition::any()
                .add(webhook_deliveries::Column::MailId.in_subquery(sent.clone()))
                .add(webhook_deliveries::Column::PurchaseId.in_subquery(bought)),
        )
        .exec(txn)
        .await?;
    delivery_attempts::Entity::update_many()
        .col_expr(delivery_attempts::Column::Reply, Expr::value(""))
        .filter(delivery_attempts::Column::MailId.in_subquery(sent))
        .exec(txn)
        .await?;
    Ok(())
}

async fn forget_purchases(txn: &Txn, id: EmployeeId, now: DateTime<Utc>) -> Result<()> {
    use purchases::Column as C;
    // That there was an order stays: it is the evidence.
    purchases::Entity::update_many()
        .col_expr(C::OrderNumber, Expr::value("–"))
        .filter(C::EmployeeId.eq(id))
        .filter(C::OrderNumber.is_not_null())
        .exec(txn)
        .await?;
    purchases::Entity::update_many()
        .col_expr(C::Description, nothing())
        .filter(C::EmployeeId.eq(id))
        .exec(txn)
        .await?;
    purchases::Entity::update_many()
        .col_expr(C::Reason, Expr::value(UNSAID))
        .filter(C::EmployeeId.eq(id))
        .filter(C::Reason.is_not_null())
        .exec(txn)
        .await?;
    receipts::Entity::delete_many()
        .filter(receipts::Column::EmployeeId.eq(id))
        .filter(receipts::Column::PurchaseId.is_null())
        .exec(txn)
        .await?;
    receipts::Entity::update_many()
        .col_expr(receipts::Column::FileRemovedAt, Expr::value(now))
        .filter(receipts::Column::EmployeeId.eq(id))
        .filter(receipts::Column::FileRemovedAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

async fn forget_leave(txn: &Txn, id: EmployeeId) -> Result<()> {
    use exemptions::Column as C;
    exemptions::Entity::update_many()
        .col_expr(C::Reason, Expr::value(ExemptionReason::Other))
        .col_expr(C::DocumentSha256, nothing())
        .col_expr(C::DocumentType, Expr::value(None::<MediaType>))
        .col_expr(C::DocumentBytes, Expr::value(None::<i64>))
        .filter(C::EmployeeId.eq(id))
        .exec(txn)
        .await?;
    for said in [C::DecisionReason, C::WithdrawnReason] {
        exemptions::Entity::update_many()
            .col_expr(said, Expr::value(UNSAID))
            .filter(C::EmployeeId.eq(id))
            .filter(said.is_not_null())
            .exec(txn)
            .await?;
    }
    declarations::Entity::update_many()
        .col_expr(declarations::Column::Reason, Expr::value(declaration::Reason::Other))
        .filter(declarations::Column::EmployeeId.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// The title of a post says whose it was; no figure asks for it.
async fn forget_career(txn: &Txn, id: EmployeeId) -> Result<()> {
    use transfers::Column as C;
    placements::Entity::update_many()
        .col_expr(placements::Column::PositionTitle, nothing())
        .filter(placements::Column::EmployeeId.eq(id))
        .exec(txn)
        .await?;
    for row in transfers::Entity::find().filter(C::EmployeeId.eq(id)).all(txn).await? {
        let untitled = |place| moves::written(&Placement { position_title: None, ..place });
        let (before, after) = row.placements()?;
        transfers::Entity::update_many()
            .col_expr(C::Before, Expr::value(untitled(before)))
            .col_expr(C::After, Expr::value(untitled(after)))
            .col_expr(C::Reason, Expr::value(row.reason.map(|_| UNSAID)))
            .filter(C::Id.eq(row.id))
            .exec(txn)
            .await?;
    }
    amendments::Entity::update_many()
        .col_expr(amendments::Column::Reason, Expr::value(UNSAID))
        .filter(amendments::Column::EmployeeId.eq(id))
        .filter(amendments::Column::Reason.is_not_null())
        .exec(txn)
        .await?;
    Ok(())
}

async fn forget_imports(txn: &Txn, id: EmployeeId) -> Result<()> {
    import_changes::Entity::delete_many()
        .filter(import_changes::Column::RecordId.eq(RecordId::from(id)))
        .filter(import_changes::Column::ImportId.in_subquery(imports_of_people()))
        .exec(txn)
        .await?;
    import_mappings::Entity::delete_many()
        .filter(import_mappings::Column::SavedBy.eq(id))
        .filter(import_mappings::Column::OnlyTheirs.eq(true))
        .exec(txn)
        .await?;
    Ok(())
}

/// Those whose records are people.
fn imports_of_people() -> SelectStatement {
    let kinds = [ImportKind::Employees, ImportKind::Placements];
    Query::select()
        .column(imports::Column::Id)
        .from(imports::Entity)
        .and_where(imports::Column::Kind.is_in(kinds))
        .take()
}

fn nothing() -> SimpleExpr {
    Expr::value(None::<String>)
}
