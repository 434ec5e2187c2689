//! A person; whether they may sign in, and how.

use sea_orm::entity::prelude::*;

use pekan_rules::EmployeeId;
use pekan_rules::language::Language;
use pekan_rules::mail::MailChoice;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employees")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: EmployeeId,
    pub number: String,
    pub name: String,
    /// What the name is looked for by; whatever writes the row sets it.
    pub name_key: String,
    /// Several people may share one.
    pub email: Option<String>,
    pub phone: Option<String>,
    /// In lower case.
    pub login: Option<String>,
    pub password_hash: Option<String>,
    pub language: Option<Language>,
    pub mute_midweek: bool,
    pub mail_choice: MailChoice,
    /// Notices of a day come as one mail.
    pub one_mail_a_day: bool,
    /// They are told how they stood when a period is closed.
    pub wants_results: bool,
    /// Since when somebody who looks after them keeps them out.
    pub disabled_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    /// Since when nothing here says who they were.
    pub erased_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
