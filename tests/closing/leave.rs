//! Leave and holidays with dates in closed periods: asked for by people and decided by their
//! reviewer, withdrawn, given to an office, imported; days of one office.

use super::{CLOSE, LATER, administrator, amended, close, stored, sums_agree, viewer, week};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::warrant;
use pekan::rules::amendment::{Cause, Decision as Verdict};
use pekan::rules::{
    EmployeeId, ExemptionId, ImportKind, RecheckId, RoleKind, Viewer, exemption_draft,
};
use pekan::store::exemptions::ExemptionRow;
use pekan::store::rechecks;
use pekan::workflows::closing::decide_amendment::{Which, decide};
use pekan::workflows::closing::{close_period, propose_amendments};
use pekan::workflows::exemptions::exempt_office;
use pekan::workflows::imports::import::import;
use pekan::workflows::{self, Warrant, WorkflowError};

fn days() -> exemption_draft::Draft {
    exemption_draft::Draft {
        from: "2026-11-16".into(),
        to: "2026-11-20".into(),
        reason: "annual_leave".into(),
    }
}

/// Sri of the health office asks, and the reviewer of that office approves.
async fn approved(d: &District, sri: EmployeeId, reviewer: &Viewer) -> ExemptionRow {
    let asker = viewer(sri, &[]);
    let by = warrant(&asker, at(LATER));
    let row = workflows::exemptions::request(&d.store, &by, "N-sri", days()).await.unwrap();
    let id = row.id;
    let approve = workflows::exemptions::decide::Decision::Approve;
    workflows::exemptions::decide(&d.store, &warrant(reviewer, at(LATER)), id, approve, None)
        .await
        .unwrap()
}

async fn withdrawn(d: &District, reviewer: &Viewer, id: ExemptionId) {
    let why = Some("cuti dibatalkan");
    workflows::exemptions::withdraw(&d.store, &warrant(reviewer, at(LATER)), id, why)
        .await
        .unwrap();
}

async fn accepted(d: &District, by: &Viewer) -> u64 {
    let all = Which::Many(None);
    decide(&d.store, &warrant(by, at(LATER)), all, Verdict::Accept, "SK menyusul").await.unwrap()
}

/// What the worker does.
async fn worked_off(d: &District) {
    propose_amendments::catch_up(&d.store, None, at(LATER)).await.unwrap();
    assert!(rechecks::next(d.store.reader(), None, RecheckId::NONE, 10).await.unwrap().is_empty());
}

/// Whose status would become what, and by whom.
async fn proposed(d: &District) -> Vec<(EmployeeId, &'static str, Option<EmployeeId>)> {
    let rows = amended(d, "2026-W47", "proposed").await;
    let after = |row: &pekan::store::amendments::Amendment| {
        row.after().unwrap().map_or("-", |figures| figures.status.name())
    };
    rows.iter().map(|row| (row.employee_id, after(row), row.author_id)).collect()
}

async fn status(d: &District, who: EmployeeId) -> &'static str {
    stored(d, "2026-W47", who).await.unwrap().status.name()
}

fn closed_day(office: &str) -> workflows::holidays::put::Draft {
    workflows::holidays::put::Draft {
        date: "2026-11-18".into(),
        name: "Banjir".into(),
        kind: "public".into(),
        office: Some(office.into()),
    }
}

on_both_databases!(
    an_approval_amends_and_its_withdrawal_restores,
    a_request_that_is_open_taken_back_or_refused_proposes_nothing,
    leave_of_an_office_and_of_a_table_is_worked_out_by_the_worker,
    a_closed_day_of_an_office_is_proposed_for_its_people_alone,
    while_a_close_goes_on_people_are_kept_as_they_stood
);

