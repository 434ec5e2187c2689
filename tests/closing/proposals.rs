//! Placements, exemptions and holidays with dates in closed periods: proposed, and decided.

use super::{
    CLOSE, LATER, administrator, amended, buy, close, standings, stored, sums_agree, viewer, week,
};
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::warrant;
use crate::{on_both_databases, report};
use pekan::rules::amendment::{Cause, Decision};
use pekan::rules::employee::Draft;
use pekan::rules::place_draft::PlaceDraft;
use pekan::rules::{EmployeeId, ImportKind, RecheckId, Viewer, exemption_draft};
use pekan::store::rechecks;
use pekan::workflows::closing::decide_amendment::{Which, decide};
use pekan::workflows::closing::propose_amendments;
use pekan::workflows::imports::import;
use pekan::workflows::{self, Warrant, WorkflowError};

pub(super) async fn leave(d: &District, by: &Viewer, number: &str, from: &str, to: &str) {
    leave_by(d, &warrant(by, at(LATER)), number, from, to).await;
}

async fn leave_by(d: &District, by: &Warrant, number: &str, from: &str, to: &str) {
    let draft =
        exemption_draft::Draft { from: from.into(), to: to.into(), reason: "annual_leave".into() };
    workflows::exemptions::request(&d.store, by, number, draft).await.unwrap();
}

pub(super) async fn place(d: &District, number: &str, office: &str, from: &str) {
    let draft =
        PlaceDraft { office: Some(office.into()), from: from.into(), ..PlaceDraft::default() };
    workflows::employees::place(&d.store, &Warrant::system(at(LATER)), number, draft)
        .await
        .unwrap();
}

/// Status before and after of what is proposed of a week, by number of the employee.
pub(super) async fn proposed(
    d: &District,
    label: &str,
) -> Vec<(EmployeeId, &'static str, &'static str)> {
    let status = |figures: Option<pekan::rules::close::Figures>| {
        figures.map_or("-", |figures| figures.status.name())
    };
    let rows = amended(d, label, "proposed").await;
    rows.iter()
        .map(|row| (row.employee_id, status(row.before().unwrap()), status(row.after().unwrap())))
        .collect()
}

pub(super) async fn decided(
    d: &District,
    by: &Viewer,
    which: Which,
    decision: Decision,
) -> Result<u64, WorkflowError> {
    decide(&d.store, &warrant(by, at(LATER)), which, decision, "SK menyusul").await
}

on_both_databases!(
    an_import_that_is_undone_withdraws_what_it_proposed,
    backdated_leave_waits_for_an_administrator,
    what_was_refused_stays_refused_and_the_figures_as_they_were,
    a_proposal_counts_what_is_bought_meanwhile_and_goes_when_it_is_void,
    a_holiday_is_worked_out_for_everybody_by_the_worker,
    who_was_there_after_all_is_counted_and_who_had_left_is_not,
    nobody_decides_about_themselves
);

async fn an_import_that_is_undone_withdraws_what_it_proposed(db: Database) {
    let d = District::new(&db).await;
    d.employee("Sri", d.health).await;
    close(&d, "2026-W46", CLOSE).await;
    let table = b"nip;nama;email;jenis;unit;tmt\nN-joko;Joko;joko@x.id;PNS;DINKES;2026-11-02\n";
    let at = at(LATER);
    let import =
        import::import(&d.store, &Warrant::system(at), ImportKind::Employees, table, false)
            .await
            .unwrap();
    propose_amendments::catch_up(&d.store, None, at).await.unwrap();
    let asked = proposed(&d, "2026-W46").await;
    assert_eq!((asked.len(), asked[0].1, asked[0].2), (1, "-", "short"));
    workflows::imports::undo(&d.store, &Warrant::system(at), import.import.unwrap()).await.unwrap();
    propose_amendments::catch_up(&d.store, None, at).await.unwrap();
    assert_eq!(proposed(&d, "2026-W46").await, []);
}

