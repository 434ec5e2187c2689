//! Every worked case of `rules.md`, read from the file that states them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use pekan::rules::purchase::{self, Funding, State};
use pekan::rules::{
    Assessment, EmploymentType, Exemption, Facts, Mode, Office, OfficeId, OfficeTree, Period,
    PeriodKind, Placement, Policy, PolicyId, ProrationRule, Rulebook, Summary, Tally, Tier, Zone,
    placement,
};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    world: World,
    employees: Vec<EmployeeCase>,
    offices: Vec<OfficeCase>,
}

#[derive(Deserialize)]
struct EmployeeCase {
    employee: String,
    period: String,
    expect: Value,
}

#[derive(Deserialize)]
struct OfficeCase {
    office: String,
    period: String,
    expect: Value,
}

#[derive(Deserialize)]
struct World {
    now: DateTime<Utc>,
    offices: Vec<WorldOffice>,
    employees: Vec<WorldEmployee>,
    policies: Vec<WorldPolicy>,
    holidays: Vec<NaiveDate>,
    exemptions: Vec<WorldExemption>,
    purchases: Vec<WorldPurchase>,
}

#[derive(Deserialize)]
struct WorldOffice {
    code: String,
    parent: Option<String>,
    time_zone: Zone,
}

#[derive(Deserialize)]
struct WorldEmployee {
    number: String,
    placements: Vec<WorldPlacement>,
}

#[derive(Deserialize)]
struct WorldPlacement {
    office: String,
    position_level: String,
    grade: Option<String>,
    employment_type: EmploymentType,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct WorldPolicy {
    title: String,
    mode: Mode,
    period: PeriodKind,
    office: String,
    effective_from: NaiveDate,
    effective_until: Option<NaiveDate>,
    minimum_amount: i64,
    minimum_count: u32,
    tiers: Vec<Tier>,
    holiday_rule: ProrationRule,
    leave_rule: ProrationRule,
    grace_days: u32,
    late_days: u32,
}

#[derive(Deserialize)]
struct WorldExemption {
    employee: String,
    from: NaiveDate,
    to: NaiveDate,
    approved: bool,
}

#[derive(Deserialize)]
struct WorldPurchase {
    employee: String,
    purchased_on: NaiveDate,
    amount: i64,
    funding: Funding,
    state: State,
    seller_ineligible: bool,
    recorded_at: DateTime<Utc>,
}

/// The world of a case in the terms of the rules.
struct District {
    rulebook: Rulebook,
    codes: HashMap<String, OfficeId>,
    placements: HashMap<String, Vec<Placement>>,
}

impl World {
    fn district(&self) -> District {
        let codes: HashMap<String, OfficeId> = self
            .offices
            .iter()
            .zip(1..)
            .map(|(office, id)| (office.code.clone(), OfficeId(id)))
            .collect();
        let offices = self.offices.iter().map(|office| Office {
            id: codes[&office.code],
            code: office.code.clone(),
            name: office.code.clone(),
            kind: String::new(),
            parent: office.parent.as_ref().map(|parent| codes[parent]),
            zone: office.time_zone,
        });
        let rulebook = Rulebook {
            offices: OfficeTree::new(offices.collect()),
            policies: self
                .policies
                .iter()
                .zip(1..)
                .map(|(p, id)| p.policy(PolicyId(id), &codes))
                .collect(),
            holidays: self.holidays.iter().copied().collect(),
            ..Rulebook::default()
        };
        let placements = self.employees.iter().map(|employee| {
            let rows = employee.placements.iter().map(|row| row.placement(&codes));
            (employee.number.clone(), rows.collect())
        });
        District { rulebook, placements: placements.collect(), codes }
    }

    fn tally(&self, employee: &str, period: &Period) -> Tally {
        let mut tally = Tally::default();
        for row in self.purchases.iter().filter(|row| row.employee == employee) {
            if period.contains(row.purchased_on)
                && purchase::counts(row.state, row.funding, row.seller_ineligible)
            {
                tally.add(period, row.amount, row.recorded_at);
            }
        }
        tally
    }

    fn exemptions(&self, employee: &str) -> Vec<Exemption> {
        let own = self.exemptions.iter().filter(|row| row.employee == employee);
        own.map(|row| Exemption { from: row.from, to: row.to, approved: row.approved }).collect()
    }

    fn assess<'a>(
        &self,
        district: &'a District,
        employee: &str,
        period: &Period,
    ) -> Assessment<'a> {
        let facts = Facts {
            placements: &district.placements[employee],
            exemptions: &self.exemptions(employee),
            tally: &self.tally(employee, period),
        };
        district.rulebook.assess(period, facts, self.now)
    }

    fn summary(&self, district: &District, office: &str, period: &Period) -> Summary {
        let below = district.rulebook.offices.subtree(district.codes[office]);
        let mut summary = Summary::default();
        for (number, placements) in &district.placements {
            let last_day = placement::on(placements, period.end);
            if last_day.is_some_and(|placement| below.contains(&placement.office)) {
                summary.count(&self.assess(district, number, period));
            }
        }
        summary
    }
}

