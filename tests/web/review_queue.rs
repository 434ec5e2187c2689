//! What is proposed to reviewers, in which order, and what they take back.

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::execute;
use crate::support::photo::jpeg;
use crate::support::town::Who::{Budi, Dewi, Hadi, Rina, Sari, Tutik};
use crate::support::town::{NOW, Town};
use crate::web::fields;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pekan::rules::mail::{MailKind, MailState};
use pekan::rules::purchase::State;
use pekan::rules::sample::Attention;
use pekan::rules::{PurchaseId, Sight};
use pekan::store::mails;
use pekan::store::purchases::{self, Place};
use pekan::store::review_seeds;
use pekan::workflows::purchases::propose::{is_drawn_by, propose};
use serde_json::json;

on_both_databases!(
    flagged_come_before_drawn_and_open_weeks_before_closed_ones,
    what_is_skipped_comes_again_and_the_tab_counts,
    the_same_seed_draws_the_same_list,
    the_same_bought_by_two_is_flagged_on_both_sides,
    a_decision_is_taken_back_for_ten_minutes,
    what_was_recorded_anew_meanwhile_is_not_taken_back,
    many_are_accepted_together_as_they_were_seen,
    all_are_narrowed
);

pub async fn judge(town: &Town) -> usize {
    propose(&town.store, NOW.parse().unwrap(), || true).await.unwrap()
}

/// Has all that wait proposed like this.
async fn all_are(town: &Town, attention: &str) {
    let sql = format!("UPDATE purchases SET attention = '{attention}' WHERE state = 'recorded'");
    execute(&town.store, &sql).await;
}

/// The ids of purchases, the oldest first.
async fn ids(town: &Town) -> Vec<PurchaseId> {
    let mut ids: Vec<PurchaseId> = town.purchases().await.iter().map(|one| one.row.id).collect();
    ids.sort_unstable();
    ids
}

async fn states(town: &Town) -> BTreeMap<PurchaseId, State> {
    town.purchases().await.iter().map(|one| (one.row.id, one.row.state)).collect()
}

async fn flagged_come_before_drawn_and_open_weeks_before_closed_ones(db: Database) {
    let town = Town::build(db).await;
    // In the order in which they are to be looked at, recorded the other way round.
    for (key, day, amount) in [
        ("d", "2026-11-13", "40.000"),
        ("c", "2026-11-18", "30.000"),
        ("b", "2026-11-12", "20.000"),
        ("a", "2026-11-19", "10.000"),
    ] {
        let typed = [("evidence", "no_receipt"), ("amount", amount), ("purchased_on", day)];
        town.post(Sari, "/belanja", &fields(key, &typed)).await.is(303);
    }
    all_are(&town, "drawn").await;
    execute(&town.store, "UPDATE purchases SET attention = 'flagged' WHERE amount <= 20000").await;
    let day: NaiveDate = "2026-11-20".parse().unwrap();
    let mut place = Place {
        sight: &Sight::of_everyone(day),
        reviewer: town.id(Rina),
        open_from: Some("2026-11-16".parse().unwrap()),
        after: None,
    };
    let mut seen = Vec::new();
    for turn in 0..5 {
        let next = purchases::next_to_review(town.store.reader(), place).await.unwrap();
        assert_eq!(next.is_from_start, turn == 4);
        let row = next.purchase.unwrap().row;
        seen.push(row.amount);
        place.after = Some(row.id);
    }
    assert_eq!(seen, [10_000, 20_000, 30_000, 40_000, 10_000]);
    // Nobody is shown their own.
    let own = Place { reviewer: town.id(Sari), ..place };
    let none = purchases::next_to_review(town.store.reader(), own).await.unwrap();
    assert!(none.purchase.is_none());
}

