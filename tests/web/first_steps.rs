//! The way through the first run, after the first administrator: every step, and every step skipped.

use pekan::rules::policy_presets::presets;
use pekan::workflows::Warrant;
use pekan::workflows::accounts::set_up::make_token;
use rocket::http::Status;

use crate::on_both_databases;
use crate::support::browser::Browser;
use crate::support::database::Database;
use crate::support::forms::Fields;
use crate::support::town::Town;
use crate::support::town::Who::Dewi;

/// Sends a form with the token of a page; returns status, and where it leads or what it says.
async fn post(
    browser: &mut Browser<'_>,
    page: &str,
    path: &str,
    fields: &[(&str, &str)],
) -> (u16, String) {
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let all = [("csrf", csrf)].into_iter().chain(fields.iter().copied());
    let all = all.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let reply = browser.post(path, &Fields(all.collect())).await;
    let to = reply.header("Location").map(str::to_owned);
    (reply.status, to.unwrap_or_else(|| reply.text()))
}

on_both_databases!(
    every_step_is_the_form_of_its_matter,
    every_step_can_be_skipped_and_stays_on_the_list,
    an_installation_that_runs_is_not_led
);

async fn every_step_is_the_form_of_its_matter(db: Database) {
    let town = Town::empty(db).await;
    let mut browser = Browser::install(&town).await;
    let two = browser.page("/admin/persiapan/2").await;
    assert!(two.contains("Langkah 2 dari 8") && two.contains("Pekan terpasang"));
    let save = "/admin/pengaturan/instansi";
    let empty = [("institution", ""), ("time_zone", "Asia/Makassar"), ("step", "2")];
    let (status, again) = post(&mut browser, &two, save, &empty).await;
    assert_eq!(status, 422);
    assert!(again.contains("Langkah 2 dari 8") && again.contains("href=\"#institution\""));
    assert!(again.contains("value=\"Asia/Makassar\" checked"), "what was typed is kept");
    let good = [("institution", "Kabupaten Contoh"), ("time_zone", "Asia/Makassar"), ("step", "2")];
    assert_eq!(post(&mut browser, &two, save, &good).await, (303, "/admin/persiapan/3".into()));

    let three = browser.page("/admin/persiapan/3").await;
    assert!(three.contains("Langkah 3 dari 8") && three.contains("?contoh=lumajang"));
    for preset in presets() {
        assert!(three.contains(&format!("?contoh={}\"", preset.key)), "{}", preset.key);
    }
    let form = browser.page("/admin/kebijakan/baru?contoh=lumajang").await;
    assert!(
        form.contains("Langkah 3 dari 8") && form.contains("href=\"/admin/persiapan/3\""),
        "the way back"
    );
    let policy = [
        ("title", "SE Bupati"),
        ("legal_basis", "SE 1"),
        ("mode", "mandatory"),
        ("period", "week"),
        ("office", "CTH"),
        ("effective_from", "2026-11-23"),
        ("minimum_amount", "100.000"),
        ("rows", "0"),
    ];
    assert!(form.contains("Belanja di UMKM Kabupaten Contoh"), "the title is proposed");
    let saved = post(&mut browser, &form, "/admin/kebijakan", &policy).await;
    assert_eq!(saved, (303, "/admin/persiapan/4".into()), "on to the next step");
    let three = browser.page("/admin/persiapan/3").await;
    assert!(three.contains("Sudah ada kebijakan") && three.contains("SE Bupati"));

    let four = browser.page("/admin/persiapan/4").await;
    assert!(four.contains("rina@contoh.go.id"));
    let tried = post(&mut browser, &four, "/admin/pengaturan/surel", &[("step", "4")]).await;
    assert_eq!(tried, (303, "/admin/persiapan/4".into()));
    let tried = browser.page("/admin/persiapan/4").await;
    assert!(tried.contains("ditulis ke folder") && tried.contains("Lanjut"));

    let five = browser.page("/admin/persiapan/5").await;
    assert!(five.contains("/admin/impor/pegawai") && !five.contains("pekan demo"), "it has begun");
    let six = browser.page("/admin/persiapan/6").await;
    let year = [("year", "2026")];
    let taken = post(&mut browser, &six, "/admin/libur/bawaan", &year).await;
    assert_eq!(taken, (303, "/admin/persiapan/7".into()));
    assert!(browser.page("/admin/persiapan/6").await.contains("hari libur pada 2026"));
    let seven = browser.page("/admin/persiapan/7").await;
    assert!(
        seven.contains("1 unit kerja belum punya kepala") && seven.contains("Kabupaten Contoh")
    );
    let head = [
        ("employee", "rina"),
        ("role", "head"),
        ("office", "CTH"),
        ("from", "2026-11-20"),
        ("to", ""),
    ];
    assert_eq!(post(&mut browser, &seven, "/admin/peran", &head).await.0, 303);
    let seven = browser.page("/admin/persiapan/7").await;
    assert!(seven.contains("Setiap unit kerja sudah punya kepala") && seven.contains("Lanjut"));
    let eight = browser.page("/admin/persiapan/8").await;
    assert!(eight.contains("/admin/aktivasi") && eight.contains("Selesai"));
    let list = browser.page("/admin").await;
    assert!(list.contains("Yang berikutnya") && list.contains("Langkah 8 dari 8"));
    assert_eq!(
        post(&mut browser, &five, "/admin/persiapan/selesai", &[]).await,
        (303, "/admin".into())
    );
    assert!(!browser.page("/admin").await.contains("dari 8"), "the way is over");
}

async fn every_step_can_be_skipped_and_stays_on_the_list(db: Database) {
    let town = Town::empty(db).await;
    let mut browser = Browser::install(&town).await;
    for step in 2..8 {
        let page = browser.page(&format!("/admin/persiapan/{step}")).await;
        assert!(page.contains("Nanti saja"), "{step}");
        assert!(page.contains(&format!("href=\"/admin/persiapan/{}\"", step + 1)), "{step}");
    }
    assert!(browser.page("/admin/persiapan/5").await.contains("pekan demo"), "still empty");
    let last = browser.page("/admin/persiapan/8").await;
    post(&mut browser, &last, "/admin/persiapan/selesai", &[]).await;
    let list = browser.page("/admin").await;
    for step in 2..=8 {
        assert!(list.contains(&format!("href=\"/admin/persiapan/{step}\"")), "{step} is open");
    }
    assert_eq!(post(&mut browser, &list, "/admin/persiapan/sembunyi", &[]).await.0, 303);
    assert!(!browser.page("/admin").await.contains("Yang berikutnya"));
    let request = town.client.get("/admin/persiapan/9").cookies(browser.cookies.clone());
    assert_eq!(request.dispatch().await.status(), Status::NotFound);
}

async fn an_installation_that_runs_is_not_led(db: Database) {
    let town = Town::build(db).await;
    let overview = town.get(Dewi, "/admin").await.is(200).text();
    assert!(!overview.contains("Yang berikutnya") && !overview.contains("dari 8"));
    assert_eq!(
        make_token(&town.store, &Warrant::system(chrono::DateTime::UNIX_EPOCH)).await.unwrap(),
        None,
        "nobody sets it up again"
    );
}
