//! Periods in administration, and what a closed one looks like to others.

use rocket::http::Method::Post;

use super::{bought, fields};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Dewi, Hadi, Sari};

const CLOSE: &str = "2026-11-26T00:00:00+07:00";
const LATER: &str = "2026-11-27T09:00:00+07:00";

/// A form's field beside the others of a purchase.
async fn late(town: &Town, key: &str, amount: &str) {
    let fields = fields(
        key,
        &[("amount", amount), ("evidence", "no_receipt"), ("purchased_on", "2026-11-20")],
    );
    town.post(Sari, "/belanja", &fields).await.is(303);
}

on_both_databases!(
    a_period_is_closed_by_hand_and_looks_closed,
    whoever_may_see_the_figures_sees_what_changed_them,
    proposals_are_accepted_and_refused_with_a_reason,
    a_policy_that_comes_too_late_is_told_at_its_field,
    what_was_on_time_stays_so_when_the_office_gets_another_clock
);

async fn a_period_is_closed_by_hand_and_looks_closed(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "65.000").await;
    let early = town.post(Dewi, "/admin/periode/2026-W47/tutup", &[]).await.is(409).text();
    assert!(early.contains("belum lewat: 2026-11-25") && early.contains("id=\"period\""));
    let office = town.get(Hadi, "/unit/DKP?periode=2026-W47").await.is(200).text();
    assert!(office.contains("masih berjalan"));

    // Days have gone by.
    let town = town.signed_in_at(CLOSE).await;
    let list = town.get(Dewi, "/admin/periode").await.is(200).text();
    assert!(list.contains("href=\"/admin/periode/2026-W47\"") && list.contains("Belum ditutup"));
    let office = town.get(Hadi, "/unit/DKP?periode=2026-W47").await.is(200).text();
    assert!(office.contains("belum ditutup") && office.contains("0 dari 4"), "{office}");
    let page = town.get(Dewi, "/admin/periode/2026-W47").await.is(200).text();
    assert!(page.contains("action=\"/admin/periode/2026-W47/tutup\""));
    town.post(Dewi, "/admin/periode/2026-W47/tutup", &[]).await.is(303);
    let page = town.get(Dewi, "/admin/periode/2026-W47").await.is(200).text();
    assert!(page.contains("Ditutup") && !page.contains("/tutup\""));
    let office = town.get(Hadi, "/unit/DKP?periode=2026-W47").await.is(200).text();
    assert!(office.contains("sudah ditutup") && office.contains("0 dari 4"));
    let recap = town.get(Hadi, "/unit/DKP/rekap.csv?periode=2026-W47").await.is(200);
    assert!(recap.text().contains(";\"100000\";\"65000\";\"1\";\"35000\""), "{}", recap.text());
}

async fn what_was_on_time_stays_so_when_the_office_gets_another_clock(db: Database) {
    // The last hours in which recording is on time: at an office in the east they are over.
    let town = Town::build(db).await.signed_in_at("2026-11-25T22:30:00+07:00").await;
    late(&town, "a", "65.000").await;
    let town = town.signed_in_at(LATER).await;
    let one = town.purchases().await.pop().unwrap().row.id;
    let staff = format!("/unit/DKP-UPT1/pegawai/{}?periode=2026-W47", town.segment(Sari));
    let pages = [(Sari, "/riwayat".to_owned()), (Sari, format!("/belanja/{one}")), (Hadi, staff)];
    let mut seen = Vec::new();
    for closed in [false, true] {
        if closed {
            town.post(Dewi, "/admin/periode/2026-W47/tutup", &[]).await.is(303);
            let east = [
                ("name", "Unit"),
                ("kind", "upt"),
                ("parent", "DKP"),
                ("time_zone", "Asia/Jayapura"),
            ];
            town.post(Dewi, "/admin/unit/DKP-UPT1", &east).await.is(303);
        }
        for (who, path) in &pages {
            let page = town.get(*who, path).await.is(200).text();
            seen.push((
                closed,
                path.clone(),
                page.contains("· susulan") || page.contains("(susulan)"),
            ));
        }
    }
    assert!(seen.iter().all(|(.., late)| !late), "{seen:?}");
}