async fn what_is_skipped_comes_again_and_the_tab_counts(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "t1", "10.000").await;
    bought(&town, Budi, "t2", "20.000").await;
    bought(&town, Tutik, "t3", "30.000").await;
    all_are(&town, "ordinary").await;
    let empty = town.get(Rina, "/tinjau").await.is(200).text();
    assert!(empty.contains("Tidak ada nota") && !empty.contains("class=\"badge\""), "{empty}");
    all_are(&town, "drawn").await;
    let ids = ids(&town).await;
    // Tutik is elsewhere.
    let week = town.get(Rina, "/").await.is(200).text();
    assert!(week.contains("class=\"badge\">2<") && week.contains("href=\"/tinjau\""), "{week}");
    assert!(!town.get(Hadi, "/").await.text().contains("href=\"/tinjau\""));
    let first = town.get(Rina, "/tinjau").await.is(200).text();
    let action = |id| format!("action=\"/tinjau/{id}\"");
    assert!(first.contains(&action(ids[0])) && first.contains("Sampel acak"), "{first}");
    let skip = format!("/tinjau?setelah={}", ids[0]);
    assert!(first.contains(&format!("href=\"{skip}\"")), "{first}");
    let second = town.get(Rina, &skip).await.is(200).text();
    assert!(second.contains(&action(ids[1])) && !second.contains("muncul lagi"), "{second}");
    let verify = town.post(Rina, &format!("/tinjau/{}", ids[1]), &[("decision", "verify")]).await;
    let verify = verify.is(303);
    assert_eq!(verify.header("Location"), Some(&*format!("/tinjau?setelah={}", ids[1])));
    let again = town.follow(Rina, &verify).await.is(200).text();
    assert!(again.contains(&action(ids[0])) && again.contains("muncul lagi"), "{again}");
    town.get(Rina, "/tinjau?setelah=x").await.is(422);
    town.get(Rina, "/tinjau?setelah=999999").await.is(200);
    town.get(Rina, &format!("/tinjau/{}", ids[2])).await.is(404);
    town.get(Rina, &format!("/tinjau/{}", ids[1])).await.is(303);
}

async fn the_same_seed_draws_the_same_list(db: Database) {
    let town = Town::build(db).await;
    let seed = "INSERT INTO review_seeds (week, seed, percent, made_at)
        VALUES ('2026-11-16', 'benih', 50, '2026-11-16T00:00:00Z')";
    execute(&town.store, seed).await;
    for number in 0..12 {
        bought(&town, Sari, &format!("k{number}"), &format!("{}.500", 10 + number)).await;
    }
    // Of the first its owner has recorded another one like it.
    let again = [("amount", "10.500"), ("evidence", "no_receipt"), ("confirm", "1")];
    town.post(Sari, "/belanja", &fields("again", &again)).await.is(303);
    assert_eq!(judge(&town).await, 12, "what is flagged at once is not judged");
    let day: NaiveDate = "2026-11-16".parse().unwrap();
    let seed = review_seeds::between(town.store.reader(), day, day).await.unwrap().remove(0);
    let attentions = async || {
        let all = town.purchases().await.into_iter();
        all.map(|one| (one.row.id, one.row.attention.unwrap())).collect::<BTreeMap<_, _>>()
    };
    let drawn = attentions().await;
    let ids = ids(&town).await;
    assert_eq!(drawn[&ids[12]], Attention::Flagged);
    for id in &ids[..12] {
        let expected = if is_drawn_by(&seed, *id) { Attention::Drawn } else { Attention::Ordinary };
        assert_eq!(drawn[id], expected, "{id}");
    }
    assert!(ids.iter().any(|id| drawn[id] == Attention::Drawn), "{drawn:?}");
    assert!(ids.iter().any(|id| drawn[id] == Attention::Ordinary), "{drawn:?}");
    execute(&town.store, "UPDATE purchases SET attention = NULL WHERE looks_like IS NULL").await;
    assert_eq!(judge(&town).await, 12);
    assert_eq!(attentions().await, drawn);
    // Nobody is told that theirs was drawn; what is flagged is being looked at.
    let mine = ids.iter().find(|id| drawn[id] == Attention::Drawn).unwrap();
    let page = town.get(Sari, &format!("/belanja/{mine}")).await.is(200).text();
    assert!(page.contains("Tercatat") && !page.contains("Diperiksa"), "{page}");
    let page = town.get(Sari, &format!("/belanja/{}", ids[12])).await.is(200).text();
    assert!(page.contains("Diperiksa"), "{page}");
}

