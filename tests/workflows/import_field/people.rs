//! Lists of people: rows that are nobody, names, addresses, and the columns of the national system.

use pekan::rules::ImportKind;
use pekan::rules::mail::MailState;
use pekan::rules::reading::DateOrder;
use pekan::store::{employees, placements};

use super::{faults, import, ordered, people};
use crate::on_both_databases;
use crate::support::database::Database;

on_both_databases!(a_list_in_the_shape_of_the_national_system_goes_in);

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
        "t12-old-excel.xls",
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
    let (_, report) = people(&db, "t12-old-excel.xls").await;
    assert_eq!((report.file.sheet.as_deref(), &report.file.hidden_rows), (Some("Data"), &vec![7]));
    let db = Database::sqlite();
    let (_, report) = people(&db, "t14b-unquoted-gelar-wide.csv").await;
    assert_eq!(report.file.ignored, ["Alamat", "Agama", "Ket"]);
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
async fn addresses_lose_what_programs_put_around_them() {
    let db = Database::sqlite();
    let (_, report) = people(&db, "t19-addresses.csv").await;
    let refused = [4, 9, 10, 14, 15, 16].map(|row| format!("{row} 1 email: email-unusable"));
    assert_eq!(faults(&report), refused);
    let first = &report.errors[0];
    assert_eq!(first.heading.as_deref(), Some("Surel"));
    assert_eq!(first.value.as_deref(), Some("budi3@gmail.com, b@contoh.test"));
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
