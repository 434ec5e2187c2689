//! The settings of the installation: sections of one page, each a form of its own. The first run
//! shows some of them too, one a step.

use rocket::{get, post};

use super::policies::reminder_fields;
use super::settings_form::{current, mail};
use super::{backups, first_steps};
use crate::rules::backup::BackupDraft;
use crate::rules::problem::Problem;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page, STEPS};
use crate::web::guards::context::Context;
use crate::web::guards::who::Administrator;
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::form::{Form, UploadForm};
use crate::web::input::parts::{NotOne, Parts};
use crate::web::input::takes::Logo;
use crate::web::views::settings::{SettingsForm, SettingsPage};
use crate::workflows::settings::change::Change;
use crate::workflows::settings::choose_logo;
use crate::workflows::{self, WorkflowError};

#[get("/admin/pengaturan")]
pub fn show(context: Context<'_, Administrator>) -> Page {
    page(&context, current(&context))
}

fn page(context: &Context<'_, Administrator>, form: SettingsForm) -> Page {
    let hours = reminder_fields::hours(context.user.language);
    let backups = backups::shown(context);
    context.render(&SettingsPage { form, hours, mail: mail(context), backups })
}

/// Saves a section.
#[post("/admin/pengaturan/<section>", data = "<form>")]
pub async fn save(
    section: &str,
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    let parts = form.0;
    let change = read(section, &parts)?;
    let step = step_of(&parts);
    let saved = workflows::settings::change(context.store(), &context.user.warrant(), change).await;
    let next = match step {
        Some(step) => format!("/admin/persiapan/{}", step + 1),
        None => format!("/admin/pengaturan#{section}"),
    };
    let submitted = form_values(&context, section, &parts);
    let again = again(&context, step, submitted);
    context.finish(saved.map(|()| next), "flash-admin-saved", again).await
}

/// The step of the first run on which a form was sent.
fn step_of(parts: &Parts) -> Option<u8> {
    parts.text("step").parse().ok().filter(|step| STEPS.contains(step))
}

async fn again(
    context: &Context<'_, Administrator>,
    step: Option<u8>,
    form: SettingsForm,
) -> Result<Page, HttpError> {
    match step {
        Some(step) => first_steps::page(context, step, form).await,
        None => Ok(page(context, form)),
    }
}

/// What is mailed after a close: to heads, to leaders.
const MAIL_BOXES: [&str; 2] = ["recap_to_heads", "summary_to_leaders"];

/// Every field of a section is sent, an unchecked box by its absence.
fn read(section: &str, parts: &Parts) -> Result<Change, HttpError> {
    let given = given(parts);
    let checked = |name| Some(parts.is_checked(name));
    let none = Change::default();
    match section {
        "instansi" => {
            parts.only(&["institution", "time_zone", "step"], &[])?;
            Ok(Change { institution: given("institution"), time_zone: given("time_zone"), ..none })
        }
        "bahasa" => {
            parts.only(&["language"], &["languages"])?;
            let languages = Some(parts.all("languages").to_vec());
            Ok(Change { language: given("language"), languages, ..none })
        }
        "tenggat" => deadlines(parts),
        "penyimpanan" => retention(parts),
        "keamanan" => {
            parts.only(&["second_factor_from"], &[])?;
            Ok(Change { second_factor_from: given("second_factor_from"), ..none })
        }
        "cadangan" => {
            parts.only(&["backup_hour", "backup_days", "backup_weeks", "backup_months"], &[])?;
            let [hour, days] = ["backup_hour", "backup_days"].map(given);
            let [weeks, months] = ["backup_weeks", "backup_months"].map(given);
            Ok(Change { backup: BackupDraft { hour, days, weeks, months }, ..none })
        }
        "penjual" => {
            parts.only(&["sellers_confirm"], &[])?;
            Ok(Change { sellers_confirm: checked("sellers_confirm"), ..none })
        }
        "terbuka" => {
            parts.only(&["transparency", "allowance_export"], &[])?;
            Ok(Change {
                transparency: checked("transparency"),
                allowance_export: checked("allowance_export"),
                ..none
            })
        }
        "tulisan" => mails(parts),
        "target" => {
            parts.only(&["target_rate"], &[])?;
            Ok(Change { target_rate: given("target_rate"), ..none })
        }
        "belanja" => {
            parts.only(&["channels", "seller_notice"], &[])?;
            let channels = parts.text("channels").lines().map(str::to_owned).collect();
            let seller_notice = given("seller_notice");
            Ok(Change { channels: Some(channels), seller_notice, ..none })
        }
        _ => Err(HttpError::not_found()),
    }
}

