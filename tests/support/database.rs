//! A database for one test, on SQLite or on PostgreSQL. The schema is made once for each state of
//! `migrations/`, as a template, and copied from then on: every test runs in a process of its own,
//! and making the tables takes longer than most tests.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use migrations::{Migrator, MigratorTrait};
use pekan::secret;
use pekan::store::Store;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database as Connection, DatabaseConnection, DbBackend,
    Statement,
};
use tempfile::TempDir;

/// Any number will do: whoever makes the template of PostgreSQL has this lock.
const TEMPLATE_LOCK: i64 = 7_320_120;

/// Makes two tests, `on_sqlite` and `on_postgres`, of each `async fn name(db: Database)`. One that is
/// not named here is code that nothing uses, so the compiler asks for it.
#[macro_export]
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use $crate::support::database::Database;

            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                super::$name(Database::sqlite()).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                super::$name(Database::postgres().await).await;
            }
        }
    )+};
}

/// Where a test works; the folder goes with it, and so does a database of PostgreSQL unless the
/// test failed.
pub struct Database {
    pub url: String,
    /// A data folder: receipts, mail, and the database itself if it is SQLite's.
    pub dir: TempDir,
}

impl Database {
    pub fn sqlite() -> Self {
        let dir = TempDir::new().unwrap();
        let file = dir.path().join("pekan.db");
        std::fs::copy(sqlite_template(), &file).unwrap();
        Self { url: format!("sqlite://{}", file.display()), dir }
    }

    pub async fn postgres() -> Self {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let name =
            format!("pekan_{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let admin = administrator().await;
        let template = postgres_template(&admin).await;
        run(&admin, &format!("DROP DATABASE IF EXISTS {name}")).await;
        run(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"))
            .await;
        admin.close().await.unwrap();
        Self { url: postgres_url(&name), dir: TempDir::new().unwrap() }
    }

    /// The same without any table, as an installation finds it at its first start.
    pub async fn emptied(self) -> Self {
        if let Some(file) = self.url.strip_prefix("sqlite://") {
            std::fs::remove_file(file).unwrap();
        } else {
            let (admin, name) = (administrator().await, self.name());
            run(&admin, &format!("DROP DATABASE {name}")).await;
            run(&admin, &format!("CREATE DATABASE {name}")).await;
            admin.close().await.unwrap();
        }
        self
    }

    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    pub async fn store(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }

    fn name(&self) -> String {
        self.url.rsplit('/').next().unwrap_or_default().to_owned()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.url.starts_with("sqlite:") || std::thread::panicking() {
            return;
        }
        let name = self.name();
        apart(async move {
            // The connections of the test are open still.
            let admin = administrator().await;
            run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        });
    }
}

/// A file with the schema, beside the built tests.
fn sqlite_template() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(format!("{}.db", template_name()));
    if !file.exists() {
        let making = TempDir::new_in(folder).unwrap();
        let made = making.path().join("pekan.db");
        let url = format!("sqlite://{}?mode=rwc", made.display());
        apart(async move {
            let connection = Connection::connect(&url).await.unwrap();
            run(&connection, "PRAGMA journal_mode = WAL").await;
            Migrator::up(&connection, None).await.unwrap();
            connection.close().await.unwrap();
        });
        // Two that make it at once make the same; a file with this name is always whole.
        std::fs::rename(&made, &file).unwrap();
    }
    file
}

/// The database with the schema, made by the first test that asks for it.
async fn postgres_template(admin: &DatabaseConnection) -> String {
    let name = template_name();
    let is_there = async || {
        let found = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
        admin
            .query_one_raw(Statement::from_string(DbBackend::Postgres, &found))
            .await
            .unwrap()
            .is_some()
    };
    if is_there().await {
        return name;
    }
    run(admin, &format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})")).await;
    if !is_there().await {
        let making = format!("{name}_making");
        run(admin, &format!("DROP DATABASE IF EXISTS {making}")).await;
        run(admin, &format!("CREATE DATABASE {making}")).await;
        let connection = Connection::connect(&postgres_url(&making)).await.unwrap();
        Migrator::up(&connection, None).await.unwrap();
        connection.close().await.unwrap();
        run(admin, &format!("ALTER DATABASE {making} RENAME TO {name}")).await;
    }
    run(admin, &format!("SELECT pg_advisory_unlock({TEMPLATE_LOCK})")).await;
    name
}

/// Names the schema by what it is made of: the migrations that this binary was built with, of which the folder
/// may have more by now.
fn template_name() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/src");
    let steps = Migrator::migrations().into_iter().map(|step| format!("{}.rs", step.name()));
    let text: Vec<_> = steps.map(|file| std::fs::read(folder.join(file)).unwrap()).collect();
    format!("pekan_template_{}", &secret::sha256(text.concat())[..12])
}

/// A connection to the server's own database.
async fn administrator() -> DatabaseConnection {
    let mut options = ConnectOptions::new(postgres_server());
    // One connection, so that a lock of the session is given back where it was taken.
    options.max_connections(1).sqlx_logging(false);
    Connection::connect(options).await.unwrap()
}

fn postgres_server() -> String {
    std::env::var("PEKAN_TEST_POSTGRES_URL")
        .expect("PEKAN_TEST_POSTGRES_URL names a PostgreSQL server: run the tests by bin/test")
}

fn postgres_url(database: &str) -> String {
    let mut url = url::Url::parse(&postgres_server()).unwrap();
    url.set_path(database);
    url.into()
}

async fn run(connection: &DatabaseConnection, sql: &str) {
    connection.execute_unprepared(sql).await.unwrap();
}

/// Runs this to its end in a thread and a runtime of its own, from code that cannot wait.
fn apart(work: impl Future<Output = ()> + Send + 'static) {
    let thread = std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(work);
    });
    thread.join().unwrap();
}