async fn an_approval_amends_and_its_withdrawal_restores(db: Database) {
    let d = District::new(&db).await;
    let (sri, rina) = (d.employee("Sri", d.health).await, d.employee("Rina", d.health).await);
    let dewi = d.employee("Dewi", d.root).await;
    let reviewer = viewer(rina, &[(RoleKind::Reviewer, d.health)]);
    let by = administrator(&d, dewi);
    close(&d, "2026-W47", CLOSE).await;
    let before = stored(&d, "2026-W47", sri).await;

    let row = approved(&d, sri, &reviewer).await;
    assert_eq!(proposed(&d).await, [(sri, "exempt", Some(rina))]);
    assert_eq!(accepted(&d, &by).await, 1);
    assert_eq!(status(&d, sri).await, "exempt");
    withdrawn(&d, &reviewer, row.id).await;
    assert_eq!(status(&d, sri).await, "exempt", "until it is accepted");
    assert_eq!(proposed(&d).await, [(sri, "short", Some(rina))]);
    assert_eq!(accepted(&d, &by).await, 1);
    assert_eq!(stored(&d, "2026-W47", sri).await, before);
    let made: Vec<_> = amended(&d, "2026-W47", "made")
        .await
        .into_iter()
        .map(|row| (row.number, row.cause, row.author_id, row.decided_by, row.reason))
        .collect();
    let told = |number| {
        (Some(number), Cause::Exemption, Some(rina), Some(dewi), Some("SK menyusul".to_owned()))
    };
    assert_eq!(made, [told(1), told(2)]);
    sums_agree(&d, "2026-W47").await;

    // Withdrawn before anybody accepted it: nothing is left to decide.
    let row = approved(&d, sri, &reviewer).await;
    assert_eq!(proposed(&d).await.len(), 1);
    withdrawn(&d, &reviewer, row.id).await;
    assert_eq!(proposed(&d).await, []);
}

async fn a_request_that_is_open_taken_back_or_refused_proposes_nothing(db: Database) {
    let d = District::new(&db).await;
    let sri = d.employee("Sri", d.health).await;
    let dewi = d.employee("Dewi", d.root).await;
    let (asker, by) = (viewer(sri, &[]), administrator(&d, dewi));
    close(&d, "2026-W47", CLOSE).await;
    let ask = async || {
        workflows::exemptions::request(&d.store, &warrant(&asker, at(LATER)), "N-sri", days())
            .await
            .unwrap()
    };
    let row = ask().await;
    workflows::exemptions::withdraw(&d.store, &warrant(&asker, at(LATER)), row.id, None)
        .await
        .unwrap();
    let row = ask().await;
    let refuse = workflows::exemptions::decide::Decision::Refuse;
    workflows::exemptions::decide(
        &d.store,
        &warrant(&by, at(LATER)),
        row.id,
        refuse,
        Some("penuh"),
    )
    .await
    .unwrap();
    worked_off(&d).await;
    assert_eq!(proposed(&d).await, []);
}

async fn leave_of_an_office_and_of_a_table_is_worked_out_by_the_worker(db: Database) {
    let d = District::new(&db).await;
    let (sri, siti) = (d.employee("Sri", d.health).await, d.employee("Siti", d.health).await);
    let (tono, dewi) = (d.employee("Tono", d.senduro).await, d.employee("Dewi", d.root).await);
    let by = administrator(&d, dewi);
    close(&d, "2026-W47", CLOSE).await;
    let draft = exempt_office::Draft { office: "DINKES".into(), below: true, days: days() };
    exempt_office::exempt(&d.store, &warrant(&by, at(LATER)), draft, false).await.unwrap();
    assert_eq!(proposed(&d).await, [], "the worker has not looked yet");
    worked_off(&d).await;
    assert_eq!(proposed(&d).await, [(sri, "exempt", Some(dewi)), (siti, "exempt", Some(dewi))]);

    // One row is bad, and of the good one nothing happens either.
    let good = "nip;mulai;sampai;alasan\nN-tono;2026-11-16;2026-11-20;Tugas belajar\n";
    let bad = format!("{good}N-lost;2026-11-16;2026-11-20;Tugas belajar\n");
    let run = async |file: &str| {
        import(&d.store, &warrant(&by, at(LATER)), ImportKind::Exemptions, file.as_bytes(), false)
            .await
            .unwrap()
    };
    assert_eq!(run(&bad).await.errors.len(), 1);
    assert!(rechecks::next(d.store.reader(), None, RecheckId::NONE, 10).await.unwrap().is_empty());
    assert_eq!(run(good).await.created, 1);
    worked_off(&d).await;
    assert_eq!(proposed(&d).await[2..], [(tono, "exempt", Some(dewi))]);
    assert!(
        amended(&d, "2026-W47", "proposed").await.iter().all(|row| row.cause == Cause::Exemption)
    );
    assert_eq!(run(good).await.unchanged, 1);
    assert!(
        rechecks::next(d.store.reader(), None, RecheckId::NONE, 10).await.unwrap().is_empty(),
        "nothing changed"
    );
    assert_eq!(accepted(&d, &by).await, 3);
    sums_agree(&d, "2026-W47").await;
}

