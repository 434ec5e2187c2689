//! What the built binary says of an installation that is not whole.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Command, Output};

use crate::support::database::Database;

fn pekan(db: &Database, command: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pekan"))
        .arg(command)
        .env("PEKAN_DATABASE_URL", &db.url)
        .env("PEKAN_DATA_DIR", db.dir.path())
        .output()
        .unwrap()
}

fn all(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// Overwrites the head of a page, as a disk does that loses one.
fn damage(file: &Path, page: u64) {
    let mut file = std::fs::OpenOptions::new().read(true).write(true).open(file).unwrap();
    let mut head = [0; 18];
    file.read_exact(&mut head).unwrap();
    let size = u64::from(u16::from_be_bytes([head[16], head[17]]));
    file.seek(SeekFrom::Start(size * (page - 1))).unwrap();
    file.write_all(&[0xAB; 64]).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn check_finds_a_page_that_is_damaged() {
    let db = Database::sqlite();
    let sound = pekan(&db, "check");
    assert!(all(&sound).contains("ok     database: is sound"), "{}", all(&sound));
    let file = db.dir.path().join("pekan.db");
    let pages = std::fs::metadata(&file).unwrap().len() / 4096;
    let mut found = 0;
    let whole = std::fs::read(&file).unwrap();
    for page in [pages / 4, pages / 2, pages - 1] {
        std::fs::write(&file, &whole).unwrap();
        damage(&file, page);
        let checked = pekan(&db, "check");
        found +=
            usize::from(!checked.status.success() && all(&checked).contains("WRONG  database"));
    }
    assert_eq!(found, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_database_beside_receipts_is_refused() {
    let db = Database::sqlite();
    let receipts = db.dir.path().join("receipts").join("ab");
    std::fs::create_dir_all(&receipts).unwrap();
    assert!(pekan(&db, "migrate").status.success(), "an empty folder is nothing");
    std::fs::write(receipts.join("x.jpg"), "x").unwrap();
    let refused = pekan(&db, "serve");
    assert_eq!(refused.status.code(), Some(1), "{}", all(&refused));
    assert!(all(&refused).contains("the database is empty, and receipts are stored beside it"));
}
