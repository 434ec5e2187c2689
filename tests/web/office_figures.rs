//! What an office's page says of its figures: they are those of the rules, they compare like with like, and above
//! the office there are totals without names.

use std::collections::HashMap;

use pekan::rules::audit::AuditAction;
use pekan::rules::{Status, Summary};
use pekan::store::audit::{self, Search};
use pekan::workflows::mail::deliver::deliver_due;
use rocket::http::Method::Post;
use serde_json::json;

use super::{bought, fields};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::dice::Dice;
use crate::support::mail::Letterbox;
use crate::support::town::Town;
use crate::support::town::Who::{
    self, Agus, Asep, Ayu, Budi, Dewi, Hadi, Oki, Olga, Rina, Sari, Tutik,
};

on_both_databases!(
    names_of_an_office_below_are_opened_and_that_is_noted,
    a_running_week_is_compared_with_the_last_one_at_this_hour,
    a_figure_leads_to_the_people_behind_it,
    one_huge_purchase_flattens_nothing_and_that_is_said,
    a_target_is_shown_and_a_bad_one_is_refused,
    leaders_read_what_the_rules_say_of_every_office,
    what_came_after_an_event_and_after_a_reminder
);

const DKP: &str = "/unit/DKP";

async fn opened(town: &Town) -> usize {
    let search = Search { action: Some(AuditAction::NamesOpen), limit: 50, ..Search::default() };
    audit::search(town.store.reader(), &search).await.unwrap().len()
}

async fn names_of_an_office_below_are_opened_and_that_is_noted(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "n1", "40.000").await;
    let page = town.get(Hadi, DKP).await.is(200).text();
    assert!(page.contains("0 dari 4 pegawai"), "all are counted: {page}");
    assert!(page.contains(">Rina<"), "of the office itself names are seen");
    assert!(!page.contains(">Sari<") && !page.contains(">Budi<"), "{page}");
    assert!(page.contains("Nama 2 pegawai unit di bawahnya tidak ditampilkan"), "{page}");
    let below = town.get(Hadi, "/unit/DKP-UPT1").await.is(200).text();
    assert!(!below.contains(">Sari<"), "{below}");
    assert_eq!(opened(&town).await, 0, "totals open nobody");

    for _ in 0..2 {
        let open = town.get(Hadi, "/unit/DKP?nama=buka").await.is(200).text();
        assert!(open.contains(">Sari<") && open.contains(">Budi<"), "{open}");
    }
    assert_eq!(opened(&town).await, 1, "once a day");
    let person = format!("/unit/DKP-UPT1/pegawai/{}", town.segment(Sari));
    town.get(Hadi, &person).await.is(200);
    assert_eq!(opened(&town).await, 2, "and each person's own page");
    town.get(Hadi, "/unit/DKP-UPT1/rekap").await.is(200);
    assert_eq!(opened(&town).await, 3, "the recap of an office below names them");
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert!(trail.contains("membuka nama pegawai Kantor DKP"), "{trail}");

    // Whose work it is sees names without opening them.
    for who in [Rina, Agus, Dewi] {
        let page = town.get(who, DKP).await.is(200).text();
        assert!(page.contains(">Sari<") && !page.contains("tidak ditampilkan"), "{who:?}");
        town.get(who, &person).await.is(200);
    }
    assert_eq!(opened(&town).await, 3);
    town.get(Hadi, "/unit/DKP?nama=semua").await.is(422);
    town.get(Tutik, "/unit/DKP?nama=buka").await.is(404);
}

