//! Policies in the browser: tiers in order, the preview, the circular, the line of time, the end.

use pekan::rules::Policy;
use pekan::rules::reminder_times::Slot;

use super::checked;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::{jpeg, pdf};
use crate::support::town::Who::{Budi, Dewi, Sari, Tutik};
use crate::support::town::{Reply, Town};

type Fields<'a> = Vec<(&'a str, &'a str)>;

/// A weekly policy for the field office, as the form sends it.
fn form<'a>(changed: &[(&'a str, &'a str)]) -> Fields<'a> {
    let mut fields = vec![
        ("title", "SE baru"),
        ("legal_basis", "47/2026"),
        ("mode", "mandatory"),
        ("period", "week"),
        ("office", "DKP"),
        ("effective_from", "2026-11-23"),
        ("effective_until", ""),
        ("minimum_amount", "150rb"),
        ("minimum_count", "0"),
        ("rows", "0"),
        ("holiday_rule", "full"),
        ("leave_rule", "full"),
        ("grace_days", "3"),
        ("late_days", "30"),
        ("max_amount_per_purchase", "10.000.000"),
    ];
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

/// The value of a field of the page.
fn value(html: &str, field: &str) -> Option<String> {
    html.split("<input").skip(1).find_map(|tag| {
        let tag = tag.split('>').next()?;
        let named = tag.contains(&format!("name=\"{field}\""));
        let value = tag.split("value=\"").nth(1)?.split('"').next()?;
        named.then(|| value.to_owned())
    })
}

async fn policies(town: &Town) -> Vec<Policy> {
    town.store.rulebook().await.unwrap().policies.clone()
}

async fn named(town: &Town, title: &str) -> Policy {
    policies(town).await.into_iter().find(|policy| policy.title == title).unwrap()
}

async fn send(town: &Town, fields: &[(&str, &str)], file: &[u8]) -> Reply {
    town.upload(Dewi, "/admin/kebijakan", fields, &[("document", "se.pdf", file)]).await
}

on_both_databases!(
    every_preset_fills_the_form,
    rows_are_added_moved_and_removed_with_all_else_kept,
    twenty_tiers_with_every_box_checked_are_taken,
    the_preview_names_who_changes_and_needs_no_title,
    whoever_cuts_a_month_in_two_is_asked_once_more,
    a_circular_is_kept_while_the_form_is_mended,
    what_is_no_pdf_is_refused_at_its_field,
    everybody_reads_on_what_it_rests,
    a_policy_reminds_on_days_of_its_own,
    a_policy_is_ended_and_replaced
);

async fn every_preset_fills_the_form(db: Database) {
    let town = Town::build(db).await;
    for (preset, amount, count, rows) in [
        ("lumajang", "100.000", "0", "0"),
        ("probolinggo", "50.000", "0", "4"),
        ("kebumen", "50.000", "0", "6"),
        ("banjar", "0", "1", "0"),
        ("salatiga", "0", "0", "0"),
    ] {
        let page =
            town.get(Dewi, &format!("/admin/kebijakan/baru?contoh={preset}")).await.is(200).text();
        let shown =
            ["minimum_amount", "minimum_count", "rows"].map(|field| value(&page, field).unwrap());
        assert_eq!(shown, [amount, count, rows], "{preset}");
    }
    let kebumen = town.get(Dewi, "/admin/kebijakan/baru?contoh=kebumen").await.text();
    let amounts =
        (0..6).map(|row| value(&kebumen, &format!("tiers.{row}.minimum_amount")).unwrap());
    assert_eq!(
        amounts.collect::<Vec<_>>(),
        ["250.000", "200.000", "150.000", "125.000", "100.000", "50.000"]
    );
}

async fn rows_are_added_moved_and_removed_with_all_else_kept(db: Database) {
    let town = Town::build(db).await;
    let rows = [
        ("rows", "2"),
        ("tiers.0.position_levels", "echelon_2"),
        ("tiers.0.minimum_amount", "200rb"),
        ("tiers.0.minimum_count", "0"),
        ("tiers.1.grades", "IV/a, III.b"),
        ("tiers.1.minimum_amount", "salah"),
        ("tiers.1.employment_types", "PPPK"),
        ("tiers.1.minimum_count", "3"),
    ];
    let with = |action| {
        let mut fields = form(&rows);
        fields.push(("action", action));
        fields
    };
    let up = town.post(Dewi, "/admin/kebijakan", &with("tier-up-1")).await.is(200).text();
    assert_eq!(value(&up, "tiers.0.minimum_amount").as_deref(), Some("salah"));
    assert_eq!(value(&up, "tiers.0.grades").as_deref(), Some("IV/a, III.b"));
    assert_eq!(value(&up, "tiers.1.minimum_amount").as_deref(), Some("200rb"));
    assert_eq!(
        (value(&up, "title").as_deref(), value(&up, "minimum_amount").as_deref()),
        (Some("SE baru"), Some("150rb"))
    );
    assert!(up.contains("value=\"PPPK\" checked"));
    let added = town.post(Dewi, "/admin/kebijakan", &with("tier-add")).await.is(200).text();
    assert_eq!(value(&added, "rows").as_deref(), Some("3"));
    assert_eq!(value(&added, "tiers.2.minimum_amount").as_deref(), Some(""));
    let removed = town.post(Dewi, "/admin/kebijakan", &with("tier-remove-1")).await.is(200).text();
    assert_eq!(value(&removed, "rows").as_deref(), Some("1"));
    assert_eq!(value(&removed, "tiers.1.minimum_amount"), None);
    assert_eq!(policies(&town).await.len(), 1);
}

async fn twenty_tiers_with_every_box_checked_are_taken(db: Database) {
    let town = Town::build(db).await;
    let levels = [
        "staff",
        "functional",
        "section_head",
        "echelon_4",
        "echelon_3b",
        "echelon_3a",
        "echelon_3",
        "camat",
        "echelon_2",
        "echelon_1",
    ];
    let mut names = Vec::new();
    for row in 0..20 {
        let at = |name: &str| format!("tiers.{row}.{name}");
        names.extend(levels.map(|level| (at("position_levels"), level)));
        names.extend(
            ["PNS", "CPNS", "PPPK", "PPPK_PW", "NON_ASN"]
                .map(|kind| (at("employment_types"), kind)),
        );
        names.extend([
            (at("grades"), "III/a"),
            (at("minimum_amount"), "1000"),
            (at("minimum_count"), "0"),
        ]);
    }
    let mut fields = form(&[("rows", "20")]);
    fields.extend(names.iter().map(|(name, value)| (name.as_str(), *value)));
    send(&town, &fields, &pdf(1)).await.is(303);
    assert_eq!(named(&town, "SE baru").await.tiers.len(), 20);
    let mut full = form(&[("rows", "20"), ("action", "tier-add")]);
    full.push(("tiers.19.minimum_amount", "5"));
    let page = town.post(Dewi, "/admin/kebijakan", &full).await.is(200).text();
    assert!(page.contains("Paling banyak 20 tingkat") && !page.contains("value=\"tier-add\""));
    town.post(Dewi, "/admin/kebijakan", &form(&[("tiers.20.minimum_amount", "5")])).await.is(422);
}

async fn the_preview_names_who_changes_and_needs_no_title(db: Database) {
    let town = Town::build(db).await;
    let fields =
        form(&[("title", ""), ("office", "LMJ"), ("mode", "appeal"), ("action", "preview")]);
    let page = town.post(Dewi, "/admin/kebijakan", &fields).await.is(200).text();
    assert!(page.contains("Berlaku untuk 7 orang"), "{page}");
    assert!(
        page.contains("Status 7 orang berubah")
            && page.contains("Sari")
            && page.contains("Belum ikut serta")
    );
    // Those of a deeper office keep a policy of their own.
    town.post(Dewi, "/admin/kebijakan", &form(&[("effective_from", "2026-01-05")])).await.is(303);
    let page = town.post(Dewi, "/admin/kebijakan", &fields).await.is(200).text();
    assert!(page.contains("Status 3 orang berubah"), "{page}");
    let broken = form(&[("minimum_amount", "x"), ("action", "preview")]);
    town.post(Dewi, "/admin/kebijakan", &broken).await.is(422);
}

async fn whoever_cuts_a_month_in_two_is_asked_once_more(db: Database) {
    let town = Town::build(db).await;
    let monthly =
        form(&[("title", "Bulanan"), ("period", "month"), ("effective_from", "2026-11-01")]);
    town.post(Dewi, "/admin/kebijakan", &monthly).await.is(303);
    let weekly = form(&[("title", "Pekanan")]);
    let asked = town.post(Dewi, "/admin/kebijakan", &weekly).await.is(200).text();
    assert!(asked.contains("1 Desember 2026") && asked.contains("name=\"confirm\""), "{asked}");
    let better = form(&[("title", "Pekanan"), ("action", "date-effective_from-2026-12-01")]);
    let taken = town.post(Dewi, "/admin/kebijakan", &better).await.is(200).text();
    assert_eq!(value(&taken, "effective_from").as_deref(), Some("2026-12-01"));
    assert_eq!(policies(&town).await.len(), 2);
    town.post(Dewi, "/admin/kebijakan", &form(&[("title", "Pekanan"), ("confirm", "1")]))
        .await
        .is(303);
    let page = town.get(Dewi, "/admin/kebijakan?unit=DKP").await.is(200).text();
    assert!(page.contains("Kebijakan pekanan dan bulanan berlaku bersamaan"), "{page}");
    let root = town.get(Dewi, "/admin/kebijakan").await.is(200).text();
    assert!(!root.contains("berlaku bersamaan") && root.contains("Lumajang 2023"));
    town.get(Dewi, "/admin/kebijakan?unit=X").await.is(404);
}

async fn a_circular_is_kept_while_the_form_is_mended(db: Database) {
    let town = Town::build(db).await;
    let broken = form(&[("title", " ")]);
    let page = send(&town, &broken, &pdf(1)).await.is(422).text();
    let kept = value(&page, "kept").expect("the file is kept");
    let page = town
        .post(Dewi, "/admin/kebijakan", &form(&[("kept", &kept), ("action", "tier-add")]))
        .await
        .is(200)
        .text();
    assert_eq!(value(&page, "kept").as_ref(), Some(&kept));
    town.post(Dewi, "/admin/kebijakan", &form(&[("kept", &kept)])).await.is(303);
    let id = named(&town, "SE baru").await.id;
    let path = format!("/kebijakan/{id}/dokumen");
    let read = town.get(Sari, &path).await.is(200);
    assert_eq!((read.body.clone(), read.header("Content-Type")), (pdf(1), Some("application/pdf")));
    assert!(read.header("Content-Disposition").unwrap().starts_with("attachment"));
    town.get(Tutik, &path).await.is(404);
    // Taken once.
    town.post(Dewi, "/admin/kebijakan", &form(&[("kept", &kept)])).await.is(422);
    town.post(Dewi, "/admin/kebijakan", &form(&[("kept", "x")])).await.is(422);
}

async fn what_is_no_pdf_is_refused_at_its_field(db: Database) {
    let town = Town::build(db).await;
    for (file, status, words) in [
        (jpeg(32, 32, 1), 422, "harus berupa PDF"),
        (b"<html>".to_vec(), 415, "harus berupa PDF"),
        (pdf(51), 422, "lebih dari 50 halaman"),
        (vec![b' '; (10 << 20) + 1], 413, "paling besar 10 MB"),
    ] {
        let page = send(&town, &form(&[("minimum_amount", "x")]), &file).await.is(status).text();
        assert!(page.contains(words) && page.contains("id=\"document-error\""), "{words}");
        assert!(
            page.contains("id=\"minimum_amount-error\"") || status == 413,
            "all faults at once"
        );
    }
    assert_eq!(policies(&town).await.len(), 1);
}

async fn everybody_reads_on_what_it_rests(db: Database) {
    let town = Town::build(db).await;
    let id = policies(&town).await[0].id;
    let mine = town.get(Sari, "/").await.is(200).text();
    assert!(mine.contains("Dasar: SE Bupati 2023") && !mine.contains("/dokumen"), "{mine}");
    let attach = format!("/admin/kebijakan/{id}/dokumen");
    let none = town.upload(Dewi, &attach, &[], &[]).await.is(422).text();
    assert!(none.contains("id=\"document-error\""), "{none}");
    town.upload(Dewi, &attach, &[], &[("document", "se.pdf", &pdf(1))]).await.is(303);
    town.upload(Dewi, &attach, &[], &[("document", "se.pdf", &pdf(1))]).await.is(409);
    let link = format!("href=\"/kebijakan/{id}/dokumen\"");
    for who in [Sari, Budi, Tutik] {
        assert!(town.get(who, "/").await.is(200).text().contains(&link), "{who:?}");
    }
    let sari = format!("/unit/DKP-UPT1/pegawai/{}", Sari.number());
    assert!(town.get(Dewi, &sari).await.is(200).text().contains(&link));
}

async fn a_policy_reminds_on_days_of_its_own(db: Database) {
    let town = Town::build(db).await;
    let own = [
        ("midweek.weekday", "2"),
        ("midweek.hour", "16"),
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
        page.contains("Rabu pukul 07.00") && !page.contains("Pengingat tengah pekan"),
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
