//! The tables that the public reads of a closed period, made of what was decided and of what was bought.

use std::collections::HashMap;

use crate::rules::disclosure::{Cell, OUTSIDE};
use crate::rules::seller::Goods;
use crate::rules::transparency::{
    self, GroupName, MoneyCell, PeopleGroup, Publication, money_stands_apart, place,
};
use crate::rules::{EmployeeId, OfficeId, Period, Rulebook, Status};
use crate::store::money::{Question, by_seller};
use crate::store::publications::{Judged, Published, judged, visits};
use crate::store::{self, ConnectionTrait};

/// So many of the tables that are published last are compared with a new one.
pub const COMPARED: usize = 26;

/// Of a period that is closed; `published` are all that there are, the newest first.
pub async fn publication(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    period: &Period,
    published: &[Published],
) -> store::Result<Publication> {
    let with_money = published.iter().filter(|one| one.tables.money.is_some());
    let with_money: Vec<Period> = with_money.map(|one| one.period).collect();
    let money = if money_stands_apart(rulebook, period, &with_money) {
        transparency::money(&cells(db, period).await?)
    } else {
        None
    };
    Ok(Publication { people: people(db, rulebook, period, published).await?, money })
}

async fn people(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    period: &Period,
    published: &[Published],
) -> store::Result<Option<Vec<PeopleGroup>>> {
    let (mut kinds, mut places) = (Vec::<PeopleGroup>::new(), HashMap::new());
    for one in judged(db, period).await? {
        let name = kind(rulebook, one.office_id);
        let at = kinds.iter().position(|kind| kind.name == name).unwrap_or_else(|| {
            kinds.push(PeopleGroup { name, obliged: 0, met: 0, met_late: 0 });
            kinds.len() - 1
        });
        places.insert(one.employee_id, at);
        kinds[at].obliged += 1;
        kinds[at].met += u32::from(one.status == Status::Met);
        kinds[at].met_late += u32::from(one.status == Status::MetLate);
    }
    let mut earlier = Vec::new();
    let tables = published.iter().filter_map(|one| Some((one.period, one.tables.people.as_ref()?)));
    for (then, groups) in tables.take(COMPARED) {
        let judged = judged(db, &then).await?;
        earlier.push(beside(&places, &judged, |office| place(groups, &kind(rulebook, office))));
    }
    Ok(transparency::people(kinds, &earlier))
}

/// How many are in which kind now and in which group then.
fn beside(
    now: &HashMap<EmployeeId, usize>,
    then: &[Judged],
    group: impl Fn(OfficeId) -> Option<usize>,
) -> Vec<Cell> {
    let mut gone: HashMap<EmployeeId, usize> = now.clone();
    let mut cells: HashMap<(usize, usize), u64> = HashMap::new();
    for one in then {
        let row = gone.remove(&one.employee_id).unwrap_or(OUTSIDE);
        let column = group(one.office_id).unwrap_or(OUTSIDE);
        *cells.entry((row, column)).or_default() += 1;
    }
    for row in gone.into_values() {
        *cells.entry((row, OUTSIDE)).or_default() += 1;
    }
    cells.into_iter().map(|((row, column), weight)| Cell { row, column, weight }).collect()
}

/// What kind of office it is, as it is called today.
fn kind(rulebook: &Rulebook, office: OfficeId) -> GroupName {
    let office = rulebook.offices.get(office);
    named(office.map(|office| office.kind.as_str()))
}

fn named(text: Option<&str>) -> GroupName {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map_or(GroupName::Unsaid, |text| GroupName::Named(text.to_owned()))
}

/// What was bought in a period, by sub-district and line of business.
async fn cells(db: &impl ConnectionTrait, period: &Period) -> store::Result<Vec<MoneyCell>> {
    let question = Question { days: (period.start, period.end), offices: None };
    let mut found: HashMap<(GroupName, GroupName), MoneyCell> = HashMap::new();
    let mut sellers = std::collections::HashSet::new();
    for bought in by_seller(db, question).await? {
        let key = key(bought.district.as_deref(), bought.goods);
        let blank = || MoneyCell {
            district: key.0.clone(),
            goods: key.1.clone(),
            sellers: 0,
            buyers: 0,
            count: 0,
            amount: 0,
        };
        let cell = found.entry(key.clone()).or_insert_with(blank);
        cell.sellers += u64::from(sellers.insert(bought.seller_id));
        cell.count += bought.count;
        cell.amount += bought.amount;
    }
    let mut last = None;
    for visit in visits(db, period).await? {
        // The first that counts is theirs.
        let cell = found.get_mut(&key(visit.district.as_deref(), visit.goods));
        if last != Some(visit.employee_id)
            && let Some(cell) = cell
        {
            cell.buyers += 1;
            last = Some(visit.employee_id);
        }
    }
    let mut cells: Vec<MoneyCell> = found.into_values().collect();
    cells.sort_by(|a, b| (&a.district, &a.goods).cmp(&(&b.district, &b.goods)));
    Ok(cells)
}

fn key(district: Option<&str>, goods: Option<Goods>) -> (GroupName, GroupName) {
    (named(district), named(goods.map(Goods::name)))
}
