//! What people work as: echelons, titles, and kinds of employment.

use pekan::rules::ImportKind;
use pekan::store::employees;

use super::{asked, faults, import, levels, meaning, people};
use crate::on_both_databases;
use crate::support::database::Database;

on_both_databases!(titles_are_asked_about_once_and_the_answer_is_found_again);

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
async fn employment_types_are_read_in_all_their_spellings() {
    let db = Database::sqlite();
    let (d, report) = people(&db, "t18-employment.csv").await;
    assert_eq!(faults(&report), ["17 1 employment_type: unknown-choice"]);
    assert_eq!(asked(&report), [("ASN", 1)]);
    let said = meaning("employment_type", &[("ASN", "PNS")]);
    let report = import(&d, ImportKind::Employees, "t18-employment.csv", Some(said)).await;
    assert_eq!((report.created, faults(&report)), (18, vec![]));
}
