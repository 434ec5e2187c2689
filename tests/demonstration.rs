//! The fictional district: into an empty installation, whole or not at all.

use std::sync::{Arc, Mutex};

use pekan::demo::{self, DemoError, Login, Plan, Progress};
use pekan::files::Storage;
use pekan::store::{offices, totals};
use pekan::workflows::Warrant;
use pekan::workflows::accounts::set_up::make_token;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Nobody, Sari};
use crate::support::town::{NOW, Town};

const SMALL: Plan = Plan { people: 40, weeks: 3, photos: 4 };

async fn fill(town: &Town) -> Result<Vec<Login>, DemoError> {
    fill_and_say(town, Arc::new(|_, _| {})).await
}

async fn fill_and_say(town: &Town, progress: Progress) -> Result<Vec<Login>, DemoError> {
    let storage = Storage::open(town.db.dir.path()).unwrap();
    let now = NOW.parse().unwrap();
    demo::fill(&town.store, &storage, SMALL, now, progress).await
}

on_both_databases!(
    its_logins_open_it_and_its_totals_are_right,
    what_has_begun_is_never_filled,
    of_two_at_once_one_fills
);

async fn its_logins_open_it_and_its_totals_are_right(db: Database) {
    let town = Town::empty(db).await;
    let said = Arc::new(Mutex::new(Vec::new()));
    let heard = said.clone();
    let progress = Arc::new(move |done, all| heard.lock().unwrap().push((done, all)));
    let logins = fill_and_say(&town, progress).await.unwrap();
    assert_eq!(logins.len(), 7);
    // It says how far it is, many times, up to the end.
    let said = said.lock().unwrap().clone();
    assert!(said.len() >= 4 && said.is_sorted(), "{said:?}");
    assert!(said.last().is_some_and(|(done, all)| done == all), "{said:?}");
    let door = town.get(Nobody, "/masuk").await.is(200).text();
    assert_eq!(door.matches("Masuk sebagai ").count(), logins.len(), "one tap for each role");
    assert!(!door.contains("Lumajang") && door.contains("Kabupaten Sukamaju"));
    for Login { login, password, .. } in &logins {
        assert!(door.contains(login) && door.contains(password));
        town.post(Sari, "/masuk", &[("login", login), ("password", password)]).await.is(303);
    }
    // By one tap as well, after a while: only so many sign in from one place at once.
    let town = town.at(NOW).await;
    for Login { role, .. } in &logins {
        town.post(Sari, "/masuk", &[("demo", role)]).await.is(303);
    }
    town.post(Sari, "/masuk", &[("demo", "regent")]).await.is(404);
    assert_eq!(totals::differences(town.store.reader()).await.unwrap().len(), 0);
    assert!(!town.purchases().await.is_empty() && !town.files("receipts").is_empty());
    assert_eq!(
        make_token(&town.store, &Warrant::system(chrono::DateTime::UNIX_EPOCH)).await.unwrap(),
        None,
        "nobody sets it up any more"
    );
}

async fn what_has_begun_is_never_filled(db: Database) {
    let town = Town::build(db).await;
    let before = offices::all(town.store.reader()).await.unwrap().len();
    assert!(matches!(fill(&town).await, Err(DemoError::NotEmpty)));
    assert_eq!(offices::all(town.store.reader()).await.unwrap().len(), before);
    assert!(!town.get(Nobody, "/masuk").await.text().contains("Masuk sebagai "));
    town.post(Sari, "/masuk", &[("demo", "administrator")]).await.is(404);
}

async fn of_two_at_once_one_fills(db: Database) {
    let town = Town::empty(db).await;
    make_token(&town.store, &Warrant::system(chrono::DateTime::UNIX_EPOCH)).await.unwrap().unwrap();
    let (one, other) = tokio::join!(fill(&town), fill(&town));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert!(matches!(one.and(other), Err(DemoError::NotEmpty)));
}