async fn a_running_week_is_compared_with_the_last_one_at_this_hour(db: Database) {
    // The Thursday before, in the morning and in the evening.
    let town = Town::build_at(db, "2026-11-12T08:00:00+07:00").await;
    let on = |key, amount| {
        let changed =
            [("amount", amount), ("evidence", "no_receipt"), ("purchased_on", "2026-11-12")];
        fields(key, &changed).into_iter().map(|(a, b)| (a, b.to_owned())).collect::<Vec<_>>()
    };
    let buy = async |town: &Town, who, key, amount| {
        let fields = on(key, amount);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        town.post(who, "/belanja", &fields).await.is(303);
    };
    buy(&town, Sari, "h1", "100.000").await;
    buy(&town, Budi, "h2", "60.000").await;
    let town = town.at("2026-11-12T20:00:00+07:00").await;
    buy(&town, Budi, "h3", "40.000").await;

    let town = town.signed_in_at("2026-11-19T09:00:00+07:00").await;
    let page = town.get(Hadi, DKP).await.is(200).text();
    assert!(page.contains("0 dari 4 pegawai sudah memenuhi sejauh ini (0%)"), "{page}");
    let said = "Pekan lalu pada hari dan jam yang sama: 1 dari 4 (25%).";
    assert!(page.contains(said), "Budi had not bought enough by then: {page}");
    let town = town.at("2026-11-19T21:00:00+07:00").await;
    let page = town.get(Hadi, DKP).await.is(200).text();
    assert!(page.contains("pada hari dan jam yang sama: 2 dari 4 (50%)."), "{page}");
    let last = town.get(Hadi, "/unit/DKP?periode=2026-W46").await.is(200).text();
    assert!(last.contains("2 dari 4") && !last.contains("jam yang sama"), "{last}");
}

async fn a_figure_leads_to_the_people_behind_it(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "g1", "100.000").await;
    let page = town.get(Rina, DKP).await.is(200).text();
    assert!(page.contains("/unit/DKP?periode=2026-W47&amp;status=lacking#people"), "{page}");
    let lacking = town.get(Rina, "/unit/DKP?periode=2026-W47&status=lacking").await.is(200).text();
    let table = lacking.split("<table class=\"heat\">").nth(1).unwrap();
    let table = table.split("</table>").next().unwrap();
    assert!(table.contains(">Budi<") && !table.contains(">Sari<"), "{table}");
    assert_eq!(table.matches("<tr><th scope=\"row\">").count(), 3, "as many as the figure says");
    let met = town.get(Rina, "/unit/DKP?status=met").await.is(200).text();
    assert_eq!(met.matches("<tr><th scope=\"row\"><a href=\"/unit/DKP/pegawai/").count(), 1);
    let none = town.get(Rina, "/unit/DKP?status=exempt").await.is(200).text();
    assert!(none.contains("Tidak ada pegawai yang dapat ditampilkan"), "{none}");
    town.get(Rina, "/unit/DKP?status=semua").await.is(422);
    let below = town.get(Rina, "/unit/DKP-UPT1?periode=2026-W46").await.is(200).text();
    assert!(below.contains("href=\"/unit/DKP?periode=2026-W46\""), "and back up in the same week");
    assert!(below.contains("<option value=\"2026-11\""), "months can be picked as well");
}

async fn one_huge_purchase_flattens_nothing_and_that_is_said(db: Database) {
    let town = Town::build(db).await;
    let buy = async |who, key, amount, seller| {
        let changed = [
            ("amount", amount),
            ("evidence", "no_receipt"),
            ("confirm", "1"),
            ("seller.name", seller),
        ];
        town.post(who, "/belanja", &fields(key, &changed)).await.is(303);
    };
    buy(Sari, "z1", "9.000.000", "Mebel Jaya").await;
    buy(Budi, "z2", "30.000", "Warung Satu").await;
    buy(Hadi, "z3", "25.000", "Warung Dua").await;
    let page = town.get(Hadi, "/unit/DKP/belanja-umkm").await.is(200).text();
    assert!(page.contains("Rp9.055.000 dalam 3 catatan"), "{page}");
    assert!(page.contains("Satu batang terpotong pada Rp60.000"), "{page}");
    let office = town.get(Hadi, DKP).await.is(200).text();
    assert!(office.contains("3 pegawai di bawah batas minimal, 1 mencapainya"), "{office}");
    assert!(office.contains("tiga kali lipat atau lebih"), "{office}");
    let file = town.get(Hadi, "/unit/DKP/belanja-umkm/penjual.csv").await.is(200).text();
    assert!(
        file.contains("\"Mebel Jaya\";\"Senduro\";\"1\";\"1\";\"9000000\";\"99,39\""),
        "{file}"
    );
    assert_eq!(file.lines().count(), 4, "{file}");
    town.get(Hadi, "/unit/DKP/belanja-umkm/kota.csv").await.is(404);
    // Of an office beside it nothing.
    let other = town.get(Tutik, "/unit/KEC-TEMPEH/belanja-umkm").await.is(200).text();
    assert!(other.contains("Belum ada belanja yang dihitung"), "{other}");
}

