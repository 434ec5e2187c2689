//! A district that has lived: a year of weeks and months, closed as the worker closes them, with
//! what happened to them since; and the sessions, mails and audit of that year.

use std::sync::Arc;

use chrono::{DateTime, Days, Utc};
use pekan::clock::Clock;
use pekan::demo::{self, Plan};
use pekan::files::Storage;
use pekan::rules::amendment::Decision;
use pekan::rules::audit::AuditAction;
use pekan::rules::money::AmountInput;
use pekan::rules::place_draft::PlaceDraft;
use pekan::rules::purchase_draft::{Draft, SellerInput};
use pekan::rules::{
    EmployeeId, Mode, OfficeId, PeriodKind, Policy, PolicyId, PurchaseId, Role, RoleKind, Sight,
    Viewer, Zone,
};
use pekan::store::audit::{self, Note};
use pekan::store::{
    ConnectionTrait, Error, Store, amendments, employees, placements, policies, purchases, roles,
};
use pekan::txn_job;
use pekan::workflows::closing::close_due;
use pekan::workflows::closing::decide_amendment::Which;
use pekan::workflows::closing::{decide_amendment, propose_amendments};
use pekan::workflows::purchases::change;
use pekan::workflows::purchases::log::{self, Submission, Together};
use pekan::workflows::purchases::propose::propose;
use pekan::workflows::purchases::record;
use pekan::workflows::{Warrant, WorkflowError};
use sea_orm::Statement;

/// People to whom something happens after a period was closed.
const TOUCHED: u8 = 12;

pub async fn fill(store: &Store, storage: &Storage, plan: Plan, now: DateTime<Utc>) {
    demo::fill(store, storage, plan, now, Arc::new(|_, _| {})).await.unwrap();
    more_policies(store, now).await;
    close_due(store, now, || true).await.unwrap();
    propose(store, now, || true).await.unwrap();
    let administrator = administrator(store, now).await;
    correct(store, &administrator, now).await;
    transfer(store, &administrator, now).await;
    crowd(store, now).await;
    if store.reader().get_database_backend() == sea_orm::DbBackend::Postgres {
        // As autovacuum does it within minutes.
        write(store, "ANALYZE").await;
    }
}

/// One that asks for months, since a month is closed where some policy does, and one for the weeks
/// before the demonstration's.
async fn more_policies(store: &Store, now: DateTime<Utc>) {
    let rulebook = store.rulebook().await.unwrap();
    let monthly = Policy {
        id: PolicyId::NONE,
        title: "Belanja bulanan".into(),
        legal_basis: "SE 1".into(),
        mode: Mode::Appeal,
        period: PeriodKind::Month,
        effective_from: "2010-01-01".parse().unwrap(),
        minimum_amount: 400_000,
        ..rulebook.policies[0].clone()
    };
    let weekly = Policy {
        id: PolicyId::NONE,
        title: "Belanja pekanan, dahulu".into(),
        effective_from: "2010-01-04".parse().unwrap(),
        effective_until: rulebook.policies[0].effective_from.pred_opt(),
        ..rulebook.policies[0].clone()
    };
    store
        .write_reference::<_, Error, _>(txn_job!(|txn| {
            policies::insert(txn, &monthly, None, now).await?;
            policies::insert(txn, &weekly, None, now).await
        }))
        .await
        .unwrap();
}

async fn administrator(store: &Store, now: DateTime<Utc>) -> Viewer {
    let today = Zone::Wib.date(now);
    let found = roles::holders(store.reader(), RoleKind::Administrator, today).await.unwrap();
    let row = &found[0].0;
    let role = Role {
        kind: RoleKind::Administrator,
        office: row.office_id.unwrap_or(OfficeId::NONE),
        from: row.from_on,
        to: row.to_on,
        acting: row.acting,
    };
    Viewer { employee: row.employee_id, roles: vec![role] }
}

fn warrant(viewer: &Viewer, now: DateTime<Utc>) -> Warrant {
    Warrant::proved(viewer.clone(), Clock::At(now))
}