async fn whoever_may_see_the_figures_sees_what_changed_them(db: Database) {
    let town = Town::build_at(db, LATER).await;
    town.post(Dewi, "/admin/periode/2026-W47/tutup", &[]).await.is(303);
    late(&town, "b", "100.000").await;
    let office = town.get(Hadi, "/unit/DKP?periode=2026-W47").await.is(200).text();
    assert!(office.contains("perubahan ke-1"), "{office}");
    let recap = town.get(Hadi, "/unit/DKP/rekap.csv?periode=2026-W47").await.is(200);
    assert!(
        recap.header("Content-Disposition").unwrap().contains("rekap-DKP-2026-W47-perubahan-1.csv")
    );
    let person = format!("/unit/DKP/pegawai/{}?periode=2026-W47", town.segment(Sari));
    for (who, path) in
        [(Sari, "/riwayat"), (Hadi, person.as_str()), (Dewi, "/admin/periode/2026-W47")]
    {
        let page = town.get(who, path).await.is(200).text();
        assert!(page.contains("Perubahan ke-1") && page.contains("Catatan susulan"), "{path}");
        assert!(page.contains("Kurang Rp100.000") && page.contains("Terpenuhi, susulan"), "{path}");
    }
    assert!(!town.get(Budi, "/riwayat").await.is(200).text().contains("Perubahan ke-"));
}

async fn proposals_are_accepted_and_refused_with_a_reason(db: Database) {
    let town = Town::build_at(db, LATER).await;
    town.post(Dewi, "/admin/periode/2026-W47/tutup", &[]).await.is(303);
    for who in [Sari, Budi] {
        let leave = [
            ("employee", who.number()),
            ("reason", "maternity"),
            ("from", "2026-11-16"),
            ("to", "2026-11-22"),
        ];
        town.post(Dewi, "/admin/pengecualian", &leave).await.is(303);
    }
    assert!(town.get(Dewi, "/admin").await.is(200).text().contains("2 usulan perubahan"));
    let path = "/admin/periode/2026-W47";
    let page = town.get(Dewi, path).await.is(200).text();
    assert!(page.contains("Usulan perubahan (2)") && page.contains("Pengecualian disetujui"));
    let (_, rest) = page.split_once("name=\"id\" value=\"").unwrap();
    let id = rest.split('"').next().unwrap();
    let action = format!("{path}/usulan");
    let form = [("id", id), ("decision", "accept"), ("reason", "surat menyusul")];
    let again = town.post(Dewi, &action, &[form[0], form[1], ("reason", "")]).await.is(422).text();
    assert!(again.contains("href=\"#reason\"") && again.contains("id=\"reason\""));
    town.post(Dewi, &action, &[form[0], ("decision", "later"), form[2]]).await.is(422);
    town.post(Dewi, &action, &form).await.is(303);
    town.post(Dewi, &action, &form).await.is(409);
    let page = town.get(Dewi, path).await.is(200).text();
    assert!(page.contains("Usulan perubahan (1)") && page.contains("surat menyusul"));
    assert!(
        town.get(Dewi, "/admin/periode").await.is(200).text().contains("action=\"/admin/usulan\"")
    );
    town.post(Dewi, "/admin/usulan", &[("decision", "refuse"), ("reason", " ")]).await.is(422);
    town.post(Dewi, "/admin/usulan", &[("decision", "refuse"), ("reason", "tidak ada surat")])
        .await
        .is(303);
    assert!(!town.get(Dewi, path).await.is(200).text().contains("Usulan perubahan"));
}

async fn a_policy_that_comes_too_late_is_told_at_its_field(db: Database) {
    let town = Town::build_at(db, LATER).await;
    town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200);
    let form = [
        ("title", "SE baru"),
        ("legal_basis", "47/2026"),
        ("mode", "mandatory"),
        ("period", "week"),
        ("office", "DKP"),
        ("effective_from", "2026-11-16"),
        ("effective_until", ""),
        ("minimum_amount", "150rb"),
        ("minimum_count", "0"),
        ("holiday_rule", "full"),
        ("leave_rule", "prorated"),
        ("grace_days", "3"),
        ("late_days", "30"),
        ("max_amount_per_purchase", "10.000.000"),
    ];
    let again = town.post(Dewi, "/admin/kebijakan", &form).await.is(409).text();
    assert!(
        again.contains("id=\"effective_from-error\"")
            && again.contains("2026-W47")
            && again.contains("SE baru")
    );
}