async fn a_target_is_shown_and_a_bad_one_is_refused(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "t1", "100.000").await;
    let target = async |text: &str| {
        town.post(Dewi, "/admin/pengaturan/target", &[("target_rate", text)]).await
    };
    let page = town.get(Hadi, DKP).await.is(200).text();
    assert!(
        page.contains("Garis putus-putus: target 90%"),
        "where nobody has said another: {page}"
    );
    target("75").await.is(303);
    let page = town.get(Hadi, DKP).await.is(200).text();
    assert!(page.contains("Garis putus-putus: target 75%"), "{page}");
    let refused = target("120").await.is(422).text();
    assert!(refused.contains("value=\"120\""), "what was typed stays: {refused}");
    target("").await.is(303);
    let page = town.get(Hadi, DKP).await.is(200).text();
    assert!(!page.contains("target"), "{page}");
    town.post(Hadi, "/admin/pengaturan/target", &[("target_rate", "1")]).await.is(403);
}

/// The rows of a table of figures, without headings, each cell without quotes.
pub(super) fn cells(file: &str) -> Vec<Vec<String>> {
    let rows = file.lines().skip(1);
    rows.map(|row| row.split("\";\"").map(|cell| cell.trim_matches('"').to_owned()).collect())
        .collect()
}

pub(super) const HOMES: [(Who, &str); 11] = [
    (Sari, "DKP-UPT1"),
    (Budi, "DKP-UPT1"),
    (Hadi, "DKP"),
    (Rina, "DKP"),
    (Oki, "DKP"),
    (Ayu, "DKP"),
    (Tutik, "KEC-TEMPEH"),
    (Olga, "KEC-TEMPEH"),
    (Asep, "KEC-TEMPEH"),
    (Agus, "LMJ"),
    (Dewi, "LMJ"),
];
pub(super) const OFFICES: [(&str, &[&str]); 5] = [
    ("LMJ", &["LMJ", "DKP", "DKP-UPT1", "KEC-TEMPEH"]),
    ("DKP", &["DKP", "DKP-UPT1"]),
    ("DKP-UPT1", &["DKP-UPT1"]),
    ("KEC-TEMPEH", &["KEC-TEMPEH"]),
    ("BALI", &[]),
];

/// What each of the cast buys on a day: at random, and some nothing.
pub(super) async fn buy_at_random(town: &Town, dice: &mut Dice, day: &str) -> HashMap<Who, i64> {
    let mut bought = HashMap::new();
    for (who, _) in HOMES {
        for purchase in 0..dice.below(4) {
            let amount = i64::try_from(dice.below(90) + 10).unwrap() * 1_000;
            let district = dice.one_of(&["Tempeh", "Senduro", "Pasirian"]);
            let (key, typed) = (format!("{day}-{who:?}-{purchase}"), amount.to_string());
            let name = format!("Warung {who:?} {district}");
            let changed = [
                ("amount", typed.as_str()),
                ("evidence", "no_receipt"),
                ("confirm", "1"),
                ("purchased_on", day),
                ("seller.name", name.as_str()),
                ("seller.district", district),
            ];
            town.post(who, "/belanja", &fields(&key, &changed)).await.is(303);
            *bought.entry(who).or_default() += amount;
        }
    }
    bought
}

