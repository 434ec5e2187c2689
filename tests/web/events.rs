//! Events: planned against held, the sheet with its code, the form that it opens, and what becomes of sellers.

use pekan::documents::qr::Qr;
use pekan::web::AppState;
use rocket::http::Method::{Get, Patch, Post, Put};
use serde_json::{Value, json};

use super::{fields, has};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{self, Agus, Budi, Dewi, Sari};

on_both_databases!(
    a_year_is_planned_against_what_was_held,
    the_code_of_an_event_opens_the_form_filled_in,
    a_purchase_names_only_an_event_of_its_day,
    what_was_bought_again_after_an_event,
    of_two_who_change_an_event_the_second_is_told,
    how_purchases_are_spread_over_sellers,
    what_is_bought_at_a_sale_point_is_its_makers
);

async fn event(town: &Town, body: Value) -> i64 {
    town.api(Dewi, Post, "/events", Some(body)).await.is(201).json()["id"].as_i64().unwrap()
}

async fn bazaar(town: &Town, from: &str, to: &str) -> i64 {
    let body = json!({ "name": "Bazar Senduro", "kind": "bazaar", "from": from, "to": to,
        "place": "Halaman kecamatan", "district": "Senduro", "expected_sellers": 24 });
    event(town, body).await
}

async fn buy(town: &Town, who: Who, key: &str, changed: &[(&str, &str)]) {
    let mut all = vec![("evidence", "no_receipt")];
    all.extend(changed);
    town.post(who, "/belanja", &fields(key, &all)).await.is(303);
}

/// What stands behind a heading of figures.
fn figure<'a>(page: &'a str, heading: &str) -> &'a str {
    let at = page.find(&format!("<dt>{heading}</dt>")).unwrap_or_else(|| panic!("{page}"));
    let value = page[at..].split_once("<dd>").unwrap().1;
    value.split_once("</dd>").unwrap().0
}

async fn a_year_is_planned_against_what_was_held(db: Database) {
    let town = Town::build(db).await;
    bazaar(&town, "2026-11-02", "2026-11-04").await;
    bazaar(&town, "2026-12-24", "2026-12-24").await;
    let fridays = json!({ "name": "Jumat Belanja", "kind": "campaign", "from": "2026-11-02",
        "to": "2026-11-30", "weekday": 5 });
    event(&town, fridays).await;
    event(&town, json!({ "name": "Galeri", "kind": "sale_point", "from": "2026-01-01" })).await;
    let gone = bazaar(&town, "2026-11-10", "2026-11-10").await;
    let reason = [("version", "1"), ("reason", "Hujan lebat")];
    town.post(Dewi, &format!("/acara/{gone}/batal"), &reason).await.is(303);
    let planned = [("year", "2026"), ("planned", "251")];
    town.post(Sari, "/acara/rencana", &planned).await.is(403);
    town.post(Dewi, "/acara/rencana", &planned).await.is(303);
    // Two bazaars and four Fridays; the first bazaar and three Fridays have begun on 20 November.
    let page = town.get(Sari, "/acara").await.is(200).text();
    let figures = ["Rencana", "Terjadwal", "Terlaksana", "Batal"].map(|name| figure(&page, name));
    assert_eq!(figures, ["251", "6", "4", "1"]);
    assert!(page.contains("Galeri") && !page.contains("Tambah acara"), "{page}");
    let december = town.get(Dewi, "/acara?tahun=2026&bulan=12").await.is(200).text();
    assert!(december.contains("24 Desember 2026") && december.contains("Tambah acara"));
    let shown = town.get(Sari, &format!("/acara/{gone}")).await.is(200).text();
    assert!(shown.contains("Hujan lebat"), "{shown}");
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(trail.contains("membatalkan acara “Bazar Senduro”: Hujan lebat"), "{trail}");
    for (planned, status) in [("0", 422), ("banyak", 422), ("", 303)] {
        let sent = [("year", "2026"), ("planned", planned)];
        town.post(Dewi, "/acara/rencana", &sent).await.is(status);
    }
    assert_eq!(figure(&town.get(Sari, "/acara").await.is(200).text(), "Rencana"), "–");
    let plan = town.api(Dewi, Put, "/events/plans/2027", Some(json!({ "planned": 12 }))).await;
    assert_eq!(plan.is(200).json()["planned"], 12);
}

