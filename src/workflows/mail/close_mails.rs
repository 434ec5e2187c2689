//! After a close: the recap to heads, the summary to leaders (decision 130). Once each, by the UNIQUE of the outbox;
//! amendments mail nothing.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::said::{Said, link_about, not, not_now, period_of};
use crate::config::Config;
use crate::mail::{Email, LeadersSummary, OfficeRecap, OfficeResult};
use crate::rules::access::scope_day;
use crate::rules::close_mail::{Addressed, CloseMails, MOST_POINTED_OUT, below, timing, told};
use crate::rules::mail::MailKind;
use crate::rules::reminder::{Timing, is_about};
use crate::rules::unsent::Unsent;
use crate::rules::{EmployeeId, OfficeId, Period, Role, RoleKind, Rulebook, Summary};
use crate::standing::live::KeptLive;
use crate::standing::{offices, sums};
use crate::store::employees::Employee;
use crate::store::mails::{self, Mail};
use crate::store::{self, Store, roles};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Mails put in by one statement.
const BATCH: usize = 1_000;

/// Puts in what is told now and was not before. Returns how many.
pub async fn queue_close_mails(store: &Store, now: DateTime<Utc>) -> Result<usize, WorkflowError> {
    let (rulebook, settings) = (store.rulebook().await?, store.settings().await?);
    let periods = told(&rulebook, now);
    let is_time = |period: &&Period| {
        let mut offices = rulebook.offices.iter();
        offices.any(|office| timing(&rulebook, office.id, period, now) == Timing::Now)
    };
    let periods: Vec<&Period> = periods.iter().filter(is_time).collect();
    if periods.is_empty() || settings.close_mails == NOBODY {
        return Ok(0);
    }
    let addressed = everybody(store, &rulebook, settings.close_mails, now).await?;
    let mut queued = 0;
    for period in periods {
        let is_due = |office: &OfficeId| {
            is_about(&rulebook, *office, period)
                && timing(&rulebook, *office, period, now) == Timing::Now
        };
        let heads = addressed.iter().filter(|(_, told)| told.offices.iter().any(is_due));
        let heads = heads.map(|(person, _)| *person).collect();
        queued += put_in(store, (MailKind::OfficeRecap, period), heads, now).await?;
        if rulebook.offices.roots().any(|root| is_due(&root.id)) {
            let leaders = addressed.iter().filter(|(_, told)| told.leads);
            let leaders = leaders.map(|(person, _)| *person).collect();
            queued += put_in(store, (MailKind::LeadersSummary, period), leaders, now).await?;
        }
    }
    Ok(queued)
}

const NOBODY: CloseMails = CloseMails { heads: false, leaders: false };

/// What each head and auditor is told.
async fn everybody(
    store: &Store,
    rulebook: &Rulebook,
    mails: CloseMails,
    now: DateTime<Utc>,
) -> store::Result<Vec<(EmployeeId, Addressed)>> {
    let mut held: HashMap<EmployeeId, Vec<Role>> = HashMap::new();
    for kind in [RoleKind::Head, RoleKind::Auditor] {
        for (row, _) in roles::holders(store.reader(), kind, scope_day(now)).await? {
            held.entry(row.employee_id).or_default().push(roles::role(&row));
        }
    }
    let told = |roles: Vec<Role>| mails.addressed(&rulebook.offices, &roles);
    Ok(held.into_iter().map(|(person, roles)| (person, told(roles))).collect())
}

async fn put_in(
    store: &Store,
    (kind, period): (MailKind, &Period),
    people: Vec<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<usize, WorkflowError> {
    let have = mails::put_in_for(store.reader(), kind, period, &people).await?;
    let mut new: Vec<EmployeeId> = people.into_iter().filter(|one| !have.contains(one)).collect();
    new.sort_unstable();
    for some in new.chunks(BATCH) {
        let letters = some.iter().map(|employee| Mail {
            period_kind: Some(period.kind),
            period_start: Some(period.start),
            ..mails::new(kind, *employee, now)
        });
        let letters: Vec<Mail> = letters.collect();
        Warrant::system(now)
            .on(store, Right::None)
            .write(txn_job!(|acting| Ok(mails::insert_many(acting.txn(), letters).await?)))
            .await?;
    }
    Ok(new.len())
}

/// Of what is asked.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub config: &'a Config,
    pub rulebook: &'a Rulebook,
    pub period: &'a Period,
    pub now: DateTime<Utc>,
}

