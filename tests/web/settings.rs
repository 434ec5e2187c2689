//! The settings: each section, what it does to pages, and what is refused with what was typed kept.

use pekan::store::{Error, receipts};
use pekan::txn_job;
use rocket::http::Header;
use rocket::http::Method::Get;

use super::{checked, fields};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::{animated_webp, jpeg, pdf};
use crate::support::smtp::{Manner, Sink};
use crate::support::town::Who::{Dewi, Nobody, Sari};
use crate::support::town::{NOW, Town};

const SECTIONS: &str = "/admin/pengaturan";

/// The fields of deadlines and reminders, as a browser sends them.
fn deadlines<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("grace_days", "3"),
        ("late_days", "30"),
        ("midweek.on", "1"),
        ("midweek.weekday", "4"),
        ("midweek.hour", "9"),
        ("last_call.on", "1"),
        ("last_call.weekday", "7"),
        ("last_call.hour", "15"),
        ("grace.on", "1"),
        ("grace.days_before", "1"),
        ("grace.hour", "9"),
        ("head_digest.on", "1"),
        ("head_digest.weekday", "1"),
        ("head_digest.hour", "8"),
    ];
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

async fn save(town: &Town, section: &str, fields: &[(&str, &str)]) {
    let saved = town.post(Dewi, &format!("{SECTIONS}/{section}"), fields).await.is(303);
    let expected = format!("{SECTIONS}#{section}");
    assert_eq!(saved.header("Location"), Some(expected.as_str()));
}

fn title(html: &str) -> &str {
    html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap()
}

/// The `lang` of a page that somebody without an account is shown.
async fn spoken(town: &Town, accept: &str) -> String {
    let asked = Header::new("Accept-Language", accept.to_owned());
    let page =
        town.client.get("/masuk").header(asked).dispatch().await.into_string().await.unwrap();
    page.split("<html lang=\"").nth(1).unwrap()[..2].to_owned()
}

on_both_databases!(
    the_institution_has_its_name_everywhere,
    what_is_wrong_is_told_at_its_field_with_what_was_typed,
    the_main_language_is_spoken_to_whoever_has_not_chosen,
    new_policies_begin_with_the_chosen_days,
    an_unchecked_reminder_stays_unchecked,
    a_logo_is_drawn_anew_and_stands_on_every_page,
    what_is_no_logo_is_refused,
    a_receipt_whose_file_was_given_up_is_told_so,
    a_test_mail_tells_what_the_server_answered,
    a_password_in_the_address_of_the_mail_server_is_not_shown,
    without_a_mail_server_the_test_says_where_the_mail_lies
);

async fn the_institution_has_its_name_everywhere(db: Database) {
    let town = Town::build(db).await;
    let fields = [("institution", "Pemerintah Kota Ambon"), ("time_zone", "Asia/Jayapura")];
    save(&town, "instansi", &fields).await;
    let door = town.get(Nobody, "/masuk").await.is(200).text();
    assert!(title(&door).ends_with("Pekan – Pemerintah Kota Ambon"), "{}", title(&door));
    assert!(door.contains("<small>Pemerintah Kota Ambon</small>"));
    let page = town.get(Dewi, SECTIONS).await.is(200).text();
    assert!(page.contains("value=\"Pemerintah Kota Ambon\""));
    assert!(page.contains("value=\"Asia/Jayapura\" checked"));
    let audit = town.get(Dewi, "/admin/audit").await.text();
    assert!(audit.contains("mengubah unit kerja"));
}

