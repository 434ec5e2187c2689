use pekan::rules::ImportKind;
use pekan::rules::exemption_draft::Draft;
use pekan::store::exemptions;
use pekan::workflows::imports::import::import;
use pekan::workflows::imports::report::ImportReport;
use pekan::workflows::{self, Warrant};

use super::{DEWI, District, now, told};
use crate::support::database::Database;
use crate::{assert_refused, on_both_databases};

async fn imported(d: &District, rows: &str, dry_run: bool) -> ImportReport {
    let file = format!("N.I.P,Mulai,Sampai,Jenis Cuti,Keterangan\n{rows}");
    import(&d.store, &d.dewi, ImportKind::Exemptions, file.as_bytes(), dry_run).await.unwrap()
}

fn counts(report: &ImportReport) -> [usize; 4] {
    [report.rows, report.created, report.changed, report.unchanged]
}

async fn approved(d: &District, number: &str) -> usize {
    let days = ("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    let all = exemptions::of(d.store.reader(), d.id(number).await, days.0, days.1).await.unwrap();
    all.iter().filter(|one| one.approved).count()
}

on_both_databases!(
    a_table_is_imported_and_again_changes_nothing,
    one_bad_row_and_nothing_is_written,
    only_administrators_import_leave
);

async fn a_table_is_imported_and_again_changes_nothing(db: Database) {
    let d = District::build(&db).await;
    for number in ["sari", "budi"] {
        d.hire(number, "DKP").await;
    }
    // Sari has asked for hers already.
    let asked =
        Draft { from: "2026-11-16".into(), to: "2026-11-20".into(), reason: "annual_leave".into() };
    workflows::exemptions::request(&d.store, &d.by("sari").await, "sari", asked).await.unwrap();
    let rows = "sari,16/11/2026,20-11-2026,CUTI TAHUNAN,apa saja\nbudi,2026-11-23,2026-11-27,Official travel,\nbudi,2026-12-01,2026-12-01,study,\n";
    assert_eq!(counts(&imported(&d, rows, true).await), [3, 2, 1, 0]);
    assert_eq!((approved(&d, "sari").await, approved(&d, "budi").await), (0, 0));
    assert_eq!(counts(&imported(&d, rows, false).await), [3, 2, 1, 0]);
    assert_eq!((approved(&d, "sari").await, approved(&d, "budi").await), (1, 2));
    assert_eq!(d.audited().await[0], "exemption.import");
    assert_eq!(counts(&imported(&d, rows, false).await), [3, 0, 0, 3]);
    assert_eq!((approved(&d, "sari").await, approved(&d, "budi").await), (1, 2));
}

async fn one_bad_row_and_nothing_is_written(db: Database) {
    let d = District::build(&db).await;
    d.hire("sari", "DKP").await;
    let rows = [
        "sari,2026-11-16,2026-11-20,Cuti tahunan,\n",
        "1.98E+17,2026-11-16,2026-11-20,Cuti tahunan,\n",
        "nobody,2026-11-16,2026-11-20,Cuti tahunan,\n",
        "sari,2026-11-20,2026-11-16,flu,\n",
        "sari,2026-11-16,2026-11-20,annual_leave,\n",
        &format!("{DEWI},2026-11-16,2026-11-20,Cuti sakit,\n"),
        "sari,,,,\n",
        "sari,=A1,2026-11-16,Cuti sakit,\n",
    ]
    .concat();
    let report = imported(&d, &rows, false).await;
    let faults: Vec<_> =
        report.errors.iter().map(|one| format!("{} {}", one.row, told(&one.problem))).collect();
    assert_eq!(
        faults,
        [
            "3 number: number-scientific",
            "4 number: employee-unknown",
            "5 to: ends-before-start",
            "5 reason: unknown-choice",
            "6 number: twice-in-file",
            "7 number: exemption-own",
            "8 from: missing",
            "8 to: missing",
            "8 reason: missing",
            "9 from: formula",
        ]
    );
    assert_eq!(counts(&report), [8, 0, 0, 0]);
    assert_eq!(approved(&d, "sari").await, 0);
    let file = b"NIP;Sampai\nsari;2026-11-20\n";
    let missing = import(&d.store, &d.dewi, ImportKind::Exemptions, file, false).await.unwrap();
    let faults: Vec<_> = missing.errors.iter().map(|one| told(&one.problem)).collect();
    assert_eq!(faults, ["from: column-missing", "reason: column-missing"]);
}

async fn only_administrators_import_leave(db: Database) {
    let d = District::build(&db).await;
    d.hire("rina", "DKP").await;
    d.appoint("rina", "reviewer", Some("DKP")).await;
    let file = format!("nip;from;to;reason\n{DEWI};2026-11-16;2026-11-20;study\n");
    let rina = d.by("rina").await;
    assert_refused!(
        import(&d.store, &rina, ImportKind::Exemptions, file.as_bytes(), true).await,
        Forbidden
    );
    // The database wants to know who decided.
    assert_refused!(
        import(&d.store, &Warrant::system(now()), ImportKind::Exemptions, file.as_bytes(), false)
            .await,
        Forbidden
    );
}
