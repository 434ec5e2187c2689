use pekan::rules::Period;
use pekan::rules::money::AmountInput;
use pekan::rules::policy_draft::Draft;
use pekan::store::declarations;
use pekan::workflows::purchases::declare_none::{declare, take_back};
use pekan::workflows::{self, Warrant};

use super::{District, invalid, now};
use crate::support::database::Database;
use crate::{assert_refused, on_both_databases};

/// Sari owes Rp100.000 a week.
async fn sari(d: &District) -> Warrant {
    let policy = Draft {
        title: "Belanja di UMKM".into(),
        legal_basis: "SE 100.3.4/47/2026".into(),
        mode: "mandatory".into(),
        period: "week".into(),
        office: "LMJ".into(),
        effective_from: "2026-01-05".into(),
        minimum_amount: Some(AmountInput::Rupiah(100_000)),
        ..Draft::default()
    };
    workflows::policies::add(&d.store, &d.dewi, policy).await.unwrap();
    d.hire("sari", "DKP").await;
    d.by("sari").await
}

on_both_databases!(
    a_declaration_is_made_changed_and_taken_back,
    a_period_that_asks_nothing_cannot_be_declined
);

async fn a_declaration_is_made_changed_and_taken_back(db: Database) {
    let d = District::build(&db).await;
    let sari = sari(&d).await;
    let week = Period::parse("2026-W47").unwrap();
    let made = declare(&d.store, &sari, week, "no_time").await.unwrap();
    assert_eq!((made.reason.name(), made.declared_at), ("no_time", now()));
    declare(&d.store, &sari, week, "away").await.unwrap();
    let found = declarations::of(d.store.reader(), sari.author().unwrap(), &week).await.unwrap();
    assert_eq!(found.unwrap().reason.name(), "away");
    take_back(&d.store, &sari, week).await.unwrap();
    assert_refused!(take_back(&d.store, &sari, week).await, NotFound);
    assert_eq!(
        d.audited().await[..3],
        ["declaration.withdraw", "declaration.make", "declaration.make"]
    );
}

async fn a_period_that_asks_nothing_cannot_be_declined(db: Database) {
    let d = District::build(&db).await;
    let sari = sari(&d).await;
    for (period, reason, fault) in [
        ("2026-W48", "away", "period: period-not-begun"),
        ("2026-11", "away", "period: nothing-asked"),
        ("2026-W40", "away", "period: date-too-old"),
        ("2026-W47", "flu", "reason: unknown-choice"),
    ] {
        let period = Period::parse(period).unwrap();
        assert_eq!(invalid(declare(&d.store, &sari, period, reason).await), [fault]);
    }
}