impl WorldPolicy {
    fn policy(&self, id: PolicyId, codes: &HashMap<String, OfficeId>) -> Policy {
        Policy {
            id,
            title: self.title.clone(),
            legal_basis: String::new(),
            mode: self.mode,
            period: self.period,
            office: codes[&self.office],
            effective_from: self.effective_from,
            effective_until: self.effective_until,
            minimum_amount: self.minimum_amount,
            minimum_count: self.minimum_count,
            tiers: self.tiers.clone(),
            holiday_rule: self.holiday_rule,
            leave_rule: self.leave_rule,
            grace_days: self.grace_days,
            late_days: self.late_days,
            max_amount_per_purchase: 10_000_000,
            reminders: pekan::rules::Reminders::default(),
        }
    }
}

impl WorldPlacement {
    fn placement(&self, codes: &HashMap<String, OfficeId>) -> Placement {
        Placement {
            office: codes[&self.office],
            position_level: self.position_level.clone(),
            grade: self.grade.clone(),
            employment_type: self.employment_type,
            from: self.from,
            to: self.to,
        }
    }
}

fn cases() -> Vec<Case> {
    let cases: Cases = serde_json::from_str(include_str!("fixtures/rules-cases.json")).unwrap();
    cases.cases
}

#[test]
fn every_worked_case_holds() {
    let cases = cases();
    assert_eq!(cases.len(), 48);
    for case in cases {
        let district = case.world.district();
        for row in &case.employees {
            let period = Period::parse(&row.period).unwrap();
            let found = case.world.assess(&district, &row.employee, &period);
            let office = found.office.and_then(|id| district.rulebook.offices.get(id));
            let found = json!({
                "counted": found.counted,
                "count": found.count,
                "office": office.map(|office| &office.code),
                "status": found.status,
                "policy": found.policy.map(|policy| &policy.title),
                "minimum": found.minimum,
                "minimum_count": found.minimum_count,
                "shortfall": found.shortfall,
                "deadline": found.deadline,
            });
            assert_eq!(found, row.expect, "{}: {} in {}", case.name, row.employee, row.period);
        }
        for row in &case.offices {
            let period = Period::parse(&row.period).unwrap();
            let summary = case.world.summary(&district, &row.office, &period);
            let mut found = serde_json::to_value(summary).unwrap();
            found["rate"] = json!(summary.rate());
            assert_eq!(found, row.expect, "{}: {} in {}", case.name, row.office, row.period);
        }
    }
}

#[test]
fn a_later_policy_never_changes_an_earlier_period() {
    for case in cases() {
        let before = case.world.district();
        let mut after = case.world.district();
        for row in &case.employees {
            let period = Period::parse(&row.period).unwrap();
            let Some(template) = case.world.policies.first() else { continue };
            let mut later = template.policy(PolicyId(99), &after.codes);
            later.effective_from = period.end;
            later.minimum_amount += 900_000;
            after.rulebook.policies.push(later);
            let old = case.world.assess(&before, &row.employee, &period);
            let new = case.world.assess(&after, &row.employee, &period);
            assert_eq!(old, new, "{}", case.name);
            after.rulebook.policies.pop();
        }
    }
}

#[test]
fn one_more_purchase_never_worsens_a_status() {
    fn rank(assessment: &Assessment<'_>) -> u8 {
        use pekan::rules::Status::{
            Exempt, Met, MetLate, NotObliged, NotParticipating, Open, Participating, Short,
        };
        match assessment.status {
            Short | NotParticipating => 0,
            Open => 1,
            MetLate => 2,
            Met | Participating | Exempt | NotObliged => 3,
        }
    }
    for case in cases() {
        let district = case.world.district();
        for row in &case.employees {
            let period = Period::parse(&row.period).unwrap();
            let exemptions = case.world.exemptions(&row.employee);
            for amount in [1, 1_000, 60_000, 1_000_000] {
                let mut tally = case.world.tally(&row.employee, &period);
                let placements = &district.placements[&row.employee];
                let assess = |tally: &Tally| {
                    let facts = Facts { placements, exemptions: &exemptions, tally };
                    rank(&district.rulebook.assess(&period, facts, case.world.now))
                };
                let before = assess(&tally);
                tally.add(&period, amount, case.world.now);
                assert!(assess(&tally) >= before, "{}: {}", case.name, row.employee);
            }
        }
    }
}
