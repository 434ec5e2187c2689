//! What a proposal follows, what it names, and when a refusal ends (rules.md §8).

use pekan::rules::amendment::{Cause, Decision};
use pekan::rules::employee::Draft;
use pekan::rules::place_draft::PlaceDraft;
use pekan::store::amendments::Amendment;
use pekan::workflows::closing::decide_amendment::Which;
use pekan::workflows::closing::propose_amendments;
use pekan::workflows::{self, Warrant};

use super::proposals::{decided, leave, place, proposed};
use super::{CLOSE, LATER, administrator, amended, close, stored};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};

on_both_databases!(
    a_proposal_of_somebody_without_a_row_follows_the_holidays,
    a_proposal_names_what_altered_it_and_says_why_as_it_is,
    what_was_refused_is_proposed_again_once_the_facts_have_changed_back
);

/// A Wednesday of week 46 becomes a holiday, or is none after all.
async fn holiday(d: &District, there: bool) {
    let (date, now) = ("2026-11-11", at(LATER));
    if there {
        let (name, kind) = ("Pilkada".into(), "public".into());
        let draft = workflows::holidays::put::Draft { date: date.into(), name, kind, office: None };
        workflows::holidays::put(&d.store, &Warrant::system(now), draft).await.unwrap();
    } else {
        let day = date.parse().unwrap();
        workflows::holidays::remove(&d.store, &Warrant::system(now), day, None).await.unwrap();
    }
    propose_amendments::catch_up(&d.store, None, now).await.unwrap();
}

/// Holidays lower the minimum, leave does not.
async fn with_holidays_prorated(d: &District) {
    d.policy(|policy| {
        policy.effective_from = policy.effective_from + chrono::Days::new(7);
        policy.holiday_rule = pekan::rules::ProrationRule::Prorated;
    })
    .await;
}

async fn a_proposal_of_somebody_without_a_row_follows_the_holidays(db: Database) {
    let d = District::new(&db).await;
    with_holidays_prorated(&d).await;
    let (sri, dewi) = (d.employee("Sri", d.health).await, d.employee("Dewi", d.root).await);
    let by = administrator(&d, dewi);
    close(&d, "2026-W46", CLOSE).await;
    let new = Draft {
        number: "K-1".into(),
        name: "Joko".into(),
        email: "joko@x.id".into(),
        phone: None,
        place: PlaceDraft {
            office: Some("SDR".into()),
            employment_type: Some("NON_ASN".into()),
            from: "2026-11-01".into(),
            ..PlaceDraft::default()
        },
    };
    let joko =
        workflows::employees::add(&d.store, &Warrant::system(at(LATER)), new).await.unwrap().id;
    assert_eq!(proposed(&d, "2026-W46").await, [(joko, "-", "short")]);
    holiday(&d, true).await;
    let minimum =
        |row: &Amendment| (row.employee_id, row.cause, row.after().unwrap().unwrap().minimum);
    let rows = amended(&d, "2026-W46", "proposed").await;
    let mut asked: Vec<_> = rows.iter().map(minimum).collect();
    asked.sort_by_key(|(who, ..)| *who);
    let lowered = |who| (who, Cause::Holiday, Some(80_000));
    assert_eq!(asked, [lowered(sri), lowered(dewi), lowered(joko)]);
    assert_eq!(decided(&d, &by, Which::Many(None), Decision::Accept).await.unwrap(), 2);
    assert_eq!(stored(&d, "2026-W46", joko).await.unwrap().minimum, Some(80_000));
}

async fn a_proposal_names_what_altered_it_and_says_why_as_it_is(db: Database) {
    let d = District::new(&db).await;
    with_holidays_prorated(&d).await;
    let (sri, dewi) = (d.employee("Sri", d.health).await, d.employee("Dewi", d.root).await);
    let by = administrator(&d, dewi);
    close(&d, "2026-W46", CLOSE).await;
    holiday(&d, true).await;
    leave(&d, &by, "N-sri", "2026-11-12", "2026-11-12").await;
    let of_sri = |row: &&Amendment| row.employee_id == sri;
    let rows = amended(&d, "2026-W46", "proposed").await;
    assert_eq!(rows.iter().find(of_sri).unwrap().cause, Cause::Holiday, "leave alters no figure");
    // A transfer does.
    place(&d, "N-sri", "SDR", "2026-11-02").await;
    let rows = amended(&d, "2026-W46", "proposed").await;
    assert_eq!(rows.iter().find(of_sri).unwrap().cause, Cause::Placement);
    decided(&d, &by, Which::Many(None), Decision::Accept).await.unwrap();
    let basis = stored(&d, "2026-W46", sri).await.unwrap().basis.unwrap();
    assert_eq!((basis.holidays, basis.leave), (1, 1));
}

async fn what_was_refused_is_proposed_again_once_the_facts_have_changed_back(db: Database) {
    let d = District::new(&db).await;
    with_holidays_prorated(&d).await;
    let (sri, dewi) = (d.employee("Sri", d.health).await, d.employee("Dewi", d.root).await);
    let by = administrator(&d, dewi);
    close(&d, "2026-W46", CLOSE).await;
    let of_sri = [(sri, "short", "short")];
    holiday(&d, true).await;
    assert_eq!(decided(&d, &by, Which::Many(None), Decision::Refuse).await.unwrap(), 1);
    // Nothing has changed for anybody.
    leave(&d, &by, "N-sri", "2026-11-12", "2026-11-12").await;
    assert!(!proposed(&d, "2026-W46").await.contains(&of_sri[0]));
    holiday(&d, false).await;
    assert!(!proposed(&d, "2026-W46").await.contains(&of_sri[0]));
    holiday(&d, true).await;
    assert!(proposed(&d, "2026-W46").await.contains(&of_sri[0]), "changed and changed back");
}
