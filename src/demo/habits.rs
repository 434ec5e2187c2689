//! How people buy: some always enough, some never, most nearly.

use chrono::{Days, NaiveDate};

use super::Plan;
use super::rng::Rng;
use crate::rules::policy::{
    DEFAULT_GRACE_DAYS, DEFAULT_LATE_DAYS, DEFAULT_MAX_AMOUNT_PER_PURCHASE,
};
use crate::rules::{Exemption, Mode, OfficeId, PeriodKind, Policy, PolicyId, ProrationRule};

#[derive(Clone, Copy, Debug)]
pub struct Habit {
    /// In how many weeks of a hundred the minimum is met.
    meets: i64,
    /// The few shops that somebody goes to.
    pub favourites: [usize; 3],
}

impl Habit {
    pub fn of(rng: &mut Rng) -> Self {
        let meets = match rng.between(0, 99) {
            0..=34 => 97,
            35..=77 => 84,
            78..=93 => 45,
            _ => 3,
        };
        let mut shop = || rng.index(usize::from(u16::MAX));
        Self { meets, favourites: [shop(), shop(), shop()] }
    }

    /// What is spent in a week, purchase by purchase, in rupiah and multiples of 500.
    pub fn week(&self, rng: &mut Rng) -> Vec<i64> {
        let (total, most) = if rng.percent(self.meets) {
            (rng.between(200, 360) * 500, 3)
        } else if self.meets > 10 {
            (rng.between(0, 198) * 500, 2)
        } else {
            (rng.between(-150, 90).max(0) * 500, 1)
        };
        let count = rng.between(1, most);
        let mut left = total;
        let mut amounts = Vec::new();
        for number in 0..count {
            let rest = count - number;
            let share = if rest == 1 { left } else { (left / rest / 500) * 500 };
            left -= share;
            if share > 0 {
                amounts.push(share);
            }
        }
        amounts
    }
}

/// A leave within these weeks, for about one in eight.
pub fn leave(rng: &mut Rng, plan: Plan, today: NaiveDate) -> Option<Exemption> {
    let back = rng.between(0, i64::try_from(plan.weeks * 7).unwrap_or(7));
    let long = rng.between(2, 13);
    let from = today - Days::new(back.unsigned_abs());
    rng.percent(12).then(|| Exemption {
        from,
        to: from + Days::new(long.unsigned_abs()),
        approved: true,
    })
}

/// Rp100.000 a week of everyone.
pub fn policy(root: OfficeId) -> Policy {
    Policy {
        id: PolicyId::NONE,
        title: "Belanja pekanan ASN di UMKM".into(),
        legal_basis: "Surat Edaran Bupati (contoh peragaan)".into(),
        mode: Mode::Mandatory,
        period: PeriodKind::Week,
        office: root,
        effective_from: NaiveDate::from_ymd_opt(2023, 11, 6).unwrap_or_default(),
        effective_until: None,
        minimum_amount: 100_000,
        minimum_percent: None,
        minimum_count: 0,
        counts_on: Vec::new(),
        seller_classes: Vec::new(),
        tiers: Vec::new(),
        holiday_rule: ProrationRule::Full,
        leave_rule: ProrationRule::Full,
        grace_days: DEFAULT_GRACE_DAYS,
        late_days: DEFAULT_LATE_DAYS,
        max_amount_per_purchase: DEFAULT_MAX_AMOUNT_PER_PURCHASE,
        reminders: crate::rules::Reminders::default(),
    }
}
