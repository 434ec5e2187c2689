//! Offices, people, roles, the policy, holidays and sellers.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::people::{Field, People, Person};
use super::ranks::Level;
use super::rng::Rng;
use super::sellers::{SellerSeed, sellers};
use super::{Login, Plan, Unfilled, habits};
use crate::rules::{
    EmployeeId, EmploymentType, Exemption, Office, OfficeId, Period, Placement, RoleKind, Zone,
};
use crate::secret;
use crate::store::employees::{self, Employee};
use crate::store::holidays::{self, Holiday};
use crate::store::roles::{self, RoleRow};
use crate::store::{Store, Txn, offices, placements, policies, sellers as shops};
use crate::txn_job;
use crate::workflows::passwords;

const SEED: u64 = 2026;
/// Employees written with one statement.
const BATCH: usize = 200;
/// The office whose people can be signed in as.
const SHOWN_OFFICE: &str = "DISKOPERINDAG";

/// What the weeks need to know of the district.
pub struct District {
    pub people: Vec<Inhabitant>,
    pub sellers: Vec<(i64, SellerSeed)>,
    pub logins: Vec<Login>,
    /// Who reviews and approves in the demonstration.
    pub administrator: EmployeeId,
    /// The employee whose login is shown: they owe something this week.
    pub shown: EmployeeId,
}

pub struct Inhabitant {
    pub id: EmployeeId,
    pub habit: habits::Habit,
    pub leave: Vec<Exemption>,
}

/// Somebody about to be written.
struct Draft {
    person: Person,
    office: OfficeId,
    head: bool,
}

pub async fn settle(store: &Store, plan: Plan, now: DateTime<Utc>) -> Result<District, Unfilled> {
    let today = Zone::Wib.date(now);
    let mut rng = Rng::new(SEED);
    let tree = store.write_reference(txn_job!(|txn| found(txn, now).await)).await?;
    let drafts = hire(&tree, plan, today);
    let password = secret::hash(&secret::token())[..10].to_owned();
    let ids = write_people(store, &drafts, now).await?;
    let shown = logins(&tree, &drafts);
    let hash = passwords::hash_now(&password);
    give_roles(store, &tree, &drafts, &ids, &shown, hash, now).await?;
    transfer(store, &drafts, &ids, &shown, &tree, &mut rng, plan, today).await?;
    let sellers = open_shops(store, &mut rng, plan, ids[0], now).await?;
    let administrator = ids[shown[3].1];
    let mut people = Vec::with_capacity(ids.len());
    for (index, id) in ids.iter().enumerate() {
        let spared = shown.iter().any(|(_, login)| *login == index);
        let leave = if spared { None } else { habits::leave(&mut rng, plan, today) };
        people.push(Inhabitant {
            id: *id,
            habit: habits::Habit::of(&mut rng),
            leave: leave.into_iter().collect(),
        });
    }
    Ok(District {
        people,
        sellers,
        administrator,
        shown: ids[shown[0].1],
        logins: shown
            .iter()
            .map(|(kind, index)| Login {
                role: (*kind).to_owned(),
                login: drafts[*index].person.number.clone(),
                password: password.clone(),
            })
            .collect(),
    })
}

type Tree = Vec<(Office, usize)>;

/// Offices with how many people they should have for each thousand, the policy, the holidays.
async fn found(txn: &Txn, now: DateTime<Utc>) -> Result<Tree, Unfilled> {
    let mut tree: Tree = Vec::new();
    let mut ids: HashMap<String, OfficeId> = HashMap::new();
    let mut table = csv::Reader::from_reader(include_str!("data/offices-lumajang.csv").as_bytes());
    for row in table.records().flatten() {
        let parent = ids.get(&row[3]).copied();
        let mut office = Office {
            id: 0,
            code: row[0].into(),
            name: row[1].into(),
            kind: row[2].into(),
            parent,
            zone: Zone::parse(&row[4]).unwrap_or(Zone::Wib),
        };
        office.id = offices::insert(txn, &office).await?;
        ids.insert(office.code.clone(), office.id);
        let weight = match (&*office.code, &*office.kind) {
            (_, "pemda") => 3,
            ("RSUD", _) => 80,
            (SHOWN_OFFICE, _) => 42,
            ("DINDIK" | "DINKES" | "SETDA", _) => 45,
            (_, "kecamatan") => 12,
            (_, "puskesmas") => 13,
            _ => 24,
        };
        tree.push((office, weight));
    }
    let mut table = csv::Reader::from_reader(include_str!("data/holidays-2026.csv").as_bytes());
    for row in table.records().flatten() {
        if let Ok(day) = row[0].parse() {
            let holiday = Holiday { day, kind: row[1].into(), name: row[2].into() };
            holidays::put(txn, holiday).await?;
        }
    }
    policies::insert(txn, &habits::policy(tree[0].0.id), None, now).await?;
    Ok(tree)
}

