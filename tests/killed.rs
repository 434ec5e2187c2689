//! Killed again and again in the middle of everything: what was acknowledged is there once, and nothing is
//! there by half.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use pekan::backup;
use pekan::files::Storage;
use pekan::rules::Period;
use pekan::store::contents::{self, Look};
use pekan::store::{Store, closings, employees, totals};
use pekan::workflows::closing::close_period;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::jpeg;
use crate::support::served::{Asker, Call, Served};
use crate::support::town::Who::{Budi, Dewi, Sari};
use crate::support::town::{MULTIPART, NOW, Town, Who, multipart};

on_both_databases!(nothing_acknowledged_is_lost_and_nothing_is_half);

const KILLS: u64 = 5;
/// People of one import.
const IMPORTED: usize = 40;

/// What was answered "done".
#[derive(Default)]
struct Acknowledged {
    /// Amounts of purchases: each is another.
    purchases: Mutex<BTreeSet<i64>>,
    /// Numbers of imports.
    imports: Mutex<BTreeSet<usize>>,
}

#[derive(Clone)]
struct Clients {
    next: Arc<AtomicUsize>,
    stopping: Arc<AtomicBool>,
    acknowledged: Arc<Acknowledged>,
}

impl Clients {
    fn number(&self) -> usize {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    fn go_on(&self) -> bool {
        !self.stopping.load(Ordering::Relaxed)
    }

    /// Records purchases until told to stop, every other one with a photo.
    async fn buy(self, asker: Asker, who: Who) {
        while self.go_on() {
            let number = self.number();
            let amount = 10_000 + i64::try_from(number).unwrap();
            let with_photo = number.is_multiple_of(2);
            let evidence = if with_photo { "" } else { ", \"evidence\": \"no_receipt\"" };
            let purchase = format!(
                "{{ \"purchased_on\": \"2026-11-20\", \"amount\": {amount}, \"channel\": \"in_person\",
                \"seller\": {{ \"name\": \"Warung {}\" }}{evidence} }}",
                number % 7
            );
            let photo = jpeg(48, 48, u32::try_from(number).unwrap());
            let (kind, body) = if with_photo {
                let files = [("receipt", "struk.jpg", photo.as_slice())];
                (MULTIPART, multipart(&[("purchase", &purchase)], &files))
            } else {
                ("application/json", purchase.into_bytes())
            };
            let headers = format!("Idempotency-Key: kill-{number}\r\n");
            let line = "POST /api/v1/purchases";
            let call = Call { who, line, kind, headers: &headers, body: &body, from: 1 };
            if matches!(asker.ask(call).await, Some((200 | 201, _))) {
                self.acknowledged.purchases.lock().unwrap().insert(amount);
            }
        }
    }

    async fn import(self, asker: Asker) {
        while self.go_on() {
            let number = self.number();
            let heading = "nip;nama;email;jenis;unit;tmt".to_owned();
            let people = (0..IMPORTED).map(|person| {
                let address = format!("i{number}x{person}@example.go.id");
                format!("I-{number}-{person};Joko;{address};NON_ASN;BALI;2026-11-23")
            });
            let table = std::iter::once(heading).chain(people).collect::<Vec<_>>().join("\n");
            let body = multipart(&[], &[("file", "daftar.csv", table.as_bytes())]);
            let line = "POST /api/v1/imports/employees";
            let call = Call { who: Dewi, line, kind: MULTIPART, body: &body, ..Call::default() };
            if matches!(asker.ask(call).await, Some((200, _))) {
                self.acknowledged.imports.lock().unwrap().insert(number);
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    async fn close(self, asker: Asker, round: u64) {
        let line = format!("POST /api/v1/periods/2026-W{}/close", 42 + round);
        asker.ask(Call { who: Dewi, line: &line, ..Call::default() }).await;
    }
}

/// `pekan backup` beside it, to be killed as well.
fn back_up(db: &Database, folder: &TempDir) -> Child {
    Command::new(env!("CARGO_BIN_EXE_pekan"))
        .arg("backup")
        .arg(folder.path())
        .env("PEKAN_DATABASE_URL", &db.url)
        .env("PEKAN_DATA_DIR", db.dir.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

async fn nothing_acknowledged_is_lost_and_nothing_is_half(db: Database) {
    let town = Town::build(db).await;
    let Town { store, db, .. } = town;
    store.close().await;
    drop(store);
    let folder = TempDir::new().unwrap();
    let clients = Clients {
        next: Arc::default(),
        stopping: Arc::default(),
        acknowledged: Arc::new(Acknowledged::default()),
    };
    for round in 0..KILLS {
        let mut served = Served::start(&db, &["serve"], &[("PEKAN_TICK_SECONDS", "1")]).await;
        clients.stopping.store(false, Ordering::Relaxed);
        let asker = served.asker();
        let mut working = vec![
            tokio::spawn(clients.clone().buy(asker, Sari)),
            tokio::spawn(clients.clone().buy(asker, Budi)),
            tokio::spawn(clients.clone().import(asker)),
        ];
        let mut backing_up = back_up(&db, &folder);
        // Each round dies at another point of what is going on.
        sleep(Duration::from_millis(900 + 130 * round)).await;
        working.push(tokio::spawn(clients.clone().close(asker, round)));
        sleep(Duration::from_millis(7 * round)).await;
        if round > 0 {
            backing_up.kill().unwrap();
        }
        served.kill();
        backing_up.wait().unwrap();
        clients.stopping.store(true, Ordering::Relaxed);
        for one in working {
            one.await.unwrap();
        }
    }
    all_is_whole(&db, &clients.acknowledged, folder.path().into()).await;
}

async fn all_is_whole(db: &Database, acknowledged: &Acknowledged, backups: PathBuf) {
    let store = db.store().await;
    let reader = store.reader();
    assert!(contents::damage(reader, Look::Whole).await.unwrap().is_empty());
    assert!(totals::differences(reader).await.unwrap().is_empty());
    let storage = Storage::open(db.dir.path()).unwrap();
    assert_eq!(backup::verify(reader, &storage, &|_, _| {}).await.unwrap(), []);

    let mut stored: BTreeMap<i64, usize> = BTreeMap::new();
    for amount in amounts(&store).await {
        *stored.entry(amount).or_default() += 1;
    }
    let bought = acknowledged.purchases.lock().unwrap().clone();
    assert!(bought.len() > 10, "only {}: was anybody served?", bought.len());
    let lost: Vec<_> = bought.iter().filter(|amount| !stored.contains_key(amount)).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let twice: Vec<_> = stored.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "twice: {twice:?}");

    let imports = acknowledged.imports.lock().unwrap().clone();
    assert!(!imports.is_empty());
    for number in 0..4_000 {
        let numbers: Vec<_> = (0..IMPORTED).map(|person| format!("I-{number}-{person}")).collect();
        let people = employees::by_numbers(reader, &numbers).await.unwrap().len();
        assert!(people == 0 || people == IMPORTED, "half of import {number}: {people}");
        assert!(people > 0 || !imports.contains(&number), "import {number} is lost");
        if people == 0 && number > 3_000 {
            break;
        }
    }
    closes_go_on(&store).await;
    // The newest that was finished can be restored, whatever was killed after it.
    let scratch = db.dir.path().join("scratch");
    backup::rehearse(&backups, &db.url, &scratch, "2026-11-20".parse().unwrap()).await.unwrap();
}

async fn amounts(store: &Store) -> Vec<i64> {
    use sea_orm::{ConnectionTrait, Statement};
    let db = store.reader();
    let sql = "SELECT amount FROM purchases WHERE amount >= 10000 ORDER BY amount";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql));
    rows.await.unwrap().iter().map(|row| row.try_get("", "amount").unwrap()).collect()
}

/// What was being closed is closed by whoever comes next, with everybody in it.
async fn closes_go_on(store: &Store) {
    let now: DateTime<Utc> = NOW.parse().unwrap();
    for closing in closings::all(store.reader()).await.unwrap() {
        let period: Period = closing.period();
        assert!(close_period::go_on(store, &period, 1_000, now).await.unwrap(), "{period}");
        let closed = closings::of(store.reader(), &period).await.unwrap().unwrap();
        assert!(closed.is_closed() && closed.done == closed.people, "{period}: {closed:?}");
    }
}
