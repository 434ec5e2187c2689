use super::{DEWI, District, conflict, now, person};
use crate::support::database::Database;
use crate::{assert_refused, on_both_databases};
use pekan::rules::employee::Change;
use pekan::rules::mail::MailKind;
use pekan::rules::place_draft::PlaceDraft;
use pekan::rules::{ImportId, ImportKind, Placement};
use pekan::store::{employees, imports as imported, mails, offices, placements};
use pekan::workflows::imports::import;
use pekan::workflows::{self, Warrant};

async fn apply(d: &District, table: ImportKind, file: &str) -> ImportId {
    let report = import::import(&d.store, &d.dewi, table, file.as_bytes(), false).await.unwrap();
    assert_eq!(report.errors, []);
    report.import.expect("nothing was written")
}

async fn undo(d: &District, import: ImportId) {
    workflows::imports::undo(&d.store, &d.dewi, import).await.unwrap();
}

async fn career(d: &District, number: &str) -> Vec<Placement> {
    placements::of(d.store.reader(), d.id(number).await).await.unwrap()
}

const PEOPLE: &str = "nip;nama;email;jenis;unit;tmt\n2;Dua Baru;dua@x.id;PNS;TEMPEH;2026-12-01\n3;Tiga;tiga@x.id;PNS;DKP;2026-11-02\n";

on_both_databases!(
    people_become_what_they_were,
    what_has_begun_is_not_taken_back,
    a_transfer_goes_back_and_later_ones_stand_in_its_way,
    an_address_comes_back_though_another_has_it_now,
    offices_hang_where_they_hung,
    a_circle_is_not_tied_by_going_back,
    ten_thousand_rows_go_in_and_out
);

async fn people_become_what_they_were(db: Database) {
    let d = District::build(&db).await;
    d.hire("2", "DKP").await;
    let (before, was) = (d.id("2").await, career(&d, "2").await);
    let person = employees::by_number(d.store.reader(), "2").await.unwrap().unwrap();
    let first = apply(&d, ImportKind::Employees, PEOPLE).await;
    assert_eq!(career(&d, "2").await.len(), 2);
    let three = d.id("3").await;
    undo(&d, first).await;
    assert_eq!(d.audited().await[0], "import.undo");
    let db = d.store.reader();
    assert_eq!(employees::by_number(db, "2").await.unwrap().unwrap(), person);
    assert_eq!((d.id("2").await, career(&d, "2").await), (before, was));
    assert_eq!(employees::by_number(db, "3").await.unwrap(), None);
    assert_eq!(placements::of(db, three).await.unwrap(), []);
    assert!(
        !mails::waiting(db, MailKind::Activation, three).await.unwrap(),
        "nobody invites who is not there"
    );
    assert_eq!(
        conflict(workflows::imports::undo(&d.store, &d.dewi, first).await),
        "import: import-undone"
    );
    // Numbers and addresses are free for the table that was meant.
    let again = apply(&d, ImportKind::Employees, &PEOPLE.replace("3;Tiga", "33;Tiga")).await;
    assert_eq!(d.audited().await[0], "employee.import");
    let rows = imported::newest(db, None, 10).await.unwrap();
    assert_eq!((rows[0].id, rows[0].undone_at, rows[1].undone_at.is_some()), (again, None, true));
    undo(&d, again).await;
}

