//! Closing a period, reading it as it was closed, and what amends it.

use rocket::http::Method::{Get, Post};
use serde_json::{Value, json};

use super::faults;
use super::purchases::{log, lunch};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Dewi, Hadi, Rina, Sari, Tutik};

/// Thursday after 2026-W47, 00.00 WIB, and the Friday.
const CLOSE: &str = "2026-11-26T00:00:00+07:00";
const LATER: &str = "2026-11-27T09:00:00+07:00";

async fn week(town: &Town) -> Value {
    let path = "/offices/DKP/compliance?period=2026-W47&employees=true";
    town.api(Hadi, Get, path, None).await.is(200).json()
}

fn of(week: &Value, name: &str) -> Value {
    let mut all = week["employees"].as_array().unwrap().iter();
    all.find(|one| one["name"] == name).unwrap().clone()
}

on_both_databases!(
    a_period_is_closed_after_its_deadline_and_not_before,
    a_closed_period_is_read_as_it_was_closed_and_as_it_was_amended,
    backdated_leave_is_proposed_accepted_or_refused,
    a_policy_that_comes_too_late_is_told_for_which_periods
);

async fn a_period_is_closed_after_its_deadline_and_not_before(db: Database) {
    let town = Town::build_at(db, "2026-11-25T23:59:00+07:00").await;
    // In WITA, where there is an office, it is over; in WIB it is not: nothing is closed.
    for label in ["2026-W47", "2026-W48"] {
        let refused = town.api(Dewi, Post, &format!("/periods/{label}/close"), None).await;
        assert_eq!(faults(&refused.is(409)), ["period: period-not-over"]);
    }
    let open = town.api(Dewi, Get, "/periods/2026-W47", None).await.is(200).json();
    assert_eq!(
        (&open["due_at"], &open["begun_at"], &open["people"]),
        (&json!("2026-11-25T17:00:00Z"), &Value::Null, &Value::Null)
    );
    town.api(Dewi, Post, "/periods/2026-W54/close", None).await.is(404);
    town.api(Hadi, Post, "/periods/2026-W47/close", None).await.is(403);
    assert_eq!(
        town.api(Sari, Get, "/periods/2026-W47", None).await.is(200).json()["state"],
        "open"
    );

    let town = town.at(CLOSE).await;
    let closed = town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200).json();
    for (field, value) in [
        ("period", json!("2026-W47")),
        ("start", json!("2026-11-16")),
        ("end", json!("2026-11-22")),
        ("deadline", json!("2026-11-25")),
        ("state", json!("closed")),
        ("amendments", json!([])),
        ("proposed", json!([])),
    ] {
        assert_eq!(closed[field], value, "{field}");
    }
    assert_eq!((&closed["people"], &closed["done"]), (&json!(7), &json!(7)));
    assert_eq!(town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200).json(), closed);
}

