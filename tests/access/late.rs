//! What has ended between the beginning of a request and its write: on SQLite the connection that writes
//! is shown other tables than those that guards read, so that each route finds out.

use pekan::store::ConnectionTrait;

use super::*;

/// What is sent to routes that need no session, or that write nothing.
const WITHOUT_WARRANT: [&str; 9] = [
    // Here people come in.
    "/api/v1/tokens",
    "/lupa-sandi",
    // A language is also chosen without a session, in a cookie.
    "/bahasa",
    // Whoever has the link of a seller answers for them.
    "/terjual/$sold",
    // The step of the first run is in a cookie as well.
    "/admin/persiapan/selesai",
    // What would be is computed and shown.
    "/api/v1/policies/preview",
    "/api/v1/imports/employees/plan",
    "/api/v1/imports/placements?dry_run=true",
    // With `action=check`.
    "/admin/impor/mutasi",
];

/// Tables that hide those of the same name from the writing connection alone.
async fn hide(town: &Town, tables: &'static [&'static str]) {
    let hidden = town.store.write::<_, Error, _>(txn_job!(|txn| {
        for table in tables {
            let empty = format!("CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} LIMIT 0");
            txn.execute_unprepared(&empty).await?;
        }
        Ok(())
    }));
    hidden.await.unwrap();
}

async fn show(town: &Town, tables: &'static [&'static str]) {
    let shown = town.store.write::<_, Error, _>(txn_job!(|txn| {
        for table in tables {
            txn.execute_unprepared(&format!("DROP TABLE temp.{table}")).await?;
        }
        Ok(())
    }));
    shown.await.unwrap();
}

/// Asks each route that changes something, by whom it would obey, while `tables` are hidden from the write.
/// Returns the routes that were answered otherwise than `expected`, and those that did something.
async fn ask_late(
    lines: impl Iterator<Item = &'static Line>,
    tables: &'static [&'static str],
    expected: impl Fn(&Line, u16) -> bool,
) -> Vec<String> {
    let town = Town::with_operators(Database::sqlite()).await;
    let records = Records::new(&town).await;
    let mut wrong = Vec::new();
    for (number, line) in lines.enumerate() {
        let does = |status: &u16| (200..300).contains(status) || *status == 303;
        // An administrator has most to do it to; an operator may find nobody.
        let administrator = Some(7).filter(|index: &usize| does(&line.expected[*index]));
        let last = || line.expected.iter().rposition(does);
        let Some(index) = administrator.or_else(last) else { continue };
        let who = Who::ALL[index];
        let fill = |text: &str| records.fill(text, who, number);
        let path = records.fresh(&town, fill(line.sent.path), number).await;
        let before = last_note(&town).await;
        hide(&town, tables).await;
        let reply = ask(&town, who, line, &path, fill, number).await;
        show(&town, tables).await;
        if !expected(line, answered(&reply)) {
            wrong.push(format!("{} {} ({who:?}): {}", line.method, line.route, answered(&reply)));
        } else if last_note(&town).await != before {
            wrong.push(format!("{} {} ({who:?}): did something", line.method, line.route));
        }
    }
    wrong
}

fn changing() -> impl Iterator<Item = &'static Line> {
    let tables = [api::LINES, administration::LINES, pages::LINES].into_iter().flatten();
    tables.filter(|line| line.method != Get && !WITHOUT_WARRANT.contains(&line.sent.path))
}

#[tokio::test]
async fn who_is_signed_out_meanwhile_changes_nothing() {
    let refused =
        |line: &Line, found| found == if line.route.starts_with("/api") { 401 } else { DOOR };
    let wrong = ask_late(changing(), &["sessions", "tokens"], refused).await;
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[tokio::test]
async fn whose_role_is_taken_back_meanwhile_changes_nothing() {
    // What somebody without any role may not do.
    let sari = |line: &&Line| matches!(line.expected[1], 403 | 404);
    // A field that names what is out of sight is a fault of the form.
    let refused = |_: &Line, found| matches!(found, 403 | 404 | 422);
    let wrong = ask_late(changing().filter(sari), &["roles"], refused).await;
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
