//! Backups: taken while others write, restored into an empty place, equal to the rupiah.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use pekan::backup::{self, BackupError, Manifest, Source, Taken};
use pekan::demo::{self, Plan};
use pekan::files::{Rendition, Storage};
use pekan::rules::{OfficeId, Period, PeriodKind, Summary, Zone};
use pekan::standing::report;
use pekan::store::{Store, contents, totals};
use sea_orm::ConnectionTrait;
use tempfile::TempDir;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::NOW;

const SMALL: Plan = Plan { people: 40, weeks: 4, photos: 4 };

on_both_databases!(
    what_is_restored_is_equal,
    a_second_backup_copies_what_is_new,
    what_is_not_whole_is_not_restored,
    an_unfinished_backup_is_none,
    what_is_missing_or_changed_is_found
);

/// A district and a folder for its backups.
struct District {
    db: Database,
    store: Store,
    storage: Storage,
    backups: TempDir,
}

impl District {
    async fn fill(db: Database) -> Self {
        let store = db.store().await;
        let storage = Storage::open(db.dir.path()).unwrap();
        demo::fill(&store, &storage, SMALL, now(), Arc::new(|_, _| {})).await.unwrap();
        Self { db, store, storage, backups: TempDir::new().unwrap() }
    }

    async fn back_up(&self, at: DateTime<Utc>) -> backup::Result<Taken> {
        let source = Source { database_url: &self.db.url, storage: &self.storage };
        backup::take(source, self.backups.path(), at, &|_, _| {}).await
    }

    /// Another place like this one, in which nothing has been made.
    async fn empty_place(&self) -> Database {
        let other =
            if self.db.is_postgres() { Database::postgres().await } else { Database::sqlite() };
        other.emptied().await
    }

    /// A file that some row names.
    async fn a_file(&self, storage: &Storage) -> std::path::PathBuf {
        let files = contents::files(self.store.reader()).await.unwrap();
        let (sha256, media_type) = files.first_key_value().unwrap();
        storage.path(sha256, *media_type, Rendition::Full).unwrap()
    }
}

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

async fn restore(from: &Path, into: &Database) -> backup::Result<Storage> {
    let storage = Storage::open(into.dir.path()).unwrap();
    backup::restore(from, &into.url, &storage, &|_, _| {}).await?;
    Ok(storage)
}

/// The figures of each office in the last weeks.
async fn figures(store: &Store) -> Vec<(OfficeId, Summary)> {
    let rulebook = store.rulebook().await.unwrap();
    let mut figures = Vec::new();
    for weeks in 0..4 {
        let day = Zone::Wib.date(now() - Duration::weeks(weeks));
        let period = Period::of(PeriodKind::Week, day);
        let mut offices: Vec<_> = rulebook.offices.iter().collect();
        offices.sort_by_key(|office| office.id.0);
        for office in offices {
            let report = report::of_office(store.reader(), &rulebook, office.id, &period, now());
            figures.push((office.id, report.await.unwrap().summary()));
        }
    }
    figures
}

async fn what_is_restored_is_equal(db: Database) {
    let district = District::fill(db).await;
    // Others write meanwhile: what is copied is one moment of it.
    let writing = tokio::spawn({
        let store = district.store.clone();
        async move {
            for _ in 0.. {
                store
                    .write(pekan::txn_job!(|txn| {
                        let both = "UPDATE sellers SET name = name WHERE id = 1";
                        txn.execute_unprepared(both).await.map_err(pekan::store::Error::from)?;
                        Ok::<_, pekan::store::Error>(())
                    }))
                    .await
                    .unwrap();
            }
        }
    });
    let taken = district.back_up(now()).await.unwrap();
    writing.abort();
    assert_eq!(taken.bad_files, [""; 0]);
    assert!(taken.new_files > 0 && taken.new_files == taken.manifest.files);

    let place = district.empty_place().await;
    let storage = restore(district.backups.path(), &place).await.unwrap();
    let restored = place.store().await;
    let rows = contents::of(district.store.reader()).await.unwrap();
    assert_eq!(contents::of(restored.reader()).await.unwrap(), rows);
    assert_eq!(figures(&restored).await, figures(&district.store).await);
    assert!(totals::differences(restored.reader()).await.unwrap().is_empty());
    assert!(contents::damage(restored.reader(), contents::Look::Whole).await.unwrap().is_empty());
    assert_eq!(backup::verify(restored.reader(), &storage, &|_, _| {}).await.unwrap(), []);
    let full = restore(district.backups.path(), &place).await;
    assert!(matches!(full, Err(BackupError::NotEmpty(_))), "restored over what is there");
}

