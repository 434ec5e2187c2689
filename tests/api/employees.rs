use rocket::http::Method::{Delete, Get, Patch, Post};
use serde_json::{Value, json};

use super::{column, faults};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Nobody, Sari, Tutik};

fn new() -> Value {
    json!({ "number": "199512312020121001", "name": "Joko", "email": "Joko@example.go.id",
        "employment_type": "PNS", "office": "DKP-UPT1", "from": "2026-11-23" })
}

on_both_databases!(
    a_person_is_added_and_shown,
    a_body_that_cannot_be_is_refused,
    people_are_seen_through_the_scope,
    people_are_narrowed_by_their_account,
    a_person_is_changed_moved_and_leaves,
    a_reference_amount_is_for_the_person_and_administrators,
    who_begins_later_belongs_to_their_first_office,
    problems_are_sentences_in_the_readers_language
);

async fn a_person_is_added_and_shown(db: Database) {
    let town = Town::build(db).await;
    let added = town.api(Dewi, Post, "/employees", Some(new())).await.is(201).json();
    assert_eq!(added["email"], "joko@example.go.id");
    assert_eq!(
        (&added["office"], &added["position_level"], &added["to"]),
        (&json!("DKP-UPT1"), &json!("staff"), &Value::Null)
    );
    assert_eq!(added["warnings"], json!([]));
    let again = town.api(Dewi, Post, "/employees", Some(new())).await.is(409);
    assert_eq!(faults(&again), ["number: number-taken"]);

    let mut local = new();
    local["number"] = "K-7".into();
    local["email"] = "k7@example.go.id".into();
    let warned = town.api(Dewi, Post, "/employees", Some(local)).await.is(201).json();
    assert_eq!(warned["warnings"][0]["field"], "number");
    assert_eq!(warned["warnings"][0]["code"], "nip-not-18-digits");
    town.api(Hadi, Post, "/employees", Some(new())).await.is(403);
    town.api(Nobody, Post, "/employees", Some(new())).await.is(401);
}

async fn a_body_that_cannot_be_is_refused(db: Database) {
    let town = Town::build(db).await;
    let mut broken = new();
    broken["number"] = "1.99E+17".into();
    broken["email"] = "x".into();
    broken["office"] = "X".into();
    broken["from"] = "2026-02-30".into();
    let reply = town.api(Dewi, Post, "/employees", Some(broken)).await.is(422);
    assert_eq!(
        faults(&reply),
        [
            "email: email-unusable",
            "from: not-a-date",
            "number: number-scientific",
            "office: office-unknown"
        ]
    );
    let mut extra = new();
    extra["role"] = "administrator".into();
    assert_eq!(
        faults(&town.api(Dewi, Post, "/employees", Some(extra)).await.is(422)),
        ["role: field-unknown"]
    );
    let mut null = new();
    null["name"] = Value::Null;
    assert_eq!(
        faults(&town.api(Dewi, Post, "/employees", Some(null)).await.is(422)),
        ["name: wrong-type"]
    );
}

async fn people_are_seen_through_the_scope(db: Database) {
    let town = Town::build(db).await;
    let names =
        async |who, path: &str| column(&town.api(who, Get, path, None).await.is(200), "name");
    assert_eq!(names(Agus, "/employees").await.len(), 7);
    assert_eq!(names(Hadi, "/employees").await, ["Sari", "Budi", "Hadi", "Rina"]);
    assert_eq!(names(Sari, "/employees").await, ["Sari"]);
    assert_eq!(names(Dewi, "/employees?office=DKP-UPT1&q=bu").await, ["Budi"]);
    assert_eq!(names(Dewi, "/employees?q=%25").await, [""; 0]);
    town.api(Hadi, Get, "/employees?office=KEC-TEMPEH", None).await.is(404);
    let path = format!("/employees/{}", Sari.number());
    let seen = town.api(Hadi, Get, &path, None).await.is(200).json();
    assert_eq!(
        (&seen["name"], &seen["office"], seen.get("email")),
        (&json!("Sari"), &json!("DKP-UPT1"), None)
    );
    assert_eq!(
        town.api(Sari, Get, &path, None).await.is(200).json()["email"],
        "sari@example.go.id"
    );
    town.api(Tutik, Get, &path, None).await.is(404);
    town.api(Budi, Get, &path, None).await.is(404);
    let first = town.api(Dewi, Get, "/employees?limit=3", None).await.is(200).json();
    let next = first["next"].as_str().unwrap();
    assert_eq!(names(Dewi, &format!("/employees?after={next}")).await.len(), 4);
    town.api(Dewi, Get, "/employees?after=x", None).await.is(422);
}

