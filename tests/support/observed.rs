//! What a store asks its database, and by which plan the database answers.

use std::sync::{Arc, Mutex};

use pekan::store::Store;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::database::Database;

/// The statements of a store, in order.
#[derive(Clone, Default)]
pub struct Statements(Arc<Mutex<Vec<Statement>>>);

impl Statements {
    pub async fn store(&self, db: &Database) -> Store {
        let recorded = self.0.clone();
        let observer = move |statement: &Statement| {
            recorded.lock().unwrap().push(statement.clone());
        };
        Store::open_observed(&db.url, Arc::new(observer)).await.unwrap()
    }

    /// Those since the last time.
    pub fn take(&self) -> Vec<Statement> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

/// The lines of a statement's plan.
pub async fn plan(store: &Store, statement: &Statement) -> Vec<String> {
    let db = store.reader();
    let (explain, column) = match db.get_database_backend() {
        DbBackend::Postgres => ("EXPLAIN", "QUERY PLAN"),
        _ => ("EXPLAIN QUERY PLAN", "detail"),
    };
    let sql = format!("{explain} {}", statement.sql);
    let explained =
        Statement { sql, values: statement.values.clone(), db_backend: statement.db_backend };
    let rows = db.query_all_raw(explained).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", column).unwrap()).collect()
}
