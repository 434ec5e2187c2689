//! What the public reads: totals that are those of the rules, no group below five, the same in every form.

use pekan::rules::Summary;
use pekan::workflows::transparency::publish::publish_next;
use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

use super::fields;
use super::office_figures::{OFFICES, buy_at_random, cells, summed};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::dice::Dice;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Dewi, Nobody, Sari};

on_both_databases!(
    it_is_off_until_an_administrator_switches_it_on,
    page_json_and_csv_say_what_the_rules_say,
    what_is_published_stays_and_too_few_who_come_are_not_told
);

const PATHS: [&str; 3] = ["/transparansi", "/transparansi.json", "/transparansi.csv"];

async fn switch_on(town: &Town) {
    let on = json!({ "transparency": true });
    town.api(Dewi, Patch, "/settings", Some(on)).await.is(200);
}

async fn publish_all(town: &Town) -> usize {
    let now = "2026-11-27T02:00:00Z".parse().unwrap();
    let mut published = 0;
    while publish_next(&town.store, now).await.unwrap() {
        published += 1;
    }
    published
}

async fn it_is_off_until_an_administrator_switches_it_on(db: Database) {
    let town = Town::with_operators(db).await;
    for path in PATHS {
        town.get(Nobody, path).await.is(404);
        town.get(Dewi, path).await.is(404);
    }
    town.api(Nobody, Get, "/transparency", None).await.is(404);
    assert_eq!(publish_all(&town).await, 0);
    switch_on(&town).await;
    let page = town.get(Nobody, "/transparansi").await.is(200).text();
    assert!(page.contains("Belum ada yang diterbitkan"), "{page}");
    assert_eq!(town.get(Nobody, "/transparansi.json").await.is(200).json(), json!([]));
    town.get(Nobody, "/transparansi?periode=2026-W40").await.is(404);
    town.get(Nobody, "/transparansi?periode=kemarin").await.is(422);
}

/// A district that has bought at random for a week, which is closed.
async fn lived(db: Database) -> (Town, Summary) {
    let mut dice = Dice(20_261_128);
    let town = Town::with_operators(db).await;
    let bought = buy_at_random(&town, &mut dice, "2026-11-20").await;
    let summary = summed(&bought, OFFICES[0].1, true);
    switch_on(&town).await;
    let town = town.signed_in_at("2026-11-26T09:00:00+07:00").await;
    town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200);
    (town, summary)
}

fn sum(rows: &Value, field: &str) -> i64 {
    rows.as_array().unwrap().iter().map(|row| row[field].as_i64().unwrap()).sum()
}

async fn page_json_and_csv_say_what_the_rules_say(db: Database) {
    let (town, summary) = lived(db).await;
    let kind = json!({ "kind": "kecamatan" });
    town.api(Dewi, Patch, "/offices/KEC-TEMPEH", Some(kind)).await.is(200);
    assert_eq!(publish_all(&town).await, 1);
    let reply = town.get(Nobody, "/transparansi.json").await.is(200);
    let all = reply.json();
    let (people, money) = (&all[0]["people"], &all[0]["purchases"]);
    assert_eq!(all[0]["period"], "2026-W47");
    for (field, expected) in
        [("obliged", summary.obliged), ("met", summary.met), ("short", summary.short)]
    {
        assert_eq!(people["total"][field], expected, "{all}");
        assert_eq!(sum(&people["by_office_kind"], field), i64::from(expected), "{all}");
    }
    assert_eq!(people["total"]["rate"], json!(summary.rate()));
    // Three of a sub-district office would follow from the total: nothing is left but all.
    assert_eq!(people["by_office_kind"].as_array().unwrap().len(), 1, "{all}");
    assert_eq!(money["total"]["amount"], summary.counted_amount, "{all}");
    for table in ["by_sub_district", "by_sector"] {
        assert_eq!(sum(&money[table], "amount"), summary.counted_amount, "{table}: {all}");
        let rows = money[table].as_array().unwrap();
        assert!(rows.iter().all(|row| row["sellers"].as_i64() >= Some(5)), "{table}: {all}");
    }
    assert_eq!(town.api(Nobody, Get, "/transparency", None).await.is(200).json(), all);

    let file = town.get(Nobody, "/transparansi.csv?periode=2026-W47").await.is(200).text();
    let rows = cells(&file);
    let found = |table: &str| rows.iter().find(|row| row[1] == table).unwrap();
    let expected = [summary.obliged, summary.met, 0, summary.short].map(|it| it.to_string());
    assert_eq!(found("Semua pegawai")[3..7], expected, "{file}");
    assert_eq!(found("Belanja ASN tercatat")[10], summary.counted_amount.to_string(), "{file}");
    let page = town.get(Nobody, "/transparansi").await.is(200).text();
    let sentence = format!("{} dari {} pegawai yang wajib", summary.met, summary.obliged);
    assert!(page.contains(&sentence), "{page}");
    for name in ["Sari", "Budi", "Warung"] {
        assert!(!page.contains(name) && !file.contains(name), "no names");
    }
    assert!(page.contains("Kementerian Koperasi"), "sources are named");
    let tongue = [("Accept-Language", "en")];
    let english = town.api_with(Nobody, Get, "/transparency", None, &tongue).await.is(200).json();
    assert_eq!(english[0]["people"]["total"]["name"], "All", "{english}");

    let cached = reply.header("Cache-Control");
    assert!(cached.is_some_and(|it| it.starts_with("public")), "{cached:?}");
    let tag = [("If-None-Match", reply.header("ETag").unwrap())];
    town.get_with(Nobody, "/transparansi.json", &tag).await.is(304);
}

async fn what_is_published_stays_and_too_few_who_come_are_not_told(db: Database) {
    let (town, _) = lived(db).await;
    publish_all(&town).await;
    let before = town.get(Nobody, "/transparansi.json").await.is(200).json();
    assert!(before[0]["people"]["total"]["obliged"].as_i64() == Some(11), "{before}");
    let late = [("amount", "999.000"), ("evidence", "no_receipt"), ("confirm", "1")];
    town.post(Budi, "/belanja", &fields("late", &late)).await.is(303);
    let office = town.api(Dewi, Get, "/offices/LMJ/compliance?period=2026-W47", None).await;
    assert_eq!(office.is(200).json()["amendment"], 1, "the close is amended");
    assert_eq!(publish_all(&town).await, 0);
    let after = town.get(Nobody, "/transparansi.json").await.is(200).json();
    assert_eq!(before, after, "of one person nothing is seen");

    // One is on leave the week after: that would be told by the difference.
    let leave = json!({ "from": "2026-11-23", "to": "2026-11-29", "reason": "annual_leave" });
    let path = format!("/employees/{}/exemptions", Sari.number());
    town.api(Dewi, Post, &path, Some(leave)).await.is(201);
    let town = town.signed_in_at("2026-12-03T09:00:00+07:00").await;
    town.api(Dewi, Post, "/periods/2026-W48/close", None).await.is(200);
    assert_eq!(publish_all(&town).await, 1);
    let all = town.get(Nobody, "/transparansi.json").await.is(200).json();
    assert_eq!(all[0]["period"], "2026-W48");
    assert!(all[0]["people"].is_null(), "{all}");
    assert_eq!(all[1], before[0]);
    let page = town.get(Nobody, "/transparansi").await.is(200).text();
    assert!(page.contains("Tidak diterbitkan"), "{page}");
}
