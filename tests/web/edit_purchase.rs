//! Editing a purchase through its form, and undoing one that was just recorded.

use super::{bought, fields, has};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::jpeg;
use crate::support::town::Town;
use crate::support::town::Who::{Hadi, Rina, Sari};

on_both_databases!(
    the_form_shows_what_is_recorded_and_changes_it,
    photos_are_added_and_taken_away,
    a_stale_form_keeps_what_was_typed,
    a_mistake_keeps_what_was_typed_and_changes_nothing,
    after_the_deadline_nothing_is_offered_and_nothing_accepted,
    what_was_just_recorded_can_be_undone_and_logged_again,
    a_purchase_for_a_past_week_says_what_it_mends
);

fn edited<'a>(version: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = fields("-", &[("version", version), ("evidence", "no_receipt")]);
    all.retain(|(name, _)| *name != "key");
    for (name, value) in changed {
        all.retain(|(known, _)| known != name);
        all.push((name, value));
    }
    all
}

async fn the_form_shows_what_is_recorded_and_changes_it(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "e1", "40.000").await;
    let id = town.purchases().await[0].row.id;
    let shown = town.get(Sari, &format!("/belanja/{id}")).await.is(200).text();
    assert!(shown.contains(&format!("/belanja/{id}/ubah")), "{shown}");
    assert!(!town.get(Hadi, &format!("/belanja/{id}")).await.text().contains("/ubah"));
    let path = format!("/belanja/{id}/ubah");
    let form = town.get(Sari, &path).await.is(200).text();
    assert!(has(&form, "amount", "40.000") && has(&form, "version", "1"), "{form}");
    // The week says what it would be without this purchase and with it.
    assert!(form.contains("data-counted=\"0\""), "{form}");
    let new = [("amount", "45rb"), ("purchased_on", "2026-11-19"), ("description", "beras")];
    let done = town.post(Sari, &path, &edited("1", &new)).await.is(303);
    assert_eq!(done.header("Location"), Some(format!("/belanja/{id}").as_str()));
    let row = town.purchases().await.remove(0).row;
    assert_eq!((row.amount, row.description.as_deref(), row.version), (45_000, Some("beras"), 2));
    assert_eq!(row.purchased_on.to_string(), "2026-11-19");
    assert!(town.get(Sari, "/").await.text().contains("Rp45.000"));
}

async fn photos_are_added_and_taken_away(db: Database) {
    let town = Town::build(db).await;
    let first = jpeg(640, 480, 1);
    let files = [("receipt", "a.jpg", &first[..])];
    town.upload(Sari, "/belanja", &fields("e2", &[]), &files).await.is(303);
    let purchase = town.purchases().await.remove(0);
    let (id, kept) = (purchase.row.id, purchase.receipts[0].id.to_string());
    let path = format!("/belanja/{id}/ubah");
    let form = town.get(Sari, &path).await.is(200).text();
    assert!(has(&form, "kept", &kept), "{form}");

    let second = jpeg(640, 480, 2);
    let files = [("receipt", "b.jpg", &second[..])];
    let both = edited("1", &[("evidence", ""), ("kept", &kept)]);
    town.upload(Sari, &path, &both, &files).await.is(303);
    let receipts = town.purchases().await.remove(0).receipts;
    assert_eq!(receipts.len(), 2);

    let other = receipts[1].id.to_string();
    town.post(Sari, &path, &edited("2", &[("evidence", ""), ("kept", &other)])).await.is(303);
    let receipts = town.purchases().await.remove(0).receipts;
    assert_eq!(receipts.iter().map(|one| one.id.to_string()).collect::<Vec<_>>(), [other]);

    // None left, and no word about it.
    let page = town.post(Sari, &path, &edited("3", &[("evidence", "")])).await.is(422).text();
    assert!(page.contains("href=\"#receipt\""), "{page}");
    // What was taken away may come again.
    let again = [("receipt", "a.jpg", &first[..])];
    town.upload(Sari, &path, &edited("3", &[("evidence", "")]), &again).await.is(303);
    assert_eq!(town.purchases().await.remove(0).receipts.len(), 1);
}

async fn a_stale_form_keeps_what_was_typed(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "e3", "40.000").await;
    let path = format!("/belanja/{}/ubah", town.purchases().await[0].row.id);
    town.post(Sari, &path, &edited("1", &[("amount", "41.000")])).await.is(303);
    let late = edited("1", &[("amount", "42.000"), ("description", "gula")]);
    let page = town.post(Sari, &path, &late).await.is(412).text();
    assert!(has(&page, "amount", "42.000") && page.contains("gula"), "{page}");
    assert!(page.contains("Rp41.000") && has(&page, "version", "2"), "{page}");
    assert_eq!(town.purchases().await[0].row.amount, 41_000);
    let sent_again = edited("2", &[("amount", "42.000"), ("description", "gula")]);
    town.post(Sari, &path, &sent_again).await.is(303);
    assert_eq!(town.purchases().await[0].row.amount, 42_000);
}

