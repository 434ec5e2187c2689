use pekan::rules::audit::AuditAction;
use pekan::rules::{Period, PeriodKind, Zone};
use pekan::store::audit;
use pekan::store::closings::{self, Closing};

use super::schedule::worker;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at, day};
use crate::support::mail::Letterbox;

/// The labels of the periods that are closed, in order.
async fn closed(district: &District) -> Vec<String> {
    let all = closings::all(district.store.reader()).await.unwrap();
    assert!(all.iter().all(Closing::is_closed));
    all.iter().map(|closing| closing.period().label()).collect()
}

on_both_databases!(
    each_period_is_closed_once_after_its_last_deadline,
    after_a_pause_it_catches_up_with_weeks_and_months
);

async fn each_period_is_closed_once_after_its_last_deadline(db: Database) {
    let district = District::new(&db).await;
    district.employee("Sri", district.health).await;
    district.office("MKQ", district.root, Zone::Wit).await;
    let worker = worker(&district, &db, Letterbox::default().mailer(), "2026-11-20T02:00:00Z");
    // It begins with the day of its first look: last week was before it.
    for early in ["2026-11-20T02:00:00Z", "2026-11-25T15:00:00Z", "2026-11-25T16:59:59Z"] {
        worker.tick(at(early)).await;
        assert!(closings::all(district.store.reader()).await.unwrap().is_empty(), "{early}");
    }
    worker.tick(at("2026-11-25T17:00:00Z")).await;
    assert_eq!(closed(&district).await, ["2026-W47"]);
    let noted = || async {
        let noted = audit::newest(district.store.reader(), None, 1000).await.unwrap();
        noted.iter().filter(|it| it.action == AuditAction::PeriodClose).count()
    };
    assert_eq!(noted().await, 1);
    worker.tick(at("2026-11-25T17:00:30Z")).await;
    assert_eq!(noted().await, 1, "once");
}

async fn after_a_pause_it_catches_up_with_weeks_and_months(db: Database) {
    let district = District::new(&db).await;
    district.employee("Sri", district.health).await;
    let tono = district.employee("Tono", district.senduro).await;
    let monthly = district.office("TMP", district.root, Zone::Wita).await;
    let ketut = district.employee("Ketut", monthly).await;
    district
        .policy(|policy| {
            policy.office = monthly;
            policy.period = PeriodKind::Month;
            policy.effective_from = day("2026-01-01");
            policy.grace_days = 5;
        })
        .await;
    let worker = worker(&district, &db, Letterbox::default().mailer(), "2026-11-20T02:00:00Z");
    worker.tick(at("2026-11-20T02:00:00Z")).await;
    district.purchase(tono, "2026-11-18", 100_000).await;
    // Nobody knows yet that it was a pause, and not a clock that is wrong.
    worker.tick(at("2026-12-18T17:00:00Z")).await;
    assert!(closed(&district).await.is_empty());
    worker.tick(at("2026-12-19T17:00:00Z")).await;
    assert_eq!(
        closed(&district).await,
        ["2026-11", "2026-W47", "2026-W48", "2026-W49", "2026-W50"]
    );
    let result = |label: &str, who| {
        let period = Period::parse(label).unwrap();
        let db = district.store.reader();
        async move {
            let found = pekan::store::closed_results::of(db, &period, &[who]).await.unwrap();
            found[0].figures.status.name()
        }
    };
    assert_eq!((result("2026-W47", tono).await, result("2026-W48", tono).await), ("met", "short"));
    assert_eq!(
        (result("2026-11", ketut).await, result("2026-W47", ketut).await),
        ("short", "not_obliged")
    );
    assert_eq!(result("2026-11", tono).await, "not_obliged");
}
