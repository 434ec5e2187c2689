use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::support::database::Database;

#[tokio::test]
async fn a_bound_limit_does_not_make_sqlite_prepare_anew() {
    let db = Database::sqlite();
    let store = db.store().await;
    let ask = Statement::from_string(DbBackend::Sqlite, "PRAGMA compile_options");
    let rows = store.reader().query_all_raw(ask).await.unwrap();
    let mut options = rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap());
    assert!(options.any(|option| option == "ENABLE_QPSG"), ".cargo/config.toml was not read");
}