async fn a_second_backup_copies_what_is_new(db: Database) {
    let district = District::fill(db).await;
    let first = district.back_up(now()).await.unwrap();
    let second = district.back_up(now() + Duration::days(1)).await.unwrap();
    assert_eq!((second.new_files, second.manifest.files), (0, first.manifest.files));
    assert_eq!(backup::latest(district.backups.path()).unwrap(), second.path);
    assert_eq!(backup::latest(&first.path).unwrap(), first.path);
}

async fn what_is_not_whole_is_not_restored(db: Database) {
    let district = District::fill(db).await;
    let taken = district.back_up(now()).await.unwrap();
    let files = Storage::open_apart(&district.backups.path().join("files")).unwrap();
    let file = district.a_file(&files).await;
    let whole = std::fs::read(&file).unwrap();
    for damaged in [None, Some(&whole[1..])] {
        match damaged {
            None => std::fs::remove_file(&file).unwrap(),
            Some(bytes) => std::fs::write(&file, bytes).unwrap(),
        }
        let refused = restore(&taken.path, &district.empty_place().await).await;
        assert!(matches!(refused, Err(BackupError::Files { count: 1, .. })), "{damaged:?}");
    }
    std::fs::write(&file, whole).unwrap();
    let manifest = taken.path.join("manifest.json");
    let newer = std::fs::read_to_string(&manifest).unwrap();
    let newer = newer.replace(&taken.manifest.schema, "m20991231_000001_later");
    std::fs::write(&manifest, newer).unwrap();
    let refused = restore(&taken.path, &district.empty_place().await).await;
    assert!(matches!(refused, Err(BackupError::Newer { .. })));

    let copy = district.back_up(now() + Duration::days(1)).await.unwrap();
    let database = std::fs::read_dir(&copy.path).unwrap().map(|entry| entry.unwrap().path());
    let mut database = database;
    let database = database.find(|path| path.file_stem().unwrap() == "database").unwrap();
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&database, bytes).unwrap();
    let place = district.empty_place().await;
    let refused = restore(&copy.path, &place).await;
    assert!(matches!(refused, Err(BackupError::Changed(_))));
    assert!(place.is_postgres() || !Path::new(&place.url["sqlite://".len()..]).exists());
}

async fn an_unfinished_backup_is_none(db: Database) {
    let district = District::fill(db).await;
    let finished = district.back_up(now()).await.unwrap();
    let later = district.back_up(now() + Duration::days(1)).await.unwrap();
    std::fs::remove_file(later.path.join("manifest.json")).unwrap();
    assert_eq!(backup::latest(district.backups.path()).unwrap(), finished.path);
    let again = district.back_up(now() + Duration::days(1)).await.unwrap();
    assert_eq!(Manifest::read(&again.path).unwrap(), again.manifest);
    let none = TempDir::new().unwrap();
    assert!(matches!(backup::latest(none.path()), Err(BackupError::NoBackup(_))));
}

async fn what_is_missing_or_changed_is_found(db: Database) {
    let district = District::fill(db).await;
    let file = district.a_file(&district.storage).await;
    std::fs::write(&file, b"not what it was").unwrap();
    let found =
        backup::verify(district.store.reader(), &district.storage, &|_, _| {}).await.unwrap();
    assert_eq!(found.len(), 1);
    let taken = district.back_up(now()).await.unwrap();
    assert_eq!(taken.bad_files.len(), 1, "a damaged receipt is in the backup");
}
