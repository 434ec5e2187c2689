//! What somebody leaves behind, in each table that has any of it.

use pekan::rules::EmployeeId;
use pekan::rules::contact::Contact;
use pekan::store::settings::{self, MailOutcome, MailTest};
use pekan::store::{Error, Store, employees, second_factors};
use pekan::txn_job;
use pekan::workflows::offices::set_contact::set_contact;
use sea_orm::DbBackend;

use super::erase::{SARI, SECRET, TELEPHONE};
use super::{District, now};
use crate::support::execute;

/// A row of theirs in each table that has any.
pub async fn plant(store: &Store, sari: EmployeeId, budi: EmployeeId, dewi: EmployeeId) {
    let at = "CAST('2026-11-01T00:00:00+00:00' AS $instant)";
    let place = format!(
        "{{\"office\":2,\"position_level\":\"staff\",\"position_title\":\"{SECRET}\",\
        \"grade\":null,\"employment_type\":\"PNS\",\"reference_amount\":null,\"from\":\"2024-01-01\",\"to\":null}}"
    );
    for sql in [
        format!("UPDATE employees SET login = '{SECRET}', password_hash = '{SECRET}',
            language = 'en' WHERE id = {sari}"),
        format!("INSERT INTO sellers (name, name_key, district_key, created_by, created_at)
            VALUES ('Warung', 'warung', '', {sari}, {at})"),
        format!("INSERT INTO purchases (employee_id, recorded_by, purchased_on, amount, seller_id, channel,
                description, order_number, funding, no_receipt, state, recorded_at, idempotency_key, fingerprint, reason)
            VALUES ({sari}, {sari}, '2026-11-02', 50000, 1, 'other', '{SECRET}', '{SECRET}', 'personal', false, 'recorded',
                {at}, 'k1', 'f', '{SECRET}')"),
        format!("INSERT INTO purchases (employee_id, recorded_by, purchased_on, amount, seller_id, channel,
                description, funding, no_receipt, state, recorded_at, idempotency_key, fingerprint)
            VALUES ({budi}, {budi}, '2026-11-02', 40000, 1, 'other', 'sayur', 'personal', false, 'recorded',
                {at}, 'k2', 'f')"),
        format!("INSERT INTO receipts (employee_id, uploaded_by, purchase_id, upload_sha256, stored_sha256,
                media_type, bytes, created_at)
            VALUES ({sari}, {sari}, 1, 'a', 'b', 'image/jpeg', 9, {at}),
                ({budi}, {budi}, 2, 'c', 'd', 'image/jpeg', 9, {at})"),
        format!("INSERT INTO shared_parts (purchase_id, proposed_by, employee_id, amount, state, proposed_at)
            VALUES (1, {sari}, {budi}, 1000, 'proposed', {at}), (2, {budi}, {sari}, 1000, 'proposed', {at})"),
        format!("INSERT INTO exemptions (employee_id, from_on, to_on, reason, state, requested_by, decided_by,
                decided_at, decision_reason, withdrawn_by, withdrawn_at, withdrawn_reason, document_sha256,
                document_type, document_bytes, created_at)
            VALUES ({sari}, '2026-11-03', '2026-11-04', 'sick_leave', 'withdrawn', {sari}, {budi}, {at},
                '{SECRET}', {budi}, {at}, '{SECRET}', '{SECRET}', 'application/pdf', 9, {at})"),
        format!("INSERT INTO declarations (employee_id, kind, start_on, reason, declared_at)
            VALUES ({sari}, 'week', '2026-11-02', 'away', {at})"),
        format!("INSERT INTO mails (kind, employee_id, state, created_at, next_attempt_at, attempts, message_id,
                address, change, recipient, subject, body)
            VALUES ('account_changed', {sari}, 'sending', {at}, {at}, 1, 'm1', '{SECRET}', '{SECRET}', '{SECRET}',
                '{SECRET}', '{SECRET}')"),
        format!("INSERT INTO delivery_attempts (mail_id, attempted_at, outcome, reply)
            VALUES (1, {at}, 'retry', '450 {SECRET}')"),
        format!("INSERT INTO bounces (employee_id, mail_id, address, source, noted_at, words)
            VALUES ({sari}, 1, '{SECRET}', 'refused', {at}, '550 {SECRET}')"),
        format!("INSERT INTO webhooks (url, secret, kinds, created_by, created_at)
            VALUES ('https://gerbang.go.id', 's', 'message', {budi}, {at})"),
        format!("INSERT INTO webhook_deliveries (webhook_id, kind, mail_id, purchase_id, message_id, state, created_at,
                next_attempt_at, reply)
            VALUES (1, 'message', 1, NULL, 'w1', 'failed', {at}, {at}, '500 {SECRET}'),
                (1, 'purchase.recorded', NULL, 1, 'w2', 'failed', {at}, {at}, '500 {SECRET}')"),
        format!("INSERT INTO sessions (token_hash, employee_id, browser, remembered, created_at, seen_at,
                confirmed_at, expires_at)
            VALUES ('{SECRET}', {sari}, '{SECRET}', true, {at}, {at}, {at}, {at})"),
        format!("INSERT INTO devices (token_hash, employee_id, created_at, expires_at)
            VALUES ('{SECRET}', {sari}, {at}, {at})"),
        format!("INSERT INTO push_subscriptions (employee_id, browser, endpoint, p256dh, auth, created_at)
            VALUES ({sari}, '{SECRET}', '{SECRET}', '{SECRET}', '{SECRET}', {at})"),
        format!("INSERT INTO tokens (token_hash, employee_id, name, created_at, expires_at)
            VALUES ('{SECRET}', {sari}, '{SECRET}', {at}, {at})"),
        format!("INSERT INTO one_use_links (token_hash, employee_id, purpose, channel, created_at, expires_at)
            VALUES ('{SECRET}', {sari}, 'activation', 'mail', {at}, {at})"),
        format!("INSERT INTO recovery_codes (code_hash, employee_id) VALUES ('{SECRET}', {sari})"),
        format!("INSERT INTO sign_in_steps (token_hash, employee_id, remembered, created_at, expires_at)
            VALUES ('{SECRET}', {sari}, true, {at}, {at})"),
        format!("INSERT INTO purchase_drafts (employee_id, form_key, fields, receipts, kept_at)
            VALUES ({sari}, 'f', '{SECRET}', '[]', {at})"),
        format!("INSERT INTO corrections (employee_id, field, wanted, note, state, asked_at)
            VALUES ({sari}, 'name', '{SECRET}', '{SECRET}', 'open', {at})"),
        format!("INSERT INTO roles (employee_id, kind, office_id, from_on, to_on, acting, created_at)
            VALUES ({sari}, 'head', 2, '2024-01-01', '2026-11-15', false, {at})"),
        format!("INSERT INTO openings (kind, record_id, owner_id, reader_id, opened_on)
            VALUES ('receipt', 1, {sari}, {budi}, '2026-11-05'), ('receipt', 2, {budi}, {sari}, '2026-11-05')"),
        format!("INSERT INTO imports (kind, imported_by, imported_at, row_count, created, changed)
            VALUES ('employees', {sari}, {at}, 2, 2, 0), ('offices', {sari}, {at}, 1, 1, 0)"),
        format!("INSERT INTO import_changes (import_id, sheet_row, record_id, after)
            VALUES (1, 2, {sari}, '{SECRET}'), (1, 3, {budi}, 'Budi'), (2, 2, {sari}, 'an office')"),
        format!("INSERT INTO import_mappings (kind, shape, mapping, saved_by, only_theirs, saved_at)
            VALUES ('employees', 's', '{SECRET}', {sari}, true, {at}), ('employees', 's', 'm', {sari}, false, {at})"),
        format!("INSERT INTO transfers (employee_id, before, after, proposing_office_id, deciding_office_id, state,
                proposed_by, proposed_at, decided_by, decided_at, reason)
            VALUES ({sari}, '{place}', '{place}', 2, 4, 'refused', {budi}, {at}, {budi}, {at}, '{SECRET}')"),
        format!("INSERT INTO amendments (kind, start_on, employee_id, state, cause, created_at, decided_by,
                decided_at, reason, after)
            VALUES ('week', '2026-11-02', {sari}, 'refused', 'placement', {at}, {dewi}, {at}, '{SECRET}', '{{}}')"),
    ] {
        execute(store, &sql).await;
    }
    plant_signatures(store, budi, at).await;
    let is_postgres = store.reader().get_database_backend() == DbBackend::Postgres;
    let bits = if is_postgres { "'\\x00'::bytea" } else { "X'00'" };
    let likeness = format!(
        "INSERT INTO likenesses (receipt_id, employee_id, compared_at, bits) VALUES (1, {sari}, {at}, {bits})"
    );
    execute(store, &likeness).await;
    plant_factor(store, sari).await;
}

async fn plant_factor(store: &Store, sari: EmployeeId) {
    let factor = second_factors::SecondFactor {
        employee_id: sari,
        secret: vec![1; 20],
        created_at: now(),
        confirmed_at: Some(now()),
        last_step: 0,
    };
    let planted =
        store.write::<_, Error, _>(txn_job!(|txn| second_factors::insert(txn, factor).await)).await;
    planted.unwrap();
}

/// Recaps that they sign, and one that they have signed.
async fn plant_signatures(store: &Store, budi: EmployeeId, at: &str) {
    for sql in [
        format!("INSERT INTO letterheads (office_id, place, position, signer, signer_rank, signer_number, changed_at)
            VALUES (2, 'Lumajang', 'Kepala', '{SECRET}', '{SECRET}', '{SARI}', {at})"),
        format!("INSERT INTO recaps (code, office_id, period_kind, period_start, number, institution, office_name, place,
                position, signer, signer_rank, signer_number, headcount, obliged, exempt, met, met_late, short,
                counted_amount, shortfall_amount, minimum_amount, purchase_count, sheet_sha256, issued_by, issued_at,
                issued_on)
            VALUES ('c', 2, 'week', '2026-11-02', '1', 'L', 'D', 'Lumajang', 'Kepala', '{SECRET}', '{SECRET}', '{SARI}',
                1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 's', {budi}, {at}, '2026-11-09')"),
    ] {
        execute(store, &sql).await;
    }
}

/// A contact with their telephone, and a test mail to their address.
pub async fn plant_settings(district: &District) {
    let (store, dewi) = (&district.store, &district.dewi);
    set_contact(store, dewi, "DKP", ("Siti", "0812-3456-7890")).await.unwrap();
    assert!(Contact::check("Siti", TELEPHONE).is_ok());
    let row = employees::by_number(store.reader(), SARI).await.unwrap().unwrap();
    let test = MailTest {
        at: now(),
        to: row.email.unwrap(),
        outcome: MailOutcome::Written,
        answer: String::new(),
    };
    let put = store.write_reference::<_, Error, _>(txn_job!(|txn| settings::put_part(
        txn,
        settings::MAIL_TEST,
        &test
    )
    .await));
    put.await.unwrap();
}
