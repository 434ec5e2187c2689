//! The settings of the installation: sections of one page, each a form of its own. The first run
//! shows some of them too, one a step.

use rocket::{get, post};

use super::policies::reminder_fields;
use super::{Desk, first_steps, zone};
use crate::rules::problem::Problem;
use crate::web::Failure;
use crate::web::answers::page::{Answer, Page};
use crate::web::input::form::{Form, UploadForm};
use crate::web::input::multipart::Logo;
use crate::web::input::parts::{NotOne, Parts};
use crate::web::request::local;
use crate::web::views::form_values::FormValues;
use crate::web::views::settings::{MailSettings, MailTestResult, SettingsForm, SettingsPage};
use crate::workflows::settings::change::Change;
use crate::workflows::settings::choose_logo;
use crate::workflows::{self, Refused};

#[get("/admin/pengaturan")]
pub fn show(desk: Desk<'_>) -> Page {
    page(&desk, current(&desk))
}

fn page(desk: &Desk<'_>, form: SettingsForm) -> Page {
    let hours = reminder_fields::hours(desk.me.language);
    desk.show(&SettingsPage { form, hours, mail: mail(desk) })
}

/// What the forms show before anything is typed.
pub fn current(desk: &Desk<'_>) -> SettingsForm {
    let (settings, root) = (&desk.me.settings, desk.offices().roots().next());
    let defaults = &settings.policy_defaults;
    let languages = settings.languages.offered.iter().map(|language| language.name().to_owned());
    let values = FormValues::default()
        .with_some("institution", root.map(|root| &root.name))
        .with_some("time_zone", root.map(|root| root.zone.name()))
        .with("language", settings.languages.default.name())
        .with("grace_days", defaults.grace_days)
        .with("late_days", defaults.late_days)
        .with_some("receipts_years", settings.retention.receipts_years)
        .with_some("mail_months", settings.retention.mail_months)
        .overlaid(reminder_fields::values(defaults.reminders));
    SettingsForm { values, languages: languages.collect() }
}

/// How mail leaves, and what became of the last test.
pub fn mail(desk: &Desk<'_>) -> MailSettings {
    let (me, config) = (&desk.me, &desk.pekan.config);
    let zone = zone(me);
    let test = me.settings.mail_test.as_ref().map(|test| MailTestResult {
        at: local(test.at, zone),
        to: test.to.clone(),
        outcome: test.outcome,
        answer: test.answer.clone(),
    });
    MailSettings {
        // Without the name and password that may stand in the address.
        server: config.smtp_url.as_deref().map(server),
        from: config.mail_from.clone(),
        to: me.me.email.clone(),
        zone: zone.label().to_owned(),
        test,
    }
}

fn server(address: &str) -> String {
    let Ok(url) = url::Url::parse(address) else { return String::new() };
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Saves a section.
#[post("/admin/pengaturan/<section>", data = "<form>")]
pub async fn save(section: &str, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let parts = form.0;
    let change = read(section, &parts)?;
    let step = step_of(&parts);
    let saved = workflows::settings::change(desk.store(), &desk.me.by(), change, desk.me.now).await;
    let next = match step {
        Some(step) => format!("/admin/persiapan/{}", step + 1),
        None => format!("/admin/pengaturan#{section}"),
    };
    let typed = typed(&desk, section, &parts);
    let again = again(&desk, step, typed);
    desk.finish(saved.map(|()| next), "flash-admin-saved", again).await
}

/// The step of the first run on which a form was sent.
fn step_of(parts: &Parts) -> Option<u8> {
    parts.text("step").parse().ok().filter(|step| first_steps::STEPS.contains(step))
}

async fn again(desk: &Desk<'_>, step: Option<u8>, form: SettingsForm) -> Result<Page, Failure> {
    match step {
        Some(step) => first_steps::page(desk, step, form).await,
        None => Ok(page(desk, form)),
    }
}

/// Every field of a section is sent, an unchecked box by its absence.
fn read(section: &str, parts: &Parts) -> Result<Change, Failure> {
    let given = |name: &str| Some(parts.text(name).to_owned());
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
        "tenggat" => {
            let mut names = reminder_fields::FIELDS.to_vec();
            names.extend(["grace_days", "late_days"]);
            parts.only(&names, &[])?;
            Ok(Change {
                grace_days: given("grace_days"),
                late_days: given("late_days"),
                reminders: reminder_fields::read(parts),
                ..none
            })
        }
        "penyimpanan" => {
            parts.only(&["receipts_years", "mail_months"], &[])?;
            let (receipts_years, mail_months) = (given("receipts_years"), given("mail_months"));
            Ok(Change { receipts_years, mail_months, ..none })
        }
        _ => Err(Failure::not_found()),
    }
}

/// What was typed into one section, with all others as they are.
fn typed(desk: &Desk<'_>, section: &str, parts: &Parts) -> SettingsForm {
    let mut form = current(desk);
    if section == "bahasa" {
        form.values.set("language", parts.text("language"));
        form.languages = parts.all("languages").to_vec();
        return form;
    }
    form.values = form.values.overlaid(parts.values());
    if section == "tenggat" {
        for on in reminder_fields::BOXES {
            form.values.set(on, if parts.is_checked(on) { "1" } else { "" });
        }
    }
    form
}

/// Takes a picture, or takes it away.
#[post("/admin/pengaturan/logo", data = "<form>")]
pub async fn logo(desk: Desk<'_>, form: UploadForm<Logo>) -> Result<Answer, Failure> {
    let mut parts = form.0;
    parts.only(&["action", "step"], &["logo"])?;
    let (store, by, now) = (desk.store(), desk.me.by(), desk.me.now);
    let wrong = |code| Err(Refused::invalid(Problem::new("logo", code)));
    let outcome = match parts.take_files().one() {
        Ok(Some(file)) => choose_logo::choose(store, &desk.pekan.storage, &by, file, now).await,
        Ok(None) if parts.text("action") == "remove" => choose_logo::remove(store, &by, now).await,
        Ok(None) => wrong("missing"),
        Err(NotOne::Refused(refusal)) => Err(choose_logo::refused(&refusal)),
        Err(NotOne::TooMany) => wrong("field-twice"),
    };
    let step = step_of(&parts);
    let next = match step {
        Some(step) => format!("/admin/persiapan/{step}"),
        None => "/admin/pengaturan#logo-section".into(),
    };
    let again = again(&desk, step, current(&desk));
    desk.finish(outcome.map(|()| next), "flash-admin-saved", again).await
}

/// Sends a mail to whoever asks, now.
#[post("/admin/pengaturan/surel", data = "<form>")]
pub async fn try_mail(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    form.0.only(&["step"], &[])?;
    let (me, pekan) = (&desk.me, desk.pekan);
    let (config, templates) = (&pekan.config, &pekan.templates);
    let tried =
        workflows::mail::send_test::test(&pekan.store, config, templates, &me.by(), &me.me, me.now)
            .await;
    let step = step_of(&form.0);
    let next = match step {
        Some(step) => format!("/admin/persiapan/{step}"),
        None => "/admin/pengaturan#surel".into(),
    };
    let again = again(&desk, step, current(&desk));
    desk.finish(tried.map(|_| next), "flash-mail-tried", again).await
}
