//! Offices: by their names alone, and as a list of people names them.

use pekan::rules::ImportKind;
use pekan::store::placements;
use pekan::workflows::imports::import::import as import_table;

use super::{District, district, faults, import};
use crate::on_both_databases;
use crate::support::database::Database;

on_both_databases!(a_list_of_people_names_its_offices);

/// Parts of two offices have one name, one office stands above others only, and one is itself its own.
const LIST: &str = "NIP BARU;NAMA;JENIS PEGAWAI NAMA;TMT JABATAN;UNOR NAMA;UNOR INDUK NAMA
198503122010012007;SRI;PNS;13-04-2020;Sekretariat;Dinas Kesehatan
197701152003121004;AHMAD;PNS;13-04-2020;Sekretariat;Dinas Sosial
199008172023211003;PAIMIN;PPPK;13-04-2023;SEKRETARIAT;DINAS SOSIAL
199008172023211004;PAIJO;PPPK;13-04-2023;Dinas Sosial;Dinas Sosial
";

async fn imported(
    d: &District,
    kind: ImportKind,
) -> pekan::workflows::imports::report::ImportReport {
    import_table(&d.store, &d.dewi, kind, LIST.as_bytes(), false).await.unwrap()
}

async fn a_list_of_people_names_its_offices(db: Database) {
    let d = district(&db).await;
    let report = imported(&d, ImportKind::Offices).await;
    assert_eq!((report.created, faults(&report)), (4, vec![]));
    let passed: Vec<_> = report.file.passed.iter().map(|(why, rows)| (why.name(), rows)).collect();
    assert_eq!(passed, [("office-again", &vec![4])]);
    let rulebook = d.store.rulebook().await.unwrap();
    let above = |code: &str| {
        let office = rulebook.offices.by_code(code).unwrap_or_else(|| panic!("{code}"));
        rulebook.offices.get(office.parent.unwrap()).unwrap().code.as_str()
    };
    assert_eq!((above("DINAS-KESEHATAN"), above("DINAS-SOSIAL")), ("LMJ", "LMJ"));
    assert_eq!((above("SEKRETARIAT"), above("SEKRETARIAT-2")), ("DINAS-KESEHATAN", "DINAS-SOSIAL"));
    // Once more: they are there.
    let again = imported(&d, ImportKind::Offices).await;
    assert_eq!((again.created, again.changed, faults(&again)), (0, 0, vec![]));

    // Everybody goes where the list says, though two offices have one name.
    let report = imported(&d, ImportKind::Employees).await;
    assert_eq!((report.created, faults(&report)), (4, vec![]));
    for (number, code) in [
        ("198503122010012007", "SEKRETARIAT"),
        ("197701152003121004", "SEKRETARIAT-2"),
        ("199008172023211003", "SEKRETARIAT-2"),
        ("199008172023211004", "DINAS-SOSIAL"),
    ] {
        let places = placements::of(d.store.reader(), d.id(number).await).await.unwrap();
        let office = rulebook.offices.get(places[0].office).unwrap();
        assert_eq!(office.code, code, "{number}");
    }
}

#[tokio::test]
async fn offices_may_be_no_more_than_names() {
    let db = Database::sqlite();
    let d = district(&db).await;
    let report = import(&d, ImportKind::Offices, "o01-offices.csv", None).await;
    assert_eq!((report.created, faults(&report)), (1, vec![]));
    let rulebook = d.store.rulebook().await.unwrap();
    let office = rulebook.offices.by_code("DINAS-KESEHATAN").unwrap();
    assert_eq!((office.name.as_str(), office.kind.as_str()), ("Dinas Kesehatan", "dinas"));
    let again = import(&d, ImportKind::Offices, "o01-offices.csv", None).await;
    assert_eq!((again.unchanged, faults(&again)), (1, vec![]));
}
