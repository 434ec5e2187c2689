//! The first page of administration: what needs somebody today, and the way to everything else.

use rocket::get;

use super::situation::{self, Situation};
use super::{address, backups, first_steps, mail_alarms, operator_desk, periods};
use crate::rules::{PeriodKind, Policy, RoleKind, policy_state};
use crate::store::{employees, transfers};
use crate::text::{Arg, Language, formats, text_with};
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::PeopleReader;
use crate::web::views::overview::{DeskRow, OverviewPage};
use crate::web::views::policy_words::percent;
use crate::web::views::settings::BackupsShown;

/// Levels that are named; more are counted.
const NAMED: usize = 3;

#[get("/admin")]
pub async fn show(context: Context<'_, PeopleReader>) -> Result<Page, HttpError> {
    let user = &context.user;
    if !user.may_audit() {
        return operator_desk::page(&context).await;
    }
    let situation = situation::now(&context).await?;
    let mut rows = of_people(&situation);
    let changes = user.is(RoleKind::Administrator);
    let alarms = mail_alarms::shown(&context).await?;
    rows.extend(alarms.iter().map(|trouble| row(trouble.alarm.name(), 0_u64, "/admin/surel")));
    rows.extend(of_mail(&situation, context.app.config.smtp_url.is_some(), changes));
    rows.extend(of_periods(&context, &situation).await?);
    rows.extend(of_levels(&context).await?);
    let moves = transfers::waiting(context.db(), None).await?;
    if moves > 0 && changes {
        rows.push(row("moves", moves, "/admin/mutasi"));
    }
    let backups = backups::shown(&context);
    rows.extend(of_backups(&backups, changes));
    // Only administrators are led.
    let steps = changes.then(|| first_steps::list(user, &situation));
    let policies = &user.rulebook.policies;
    let coming = policies.iter().filter(|policy| {
        policy_state::state(policy, policies, user.today) == policy_state::PolicyState::Coming
    });
    Ok(context.render(&OverviewPage {
        rows,
        people: situation.waiting.people(),
        offices: user.rulebook.offices.iter().count(),
        roles: situation.roles,
        holidays: situation.holidays,
        current_policy: current(user).map(|policy| words(user.language, policy)),
        coming_policies: coming.count(),
        steps: steps.flatten(),
        backups,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }))
}

fn row(key: &str, count: impl TryInto<u64>, url: impl Into<String>) -> DeskRow {
    let count = count.try_into().unwrap_or_default();
    DeskRow { key: key.to_owned(), count, name: None, url: url.into() }
}

fn of_people(situation: &Situation) -> Vec<DeskRow> {
    let waiting = &situation.waiting;
    let nobody_is_in = waiting.active <= 1 && waiting.invited == 0;
    let key = if nobody_is_in { "nobody_invited" } else { "uninvited" };
    let rows = [
        row(key, waiting.uninvited, "/admin/pegawai?akun=none"),
        row("invited", waiting.invited, "/admin/pegawai?akun=invited"),
        row("headless", situation.headless.len(), "/admin/unit?tanpa_kepala=true"),
        row("leave", waiting.leave, "/admin/pengecualian?keadaan=pending"),
        row("corrections", waiting.corrections, "/admin/perbaikan"),
        row("sellers", waiting.sellers, "/penjual?keadaan=waiting"),
    ];
    rows.into_iter().filter(|row| row.count > 0).collect()
}

/// `changes`: whether the viewer may do something about it where it is done.
fn of_mail(situation: &Situation, has_server: bool, changes: bool) -> Vec<DeskRow> {
    let waiting = &situation.waiting;
    let mut rows = vec![row("mails_failed", waiting.mails_failed, "/admin/surel?keadaan=failed")];
    if !has_server {
        rows.push(row("mails_queued", waiting.mails_queued, "/admin/surel?keadaan=queued"));
    }
    rows.retain(|row| row.count > 0);
    // Said even while none waits: reminders and invitations reach nobody.
    if !has_server && rows.iter().all(|row| row.key != "mails_queued") {
        let url = if changes { "/admin/pengaturan#surel" } else { "/admin/surel" };
        rows.push(row("no_mail_server", 0_u64, url));
    }
    rows
}

fn of_backups(backups: &BackupsShown, changes: bool) -> Vec<DeskRow> {
    let url = if changes { "/admin/pengaturan#cadangan" } else { "/admin" };
    backups.alarms.iter().map(|trouble| row(trouble.alarm.name(), 0_u64, url)).collect()
}

async fn of_periods(
    context: &Context<'_, PeopleReader>,
    situation: &Situation,
) -> Result<Vec<DeskRow>, HttpError> {
    let mut rows = Vec::new();
    for kind in PeriodKind::ALL {
        let due = periods::due(context, kind).await?;
        let url = match due.first() {
            Some(only) if due.len() == 1 => format!("/admin/periode/{}", only.label()),
            _ => address("/admin/periode", &[("jenis", kind.name())]),
        };
        let key = match kind {
            PeriodKind::Week => "weeks_due",
            PeriodKind::Month => "months_due",
        };
        rows.push(row(key, due.len(), url));
    }
    rows.push(row("proposals", situation.waiting.proposals, "/admin/periode"));
    rows.retain(|row| row.count > 0);
    let user = &context.user;
    if user.rulebook.policies.is_empty() {
        rows.push(row("no_policy", 0_u64, "/admin/kebijakan"));
    }
    Ok(rows)
}

/// Levels that no policy in force knows, the most frequent first.
async fn of_levels(context: &Context<'_, PeopleReader>) -> Result<Vec<DeskRow>, HttpError> {
    let user = &context.user;
    let policies = &user.rulebook.policies;
    let mut unknown: Vec<(String, u64)> = Vec::new();
    for (level, grade, count) in employees::levels(context.db()).await? {
        if !policy_state::is_unknown(policies, &level, grade.as_deref(), user.today) {
            continue;
        }
        let count = u64::try_from(count).unwrap_or_default();
        match unknown.iter_mut().find(|(known, _)| *known == level) {
            Some((_, sum)) => *sum += count,
            None => unknown.push((level, count)),
        }
    }
    unknown.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let more = unknown.iter().skip(NAMED).map(|(_, count)| count).sum::<u64>();
    let mut rows: Vec<_> = unknown
        .into_iter()
        .take(NAMED)
        .map(|(level, count)| DeskRow {
            url: address("/admin/pegawai", &[("tingkat", &level)]),
            name: Some(level),
            ..row("level", count, "")
        })
        .collect();
    if more > 0 {
        rows.push(row("levels", more, "/admin/pegawai"));
    }
    Ok(rows)
}

/// What the root asks today.
fn current(user: &SignedIn) -> Option<&Policy> {
    let root = user.rulebook.offices.roots().next()?.id;
    policy_state::current(&user.rulebook.policies, root, user.today)
}

fn words(language: Language, policy: &Policy) -> String {
    let amount = formats::rupiah(language, policy.minimum_amount);
    let (key, amount) = match (policy.minimum_percent, policy.period) {
        (Some(share), PeriodKind::Week) => ("policy-percent-week", percent(language, share)),
        (Some(share), PeriodKind::Month) => ("policy-percent-month", percent(language, share)),
        (None, _) if policy.minimum_amount == 0 => return policy.title.clone(),
        (None, PeriodKind::Week) => ("policy-minimum-week", amount),
        (None, PeriodKind::Month) => ("policy-minimum-month", amount),
    };
    let asked = text_with(language, key, &[("amount", Arg::from(&amount))]);
    format!("{}: {asked}", policy.title)
}
