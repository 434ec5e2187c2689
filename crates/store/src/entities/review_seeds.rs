//! By which the sample of a week is drawn.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "review_seeds")]
pub struct Model {
    /// Its Monday.
    #[sea_orm(primary_key, auto_increment = false)]
    pub week: Date,
    pub seed: String,
    /// How many of a hundred.
    pub percent: i16,
    pub made_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
