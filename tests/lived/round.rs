//! What leaders, administrators and the worker ask: of everybody who is there now, and never of all that the years
//! have left.

use std::sync::Arc;

use chrono::{DateTime, Days, TimeDelta, Utc};
use pekan::clock::Clock;
use pekan::files::Storage;
use pekan::mail::Mailer;
use pekan::rules::webhook::WebhookKind;
use pekan::rules::{Period, RoleKind, Viewer, Zone};
use pekan::store::{ConnectionTrait, Error, Store, roles};
use pekan::txn_job;
use pekan::worker::Worker;
use pekan::workflows::Warrant;
use pekan::workflows::settings::change::{Change, change};
use pekan::workflows::webhooks;

use super::asked::{Asking, Visit};
use super::{NOW, YEAR, plans};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::lived;
use crate::support::mail::config;
use crate::support::observed::Statements;
use crate::support::town::Town;

/// What is read from its newest end and no further than a page goes, or as long as mails are kept; and the numbers of
/// amendments on the page that lists every closed period.
const KNOWN: [(&str, &str); 4] = [
    ("/admin/audit", "SCAN audit USING INDEX audit_at"),
    ("/admin/surel", "SCAN mails"),
    ("/admin/surel", "SCAN mails USING COVERING INDEX mails_employee"),
    ("/admin/periode", "SCAN amendments USING INDEX sqlite_autoindex_amendments_1"),
];

on_both_databases!(nobody_reads_all_that_the_years_have_left);

async fn nobody_reads_all_that_the_years_have_left(db: Database) {
    let statements = Statements::default();
    let store = statements.store(&db).await;
    let now: DateTime<Utc> = NOW.parse().unwrap();
    let storage = Storage::open(db.dir.path()).unwrap();
    lived::fill(&store, &storage, YEAR, now).await;
    let administrator = viewer(&store, RoleKind::Administrator, now).await;
    everything_is_on(&store, &administrator, now).await;
    let client = Town::client(&db, &store, now, None).await;
    let asking = Asking { client, store: store.clone() };
    let auditor = viewer(&store, RoleKind::Auditor, now).await;
    let mut asked = Vec::new();
    asking.sign_in(auditor.employee, now).await;
    if administrator.employee != auditor.employee {
        asking.sign_in(administrator.employee, now).await;
    }
    for (viewer, paths) in [(&auditor, leaders(&store, now).await), (&administrator, desk())] {
        for path in paths {
            statements.take();
            asking.make(&Visit::page(viewer.employee, &path), 0).await;
            asked.extend(statements.take().into_iter().map(|one| (path.clone(), one)));
        }
    }
    let worker = Worker::new(
        Arc::new(config()),
        store.clone(),
        storage,
        Clock::At(now),
        Mailer::Folder(db.dir.path().join("mail")),
    )
    .unwrap();
    // Before, at and after a deadline, by day and by night: everything that it ever does.
    for hours in [0, 1, 5, 24, 72, 73, 96, 120, 144, 146, 168] {
        let now = now + TimeDelta::hours(hours);
        statements.take();
        worker.tick(now).await;
        asked.extend(statements.take().into_iter().map(|one| ("the worker".to_owned(), one)));
    }
    let mut faults = Vec::new();
    let mut known = std::collections::HashSet::new();
    for (who, statement) in &asked {
        if statement.sql.starts_with("SELECT") && known.insert(statement.sql.clone()) {
            let mut steps = plans::of_years(&store, statement).await;
            steps.retain(|step| !KNOWN.contains(&(who.as_str(), step.as_str())));
            faults.extend(steps.iter().map(|step| format!("{who}: {step}\n  {}", statement.sql)));
        }
    }
    println!("{} statements, {} of them different", asked.len(), known.len());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

async fn viewer(store: &Store, kind: RoleKind, now: DateTime<Utc>) -> Viewer {
    let today = Zone::Wib.date(now);
    let holders = roles::holders(store.reader(), kind, today).await.unwrap();
    let employee = holders[0].0.employee_id;
    Viewer { employee, roles: roles::of(store.reader(), employee, today).await.unwrap() }
}

/// All that an installation can be asked to do by itself, and people who want it.
async fn everything_is_on(store: &Store, administrator: &Viewer, now: DateTime<Utc>) {
    let warrant = Warrant::proved(administrator.clone(), Clock::At(now));
    let all = Change {
        transparency: Some(true),
        recap_to_heads: Some(true),
        summary_to_leaders: Some(true),
        ..Change::default()
    };
    change(store, &warrant, all).await.unwrap();
    // Nothing listens there: what is told waits and is tried again.
    let url = "https://gerbang.sukamaju.invalid/pekan";
    webhooks::add(store, &warrant, url, WebhookKind::ALL.to_vec()).await.unwrap();
    let wanted = store.write_reference::<_, Error, _>(txn_job!(|txn| {
        txn.execute_unprepared("UPDATE employees SET wants_results = true WHERE id % 3 = 0")
            .await?;
        txn.execute_unprepared("UPDATE employees SET one_mail_a_day = true WHERE id % 5 = 0")
            .await?;
        Ok(())
    }));
    wanted.await.unwrap();
}

/// The pages of those who see all offices.
async fn leaders(store: &Store, now: DateTime<Utc>) -> Vec<String> {
    let rulebook = store.rulebook().await.unwrap();
    let root = &rulebook.offices.roots().next().unwrap().code;
    let closed = Period::week_of(Zone::Wib.date(now) - Days::new(42)).label();
    vec![
        "/pimpinan".into(),
        format!("/pimpinan?periode={closed}"),
        "/pimpinan/belanja".into(),
        format!("/pimpinan/belanja?periode={closed}"),
        "/pimpinan/acara".into(),
        "/pimpinan/pengingat".into(),
        format!("/pimpinan/pengingat?periode={closed}"),
        format!("/unit/{root}"),
        format!("/unit/{root}?periode={closed}"),
        format!("/unit/{root}/belanja-umkm?periode={closed}"),
        format!("/unit/{root}/rekap?periode={closed}"),
        format!("/unit/{root}/unit.csv?periode={closed}"),
    ]
}

/// The pages of administrators.
fn desk() -> Vec<String> {
    [
        "/admin/surel",
        "/admin/surel/jadwal",
        "/admin/alamat-surel",
        "/admin/webhook",
        "/admin/tunjangan",
        "/admin/periode",
        "/admin/audit",
        "/admin/pegawai",
        "/admin/pengecualian",
        "/admin/mutasi",
        "/transparansi",
    ]
    .map(str::to_owned)
    .to_vec()
}
