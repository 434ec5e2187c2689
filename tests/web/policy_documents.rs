//! The circulars of policies, as PDF.

use super::policies::{form, named, policies, send, value};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::{jpeg, pdf};
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Dewi, Sari, Tutik};

on_both_databases!(
    a_circular_is_kept_while_the_form_is_mended,
    what_is_no_pdf_is_refused_at_its_field,
    everybody_reads_on_what_it_rests
);

async fn a_circular_is_kept_while_the_form_is_mended(db: Database) {
    let town = Town::build(db).await;
    let broken = form(&[("title", " ")]);
    let page = send(&town, &broken, &pdf(1)).await.is(422).text();
    let kept = value(&page, "kept").expect("the file is kept");
    let page = town
        .post(Dewi, "/admin/kebijakan", &form(&[("kept", &kept), ("action", "tier-add")]))
        .await
        .is(200)
        .text();
    assert_eq!(value(&page, "kept").as_ref(), Some(&kept));
    town.post(Dewi, "/admin/kebijakan", &form(&[("kept", &kept)])).await.is(303);
    let id = named(&town, "SE baru").await.id;
    let path = format!("/kebijakan/{id}/dokumen");
    let read = town.get(Sari, &path).await.is(200);
    assert_eq!((read.body.clone(), read.header("Content-Type")), (pdf(1), Some("application/pdf")));
    assert!(read.header("Content-Disposition").unwrap().starts_with("attachment"));
    town.get(Tutik, &path).await.is(404);
    // Taken once.
    town.post(Dewi, "/admin/kebijakan", &form(&[("kept", &kept)])).await.is(422);
    town.post(Dewi, "/admin/kebijakan", &form(&[("kept", "x")])).await.is(422);
}

async fn what_is_no_pdf_is_refused_at_its_field(db: Database) {
    let town = Town::build(db).await;
    for (file, status, words) in [
        (jpeg(32, 32, 1), 422, "harus berupa PDF"),
        (b"<html>".to_vec(), 415, "harus berupa PDF"),
        (pdf(51), 422, "lebih dari 50 halaman"),
        (vec![b' '; (10 << 20) + 1], 413, "paling besar 10 MB"),
    ] {
        let page = send(&town, &form(&[("minimum_amount", "x")]), &file).await.is(status).text();
        assert!(page.contains(words) && page.contains("id=\"document-error\""), "{words}");
        assert!(
            page.contains("id=\"minimum_amount-error\"") || status == 413,
            "all faults at once"
        );
    }
    assert_eq!(policies(&town).await.len(), 1);
}

async fn everybody_reads_on_what_it_rests(db: Database) {
    let town = Town::build(db).await;
    let id = policies(&town).await[0].id;
    let mine = town.get(Sari, "/").await.is(200).text();
    assert!(mine.contains("Dasar: SE Bupati 2023") && !mine.contains("/dokumen"), "{mine}");
    let attach = format!("/admin/kebijakan/{id}/dokumen");
    let none = town.upload(Dewi, &attach, &[], &[]).await.is(422).text();
    assert!(none.contains("id=\"document-error\""), "{none}");
    town.upload(Dewi, &attach, &[], &[("document", "se.pdf", &pdf(1))]).await.is(303);
    town.upload(Dewi, &attach, &[], &[("document", "se.pdf", &pdf(1))]).await.is(409);
    let link = format!("href=\"/kebijakan/{id}/dokumen\"");
    for who in [Sari, Budi, Tutik] {
        assert!(town.get(who, "/").await.is(200).text().contains(&link), "{who:?}");
    }
    let sari = format!("/unit/DKP-UPT1/pegawai/{}", town.segment(Sari));
    assert!(town.get(Dewi, &sari).await.is(200).text().contains(&link));
}
