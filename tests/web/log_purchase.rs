//! Recording a purchase through the form.

use futures::future::join_all;
use pekan::store::{ConnectionTrait, Error};
use pekan::txn_job;
use rocket::http::Method;

use super::fields;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::jpeg;
use crate::support::town::Town;
use crate::support::town::Who::Sari;

/// The ids of the receipts that the page kept.
pub(super) fn kept(page: &str) -> Vec<String> {
    let inputs = page.split("name=\"kept\" value=\"").skip(1);
    inputs.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

on_both_databases!(
    a_photo_goes_from_the_form_to_the_disk_and_back,
    a_mistake_keeps_the_photo_and_all_that_was_typed,
    the_same_lunch_again_is_asked_about,
    one_photo_evidences_one_purchase,
    only_so_many_photos_wait,
    the_same_form_fifty_times_is_one_purchase_and_one_file,
    a_key_with_another_content_is_a_conflict,
    the_very_same_file_names_the_first,
    a_search_without_script_offers_sellers_and_keeps_the_rest,
    amounts_are_read_as_the_table_says,
    an_amount_without_its_thousands_is_asked_about_once
);

#[derive(serde::Deserialize)]
struct Amount {
    text: String,
    language: Option<String>,
    amount: Option<i64>,
    meant: Option<i64>,
}

/// The table to which the rules and the script are held, through the form and the API.
async fn amounts_are_read_as_the_table_says(db: Database) {
    let town = Town::build(db).await;
    let cases: Vec<Amount> =
        serde_json::from_str(include_str!("../fixtures/amounts.json")).unwrap();
    let mut wanted = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let language = case.language.as_deref().unwrap_or("id");
        let (key, shop) = (format!("t{number}"), format!("Warung {number}"));
        let seller = ("seller.name", shop.as_str());
        let typed = [("evidence", "no_receipt"), ("amount", case.text.as_str()), seller];
        let sent =
            town.post_with(Sari, "/belanja", &fields(&key, &typed), &[("lang", language)]).await;
        let recorded = case.amount.filter(|amount| (1..=10_000_000).contains(amount));
        match recorded {
            Some(amount) if case.meant.is_none() => {
                sent.is(303);
                wanted.push(amount);
            }
            Some(_) => assert!(sent.is(409).text().contains("name=\"confirm_amount\"")),
            None => assert!(sent.is(422).text().contains("href=\"#amount\""), "{}", case.text),
        }
        let body = serde_json::json!({
            "purchased_on": "2026-11-20", "amount": case.text, "seller": { "name": shop },
            "channel": "in_person",
        });
        let headers = [("Idempotency-Key", key.as_str())];
        town.api_with(Sari, Method::Post, "/purchases", Some(body), &headers).await.is(422);
    }
    let mut found: Vec<_> = town.purchases().await.iter().map(|one| one.row.amount).collect();
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
}

async fn an_amount_without_its_thousands_is_asked_about_once(db: Database) {
    let town = Town::build(db).await;
    let typed = fields("s1", &[("evidence", "no_receipt"), ("amount", "35")]);
    let asked = town.post(Sari, "/belanja", &typed).await.is(409).text();
    assert!(asked.contains("Maksud Anda Rp35.000?"), "{asked}");
    assert_eq!(town.purchases().await.len(), 0);
    for (answer, amount) in [("35000", 35_000), ("35", 35)] {
        let key = format!("s-{answer}");
        let answered = [("evidence", "no_receipt"), ("amount", "35"), ("confirm_amount", answer)];
        town.post(Sari, "/belanja", &fields(&key, &answered)).await.is(303);
        assert!(town.purchases().await.iter().any(|one| one.row.amount == amount));
    }
    // An answer to another question is none.
    let other = [("evidence", "no_receipt"), ("amount", "36"), ("confirm_amount", "35000")];
    town.post(Sari, "/belanja", &fields("s2", &other)).await.is(409);
}

