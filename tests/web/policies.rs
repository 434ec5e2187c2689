//! The form for a policy: presets, tiers in order, the preview.

use pekan::rules::{CountsOn, Percent, Policy};

use super::has;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::pdf;
use crate::support::town::Who::Dewi;
use crate::support::town::{Reply, Town};

pub type Fields<'a> = Vec<(&'a str, &'a str)>;

/// A weekly policy for the field office, as the form sends it.
pub fn form<'a>(changed: &[(&'a str, &'a str)]) -> Fields<'a> {
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
pub fn value(html: &str, field: &str) -> Option<String> {
    html.split("<input").skip(1).find_map(|tag| {
        let tag = tag.split('>').next()?;
        let named = tag.contains(&format!("name=\"{field}\""));
        let value = tag.split("value=\"").nth(1)?.split('"').next()?;
        named.then(|| value.to_owned())
    })
}

pub async fn policies(town: &Town) -> Vec<Policy> {
    town.store.rulebook().await.unwrap().policies.clone()
}

pub async fn named(town: &Town, title: &str) -> Policy {
    policies(town).await.into_iter().find(|policy| policy.title == title).unwrap()
}

pub async fn send(town: &Town, fields: &[(&str, &str)], file: &[u8]) -> Reply {
    town.upload(Dewi, "/admin/kebijakan", fields, &[("document", "se.pdf", file)]).await
}

on_both_databases!(
    every_preset_fills_the_form,
    rows_are_added_moved_and_removed_with_all_else_kept,
    twenty_tiers_with_every_box_checked_are_taken,
    the_preview_names_who_changes_and_needs_no_title,
    days_sellers_and_shares_are_asked_by_the_form,
    whoever_cuts_a_month_in_two_is_asked_once_more
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
    assert!(page.contains("Paling banyak 20 jenjang") && !page.contains("value=\"tier-add\""));
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

async fn days_sellers_and_shares_are_asked_by_the_form(db: Database) {
    let town = Town::build(db).await;
    let few = form(&[("title", "Halal"), ("programmes", "halal")]);
    let few = town.post(Dewi, "/admin/kebijakan", &few).await.is(200).text();
    assert!(few.contains("“bersertifikat halal” yang layak baru 0"), "{few}");
    assert!(few.contains("name=\"confirm\""), "{few}");
    let fields = form(&[
        ("period", "month"),
        ("effective_from", "2026-12-01"),
        ("minimum_percent", "2,5"),
        ("weekdays", "5"),
        ("month_days", "17, 1"),
        ("nth", "-1"),
        ("nth_weekday", "6"),
        ("twin_dates", "1"),
        ("seller_classes", "micro"),
        ("programmes", "pasar_tani"),
        ("confirm", "1"),
    ]);
    let mut fields = fields;
    // The blank row of days, and a second class.
    fields.extend([("nth", ""), ("nth_weekday", "5"), ("seller_classes", "cooperative")]);
    send(&town, &fields, &pdf(1)).await.is(303);
    let policy = named(&town, "SE baru").await;
    assert_eq!(policy.minimum_percent, Percent::parse("2,5"));
    assert_eq!(
        policy.counts_on,
        [
            CountsOn::Weekdays(vec![5]),
            CountsOn::MonthDays(vec![1, 17]),
            CountsOn::NthWeekday { nth: -1, weekday: 6 },
            CountsOn::TwinDates(true),
        ]
    );
    assert_eq!(policy.seller_classes, ["micro", "cooperative", "pasar_tani"]);
    let page = town.get(Dewi, &format!("/admin/kebijakan/{}", policy.id)).await.is(200).text();
    for words in [
        "2,5% dari acuan per bulan",
        "setiap Jumat, tanggal 1 atau 17, Sabtu terakhir setiap bulan atau tanggal kembar",
        "usaha mikro, koperasi atau pasar_tani",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let copy = format!("/admin/kebijakan/baru?ganti={}", policy.id);
    let copy = town.get(Dewi, &copy).await.is(200).text();
    assert!(has(&copy, "minimum_percent", "2,5") && has(&copy, "month_days", "1, 17"), "{copy}");
    assert!(copy.contains("value=\"-1\" selected") && has(&copy, "programmes", "pasar_tani"));
    let broken = form(&[("month_days", "32"), ("minimum_percent", "101")]);
    let again = town.post(Dewi, "/admin/kebijakan", &broken).await.is(422).text();
    assert!(has(&again, "minimum_percent", "101") && has(&again, "month_days", "32"), "{again}");
    assert!(again.contains("Hari yang dihitung tidak jelas"), "{again}");
}

async fn whoever_cuts_a_month_in_two_is_asked_once_more(db: Database) {
    let town = Town::build(db).await;
    let monthly =
        form(&[("title", "Bulanan"), ("period", "month"), ("effective_from", "2026-11-01")]);
    let asked = town.post(Dewi, "/admin/kebijakan", &monthly).await.is(200).text();
    assert!(
        asked.contains("tidak lagi wajib menurut “Lumajang 2023”")
            && asked.contains("name=\"confirm\"")
            && has(&asked, "title", "Bulanan"),
        "{asked}"
    );
    let monthly = [&monthly[..], &[("confirm", "1")]].concat();
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
