//! After a close heads get the recap of their office and leaders a summary: once, by day, and only of the newest.

use chrono::NaiveDate;
use pekan::rules::close_mail::CloseMails;
use pekan::rules::mail::{MailKind, MailState};
use pekan::rules::{EmployeeId, OfficeId, PeriodKind, RoleId, RoleKind, Zone};
use pekan::store::mails::Mail;
use pekan::store::roles::{self, RoleRow};
use pekan::store::{Error, settings};
use pekan::txn_job;
use pekan::workflows::closing::close_due::close_due;
use pekan::workflows::mail::close_mails::queue_close_mails;
use pekan::workflows::mail::deliver::Delivered;

use super::schedule::worker;
use super::{at_most, attempts, deliver, outbox};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{BASE_URL, Letterbox, Read};

on_both_databases!(
    a_head_and_a_leader_are_told_once_in_the_morning_after_the_close,
    two_workers_tell_it_once,
    an_office_in_which_nobody_is_obliged_gets_no_mail,
    whoever_heads_no_longer_is_told_nothing_and_whoever_acts_is,
    after_a_pause_only_the_newest_is_told,
    a_month_is_told_in_its_own_words,
    administrators_turn_it_off,
    leaders_are_pointed_to_five_offices_at_the_most,
    a_third_mail_of_the_week_is_read_in_the_application
);

/// The first look of a worker, and the deadline of W47.
const FIRST_LOOK: &str = "2026-11-16T01:00:00Z";
const DEADLINE: &str = "2026-11-25T17:00:00Z";
/// Thursday after it, 08.00 WIB.
const MORNING: &str = "2026-11-26T01:00:00Z";

async fn close(district: &District, now: &str) {
    close_due(&district.store, at(now), || true).await.unwrap();
}

async fn queue(district: &District, now: &str) -> usize {
    queue_close_mails(&district.store, at(now)).await.unwrap()
}

async fn give(
    district: &District,
    (person, kind): (EmployeeId, RoleKind),
    office: Option<OfficeId>,
    days: (&str, Option<&str>),
) -> RoleId {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let row = RoleRow {
        id: RoleId::NONE,
        employee_id: person,
        kind,
        office_id: office,
        from_on: day(days.0),
        to_on: days.1.map(day),
        acting: kind == RoleKind::Head,
        created_at: at(FIRST_LOOK),
        revoked_at: None,
    };
    let insert = district.store.write::<_, Error, _>(txn_job!(|txn| roles::insert(txn, row).await));
    insert.await.unwrap()
}

/// Five at the health office: two met W47, one met nothing, one was on leave; and one in Senduro.
async fn staffed(district: &District) {
    let mut people = Vec::new();
    for name in ["Satu", "Dua", "Tiga", "Empat", "Lima"] {
        people.push(district.employee(name, district.health).await);
    }
    district.purchase(people[0], "2026-11-16", 100_000).await;
    district.purchase(people[1], "2026-11-20", 250_000).await;
    district.purchase(people[2], "2026-11-17", 30_000).await;
    district.leave(people[4], "2026-11-16", "2026-11-20", people[0]).await;
}

fn closing_mails(mut mails: Vec<Read>) -> Vec<Read> {
    mails.retain(|mail| mail.subject.starts_with("Hasil") || mail.subject.starts_with("Ringkasan"));
    mails
}

async fn of_close(district: &District) -> Vec<Mail> {
    let mut mails = outbox(district).await;
    mails.retain(|mail| [MailKind::OfficeRecap, MailKind::LeadersSummary].contains(&mail.kind));
    mails
}