async fn what_is_wrong_is_told_at_its_field_with_what_was_typed(db: Database) {
    let town = Town::build(db).await;
    let before = town.get(Dewi, "/admin/audit").await.text().matches("mengubah").count();
    for (section, fields, field, kept) in [
        ("instansi", vec![("institution", " "), ("time_zone", "Asia/Jakarta")], "institution", ""),
        (
            "instansi",
            vec![("institution", "Kota Baru"), ("time_zone", "Mars")],
            "time_zone",
            "value=\"Kota Baru\"",
        ),
        (
            "bahasa",
            vec![("language", "en"), ("languages", "id")],
            "languages",
            "value=\"en\" checked",
        ),
        ("bahasa", vec![("language", "fr"), ("languages", "id")], "language", ""),
        ("tenggat", deadlines(&[("grace_days", "61")]), "grace_days", "value=\"61\""),
        ("tenggat", deadlines(&[("late_days", "")]), "late_days", ""),
        (
            "tenggat",
            deadlines(&[("midweek.hour", "24"), ("late_days", "12")]),
            "midweek.hour",
            "value=\"12\"",
        ),
        (
            "cadangan",
            vec![
                ("backup_hour", "24"),
                ("backup_days", "9"),
                ("backup_weeks", ""),
                ("backup_months", "0"),
            ],
            "backup_hour",
            "value=\"9\"",
        ),
        (
            "penyimpanan",
            vec![("receipts_years", "1"), ("mail_months", "7")],
            "receipts_years",
            "value=\"7\"",
        ),
        (
            "penyimpanan",
            vec![("receipts_years", ""), ("mail_months", "x")],
            "mail_months",
            "value=\"x\"",
        ),
    ] {
        let page = town.post(Dewi, &format!("{SECTIONS}/{section}"), &fields).await.is(422).text();
        assert!(page.contains(&format!("href=\"#{field}\"")), "{section}, {field}: {page}");
        assert!(page.contains(kept), "{section}: {kept} is gone");
    }
    town.post(Dewi, &format!("{SECTIONS}/bahasa"), &[("fremd", "1")]).await.is(422);
    let after = town.get(Dewi, "/admin/audit").await.text().matches("mengubah").count();
    assert_eq!(before, after, "nothing was changed");
}

async fn the_main_language_is_spoken_to_whoever_has_not_chosen(db: Database) {
    let town = Town::build(db).await;
    // What a browser prefers is what its maker set: it decides nothing.
    for accept in ["fr", "en,en-US;q=0.9,id;q=0.1"] {
        assert_eq!(spoken(&town, accept).await, "id");
        let page = town.get_with(Sari, "/", &[("Accept-Language", accept)]).await.is(200).text();
        assert!(page.contains("<html lang=\"id\""), "{page}");
    }
    let program = town.api_with(Nobody, Get, "/me", None, &[("Accept-Language", "en")]).await;
    assert!(program.text().contains("Not signed in"), "{}", program.text());
    save(&town, "bahasa", &[("language", "en"), ("languages", "en"), ("languages", "id")]).await;
    assert_eq!((spoken(&town, "fr").await, spoken(&town, "id").await), ("en".into(), "en".into()));
    save(&town, "bahasa", &[("language", "id"), ("languages", "id")]).await;
    assert_eq!(spoken(&town, "en").await, "id", "English is not offered");
    let account = town.get(Sari, "/akun").await.text();
    assert!(!account.contains("English"), "nothing to choose");
    town.post(Sari, "/akun", &[("language", "id")]).await.is(303);
    let refused = town.post(Sari, "/akun", &[("language", "en")]).await.is(422).text();
    assert!(refused.contains("tidak dikenal"));
}

async fn new_policies_begin_with_the_chosen_days(db: Database) {
    let town = Town::build(db).await;
    save(&town, "tenggat", &deadlines(&[("grace_days", "5"), ("late_days", "60")])).await;
    let form = town.get(Dewi, "/admin/kebijakan/baru").await.is(200).text();
    let field = |name: &str| {
        form.split("<input")
            .find(|tag| tag.contains(&format!("name=\"{name}\"")))
            .unwrap()
            .to_owned()
    };
    assert!(
        field("grace_days").contains("value=\"5\"") && field("late_days").contains("value=\"60\"")
    );
    let policies = &town.store.rulebook().await.unwrap().policies;
    let days: Vec<_> = policies.iter().map(|one| (one.grace_days, one.late_days)).collect();
    assert_eq!(days, [(3, 30)], "the policy that was there keeps its days");
}

