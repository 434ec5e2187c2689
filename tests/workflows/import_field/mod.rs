//! Tables as offices have them, each with what must come of it.

mod days;
mod levels;
mod offices;
mod people;

use pekan::rules::ImportKind;
use pekan::rules::reading::{DateOrder, Mapping};
use pekan::store::placements;
use pekan::workflows::imports::import::{import as import_table, import_mapped};
use pekan::workflows::imports::report::ImportReport;

use super::{District, told};
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
    for person in report.people.iter().filter(|person| person.id.is_none()) {
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

/// Every table that is there is one of these; what else the field sent has tests of its own.
#[test]
fn every_table_is_asked_about() {
    let folder = format!("{}/tests/workflows/import_field", env!("CARGO_MANIFEST_DIR"));
    let tests = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let tests: String = tests.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let folder = format!("{}/tests/fixtures/field", env!("CARGO_MANIFEST_DIR"));
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let is_table = name.starts_with(['t', 'o', 'c', 'h']);
        assert!(!is_table || tests.contains(&format!("\"{name}\"")), "{name}");
    }
}