async fn backdated_leave_waits_for_an_administrator(db: Database) {
    let d = District::new(&db).await;
    let (sri, dewi) = (d.employee("Sri", d.health).await, d.employee("Dewi", d.root).await);
    let by = administrator(&d, dewi);
    close(&d, "2026-W46", CLOSE).await;
    close(&d, "2026-W47", CLOSE).await;
    leave(&d, &by, "N-sri", "2026-11-13", "2026-11-20").await;
    // One day of the week before changes nothing that is asked.
    assert_eq!(proposed(&d, "2026-W46").await, []);
    assert_eq!(proposed(&d, "2026-W47").await, [(sri, "short", "exempt")]);
    let row = amended(&d, "2026-W47", "proposed").await.remove(0);
    assert_eq!((row.cause.name(), row.author_id, row.number), ("exemption", Some(dewi), None));
    assert_eq!(
        stored(&d, "2026-W47", sri).await.unwrap().status.name(),
        "short",
        "until it is accepted"
    );

    let nobody = viewer(sri, &[]);
    assert!(matches!(
        decided(&d, &nobody, Which::One(row.id), Decision::Accept).await,
        Err(WorkflowError::Forbidden)
    ));
    let mute =
        decide(&d.store, &warrant(&by, at(LATER)), Which::One(row.id), Decision::Accept, " ").await;
    assert!(matches!(mute, Err(WorkflowError::Invalid(_))));
    assert_eq!(decided(&d, &by, Which::One(row.id), Decision::Accept).await.unwrap(), 1);
    assert!(matches!(
        decided(&d, &by, Which::One(row.id), Decision::Refuse).await,
        Err(WorkflowError::Conflict(_))
    ));
    let made = amended(&d, "2026-W47", "made").await.remove(0);
    assert_eq!(
        (made.number, made.decided_by, made.reason.as_deref()),
        (Some(1), Some(dewi), Some("SK menyusul"))
    );
    report!(d, d.health, "2026-W47", LATER, |report| {
        assert_eq!(
            (report.amendment, report.summary().exempt, report.summary().short),
            (Some(1), 1, 0)
        );
    });
    sums_agree(&d, "2026-W47").await;
}

async fn what_was_refused_stays_refused_and_the_figures_as_they_were(db: Database) {
    let d = District::new(&db).await;
    let (sri, dewi) = (d.employee("Sri", d.health).await, d.employee("Dewi", d.root).await);
    let by = administrator(&d, dewi);
    close(&d, "2026-W47", CLOSE).await;
    let before = stored(&d, "2026-W47", sri).await;
    leave(&d, &by, "N-sri", "2026-11-16", "2026-11-22").await;
    assert_eq!(
        decided(&d, &by, Which::Many(Some(week("2026-W47"))), Decision::Refuse).await.unwrap(),
        1
    );
    assert_eq!(stored(&d, "2026-W47", sri).await, before);
    // The same working days again, by other words.
    leave(&d, &by, "N-sri", "2026-11-15", "2026-11-22").await;
    assert_eq!(proposed(&d, "2026-W47").await, []);
    // A purchase counts by what was asked, not by what was refused.
    buy(&d, sri, "2026-11-20", 100_000, LATER).await;
    assert_eq!(stored(&d, "2026-W47", sri).await.unwrap().status.name(), "met_late");
    assert!(amended(&d, "2026-W47", "refused").await.len() == 1);
}

async fn a_proposal_counts_what_is_bought_meanwhile_and_goes_when_it_is_void(db: Database) {
    let d = District::new(&db).await;
    let (sri, dewi) = (d.employee("Sri", d.health).await, d.employee("Dewi", d.root).await);
    let by = administrator(&d, dewi);
    d.policy(|policy| {
        policy.office = d.senduro;
        policy.minimum_amount = 200_000;
    })
    .await;
    close(&d, "2026-W47", CLOSE).await;
    place(&d, "N-sri", "SDR", "2026-11-01").await;
    assert_eq!(proposed(&d, "2026-W47").await, [(sri, "short", "short")]);
    buy(&d, sri, "2026-11-20", 120_000, LATER).await;
    assert_eq!(proposed(&d, "2026-W47").await, [(sri, "met_late", "short")]);
    decided(&d, &by, Which::Many(None), Decision::Accept).await.unwrap();
    let figures = stored(&d, "2026-W47", sri).await.unwrap();
    assert_eq!(
        (figures.office, figures.minimum, figures.counted, figures.shortfall),
        (d.senduro, Some(200_000), 120_000, Some(80_000))
    );
    let numbers: Vec<_> = amended(&d, "2026-W47", "made")
        .await
        .iter()
        .map(|row| (row.number.unwrap(), row.cause))
        .collect();
    assert_eq!(numbers, [(1, Cause::Purchase), (2, Cause::Placement)]);
    sums_agree(&d, "2026-W47").await;
    // Moved there and back again: nothing is left to propose.
    d.employee("Tono", d.senduro).await;
    close(&d, "2026-W46", CLOSE).await;
    place(&d, "N-tono", "DINKES", "2026-11-02").await;
    assert_eq!(proposed(&d, "2026-W46").await.len(), 1);
    place(&d, "N-tono", "SDR", "2026-11-03").await;
    assert_eq!(proposed(&d, "2026-W46").await, []);
}

