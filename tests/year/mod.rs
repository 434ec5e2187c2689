//! A scripted year of one district: sixty transfers, three changes of policy, Lebaran, late
//! receipts, rejections and leave that is told afterwards. At the end of each quarter every figure
//! that is stored, and every one that is open, is what the ledger beside it comes to; at the end of
//! the year the API says the same.

mod check;
mod events;
mod ledger;
mod policies;
mod staff;

use chrono::{DateTime, Days, NaiveDate, Utc};
use pekan::rules::{EmployeeId, ExemptionId, OfficeId, PurchaseId, RoleKind, Viewer};
use pekan::workflows::closing::{close_due, propose_amendments};

use crate::closing::viewer;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::dice::Dice;
use crate::support::district::{at, day};
use crate::support::lived;
use crate::support::town::Town;
use crate::support::town::Who::{self, Agus, Dewi};
use ledger::{Bought, Ledger, OfficeFact, PersonFact, Place, PolicyFact};

const FIRST: &str = "2025-12-29";
/// The first office that there was.
const ROOT: OfficeId = OfficeId(1);
const LAST: &str = "2026-12-31";

/// What somebody has bought and will record.
struct Planned {
    at: DateTime<Utc>,
    who: usize,
    on: NaiveDate,
    amount: i64,
}

struct Year {
    town: Town,
    ledger: Ledger,
    /// Of everybody, as in the ledger.
    ids: Vec<EmployeeId>,
    numbers: Vec<String>,
    planned: Vec<Planned>,
    /// Who bought, where it stands in the ledger, and its id.
    recorded: Vec<(usize, usize, PurchaseId)>,
    /// Leave that was granted: whose, its days, its id.
    granted: Vec<(usize, (NaiveDate, NaiveDate), ExemptionId)>,
    dice: Dice,
    today: NaiveDate,
    told: Told,
}

/// How much of it has happened.
#[derive(Debug, Default)]
struct Told {
    transfers: usize,
    policies: usize,
    late: usize,
    rejected: usize,
    backdated_leave: usize,
    withdrawn: usize,
    decided: u64,
    compared: usize,
}

impl Year {
    fn begin(town: Town) -> Self {
        let mut ledger = Ledger::default();
        for (code, parent, zone) in [
            ("LMJ", None, 7),
            ("DKP", Some("LMJ"), 7),
            ("DKP-UPT1", Some("DKP"), 7),
            ("KEC-TEMPEH", Some("LMJ"), 7),
            ("BALI", Some("LMJ"), 8),
        ] {
            ledger.offices.push(OfficeFact { code, parent, zone });
        }
        let (mut ids, mut numbers) = (Vec::new(), Vec::new());
        for (who, office) in Who::ALL.into_iter().skip(1).zip([
            "DKP-UPT1",
            "DKP-UPT1",
            "DKP",
            "DKP",
            "KEC-TEMPEH",
            "LMJ",
            "LMJ",
        ]) {
            ids.push(town.id(who));
            numbers.push(who.number().to_owned());
            let from = day("2020-01-01");
            let place =
                Place { from, office: Some(office), level: "staff", grade: "III/a", kind: "PNS" };
            ledger.people.push(PersonFact { places: vec![place], ..PersonFact::default() });
        }
        let (planned, recorded, granted) = (Vec::new(), Vec::new(), Vec::new());
        let (dice, today, told) = (Dice(2026), day(FIRST), Told::default());
        Self { town, ledger, ids, numbers, planned, recorded, granted, dice, today, told }
    }

    fn noon(&self) -> DateTime<Utc> {
        self.at("03:00:00")
    }

    fn at(&self, time: &str) -> DateTime<Utc> {
        at(&format!("{}T{time}Z", self.today))
    }

    fn role(&self, who: Who, kind: RoleKind) -> Viewer {
        viewer(self.town.id(who), &[(kind, ROOT)])
    }

