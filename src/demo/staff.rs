//! Who works in the offices: hired, given roles, moved.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::people::{Field, People, Person};
use super::ranks::Level;
use super::rng::Rng;
use super::{DemoError, Plan};
use crate::rules::mail::MailChoice;
use crate::rules::{
    EmployeeId, EmploymentType, Office, OfficeId, Period, Placement, RoleId, RoleKind, Zone,
};
use crate::store::employees::{self, Employee};
use crate::store::facts::lock_for_fact_change;
use crate::store::roles::{self, RoleRow};
use crate::store::{Txn, placements};

pub const SEED: u64 = 2026;
/// Employees written with one statement.
const BATCH: usize = 200;
/// The office whose people can be signed in as.
pub const SHOWN_OFFICE: &str = "DISKOPERINDAG";

/// Offices, with how many people they should have for each thousand.
pub type Tree = Vec<(Office, usize)>;

/// Somebody about to be written.
pub struct Draft {
    pub person: Person,
    office: OfficeId,
    head: bool,
}

pub fn hire(tree: &Tree, plan: Plan, today: NaiveDate) -> Vec<Draft> {
    let all: usize = tree.iter().map(|(_, weight)| weight).sum();
    let mut people = People::new(SEED, today);
    let mut drafts = Vec::with_capacity(plan.people);
    for (place, (office, weight)) in tree.iter().enumerate() {
        let last = place + 1 == tree.len();
        let share = (plan.people * weight / all).max(1);
        let staff = if last { plan.people.saturating_sub(drafts.len()) } else { share };
        for number in 0..staff {
            let level = match (number, &*office.kind) {
                (0, "kecamatan") => Level::Camat,
                (0, "puskesmas") => Level::Functional,
                (0, "rsud") => Level::Echelon3,
                (0, _) => Level::Echelon2,
                (1 | 2, "dinas" | "badan" | "sekretariat") => Level::Echelon3,
                (1..=3, _) => Level::Echelon4,
                (4, _) => Level::SectionHead,
                (n, _) if n % 4 == 0 => Level::Functional,
                _ => Level::Staff,
            };
            let person = people.hire(level, Field::of_office(&office.code));
            drafts.push(Draft { person, office: office.id, head: number == 0 });
        }
    }
    drafts
}

pub async fn write_people(
    txn: &Txn,
    drafts: &[Draft],
    now: DateTime<Utc>,
) -> Result<Vec<EmployeeId>, DemoError> {
    let facts = lock_for_fact_change(txn).await?;
    let mut ids = Vec::with_capacity(drafts.len());
    for group in drafts.chunks(BATCH) {
        let rows: Vec<_> = group.iter().map(|draft| employee(&draft.person, now)).collect();
        let places: Vec<_> = group.iter().map(placement).collect();
        let numbers: Vec<_> = group.iter().map(|draft| draft.person.number.clone()).collect();
        employees::insert_many(txn, rows).await?;
        let known = employees::by_numbers(txn, &numbers).await?;
        let by_number: HashMap<_, _> = known.into_iter().map(|row| (row.number, row.id)).collect();
        let written = numbers.iter().map(|number| by_number[number]);
        placements::insert_many(&facts, written.clone().zip(places).collect()).await?;
        ids.extend(written);
    }
    Ok(ids)
}

fn employee(person: &Person, now: DateTime<Utc>) -> Employee {
    Employee {
        id: EmployeeId::NONE,
        number: person.number.clone(),
        name: person.name.clone(),
        name_key: String::new(),
        email: Some(person.email.clone()),
        phone: None,
        login: None,
        password_hash: None,
        language: None,
        mute_midweek: false,
        mail_choice: MailChoice::Mail,
        one_mail_a_day: false,
        wants_results: false,
        disabled_at: None,
        erased_at: None,
        created_at: now,
    }
}

fn placement(draft: &Draft) -> Placement {
    Placement {
        office: draft.office,
        position_level: draft.person.position_level.into(),
        position_title: None,
        grade: draft.person.grade.map(str::to_owned),
        employment_type: EmploymentType::parse(draft.person.employment_type)
            .unwrap_or(EmploymentType::NonAsn),
        reference_amount: None,
        from: draft.person.appointed,
        to: None,
    }
}

