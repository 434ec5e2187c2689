use pekan::rules::ImportKind;
use pekan::store::{employees, placements};
use pekan::workflows::imports::import::import as import_table;
use pekan::workflows::imports::report::ImportReport;

use super::{DEWI, District, told};
use crate::support::database::Database;
use crate::{assert_refused, on_both_databases};

const HEADING: &str = "NIP;Nama;Email;No. HP;Jenis Kepegawaian;Golongan;Jabatan;Unit Kerja;TMT\n";

async fn import(d: &District, rows: &str, dry_run: bool) -> ImportReport {
    let file = format!("\u{FEFF}{HEADING}{rows}");
    import_table(&d.store, &d.dewi, ImportKind::Employees, file.as_bytes(), dry_run).await.unwrap()
}

async fn import_units(d: &District, rows: &str) -> ImportReport {
    let file = format!("code,name,kind,parent,time_zone\n{rows}");
    import_table(&d.store, &d.dewi, ImportKind::Offices, file.as_bytes(), false).await.unwrap()
}

fn counts(report: &ImportReport) -> [usize; 4] {
    [report.rows, report.created, report.changed, report.unchanged]
}

fn faults(report: &ImportReport) -> Vec<String> {
    report.errors.iter().map(|fault| format!("{} {}", fault.row, told(&fault.problem))).collect()
}

const SARI: &str =
    "199003122015022001;Sari;sari@x.go.id;0812 3456;PNS;III/a;Pelaksana;DKP;01/01/2024\n";
const BUDI: &str = "198811052014021002;Budi;budi@x.go.id;-;PPPK;;;TEMPEH;2024-01-01\n";

on_both_databases!(
    a_staff_list_is_imported_and_again_changes_nothing,
    one_bad_row_and_nothing_is_written,
    a_file_that_is_no_staff_list_says_so,
    many_people_come_in_one_go,
    offices_come_in_any_order,
    offices_in_a_circle_are_refused
);

async fn a_staff_list_is_imported_and_again_changes_nothing(db: Database) {
    let d = District::build(&db).await;
    let rows = [SARI, BUDI].concat();
    assert_eq!(counts(&import(&d, &rows, true).await), [2, 2, 0, 0]);
    assert!(employees::by_number(d.store.reader(), "199003122015022001").await.unwrap().is_none());
    let report = import(&d, &rows, false).await;
    assert_eq!((counts(&report), report.warnings.len()), ([2, 2, 0, 0], 0));
    assert_eq!(d.audited().await[0], "employee.import");
    let place = placements::of(d.store.reader(), d.id("199003122015022001").await).await.unwrap();
    assert_eq!(
        (place[0].from.to_string().as_str(), place[0].grade.as_deref()),
        ("2024-01-01", Some("III/a"))
    );
    assert_eq!(counts(&import(&d, &rows, false).await), [2, 0, 0, 2]);

    // A new address, and a transfer; an empty cell stays as it was.
    let changed = format!(
        "{}{}",
        SARI.replace("sari@x", "sari.utami@x").replace("0812 3456", ""),
        BUDI.replace("TEMPEH;2024-01-01", "DKP;2026-12-01"),
    );
    assert_eq!(counts(&import(&d, &changed, false).await), [2, 0, 2, 0]);
    let sari = employees::by_number(d.store.reader(), "199003122015022001").await.unwrap().unwrap();
    assert_eq!(sari.email.as_deref(), Some("sari.utami@x.go.id"));
    assert_eq!(sari.phone.as_deref(), Some("08123456"));
    let budi = placements::of(d.store.reader(), d.id("198811052014021002").await).await.unwrap();
    assert_eq!(budi[0].to.unwrap().to_string(), "2026-11-30");
    assert_eq!(budi.len(), 2);
}