async fn people_are_narrowed_by_their_account(db: Database) {
    let town = Town::build(db).await;
    town.api(Dewi, Post, "/employees", Some(new())).await.is(201);
    let names = async |state: &str| {
        let path = format!("/employees?account={state}");
        let found = town.api(Agus, Get, &path, None).await.is(200).json();
        found["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["name"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("none").await, ["\"Joko\""]);
    assert!(names("active").await.len() > 5 && names("invited").await.is_empty());
    town.api(Dewi, Get, "/employees?account=maybe", None).await.is(422);
    town.api(Hadi, Get, "/employees?account=none", None).await.is(403);
}

async fn a_person_is_changed_moved_and_leaves(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/employees/{}", Sari.number());
    let changed = town
        .api(Dewi, Patch, &path, Some(json!({ "phone": "0812345", "language": "en" })))
        .await
        .is(200)
        .json();
    assert_eq!((&changed["phone"], &changed["language"]), (&json!("0812345"), &json!("en")));
    let cleared = town.api(Dewi, Patch, &path, Some(json!({ "phone": null }))).await.is(200).json();
    assert_eq!((cleared.get("phone"), &cleared["language"]), (None, &json!("en")));
    let shared = json!({ "email": "budi@example.go.id" });
    let shared = town.api(Dewi, Patch, &path, Some(shared)).await.is(200).json();
    assert_eq!(shared["email"], "budi@example.go.id");
    let none = town.api(Dewi, Patch, &path, Some(json!({ "email": null }))).await.is(200).json();
    assert_eq!(none.get("email"), None);

    let moved =
        json!({ "office": "KEC-TEMPEH", "position_level": "echelon_4", "from": "2026-11-16" });
    let placed =
        town.api(Dewi, Post, &format!("{path}/placements"), Some(moved)).await.is(201).json();
    assert_eq!((&placed["office"], &placed["grade"]), (&json!("KEC-TEMPEH"), &json!("III/a")));
    // Who heads the new office sees her at once, who headed the old one does not.
    town.api(Tutik, Get, &path, None).await.is(200);
    town.api(Hadi, Get, &path, None).await.is(404);
    let early = town
        .api(Dewi, Post, &format!("{path}/placements"), Some(json!({ "from": "2026-11-16" })))
        .await
        .is(422);
    assert_eq!(faults(&early), ["from: placement-not-after"]);

    let left = town
        .api(Dewi, Post, &format!("{path}/departure"), Some(json!({ "on": "2026-11-30" })))
        .await
        .is(200)
        .json();
    assert_eq!(left["to"], "2026-11-30");
    let late = town
        .api(Dewi, Post, &format!("{path}/departure"), Some(json!({ "on": "2026-12-30" })))
        .await
        .is(422);
    assert_eq!(faults(&late), ["on: not-employed"]);
    for (who, status) in [(Tutik, 403), (Hadi, 404)] {
        town.api(who, Post, &format!("{path}/departure"), Some(json!({ "on": "2026-11-30" })))
            .await
            .is(status);
    }
    town.api(Dewi, Patch, "/employees/none", Some(json!({}))).await.is(404);

    // All of it was a mistake.
    let stays = town.api(Dewi, Delete, &format!("{path}/departure"), None).await.is(200).json();
    assert_eq!((stays.get("to"), &stays["office"]), (Some(&json!(null)), &json!("KEC-TEMPEH")));
    let back =
        town.api(Dewi, Delete, &format!("{path}/placements/2026-11-16"), None).await.is(200).json();
    assert_eq!(back["office"], "DKP-UPT1");
    for gone in ["departure", "placements/2026-11-16", "placements/soon"] {
        town.api(Dewi, Delete, &format!("{path}/{gone}"), None).await.is(404);
    }
    let first =
        town.api(Dewi, Delete, &format!("{path}/placements/2020-01-01"), None).await.is(409);
    assert_eq!(faults(&first), ["placement: placement-only"]);
}

