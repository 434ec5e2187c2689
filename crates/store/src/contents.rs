//! What a database holds, as backups and their checks ask it: of any database, whatever its schema.

use std::collections::BTreeMap;
use std::path::Path;

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction,
    DbBackend, FromQueryResult, IsolationLevel, Statement, TransactionTrait,
};

use super::{Error, Result, broken};
use pekan_rules::media::MediaType;

/// How much a database holds: two of them that are equal here have the same rows by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The last step of the schema.
    pub schema: String,
    /// Rows by table.
    pub rows: BTreeMap<String, i64>,
}

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

#[derive(FromQueryResult)]
struct FileRow {
    sha256: String,
    media_type: String,
}

/// Each place where a row names a stored file that must be there.
const FILES: &[&str] = &[
    "SELECT stored_sha256 AS sha256, media_type FROM receipts WHERE file_removed_at IS NULL",
    "SELECT document_sha256 AS sha256, document_type AS media_type FROM exemptions
        WHERE document_sha256 IS NOT NULL",
    "SELECT stored_sha256 AS sha256, 'application/pdf' AS media_type FROM policy_documents",
    "SELECT scan_sha256 AS sha256, scan_type AS media_type FROM recaps WHERE scan_sha256 IS NOT NULL",
];

/// A connection that leaves the schema as it is.
pub async fn connect(url: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Ok(Database::connect(options).await?)
}

/// One moment of a PostgreSQL database, and the name under which others can look at the same.
pub async fn moment(connection: &DatabaseConnection) -> Result<(DatabaseTransaction, String)> {
    let level = Some(IsolationLevel::RepeatableRead);
    let txn = connection.begin_with_config(level, Some(AccessMode::ReadOnly)).await?;
    let name = one::<Name>(&txn, "SELECT pg_export_snapshot() AS name").await?.name;
    Ok((txn, name))
}

/// Makes an empty PostgreSQL database beside another, in place of one that was left there, and returns
/// its address.
pub async fn make_scratch(beside: &str) -> Result<String> {
    let scratch = scratch(beside)?;
    let connection = connect(beside).await?;
    connection
        .execute_unprepared(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", scratch.name))
        .await?;
    connection
        .execute_unprepared(&format!("CREATE DATABASE {} TEMPLATE template0", scratch.name))
        .await?;
    Ok(scratch.url)
}

/// Drops it, whoever is connected to it still.
pub async fn drop_scratch(beside: &str) -> Result<()> {
    let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", scratch(beside)?.name);
    connect(beside).await?.execute_unprepared(&drop).await?;
    Ok(())
}

struct Scratch {
    /// Quoted.
    name: String,
    url: String,
}

fn scratch(beside: &str) -> Result<Scratch> {
    let unreadable = || Error::other("the address of the database cannot be read");
    let (address, parameters) =
        beside.split_once('?').map_or((beside, None), |(a, p)| (a, Some(p)));
    let (server, name) = address.rsplit_once('/').ok_or_else(unreadable)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if name.is_empty() || !name.chars().all(plain) || server.ends_with('/') {
        return Err(unreadable());
    }
    let mut url = format!("{server}/{name}_rehearsal");
    if let Some(parameters) = parameters {
        url = format!("{url}?{parameters}");
    }
    Ok(Scratch { name: format!("\"{name}_rehearsal\""), url })
}

/// Copies a SQLite database as it is at this moment, while others go on writing it.
pub async fn copy_sqlite(url: &str, to: &Path) -> Result<()> {
    let to = to.to_str().ok_or_else(|| Error::other("the path of the copy is not UTF-8"))?;
    let copying = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [to.into()]);
    connect(url).await?.execute_raw(copying).await?;
    Ok(())
}

