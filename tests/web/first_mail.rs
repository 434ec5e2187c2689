//! The first mail that anybody gets says whose it is: the circular, the office, and whom to ask.

use chrono::{DateTime, TimeDelta, Utc};
use pekan::workflows::mail::deliver::deliver_due;
use rocket::http::Method::Post;
use serde_json::json;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::mail::Letterbox;
use crate::support::town::Who::Dewi;
use crate::support::town::{NOW, Town};

on_both_databases!(it_names_the_circular_the_office_and_a_person);

async fn it_names_the_circular_the_office_and_a_person(db: Database) {
    let town = Town::build(db).await;
    let contact = [("contact_name", "Rina Kusumawati"), ("contact_telephone", "0812-3456-7890")];
    town.post(Dewi, "/admin/unit/DKP/kontak", &contact).await.is(303);
    let new = json!({ "number": "199512312020121001", "name": "Joko", "email": "joko@example.go.id",
        "employment_type": "PNS", "office": "DKP-UPT1", "from": "2026-11-16" });
    town.api(Dewi, Post, "/employees", Some(new)).await.is(201);
    let invite = format!("/admin/pegawai/{}/aktivasi", town.segment_of("199512312020121001").await);
    town.post(Dewi, &invite, &[]).await.is(303);

    let letterbox = Letterbox::default();
    let now = NOW.parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(1);
    deliver_due(&town.store, &letterbox.post(), now, 10).await.unwrap();
    let mail = letterbox.take().pop().unwrap();
    let policy = town.store.rulebook().await.unwrap().policies[0].clone();
    for (what, said) in [
        ("circular", policy.legal_basis.as_str()),
        ("title", policy.title.as_str()),
        ("office", "Kantor DKP-UPT1"),
        ("whom to ask", "Rina Kusumawati"),
        ("telephone", "0812-3456-7890"),
        ("number", "199512312020121001"),
        ("the rule", "/aturan"),
    ] {
        assert!(mail.text.contains(said), "{what} is not in the text: {}", mail.text);
        assert!(mail.html.contains(said), "{what} is not in the page: {}", mail.html);
    }
}