fn hire(tree: &Tree, plan: Plan, today: NaiveDate) -> Vec<Draft> {
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

async fn write_people(
    store: &Store,
    drafts: &[Draft],
    now: DateTime<Utc>,
) -> Result<Vec<EmployeeId>, Unfilled> {
    let mut ids = Vec::with_capacity(drafts.len());
    for group in drafts.chunks(BATCH) {
        let rows: Vec<_> = group.iter().map(|draft| employee(&draft.person, now)).collect();
        let places: Vec<_> = group.iter().map(placement).collect();
        let numbers: Vec<_> = group.iter().map(|draft| draft.person.number.clone()).collect();
        let written = store
            .write(txn_job!(|txn| {
                employees::insert_many(txn, rows).await?;
                let known = employees::by_numbers_and_emails(txn, &numbers, &[]).await?;
                let by_number: HashMap<_, _> =
                    known.into_iter().map(|row| (row.number, row.id)).collect();
                let ids: Vec<EmployeeId> = numbers.iter().map(|number| by_number[number]).collect();
                let places = ids.iter().copied().zip(places).collect();
                placements::insert_many(txn, places).await?;
                Ok::<_, Unfilled>(ids)
            }))
            .await?;
        ids.extend(written);
    }
    Ok(ids)
}

fn employee(person: &Person, now: DateTime<Utc>) -> Employee {
    Employee {
        id: 0,
        number: person.number.clone(),
        name: person.name.clone(),
        email: person.email.clone(),
        phone: None,
        login: None,
        password_hash: None,
        language: None,
        mute_midweek: false,
        created_at: now,
    }
}

fn placement(draft: &Draft) -> Placement {
    Placement {
        office: draft.office,
        position_level: draft.person.position_level.into(),
        grade: draft.person.grade.map(str::to_owned),
        employment_type: EmploymentType::parse(draft.person.employment_type)
            .unwrap_or(EmploymentType::NonAsn),
        from: draft.person.appointed,
        to: None,
    }
}

/// Who can be signed in as: the role, and the place among the drafts.
fn logins(tree: &Tree, drafts: &[Draft]) -> Vec<(&'static str, usize)> {
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
        ("administrator", member("BKD", 5)),
        ("auditor", member("INSP", 5)),
    ]
}

async fn give_roles(
    store: &Store,
    tree: &Tree,
    drafts: &[Draft],
    ids: &[EmployeeId],
    shown: &[(&'static str, usize)],
    password_hash: String,
    now: DateTime<Utc>,
) -> Result<(), Unfilled> {
    let mut rows: Vec<RoleRow> = Vec::new();
    for (draft, id) in drafts.iter().zip(ids).filter(|(draft, _)| draft.head) {
        rows.push(role(*id, RoleKind::Head, Some(draft.office), now));
    }
    for (kind, index) in shown {
        let office = Some(drafts[*index].office);
        match RoleKind::parse(kind) {
            Some(RoleKind::Reviewer) => {
                rows.push(role(ids[*index], RoleKind::Reviewer, office, now));
            }
            Some(kind) if kind != RoleKind::Head => rows.push(role(ids[*index], kind, None, now)),
            _ => {}
        }
    }
    // A deputy for a vacant chair, for some weeks.
    let vacant = tree.iter().find(|(office, _)| office.kind == "kecamatan").map(|(o, _)| o.id);
    let deputy = drafts.iter().position(|draft| Some(draft.office) == vacant).map(|at| at + 1);
    if let (Some(office), Some(deputy)) = (vacant, deputy) {
        rows.push(RoleRow { acting: true, ..role(ids[deputy], RoleKind::Head, Some(office), now) });
    }
    let signing_in: Vec<EmployeeId> = shown.iter().map(|(_, index)| ids[*index]).collect();
    store
        .write(txn_job!(|txn| {
            for row in rows {
                roles::insert(txn, row).await?;
            }
            for mut row in employees::by_ids(txn, signing_in).await? {
                row.password_hash = Some(password_hash.clone());
                employees::update(txn, row).await?;
            }
            Ok::<_, Unfilled>(())
        }))
        .await
}

fn role(
    employee_id: EmployeeId,
    kind: RoleKind,
    office_id: Option<OfficeId>,
    now: DateTime<Utc>,
) -> RoleRow {
    RoleRow {
        id: 0,
        employee_id,
        kind: kind.name().into(),
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
async fn transfer(
    store: &Store,
    drafts: &[Draft],
    ids: &[EmployeeId],
    shown: &[(&'static str, usize)],
    tree: &Tree,
    rng: &mut Rng,
    plan: Plan,
    today: NaiveDate,
) -> Result<(), Unfilled> {
    let mut moves = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let spared = draft.head || shown.iter().any(|(_, login)| *login == index);
        let back = rng.between(1, i64::try_from(plan.weeks * 7).unwrap_or(7));
        let to = tree[rng.index(tree.len())].0.id;
        let day = today - Days::new(back.unsigned_abs());
        let recent = draft.person.appointed >= Period::week_of(day).start - Days::new(60);
        if !spared && !recent && rng.index(40) == 0 && to != draft.office {
            moves.push((ids[index], Placement { office: to, from: day, ..placement(draft) }));
        }
    }
    store
        .write(txn_job!(|txn| {
            for (id, place) in moves {
                placements::end(txn, id, place.from - Days::new(1)).await?;
                placements::insert(txn, id, &place).await?;
            }
            Ok::<_, Unfilled>(())
        }))
        .await
}

async fn open_shops(
    store: &Store,
    rng: &mut Rng,
    plan: Plan,
    founder: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Vec<(i64, SellerSeed)>, Unfilled> {
    let seeds = sellers(rng, (plan.people / 4).clamp(20, 1000));
    store
        .write(txn_job!(|txn| {
            let mut open = Vec::with_capacity(seeds.len());
            for seed in seeds {
                let district = Some(seed.district);
                let shop = shops::find_or_insert(txn, &seed.name, district, founder, now).await?;
                open.push((shop.id, seed));
            }
            Ok::<_, Unfilled>(open)
        }))
        .await
}
