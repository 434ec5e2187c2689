//! What the public is told of a closed period: totals of groups, each of five or more (decisions 132 and 133).

use serde::{Deserialize, Serialize};

use super::{Period, PeriodKind, Rulebook, close, disclosure};

/// Of one period; published once, and never again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// None where there are too few, or too few came or went since an earlier one.
    pub people: Option<Vec<PeopleGroup>>,
    /// None where there are too few, or its days are in another one's money.
    pub money: Option<MoneyTables>,
}

/// What a group is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupName {
    /// A kind of office, a sub-district, or the code of a line of business.
    Named(String),
    /// Nobody has said what it is.
    Unsaid,
    /// Those that are too small to stand by themselves.
    Others,
}

/// People of some kind of office of whom something was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleGroup {
    pub name: GroupName,
    pub obliged: u32,
    pub met: u32,
    pub met_late: u32,
}

/// Both tables come to the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyTables {
    pub districts: Vec<MoneyGroup>,
    pub goods: Vec<MoneyGroup>,
}

/// What people bought at some sellers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyGroup {
    pub name: GroupName,
    pub sellers: u64,
    pub count: i64,
    /// Rupiah.
    pub amount: i64,
}

/// Sellers of one sub-district and one line of business, and what was bought there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyCell {
    pub district: GroupName,
    pub goods: GroupName,
    pub sellers: u64,
    /// Each buyer is in one cell only, wherever else they bought.
    pub buyers: u64,
    pub count: i64,
    pub amount: i64,
}

impl PeopleGroup {
    fn add(&mut self, other: &Self) {
        self.obliged += other.obliged;
        self.met += other.met;
        self.met_late += other.met_late;
    }
}

impl MoneyGroup {
    fn add(&mut self, other: &Self) {
        self.sellers += other.sellers;
        self.count += other.count;
        self.amount += other.amount;
    }
}

/// Puts those that do not stand by themselves into one; the largest first, the others last.
fn gathered<G>(
    groups: Vec<G>,
    shown: &[bool],
    size: impl Fn(&G) -> i64,
    add: impl Fn(&mut G, &G),
) -> (Vec<G>, Option<G>) {
    let mut own = Vec::new();
    let mut others: Option<G> = None;
    for (group, shown) in groups.into_iter().zip(shown) {
        match (&mut others, shown) {
            (_, true) => own.push(group),
            (Some(others), false) => add(others, &group),
            (none, false) => *none = Some(group),
        }
    }
    own.sort_by_key(|group| std::cmp::Reverse(size(group)));
    (own, others)
}

/// The table of people: by kind of office, each once; those that the others do not leave alone are gathered.
/// `earlier` holds for each table that is published the cells between these kinds and its groups.
pub fn people(
    kinds: Vec<PeopleGroup>,
    earlier: &[Vec<disclosure::Cell>],
) -> Option<Vec<PeopleGroup>> {
    let sizes: Vec<u64> = kinds.iter().map(|kind| kind.obliged.into()).collect();
    let shown = disclosure::over_time(kinds.len(), &sizes, earlier)?;
    let (mut groups, others) =
        gathered(kinds, &shown, |group| group.obliged.into(), PeopleGroup::add);
    groups.extend(others.map(|others| PeopleGroup { name: GroupName::Others, ..others }));
    groups.retain(|group| group.obliged > 0);
    Some(groups)
}

/// The tables of money, by sub-district and by line of business.
pub fn money(cells: &[MoneyCell]) -> Option<MoneyTables> {
    let mut districts: Vec<MoneyGroup> = Vec::new();
    let mut goods: Vec<MoneyGroup> = Vec::new();
    let mut weighed = Vec::new();
    for cell in cells {
        weighed.push(disclosure::Cell {
            row: put(&mut districts, &cell.district, cell),
            column: put(&mut goods, &cell.goods, cell),
            weight: cell.sellers.min(cell.buyers),
        });
    }
    let (of_districts, of_goods) = disclosure::two_axes(districts.len(), goods.len(), &weighed)?;
    let table = |groups, shown: &[bool]| {
        let (mut groups, others) =
            gathered(groups, shown, |group: &MoneyGroup| group.amount, MoneyGroup::add);
        groups.extend(others.map(|others| MoneyGroup { name: GroupName::Others, ..others }));
        groups
    };
    Some(MoneyTables { districts: table(districts, &of_districts), goods: table(goods, &of_goods) })
}

/// Adds a cell to its group. Returns the place of that.
fn put(groups: &mut Vec<MoneyGroup>, name: &GroupName, cell: &MoneyCell) -> usize {
    let own = MoneyGroup {
        name: name.clone(),
        sellers: cell.sellers,
        count: cell.count,
        amount: cell.amount,
    };
    if let Some(at) = groups.iter().position(|group| group.name == own.name) {
        groups[at].add(&own);
        return at;
    }
    groups.push(own);
    groups.len() - 1
}

/// The place of a group in a table that is published: what has no line of its own is among the others.
pub fn place(groups: &[PeopleGroup], name: &GroupName) -> Option<usize> {
    let at = |name: &GroupName| groups.iter().position(|group| group.name == *name);
    at(name).or_else(|| at(&GroupName::Others))
}

/// Whether the money of a period may be published beside that of others: no day is in two of them. A month
/// gives way to the weeks that are closed some day, too.
pub fn money_stands_apart(rulebook: &Rulebook, period: &Period, published: &[Period]) -> bool {
    let overlaps = |other: &Period| other.start <= period.end && period.start <= other.end;
    let weeks = || Period::covering(PeriodKind::Week, period.start, period.end);
    let gives_way = period.kind == PeriodKind::Month
        && weeks().iter().any(|week| close::grace(rulebook, week).is_some());
    !gives_way && !published.iter().any(overlaps)
}