async fn the_code_of_an_event_opens_the_form_filled_in(db: Database) {
    let town = Town::build(db).await;
    let id = bazaar(&town, "2026-11-16", "2026-11-18").await;
    let sheet = town.get(Dewi, &format!("/acara/{id}/poster/svg")).await.is(200).text();
    let path = format!("/belanja/baru?acara={id}");
    let link = town.client.rocket().state::<AppState>().unwrap().config.link(&path);
    assert!(sheet.contains(&Qr::of(&link).unwrap().svg_path()), "{sheet}");
    assert!(sheet.contains("Bazar Senduro") && sheet.contains("Halaman kecamatan, Senduro"));
    town.get(Dewi, &format!("/acara/{id}/poster/pdf")).await.is(200);
    town.get(Dewi, &format!("/acara/{id}/poster/png")).await.is(404);
    // The last day of the event, its channel, and the event itself.
    let form = town.get(Sari, &path).await.is(200).text();
    assert!(has(&form, "event", &id.to_string()), "{form}");
    assert!(has(&form, "purchased_on", "2026-11-18"), "{form}");
    assert!(form.contains("<option value=\"bazaar\" selected>"), "{form}");
    let day = ("purchased_on", "2026-11-18");
    let sent = [("event", &*id.to_string()), ("channel", "bazaar"), day];
    buy(&town, Sari, "a", &sent).await;
    let list = town.api(Sari, Get, "/purchases", None).await.is(200).json();
    let bought = &list["items"][0];
    assert_eq!((&bought["event"], &bought["channel"]), (&json!(id), &json!("bazaar")));
    let page = town.get(Sari, &format!("/belanja/{}", bought["id"])).await.is(200).text();
    assert!(page.contains("Bazar Senduro") && page.contains("Bazar atau pameran"), "{page}");
    // An event that nobody knows, or that was cancelled, opens the form without one.
    town.api_with(
        Dewi,
        Post,
        &format!("/events/{id}/cancel"),
        Some(json!({ "reason": "hujan" })),
        &[("If-Match", "\"1\"")],
    )
    .await
    .is(200);
    for event in [id.to_string(), "999999".into(), "x".into()] {
        let form = town.get(Sari, &format!("/belanja/baru?acara={event}")).await.is(200).text();
        assert!(!form.contains("name=\"event\""), "{form}");
    }
    // A seller's sheet opens it at the seller.
    let seller = town.api(Dewi, Get, "/sellers", None).await.is(200).json();
    let seller = seller["items"][0]["id"].as_i64().unwrap();
    let sheet = town.get(Dewi, &format!("/penjual/{seller}/poster/svg")).await.is(200).text();
    assert!(sheet.contains(&format!("/belanja/baru?penjual={seller}</text>")), "{sheet}");
}