/// By the rule of the town: Rp100.000 a week of everybody.
pub(super) fn summed(bought: &HashMap<Who, i64>, below: &[&str], over: bool) -> Summary {
    let mut sum = Summary::default();
    for (who, _) in HOMES.iter().filter(|(_, office)| below.contains(office)) {
        let amount = bought.get(who).copied().unwrap_or(0);
        let missing = (100_000 - amount).max(0);
        let status = match missing {
            0 => Status::Met,
            _ if over => Status::Short,
            _ => Status::Open,
        };
        sum.count_many(status, 1, amount, missing);
    }
    sum
}

async fn leaders_read_what_the_rules_say_of_every_office(db: Database) {
    let mut dice = Dice(20_261_127);
    let town = Town::with_operators(db).await.signed_in_at("2026-11-12T09:00:00+07:00").await;
    let before = buy_at_random(&town, &mut dice, "2026-11-12").await;
    let town = town.signed_in_at("2026-11-20T09:00:00+07:00").await;
    let now = buy_at_random(&town, &mut dice, "2026-11-20").await;
    town.api(Dewi, Post, "/periods/2026-W46/close", None).await.is(200);
    let percent = |sum: &Summary| {
        let rate = sum.rate().map(|rate| format!("{:.2}", rate * 100.0).replace('.', ","));
        rate.unwrap_or_default()
    };
    for (week, bought, over) in [("2026-W46", &before, true), ("2026-W47", &now, false)] {
        let file = town.get(Agus, &format!("/pimpinan/unit.csv?periode={week}&urut=nama")).await;
        let rows = cells(&file.is(200).text());
        assert_eq!(rows.len(), OFFICES.len());
        assert_eq!(rows[0][0], "LMJ", "the sum of all stands first");
        for (code, below) in OFFICES {
            let sum = summed(bought, below, over);
            let row = rows.iter().find(|row| row[0] == code).unwrap();
            let people = [sum.obliged, sum.met, sum.lacking()].map(|people| people.to_string());
            assert_eq!(row[3..6], people, "{week} {code}");
            assert_eq!(row[6], percent(&sum), "{week} {code}");
            assert_eq!(row[8], sum.counted_amount.to_string(), "{week} {code}");
            assert_eq!(row[9], sum.shortfall_amount.to_string(), "{week} {code}");
            if week == "2026-W47" {
                assert_eq!(
                    row[7],
                    percent(&summed(&before, below, true)),
                    "{code}, the week before"
                );
            }
        }
        let root = summed(bought, OFFICES[0].1, over);
        let page = town.get(Agus, &format!("/pimpinan?periode={week}")).await.is(200).text();
        let sentence = format!("{} / {}", root.met, root.obliged);
        assert!(page.contains(&sentence), "{page}");
        // Each list of money comes to the same, and to what the people have bought.
        for list in ["kecamatan", "bidang", "kanal", "penjual"] {
            let path = format!("/pimpinan/belanja/{list}.csv?periode={week}");
            let rows = cells(&town.get(Agus, &path).await.is(200).text());
            let amounts = rows.iter().map(|row| row[4].parse::<i64>().unwrap());
            assert_eq!(amounts.sum::<i64>(), root.counted_amount, "{week} {list}");
        }
        let one = format!("/unit/DKP/belanja-umkm/kecamatan.csv?periode={week}");
        let rows = cells(&town.get(Hadi, &one).await.is(200).text());
        let amounts = rows.iter().map(|row| row[4].parse::<i64>().unwrap());
        assert_eq!(amounts.sum::<i64>(), summed(bought, OFFICES[1].1, over).counted_amount);
        let one = format!("/unit/LMJ/unit.csv?periode={week}");
        let rows = cells(&town.get(Dewi, &one).await.is(200).text());
        let dkp = rows.iter().find(|row| row[0] == "DKP").unwrap();
        assert_eq!(dkp[3], summed(bought, OFFICES[1].1, over).met.to_string());
    }
    for name in ["Sari", "Budi", "Hadi"] {
        let page = town.get(Agus, "/pimpinan").await.is(200).text();
        assert!(!page.contains(name), "totals without names");
    }
    let kinds = town.get(Agus, "/pimpinan?jenis=kecamatan").await.is(200).text();
    assert!(!kinds.contains("Kantor DKP"), "narrowed to a kind that there is not: {kinds}");
    town.get(Agus, "/pimpinan?urut=acak").await.is(422);
    town.get(Agus, "/pimpinan?periode=2030-W01").await.is(422);
    town.get(Agus, "/pimpinan/belanja/kota.csv").await.is(404);
}

