//! How long an import of 10,000 people takes on SQLite: looked at, written, again without a change,
//! and taken back.

use std::time::Instant;

use chrono::{DateTime, Utc};
use pekan::reports::table::{Heading, Table};
use pekan::rules::ImportKind;
use pekan::rules::office::Draft;
use pekan::store::Store;
use pekan::workflows::imports::import;
use pekan::workflows::imports::report::ImportReport;
use pekan::workflows::{self, Warrant};

const PEOPLE: usize = 10_000;

pub async fn measure() {
    let table = table();
    for (kind, file) in [("CSV", table.csv().unwrap()), ("XLSX", table.xlsx().unwrap())] {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", dir.path().join("pekan.db").display());
        let (store, now) = (Store::open(&url).await.unwrap(), Utc::now());
        let root = Draft {
            code: "LMJ".into(),
            name: "Kabupaten".into(),
            kind: "kabupaten".into(),
            parent: None,
            time_zone: Some("WIB".into()),
        };
        workflows::offices::add(&store, &Warrant::system(now), root).await.unwrap();
        println!("import of {PEOPLE} people, {kind}, {} KB:", file.len() / 1024);
        run(&store, "looked at", &file, true, now).await;
        let written = run(&store, "written", &file, false, now).await;
        let again = run(&store, "again", &file, false, now).await;
        assert_eq!((written.created, again.unchanged), (PEOPLE, PEOPLE));
        let started = Instant::now();
        workflows::imports::undo(&store, &Warrant::system(now), written.import.unwrap())
            .await
            .unwrap();
        println!("  undone     {:.2?}", started.elapsed());
    }
}

async fn run(
    store: &Store,
    what: &str,
    file: &[u8],
    dry_run: bool,
    now: DateTime<Utc>,
) -> ImportReport {
    let started = Instant::now();
    let report =
        import::import(store, &Warrant::system(now), ImportKind::Employees, file, dry_run).await;
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
