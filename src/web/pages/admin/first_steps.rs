//! After the first administrator: one step after the other, each the ordinary form of its matter,
//! each to be skipped (ux.md §8). The first step is `/siapkan`.

use chrono::Datelike;
use rocket::{get, post};

use super::situation::{self, Situation};
use super::{in_order, settings_form};
use crate::store::settings::MailOutcome;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page, STEPS, remember_step, step_at};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::{Administrator, SignedInAs};
use crate::web::input::form::Form;
use crate::web::views::OfficeChoice;
use crate::web::views::first_steps::{FirstStepPage, StepRow};
use crate::web::views::settings::SettingsForm;
use crate::workflows::settings::hide_first_steps;

/// Offices that a step names; more are counted.
const NAMED: usize = 8;

#[get("/admin/persiapan/<step>")]
pub async fn show(step: u8, context: Context<'_, Administrator>) -> Result<Page, HttpError> {
    if !STEPS.contains(&step) {
        return Err(HttpError::not_found());
    }
    remember_step(context.cookies, Some(step));
    let form = settings_form::current(&context);
    page(&context, step, form).await
}

/// A step, with what was typed into its form.
pub async fn page(
    context: &Context<'_, Administrator>,
    step: u8,
    form: SettingsForm,
) -> Result<Page, HttpError> {
    let user = &context.user;
    let tree = context.offices();
    let situation = situation::now(context).await?;
    let people = situation.waiting.people();
    let offices = tree.iter().count();
    let policies: Vec<_> =
        user.rulebook.policies.iter().map(|policy| policy.title.clone()).collect();
    let headless = in_order(tree).into_iter().map(|(office, _)| office);
    let headless = headless.filter(|office| situation.headless.contains(&office.id));
    let headless: Vec<_> = headless.map(OfficeChoice::of).collect();
    Ok(context.render(&FirstStepPage {
        step,
        form,
        mail: settings_form::mail(context),
        people,
        offices,
        year: user.today.year(),
        holidays: situation.holidays,
        headless_total: headless.len(),
        headless: headless.into_iter().take(NAMED).collect(),
        uninvited: situation.waiting.uninvited,
        invited: situation.waiting.invited,
        active: situation.waiting.active,
        // Invented people belong into no installation that has begun.
        empty: people <= 1 && offices <= 1 && policies.is_empty(),
        policies,
    }))
}

/// Where a form leads that was saved on the way: to the step after its own, else `otherwise`.
pub fn onwards<R: SignedInAs>(context: &Context<'_, R>, step: u8, otherwise: &str) -> String {
    if step_at(context.cookies) == Some(step) {
        format!("/admin/persiapan/{}", step + 1)
    } else {
        otherwise.to_owned()
    }
}

/// What a new installation still lacks, and what is done; nothing when it lacks nothing, when
/// nobody is led, or when the list was put away.
pub fn list(user: &SignedIn, situation: &Situation) -> Option<Vec<StepRow>> {
    let steps = user.settings.first_steps.filter(|steps| !steps.hidden)?;
    let tested = user.settings.mail_test.as_ref();
    let done = [
        ("institution", steps.institution),
        ("quota", !user.rulebook.policies.is_empty()),
        ("mail", tested.is_some_and(|test| test.outcome == MailOutcome::Accepted)),
        ("people", situation.waiting.people() > 1),
        ("holidays", situation.holidays > 0),
        ("roles", situation.headless.is_empty()),
        ("accounts", situation.waiting.active + situation.waiting.invited > 1),
    ];
    let rows = done.into_iter().zip(STEPS).map(|((key, done), step)| StepRow {
        step,
        key: key.to_owned(),
        done,
    });
    done.iter().any(|(_, done)| !done).then(|| rows.collect())
}

/// The end of the way, also for whoever goes on another time.
#[post("/admin/persiapan/selesai", data = "<form>")]
pub fn leave(context: Context<'_, Administrator>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    remember_step(context.cookies, None);
    Ok(Answer::done("/admin"))
}

/// Puts the list away.
#[post("/admin/persiapan/sembunyi", data = "<form>")]
pub async fn hide(context: Context<'_, Administrator>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    remember_step(context.cookies, None);
    hide_first_steps::hide(context.store(), &context.user.warrant()).await?;
    Ok(context.done("flash-steps-hidden", "/admin"))
}