    /// Dewi administers; what concerns herself is for Agus.
    fn by(&self, who: Who) -> Viewer {
        self.role(who, RoleKind::Administrator)
    }

    /// Somebody who is placed today, and was placed nowhere else later.
    fn somebody(&mut self) -> usize {
        loop {
            let who = self.dice.below(self.ledger.people.len());
            let last = self.ledger.people[who].places.last().unwrap();
            if last.office.is_some() && last.from < self.today {
                return who;
            }
        }
    }

    fn shop(&mut self) {
        for who in 0..self.ids.len() {
            if self.dice.below(100) >= 20 {
                continue;
            }
            let later = match self.dice.below(20) {
                0..14 => 0,
                14..17 => 1 + self.dice.below(3),
                17..19 => 4 + self.dice.below(3),
                _ => 7 + self.dice.below(19),
            };
            let time = self.dice.one_of(&["03:10:00", "15:30:00", "16:30:00", "17:30:00"]);
            let at = self.at(time) + Days::new(later as u64);
            let amount = 15_000 + 2500 * i64::try_from(self.dice.below(50)).unwrap();
            self.planned.push(Planned { at, who, on: self.today, amount });
        }
    }

    /// Records what was planned up to an instant, by those who still belong to the district.
    async fn record(&mut self, until: DateTime<Utc>) {
        let (mut due, later): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.planned).into_iter().partition(|one| one.at <= until);
        self.planned = later;
        due.sort_by_key(|one| (one.at, one.who));
        for one in due {
            let person = &self.ledger.people[one.who];
            if !person.belongs(one.on) || !person.belongs(self.today) {
                continue;
            }
            let id = self.buy(&one).await;
            self.told.late += usize::from(one.at.date_naive() > one.on + Days::new(9));
            let bought = &mut self.ledger.people[one.who].bought;
            bought.push(Bought {
                on: one.on,
                amount: one.amount,
                recorded_at: one.at,
                counts: true,
            });
            self.recorded.push((one.who, bought.len() - 1, id));
        }
    }

    async fn buy(&self, one: &Planned) -> PurchaseId {
        let draft = lived::warung(&one.on.to_string(), one.amount);
        lived::buy(&self.town.store, self.ids[one.who], draft, one.at).await.unwrap()
    }

    /// What the worker does of an evening.
    async fn close(&self, time: &str) {
        let (store, now) = (&self.town.store, self.at(time));
        close_due::close_due(store, now, || true).await.unwrap();
        store.invalidate_rulebook();
        propose_amendments::catch_up(store, None, now).await.unwrap();
    }

    async fn live_a_day(&mut self) {
        self.happen().await;
        self.shop();
        for (record, close) in [("16:00:00", "16:05:00"), ("17:00:00", "17:05:00")] {
            self.record(self.at(record)).await;
            self.close(close).await;
        }
        self.record(self.at("23:00:00")).await;
    }
}

on_both_databases!(every_stored_figure_of_a_year_is_what_the_rules_say_from_scratch);

async fn every_stored_figure_of_a_year_is_what_the_rules_say_from_scratch(db: Database) {
    let town = Town::without_policy(db).await;
    let mut year = Year::begin(town);
    year.settle().await;
    while year.today <= day(LAST) {
        year.live_a_day().await;
        year.today = year.today + Days::new(1);
        if ["2026-04-02", "2026-07-09", "2026-10-08", "2027-01-01"]
            .contains(&year.today.to_string().as_str())
        {
            year.decide().await;
            year.compare().await;
        }
    }
    let told = &year.told;
    assert_eq!((told.transfers, told.policies), (60, 3));
    let enough =
        told.late > 30 && told.rejected > 30 && told.backdated_leave > 10 && told.withdrawn > 8;
    assert!(enough && told.decided > 30 && told.compared > 3500, "{told:?}");
    year.compare_with_the_api().await;
}