async fn a_closed_period_is_read_as_it_was_closed_and_as_it_was_amended(db: Database) {
    let town = Town::build(db).await;
    let mut much = lunch();
    much["amount"] = json!(100_000);
    let bought = log(&town, Sari, "a", much).await.is(201).json()["id"].clone();
    log(&town, Budi, "a", lunch()).await.is(201);
    let town = town.at(CLOSE).await;
    let live = week(&town).await;
    town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200);
    let mut closed = week(&town).await;
    assert_eq!((&closed["period_state"], &closed["amendment"]), (&json!("closed"), &Value::Null));
    closed["period_state"] = json!("open");
    assert_eq!(closed, live);

    let town = town.at(LATER).await;
    let reject = json!({ "decision": "reject", "reason": "buram" });
    town.api(Rina, Post, &format!("/purchases/{bought}/review"), Some(reject)).await.is(200);
    let mut late = lunch();
    late["purchased_on"] = json!("2026-11-22");
    late["amount"] = json!(65_000);
    let logged = log(&town, Budi, "b", late).await.is(201).json();
    assert_eq!(
        (&logged["compliance"]["status"], &logged["compliance"]["amendment"]),
        (&json!("met_late"), &json!(2))
    );
    let amended = week(&town).await;
    assert_eq!(
        (&amended["amendment"], &amended["met"], &amended["met_late"], &amended["short"]),
        (&json!(2), &json!(0), &json!(1), &json!(3))
    );
    assert_eq!(
        (&of(&amended, "Sari")["status"], &of(&amended, "Budi")["counted"]),
        (&json!("short"), &json!(100_000))
    );
    let mine = town.api(Sari, Get, "/me/compliance?period=2026-W47", None).await.is(200).json();
    assert_eq!(
        (&mine["status"], &mine["period_state"], &mine["amendment"]),
        (&json!("short"), &json!("closed"), &json!(1))
    );
    assert!(mine["explanation"].to_string().contains("Rp100.000"));

    let told = town.api(Dewi, Get, "/periods/2026-W47", None).await.is(200).json();
    let first = &told["amendments"][1];
    for (field, value) in [
        ("number", json!(1)),
        ("employee", json!(Sari.number())),
        ("cause", json!("review")),
        ("reason", json!("buram")),
        ("author", json!("Rina")),
        ("state", json!("made")),
    ] {
        assert_eq!(first[field], value, "{field}");
    }
    assert_eq!(
        (&first["before"]["status"], &first["after"]["status"]),
        (&json!("met"), &json!("short"))
    );
    assert_eq!(told["amendments"][0]["reason"], "Catatan susulan");
    let second = town.api(Dewi, Get, "/periods/2026-W47?limit=1", None).await.is(200).json();
    assert_eq!((&second["amendments"][0]["number"], &second["next"]), (&json!(2), &json!("2")));
    let rest = town.api(Dewi, Get, "/periods/2026-W47?limit=1&after=2", None).await.is(200).json();
    assert_eq!((&rest["amendments"][0]["number"], &rest["next"]), (&json!(1), &Value::Null));
    // Everybody sees their own, and those of the people in their sight.
    for (who, seen) in [(Sari, vec![1]), (Budi, vec![2]), (Hadi, vec![2, 1]), (Tutik, vec![])] {
        let told = town.api(who, Get, "/periods/2026-W47", None).await.is(200).json();
        let numbers: Vec<_> = told["amendments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["number"].as_i64().unwrap())
            .collect();
        assert_eq!(numbers, seen, "{who:?}");
    }
    let trend =
        town.api(Hadi, Get, "/offices/DKP/trend?period=week&last=2", None).await.is(200).json();
    let states: Vec<_> = trend["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["period_state"].as_str().unwrap(), one["met_late"].as_i64().unwrap()))
        .collect();
    assert_eq!(states, [("closed", 1), ("open", 0)]);
}

async fn backdated_leave_is_proposed_accepted_or_refused(db: Database) {
    let town = Town::build_at(db, LATER).await;
    town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200);
    let leave = json!({ "from": "2026-11-16", "to": "2026-11-22", "reason": "maternity" });
    for who in [Sari, Budi] {
        let path = format!("/employees/{}/exemptions", who.number());
        town.api(Dewi, Post, &path, Some(leave.clone())).await.is(201);
    }
    let told = town.api(Dewi, Get, "/periods/2026-W47", None).await.is(200).json();
    let id = |name: &str| {
        told["proposed"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["id"]
            .clone()
    };
    let decide = |who, id: Value, verb: &'static str| {
        let (town, path) = (&town, format!("/amendments/{id}/{verb}"));
        async move { town.api(who, Post, &path, Some(json!({ "reason": "surat cuti menyusul" }))).await }
    };
    assert_eq!(of(&week(&town).await, "Sari")["status"], "short");
    decide(Hadi, id("Sari"), "accept").await.is(403);
    let mute = town
        .api(
            Dewi,
            Post,
            &format!("/amendments/{}/accept", id("Sari")),
            Some(json!({ "reason": "" })),
        )
        .await;
    assert_eq!(faults(&mute.is(422)), ["reason: missing"]);
    let accepted = decide(Dewi, id("Sari"), "accept").await.is(200).json();
    assert_eq!(
        (&accepted["number"], &accepted["author"], &accepted["reason"]),
        (&json!(1), &json!("Dewi"), &json!("surat cuti menyusul"))
    );
    let refused = decide(Dewi, id("Budi"), "refuse").await.is(200).json();
    assert_eq!((&refused["number"], &refused["state"]), (&Value::Null, &json!("refused")));
    assert_eq!(
        faults(&decide(Dewi, id("Budi"), "accept").await.is(409)),
        ["state: already-decided"]
    );
    decide(Dewi, json!(999), "accept").await.is(404);
    let after = week(&town).await;
    assert_eq!(
        (&of(&after, "Sari")["status"], &of(&after, "Budi")["status"], &after["amendment"]),
        (&json!("exempt"), &json!("short"), &json!(1))
    );
}

async fn a_policy_that_comes_too_late_is_told_for_which_periods(db: Database) {
    let town = Town::build_at(db, LATER).await;
    let new = |from: &str| {
        json!({ "title": "SE", "legal_basis": "1", "mode": "mandatory", "period": "week",
        "office": "DKP", "effective_from": from, "minimum_amount": 200_000 })
    };
    for label in ["2026-W46", "2026-W47"] {
        town.api(Dewi, Post, &format!("/periods/{label}/close"), None).await.is(200);
    }
    for (from, named, unnamed) in
        [("2026-11-02", "2026-W46, 2026-W47", "2026-W45"), ("2026-11-10", "2026-W47", "2026-W46")]
    {
        let late = town.api(Dewi, Post, "/policies", Some(new(from))).await.is(409);
        assert_eq!(faults(&late), ["effective_from: period-closed"]);
        assert!(late.text().contains(named) && !late.text().contains(unnamed), "{}", late.text());
    }
    let mut past = new("2026-10-05");
    past["effective_until"] = json!("2026-11-08");
    town.api(Dewi, Post, "/policies", Some(past)).await.is(201);
    town.api(Dewi, Post, "/policies", Some(new("2026-11-23"))).await.is(201);
}
