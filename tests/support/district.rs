//! A small district, made by the store alone: three offices, the Lumajang policy, people as needed.

use chrono::{DateTime, NaiveDate, Utc};

use super::database::Database;
use pekan::rules::calendar::HolidayKind;
use pekan::rules::channel::BuiltIn;
use pekan::rules::mail::MailChoice;
use pekan::rules::purchase::{Funding, State};
use pekan::rules::{
    EmployeeId, EmploymentType, ExemptionReason, Mode, Office, OfficeId, PeriodKind, Placement,
    Policy, PolicyId, ProrationRule, PurchaseId, RoleId, RoleKind, SellerId, Zone,
};
use pekan::store::employees::{self, Employee};
use pekan::store::exemptions::{self, ExemptionRow};
use pekan::store::facts::lock_for_fact_change;
use pekan::store::holidays::{self, Holiday};
use pekan::store::purchases::{self, PurchaseRow};
use pekan::store::roles::{self, RoleRow};
use pekan::store::{Error, Store, offices, placements, policies, sellers, totals};
use pekan::txn_job;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub struct District {
    pub store: Store,
    pub root: OfficeId,
    /// Dinas Kesehatan, below the root.
    pub health: OfficeId,
    /// Kecamatan Senduro, below the root.
    pub senduro: OfficeId,
}

const LONG_AGO: &str = "2020-01-01T00:00:00Z";

impl District {
    pub async fn new(db: &Database) -> Self {
        let store = db.store().await;
        let root = office(&store, "LMJ", "Pemerintah Kabupaten Lumajang", None, Zone::Wib).await;
        let health = office(&store, "DINKES", "Dinas Kesehatan", Some(root), Zone::Wib).await;
        let senduro = office(&store, "SDR", "Kecamatan Senduro", Some(root), Zone::Wib).await;
        let district = Self { store, root, health, senduro };
        district.policy(|_| ()).await;
        district
    }

    pub async fn office(&self, code: &str, parent: OfficeId, zone: Zone) -> OfficeId {
        office(&self.store, code, code, Some(parent), zone).await
    }

    /// Rp100.000 a week for everybody, unless changed.
    pub async fn policy(&self, change: impl FnOnce(&mut Policy)) {
        let mut policy = Policy {
            id: PolicyId::NONE,
            title: "Gerakan belanja UMKM".into(),
            legal_basis: "SE 500/1/2026".into(),
            mode: Mode::Mandatory,
            period: PeriodKind::Week,
            office: self.root,
            effective_from: day("2025-12-29"),
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
        };
        change(&mut policy);
        self.store
            .write_reference::<_, Error, _>(txn_job!(|txn| policies::insert(
                txn,
                &policy,
                None,
                at(LONG_AGO)
            )
            .await))
            .await
            .unwrap();
    }

    pub async fn holiday(&self, on: &str) {
        self.holiday_of(on, None).await;
    }

    /// A holiday of an office and all below it (`None`: of everybody).
    pub async fn holiday_of(&self, on: &str, office: Option<OfficeId>) {
        let (name, kind) = ("Libur".into(), HolidayKind::Public);
        let row = Holiday { day: day(on), office, name, kind };
        self.store
            .write_reference::<_, Error, _>(txn_job!(|txn| holidays::put(
                &lock_for_fact_change(txn).await?,
                row
            )
            .await))
            .await
            .unwrap();
    }

    /// Somebody who has worked in the office since 2020.
    pub async fn employee(&self, name: &str, office: OfficeId) -> EmployeeId {
        self.employee_since(name, office, "2020-01-01", |_| ()).await
    }

    /// Somebody who has a password.
    pub async fn active(&self, name: &str, office: OfficeId) -> EmployeeId {
        let active = |employee: &mut Employee| employee.password_hash = Some("hash".into());
        self.employee_since(name, office, "2020-01-01", active).await
    }

    pub async fn employee_since(
        &self,
        name: &str,
        office: OfficeId,
        from: &str,
        change: impl FnOnce(&mut Employee),
    ) -> EmployeeId {
        let key: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        let mut employee = Employee {
            number: format!("N-{key}"),
            name: name.into(),
            email: Some(format!("{key}@lumajangkab.go.id")),
            ..nobody()
        };
        change(&mut employee);
        let placement = Placement {
            office,
            position_level: "staff".into(),
            position_title: None,
            grade: None,
            employment_type: EmploymentType::Pns,
            reference_amount: None,
            from: day(from),
            to: None,
        };
        self.store
            .write(txn_job!(|txn| {
                let id = employees::insert(txn, employee).await?;
                placements::insert(&lock_for_fact_change(txn).await?, id, &placement).await?;
                Ok::<_, Error>(id)
            }))
            .await
            .unwrap()
    }

