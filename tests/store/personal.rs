//! What each column of the schema says of people, and what becomes of it when somebody's personal data is erased
//! (`store::erasure`). A new column fails here until it is decided; `tests/workflows/erase.rs` looks whether it is done.

use std::collections::BTreeSet;

use super::schema::of_entities;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A number of a row, a day, an amount, a state, a hash: nothing that says by itself who somebody is. It
    /// stays.
    Plain,
    /// Words that name somebody or were said of them: emptied or replaced.
    Words,
    /// A choice that says something of somebody: none or "other" after it.
    Choice,
    /// What goes with its whole row, where that is theirs.
    Row,
    /// Words about offices, sellers, rules and the like, not about employees: they stay.
    Others,
    /// Of the audit, which nobody can change: names, numbers, addresses and telephones are masked before they are
    /// written, and titles are not noted. Reasons that officials gave stay in it.
    Noted,
}

use Holds::{Choice, Noted, Others, Plain, Row, Words};

/// By table: what some columns hold, the names of which stand in one text.
#[rustfmt::skip]
pub const DECISIONS: &[(&str, &[(Holds, &str)])] = &[
    ("alike_receipts", &[(Plain, "receipt_id earlier_id distance")]),
    ("amendments", &[
        (Plain, "id kind start_on employee_id state number cause author_id created_at decided_by decided_at \
            overtaken_at before after"),
        (Words, "reason"),
    ]),
    ("audit", &[(Plain, "id at actor_id about_id action subject previous hash"), (Noted, "details")]),
    ("bounces", &[(Row, "id employee_id mail_id address source noted_at noted_by words cleared_at cleared_by")]),
    ("closed_offices", &[(Plain, "kind start_on office_id time_zone parent_id headcount obliged exempt met met_late \
        short counted_amount shortfall_amount amendment")]),
    ("closed_results", &[(Plain, "kind start_on employee_id office_id time_zone policy_id status not_obliged minimum \
        minimum_count counted count shortfall holidays leave_days tier full_amount percent amendment")]),
    ("closed_sums", &[(Plain, "office_id kind start_on headcount obliged exempt met met_late short counted_amount \
        shortfall_amount amendment")]),
    ("closings", &[(Plain, "kind start_on state begun_at begun_by closed_at people done done_up_to")]),
    ("corrections", &[(Row, "id employee_id field wanted note state asked_at decided_by decided_at reason")]),
    ("declarations", &[(Plain, "employee_id kind start_on declared_at"), (Choice, "reason")]),
    ("delivery_attempts", &[(Plain, "id mail_id attempted_at outcome"), (Words, "reply")]),
    ("devices", &[(Row, "token_hash employee_id created_at expires_at tries")]),
    ("employees", &[
        (Plain, "id mute_midweek disabled_at created_at erased_at"),
        (Words, "number name name_key email phone login password_hash"),
        (Choice, "language mail_choice one_mail_a_day wants_results"),
    ]),
    ("consignments", &[(Plain, "id event_id seller_id from_on to_on created_by created_at")]),
    ("events", &[
        (Plain, "id kind from_on to_on weekday expected_sellers state created_by created_at version"),
        (Others, "name place district organiser reason"),
    ]),
    ("exemptions", &[
        (Plain, "id employee_id from_on to_on state requested_by decided_by decided_at withdrawn_by withdrawn_at \
            document_bytes created_at"),
        (Choice, "reason document_type"),
        (Words, "decision_reason withdrawn_reason document_sha256"),
    ]),
    ("holidays", &[(Plain, "id day office_id kind"), (Others, "name")]),
    // Those of people; those of offices stay.
    ("import_changes", &[(Row, "import_id sheet_row record_id before after")]),
    // Those of an operator's own files; those for everybody stay, and say what offices and levels are called.
    ("import_mappings", &[(Row, "id kind shape mapping saved_by only_theirs saved_at")]),
    ("imports", &[(Plain, "id kind imported_by imported_at row_count created changed undone_by undone_at \
        rows_removed_at")]),
    // What a photo looks like, without the photo.
    ("likenesses", &[(Row, "receipt_id employee_id compared_at bits")]),
    // Who signs the recaps of an office; address and contact are the office's.
    ("letterheads", &[
        (Plain, "office_id changed_by changed_at"),
        (Words, "signer signer_rank signer_number"),
        (Others, "address contact place position"),
    ]),
    ("logos", &[(Others, "sha256 bytes")]),
    ("mails", &[
        (Plain, "id kind employee_id period_kind period_start purchase_id state created_at next_attempt_at \
            lease_until attempts message_id sent_at reminding_id shown_from put_aside_at exemption_id phones"),
        (Words, "address change recipient subject body"),
    ]),
    ("merged_office_purchases", &[(Plain, "merge_id office_purchase_id")]),
    ("merged_purchases", &[(Plain, "merge_id purchase_id")]),
    // Of offices: who recorded and voided it, and nothing about them.
    ("office_purchases", &[
        (Plain, "id office_id purchased_on amount channel seller_id domestic recorded_by recorded_at voided_by voided_at \
            version"),
        (Others, "supplier item order_number reason"),
    ]),
    ("offices", &[(Plain, "id parent_id time_zone"), (Others, "code name kind")]),
    ("one_use_links", &[(Row, "token_hash employee_id purpose channel issued_by created_at expires_at used_at")]),
    // Of what was theirs; what they opened of others stays, by their id.
    ("openings", &[(Row, "id kind record_id owner_id reader_id role opened_on")]),
    ("period_totals", &[(Plain, "employee_id kind start_on purchases")]),
    // Level, grade, kind of employment and reference amount decide what was asked.
    ("placements", &[
        (Plain, "id employee_id office_id position_level grade employment_type reference_amount from_on to_on"),
        (Words, "position_title"),
    ]),
    ("policies", &[
        (Plain, "id mode period office_id effective_from effective_until minimum_amount minimum_percent \
            minimum_count counts_on seller_classes tiers holiday_rule leave_rule grace_days late_days \
            max_amount_per_purchase reminders created_by created_at"),
        (Others, "title legal_basis"),
    ]),
    ("policy_documents", &[(Plain, "id policy_id bytes uploaded_by created_at"), (Others, "stored_sha256")]),
    ("policy_endings", &[(Plain, "id policy_id last_day ended_by ended_at"), (Others, "reason")]),
    // Gone after ten minutes; hashes, and the path of a page.
    ("provider_visits", &[(Plain, "token_hash session_hash next created_at expires_at")]),
    // Totals of groups, without names.
    ("publications", &[(Others, "kind start_on tables published_at")]),
    ("purchase_drafts", &[(Row, "employee_id form_key fields receipts kept_at")]),
    ("push_subscriptions", &[(Row, "id employee_id session_id browser endpoint p256dh auth created_at last_ok_at \
        failures")]),
    // The key is made up by the form; the fingerprint is a hash.
    ("purchases", &[
        (Plain, "id employee_id recorded_by purchased_on amount receipt_amount seller_id channel event_id funding no_receipt state \
            recorded_at looks_like seller_answer idempotency_key fingerprint decided_by decided_at version attention"),
        (Words, "description order_number reason"),
    ]),
    // The hashes tell whether a file is used again; the files go (`file_removed_at`).
    ("receipts", &[(Plain, "id employee_id uploaded_by purchase_id upload_sha256 stored_sha256 media_type bytes \
        width height created_at released file_removed_at replaced_at compared_at")]),
    // What was issued stays, with its totals; who signed it is left out. The scan is the office's document.
    ("recaps", &[
        (Plain, "id code office_id period_kind period_start headcount obliged exempt met met_late short \
            counted_amount shortfall_amount minimum_amount purchase_count amendment sheet_sha256 issued_by issued_at \
            issued_on scan_type scan_bytes scanned_by scanned_at"),
        (Words, "signer signer_rank signer_number"),
        (Others, "number institution office_name address contact place position scan_sha256"),
    ]),
    ("remindings", &[(Plain, "id office_id period_kind period_start on_day reminded_by reminded_at short written")]),
    ("rechecks", &[(Plain, "id employee_id from_on to_on cause author_id created_at")]),
    ("recovery_codes", &[(Row, "code_hash employee_id used_at")]),
    ("review_seeds", &[(Plain, "week seed percent made_at")]),
    ("roles", &[(Row, "id employee_id kind office_id from_on to_on acting created_at revoked_at")]),
    ("second_factors", &[(Row, "employee_id secret created_at confirmed_at last_step")]),
    ("seller_classes", &[(Plain, "id seller_id from_on to_on curation"), (Others, "class")]),
    ("seller_doubts", &[
        (Plain, "id seller_id purchase_id state raised_by raised_at decided_by decided_at"),
        (Others, "reason"),
    ]),
    ("seller_links", &[(Plain, "id seller_id token_hash created_by created_at ended_at")]),
    ("seller_merges", &[(Plain, "id gone_id kept_id merged_by merged_at undone_by undone_at")]),
    ("seller_words", &[(Plain, "seller_id"), (Others, "word")]),
    // Telephones and links of a seller are personal data of theirs, and not of any employee: those who keep the
    // sellers see, change and empty them; nobody else reads them.
    ("sellers", &[
        (Plain, "id ineligible_from ineligible_until created_by created_at nmid qris_criteria qris_check state \
            goods confirmed_by confirmed_at merged_into version"),
        (Others, "name district name_key district_key qris_name qris_city qris_payload qris_seen nib phone whatsapp \
            instagram youtube marketplace training market stall ineligible_reason"),
    ]),
    ("sessions", &[(Row, "id token_hash employee_id browser remembered created_at seen_at confirmed_at expires_at \
        vouched_at")]),
    // A contact with their telephone and a test mail to their address go; what is written by hand is looked at
    // by hand.
    ("settings", &[(Plain, "name"), (Others, "value")]),
    // Those that nobody has answered end with the person.
    ("shared_parts", &[(Plain, "id purchase_id proposed_by employee_id amount state proposed_at settled_at recorded_id")]),
    ("sign_in_steps", &[(Row, "token_hash employee_id remembered by_provider created_at expires_at tries")]),
    ("tokens", &[(Row, "id token_hash employee_id name created_at expires_at seen_at")]),
    ("transfers", &[
        (Plain, "id employee_id proposing_office_id deciding_office_id state proposed_by proposed_at decided_by \
            decided_at"),
        // Without the titles of the posts.
        (Words, "before after reason"),
    ]),
    ("webhook_deliveries", &[
        (Plain, "id webhook_id kind mail_id purchase_id period_kind period_start policy_id message_id state created_at \
            next_attempt_at lease_until attempts sent_at"),
        (Words, "reply"),
    ]),
    ("webhooks", &[
        (Plain, "id created_by created_at paused_at ended_at"),
        (Others, "url secret kinds"),
    ]),
];

