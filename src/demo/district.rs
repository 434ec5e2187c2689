//! Offices, the policy, holidays and sellers; and who lives there.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::events::Held;
use super::rng::Rng;
use super::sellers::SellerSeed;
use super::shops::{self, Shops};
use super::staff::{SEED, SHOWN_OFFICE, Tree, give_roles, hire, logins, transfer, write_people};
use super::{DemoError, Login, Plan, habits};
use crate::rules::calendar::HolidayKind;
use crate::rules::{EmployeeId, Exemption, Office, OfficeId, SellerId, Zone};
use crate::secret;
use crate::store::facts::lock_for_fact_change;
use crate::store::holidays::{self, Holiday};
use crate::store::{Txn, offices, policies};
use crate::workflows::accounts::passwords;
use crate::workflows::imports::holidays::built_in;

/// What the weeks need to know of the district.
pub struct District {
    pub people: Vec<Person>,
    pub sellers: Vec<(SellerId, SellerSeed)>,
    /// The classes of each.
    pub classes: HashMap<SellerId, Vec<String>>,
    /// At which people buy; none before they are entered.
    pub events: Vec<Held>,
    pub logins: Vec<Login>,
    /// Who reviews and approves in the demonstration.
    pub administrator: EmployeeId,
    /// The employee whose login is shown: they owe something this week.
    pub featured: EmployeeId,
}

pub struct Person {
    pub id: EmployeeId,
    pub habit: habits::Habit,
    pub leave: Vec<Exemption>,
}

pub async fn settle(txn: &Txn, plan: Plan, now: DateTime<Utc>) -> Result<District, DemoError> {
    let today = Zone::Wib.date(now);
    let mut rng = Rng::new(SEED);
    let tree = found(txn, now).await?;
    let drafts = hire(&tree, plan, today);
    let password = secret::hash(&secret::token())[..10].to_owned();
    let ids = write_people(txn, &drafts, now).await?;
    let featured = logins(&tree, &drafts);
    let hash = passwords::hash_now(&password);
    give_roles(txn, &tree, &drafts, &ids, &featured, hash, now).await?;
    transfer(txn, &drafts, &ids, &featured, &tree, &mut rng, plan, today).await?;
    let Shops { open: sellers, classes } = shops::open(txn, &mut rng, plan, ids[0], now).await?;
    let administrator = ids[featured[3].1];
    let mut people = Vec::with_capacity(ids.len());
    for (index, id) in ids.iter().enumerate() {
        let spared = featured.iter().any(|(_, login)| *login == index);
        let leave = if spared { None } else { habits::leave(&mut rng, plan, today) };
        people.push(Person {
            id: *id,
            habit: habits::Habit::of(&mut rng),
            leave: leave.into_iter().collect(),
        });
    }
    Ok(District {
        people,
        sellers,
        classes,
        events: Vec::new(),
        administrator,
        featured: ids[featured[0].1],
        logins: featured
            .iter()
            .map(|(kind, index)| Login {
                role: (*kind).to_owned(),
                login: drafts[*index].person.number.clone(),
                password: password.clone(),
            })
            .collect(),
    })
}

/// The offices, the policy, the holidays.
async fn found(txn: &Txn, now: DateTime<Utc>) -> Result<Tree, DemoError> {
    let mut tree: Tree = Vec::new();
    let mut ids: HashMap<String, OfficeId> = HashMap::new();
    let mut table = csv::Reader::from_reader(include_str!("data/offices-sukamaju.csv").as_bytes());
    for row in table.records().flatten() {
        let parent = ids.get(&row[3]).copied();
        let mut office = Office {
            id: OfficeId::NONE,
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
    let facts = lock_for_fact_change(txn).await?;
    let holidays_2026 = built_in(2026).unwrap_or_default();
    let mut table = csv::Reader::from_reader(holidays_2026.as_bytes());
    for row in table.records().flatten() {
        if let (Ok(day), Some(kind)) = (row[0].parse(), HolidayKind::from_name(&row[1])) {
            let holiday = Holiday { day, office: None, kind, name: row[2].into() };
            holidays::put(&facts, holiday).await?;
        }
    }
    policies::insert(txn, &habits::policy(tree[0].0.id), None, now).await?;
    Ok(tree)
}
