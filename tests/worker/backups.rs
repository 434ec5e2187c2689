//! The backup of each night, its rehearsal, and what administrators are told of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use pekan::backup::{self, BackupError, latest};
use pekan::clock::Clock;
use pekan::config::Config;
use pekan::files::{MediaType, Rendition, Storage};
use pekan::rules::ReceiptId;
use pekan::rules::backup::{BackupAlarm, BackupPlan, Backups, RunState};
use pekan::store::receipts::{self, ReceiptRow};
use pekan::store::{Error, settings};
use pekan::txn_job;
use pekan::worker::Worker;
use sea_orm::ConnectionTrait;
use tempfile::TempDir;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{Letterbox, config};
use crate::support::photo::jpeg;

/// A Monday, 02.00 WIB, an hour after the backup is due.
const NIGHT: &str = "2026-11-15T19:00:00Z";

on_both_databases!(
    each_night_one_node_takes_and_rehearses_one,
    what_is_no_longer_kept_goes_with_its_files,
    a_backup_that_cannot_be_taken_is_told_of_and_tried_again,
    a_copy_that_does_not_add_up_fails_its_rehearsal,
    a_spoilt_backup_is_found,
    a_stop_leaves_the_night_to_the_next_start,
);

struct Place {
    db: Database,
    district: District,
    backups: TempDir,
}

impl Place {
    async fn new(db: Database) -> Self {
        let district = District::new(&db).await;
        Self { db, district, backups: TempDir::new().unwrap() }
    }

    fn worker(&self, folder: &Path) -> Worker {
        let config = Config {
            data_dir: self.db.dir.path().into(),
            database_url: self.db.url.clone(),
            backup_dir: Some(folder.into()),
            ..config()
        };
        let storage = Storage::open(self.db.dir.path()).unwrap();
        let clock = Clock::starting_at(at(NIGHT));
        let mailer = Letterbox::default().mailer();
        Worker::new(Arc::new(config), self.district.store.clone(), storage, clock, mailer).unwrap()
    }

    async fn tick(&self, nights: i64) {
        self.worker(self.backups.path()).tick(at(NIGHT) + TimeDelta::days(nights)).await;
    }

    async fn state(&self) -> Backups {
        self.district.store.invalidate_rulebook();
        self.district.store.settings().await.unwrap().backups.clone()
    }

    fn taken(&self) -> usize {
        let entries = std::fs::read_dir(self.backups.path()).unwrap().flatten();
        entries.filter(|entry| entry.path().join("manifest.json").is_file()).count()
    }

    /// A receipt of somebody; where its copy lies in the backups.
    async fn receipt(&self, side: u16) -> (ReceiptId, PathBuf) {
        let owner = self.district.employee(&format!("P-{side}"), self.district.health).await;
        let storage = Storage::open(self.db.dir.path()).unwrap();
        let stored = storage.store_bytes(&jpeg(side, side, 7)).await.unwrap();
        let files = Storage::open_apart(&self.backups.path().join("files")).unwrap();
        let copy = files.path(&stored.stored_sha256, MediaType::Jpeg, Rendition::Full).unwrap();
        let row = ReceiptRow {
            id: ReceiptId::NONE,
            employee_id: owner,
            uploaded_by: owner,
            purchase_id: None,
            upload_sha256: stored.upload_sha256,
            stored_sha256: stored.stored_sha256,
            media_type: stored.media_type,
            bytes: i64::try_from(stored.bytes).unwrap(),
            width: None,
            height: None,
            // Longer ahead than any of the nights, so that the tidying leaves it.
            created_at: at("2027-06-01T00:00:00Z"),
            released: false,
            file_removed_at: None,
            replaced_at: None,
            compared_at: None,
        };
        let store = &self.district.store;
        let id = store
            .write::<_, Error, _>(txn_job!(|txn| receipts::insert(txn, row).await))
            .await
            .unwrap();
        (id, copy)
    }

    async fn sql(&self, statement: &str) {
        let statement = statement.to_owned();
        self.district
            .store
            .write::<_, Error, _>(txn_job!(|txn| {
                txn.execute_unprepared(&statement).await?;
                Ok(())
            }))
            .await
            .unwrap();
    }

    async fn rehearse(&self) -> backup::Result<PathBuf> {
        let night: NaiveDate = "2026-11-16".parse().unwrap();
        let scratch = self.db.dir.path().join("scratch");
        backup::rehearse(self.backups.path(), &self.db.url, &scratch, night).await
    }
}

async fn each_night_one_node_takes_and_rehearses_one(db: Database) {
    let place = Place::new(db).await;
    let (_, copy) = place.receipt(40).await;
    tokio::join!(place.tick(0), place.tick(0), place.tick(0));
    assert_eq!(place.taken(), 1);
    let state = place.state().await;
    for one in [&state.backup, &state.rehearsal] {
        let run = one.last.as_ref().unwrap();
        assert_eq!((run.state, run.night.to_string().as_str()), (RunState::Done, "2026-11-16"));
        assert!(one.succeeded_at >= Some(at(NIGHT)));
    }
    assert_eq!(state.alarms(true, at(NIGHT)), []);
    assert!(copy.is_file());
    assert!(!place.db.dir.path().join("rehearsal").exists(), "the scratch folder is gone");
    place.tick(0).await;
    assert_eq!(place.taken(), 1, "once a night");
    place.tick(1).await;
    assert_eq!(place.taken(), 2);
}

