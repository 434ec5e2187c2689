//! By which way something was bought: built in, or added by an administrator; and the number of an order.

use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

use super::fields;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Sari};

on_both_databases!(
    channels_are_those_that_are_known_and_those_that_were_added,
    an_order_number_is_evidence
);

fn lunch(channel: &str) -> Value {
    json!({ "purchased_on": "2026-11-20", "amount": 20_000, "channel": channel,
        "seller": { "name": "Warung" }, "evidence": "no_receipt" })
}

fn key(key: &str) -> [(&str, &str); 1] {
    [("Idempotency-Key", key)]
}

async fn channels_are_those_that_are_known_and_those_that_were_added(db: Database) {
    let town = Town::build(db).await;
    for (number, (sent, stored)) in [
        ("direct", "direct"),
        ("in_person", "direct"),
        ("e_catalogue", "e_catalogue"),
        ("marketplace", "marketplace"),
        ("whatsapp", "whatsapp"),
        ("delivery", "food_delivery"),
    ]
    .into_iter()
    .enumerate()
    {
        let own = format!("k{number}");
        let made = town.api_with(Sari, Post, "/purchases", Some(lunch(sent)), &key(&own)).await;
        assert_eq!(made.is(201).json()["channel"], stored);
    }
    town.api_with(Sari, Post, "/purchases", Some(lunch("blibli")), &key("a")).await.is(422);
    let names = [("channels", "Blibli\nKoperasi Pegawai\n"), ("seller_notice", "")];
    town.post(Dewi, "/admin/pengaturan/belanja", &names).await.is(303);
    let made = town.api_with(Sari, Post, "/purchases", Some(lunch("blibli")), &key("a")).await;
    let id = made.is(201).json()["id"].clone();
    let form = town.get(Sari, "/belanja/baru").await.is(200).text();
    assert!(
        form.contains("<option value=\"koperasi_pegawai\">Koperasi Pegawai</option>"),
        "{form}"
    );
    assert!(form.contains("<option value=\"direct\" selected>"), "{form}");
    // Taken away it is offered no more, and what was recorded keeps its name.
    let fewer = Some(json!({ "channels": ["Koperasi Pegawai"] }));
    let settings = town.api(Dewi, Patch, "/settings", fewer).await.is(200).json();
    assert_eq!(settings["channels"], json!(["Koperasi Pegawai"]));
    let form = town.get(Sari, "/belanja/baru").await.is(200).text();
    assert!(!form.contains("Blibli"), "{form}");
    let page = town.get(Sari, &format!("/belanja/{id}")).await.is(200).text();
    assert!(page.contains("Blibli"), "{page}");
    let edit = town.get(Sari, &format!("/belanja/{id}/ubah")).await.is(200).text();
    assert!(edit.contains("<option value=\"blibli\" selected>"), "{edit}");
    // A name that is taken comes back as it was typed, with its fault.
    let taken = [("channels", "Marketplace"), ("seller_notice", "2jt")];
    let again = town.post(Dewi, "/admin/pengaturan/belanja", &taken).await.is(422).text();
    assert!(again.contains("Kanal &quot;Marketplace&quot; sudah tersedia"), "{again}");
    assert!(again.contains(">Marketplace</textarea>"), "{again}");
}

async fn an_order_number_is_evidence(db: Database) {
    let town = Town::build(db).await;
    let without = fields("a", &[("channel", "marketplace"), ("order_number", " ")]);
    let again = town.post(Sari, "/belanja", &without).await.is(422).text();
    assert!(again.contains("isi nomor pesanan"), "{again}");
    let ordered = fields("a", &[("channel", "marketplace"), ("order_number", "INV/2026/11/20")]);
    town.post(Sari, "/belanja", &ordered).await.is(303);
    let list = town.api(Sari, Get, "/purchases", None).await.is(200).json();
    let one = &list["items"][0];
    assert_eq!(one["order_number"], "INV/2026/11/20");
    assert_eq!((&one["evidence"], &one["receipts"]), (&Value::Null, &json!([])));
    let page = town.get(Sari, &format!("/belanja/{}", one["id"])).await.is(200).text();
    assert!(page.contains("INV/2026/11/20"), "{page}");
    // The very same order again is the same submission; another number is not.
    town.post(Sari, "/belanja", &ordered).await.is(303);
    let other = fields("a", &[("channel", "marketplace"), ("order_number", "INV/2026/11/21")]);
    town.post(Sari, "/belanja", &other).await.is(409);
    let bare = pekan::store::purchases::without_evidence(town.store.reader()).await.unwrap();
    assert!(bare.is_empty(), "{bare:?}");
}