pub async fn of(db: &impl ConnectionTrait) -> Result<Contents> {
    let mut rows = BTreeMap::new();
    for table in tables(db).await? {
        let count = one::<Count>(db, &format!("SELECT count(*) AS count FROM \"{table}\"")).await?;
        rows.insert(table, count.count);
    }
    let last = "SELECT version AS name FROM seaql_migrations ORDER BY version DESC LIMIT 1";
    Ok(Contents { schema: one::<Name>(db, last).await?.name, rows })
}

/// All stored files that rows refer to, by the hash of their bytes.
pub async fn files(db: &impl ConnectionTrait) -> Result<BTreeMap<String, MediaType>> {
    let mut found = BTreeMap::new();
    for sql in FILES {
        for row in all::<FileRow>(db, sql).await? {
            let media_type = MediaType::from_name(&row.media_type)
                .ok_or_else(|| broken("media type", &row.media_type))?;
            found.insert(row.sha256, media_type);
        }
    }
    Ok(found)
}

/// How thoroughly damage is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Every page, but not whether indexes agree with their tables.
    Quick,
    Whole,
}

/// What is wrong with a database as such: pages that are damaged, references that lead nowhere.
/// PostgreSQL holds its references itself; its indexes are looked at where the extension `amcheck` is
/// installed.
pub async fn damage(db: &impl ConnectionTrait, look: Look) -> Result<Vec<String>> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return damaged_indexes(db).await;
    }
    let pages = match look {
        Look::Quick => "SELECT quick_check AS name FROM pragma_quick_check",
        Look::Whole => "SELECT integrity_check AS name FROM pragma_integrity_check",
    };
    let pages = match all::<Name>(db, pages).await {
        Err(Error::Corrupt(error)) => return Ok(vec![error.to_string()]),
        pages => pages?,
    };
    let references = "SELECT \"table\" || ' ' || rowid || ': no row in ' || parent AS name
        FROM pragma_foreign_key_check";
    let references = all::<Name>(db, references).await?;
    let sound = |name: &Name| name.name == "ok";
    Ok(pages.into_iter().filter(|name| !sound(name)).chain(references).map(|n| n.name).collect())
}

async fn damaged_indexes(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    const INSTALLED: &str =
        "SELECT extname::text AS name FROM pg_extension WHERE extname = 'amcheck'";
    const INDEXES: &str = "SELECT c.oid::regclass::text AS name FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.amname = 'btree' AND i.indisvalid AND n.nspname = current_schema() ORDER BY 1";
    if all::<Name>(db, INSTALLED).await?.is_empty() {
        return Ok(Vec::new());
    }
    let mut damaged = Vec::new();
    for Name { name } in all::<Name>(db, INDEXES).await? {
        let check = format!("SELECT '' AS name FROM bt_index_check('{name}'::regclass)");
        match all::<Name>(db, &check).await {
            Err(Error::Corrupt(error)) => damaged.push(format!("{name}: {error}")),
            sound => drop(sound?),
        }
    }
    Ok(damaged)
}

/// Whether a step of the schema is one of ours.
pub fn is_known(step: &str) -> bool {
    Migrator::migrations().iter().any(|known| known.name() == step)
}

/// Whether nothing has been made in it yet.
pub async fn is_empty(db: &impl ConnectionTrait) -> Result<bool> {
    Ok(tables(db).await?.is_empty())
}

pub(super) async fn tables(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'
                ESCAPE '\\' ORDER BY name"
        }
        _ => {
            "SELECT table_name::text AS name FROM information_schema.tables
                WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
        }
    };
    Ok(all::<Name>(db, sql).await?.into_iter().map(|table| table.name).collect())
}

async fn all<R: FromQueryResult>(db: &impl ConnectionTrait, sql: &str) -> Result<Vec<R>> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    Ok(R::find_by_statement(statement).all(db).await?)
}

async fn one<R: FromQueryResult>(db: &impl ConnectionTrait, sql: &str) -> Result<R> {
    all(db, sql).await?.pop().ok_or_else(|| Error::other("the database has no answer"))
}
