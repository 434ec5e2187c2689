//! Administration in the browser: who may, each form's happy path, and one error with what was
//! typed kept. People: `employees`.

use pekan::rules::mail::{MailKind, MailState};
use pekan::store::mails;
use rocket::http::{ContentType, Header};

use super::has;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Dewi, Hadi, Nobody, Sari};

/// What an auditor reads of it.
const READ: [&str; 12] = [
    "/admin",
    "/admin/pegawai",
    "/admin/unit",
    "/admin/kebijakan",
    "/admin/pengecualian",
    "/admin/libur",
    "/admin/periode",
    "/admin/periode/2026-W47",
    "/admin/peran",
    "/admin/surel",
    "/admin/alamat-surel",
    "/admin/audit",
];

const PAGES: [&str; 24] = [
    "/admin",
    "/admin/pegawai",
    "/admin/pegawai/baru",
    "/admin/impor/pegawai",
    "/admin/impor",
    "/admin/unit",
    "/admin/impor/unit",
    "/admin/unit/baru",
    "/admin/unit/DKP",
    "/admin/kebijakan",
    "/admin/kebijakan/baru",
    "/admin/pengecualian",
    "/admin/pengecualian/unit",
    "/admin/impor/pengecualian",
    "/admin/impor/libur",
    "/admin/libur",
    "/admin/periode",
    "/admin/periode/2026-W47",
    "/admin/peran",
    "/admin/surel",
    "/admin/alamat-surel",
    "/admin/audit",
    "/admin/pengaturan",
    "/admin/persiapan/2",
];

on_both_databases!(
    only_administrators_enter,
    an_auditor_reads_and_is_offered_no_form,
    every_form_wants_its_token_and_an_administrator,
    exemptions_are_entered_and_decided,
    holidays_and_roles_come_and_go,
    a_failed_mail_is_seen_and_sent_again
);

async fn only_administrators_enter(db: Database) {
    let town = Town::build(db).await;
    for path in PAGES {
        let page = town.get(Dewi, path).await.is(200).text();
        assert!(page.trim_end().ends_with("</html>"), "{path}");
        let door = town.get(Nobody, path).await.is(303);
        assert!(door.header("Location").unwrap().starts_with("/masuk?next="), "{path}");
        for who in [Sari, Hadi] {
            town.get(who, path).await.is(403);
        }
        town.get(Agus, path).await.is(if READ.contains(&path) { 200 } else { 403 });
    }
    for path in [
        "/admin/periode/2026-W54",
        "/admin/pegawai/0",
        "/admin/unit/NONE",
        "/admin/surel/99",
        "/admin/surel/x",
    ] {
        town.get(Dewi, path).await.is(404);
    }
    for path in [
        "/admin/pegawai?halaman=0",
        "/admin/libur?tahun=0",
        "/admin/surel?keadaan=x",
        "/admin/audit?sebelum=x",
        "/admin/periode?jenis=hari",
        "/admin/periode?halaman=0",
        "/admin/pengecualian?keadaan=x",
    ] {
        town.get(Dewi, path).await.is(422);
    }
}

async fn an_auditor_reads_and_is_offered_no_form(db: Database) {
    let town = Town::build(db).await;
    let id = failed_mail(&town).await;
    let person = format!("/admin/pegawai/{}", town.segment(Sari));
    let mail = format!("/admin/surel/{id}");
    for path in READ.into_iter().chain([person.as_str(), &mail, "/admin/kebijakan/1"]) {
        let page = town.get(Agus, path).await.is(200).text();
        let (_, content) = page.split_once("<main").unwrap();
        let content = content.split("</main>").next().unwrap();
        assert!(!content.contains("method=\"post\""), "{path}: {content}");
        let ways = ["/pegawai/baru", "/unit/baru", "/kebijakan/baru", "/impor", "/persiapan"];
        for way in ways.map(|way| format!("/admin{way}")) {
            assert!(!page.contains(&way), "{path} leads to {way}");
        }
        assert!(!page.contains("/admin/pengaturan"), "{path} leads to the settings");
    }
    let shown = town.get(Agus, &mail).await.text();
    assert!(!shown.contains("Isi surel rahasia"), "what a mail says is not an auditor's");
    assert!(town.get(Dewi, &mail).await.text().contains("Isi surel rahasia"));
}