    /// So many people of an office, without a password; the ids of the first and of the last.
    pub async fn crowd(&self, office: OfficeId, people: usize) -> (EmployeeId, EmployeeId) {
        let rows: Vec<Employee> = (0..people)
            .map(|n| Employee {
                number: format!("C-{n}"),
                name: format!("Pegawai {n}"),
                email: Some(format!("c{n}@lumajangkab.go.id")),
                ..nobody()
            })
            .collect();
        let place = Placement {
            office,
            position_level: "staff".into(),
            position_title: None,
            grade: None,
            employment_type: EmploymentType::Pns,
            reference_amount: None,
            from: day("2020-01-01"),
            to: None,
        };
        self.store
            .write(txn_job!(|txn| {
                for some in rows.chunks(500) {
                    employees::insert_many(txn, some.to_vec()).await?;
                    let numbers: Vec<_> = some.iter().map(|one| one.number.clone()).collect();
                    let found = employees::by_numbers(txn, &numbers).await?;
                    let places = found.iter().map(|one| (one.id, place.clone())).collect();
                    placements::insert_many(&lock_for_fact_change(txn).await?, places).await?;
                }
                let first = employees::by_number(txn, "C-0").await?.unwrap().id;
                let last = employees::by_number(txn, &format!("C-{}", people - 1)).await?.unwrap();
                Ok::<_, Error>((first, last.id))
            }))
            .await
            .unwrap()
    }

    pub async fn head(&self, employee: EmployeeId, office: OfficeId) {
        let row = RoleRow {
            id: RoleId::NONE,
            employee_id: employee,
            kind: RoleKind::Head,
            office_id: Some(office),
            from_on: day("2020-01-01"),
            to_on: None,
            acting: false,
            created_at: at(LONG_AGO),
            revoked_at: None,
        };
        self.store
            .write::<_, Error, _>(txn_job!(|txn| roles::insert(txn, row).await))
            .await
            .unwrap();
    }

    /// Leave from and to a day, approved by somebody else.
    pub async fn leave(&self, employee: EmployeeId, from: &str, to: &str, by: EmployeeId) {
        let days = (day(from), day(to));
        let row = ExemptionRow::requested(
            employee,
            days,
            ExemptionReason::AnnualLeave,
            employee,
            at(LONG_AGO),
        )
        .approved(by, at(LONG_AGO));
        self.store
            .write::<_, Error, _>(txn_job!(|txn| exemptions::insert(
                &lock_for_fact_change(txn).await?,
                row
            )
            .await))
            .await
            .unwrap();
    }

    /// A purchase on a day, recorded at its noon.
    pub async fn purchase(&self, employee: EmployeeId, on: &str, rupiah: i64) -> PurchaseId {
        let (on, recorded_at) = (day(on), at(&format!("{on}T05:00:00Z")));
        self.store
            .write(txn_job!(|txn| {
                let seller = sellers::find_or_insert(
                    txn,
                    "Warung Bu Sri",
                    Some("Senduro"),
                    employee,
                    recorded_at,
                )
                .await?;
                totals::lock(txn, employee, on).await?;
                let row = purchase(employee, seller.id, on, rupiah, recorded_at);
                let id = purchases::insert(&lock_for_fact_change(txn).await?, row)
                    .await?
                    .expect("a new key");
                totals::recompute(txn, employee, &[on]).await?;
                Ok::<_, Error>(id)
            }))
            .await
            .unwrap()
    }
}

async fn office(
    store: &Store,
    code: &str,
    name: &str,
    parent: Option<OfficeId>,
    zone: Zone,
) -> OfficeId {
    let office = Office {
        id: OfficeId::NONE,
        code: code.into(),
        name: name.into(),
        kind: "office".into(),
        parent,
        zone,
    };
    store
        .write_reference::<_, Error, _>(txn_job!(|txn| offices::insert(txn, &office).await))
        .await
        .unwrap()
}

fn purchase(
    employee: EmployeeId,
    seller: SellerId,
    on: NaiveDate,
    rupiah: i64,
    recorded_at: DateTime<Utc>,
) -> PurchaseRow {
    PurchaseRow {
        id: PurchaseId::NONE,
        employee_id: employee,
        recorded_by: employee,
        purchased_on: on,
        amount: rupiah,
        receipt_amount: None,
        seller_id: seller,
        channel: BuiltIn::Direct.into(),
        event_id: None,
        order_number: None,
        description: None,
        funding: Funding::Personal,
        no_receipt: true,
        state: State::Recorded,
        recorded_at,
        looks_like: None,
        seller_answer: None,
        idempotency_key: pekan::secret::token(),
        fingerprint: String::new(),
        decided_by: None,
        decided_at: None,
        reason: None,
        version: 1,
        attention: None,
    }
}

/// Somebody without a name, a password or a wish.
fn nobody() -> Employee {
    Employee {
        id: EmployeeId::NONE,
        number: String::new(),
        name: String::new(),
        name_key: String::new(),
        email: None,
        phone: None,
        login: None,
        password_hash: None,
        language: None,
        mute_midweek: false,
        mail_choice: MailChoice::Mail,
        one_mail_a_day: false,
        wants_results: false,
        disabled_at: None,
        erased_at: None,
        created_at: at(LONG_AGO),
    }
}
