//! The offices, the policy and the people, written by the store alone.

use std::collections::HashMap;

use chrono::{DateTime, Days, Utc};
use pekan::rules::mail::MailChoice;
use pekan::rules::{
    EmployeeId, EmploymentType, Mode, Office, OfficeId, OfficeTree, PeriodKind, Placement, Policy,
    PolicyId, ProrationRule, RoleId, RoleKind, SessionId, TokenId, Zone,
};
use pekan::store::employees::Employee;
use pekan::store::facts::lock_for_fact_change;
use pekan::store::roles::RoleRow;
use pekan::store::sessions::Session;
use pekan::store::tokens::Token;
use pekan::store::{
    Error, Store, Txn, employees, offices, placements, policies, roles, sessions, tokens,
};
use pekan::{secret, txn_job};

use super::Who::{self, Agus, Asep, Ayu, Budi, Dewi, Hadi, Oki, Olga, Rina, Sari, Tutik};

/// argon2id of [`super::PASSWORD`] with the least memory and one pass: a hash says itself what
/// checking it costs, so the cast signs in fast and Pekan's own cost stays as it is.
const PASSWORD_HASH: &str = "$argon2id$v=19$m=8,t=1,p=1$b25seS1mb3ItdGVzdHMtLQ$\
    5+xegDOvU6LSN2MiiMKaXXhysmE1l8EK6R2ry/xWT1A";

pub async fn populate(
    store: &Store,
    with_policy: bool,
    now: DateTime<Utc>,
) -> HashMap<Who, EmployeeId> {
    store
        .write_reference(txn_job!(|txn| {
            let mut ids: HashMap<&'static str, OfficeId> = HashMap::new();
            for (code, parent, zone) in [
                ("LMJ", None, Zone::Wib),
                ("DKP", Some("LMJ"), Zone::Wib),
                ("DKP-UPT1", Some("DKP"), Zone::Wib),
                ("KEC-TEMPEH", Some("LMJ"), Zone::Wib),
                ("BALI", Some("LMJ"), Zone::Wita),
            ] {
                let office = Office {
                    id: OfficeId::NONE,
                    code: code.into(),
                    name: format!("Kantor {code}"),
                    kind: "dinas".into(),
                    parent: parent.map(|parent| ids[parent]),
                    zone,
                };
                ids.insert(code, offices::insert(txn, &office).await?);
            }
            if with_policy {
                policies::insert(txn, &lumajang(ids["LMJ"]), None, now).await?;
            }
            let mut people = HashMap::new();
            for (who, office, role) in [
                (Sari, "DKP-UPT1", None),
                (Budi, "DKP-UPT1", None),
                (Hadi, "DKP", Some(RoleKind::Head)),
                (Rina, "DKP", Some(RoleKind::Reviewer)),
                (Tutik, "KEC-TEMPEH", Some(RoleKind::Head)),
                (Agus, "LMJ", Some(RoleKind::Auditor)),
                (Dewi, "LMJ", Some(RoleKind::Administrator)),
            ] {
                let id = person(txn, who, ids[office], now).await?;
                if let Some(kind) = role {
                    roles::insert(txn, role_row(id, kind, ids[office], now)).await?;
                }
                people.insert(who, id);
            }
            Ok::<_, Error>(people)
        }))
        .await
        .unwrap()
}

/// Operators and auditors of `DKP` and of an office beside it.
pub async fn of_offices(store: &Store, now: DateTime<Utc>) -> HashMap<Who, EmployeeId> {
    let tree = OfficeTree::new(offices::all(store.reader()).await.unwrap());
    store
        .write_reference(txn_job!(|txn| {
            let mut people = HashMap::new();
            for (who, code, kind) in [
                (Oki, "DKP", RoleKind::Operator),
                (Olga, "KEC-TEMPEH", RoleKind::Operator),
                (Ayu, "DKP", RoleKind::Auditor),
                (Asep, "KEC-TEMPEH", RoleKind::Auditor),
            ] {
                let office = tree.by_code(code).unwrap().id;
                let id = person(txn, who, office, now).await?;
                let row = RoleRow { office_id: Some(office), ..role_row(id, kind, office, now) };
                roles::insert(txn, row).await?;
                people.insert(who, id);
            }
            Ok::<_, Error>(people)
        }))
        .await
        .unwrap()
}

fn role_row(employee: EmployeeId, kind: RoleKind, office: OfficeId, now: DateTime<Utc>) -> RoleRow {
    RoleRow {
        id: RoleId::NONE,
        employee_id: employee,
        kind,
        office_id: kind.needs_office().then_some(office),
        from_on: "2020-01-01".parse().unwrap(),
        to_on: None,
        acting: false,
        created_at: now,
        revoked_at: None,
    }
}

/// Rp100.000 a week of everyone.
fn lumajang(office: OfficeId) -> Policy {
    Policy {
        id: PolicyId::NONE,
        title: "Lumajang 2023".into(),
        legal_basis: "SE Bupati 2023".into(),
        mode: Mode::Mandatory,
        period: PeriodKind::Week,
        office,
        effective_from: "2023-11-06".parse().unwrap(),
        effective_until: None,
        minimum_amount: 100_000,
        minimum_percent: None,
        minimum_count: 0,
        counts_on: Vec::new(),
        seller_classes: Vec::new(),
        tiers: Vec::new(),
        holiday_rule: ProrationRule::Full,
        leave_rule: ProrationRule::Full,
        grace_days: 3,
        late_days: 30,
        max_amount_per_purchase: 10_000_000,
        reminders: pekan::rules::Reminders::default(),
    }
}

async fn person(
    txn: &Txn,
    who: Who,
    office: OfficeId,
    now: DateTime<Utc>,
) -> Result<EmployeeId, Error> {
    let name = format!("{who:?}");
    let employee = Employee {
        id: EmployeeId::NONE,
        number: who.number().into(),
        email: Some(format!("{}@example.go.id", name.to_lowercase())),
        login: Some(name.to_lowercase()),
        name,
        name_key: String::new(),
        phone: None,
        password_hash: Some(PASSWORD_HASH.into()),
        language: None,
        mute_midweek: false,
        mail_choice: MailChoice::Mail,
        one_mail_a_day: false,
        wants_results: false,
        disabled_at: None,
        erased_at: None,
        created_at: now,
    };
    let id = employees::insert(txn, employee).await?;
    let placement = Placement {
        office,
        position_level: "staff".into(),
        position_title: None,
        grade: Some("III/a".into()),
        employment_type: EmploymentType::Pns,
        reference_amount: None,
        from: "2020-01-01".parse().unwrap(),
        to: None,
    };
    placements::insert(&lock_for_fact_change(txn).await?, id, &placement).await?;
    let session = Session {
        id: SessionId::NONE,
        token_hash: secret::hash(&who.session()),
        employee_id: id,
        browser: "Firefox, Linux".into(),
        remembered: true,
        created_at: now,
        seen_at: now,
        confirmed_at: now,
        vouched_at: None,
        expires_at: now + Days::new(400),
    };
    sessions::insert(txn, session).await?;
    let token = Token {
        id: TokenId::NONE,
        token_hash: secret::hash(&who.token()),
        employee_id: id,
        name: "test".into(),
        created_at: now,
        expires_at: now + Days::new(400),
        seen_at: None,
    };
    tokens::insert(txn, token).await?;
    Ok(id)
}