/// A mail that could not be sent, with words of its own.
async fn failed_mail(town: &Town) -> pekan::rules::MailId {
    let now: chrono::DateTime<chrono::Utc> = crate::support::town::NOW.parse().unwrap();
    let id = town.id(Sari);
    town.store
        .write(pekan::txn_job!(|txn| {
            let mail = mails::Mail {
                state: MailState::Failed,
                subject: Some("Aktivasi".into()),
                body: Some("Isi surel rahasia".into()),
                ..mails::new(MailKind::Activation, id, now)
            };
            mails::insert(txn, mail).await
        }))
        .await
        .unwrap();
    mails::search(
        town.store.reader(),
        &mails::Search { states: vec![MailState::Failed], limit: 1, ..Default::default() },
    )
    .await
    .unwrap()[0]
        .0
        .id
}

async fn every_form_wants_its_token_and_an_administrator(db: Database) {
    let town = Town::build(db).await;
    let sari = format!("/admin/pegawai/{}", town.segment(Sari));
    let forms = [
        "/admin/pegawai",
        &sari,
        &format!("{sari}/aktivasi"),
        &format!("{sari}/penempatan"),
        &format!("{sari}/berhenti"),
        "/admin/unit",
        "/admin/unit/DKP",
        "/admin/kebijakan",
        "/admin/pengecualian",
        "/admin/pengecualian/unit",
        "/admin/pengecualian/1",
        "/admin/libur",
        "/admin/libur/2026-12-25/hapus",
        "/admin/libur/bawaan",
        "/admin/periode/2026-W46/tutup",
        "/admin/periode/2026-W46/usulan",
        "/admin/usulan",
        "/admin/peran",
        "/admin/peran/1/cabut",
        "/admin/surel/1/ulangi",
        "/admin/surel/ulangi",
        "/admin/impor/1/batal",
    ];
    for path in forms {
        town.post(Hadi, path, &[]).await.is(403);
        town.post(Nobody, path, &[]).await.is(303);
        let cookie = crate::support::town::cookie(Dewi);
        let bare = town.client.post(path.to_owned()).cookie(cookie).header(ContentType::Form);
        assert_eq!(bare.body("csrf=x").dispatch().await.status().code, 403, "{path}");
        town.post(Dewi, path, &[("admin", "1")]).await.is(422);
    }
    let origin = Header::new("Origin", "https://evil.example");
    let foreign = town.client.post("/admin/unit").cookie(crate::support::town::cookie(Dewi));
    let body = format!("csrf={}", Dewi.csrf());
    let foreign = foreign.header(origin).header(ContentType::Form).body(body);
    assert_eq!(foreign.dispatch().await.status().code, 403);
}

async fn exemptions_are_entered_and_decided(db: Database) {
    let town = Town::build(db).await;
    let form = [
        ("employee", Sari.number()),
        ("reason", "maternity"),
        ("from", "2026-11-16"),
        ("to", "2026-11-20"),
    ];
    town.post(Dewi, "/admin/pengecualian", &form).await.is(303);
    assert!(
        town.get(Dewi, "/admin/pengecualian?keadaan=approved")
            .await
            .is(200)
            .text()
            .contains("Sari")
    );
    for (number, words) in [("0", "tidak ditemukan"), ("", "perlu diisi")] {
        let broken = [("employee", number), form[1], form[2], form[3]];
        let again = town.post(Dewi, "/admin/pengecualian", &broken).await.is(422).text();
        assert!(again.contains(words) && has(&again, "from", "2026-11-16"));
    }
    let asked =
        serde_json::json!({ "from": "2026-11-23", "to": "2026-11-24", "reason": "annual_leave" });
    let path = format!("/employees/{}/exemptions", Sari.number());
    let id =
        town.api(Sari, rocket::http::Method::Post, &path, Some(asked)).await.is(201).json()["id"]
            .to_string();
    let waiting = town.get(Dewi, "/admin/pengecualian").await.is(200).text();
    assert!(waiting.contains(&format!("action=\"/admin/pengecualian/{id}\"")));
    let decision = format!("/admin/pengecualian/{id}");
    town.post(Dewi, &decision, &[("decision", "maybe")]).await.is(422);
    town.post(Dewi, &decision, &[("decision", "approve")]).await.is(303);
    town.post(Dewi, &decision, &[("decision", "refuse")]).await.is(422);
    town.post(Dewi, &decision, &[("decision", "refuse"), ("reason", "terlambat")]).await.is(409);
    // Nobody decides their own.
    let own = [("employee", Dewi.number()), form[1], form[2], form[3]];
    town.post(Dewi, "/admin/pengecualian", &own).await.is(303);
    let waiting = town.get(Dewi, "/admin/pengecualian").await.is(200).text();
    assert!(waiting.contains("Dewi") && !waiting.contains("action=\"/admin/pengecualian/"));
}

