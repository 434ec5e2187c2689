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
//! | Oki | operator of `DKP`, placed there; only in [`Town::with_operators`] |
//! | Olga | operator of `KEC-TEMPEH`, likewise |
//! | Ayu | auditor of `DKP` and of nothing else, placed there; likewise |
//! | Asep | auditor of `KEC-TEMPEH`, likewise |
//!
//! It is Friday, 20 November 2026, 09.00 WIB; Lumajang's policy asks Rp100.000 a week of everyone.

mod cast;
mod population;
mod requests;

use std::collections::HashMap;

pub use cast::{Who, bearer, cookie};
use chrono::{DateTime, Utc};
use population::populate;
pub use requests::{File, MULTIPART, Reply, multipart};
use rocket::local::asynchronous::Client;

use super::database::Database;
use pekan::clock::Clock;
use pekan::config::{Config, IdentityProvider};
use pekan::files::Storage;
use pekan::rules::activation::Channel;
use pekan::rules::mail::LinkPurpose;
use pekan::rules::{EmployeeId, Sight, TokenId};
use pekan::store::links::{self, Link};
use pekan::store::tokens::{self, Token};
use pekan::store::{Error, Store, employees, purchases};
use pekan::{app, secret, txn_job};
use sea_orm::ConnectionTrait;

pub const NOW: &str = "2026-11-20T09:00:00+07:00";
/// Everybody's password.
pub const PASSWORD: &str = "becak biru lewat pasar";

pub struct Town {
    pub client: Client,
    pub store: Store,
    pub db: Database,
    pub people: HashMap<Who, EmployeeId>,
}

impl Town {
    pub async fn build(db: Database) -> Self {
        Self::build_at(db, NOW).await
    }

    pub async fn build_at(db: Database, now: &str) -> Self {
        Self::settled(db, now, true).await
    }

    /// The same district, with the operators and auditors of offices.
    pub async fn with_operators(db: Database) -> Self {
        let mut town = Self::build(db).await;
        let operators = population::of_offices(&town.store, NOW.parse().unwrap()).await;
        town.people.extend(operators);
        town
    }

    /// The same people, of whom nothing is asked.
    pub async fn without_policy(db: Database) -> Self {
        Self::settled(db, NOW, false).await
    }

    async fn settled(db: Database, now: &str, with_policy: bool) -> Self {
        let store = db.store().await;
        let now: DateTime<Utc> = now.parse().unwrap();
        let people = populate(&store, with_policy, now).await;
        let client = Self::client(&db, &store, now, None).await;
        Self { client, store, db, people }
    }

    /// An installation before its first run: nobody, nothing.
    pub async fn empty(db: Database) -> Self {
        let store = db.store().await;
        let client = Self::client(&db, &store, NOW.parse().unwrap(), None).await;
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
        purchases::search(self.store.reader(), &Sight::of_everyone(day), &all).await.unwrap()
    }

    /// The same district, looked at at another time.
    pub async fn at(self, now: &str) -> Self {
        let client = Self::client(&self.db, &self.store, now.parse().unwrap(), None).await;
        Self { client, ..self }
    }

    /// The same district at another time, in which everybody of the cast has signed in anew and made a
    /// new key.
    pub async fn signed_in_at(self, now: &str) -> Self {
        let at: DateTime<Utc> = now.parse().unwrap();
        let anew = format!(
            "UPDATE sessions SET created_at = '{at:?}', seen_at = '{at:?}', confirmed_at = '{at:?}'; \
             UPDATE tokens SET created_at = '{at:?}'"
        );
        let done = self
            .store
            .write(txn_job!(|txn| txn.execute_unprepared(&anew).await.map_err(Error::from)));
        done.await.unwrap();
        self.at(now).await
    }

    /// The same district, with a mail server.
    pub async fn with_smtp(self, url: &str) -> Self {
        let now = NOW.parse().unwrap();
        let client = Self::client(&self.db, &self.store, now, Some(url.into())).await;
        Self { client, ..self }
    }

    /// The same district, whose people may sign in at an identity provider.
    pub async fn with_provider(self, provider: IdentityProvider) -> Self {
        let now = NOW.parse().unwrap();
        let config = Self::config(&self.db, now, None);
        let config = Config { identity_provider: Some(provider), ..config };
        let client = Self::client_of(config, &self.store, now).await;
        Self { client, ..self }
    }

    pub async fn client(
        db: &Database,
        store: &Store,
        now: DateTime<Utc>,
        smtp_url: Option<String>,
    ) -> Client {
        Self::client_of(Self::config(db, now, smtp_url), store, now).await
    }

    fn config(db: &Database, now: DateTime<Utc>, smtp_url: Option<String>) -> Config {
        Config {
            data_dir: db.dir.path().into(),
            database_url: db.url.clone(),
            receipts_dir: None,
            smtp_url,
            mail_from: "Pekan <pekan@localhost>".into(),
            mail_per_minute: 60,
            mail_per_minute_per_domain: 60,
            smtp_ca: None,
            smtp_helo: None,
            bounces_dir: None,
            base_url: "http://127.0.0.1:8000".parse().unwrap(),
            trusted_proxies: Vec::new(),
            now: Some(now),
            backup_dir: None,
            metrics_key: None,
            identity_provider: None,
            tick_seconds: 30,
        }
    }

    async fn client_of(config: Config, store: &Store, now: DateTime<Utc>) -> Client {
        let storage = Storage::open(&config.data_dir).unwrap();
        let figment = app::figment().merge(("log_level", "off"));
        let clock = Clock::starting_at(now);
        let rocket = app::build(figment, config, store.clone(), storage, clock).unwrap();
        Client::untracked(rocket).await.unwrap()
    }

    /// A mailed link with which somebody sets a new password, until an instant.
    pub async fn link(&self, employee: EmployeeId, token: &str, expires_at: &str) {
        let link = Link {
            token_hash: secret::hash(token),
            employee_id: employee,
            purpose: LinkPurpose::PasswordReset,
            channel: Channel::Mail,
            issued_by: None,
            created_at: NOW.parse().unwrap(),
            expires_at: expires_at.parse().unwrap(),
            used_at: None,
        };
        let done = self.store.write::<_, Error, _>(txn_job!(|txn| links::insert(txn, link).await));
        done.await.unwrap();
    }

    /// A key to the API for somebody who is not of the cast.
    pub async fn token_of(&self, number: &str) -> String {
        let found = employees::by_number(self.store.reader(), number).await.unwrap().unwrap();
        let token = format!("token-of-{number}");
        let (row, now) = (secret::hash(&token), NOW.parse().unwrap());
        let row = Token {
            id: TokenId::NONE,
            token_hash: row,
            employee_id: found.id,
            name: "test".into(),
            created_at: now,
            expires_at: now + chrono::Days::new(400),
            seen_at: None,
        };
        let done = self.store.write::<_, Error, _>(txn_job!(|txn| tokens::insert(txn, row).await));
        done.await.unwrap();
        token
    }

    pub fn id(&self, who: Who) -> EmployeeId {
        self.people[&who]
    }

    /// How the addresses of pages name somebody of the cast.
    pub fn segment(&self, who: Who) -> String {
        format!("~{}", self.id(who))
    }

    /// The same of somebody else.
    pub async fn segment_of(&self, number: &str) -> String {
        let found = employees::by_number(self.store.reader(), number).await.unwrap().unwrap();
        format!("~{}", found.id)
    }
}
