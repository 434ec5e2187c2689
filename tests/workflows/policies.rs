use pekan::rules::money::AmountInput;
use pekan::rules::policy_draft::{Draft, TierDraft};
use pekan::rules::policy_presets::presets;
use pekan::rules::{EmploymentType, Period, Placement, ProrationRule};
use pekan::workflows::add_policy::add;

use super::{District, invalid, now};
use crate::{assert_refused, on_both_databases};

fn draft() -> Draft {
    Draft {
        title: "Belanja di UMKM".into(),
        legal_basis: "SE 100.3.4/47/2026".into(),
        mode: "mandatory".into(),
        period: "month".into(),
        office: "DKP".into(),
        effective_from: "2026-01-01".into(),
        minimum_amount: Some(AmountInput::Rupiah(50_000)),
        holiday_rule: Some("prorated".into()),
        tiers: vec![TierDraft {
            position_levels: vec!["Eselon II".into()],
            minimum_amount: Some(AmountInput::Written("200rb".into())),
            ..TierDraft::default()
        }],
        ..Draft::default()
    }
}

on_both_databases! {
    async fn a_policy_governs_from_its_start_on(db) {
        let d = District::build(&db).await;
        let added = add(&d.store, &d.dewi, draft(), now()).await.unwrap();
        assert_eq!(added.warnings, []);
        assert_eq!(added.policy.holiday_rule, ProrationRule::Prorated);
        let rulebook = d.store.rulebook().await.unwrap();
        let place = Placement {
            office: rulebook.offices.by_code("DKP-UPT").unwrap().id,
            position_level: "echelon_2".into(),
            grade: None,
            employment_type: EmploymentType::Pns,
            from: "2020-01-01".parse().unwrap(),
            to: None,
        };
        let places = [place];
        let (policy, place) = rulebook.governing(&places, &Period::parse("2026-11").unwrap()).unwrap();
        assert_eq!(policy, &added.policy);
        assert_eq!((policy.tier_of(place), policy.minimum_of(Some(0))), (Some(0), (200_000, 0)));
        assert!(rulebook.governing(&places, &Period::parse("2025-12").unwrap()).is_none());
        assert_eq!(d.audited().await[0], "policy.add");

        let weekly = Draft { period: "week".into(), effective_from: "2026-11-23".into(), ..draft() };
        let warned = add(&d.store, &d.dewi, weekly, now()).await.unwrap();
        assert_eq!(warned.warnings[0].code, "replaces-monthly");
    }

    async fn a_faulty_policy_is_refused_and_strangers_too(db) {
        let d = District::build(&db).await;
        let broken = Draft { effective_from: "1899-01-01".into(), minimum_amount: None, ..draft() };
        assert_eq!(invalid(add(&d.store, &d.dewi, broken, now()).await),
            ["effective_from: not-a-date", "minimum_amount: missing"]);
        d.hire("2", "DKP").await;
        assert_refused!(add(&d.store, &d.by("2").await, draft(), now()).await, Forbidden);
        assert!(d.store.rulebook().await.unwrap().policies.is_empty());
    }

    async fn every_preset_can_be_added(db) {
        let d = District::build(&db).await;
        for preset in presets() {
            let tiers = preset.tiers.iter().map(|tier| TierDraft {
                position_levels: tier.position_levels.clone(),
                minimum_amount: Some(AmountInput::Rupiah(tier.minimum_amount)),
                ..TierDraft::default()
            });
            let preset_draft = Draft {
                mode: if preset.key == "salatiga" { "appeal" } else { "mandatory" }.into(),
                period: preset.period.name().into(),
                minimum_amount: Some(AmountInput::Rupiah(preset.minimum_amount)),
                tiers: tiers.collect(),
                ..draft()
            };
            let policy = add(&d.store, &d.dewi, preset_draft, now()).await.unwrap().policy;
            assert_eq!((policy.mode, policy.tiers), (preset.mode, preset.tiers));
        }
    }
}