async fn a_purchase_names_only_an_event_of_its_day(db: Database) {
    let town = Town::build(db).await;
    let id = bazaar(&town, "2026-11-16", "2026-11-18").await;
    let at = id.to_string();
    let sent = fields("a", &[("event", &at), ("evidence", "no_receipt")]);
    let again = town.post(Sari, "/belanja", &sent).await.is(422).text();
    assert!(again.contains("Acara Bazar Senduro tidak berlangsung pada"), "{again}");
    assert!(has(&again, "event", &at) && again.contains("35.000"), "{again}");
    let body = |event: Value, day: &str| {
        json!({ "purchased_on": day, "amount": 20_000, "channel": "bazaar", "event": event,
            "seller": { "name": "Warung" }, "evidence": "no_receipt" })
    };
    let key = |key| [("Idempotency-Key", key)];
    for (event, code) in [(json!(999_999), "event-unknown"), (json!(id), "event-not-that-day")] {
        let sent = Some(body(event, "2026-11-19"));
        let refused = town.api_with(Sari, Post, "/purchases", sent, &key("b")).await.is(422).json();
        let error = &refused["errors"][0];
        assert_eq!((&error["field"], &error["code"]), (&json!("event"), &json!(code)));
    }
    let sent = Some(body(json!(id), "2026-11-17"));
    let made = town.api_with(Sari, Post, "/purchases", sent.clone(), &key("c")).await;
    let made = made.is(201).json();
    // What was accepted stays accepted, and may be changed elsewhere, whatever becomes of the event.
    let reason = Some(json!({ "reason": "hujan" }));
    let first = [("If-Match", "\"1\"")];
    let path = format!("/events/{id}/cancel");
    town.api_with(Dewi, Post, &path, reason, &first).await.is(200);
    let retry = town.api_with(Sari, Post, "/purchases", sent, &key("c")).await.is(200).json();
    assert_eq!(retry["id"], made["id"]);
    let path = format!("/purchases/{}", made["id"]);
    let amount = Some(json!({ "amount": 25_000 }));
    let changed = town.api_with(Sari, Patch, &path, amount, &first).await.is(200).json();
    assert_eq!((&changed["event"], &changed["amount"]), (&json!(id), &json!(25_000)));
    let other = Some(json!({ "purchased_on": "2026-11-16" }));
    let second = [("If-Match", "\"2\"")];
    let refused = town.api_with(Sari, Patch, &path, other, &second).await.is(422).json();
    assert_eq!(refused["errors"][0]["code"], "event-cancelled");
    let none = Some(json!({ "event": null, "purchased_on": "2026-11-16" }));
    let freed = town.api_with(Sari, Patch, &path, none, &second).await.is(200).json();
    assert_eq!(freed["event"], Value::Null);
}

async fn what_was_bought_again_after_an_event(db: Database) {
    let town = Town::build(db).await;
    let id = bazaar(&town, "2026-11-02", "2026-11-03").await.to_string();
    let at = |seller: &'static str, day: &'static str| {
        [("seller.name", seller), ("purchased_on", day), ("channel", "bazaar")]
    };
    let there = |seller, day| [&at(seller, day)[..], &[("event", id.as_str())]].concat();
    buy(&town, Sari, "a", &there("Warung Bu Sri", "2026-11-02")).await;
    buy(&town, Budi, "b", &there("Warung Bu Sri", "2026-11-03")).await;
    buy(&town, Budi, "c", &there("Kopi Pak Darmo", "2026-11-03")).await;
    // Before the event, at it, and after it: only the last is again.
    buy(&town, Sari, "d", &at("Warung Bu Sri", "2026-10-30")).await;
    buy(&town, Sari, "e", &at("Warung Bu Sri", "2026-11-09")).await;
    let page = town.get(Dewi, &format!("/acara/{id}")).await.is(200).text();
    assert!(page.contains("Rp105.000 dalam 3 catatan di 2 penjual."), "{page}");
    assert!(page.contains("Di 1 penjual ada belanja lagi"), "{page}");
    assert!(page.contains("1 catatan, 1 pembeli"), "{page}");
    // From 9 to 20 November a whole week has gone by.
    assert!(page.contains("1 pekan lalu") && page.contains("Belum ada belanja lagi"), "{page}");
    assert!(page.contains("Belanja ASN tercatat, bukan omzet penjual."), "{page}");
    // What is rejected or voided is nothing that was bought.
    let list = town.api(Budi, Get, "/purchases", None).await.is(200).json();
    for one in list["items"].as_array().unwrap() {
        let path = format!("/purchases/{}/void", one["id"]);
        let first = [("If-Match", "\"1\"")];
        let reason = Some(json!({ "reason": "keliru" }));
        town.api_with(Dewi, Post, &path, reason, &first).await.is(200);
    }
    let page = town.get(Dewi, &format!("/acara/{id}")).await.is(200).text();
    assert!(page.contains("Rp35.000 dalam 1 catatan di 1 penjual."), "{page}");
    // Everybody sees the event, and nobody else its figures.
    let page = town.get(Sari, &format!("/acara/{id}")).await.is(200).text();
    assert!(page.contains("Bazar Senduro") && !page.contains("Rp35.000"), "{page}");
}