async fn a_mistake_keeps_what_was_typed_and_changes_nothing(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "e4", "40.000").await;
    let path = format!("/belanja/{}/ubah", town.purchases().await[0].row.id);
    let photo = jpeg(640, 480, 3);
    let files = [("receipt", "a.jpg", &photo[..])];
    for (field, typed) in [
        ("amount", "empat puluh"),
        ("amount", "100,000"),
        ("purchased_on", "2026-12-24"),
        ("version", "x"),
        ("seller", "999999"),
    ] {
        let status = if field == "version" { 412 } else { 422 };
        let page = town.upload(Sari, &path, &edited("1", &[(field, typed)]), &files).await;
        let page = page.is(status).text();
        assert!(page.contains("name=\"kept\""), "{field}: the photo is kept: {page}");
        if field == "amount" {
            assert!(has(&page, "amount", typed), "{page}");
        }
    }
    let small = edited("1", &[("amount", "35")]);
    let asked = town.post(Sari, &path, &small).await.is(409).text();
    assert!(has(&asked, "version", "1") && asked.contains("value=\"35000\""), "{asked}");
    let row = town.purchases().await.remove(0).row;
    assert_eq!((row.amount, row.version), (40_000, 1));
    let mut meant = small;
    meant.push(("confirm_amount", "35000"));
    town.post(Sari, &path, &meant).await.is(303);
    assert_eq!(town.purchases().await[0].row.amount, 35_000);
}

async fn after_the_deadline_nothing_is_offered_and_nothing_accepted(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "e5", "40.000").await;
    let id = town.purchases().await[0].row.id;
    let town = town.at("2026-11-26T00:00:00+07:00").await;
    let shown = town.get(Sari, &format!("/belanja/{id}")).await.is(200).text();
    assert!(!shown.contains("/ubah"), "{shown}");
    let path = format!("/belanja/{id}/ubah");
    town.get(Sari, &path).await.is(409);
    let page = town.post(Sari, &path, &edited("1", &[("amount", "41.000")])).await.is(409).text();
    assert!(has(&page, "amount", "41.000"), "{page}");
    town.post(Sari, &format!("/belanja/{id}/urungkan"), &[]).await.is(409);
    assert_eq!(town.purchases().await[0].row.amount, 40_000);
}

async fn what_was_just_recorded_can_be_undone_and_logged_again(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(640, 480, 4);
    let files = [("receipt", "a.jpg", &photo[..])];
    let saved = town.upload(Sari, "/belanja", &fields("u1", &[]), &files).await.is(303);
    let id = town.purchases().await[0].row.id;
    let week = town.follow(Sari, &saved).await.is(200).text();
    assert!(week.contains(&format!("action=\"/belanja/{id}/urungkan\"")), "{week}");
    assert!(week.contains("Belanja tercatat."), "{week}");
    for other in [Hadi, Rina] {
        town.post(other, &format!("/belanja/{id}/urungkan"), &[]).await.is(403);
    }
    town.post(Sari, &format!("/belanja/{id}/urungkan"), &[]).await.is(303);
    let row = town.purchases().await.remove(0).row;
    assert_eq!((row.state.name(), row.reason.as_deref()), ("voided", Some("undo")));
    let shown = town.get(Sari, &format!("/belanja/{id}")).await.is(200).text();
    assert!(shown.contains("diurungkan") && shown.contains("/belanja/baru?tanggal="), "{shown}");
    // The same photo may come again.
    town.upload(Sari, "/belanja", &fields("u2", &[]), &files).await.is(303);
    assert_eq!(town.purchases().await.len(), 2);
}

async fn a_purchase_for_a_past_week_says_what_it_mends(db: Database) {
    let town = Town::build(db).await;
    let form = town.get(Sari, "/belanja/baru?tanggal=2026-11-06").await.is(200).text();
    assert!(
        form.contains("Untuk Pekan 45, 2–8 November 2026: tercatat Rp0 dari Rp100.000"),
        "{form}"
    );
    assert!(form.contains("Dicatat sebagai susulan"), "{form}");
    let past = [("evidence", "no_receipt"), ("amount", "100rb"), ("purchased_on", "2026-11-06")];
    let saved = town.post(Sari, "/belanja", &fields("p1", &past)).await.is(303);
    let week = town.follow(Sari, &saved).await.is(200).text();
    let said =
        "Tercatat sebagai susulan untuk Pekan 45, 2–8 November 2026: Rp100.000 dari Rp100.000";
    assert!(week.contains(said), "{week}");
    assert!(!week.contains("/urungkan"), "its deadline has passed");
}
