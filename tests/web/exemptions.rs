//! Exemptions: asked for by oneself, decided by the reviewer, withdrawn with trace.

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::jpeg;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Rina, Sari, Tutik};
use crate::support::town::{Reply, Town, Who};

use pekan::rules::ExemptionId;

/// Leave for the whole week 47.
const LEAVE: [(&str, &str); 3] =
    [("from", "2026-11-16"), ("to", "2026-11-20"), ("reason", "annual_leave")];

/// Asks with a document; returns the number of the exemption.
async fn asked(town: &Town, who: Who) -> ExemptionId {
    let photo = jpeg(64, 48, 3);
    let files = [("document", "surat.jpg", photo.as_slice())];
    town.upload(who, "/pengecualian", &LEAVE, &files).await.is(303);
    let page = town.get(who, "/pengecualian").await.is(200).text();
    let (_, rest) = page.split_once("href=\"/pengecualian/").unwrap();
    rest.split('"').next().unwrap().parse().unwrap()
}

fn leads_to(reply: &Reply) -> &str {
    reply.header("Location").unwrap()
}

on_both_databases!(
    a_request_goes_its_way,
    an_approval_is_withdrawn_and_stays_to_be_seen,
    an_open_request_is_taken_back,
    a_faulty_form_comes_back_and_leaves_nothing
);

async fn a_request_goes_its_way(db: Database) {
    let town = Town::build(db).await;
    let blank = town.get(Sari, "/pengecualian").await.is(200).text();
    assert!(blank.contains("Jangan menulis penyakit atau diagnosis"), "{blank}");
    let id = asked(&town, Sari).await;
    let (page, papers) = (format!("/pengecualian/{id}"), format!("/pengecualian/{id}/dokumen"));
    let mine = town.get(Sari, &page).await.is(200).text();
    assert!(
        mine.contains("Menunggu") && mine.contains("Batalkan pengajuan") && mine.contains(&papers),
        "{mine}"
    );

    // The head sees that there is one; its kind and the document are for whoever decides.
    let head = town.get(Hadi, &page).await.is(200).text();
    assert!(
        head.contains("Cuti atau izin")
            && !head.contains("Cuti tahunan")
            && !head.contains(&papers)
            && !head.contains("name=\"decision\""),
        "{head}"
    );
    for (who, status) in
        [(Sari, 200), (Rina, 200), (Dewi, 200), (Hadi, 403), (Agus, 403), (Budi, 404), (Tutik, 404)]
    {
        let file = town.get(who, &papers).await.is(status);
        if status == 200 {
            assert!(file.header("Content-Disposition").unwrap().starts_with("attachment;"));
        }
    }

    let waiting = town.get(Rina, "/tinjau").await.is(200).text();
    assert!(waiting.contains("Pengecualian (1)"), "{waiting}");
    let list = town.get(Rina, "/tinjau/pengecualian").await.is(200).text();
    assert!(list.contains("Sari") && list.contains("ada dokumen"), "{list}");
    let decide = format!("/tinjau/pengecualian/{id}");
    let blank =
        town.post(Rina, &decide, &[("decision", "refuse"), ("reason", " ")]).await.is(422).text();
    assert!(blank.contains("href=\"#reason\""), "{blank}");
    town.post(Rina, &decide, &[("decision", "approve"), ("reason", "")]).await.is(303);
    town.post(Rina, &decide, &[("decision", "approve")]).await.is(409);
    assert!(town.get(Sari, "/").await.is(200).text().contains("Dikecualikan"));
}