async fn a_photo_goes_from_the_form_to_the_disk_and_back(db: Database) {
    let town = Town::build(db).await;
    let form = town.get(Sari, "/belanja/baru").await.is(200).text();
    assert!(form.contains("enctype=\"multipart/form-data\""));
    let photo = jpeg(2000, 1500, 1);
    let files = [("receipt", "IMG_1.jpg", &photo[..])];
    let done = town.upload(Sari, "/belanja", &fields("k1", &[]), &files).await.is(303);
    assert_eq!(done.header("Location"), Some("/"));
    assert!(done.header("Set-Cookie").unwrap().contains("flash-purchase-recorded"));
    let purchases = town.purchases().await;
    assert_eq!(purchases.len(), 1);
    assert_eq!((purchases[0].row.amount, purchases[0].receipts.len()), (35_000, 1));
    assert_eq!(town.files("receipts").len(), 2, "the photo and its thumbnail");
    assert_eq!(town.files("tmp"), Vec::<String>::new());
    let id = purchases[0].receipts[0].id;
    let week = town.get(Sari, "/").await.text();
    assert!(week.contains(&format!("/struk/{id}/kecil")), "{week}");
    let image = town.get(Sari, &format!("/struk/{id}")).await.is(200);
    assert!(image.body.starts_with(&[0xFF, 0xD8]));
    assert_ne!(image.body, photo, "drawn anew");
    town.get(Sari, &format!("/belanja/{}", purchases[0].row.id)).await.is(200);
}

async fn a_mistake_keeps_the_photo_and_all_that_was_typed(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(800, 600, 2);
    let wrong = [("amount", "tiga puluh"), ("description", "beras 2 kg")];
    let files = [("receipt", "a.jpg", &photo[..])];
    let page = town.upload(Sari, "/belanja", &fields("k2", &wrong), &files).await.is(422).text();
    assert!(page.contains("href=\"#amount\""), "{page}");
    for typed in ["tiga puluh", "beras 2 kg", "Warung Bu Sri", "value=\"k2\""] {
        assert!(page.contains(typed), "{typed}: {page}");
    }
    let kept = kept(&page);
    assert_eq!(kept.len(), 1, "{page}");
    town.get(Sari, &format!("/struk/{}/kecil", kept[0])).await.is(200);
    let mended = fields("k2", &[("kept", &kept[0])]);
    town.post(Sari, "/belanja", &mended).await.is(303);
    let purchases = town.purchases().await;
    assert_eq!(purchases.len(), 1);
    assert_eq!(purchases[0].receipts[0].id.to_string(), kept[0]);
}

async fn the_same_lunch_again_is_asked_about(db: Database) {
    let town = Town::build(db).await;
    let first = fields("k3", &[("evidence", "no_receipt")]);
    town.post(Sari, "/belanja", &first).await.is(303);
    let seller = town.purchases().await[0].seller.id.to_string();
    let again = [("evidence", "no_receipt"), ("seller", seller.as_str())];
    let asked = town.post(Sari, "/belanja", &fields("k4", &again)).await.is(409).text();
    assert!(asked.contains("name=\"confirm\""), "{asked}");
    assert_eq!(town.purchases().await.len(), 1);
    let mut confirmed = fields("k4", &again);
    confirmed.push(("confirm", "1"));
    town.post(Sari, "/belanja", &confirmed).await.is(303);
    assert_eq!(town.purchases().await.len(), 2, "two equal lunches are two lunches");
}

async fn the_same_form_fifty_times_is_one_purchase_and_one_file(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(400, 300, 3);
    let files = [("receipt", "a.jpg", &photo[..])];
    let fields = fields("k5", &[]);
    let sent = (0..50).map(|_| town.upload(Sari, "/belanja", &fields, &files));
    for reply in join_all(sent).await {
        reply.is(303);
    }
    let purchases = town.purchases().await;
    assert_eq!((purchases.len(), purchases[0].receipts.len()), (1, 1));
    assert_eq!(town.files("receipts").len(), 2, "one photo and its thumbnail");
    assert_eq!(town.files("tmp"), Vec::<String>::new());
}

async fn a_key_with_another_content_is_a_conflict(db: Database) {
    let town = Town::build(db).await;
    town.post(Sari, "/belanja", &fields("k6", &[("evidence", "no_receipt")])).await.is(303);
    // 37 of docs/robustness.md
    let other = fields("k6", &[("evidence", "no_receipt"), ("amount", "36.000")]);
    let page = town.post(Sari, "/belanja", &other).await.is(409).text();
    assert!(page.contains("36.000"), "{page}");
    assert_eq!(town.purchases().await.len(), 1);
}