/// Who can be signed in as: the role, and the place among the drafts.
pub fn logins(tree: &Tree, drafts: &[Draft]) -> Vec<(&'static str, usize)> {
    let office = |code: &str| tree.iter().find(|(o, _)| o.code == code).map(|(o, _)| o.id);
    let member = |code: &str, number: usize| {
        let mut of_office =
            (0..drafts.len()).filter(|index| Some(drafts[*index].office) == office(code));
        of_office.nth(number).unwrap_or(0)
    };
    vec![
        ("employee", member(SHOWN_OFFICE, 9)),
        ("head", member(SHOWN_OFFICE, 0)),
        ("reviewer", member(SHOWN_OFFICE, 4)),
        ("operator", member(SHOWN_OFFICE, 6)),
        ("administrator", member("BKD", 5)),
        ("auditor", member("INSP", 5)),
        ("seller_officer", member("DISKOPERINDAG", 5)),
    ]
}

pub async fn give_roles(
    txn: &Txn,
    tree: &Tree,
    drafts: &[Draft],
    ids: &[EmployeeId],
    featured: &[(&'static str, usize)],
    password_hash: String,
    now: DateTime<Utc>,
) -> Result<(), DemoError> {
    let mut rows: Vec<RoleRow> = Vec::new();
    for (draft, id) in drafts.iter().zip(ids).filter(|(draft, _)| draft.head) {
        rows.push(role(*id, RoleKind::Head, Some(draft.office), now));
    }
    for (kind, index) in featured {
        let office = Some(drafts[*index].office);
        match RoleKind::from_name(kind) {
            // Heads have theirs already.
            Some(RoleKind::Head) => {}
            Some(kind) if kind.needs_office() => {
                rows.push(role(ids[*index], kind, office, now));
            }
            Some(kind) => rows.push(role(ids[*index], kind, None, now)),
            None => {}
        }
    }
    // A deputy for a vacant chair, for some weeks.
    let vacant = tree.iter().find(|(office, _)| office.kind == "kecamatan").map(|(o, _)| o.id);
    let deputy = drafts.iter().position(|draft| Some(draft.office) == vacant).map(|at| at + 1);
    if let (Some(office), Some(deputy)) = (vacant, deputy) {
        rows.push(RoleRow { acting: true, ..role(ids[deputy], RoleKind::Head, Some(office), now) });
    }
    let signing_in: Vec<EmployeeId> = featured.iter().map(|(_, index)| ids[*index]).collect();
    for row in rows {
        roles::insert(txn, row).await?;
    }
    for mut row in employees::by_ids(txn, signing_in).await? {
        row.password_hash = Some(password_hash.clone());
        employees::update(txn, row).await?;
    }
    Ok(())
}

fn role(
    employee_id: EmployeeId,
    kind: RoleKind,
    office_id: Option<OfficeId>,
    now: DateTime<Utc>,
) -> RoleRow {
    RoleRow {
        id: RoleId::NONE,
        employee_id,
        kind,
        office_id,
        from_on: Zone::Wib.date(now) - Days::new(400),
        to_on: None,
        acting: false,
        created_at: now,
        revoked_at: None,
    }
}

/// One in forty moved to another office in these weeks.
#[allow(clippy::too_many_arguments, reason = "the parts of one step; nothing else takes them")]
pub async fn transfer(
    txn: &Txn,
    drafts: &[Draft],
    ids: &[EmployeeId],
    featured: &[(&'static str, usize)],
    tree: &Tree,
    rng: &mut Rng,
    plan: Plan,
    today: NaiveDate,
) -> Result<(), DemoError> {
    let facts = lock_for_fact_change(txn).await?;
    for (index, draft) in drafts.iter().enumerate() {
        let spared = draft.head || featured.iter().any(|(_, login)| *login == index);
        let back = rng.between(1, i64::try_from(plan.weeks * 7).unwrap_or(7));
        let to = tree[rng.index(tree.len())].0.id;
        let day = today - Days::new(back.unsigned_abs());
        let recent = draft.person.appointed >= Period::week_of(day).start - Days::new(60);
        if !spared && !recent && rng.index(40) == 0 && to != draft.office {
            let place = Placement { office: to, from: day, ..placement(draft) };
            placements::end(&facts, ids[index], place.from - Days::new(1)).await?;
            placements::insert(&facts, ids[index], &place).await?;
        }
    }
    Ok(())
}
