//! An empty database for one test, on SQLite or on PostgreSQL.

use std::sync::atomic::{AtomicU32, Ordering};

use pekan::store::Store;
use sea_orm::{ConnectionTrait, Database as Connection};
use tempfile::TempDir;

/// Writes each test twice: `on_sqlite` and `on_postgres`.
#[macro_export]
macro_rules! on_both_databases {
    ($(async fn $name:ident($db:ident) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn run($db: $crate::support::database::Database) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                run($crate::support::database::Database::sqlite()).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                run($crate::support::database::Database::postgres().await).await;
            }
        }
    )*};
}

/// Where a test works; the folder goes with it.
pub struct Database {
    pub url: String,
    /// A data folder: receipts, mail, and the database itself if it is SQLite's.
    #[allow(dead_code)]
    pub dir: TempDir,
}

impl Database {
    pub fn sqlite() -> Self {
        let dir = TempDir::new().unwrap();
        Self { url: format!("sqlite://{}", dir.path().join("pekan.db").display()), dir }
    }

    pub async fn postgres() -> Self {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("PEKAN_TEST_POSTGRES_URL")
            .expect("PEKAN_TEST_POSTGRES_URL names a PostgreSQL server: run the tests by bin/test");
        let name =
            format!("pekan_{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let admin = Connection::connect(&server).await.unwrap();
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        admin.close().await.unwrap();
        let mut url = url::Url::parse(&server).unwrap();
        url.set_path(&name);
        Self { url: url.into(), dir: TempDir::new().unwrap() }
    }

    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    pub async fn store(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }
}
