PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE "seaql_migrations" ( "version" varchar NOT NULL PRIMARY KEY, "applied_at" integer NOT NULL );
CREATE TABLE offices (
    id integer PRIMARY KEY AUTOINCREMENT,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    kind text NOT NULL,
    parent_id bigint REFERENCES offices (id),
    time_zone text NOT NULL CHECK (time_zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    CHECK (parent_id <> id)
);
CREATE TABLE placements (
    id integer PRIMARY KEY AUTOINCREMENT,
    employee_id bigint NOT NULL REFERENCES employees (id),
    office_id bigint NOT NULL REFERENCES offices (id),
    position_level text NOT NULL,
    grade text,
    employment_type text NOT NULL
        CHECK (employment_type IN ('PNS', 'CPNS', 'PPPK', 'PPPK_PW', 'NON_ASN')),
    from_on date NOT NULL,
    to_on date, position_title text, reference_amount bigint CHECK (reference_amount >= 0),
    CHECK (to_on >= from_on),
    UNIQUE (employee_id, from_on)
);
CREATE TABLE policies (
    id integer PRIMARY KEY AUTOINCREMENT,
    title text NOT NULL,
    legal_basis text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('mandatory', 'appeal')),
    period text NOT NULL CHECK (period IN ('week', 'month')),
    office_id bigint NOT NULL REFERENCES offices (id),
    effective_from date NOT NULL,
    effective_until date,
    minimum_amount bigint NOT NULL CHECK (minimum_amount >= 0),
    minimum_count integer NOT NULL CHECK (minimum_count >= 0),
    tiers text NOT NULL,
    holiday_rule text NOT NULL CHECK (holiday_rule IN ('full', 'prorated')),
    leave_rule text NOT NULL CHECK (leave_rule IN ('full', 'prorated')),
    grace_days integer NOT NULL CHECK (grace_days >= 0),
    late_days integer NOT NULL CHECK (late_days >= 0),
    max_amount_per_purchase bigint NOT NULL CHECK (max_amount_per_purchase > 0),
    created_by bigint REFERENCES employees (id),
    created_at text NOT NULL, reminders text, minimum_percent integer
    CHECK (minimum_percent > 0 AND minimum_percent <= 10000), counts_on text, seller_classes text,
    CHECK (effective_until >= effective_from)
);
CREATE TABLE sellers (
    id integer PRIMARY KEY AUTOINCREMENT,
    name text NOT NULL,
    district text,
    -- Name and district as they are compared: lower case, single spaces.
    name_key text NOT NULL,
    district_key text NOT NULL,
    ineligible_from date,
    ineligible_until date,
    created_by bigint REFERENCES employees (id),
    created_at text NOT NULL,
    UNIQUE (name_key, district_key),
    CHECK (ineligible_until >= ineligible_from)
);
CREATE TABLE purchases (
    id integer PRIMARY KEY AUTOINCREMENT,
    employee_id bigint NOT NULL REFERENCES employees (id),
    recorded_by bigint NOT NULL REFERENCES employees (id),
    purchased_on date NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    seller_id bigint NOT NULL REFERENCES sellers (id),
    channel text NOT NULL
        CHECK (channel IN ('in_person', 'delivery', 'online', 'event', 'other')),
    description text,
    funding text NOT NULL CHECK (funding IN ('personal', 'office')),
    no_receipt boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('recorded', 'verified', 'rejected', 'voided')),
    recorded_at text NOT NULL,
    -- Set when it looks like another one; nothing is rejected automatically.
    looks_like bigint REFERENCES purchases (id),
    idempotency_key text NOT NULL,
    -- Hash of what was sent: the same key with another body is a conflict.
    fingerprint text NOT NULL,
    decided_by bigint REFERENCES employees (id),
    decided_at text,
    reason text,
    version integer NOT NULL DEFAULT 1,
    UNIQUE (recorded_by, idempotency_key),
    CHECK (state IN ('recorded', 'voided') OR decided_by <> employee_id),
    CHECK (state = 'recorded' OR decided_by IS NOT NULL)
);
CREATE TABLE receipts (
    id integer PRIMARY KEY AUTOINCREMENT,
    employee_id bigint NOT NULL REFERENCES employees (id),
    uploaded_by bigint NOT NULL REFERENCES employees (id),
    -- Empty while the form that brought it has not been accepted yet.
    purchase_id bigint REFERENCES purchases (id),
    upload_sha256 text NOT NULL,
    stored_sha256 text NOT NULL,
    media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'application/pdf')),
    bytes bigint NOT NULL,
    width integer,
    height integer,
    created_at text NOT NULL,
    -- Its purchase was voided or rejected: the same file may come again.
    released boolean NOT NULL DEFAULT false
, file_removed_at text, replaced_at text);
CREATE TABLE period_totals (
    employee_id bigint NOT NULL REFERENCES employees (id),
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    purchases text NOT NULL DEFAULT '[]',
    PRIMARY KEY (employee_id, kind, start_on)
);
CREATE TABLE devices (
    token_hash text PRIMARY KEY,
    employee_id bigint NOT NULL REFERENCES employees (id),
    created_at text NOT NULL
);
CREATE TABLE tokens (
    id integer PRIMARY KEY AUTOINCREMENT,
    token_hash text NOT NULL UNIQUE,
    employee_id bigint NOT NULL REFERENCES employees (id),
    name text NOT NULL,
    created_at text NOT NULL,
    expires_at text NOT NULL
);
CREATE TABLE one_use_links (
    token_hash text PRIMARY KEY,
    employee_id bigint NOT NULL REFERENCES employees (id),
    purpose text NOT NULL CHECK (purpose IN ('activation', 'password_reset')),
    created_at text NOT NULL,
    expires_at text NOT NULL,
    used_at text
, channel text NOT NULL DEFAULT 'mail'
    CHECK (channel IN ('mail', 'slip', 'whatsapp')), issued_by bigint REFERENCES employees (id));
