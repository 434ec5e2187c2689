//! By which index the database finds rows.

use std::time::{Duration, Instant};

use pekan::rules::{EmployeeId, PeriodKind, ReceiptId, Scope, SellerId, Sight};
use pekan::store::purchases::{self, Place};
use pekan::store::{Store, closed_results, likenesses, rosters, seller_search, waiting};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at, day};
use crate::support::execute;
use crate::support::lived::{buy, warung};
use crate::support::observed::{Statements, plan};

on_both_databases!(
    closed_results_are_found_by_whose_they_are,
    a_table_of_people_reads_results_from_their_index,
    photos_are_compared_without_reading_those_of_years,
    what_is_proposed_is_found_without_reading_what_is_not,
    sellers_are_found_by_an_index_of_their_words
);

async fn closed_results_are_found_by_whose_they_are(db: Database) {
    let statements = Statements::default();
    let store = statements.store(&db).await;
    // PostgreSQL chooses for many by what it knows of the rows, and there are none here.
    let many: Vec<EmployeeId> =
        (1..=if db.is_postgres() { 1 } else { 500 }).map(EmployeeId).collect();
    for people in [&many[..1], &many[..]] {
        statements.take();
        let (kind, from, to) = (PeriodKind::Week, day("2026-01-05"), day("2026-03-23"));
        closed_results::between(store.reader(), people, kind, from, to).await.unwrap();
        let asked = statements.take();
        let plan = plan(&store, &asked[0]).await;
        assert!(plan[0].contains("closed_results_employee"), "{plan:?}");
        // Not by the person only: their other years stay unread.
        let narrow = |line: &String| !line.contains("Filter") && line.contains("start_on");
        assert!(plan.iter().any(narrow), "{plan:?}");
    }
}

/// Each row of the table itself would lie on a page of its own.
async fn a_table_of_people_reads_results_from_their_index(db: Database) {
    let statements = Statements::default();
    let store = statements.store(&db).await;
    let (kind, days) = (PeriodKind::Week, (day("2026-01-05"), day("2026-03-29")));
    rosters::of_people(store.reader(), &[EmployeeId(1)], kind, days, None).await.unwrap();
    let asked = statements.take();
    let asked = asked.iter().find(|one| one.sql.contains("closed_results")).unwrap();
    let plan = plan(&store, asked).await;
    let reads = if db.is_postgres() { "Index Only Scan using" } else { "USING COVERING INDEX" };
    let is_it = |step: &String| step.contains(&format!("{reads} closed_results_employee"));
    assert!(plan.iter().any(is_it), "{plan:?}");
}

/// Photos of some years, all of which were compared long ago but for a few.
async fn many_photos(db: &Database, store: &Store) {
    let district = District { store: store.clone(), ..District::new(db).await };
    let mut purchase = None;
    for number in 0..20 {
        let who = district.employee(&format!("Pegawai {number}"), district.health).await;
        let bought =
            buy(store, who, warung("2026-11-19", 20_000), at("2026-11-19T02:00:00Z")).await;
        purchase = Some(bought.unwrap());
    }
    let purchase = purchase.unwrap();
    let (bits, modulo) = if db.is_postgres() {
        ("decode(repeat('00', 64), 'hex')", "mod(n, 20)")
    } else {
        ("zeroblob(64)", "n % 20")
    };
    let when = "CASE WHEN n > 5900 THEN '2026-11-18T00:00:00Z' ELSE '2024-11-18T00:00:00Z' END";
    let first = "(SELECT min(id) FROM employees)";
    let numbers = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 6000)";
    let receipts = format!(
        "INSERT INTO receipts (id, employee_id, uploaded_by, purchase_id, upload_sha256, stored_sha256,
             media_type, bytes, created_at, released, compared_at)
         {numbers} SELECT n, {first} + {modulo}, {first}, {purchase}, 'upload ' || n, 'stored ' || n,
             'image/jpeg', 1, CAST({when} AS $instant), false,
             CASE WHEN n <= 5990 THEN CAST({when} AS $instant) END FROM numbers"
    );
    execute(store, &receipts).await;
    let photos = format!(
        "INSERT INTO likenesses (receipt_id, employee_id, compared_at, bits)
         SELECT id, employee_id, compared_at, {bits} FROM receipts WHERE compared_at IS NOT NULL"
    );
    execute(store, &photos).await;
    let alike = format!(
        "INSERT INTO alike_receipts (receipt_id, earlier_id, distance)
         {numbers} SELECT n, n - 1, 20 FROM numbers WHERE n > 1"
    );
    execute(store, &alike).await;
    execute(store, "ANALYZE").await;
}

