//! Somebody says what is wrong about them; those who look after them answer, and nobody else does.

use pekan::rules::mail::MailKind;
use pekan::store::mails;
use rocket::http::Method::{Get, Post};
use serde_json::json;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{self, Agus, Ayu, Budi, Dewi, Hadi, Oki, Olga, Sari};

on_both_databases!(
    what_is_wrong_is_asked_answered_and_told,
    a_few_may_wait_and_nobody_answers_their_own,
    auditors_read_and_see_no_telephone
);

const WRONG: [(&str, &str); 3] =
    [("field", "name"), ("wanted", "Sari Wulandari"), ("note", "sesuai SK")];

/// What is said of accounts in mails that wait for somebody.
async fn told(town: &Town, who: Who) -> Vec<String> {
    let all = mails::of_employee(town.store.reader(), town.people[&who]).await.unwrap();
    let changed = all.into_iter().filter(|mail| mail.kind == MailKind::AccountChanged);
    changed.filter_map(|mail| mail.change).collect()
}

async fn what_is_wrong_is_asked_answered_and_told(db: Database) {
    let town = Town::with_operators(db).await;
    let page = town.post(Sari, "/akun/data/perbaikan", &[("field", ""), ("wanted", "x")]).await;
    let page = page.is(422).text();
    assert!(page.contains("value=\"x\"") && page.contains("#field"), "{page}");
    town.post(Sari, "/akun/data/perbaikan", &WRONG).await.is(303);
    assert!(town.get(Sari, "/akun/data").await.is(200).text().contains("Sari Wulandari"));

    // Her operator is told, once a day; nobody else is.
    town.post(Sari, "/akun/data/perbaikan", &WRONG).await.is(303);
    assert_eq!(told(&town, Oki).await.len(), 1);
    assert!(told(&town, Oki).await[0].contains("correction_asked"));
    for who in [Olga, Dewi, Hadi] {
        assert!(told(&town, who).await.is_empty(), "{who:?}");
    }
    assert!(town.get(Oki, "/admin").await.is(200).text().contains("href=\"/admin/perbaikan\""));
    assert!(town.get(Dewi, "/admin").await.is(200).text().contains("href=\"/admin/perbaikan\""));
    let desk = town.get(Oki, "/admin/perbaikan").await.is(200).text();
    assert!(desk.contains("Sari Wulandari") && desk.contains("sesuai SK"), "{desk}");
    assert!(!town.get(Olga, "/admin/perbaikan").await.is(200).text().contains("Wulandari"));

    let all = town.api(Oki, Get, "/corrections", None).await.is(200).json();
    let (first, second) = (&all["items"][0]["id"], &all["items"][1]["id"]);
    town.post(Olga, &format!("/admin/perbaikan/{first}/selesai"), &[]).await.is(404);
    let refuse = format!("/admin/perbaikan/{first}/tolak");
    town.post(Oki, &refuse, &[("reason", "")]).await.is(422);
    town.post(Oki, &refuse, &[("reason", "SK belum terbit")]).await.is(303);
    town.post(Oki, &refuse, &[("reason", "lagi")]).await.is(409);
    town.post(Dewi, &format!("/admin/perbaikan/{second}/selesai"), &[]).await.is(303);
    let own = town.get(Sari, "/akun/data").await.is(200).text();
    assert!(own.contains("SK belum terbit"), "{own}");
    let said = told(&town, Sari).await;
    assert!(said.iter().any(|one| one.contains("SK belum terbit")), "{said:?}");
    assert!(said.iter().any(|one| one.contains("correction_done")), "{said:?}");
    let own = town.api(Sari, Get, "/me/corrections", None).await.is(200).json();
    assert_eq!(
        (&own["items"][0]["state"], &own["items"][1]["state"]),
        (&json!("done"), &json!("refused"))
    );
    // The trail says that it was asked, and not what.
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(!trail.contains("Wulandari") && !trail.contains("SK belum terbit"), "{trail}");
}

async fn a_few_may_wait_and_nobody_answers_their_own(db: Database) {
    let town = Town::with_operators(db).await;
    let body = || Some(json!({ "field": "grade", "wanted": "III/c" }));
    for _ in 0..5 {
        town.api(Budi, Post, "/me/corrections", body()).await.is(201);
    }
    let refused = town.api(Budi, Post, "/me/corrections", body()).await.is(422).text();
    assert!(refused.contains("too-many-corrections"), "{refused}");
    let made = town.api(Oki, Post, "/me/corrections", body()).await.is(201).json();
    let done = format!("/corrections/{}/done", made["id"]);
    town.api(Oki, Post, &done, None).await.is(403);
    town.api(Dewi, Post, &done, None).await.is(204);
    let made = town.api(Dewi, Post, "/me/corrections", body()).await.is(201).json();
    town.api(Dewi, Post, &format!("/corrections/{}/done", made["id"]), None).await.is(403);
}

async fn auditors_read_and_see_no_telephone(db: Database) {
    let town = Town::with_operators(db).await;
    let telephone = json!({ "field": "phone", "wanted": "0812 3456 7890", "note": "nomor baru" });
    town.api(Sari, Post, "/me/corrections", Some(telephone)).await.is(201);
    town.post(Sari, "/akun/data/perbaikan", &WRONG).await.is(303);
    let page = town.get(Agus, "/admin/perbaikan").await.is(200).text();
    assert!(page.contains("Sari Wulandari"), "{page}");
    assert!(!page.contains("7890") && !page.contains("nomor baru"), "{page}");
    assert!(!page.contains("/selesai\""), "{page}");
    assert!(town.get(Oki, "/admin/perbaikan").await.is(200).text().contains("7890"));
    town.get(Ayu, "/admin/perbaikan").await.is(403);
    town.get(Hadi, "/admin/perbaikan").await.is(403);
}