CREATE TABLE settings (
    name text PRIMARY KEY,
    value text NOT NULL
);
CREATE TABLE delivery_attempts (
    id integer PRIMARY KEY AUTOINCREMENT,
    mail_id bigint NOT NULL REFERENCES mails (id),
    attempted_at text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('sent', 'retry', 'failed', 'obsolete')),
    reply text NOT NULL
);
CREATE TABLE audit (
    id integer PRIMARY KEY AUTOINCREMENT,
    at text NOT NULL,
    -- Empty for what the system or the command line did.
    actor_id bigint REFERENCES employees (id),
    action text NOT NULL,
    -- The record: its table and id, such as `purchases/12`.
    subject text NOT NULL,
    -- What changed, as JSON.
    details text NOT NULL
, about_id bigint REFERENCES employees (id));
CREATE TABLE amendments (
    id integer PRIMARY KEY AUTOINCREMENT,
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    employee_id bigint NOT NULL REFERENCES employees (id),
    state text NOT NULL CHECK (state IN ('proposed', 'made', 'refused')),
    number integer CHECK (number >= 1),
    cause text NOT NULL CHECK (cause IN ('purchase', 'edit', 'void', 'review', 'recount',
        'placement', 'exemption', 'holiday')),
    -- Who did what caused it; empty for the system or the command line.
    author_id bigint REFERENCES employees (id),
    created_at text NOT NULL,
    decided_by bigint REFERENCES employees (id),
    decided_at text,
    reason text,
    -- Figures as JSON; empty when somebody was in no report before, or is in none after.
    before text,
    after text, overtaken_at text,
    UNIQUE (kind, start_on, number),
    CHECK ((state = 'made') = (number IS NOT NULL)),
    CHECK (before IS NOT NULL OR after IS NOT NULL),
    CHECK (before IS NULL OR after IS NULL OR before <> after),
    CHECK (state <> 'refused' OR decided_by IS NOT NULL),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR reason IS NOT NULL),
    -- Nobody decides about their own.
    CHECK (decided_by <> employee_id)
);
CREATE TABLE rechecks (
    id integer PRIMARY KEY AUTOINCREMENT,
    -- Empty for everybody.
    employee_id bigint REFERENCES employees (id),
    from_on date NOT NULL,
    -- Empty for all days that follow.
    to_on date,
    cause text NOT NULL CHECK (cause IN ('placement', 'exemption', 'holiday')),
    author_id bigint REFERENCES employees (id),
    created_at text NOT NULL,
    CHECK (to_on >= from_on)
);
CREATE TABLE policy_endings (
    id integer PRIMARY KEY AUTOINCREMENT,
    policy_id bigint NOT NULL REFERENCES policies (id),
    last_day date NOT NULL,
    reason text NOT NULL,
    ended_by bigint REFERENCES employees (id),
    ended_at text NOT NULL
);
CREATE TABLE policy_documents (
    id integer PRIMARY KEY AUTOINCREMENT,
    -- None while the form that it came with is not accepted yet.
    policy_id bigint UNIQUE REFERENCES policies (id),
    stored_sha256 text NOT NULL,
    bytes bigint NOT NULL,
    uploaded_by bigint REFERENCES employees (id),
    created_at text NOT NULL
);
CREATE TABLE exemptions (
    id integer PRIMARY KEY AUTOINCREMENT,
    employee_id bigint NOT NULL REFERENCES employees (id),
    from_on date NOT NULL,
    to_on date NOT NULL,
    reason text NOT NULL CHECK (reason IN ('annual_leave', 'sick_leave', 'maternity',
        'important_reason', 'long_leave', 'official_travel', 'study', 'unpaid_leave', 'other')),
    state text NOT NULL CHECK (state IN ('requested', 'approved', 'refused', 'withdrawn')),
    requested_by bigint NOT NULL REFERENCES employees (id),
    decided_by bigint REFERENCES employees (id),
    decided_at text,
    -- Why it was refused.
    decision_reason text,
    withdrawn_by bigint REFERENCES employees (id),
    withdrawn_at text,
    withdrawn_reason text,
    -- The stored file that came with it, by its hash, if one came.
    document_sha256 text,
    document_type text CHECK (document_type IN ('image/jpeg', 'application/pdf')),
    document_bytes bigint,
    created_at text NOT NULL,
    CHECK (to_on >= from_on),
    CHECK (state IN ('requested', 'withdrawn') OR decided_by IS NOT NULL),
    -- Nobody approves or refuses their own.
    CHECK (decided_by <> employee_id),
    CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
    -- What was decided is taken back by somebody else, who says why.
    CHECK (decided_by IS NULL OR withdrawn_by <> employee_id),
    CHECK (decided_by IS NULL OR withdrawn_by IS NULL OR withdrawn_reason IS NOT NULL),
    CHECK ((document_sha256 IS NULL) = (document_type IS NULL)),
    CHECK ((document_sha256 IS NULL) = (document_bytes IS NULL))
);
CREATE TABLE holidays (
    id integer PRIMARY KEY AUTOINCREMENT,
    day date NOT NULL,
    office_id bigint REFERENCES offices (id),
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('public', 'joint_leave'))
);
CREATE TABLE declarations (
    employee_id bigint NOT NULL REFERENCES employees (id),
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    reason text NOT NULL CHECK (reason IN ('nothing_needed', 'no_seller', 'no_time', 'away', 'other')),
    declared_at text NOT NULL,
    PRIMARY KEY (employee_id, kind, start_on)
);
CREATE TABLE imports (
    id integer PRIMARY KEY AUTOINCREMENT,
    -- What its rows were.
    kind text NOT NULL
        CHECK (kind IN ('employees', 'offices', 'placements', 'exemptions', 'holidays')),
    -- Empty for the command line.
    imported_by bigint REFERENCES employees (id),
    imported_at text NOT NULL,
    row_count bigint NOT NULL CHECK (row_count >= 0),
    created bigint NOT NULL CHECK (created >= 0),
    changed bigint NOT NULL CHECK (changed >= 0),
    undone_by bigint REFERENCES employees (id),
    undone_at text,
    CHECK (undone_by IS NULL OR undone_at IS NOT NULL)
);
CREATE TABLE import_changes (
    import_id bigint NOT NULL REFERENCES imports (id),
    -- The row of the table; the heading is row 1.
    sheet_row bigint NOT NULL,
    -- An employee or an office, as the import's kind says. No reference: offices that an import made
    -- go with it.
    record_id bigint NOT NULL,
    -- JSON; empty for what was new.
    before text,
    after text NOT NULL,
    PRIMARY KEY (import_id, record_id)
);
CREATE TABLE logos (
    sha256 text PRIMARY KEY,
    bytes blob NOT NULL
);
CREATE TABLE seller_classes (
    id integer PRIMARY KEY AUTOINCREMENT,
    seller_id bigint NOT NULL REFERENCES sellers (id),
    class text NOT NULL,
    from_on date NOT NULL,
    to_on date,
    CHECK (to_on >= from_on),
    UNIQUE (seller_id, class, from_on)
);
CREATE TABLE "closings" (
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('closing', 'closed')),
    begun_at text NOT NULL,
    -- Empty when the worker or the command line closed it.
    begun_by bigint REFERENCES employees (id),
    closed_at text,
    -- How many people it is about, and how far it has come: all up to this employee are stored.
    people bigint NOT NULL CHECK (people >= 0),
    done bigint NOT NULL DEFAULT 0 CHECK (done >= 0),
    done_up_to bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, start_on),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE TABLE "closed_offices" (
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    office_id bigint NOT NULL REFERENCES offices (id),
    time_zone text NOT NULL CHECK (time_zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    parent_id bigint REFERENCES offices (id),
    headcount bigint NOT NULL DEFAULT 0,
    obliged bigint NOT NULL DEFAULT 0,
    exempt bigint NOT NULL DEFAULT 0,
    met bigint NOT NULL DEFAULT 0,
    met_late bigint NOT NULL DEFAULT 0,
    short bigint NOT NULL DEFAULT 0,
    counted_amount bigint NOT NULL DEFAULT 0,
    shortfall_amount bigint NOT NULL DEFAULT 0,
    -- The number of the last amendment that changed these figures.
    amendment integer,
    PRIMARY KEY (kind, start_on, office_id),
    FOREIGN KEY (kind, start_on) REFERENCES "closings" (kind, start_on),
    FOREIGN KEY (kind, start_on, amendment) REFERENCES amendments (kind, start_on, number),
    CHECK (parent_id <> office_id),
    CHECK (obliged = met + met_late + short),
    CHECK (obliged + exempt <= headcount)
);
CREATE TABLE "closed_results" (
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    employee_id bigint NOT NULL REFERENCES employees (id),
    office_id bigint NOT NULL,
    -- The zone of the office, by which deadlines passed.
    time_zone text NOT NULL CHECK (time_zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    policy_id bigint REFERENCES policies (id),
    -- Nothing is open in a closed period.
    status text NOT NULL CHECK (status IN ('not_obliged', 'participating', 'not_participating',
        'exempt', 'met', 'met_late', 'short')),
    -- Why nothing was asked.
    not_obliged text CHECK (not_obliged IN ('no_policy', 'not_placed', 'nothing_asked',
        'no_day_counts')),
    minimum bigint CHECK (minimum >= 0),
    minimum_count integer CHECK (minimum_count >= 0),
    counted bigint NOT NULL CHECK (counted >= 0),
    count integer NOT NULL CHECK (count >= 0),
    shortfall bigint CHECK (shortfall >= 0),
    -- What the minimum follows from; empty where nothing is asked.
    holidays integer,
    leave_days integer,
    tier integer,
    full_amount bigint CHECK (full_amount >= 0),
    percent integer CHECK (percent > 0 AND percent <= 10000),
    -- The number of the last amendment that changed this row.
    amendment integer,
    PRIMARY KEY (kind, start_on, employee_id),
    FOREIGN KEY (kind, start_on, office_id)
        REFERENCES "closed_offices" (kind, start_on, office_id),
    FOREIGN KEY (kind, start_on, amendment) REFERENCES amendments (kind, start_on, number),
    CHECK ((status = 'not_obliged') = (policy_id IS NULL)),
    CHECK ((status = 'not_obliged') = (not_obliged IS NOT NULL)),
    CHECK ((minimum IS NULL) = (shortfall IS NULL)),
    CHECK ((minimum IS NULL) = (minimum_count IS NULL)),
    CHECK ((holidays IS NULL) = (leave_days IS NULL))
);
CREATE TABLE import_mappings (
    kind text NOT NULL
        CHECK (kind IN ('employees', 'offices', 'placements', 'exemptions', 'holidays')),
    -- SHA-256 of the headings.
    shape text NOT NULL,
    -- JSON.
    mapping text NOT NULL,
    -- Empty for the command line.
    saved_by bigint REFERENCES employees (id),
    saved_at text NOT NULL,
    PRIMARY KEY (kind, shape)
);
CREATE TABLE "employees" (
    id integer PRIMARY KEY AUTOINCREMENT,
    number text NOT NULL UNIQUE,
    name text NOT NULL,
    name_key text NOT NULL,
    email text CHECK (email = lower(email)),
    phone text,
    login text UNIQUE,
    password_hash text,
    language text CHECK (language IN ('id', 'en')),
    mute_midweek boolean NOT NULL DEFAULT false,
    created_at text NOT NULL
);
CREATE TABLE sessions (
    id integer PRIMARY KEY AUTOINCREMENT,
    token_hash text NOT NULL UNIQUE,
    employee_id bigint NOT NULL REFERENCES employees (id),
    -- The browser in words, as it names itself.
    browser text NOT NULL,
    remembered boolean NOT NULL,
    created_at text NOT NULL,
    seen_at text NOT NULL,
    confirmed_at text NOT NULL,
    expires_at text NOT NULL
);
CREATE TABLE "roles" (
    id integer PRIMARY KEY AUTOINCREMENT,
    employee_id bigint NOT NULL REFERENCES employees (id),
    kind text NOT NULL CHECK (kind IN ('head', 'reviewer', 'operator', 'seller_officer', 'auditor',
        'administrator')),
    office_id bigint REFERENCES offices (id),
    from_on date NOT NULL,
    to_on date,
    acting boolean NOT NULL DEFAULT false,
    created_at text NOT NULL,
    revoked_at text,
    CHECK (to_on >= from_on),
    CHECK (office_id IS NOT NULL OR kind IN ('seller_officer', 'auditor', 'administrator')),
    CHECK (office_id IS NULL OR kind IN ('head', 'reviewer', 'operator', 'auditor'))
);
CREATE TABLE transfers (
    id integer PRIMARY KEY AUTOINCREMENT,
    employee_id bigint NOT NULL REFERENCES employees (id),
    -- The placement that it goes on from, and the one that it proposes, as JSON.
    before text NOT NULL,
    after text NOT NULL,
    proposing_office_id bigint NOT NULL REFERENCES offices (id),
    deciding_office_id bigint NOT NULL REFERENCES offices (id),
    state text NOT NULL CHECK (state IN ('proposed', 'accepted', 'refused', 'withdrawn')),
    proposed_by bigint NOT NULL REFERENCES employees (id),
    proposed_at text NOT NULL,
    decided_by bigint REFERENCES employees (id),
    decided_at text,
    reason text,
    CHECK (proposed_by <> employee_id),
    CHECK (decided_by <> employee_id),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);
CREATE TABLE purchase_drafts (
    employee_id bigint NOT NULL REFERENCES employees (id),
    -- The idempotency key that all tries of one form share.
    form_key text NOT NULL,
    -- What was typed, by field, as JSON.
    fields text NOT NULL,
    -- The ids of receipts that wait with it, as JSON.
    receipts text NOT NULL,
    kept_at text NOT NULL,
    PRIMARY KEY (employee_id, form_key)
);
CREATE TABLE "mails" (
    id integer PRIMARY KEY AUTOINCREMENT,
    kind text NOT NULL CHECK (kind IN ('midweek', 'last_call', 'grace', 'head_digest',
        'activation', 'password_reset', 'access_handed', 'purchase_rejected')),
    employee_id bigint NOT NULL REFERENCES employees (id),
    period_kind text CHECK (period_kind IN ('week', 'month')),
    period_start date,
    purchase_id bigint REFERENCES purchases (id),
    state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'obsolete')),
    created_at text NOT NULL,
    next_attempt_at text NOT NULL,
    lease_until text,
    attempts integer NOT NULL DEFAULT 0,
    message_id text NOT NULL UNIQUE,
    recipient text,
    subject text,
    body text,
    sent_at text,
    CHECK ((period_kind IS NULL) = (period_start IS NULL)),
    UNIQUE (kind, employee_id, period_kind, period_start)
);
INSERT INTO "seaql_migrations" VALUES ('m20261121_000001_people',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261121_000002_policies',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261121_000003_purchases',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261121_000004_auth',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261121_000005_mail',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261121_000006_audit',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261121_000007_closings',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261121_000008_policy_documents',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261121_000009_exemptions',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261122_000010_imports',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261122_000011_settings',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261125_000012_results_by_person',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261125_000013_found_by_owner',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000014_placement_facts',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000015_policy_rules',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000016_seller_classes',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000017_one_close',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000018_refusals',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000020_import_mappings',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000022_keys',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000023_addresses',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000024_sessions',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000025_link_channels',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000028_operators',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000029_transfers',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000031_purchase_drafts',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000033_audit_found',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000034_levels_held',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000040_receipts_stay',1795695754);
INSERT INTO "seaql_migrations" VALUES ('m20261126_000045_access_handed',1795695754);
INSERT INTO "offices" VALUES (1,'LMJ','Kantor LMJ','dinas',NULL,'Asia/Jakarta');
INSERT INTO "offices" VALUES (2,'DKP','Kantor DKP','dinas',1,'Asia/Jakarta');
INSERT INTO "offices" VALUES (3,'DKP-UPT1','Kantor DKP-UPT1','dinas',2,'Asia/Jakarta');
INSERT INTO "offices" VALUES (4,'KEC-TEMPEH','Kantor KEC-TEMPEH','dinas',1,'Asia/Jakarta');
INSERT INTO "offices" VALUES (5,'BALI','Kantor BALI','dinas',1,'Asia/Makassar');
INSERT INTO "placements" VALUES (1,1,3,'staff','III/a','PNS','2020-01-01',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (2,2,3,'staff','III/a','PNS','2020-01-01',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (3,3,2,'staff','III/a','PNS','2020-01-01',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (4,4,2,'staff','III/a','PNS','2020-01-01',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (5,5,4,'staff','III/a','PNS','2020-01-01',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (6,6,1,'staff','III/a','PNS','2020-01-01',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (7,7,1,'staff','III/a','PNS','2020-01-01',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (8,8,2,'staff','III/a','PNS','2020-01-01',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (9,9,4,'staff','III/a','PNS','2020-01-01',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (10,10,3,'staff',NULL,'NON_ASN','2026-11-02',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (11,11,3,'staff',NULL,'NON_ASN','2026-11-02','2026-11-08',NULL,NULL);
INSERT INTO "placements" VALUES (12,11,3,'functional',NULL,'NON_ASN','2026-11-09',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (13,12,3,'staff',NULL,'NON_ASN','2026-11-02','2027-01-31',NULL,NULL);
INSERT INTO "placements" VALUES (14,13,3,'staff',NULL,'NON_ASN','2026-11-02',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (15,14,3,'staff',NULL,'NON_ASN','2026-11-02',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (16,15,3,'staff',NULL,'NON_ASN','2026-11-02',NULL,NULL,NULL);
INSERT INTO "placements" VALUES (17,16,5,'staff',NULL,'NON_ASN','2026-11-23',NULL,NULL,NULL);
INSERT INTO "policies" VALUES (1,'Lumajang 2023','SE Bupati 2023','mandatory','week',1,'2023-11-06',NULL,100000,0,'[]','full','full',3,30,10000000,NULL,'2026-11-20T02:00:00+00:00','{"midweek":{"on":true,"weekday":4,"hour":9},"last_call":{"on":true,"weekday":7,"hour":15},"grace":{"on":true,"days_before":1,"hour":9},"head_digest":{"on":true,"weekday":1,"hour":8}}',NULL,NULL,NULL);
INSERT INTO "policies" VALUES (2,'Imbauan','SE 9','appeal','week',3,'2030-01-07',NULL,0,0,'[]','full','full',3,30,10000000,7,'2026-11-20T02:00:00.296549+00:00','{"midweek":{"on":true,"weekday":4,"hour":9},"last_call":{"on":true,"weekday":7,"hour":15},"grace":{"on":true,"days_before":1,"hour":9},"head_digest":{"on":true,"weekday":1,"hour":8}}',NULL,NULL,NULL);
INSERT INTO "policies" VALUES (3,'Imbauan','SE 9','appeal','week',5,'2027-01-04',NULL,0,0,'[]','full','full',3,30,10000000,7,'2026-11-20T02:00:00.503950+00:00','{"midweek":{"on":true,"weekday":4,"hour":9},"last_call":{"on":true,"weekday":7,"hour":15},"grace":{"on":true,"days_before":1,"hour":9},"head_digest":{"on":true,"weekday":1,"hour":8}}',NULL,NULL,NULL);
INSERT INTO "sellers" VALUES (1,'Warung Bu Sri',NULL,'warung bu sri','',NULL,NULL,1,'2026-11-20T02:00:00.158308+00:00');
INSERT INTO "purchases" VALUES (1,1,1,'2026-11-20',1001000,1,'in_person','sarapan bersama ibu','personal',0,'recorded','2026-11-20T02:00:00.158308+00:00',NULL,'bought','ecc8a6f80cace81db251705e2f8babae49480b7e628e912a1d8f2823ccc90cd0',NULL,NULL,NULL,1);
INSERT INTO "purchases" VALUES (2,1,1,'2026-11-20',1001,1,'in_person','sarapan bersama ibu','personal',1,'recorded','2026-11-20T02:00:00.374285+00:00',NULL,'fresh-1','ac986753902c352c93e7b87c854e8ef6ec1bec2017e13def69b9be46db5a371c',NULL,NULL,NULL,1);
INSERT INTO "purchases" VALUES (3,1,1,'2026-11-13',54321,1,'in_person',NULL,'personal',1,'recorded','2026-11-20T02:00:00.855108+00:00',NULL,'late','0916bed49ce881b145febe5ff8e0567f36349762c03488247a816a289ca72990',NULL,NULL,NULL,1);
INSERT INTO "receipts" VALUES (1,1,1,1,'bebe64d3fdb5fcf34a256f8d6b369f573bc02245db75375ca82c1d031228b9dc','499c4ff733362f801bfa83abb6071e599bb5e39d391cf25f7ef83689afd0193c','image/jpeg',1493,64,48,'2026-11-20T02:00:00.158308+00:00',0,NULL,NULL);
INSERT INTO "period_totals" VALUES (1,'week','2026-11-16','[{"on":"2026-11-20","amount":1001},{"on":"2026-11-20","amount":1001000}]');
INSERT INTO "period_totals" VALUES (1,'month','2026-11-01','[{"on":"2026-11-13","amount":54321},{"on":"2026-11-20","amount":1001},{"on":"2026-11-20","amount":1001000}]');
INSERT INTO "period_totals" VALUES (1,'week','2026-11-09','[{"on":"2026-11-13","amount":54321,"late":"2026-11-20T02:00:00.855108Z"}]');
INSERT INTO "tokens" VALUES (1,'1c687fd5b6238ae81345fe86b88100d751b8f6b0e227710a3d8cc9abf855c8c0',1,'test','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "tokens" VALUES (2,'b16dcd46116bdc9f2152c343a09517c644c59d92e3248ef472ebb8c0168e19db',2,'test','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "tokens" VALUES (3,'e951b5dea528d3c9578be7eed27ccb7a7d91a704ead62f6dc0097afa6e343f90',3,'test','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "tokens" VALUES (4,'930c7552cd75ff94874844b54f4e6d775335dc6caa96714ca23520bea9d8194c',4,'test','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "tokens" VALUES (5,'e12379d967a95f4174036f8105f48008abddab5f5005996168bd7dbd207d64c5',5,'test','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "tokens" VALUES (6,'f2fcaa3b968483cf877968e0263a7aa953e9e702fd4a40752efcbb881b40f3a6',6,'test','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "tokens" VALUES (7,'1fd5870b601463f631ebab765b6e90f7880b926b1afc0a2055eb038402ad5f05',7,'test','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "tokens" VALUES (8,'4a237f77db8f8fabe793582dbf1927f4833f798352ed7fe45911f5230888111f',8,'test','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "tokens" VALUES (9,'ce795cfdfdc76f59fdd6317efc7b407760652df32cf18bba7ac1667a48b7aea7',9,'test','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "one_use_links" VALUES ('9713d324089c17af6d71d91ef3f837b5fe3ccd086c640a6f4ff3bfae73cd7467',15,'password_reset','2026-11-20T02:00:00+00:00','2026-11-23T00:00:00+00:00',NULL,'mail',NULL);
INSERT INTO "audit" VALUES (1,'2026-11-20T02:00:00.158308+00:00',1,'purchase.log','purchases/1','{"amount":1001000,"employee":1,"purchased_on":"2026-11-20"}',1);
INSERT INTO "audit" VALUES (2,'2026-11-20T02:00:00.282508+00:00',1,'exemption.request','exemptions/1','{"employee":1,"from":"2029-01-01","state":"requested","to":"2029-01-02"}',1);
INSERT INTO "audit" VALUES (3,'2026-11-20T02:00:00.296549+00:00',7,'policy.add','policies/2','{"effective_from":"2030-01-07","minimum_amount":0,"mode":"appeal","office":"DKP-UPT1","period":"week","title":"Imbauan"}',NULL);
INSERT INTO "audit" VALUES (4,'2026-11-20T02:00:00.343501+00:00',7,'policy.attach_document','policies/2','{"sha256":"1c956c0fe1b588ef7e9269457c58462f57779456c03c4f693de6079990df45ba"}',NULL);
INSERT INTO "audit" VALUES (5,'2026-11-20T02:00:00.374285+00:00',1,'purchase.log','purchases/2','{"amount":1001,"employee":1,"purchased_on":"2026-11-20"}',1);
INSERT INTO "audit" VALUES (6,'2026-11-20T02:00:00.398724+00:00',1,'exemption.request','exemptions/2','{"employee":1,"from":"2030-01-03","state":"requested","to":"2030-01-03"}',1);
INSERT INTO "audit" VALUES (7,'2026-11-20T02:00:00.413725+00:00',1,'exemption.request','exemptions/3','{"employee":1,"from":"2030-01-04","state":"requested","to":"2030-01-04"}',1);
INSERT INTO "audit" VALUES (8,'2026-11-20T02:00:00.433256+00:00',4,'exemption.approve','exemptions/3','{"employee":1,"from":"2030-01-04","reason":null,"to":"2030-01-04"}',1);
INSERT INTO "audit" VALUES (9,'2026-11-20T02:00:00.454946+00:00',7,'role.grant','roles/8','{"acting":false,"employee":2,"from":"2030-01-05","office":"KEC-TEMPEH","role":"head","to":"2030-01-05"}',2);
INSERT INTO "audit" VALUES (10,'2026-11-20T02:00:00.465999+00:00',7,'holiday.set','holidays/2030-01-06','{"kind":"public","name":"Libur","office":null}',NULL);
INSERT INTO "audit" VALUES (11,'2026-11-20T02:00:00.503950+00:00',7,'policy.add','policies/3','{"effective_from":"2027-01-04","minimum_amount":0,"mode":"appeal","office":"BALI","period":"week","title":"Imbauan"}',NULL);
INSERT INTO "audit" VALUES (12,'2026-11-20T02:00:00.537947+00:00',7,'employee.add','employees/10','{"from":"2026-11-02","number":"K-8","office":"DKP-UPT1"}',10);
INSERT INTO "audit" VALUES (13,'2026-11-20T02:00:00.553420+00:00',7,'employee.add','employees/11','{"from":"2026-11-02","number":"K-9","office":"DKP-UPT1"}',11);
INSERT INTO "audit" VALUES (14,'2026-11-20T02:00:00.580217+00:00',7,'employee.place','employees/11','{"employment_type":"NON_ASN","from":"2026-11-09","grade":null,"office":"DKP-UPT1","position_level":"functional","position_title":null}',11);
INSERT INTO "audit" VALUES (15,'2026-11-20T02:00:00.603659+00:00',7,'employee.add','employees/12','{"from":"2026-11-02","number":"K-10","office":"DKP-UPT1"}',12);
INSERT INTO "audit" VALUES (16,'2026-11-20T02:00:00.623809+00:00',7,'employee.depart','employees/12','{"on":"2027-01-31"}',12);
INSERT INTO "audit" VALUES (17,'2026-11-20T02:00:00.644854+00:00',7,'period.begin_close','periods/2026-W46','{"people":12}',NULL);
INSERT INTO "audit" VALUES (18,'2026-11-20T02:00:00.640338+00:00',7,'period.close','periods/2026-W46','{"people":12}',NULL);
INSERT INTO "audit" VALUES (19,'2026-11-20T02:00:00.688049+00:00',7,'employee.add','employees/13','{"from":"2026-11-02","number":"K-11","office":"DKP-UPT1"}',13);
INSERT INTO "audit" VALUES (20,'2026-11-20T02:00:00.698286+00:00',7,'amendment.propose','periods/2026-W46','{"cause":"placement","people":1}',NULL);
INSERT INTO "audit" VALUES (21,'2026-11-20T02:00:00.735243+00:00',7,'employee.add','employees/14','{"from":"2026-11-02","number":"K-12","office":"DKP-UPT1"}',14);
INSERT INTO "audit" VALUES (22,'2026-11-20T02:00:00.742342+00:00',7,'amendment.propose','periods/2026-W46','{"cause":"placement","people":1}',NULL);
INSERT INTO "audit" VALUES (23,'2026-11-20T02:00:00.778704+00:00',9,'transfer.propose','transfers/1','{"before":"DKP-UPT1","employee":14,"from":"2026-12-01","office":"KEC-TEMPEH"}',14);
INSERT INTO "audit" VALUES (24,'2026-11-20T02:00:00.788377+00:00',7,'employee.add','employees/15','{"from":"2026-11-02","number":"K-13","office":"DKP-UPT1"}',15);
INSERT INTO "audit" VALUES (25,'2026-11-20T02:00:00.802169+00:00',7,'amendment.propose','periods/2026-W46','{"cause":"placement","people":1}',NULL);
INSERT INTO "audit" VALUES (26,'2026-11-20T02:00:00.840259+00:00',7,'employee.import','employees','{"changed":0,"created":1,"import":1,"rows":1}',NULL);
INSERT INTO "audit" VALUES (27,'2026-11-20T02:00:00.855108+00:00',1,'period.amend','periods/2026-W46','{"after":{"basis":{"full_amount":100000,"holidays":0,"leave":0,"percent":null,"tier":null},"count":1,"counted":54321,"minimum":100000,"minimum_count":0,"not_obliged":null,"office":3,"policy":1,"shortfall":45679,"status":"short","zone":"Asia/Jakarta"},"before":{"basis":{"full_amount":100000,"holidays":0,"leave":0,"percent":null,"tier":null},"count":0,"counted":0,"minimum":100000,"minimum_count":0,"not_obliged":null,"office":3,"policy":1,"shortfall":100000,"status":"short","zone":"Asia/Jakarta"},"cause":"purchase","employee":1,"number":1}',1);
INSERT INTO "audit" VALUES (28,'2026-11-20T02:00:00.855108+00:00',1,'purchase.log','purchases/3','{"amount":54321,"employee":1,"purchased_on":"2026-11-13"}',1);
INSERT INTO "amendments" VALUES (1,'week','2026-11-09',13,'proposed',NULL,'placement',7,'2026-11-20T02:00:00.698286+00:00',NULL,NULL,NULL,NULL,'{"office":3,"zone":"Asia/Jakarta","policy":1,"status":"short","not_obliged":null,"minimum":100000,"minimum_count":0,"counted":0,"count":0,"shortfall":100000,"basis":{"holidays":0,"leave":0,"tier":null,"full_amount":100000,"percent":null}}',NULL);
INSERT INTO "amendments" VALUES (2,'week','2026-11-09',14,'proposed',NULL,'placement',7,'2026-11-20T02:00:00.742342+00:00',NULL,NULL,NULL,NULL,'{"office":3,"zone":"Asia/Jakarta","policy":1,"status":"short","not_obliged":null,"minimum":100000,"minimum_count":0,"counted":0,"count":0,"shortfall":100000,"basis":{"holidays":0,"leave":0,"tier":null,"full_amount":100000,"percent":null}}',NULL);
INSERT INTO "amendments" VALUES (3,'week','2026-11-09',15,'proposed',NULL,'placement',7,'2026-11-20T02:00:00.802169+00:00',NULL,NULL,NULL,NULL,'{"office":3,"zone":"Asia/Jakarta","policy":1,"status":"short","not_obliged":null,"minimum":100000,"minimum_count":0,"counted":0,"count":0,"shortfall":100000,"basis":{"holidays":0,"leave":0,"tier":null,"full_amount":100000,"percent":null}}',NULL);
INSERT INTO "amendments" VALUES (4,'week','2026-11-09',1,'made',1,'purchase',1,'2026-11-20T02:00:00.855108+00:00',NULL,NULL,NULL,'{"office":3,"zone":"Asia/Jakarta","policy":1,"status":"short","not_obliged":null,"minimum":100000,"minimum_count":0,"counted":0,"count":0,"shortfall":100000,"basis":{"holidays":0,"leave":0,"tier":null,"full_amount":100000,"percent":null}}','{"office":3,"zone":"Asia/Jakarta","policy":1,"status":"short","not_obliged":null,"minimum":100000,"minimum_count":0,"counted":54321,"count":1,"shortfall":45679,"basis":{"holidays":0,"leave":0,"tier":null,"full_amount":100000,"percent":null}}',NULL);
INSERT INTO "policy_documents" VALUES (1,2,'1c956c0fe1b588ef7e9269457c58462f57779456c03c4f693de6079990df45ba',183,7,'2026-11-20T02:00:00.342887+00:00');
INSERT INTO "exemptions" VALUES (1,1,'2029-01-01','2029-01-02','study','requested',1,NULL,NULL,NULL,NULL,NULL,NULL,'7f6f3709dd5700ddf1a4a984fa86e30d65784ab5783a7945c6261a7bd0710c4e','image/jpeg',934,'2026-11-20T02:00:00.282508+00:00');
INSERT INTO "exemptions" VALUES (2,1,'2030-01-03','2030-01-03','annual_leave','requested',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-20T02:00:00.398724+00:00');
INSERT INTO "exemptions" VALUES (3,1,'2030-01-04','2030-01-04','annual_leave','approved',1,4,'2026-11-20T02:00:00.433256+00:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-20T02:00:00.413725+00:00');
INSERT INTO "holidays" VALUES (1,'2030-01-06',NULL,'Libur','public');
INSERT INTO "imports" VALUES (1,'employees',7,'2026-11-20T02:00:00.840259+00:00',1,1,0,NULL,NULL);
INSERT INTO "import_changes" VALUES (1,2,16,NULL,'{"number":"M-14","name":"Joko","email":"m14@example.go.id","phone":null,"placements":[{"office":5,"position_level":"staff","position_title":null,"grade":null,"employment_type":"NON_ASN","reference_amount":null,"from":"2026-11-23","to":null}]}');
INSERT INTO "closings" VALUES ('week','2026-11-09','closed','2026-11-20T02:00:00.644854+00:00',7,'2026-11-20T02:00:00.640338+00:00',12,12,12);
INSERT INTO "closed_offices" VALUES ('week','2026-11-09',3,'Asia/Jakarta',2,5,5,0,0,0,5,54321,445679,1);
INSERT INTO "closed_offices" VALUES ('week','2026-11-09',2,'Asia/Jakarta',1,3,3,0,0,0,3,0,300000,NULL);
INSERT INTO "closed_offices" VALUES ('week','2026-11-09',5,'Asia/Makassar',1,0,0,0,0,0,0,0,0,NULL);
INSERT INTO "closed_offices" VALUES ('week','2026-11-09',4,'Asia/Jakarta',1,2,2,0,0,0,2,0,200000,NULL);
INSERT INTO "closed_offices" VALUES ('week','2026-11-09',1,'Asia/Jakarta',NULL,2,2,0,0,0,2,0,200000,NULL);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',1,3,'Asia/Jakarta',1,'short',NULL,100000,0,54321,1,45679,0,0,NULL,100000,NULL,1);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',2,3,'Asia/Jakarta',1,'short',NULL,100000,0,0,0,100000,0,0,NULL,100000,NULL,NULL);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',3,2,'Asia/Jakarta',1,'short',NULL,100000,0,0,0,100000,0,0,NULL,100000,NULL,NULL);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',4,2,'Asia/Jakarta',1,'short',NULL,100000,0,0,0,100000,0,0,NULL,100000,NULL,NULL);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',5,4,'Asia/Jakarta',1,'short',NULL,100000,0,0,0,100000,0,0,NULL,100000,NULL,NULL);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',6,1,'Asia/Jakarta',1,'short',NULL,100000,0,0,0,100000,0,0,NULL,100000,NULL,NULL);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',7,1,'Asia/Jakarta',1,'short',NULL,100000,0,0,0,100000,0,0,NULL,100000,NULL,NULL);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',8,2,'Asia/Jakarta',1,'short',NULL,100000,0,0,0,100000,0,0,NULL,100000,NULL,NULL);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',9,4,'Asia/Jakarta',1,'short',NULL,100000,0,0,0,100000,0,0,NULL,100000,NULL,NULL);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',10,3,'Asia/Jakarta',1,'short',NULL,100000,0,0,0,100000,0,0,NULL,100000,NULL,NULL);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',11,3,'Asia/Jakarta',1,'short',NULL,100000,0,0,0,100000,0,0,NULL,100000,NULL,NULL);
INSERT INTO "closed_results" VALUES ('week','2026-11-09',12,3,'Asia/Jakarta',1,'short',NULL,100000,0,0,0,100000,0,0,NULL,100000,NULL,NULL);
INSERT INTO "employees" VALUES (1,'199003122015022001','Sari','sari','sari@example.go.id',NULL,'sari','$argon2id$v=19$m=8,t=1,p=1$b25seS1mb3ItdGVzdHMtLQ$5+xegDOvU6LSN2MiiMKaXXhysmE1l8EK6R2ry/xWT1A',NULL,0,'2026-11-20T02:00:00+00:00');
INSERT INTO "employees" VALUES (2,'198811052014021002','Budi','budi','budi@example.go.id',NULL,'budi','$argon2id$v=19$m=8,t=1,p=1$b25seS1mb3ItdGVzdHMtLQ$5+xegDOvU6LSN2MiiMKaXXhysmE1l8EK6R2ry/xWT1A',NULL,0,'2026-11-20T02:00:00+00:00');
INSERT INTO "employees" VALUES (3,'197101051995031003','Hadi','hadi','hadi@example.go.id',NULL,'hadi','$argon2id$v=19$m=8,t=1,p=1$b25seS1mb3ItdGVzdHMtLQ$5+xegDOvU6LSN2MiiMKaXXhysmE1l8EK6R2ry/xWT1A',NULL,0,'2026-11-20T02:00:00+00:00');
INSERT INTO "employees" VALUES (4,'198204172008012004','Rina','rina','rina@example.go.id',NULL,'rina','$argon2id$v=19$m=8,t=1,p=1$b25seS1mb3ItdGVzdHMtLQ$5+xegDOvU6LSN2MiiMKaXXhysmE1l8EK6R2ry/xWT1A',NULL,0,'2026-11-20T02:00:00+00:00');
INSERT INTO "employees" VALUES (5,'197509231999032005','Tutik','tutik','tutik@example.go.id',NULL,'tutik','$argon2id$v=19$m=8,t=1,p=1$b25seS1mb3ItdGVzdHMtLQ$5+xegDOvU6LSN2MiiMKaXXhysmE1l8EK6R2ry/xWT1A',NULL,0,'2026-11-20T02:00:00+00:00');
INSERT INTO "employees" VALUES (6,'198001012005011006','Agus','agus','agus@example.go.id',NULL,'agus','$argon2id$v=19$m=8,t=1,p=1$b25seS1mb3ItdGVzdHMtLQ$5+xegDOvU6LSN2MiiMKaXXhysmE1l8EK6R2ry/xWT1A',NULL,0,'2026-11-20T02:00:00+00:00');
INSERT INTO "employees" VALUES (7,'198512252010012007','Dewi','dewi','dewi@example.go.id',NULL,'dewi','$argon2id$v=19$m=8,t=1,p=1$b25seS1mb3ItdGVzdHMtLQ$5+xegDOvU6LSN2MiiMKaXXhysmE1l8EK6R2ry/xWT1A',NULL,0,'2026-11-20T02:00:00+00:00');
INSERT INTO "employees" VALUES (8,'198703032011011008','Oki','oki','oki@example.go.id',NULL,'oki','$argon2id$v=19$m=8,t=1,p=1$b25seS1mb3ItdGVzdHMtLQ$5+xegDOvU6LSN2MiiMKaXXhysmE1l8EK6R2ry/xWT1A',NULL,0,'2026-11-20T02:00:00+00:00');
INSERT INTO "employees" VALUES (9,'199105052016032009','Olga','olga','olga@example.go.id',NULL,'olga','$argon2id$v=19$m=8,t=1,p=1$b25seS1mb3ItdGVzdHMtLQ$5+xegDOvU6LSN2MiiMKaXXhysmE1l8EK6R2ry/xWT1A',NULL,0,'2026-11-20T02:00:00+00:00');
INSERT INTO "employees" VALUES (10,'K-8','Joko','joko','k-8@example.go.id',NULL,NULL,NULL,NULL,0,'2026-11-20T02:00:00.537947+00:00');
INSERT INTO "employees" VALUES (11,'K-9','Joko','joko','k-9@example.go.id',NULL,NULL,NULL,NULL,0,'2026-11-20T02:00:00.553420+00:00');
INSERT INTO "employees" VALUES (12,'K-10','Joko','joko','k-10@example.go.id',NULL,NULL,NULL,NULL,0,'2026-11-20T02:00:00.603659+00:00');
INSERT INTO "employees" VALUES (13,'K-11','Joko','joko','k-11@example.go.id',NULL,NULL,NULL,NULL,0,'2026-11-20T02:00:00.688049+00:00');
INSERT INTO "employees" VALUES (14,'K-12','Joko','joko','k-12@example.go.id',NULL,NULL,NULL,NULL,0,'2026-11-20T02:00:00.735243+00:00');
INSERT INTO "employees" VALUES (15,'K-13','Joko','joko','k-13@example.go.id',NULL,NULL,NULL,NULL,0,'2026-11-20T02:00:00.788377+00:00');
INSERT INTO "employees" VALUES (16,'M-14','Joko','joko','m14@example.go.id',NULL,NULL,NULL,NULL,0,'2026-11-20T02:00:00.840259+00:00');
INSERT INTO "sessions" VALUES (1,'f33c3fe16401458f4013aac2b9cc6cedeaaf2225fa6f30ed2727a28dfd1e6bd9',1,'Firefox, Linux',1,'2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "sessions" VALUES (2,'04d1e482d9e509ee7c67d168a31ac43429c37a4176f42ca93559f1479751f5e4',2,'Firefox, Linux',1,'2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "sessions" VALUES (3,'197045d5602438210828caa4a5a222a3f7086340b507d072c974747f3a30792f',3,'Firefox, Linux',1,'2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "sessions" VALUES (4,'0391988dfa7c829779eaa6affed7563d38c4bcf0e1a573a5abe4b59100dc5d41',4,'Firefox, Linux',1,'2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "sessions" VALUES (5,'9484c55a4b285520a3a77dfc23d0b1703e2b96d1bedeea26635742259c814f85',5,'Firefox, Linux',1,'2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "sessions" VALUES (6,'134493c513bcfeeef743a77129613878ddc6545167e2cfc4e624fd63f8db6b59',6,'Firefox, Linux',1,'2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "sessions" VALUES (7,'aede4f2711f554339de5ab82854720e76c6044994a7cd81593a2e82db4e80707',7,'Firefox, Linux',1,'2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "sessions" VALUES (8,'d15601b32125d07ddcf0af87d01934775db0fc8a68abad370d5e6a6e6cd73596',8,'Firefox, Linux',1,'2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "sessions" VALUES (9,'005e62c1315127a7b91cc28e46ff75270439febc688b50ab00de5b80d12e3437',9,'Firefox, Linux',1,'2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00','2027-12-25T02:00:00+00:00');
INSERT INTO "roles" VALUES (1,3,'head',2,'2020-01-01',NULL,0,'2026-11-20T02:00:00+00:00',NULL);
INSERT INTO "roles" VALUES (2,4,'reviewer',2,'2020-01-01',NULL,0,'2026-11-20T02:00:00+00:00',NULL);
INSERT INTO "roles" VALUES (3,5,'head',4,'2020-01-01',NULL,0,'2026-11-20T02:00:00+00:00',NULL);
INSERT INTO "roles" VALUES (4,6,'auditor',NULL,'2020-01-01',NULL,0,'2026-11-20T02:00:00+00:00',NULL);
INSERT INTO "roles" VALUES (5,7,'administrator',NULL,'2020-01-01',NULL,0,'2026-11-20T02:00:00+00:00',NULL);
INSERT INTO "roles" VALUES (6,8,'operator',2,'2020-01-01',NULL,0,'2026-11-20T02:00:00+00:00',NULL);
INSERT INTO "roles" VALUES (7,9,'operator',4,'2020-01-01',NULL,0,'2026-11-20T02:00:00+00:00',NULL);
INSERT INTO "roles" VALUES (8,2,'head',4,'2030-01-05','2030-01-05',0,'2026-11-20T02:00:00.454946+00:00',NULL);
INSERT INTO "transfers" VALUES (1,14,'{"office":3,"position_level":"staff","position_title":null,"grade":null,"employment_type":"NON_ASN","reference_amount":null,"from":"2026-11-02","to":null}','{"office":4,"position_level":"staff","position_title":null,"grade":null,"employment_type":"NON_ASN","reference_amount":null,"from":"2026-12-01","to":null}',4,3,'proposed',9,'2026-11-20T02:00:00.778704+00:00',NULL,NULL,NULL);
INSERT INTO "mails" VALUES (1,'activation',1,NULL,NULL,NULL,'failed','2026-11-20T02:00:00+00:00','2026-11-20T02:00:00+00:00',NULL,0,'8a35e88e53ade01262245bb6369db8ce.1795140000000000.1',NULL,NULL,NULL,NULL);
INSERT INTO "sqlite_sequence" VALUES ('exemptions',3);
INSERT INTO "sqlite_sequence" VALUES ('holidays',1);
INSERT INTO "sqlite_sequence" VALUES ('employees',16);
INSERT INTO "sqlite_sequence" VALUES ('roles',8);
INSERT INTO "sqlite_sequence" VALUES ('mails',1);
INSERT INTO "sqlite_sequence" VALUES ('offices',5);
INSERT INTO "sqlite_sequence" VALUES ('policies',3);
INSERT INTO "sqlite_sequence" VALUES ('placements',17);
INSERT INTO "sqlite_sequence" VALUES ('sessions',9);
INSERT INTO "sqlite_sequence" VALUES ('tokens',9);
INSERT INTO "sqlite_sequence" VALUES ('sellers',3);
INSERT INTO "sqlite_sequence" VALUES ('purchases',3);
INSERT INTO "sqlite_sequence" VALUES ('receipts',1);
INSERT INTO "sqlite_sequence" VALUES ('audit',28);
INSERT INTO "sqlite_sequence" VALUES ('policy_documents',1);
INSERT INTO "sqlite_sequence" VALUES ('rechecks',3);
INSERT INTO "sqlite_sequence" VALUES ('amendments',4);
INSERT INTO "sqlite_sequence" VALUES ('transfers',1);
INSERT INTO "sqlite_sequence" VALUES ('imports',1);
CREATE UNIQUE INDEX offices_one_root ON offices (coalesce(parent_id, 0)) WHERE parent_id IS NULL;
CREATE INDEX offices_parent ON offices (parent_id);
CREATE UNIQUE INDEX placements_one_open ON placements (employee_id) WHERE to_on IS NULL;
CREATE INDEX placements_office ON placements (office_id, employee_id);
CREATE INDEX purchases_employee ON purchases (employee_id, purchased_on);
CREATE INDEX purchases_day ON purchases (purchased_on);
CREATE INDEX purchases_seller ON purchases (seller_id);
CREATE UNIQUE INDEX receipts_same_file ON receipts (employee_id, upload_sha256)
    WHERE purchase_id IS NOT NULL AND NOT released;
CREATE INDEX receipts_purchase ON receipts (purchase_id);
CREATE INDEX receipts_upload ON receipts (upload_sha256);
CREATE INDEX receipts_stored ON receipts (stored_sha256);
CREATE INDEX one_use_links_employee ON one_use_links (employee_id);
CREATE INDEX delivery_attempts_mail ON delivery_attempts (mail_id);
CREATE INDEX audit_subject ON audit (subject);
CREATE UNIQUE INDEX amendments_one_proposal ON amendments (kind, start_on, employee_id)
    WHERE state = 'proposed';
CREATE INDEX rechecks_employee ON rechecks (employee_id);
CREATE INDEX policy_endings_policy ON policy_endings (policy_id);
CREATE INDEX policy_documents_file ON policy_documents (stored_sha256);
CREATE INDEX exemptions_employee ON exemptions (employee_id, to_on);
CREATE INDEX exemptions_document ON exemptions (document_sha256);
CREATE UNIQUE INDEX holidays_once ON holidays (day, coalesce(office_id, 0));
CREATE INDEX receipts_with_files ON receipts (purchase_id) WHERE file_removed_at IS NULL;
CREATE INDEX purchases_newest ON purchases (employee_id, id);
CREATE INDEX purchases_waiting ON purchases (employee_id, id) WHERE state = 'recorded';
CREATE INDEX amendments_employee ON amendments (employee_id, kind, start_on, number);
CREATE INDEX exemptions_waiting ON exemptions (employee_id, id) WHERE state = 'requested';
CREATE INDEX closings_running ON closings (state) WHERE state = 'closing';
CREATE INDEX closed_offices_office ON closed_offices (office_id, kind, start_on);
CREATE INDEX closed_offices_parent ON closed_offices (parent_id, kind, start_on);
CREATE INDEX closed_results_office ON closed_results (office_id, kind, start_on);
CREATE INDEX closed_results_employee ON closed_results (employee_id, kind, start_on);
CREATE INDEX employees_name ON employees (name);
CREATE INDEX employees_signing_in ON employees (id) WHERE password_hash IS NOT NULL;
CREATE INDEX employees_email ON employees (email);
CREATE INDEX sessions_employee ON sessions (employee_id);
CREATE INDEX tokens_employee ON tokens (employee_id);
CREATE INDEX roles_employee ON roles (employee_id);
CREATE INDEX roles_office ON roles (office_id);
CREATE UNIQUE INDEX transfers_one_open ON transfers (employee_id) WHERE state = 'proposed';
CREATE INDEX transfers_proposing ON transfers (proposing_office_id, id);
CREATE INDEX transfers_deciding ON transfers (deciding_office_id, id);
CREATE INDEX purchase_drafts_kept ON purchase_drafts (kept_at);
CREATE INDEX receipts_waiting ON receipts (uploaded_by, id) WHERE purchase_id IS NULL;
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_actor ON audit (actor_id, at, id);
CREATE INDEX audit_about ON audit (about_id, at, id);
CREATE INDEX audit_action ON audit (action, at, id);
CREATE INDEX placements_held ON placements (position_level, grade) WHERE to_on IS NULL;
CREATE TRIGGER receipts_stay BEFORE UPDATE OF purchase_id ON receipts
WHEN OLD.purchase_id IS NOT NULL AND NEW.purchase_id IS NOT OLD.purchase_id
BEGIN
    SELECT RAISE(ABORT, 'a receipt stays with its purchase');
END;
CREATE INDEX mails_waiting ON mails (next_attempt_at) WHERE state IN ('queued', 'sending');
CREATE INDEX mails_state ON mails (state, id);
CREATE INDEX mails_employee ON mails (employee_id);
COMMIT;