async fn what_came_after_an_event_and_after_a_reminder(db: Database) {
    let town = Town::build(db).await;
    let event = json!({ "name": "Bazar Senduro", "kind": "bazaar", "from": "2026-11-18",
        "to": "2026-11-18", "place": "Halaman kecamatan", "district": "Senduro" });
    let event = town.api(Dewi, Post, "/events", Some(event)).await.is(201).json()["id"].to_string();
    let buy = async |who, key, amount, day, more: &[(&str, &str)]| {
        let mut changed = vec![
            ("amount", amount),
            ("evidence", "no_receipt"),
            ("confirm", "1"),
            ("purchased_on", day),
        ];
        changed.extend(more);
        town.post(who, "/belanja", &fields(key, &changed)).await.is(303);
    };
    let there = [("channel", "bazaar"), ("event", event.as_str())];
    buy(Sari, "e1", "20.000", "2026-11-16", &[]).await;
    buy(Sari, "e2", "40.000", "2026-11-18", &there).await;
    buy(Sari, "e3", "15.000", "2026-11-20", &[]).await;
    buy(Budi, "e4", "10.000", "2026-11-19", &[("seller.name", "Warung yang tidak ikut")]).await;
    let file = town.get(Agus, "/pimpinan/acara.csv").await.is(200).text();
    let row = "\"Bazar Senduro\";\"2026-11-18\";\"2026-11-18\";\"20000\";\"40000\";\"15000\"";
    assert!(file.contains(row), "{file}");
    let page = town.get(Agus, "/pimpinan/acara").await.is(200).text();
    assert!(page.contains("Bazar Senduro") && page.contains("belum genap"), "{page}");

    // Hadi reminds the four; Sari buys enough afterwards.
    town.post(Hadi, "/unit/DKP/ingatkan", &[("period", "2026-W47")]).await.is(303);
    let letterbox = Letterbox::default();
    let later = "2026-11-20T09:05:00+07:00".parse().unwrap();
    deliver_due(&town.store, &letterbox.post(), later, 100).await.unwrap();
    let sent = letterbox.take().len();
    buy(Sari, "e5", "60.000", "2026-11-20", &[]).await;
    let open = town.get(Agus, "/pimpinan/pengingat?periode=2026-W47").await.is(200).text();
    assert!(open.contains("Angka ini ada setelah periode ditutup"), "{open}");
    let town = town.signed_in_at("2026-11-27T09:00:00+07:00").await;
    town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200);
    let rows = cells(&town.get(Agus, "/pimpinan/pengingat.csv").await.is(200).text());
    assert_eq!(rows.len(), 1, "the last week that is closed: {rows:?}");
    assert_eq!(rows[0][1], "oleh kepala atau operator");
    assert_eq!(rows[0][2..6], [sent.to_string(), "1".into(), "0".into(), (sent - 1).to_string()]);
    let page = town.get(Agus, "/pimpinan/pengingat").await.is(200).text();
    assert!(page.contains("Memenuhi tepat waktu"), "{page}");
}
