//! What is stored and what is open, beside what the ledger comes to.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Utc};
use pekan::rules::close::Figures;
use pekan::rules::{EmployeeId, Period, PeriodKind, Rulebook};
use pekan::standing::assess;
use pekan::store::{closed_results, closings, totals};
use rocket::http::Method::Get;
use serde_json::{Value, json};

use super::ledger::Line;
use super::{Dewi, LAST, Year, day};

/// Every period that may hold anything, in order.
fn periods() -> Vec<Period> {
    let mut periods = Vec::new();
    for kind in [PeriodKind::Week, PeriodKind::Month] {
        let mut period = Period::of(kind, day(super::FIRST));
        while period.start <= day(LAST) {
            periods.push(period);
            period = period.next();
        }
    }
    periods
}

impl Year {
    /// Whether its last deadline has passed everywhere, by the ledger.
    fn is_over(&self, period: &Period, now: DateTime<Utc>) -> bool {
        let monthly = period.kind == PeriodKind::Month;
        let offices = self.ledger.offices.iter();
        let policies =
            offices.filter_map(|office| self.ledger.governs(office.code, monthly, period.start));
        let Some(grace) = policies.map(|policy| policy.grace).max() else { return false };
        let ends = (period.end + Days::new(grace)).and_hms_opt(17, 0, 0).unwrap().and_utc();
        period.start >= day(super::FIRST) && ends <= now
    }

    fn expected(&self, period: &Period, now: DateTime<Utc>) -> BTreeMap<usize, Line> {
        let (monthly, days) = (period.kind == PeriodKind::Month, (period.start, period.end));
        let people = 0..self.ids.len();
        people.filter_map(|who| Some((who, self.ledger.line(who, monthly, days, now)?))).collect()
    }

    fn line(&self, rulebook: &Rulebook, figures: &Figures) -> Line {
        let office = rulebook.offices.get(figures.office).unwrap();
        let policy = rulebook.policies.iter().find(|one| Some(one.id) == figures.policy);
        let title = policy.map(|policy| policy.title.as_str());
        let codes = self.ledger.offices.iter().map(|one| one.code);
        let titles = self.ledger.policies.iter().map(|one| one.title);
        Line {
            office: codes.into_iter().find(|code| *code == office.code).unwrap(),
            policy: titles.into_iter().find(|known| Some(*known) == title),
            status: figures.status.name(),
            minimum: figures.minimum,
            minimum_count: figures.minimum_count.map(|count| count as usize),
            counted: figures.counted,
            count: figures.count as usize,
            shortfall: figures.shortfall,
        }
    }

    /// All that is closed, and all that is open.
    pub async fn compare(&mut self) {
        let (db, now) = (self.town.store.reader(), self.noon());
        self.town.store.invalidate_rulebook();
        let rulebook = self.town.store.rulebook().await.unwrap();
        for period in periods().into_iter().filter(|period| period.start <= self.today) {
            let closing = closings::of(db, &period).await.unwrap();
            let closed = closing.is_some_and(|closing| closing.is_closed());
            assert_eq!(closed, self.is_over(&period, now), "{}", period.label());
            let found: BTreeMap<usize, Line> = if closed {
                let all = closed_results::of(db, &period, &self.ids).await.unwrap();
                let lines =
                    all.iter().map(|row| (row.employee, self.line(&rulebook, &row.figures)));
                lines.map(|(id, line)| (self.who(id), line)).collect()
            } else {
                let all = assess::people(db, &self.ids, &[period]).await.unwrap();
                let live = all.iter().map(|one| (one.id, one.assess_now(&rulebook, &period, now)));
                let lines = live.filter_map(|(id, one)| Some((id, Figures::of(&one)?)));
                lines.map(|(id, figures)| (self.who(id), self.line(&rulebook, &figures))).collect()
            };
            assert_eq!(found, self.expected(&period, now), "{}", period.label());
            self.told.compared += found.len();
        }
        assert!(totals::differences(db).await.unwrap().is_empty());
    }

    fn who(&self, id: EmployeeId) -> usize {
        self.ids.iter().position(|other| *other == id).unwrap()
    }

    /// What a script of the district's own would read.
    pub async fn compare_with_the_api(self) {
        let now = format!("{}T03:00:00Z", self.today);
        let year = Self { town: self.town.signed_in_at(&now).await, ..self };
        for period in periods() {
            let path = format!("/offices/LMJ/compliance?employees=true&period={}", period.label());
            let found = year.town.api(Dewi, Get, &path, None).await.is(200).json();
            let over = year.is_over(&period, year.noon());
            assert_eq!(found["period_state"], if over { "closed" } else { "open" }, "{path}");
            let expected = year.expected(&period, year.noon());
            let rows = found["employees"].as_array().unwrap();
            assert_eq!(rows.len(), expected.len(), "{path}");
            for row in rows {
                let who = year.numbers.iter().position(|number| row["number"] == *number).unwrap();
                assert_eq!(told(row), told(&expected[&who].json()), "{path}: {row}");
            }
            let sum = |field: &str| rows.iter().filter_map(|row| row[field].as_i64()).sum::<i64>();
            assert_eq!(found["counted_amount"], sum("counted"), "{path}");
            let met = rows.iter().filter(|row| row["status"] == "met").count();
            assert_eq!(found["met"], met, "{path}");
        }
    }
}

impl Line {
    fn json(&self) -> Value {
        json!({ "office": self.office, "policy": self.policy, "status": self.status,
            "minimum": self.minimum, "minimum_count": self.minimum_count,
            "counted": self.counted, "count": self.count, "shortfall": self.shortfall })
    }
}

fn told(row: &Value) -> Vec<&Value> {
    let fields = ["office", "policy", "status", "minimum", "minimum_count", "counted", "count"];
    fields.iter().chain(&["shortfall"]).map(|field| &row[field]).collect()
}