/// The columns, by table and name, that hold such a thing.
pub fn columns(holds: Holds) -> impl Iterator<Item = (&'static str, &'static str)> {
    DECISIONS.iter().flat_map(move |(table, groups)| {
        let some = groups.iter().filter(move |(held, _)| *held == holds);
        some.flat_map(move |(_, names)| names.split_whitespace().map(move |name| (*table, name)))
    })
}

#[test]
fn of_every_column_it_is_decided_what_it_says_of_people() {
    let kinds = [Plain, Words, Choice, Row, Others, Noted];
    let all: Vec<_> = kinds.into_iter().flat_map(columns).collect();
    let decided: BTreeSet<(String, String)> =
        all.iter().map(|(table, name)| ((*table).to_owned(), (*name).to_owned())).collect();
    assert_eq!(decided.len(), all.len(), "a column is decided twice");
    let schema = of_entities();
    let there: BTreeSet<(String, String)> = schema
        .iter()
        .flat_map(|(table, columns)| columns.keys().map(move |name| (table.clone(), name.clone())))
        .collect();
    let undecided: Vec<_> = there.difference(&decided).collect();
    let gone: Vec<_> = decided.difference(&there).collect();
    assert!(
        undecided.is_empty(),
        "does it name a person? What does an erasure do with it? {undecided:?}"
    );
    assert!(gone.is_empty(), "not in the schema any more: {gone:?}");
}