async fn a_holiday_is_worked_out_for_everybody_by_the_worker(db: Database) {
    let d = District::new(&db).await;
    let (sri, tono) = (d.employee("Sri", d.health).await, d.employee("Tono", d.senduro).await);
    d.policy(|policy| {
        policy.effective_from = policy.effective_from + chrono::Days::new(7);
        policy.holiday_rule = pekan::rules::ProrationRule::Prorated;
    })
    .await;
    close(&d, "2026-W46", CLOSE).await;
    close(&d, "2026-W47", CLOSE).await;
    let day = |name: &str| workflows::holidays::put::Draft {
        date: "2026-11-18".into(),
        name: name.into(),
        kind: "public".into(),
        office: None,
    };
    workflows::holidays::put(&d.store, &Warrant::system(at(LATER)), day("Pilkada")).await.unwrap();
    assert_eq!(rechecks::next(d.store.reader(), None, RecheckId::NONE, 10).await.unwrap().len(), 1);
    assert_eq!(proposed(&d, "2026-W47").await, [], "the worker has not looked yet");
    for _ in 0..2 {
        propose_amendments::catch_up(&d.store, None, at(LATER)).await.unwrap();
        assert_eq!(
            proposed(&d, "2026-W47").await,
            [(sri, "short", "short"), (tono, "short", "short")]
        );
        assert_eq!(proposed(&d, "2026-W46").await, []);
    }
    assert!(rechecks::next(d.store.reader(), None, RecheckId::NONE, 10).await.unwrap().is_empty());
    // A better name is no other day; no holiday after all takes the proposals back.
    workflows::holidays::put(&d.store, &Warrant::system(at(LATER)), day("Hari pemungutan suara"))
        .await
        .unwrap();
    assert!(rechecks::next(d.store.reader(), None, RecheckId::NONE, 10).await.unwrap().is_empty());
    workflows::holidays::remove(
        &d.store,
        &Warrant::system(at(LATER)),
        "2026-11-18".parse().unwrap(),
        None,
    )
    .await
    .unwrap();
    propose_amendments::catch_up(&d.store, None, at(LATER)).await.unwrap();
    assert_eq!(proposed(&d, "2026-W47").await, []);
}

async fn who_was_there_after_all_is_counted_and_who_had_left_is_not(db: Database) {
    let d = District::new(&db).await;
    let (sri, dewi) = (d.employee("Sri", d.health).await, d.employee("Dewi", d.root).await);
    let by = administrator(&d, dewi);
    close(&d, "2026-W47", CLOSE).await;
    workflows::employees::depart(&d.store, &Warrant::system(at(LATER)), "N-sri", "2026-11-18")
        .await
        .unwrap();
    let new = Draft {
        number: "K-1".into(),
        name: "Joko".into(),
        email: "joko@x.id".into(),
        phone: None,
        place: PlaceDraft {
            office: Some("SDR".into()),
            employment_type: Some("NON_ASN".into()),
            from: "2026-11-16".into(),
            ..PlaceDraft::default()
        },
    };
    let joko =
        workflows::employees::add(&d.store, &Warrant::system(at(LATER)), new).await.unwrap().id;
    assert_eq!(proposed(&d, "2026-W47").await, [(sri, "short", "-"), (joko, "-", "short")]);
    // Nothing of a person whom no report counts is amended.
    buy(&d, joko, "2026-11-20", 100_000, LATER).await;
    assert!(amended(&d, "2026-W47", "made").await.is_empty());
    report!(d, d.root, "2026-W47", LATER, |report| {
        assert_eq!(
            standings(&report),
            [(sri, "short", 0, Some(100_000)), (dewi, "short", 0, Some(100_000))]
        );
    });
    assert_eq!(decided(&d, &by, Which::Many(None), Decision::Accept).await.unwrap(), 2);
    report!(d, d.root, "2026-W47", LATER, |report| {
        assert_eq!(
            standings(&report),
            [(dewi, "short", 0, Some(100_000)), (joko, "met_late", 100_000, Some(100_000))]
        );
    });
    sums_agree(&d, "2026-W47").await;
}

async fn nobody_decides_about_themselves(db: Database) {
    let d = District::new(&db).await;
    let dewi = d.employee("Dewi", d.root).await;
    let by = administrator(&d, dewi);
    close(&d, "2026-W47", CLOSE).await;
    leave_by(&d, &Warrant::system(at(LATER)), "N-dewi", "2026-11-16", "2026-11-22").await;
    // It is only asked for: whoever has the machine cannot approve either.
    assert_eq!(proposed(&d, "2026-W47").await, []);
    place(&d, "N-dewi", "DINKES", "2026-11-02").await;
    let row = amended(&d, "2026-W47", "proposed").await.remove(0);
    assert!(matches!(
        decided(&d, &by, Which::One(row.id), Decision::Accept).await,
        Err(WorkflowError::Forbidden)
    ));
    assert_eq!(decided(&d, &by, Which::Many(None), Decision::Accept).await.unwrap(), 0);
    assert_eq!(proposed(&d, "2026-W47").await.len(), 1);
}
