use chrono::TimeDelta;
use pekan::rules::{PeriodKind, RoleKind, Zone};
use pekan::text::Language;
use pekan::workflows::mail::deliver::{Delivered, deliver_due};
use pekan::workflows::mail::queue_reminders::queue_reminders;
use pekan::workflows::purchases::change::{Decision, review};

use super::{THURSDAY, at_most, attempts, deliver, outbox, queue, the_mail};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::Letterbox;
use crate::support::{seen, warrant};

on_both_databases!(
    on_thursday_at_nine_those_who_are_short_are_reminded_once,
    the_last_call_and_the_grace_go_to_those_still_short,
    reminders_of_a_month_go_out_in_its_last_days_and_before_its_deadline,
    who_becomes_short_again_is_written_to_by_day_and_on_no_holiday,
    a_week_of_holidays_reminds_on_its_last_day_at_the_hour,
    two_workers_at_the_same_instant_queue_one_reminder_each,
    a_holiday_moves_it_to_the_working_day_before,
    whoever_buys_before_it_is_sent_is_not_reminded,
    a_reminder_that_comes_too_late_is_dropped,
    each_office_keeps_its_own_clock,
    a_monthly_policy_reminds_on_the_last_thursday_and_an_appeal_never,
    the_text_is_in_the_receivers_language,
    a_thousand_are_queued_in_batches_and_the_second_look_finds_nothing
);

async fn on_thursday_at_nine_those_who_are_short_are_reminded_once(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    let short = district.employee("Sri Wahyuni", district.health).await;
    district.purchase(short, "2026-11-17", 65_000).await;
    let met = district.employee("Budi Met", district.health).await;
    district.purchase(met, "2026-11-16", 100_000).await;
    let away = district.employee("Ani Cuti", district.health).await;
    district.leave(away, "2026-11-16", "2026-11-20", met).await;
    district.employee_since("Tono Baru", district.health, "2026-11-18", |_| ()).await;
    district
        .employee_since("Rina Diam", district.health, "2020-01-01", |e| e.mute_midweek = true)
        .await;

    assert_eq!(queue(&district, "2026-11-19T01:59:59Z").await, 0);
    assert_eq!(queue(&district, THURSDAY).await, 1);
    assert_eq!(queue(&district, THURSDAY).await, 0);
    deliver(&district, &letterbox, THURSDAY).await;
    let mail = letterbox.take().pop().unwrap();
    assert_eq!(mail.to, "sriwahyuni@lumajangkab.go.id");
    assert_eq!(mail.subject, "Belanja UMKM pekan ini: kurang Rp35.000 lagi");
    assert!(mail.text.contains("Rp65.000 dari Rp100.000"), "{}", mail.text);
    for line in [
        "Beli sampai: Minggu, 22 November 2026",
        "Catat sampai: Rabu, 25 November 2026 pukul 23.59 WIB",
        "Dasar: SE 500/1/2026",
    ] {
        assert!(mail.text.contains(line), "{line} in {}", mail.text);
    }
    assert!(mail.html.contains("SE 500/1/2026") && mail.html.contains("Catat sampai"));
    assert_eq!(queue(&district, "2026-11-21T09:00:00Z").await, 0, "sent is sent");
    assert_eq!(queue(&district, "2026-11-26T02:00:00Z").await, 4, "a new week, but for Rina");
    deliver(&district, &letterbox, "2026-11-26T02:00:00Z").await;
    assert_eq!(letterbox.take().len(), 4);
}

async fn the_last_call_and_the_grace_go_to_those_still_short(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    let sri = district.employee("Sri", district.health).await;
    district.purchase(sri, "2026-11-17", 65_000).await;
    // Mute is of the midweek reminder only.
    district.employee_since("Rina", district.health, "2020-01-01", |e| e.mute_midweek = true).await;
    let met = district.employee("Budi", district.health).await;
    district.purchase(met, "2026-11-16", 100_000).await;
    assert_eq!(queue(&district, THURSDAY).await, 1);
    deliver(&district, &letterbox, THURSDAY).await;
    assert_eq!(letterbox.take().len(), 1);
    for (now, subject, lines) in [
        (
            "2026-11-22T08:00:00Z",
            "Belanja UMKM pekan ini sampai Minggu, 22 November 2026: kurang Rp35.000 lagi",
            ["pekan ini (16–22 November 2026) tercatat", "pengingat terakhir"],
        ),
        (
            "2026-11-24T02:00:00Z",
            "Nota belanja UMKM pekan 16–22 November 2026 dapat dicatat sampai Rabu, 25 November \
             2026 pukul 23.59 WIB",
            ["untuk pekan 16–22 November 2026 tercatat Rp65.000", "tidak lagi dihitung"],
        ),
    ] {
        let before = at(now) - TimeDelta::seconds(1);
        assert_eq!(queue_reminders(&district.store, before).await.unwrap(), 0, "{now}");
        assert_eq!(queue(&district, now).await, 2, "{now}");
        assert_eq!(queue(&district, now).await, 0, "once: {now}");
        deliver(&district, &letterbox, now).await;
        let mails = letterbox.take();
        let mail = mails.iter().find(|mail| mail.to.starts_with("sri")).unwrap();
        assert_eq!(mail.subject, subject);
        for line in lines {
            assert!(mail.text.contains(line), "{line} in {}", mail.text);
        }
        assert!(mail.text.contains("Dasar: SE 500/1/2026") && mail.html.contains("Dasar"));
    }
    assert_eq!(queue(&district, "2026-11-25T18:00:00Z").await, 0, "the deadline has passed");
}