async fn holidays_and_roles_come_and_go(db: Database) {
    let town = Town::build(db).await;
    let day = [("date", "2027-01-01"), ("name", "Tahun Baru"), ("kind", "public")];
    let done = town.post(Dewi, "/admin/libur", &day).await.is(303);
    assert_eq!(done.header("Location"), Some("/admin/libur?tahun=2027"));
    assert!(town.get(Dewi, "/admin/libur?tahun=2027").await.is(200).text().contains("Tahun Baru"));
    let broken = [("date", "1 Januari"), ("name", "Tahun Baru"), ("kind", "public")];
    assert!(has(
        &town.post(Dewi, "/admin/libur", &broken).await.is(422).text(),
        "name",
        "Tahun Baru"
    ));
    town.post(Dewi, "/admin/libur/2027-01-01/hapus", &[]).await.is(303);
    town.post(Dewi, "/admin/libur/2027-01-01/hapus", &[]).await.is(404);

    let role = [
        ("employee", Sari.number()),
        ("role", "head"),
        ("office", "DKP-UPT1"),
        ("from", "2026-11-20"),
        ("to", ""),
        ("acting", "1"),
    ];
    town.post(Dewi, "/admin/peran", &role).await.is(303);
    let list = town.get(Dewi, "/admin/peran").await.is(200).text();
    let ids: Vec<_> = list
        .split("action=\"/admin/peran/")
        .skip(1)
        .map(|rest| rest.split('/').next().unwrap().to_owned())
        .collect();
    let last = ids.iter().max_by_key(|id| id.parse::<i64>().unwrap()).unwrap();
    let broken = [role[0], role[1], ("office", ""), role[3], ("to", "2026-01-01")];
    let again = town.post(Dewi, "/admin/peran", &broken).await.is(422).text();
    assert!(has(&again, "employee", Sari.number()) && has(&again, "to", "2026-01-01"));
    town.post(Dewi, &format!("/admin/peran/{last}/cabut"), &[]).await.is(303);
    town.post(Dewi, &format!("/admin/peran/{last}/cabut"), &[]).await.is(404);
}

async fn a_failed_mail_is_seen_and_sent_again(db: Database) {
    let town = Town::build(db).await;
    let id = town.id(Sari);
    let now: chrono::DateTime<chrono::Utc> = crate::support::town::NOW.parse().unwrap();
    town.store
        .write(pekan::txn_job!(|txn| {
            let mail = mails::Mail {
                state: MailState::Failed,
                body: Some("Yth. <b>Sari".into()),
                ..mails::new(MailKind::Activation, id, now)
            };
            mails::insert(txn, mail).await
        }))
        .await
        .unwrap();
    let list = town.get(Dewi, "/admin/surel?keadaan=failed").await.is(200).text();
    let (_, rest) = list.split_once("class=\"title\" href=\"/admin/surel/").unwrap();
    let path = format!("/admin/surel/{}", rest.split('"').next().unwrap());
    assert!(town.get(Dewi, "/admin").await.is(200).text().contains("keadaan=failed"));
    let page = town.get(Dewi, &path).await.is(200).text();
    assert!(page.contains("Yth. &lt;b&gt;Sari") && page.contains("/ulangi"));
    town.post(Dewi, &format!("{path}/ulangi"), &[]).await.is(303);
    assert!(!town.get(Dewi, &path).await.is(200).text().contains("/ulangi"));
    town.post(Dewi, &format!("{path}/ulangi"), &[]).await.is(409);
}
