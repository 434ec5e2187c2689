//! Values of the installation, by name; and those that every page asks for, read at once.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::entities::settings::{Column, Entity, Model};
use super::{Result, Txn, broken};
use pekan_rules::Languages;
use pekan_rules::backup::{BackupPlan, Backups};
use pekan_rules::calm::MailsAWeek;
use pekan_rules::channel::Channels;
use pekan_rules::close_mail::CloseMails;
use pekan_rules::contact::Contacts;
use pekan_rules::mail_note::MailNote;
use pekan_rules::outage::MailOutage;
use pekan_rules::second_factor::SecondFactorRule;
use pekan_rules::target::Target;
use pekan_rules::{PolicyDefaults, Retention};

/// SHA-256 of the token that opens the first-run page.
pub const SETUP_TOKEN: &str = "setup_token_sha256";
/// The ways into a demonstration, as JSON.
pub const DEMO_LOGINS: &str = "demo_logins";
/// When a worker last looked, RFC 3339.
pub const HEARTBEAT: &str = "worker_heartbeat";
/// When somebody last tried whether the database can be written.
pub const PROBE: &str = "write_probe";
/// When a stranger last asked for a new password, RFC 3339: as much work as somebody's.
pub const UNKNOWN_RESET: &str = "unknown_reset";
/// The private key by which push services know us, base64url: never shown, noted or logged.
pub const PUSH_KEY: &str = "push_key";
/// The private key of what this installation signs, base64: never shown, noted or logged.
pub const SIGNING_KEY: &str = "signing_key";
/// The end of the chain of the audit, as JSON.
pub const AUDIT_HEAD: &str = "audit_head";
/// When a worker last looked what to close, RFC 3339.
pub const CLOSE_LOOK: &str = "close_look";
/// When a worker last found that the clock had leapt, RFC 3339.
pub const CLOCK_LEAPT: &str = "clock_leapt";
/// The day from which on the worker closes periods by itself.
pub const CLOSE_FROM: &str = "close_from";
/// The parts of [`Settings`], each as JSON.
pub const LANGUAGES: &str = "languages";
pub const POLICY_DEFAULTS: &str = "policy_defaults";
pub const RETENTION: &str = "retention";
pub const LOGO: &str = "logo";
pub const FIRST_STEPS: &str = "first_steps";
pub const MAIL_TEST: &str = "mail_test";
pub const MAIL_OUTAGE: &str = "mail_outage";
pub const CONTACTS: &str = "contacts";
pub const SECOND_FACTOR: &str = "second_factor";
pub const BACKUP_PLAN: &str = "backup";
pub const BACKUPS: &str = "backups";
pub const SELLERS_CONFIRM: &str = "sellers_confirm";
pub const CHANNELS: &str = "channels";
pub const EVENT_PLANS: &str = "event_plans";
pub const SELLER_NOTICE: &str = "seller_notice";
pub const MAIL_NOTE: &str = "mail_note";
pub const MAILS_A_WEEK: &str = "mails_a_week";
pub const CLOSE_MAILS: &str = "close_mails";
/// The public part of [`PUSH_KEY`].
pub const PUSH_PUBLIC: &str = "push_public";
pub const TARGET_RATE: &str = "target_rate";
pub const ALLOWANCE_EXPORT: &str = "allowance_export";
pub const TRANSPARENCY: &str = "transparency";

