//! The first page of administration.

use chrono::Datelike;
use rocket::{State, get};

use super::first_steps;
use crate::rules::{PeriodKind, Policy, Scope, policy_state};
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
    let proposed = amendments::Search { state: "proposed", ..Default::default() };
    let day = people::scope_day(me.now);
    let requested = exemptions::Search { state: Some("requested"), ..Default::default() };
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
        mail_queued: mails::count(db, &["queued", "sending"]).await?,
        mail_failed: mails::count(db, &["failed"]).await?,
    };
    let current = current(&me).map(|policy| words(me.language, policy));
    let steps = first_steps::list(&me, employees);
    let view = OverviewPage { counts, current_policy: current, steps };
    Ok(frame.show("admin", &me, &view))
}

/// What the root asks today.
fn current(me: &SignedIn) -> Option<&Policy> {
    let root = me.rulebook.offices.roots().next()?.id;
    policy_state::current(&me.rulebook.policies, root, me.today)
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