async fn what_has_begun_is_not_taken_back(db: Database) {
    let d = District::build(&db).await;
    let import = apply(&d, ImportKind::Employees, PEOPLE).await;
    d.appoint("3", "reviewer", Some("DKP")).await;
    let change = Change { name: Some("Dua Lagi".into()), ..Change::default() };
    workflows::employees::edit(&d.store, &d.dewi, "2", change).await.unwrap();
    let refused = workflows::imports::undo(&d.store, &d.dewi, import).await;
    let Err(pekan::workflows::WorkflowError::Conflict(problem)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(problem.code, "import-touched");
    assert_eq!(format!("{:?}", problem.args), r#"[("rows", Text("2 (2), 3 (3)"))]"#);
    assert_eq!(career(&d, "3").await.len(), 1, "all or nothing");
    assert_refused!(workflows::imports::undo(&d.store, &d.dewi, ImportId(999)).await, NotFound);
    assert_refused!(workflows::imports::undo(&d.store, &d.by("2").await, import).await, Forbidden);
    workflows::imports::undo(&d.store, &Warrant::system(now()), import).await.unwrap_err();
}

async fn a_transfer_goes_back_and_later_ones_stand_in_its_way(db: Database) {
    let d = District::build(&db).await;
    d.hire("2", "DKP").await;
    let was = career(&d, "2").await;
    let file = "nip;unit;tmt\n2;TEMPEH;2026-12-01\n";
    let import = apply(&d, ImportKind::Placements, file).await;
    undo(&d, import).await;
    assert_eq!(career(&d, "2").await, was);
    let import = apply(&d, ImportKind::Placements, file).await;
    let draft = PlaceDraft {
        office: Some("LMJ".into()),
        from: "2027-01-01".into(),
        ..PlaceDraft::default()
    };
    workflows::employees::place(&d.store, &d.dewi, "2", draft).await.unwrap();
    assert_eq!(
        conflict(workflows::imports::undo(&d.store, &d.dewi, import).await),
        "import: import-touched"
    );
    assert_eq!(career(&d, "2").await.len(), 3);
}

async fn an_address_comes_back_though_another_has_it_now(db: Database) {
    let d = District::build(&db).await;
    d.hire("2", "DKP").await;
    let import =
        apply(&d, ImportKind::Employees, "nip;nama;email;jenis;unit;tmt\n2;;baru@x.id;;;\n").await;
    let mut other = person("3", "DKP");
    other.email = "p2@example.go.id".into();
    workflows::employees::add(&d.store, &d.dewi, other).await.unwrap();
    workflows::imports::undo(&d.store, &d.dewi, import).await.unwrap();
    for number in ["2", "3"] {
        let person = employees::by_number(d.store.reader(), number).await.unwrap().unwrap();
        assert_eq!(person.email.as_deref(), Some("p2@example.go.id"));
    }
}

async fn offices_hang_where_they_hung(db: Database) {
    let d = District::build(&db).await;
    let before = offices::all(d.store.reader()).await.unwrap();
    let rows =
        "code,name,kind,parent\nA1,Seksi,seksi,A\nA,Bidang,bidang,TEMPEH\nDKP,Dinas,dinas,A\n";
    let import = apply(&d, ImportKind::Offices, rows).await;
    assert_eq!(d.store.rulebook().await.unwrap().offices.iter().count(), 6);
    // What was made later below a new office stands in the way.
    let late = apply(&d, ImportKind::Offices, "code,name,kind,parent\nB,Bidang,bidang,A1\n").await;
    assert_eq!(
        conflict(workflows::imports::undo(&d.store, &d.dewi, import).await),
        "import: import-touched"
    );
    undo(&d, late).await;
    undo(&d, import).await;
    let mut after = offices::all(d.store.reader()).await.unwrap();
    after.sort_by_key(|office| office.id);
    assert_eq!(after, before);
    assert_eq!(d.store.rulebook().await.unwrap().offices.iter().count(), 4);
}

async fn a_circle_is_not_tied_by_going_back(db: Database) {
    let d = District::build(&db).await;
    let import =
        apply(&d, ImportKind::Offices, "code,name,kind,parent\nDKP-UPT,UPT,upt,LMJ\n").await;
    apply(&d, ImportKind::Offices, "code,name,kind,parent\nDKP,Dinas,dinas,DKP-UPT\n").await;
    assert_eq!(
        conflict(workflows::imports::undo(&d.store, &d.dewi, import).await),
        "import: import-touched"
    );
}

async fn ten_thousand_rows_go_in_and_out(db: Database) {
    let d = District::build(&db).await;
    let people =
        (0..10_000).map(|row| format!("N{row};Pegawai {row};p{row}@x.go.id;PNS;DKP;2024-01-01\n"));
    let rows = String::from("nip;nama;email;jenis;unit;tmt\n") + &people.collect::<String>();
    let import = apply(&d, ImportKind::Employees, &rows).await;
    let moved =
        rows.replace(";DKP;2024-01-01", ";TEMPEH;2026-12-01").replace("@x.go.id", "@y.go.id");
    let second = apply(&d, ImportKind::Employees, &moved).await;
    assert_eq!(
        conflict(workflows::imports::undo(&d.store, &d.dewi, import).await),
        "import: import-touched"
    );
    undo(&d, second).await;
    undo(&d, import).await;
    assert_eq!(employees::by_number(d.store.reader(), "N9999").await.unwrap(), None);
    assert_eq!(employees::by_number(d.store.reader(), DEWI).await.unwrap().unwrap().number, DEWI);
}
