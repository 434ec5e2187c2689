//! Tables as offices have them, each with what must come of it.

use pekan::rules::ImportKind;
use pekan::rules::mail::MailState;
use pekan::rules::reading::{DateOrder, Mapping};
use pekan::store::{employees, placements};
use pekan::workflows::imports::import::{import as import_table, import_mapped};
use pekan::workflows::imports::report::ImportReport;

use super::{District, told};
use crate::on_both_databases;
use crate::support::database::Database;

/// The district with the offices that the tables name.
async fn district(db: &Database) -> District {
    let d = District::build(db).await;
    let offices = "kode;nama;jenis;induk\nDISDAG;Dinas Perdagangan;dinas;LMJ\nKEC01;Kecamatan Contoh;kecamatan;LMJ\n";
    let kind = ImportKind::Offices;
    let report = import_table(&d.store, &d.dewi, kind, offices.as_bytes(), false).await.unwrap();
    assert_eq!((report.created, report.errors), (2, vec![]));
    d
}

fn file(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/field/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

async fn import(
    d: &District,
    kind: ImportKind,
    name: &str,
    mapping: Option<Mapping>,
) -> ImportReport {
    let file = file(name);
    import_mapped(&d.store, &d.dewi, kind, &file, mapping, false).await.unwrap()
}

async fn people(db: &Database, name: &str) -> (District, ImportReport) {
    let d = district(db).await;
    let report = import(&d, ImportKind::Employees, name, None).await;
    (d, report)
}

fn faults(report: &ImportReport) -> Vec<String> {
    let fault = |fault: &pekan::reports::sheet::RowProblem| {
        format!("{} {} {}", fault.row, fault.rows, told(&fault.problem))
    };
    report.errors.iter().map(fault).collect()
}

fn asked(report: &ImportReport) -> Vec<(&str, usize)> {
    report.questions.values.iter().map(|one| (one.value.as_str(), one.rows)).collect()
}

/// What everybody of a list works as: level and grade, in the order of the numbers.
async fn levels(d: &District, report: &ImportReport) -> Vec<String> {
    let mut found = Vec::new();
    for person in report.people.iter().filter(|person| person.is_new) {
        let place = placements::of(d.store.reader(), d.id(&person.number).await).await.unwrap();
        found.push(place[0].position_level.clone());
    }
    found
}

fn ordered(order: DateOrder) -> Mapping {
    Mapping { date_order: Some(order), ..Mapping::default() }
}

fn meaning(field: &str, values: &[(&str, &str)]) -> Mapping {
    let values = values.iter().map(|(value, meaning)| (value.to_string(), meaning.to_string()));
    let values = [(field.to_owned(), values.collect())].into();
    Mapping { values, ..Mapping::default() }
}

on_both_databases!(
    a_list_in_the_shape_of_the_national_system_goes_in,
    titles_are_asked_about_once_and_the_answer_is_found_again,
    leave_lists_are_read
);

#[tokio::test]
async fn three_people_go_in_however_their_list_looks() {
    for name in [
        "t01-title-rows.csv",
        "t01-title-rows.xlsx",
        "t02-column-numbers.xlsx",
        "t03-signature.xlsx",
        "t04-apostrophe-nip.csv",
        "t04-apostrophe-nip.xlsx",
        "t05-nip-written.csv",
        "t10-office-by-name.csv",
        "t10b-office-code-case.csv",
        "t11-html-called-xls.xls",
        "t14-unquoted-gelar.csv",
        "t14b-unquoted-gelar-wide.csv",
        "t16-dates.xlsx",
        "t19b-shared-address.csv",
        "t19c-no-address-column.csv",
        "t22-merged-office.xlsx",
        "t27-inch-mark.csv",
        "t29-total-row.csv",
    ] {
        let db = Database::sqlite();
        let (d, report) = people(&db, name).await;
        assert_eq!((report.created, faults(&report)), (3, vec![]), "{name}");
        let sri = employees::by_number(d.store.reader(), "198503122010012007").await.unwrap();
        let sri = sri.unwrap_or_else(|| panic!("{name}"));
        let place = placements::of(d.store.reader(), sri.id).await.unwrap();
        assert_eq!(place[0].grade.as_deref(), Some("III/c"), "{name}");
        assert_eq!(place[0].from.to_string(), "2020-01-01", "{name}");
        let name_read = match name {
            "t14-unquoted-gelar.csv" => "Dr. Sri Wahyuni, S.Pd., M.M.",
            "t14b-unquoted-gelar-wide.csv" => "Dr. Sri Wahyuni, S.Pd.",
            "t27-inch-mark.csv" => "Sri \"Yuni Wahyuni",
            _ => "Sri Wahyuni",
        };
        assert_eq!(sri.name, name_read, "{name}");
    }
}

#[tokio::test]
async fn what_is_passed_over_is_said() {
    for (name, why, rows) in [
        ("t02-column-numbers.xlsx", "column-numbers", vec![2]),
        ("t03-signature.xlsx", "remark", vec![6, 7, 9, 10]),
        ("t29-total-row.csv", "total", vec![5]),
    ] {
        let db = Database::sqlite();
        let (_, report) = people(&db, name).await;
        let passed = report.file.passed.iter().map(|(why, rows)| (why.name(), rows.clone()));
        assert_eq!(passed.collect::<Vec<_>>(), [(why, rows)], "{name}");
    }
    let db = Database::sqlite();
    let (_, report) = people(&db, "t14b-unquoted-gelar-wide.csv").await;
    assert_eq!(report.file.ignored, ["Alamat", "Agama", "Ket"]);
}

#[tokio::test]
async fn echelons_are_levels_however_they_are_written() {
    let db = Database::sqlite();
    let (d, report) = people(&db, "t06-eselon-bare.csv").await;
    let expected = [
        "echelon_2",
        "echelon_3a",
        "echelon_3b",
        "echelon_4",
        "echelon_3a",
        "echelon_3b",
        "echelon_4",
        "staff",
        "staff",
    ];
    assert_eq!(
        (faults(&report), levels(&d, &report).await),
        (vec![], expected.map(str::to_owned).to_vec())
    );
    let db = Database::sqlite();
    let (d, report) = people(&db, "t06b-eselon-bare-only-accepted.csv").await;
    let expected = ["echelon_2", "echelon_3a", "echelon_3b", "echelon_4", "echelon_3a", "staff"];
    assert_eq!(
        (faults(&report), levels(&d, &report).await),
        (vec![], expected.map(str::to_owned).to_vec())
    );
    let db = Database::sqlite();
    let (d, report) = people(&db, "t31-golru-nama-jabatan.csv").await;
    assert_eq!(
        (faults(&report), levels(&d, &report).await),
        (vec![], vec!["echelon_3a".to_owned()])
    );
    assert_eq!(report.file.ignored, [""; 0]);
    let db = Database::sqlite();
    let (d, report) = people(&db, "t08-jabatan-title.xlsx").await;
    let expected = vec!["functional".to_owned(), "echelon_3b".to_owned()];
    assert_eq!((faults(&report), levels(&d, &report).await), (vec![], expected));
}

#[tokio::test]
async fn one_word_titles_are_no_levels() {
    let db = Database::sqlite();
    let (d, report) = people(&db, "t08c-jabatan-one-word.csv").await;
    assert_eq!((report.created, report.errors.len()), (0, 6));
    let told: Vec<_> = report.errors.iter().map(|fault| fault.problem.code).collect();
    assert_eq!(told, ["level-unknown"; 6]);
    let first = &report.errors[0];
    assert_eq!((first.heading.as_deref(), first.value.as_deref()), (Some("Jabatan"), Some("Guru")));
    assert!(employees::by_number(d.store.reader(), "197901012005011001").await.unwrap().is_none());
    // A level of the district's own is stored where somebody says that it is one.
    let said = [
        ("Guru", "functional"),
        ("Lurah", "lurah"),
        ("Sekretaris", "echelon_3b"),
        ("Bidan", "functional"),
        ("Perawat", "functional"),
        ("Kadis", "echelon_2"),
    ];
    let said = meaning("position_level", &said);
    let report = import(&d, ImportKind::Employees, "t08c-jabatan-one-word.csv", Some(said)).await;
    assert_eq!((report.created, levels(&d, &report).await[1].as_str()), (6, "lurah"));
}

async fn titles_are_asked_about_once_and_the_answer_is_found_again(db: Database) {
    let name = "t08b-jabatan-title-only.xlsx";
    let (d, report) = people(&db, name).await;
    let titles = [("Analis Perdagangan Ahli Muda", 1), ("Kepala Bidang Pasar", 1), ("Guru", 1)];
    assert_eq!((report.created, asked(&report)), (0, titles.to_vec()));
    let suggested: Vec<_> =
        report.questions.values.iter().map(|one| one.suggested.as_deref().unwrap()).collect();
    assert_eq!(suggested, ["functional", "echelon_3b", "functional"]);
    let said = titles.iter().zip(suggested).map(|((title, _), level)| (*title, level));
    let said = meaning("position_level", &said.collect::<Vec<_>>());
    let report = import(&d, ImportKind::Employees, name, Some(said)).await;
    assert_eq!((report.created, faults(&report)), (3, vec![]));
    // The next file of this shape is read alike.
    let again = import(&d, ImportKind::Employees, name, None).await;
    assert_eq!((again.unchanged, faults(&again)), (3, vec![]));
}

#[tokio::test]
async fn days_are_read_and_those_that_could_be_swapped_are_asked() {
    let name = "t15-dates.csv";
    let db = Database::sqlite();
    let (d, report) = people(&db, name).await;
    assert_eq!((report.created, faults(&report)), (0, vec!["5 3 from: date-order".to_owned()]));
    let order = report.questions.order.clone().unwrap();
    assert_eq!((order.value.as_str(), order.rows), ("01/03/26", 3));
    let said = Some(ordered(DateOrder::DayFirst));
    let report = import(&d, ImportKind::Employees, name, said).await;
    assert_eq!((report.created, faults(&report)), (15, vec![]));
    let days = report.people.iter().map(|one| one.after.as_ref().unwrap().from.to_string());
    let days: Vec<_> = days.collect();
    let other = [(8, "2026-08-01"), (10, "2026-03-02"), (11, "2026-03-13"), (14, "2026-05-01")];
    for (at, day) in days.iter().enumerate() {
        let expected = other.iter().find(|(other, _)| *other == at);
        assert_eq!(day, expected.map_or("2026-03-01", |(_, day)| *day), "{at}");
    }
}

#[tokio::test]
async fn names_lose_what_nobody_sees_and_run_no_formula() {
    let db = Database::sqlite();
    let (_, report) = people(&db, "t17-names.csv").await;
    assert_eq!(faults(&report), ["19 1 name: formula", "20 1 name: formula"]);
    let names: Vec<_> = report.people.iter().map(|person| person.name.as_str()).collect();
    for name in ["Ma’ruf Amin, S.H.", "SITI AMINAH", "Budi Santoso", "\"Cak\" Narto", "Ahmad Fulan"]
    {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
}

#[tokio::test]
async fn employment_types_are_read_in_all_their_spellings() {
    let db = Database::sqlite();
    let (d, report) = people(&db, "t18-employment.csv").await;
    assert_eq!(faults(&report), ["17 1 employment_type: unknown-choice"]);
    assert_eq!(asked(&report), [("ASN", 1)]);
    let said = meaning("employment_type", &[("ASN", "PNS")]);
    let report = import(&d, ImportKind::Employees, "t18-employment.csv", Some(said)).await;
    assert_eq!((report.created, faults(&report)), (18, vec![]));
}

async fn a_list_in_the_shape_of_the_national_system_goes_in(db: Database) {
    let name = "t24-siasn.xlsx";
    let (d, report) = people(&db, name).await;
    assert_eq!(faults(&report), ["2 1 from: date-order"]);
    let said = Some(ordered(DateOrder::DayFirst));
    let report = import(&d, ImportKind::Employees, name, said).await;
    assert_eq!((report.created, report.invitable, faults(&report)), (1, 1, vec![]));
    let person = &report.people[0];
    let after = person.after.as_ref().unwrap();
    assert_eq!(person.name, "Dr. SRI WAHYUNI, S.Pd., M.M.");
    assert_eq!(
        (after.from.to_string().as_str(), after.grade.as_deref()),
        ("2020-04-01", Some("III/c"))
    );
    assert_eq!(after.position_level, "staff");
    // Nobody is mailed by an import.
    let mails = pekan::store::mails::count(d.store.reader(), &MailState::ALL).await.unwrap();
    assert_eq!(mails, 0);
    let found =
        employees::by_number(d.store.reader(), "198503122010012007").await.unwrap().unwrap();
    assert_eq!(found.email.as_deref(), Some("sri.w@contoh.test"));
}

async fn leave_lists_are_read(db: Database) {
    let (d, report) = people(&db, "t01-title-rows.csv").await;
    assert_eq!(report.created, 3);
    let report = import(&d, ImportKind::Exemptions, "c02-cuti-own-headings.csv", None).await;
    assert_eq!((report.created, faults(&report)), (3, vec![]));
    let report = import(&d, ImportKind::Exemptions, "c03-leave-reasons.csv", None).await;
    let unknown = [("Izin", 1), ("Cuti Bersama", 1), ("Umrah", 1), ("MPP", 1)];
    assert_eq!((report.created, asked(&report)), (0, unknown.to_vec()));
    let said = unknown.map(|(reason, _)| (reason, "other"));
    let said = Some(meaning("reason", &said));
    let report = import(&d, ImportKind::Exemptions, "c03-leave-reasons.csv", said).await;
    assert_eq!((report.created, faults(&report)), (20, vec![]));
}

#[tokio::test]
async fn the_joint_decree_on_holidays_is_read() {
    let db = Database::sqlite();
    let d = district(&db).await;
    let report = import(&d, ImportKind::Holidays, "h01-skb.xlsx", None).await;
    assert_eq!((report.created, faults(&report)), (4, vec![]));
    let days = pekan::store::holidays::between(
        d.store.reader(),
        "2027-01-01".parse().unwrap(),
        "2027-12-31".parse().unwrap(),
    );
    let days: Vec<_> = days.await.unwrap().into_iter().map(|one| one.day.to_string()).collect();
    assert_eq!(days, ["2027-01-01", "2027-03-09", "2027-03-10", "2027-08-17"]);
    let report = import(&d, ImportKind::Holidays, "h02-holidays.csv", None).await;
    assert_eq!(faults(&report), ["3 1 date: date-order"]);
    let said = Some(ordered(DateOrder::DayFirst));
    let report = import(&d, ImportKind::Holidays, "h02-holidays.csv", said).await;
    assert_eq!((report.created + report.changed, faults(&report)), (2, vec![]));
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

#[tokio::test]
async fn addresses_lose_what_programs_put_around_them() {
    let db = Database::sqlite();
    let (_, report) = people(&db, "t19-addresses.csv").await;
    let refused = [4, 9, 10, 14, 15, 16].map(|row| format!("{row} 1 email: email-unusable"));
    assert_eq!(faults(&report), refused);
    let first = &report.errors[0];
    assert_eq!(first.heading.as_deref(), Some("Surel"));
    assert_eq!(first.value.as_deref(), Some("budi3@gmail.com, b@contoh.test"));
}
