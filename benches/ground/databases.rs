//! The databases that are measured: SQLite, and PostgreSQL where `PEKAN_TEST_POSTGRES_URL` names a server.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

/// How many on PostgreSQL.
static MADE: AtomicU32 = AtomicU32::new(0);

pub struct Measured {
    pub name: &'static str,
    pub url: String,
    /// Where it is to be dropped in the end, and by what name.
    server: Option<(DatabaseConnection, String)>,
}

pub async fn each(dir: &Path) -> Vec<Measured> {
    let sqlite = format!("sqlite://{}", dir.join("pekan.db").display());
    let mut found = vec![Measured { name: "SQLite", url: sqlite, server: None }];
    if let Ok(server) = std::env::var("PEKAN_TEST_POSTGRES_URL") {
        let mut options = ConnectOptions::new(&server);
        options.sqlx_logging(false);
        let admin = Database::connect(options).await.unwrap();
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("pekan_bench_{}_{number}", std::process::id());
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        let mut url = url::Url::parse(&server).unwrap();
        url.set_path(&name);
        found.push(Measured { name: "PostgreSQL", url: url.into(), server: Some((admin, name)) });
    }
    found
}

impl Measured {
    pub async fn drop(self) {
        if let Some((admin, name)) = self.server {
            admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
        }
    }
}
