use pekan::rules::placement::LastChange;
use pekan::store::roles;
use pekan::workflows::employees::undo_last_change::undo_last_change;
use pekan::workflows::{self, Warrant};

use super::employees::{career, to};
use super::{District, conflict};
use crate::support::database::Database;
use crate::{assert_refused, on_both_databases};

const SARI: &str = "199003122015022001";

on_both_databases!(
    a_wrong_placement_leaves_and_what_it_ended_runs_on,
    who_did_not_leave_after_all_stays_and_who_was_away_has_been_away,
    only_administrators_take_back
);

async fn a_wrong_placement_leaves_and_what_it_ended_runs_on(db: Database) {
    let d = District::build(&db).await;
    d.hire(SARI, "DKP").await;
    let before = career(&d, SARI).await;
    let placement = |day: &str| LastChange::Placement(day.parse().unwrap());
    let undo = |mistake| undo_last_change(&d.store, &d.dewi, SARI, mistake);
    assert_eq!(
        conflict(undo(placement(&before[0].from.to_string())).await),
        "placement: placement-only"
    );

    workflows::employees::place(&d.store, &d.dewi, SARI, to("TEMPEH", "2026-11-02")).await.unwrap();
    let once = career(&d, SARI).await;
    workflows::employees::place(&d.store, &d.dewi, SARI, to("DKP", "2026-12-02")).await.unwrap();
    assert_eq!(conflict(undo(placement("2026-11-02")).await), "placement: placement-not-last");
    assert_refused!(undo(placement("2026-11-03")).await, NotFound);
    undo(placement("2026-12-02")).await.unwrap();
    assert_eq!(career(&d, SARI).await, once);
    // Sent once more, it takes nothing else with it.
    assert_refused!(undo(placement("2026-12-02")).await, NotFound);
    undo(placement("2026-11-02")).await.unwrap();
    assert_eq!(career(&d, SARI).await, before);
    let noted = d.audited().await;
    assert_eq!(noted[..2], ["employee.undo_placement", "employee.undo_placement"]);
    assert_refused!(
        undo_last_change(&d.store, &d.dewi, "0", LastChange::Departure).await,
        NotFound
    );
}

async fn who_did_not_leave_after_all_stays_and_who_was_away_has_been_away(db: Database) {
    let d = District::build(&db).await;
    let id = d.hire(SARI, "DKP").await;
    d.appoint(SARI, "head", Some("DKP")).await;
    let before = career(&d, SARI).await;
    let undo = |mistake| undo_last_change(&d.store, &d.dewi, SARI, mistake);
    assert_refused!(undo(LastChange::Departure).await, NotFound);
    workflows::employees::depart(&d.store, &d.dewi, SARI, "2026-11-30").await.unwrap();
    let from = LastChange::Placement(before[0].from);
    assert_eq!(
        conflict(undo(from).await),
        "placement: placement-not-last",
        "the departure came later"
    );
    undo(LastChange::Departure).await.unwrap();
    assert_eq!(career(&d, SARI).await, before);
    let later = "2026-12-01".parse().unwrap();
    assert!(
        roles::of(d.store.reader(), id, later).await.unwrap().is_empty(),
        "a role is given anew"
    );

    workflows::employees::depart(&d.store, &d.dewi, SARI, "2026-11-30").await.unwrap();
    let left = career(&d, SARI).await;
    workflows::employees::place(&d.store, &d.dewi, SARI, to("DKP", "2027-02-01")).await.unwrap();
    undo(LastChange::Placement("2027-02-01".parse().unwrap())).await.unwrap();
    assert_eq!(career(&d, SARI).await, left, "whoever had left before is away again");
}

async fn only_administrators_take_back(db: Database) {
    let d = District::build(&db).await;
    d.hire(SARI, "DKP").await;
    let sari: Warrant = d.by(SARI).await;
    assert_refused!(
        undo_last_change(&d.store, &sari, SARI, LastChange::Departure).await,
        Forbidden
    );
}
