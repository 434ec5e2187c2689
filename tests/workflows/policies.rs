use pekan::files::Storage;
use pekan::rules::money::AmountInput;
use pekan::rules::policy::governing;
use pekan::rules::policy_draft::{Draft, TierDraft};
use pekan::rules::policy_ending::Draft as Ending;
use pekan::rules::policy_presets::presets;
use pekan::rules::{EmploymentType, Period, Placement, PolicyId, ProrationRule};
use pekan::workflows::WorkflowError;
use pekan::workflows::policies::add::{add, add_with};
use pekan::workflows::policies::attach_document::{attach, store_unattached};
use pekan::workflows::policies::end::end;

use super::{District, invalid};
use crate::support::database::Database;
use crate::support::photo::{jpeg, pdf};
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

on_both_databases!(
    a_policy_governs_from_its_start_on,
    a_faulty_policy_is_refused_and_strangers_too,
    every_preset_can_be_added,
    an_end_leaves_what_has_begun,
    what_has_not_begun_may_be_withdrawn,
    a_document_comes_once_and_is_a_pdf,
    a_document_of_a_form_is_its_authors_alone
);

async fn a_policy_governs_from_its_start_on(db: Database) {
    let d = District::build(&db).await;
    let added = add(&d.store, &d.dewi, draft()).await.unwrap();
    assert_eq!(added.warnings, []);
    assert_eq!(added.policy.holiday_rule, ProrationRule::Prorated);
    let rulebook = d.store.rulebook().await.unwrap();
    let place = Placement {
        office: rulebook.offices.by_code("DKP-UPT").unwrap().id,
        position_level: "echelon_2".into(),
        position_title: None,
        grade: None,
        employment_type: EmploymentType::Pns,
        reference_amount: None,
        from: "2020-01-01".parse().unwrap(),
        to: None,
    };
    let places = [place];
    let (policy, place) = rulebook.governing(&places, &Period::parse("2026-11").unwrap()).unwrap();
    assert_eq!(policy, &added.policy);
    let full = policy.full_minimum(place);
    assert_eq!((full.tier, full.amount, full.count), (Some(0), 200_000, 0));
    assert!(rulebook.governing(&places, &Period::parse("2025-12").unwrap()).is_none());
    assert_eq!(d.audited().await[0], "policy.add");

    let weekly = Draft { period: "week".into(), effective_from: "2026-11-23".into(), ..draft() };
    let warned = add(&d.store, &d.dewi, weekly).await.unwrap();
    assert_eq!(warned.warnings[0].code, "replaces-monthly");
}

async fn a_faulty_policy_is_refused_and_strangers_too(db: Database) {
    let d = District::build(&db).await;
    let broken = Draft { effective_from: "1899-01-01".into(), minimum_amount: None, ..draft() };
    assert_eq!(
        invalid(add(&d.store, &d.dewi, broken).await),
        ["effective_from: not-a-date", "minimum_amount: missing"]
    );
    d.hire("2", "DKP").await;
    assert_refused!(add(&d.store, &d.by("2").await, draft()).await, Forbidden);
    assert!(d.store.rulebook().await.unwrap().policies.is_empty());
}

async fn every_preset_can_be_added(db: Database) {
    let d = District::build(&db).await;
    for preset in presets() {
        let tiers = preset.tiers.iter().map(|tier| TierDraft {
            position_levels: tier.position_levels.clone(),
            grades: tier.grades.clone(),
            employment_types: tier.employment_types.iter().map(|one| one.name().into()).collect(),
            minimum_amount: Some(AmountInput::Rupiah(tier.minimum_amount)),
            minimum_percent: tier.minimum_percent.map(|share| share.written(',')),
            ..TierDraft::default()
        });
        let preset_draft = Draft {
            mode: preset.mode.name().into(),
            period: preset.period.name().into(),
            minimum_amount: Some(AmountInput::Rupiah(preset.minimum_amount)),
            minimum_percent: preset.minimum_percent.map(|share| share.written(',')),
            minimum_count: Some(preset.minimum_count.to_string()),
            counts_on: preset.counts_on.clone(),
            seller_classes: preset.seller_classes.clone(),
            tiers: tiers.collect(),
            ..draft()
        };
        let policy = add(&d.store, &d.dewi, preset_draft).await.unwrap().policy;
        assert_eq!((policy.mode, policy.tiers), (preset.mode, preset.tiers));
        assert_eq!(policy.minimum_count, preset.minimum_count);
        let rulebook = d.store.rulebook().await.unwrap();
        let stored = rulebook.policies.iter().find(|one| one.id == policy.id).unwrap();
        assert_eq!(
            (stored.minimum_percent, &stored.counts_on, &stored.seller_classes),
            (preset.minimum_percent, &preset.counts_on, &preset.seller_classes)
        );
    }
}

