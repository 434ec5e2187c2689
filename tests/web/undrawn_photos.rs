//! Photos that nobody can open: kept, said once, and recorded as they are by whoever sends the form again.
//! They are number 57 of `docs/robustness.md`.

use std::io::{Cursor, Read};

use super::log_purchase::kept;
use super::several_receipts::waiting;
use super::{fields, has};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::jpeg;
use crate::support::town::Who::{Agus, Budi, Dewi, Rina, Sari};
use crate::support::town::{NOW, Reply, Town};

use pekan::files::Storage;
use pekan::rules::media::MediaType;
use pekan::rules::sample::Attention;
use pekan::store::purchases::Purchase;
use pekan::workflows::purchases::compare_photos::compare_photos;
use pekan::workflows::purchases::propose::propose;
use rocket::http::Method::Get;

on_both_databases!(
    a_photo_that_nobody_can_open_is_kept_and_said_once,
    it_is_replaced_by_a_better_one,
    the_very_same_file_names_the_first,
    reviewers_are_told_and_auditors_take_it_along,
    each_of_several_waits_in_a_form_of_its_own
);

const SAID: &str = "tersimpan, tetapi tidak dapat dibuka. Ambil ulang, atau simpan apa adanya";
const SHOWN: &str = "Tidak dapat ditampilkan, unduh";

fn half(seed: u32) -> Vec<u8> {
    let mut photo = jpeg(640, 480, seed);
    photo.truncate(photo.len() / 2);
    photo
}

async fn tried(town: &Town, key: &str, photo: &[u8]) -> Reply {
    town.upload(Sari, "/belanja", &fields(key, &[]), &[("receipt", "a.jpg", photo)]).await
}

/// A purchase with such a photo.
async fn recorded(town: &Town, key: &str, seed: u32) -> Purchase {
    let page = tried(town, key, &half(seed)).await.is(422).text();
    let waits = kept(&page).remove(0);
    let mended = fields(key, &[("kept", &waits)]);
    town.post(Sari, "/belanja", &mended).await.is(303);
    town.purchases().await.remove(0)
}