/// What a section sends is given, be it nothing.
fn given(parts: &Parts) -> impl Fn(&str) -> Option<String> + Copy {
    |name| Some(parts.text(name).to_owned())
}

/// When a period ends for whoever records late, and when they are reminded of it.
fn deadlines(parts: &Parts) -> Result<Change, HttpError> {
    let given = given(parts);
    let mut names = reminder_fields::FIELDS.to_vec();
    names.extend(["grace_days", "late_days"]);
    parts.only(&names, &[])?;
    Ok(Change {
        grace_days: given("grace_days"),
        late_days: given("late_days"),
        reminders: reminder_fields::read(parts),
        ..Change::default()
    })
}

/// For how long things are kept; a shorter time is confirmed.
fn retention(parts: &Parts) -> Result<Change, HttpError> {
    let given = given(parts);
    let spans = ["receipts_years", "documents_months", "mail_months"];
    let more = ["imports_months", "leavers_months", "devices_months", "confirm"];
    parts.only(&[&spans[..], &more[..]].concat(), &[])?;
    Ok(Change {
        receipts_years: given("receipts_years"),
        documents_months: given("documents_months"),
        mail_months: given("mail_months"),
        imports_months: given("imports_months"),
        leavers_months: given("leavers_months"),
        devices_months: given("devices_months"),
        confirm: parts.is_checked("confirm"),
        ..Change::default()
    })
}

/// What mails say, how many there are in a week, and who receives what after a close.
fn mails(parts: &Parts) -> Result<Change, HttpError> {
    let given = given(parts);
    parts.only(&[&["mail_note", "mails_a_week"][..], &MAIL_BOXES].concat(), &[])?;
    let [heads, leaders] = MAIL_BOXES.map(|name| Some(parts.is_checked(name)));
    Ok(Change {
        mail_note: given("mail_note"),
        mails_a_week: given("mails_a_week"),
        recap_to_heads: heads,
        summary_to_leaders: leaders,
        ..Change::default()
    })
}

/// What was typed into one section, with all others as they are.
fn form_values(context: &Context<'_, Administrator>, section: &str, parts: &Parts) -> SettingsForm {
    let mut form = current(context);
    if section == "bahasa" {
        form.values.set("language", parts.text("language"));
        form.languages = parts.all("languages").to_vec();
        return form;
    }
    form.values = form.values.overlaid(parts.values());
    let boxes: &[&str] = match section {
        "tenggat" => &reminder_fields::BOXES,
        "tulisan" => &MAIL_BOXES,
        _ => &[],
    };
    for on in boxes {
        form.values.set(on, if parts.is_checked(on) { "1" } else { "" });
    }
    form
}

/// Takes a picture, or takes it away.
#[post("/admin/pengaturan/logo", data = "<form>")]
pub async fn logo(
    context: Context<'_, Administrator>,
    form: UploadForm<Logo>,
) -> Result<Answer, HttpError> {
    let mut parts = form.0;
    parts.only(&["action", "step"], &["logo"])?;
    let (store, warrant) = (context.store(), context.user.warrant());
    let wrong = |code| Err(WorkflowError::invalid(Problem::new("logo", code)));
    let outcome = match parts.take_files().one() {
        Ok(Some(file)) => choose_logo::choose(store, &context.app.storage, &warrant, file).await,
        Ok(None) if parts.text("action") == "remove" => choose_logo::remove(store, &warrant).await,
        Ok(None) => wrong("missing"),
        Err(NotOne::Refused(error)) => Err(choose_logo::upload_error(&error)),
        Err(NotOne::TooMany) => wrong("field-twice"),
    };
    let step = step_of(&parts);
    let next = match step {
        Some(step) => format!("/admin/persiapan/{}", step + 1),
        None => "/admin/pengaturan#logo-section".into(),
    };
    let again = again(&context, step, current(&context));
    context.finish(outcome.map(|()| next), "flash-admin-saved", again).await
}

/// Sends a mail to whoever asks, now.
#[post("/admin/pengaturan/surel", data = "<form>")]
pub async fn try_mail(
    context: Context<'_, Administrator>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["step"], &[])?;
    let (user, app) = (&context.user, context.app);
    let (config, templates) = (&app.config, &app.templates);
    let tried = workflows::mail::send_test::test(
        &app.store,
        config,
        templates,
        &user.warrant(),
        &user.employee,
    )
    .await;
    let step = step_of(&form.0);
    let next = match step {
        Some(step) => format!("/admin/persiapan/{step}"),
        None => "/admin/pengaturan#surel".into(),
    };
    let again = again(&context, step, current(&context));
    context.finish(tried.map(|_| next), "flash-mail-tried", again).await
}