async fn what_is_no_longer_kept_goes_with_its_files(db: Database) {
    let place = Place::new(db).await;
    let plan = BackupPlan { hour: 1, days: 2, weeks: 0, months: 0 };
    let store = &place.district.store;
    store
        .write_reference::<_, Error, _>(txn_job!(|txn| {
            settings::put_part(txn, settings::BACKUP_PLAN, &plan).await
        }))
        .await
        .unwrap();
    let ((_, kept), (gone_id, gone)) = (place.receipt(40).await, place.receipt(41).await);
    let interrupted = place.backups.path().join("20261114T180000Z");
    std::fs::create_dir_all(interrupted.join("part")).unwrap();
    let foreign = place.backups.path().join("20261114-notes");
    std::fs::create_dir(&foreign).unwrap();
    place.tick(0).await;
    assert!(kept.is_file() && gone.is_file());
    let remove = format!("UPDATE receipts SET file_removed_at = created_at WHERE id = {gone_id}");
    place.sql(&remove).await;
    place.tick(1).await;
    assert!(gone.is_file(), "the first backup names it still");
    place.tick(2).await;
    assert_eq!(place.taken(), 2);
    assert!(kept.is_file() && !gone.exists());
    assert!(!interrupted.exists() && foreign.exists(), "nothing but what is ours");
    place.rehearse().await.unwrap();
}

async fn a_backup_that_cannot_be_taken_is_told_of_and_tried_again(db: Database) {
    let place = Place::new(db).await;
    let folder = place.backups.path().join("away");
    std::fs::write(&folder, "no folder").unwrap();
    place.worker(&folder).tick(at(NIGHT)).await;
    let state = place.state().await;
    let problem = state.backup.problem().unwrap();
    assert!(problem.contains("away"), "{problem}");
    let alarms = [BackupAlarm::Failed, BackupAlarm::RehearsalFailed];
    assert_eq!(state.alarms(true, at(NIGHT)), alarms);
    std::fs::remove_file(&folder).unwrap();
    place.worker(&folder).tick(at(NIGHT) + TimeDelta::minutes(59)).await;
    assert!(place.state().await.backup.problem().is_some(), "not every half minute");
    place.worker(&folder).tick(at(NIGHT) + TimeDelta::hours(1)).await;
    assert_eq!(place.state().await.alarms(true, at(NIGHT)), []);
}

async fn a_copy_that_does_not_add_up_fails_its_rehearsal(db: Database) {
    let place = Place::new(db).await;
    let owner = place.district.employee("P-1", place.district.health).await;
    place.district.purchase(owner, "2026-11-12", 50_000).await;
    place.sql("DELETE FROM period_totals").await;
    place.tick(0).await;
    let state = place.state().await;
    assert_eq!(state.alarms(true, at(NIGHT)), [BackupAlarm::RehearsalFailed]);
    assert!(state.rehearsal.problem().unwrap().contains("2 totals"), "{state:?}");
}

async fn a_spoilt_backup_is_found(db: Database) {
    let place = Place::new(db).await;
    let (_, copy) = place.receipt(40).await;
    place.tick(0).await;
    let backup = latest(place.backups.path()).unwrap();
    assert_eq!(place.rehearse().await.unwrap(), backup);

    let whole = std::fs::read(&copy).unwrap();
    std::fs::write(&copy, &whole[1..]).unwrap();
    assert!(matches!(place.rehearse().await, Err(BackupError::Files { count: 1, .. })));
    std::fs::remove_file(&copy).unwrap();
    assert!(matches!(place.rehearse().await, Err(BackupError::Files { count: 1, .. })));
    std::fs::write(&copy, whole).unwrap();
    place.rehearse().await.unwrap();

    let files = std::fs::read_dir(&backup).unwrap().map(|entry| entry.unwrap().path());
    for file in files {
        let whole = std::fs::read(&file).unwrap();
        let mut spoilt = whole.clone();
        let middle = spoilt.len() / 2;
        if let Some(byte) = spoilt.get_mut(middle) {
            *byte ^= 1;
        }
        std::fs::write(&file, spoilt).unwrap();
        assert!(place.rehearse().await.is_err(), "{}", file.display());
        std::fs::write(&file, whole).unwrap();
    }
    place.rehearse().await.unwrap();
}

async fn a_stop_leaves_the_night_to_the_next_start(db: Database) {
    let place = Place::new(db).await;
    place.worker(place.backups.path()).run(std::future::ready(())).await;
    let state = place.state().await;
    let running = |one: &pekan::rules::backup::Nightly| {
        one.last.as_ref().is_some_and(|run| run.state == RunState::Running)
    };
    assert!(!running(&state.backup) && !running(&state.rehearsal), "{state:?}");
    place.tick(0).await;
    assert_eq!(place.state().await.alarms(true, at(NIGHT)), []);
}