/// What administrators have chosen for the installation. Its name and zone are those of the root
/// office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub languages: Languages,
    pub policy_defaults: PolicyDefaults,
    pub retention: Retention,
    pub logo: Option<Logo>,
    /// How far a new installation has come; none where nobody was led through the first steps.
    pub first_steps: Option<FirstSteps>,
    pub mail_test: Option<MailTest>,
    /// While the mail server serves nobody.
    pub mail_outage: Option<MailOutage>,
    /// Who helps the people of which office.
    pub contacts: Contacts,
    pub second_factor: SecondFactorRule,
    pub backup_plan: BackupPlan,
    /// How backups and their rehearsals went.
    pub backups: Backups,
    /// Whether sellers are asked what they sold.
    pub sellers_confirm: bool,
    /// By which purchases are made, besides the built-in ones.
    pub channels: Channels,
    /// How many events are planned for which year.
    pub event_plans: BTreeMap<i32, u32>,
    /// Rupiah of a week above which a seller is pointed out; none points out nobody.
    pub seller_notice: Option<i64>,
    /// What is added to mails that ask for something.
    pub mail_note: Option<MailNote>,
    /// More mails than this nobody gets in a week.
    pub mails_a_week: MailsAWeek,
    /// What is mailed to heads and leaders after a close.
    pub close_mails: CloseMails,
    /// The key with which browsers ask their push service for an address that we alone can use, base64url.
    pub push_public: Option<String>,
    /// What share of people is to have met the minimum.
    pub target_rate: Target,
    /// Whether closed periods are handed over to the system that reckons allowances.
    pub allowance_export: bool,
    /// Whether anybody may read totals of closed periods, without names.
    pub transparency: bool,
}

/// The picture in the header of pages; its bytes are in [`super::logos`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    pub sha256: String,
    pub width: u32,
    pub height: u32,
}

/// What was seen to after the first administrator was made. Whether there are policies and people
/// is asked of those.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstSteps {
    /// Somebody has looked over the institution's settings.
    pub institution: bool,
    /// The list of what comes next is not shown any more.
    pub hidden: bool,
}

/// What became of the last test mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailTest {
    pub at: DateTime<Utc>,
    pub to: String,
    pub outcome: MailOutcome,
    /// In the words of the mail server or of the system.
    pub answer: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailOutcome {
    /// The mail server has taken it.
    Accepted,
    /// No mail server is set: it lies in a folder.
    Written,
    /// The mail server will never take it.
    Refused,
    /// Not this time: no connection, silence, a sign-in that failed, a server that is busy.
    Failed,
}

/// Reads them from a connection or, inside a write, from its transaction.
pub async fn read(db: &impl ConnectionTrait) -> Result<Settings> {
    let names = [
        LANGUAGES,
        POLICY_DEFAULTS,
        RETENTION,
        LOGO,
        FIRST_STEPS,
        MAIL_TEST,
        MAIL_OUTAGE,
        CONTACTS,
        SECOND_FACTOR,
        BACKUP_PLAN,
        BACKUPS,
        SELLERS_CONFIRM,
        CHANNELS,
        EVENT_PLANS,
        SELLER_NOTICE,
        TARGET_RATE,
        MAIL_NOTE,
        MAILS_A_WEEK,
        CLOSE_MAILS,
        PUSH_PUBLIC,
        ALLOWANCE_EXPORT,
        TRANSPARENCY,
    ];
    let rows = Entity::find().filter(Column::Name.is_in(names)).all(db).await?;
    Ok(Settings {
        languages: parsed(&rows, LANGUAGES)?.unwrap_or_default(),
        policy_defaults: parsed(&rows, POLICY_DEFAULTS)?.unwrap_or_default(),
        retention: parsed(&rows, RETENTION)?.unwrap_or_default(),
        logo: parsed(&rows, LOGO)?,
        first_steps: parsed(&rows, FIRST_STEPS)?,
        mail_test: parsed(&rows, MAIL_TEST)?,
        mail_outage: parsed(&rows, MAIL_OUTAGE)?.flatten(),
        contacts: parsed(&rows, CONTACTS)?.unwrap_or_default(),
        second_factor: parsed(&rows, SECOND_FACTOR)?.unwrap_or_default(),
        backup_plan: parsed(&rows, BACKUP_PLAN)?.unwrap_or_default(),
        backups: parsed(&rows, BACKUPS)?.unwrap_or_default(),
        sellers_confirm: parsed(&rows, SELLERS_CONFIRM)?.unwrap_or_default(),
        channels: parsed(&rows, CHANNELS)?.unwrap_or_default(),
        event_plans: parsed(&rows, EVENT_PLANS)?.unwrap_or_default(),
        seller_notice: parsed(&rows, SELLER_NOTICE)?.unwrap_or_default(),
        mail_note: parsed(&rows, MAIL_NOTE)?.unwrap_or_default(),
        mails_a_week: parsed(&rows, MAILS_A_WEEK)?.unwrap_or_default(),
        close_mails: parsed(&rows, CLOSE_MAILS)?.unwrap_or_default(),
        push_public: parsed(&rows, PUSH_PUBLIC)?,
        target_rate: parsed(&rows, TARGET_RATE)?.unwrap_or_default(),
        allowance_export: parsed(&rows, ALLOWANCE_EXPORT)?.unwrap_or_default(),
        transparency: parsed(&rows, TRANSPARENCY)?.unwrap_or_default(),
    })
}

