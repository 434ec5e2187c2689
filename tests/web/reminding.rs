//! A head or an operator reminds those who are short: once a day, after having seen to whom and what, and
//! sees what came of it (decision 120).

use chrono::{DateTime, TimeDelta, Utc};
use pekan::rules::mail::MailKind;
use pekan::store::employees::{self, Employee};
use pekan::store::mails::{self, Mail, Search};
use pekan::txn_job;
use pekan::workflows::mail::deliver::{Delivered, deliver_due};
use pekan::workflows::mail::queue_reminders;

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::mail::{Letterbox, Read};
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Nobody, Oki, Olga, Rina, Sari, Tutik};
use crate::support::town::{NOW, Town, Who};

on_both_databases!(
    a_head_sees_to_whom_and_what_then_sends_it_once_a_day_and_sees_what_came_of_it,
    two_at_once_send_it_once,
    the_worker_and_a_head_never_send_the_same_twice,
    whom_no_mail_reaches_reads_it_in_the_app,
    it_is_refused_at_night_and_on_a_holiday_and_after_the_deadline_in_words,
    after_the_period_it_asks_for_receipts,
    a_message_is_filled_in_and_noted_and_we_send_nothing,
    only_who_may_remind_is_offered_it_and_only_a_head_the_list
);

const WEEK: [(&str, &str); 1] = [("period", "2026-W47")];
const PAGE: &str = "/unit/DKP/ingatkan";

async fn deliver(town: &Town, now: &str) -> (Delivered, Vec<Read>) {
    let letterbox = Letterbox::default();
    let now: DateTime<Utc> = now.parse().unwrap();
    // The clock of the town has gone on since.
    let later = now + TimeDelta::minutes(1);
    let delivered = deliver_due(&town.store, &letterbox.post(), later, 100).await.unwrap();
    (delivered, letterbox.take())
}

async fn outbox(town: &Town) -> Vec<Mail> {
    let all = Search { limit: 1000, ..Search::default() };
    let found = mails::search(town.store.reader(), &all).await.unwrap();
    found.into_iter().map(|(mail, _)| mail).collect()
}

async fn count(town: &Town, kind: MailKind) -> usize {
    outbox(town).await.iter().filter(|mail| mail.kind == kind).count()
}

async fn change(town: &Town, who: Who, change: fn(&mut Employee)) {
    let id = town.id(who);
    let done: Result<(), pekan::store::Error> = town
        .store
        .write(txn_job!(|txn| {
            let mut row = employees::lock(txn, id).await?.unwrap();
            change(&mut row);
            employees::update(txn, row).await
        }))
        .await;
    done.unwrap();
}

async fn a_head_sees_to_whom_and_what_then_sends_it_once_a_day_and_sees_what_came_of_it(
    db: Database,
) {
    let town = Town::build(db).await;
    bought(&town, Sari, "r1", "150.000").await;
    bought(&town, Budi, "r2", "40.000").await;
    let office = town.get(Hadi, "/unit/DKP").await.is(200).text();
    assert!(office.contains("Ingatkan 3 pegawai"), "{office}");
    assert!(office.contains("href=\"/unit/DKP/ingatkan?periode=2026-W47\""), "{office}");
    let page = town.get(Hadi, PAGE).await.is(200).without_numbers().text();
    assert!(page.contains("Kirim ke 3 pegawai"), "{page}");
    assert!(page.contains("Pengingat ini dikirim oleh Kantor DKP."), "as it is received: {page}");
    assert!(page.contains("kurang Rp60.000") && page.contains(">Budi<"), "{page}");
    assert!(outbox(&town).await.is_empty(), "looking sends nothing");

    let sent = town.post(Hadi, PAGE, &WEEK).await.is(303);
    let page = town.follow(Hadi, &sent).await.is(200).text();
    assert!(page.contains("Pengingat disiapkan dan segera dikirim."), "{page}");
    assert!(page.contains("3 menunggu dikirim"), "{page}");
    let again = town.post(Hadi, PAGE, &WEEK).await.is(409).text();
    assert!(again.contains("Unit ini sudah diingatkan hari ini"), "{again}");
    assert_eq!(outbox(&town).await.len(), 3);

    // Budi meets it before his mail leaves.
    bought(&town, Budi, "r3", "60.000").await;
    let (delivered, letters) = deliver(&town, NOW).await;
    assert_eq!((delivered.sent, delivered.obsolete), (2, 1));
    let to: Vec<&str> = letters.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["hadi@example.go.id", "rina@example.go.id"]);
    for letter in &letters {
        assert!(letter.text.contains("Pengingat ini dikirim oleh Kantor DKP."), "{}", letter.text);
        assert!(letter.html.contains("Pengingat ini dikirim oleh Kantor DKP."), "{}", letter.html);
        assert!(!letter.text.contains("pengingat terakhir"), "{}", letter.text);
    }
    bought(&town, Rina, "r4", "100.000").await;
    let page = town.get(Hadi, PAGE).await.is(200).text();
    for said in ["2 terkirim", "1 tidak jadi dikirim", "2 sudah memenuhi"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let office = town.get(Hadi, "/unit/DKP").await.is(200).text();
    let last = "Diingatkan Jumat, 20 November 2026 pukul 09.00 WIB oleh Hadi";
    assert!(office.contains(last), "{office}");
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert!(trail.contains("mengingatkan 3 pegawai Kantor DKP"), "{trail}");

    let tomorrow = town.signed_in_at("2026-11-21T09:00:00+07:00").await;
    let refused = tomorrow.post(Hadi, PAGE, &WEEK).await.is(409).text();
    assert!(refused.contains("Tidak ada lagi pegawai yang dapat diingatkan"), "{refused}");
    bought(&tomorrow, Tutik, "r5", "10.000").await;
    tomorrow.post(Dewi, "/unit/LMJ/ingatkan", &WEEK).await.is(303);
    let (delivered, letters) = deliver(&tomorrow, "2026-11-21T09:00:00+07:00").await;
    assert_eq!((delivered.sent, letters.len()), (3, 3), "those who had none: Tutik, Agus and Dewi");
}

