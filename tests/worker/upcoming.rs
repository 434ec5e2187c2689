//! What an administrator is told of the next reminders is what goes out then.

use chrono::TimeDelta;
use pekan::rules::ReminderKind;
use pekan::rules::ReminderKind::{Grace, HeadDigest, LastCall, Midweek};
use pekan::store::employees::Employee;
use pekan::workflows::mail::upcoming::{Counts, upcoming};

use super::{MONDAY, THURSDAY, deliver, queue};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::Letterbox;

/// An hour before the midweek reminder.
const BEFORE: &str = "2026-11-19T01:00:00Z";

on_both_databases!(what_is_told_goes_out);

async fn told(district: &District, now: &str) -> Vec<(ReminderKind, bool, Counts)> {
    let (rulebook, now) = (district.store.rulebook().await.unwrap(), at(now));
    let until = now + TimeDelta::days(7);
    let found = upcoming(district.store.reader(), &rulebook, now, until).await.unwrap();
    found.into_iter().map(|one| (one.planned.kind, one.planned.begun, one.counts)).collect()
}

async fn what_is_told_goes_out(db: Database) {
    let district = District::new(&db).await;
    let active = |employee: &mut Employee| employee.password_hash = Some("hash".into());
    let sri = district.active("Sri", district.health).await;
    district.employee("Joko", district.health).await;
    let person = async |name: &str, change: fn(&mut Employee)| {
        district.employee_since(name, district.senduro, "2020-01-01", change).await
    };
    person("Budi", |budi| budi.mute_midweek = true).await;
    person("Ani", |ani| ani.email = None).await;
    person("Tono", |tono| tono.disabled_at = Some(at("2026-01-01T00:00:00Z"))).await;
    let done = district.employee_since("Dewi", district.health, "2020-01-01", active).await;
    district.purchase(done, "2026-11-17", 120_000).await;
    district.purchase(sri, "2026-11-17", 20_000).await;
    let head = district.active("Hadi", district.health).await;
    district.purchase(head, "2026-11-17", 100_000).await;
    district.head(head, district.health).await;

    let all =
        Counts { due: 5, mails: 3, inactive: 2, in_application: 1, closed: 1, ..Counts::default() };
    let midweek = Counts { mails: 2, inactive: 1, muted: 1, ..all };
    let heads = Counts { due: 1, mails: 1, ..Counts::default() };
    assert_eq!(
        told(&district, BEFORE).await,
        [
            (Midweek, false, midweek),
            (LastCall, false, all),
            (HeadDigest, false, heads),
            (Grace, false, all),
        ]
    );

    let letterbox = Letterbox::default();
    queue(&district, THURSDAY).await;
    let sent = deliver(&district, &letterbox, THURSDAY).await.sent;
    assert_eq!(sent, usize::try_from(midweek.mails).unwrap());
    let activations = letterbox.take().iter().filter(|mail| mail.text.contains("/sandi/")).count();
    assert_eq!(activations, usize::try_from(midweek.inactive).unwrap());
    let after = Counts { mails: 0, inactive: 0, in_application: 0, had: 3, ..midweek };
    assert_eq!(told(&district, THURSDAY).await[0], (Midweek, true, after));

    queue(&district, MONDAY).await;
    let digests = deliver(&district, &letterbox, MONDAY).await.sent;
    assert_eq!(digests, 1);
    letterbox.take();
}
