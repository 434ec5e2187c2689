use pekan::workflows::mail::deliver::Delivered;

use super::{MONDAY, attempts, deliver, outbox, queue};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::District;
use crate::support::mail::{BASE_URL, Letterbox};

/// Five at the health office: two met last week, one the week before, one was on leave.
async fn staffed(district: &District) {
    let mut people = Vec::new();
    for name in ["Satu", "Dua", "Tiga", "Empat", "Lima"] {
        people.push(district.employee(name, district.health).await);
    }
    district.purchase(people[0], "2026-11-16", 100_000).await;
    district.purchase(people[1], "2026-11-22", 250_000).await;
    district.purchase(people[2], "2026-11-17", 30_000).await;
    district.purchase(people[0], "2026-11-09", 100_000).await;
    district.leave(people[4], "2026-11-16", "2026-11-20", people[0]).await;
}

on_both_databases!(
    on_monday_each_head_gets_the_figures_of_the_offices_in_scope,
    a_holiday_moves_it_to_the_day_after,
    an_office_where_nobody_owes_gets_none,
    it_covers_the_offices_whose_policy_sends_one,
    it_is_sent_however_far_the_next_working_day_is
);

async fn on_monday_each_head_gets_the_figures_of_the_offices_in_scope(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    staffed(&district).await;
    let mayor = district.active("Bupati", district.root).await;
    district.head(mayor, district.root).await;
    // Also deputy of an office below: nobody is counted twice for it.
    district.head(mayor, district.health).await;
    let doctor = district.active("Dokter Kepala", district.senduro).await;
    district.head(doctor, district.health).await;

    assert_eq!(queue(&district, "2026-11-23T00:59:00Z").await, 0);
    assert_eq!(queue(&district, MONDAY).await, 2);
    assert_eq!(queue(&district, MONDAY).await, 0);
    deliver(&district, &letterbox, MONDAY).await;
    let mails = letterbox.take();
    let [mayors, doctors] = mails.as_slice() else { panic!("{mails:?}") };

    assert_eq!(doctors.subject, "Rekap pekan 47: 2 dari 4 pegawai memenuhi");
    for line in [
        "sebesar 50% (pekan sebelumnya 20%)",
        "2 pegawai belum memenuhi",
        "sampai Rabu, 25 November 2026 pukul 23.59 WIB",
        "Dikecualikan (cuti, dinas, libur): 1",
        "Belanja ASN tercatat: Rp380.000",
    ] {
        assert!(doctors.text.contains(line), "{line} in {}", doctors.text);
    }
    let link = format!("{BASE_URL}/unit/DINKES?periode=2026-W47");
    assert!(doctors.links().contains(&link), "{:?}", doctors.links());
    for name in ["Satu", "Tiga", "Empat"] {
        assert!(!doctors.text.contains(name) && !doctors.html.contains(name), "names nobody");
    }
    assert_eq!(mayors.subject, "Rekap pekan 47: 2 dari 6 pegawai memenuhi");
    assert!(mayors.links().contains(&format!("{BASE_URL}/unit/LMJ?periode=2026-W47")));
    assert!(!mayors.text.contains("DINKES"));
}

async fn a_holiday_moves_it_to_the_day_after(db: Database) {
    let district = District::new(&db).await;
    staffed(&district).await;
    let head = district.employee("Kepala", district.health).await;
    district.head(head, district.health).await;
    district.holiday("2026-11-23").await;
    assert_eq!(queue(&district, MONDAY).await, 0);
    assert_eq!(queue(&district, "2026-11-24T01:00:00Z").await, 1);
}

async fn an_office_where_nobody_owes_gets_none(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    staffed(&district).await;
    let head = district.employee("Camat", district.health).await;
    district.head(head, district.senduro).await;
    queue(&district, MONDAY).await;
    let delivered = deliver(&district, &letterbox, MONDAY).await;
    assert_eq!(delivered, Delivered { obsolete: 1, ..Delivered::default() });
    let mail = &outbox(&district).await[0];
    assert_eq!(attempts(&district, mail).await[0].reply, "nobody-obliged");
}

async fn it_covers_the_offices_whose_policy_sends_one(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    staffed(&district).await;
    let camat = district.active("Camat", district.senduro).await;
    // Of the office with the lower id the policy sends none.
    district
        .policy(|policy| {
            policy.office = district.health;
            policy.reminders.head_digest.on = false;
        })
        .await;
    district.head(camat, district.health).await;
    district.head(camat, district.senduro).await;
    assert_eq!(queue(&district, MONDAY).await, 1);
    deliver(&district, &letterbox, MONDAY).await;
    let mail = letterbox.take().pop().unwrap();
    assert_eq!(mail.subject, "Rekap pekan 47: 0 dari 1 pegawai memenuhi");
    assert!(mail.text.contains("SDR") && !mail.text.contains("DINKES"), "{}", mail.text);
}

/// Lebaran of 2025: no working day from 31 March to 7 April.
async fn it_is_sent_however_far_the_next_working_day_is(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    district.policy(|policy| policy.effective_from = "2025-01-06".parse().unwrap()).await;
    for day in ["03-28", "03-31", "04-01", "04-02", "04-03", "04-04", "04-07"] {
        district.holiday(&format!("2025-{day}")).await;
    }
    let head = district.employee("Kepala", district.health).await;
    district.head(head, district.health).await;
    for early in ["2025-03-31T01:00:00Z", "2025-04-07T01:00:00Z", "2025-04-08T00:59:59Z"] {
        assert_eq!(queue(&district, early).await, 0, "{early}");
    }
    // Of week 13, and of week 14, in which nobody owed anything but the first Saturday's grace.
    let queued = queue(&district, "2025-04-08T01:00:00Z").await;
    deliver(&district, &letterbox, "2025-04-08T01:00:00Z").await;
    let subjects: Vec<_> = letterbox.take().into_iter().map(|mail| mail.subject).collect();
    assert!(
        queued >= 1 && subjects.iter().any(|it| it.starts_with("Rekap pekan 13")),
        "{subjects:?}"
    );
}
