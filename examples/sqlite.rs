//! Runs SQL on a SQLite database with the SQLite that Pekan is built with, so that everybody uses
//! the same one: `bin/sqlite FILE 'SELECT …'`, or statements from the standard input, each to its
//! semicolon. Every row is printed as one line of JSON.

use std::error::Error;
use std::io::{BufRead, IsTerminal};

use sea_orm::{Database, DatabaseConnection, DbBackend, FromQueryResult, JsonValue, Statement};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("usage: bin/sqlite FILE [SQL]")?;
    let database = Database::connect(format!("sqlite://{file}?mode=rw")).await?;
    run(&database, "PRAGMA foreign_keys = ON").await?;
    if let Some(sql) = args.next() {
        return run(&database, &sql).await;
    }
    let mut sql = String::new();
    for line in std::io::stdin().lock().lines() {
        sql = sql + &line? + "\n";
        if !sql.trim_end().ends_with(';') {
            continue;
        }
        match run(&database, &sql).await {
            // At a prompt a mistake is answered, a script ends with it.
            Err(error) if std::io::stdin().is_terminal() => eprintln!("{error}"),
            done => done?,
        }
        sql.clear();
    }
    if sql.trim().is_empty() {
        Ok(())
    } else {
        Err("the last statement lacks its semicolon".into())
    }
}

async fn run(database: &DatabaseConnection, sql: &str) -> Result<(), Box<dyn Error>> {
    let statement = Statement::from_string(DbBackend::Sqlite, sql);
    for row in JsonValue::find_by_statement(statement).all(database).await? {
        println!("{row}");
    }
    Ok(())
}