async fn a_reference_amount_is_for_the_person_and_administrators(db: Database) {
    let town = Town::build(db).await;
    let (path, amount) = (format!("/employees/{}", Sari.number()), 4_567_000);
    let place = json!({ "from": "2026-11-02", "position_title": "Analis Perdagangan Ahli Muda",
        "reference_amount": amount });
    let placements = format!("{path}/placements");
    let placed = town.api(Dewi, Post, &placements, Some(place)).await.is(201).json();
    assert_eq!(placed["reference_amount"], amount);
    assert_eq!(placed["position_title"], "Analis Perdagangan Ahli Muda");
    // What is left out stays.
    let moved = json!({ "from": "2026-11-09", "grade": "III/b" });
    let moved = town.api(Dewi, Post, &placements, Some(moved)).await.is(201).json();
    assert_eq!(
        (&moved["reference_amount"], &moved["position_title"]),
        (&json!(amount), &placed["position_title"])
    );
    for (who, shown) in [(Dewi, Some(&json!(amount))), (Sari, Some(&json!(amount))), (Hadi, None)] {
        let found = town.api(who, Get, &path, None).await.is(200).json();
        assert_eq!(found.get("reference_amount"), shown, "{who:?}");
        assert_eq!(found["position_title"], placed["position_title"], "{who:?}");
    }
    let page = format!("/unit/DKP-UPT1/pegawai/{}", town.segment(Sari));
    for (who, address, shown) in [
        (Dewi, page.as_str(), true),
        (Hadi, page.as_str(), false),
        (Agus, page.as_str(), false),
        (Sari, "/akun", true),
        (Dewi, "/admin/audit", false),
        (Dewi, "/api/v1/audit", false),
        (Hadi, "/unit/DKP/rekap.csv?periode=2026-W47", false),
    ] {
        let answer = town.get(who, address).await.is(200).text();
        let seen = answer.contains("4.567.000") || answer.contains("4567000");
        assert_eq!(seen, shown, "{who:?} {address}");
    }
    for given in [-1, 1_000_000_001] {
        let odd = json!({ "from": "2026-11-16", "reference_amount": given });
        let refused = town.api(Dewi, Post, &placements, Some(odd)).await.is(422);
        assert_eq!(faults(&refused), ["reference_amount: reference-not-in-range"]);
    }
    let cleared = json!({ "from": "2026-11-16", "reference_amount": null });
    let cleared = town.api(Dewi, Post, &placements, Some(cleared)).await.is(201).json();
    assert_eq!(cleared.get("reference_amount"), None);
}

async fn who_begins_later_belongs_to_their_first_office(db: Database) {
    let town = Town::build(db).await;
    town.api(Dewi, Post, "/employees", Some(new())).await.is(201);
    let move_on = json!({ "office": "KEC-TEMPEH", "from": "2026-12-01" });
    town.api(Dewi, Post, "/employees/199512312020121001/placements", Some(move_on)).await.is(201);
    let names =
        async |who, path: &str| column(&town.api(who, Get, path, None).await.is(200), "name");
    assert_eq!(names(Dewi, "/employees?office=DKP-UPT1").await, ["Sari", "Budi", "Joko"]);
    assert_eq!(names(Dewi, "/employees?office=KEC-TEMPEH").await, ["Tutik"]);
    assert_eq!(names(Hadi, "/employees?q=jo").await, ["Joko"]);
    assert_eq!(names(Tutik, "/employees?q=jo").await, [""; 0]);
    town.api(Hadi, Get, "/employees/199512312020121001", None).await.is(200);
    let town = town.at("2026-12-01T09:00:00+07:00").await;
    let names =
        async |who| column(&town.api(who, Get, "/employees?q=jo", None).await.is(200), "name");
    assert_eq!((names(Hadi).await, names(Tutik).await), (vec![], vec!["Joko".to_owned()]));
}

async fn problems_are_sentences_in_the_readers_language(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/employees/{}/placements", Sari.number());
    let early = json!({ "from": "2019-12-31" });
    for (language, date) in [("id", "1 Januari 2020"), ("en", "1 January 2020")] {
        let headers = [("Accept-Language", language)];
        let told =
            town.api_with(Dewi, Post, &path, Some(early.clone()), &headers).await.is(422).json();
        let message = told["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains(date) && !message.contains("2020-01-01"), "{message}");
        assert_eq!(told["detail"], message);
    }
}
