//! The way through the first run, after the first administrator: every step, and every step skipped.

use pekan::workflows::Warrant;
use pekan::workflows::accounts::set_up::make_token;
use rocket::http::{ContentType, Cookie, Status};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Dewi, Sari};
use crate::support::town::{PASSWORD, Reply, Town};

/// The browser of the first administrator: its cookies.
struct Browser<'a> {
    town: &'a Town,
    cookies: Vec<Cookie<'static>>,
}

impl<'a> Browser<'a> {
    async fn install(town: &'a Town) -> Self {
        let token = make_token(&town.store, &Warrant::system(chrono::DateTime::UNIX_EPOCH))
            .await
            .unwrap()
            .unwrap();
        let fields = [
            ("token", token.as_str()),
            ("institution", "Pemerintah Kabupaten Contoh"),
            ("code", "CTH"),
            ("time_zone", "Asia/Jakarta"),
            ("name", "Rina Kusumawati"),
            ("login", "rina"),
            ("email", "rina@contoh.go.id"),
            ("password", PASSWORD),
            ("password_again", PASSWORD),
        ];
        let done = town.post(Sari, "/siapkan", &fields).await.is(303);
        assert_eq!(done.header("Location"), Some("/admin/persiapan/2"));
        let mut browser = Self { town, cookies: vec![done.session()] };
        browser.remember(&done.headers);
        browser
    }

    fn remember(&mut self, headers: &[(String, String)]) {
        for (_, value) in headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
        {
            let cookie = Cookie::parse(value.clone()).unwrap();
            self.cookies.retain(|known| known.name() != cookie.name());
            if !cookie.value().is_empty() {
                self.cookies.push(cookie);
            }
        }
    }

    async fn get(&mut self, path: &str) -> String {
        let request = self.town.client.get(path.to_owned()).cookies(self.cookies.clone());
        let response = request.dispatch().await;
        assert_eq!(response.status(), Status::Ok, "{path}");
        let headers: Vec<_> = response
            .headers()
            .iter()
            .map(|header| (header.name().to_string(), header.value().to_owned()))
            .collect();
        self.remember(&headers);
        response.into_string().await.unwrap()
    }

    /// Sends a form as the page holds it; returns status, and where it leads or what it says.
    async fn post(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
        let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let all = [("csrf", csrf)].into_iter().chain(fields.iter().copied());
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        let request = self.town.client.post(path.to_owned()).header(ContentType::Form).body(body);
        let response = request.cookies(self.cookies.clone()).dispatch().await;
        let (status, headers) = (
            response.status().code,
            response
                .headers()
                .iter()
                .map(|header| (header.name().to_string(), header.value().to_owned()))
                .collect::<Vec<_>>(),
        );
        self.remember(&headers);
        let reply =
            Reply { status, headers, body: response.into_bytes().await.unwrap_or_default() };
        let to = reply.header("Location").map(str::to_owned);
        (status, to.unwrap_or_else(|| reply.text()))
    }
}

on_both_databases!(
    every_step_is_the_form_of_its_matter,
    every_step_can_be_skipped_and_stays_on_the_list,
    an_installation_that_runs_is_not_led
);

async fn every_step_is_the_form_of_its_matter(db: Database) {
    let town = Town::empty(db).await;
    let mut browser = Browser::install(&town).await;
    let two = browser.get("/admin/persiapan/2").await;
    assert!(two.contains("Langkah 2 dari 8") && two.contains("Pekan terpasang"));
    let save = "/admin/pengaturan/instansi";
    let empty = [("institution", ""), ("time_zone", "Asia/Makassar"), ("step", "2")];
    let (status, again) = browser.post(&two, save, &empty).await;
    assert_eq!(status, 422);
    assert!(again.contains("Langkah 2 dari 8") && again.contains("href=\"#institution\""));
    assert!(again.contains("value=\"Asia/Makassar\" checked"), "what was typed is kept");
    let good = [("institution", "Kabupaten Contoh"), ("time_zone", "Asia/Makassar"), ("step", "2")];
    assert_eq!(browser.post(&two, save, &good).await, (303, "/admin/persiapan/3".into()));

    let three = browser.get("/admin/persiapan/3").await;
    assert!(three.contains("Langkah 3 dari 8") && three.contains("?contoh=lumajang"));
    let form = browser.get("/admin/kebijakan/baru?contoh=lumajang").await;
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
    let saved = browser.post(&form, "/admin/kebijakan", &policy).await;
    assert_eq!(saved, (303, "/admin/persiapan/4".into()), "on to the next step");
    let three = browser.get("/admin/persiapan/3").await;
    assert!(three.contains("Sudah ada kebijakan") && three.contains("SE Bupati"));

    let four = browser.get("/admin/persiapan/4").await;
    assert!(four.contains("rina@contoh.go.id"));
    let tried = browser.post(&four, "/admin/pengaturan/surel", &[("step", "4")]).await;
    assert_eq!(tried, (303, "/admin/persiapan/4".into()));
    let tried = browser.get("/admin/persiapan/4").await;
    assert!(tried.contains("ditulis ke folder") && tried.contains("Lanjut"));

    let five = browser.get("/admin/persiapan/5").await;
    assert!(five.contains("/admin/impor/pegawai") && !five.contains("pekan demo"), "it has begun");
    let six = browser.get("/admin/persiapan/6").await;
    let year = [("year", "2026")];
    let taken = browser.post(&six, "/admin/libur/bawaan", &year).await;
    assert_eq!(taken, (303, "/admin/persiapan/7".into()));
    assert!(browser.get("/admin/persiapan/6").await.contains("hari libur pada 2026"));
    let seven = browser.get("/admin/persiapan/7").await;
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
    assert_eq!(browser.post(&seven, "/admin/peran", &head).await.0, 303);
    let seven = browser.get("/admin/persiapan/7").await;
    assert!(seven.contains("Setiap unit kerja sudah punya kepala") && seven.contains("Lanjut"));
    let eight = browser.get("/admin/persiapan/8").await;
    assert!(eight.contains("/admin/pegawai?akun=none") && eight.contains("Selesai"));
    let list = browser.get("/admin").await;
    assert!(list.contains("Yang berikutnya") && list.contains("Langkah 8 dari 8"));
    assert_eq!(browser.post(&five, "/admin/persiapan/selesai", &[]).await, (303, "/admin".into()));
    assert!(!browser.get("/admin").await.contains("dari 8"), "the way is over");
}

async fn every_step_can_be_skipped_and_stays_on_the_list(db: Database) {
    let town = Town::empty(db).await;
    let mut browser = Browser::install(&town).await;
    for step in 2..8 {
        let page = browser.get(&format!("/admin/persiapan/{step}")).await;
        assert!(page.contains("Nanti saja"), "{step}");
        assert!(page.contains(&format!("href=\"/admin/persiapan/{}\"", step + 1)), "{step}");
    }
    assert!(browser.get("/admin/persiapan/5").await.contains("pekan demo"), "still empty");
    let last = browser.get("/admin/persiapan/8").await;
    browser.post(&last, "/admin/persiapan/selesai", &[]).await;
    let list = browser.get("/admin").await;
    for step in 2..=8 {
        assert!(list.contains(&format!("href=\"/admin/persiapan/{step}\"")), "{step} is open");
    }
    assert_eq!(browser.post(&list, "/admin/persiapan/sembunyi", &[]).await.0, 303);
    assert!(!browser.get("/admin").await.contains("Yang berikutnya"));
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
