//! A policy from its preview to its end.

use pekan::rules::reminder_times::Slot;

use super::policies::{Fields, form, named, policies, value};
use super::{checked, has};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::Dewi;

on_both_databases!(
    a_policy_is_tried_out_and_added,
    a_policy_reminds_on_days_of_its_own,
    a_policy_is_ended_and_replaced
);

async fn a_policy_is_tried_out_and_added(db: Database) {
    let town = Town::build(db).await;
    let preset = town.get(Dewi, "/admin/kebijakan/baru?contoh=probolinggo").await.is(200).text();
    assert!(
        has(&preset, "minimum_amount", "50.000")
            && has(&preset, "tiers.0.minimum_amount", "200.000")
    );
    let form = [
        ("title", "SE baru"),
        ("legal_basis", "47/2026"),
        ("mode", "mandatory"),
        ("period", "week"),
        ("office", "DKP"),
        ("effective_from", "2026-11-23"),
        ("effective_until", ""),
        ("minimum_amount", "150rb"),
        ("minimum_count", "0"),
        ("tiers.2.position_levels", "echelon_2"),
        ("tiers.2.position_levels", "camat"),
        ("tiers.2.grades", "IV/a, IV/b"),
        ("tiers.2.minimum_amount", "Rp200.000"),
        ("tiers.2.minimum_count", "1"),
        ("tiers.0.minimum_count", "0"),
        ("holiday_rule", "full"),
        ("leave_rule", "prorated"),
        ("grace_days", "3"),
        ("late_days", "30"),
        ("max_amount_per_purchase", "10.000.000"),
    ];
    let mut preview = form.to_vec();
    preview.push(("action", "preview"));
    let tried = town.post(Dewi, "/admin/kebijakan", &preview).await.is(200).text();
    assert!(tried.contains("Berlaku untuk 4 orang"), "{tried}");
    assert_eq!(town.store.rulebook().await.unwrap().policies.len(), 1);

    let mut broken = form;
    broken[0].1 = " ";
    broken[7].1 = "1e9";
    broken[12].1 = "x";
    let again = town.post(Dewi, "/admin/kebijakan", &broken).await.is(422).text();
    assert!(has(&again, "minimum_amount", "1e9") && has(&again, "tiers.0.minimum_amount", "x"));
    assert!(has(&again, "tiers.0.grades", "IV/a, IV/b"));

    town.post(Dewi, "/admin/kebijakan", &form).await.is(303);
    let list = town.get(Dewi, "/admin/kebijakan").await.is(200).text();
    assert!(list.contains("SE baru") && list.contains("Rp150.000"));
    let policy = town
        .store
        .rulebook()
        .await
        .unwrap()
        .policies
        .iter()
        .find(|p| p.title == "SE baru")
        .unwrap()
        .clone();
    assert_eq!(
        (policy.tiers.len(), policy.tiers[0].position_levels.len(), policy.tiers[0].grades.len()),
        (1, 2, 2)
    );
}

async fn a_policy_reminds_on_days_of_its_own(db: Database) {
    let town = Town::build(db).await;
    let own = [
        ("midweek.weekday", "2"),
        ("midweek.hour", "16"),
        ("last_call.weekday", "7"),
        ("last_call.hour", "15"),
        ("grace.on", "1"),
        ("grace.days_before", "2"),
        ("grace.hour", "8"),
        ("head_digest.on", "1"),
        ("head_digest.weekday", "3"),
        ("head_digest.hour", "7"),
    ];
    let send = async |fields: Fields| town.upload(Dewi, "/admin/kebijakan", &fields, &[]).await;
    let page = send(form(&[&own[..], &[("title", " ")]].concat())).await.is(422).text();
    assert!(page.contains("value=\"16\" selected") && page.contains("value=\"3\" selected"));
    assert!(!checked(&page, "midweek.on") && checked(&page, "head_digest.on"), "as it was typed");
    let forged = send(form(&[("midweek.hour", "24")])).await.is(422).text();
    assert!(
        forged.contains("href=\"#midweek.hour\"") && forged.contains("href=\"#midweek.weekday\"")
    );

    send(form(&own)).await.is(303);
    let policy = named(&town, "SE baru").await;
    assert_eq!(policy.reminders.midweek, Slot { on: false, weekday: 2, hour: 16 });
    assert_eq!(policy.reminders.head_digest, Slot { on: true, weekday: 3, hour: 7 });
    let page = town.get(Dewi, &format!("/admin/kebijakan/{}", policy.id)).await.is(200).text();
    assert!(
        page.contains("Rabu pukul 07.00")
            && page.contains("2 hari sebelum batas waktu, pukul 08.00")
            && !page.contains("Pengingat tengah pekan")
            && !page.contains("Pengingat hari terakhir"),
        "{page}"
    );
    let copy = town.get(Dewi, &format!("/admin/kebijakan/baru?ganti={}", policy.id)).await.text();
    assert!(!checked(&copy, "midweek.on") && copy.contains("value=\"16\" selected"));
}

async fn a_policy_is_ended_and_replaced(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/admin/kebijakan/{}", policies(&town).await[0].id);
    let page = town.get(Dewi, &path).await.is(200).text();
    assert_eq!(value(&page, "until").as_deref(), Some("2026-11-22"));
    let end = format!("{path}/akhiri");
    let early =
        town.post(Dewi, &end, &[("until", "2026-11-20"), ("reason", "")]).await.is(422).text();
    assert!(
        early.contains("Minggu, 22 November 2026") || early.contains("22 November 2026"),
        "{early}"
    );
    assert!(early.contains("id=\"reason-error\""));
    town.post(Dewi, &end, &[("until", "2026-11-29"), ("reason", "diganti")]).await.is(303);
    let list = town.get(Dewi, "/admin/kebijakan").await.is(200).text();
    assert!(list.contains("Tidak ada kebijakan yang berlaku"), "{list}");
    let copy = path.replace("/admin/kebijakan/", "/admin/kebijakan/baru?ganti=");
    let copy = town.get(Dewi, &copy).await.is(200).text();
    assert_eq!(value(&copy, "title").as_deref(), Some("Lumajang 2023"));
    assert_eq!(value(&copy, "effective_from").as_deref(), Some("2026-11-23"));
    town.get(Dewi, "/admin/kebijakan/baru?ganti=99").await.is(404);
    for missing in ["/admin/kebijakan/99", "/admin/kebijakan/x"] {
        town.get(Dewi, missing).await.is(404);
    }
}
