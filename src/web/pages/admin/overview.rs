//! The first page of administration.

use chrono::Datelike;
use rocket::{State, get};

use super::first_steps;
use crate::rules::calendar::ExemptionState;
use crate::rules::mail::MailState;
use crate::rules::{PeriodKind, Policy, Scope, amendment};
use crate::standing::people;
use crate::store::employees::Search;
use crate::store::{amendments, employees, exemptions, holidays, mails, roles};
use crate::text::{Arg, Language, formats, text_with};
use crate::web::answers::page::{Frame, Page};
use crate::web::guards::viewer::{Administrator, SignedIn};
use crate::web::views::overview::{OverviewCounts, OverviewPage};
use crate::web::{Failure, Pekan};

#[get("/admin")]
pub async fn show(me: Administrator, frame: Frame, pekan: &State<Pekan>) -> Result<Page, Failure> {
    let (me, db) = (me.0, pekan.store.reader());
    let everybody = Search::default();
    let proposed = amendments::Search::of(amendment::State::Proposed);
    let day = people::scope_day(me.now);
    let requested =
        exemptions::Search { state: Some(ExemptionState::Requested), ..Default::default() };
    let year = me.today.year();
    let days = chrono::NaiveDate::from_ymd_opt(year, 1, 1)
        .zip(chrono::NaiveDate::from_ymd_opt(year, 12, 31));
    let (first, last) = days.unwrap_or((me.today, me.today));
    let employees = employees::count(db, &Scope::Everyone, &everybody, day).await?;
    let counts = OverviewCounts {
        employees,
        offices: me.rulebook.offices.iter().count(),
        policies: me.rulebook.policies.len(),
        proposals: amendments::count(db, &Scope::Everyone, &proposed, day).await?,
        exemptions_pending: exemptions::count(db, &Scope::Everyone, &requested, day).await?,
        holidays: holidays::between(db, first, last).await?.len(),
        roles: roles::standing(db, me.today).await?.len(),
        mail_queued: mails::count(db, &[MailState::Queued, MailState::Sending]).await?,
        mail_failed: mails::count(db, &[MailState::Failed]).await?,
    };
    let current = current(&me).map(|policy| words(me.language, policy));
    let steps = first_steps::list(&me, employees);
    let view = OverviewPage { counts, current_policy: current, steps };
    Ok(frame.show("admin", &me, &view))
}

/// What the root asks today.
fn current(me: &SignedIn) -> Option<&Policy> {
    let root = me.rulebook.offices.roots().next()?.id;
    let policies = me.rulebook.policies.iter().filter(|policy| {
        policy.office == root
            && policy.effective_from <= me.today
            && policy.effective_until.is_none_or(|until| me.today <= until)
    });
    policies.max_by_key(|policy| (policy.effective_from, policy.id))
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
