//! Many receipts sent at once: each photo waits as a form of its own, and one is filled in after the other.

use super::{fields, has};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::jpeg;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Sari};

on_both_databases!(
    one_is_filled_in_after_the_other,
    what_cannot_be_taken_is_said_and_the_others_wait,
    whoever_discards_one_discards_their_own
);

/// The keys of the forms that wait, in order.
pub(super) async fn waiting(town: &Town) -> Vec<String> {
    let page = town.get(Sari, "/belanja/banyak").await.is(200).text();
    let rows = page.split("class=\"title\" href=\"/belanja/baru?draf=").skip(1);
    rows.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

async fn one_is_filled_in_after_the_other(db: Database) {
    let town = Town::build(db).await;
    let photos: Vec<Vec<u8>> = (1..4).map(|seed| jpeg(640, 480, seed)).collect();
    let files: Vec<_> = photos.iter().map(|photo| ("receipt", "a.jpg", photo.as_slice())).collect();
    town.upload(Sari, "/belanja/banyak", &[], &files).await.is(303);
    let keys = waiting(&town).await;
    assert_eq!(keys.len(), 3);
    assert_eq!(town.purchases().await.len(), 0);
    let mut next = format!("/belanja/baru?draf={}", keys[0]);
    for (nth, amount) in ["10.000", "20.000", "30.000"].into_iter().enumerate() {
        assert_eq!(next, format!("/belanja/baru?draf={}", keys[nth]));
        let form = town.get(Sari, &next).await.is(200).text();
        assert!(has(&form, "queued", "1") && has(&form, "key", &keys[nth]), "{form}");
        let kept = form.split("name=\"kept\" value=\"").nth(1).expect("the photo");
        let kept = kept.split('"').next().unwrap();
        let typed = fields(&keys[nth], &[("amount", amount), ("kept", kept), ("queued", "1")]);
        let done = town.post(Sari, "/belanja", &typed).await.is(303);
        assert_eq!(done.header("Location"), Some("/belanja/banyak/lanjut"));
        let on = town.get(Sari, "/belanja/banyak/lanjut").await.is(303);
        on.header("Location").unwrap().clone_into(&mut next);
    }
    assert_eq!(next, "/");
    assert_eq!(waiting(&town).await, Vec::<String>::new());
    let amounts: Vec<_> =
        town.purchases().await.iter().map(|one| (one.row.amount, one.receipts.len())).collect();
    assert_eq!(amounts.iter().map(|one| one.0).sum::<i64>(), 60_000);
    assert!(amounts.iter().all(|one| one.1 == 1), "{amounts:?}");
}

async fn what_cannot_be_taken_is_said_and_the_others_wait(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(640, 480, 1);
    let files: [(&str, &str, &[u8]); 2] =
        [("receipt", "a.jpg", &photo), ("receipt", "b.jpg", b"<html>")];
    let page = town.upload(Sari, "/belanja/banyak", &[], &files).await.is(415).text();
    assert!(page.contains("id=\"receipt-error\""), "{page}");
    assert_eq!(waiting(&town).await.len(), 1);
    let nothing = town.upload(Sari, "/belanja/banyak", &[], &[]).await.is(422).text();
    assert!(nothing.contains("id=\"receipt-error\""), "{nothing}");
    let many: Vec<Vec<u8>> = (10..31).map(|seed| jpeg(32, 32, seed)).collect();
    let many: Vec<_> = many.iter().map(|photo| ("receipt", "a.jpg", photo.as_slice())).collect();
    let page = town.upload(Sari, "/belanja/banyak", &[], &many).await.is(422).text();
    assert!(page.contains("Paling banyak 20 berkas"), "{page}");
    // With one that waits, twenty more are too many.
    let page = town.upload(Sari, "/belanja/banyak", &[], &many[..20]).await.is(422).text();
    assert!(page.contains("masih menunggu"), "{page}");
    assert_eq!(waiting(&town).await.len(), 1);
}

async fn whoever_discards_one_discards_their_own(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(640, 480, 1);
    town.upload(Sari, "/belanja/banyak", &[], &[("receipt", "a.jpg", &photo)]).await.is(303);
    let key = &waiting(&town).await[0];
    town.post(Budi, "/belanja/banyak/hapus", &[("key", key)]).await.is(404);
    assert_eq!(waiting(&town).await.len(), 1);
    town.post(Sari, "/belanja/banyak/hapus", &[("key", key)]).await.is(303);
    assert_eq!(waiting(&town).await.len(), 0);
    town.post(Sari, "/belanja/banyak/hapus", &[("key", key)]).await.is(404);
}