/// Purchases of closed weeks that were voided, and some that came late: numbered amendments.
async fn correct(store: &Store, administrator: &Viewer, now: DateTime<Utc>) {
    let today = Zone::Wib.date(now);
    let (from, to) = (today - Days::new(200), today - Days::new(14));
    let search = purchases::Search {
        from: Some(from),
        to: Some(to),
        state: Some(pekan::rules::purchase::State::Recorded),
        limit: 4 * u64::from(TOUCHED),
        ..purchases::Search::default()
    };
    let found =
        purchases::search(store.reader(), &Sight::of_everyone(today), &search).await.unwrap();
    for purchase in found.iter().step_by(4) {
        let row = &purchase.row;
        if row.employee_id == administrator.employee {
            continue;
        }
        change::void(
            store,
            &warrant(administrator, now),
            (row.id, Some(row.version)),
            "Tercatat dua kali",
        )
        .await
        .unwrap();
        let day = (today - Days::new(12)).to_string();
        buy(store, row.employee_id, warung(&day, 31_000), now).await.unwrap();
    }
}

/// A purchase at a warung, without a receipt.
pub fn warung(on: &str, rupiah: i64) -> Draft {
    Draft {
        purchased_on: on.into(),
        amount: AmountInput::Rupiah(rupiah),
        seller: SellerInput::New { name: "Warung Bu Sri".into(), district: None },
        channel: "direct".into(),
        event: None,
        order_number: None,
        description: None,
        funding: None,
        no_receipt: true,
        receipts: 0,
    }
}

/// Records a purchase of one's own.
pub async fn buy(
    store: &Store,
    who: EmployeeId,
    draft: Draft,
    now: DateTime<Utc>,
) -> Result<PurchaseId, WorkflowError> {
    let submission = Submission {
        draft,
        key: pekan::secret::token(),
        owner: None,
        uploaded_before: Vec::new(),
        needs_evidence: false,
        shared_with: Vec::new(),
        together: Together::Said(false),
    };
    let owner = warrant(&Viewer { employee: who, roles: Vec::new() }, now);
    let ready = log::check(store, &owner, submission).await?;
    Ok(record::record(store, &owner, ready, Vec::new()).await?.id)
}

/// Some were elsewhere all along: what that changes of closed weeks is proposed and decided.
async fn transfer(store: &Store, administrator: &Viewer, now: DateTime<Utc>) {
    let rulebook = store.rulebook().await.unwrap();
    let from = Zone::Wib.date(now) - Days::new(40);
    let ids: Vec<EmployeeId> = (20..20 + i64::from(TOUCHED)).map(EmployeeId).collect();
    let places = placements::of_many(store.reader(), ids.iter().copied()).await.unwrap();
    for employee in employees::by_ids(store.reader(), ids).await.unwrap() {
        let Some([only]) = places.get(&employee.id).map(Vec::as_slice) else { continue };
        if only.from >= from {
            continue;
        }
        let there =
            rulebook.offices.iter().find(|one| one.id != only.office && one.parent.is_some());
        let draft = PlaceDraft {
            office: there.map(|office| office.code.clone()),
            from: from.to_string(),
            ..PlaceDraft::default()
        };
        pekan::workflows::employees::place(
            store,
            &warrant(administrator, now),
            &employee.number,
            draft,
        )
        .await
        .unwrap();
    }
    propose_amendments::catch_up(store, None, now).await.unwrap();
    let me = administrator.employee;
    let proposed = amendments::proposals(store.reader(), None, me, 40).await.unwrap();
    assert!(!proposed.is_empty(), "transfers propose amendments");
    for (number, row) in proposed.iter().take(TOUCHED.into()).enumerate() {
        let decision = if number % 3 == 0 { Decision::Refuse } else { Decision::Accept };
        decide_amendment::decide(
            store,
            &warrant(administrator, now),
            Which::One(row.id),
            decision,
            "Surat tugas",
        )
        .await
        .unwrap();
    }
}

