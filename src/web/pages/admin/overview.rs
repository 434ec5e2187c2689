//! The first page of administration.

use chrono::Datelike;
use rocket::get;

use super::{first_steps, operator_desk};
use crate::rules::access::scope_day;
use crate::rules::calendar::ExemptionState;
use crate::rules::mail::MailState;
use crate::rules::{PeriodKind, Policy, Sight, amendment, policy_state};
use crate::store::employees::{self, Search};
use crate::store::{amendments, exemptions, holidays, mails, roles};
use crate::text::{Arg, Language, formats, text_with};
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::PeopleManager;
use crate::web::views::overview::{OverviewCounts, OverviewPage};

#[get("/admin")]
pub async fn show(context: Context<'_, PeopleManager>) -> Result<Page, HttpError> {
    if !context.user.viewer.is_administrator() {
        return operator_desk::page(&context).await;
    }
    let (user, db) = (&context.user, context.db());
    let everybody = Search::default();
    let proposed = amendments::Search::of(amendment::State::Proposed);
    let day = scope_day(user.now);
    let everyone = Sight::of_everyone(day);
    let requested =
        exemptions::Search { state: Some(ExemptionState::Requested), ..Default::default() };
    let year = user.today.year();
    let days = chrono::NaiveDate::from_ymd_opt(year, 1, 1)
        .zip(chrono::NaiveDate::from_ymd_opt(year, 12, 31));
    let (first, last) = days.unwrap_or((user.today, user.today));
    let employees = employees::count(db, &everyone, &everybody).await?;
    let counts = OverviewCounts {
        employees,
        offices: user.rulebook.offices.iter().count(),
        policies: user.rulebook.policies.len(),
        proposals: amendments::count(db, &everyone, &proposed).await?,
        exemptions_pending: exemptions::count(db, &everyone, &requested).await?,
        holidays: holidays::between(db, first, last).await?.len(),
        roles: roles::standing(db, user.today).await?.len(),
        mail_queued: mails::count(db, &[MailState::Queued, MailState::Sending]).await?,
        mail_failed: mails::count(db, &[MailState::Failed]).await?,
    };
    let current = current(user).map(|policy| words(user.language, policy));
    let steps = first_steps::list(user, employees);
    let view = OverviewPage { counts, current_policy: current, steps };
    Ok(context.render(&view))
}

/// What the root asks today.
fn current(user: &SignedIn) -> Option<&Policy> {
    let root = user.rulebook.offices.roots().next()?.id;
    policy_state::current(&user.rulebook.policies, root, user.today)
}

fn words(language: Language, policy: &Policy) -> String {
    let amount = formats::rupiah(language, policy.minimum_amount);
    let key = match policy.period {
        PeriodKind::Week => "policy-minimum-week",
        PeriodKind::Month => "policy-minimum-month",
    };
    if policy.minimum_amount == 0 {
        return policy.title.clone();
    }
    let asked = text_with(language, key, &[("amount", Arg::from(&amount))]);
    format!("{}: {asked}", policy.title)
}