async fn a_head_and_a_leader_are_told_once_in_the_morning_after_the_close(db: Database) {
    let district = District::new(&db).await;
    staffed(&district).await;
    let regent = district.active("Bupati", district.root).await;
    district.head(regent, district.root).await;
    let doctor = district.active("Dokter Kepala", district.senduro).await;
    district.head(doctor, district.health).await;
    let auditor = district.active("Inspektur", district.senduro).await;
    give(&district, (auditor, RoleKind::Auditor), None, ("2020-01-01", None)).await;
    let admin = district.active("Admin", district.senduro).await;
    give(&district, (admin, RoleKind::Administrator), None, ("2020-01-01", None)).await;

    let letterbox = Letterbox::default();
    let ours = worker(&district, &db, letterbox.mailer(), FIRST_LOOK);
    ours.tick(at(FIRST_LOOK)).await;
    // The worker itself would wait to see whether its clock has leapt.
    close(&district, DEADLINE).await;
    for night in [DEADLINE, "2026-11-25T17:01:00Z", "2026-11-26T00:59:00Z"] {
        ours.tick(at(night)).await;
        assert_eq!(closing_mails(letterbox.take()), [], "{night}");
    }
    ours.tick(at(MORNING)).await;
    let mails = closing_mails(letterbox.take());
    let to: Vec<_> = mails.iter().map(|mail| mail.to.split('@').next().unwrap()).collect();
    assert_eq!(to, ["bupati", "dokterkepala", "inspektur"]);
    let [regents, doctors, auditors] = mails.as_slice() else { panic!("{mails:?}") };
    the_head_reads(doctors);
    the_leaders_read(regents, auditors);

    // A worker that has started anew tells nobody again.
    let again = worker(&district, &db, letterbox.mailer(), "2026-11-26T03:00:00Z");
    for later in ["2026-11-26T03:00:00Z", "2026-11-27T03:00:00Z", "2026-12-02T03:00:00Z"] {
        again.tick(at(later)).await;
        assert_eq!(closing_mails(letterbox.take()), [], "{later}");
    }
    assert_eq!(of_close(&district).await.len(), 3);
}

fn the_head_reads(mail: &Read) {
    assert_eq!(mail.subject, "Hasil pekan 47: 2 dari 4 pegawai memenuhi");
    let sentence = "Hasil pekan 47 (16–22 November 2026) di Dinas Kesehatan sudah ditetapkan: 2 dari 4 pegawai \
        memenuhi, yaitu 50%.";
    for line in [
        sentence,
        "Memenuhi: 2 dari 4",
        "Kurang: 2",
        "Dikecualikan (cuti, dinas, libur): 1",
        "Belanja ASN tercatat: Rp380.000",
        "Kekurangan seluruhnya: Rp170.000",
    ] {
        assert!(mail.text.contains(line), "{line} in {}", mail.text);
    }
    assert!(!mail.text.contains("sebelumnya"), "nothing is closed before it: {}", mail.text);
    let link = format!("{BASE_URL}/unit/DINKES/rekap?periode=2026-W47");
    assert_eq!(mail.links().iter().filter(|one| **one == link).count(), 2, "{:?}", mail.links());
    for name in ["Satu", "Dua", "Tiga", "Empat", "Lima"] {
        assert!(!mail.text.contains(name) && !mail.html.contains(name), "names {name}");
    }
}

fn the_leaders_read(regents: &Read, auditors: &Read) {
    for mail in [regents, auditors] {
        assert_eq!(mail.subject, "Ringkasan pekan 47: 2 dari 8 pegawai memenuhi");
        for line in [
            "di Pemerintah Kabupaten Lumajang sudah ditetapkan: 2 dari 8 pegawai memenuhi, yaitu 25%.",
            "Belanja ASN tercatat: Rp380.000",
            "Perlu perhatian: di bawah sasaran 90%",
            "- Kecamatan Senduro: 0 dari 3 (0%)\n- Dinas Kesehatan: 2 dari 4 (50%)",
        ] {
            assert!(mail.text.replace('\r', "").contains(line), "{line} in {}", mail.text);
        }
        assert!(mail.links().contains(&format!("{BASE_URL}/pimpinan?periode=2026-W47")));
        for name in ["Satu", "Dokter", "Tiga"] {
            assert!(!mail.text.contains(name) && !mail.html.contains(name), "names {name}");
        }
    }
    // The regent signs the recap of all.
    let sheet = format!("{BASE_URL}/unit/LMJ/rekap?periode=2026-W47");
    assert!(regents.links().contains(&sheet) && !auditors.links().contains(&sheet));
}