async fn the_same_bought_by_two_is_flagged_on_both_sides(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "s", "25.000").await;
    execute(&town.store, "UPDATE purchases SET attention = 'ordinary'").await;
    bought(&town, Budi, "b", "25.000").await;
    judge(&town).await;
    let all = town.purchases().await;
    assert!(all.iter().all(|one| one.row.attention == Some(Attention::Flagged)));
    // An edit has it judged anew.
    let budis = all.iter().find(|one| one.row.employee_id == town.id(Budi)).unwrap().row.id;
    let change = json!({ "amount": 26_000 });
    let tag = [("If-Match", "\"1\"")];
    let path = format!("/purchases/{budis}");
    town.api_with(Budi, rocket::http::Method::Patch, &path, Some(change), &tag).await.is(200);
    let edited = purchases::by_id(town.store.reader(), budis).await.unwrap().unwrap();
    assert_eq!(edited.attention, None);
    judge(&town).await;
    let edited = purchases::by_id(town.store.reader(), budis).await.unwrap().unwrap();
    assert_ne!(edited.attention, Some(Attention::Flagged));
}

async fn a_decision_is_taken_back_for_ten_minutes(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(64, 64, 5);
    let files = [("receipt", "a.jpg", &photo[..])];
    town.upload(Sari, "/belanja", &fields("p", &[]), &files).await.is(303);
    let id = ids(&town).await[0];
    let (form, undo) = (format!("/tinjau/{id}"), format!("/tinjau/urungkan/{id}"));
    town.post(Rina, &undo, &[]).await.is(403);
    let counted = async || {
        let standing = town.api(Sari, rocket::http::Method::Get, "/me/compliance", None).await;
        standing.is(200).json()["counted"].as_i64().unwrap()
    };
    let before = counted().await;
    let reason = [("decision", "reject"), ("reason", "Penjual bukan UMKM.")];
    let rejected = town.post(Rina, &form, &reason).await.is(303);
    assert_eq!(counted().await, 0);
    let shown = town.follow(Rina, &rejected).await.is(200).text();
    assert!(shown.contains(&format!("action=\"{undo}\"")), "{shown}");
    // The mail waits until it can no longer be taken back.
    let rejections = async || {
        let mut mails = mails::of_employee(town.store.reader(), town.id(Sari)).await.unwrap();
        mails.retain(|mail| mail.kind == MailKind::PurchaseRejected);
        mails
    };
    let mail = rejections().await.remove(0);
    assert_eq!(mail.state, MailState::Queued);
    assert_eq!((mail.next_attempt_at - mail.created_at).num_minutes(), 10);
    for who in [Dewi, Hadi, Sari] {
        town.post(who, &undo, &[]).await.is(403);
    }
    let undone = town.post(Rina, &undo, &[]).await.is(303);
    assert_eq!(undone.header("Location"), Some(form.as_str()));
    let page = town.follow(Rina, &undone).await.is(200).text();
    assert!(page.contains("Keputusan ditarik kembali"), "{page}");
    assert_eq!(counted().await, before);
    assert_eq!(rejections().await[0].state, MailState::Obsolete);
    let row = town.purchases().await.remove(0);
    assert_eq!((row.row.state, row.row.decided_by, row.row.reason), (State::Recorded, None, None));
    assert!(!row.receipts[0].released);
    // Nobody doubts the seller any more.
    let sellers = town.get(Dewi, "/penjual?keadaan=waiting").await.is(200).text();
    assert!(!sellers.contains("Diragukan"), "{sellers}");
    town.post(Rina, &undo, &[]).await.is(403);
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert!(trail.contains("menarik kembali keputusannya"), "{trail}");

    town.post(Rina, &form, &[("decision", "verify")]).await.is(303);
    let late: chrono::DateTime<chrono::Utc> = NOW.parse().unwrap();
    let late = (late + chrono::TimeDelta::minutes(11)).to_rfc3339();
    let town = town.signed_in_at(&late).await;
    let page = town.post(Rina, &undo, &[]).await.is(409).text();
    assert!(page.contains("sepuluh menit"), "{page}");
    assert_eq!(states(&town).await[&id], State::Verified);
}