async fn an_unchecked_reminder_stays_unchecked(db: Database) {
    let town = Town::build(db).await;
    let fields: Vec<_> =
        deadlines(&[]).into_iter().filter(|(name, _)| *name != "midweek.on").collect();
    save(&town, "tenggat", &fields).await;
    let page = town.get(Dewi, SECTIONS).await.text();
    assert!(!checked(&page, "midweek.on") && checked(&page, "head_digest.on"));
}

async fn a_logo_is_drawn_anew_and_stands_on_every_page(db: Database) {
    let town = Town::build(db).await;
    let logo = format!("{SECTIONS}/logo");
    let photo = [&jpeg(600, 800, 1)[..], b"<script>alert(1)</script>"].concat();
    town.upload(Dewi, &logo, &[], &[("logo", "lambang.jpg", &photo)]).await.is(303);
    let door = town.get(Nobody, "/masuk").await.text();
    let address = door.split("src=\"/logo/").nth(1).unwrap().split('"').next().unwrap();
    let address = format!("/logo/{address}");
    assert!(door.contains("width=\"144\" height=\"192\""));
    let picture = town.get(Nobody, &address).await.is(200);
    assert_eq!(picture.header("Content-Type"), Some("image/jpeg"));
    assert!(picture.header("Cache-Control").unwrap().contains("immutable"));
    assert!(picture.body.starts_with(b"\xFF\xD8") && picture.body.len() < 40_000);
    assert!(!picture.text().contains("alert"), "only what was drawn");
    let another = jpeg(600, 800, 2);
    town.upload(Dewi, &logo, &[], &[("logo", "baru.jpg", &another)]).await.is(303);
    town.get(Nobody, &address).await.is(404);
    town.post(Dewi, &logo, &[("action", "remove")]).await.is(303);
    assert!(!town.get(Nobody, "/masuk").await.text().contains("/logo/"));
    assert_eq!(town.files("tmp"), Vec::<String>::new());
}

async fn what_is_no_logo_is_refused(db: Database) {
    let town = Town::build(db).await;
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bomb.extend_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50, 8, 2, 0, 0, 0]);
    // A photo whose head says 32,768 pixels each way.
    let mut vast = jpeg(64, 64, 1);
    let head = vast.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    vast[head + 5..head + 9].copy_from_slice(&[0x80, 0, 0x80, 0]);
    let (large, huge) = (vec![0xFF; (2 << 20) + 1], vec![0xFF; (10 << 20) + 1]);
    let half = jpeg(640, 480, 1);
    let (cartoon, book) = (animated_webp(100), pdf(1));
    for (name, bytes, words) in [
        (
            "logo.svg",
            &b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..],
            "SVG tidak diterima",
        ),
        ("logo.png", b"<?xml version='1.0'?><svg/>", "SVG tidak diterima"),
        ("bomb.png", &bomb, "Gambar ini"),
        ("vast.jpg", &vast, "terlalu besar untuk dibuka"),
        ("large.png", &large, "paling besar 2 MB"),
        ("huge.png", &huge, "paling besar 2 MB"),
        ("half.jpg", &half[..half.len() / 2], "rusak"),
        ("empty.jpg", b"", "rusak atau kosong"),
        ("cartoon.webp", &cartoon, "tidak bergerak"),
        ("book.pdf", &book, "SVG tidak diterima"),
    ] {
        let files = [("logo", name, bytes)];
        let page = town.upload(Dewi, &format!("{SECTIONS}/logo"), &[], &files).await.is(422).text();
        assert!(page.contains("href=\"#logo\"") && page.contains(words), "{name}: {page}");
        assert_eq!(town.files("tmp"), Vec::<String>::new(), "{name}");
    }
    town.upload(Dewi, &format!("{SECTIONS}/logo"), &[], &[]).await.is(422);
    assert!(!town.get(Nobody, "/masuk").await.text().contains("/logo/"));
}

