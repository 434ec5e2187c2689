//! Which of a statement's steps read more than what belongs to whom it asks about.

use pekan::store::{ConnectionTrait, Store};
use sea_orm::{DbBackend, Statement, TransactionTrait};
use serde_json::Value;

use crate::support::observed::plan;

/// The tables that grow with the district or the years, and the columns by which the rows of one
/// person, one office or one record are found.
const GROWING: [(&str, &[&str]); 21] = [
    ("employees", &["id", "number", "email", "login"]),
    ("placements", &["employee_id", "office_id"]),
    ("roles", &["employee_id", "office_id"]),
    // Only the index of what several have bought alike has an amount: a seller, a day and an amount are few rows.
    ("purchases", &["id", "employee_id", "recorded_by", "amount"]),
    ("sellers", &["id", "name_key"]),
    ("seller_classes", &["seller_id"]),
    ("receipts", &["id", "purchase_id", "employee_id", "upload_sha256"]),
    ("period_totals", &["employee_id"]),
    ("closed_results", &["employee_id", "office_id"]),
    ("closed_offices", &["office_id", "parent_id"]),
    ("closed_sums", &["office_id"]),
    ("amendments", &["id", "employee_id"]),
    ("exemptions", &["id", "employee_id"]),
    ("declarations", &["employee_id"]),
    ("sessions", &["token_hash"]),
    ("devices", &["token_hash"]),
    ("tokens", &["token_hash"]),
    ("mails", &["id", "employee_id"]),
    ("delivery_attempts", &["mail_id"]),
    ("audit", &["id", "subject", "actor_id", "about_id"]),
    ("openings", &["record_id", "owner_id"]),
];

/// The tables that grow with the years, and the indexes that hold the few rows that wait.
const YEARS: [&str; 11] = [
    "purchases",
    "receipts",
    "period_totals",
    "closed_results",
    "closed_offices",
    "closed_sums",
    "amendments",
    "exemptions",
    "mails",
    "audit",
    "openings",
];
const WAITING: [&str; 9] = [
    "amendments_one_proposal",
    "exemptions_listed",
    "exemptions_waiting",
    "mails_phones",
    "mails_waiting",
    "placements_held",
    "purchases_proposed",
    "purchases_unjudged",
    "receipts_uncompared",
];

/// The steps that read a table of the years from end to end.
pub async fn of_years(store: &Store, statement: &Statement) -> Vec<String> {
    if statement.db_backend == DbBackend::Postgres {
        let mut found = Vec::new();
        scans(&explained(store, statement).await, &mut found);
        return found;
    }
    let steps = plan(store, statement).await.into_iter();
    let reads_all = |step: &String| {
        let table = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
        table.is_some_and(|table| YEARS.contains(&table))
            && !WAITING.iter().any(|index| step.contains(index))
    };
    steps.filter(reads_all).collect()
}

/// Where a database expects few to be away, it may ask that first: those are never more than are away now.
const AWAY_NOW: &str = "(to_on >= ";

/// What queries call a table that they name twice.
const ALIASES: [(&str, &str); 3] =
    [("every", "placements"), ("alike", "purchases"), ("other", "purchases")];

fn growing(name: &str) -> Option<&'static [&'static str]> {
    let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, table)| table);
    GROWING.iter().find(|(table, _)| *table == name).map(|(_, columns)| *columns)
}

/// The steps that are too wide.
pub async fn wide(store: &Store, statement: &Statement) -> Vec<String> {
    if statement.db_backend == DbBackend::Postgres {
        on_postgres(store, statement).await
    } else {
        let steps = plan(store, statement).await;
        steps.into_iter().filter(|step| is_wide_on_sqlite(step)).collect()
    }
}

/// `SCAN purchases`, or `SEARCH purchases USING INDEX purchases_day (purchased_on>?)`.
fn is_wide_on_sqlite(step: &str) -> bool {
    let mut words = step.split(' ');
    let (verb, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let Some(own) = growing(name) else { return false };
    match verb {
        "SCAN" => true,
        "SEARCH" => {
            let step = step.strip_suffix(" LEFT-JOIN").unwrap_or(step);
            let found = step.rsplit_once('(').map_or("", |(_, found)| found);
            let found = found.trim_end_matches(')').split(" AND ");
            let equal = found.filter_map(|term| term.strip_suffix("=?"));
            let mut equal = equal.map(|column| if column == "rowid" { "id" } else { column });
            !equal.any(|column| own.contains(&column))
        }
        _ => false,
    }
}

fn scans(node: &Value, found: &mut Vec<String>) {
    let table = node["Relation Name"].as_str().unwrap_or_default();
    if node["Node Type"] == "Seq Scan" && YEARS.contains(&table) {
        found.push(format!("Seq Scan of {table}"));
    }
    for below in node["Plans"].as_array().into_iter().flatten() {
        scans(below, found);
    }
}

async fn on_postgres(store: &Store, statement: &Statement) -> Vec<String> {
    let mut wide = Vec::new();
    walk(&explained(store, statement).await, None, &mut wide);
    wide
}

async fn explained(store: &Store, statement: &Statement) -> Value {
    let txn = store.reader().begin().await.unwrap();
    // The tables of a test are small: what is asked is whether an index answers.
    for way in ["seqscan", "hashjoin", "mergejoin"] {
        txn.execute_unprepared(&format!("SET LOCAL enable_{way} = off")).await.unwrap();
    }
    // What it has read before lies in memory, as in a district that is at work.
    txn.execute_unprepared("SET LOCAL random_page_cost = 1").await.unwrap();
    let sql = format!("EXPLAIN (FORMAT JSON) {}", statement.sql);
    let explained = Statement { sql, ..statement.clone() };
    let row = txn.query_one_raw(explained).await.unwrap().unwrap();
    let mut plan: Value = row.try_get("", "QUERY PLAN").unwrap();
    plan[0]["Plan"].take()
}

fn walk(node: &Value, table: Option<&str>, wide: &mut Vec<String>) {
    let table = node["Relation Name"].as_str().or(table);
    let kind = node["Node Type"].as_str().unwrap_or_default();
    let reads = kind.ends_with("Scan") && kind != "Bitmap Heap Scan";
    if let Some(own) = table.and_then(growing).filter(|_| reads) {
        let found = node["Index Cond"].as_str().unwrap_or_default();
        // `(employee_id = 7)`, `(purchases.employee_id = placements.employee_id)`.
        let is_own = |column: &&str| {
            found.contains(&format!("({column} = ")) || found.contains(&format!(".{column} = "))
        };
        let is_now = found.starts_with(AWAY_NOW) && table == Some("exemptions");
        if !own.iter().any(is_own) && !is_now {
            wide.push(format!("{kind} of {}: {found}", table.unwrap_or_default()));
        }
    }
    for below in node["Plans"].as_array().into_iter().flatten() {
        // A bitmap is made of the index of the table above it.
        let table = if kind.starts_with("Bitmap") { table } else { None };
        walk(below, table, wide);
    }
}