async fn of_two_who_change_an_event_the_second_is_told(db: Database) {
    let town = Town::build(db).await;
    let id = bazaar(&town, "2026-11-02", "2026-11-03").await;
    let path = format!("/events/{id}");
    let place = || Some(json!({ "place": "Alun-alun" }));
    town.api(Dewi, Patch, &path, place()).await.is(428);
    let first = [("If-Match", "\"1\"")];
    let changed = town.api_with(Dewi, Patch, &path, place(), &first).await.is(200).json();
    assert_eq!((&changed["place"], &changed["version"]), (&json!("Alun-alun"), &json!(2)));
    assert_eq!(changed["district"], "Senduro", "what was left out stays");
    town.api_with(Dewi, Patch, &path, place(), &first).await.is(412);
    let typed =
        [("version", "1"), ("name", "Bazar Baru"), ("kind", "bazaar"), ("from", "2026-11-02")];
    let again = town.post(Dewi, &format!("/acara/{id}"), &typed).await.is(412).text();
    assert!(has(&again, "name", "Bazar Baru") && has(&again, "version", "2"), "{again}");
    let wrong = [
        ("version", "2"),
        ("name", "Bazar"),
        ("kind", "bazaar"),
        ("from", "2026-11-02"),
        ("to", "2026-11-01"),
        ("place", "Lapangan"),
    ];
    let again = town.post(Dewi, &format!("/acara/{id}"), &wrong).await.is(422).text();
    assert!(again.contains("Tanggal akhir tidak boleh sebelum tanggal mulai"), "{again}");
    assert!(has(&again, "place", "Lapangan"), "{again}");
    let second = [("If-Match", "\"2\"")];
    let reason = || Some(json!({ "reason": "hujan" }));
    let path = format!("/events/{id}/cancel");
    town.api_with(Dewi, Post, &path, Some(json!({ "reason": " " })), &second).await.is(422);
    town.api_with(Dewi, Post, &path, reason(), &second).await.is(200);
    town.api_with(Dewi, Post, &path, reason(), &[("If-Match", "\"3\"")]).await.is(409);
    town.api(Sari, Get, "/events?year=1999", None).await.is(422);
    let all = town.api(Sari, Get, "/events?year=2026", None).await.is(200).json();
    assert_eq!(all["items"][0]["state"], "cancelled");
    assert!(
        town.api(Sari, Get, "/events?year=2027", None).await.is(200).json()["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

async fn how_purchases_are_spread_over_sellers(db: Database) {
    let town = Town::build(db).await;
    let nothing = town.get(Dewi, "/penjual/sebaran").await.is(200).text();
    assert!(nothing.contains("Belum ada belanja yang dicatat"), "{nothing}");
    for (number, amount) in
        ["60.000", "10.000", "10.000", "10.000", "5.000", "5.000"].iter().enumerate()
    {
        let (key, name) = (format!("k{number}"), format!("Warung {number}"));
        let way = if number == 0 { "whatsapp" } else { "direct" };
        buy(&town, Sari, &key, &[("seller.name", &name), ("amount", amount), ("channel", way)])
            .await;
    }
    let page = town.get(Dewi, "/penjual/sebaran?pekan=1").await.is(200).text();
    assert!(page.contains("Rp100.000 di 6 penjual, 6 catatan."), "{page}");
    assert!(page.contains("Bagian lima penjual teratas: 95%."), "{page}");
    assert!(page.contains("WhatsApp") && page.contains("60%"), "{page}");
    assert!(
        page.contains("Belanja ASN tercatat, bukan omzet penjual.")
            && page.contains("Belum diketahui")
    );
    assert!(!page.contains("Perlu diperhatikan"), "{page}");
    let notice = [("channels", ""), ("seller_notice", "59.999")];
    town.post(Dewi, "/admin/pengaturan/belanja", &notice).await.is(303);
    let page = town.get(Dewi, "/penjual/sebaran?pekan=1").await.is(200).text();
    let noticed = page.split_once("Perlu diperhatikan").unwrap().1;
    let noticed = noticed.split_once("id=\"top\"").unwrap().0;
    assert!(noticed.contains("Warung 0") && !noticed.contains("Warung 1"), "{noticed}");
    town.get(Dewi, "/penjual/sebaran?pekan=99").await.is(422);
}

async fn what_is_bought_at_a_sale_point_is_its_makers(db: Database) {
    let town = Town::build(db).await;
    buy(&town, Sari, "before", &[("amount", "10.000")]).await;
    let seller = async |name: &str| {
        let body = json!({ "name": name, "district": "Senduro" });
        town.api(Dewi, Post, "/sellers", Some(body)).await.is(201).json()["id"].to_string()
    };
    let (keripik, batik) = (seller("Keripik Bu Ani").await, seller("Batik Pak Joko").await);
    let place = json!({ "name": "Pojok UMKM", "kind": "sale_point", "from": "2026-01-01" });
    let place = event(&town, place).await;
    let (path, makers) = (format!("/acara/{place}"), format!("/acara/{place}/pembuat"));
    let form = format!("/belanja/baru?acara={place}");
    // Without makers it is a place like any other.
    let page = town.get(Sari, &form).await.is(200).text();
    assert!(page.contains("data-name=\"Warung Bu Sri\""), "{page}");

    let found = town.get(Dewi, &format!("{path}?cari=keripik")).await.is(200).text();
    assert!(found.contains("Tambahkan Keripik Bu Ani"), "{found}");
    for maker in [&keripik, &batik] {
        town.post(Dewi, &makers, &[("seller", maker)]).await.is(303);
    }
    town.post(Dewi, &makers, &[("seller", &keripik)]).await.is(409);
    town.post(Dewi, &makers, &[("seller", "999")]).await.is(404);
    town.post(Dewi, &makers, &[]).await.is(422);
    let other = bazaar(&town, "2026-11-20", "2026-11-20").await;
    town.post(Dewi, &format!("/acara/{other}/pembuat"), &[("seller", &keripik)]).await.is(409);
    let found = town.get(Dewi, &format!("{path}?cari=keripik")).await.is(200).text();
    assert!(!found.contains("Tambahkan"), "{found}");

    let page = town.get(Sari, &form).await.is(200).text();
    assert!(page.contains("Pilih siapa yang membuat barangnya"), "{page}");
    for maker in ["Keripik Bu Ani", "Batik Pak Joko"] {
        assert!(page.contains(&format!("data-name=\"{maker}\"")), "{maker}");
    }
    assert!(!page.contains("data-name=\"Warung Bu Sri\""), "nobody guesses who made it");
    let id = place.to_string();
    let there = [("event", id.as_str()), ("seller", &keripik), ("channel", "sale_point")];
    buy(&town, Sari, "there", &there).await;
    let shown = town.get(Dewi, &path).await.is(200).text();
    assert!(shown.contains("Keripik Bu Ani"), "{shown}");
    let mine = town.api(Sari, Get, "/purchases", None).await.is(200).json();
    assert_eq!(mine["items"][0]["seller"]["name"], "Keripik Bu Ani", "the maker gets the credit");

    // Whoever was merged is offered as who they are now.
    let into = json!({ "into": batik.parse::<i64>().unwrap() });
    town.api(Dewi, Post, &format!("/sellers/{keripik}/merge"), Some(into)).await.is(200);
    let page = town.get(Sari, &form).await.is(200).text();
    assert!(!page.contains("Keripik Bu Ani") && page.contains("Batik Pak Joko"), "{page}");
    town.post(Dewi, &format!("{makers}/1/akhiri"), &[]).await.is(303);
    town.post(Dewi, &format!("{makers}/1/akhiri"), &[]).await.is(404);
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(trail.contains("menambahkan pembuat “Keripik Bu Ani” di “Pojok UMKM”"), "{trail}");
}
