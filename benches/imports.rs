//! How long an import of 10,000 people takes on SQLite: looked at, written, again without a change,
//! and taken back; from a plain file, and from a list in the shape of the national staff system, of which
//! units and titles have to be found out.

#[allow(dead_code, reason = "the tests read more kinds of lists")]
#[path = "../tests/support/staff.rs"]
mod staff;

use std::path::Path;
use std::time::Instant;

use chrono::{DateTime, Utc};
use pekan::reports::table::{Heading, Table};
use pekan::rules::ImportKind;
use pekan::rules::office::Draft;
use pekan::rules::reading::Mapping;
use pekan::store::Store;
use pekan::workflows::imports::import;
use pekan::workflows::imports::report::ImportReport;
use pekan::workflows::{self, Warrant};

const PEOPLE: usize = 10_000;

pub async fn measure() {
    let table = table();
    for (kind, file) in [("CSV", table.csv().unwrap()), ("XLSX", table.xlsx().unwrap())] {
        println!("import of {PEOPLE} people, {kind}, {} KB:", file.len() / 1024);
        let dir = tempfile::tempdir().unwrap();
        round(&district(dir.path()).await, &file, None).await;
    }
    let list = staff::siasn(&staff::people(PEOPLE));
    println!("import of {PEOPLE} people, XLSX of the staff system, {} KB:", list.len() / 1024);
    let dir = tempfile::tempdir().unwrap();
    let store = district(dir.path()).await;
    let started = Instant::now();
    let units =
        import::import(&store, &Warrant::system(Utc::now()), ImportKind::Offices, &list, false)
            .await;
    println!("  {:<10} {:.2?}", "units", started.elapsed());
    assert_eq!(units.unwrap().errors, []);
    let levels = [
        ("Kepala Dinas", "echelon_2"),
        ("Camat", "camat"),
        ("Sekretaris", "echelon_3a"),
        ("Kepala Bidang", "echelon_3b"),
    ];
    let levels = levels.map(|(title, level)| (title.to_owned(), level.to_owned()));
    let values = [("position_level".to_owned(), levels.into())].into();
    round(&store, &list, Some(Mapping { values, ..Mapping::default() })).await;
}

/// An installation with one office.
async fn district(dir: &Path) -> Store {
    let url = format!("sqlite://{}", dir.join("pekan.db").display());
    let store = Store::open(&url).await.unwrap();
    let root = Draft {
        code: "LMJ".into(),
        name: "Kabupaten".into(),
        kind: "kabupaten".into(),
        parent: None,
        time_zone: Some("WIB".into()),
    };
    workflows::offices::add(&store, &Warrant::system(Utc::now()), root).await.unwrap();
    store
}

async fn round(store: &Store, file: &[u8], mapping: Option<Mapping>) {
    let now = Utc::now();
    run(store, "looked at", file, mapping.clone(), true, now).await;
    let written = run(store, "written", file, mapping.clone(), false, now).await;
    let again = run(store, "again", file, mapping, false, now).await;
    assert_eq!((written.created, again.unchanged), (PEOPLE, PEOPLE));
    let started = Instant::now();
    workflows::imports::undo(store, &Warrant::system(now), written.import.unwrap()).await.unwrap();
    println!("  undone     {:.2?}", started.elapsed());
}

async fn run(
    store: &Store,
    what: &str,
    file: &[u8],
    mapping: Option<Mapping>,
    dry_run: bool,
    now: DateTime<Utc>,
) -> ImportReport {
    let started = Instant::now();
    let kind = ImportKind::Employees;
    let report =
        import::import_mapped(store, &Warrant::system(now), kind, file, mapping, dry_run).await;
    println!("  {what:<10} {:.2?}", started.elapsed());
    let report = report.unwrap();
    assert_eq!(report.errors, []);
    report
}

fn table() -> Table {
    let columns =
        ["nip", "nama", "email", "telepon", "jenis", "golongan", "jabatan", "unit", "tmt"];
    let columns = columns.map(|words| Heading { words: words.into(), width: 20, digits: false });
    let rows = (0..PEOPLE).map(|n| {
        let (year, order) = (1970 + n % 30, 1 + n / 30);
        vec![
            format!("{year}0101{}01{}{order:03}", year + 24, 1 + n % 2),
            format!("Pegawai {n}"),
            format!("pegawai{n}@lumajangkab.go.id"),
            format!("0812{n:08}"),
            "PNS".into(),
            "III/a".into(),
            "Pelaksana".into(),
            "LMJ".into(),
            "2024-01-01".into(),
        ]
    });
    Table { name: "Pegawai".into(), columns: columns.to_vec(), rows: rows.collect() }
}
