use pekan::rules::RoleKind;
use pekan::store::roles;
use pekan::workflows::Warrant;
use pekan::workflows::employees::grant_role::{Draft, grant};
use pekan::workflows::employees::revoke_role::revoke;

use super::{DEWI, District, conflict, invalid, now};
use crate::support::database::Database;
use crate::{assert_refused, on_both_databases};

fn draft(role: &str, office: Option<&str>) -> Draft {
    Draft {
        employee: "2".into(),
        role: role.into(),
        office: office.map(Into::into),
        from: "2026-11-01".into(),
        to: None,
        acting: false,
    }
}

on_both_databases!(
    a_role_is_granted_once_and_revoked_at_once,
    every_fault_of_a_role_is_told,
    somebody_always_administers,
    of_two_who_revoke_each_other_one_stays
);

async fn a_role_is_granted_once_and_revoked_at_once(db: Database) {
    let d = District::build(&db).await;
    let id = d.hire("2", "DKP").await;
    let acting =
        Draft { acting: true, to: Some("2026-12-31".into()), ..draft("head", Some("DKP")) };
    let role = grant(&d.store, &d.dewi, acting.clone()).await.unwrap();
    assert!(role.acting && role.office_id.is_some());
    assert_eq!(conflict(grant(&d.store, &d.dewi, acting.clone()).await), "role: role-exists");
    let later = Draft { from: "2027-01-01".into(), to: None, ..acting };
    grant(&d.store, &d.dewi, later).await.unwrap();
    grant(&d.store, &d.dewi, draft("reviewer", Some("TEMPEH"))).await.unwrap();
    assert_eq!(grant(&d.store, &d.dewi, draft("auditor", None)).await.unwrap().office_id, None);

    let today = "2026-11-20".parse().unwrap();
    let count = async || roles::of(d.store.reader(), id, today).await.unwrap().len();
    assert_eq!(count().await, 3);
    revoke(&d.store, &d.dewi, role.id).await.unwrap();
    assert_eq!(count().await, 2);
    assert_eq!(d.audited().await[0], "role.revoke");
    assert_refused!(revoke(&d.store, &d.dewi, role.id).await, NotFound);
}

async fn every_fault_of_a_role_is_told(db: Database) {
    let d = District::build(&db).await;
    d.hire("2", "DKP").await;
    let grant = |draft| grant(&d.store, &d.dewi, draft);
    assert_eq!(invalid(grant(draft("head", None)).await), ["office: missing"]);
    let broken =
        Draft { employee: "77".into(), to: Some("2026-10-31".into()), ..draft("king", Some("X")) };
    assert_eq!(
        invalid(grant(broken).await),
        [
            "employee: employee-unknown",
            "office: office-unknown",
            "role: unknown-choice",
            "to: ends-before-start",
        ]
    );
    assert_eq!(
        invalid(grant(Draft::default()).await),
        ["employee: missing", "from: missing", "role: missing"]
    );
}

async fn somebody_always_administers(db: Database) {
    let d = District::build(&db).await;
    d.hire("2", "DKP").await;
    let two = d.by("2").await;
    assert_refused!(grant(&d.store, &two, draft("administrator", None)).await, Forbidden);
    let held = roles::standing(d.store.reader(), "2026-11-20".parse().unwrap()).await.unwrap();
    let dewis = held.iter().find(|(row, _)| row.kind.name() == "administrator").unwrap().0.id;
    assert_eq!(conflict(revoke(&d.store, &d.dewi, dewis).await), "role: last-administrator");
    assert!(
        !roles::of(d.store.reader(), d.id(DEWI).await, "2026-11-20".parse().unwrap())
            .await
            .unwrap()
            .is_empty()
    );
    grant(&d.store, &d.dewi, draft("administrator", None)).await.unwrap();
    // Who has never signed in cannot administer either.
    assert_eq!(conflict(revoke(&d.store, &d.dewi, dewis).await), "role: last-administrator");
    d.activate("2").await;
    revoke(&d.store, &d.dewi, dewis).await.unwrap();
}

async fn of_two_who_revoke_each_other_one_stays(db: Database) {
    let d = District::build(&db).await;
    let other = db.store().await;
    d.hire("2", "DKP").await;
    for number in [DEWI, "2"] {
        d.activate(number).await;
    }
    for _ in 0..8 {
        let today = "2026-11-20".parse().unwrap();
        let held = roles::holders(d.store.reader(), RoleKind::Administrator, today).await.unwrap();
        for number in [DEWI, "2"] {
            let id = d.id(number).await;
            if !held.iter().any(|(row, _)| row.employee_id == id) {
                let again = Draft { employee: number.into(), ..draft("administrator", None) };
                grant(&d.store, &Warrant::system(now()), again).await.unwrap();
            }
        }
        let held = roles::holders(d.store.reader(), RoleKind::Administrator, today).await.unwrap();
        let (dewi, two) = (d.by(DEWI).await, d.by("2").await);
        let role_of = |who: &Warrant| {
            held.iter().find(|(row, _)| Some(row.employee_id) == who.author()).unwrap().0.id
        };
        let (one, another) = (role_of(&two), role_of(&dewi));
        let (first, second) =
            tokio::join!(revoke(&d.store, &dewi, one), revoke(&other, &two, another));
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    }
}
