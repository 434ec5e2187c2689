//! Every worked case of `rules.md`, read from the file that states them.

mod world;

use pekan::rules::{Assessment, Bought, Facts, Period, Tally};
use serde::Deserialize;
use serde_json::{Value, json};

use world::World;

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

fn cases() -> Vec<Case> {
    let cases: Cases = serde_json::from_str(include_str!("../fixtures/rules-cases.json")).unwrap();
    cases.cases
}

#[test]
fn every_worked_case_holds() {
    let cases = cases();
    assert_eq!(cases.len(), 64);
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
            let mut later = template.policy(pekan::rules::PolicyId(99), &after.codes);
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
                let bought = Bought {
                    on: period.start,
                    amount,
                    recorded_at: case.world.now,
                    classes: Vec::new(),
                };
                tally.add(&period, bought);
                assert!(assess(&tally) >= before, "{}: {}", case.name, row.employee);
            }
        }
    }
}