/// What piles up beside: some rows for each person and week.
async fn crowd(store: &Store, now: DateTime<Utc>) {
    let weeks = "(SELECT DISTINCT kind, start_on FROM closings WHERE kind = 'week') AS weeks";
    let last = "(SELECT DISTINCT start_on FROM closings ORDER BY start_on DESC LIMIT 9) AS last";
    let moment = format!("CAST('{}' AS $instant)", now.to_rfc3339());
    for sql in [
        format!(
            "INSERT INTO mails (kind, employee_id, period_kind, period_start, state, created_at,
                 next_attempt_at, attempts, message_id, sent_at)
             SELECT 'last_call', employees.id, weeks.kind, weeks.start_on, 'sent', {moment},
                 {moment}, 1, 'lived-' || employees.id || '-' || weeks.start_on, {moment}
             FROM employees CROSS JOIN {weeks}"
        ),
        format!(
            "INSERT INTO delivery_attempts (mail_id, attempted_at, outcome, reply)
             SELECT id, {moment}, 'sent', '250 ok' FROM mails"
        ),
        format!(
            "INSERT INTO sessions (token_hash, employee_id, browser, remembered, created_at, seen_at,
                 confirmed_at, expires_at)
             SELECT 'lived-' || employees.id || '-' || last.start_on, employees.id, '', true, {moment},
                 {moment}, {moment}, {moment} FROM employees CROSS JOIN {last}"
        ),
        "INSERT INTO devices (token_hash, employee_id, created_at, expires_at)
             SELECT token_hash, employee_id, created_at, expires_at FROM sessions"
            .to_owned(),
        "INSERT INTO tokens (token_hash, employee_id, name, created_at, expires_at)
             SELECT token_hash, employee_id, 'skrip', created_at, expires_at FROM sessions"
            .to_owned(),
        format!(
            "INSERT INTO declarations (employee_id, kind, start_on, reason, declared_at)
             SELECT employees.id, weeks.kind, weeks.start_on, 'away', {moment}
             FROM employees CROSS JOIN {weeks} WHERE employees.id % 5 = 0"
        ),
        format!(
            "INSERT INTO exemptions (employee_id, from_on, to_on, reason, state, requested_by,
                 decided_by, decided_at, created_at)
             SELECT employees.id, weeks.start_on, weeks.start_on, 'official_travel', 'approved',
                 employees.id, CASE employees.id WHEN 1 THEN 2 ELSE 1 END, {moment}, {moment}
             FROM employees CROSS JOIN {weeks}"
        ),
        format!(
            "INSERT INTO exemptions (employee_id, from_on, to_on, reason, state, requested_by,
                 created_at)
             SELECT employees.id, last.start_on, last.start_on, 'annual_leave', 'requested',
                 employees.id, {moment}
             FROM employees CROSS JOIN {last} WHERE employees.id % 3 = 0"
        ),
    ] {
        write(store, &sql).await;
    }
    audit_purchases(store).await;
}

/// An entry of the audit for each purchase, as if it had been written when somebody recorded one.
async fn audit_purchases(store: &Store) {
    const AT_ONCE: u64 = 5_000;
    let mut last = PurchaseId::NONE;
    loop {
        let sql = format!(
            "SELECT id, employee_id, recorded_at FROM purchases WHERE id > {last} ORDER BY id LIMIT {AT_ONCE}"
        );
        let db = store.reader();
        let rows =
            db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        let Some(newest) = rows.last() else { break };
        last = PurchaseId(newest.try_get("", "id").unwrap());
        let notes = rows.iter().map(|row| Note {
            at: row.try_get("", "recorded_at").unwrap(),
            actor: Some(EmployeeId(row.try_get("", "employee_id").unwrap())),
            action: AuditAction::PurchaseLog,
            subject: format!("purchases/{}", row.try_get::<i64>("", "id").unwrap()),
            details: serde_json::json!({}),
        });
        let notes: Vec<_> = notes.collect();
        store.write::<_, Error, _>(txn_job!(|txn| audit::append(txn, notes).await)).await.unwrap();
    }
}

async fn write(store: &Store, sql: &str) {
    let instant = match store.reader().get_database_backend() {
        sea_orm::DbBackend::Postgres => "timestamptz",
        _ => "text",
    };
    let sql = sql.replace("$instant", instant);
    store
        .write::<_, Error, _>(txn_job!(|txn| txn
            .execute_unprepared(&sql)
            .await
            .map(|_| ())
            .map_err(Into::into)))
        .await
        .unwrap();
}