async fn two_workers_tell_it_once(db: Database) {
    let district = District::new(&db).await;
    staffed(&district).await;
    let doctor = district.active("Dokter", district.health).await;
    district.head(doctor, district.health).await;
    close(&district, FIRST_LOOK).await;
    close(&district, DEADLINE).await;
    tokio::join!(queue(&district, MORNING), queue(&district, MORNING));
    let letterbox = Letterbox::default();
    let (one, two) = tokio::join!(
        deliver(&district, &letterbox, MORNING),
        deliver(&district, &letterbox, MORNING)
    );
    assert_eq!(one.sent + two.sent, 1);
    assert_eq!(letterbox.take().len(), 1);
    assert_eq!(queue(&district, MORNING).await, 0);
}

async fn an_office_in_which_nobody_is_obliged_gets_no_mail(db: Database) {
    let district = District::new(&db).await;
    staffed(&district).await;
    let camat = district.active("Camat", district.health).await;
    district.head(camat, district.senduro).await;
    close(&district, FIRST_LOOK).await;
    close(&district, DEADLINE).await;
    queue(&district, MORNING).await;
    let letterbox = Letterbox::default();
    let delivered = deliver(&district, &letterbox, MORNING).await;
    assert_eq!(delivered, Delivered { obsolete: 1, ..Delivered::default() });
    let mail = &of_close(&district).await[0];
    assert_eq!(attempts(&district, mail).await[0].reply, "nobody-obliged");
    assert_eq!(queue(&district, "2026-11-26T02:00:00Z").await, 0, "and is not asked again");
}

async fn whoever_heads_no_longer_is_told_nothing_and_whoever_acts_is(db: Database) {
    let district = District::new(&db).await;
    staffed(&district).await;
    let old = district.active("Lama", district.health).await;
    let head = (old, RoleKind::Head);
    let role = give(&district, head, Some(district.health), ("2020-01-01", None)).await;
    close(&district, FIRST_LOOK).await;
    close(&district, DEADLINE).await;
    assert_eq!(queue(&district, MORNING).await, 1);
    let gone = district.store.write::<_, Error, _>(txn_job!(|txn| {
        roles::revoke(txn, role, at(MORNING)).await.map(|_| ())
    }));
    gone.await.unwrap();
    let deputy = district.active("Plt", district.senduro).await;
    let days = ("2026-11-26", Some("2026-12-31"));
    give(&district, (deputy, RoleKind::Head), Some(district.health), days).await;
    assert_eq!(queue(&district, MORNING).await, 1);
    let letterbox = Letterbox::default();
    deliver(&district, &letterbox, MORNING).await;
    let mails = letterbox.take();
    assert_eq!(
        mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(),
        ["plt@lumajangkab.go.id"]
    );
    let all = of_close(&district).await;
    let olds = all.iter().find(|mail| mail.employee_id == old).unwrap();
    assert_eq!(olds.state, MailState::Obsolete);
    assert_eq!(attempts(&district, olds).await[0].reply, "no-longer-theirs");
}

async fn after_a_pause_only_the_newest_is_told(db: Database) {
    let district = District::new(&db).await;
    staffed(&district).await;
    let doctor = district.active("Dokter", district.health).await;
    district.head(doctor, district.health).await;
    close(&district, "2026-09-28T01:00:00Z").await;
    // Eight weeks later; all of them are closed in the same night.
    close(&district, DEADLINE).await;
    assert_eq!(queue(&district, MORNING).await, 1);
    let mails = of_close(&district).await;
    assert_eq!(mails[0].period_start, Some("2026-11-16".parse().unwrap()));
    let letterbox = Letterbox::default();
    deliver(&district, &letterbox, MORNING).await;
    let mail = letterbox.take().pop().unwrap();
    assert!(mail.text.contains("Pekan sebelumnya 0%."), "{}", mail.text);
    // Three weeks in which nothing was closed, and then nobody is told of what is over.
    assert_eq!(queue(&district, "2026-12-17T03:00:00Z").await, 0);
}

async fn a_month_is_told_in_its_own_words(db: Database) {
    let district = District::new(&db).await;
    district
        .policy(|policy| {
            policy.period = PeriodKind::Month;
            policy.effective_from = "2026-10-01".parse().unwrap();
        })
        .await;
    let sri = district.employee("Sri", district.health).await;
    district.purchase(sri, "2026-10-07", 100_000).await;
    let doctor = district.active("Dokter", district.health).await;
    district.head(doctor, district.health).await;
    close(&district, "2026-10-05T01:00:00Z").await;
    close(&district, "2026-11-03T17:00:00Z").await;
    let morning = "2026-11-04T01:00:00Z";
    assert_eq!(queue(&district, morning).await, 1);
    let letterbox = Letterbox::default();
    deliver(&district, &letterbox, morning).await;
    let mail = letterbox.take().pop().unwrap();
    assert_eq!(mail.subject, "Hasil Oktober 2026: 1 dari 2 pegawai memenuhi");
    let link = format!("{BASE_URL}/unit/DINKES/rekap?periode=2026-10");
    assert!(mail.links().contains(&link), "{:?}", mail.links());
    assert_eq!(queue(&district, "2026-11-05T01:00:00Z").await, 0);
}

