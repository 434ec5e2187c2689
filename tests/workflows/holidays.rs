use super::{District, invalid, told};
use crate::support::database::Database;
use crate::{assert_refused, on_both_databases};
use pekan::rules::{ImportKind, OfficeId};
use pekan::store::holidays;
use pekan::workflows::holidays::put::{Draft, put};
use pekan::workflows::holidays::remove::remove;
use pekan::workflows::imports::holidays::built_in;
use pekan::workflows::imports::import::import;
use pekan::workflows::imports::report::ImportReport;

fn draft(name: &str, kind: &str) -> Draft {
    Draft { date: "2026-12-25".into(), name: name.into(), kind: kind.into(), office: None }
}

on_both_databases!(
    a_holiday_is_put_changed_and_removed,
    an_office_is_closed_with_all_below_it,
    a_years_list_is_imported_and_again_changes_nothing
);

async fn a_holiday_is_put_changed_and_removed(db: Database) {
    let d = District::build(&db).await;
    let day = "2026-12-25".parse().unwrap();
    put(&d.store, &d.dewi, draft("Natal", "public")).await.unwrap();
    let changed = put(&d.store, &d.dewi, draft("Hari Natal", "joint_leave")).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.kind.name()), ("Hari Natal", "joint_leave"));
    assert!(d.store.rulebook().await.unwrap().is_holiday(OfficeId(1), day));
    remove(&d.store, &d.dewi, day, None).await.unwrap();
    assert!(!d.store.rulebook().await.unwrap().is_holiday(OfficeId(1), day));
    assert_refused!(remove(&d.store, &d.dewi, day, None).await, NotFound);
    assert_eq!(d.audited().await[..3], ["holiday.remove", "holiday.set", "holiday.set"]);

    let broken = Draft { date: "25/12".into(), ..draft("", "party") };
    assert_eq!(
        invalid(put(&d.store, &d.dewi, broken).await),
        ["date: not-a-date", "kind: unknown-choice", "name: missing"]
    );
    d.hire("2", "DKP").await;
    let two = d.by("2").await;
    assert_refused!(put(&d.store, &two, draft("x", "public")).await, Forbidden);
    assert_refused!(remove(&d.store, &two, day, None).await, Forbidden);
}

async fn an_office_is_closed_with_all_below_it(db: Database) {
    let d = District::build(&db).await;
    let day = "2026-12-25".parse().unwrap();
    let office = |code: &str| Draft { office: Some(code.into()), ..draft("Banjir", "public") };
    let made = put(&d.store, &d.dewi, office("DKP")).await.unwrap();
    let closed = async || {
        let rulebook = d.store.rulebook().await.unwrap();
        let codes = ["LMJ", "DKP", "DKP-UPT", "TEMPEH"];
        let open = codes
            .into_iter()
            .filter(|code| rulebook.is_holiday(rulebook.offices.by_code(code).unwrap().id, day));
        open.collect::<Vec<_>>()
    };
    assert_eq!(closed().await, ["DKP", "DKP-UPT"]);
    // Everybody's stands beside it, and each is changed and removed by itself.
    put(&d.store, &d.dewi, draft("Natal", "public")).await.unwrap();
    put(&d.store, &d.dewi, Draft { name: "Banjir besar".into(), ..office("DKP") }).await.unwrap();
    let both = holidays::between(d.store.reader(), day, day).await.unwrap();
    assert_eq!(
        both.iter().map(|one| (one.name.as_str(), one.office)).collect::<Vec<_>>(),
        [("Natal", None), ("Banjir besar", made.office)]
    );
    assert_refused!(remove(&d.store, &d.dewi, day, Some("TEMPEH")).await, NotFound);
    assert_refused!(remove(&d.store, &d.dewi, day, Some("NONE")).await, NotFound);
    remove(&d.store, &d.dewi, day, None).await.unwrap();
    assert_eq!(closed().await, ["DKP", "DKP-UPT"]);
    remove(&d.store, &d.dewi, day, Some("DKP")).await.unwrap();
    assert_eq!(closed().await, [""; 0]);
    assert_eq!(invalid(put(&d.store, &d.dewi, office("NONE")).await), ["office: office-unknown"]);
}

async fn a_years_list_is_imported_and_again_changes_nothing(db: Database) {
    let d = District::build(&db).await;
    let run = async |file: &str, dry| {
        import(&d.store, &d.dewi, ImportKind::Holidays, file.as_bytes(), dry).await.unwrap()
    };
    let counts =
        |report: &ImportReport| [report.rows, report.created, report.changed, report.unchanged];
    let list = built_in(2026).unwrap();
    assert_eq!(counts(&run(list, true).await), [25, 25, 0, 0]);
    assert!(
        !d.store.rulebook().await.unwrap().is_holiday(OfficeId(1), "2026-12-25".parse().unwrap())
    );
    assert_eq!(counts(&run(list, false).await), [25, 25, 0, 0]);
    assert_eq!(d.audited().await[0], "holiday.import");
    assert!(
        d.store.rulebook().await.unwrap().is_holiday(OfficeId(1), "2026-12-25".parse().unwrap())
    );
    assert_eq!(counts(&run(list, false).await), [25, 0, 0, 25]);

    let ours = "Tanggal;Nama;Jenis;Unit\n25/12/2026;Natal;Libur nasional;\n2026-12-15;Hari Jadi;cuti BERSAMA;\n15-12-2026;Pindah kantor;public;DKP\n";
    assert_eq!(counts(&run(ours, false).await), [3, 2, 1, 0]);
    assert_eq!(counts(&run(ours, false).await), [3, 0, 0, 3]);
    let broken = "date,name,kind,office\n2026-13-01,,party,NONE\n2026-12-01,A,public,\n2026-12-01,B,public,\n2026-12-01,=1+1,public,DKP\n";
    let report = run(broken, false).await;
    let faults: Vec<_> =
        report.errors.iter().map(|one| format!("{} {}", one.row, told(&one.problem))).collect();
    assert_eq!(
        faults,
        [
            "2 date: not-a-date",
            "2 name: missing",
            "2 kind: unknown-choice",
            "2 office: office-unknown",
            "4 date: twice-in-file",
            "5 name: formula"
        ]
    );
    assert_eq!(counts(&report), [4, 0, 0, 0]);
    d.hire("2", "DKP").await;
    assert_refused!(
        import(&d.store, &d.by("2").await, ImportKind::Holidays, list.as_bytes(), true).await,
        Forbidden
    );
    assert!(built_in(2025).is_none());
}
