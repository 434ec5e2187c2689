//! A photo or PDF that evidences a purchase.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use pekan_rules::media::MediaType;
use pekan_rules::{EmployeeId, PurchaseId, ReceiptId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "receipts")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ReceiptId,
    pub employee_id: EmployeeId,
    pub uploaded_by: EmployeeId,
    pub purchase_id: Option<PurchaseId>,
    pub upload_sha256: String,
    pub stored_sha256: String,
    pub media_type: MediaType,
    pub bytes: i64,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub created_at: DateTimeUtc,
    #[serde(deserialize_with = "crate::gather::boolean")]
    pub released: bool,
    /// Since when the row has no file any more.
    pub file_removed_at: Option<DateTimeUtc>,
    /// Since when its purchase has others in its place.
    pub replaced_at: Option<DateTimeUtc>,
    /// Since when its photo has been compared with the others.
    pub compared_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
