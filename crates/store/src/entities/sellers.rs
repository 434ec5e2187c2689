//! A micro, small or medium business.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use pekan_rules::qris::{Criteria, QrisCheck};
use pekan_rules::seller::{self, Goods, SellerState};
use pekan_rules::{EmployeeId, SellerId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "sellers")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SellerId,
    pub name: String,
    pub district: Option<String>,
    pub name_key: String,
    pub district_key: String,
    pub ineligible_from: Option<Date>,
    pub ineligible_until: Option<Date>,
    /// The merchant number of its code (QRIS).
    pub nmid: Option<String>,
    /// What the code declares.
    pub qris_name: Option<String>,
    pub qris_city: Option<String>,
    pub qris_criteria: Option<Criteria>,
    pub qris_payload: Option<String>,
    pub qris_check: Option<QrisCheck>,
    /// The text of a code that declares something else, until somebody has looked at it.
    pub qris_seen: Option<String>,
    pub created_by: Option<EmployeeId>,
    pub created_at: DateTimeUtc,
    pub state: SellerState,
    pub goods: Option<Goods>,
    pub nib: Option<String>,
    pub phone: Option<String>,
    pub whatsapp: Option<String>,
    pub instagram: Option<String>,
    pub youtube: Option<String>,
    pub marketplace: Option<String>,
    pub training: Option<String>,
    pub market: Option<String>,
    pub stall: Option<String>,
    pub ineligible_reason: Option<String>,
    pub confirmed_by: Option<EmployeeId>,
    pub confirmed_at: Option<DateTimeUtc>,
    /// The seller that it is, where the same was written down twice.
    pub merged_into: Option<SellerId>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl Model {
    /// Whether it is marked as no small business on a day.
    pub fn is_marked(&self, day: Date) -> bool {
        seller::is_marked(self.ineligible_from, self.ineligible_until, day)
    }
}

impl ActiveModelBehavior for ActiveModel {}