async fn administrators_turn_it_off(db: Database) {
    let district = District::new(&db).await;
    staffed(&district).await;
    let doctor = district.active("Dokter", district.health).await;
    district.head(doctor, district.health).await;
    let auditor = district.active("Inspektur", district.senduro).await;
    give(&district, (auditor, RoleKind::Auditor), None, ("2020-01-01", None)).await;
    close(&district, FIRST_LOOK).await;
    close(&district, DEADLINE).await;
    choose(&district, CloseMails { heads: false, leaders: false }).await;
    assert_eq!(queue(&district, MORNING).await, 0);
    choose(&district, CloseMails { heads: false, leaders: true }).await;
    assert_eq!(queue(&district, MORNING).await, 1);
    choose(&district, CloseMails { heads: true, leaders: false }).await;
    assert_eq!(queue(&district, MORNING).await, 1);
    let letterbox = Letterbox::default();
    let delivered = deliver(&district, &letterbox, MORNING).await;
    assert_eq!(delivered, Delivered { sent: 1, obsolete: 1, ..Delivered::default() });
    assert_eq!(letterbox.take()[0].subject, "Hasil pekan 47: 2 dari 5 pegawai memenuhi");
    let all = of_close(&district).await;
    let dropped = all.iter().find(|mail| mail.kind == MailKind::LeadersSummary).unwrap();
    assert_eq!(attempts(&district, dropped).await[0].reply, "turned-off");
}

async fn choose(district: &District, mails: CloseMails) {
    let put = district.store.write_reference::<_, Error, _>(txn_job!(|txn| {
        settings::put_part(txn, settings::CLOSE_MAILS, &mails).await
    }));
    put.await.unwrap();
}

async fn leaders_are_pointed_to_five_offices_at_the_most(db: Database) {
    let district = District::new(&db).await;
    for code in ["A", "B", "C", "D", "E", "F", "G"] {
        let office = district.office(code, district.root, Zone::Wib).await;
        district.employee(code, office).await;
    }
    let regent = district.active("Bupati", district.root).await;
    district.head(regent, district.root).await;
    close(&district, FIRST_LOOK).await;
    close(&district, DEADLINE).await;
    assert_eq!(queue(&district, MORNING).await, 1);
    let letterbox = Letterbox::default();
    deliver(&district, &letterbox, MORNING).await;
    let mail = letterbox.take().pop().unwrap();
    assert_eq!(mail.text.matches("0 dari 1 (0%)").count(), 5, "{}", mail.text);
    assert!(mail.text.contains("masih ada 2 unit kerja lain"), "{}", mail.text);
}

async fn a_third_mail_of_the_week_is_read_in_the_application(db: Database) {
    let district = District::new(&db).await;
    staffed(&district).await;
    at_most(&district, "1").await;
    let doctor = district.active("Dokter", district.health).await;
    district.head(doctor, district.health).await;
    close(&district, FIRST_LOOK).await;
    let letterbox = Letterbox::default();
    super::queue(&district, super::MONDAY).await;
    deliver(&district, &letterbox, super::MONDAY).await;
    let digests: Vec<_> =
        letterbox.take().into_iter().filter(|one| one.subject.starts_with("Rekap")).collect();
    assert_eq!(digests.len(), 1);
    close(&district, DEADLINE).await;
    queue(&district, MORNING).await;
    deliver(&district, &letterbox, MORNING).await;
    assert_eq!(letterbox.take(), []);
    let mail = &of_close(&district).await[0];
    assert!(mail.state == MailState::Sent && mail.shown_from.is_some(), "{mail:?}");
    assert_eq!(attempts(&district, mail).await[0].reply, "enough-this-week");
}
