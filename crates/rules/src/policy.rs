//! Quota policies (rules.md §2). A policy is never edited: a new one follows it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::names::named;
use super::uncounted::Uncounted;
use super::{
    CountsOn, EmploymentType, OfficeId, OfficeTree, Percent, Period, PeriodKind, Placement,
    PolicyId, Reminders, Scope, Viewer, counts_on,
};

pub const DEFAULT_GRACE_DAYS: u32 = 3;
pub const DEFAULT_LATE_DAYS: u32 = 30;
/// Rupiah.
pub const DEFAULT_MAX_AMOUNT_PER_PURCHASE: i64 = 10_000_000;

named! {
    pub enum Mode {
        Mandatory = "mandatory",
        Appeal = "appeal",
    }
}

named! {
    /// What holidays or leave do to the minimum of a period that they do not fill.
    pub enum ProrationRule {
        Full = "full",
        Prorated = "prorated",
    }
}

/// Another minimum for some. A matcher that is left empty fits everybody; what a tier leaves out of its
/// minimum is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub position_levels: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub employment_types: Vec<EmploymentType>,
    /// Rupiah.
    #[serde(default)]
    pub minimum_amount: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_percent: Option<Percent>,
    #[serde(default)]
    pub minimum_count: u32,
}

/// What is asked of somebody before proration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullMinimum {
    /// Which of the policy's tiers fitted; `None` for its own minimum.
    pub tier: Option<usize>,
    /// Rupiah.
    pub amount: i64,
    /// The share of the reference amount that it is; `None` where none is asked, or where there is no
    /// reference amount.
    pub percent: Option<Percent>,
    pub count: u32,
}

impl FullMinimum {
    /// Nobody can owe it.
    pub fn is_nothing(&self) -> bool {
        self.amount == 0 && self.count == 0
    }
}

impl Tier {
    pub fn fits(&self, placement: &Placement) -> bool {
        let level = &placement.position_level;
        let grade = placement.grade.as_deref().unwrap_or_default();
        (self.position_levels.is_empty() || self.position_levels.contains(level))
            && (self.grades.is_empty() || self.has_grade(grade))
            && (self.employment_types.is_empty()
                || self.employment_types.contains(&placement.employment_type))
    }

    /// Whether it names a grade, however that is written.
    pub fn has_grade(&self, grade: &str) -> bool {
        self.grades.iter().any(|one| same_grade(one, grade))
    }
}

/// `III/a`, `III.a` and `IIIa` are one grade.
fn same_grade(one: &str, other: &str) -> bool {
    one == other || (bare(one).next().is_some() && bare(one).eq(bare(other)))
}

fn bare(grade: &str) -> impl Iterator<Item = u8> {
    grade.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Given in the order of creation: of two equal policies the later one wins.
    pub id: PolicyId,
    pub title: String,
    pub legal_basis: String,
    pub mode: Mode,
    pub period: PeriodKind,
    pub office: OfficeId,
    pub effective_from: NaiveDate,
    pub effective_until: Option<NaiveDate>,
    /// Rupiah.
    pub minimum_amount: i64,
    /// The share of a reference amount that is asked in place of the amount.
    pub minimum_percent: Option<Percent>,
    pub minimum_count: u32,
    /// Days that count; every day where it is empty.
    pub counts_on: Vec<CountsOn>,
    /// The classes of which a seller must carry one; every seller where it is empty.
    pub seller_classes: Vec<String>,
    pub tiers: Vec<Tier>,
    pub holiday_rule: ProrationRule,
    pub leave_rule: ProrationRule,
    pub grace_days: u32,
    pub late_days: u32,
    /// Rupiah.
    pub max_amount_per_purchase: i64,
    pub reminders: Reminders,
}

impl Policy {
    /// The policy with an earlier end; a later one changes nothing. An end before its start means
    /// that it never governs.
    #[must_use]
    pub fn ended(self, last_day: Option<NaiveDate>) -> Self {
        let ends = [self.effective_until, last_day];
        Self { effective_until: ends.into_iter().flatten().min(), ..self }
    }

    /// Whether it was ended before it began.
    pub fn withdrawn(&self) -> bool {
        self.effective_until.is_some_and(|until| until < self.effective_from)
    }

    /// Whether it is in force on every day of the period.
    pub fn holds_throughout(&self, period: &Period) -> bool {
        self.effective_from <= period.start
            && self.effective_until.is_none_or(|until| period.end <= until)
    }

    /// The first tier that fits somebody.
    pub fn tier_of(&self, placement: &Placement) -> Option<usize> {
        self.tiers.iter().position(|tier| tier.fits(placement))
    }

    /// Amount, percentage and count that are asked: those of a tier, else the policy's own.
    pub fn asked_by(&self, tier: Option<usize>) -> (i64, Option<Percent>, u32) {
        let own = (self.minimum_amount, self.minimum_percent, self.minimum_count);
        tier.and_then(|index| self.tiers.get(index))
            .map_or(own, |tier| (tier.minimum_amount, tier.minimum_percent, tier.minimum_count))
    }

    /// What a whole period asks of somebody placed like this.
    pub fn full_minimum(&self, placement: &Placement) -> FullMinimum {
        let tier = self.tier_of(placement);
        let (amount, percent, count) = self.asked_by(tier);
        match percent.zip(placement.reference_amount) {
            None => FullMinimum { tier, amount, percent: None, count },
            Some((percent, reference)) => FullMinimum {
                tier,
                amount: percent.of(reference, self.period),
                percent: Some(percent),
                count,
            },
        }
    }

    /// Why a purchase of a day, at a seller that carried these classes, does not count for it.
    pub fn keeps_from_counting(&self, day: NaiveDate, classes: &[String]) -> Option<Uncounted> {
        let carries = |wanted: &String| classes.contains(wanted);
        if !counts_on::counts(&self.counts_on, day) {
            Some(Uncounted::Day)
        } else if !self.seller_classes.is_empty() && !self.seller_classes.iter().any(carries) {
            Some(Uncounted::SellerClass)
        } else {
            None
        }
    }
}

/// The policy that governs a period for the people of an office: the deepest office wins, then the
/// later start, then the later created; if the winner measures by the other kind of period, none.
pub fn governing<'a>(
    policies: &'a [Policy],
    tree: &OfficeTree,
    office: OfficeId,
    period: &Period,
) -> Option<&'a Policy> {
    policies
        .iter()
        .filter(|policy| policy.holds_throughout(period))
        .filter_map(|policy| Some((tree.depth_below(office, policy.office)?, policy)))
        .min_by_key(|(distance, policy)| {
            use std::cmp::Reverse;
            (*distance, Reverse(policy.effective_from), Reverse(policy.id))
        })
        .map(|(_, policy)| policy)
        .filter(|policy| policy.period == period.kind)
}

/// Whether the circular of a policy is somebody's to read: it covers them or once did, it covers
/// people whom they see, or they see everything.
pub fn concerns(
    policy: &Policy,
    tree: &OfficeTree,
    viewer: &Viewer,
    placements: &[Placement],
) -> bool {
    let covers = |office: OfficeId| tree.depth_below(office, policy.office).is_some();
    placements.iter().any(|placement| covers(placement.office))
        || match viewer.scope(tree) {
            Scope::Everyone => true,
            Scope::Within { offices, .. } => offices.into_iter().any(covers),
        }
}
