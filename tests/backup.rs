//! Backups: taken while others write, restored into an empty place, equal to the rupiah.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, Utc};
use pekan::backup::{self, BackupError, Manifest, Source, Taken};
use pekan::demo::{self, Plan};
use pekan::files::{Rendition, Storage};
use pekan::rules::{EmployeeId, OfficeId, Period, PeriodKind, PurchaseId, Sight, Summary, Zone};
use pekan::standing::report;
use pekan::store::purchases::{self, Search};
use pekan::store::{Store, contents, totals};
use tempfile::TempDir;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::lived;
use crate::support::town::NOW;

/// What was acknowledged, in rupiah.
type Done = Arc<Mutex<BTreeMap<PurchaseId, i64>>>;

const SMALL: Plan = Plan { people: 40, weeks: 4, photos: 4 };

on_both_databases!(
    what_is_restored_is_equal,
    of_what_people_buy_meanwhile_it_is_one_moment,
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
    let taken = district.back_up(now()).await.unwrap();
    assert_eq!(taken.bad_files, [""; 0]);
    assert!(taken.new_files > 0 && taken.new_files == taken.manifest.files);

    let place = district.empty_place().await;
    let storage = restore(district.backups.path(), &place).await.unwrap();
    let restored = place.store().await;
    let rows = contents::of(district.store.reader()).await.unwrap();
    assert_eq!(contents::of(restored.reader()).await.unwrap(), rows);
    assert_eq!(figures(&restored).await, figures(&district.store).await);
    is_whole(&restored, &storage).await;
    let full = restore(district.backups.path(), &place).await;
    assert!(matches!(full, Err(BackupError::NotEmpty(_))), "restored over what is there");
}

/// What counts in the open week, in the whole district.
async fn counted(store: &Store) -> i64 {
    let rulebook = store.rulebook().await.unwrap();
    let root = rulebook.offices.roots().next().unwrap().id;
    let week = Period::of(PeriodKind::Week, Zone::Wib.date(now()));
    let report = report::of_office(store.reader(), &rulebook, root, &week, now()).await.unwrap();
    report.summary().counted_amount
}

async fn purchases_in(store: &Store) -> BTreeMap<PurchaseId, i64> {
    let all = Search { limit: 100_000, ..Search::default() };
    let everyone = Sight::of_everyone(Zone::Wib.date(now()));
    let found = purchases::search(store.reader(), &everyone, &all).await.unwrap();
    found.into_iter().map(|purchase| (purchase.row.id, purchase.row.amount)).collect()
}

/// Buys until told to stop, and once after that.
async fn go_on_buying(store: Store, who: EmployeeId, stopping: Arc<AtomicBool>, done: Done) {
    let today = Zone::Wib.date(now()).to_string();
    for rupiah in 10_001.. {
        let is_last = stopping.load(Ordering::Relaxed);
        let id = lived::buy(&store, who, lived::warung(&today, rupiah), now()).await.unwrap();
        done.lock().unwrap().insert(id, rupiah);
        if is_last {
            return;
        }
    }
}

async fn of_what_people_buy_meanwhile_it_is_one_moment(db: Database) {
    let district = District::fill(db).await;
    let before = counted(&district.store).await;
    let (stopping, done) = (Arc::new(AtomicBool::new(false)), Done::default());
    let buyers: Vec<_> = (10..13)
        .map(|id| {
            let store = district.store.clone();
            let buying = go_on_buying(store, EmployeeId(id), stopping.clone(), done.clone());
            tokio::spawn(buying)
        })
        .collect();
    while done.lock().unwrap().len() < 20 {
        tokio::task::yield_now().await;
    }
    let acknowledged = done.lock().unwrap().clone();
    district.back_up(now()).await.unwrap();
    stopping.store(true, Ordering::Relaxed);
    for buyer in buyers {
        buyer.await.unwrap();
    }

    let place = district.empty_place().await;
    let storage = restore(district.backups.path(), &place).await.unwrap();
    let restored = place.store().await;
    let (there, here) = (purchases_in(&restored).await, purchases_in(&district.store).await);
    assert!(there.len() < here.len(), "nobody bought after the moment of the backup");
    assert!(there.iter().all(|(id, rupiah)| here.get(id) == Some(rupiah)));
    assert!(acknowledged.keys().all(|id| there.contains_key(id)), "acknowledged and not kept");
    let bought = done.lock().unwrap().clone();
    let added = bought.iter().filter(|(id, _)| there.contains_key(id)).map(|(_, rupiah)| rupiah);
    assert_eq!(counted(&restored).await, before + added.sum::<i64>());
    assert_eq!(counted(&district.store).await, before + bought.values().sum::<i64>());
    is_whole(&restored, &storage).await;
}

/// Totals come to what their purchases say, nothing is damaged, and every file is what its row says.
async fn is_whole(store: &Store, storage: &Storage) {
    assert!(totals::differences(store.reader()).await.unwrap().is_empty());
    assert!(contents::damage(store.reader(), contents::Look::Whole).await.unwrap().is_empty());
    assert_eq!(backup::verify(store.reader(), storage, &|_, _| {}).await.unwrap(), []);
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
