use pekan::rules::office::{Change, Draft};
use pekan::rules::{Office, Zone};
use pekan::workflows::{self, WorkflowError};

use super::{District, conflict, invalid};
use crate::support::database::Database;
use crate::{assert_refused, on_both_databases};

fn draft(code: &str, parent: &str) -> Draft {
    Draft {
        code: code.into(),
        name: "Bidang Usaha Mikro".into(),
        kind: "bidang".into(),
        parent: Some(parent.into()),
        time_zone: None,
    }
}

async fn moved(d: &District, code: &str, parent: &str) -> Result<Office, WorkflowError> {
    let change = Change { parent: Some(parent.into()), ..Change::default() };
    workflows::offices::edit(&d.store, &d.dewi, code, change).await
}

on_both_databases!(
    an_office_is_added_below_another,
    an_office_moves_but_never_below_itself,
    only_administrators_change_offices
);

async fn an_office_is_added_below_another(db: Database) {
    let d = District::build(&db).await;
    let office = workflows::offices::add(&d.store, &d.dewi, draft("DKP.1", "DKP")).await.unwrap();
    // The rules see it at once.
    let rulebook = d.store.rulebook().await.unwrap();
    assert_eq!(rulebook.offices.by_code("DKP.1"), Some(&office));
    assert_eq!(
        rulebook.offices.depth_below(office.id, rulebook.offices.by_code("LMJ").unwrap().id),
        Some(2)
    );
    assert_eq!(office.zone, Zone::Wib);
    assert_eq!(d.audited().await[0], "office.add");

    let add = |draft| workflows::offices::add(&d.store, &d.dewi, draft);
    assert_eq!(conflict(add(draft("DKP.1", "DKP")).await), "code: code-taken");
    let broken =
        Draft { name: "\u{202E}x".into(), time_zone: Some("GMT".into()), ..draft("a/b", "X") };
    assert_eq!(
        invalid(add(broken).await),
        [
            "code: code-unusable",
            "name: unprintable",
            "parent: office-unknown",
            "time_zone: unknown-choice"
        ]
    );
    assert_eq!(invalid(add(draft("ROOT2", "")).await), ["parent: root-exists"]);
    assert_eq!(d.audited().await[0], "office.add");
}

async fn an_office_moves_but_never_below_itself(db: Database) {
    let d = District::build(&db).await;
    assert_eq!(invalid(moved(&d, "DKP", "DKP-UPT").await), ["parent: parent-below"]);
    assert_eq!(invalid(moved(&d, "DKP", "DKP").await), ["parent: parent-below"]);
    assert_eq!(invalid(moved(&d, "DKP", "").await), ["parent: root-exists"]);
    assert_refused!(moved(&d, "NONE", "LMJ").await, NotFound);
    moved(&d, "DKP-UPT", "TEMPEH").await.unwrap();
    assert_eq!(d.audited().await[0], "office.edit");
    let change =
        Change { time_zone: Some("WIT".into()), name: Some("Dinas".into()), ..Change::default() };
    workflows::offices::edit(&d.store, &d.dewi, "DKP", change).await.unwrap();
    let rulebook = d.store.rulebook().await.unwrap();
    let dkp = rulebook.offices.by_code("DKP").unwrap();
    assert_eq!((dkp.zone, dkp.name.as_str()), (Zone::Wit, "Dinas"));
    assert_eq!(rulebook.offices.subtree(dkp.id), [dkp.id]);
}

async fn only_administrators_change_offices(db: Database) {
    let d = District::build(&db).await;
    d.hire("2", "DKP").await;
    d.appoint("2", "head", Some("LMJ")).await;
    let head = d.by("2").await;
    assert_refused!(workflows::offices::add(&d.store, &head, draft("N", "DKP")).await, Forbidden);
    assert_refused!(
        workflows::offices::edit(&d.store, &head, "DKP", Change::default()).await,
        Forbidden
    );
}