/// What a mail after a close says: to a head of their offices, to a leader of all.
pub(super) async fn close_mail(
    store: &Store,
    config: &Config,
    mail: &Mail,
    to: &Employee,
    now: DateTime<Utc>,
) -> store::Result<Said> {
    let is_recap = mail.kind == MailKind::OfficeRecap;
    let chosen = store.settings().await?.close_mails;
    if !(if is_recap { chosen.heads } else { chosen.leaders }) {
        return Ok(not(Unsent::TurnedOff));
    }
    let Some(period) = period_of(mail) else { return Ok(not(Unsent::NoPeriod)) };
    let rulebook = store.rulebook().await?;
    let theirs = roles::of(store.reader(), to.id, scope_day(now)).await?;
    let addressed = chosen.addressed(&rulebook.offices, &theirs);
    let root = rulebook.offices.roots().next().filter(|_| addressed.leads).map(|root| root.id);
    let about = if is_recap { addressed.offices.first().copied() } else { root };
    let Some(about) = about else { return Ok(not(Unsent::NoLongerTheirs)) };
    if let Some(not_now) = not_now(timing(&rulebook, about, &period, now), now) {
        return Ok(not_now);
    }
    let asked = Asked { config, rulebook: &rulebook, period: &period, now };
    let email = if is_recap {
        recap_of(store, asked, &addressed.offices).await?.map(Email::OfficeRecap)
    } else {
        summary_of(store, asked, &addressed).await?.map(Email::LeadersSummary)
    };
    Ok(email.map_or(not(Unsent::NobodyObliged), Said::Plain))
}

/// The recap of some offices, each by itself: one may lie below another, and each is signed.
pub(super) async fn recap_of(
    store: &Store,
    asked: Asked<'_>,
    offices: &[OfficeId],
) -> store::Result<Option<OfficeRecap>> {
    let Asked { config, rulebook, period, now } = asked;
    let before = period.previous();
    let mut results = Vec::with_capacity(offices.len());
    for office in offices.iter().filter_map(|id| rulebook.offices.get(*id)) {
        let periods: &[Period] =
            if rulebook.is_closed(&before) { &[before, *period] } else { &[*period] };
        let sums = sums::sums(store.reader(), rulebook, &[office.id], periods, now).await?;
        let of = |period: &Period| sums.iter().find(|sum| sum.period == *period);
        let sum = of(period).map(|sum| sum.summary).unwrap_or_default();
        let before = of(&before).map(|sum| sum.summary);
        let link = link_about(config, &["unit", &office.code, "rekap"], period);
        results.push(OfficeResult::new(&office.name, &sum, before.as_ref(), link));
    }
    Ok(OfficeRecap::new(period, results))
}

/// All offices together, and those right below the topmost that are furthest behind.
pub(super) async fn summary_of(
    store: &Store,
    asked: Asked<'_>,
    addressed: &Addressed,
) -> store::Result<Option<LeadersSummary>> {
    let Asked { config, rulebook, period, now } = asked;
    let Some(root) = rulebook.offices.roots().next() else { return Ok(None) };
    let target = store.settings().await?.target_rate;
    let unkept = KeptLive::default();
    let found = offices::all(store.reader(), rulebook, period, &unkept, now).await?.offices;
    let has_before = rulebook.is_closed(&period.previous());
    let result = |name: &str, sum: &Summary, before: &Summary| {
        let link = link_about(config, &["pimpinan"], period);
        OfficeResult::new(name, sum, has_before.then_some(before), link)
    };
    let Some(all) = found.iter().find(|one| one.office.id == root.id) else { return Ok(None) };
    if all.summary.obliged == 0 {
        return Ok(None);
    }
    let right_below = found.iter().filter(|one| one.office.parent == Some(root.id));
    let mut behind =
        below(right_below.map(|one| (one, one.summary)).collect(), target.rate().unwrap_or(1.0));
    let more = behind.len().saturating_sub(MOST_POINTED_OUT);
    behind.truncate(MOST_POINTED_OUT);
    let behind = behind.iter().map(|(one, sum)| result(&one.office.name, sum, &one.previous));
    let sheet = || link_about(config, &["unit", &root.code, "rekap"], period);
    let Period { kind, start: from, end: to } = *period;
    Ok(Some(LeadersSummary {
        period: kind,
        from,
        to,
        all: result(&root.name, &all.summary, &all.previous),
        target: target.percent(),
        behind: behind.collect(),
        more,
        recap: addressed.signs_all.then(sheet),
    }))
}
