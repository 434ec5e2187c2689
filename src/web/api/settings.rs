//! The settings of the installation, for administrators.

use chrono::NaiveDate;
use rocket::{State, get, patch};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::offices::given;
use super::reminders::{RemindersBody, RemindersJson, within_reminders};
use crate::rules::backup::BackupDraft;
use crate::rules::{Rulebook, Zone};
use crate::store::settings::Settings;
use crate::web::answers::json::{Answer, Body};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::{AppState, HttpError};
use crate::workflows;
use crate::workflows::settings::change::Change;

#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Serialize, ToSchema)]
pub struct SettingsJson {
    /// The name of the root office.
    institution: Option<String>,
    /// The zone of the root office.
    #[schema(value_type = Option<String>)]
    time_zone: Option<Zone>,
    /// The picture in the header of pages; it is chosen on the page of the settings.
    logo: Option<LogoJson>,
    /// Spoken to whoever has not chosen: `id` or `en`.
    language: &'static str,
    /// All that are offered.
    languages: Vec<&'static str>,
    /// Of new policies, where they say nothing else. Policies that are there keep theirs.
    grace_days: u32,
    /// Of new policies, like `grace_days`.
    late_days: u32,
    /// Of new policies, like `grace_days`.
    reminders: RemindersJson,
    /// Years after which the files of receipts go; their rows stay. `null` keeps them.
    receipts_years: Option<u32>,
    /// Months after which what mails said goes. `null` keeps it.
    documents_months: Option<u32>,
    mail_months: Option<u32>,
    /// Months after which the rows of imported tables go, by which imports are undone.
    imports_months: Option<u32>,
    /// Months after which addresses, telephones and passwords of people who have left go.
    leavers_months: Option<u32>,
    /// Months after which a browser that was not used is forgotten.
    devices_months: Option<u32>,
    /// The day from which on administrators have to have a second factor. `null`: never.
    second_factor_from: Option<NaiveDate>,
    /// The hour after which the worker takes a backup, in the zone of the institution.
    backup_hour: u32,
    /// Of so many days, weeks and months the newest backup is kept.
    backup_days: u32,
    backup_weeks: u32,
    backup_months: u32,
    /// Whether sellers are asked, by a link, what they sold.
    sellers_confirm: bool,
    /// The names of the channels that forms offer besides the built-in ones.
    channels: Vec<String>,
    /// Rupiah of a week above which a seller is pointed out. `null`: nobody is.
    seller_notice: Option<i64>,
    /// The share of obliged people who are to have met the minimum, in whole percent. `null`: none.
    target_rate: Option<u32>,
    /// A paragraph in mails that ask for something; `{nama}`, `{unit}` and `{instansi}` stand for the receiver's
    /// name, office and institution. `null`: none.
    mail_note: Option<String>,
    /// So many mails that are not about their account somebody gets in a week at the most, from 1 to 14.
    mails_a_week: u32,
    /// Whether closed periods are handed over to the system that reckons allowances.
    allowance_export: bool,
    /// Whether anybody may read totals of closed periods at `/transparansi`, without names.
    transparency: bool,
    /// Whether heads get a mail with what their office has come to after each close.
    recap_to_heads: bool,
    /// Whether leaders get a summary of all offices after each close.
    summary_to_leaders: bool,
}

#[derive(Serialize, ToSchema)]
pub struct LogoJson {
    url: String,
    width: u32,
    height: u32,
}

impl SettingsJson {
    fn of(settings: &Settings, rulebook: &Rulebook) -> Self {
        let root = rulebook.offices.roots().next();
        let (languages, defaults) = (&settings.languages, &settings.policy_defaults);
        let plan = settings.backup_plan;
        Self {
            institution: root.map(|root| root.name.clone()),
            time_zone: root.map(|root| root.zone),
            logo: settings.logo.as_ref().map(|logo| LogoJson {
                url: format!("/logo/{}", logo.sha256),
                width: logo.width,
                height: logo.height,
            }),
            language: languages.default.name(),
            languages: languages.offered.iter().map(|language| language.name()).collect(),
            grace_days: defaults.grace_days,
            late_days: defaults.late_days,
            reminders: defaults.reminders.into(),
            receipts_years: settings.retention.receipts_years,
            documents_months: settings.retention.documents_months,
            mail_months: settings.retention.mail_months,
            imports_months: settings.retention.imports_months,
            leavers_months: settings.retention.leavers_months,
            devices_months: settings.retention.devices_months,
            second_factor_from: settings.second_factor.administrators_from,
            backup_hour: plan.hour,
            backup_days: plan.days,
            backup_weeks: plan.weeks,
            backup_months: plan.months,
            sellers_confirm: settings.sellers_confirm,
            channels: settings.channels.offered().map(|own| own.name.clone()).collect(),
            seller_notice: settings.seller_notice,
            target_rate: settings.target_rate.percent(),
            mail_note: settings.mail_note.as_ref().map(|note| note.as_str().to_owned()),
            mails_a_week: settings.mails_a_week.get(),
            allowance_export: settings.allowance_export,
            transparency: settings.transparency,
            recap_to_heads: settings.close_mails.heads,
            summary_to_leaders: settings.close_mails.leaders,
        }
    }
}

