//! A recap that was issued: what it came to then, and who signs it.

use sea_orm::entity::prelude::*;

use pekan_rules::media::MediaType;
use pekan_rules::{EmployeeId, OfficeId, PeriodKind, RecapId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recaps")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: RecapId,
    pub code: String,
    pub office_id: OfficeId,
    pub period_kind: PeriodKind,
    pub period_start: Date,
    pub number: String,
    pub institution: String,
    pub office_name: String,
    pub address: Option<String>,
    pub contact: Option<String>,
    pub place: String,
    pub position: String,
    pub signer: String,
    pub signer_rank: Option<String>,
    pub signer_number: Option<String>,
    pub headcount: i64,
    pub obliged: i64,
    pub exempt: i64,
    pub met: i64,
    pub met_late: i64,
    pub short: i64,
    pub counted_amount: i64,
    pub shortfall_amount: i64,
    pub minimum_amount: i64,
    pub purchase_count: i64,
    pub amendment: Option<i32>,
    pub sheet_sha256: String,
    pub issued_by: EmployeeId,
    pub issued_at: DateTimeUtc,
    pub issued_on: Date,
    pub scan_sha256: Option<String>,
    pub scan_type: Option<MediaType>,
    pub scan_bytes: Option<i64>,
    pub scanned_by: Option<EmployeeId>,
    pub scanned_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
