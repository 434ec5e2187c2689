//! A reviewer takes a seller for no small business; those who keep the sellers decide.

use rocket::http::Method::{Get, Post};
use serde_json::{Value, json};

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::forms::form;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Rina, Sari};

on_both_databases!(
    a_reviewer_doubts_and_those_who_keep_sellers_decide,
    a_doubt_that_is_refused_changes_no_figure
);

/// What Sari's week came to.
async fn week(town: &Town) -> Value {
    town.api(Sari, Get, "/me/compliance?period=2026-W47", None).await.is(200).json()
}

async fn reject(town: &Town, id: &Value, reason: &str) {
    let fields = [("decision", "reject"), ("reason", reason)];
    town.post(Rina, &format!("/tinjau/{id}"), &fields).await.is(303);
}

async fn totals_are_right(town: &Town) {
    let differences = pekan::store::totals::differences(town.store.reader()).await.unwrap();
    assert!(differences.is_empty(), "{differences:?}");
}

async fn a_reviewer_doubts_and_those_who_keep_sellers_decide(db: Database) {
    let town = Town::build(db).await;
    for (who, key, amount) in [(Sari, "a", "65.000"), (Sari, "b", "45.000"), (Budi, "c", "20.000")]
    {
        bought(&town, who, key, amount).await;
    }
    let mine = town.api(Sari, Get, "/purchases", None).await.is(200).json();
    let (first, second) = (&mine["items"][1]["id"], &mine["items"][0]["id"]);
    reject(&town, second, "Nominal tidak terbaca").await;
    assert!(!town.get(Dewi, "/penjual/1").await.is(200).text().contains("Pemeriksa menilai"));
    reject(&town, first, "Penjual bukan UMKM.").await;
    let page = town.get(Dewi, "/penjual/1").await.is(200).text();
    assert!(page.contains("Pemeriksa menilai") && page.contains("(Rina, "), "{page}");
    let path = "/penjual/1/kelayakan";
    let proposed = form(&page, path);
    assert_eq!(proposed.get("ineligible_from"), "2026-11-20");
    assert_eq!(proposed.get("ineligible_reason"), "Penjual bukan UMKM.");
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(trail.contains("meragukan penjual “Warung Bu Sri” sebagai UMKM"), "{trail}");

    // The week is closed before anybody decides.
    let town = town.signed_in_at("2026-11-26T00:00:00+07:00").await;
    town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200);
    let budis = "/me/compliance?period=2026-W47";
    assert_eq!(town.api(Budi, Get, budis, None).await.is(200).json()["counted"], 20_000);
    let version = proposed.get("version");
    let odd = [
        ("version", version),
        ("ineligible_from", "2026-11-20"),
        ("ineligible_until", "2026-11-01"),
        ("ineligible_reason", " "),
    ];
    let odd = town.post(Dewi, path, &odd).await.is(422).text();
    assert!(odd.contains("#ineligible_until") && odd.contains("#ineligible_reason"), "{odd}");
    let mark = [
        ("version", version),
        ("ineligible_from", "2026-11-20"),
        ("ineligible_until", ""),
        ("ineligible_reason", "waralaba"),
    ];
    town.post(Dewi, path, &mark).await.is(303);
    let after = town.api(Budi, Get, budis, None).await.is(200).json();
    assert_eq!((&after["counted"], &after["amendment"]), (&json!(0), &json!(1)));
    totals_are_right(&town).await;
    let page = town.get(Dewi, "/penjual/1").await.is(200).text();
    assert!(page.contains("waralaba") && !page.contains("Pemeriksa menilai"), "{page}");
    assert!(page.contains("Bukan UMKM sejak"), "{page}");
    let listed = town.get(Dewi, "/penjual?keadaan=ineligible").await.is(200).text();
    assert!(listed.contains(">Warung Bu Sri</a>"), "{listed}");
    // Once it is decided, the same words of a reviewer are no news; taken back, it counts again.
    let clear = [("version", "4"), ("clear", "1")];
    town.post(Dewi, path, &clear).await.is(412);
    let clear = [("version", form(&page, path).get("version")), ("clear", "1")]
        .map(|(a, b)| (a, b.to_owned()));
    let clear: Vec<_> = clear.iter().map(|(name, text)| (*name, text.as_str())).collect();
    town.post(Dewi, path, &clear).await.is(303);
    let after = town.api(Budi, Get, budis, None).await.is(200).json();
    assert_eq!((&after["counted"], &after["amendment"]), (&json!(20_000), &json!(2)));
    totals_are_right(&town).await;
}

async fn a_doubt_that_is_refused_changes_no_figure(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "65.000").await;
    bought(&town, Sari, "b", "45.000").await;
    let mine = town.api(Sari, Get, "/purchases", None).await.is(200).json();
    reject(&town, &mine["items"][0]["id"], "ini bukan UMKM, tapi waralaba").await;
    reject(&town, &mine["items"][1]["id"], "bukan umkm").await;
    bought(&town, Sari, "c", "30.000").await;
    let before = week(&town).await["counted"].clone();
    let page = town.get(Dewi, "/penjual/1").await.is(200).text();
    // Two reviewers say it once.
    assert!(page.contains("1 keraguan pemeriksa"), "{page}");
    assert!(town.get(Dewi, "/penjual?keadaan=waiting").await.is(200).text().contains("Diragukan"));
    let seen = form(&page, "/penjual/1/terima").get("version").to_owned();
    town.post(Dewi, "/penjual/1/terima", &[("version", &seen)]).await.is(303);
    assert_eq!(week(&town).await["counted"], before);
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(trail.contains("menyatakan penjual “Warung Bu Sri” tetap UMKM"), "{trail}");
}