/// What is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsChange {
    institution: Option<String>,
    /// `Asia/Jakarta`, `Asia/Makassar` or `Asia/Jayapura`.
    time_zone: Option<String>,
    language: Option<String>,
    languages: Option<Vec<String>>,
    grace_days: Option<u32>,
    late_days: Option<u32>,
    reminders: Option<RemindersBody>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>)]
    receipts_years: Option<Option<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>)]
    documents_months: Option<Option<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>)]
    mail_months: Option<Option<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>)]
    imports_months: Option<Option<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>)]
    leavers_months: Option<Option<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>)]
    devices_months: Option<Option<u32>>,
    /// That what a shorter retention removes may go.
    #[serde(default)]
    confirm: bool,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    second_factor_from: Option<Option<String>>,
    backup_hour: Option<u32>,
    backup_days: Option<u32>,
    backup_weeks: Option<u32>,
    backup_months: Option<u32>,
    sellers_confirm: Option<bool>,
    /// All channels that are offered besides the built-in ones, by name.
    channels: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    seller_notice: Option<Option<i64>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>)]
    target_rate: Option<Option<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    mail_note: Option<Option<String>>,
    mails_a_week: Option<u32>,
    allowance_export: Option<bool>,
    transparency: Option<bool>,
    recap_to_heads: Option<bool>,
    summary_to_leaders: Option<bool>,
}

impl From<SettingsChange> for Change {
    fn from(sent: SettingsChange) -> Self {
        let text = |number: u32| number.to_string();
        let stored = |span: Option<u32>| span.map(text).unwrap_or_default();
        Self {
            institution: sent.institution,
            time_zone: sent.time_zone,
            language: sent.language,
            languages: sent.languages,
            grace_days: sent.grace_days.map(text),
            late_days: sent.late_days.map(text),
            reminders: sent.reminders.map(Into::into).unwrap_or_default(),
            receipts_years: sent.receipts_years.map(stored),
            documents_months: sent.documents_months.map(stored),
            mail_months: sent.mail_months.map(stored),
            imports_months: sent.imports_months.map(stored),
            leavers_months: sent.leavers_months.map(stored),
            devices_months: sent.devices_months.map(stored),
            confirm: sent.confirm,
            second_factor_from: sent.second_factor_from.map(Option::unwrap_or_default),
            backup: BackupDraft {
                hour: sent.backup_hour.map(text),
                days: sent.backup_days.map(text),
                weeks: sent.backup_weeks.map(text),
                months: sent.backup_months.map(text),
            },
            sellers_confirm: sent.sellers_confirm,
            channels: sent.channels,
            seller_notice: sent
                .seller_notice
                .map(|amount| amount.map(|rupiah| rupiah.to_string()).unwrap_or_default()),
            target_rate: sent.target_rate.map(|percent| percent.map(text).unwrap_or_default()),
            mail_note: sent.mail_note.map(Option::unwrap_or_default),
            mails_a_week: sent.mails_a_week.map(text),
            allowance_export: sent.allowance_export,
            transparency: sent.transparency,
            recap_to_heads: sent.recap_to_heads,
            summary_to_leaders: sent.summary_to_leaders,
        }
    }
}

/// What the installation has chosen.
#[utoipa::path(context_path = "/api", tag = "settings",
    responses((status = 200, body = SettingsJson)))]
#[get("/v1/settings")]
pub fn show(caller: Caller<Administrator>) -> Answer<SettingsJson> {
    Answer::ok(SettingsJson::of(&caller.0.settings, &caller.0.rulebook))
}

/// Changes settings; what is left out stays.
#[utoipa::path(context_path = "/api", tag = "settings", request_body = SettingsChange,
    responses((status = 200, body = SettingsJson)))]
#[patch("/v1/settings", data = "<body>")]
pub async fn change(
    caller: Caller,
    body: Body<SettingsChange>,
    app: &State<AppState>,
) -> Result<Answer<SettingsJson>, HttpError> {
    let (user, store) = (caller.0, &app.store);
    let changed = workflows::settings::change(store, &user.warrant(), body.0.into()).await;
    changed.map_err(within_reminders)?;
    let (settings, rulebook) = (store.settings().await?, store.rulebook().await?);
    Ok(Answer::ok(SettingsJson::of(&settings, &rulebook)))
}