async fn a_photo_that_nobody_can_open_is_kept_and_said_once(db: Database) {
    let town = Town::build(db).await;
    let good = jpeg(320, 240, 9);
    let broken = half(1);
    let both = [("receipt", "a.jpg", &good[..]), ("receipt", "b.jpg", &broken)];
    let page = town.upload(Sari, "/belanja", &fields("b1", &[]), &both).await.is(422).text();
    assert!(page.contains(&format!("Foto 2 {SAID}")), "{page}");
    assert!(page.contains("href=\"#receipt\"") && page.contains("Warung Bu Sri"), "{page}");
    assert!(page.contains("tersimpan, tidak dapat dibuka</small>"), "{page}");
    let ids = kept(&page);
    assert_eq!(ids.len(), 2, "{page}");
    assert_eq!(town.purchases().await.len(), 0);
    assert_eq!(town.files("receipts").len(), 3, "a photo, its thumbnail, and what came");
    assert_eq!(town.files("tmp"), Vec::<String>::new());
    // Its owner has it back, and no browser opens it.
    let url = format!("/struk/{}", ids[1]);
    let file = town.get(Sari, &url).await.is(200);
    for (header, value) in [
        ("Content-Type", "application/octet-stream"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ("Content-Disposition", &format!("attachment; filename=\"struk-{}.bin\"", ids[1])),
    ] {
        assert_eq!(file.header(header), Some(value));
    }
    assert!(broken.ends_with(&file.body[file.body.len() - 400..]));
    town.get(Sari, &format!("{url}/kecil")).await.is(404);
    town.get(Budi, &url).await.is(404);

    let again = fields("b1", &[("kept", &ids[1])]);
    town.post(Sari, "/belanja", &again).await.is(303);
    let purchase = town.purchases().await.remove(0);
    assert_eq!(purchase.receipts.len(), 1);
    assert_eq!(purchase.receipts[0].media_type, MediaType::Undrawn);
    let page = town.get(Sari, &format!("/belanja/{}", purchase.row.id)).await.is(200).text();
    assert!(page.contains(SHOWN) && page.contains("Tambahkan foto yang lebih baik"), "{page}");
    for page in ["/", "/riwayat"] {
        let page = town.get(Sari, page).await.is(200).text();
        assert!(!page.contains(&url), "{page}");
    }
}

async fn it_is_replaced_by_a_better_one(db: Database) {
    let town = Town::build(db).await;
    let purchase = recorded(&town, "b2", 2).await;
    let (id, broken) = (purchase.row.id, purchase.receipts[0].id.to_string());
    let path = format!("/belanja/{id}/ubah");
    let form = town.get(Sari, &path).await.is(200).text();
    assert!(has(&form, "kept", &broken) && form.contains("tidak dapat dibuka</small>"), "{form}");
    let changed = |with: &[(&'static str, String)]| {
        let all = fields("-", &[("version", "1")]);
        let all = all.into_iter().filter(|(name, _)| *name != "key");
        let all = all.map(|(name, value)| (name, value.to_owned()));
        all.chain(with.iter().cloned()).collect::<Vec<_>>()
    };
    let send = async |all: Vec<(&str, String)>, photo: &[u8]| {
        let all: Vec<_> = all.iter().map(|(name, value)| (*name, value.as_str())).collect();
        town.upload(Sari, &path, &all, &[("receipt", "b.jpg", photo)]).await
    };
    // One more of them is said, too; nothing has changed yet.
    let page = send(changed(&[("kept", broken.clone())]), &half(3)).await.is(422).text();
    assert!(page.contains(&format!("Foto 2 {SAID}")), "{page}");
    assert_eq!(kept(&page).len(), 2);
    assert_eq!(town.purchases().await[0].receipts.len(), 1);
    let good = jpeg(320, 240, 4);
    send(changed(&[]), &good).await.is(303);
    let receipts = town.purchases().await.remove(0).receipts;
    assert_eq!(receipts.iter().map(|one| one.media_type).collect::<Vec<_>>(), [MediaType::Jpeg]);
    let page = town.get(Sari, &format!("/belanja/{id}")).await.is(200).text();
    assert!(!page.contains(SHOWN), "{page}");
}

async fn the_very_same_file_names_the_first(db: Database) {
    let town = Town::build(db).await;
    let first = recorded(&town, "b3", 5).await.row.id;
    let page = tried(&town, "b4", &half(5)).await.is(422).text();
    let waits = kept(&page).remove(0);
    let again = fields("b4", &[("kept", &waits), ("amount", "12.000")]);
    let page = town.post(Sari, "/belanja", &again).await.is(409).text();
    assert!(page.contains(&format!("catatan {first}")), "{page}");
    assert_eq!(town.purchases().await.len(), 1);
    assert_eq!(town.files("receipts").len(), 1);
}

async fn reviewers_are_told_and_auditors_take_it_along(db: Database) {
    let town = Town::build(db).await;
    let purchase = recorded(&town, "b5", 6).await;
    let (id, receipt) = (purchase.row.id, purchase.receipts[0].id);
    let storage = Storage::open(town.db.dir.path()).unwrap();
    let now = NOW.parse().unwrap();
    assert_eq!(compare_photos(&town.store, &storage, now, || true).await.unwrap(), 1);
    assert!(town.purchases().await[0].receipts[0].compared_at.is_some());
    assert_eq!(propose(&town.store, now, || true).await.unwrap(), 1);
    assert_eq!(town.purchases().await[0].row.attention, Some(Attention::Flagged));
    let page = town.get(Rina, "/tinjau").await.is(200).text();
    assert!(page.contains(&format!("action=\"/tinjau/{id}\"")), "{page}");
    assert!(page.contains("tersimpan tetapi tidak dapat ditampilkan"), "{page}");
    assert!(page.contains(SHOWN) && !page.contains(&format!("<img src=\"/struk/{receipt}\"")));
    town.get(Rina, &format!("/struk/{receipt}")).await.is(200);

    let of_unit = town.get(Agus, "/unit/DKP-UPT1/nota.zip?periode=2026-W47").await;
    for (archive, name) in [
        (of_unit, format!("nota/2026-11-20-{id}-1.bin")),
        (town.api(Sari, Get, "/me/data", None).await, format!("nota/{receipt}.bin")),
    ] {
        let archive = archive.is(200);
        let mut archive = zip::ZipArchive::new(Cursor::new(&archive.body)).unwrap();
        let mut taken = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut taken).unwrap();
        assert!(half(6).ends_with(&taken[taken.len() - 400..]), "{name}");
    }
    // The purchase is looked after as any other.
    let verified = [("version", "1"), ("decision", "verify"), ("place", "queue")];
    town.post(Rina, &format!("/tinjau/{id}"), &verified).await.is(303);
    town.get(Dewi, &format!("/belanja/{id}")).await.is(200);
}

async fn each_of_several_waits_in_a_form_of_its_own(db: Database) {
    let town = Town::build(db).await;
    let (good, broken) = (jpeg(320, 240, 7), half(8));
    let both = [("receipt", "a.jpg", &good[..]), ("receipt", "b.jpg", &broken)];
    let page = town.upload(Sari, "/belanja/banyak", &[], &both).await.is(422).text();
    assert!(page.contains(&format!("1 foto {SAID}")), "{page}");
    assert_eq!(page.matches("tersimpan, tidak dapat dibuka · ").count(), 1, "{page}");
    let keys = waiting(&town).await;
    assert_eq!(keys.len(), 2);
    for key in &keys {
        let form = town.get(Sari, &format!("/belanja/baru?draf={key}")).await.is(200).text();
        if !form.contains("tersimpan, tidak dapat dibuka</small>") {
            continue;
        }
        let waits = kept(&form).remove(0);
        let typed = fields(key, &[("kept", &waits), ("queued", "1")]);
        town.post(Sari, "/belanja", &typed).await.is(303);
    }
    let purchases = town.purchases().await;
    assert_eq!(purchases.len(), 1);
    assert_eq!(purchases[0].receipts[0].media_type, MediaType::Undrawn);
    assert_eq!(waiting(&town).await.len(), 1);
}