async fn one_bad_row_and_nothing_is_written(db: Database) {
    let d = District::build(&db).await;
    let rows = [
        SARI,
        "1.98E+17;Ani;ani@x.id;;PNS;;;DKP;2024-01-01\n",
        "3;;sari@x.go.id;;magang;;;X;2024-13-01\n",
        "199003122015022001;Lagi;lagi@x.id;;PNS;;;DKP;2024-01-01\n",
        "4;=1+1;empat@x.id;;PNS;;;DKP;2024-01-01\n",
        &format!("{DEWI};;;;;;;TEMPEH;2020-01-01\n"),
        "5;Lima;sari@x.go.id;;PNS;;;DKP;2024-01-01\n",
    ]
    .concat();
    let report = import(&d, &rows, false).await;
    assert_eq!(
        faults(&report),
        [
            "3 number: number-scientific",
            "4 name: missing",
            "4 office: office-unknown",
            "4 employment_type: unknown-choice",
            "4 from: not-a-date",
            "5 number: twice-in-file",
            "6 name: formula",
            "7 from: placement-not-after",
        ]
    );
    assert_eq!(counts(&report), [7, 0, 0, 0]);
    assert!(employees::by_number(d.store.reader(), "199003122015022001").await.unwrap().is_none());
    assert_ne!(d.audited().await[0], "employee.import");
}

async fn a_file_that_is_no_staff_list_says_so(db: Database) {
    let d = District::build(&db).await;
    let file = b"Nama;Unit\nSari;DKP\n";
    let report = import_table(&d.store, &d.dewi, ImportKind::Employees, file, false).await.unwrap();
    assert_eq!(
        faults(&report),
        ["number", "employment_type", "from"].map(|f| format!("1 {f}: column-missing"))
    );
    d.hire("2", "DKP").await;
    for table in [ImportKind::Employees, ImportKind::Offices] {
        assert_refused!(
            import_table(&d.store, &d.by("2").await, table, file, true).await,
            Forbidden
        );
    }
}

async fn many_people_come_in_one_go(db: Database) {
    let d = District::build(&db).await;
    let rows: String = (0..2_500)
        .map(|i| format!("N{i};Pegawai {i};p{i}@x.go.id;;PNS;;;DKP;2024-01-01\n"))
        .collect();
    let report = import(&d, &rows, false).await;
    assert_eq!((counts(&report), report.warnings.len()), ([2500, 2500, 0, 0], 1000));
    let last = d.id("N2499").await;
    assert_eq!(placements::of(d.store.reader(), last).await.unwrap().len(), 1);
}

async fn offices_come_in_any_order(db: Database) {
    let d = District::build(&db).await;
    let report = import_units(&d, "A1,Seksi,seksi,A,\nA,Bidang,bidang,DKP,WIT\nTEMPEH,Kecamatan Tempeh,kecamatan,LMJ,\nLMJ,Kantor LMJ,dinas,,\n").await;
    assert_eq!((counts(&report), faults(&report)), ([4, 2, 1, 1], vec![]));
    let rulebook = d.store.rulebook().await.unwrap();
    let a1 = rulebook.offices.by_code("A1").unwrap();
    assert_eq!(
        rulebook.offices.upwards(a1.id).map(|o| o.code.as_str()).collect::<Vec<_>>(),
        ["A1", "A", "DKP", "LMJ"]
    );
    assert_eq!(a1.zone, pekan::rules::Zone::Wit);
    assert_eq!(rulebook.offices.by_code("TEMPEH").unwrap().name, "Kecamatan Tempeh");
}

async fn offices_in_a_circle_are_refused(db: Database) {
    let d = District::build(&db).await;
    for (rows, expected) in [
        (
            "A,A,x,B,\nB,B,x,A,\nC,C,x,LMJ,\n",
            vec!["2 parent: parent-below", "3 parent: parent-below"],
        ),
        ("DKP,D,x,DKP-UPT,\nDKP-UPT,U,x,DKP,\n", vec!["2 parent: parent-below"]),
        ("A,A,x,NONE,\n", vec!["2 parent: office-unknown"]),
        ("A,A,x,,\n", vec!["2 parent: root-exists"]),
        ("A,,x,LMJ,\nA1,A,x,A,\n", vec!["2 name: missing", "3 parent: parent-row-refused"]),
        ("A,A,x,LMJ,\nA,B,x,LMJ,\n", vec!["3 code: twice-in-file"]),
    ] {
        let report = import_units(&d, rows).await;
        assert_eq!(
            (faults(&report), report.created),
            (expected.into_iter().map(str::to_owned).collect(), 0),
            "{rows}"
        );
    }
    assert_eq!(d.store.rulebook().await.unwrap().offices.iter().count(), 4);
    // Two that change places do, whatever their order.
    let report = import_units(&d, "DKP,D,x,DKP-UPT,\nDKP-UPT,U,x,LMJ,\n").await;
    assert_eq!(counts(&report), [2, 0, 2, 0]);
}
