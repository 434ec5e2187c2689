//! The figures of an office for a period (rules.md §7).

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use super::{Assessment, EmployeeId, OfficeId, OfficeTree, Status};

/// Sums over people; amounts in rupiah. Every person is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub headcount: u32,
    pub obliged: u32,
    pub exempt: u32,
    pub met: u32,
    pub met_late: u32,
    pub open: u32,
    pub short: u32,
    pub counted_amount: i64,
    pub shortfall_amount: i64,
}

impl Summary {
    pub fn count(&mut self, assessment: &Assessment<'_>) {
        let shortfall = assessment.shortfall.unwrap_or(0);
        self.count_many(assessment.status, 1, assessment.counted, shortfall);
    }

    /// Counts some people of one status, with the sums of theirs in rupiah.
    pub fn count_many(&mut self, status: Status, people: u32, counted: i64, shortfall: i64) {
        self.headcount += people;
        self.obliged += if status.obliged() { people } else { 0 };
        self.counted_amount += counted;
        self.shortfall_amount += shortfall;
        match status {
            Status::Exempt => self.exempt += people,
            Status::Met => self.met += people,
            Status::MetLate => self.met_late += people,
            Status::Open => self.open += people,
            Status::Short => self.short += people,
            Status::NotObliged | Status::Participating | Status::NotParticipating => {}
        }
    }

    /// Adds the figures of an office below.
    pub fn add(&mut self, other: &Self) {
        self.headcount += other.headcount;
        self.obliged += other.obliged;
        self.exempt += other.exempt;
        self.met += other.met;
        self.met_late += other.met_late;
        self.open += other.open;
        self.short += other.short;
        self.counted_amount += other.counted_amount;
        self.shortfall_amount += other.shortfall_amount;
    }

    /// Those who have not bought enough, whether or not their deadline has passed.
    pub fn lacking(&self) -> u32 {
        self.open + self.short
    }

    /// `met / obliged` to four decimals; `None` when nobody is obliged.
    pub fn rate(&self) -> Option<f64> {
        (self.obliged > 0).then(|| {
            let ten_thousandths = f64::from(self.met) * 10_000.0 / f64::from(self.obliged);
            ten_thousandths.round() / 10_000.0
        })
    }
}

/// The figures of every office: of its own people, without what is below it. Somebody who is in no
/// office on the last day is in none.
pub fn own_figures<'a>(
    people: impl IntoIterator<Item = &'a Assessment<'a>>,
) -> HashMap<OfficeId, Summary> {
    let mut own: HashMap<OfficeId, Summary> = HashMap::new();
    for person in people {
        if let Some(office) = person.office {
            own.entry(office).or_default().count(person);
        }
    }
    own
}

/// "A parent's figures are the sums of what is below it plus its own people."
pub fn with_below(
    own: &HashMap<OfficeId, Summary>,
    tree: &OfficeTree,
    office: OfficeId,
) -> Summary {
    let mut sum = Summary::default();
    for below in tree.subtree(office).iter().filter_map(|office| own.get(office)) {
        sum.add(below);
    }
    sum
}

/// How many periods in a row somebody was short, of their statuses from the newest back: what still runs
/// and what asked nothing stand aside, what was met ends the row.
pub fn short_in_a_row(newest_first: impl IntoIterator<Item = Status>) -> u32 {
    let mut row = 0;
    for status in newest_first {
        match status {
            Status::Short => row += 1,
            Status::Met | Status::MetLate => break,
            Status::Open
            | Status::Exempt
            | Status::NotObliged
            | Status::Participating
            | Status::NotParticipating => {}
        }
    }
    row
}

/// Those who miss the most come first, and those who owe nothing last.
pub fn sort_by_shortfall(people: &mut [(EmployeeId, Assessment<'_>)]) {
    people.sort_by_key(|(id, one)| {
        let missing = if one.status.obliged() { one.shortfall } else { None };
        (Reverse(missing), one.counted, *id)
    });
}