async fn reminders_of_a_month_go_out_in_its_last_days_and_before_its_deadline(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    district
        .policy(|policy| {
            policy.period = PeriodKind::Month;
            policy.effective_from = policy.effective_from + chrono::Days::new(3);
            policy.grace_days = 20;
        })
        .await;
    district.employee("Sri", district.health).await;
    for (now, word) in [
        ("2026-11-26T02:00:00Z", "bulan ini: kurang"),
        ("2026-11-29T08:00:00Z", "bulan ini sampai Senin, 30 November 2026"),
        ("2026-12-19T02:00:00Z", "dapat dicatat sampai Minggu, 20 Desember 2026"),
    ] {
        assert_eq!(queue(&district, now).await, 1, "{now}");
        deliver(&district, &letterbox, now).await;
        let mail = letterbox.take().pop().unwrap();
        assert!(mail.subject.contains(word), "{word} in {}", mail.subject);
    }
}

async fn who_becomes_short_again_is_written_to_by_day_and_on_no_holiday(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    at_most(&district, "14").await;
    district.holiday("2026-11-20").await;
    let sri = district.employee("Sri", district.health).await;
    queue(&district, THURSDAY).await;
    let bought = district.purchase(sri, "2026-11-19", 100_000).await;
    assert_eq!(deliver(&district, &letterbox, THURSDAY).await.obsolete, 1);
    // On Friday, a holiday, a reviewer returns it.
    let rina = district.employee("Rina", district.root).await;
    let reviewer = crate::closing::viewer(rina, &[(RoleKind::Reviewer, district.root)]);
    district.purchase(rina, "2026-11-19", 100_000).await;
    let (store, now) = (&district.store, at("2026-11-20T05:00:00Z"));
    review(
        store,
        &warrant(&reviewer, now),
        seen(store, bought).await,
        Decision::Reject,
        Some("buram"),
    )
    .await
    .unwrap();
    for night in ["2026-11-20T05:00:00Z", "2026-11-20T17:00:10Z", "2026-11-21T01:59:59Z"] {
        assert_eq!(queue(&district, night).await, 0, "{night}");
    }
    assert_eq!(queue(&district, "2026-11-21T02:00:00Z").await, 1);
    deliver(&district, &letterbox, "2026-11-21T02:00:00Z").await;
    let subjects: Vec<_> = letterbox.take().into_iter().map(|mail| mail.subject).collect();
    assert_eq!(subjects.len(), 2, "the reminder, and word of what was returned: {subjects:?}");
    assert_eq!(queue(&district, "2026-11-21T03:00:00Z").await, 0, "at most one");
}

async fn two_workers_at_the_same_instant_queue_one_reminder_each(db: Database) {
    let district = District::new(&db).await;
    for number in 0..40 {
        district.employee(&format!("Pegawai {number}"), district.senduro).await;
    }
    let (one, two) = (district.store.clone(), db.store().await);
    let now = at(THURSDAY);
    let (one, two) = tokio::join!(queue_reminders(&one, now), queue_reminders(&two, now));
    assert_eq!(one.unwrap() + two.unwrap(), 40);
    assert_eq!(outbox(&district).await.len(), 40);
}

async fn a_holiday_moves_it_to_the_working_day_before(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    district.holiday("2026-11-19").await;
    // Nothing is asked of her for the week before.
    district.employee_since("Sri", district.health, "2026-11-16", |_| ()).await;
    assert_eq!(queue(&district, "2026-11-18T01:59:00Z").await, 0);
    assert_eq!(queue(&district, "2026-11-18T02:00:00Z").await, 1);
    // The mail server was away on Wednesday; on the holiday nobody is disturbed.
    let waiting = deliver(&district, &letterbox, THURSDAY).await;
    assert_eq!(waiting, Delivered { queued: 1, ..Delivered::default() });
    assert_eq!(the_mail(&district).await.next_attempt_at, at("2026-11-20T02:00:00Z"));
    district.employee_since("Baru Terlihat", district.health, "2026-11-16", |_| ()).await;
    assert_eq!(queue(&district, THURSDAY).await, 0, "on the holiday itself");
    assert_eq!(deliver(&district, &letterbox, "2026-11-20T02:00:00Z").await.sent, 1);
    assert_eq!(letterbox.take().len(), 1);
}