async fn an_approval_is_withdrawn_and_stays_to_be_seen(db: Database) {
    let town = Town::build(db).await;
    let id = asked(&town, Sari).await;
    town.post(Rina, &format!("/tinjau/pengecualian/{id}"), &[("decision", "approve")])
        .await
        .is(303);
    let (page, withdraw) = (format!("/pengecualian/{id}"), format!("/pengecualian/{id}/tarik"));
    town.post(Sari, &withdraw, &[]).await.is(409);
    let blank = town.post(Rina, &withdraw, &[("reason", "")]).await.is(422).text();
    assert!(blank.contains("href=\"#reason\""), "{blank}");
    let done = town.post(Rina, &withdraw, &[("reason", "dinas dibatalkan")]).await.is(303);
    assert_eq!(leads_to(&done), page);
    for who in [Sari, Hadi, Rina] {
        let seen = town.get(who, &page).await.is(200).text();
        for words in ["Ditarik", "oleh Rina", "Alasan: dinas dibatalkan"] {
            assert!(seen.contains(words), "{who:?} {words}: {seen}");
        }
    }
    assert!(town.get(Sari, "/").await.is(200).text().contains("Kurang Rp100.000 lagi"));
    let list = town.get(Rina, "/tinjau/pengecualian?keadaan=withdrawn").await.is(200).text();
    assert!(list.contains("Sari"), "{list}");
    let person = format!("/unit/DKP-UPT1/pegawai/{}", town.segment(Sari));
    assert!(town.get(Hadi, &person).await.is(200).text().contains("Ditarik"));
}

async fn an_open_request_is_taken_back(db: Database) {
    let town = Town::build(db).await;
    let id = asked(&town, Rina).await;
    // Nobody decides on their own: it is not even in the queue.
    let queue = town.get(Rina, "/tinjau/pengecualian").await.is(200).text();
    assert!(!queue.contains(&format!("/pengecualian/{id}\"")), "{queue}");
    town.post(Rina, &format!("/tinjau/pengecualian/{id}"), &[("decision", "approve")])
        .await
        .is(403);
    let done = town.post(Rina, &format!("/pengecualian/{id}/tarik"), &[]).await.is(303);
    assert_eq!(leads_to(&done), "/pengecualian");
    let list = town.get(Rina, "/pengecualian").await.is(200).text();
    assert!(list.contains("Ditarik"), "{list}");
}

async fn a_faulty_form_comes_back_and_leaves_nothing(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(64, 48, 3);
    let files = [("document", "surat.jpg", photo.as_slice())];
    let turned = [("from", "2026-11-20"), ("to", "2026-11-16"), ("reason", "")];
    let again = town.upload(Sari, "/pengecualian", &turned, &files).await.is(422).text();
    assert!(again.contains("href=\"#to\"") && again.contains("href=\"#reason\""), "{again}");
    assert!(again.contains("value=\"2026-11-20\""), "{again}");
    let large = vec![0xFF; 10 * 1024 * 1024 + 1];
    for (bytes, status) in [(&b"MZ"[..], 415), (&large, 413)] {
        let files = [("document", "surat.pdf", bytes)];
        let again = town.upload(Sari, "/pengecualian", &LEAVE, &files).await.is(status).text();
        assert!(again.contains("href=\"#document\""), "{again}");
    }
    let two = [("document", "a.jpg", photo.as_slice()), ("document", "b.jpg", photo.as_slice())];
    town.upload(Sari, "/pengecualian", &LEAVE, &two).await.is(422);
    town.upload(Sari, "/pengecualian", &[LEAVE[0], LEAVE[1], LEAVE[2], ("note", "flu")], &[])
        .await
        .is(422);
    assert!(town.files("receipts").is_empty() && town.files("tmp").is_empty());
    let none = town.get(Sari, "/pengecualian").await.is(200).text();
    assert!(none.contains("belum pernah mengajukan"), "{none}");
    // An input for a file that was left empty is no file.
    town.upload(Sari, "/pengecualian", &LEAVE, &[("document", "", b"")]).await.is(303);
    let twice = town.upload(Sari, "/pengecualian", &LEAVE, &[]).await.is(409).text();
    assert!(twice.contains("href=\"#from\""), "{twice}");
}
