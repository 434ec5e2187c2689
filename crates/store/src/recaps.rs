//! Recaps that were issued under a number and a code.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

pub use super::entities::recaps::Model as RecapRow;
use super::entities::recaps::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::media::MediaType;
use pekan_rules::recap::{Letterhead, Totals};
use pekan_rules::{EmployeeId, OfficeId, Period, RecapId, Summary};

impl RecapRow {
    pub fn period(&self) -> Period {
        Period::of(self.period_kind, self.period_start)
    }

    /// As it was signed. Of a closed period nobody is open.
    pub fn totals(&self) -> Totals {
        // People of one office: far below four thousand million.
        let people = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        let summary = Summary {
            headcount: people(self.headcount),
            obliged: people(self.obliged),
            exempt: people(self.exempt),
            met: people(self.met),
            met_late: people(self.met_late),
            open: 0,
            short: people(self.short),
            counted_amount: self.counted_amount,
            shortfall_amount: self.shortfall_amount,
        };
        Totals { summary, minimum: self.minimum_amount, count: self.purchase_count }
    }

    pub fn letterhead(&self) -> Letterhead {
        Letterhead {
            address: self.address.clone(),
            contact: self.contact.clone(),
            place: self.place.clone(),
            position: self.position.clone(),
            signer: self.signer.clone(),
            rank: self.signer_rank.clone(),
            signer_number: self.signer_number.clone(),
        }
    }

    /// Hash and type of the signed sheet, where it is kept.
    pub fn scan(&self) -> Option<(&str, MediaType)> {
        Some((self.scan_sha256.as_deref()?, self.scan_type?))
    }
}

/// Inserts one; its `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, row: RecapRow) -> Result<RecapId> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

/// Those of an office and a period, the newest first.
pub async fn of_office(
    db: &impl ConnectionTrait,
    office: OfficeId,
    period: &Period,
) -> Result<Vec<RecapRow>> {
    let found = Entity::find()
        .filter(Column::OfficeId.eq(office))
        .filter(Column::PeriodKind.eq(period.kind))
        .filter(Column::PeriodStart.eq(period.start));
    Ok(found.order_by_desc(Column::Id).all(db).await?)
}

pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<RecapRow>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db).await?)
}

pub async fn by_id(db: &impl ConnectionTrait, id: RecapId) -> Result<Option<RecapRow>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// A signed sheet as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    pub sha256: String,
    pub media_type: MediaType,
    pub bytes: i64,
    pub by: Option<EmployeeId>,
    pub at: DateTime<Utc>,
}

/// Puts the signed sheet of a recap in the place of the one before.
pub async fn put_scan(txn: &Txn, id: RecapId, scan: Scan) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ScanSha256, Expr::value(scan.sha256))
        .col_expr(Column::ScanType, Expr::value(scan.media_type.name()))
        .col_expr(Column::ScanBytes, Expr::value(scan.bytes))
        .col_expr(Column::ScannedBy, Expr::value(scan.by))
        .col_expr(Column::ScannedAt, Expr::value(scan.at))
        .filter(Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Whether some row names this stored file.
pub async fn is_scan(db: &impl ConnectionTrait, stored_sha256: &str) -> Result<bool> {
    let found = Entity::find().filter(Column::ScanSha256.eq(stored_sha256)).limit(1);
    Ok(found.one(db).await?.is_some())
}

/// Leaves somebody's name, rank and number out of those that they have signed.
pub(super) async fn forget(txn: &Txn, number: &str, unsaid: &str) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Signer, Expr::value(unsaid))
        .col_expr(Column::SignerRank, Expr::value(Option::<String>::None))
        .col_expr(Column::SignerNumber, Expr::value(Option::<String>::None))
        .filter(Column::SignerNumber.eq(number))
        .exec(txn)
        .await?;
    Ok(())
}
