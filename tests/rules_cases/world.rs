//! The world of a worked case, as its file states it and in the terms of the rules.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use pekan::rules::purchase::{self, Funding, State};
use pekan::rules::{
    Assessment, Bought, CountsOn, EmploymentType, Exemption, Facts, Mode, Office, OfficeId,
    OfficeTree, Percent, Period, PeriodKind, Placement, Policy, PolicyId, ProrationRule, Rulebook,
    Summary, Tally, Tier, Zone, placement,
};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct World {
    pub now: DateTime<Utc>,
    pub offices: Vec<WorldOffice>,
    pub employees: Vec<WorldEmployee>,
    pub policies: Vec<WorldPolicy>,
    pub holidays: Vec<NaiveDate>,
    pub exemptions: Vec<WorldExemption>,
    pub purchases: Vec<WorldPurchase>,
}

#[derive(Deserialize)]
pub struct WorldOffice {
    pub code: String,
    pub parent: Option<String>,
    pub time_zone: Zone,
}

#[derive(Deserialize)]
pub struct WorldEmployee {
    pub number: String,
    pub placements: Vec<WorldPlacement>,
}

#[derive(Deserialize)]
pub struct WorldPlacement {
    pub office: String,
    pub position_level: String,
    pub grade: Option<String>,
    pub employment_type: EmploymentType,
    #[serde(default)]
    pub reference_amount: Option<i64>,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

#[derive(Deserialize)]
pub struct WorldPolicy {
    pub title: String,
    pub mode: Mode,
    pub period: PeriodKind,
    pub office: String,
    pub effective_from: NaiveDate,
    pub effective_until: Option<NaiveDate>,
    pub minimum_amount: i64,
    #[serde(default)]
    pub minimum_percent: Option<Percent>,
    pub minimum_count: u32,
    #[serde(default)]
    pub counts_on: Vec<CountsOn>,
    #[serde(default)]
    pub seller_classes: Vec<String>,
    pub tiers: Vec<Tier>,
    pub holiday_rule: ProrationRule,
    pub leave_rule: ProrationRule,
    pub grace_days: u32,
    pub late_days: u32,
}

#[derive(Deserialize)]
pub struct WorldExemption {
    pub employee: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub approved: bool,
}

#[derive(Deserialize)]
pub struct WorldPurchase {
    pub employee: String,
    pub purchased_on: NaiveDate,
    pub amount: i64,
    pub funding: Funding,
    pub state: State,
    pub seller_ineligible: bool,
    pub recorded_at: DateTime<Utc>,
    #[serde(default)]
    pub seller_classes: Vec<String>,
}

/// The world of a case in the terms of the rules.
pub struct District {
    pub rulebook: Rulebook,
    pub codes: HashMap<String, OfficeId>,
    pub placements: HashMap<String, Vec<Placement>>,
}

impl World {
    pub fn district(&self) -> District {
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

    pub fn tally(&self, employee: &str, period: &Period) -> Tally {
        let mut tally = Tally::default();
        for row in self.purchases.iter().filter(|row| row.employee == employee) {
            if period.contains(row.purchased_on)
                && purchase::counts(row.state, row.funding, row.seller_ineligible)
            {
                let (on, classes) = (row.purchased_on, row.seller_classes.clone());
                let (amount, recorded_at) = (row.amount, row.recorded_at);
                tally.add(period, Bought { on, amount, recorded_at, classes });
            }
        }
        tally
    }

    pub fn exemptions(&self, employee: &str) -> Vec<Exemption> {
        let own = self.exemptions.iter().filter(|row| row.employee == employee);
        own.map(|row| Exemption { from: row.from, to: row.to, approved: row.approved }).collect()
    }

    pub fn assess<'a>(
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

    pub fn summary(&self, district: &District, office: &str, period: &Period) -> Summary {
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
    pub fn policy(&self, id: PolicyId, codes: &HashMap<String, OfficeId>) -> Policy {
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
            minimum_percent: self.minimum_percent,
            minimum_count: self.minimum_count,
            counts_on: self.counts_on.clone(),
            seller_classes: self.seller_classes.clone(),
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
            position_title: None,
            grade: self.grade.clone(),
            employment_type: self.employment_type,
            reference_amount: self.reference_amount,
            from: self.from,
            to: self.to,
        }
    }
}