async fn two_at_once_send_it_once(db: Database) {
    let town = Town::build(db).await;
    let (one, other) = tokio::join!(town.post(Hadi, PAGE, &WEEK), town.post(Dewi, PAGE, &WEEK));
    let mut answers = [one.status, other.status];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409], "{} {}", one.text(), other.text());
    assert_eq!(outbox(&town).await.len(), 4);
}

async fn the_worker_and_a_head_never_send_the_same_twice(db: Database) {
    let town = Town::build(db).await;
    town.post(Hadi, PAGE, &WEEK).await.is(303);
    assert_eq!(deliver(&town, NOW).await.0.sent, 4);
    let sunday = "2026-11-22T15:00:00+07:00";
    queue_reminders(&town.store, sunday.parse().unwrap()).await.unwrap();
    assert_eq!(count(&town, MailKind::LastCall).await, 7, "the three of other offices got theirs");
    let town = town.signed_in_at("2026-11-22T16:00:00+07:00").await;
    let page = town.get(Dewi, "/unit/LMJ/ingatkan").await.is(200).text();
    assert!(page.contains("Tidak ada lagi pegawai yang dapat diingatkan"), "{page}");
    town.post(Dewi, "/unit/LMJ/ingatkan", &WEEK).await.is(409);
    assert_eq!(count(&town, MailKind::LastCall).await, 7);
    let (_, letters) = deliver(&town, "2026-11-22T16:00:00+07:00").await;
    let by_itself = letters.iter().all(|mail| !mail.text.contains("dikirim oleh Kantor"));
    assert!(by_itself, "nobody asked for these");
}

