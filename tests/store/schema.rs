//! The entities say what the database says: the same tables, columns and empty values; and each enum
//! has the names that the CHECK of its column allows.

use std::collections::{BTreeMap, BTreeSet};

use migrations::{Migrator, MigratorTrait};
use pekan::rules::columns::ENUMS;
use pekan::store::entities;
use sea_orm::{
    ColumnTrait, Database as Connection, DatabaseConnection, EntityTrait, IdenStatic, Iterable,
    QueryResult, Statement,
};

use crate::on_both_databases;
use crate::support::database::Database;

on_both_databases!(
    entities_have_the_columns_of_their_tables,
    enums_have_the_names_that_their_columns_allow
);

/// Columns that hold some of an enum's names only, and those which they never do.
const NARROWER: &[(&str, &str, &[&str])] = &[
    // Only receipts are kept as they came.
    ("exemptions", "document_type", &["application/octet-stream"]),
    // Nothing is open in a closed period.
    ("closed_results", "status", &["open"]),
    // Purchases amend at once: they leave nothing to be looked at again.
    ("rechecks", "cause", &["purchase", "edit", "void", "review", "recount"]),
];

/// Columns of an enum without a list of its names: a verb more would be a migration each time, and no
/// rule depends on what the audit says.
const UNLISTED: [(&str, &str); 1] = [("audit", "action")];

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Column {
    nullable: bool,
    /// The names of its enum, if it has one.
    names: Option<BTreeSet<String>>,
}

/// Tables with their columns.
pub(super) type Schema = BTreeMap<String, BTreeMap<String, Column>>;

fn describe<E: EntityTrait>(schema: &mut Schema) {
    let columns = E::Column::iter().map(|column| {
        let names = column.enum_type_name().map(|of| {
            let found = ENUMS.iter().find(|(name, _)| *name == of);
            let (_, names) = found.unwrap_or_else(|| panic!("{of} is not in ENUMS"));
            names.iter().map(|name| (*name).to_owned()).collect()
        });
        (column.as_str().to_owned(), Column { nullable: column.def().is_null(), names })
    });
    let table = E::default().table_name().to_owned();
    assert!(schema.insert(table.clone(), columns.collect()).is_none(), "{table} twice");
}

macro_rules! entities {
    ($($name:ident),+ $(,)?) => {{
        let mut schema = Schema::new();
        $(describe::<entities::$name::Entity>(&mut schema);)+
        schema
    }};
}

/// As the entities have it. One that is left out here is a table without entity.
pub(super) fn of_entities() -> Schema {
    entities!(
        alike_receipts,
        amendments,
        audit,
        bounces,
        closed_offices,
        closed_results,
        closed_sums,
        closings,
        consignments,
        corrections,
        declarations,
        delivery_attempts,
        devices,
        employees,
        events,
        exemptions,
        holidays,
        import_changes,
        import_mappings,
        imports,
        letterheads,
        likenesses,
        logos,
        mails,
        merged_office_purchases,
        merged_purchases,
        office_purchases,
        offices,
        one_use_links,
        openings,
        period_totals,
        placements,
        policies,
        policy_documents,
        policy_endings,
        provider_visits,
        publications,
        purchase_drafts,
        purchases,
        push_subscriptions,
        receipts,
        recaps,
        rechecks,
        recovery_codes,
        remindings,
        review_seeds,
        roles,
        second_factors,
        seller_classes,
        seller_doubts,
        seller_links,
        seller_merges,
        seller_words,
        sellers,
        sessions,
        settings,
        shared_parts,
        sign_in_steps,
        tokens,
        transfers,
        webhook_deliveries,
        webhooks,
    )
}

async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    use sea_orm::ConnectionTrait;
    let backend = db.get_database_backend();
    db.query_all_raw(Statement::from_string(backend, sql)).await.unwrap()
}

/// As the database has it, without the names.
async fn of_database(db: &Database, connection: &DatabaseConnection) -> Schema {
    let sql = if db.is_postgres() {
        "SELECT table_name::text AS of_table, column_name::text AS name, is_nullable = 'YES' AS nullable
         FROM information_schema.columns WHERE table_schema = current_schema()"
    } else {
        r#"SELECT t.name AS of_table, c.name AS name, c."notnull" = 0 AND c.pk = 0 AS nullable
           FROM sqlite_master t, pragma_table_info(t.name) c
           WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'"#
    };
    let mut schema = Schema::new();
    for row in rows(connection, sql).await {
        let (table, name): (String, String) =
            (row.try_get("", "of_table").unwrap(), row.try_get("", "name").unwrap());
        let nullable = row.try_get("", "nullable").unwrap();
        schema.entry(table).or_default().insert(name, Column { nullable, names: None });
    }
    let own = Migrator::migration_table_name().to_string();
    assert!(schema.remove(&own).is_some(), "the migrations' own table");
    schema
}

async fn entities_have_the_columns_of_their_tables(db: Database) {
    let mut told = of_entities();
    for column in told.values_mut().flat_map(BTreeMap::values_mut) {
        column.names = None;
    }
    let connection = Connection::connect(&db.url).await.unwrap();
    assert_eq!(told, of_database(&db, &connection).await);
}

/// The column and the names of a condition that is a list of names and nothing else:
/// `column IN ('a', 'b')` as it was written, `(column = ANY (ARRAY['a'::text, 'b'::text]))` as
/// PostgreSQL repeats it.
fn list(condition: &str) -> Option<(String, BTreeSet<String>)> {
    let condition = condition.trim_start_matches('(');
    let written = condition.split_once(" IN (");
    let (column, rest) = written.or_else(|| condition.split_once(" = ANY (ARRAY["))?;
    let (names, rest) = rest.split_once([')', ']'])?;
    let whole = column.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let names = names.split('\'').skip(1).step_by(2).map(str::to_owned);
    (whole && rest.starts_with(')')).then(|| (column.to_owned(), names.collect()))
}

/// The names that each column allows, by table and column.
async fn allowed(
    db: &Database,
    connection: &DatabaseConnection,
) -> BTreeMap<(String, String), BTreeSet<String>> {
    let sql = if db.is_postgres() {
        "SELECT conrelid::regclass::text AS of_table, pg_get_constraintdef(oid) AS conditions
         FROM pg_constraint WHERE contype = 'c' AND cardinality(conkey) = 1"
    } else {
        "SELECT name AS of_table, sql AS conditions FROM sqlite_master WHERE type = 'table'"
    };
    let mut found = BTreeMap::new();
    for row in rows(connection, sql).await {
        let (table, conditions): (String, String) =
            (row.try_get("", "of_table").unwrap(), row.try_get("", "conditions").unwrap());
        for (column, names) in conditions.split("CHECK (").skip(1).filter_map(list) {
            found.insert((table.clone(), column), names);
        }
    }
    found
}

async fn enums_have_the_names_that_their_columns_allow(db: Database) {
    let mut told = BTreeMap::new();
    for (table, columns) in of_entities() {
        for (column, Column { names, .. }) in columns {
            if UNLISTED.contains(&(table.as_str(), column.as_str())) {
                continue;
            }
            if let Some(mut names) = names {
                let narrower =
                    NARROWER.iter().find(|(of, name, _)| (*of, *name) == (&table, &column));
                for name in narrower.map(|(_, _, never)| *never).unwrap_or_default() {
                    assert!(names.remove(*name), "{table}.{column} never has {name}");
                }
                told.insert((table.clone(), column), names);
            }
        }
    }
    let connection = Connection::connect(&db.url).await.unwrap();
    assert_eq!(told, allowed(&db, &connection).await);
}