async fn photos_are_compared_without_reading_those_of_years(db: Database) {
    let statements = Statements::default();
    let store = statements.store(&db).await;
    many_photos(&db, &store).await;
    let (reader, someone) = (store.reader(), EmployeeId(3));
    let purchase = pekan::rules::PurchaseId(1);
    statements.take();
    assert_eq!(likenesses::uncompared(reader, 50).await.unwrap().len(), 10);
    let first = likenesses::first_since(reader, at("2026-11-01T00:00:00Z")).await.unwrap();
    assert!(first > Some(ReceiptId(5900)), "{first:?}");
    likenesses::starting_at(reader, first.unwrap(), 10_000).await.unwrap();
    likenesses::of_people(reader, [someone]).await.unwrap();
    likenesses::of_receipts(reader, purchase, &[ReceiptId(5000)]).await.unwrap();
    for statement in statements.take() {
        for step in plan(&store, &statement).await {
            let reads_all = ["receipts", "likenesses", "alike_receipts"].into_iter().any(|table| {
                step.contains(&format!("Seq Scan on {table}")) || step == format!("SCAN {table}")
            });
            assert!(!reads_all, "{step}: {}", statement.sql);
        }
    }
}

/// Purchases of years that nobody has decided about, of which a few are proposed and a few not judged yet.
async fn many_purchases(db: &Database, store: &Store) -> District {
    let district = District { store: store.clone(), ..District::new(db).await };
    let who = district.employee("Pegawai", district.health).await;
    buy(store, who, warung("2026-11-19", 20_000), at("2026-11-19T02:00:00Z")).await.unwrap();
    for number in 0..20 {
        district.employee(&format!("Pegawai {number}"), district.health).await;
    }
    let numbers = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)";
    let modulo = if db.is_postgres() { "mod(n, 20)" } else { "n % 20" };
    let attention = "CASE WHEN n > 19995 THEN NULL WHEN n > 19950 THEN 'drawn' WHEN n > 19900 THEN 'flagged' ELSE 'ordinary' END";
    let first = "(SELECT min(id) FROM employees)";
    let purchases = format!(
        "INSERT INTO purchases (employee_id, recorded_by, purchased_on, amount, seller_id, channel, funding,
             no_receipt, state, recorded_at, idempotency_key, fingerprint, version, attention)
         {numbers} SELECT {first} + {modulo}, {first} + {modulo}, CAST('2026-11-19' AS date), n,
             (SELECT min(id) FROM sellers), 'in_person', 'personal', true, 'recorded',
             CAST('2026-11-19T02:00:00Z' AS $instant), 'key ' || n, '', 1, {attention} FROM numbers"
    );
    let purchases = if db.is_postgres() {
        purchases
    } else {
        purchases.replace("CAST('2026-11-19' AS date)", "'2026-11-19'")
    };
    execute(store, &purchases).await;
    execute(store, "ANALYZE").await;
    district
}

