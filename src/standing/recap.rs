//! The recap of an office and a period as it stands: who is in it, with names, and what it comes to.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::report;
use crate::rules::recap::{Letterhead, Line, Recap, Totals};
use crate::rules::{Assessment, EmployeeId, Office, OfficeTree, Period, RoleKind, Rulebook, Scope};
use crate::store::employees::{self, Employee};
use crate::store::{self, ConnectionTrait, letterheads, placements, roles};
use crate::text::{Arg, Language, text_with};

/// The recap with the names of those in scope; its totals are everybody's.
pub async fn recap(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    (office, period): (&Office, &Period),
    scope: &Scope,
    now: DateTime<Utc>,
) -> store::Result<Recap> {
    let report = report::of_office(db, rulebook, office.id, period, now).await?;
    let mut totals = Totals { summary: report.summary(), ..Totals::default() };
    for (_, one) in &report.standing {
        totals.minimum += one.minimum.unwrap_or(0);
        totals.count += i64::from(one.count);
    }
    let everybody = report.standing.len();
    let seen = |one: &Assessment<'_>| one.office.is_some_and(|id| scope.holds_office(id));
    let standing: Vec<_> = report.standing.iter().filter(|(_, one)| seen(one)).collect();
    let ids: Vec<EmployeeId> = standing.iter().map(|(id, _)| *id).collect();
    let people = people(db, &ids).await?;
    let tree = &rulebook.offices;
    let lines = standing.iter().filter_map(|(id, one)| Some(line(tree, people.get(id)?, one)));
    let mut lines: Vec<Line> = lines.collect();
    lines.sort_by(|a, b| (&a.office, &a.name, &a.number).cmp(&(&b.office, &b.name, &b.number)));
    Ok(Recap {
        institution: tree.roots().next().map(|root| root.name.clone()).unwrap_or_default(),
        office: office.name.clone(),
        period: *period,
        closed: report.closed,
        amendment: report.amendment,
        with_offices: lines.iter().any(|line| line.office != office.name),
        unseen: everybody - lines.len(),
        lines,
        totals,
    })
}

async fn people(
    db: &impl ConnectionTrait,
    ids: &[EmployeeId],
) -> store::Result<HashMap<EmployeeId, Employee>> {
    /// SQLite takes 32,766 values in a query.
    const AT_ONCE: usize = 10_000;
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let read = employees::by_ids(db, some.iter().copied()).await?;
        found.extend(read.into_iter().map(|person| (person.id, person)));
    }
    Ok(found)
}

fn line(tree: &OfficeTree, person: &Employee, one: &Assessment<'_>) -> Line {
    let office = one.office.and_then(|id| tree.get(id));
    Line {
        number: person.number.clone(),
        name: person.name.clone(),
        office: office.map(|office| office.name.clone()).unwrap_or_default(),
        status: one.status,
        minimum: one.minimum,
        count: one.count,
        counted: one.counted,
        shortfall: one.shortfall,
    }
}

/// What stands above the recaps of an office and who signs them: as it was saved, else its head, or
/// nobody. Whether it was saved is said beside it.
pub async fn letterhead(
    db: &impl ConnectionTrait,
    office: &Office,
    language: Language,
    now: DateTime<Utc>,
) -> store::Result<(Letterhead, bool)> {
    if let Some(saved) = letterheads::of(db, office.id).await? {
        return Ok((saved, true));
    }
    let today = office.zone.date(now);
    let heads = roles::holders(db, RoleKind::Head, today).await?;
    let head = heads.into_iter().find(|(role, _)| role.office_id == Some(office.id));
    let Some((role, Some(person))) = head else { return Ok((Letterhead::default(), false)) };
    let key = if role.acting { "recap-position-acting" } else { "recap-position" };
    let places = placements::of(db, person.id).await?;
    let rank = places.into_iter().rev().find(|place| place.to.is_none_or(|to| today <= to));
    let proposed = Letterhead {
        position: text_with(language, key, &[("office", Arg::from(&office.name))]),
        signer: person.name,
        rank: rank.and_then(|place| place.grade),
        signer_number: Some(person.number),
        ..Letterhead::default()
    };
    Ok((proposed, false))
}
