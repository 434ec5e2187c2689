//! Bazaars, expos, campaigns and places at which small businesses sell.

use pekan_rules::event::{EventKind, EventState};
use pekan_rules::{EmployeeId, EventId};
use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: EventId,
    pub name: String,
    pub kind: EventKind,
    pub from_on: Date,
    /// None of a place that stays.
    pub to_on: Option<Date>,
    /// 1 is Monday; none where it is on every day.
    pub weekday: Option<i32>,
    pub place: Option<String>,
    pub district: Option<String>,
    pub organiser: Option<String>,
    pub expected_sellers: Option<i64>,
    pub state: EventState,
    /// Why it was cancelled.
    pub reason: Option<String>,
    pub created_by: EmployeeId,
    pub created_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