async fn what_is_proposed_is_found_without_reading_what_is_not(db: Database) {
    let statements = Statements::default();
    let store = statements.store(&db).await;
    let district = many_purchases(&db, &store).await;
    let (reader, reviewer) = (store.reader(), EmployeeId(i64::MAX));
    let here = Scope::Within { me: reviewer, offices: [district.health].into() };
    for scope in [Scope::Everyone, here] {
        let sight = Sight { scope, day: day("2026-11-20") };
        let open_from = Some(day("2026-11-16"));
        let place = Place { sight: &sight, reviewer, open_from, after: None };
        statements.take();
        assert!(purchases::next_to_review(reader, place).await.unwrap().purchase.is_some());
        assert_eq!(
            waiting::in_menu(reader, false, Some((&sight, reviewer))).await.unwrap().reviews,
            Some(95)
        );
        assert_eq!(purchases::judging::unjudged(reader, 200).await.unwrap().len(), 6);
        for statement in statements.take() {
            for step in plan(&store, &statement).await {
                let few = ["purchases_proposed", "purchases_unjudged"];
                let by_few = few.iter().any(|index| step.contains(index));
                let reads_all =
                    step.contains("Seq Scan on purchases") || step.starts_with("SCAN purchases");
                assert!(!reads_all || by_few, "{step}: {}", statement.sql);
            }
        }
    }
}

/// As many as a province has, half of them called after a "Bu".
async fn many_sellers(store: &Store) {
    let numbers = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 30000)";
    let name = "'warung ' || CASE WHEN n % 2 = 0 THEN 'bu ' ELSE 'pak ' END || CASE WHEN n % 50 = 0 THEN 'sri' ELSE 'no' || (n % 400) END";
    let sellers = format!(
        "INSERT INTO sellers (id, name, district, name_key, district_key, created_at, state)
         {numbers} SELECT n, {name}, 'kecamatan ' || n, {name}, 'kecamatan ' || n,
             CAST('2026-11-01T00:00:00Z' AS $instant), CASE WHEN n % 3000 = 0 THEN 'proposed' ELSE 'confirmed' END
         FROM numbers"
    );
    execute(store, &sellers).await;
    for word in [
        "'warung'",
        "'kecamatan'",
        "CASE WHEN id % 2 = 0 THEN 'bu' ELSE 'pak' END",
        "CASE WHEN id % 50 = 0 THEN 'sri' ELSE 'no' || (id % 400) END",
    ] {
        let words =
            format!("INSERT INTO seller_words (word, seller_id) SELECT {word}, id FROM sellers");
        execute(store, &words).await;
    }
    execute(store, "ANALYZE").await;
}

async fn sellers_are_found_by_an_index_of_their_words(db: Database) {
    let statements = Statements::default();
    let store = statements.store(&db).await;
    many_sellers(&store).await;
    let reader = store.reader();
    statements.take();
    let mut slowest = Duration::ZERO;
    for (text, count) in
        [("bu sri", 9), ("b sr", 9), ("sri", 9), ("warung bu sri", 9), ("sri pak", 0), ("xy", 0)]
    {
        let mut fastest = Duration::MAX;
        for _ in 0..4 {
            let began = Instant::now();
            let found = seller_search::first(reader, Some(text), None, 9).await.unwrap();
            fastest = fastest.min(began.elapsed());
            assert_eq!(found.len(), count, "{text}");
        }
        slowest = slowest.max(fastest);
    }
    let after = Some(SellerId(15_000));
    let later = seller_search::first(reader, Some("bu sri"), after, 9).await.unwrap();
    assert!(later.iter().all(|one| one.id > SellerId(15_000)));
    assert_eq!(waiting::sellers(reader).await.unwrap(), 10);
    for statement in statements.take() {
        for step in plan(&store, &statement).await {
            // An index that holds only those that wait is read as a whole.
            let waits = step.contains("sellers_unconfirmed");
            let scans = step.contains("Seq Scan")
                || ["SCAN sellers", "SCAN w", "SCAN o"].iter().any(|scan| step.starts_with(scan));
            let reads_all = scans && !waits;
            assert!(!reads_all, "{step}: {}", statement.sql);
        }
    }
    assert!(slowest < Duration::from_millis(50), "{slowest:?}");
}