async fn an_end_leaves_what_has_begun(db: Database) {
    let d = District::build(&db).await;
    let id = add(&d.store, &d.dewi, draft()).await.unwrap().policy.id;
    let until = |until: &str| Ending { until: until.into(), reason: "diganti SE baru".into() };
    // It measures months: November has begun.
    let early = end(&d.store, &d.dewi, id, until("2026-11-29")).await;
    assert_eq!(invalid(early), ["until: ends-too-early"]);
    let silent = Ending { reason: " ".into(), ..until("2026-11-30") };
    assert_eq!(invalid(end(&d.store, &d.dewi, id, silent).await), ["reason: missing"]);
    d.hire("2", "DKP").await;
    let hers = end(&d.store, &d.by("2").await, id, until("2026-11-30")).await;
    assert_refused!(hers, Forbidden);
    assert_refused!(end(&d.store, &d.dewi, PolicyId(99), until("2026-11-30")).await, NotFound);

    end(&d.store, &d.dewi, id, until("2027-01-31")).await.unwrap();
    let ended = end(&d.store, &d.dewi, id, until("2026-11-30")).await.unwrap();
    assert_eq!(ended.effective_until, "2026-11-30".parse().ok());
    let later = end(&d.store, &d.dewi, id, until("2026-12-31")).await;
    assert_eq!(invalid(later), ["until: ends-already"]);
    let rulebook = d.store.rulebook().await.unwrap();
    let office = rulebook.offices.by_code("DKP").unwrap().id;
    let governed = |label: &str| {
        let period = Period::parse(label).unwrap();
        governing(&rulebook.policies, &rulebook.offices, office, &period).is_some()
    };
    assert_eq!(["2026-10", "2026-11", "2026-12"].map(governed), [true, true, false]);
    assert_eq!(d.audited().await[0], "policy.end");
}

async fn what_has_not_begun_may_be_withdrawn(db: Database) {
    let d = District::build(&db).await;
    let coming = Draft { effective_from: "2027-01-01".into(), ..draft() };
    let id = add(&d.store, &d.dewi, coming).await.unwrap().policy.id;
    let never = Ending { until: "2026-12-31".into(), reason: "keliru".into() };
    assert!(end(&d.store, &d.dewi, id, never).await.unwrap().withdrawn());
    let rulebook = d.store.rulebook().await.unwrap();
    let office = rulebook.offices.by_code("DKP").unwrap().id;
    let january = Period::parse("2027-01").unwrap();
    assert!(governing(&rulebook.policies, &rulebook.offices, office, &january).is_none());
}

async fn a_document_comes_once_and_is_a_pdf(db: Database) {
    let d = District::build(&db).await;
    let id = add(&d.store, &d.dewi, draft()).await.unwrap().policy.id;
    let storage = Storage::open(db.dir.path()).unwrap();
    let paper = storage.store_bytes(&pdf(2)).await.unwrap();
    let photo = storage.store_bytes(&jpeg(32, 32, 1)).await.unwrap();
    assert_eq!(
        invalid(attach(&d.store, &d.dewi, id, &photo).await),
        ["document: document-not-pdf"]
    );
    assert_refused!(attach(&d.store, &d.dewi, PolicyId(99), &paper).await, NotFound);
    d.hire("2", "DKP").await;
    assert_refused!(attach(&d.store, &d.by("2").await, id, &paper).await, Forbidden);
    assert!(d.store.rulebook().await.unwrap().documents.is_empty());
    attach(&d.store, &d.dewi, id, &paper).await.unwrap();
    assert!(d.store.rulebook().await.unwrap().documents.contains(&id));
    assert_eq!(d.audited().await[0], "policy.attach_document");
    let again = attach(&d.store, &d.dewi, id, &paper).await;
    assert!(
        matches!(again, Err(WorkflowError::Conflict(problem)) if problem.code == "document-exists")
    );
}

async fn a_document_of_a_form_is_its_authors_alone(db: Database) {
    let d = District::build(&db).await;
    let storage = Storage::open(db.dir.path()).unwrap();
    let paper = storage.store_bytes(&pdf(1)).await.unwrap();
    let held = store_unattached(&d.store, &d.dewi, &paper).await.unwrap();
    d.hire("2", "LMJ").await;
    d.appoint("2", "administrator", None).await;
    let other = d.by("2").await;
    let stolen = add_with(&d.store, &other, draft(), Some(held)).await;
    assert_eq!(invalid(stolen), ["document: document-gone"]);
    assert!(d.store.rulebook().await.unwrap().policies.is_empty(), "nor is the policy there");
    let id = add_with(&d.store, &d.dewi, draft(), Some(held)).await.unwrap().policy.id;
    assert!(d.store.rulebook().await.unwrap().documents.contains(&id));
    let twice = add_with(&d.store, &d.dewi, draft(), Some(held)).await;
    assert_eq!(invalid(twice), ["document: document-gone"]);
}
