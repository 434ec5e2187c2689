use super::{DEWI, District, conflict, invalid, now};
use crate::support::database::Database;
use crate::{assert_refused, on_both_databases};
use pekan::rules::ExemptionId;
use pekan::rules::exemption_draft::Draft;
use pekan::store::exemptions::{self, ExemptionRow};
use pekan::workflows::exemptions::decide::{Decision, decide};
use pekan::workflows::exemptions::request::request;
use pekan::workflows::exemptions::withdraw::withdraw;
use pekan::workflows::{Warrant, WorkflowError};

fn draft() -> Draft {
    Draft { from: "2026-11-16".into(), to: "2026-11-20".into(), reason: "annual_leave".into() }
}

async fn ask(d: &District, by: &Warrant, number: &str) -> Result<ExemptionRow, WorkflowError> {
    request(&d.store, by, number, draft()).await
}

/// Sari and her reviewer work in DKP-UPT and DKP; the other reviewer is elsewhere.
async fn cast(d: &District) -> (Warrant, Warrant, Warrant, Warrant) {
    for (number, office) in
        [("sari", "DKP-UPT"), ("rina", "DKP"), ("far", "TEMPEH"), ("hadi", "DKP")]
    {
        d.hire(number, office).await;
    }
    d.appoint("rina", "reviewer", Some("DKP")).await;
    d.appoint("far", "reviewer", Some("TEMPEH")).await;
    d.appoint("hadi", "head", Some("DKP")).await;
    (d.by("sari").await, d.by("rina").await, d.by("far").await, d.by("hadi").await)
}

on_both_databases!(
    ones_own_request_waits_for_somebody_else,
    an_administrator_approves_others_and_never_herself,
    refused_days_do_not_count,
    the_same_request_twice_is_one,
    an_open_request_is_taken_back_by_its_owner,
    an_approval_is_withdrawn_with_a_reason_and_counts_no_more
);

async fn ones_own_request_waits_for_somebody_else(db: Database) {
    let d = District::build(&db).await;
    let (sari, rina, far, hadi) = cast(&d).await;
    let row = ask(&d, &sari, "sari").await.unwrap();
    assert_eq!((row.state.name(), row.decided_by), ("requested", None));
    let decide = |by| decide(&d.store, by, row.id, Decision::Approve, None);
    assert_refused!(decide(&sari).await, Forbidden);
    assert_refused!(decide(&far).await, NotFound);
    assert_refused!(decide(&hadi).await, Forbidden);
    let approved = decide(&rina).await.unwrap();
    assert_eq!(
        (approved.state.name(), approved.decided_by),
        ("approved", Some(d.id("rina").await))
    );
    assert_eq!(conflict(decide(&d.dewi).await), "state: already-decided");
    assert_eq!(d.audited().await[0], "exemption.approve");
    let days = ("2026-11-20".parse().unwrap(), "2026-11-30".parse().unwrap());
    let counted =
        exemptions::of(d.store.reader(), d.id("sari").await, days.0, days.1).await.unwrap();
    assert!(counted[0].approved);
}

async fn an_administrator_approves_others_and_never_herself(db: Database) {
    let d = District::build(&db).await;
    let (sari, rina, far, hadi) = cast(&d).await;
    let entered = ask(&d, &d.dewi, "sari").await.unwrap();
    assert_eq!((entered.state.name(), entered.decided_by), ("approved", Some(d.id(DEWI).await)));
    let own = ask(&d, &d.dewi, DEWI).await.unwrap();
    assert_eq!(own.state.name(), "requested");
    assert_refused!(decide(&d.store, &d.dewi, own.id, Decision::Approve, None).await, Forbidden);
    // For others who are in sight it is forbidden; who is out of sight is not found.
    for by in [&rina, &hadi] {
        assert_refused!(ask(&d, by, "sari").await, Forbidden);
    }
    assert_refused!(ask(&d, &far, "sari").await, NotFound);
    assert_refused!(ask(&d, &sari, "rina").await, NotFound);
    assert_refused!(ask(&d, &d.dewi, "nobody").await, NotFound);
}