async fn whom_no_mail_reaches_reads_it_in_the_app(db: Database) {
    let town = Town::build(db).await;
    change(&town, Budi, |row| row.email = None).await;
    change(&town, Rina, |row| row.disabled_at = Some(NOW.parse().unwrap())).await;
    change(&town, Sari, |row| row.password_hash = None).await;
    let page = town.get(Hadi, PAGE).await.is(200).text();
    for said in [
        "Kirim ke 3 pegawai",
        "Membacanya di Pekan, tanpa surel",
        "Akunnya dinonaktifkan",
        "1 penerima belum mengaktifkan akunnya",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    town.post(Hadi, PAGE, &WEEK).await.is(303);
    let (delivered, letters) = deliver(&town, NOW).await;
    assert_eq!(delivered.sent, 2);
    let sari = letters.iter().find(|mail| mail.to.starts_with("sari")).unwrap();
    assert!(sari.text.contains("/sandi/"), "it brings the link: {}", sari.text);
    let said = town.get(Budi, "/").await.is(200).text();
    assert!(said.contains("Belanja UMKM pekan ini sampai Minggu, 22 November 2026"), "{said}");
    assert!(said.contains("Pengingat ini dikirim oleh Kantor DKP."), "{said}");
    let page = town.get(Hadi, PAGE).await.is(200).text();
    assert!(page.contains("kepada 3 pegawai") && page.contains("3 terkirim"), "{page}");
}

async fn it_is_refused_at_night_and_on_a_holiday_and_after_the_deadline_in_words(db: Database) {
    let mut town = Town::build(db).await;
    for (now, indonesian, english) in [
        (
            "2026-11-20T20:00:00+07:00",
            "Pengingat hanya dikirim pukul 06.00–20.00",
            "Reminders go out between 06:00 and 20:00",
        ),
        ("2026-11-26T09:00:00+07:00", "Batas pencatatan sudah lewat", "The deadline has passed"),
    ] {
        town = town.signed_in_at(now).await;
        for (language, said) in [("en", english), ("id", indonesian)] {
            town.post(Hadi, "/akun", &[("language", language)]).await.is(303);
            let page = town.get(Hadi, "/unit/DKP/ingatkan?periode=2026-W47").await.is(200);
            assert!(page.text().contains(said), "{said}: {}", page.text());
            let refused = town.post(Hadi, PAGE, &WEEK).await.is(409).text();
            assert!(refused.contains(said), "{said}: {refused}");
        }
    }
    let town = town.signed_in_at(NOW).await;
    let holiday =
        [("date", "2026-11-20"), ("name", "Libur"), ("kind", "public"), ("office", "DKP")];
    town.post(Dewi, "/admin/libur", &holiday).await.is(303);
    let refused = town.post(Hadi, PAGE, &WEEK).await.is(409).text();
    assert!(refused.contains("Hari ini libur bagi unit ini"), "{refused}");
    assert!(outbox(&town).await.is_empty());
    town.post(Hadi, PAGE, &[("period", "2026-W99")]).await.is(422);
    town.post(Hadi, PAGE, &[("period", "2026-W47"), ("to", "x")]).await.is(422);
}

async fn after_the_period_it_asks_for_receipts(db: Database) {
    let town = Town::build_at(db, "2026-11-24T09:00:00+07:00").await;
    bought(&town, Budi, "r1", "40.000").await;
    town.post(Hadi, PAGE, &WEEK).await.is(303);
    let (delivered, letters) = deliver(&town, "2026-11-24T09:00:00+07:00").await;
    assert_eq!(delivered.sent, 4);
    for letter in letters {
        assert!(letter.subject.starts_with("Nota belanja UMKM pekan 16–22"), "{}", letter.subject);
        assert!(letter.text.contains("tidak lagi dihitung"), "{}", letter.text);
    }
    queue_reminders(&town.store, "2026-11-24T10:00:00+07:00".parse().unwrap()).await.unwrap();
    assert_eq!(count(&town, MailKind::Grace).await, 7, "the three of other offices got theirs");
}

async fn a_message_is_filled_in_and_noted_and_we_send_nothing(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "r1", "150.000").await;
    bought(&town, Budi, "r2", "40.000").await;
    let to = |who| format!("{PAGE}/{}", town.segment(who));
    town.post(Hadi, &to(Budi), &WEEK).await.is(422);
    for who in [Sari, Budi] {
        change(&town, who, |row| row.phone = Some("0812-3456-7890".into())).await;
    }
    let list = town.get(Hadi, PAGE).await.is(200).text();
    assert!(list.contains("aria-label=\"WhatsApp untuk Budi\""), "{list}");
    let page = town.post(Hadi, &to(Budi), &WEEK).await.is(200).without_numbers().text();
    assert!(page.contains("https://wa.me/6281234567890?text=Yth.%20Bapak%2FIbu%20Budi"), "{page}");
    assert!(page.contains("masih kurang Rp60.000") && page.contains("/belanja/baru"), "{page}");
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert!(trail.contains("menyiapkan pesan WhatsApp pengingat untuk Budi"), "{trail}");
    assert!(outbox(&town).await.is_empty());
    change(&town, Budi, |row| row.language = Some(pekan::rules::Language::English)).await;
    let page = town.post(Hadi, &to(Budi), &WEEK).await.is(200).text();
    assert!(page.contains("?text=Dear%20Budi"), "in the language of its receiver: {page}");
    town.post(Hadi, &to(Sari), &WEEK).await.is(404);
    town.post(Hadi, &to(Tutik), &WEEK).await.is(404);
    town.post(Rina, &to(Budi), &WEEK).await.is(403);
    town.post(Tutik, &to(Budi), &WEEK).await.is(404);
}

async fn only_who_may_remind_is_offered_it_and_only_a_head_the_list(db: Database) {
    let town = Town::with_operators(db).await;
    for (who, offered) in [(Hadi, true), (Oki, true), (Dewi, true), (Rina, false), (Agus, false)] {
        let office = town.get(who, "/unit/DKP").await.is(200).text();
        assert_eq!(office.contains("/unit/DKP/ingatkan"), offered, "{who:?}");
        town.get(who, PAGE).await.is(if offered { 200 } else { 403 });
    }
    for who in [Sari, Budi, Tutik, Olga] {
        town.get(who, PAGE).await.is(404);
    }
    town.get(Nobody, PAGE).await.is(303);
    let warning = "Daftar ini menyebut nama dan kekurangan orang";
    let page = town.get(Hadi, PAGE).await.is(200).text();
    assert!(page.contains(warning), "{page}");
    assert!(page.contains("Kantor DKP, belanja UMKM 16–22 November 2026."), "{page}");
    assert!(page.contains("Budi: kurang Rp100.000"), "{page}");
    assert!(!town.get(Oki, PAGE).await.is(200).text().contains(warning));
}
