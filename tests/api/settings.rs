use rocket::http::Method::{Get, Patch, Post};
use serde_json::json;

use super::faults;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Dewi};

on_both_databases!(
    what_is_left_out_stays,
    every_fault_is_told_and_nothing_is_changed,
    a_new_policy_takes_them_and_an_old_one_does_not,
    a_policy_may_have_reminders_of_its_own
);

async fn what_is_left_out_stays(db: Database) {
    let town = Town::build(db).await;
    let usual = town.api(Dewi, Get, "/settings", None).await.is(200).json();
    assert_eq!(
        usual,
        json!({
            "institution": "Kantor LMJ", "time_zone": "Asia/Jakarta", "logo": null,
            "language": "id", "languages": ["id", "en"], "grace_days": 3, "late_days": 30,
            "reminders": { "midweek": { "on": true, "weekday": 4, "hour": 9 },
                "last_call": { "on": true, "weekday": 7, "hour": 15 },
                "grace": { "on": true, "days_before": 1, "hour": 9 },
                "head_digest": { "on": true, "weekday": 1, "hour": 8 } },
            "second_factor_from": null, "sellers_confirm": false,
            "receipts_years": null, "documents_months": null, "mail_months": null, "imports_months": null,
            "leavers_months": null, "devices_months": null, "backup_hour": 1, "backup_days": 7,
            "backup_weeks": 5, "backup_months": 12, "channels": [], "seller_notice": null, "target_rate": 90,
            "mail_note": null, "mails_a_week": 2, "allowance_export": false, "transparency": false,
            "mail_note": null, "mails_a_week": 2, "recap_to_heads": true, "summary_to_leaders": true,
        })
    );
    let change = json!({ "institution": "Kabupaten Lumajang", "grace_days": 5, "receipts_years": 10, "backup_hour": 3,
        "reminders": { "midweek": { "on": false, "weekday": 5, "hour": 16 } } });
    let mut expected = usual.clone();
    expected["institution"] = json!("Kabupaten Lumajang");
    expected["grace_days"] = json!(5);
    expected["receipts_years"] = json!(10);
    expected["backup_hour"] = json!(3);
    expected["reminders"]["midweek"] = json!({ "on": false, "weekday": 5, "hour": 16 });
    assert_eq!(town.api(Dewi, Patch, "/settings", Some(change)).await.is(200).json(), expected);
    let forever = json!({ "receipts_years": null });
    expected["receipts_years"] = json!(null);
    assert_eq!(town.api(Dewi, Patch, "/settings", Some(forever)).await.is(200).json(), expected);
    assert_eq!(town.api(Dewi, Get, "/settings", None).await.json(), expected);
    town.api(Agus, Get, "/settings", None).await.is(403);
}

async fn every_fault_is_told_and_nothing_is_changed(db: Database) {
    let town = Town::build(db).await;
    let before = town.api(Dewi, Get, "/settings", None).await.json();
    let broken = json!({ "institution": "\u{202E}", "time_zone": "Europe/Berlin", "language": "en",
        "languages": ["id"], "grace_days": 61, "late_days": 367, "receipts_years": 1, "mail_months": 0,
        "backup_hour": 24, "backup_days": 0, "backup_weeks": 521, "backup_months": 601,
        "reminders": { "midweek": { "on": true, "weekday": 8, "hour": 20 },
            "grace": { "on": true, "days_before": 15, "hour": 5 } } });
    let reply = town.api(Dewi, Patch, "/settings", Some(broken)).await.is(422);
    assert_eq!(
        faults(&reply),
        [
            "backup_days: not-in-range",
            "backup_hour: not-in-range",
            "backup_months: not-in-range",
            "backup_weeks: not-in-range",
            "grace_days: not-in-range",
            "institution: unprintable",
            "languages: language-default",
            "late_days: not-in-range",
            "mail_months: not-in-range",
            "receipts_years: not-in-range",
            "reminders.grace.days_before: not-in-range",
            "reminders.grace.hour: not-in-range",
            "reminders.midweek.hour: not-in-range",
            "reminders.midweek.weekday: not-in-range",
            "time_zone: unknown-choice",
        ]
    );
    for body in [
        json!({ "logo": "x" }),
        json!({ "grace_days": "3" }),
        json!({ "languages": ["fr"] }),
        json!({ "languages": [] }),
        json!({ "reminders": { "midweek": { "on": true } } }),
    ] {
        town.api(Dewi, Patch, "/settings", Some(body)).await.is(422);
    }
    assert_eq!(town.api(Dewi, Get, "/settings", None).await.json(), before);
}

async fn a_new_policy_takes_them_and_an_old_one_does_not(db: Database) {
    let town = Town::build(db).await;
    let change = json!({ "grace_days": 7, "late_days": 90,
        "reminders": { "head_digest": { "on": true, "weekday": 2, "hour": 7 } } });
    town.api(Dewi, Patch, "/settings", Some(change)).await.is(200);
    let new = json!({ "title": "Baru", "mode": "mandatory", "period": "week", "office": "DKP",
        "effective_from": "2026-12-07", "minimum_amount": 50_000 });
    let added = town.api(Dewi, Post, "/policies", Some(new)).await.is(201).json();
    assert_eq!((&added["grace_days"], &added["late_days"]), (&json!(7), &json!(90)));
    assert_eq!(added["reminders"]["head_digest"], json!({ "on": true, "weekday": 2, "hour": 7 }));
    let all = town.api(Dewi, Get, "/policies", None).await.json();
    let old = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["title"] == "Lumajang 2023")
        .unwrap();
    assert_eq!((&old["grace_days"], &old["late_days"]), (&json!(3), &json!(30)));
    assert_eq!(old["reminders"]["head_digest"], json!({ "on": true, "weekday": 1, "hour": 8 }));
}

async fn a_policy_may_have_reminders_of_its_own(db: Database) {
    let town = Town::build(db).await;
    let change = json!({ "reminders": { "head_digest": { "on": true, "weekday": 2, "hour": 7 } } });
    town.api(Dewi, Patch, "/settings", Some(change)).await.is(200);
    let mut new = json!({ "title": "Baru", "mode": "mandatory", "period": "week", "office": "DKP",
        "effective_from": "2026-12-07", "minimum_amount": 50_000,
        "reminders": { "midweek": { "on": true, "weekday": 0, "hour": 24 } } });
    for path in ["/policies", "/policies/preview"] {
        let reply = town.api(Dewi, Post, path, Some(new.clone())).await.is(422);
        assert_eq!(
            faults(&reply),
            ["reminders.midweek.hour: not-in-range", "reminders.midweek.weekday: not-in-range"]
        );
    }
    new["reminders"] = json!({ "midweek": { "on": false, "weekday": 3, "hour": 10 },
        "grace": { "on": true, "days_before": 2, "hour": 8 } });
    let added = town.api(Dewi, Post, "/policies", Some(new)).await.is(201).json();
    assert_eq!(
        added["reminders"],
        json!({ "midweek": { "on": false, "weekday": 3, "hour": 10 },
        "last_call": { "on": true, "weekday": 7, "hour": 15 },
        "grace": { "on": true, "days_before": 2, "hour": 8 },
        "head_digest": { "on": true, "weekday": 2, "hour": 7 } }),
        "the other kinds are as the settings say"
    );
}
