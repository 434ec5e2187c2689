//! Who is asking, in one statement: whose session or API token it is, where they work, and what
//! they may do.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
    Select,
};
use serde::Deserialize;

use super::Result;
use super::entities::employees::{self, Column as Employee};
use super::entities::{sessions, tokens};
use super::gather::{self, Lists, Rows};
use super::placements::{self, PlacementRow};
use super::roles::{self, RoleRow};
use super::second_factors;
use pekan_rules::language::Language;
use pekan_rules::mail::MailChoice;
use pekan_rules::session::Session;
use pekan_rules::{EmployeeId, Placement, Role};

/// Somebody who has signed in.
#[derive(Clone, Debug)]
pub struct Identity {
    pub person: Person,
    /// Oldest first.
    pub placements: Vec<Placement>,
    /// Those that were not revoked, of whatever days.
    pub roles: Vec<Role>,
    /// None for an API token.
    pub session: Option<Session>,
    /// None for a session.
    pub key: Option<Key>,
    /// Whether the account was disabled.
    pub is_disabled: bool,
    /// Whether a code is asked for beside the password.
    pub has_second_factor: bool,
    pub has_password: bool,
}

/// A key to the API with which somebody came.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Key {
    pub created_at: DateTime<Utc>,
    /// When its use was last noted.
    pub seen_at: Option<DateTime<Utc>>,
}

/// What pages show of whoever asks.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: EmployeeId,
    pub number: String,
    pub name: String,
    pub email: Option<String>,
    pub language: Option<Language>,
    pub mute_midweek: bool,
    pub mail_choice: MailChoice,
    pub one_mail_a_day: bool,
    pub wants_results: bool,
}

/// Whose session this is, unless it has ended.
pub async fn by_session(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Identity>> {
    let session = sessions::Entity::find()
        .join(JoinType::InnerJoin, sessions::Relation::Employee.def())
        .filter(sessions::Column::TokenHash.eq(token_hash));
    let rows = Rows::blank(session)
        .with_column(sessions::Column::ExpiresAt)
        .with_model::<sessions::Entity>("session");
    one(db, with_person(rows), now).await
}

/// Whose API token this is, unless it has expired.
pub async fn by_token(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Identity>> {
    let token: Select<tokens::Entity> = tokens::Entity::find()
        .join(JoinType::InnerJoin, tokens::Relation::Employee.def())
        .filter(tokens::Column::TokenHash.eq(token_hash));
    let rows = Rows::of(token, [tokens::Column::ExpiresAt]).with_model::<tokens::Entity>("key");
    one(db, with_person(rows), now).await
}

/// Somebody who has just shown who they are, as they stand now.
pub async fn of(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Option<Identity>> {
    let person = employees::Entity::find_by_id(employee);
    one(db, with_person(Rows::blank(person)), now).await
}

fn with_person(rows: Rows) -> Rows {
    let own = |column: Expr| column.equals((employees::Entity, Employee::Id));
    let placements = placements::rows(own(placements::employee()));
    let roles = roles::standing_rows(own(roles::employee()));
    [
        Employee::Id,
        Employee::Number,
        Employee::Name,
        Employee::Email,
        Employee::Language,
        Employee::MuteMidweek,
        Employee::MailChoice,
        Employee::OneMailADay,
        Employee::WantsResults,
        Employee::DisabledAt,
    ]
    .into_iter()
    .fold(rows, Rows::with_column)
    .with("has_second_factor", Expr::exists(second_factors::exists()))
    .with("has_password", Expr::col((employees::Entity, Employee::PasswordHash)).is_not_null())
    .with_list("placements", placements)
    .with_list("roles", roles)
}

#[derive(Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "a column each")]
struct Found {
    /// None for somebody who has just shown who they are.
    expires_at: Option<DateTime<Utc>>,
    session: Option<FoundSession>,
    key: Option<Key>,
    id: EmployeeId,
    number: String,
    name: String,
    email: Option<String>,
    language: Option<Language>,
    #[serde(deserialize_with = "gather::boolean")]
    mute_midweek: bool,
    mail_choice: MailChoice,
    #[serde(deserialize_with = "gather::boolean")]
    one_mail_a_day: bool,
    #[serde(deserialize_with = "gather::boolean")]
    wants_results: bool,
    disabled_at: Option<DateTime<Utc>>,
    #[serde(deserialize_with = "gather::boolean")]
    has_second_factor: bool,
    #[serde(deserialize_with = "gather::boolean")]
    has_password: bool,
    #[serde(deserialize_with = "gather::nested")]
    placements: Vec<PlacementRow>,
    #[serde(deserialize_with = "gather::nested")]
    roles: Vec<RoleRow>,
}

#[derive(Deserialize)]
struct FoundSession {
    #[serde(deserialize_with = "gather::boolean")]
    remembered: bool,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    confirmed_at: DateTime<Utc>,
    vouched_at: Option<DateTime<Utc>>,
}

async fn one(
    db: &impl ConnectionTrait,
    rows: Rows,
    now: DateTime<Utc>,
) -> Result<Option<Identity>> {
    let answer = Lists::new(db).with("found", rows).ask(db).await?;
    let found = answer
        .list::<Found>("found")?
        .pop()
        .filter(|found| found.expires_at.is_none_or(|until| until > now));
    let Some(found) = found else { return Ok(None) };
    Ok(Some(Identity {
        person: Person {
            id: found.id,
            number: found.number,
            name: found.name,
            email: found.email,
            language: found.language,
            mute_midweek: found.mute_midweek,
            mail_choice: found.mail_choice,
            one_mail_a_day: found.one_mail_a_day,
            wants_results: found.wants_results,
        },
        placements: placements::read(found.placements),
        roles: found.roles.iter().map(roles::role).collect(),
        key: found.key,
        has_second_factor: found.has_second_factor,
        has_password: found.has_password,
        is_disabled: found.disabled_at.is_some(),
        session: found.session.map(|found| Session {
            remembered: found.remembered,
            created_at: found.created_at,
            seen_at: found.seen_at,
            confirmed_at: found.confirmed_at,
            vouched_at: found.vouched_at,
        }),
    }))
}