async fn a_receipt_whose_file_was_given_up_is_told_so(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(64, 64, 1);
    town.upload(Sari, "/belanja", &fields("given-up", &[]), &[("receipt", "a.jpg", &photo)])
        .await
        .is(303);
    let bought = town.purchases().await.remove(0);
    let (purchase, receipt) = (bought.row.id, bought.receipts[0].id);
    let (before, now) = ("2026-11-21".parse().unwrap(), NOW.parse().unwrap());
    let given_up = town
        .store
        .write::<_, Error, _>(txn_job!(|txn| receipts::remove_files(txn, before, 10, now).await));
    assert_eq!(given_up.await.unwrap(), 1);
    let words = "Berkas sudah dihapus menurut aturan retensi";
    let page = town.get(Sari, &format!("/belanja/{purchase}")).await.is(200).text();
    assert!(page.contains(words) && !page.contains("/struk/"), "{page}");
    assert!(page.contains("Rp35.000"), "the purchase is all there");
    assert!(town.get(Sari, &format!("/struk/{receipt}")).await.is(404).text().contains(words));
    let told = town.api(Sari, Get, &format!("/receipts/{receipt}"), None).await.is(404).json();
    assert_eq!(told["errors"][0]["code"], "receipt-removed");
    let shown = town.api(Sari, Get, &format!("/purchases/{purchase}"), None).await.is(200).json();
    assert!(shown["receipts"][0]["file_removed_at"].is_string(), "{shown}");
    // The very same file is still known.
    let again = [("receipt", "b.jpg", &photo[..])];
    town.upload(Sari, "/belanja", &fields("again", &[("amount", "20.000")]), &again).await.is(409);
}

async fn a_test_mail_tells_what_the_server_answered(db: Database) {
    let sink = Sink::start(Manner::Accept).await;
    let town = Town::build(db).await.with_smtp(&sink.url).await;
    let test = format!("{SECTIONS}/surel");
    for (manner, words) in [
        (Manner::Accept, ["Server surel menerima surel uji", "250 taken"]),
        (Manner::Busy, ["Surel uji belum terkirim", "greylisted"]),
        (Manner::Refuse("@".into()), ["Server surel menolak surel uji", "no such user"]),
        (Manner::CutAfterData, ["Surel uji belum terkirim", "PEKAN_SMTP_URL"]),
    ] {
        sink.behave(manner);
        let done = town.post(Dewi, &test, &[]).await.is(303);
        assert_eq!(done.header("Location"), Some("/admin/pengaturan#surel"));
        let page = town.get(Dewi, SECTIONS).await.text();
        assert!(words.iter().all(|word| page.contains(word)), "{words:?}: {page}");
    }
    let mail = &sink.received()[0];
    assert!(mail.to.contains('@') && !mail.raw.is_empty());
    assert!(town.get(Dewi, "/admin/audit").await.text().contains("mengirim surel uji"));
}

async fn a_password_in_the_address_of_the_mail_server_is_not_shown(db: Database) {
    let town = Town::build(db).await.with_smtp("smtp://pekan:rahasia@127.0.0.1:1").await;
    let page = town.get(Dewi, SECTIONS).await.text();
    assert!(page.contains("127.0.0.1:1") && !page.contains("rahasia"));
    town.post(Dewi, &format!("{SECTIONS}/surel"), &[]).await.is(303);
    let page = town.get(Dewi, SECTIONS).await.text();
    assert!(page.contains("Surel uji belum terkirim") && !page.contains("rahasia"), "{page}");
}

async fn without_a_mail_server_the_test_says_where_the_mail_lies(db: Database) {
    let town = Town::build(db).await;
    town.post(Dewi, &format!("{SECTIONS}/surel"), &[]).await.is(303);
    let page = town.get(Dewi, SECTIONS).await.text();
    assert!(page.contains("ditulis ke folder") && page.contains("/mail"), "{page}");
    assert_eq!(town.files("mail").len(), 1);
}
