//! A small district with a named cast, behind the real application.
//!
//! | who | is |
//! |---|---|
//! | Sari | an employee of the field office `DKP-UPT1` |
//! | Budi | her colleague there |
//! | Hadi | head of `DKP`, the office above |
//! | Rina | reviewer of `DKP`, placed there |
//! | Tutik | head of `KEC-TEMPEH`, an office elsewhere |
//! | Agus | auditor, placed at the root `LMJ` |
//! | Dewi | administrator, placed at the root |
//!
//! It is Friday, 20 November 2026, 09.00 WIB; Lumajang's policy asks Rp100.000 a week of everyone.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, Days, Utc};
use pekan::clock::Clock;
use pekan::config::Config;
use pekan::receipts::Storage;
use pekan::rules::{
    EmploymentType, Mode, Office, PeriodKind, Placement, Policy, ProrationRule, RoleKind, Scope,
    Zone,
};
use pekan::store::employees::Employee;
use pekan::store::roles::RoleRow;
use pekan::store::sessions::Session;
use pekan::store::tokens::Token;
use pekan::store::{
    Store, employees, offices, placements, policies, purchases, roles, sessions, tokens,
};
use pekan::{app, secret, txn_job};
use rocket::http::{ContentType, Cookie, Header, Method, Status};
use rocket::local::asynchronous::Client;
use serde_json::Value;

use super::database::Database;

pub const NOW: &str = "2026-11-20T09:00:00+07:00";
/// Everybody's password.
pub const PASSWORD: &str = "becak biru lewat pasar";

static PASSWORD_HASH: LazyLock<String> =
    LazyLock::new(|| pekan::workflows::passwords::hash_now(PASSWORD));

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    Nobody,
    Sari,
    Budi,
    Hadi,
    Rina,
    Tutik,
    Agus,
    Dewi,
}

use Who::{Agus, Budi, Dewi, Hadi, Nobody, Rina, Sari, Tutik};

impl Who {
    /// The employee number: valid-looking NIP.
    pub fn number(self) -> &'static str {
        match self {
            Nobody => "",
            Sari => "199003122015022001",
            Budi => "198811052014021002",
            Hadi => "197101051995031003",
            Rina => "198204172008012004",
            Tutik => "197509231999032005",
            Agus => "198001012005011006",
            Dewi => "198512252010012007",
        }
    }

    fn session(self) -> String {
        format!("session-of-{self:?}")
    }

    fn token(self) -> String {
        format!("token-of-{self:?}")
    }

    /// The token in this person's forms.
    pub fn csrf(self) -> String {
        secret::derived(&self.session(), "csrf")
    }
}

pub struct Town {
    pub client: Client,
    pub store: Store,
    pub db: Database,
    pub people: HashMap<Who, i64>,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The session that an answer gives its browser.
    #[track_caller]
    pub fn session(&self) -> Cookie<'static> {
        let given = self.headers.iter().find(|(_, value)| value.starts_with("__Host-sid="));
        Cookie::parse(given.expect("no session").1.clone()).unwrap()
    }

    /// Fails with the body when the status is another.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}

/// A file of a multipart form: field, file name, bytes.
pub type File<'a> = (&'a str, &'a str, &'a [u8]);

impl Town {
    pub async fn build(db: Database) -> Self {
        Self::build_at(db, NOW).await
    }

    pub async fn build_at(db: Database, now: &str) -> Self {
        let store = db.store().await;
        let now: DateTime<Utc> = now.parse().unwrap();
        let people = populate(&store, now).await;
        let client = Self::client(&db, &store, now).await;
        Self { client, store, db, people }
    }

    /// An installation before its first run: nobody, nothing.
    pub async fn empty(db: Database) -> Self {
        let store = db.store().await;
        let client = Self::client(&db, &store, NOW.parse().unwrap()).await;
        Self { client, store, db, people: HashMap::new() }
    }