async fn what_was_recorded_anew_meanwhile_is_not_taken_back(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(64, 64, 6);
    let files = [("receipt", "a.jpg", &photo[..])];
    town.upload(Sari, "/belanja", &fields("p", &[]), &files).await.is(303);
    let id = ids(&town).await[0];
    let reason = [("decision", "reject"), ("reason", "buram")];
    town.post(Rina, &format!("/tinjau/{id}"), &reason).await.is(303);
    town.upload(Sari, "/belanja", &fields("q", &[]), &files).await.is(303);
    town.post(Rina, &format!("/tinjau/urungkan/{id}"), &[]).await.is(409);
    assert_eq!(states(&town).await[&id], State::Rejected);
}

async fn many_are_accepted_together_as_they_were_seen(db: Database) {
    let town = Town::build(db).await;
    for (who, key, amount) in [
        (Sari, "a", "10.000"),
        (Budi, "b", "20.000"),
        (Tutik, "c", "30.000"),
        (Rina, "d", "40.000"),
    ] {
        bought(&town, who, key, amount).await;
    }
    bought(&town, Sari, "e", "50.000").await;
    let ids = ids(&town).await;
    let page = town.get(Rina, "/tinjau/semua").await.is(200).text();
    assert!(page.contains("3 catatan") && !page.contains("Rp30.000"), "{page}");
    // One changes after the page was shown.
    let (path, tag) = (format!("/purchases/{}", ids[4]), [("If-Match", "\"1\"")]);
    let change = Some(json!({ "amount": 51_000 }));
    town.api_with(Sari, rocket::http::Method::Patch, &path, change, &tag).await.is(200);
    let ticked: Vec<String> = ids.iter().map(|id| format!("{id}-1")).collect();
    let mut form: Vec<(&str, &str)> = ticked.iter().map(|one| ("pilih", one.as_str())).collect();
    form.extend([("keadaan", "recorded"), ("cari", "a&b")]);
    let done = town.post(Rina, "/tinjau/semua", &form).await.is(303);
    assert_eq!(
        done.header("Location"),
        Some("/tinjau/semua?cari=a%26b&keadaan=recorded"),
        "the list stays as it was narrowed"
    );
    let told = town.follow(Rina, &done).await.is(200).text();
    assert!(told.contains("2 catatan diterima. 3 tidak ikut"), "{told}");
    let states = states(&town).await;
    let now: Vec<State> = ids.iter().map(|id| states[id]).collect();
    let (recorded, verified) = (State::Recorded, State::Verified);
    assert_eq!(now, [verified, verified, recorded, recorded, recorded]);
    town.post(Rina, "/tinjau/semua", &[]).await.is(422);
    town.post(Rina, "/tinjau/semua", &[("pilih", "satu")]).await.is(422);
    let many = vec![("pilih", "1-1"); 31];
    town.post(Rina, "/tinjau/semua", &many).await.is(422);
}

async fn all_are_narrowed(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "10.000").await;
    bought(&town, Budi, "b", "20.000").await;
    all_are(&town, "ordinary").await;
    execute(&town.store, "UPDATE purchases SET attention = 'drawn' WHERE amount = 20000").await;
    let found = async |query: &str| {
        let page = town.get(Dewi, &format!("/tinjau/semua?{query}")).await.is(200).text();
        [page.contains("Rp10.000"), page.contains("Rp20.000")]
    };
    for (query, expected) in [
        ("", [true, true]),
        ("cari=sari", [true, false]),
        ("cari=warung", [true, true]),
        ("cari=tidak+ada", [false, false]),
        ("cari=%25", [false, false]),
        ("tanda=drawn", [false, true]),
        ("tanda=flagged", [false, false]),
        ("tanda=no_receipt", [true, true]),
        ("keadaan=verified", [false, false]),
        ("keadaan=semua&unit=&pekan=&tanda=", [true, true]),
        ("pekan=2026-W47", [true, true]),
        ("pekan=2026-W46", [false, false]),
        ("unit=DKP-UPT1", [true, true]),
        ("unit=DKP-UPT1&halaman=2", [false, false]),
    ] {
        assert_eq!(found(query).await, expected, "{query}");
    }
    for bad in ["keadaan=x", "tanda=x", "pekan=x", "unit=X", "halaman=0"] {
        town.get(Rina, &format!("/tinjau/semua?{bad}")).await.is(422);
    }
}
