//! The form for a purchase outlives its session, its token and its page: nothing typed is lost, no file
//! of a stranger is received, and it is recorded once.

use super::{fields, has};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::jpeg;
use crate::support::town::Who::{Budi, Nobody, Sari};
use crate::support::town::{MULTIPART, Reply, Town, Who, multipart};

on_both_databases!(
    what_was_typed_comes_back_after_signing_in,
    an_old_token_gives_the_form_back_and_takes_no_file,
    a_page_thrown_away_after_a_mistake_comes_back_with_its_photo,
    nobody_sends_the_form_of_another,
    a_script_is_told_that_the_session_has_ended,
    of_many_drafts_the_newest_stay
);

/// Sends the form with a photo and this token.
async fn sent(town: &Town, who: Who, csrf: &str, typed: &[(&str, &str)], photo: &[u8]) -> Reply {
    let mut all = vec![("csrf", csrf)];
    all.extend_from_slice(typed);
    town.send(who, "/belanja", MULTIPART, multipart(&all, &[("receipt", "a.jpg", photo)])).await
}

fn nothing_received(town: &Town) {
    assert_eq!(town.files("tmp"), Vec::<String>::new());
    assert_eq!(town.files("receipts"), Vec::<String>::new());
}

async fn what_was_typed_comes_back_after_signing_in(db: Database) {
    let town = Town::build(db).await;
    let (owner, photo) = (town.id(Sari).to_string(), jpeg(640, 480, 1));
    let form = town.get(Sari, "/belanja/baru").await.text();
    assert!(has(&form, "owner", &owner), "{form}");
    let typed = [("owner", owner.as_str()), ("description", "beras 2 kg"), ("amount", "41.500")];
    let typed = fields("ended-1", &typed);
    // The session of the form is over: its token stands against the visit of a stranger.
    let ended = sent(&town, Nobody, &Sari.csrf(), &typed, &photo).await.is(303);
    let next = ended.header("Location").unwrap();
    assert_eq!(next, "/masuk?next=%2Fbelanja%2Fbaru%3Fdraf%3Dended-1");
    nothing_received(&town);
    assert_eq!(town.purchases().await.len(), 0);

    let form = "/belanja/baru?draf=ended-1";
    let other = town.get_after(Budi, form, &ended).await.is(200).text();
    assert!(!other.contains("41.500") && !other.contains("beras 2 kg"), "{other}");
    let back = town.get_after(Sari, form, &ended).await.is(200).text();
    for value in ["41.500", "beras 2 kg", "Warung Bu Sri", "ended-1", "belum tersimpan"] {
        assert!(back.contains(value), "{value}: {back}");
    }
    for _ in 0..2 {
        sent(&town, Sari, &Sari.csrf(), &typed, &photo).await.is(303);
    }
    assert_eq!(town.purchases().await.len(), 1);
    let done = town.get(Sari, form).await.is(303);
    let id = town.purchases().await[0].row.id;
    assert_eq!(done.header("Location"), Some(format!("/belanja/{id}").as_str()));
}

async fn an_old_token_gives_the_form_back_and_takes_no_file(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(640, 480, 2);
    for (number, token) in [Budi.csrf(), "x".to_owned()].iter().enumerate() {
        let key = format!("old-{number}");
        let typed = fields(&key, &[("amount", "41.500")]);
        let page = sent(&town, Sari, token, &typed, &photo).await.is(403).text();
        assert!(has(&page, "amount", "41.500") && has(&page, "key", &key), "{page}");
        assert!(page.contains("Pilih lagi fotonya"), "{page}");
        nothing_received(&town);
        let again = town.get(Sari, &format!("/belanja/baru?draf={key}")).await.is(200).text();
        assert!(has(&again, "amount", "41.500"), "{again}");
    }
    assert_eq!(town.purchases().await.len(), 0);
    let typed = fields("old-0", &[("amount", "41.500")]);
    sent(&town, Sari, &Sari.csrf(), &typed, &photo).await.is(303);
    assert_eq!(town.purchases().await.len(), 1);
}

async fn a_page_thrown_away_after_a_mistake_comes_back_with_its_photo(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(640, 480, 3);
    let wrong = fields("gone-1", &[("amount", "tiga puluh"), ("description", "gula")]);
    sent(&town, Sari, &Sari.csrf(), &wrong, &photo).await.is(422);
    let back = town.get(Sari, "/belanja/baru?draf=gone-1").await.is(200).text();
    assert!(has(&back, "amount", "tiga puluh") && back.contains("gula"), "{back}");
    let kept = back.split("name=\"kept\" value=\"").nth(1).expect("the photo");
    let kept = kept.split('"').next().unwrap();
    let other = town.get(Budi, "/belanja/baru?draf=gone-1").await.is(200).text();
    assert!(!other.contains("gula") && !other.contains("name=\"kept\""), "{other}");
    let mended = fields("gone-1", &[("kept", kept)]);
    town.post(Sari, "/belanja", &mended).await.is(303);
    assert_eq!(town.purchases().await[0].receipts.len(), 1);
}

async fn nobody_sends_the_form_of_another(db: Database) {
    let town = Town::build(db).await;
    let owner = town.id(Sari).to_string();
    let typed = fields("other-1", &[("owner", &owner), ("evidence", "no_receipt")]);
    town.post(Budi, "/belanja", &typed).await.is(409);
    assert_eq!(town.purchases().await.len(), 0);
    town.post(Sari, "/belanja", &typed).await.is(303);
}

async fn a_script_is_told_that_the_session_has_ended(db: Database) {
    let town = Town::build(db).await;
    let owner = town.id(Sari).to_string();
    let typed = fields("script-1", &[("owner", &owner)]);
    let script = [("X-Requested-With", "fetch")];
    town.post_headed(Nobody, "/belanja", &typed, &script).await.is(401);
    town.post_headed(Nobody, "/tidak-belanja", &[], &script).await.is(401);
}

async fn of_many_drafts_the_newest_stay(db: Database) {
    let town = Town::build(db).await;
    for number in 0..24_u32 {
        let (key, photo) = (format!("quota-{number}"), jpeg(320, 240, number + 100));
        let typed = fields(&key, &[("amount", "")]);
        // More than twenty photos may not wait at all.
        if number < 20 {
            town.post(Sari, "/belanja", &typed).await.is(422);
        } else {
            sent(&town, Sari, &Sari.csrf(), &typed, &photo).await.is(422);
        }
    }
    let back = async |number: u32| {
        town.get(Sari, &format!("/belanja/baru?draf=quota-{number}")).await.is(200).text()
    };
    assert!(back(23).await.contains("name=\"kept\"") && back(23).await.contains("Bu Sri"));
    assert!(!back(2).await.contains("Bu Sri"), "of the oldest nothing is left");
}