async fn a_week_of_holidays_reminds_on_its_last_day_at_the_hour(db: Database) {
    let district = District::new(&db).await;
    for day in ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"] {
        district.holiday(day).await;
    }
    district.employee("Sri", district.health).await;
    for early in ["2026-11-19T02:00:00Z", "2026-11-19T17:00:00Z", "2026-11-20T01:59:59Z"] {
        assert_eq!(queue(&district, early).await, 0, "{early}");
    }
    assert_eq!(queue(&district, "2026-11-20T02:00:00Z").await, 1);
}

async fn whoever_buys_before_it_is_sent_is_not_reminded(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    let buyer = district.employee("Sri", district.health).await;
    queue(&district, THURSDAY).await;
    district.purchase(buyer, "2026-11-19", 100_000).await;
    let delivered = deliver(&district, &letterbox, THURSDAY).await;
    assert_eq!(delivered, Delivered { obsolete: 1, ..Delivered::default() });
    let mail = the_mail(&district).await;
    assert_eq!((mail.state.name(), mail.body.is_none()), ("obsolete", true));
    assert_eq!(attempts(&district, &mail).await[0].reply, "no-longer-due");
}

async fn a_reminder_that_comes_too_late_is_dropped(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    district.employee("Sri", district.health).await;
    queue(&district, THURSDAY).await;
    // Monday 00.00 WIB: the week is over, though its deadline is not.
    assert_eq!(deliver(&district, &letterbox, "2026-11-22T17:00:00Z").await.obsolete, 1);
    let mail = the_mail(&district).await;
    assert_eq!(attempts(&district, &mail).await[0].reply, "too-late");
}

async fn each_office_keeps_its_own_clock(db: Database) {
    let district = District::new(&db).await;
    let east = district.office("JYP", district.root, Zone::Wit).await;
    district.employee("Di Timur", east).await;
    district.employee("Di Barat", district.health).await;
    assert_eq!(queue(&district, "2026-11-18T23:59:00Z").await, 0);
    assert_eq!(queue(&district, "2026-11-19T00:00:00Z").await, 1, "09.00 WIT");
    assert_eq!(queue(&district, THURSDAY).await, 1, "09.00 WIB");
}

async fn a_monthly_policy_reminds_on_the_last_thursday_and_an_appeal_never(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    district
        .policy(|policy| {
            policy.office = district.senduro;
            policy.period = PeriodKind::Month;
            policy.minimum_amount = 0;
            policy.minimum_count = 2;
        })
        .await;
    district
        .policy(|policy| {
            policy.office = district.health;
            policy.mode = pekan::rules::Mode::Appeal;
        })
        .await;
    let monthly = district.employee("Bulanan", district.senduro).await;
    district.purchase(monthly, "2026-11-03", 40_000).await;
    district.employee("Imbauan", district.health).await;
    assert_eq!(queue(&district, THURSDAY).await, 0);
    assert_eq!(queue(&district, "2026-11-26T02:00:00Z").await, 1);
    deliver(&district, &letterbox, "2026-11-26T02:00:00Z").await;
    let mail = letterbox.take().pop().unwrap();
    assert_eq!(mail.subject, "Belanja UMKM bulan ini: kurang 1 belanja lagi");
    assert!(mail.text.contains("tercatat 1 dari 2 belanja"), "{}", mail.text);
}

async fn the_text_is_in_the_receivers_language(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    district
        .employee_since("John", district.health, "2020-01-01", |employee| {
            employee.language = Some(Language::English);
        })
        .await;
    queue(&district, THURSDAY).await;
    deliver(&district, &letterbox, THURSDAY).await;
    let mail = letterbox.take().pop().unwrap();
    assert_eq!(mail.subject, "Rp100,000 to go this week at small businesses");
    assert!(mail.html.contains("lang=\"en\""));
}

async fn a_thousand_are_queued_in_batches_and_the_second_look_finds_nothing(db: Database) {
    let district = District::new(&db).await;
    for number in 0..1_000 {
        district.employee(&format!("Pegawai {number}"), district.senduro).await;
    }
    assert_eq!(queue(&district, THURSDAY).await, 1_000);
    let soon = at(THURSDAY) + TimeDelta::seconds(30);
    assert_eq!(queue_reminders(&district.store, soon).await.unwrap(), 0);
    let letterbox = Letterbox::default();
    let some = deliver_due(&district.store, &letterbox.post(), soon, 25).await.unwrap();
    assert_eq!((some.sent, letterbox.take().len()), (25, 25), "no more than asked");
}