async fn refused_days_do_not_count(db: Database) {
    let d = District::build(&db).await;
    let (sari, rina, ..) = cast(&d).await;
    let row = ask(&d, &sari, "sari").await.unwrap();
    let refused =
        decide(&d.store, &rina, row.id, Decision::Refuse, Some(" bertepatan dengan audit "))
            .await
            .unwrap();
    assert_eq!(
        (refused.state.name(), refused.decision_reason.as_deref()),
        ("refused", Some("bertepatan dengan audit"))
    );
    // A refused one may be asked for again.
    ask(&d, &sari, "sari").await.unwrap();
    assert_refused!(
        decide(&d.store, &rina, ExemptionId(999), Decision::Refuse, None).await,
        NotFound
    );
    for (broken, faults) in [
        (Draft { to: "2026-11-15".into(), ..draft() }, ["to: ends-before-start"]),
        (Draft { to: "2036-11-15".into(), ..draft() }, ["to: too-many-days"]),
        (Draft { reason: "flu".into(), ..draft() }, ["reason: unknown-choice"]),
    ] {
        assert_eq!(invalid(request(&d.store, &sari, "sari", broken).await), faults);
    }
}

async fn the_same_request_twice_is_one(db: Database) {
    let d = District::build(&db).await;
    let (sari, rina, ..) = cast(&d).await;
    let row = ask(&d, &sari, "sari").await.unwrap();
    assert_eq!(conflict(ask(&d, &sari, "sari").await), "from: exemption-exists");
    let other = Draft { reason: "official_travel".into(), ..draft() };
    request(&d.store, &sari, "sari", other).await.unwrap();
    decide(&d.store, &rina, row.id, Decision::Approve, None).await.unwrap();
    assert_eq!(conflict(ask(&d, &d.dewi, "sari").await), "from: exemption-exists");
    let all = tokio::join!(ask(&d, &rina, "rina"), ask(&d, &rina, "rina"), ask(&d, &rina, "rina"));
    let made = [all.0, all.1, all.2].iter().filter(|one| one.is_ok()).count();
    assert_eq!(made, 1, "of three at once");
}

async fn an_open_request_is_taken_back_by_its_owner(db: Database) {
    let d = District::build(&db).await;
    let (sari, rina, ..) = cast(&d).await;
    let row = ask(&d, &sari, "sari").await.unwrap();
    assert_eq!(
        conflict(withdraw(&d.store, &rina, row.id, Some("x")).await),
        "state: exemption-not-approved"
    );
    let back = withdraw(&d.store, &sari, row.id, None).await.unwrap();
    assert_eq!(
        (back.state.name(), back.withdrawn_by, back.withdrawn_at),
        ("withdrawn", Some(d.id("sari").await), Some(now()))
    );
    assert_eq!(
        conflict(decide(&d.store, &rina, row.id, Decision::Approve, None).await),
        "state: already-decided"
    );
    assert_eq!(conflict(withdraw(&d.store, &sari, row.id, None).await), "state: already-decided");
    assert_eq!(d.audited().await[0], "exemption.withdraw");
}

async fn an_approval_is_withdrawn_with_a_reason_and_counts_no_more(db: Database) {
    let d = District::build(&db).await;
    let (sari, rina, far, hadi) = cast(&d).await;
    let row = ask(&d, &sari, "sari").await.unwrap();
    decide(&d.store, &rina, row.id, Decision::Approve, None).await.unwrap();
    let withdraw = |by, reason| withdraw(&d.store, by, row.id, reason);
    assert_eq!(conflict(withdraw(&sari, Some("batal")).await), "state: already-decided");
    assert_refused!(withdraw(&hadi, Some("batal")).await, Forbidden);
    assert_refused!(withdraw(&far, Some("batal")).await, NotFound);
    assert_eq!(invalid(withdraw(&rina, None).await), ["reason: missing"]);
    assert_eq!(invalid(withdraw(&rina, Some("  ")).await), ["reason: missing"]);
    let back = withdraw(&rina, Some("dinas dibatalkan")).await.unwrap();
    assert_eq!((back.state.name(), back.decided_by), ("withdrawn", Some(d.id("rina").await)));
    assert_eq!(
        (back.withdrawn_by, back.withdrawn_reason.as_deref()),
        (back.decided_by, Some("dinas dibatalkan"))
    );
    assert_eq!(conflict(withdraw(&d.dewi, Some("lagi")).await), "state: exemption-not-approved");
    let counted =
        exemptions::of(d.store.reader(), row.employee_id, row.from_on, row.to_on).await.unwrap();
    assert!(counted.iter().all(|one| !one.approved));
}
