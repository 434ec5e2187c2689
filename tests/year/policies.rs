//! The circulars of the year.

use pekan::rules::money::AmountInput;
use pekan::rules::policy_draft::{Draft as PolicyDraft, TierDraft};
use pekan::workflows;

use super::ledger::TierFact;
use super::{Dewi, PolicyFact, Year};
use crate::support::district::day;
use crate::support::warrant;

impl Year {
    pub async fn announce(&mut self, policy: PolicyFact) {
        let rule = |yes: bool| Some(if yes { "prorated" } else { "full" }.to_owned());
        let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        let tiers = policy.tiers.iter().map(|tier| TierDraft {
            position_levels: owned(tier.levels),
            grades: owned(tier.grades),
            employment_types: owned(tier.kinds),
            minimum_amount: Some(AmountInput::Rupiah(tier.amount)),
            ..TierDraft::default()
        });
        let draft = PolicyDraft {
            title: policy.title.into(),
            legal_basis: "SE".into(),
            mode: "mandatory".into(),
            period: if policy.monthly { "month" } else { "week" }.into(),
            office: policy.office.into(),
            effective_from: policy.from.to_string(),
            minimum_amount: Some(AmountInput::Rupiah(policy.amount)),
            minimum_count: Some(policy.count.to_string()),
            tiers: tiers.collect(),
            holiday_rule: rule(policy.prorated.0),
            leave_rule: rule(policy.prorated.1),
            grace_days: Some(policy.grace.to_string()),
            confirm: true,
            ..PolicyDraft::default()
        };
        workflows::policies::add(&self.town.store, &warrant(&self.by(Dewi), self.noon()), draft)
            .await
            .unwrap();
        self.ledger.policies.push(policy);
        self.told.policies += 1;
    }
}

/// Of everyone, from the first week.
pub fn lumajang() -> PolicyFact {
    PolicyFact {
        title: "Lumajang",
        office: "LMJ",
        monthly: false,
        from: day("2025-12-29"),
        amount: 100_000,
        count: 0,
        tiers: Vec::new(),
        prorated: (false, false),
        grace: 3,
    }
}

/// Announced on a Wednesday, from next Monday: by rank, and holidays and leave lower it.
pub fn by_rank() -> PolicyFact {
    PolicyFact {
        title: "Menurut pangkat",
        office: "LMJ",
        monthly: false,
        from: day("2026-02-23"),
        amount: 100_000,
        count: 0,
        tiers: vec![
            TierFact { levels: &["camat", "echelon_3b"], amount: 150_000, ..TierFact::default() },
            TierFact { grades: &["IV/a"], kinds: &["PNS"], amount: 125_000, ..TierFact::default() },
            TierFact { kinds: &["PPPK_PW"], amount: 50_000, ..TierFact::default() },
        ],
        prorated: (true, true),
        grace: 3,
    }
}

/// By month from July.
pub fn monthly() -> PolicyFact {
    PolicyFact {
        title: "Per bulan",
        office: "LMJ",
        monthly: true,
        from: day("2026-07-01"),
        amount: 300_000,
        count: 2,
        tiers: vec![
            TierFact { levels: &["camat"], amount: 500_000, ..TierFact::default() },
            TierFact { grades: &["II/c", "IX"], amount: 200_000, ..TierFact::default() },
        ],
        prorated: (false, true),
        grace: 5,
    }
}

/// In one office a trip to the market a week, whatever is bought there.
pub fn one_trip() -> PolicyFact {
    PolicyFact {
        title: "Sekali ke pasar",
        office: "KEC-TEMPEH",
        monthly: false,
        from: day("2026-10-05"),
        amount: 0,
        count: 1,
        tiers: Vec::new(),
        prorated: (false, false),
        grace: 2,
    }
}