    /// The files below a folder of the data folder.
    pub fn files(&self, folder: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.db.dir.path().join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(path.display().to_string());
                }
            }
        }
        found
    }

    /// Every purchase there is.
    pub async fn purchases(&self) -> Vec<purchases::Purchase> {
        let all = purchases::Search { limit: 1000, ..purchases::Search::default() };
        let day = NOW.parse::<DateTime<Utc>>().unwrap().date_naive();
        purchases::search(self.store.reader(), &Scope::Everyone, &all, day).await.unwrap()
    }

    /// The same district, looked at at another time.
    pub async fn at(self, now: &str) -> Self {
        let client = Self::client(&self.db, &self.store, now.parse().unwrap()).await;
        Self { client, ..self }
    }

    async fn client(db: &Database, store: &Store, now: DateTime<Utc>) -> Client {
        let config = Config {
            data_dir: db.dir.path().into(),
            database_url: db.url.clone(),
            receipts_dir: None,
            smtp_url: None,
            mail_from: "Pekan <pekan@localhost>".into(),
            mail_per_minute: 60,
            base_url: "http://127.0.0.1:8000".parse().unwrap(),
            trusted_proxies: Vec::new(),
            now: Some(now),
            tick_seconds: 30,
        };
        let storage = Storage::open(db.dir.path()).unwrap();
        let figment = app::figment().merge(("log_level", "off"));
        let clock = Clock::starting_at(now);
        let rocket = app::build(figment, config, store.clone(), storage, clock).unwrap();
        Client::untracked(rocket).await.unwrap()
    }

    pub fn id(&self, who: Who) -> i64 {
        self.people[&who]
    }

    pub async fn get(&self, who: Who, path: &str) -> Reply {
        let mut request = self.client.get(path.to_owned());
        if who != Nobody {
            request = request.cookie(cookie(who));
        }
        reply(request.dispatch().await).await
    }

    /// Submits a form as its owner's browser does, token and all.
    pub async fn post(&self, who: Who, path: &str, fields: &[(&str, &str)]) -> Reply {
        let csrf = who.csrf();
        let all = [("csrf", csrf.as_str())].into_iter().chain(fields.iter().copied());
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        let mut request = self.client.post(path.to_owned()).header(ContentType::Form).body(body);
        if who != Nobody {
            request = request.cookie(cookie(who));
        }
        reply(request.dispatch().await).await
    }

    /// Submits a form with files.
    pub async fn upload(
        &self,
        who: Who,
        path: &str,
        fields: &[(&str, &str)],
        files: &[File<'_>],
    ) -> Reply {
        let csrf = who.csrf();
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        let mut request = self
            .client
            .post(path.to_owned())
            .header(Header::new("Content-Type", MULTIPART))
            .body(multipart(&all, files));
        if who != Nobody {
            request = request.cookie(cookie(who));
        }
        reply(request.dispatch().await).await
    }

    /// Calls the API with a token and, if there is one, a JSON body. `path` is below `/api/v1`.
    pub async fn api(&self, who: Who, method: Method, path: &str, body: Option<Value>) -> Reply {
        self.api_with(who, method, path, body, &[]).await
    }

    pub async fn api_with(
        &self,
        who: Who,
        method: Method,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Reply {
        let mut request = self.client.req(method, format!("/api/v1{path}"));
        if who != Nobody {
            request = request.header(bearer(who));
        }
        for (name, value) in headers {
            request = request.header(Header::new((*name).to_owned(), (*value).to_owned()));
        }
        if let Some(body) = body {
            request = request.header(ContentType::JSON).body(body.to_string());
        }
        reply(request.dispatch().await).await
    }

    /// Calls the API with a multipart body.
    pub async fn api_upload(
        &self,
        who: Who,
        path: &str,
        headers: &[(&str, &str)],
        fields: &[(&str, &str)],
        files: &[File<'_>],
    ) -> Reply {
        let mut request = self
            .client
            .post(format!("/api/v1{path}"))
            .header(bearer(who))
            .header(Header::new("Content-Type", MULTIPART))
            .body(multipart(fields, files));
        for (name, value) in headers {
            request = request.header(Header::new((*name).to_owned(), (*value).to_owned()));
        }
        reply(request.dispatch().await).await
    }
}

/// Rocket's test client reads cookies from its jar only, not from a header.
pub fn cookie(who: Who) -> Cookie<'static> {
    Cookie::new("__Host-sid", who.session())
}

pub fn bearer(who: Who) -> Header<'static> {
    Header::new("Authorization", format!("Bearer {}", who.token()))
}

pub const MULTIPART: &str = "multipart/form-data; boundary=pekan-test-boundary";