fn parsed<T: DeserializeOwned>(rows: &[Model], name: &str) -> Result<Option<T>> {
    let Some(row) = rows.iter().find(|row| row.name == name) else { return Ok(None) };
    serde_json::from_str(&row.value).map(Some).map_err(|_| broken(name, &row.value))
}

pub async fn get(db: &impl ConnectionTrait, name: &str) -> Result<Option<String>> {
    Ok(Entity::find_by_id(name).one(db).await?.map(|row| row.value))
}

/// The same, for a transaction that will put another value; others wait for it.
pub async fn locked(txn: &Txn, name: &str) -> Result<Option<String>> {
    let found = Entity::find_by_id(name).lock_exclusive().one(txn).await?;
    Ok(found.map(|row| row.value))
}

pub async fn put(txn: &Txn, name: &str, value: &str) -> Result<()> {
    let row = Model { name: name.into(), value: value.into() }.into_active_model().reset_all();
    let replace = OnConflict::column(Column::Name).update_column(Column::Value).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(txn).await?;
    Ok(())
}

/// Changes how the backups stand: what `change` makes of it is put, unless it says no. Of two nodes that
/// begin in the same instant one sees the other's change.
pub async fn change_backups(txn: &Txn, change: impl FnOnce(&mut Backups) -> bool) -> Result<bool> {
    put_if_absent(txn, BACKUPS, "{\"backup\":{},\"rehearsal\":{}}").await?;
    let rows = Entity::find().filter(Column::Name.eq(BACKUPS)).lock_exclusive().all(txn).await?;
    let mut backups = parsed(&rows, BACKUPS)?.unwrap_or_default();
    let changed = change(&mut backups);
    if changed {
        put_part(txn, BACKUPS, &backups).await?;
    }
    Ok(changed)
}

/// The same of the mail server.
pub async fn change_mail_outage(
    txn: &Txn,
    change: impl FnOnce(&mut Option<MailOutage>) -> bool,
) -> Result<bool> {
    put_if_absent(txn, MAIL_OUTAGE, "null").await?;
    let rows =
        Entity::find().filter(Column::Name.eq(MAIL_OUTAGE)).lock_exclusive().all(txn).await?;
    let mut outage = parsed(&rows, MAIL_OUTAGE)?.flatten();
    let changed = change(&mut outage);
    if changed {
        put_part(txn, MAIL_OUTAGE, &outage).await?;
    }
    Ok(changed)
}

/// Puts a value unless there is one.
pub async fn put_if_absent(txn: &Txn, name: &str, value: &str) -> Result<()> {
    let row = Model { name: name.into(), value: value.into() }.into_active_model().reset_all();
    let stay = OnConflict::column(Column::Name).do_nothing().to_owned();
    Entity::insert(row).on_conflict(stay).exec_without_returning(txn).await?;
    Ok(())
}

/// Puts one of the parts of [`Settings`].
pub async fn put_part(txn: &Txn, name: &str, part: &impl Serialize) -> Result<()> {
    let json = serde_json::to_string(part).map_err(|error| broken(name, &error.to_string()))?;
    put(txn, name, &json).await
}

pub async fn remove(txn: &Txn, name: &str) -> Result<()> {
    Entity::delete_by_id(name).exec(txn).await?;
    Ok(())
}

/// Removes a value. Returns whether it was there.
pub async fn take(txn: &Txn, name: &str) -> Result<bool> {
    Ok(Entity::delete_by_id(name).exec(txn).await?.rows_affected > 0)
}