async fn the_very_same_file_names_the_first(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(400, 300, 4);
    let files = [("receipt", "a.jpg", &photo[..])];
    town.upload(Sari, "/belanja", &fields("k7", &[]), &files).await.is(303);
    let first = town.purchases().await[0].row.id;
    let other = fields("k8", &[("amount", "12.000")]);
    let page = town.upload(Sari, "/belanja", &other, &files).await.is(409).text();
    assert!(page.contains(&format!("catatan {first}")), "{page}");
    assert_eq!(town.purchases().await.len(), 1);
}

async fn a_search_without_script_offers_sellers_and_keeps_the_rest(db: Database) {
    let town = Town::build(db).await;
    town.post(Sari, "/belanja", &fields("k9", &[("evidence", "no_receipt")])).await.is(303);
    let query = [
        ("action", "search"),
        ("seller_query", "bu sri"),
        ("seller", "new"),
        ("amount", "9.000"),
        ("purchased_on", "kemarin"),
        ("channel", "teleport"),
    ];
    let who = crate::support::town::Who::Budi;
    let page = town.post(who, "/belanja", &fields("k10", &query)).await.is(200).text();
    assert!(page.contains("data-name=\"Warung Bu Sri\"") && page.contains("9.000"), "{page}");
}

async fn one_photo_evidences_one_purchase(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(800, 600, 21);
    let files = [("receipt", "a.jpg", &photo[..])];
    town.upload(Sari, "/belanja", &fields("o1", &[]), &files).await.is(303);
    let first = town.purchases().await.remove(0);
    let receipt = first.receipts[0].id.to_string();
    // While it counts, the first is named; of one that was voided the photo is spent all the same.
    let again = [("kept", receipt.as_str()), ("amount", "36.000")];
    town.post(Sari, "/belanja", &fields("o2", &again)).await.is(409);
    let void = format!("/belanja/{}/batal", first.row.id);
    town.post(Sari, &void, &[("reason", "salah")]).await.is(303);
    let gone = town.post(Sari, "/belanja", &fields("o3", &again)).await.is(422).text();
    assert!(gone.contains("href=\"#receipt\""), "{gone}");
    let all = town.purchases().await;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].receipts[0].id.to_string(), receipt, "it stays where it was");
    // The same form sent once more is the same purchase still.
    let kept_again = fields("o4", &[("amount", "tiga")]);
    let other = jpeg(8, 8, 22);
    let files = [("receipt", "b.jpg", &other[..])];
    let page = town.upload(Sari, "/belanja", &kept_again, &files).await.is(422).text();
    let waiting = kept(&page).remove(0);
    let good = fields("o4", &[("kept", &waiting)]);
    town.post(Sari, "/belanja", &good).await.is(303);
    town.post(Sari, "/belanja", &good).await.is(303);
    assert_eq!(town.purchases().await.len(), 2);
    let moved = town.store.write::<_, Error, _>(txn_job!(|txn| {
        let sql = format!("UPDATE receipts SET purchase_id = NULL WHERE id = {receipt}");
        Ok(txn.execute_unprepared(&sql).await?)
    }));
    assert!(moved.await.is_err(), "the database holds it as well");
}

async fn only_so_many_photos_wait(db: Database) {
    let town = Town::build(db).await;
    let wrong = fields("w1", &[("amount", "tiga puluh")]);
    for number in 0..20 {
        let photo = jpeg(8, 8, 100 + number);
        let files = [("receipt", "a.jpg", &photo[..])];
        town.upload(Sari, "/belanja", &wrong, &files).await.is(422);
    }
    let files = town.files("receipts").len();
    let photo = jpeg(8, 8, 200);
    let one_more = [("receipt", "a.jpg", &photo[..])];
    let page = town.upload(Sari, "/belanja", &wrong, &one_more).await.is(422).text();
    assert!(page.contains("20 foto dari formulir yang belum selesai"), "{page}");
    assert_eq!(town.files("receipts").len(), files, "nothing more is stored");
}
