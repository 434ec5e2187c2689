//! Which reminders go out next, and whom they would reach as things stand.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::rules::access::scope_day;
use crate::rules::mail::MailChoice;
use crate::rules::reminder_plan::{Planned, planned};
use crate::rules::{EmployeeId, OfficeId, Period, ReminderKind, RoleKind, Rulebook, Status};
use crate::standing::assess;
use crate::store::employees::{self, Reach};
use crate::store::{self, ConnectionTrait, mails, roles};

/// A reminder that goes out, and how many it is about.
#[derive(Clone, Debug)]
pub struct Upcoming {
    pub planned: Planned,
    pub counts: Counts,
}

/// People; who is in none of the others gets a mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those who are short, or the heads of the offices.
    pub due: u32,
    /// Those who get a mail, of them
    pub mails: u32,
    /// those who have never activated their account, and can in the same mail.
    pub inactive: u32,
    /// Who wants no such reminder.
    pub muted: u32,
    /// Who has no address, or wants no mail: their own page says it.
    pub in_application: u32,
    /// Whose phone says it.
    pub on_phones: u32,
    /// Whose account opens to nobody.
    pub closed: u32,
    /// Who has this reminder already.
    pub had: u32,
}

impl Counts {
    fn add(&mut self, kind: ReminderKind, reach: Option<&Reach>, has_it: bool) {
        self.due += 1;
        match reach {
            None => self.closed += 1,
            Some(_) if has_it => self.had += 1,
            Some(reach) if is_in_application(*reach) => self.in_application += 1,
            Some(reach) if kind == ReminderKind::Midweek && reach.mutes_midweek => self.muted += 1,
            Some(reach) if reach.choice == MailChoice::Phone => self.on_phones += 1,
            Some(reach) => {
                self.mails += 1;
                self.inactive += u32::from(!reach.is_active);
            }
        }
    }
}

/// Whom neither a mail nor a phone reaches.
fn is_in_application(reach: Reach) -> bool {
    match reach.choice {
        MailChoice::Mail => !reach.has_address,
        MailChoice::Phone => false,
        MailChoice::App => true,
    }
}

/// Those until an instant, the next one first. Counted as everybody stands now.
pub async fn upcoming(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> store::Result<Vec<Upcoming>> {
    let planned = planned(rulebook, now, until);
    if planned.is_empty() {
        return Ok(Vec::new());
    }
    let reach = employees::reach(db).await?;
    let heads = heads(db, now).await?;
    let short = short(db, rulebook, &planned, now).await?;
    let mut found = Vec::with_capacity(planned.len());
    for planned in planned {
        let people = match planned.kind {
            ReminderKind::HeadDigest => &heads,
            _ => &short[&planned.period],
        };
        let offices: HashSet<OfficeId> = planned.offices.iter().copied().collect();
        let concerned: HashSet<EmployeeId> = people
            .iter()
            .filter(|(_, office)| offices.contains(office))
            .map(|(person, _)| *person)
            .collect();
        let have = mails::receivers(db, planned.kind.into(), &planned.period).await?;
        let have: HashSet<EmployeeId> = have.into_iter().collect();
        let mut counts = Counts::default();
        for person in concerned {
            counts.add(planned.kind, reach.get(&person), have.contains(&person));
        }
        found.push(Upcoming { planned, counts });
    }
    Ok(found)
}

type Concerned = Vec<(EmployeeId, OfficeId)>;

async fn heads(db: &impl ConnectionTrait, now: DateTime<Utc>) -> store::Result<Concerned> {
    let holders = roles::holders(db, RoleKind::Head, scope_day(now)).await?;
    Ok(holders.iter().filter_map(|(role, _)| Some((role.employee_id, role.office_id?))).collect())
}

/// Who is short in each of the periods, with the office that asks.
async fn short(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    planned: &[Planned],
    now: DateTime<Utc>,
) -> store::Result<HashMap<Period, Concerned>> {
    let personal = planned.iter().filter(|one| one.kind != ReminderKind::HeadDigest);
    let periods: HashSet<Period> = personal.map(|one| one.period).collect();
    let mut found = HashMap::new();
    for period in periods {
        let people = assess::roster(db, None, &[period]).await?;
        let short = people.iter().filter_map(|person| {
            let assessment = person.assess(rulebook, &period, now);
            (assessment.status == Status::Open).then_some((person.id, assessment.office?))
        });
        found.insert(period, short.collect());
    }
    Ok(found)
}