pub fn multipart(fields: &[(&str, &str)], files: &[File<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    let head = "--pekan-test-boundary\r\nContent-Disposition: form-data; name=";
    for (name, value) in fields {
        body.extend_from_slice(format!("{head}\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
    }
    for (field, name, bytes) in files {
        let type_line = "Content-Type: application/octet-stream";
        let start = format!("{head}\"{field}\"; filename=\"{name}\"\r\n{type_line}\r\n\r\n");
        body.extend_from_slice(start.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--pekan-test-boundary--\r\n");
    body
}

async fn reply(response: rocket::local::asynchronous::LocalResponse<'_>) -> Reply {
    let Status { code: status } = response.status();
    let headers =
        response.headers().iter().map(|h| (h.name().to_string(), h.value().to_owned())).collect();
    Reply { status, headers, body: response.into_bytes().await.unwrap_or_default() }
}

async fn populate(store: &Store, now: DateTime<Utc>) -> HashMap<Who, i64> {
    store
        .write_reference(txn_job!(|txn| {
            let mut ids: HashMap<&'static str, i64> = HashMap::new();
            for (code, parent, zone) in [
                ("LMJ", None, Zone::Wib),
                ("DKP", Some("LMJ"), Zone::Wib),
                ("DKP-UPT1", Some("DKP"), Zone::Wib),
                ("KEC-TEMPEH", Some("LMJ"), Zone::Wib),
                ("BALI", Some("LMJ"), Zone::Wita),
            ] {
                let office = Office {
                    id: 0,
                    code: code.into(),
                    name: format!("Kantor {code}"),
                    kind: "dinas".into(),
                    parent: parent.map(|parent| ids[parent]),
                    zone,
                };
                ids.insert(code, offices::insert(txn, &office).await?);
            }
            policies::insert(txn, &lumajang(ids["LMJ"]), None, now).await?;
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
            Ok::<_, pekan::store::Error>(people)
        }))
        .await
        .unwrap()
}

fn role_row(employee: i64, kind: RoleKind, office: i64, now: DateTime<Utc>) -> RoleRow {
    RoleRow {
        id: 0,
        employee_id: employee,
        kind: kind.name().into(),
        office_id: Some(office),
        from_on: "2024-01-01".parse().unwrap(),
        to_on: None,
        acting: false,
        created_at: now,
        revoked_at: None,
    }
}

/// Rp100.000 a week of everyone.
pub fn lumajang(office: i64) -> Policy {
    Policy {
        id: 0,
        title: "Lumajang 2023".into(),
        legal_basis: "SE Bupati 2023".into(),
        mode: Mode::Mandatory,
        period: PeriodKind::Week,
        office,
        effective_from: "2023-11-06".parse().unwrap(),
        effective_until: None,
        minimum_amount: 100_000,
        minimum_count: 0,
        tiers: Vec::new(),
        holiday_rule: ProrationRule::Full,
        leave_rule: ProrationRule::Full,
        grace_days: 3,
        late_days: 30,
        max_amount_per_purchase: 10_000_000,
    }
}

async fn person(
    txn: &pekan::store::Txn,
    who: Who,
    office: i64,
    now: DateTime<Utc>,
) -> Result<i64, pekan::store::Error> {
    let name = format!("{who:?}");
    let employee = Employee {
        id: 0,
        number: who.number().into(),
        email: format!("{}@example.go.id", name.to_lowercase()),
        login: Some(name.to_lowercase()),
        name,
        phone: None,
        password_hash: Some(PASSWORD_HASH.clone()),
        language: None,
        mute_midweek: false,
        created_at: now,
    };
    let id = employees::insert(txn, employee).await?;
    let placement = Placement {
        office,
        position_level: "staff".into(),
        grade: Some("III/a".into()),
        employment_type: EmploymentType::Pns,
        from: "2020-01-01".parse().unwrap(),
        to: None,
    };
    placements::insert(txn, id, &placement).await?;
    let session = Session {
        token_hash: secret::hash(&who.session()),
        employee_id: id,
        created_at: now,
        seen_at: now,
        expires_at: now + Days::new(400),
    };
    sessions::insert(txn, session).await?;
    let token = Token {
        id: 0,
        token_hash: secret::hash(&who.token()),
        employee_id: id,
        name: "test".into(),
        created_at: now,
        expires_at: now + Days::new(400),
    };
    tokens::insert(txn, token).await?;
    Ok(id)
}