async fn a_closed_day_of_an_office_is_proposed_for_its_people_alone(db: Database) {
    let d = District::new(&db).await;
    let (sri, _) = (d.employee("Sri", d.health).await, d.employee("Tono", d.senduro).await);
    let dewi = d.employee("Dewi", d.root).await;
    let by = administrator(&d, dewi);
    d.policy(|policy| {
        policy.holiday_rule = pekan::rules::ProrationRule::Prorated;
    })
    .await;
    close(&d, "2026-W47", CLOSE).await;
    workflows::holidays::put(&d.store, &warrant(&by, at(LATER)), closed_day("DINKES"))
        .await
        .unwrap();
    worked_off(&d).await;
    assert_eq!(proposed(&d).await, [(sri, "short", Some(dewi))]);
    let row = amended(&d, "2026-W47", "proposed").await.remove(0);
    assert_eq!(
        (row.cause.name(), row.after().unwrap().unwrap().minimum),
        ("holiday", Some(80_000))
    );
    // Its name may change, and everybody's holiday on the same day changes nothing for Sri.
    let again =
        workflows::holidays::put::Draft { name: "Banjir besar".into(), ..closed_day("DINKES") };
    workflows::holidays::put(&d.store, &warrant(&by, at(LATER)), again).await.unwrap();
    assert!(rechecks::next(d.store.reader(), None, RecheckId::NONE, 10).await.unwrap().is_empty());
    workflows::holidays::remove(
        &d.store,
        &warrant(&by, at(LATER)),
        "2026-11-18".parse().unwrap(),
        Some("DINKES"),
    )
    .await
    .unwrap();
    worked_off(&d).await;
    assert_eq!(proposed(&d).await, []);

    let list =
        "tanggal;nama;jenis\n2026-11-18;Pilkada;Libur nasional\n2026-11-30;Lain;Libur nasional\n";
    let run = async || {
        import(&d.store, &warrant(&by, at(LATER)), ImportKind::Holidays, list.as_bytes(), false)
            .await
            .unwrap()
    };
    assert_eq!(run().await.created, 2);
    worked_off(&d).await;
    let all = amended(&d, "2026-W47", "proposed").await;
    assert!(all.len() == 3 && all.iter().all(|row| row.cause == Cause::Holiday), "{all:?}");
    assert_eq!(run().await.unchanged, 2);
    assert!(rechecks::next(d.store.reader(), None, RecheckId::NONE, 10).await.unwrap().is_empty());
}

async fn while_a_close_goes_on_people_are_kept_as_they_stood(db: Database) {
    let d = District::new(&db).await;
    let (sri, siti) = (d.employee("Sri", d.health).await, d.employee("Siti", d.health).await);
    let (tono, dewi) = (d.employee("Tono", d.senduro).await, d.employee("Dewi", d.root).await);
    let (rina, by) = (d.employee("Rina", d.health).await, administrator(&d, dewi));
    let reviewer = viewer(rina, &[(RoleKind::Reviewer, d.health)]);
    let early = approved(&d, sri, &reviewer).await;
    let period = week("2026-W47");
    close_period::begin(&d.store, &Warrant::system(at(CLOSE)), &period).await.unwrap();
    withdrawn(&d, &reviewer, early.id).await;
    let draft = exempt_office::Draft { office: "DINKES".into(), below: false, days: days() };
    exempt_office::exempt(&d.store, &warrant(&reviewer, at(LATER)), draft.clone(), false)
        .await
        .unwrap_err();
    exempt_office::exempt(&d.store, &warrant(&by, at(LATER)), draft, false).await.unwrap();
    let file = b"nip;mulai;sampai;alasan\nN-tono;2026-11-16;2026-11-20;Tugas belajar\n";
    import(&d.store, &warrant(&by, at(LATER)), ImportKind::Exemptions, file, false).await.unwrap();
    // A holiday would be everybody's, and some are stored already.
    let day = "tanggal;nama;jenis;unit\n2026-11-18;Banjir;Libur nasional;DINKES\n".as_bytes();
    match import(&d.store, &warrant(&by, at(LATER)), ImportKind::Holidays, day, false).await {
        Err(WorkflowError::Conflict(problem)) => assert_eq!(problem.code, "period-being-closed"),
        other => panic!("{other:?}"),
    }
    assert!(close_period::go_on(&d.store, &period, 1000, at(LATER)).await.unwrap());
    assert_eq!(
        [status(&d, sri).await, status(&d, siti).await, status(&d, tono).await],
        ["exempt", "short", "short"]
    );
    worked_off(&d).await;
    // Sri is exempt again by what was given to her office.
    let exempt = |who| (who, "exempt", Some(dewi));
    assert_eq!(proposed(&d).await, [exempt(siti), exempt(tono), exempt(rina)]);
}
