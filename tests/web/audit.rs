//! The audit as people read it: sentences, narrowed, and as a file.

use pekan::rules::EmployeeId;
use pekan::rules::audit::AuditAction;
use pekan::store::audit::{self, Search};

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::observed::{Statements, plan};
use crate::support::town::{Town, Who::*};

on_both_databases!(
    what_was_noted_reads_as_a_sentence,
    the_list_is_narrowed_by_who_whom_what_and_when,
    a_name_that_fits_several_is_asked_about,
    the_file_holds_what_the_list_shows,
    every_filter_has_its_index,
);

/// Of the page the sentences, without the filter above them.
fn trail(page: &str) -> Vec<String> {
    let rows = page.split("<time ").skip(1).map(|row| {
        let row = row.split("<details").next().unwrap_or_default();
        let row = row.split_once("<p>").map_or("", |(_, row)| row);
        let text = row.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        text.collect::<String>().trim().to_owned()
    });
    rows.collect()
}

async fn busy(db: Database) -> Town {
    let town = Town::build(db).await;
    let made = bought(&town, Sari, "key-of-a-purchase", "40.000").await;
    bought(&town, Budi, "key-of-another", "15.000").await;
    assert!(made.header("location").is_some());
    let purchases = town.purchases().await;
    let sari =
        purchases.iter().find(|it| it.row.employee_id == town.id(Sari) && it.row.amount == 40_000);
    let path = format!("/belanja/{}/batal", sari.unwrap().row.id);
    town.post(Sari, &path, &[("reason", "nominal keliru")]).await.is(303);
    let grant = [
        ("employee", Budi.number()),
        ("role", "reviewer"),
        ("office", "DKP"),
        ("from", "2026-11-20"),
        ("to", ""),
    ];
    town.post(Dewi, "/admin/peran", &grant).await.is(303);
    town
}

async fn what_was_noted_reads_as_a_sentence(db: Database) {
    let town = busy(db).await;
    let page = town.get(Agus, "/admin/audit").await.is(200).text();
    let lines = trail(&page);
    let voided = "membatalkan catatan Rp40.000 di Warung Bu Sri: nominal keliru";
    assert!(lines.iter().any(|line| line.contains(voided)), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("peran Pemeriksa untuk ")), "{lines:?}");
    assert!(
        lines.iter().all(|line| !line.contains(" – ")),
        "a sentence lacks something: {lines:?}"
    );
    // The raw values are there, folded.
    assert!(page.contains("Rincian teknis") && page.contains("purchase.void"));
}

async fn the_list_is_narrowed_by_who_whom_what_and_when(db: Database) {
    let town = busy(db).await;
    let lines = async |query: &str| {
        trail(&town.get(Dewi, &format!("/admin/audit?{query}")).await.is(200).text())
    };
    let by_sari = lines(&format!("oleh={}", Sari.number())).await;
    assert!(
        by_sari.len() >= 2 && by_sari.iter().all(|line| line.contains("Rp40.000")),
        "{by_sari:?}"
    );
    let about_budi = lines(&format!("tentang={}&tindakan=role.grant", Budi.number())).await;
    assert!(about_budi.len() == 1 && about_budi[0].contains("peran Pemeriksa"), "{about_budi:?}");
    let empty = lines("oleh=&tentang=&tindakan=&dari=&sampai=").await;
    assert_eq!(empty.len(), lines("").await.len(), "fields left empty narrow nothing");
    assert_eq!(lines("dari=2026-11-20&sampai=2026-11-20").await.len(), empty.len());
    assert_eq!(lines("sampai=2026-11-19").await.len(), 0);
    assert_eq!(lines("dari=2026-11-21").await.len(), 0);
    town.get(Dewi, "/admin/audit?tindakan=purchase.eat").await.is(422);
    town.get(Dewi, "/admin/audit?dari=kemarin").await.is(422);
}

async fn a_name_that_fits_several_is_asked_about(db: Database) {
    let town = busy(db).await;
    let page = town.get(Dewi, "/admin/audit?tentang=a").await.is(200).text();
    assert!(trail(&page).is_empty() && page.contains("Pilih salah satu"), "{page}");
    let page = town.get(Dewi, "/admin/audit?oleh=Zzz").await.is(200).text();
    assert!(trail(&page).is_empty() && page.contains("Tidak ada pegawai yang cocok"), "{page}");
}

async fn the_file_holds_what_the_list_shows(db: Database) {
    let town = busy(db).await;
    let path = format!("/admin/audit/jejak.csv?oleh={}", Sari.number());
    let reply = town.get(Agus, &path).await.is(200);
    assert!(reply.header("content-disposition").unwrap().contains("jejak-audit.csv"));
    let file = reply.text();
    assert!(
        file.starts_with("\u{FEFF}\"Waktu\";\"Oleh\";\"NIP\";\"Kejadian\";\"Tentang\";\"NIP\";"),
        "{file}"
    );
    assert!(
        file.contains("membatalkan catatan Rp40.000 di Warung Bu Sri: nominal keliru"),
        "{file}"
    );
    assert!(!file.contains("peran Pemeriksa"), "narrowed as the page");
}

async fn every_filter_has_its_index(db: Database) {
    let statements = Statements::default();
    let store = statements.store(&db).await;
    let me = Some(EmployeeId(1));
    let from = Some("2026-11-20T00:00:00Z".parse().unwrap());
    let by = |search| Search { limit: 50, ..search };
    let searches = [
        ("audit_at", by(Search::default())),
        ("audit_at", by(Search { from, ..Search::default() })),
        ("audit_actor", by(Search { actor: me, ..Search::default() })),
        ("audit_about", by(Search { about: me, from, ..Search::default() })),
        (
            "audit_action",
            by(Search { action: Some(AuditAction::PurchaseVoid), ..Search::default() }),
        ),
    ];
    for (index, search) in searches {
        statements.take();
        audit::search(store.reader(), &search).await.unwrap();
        let asked = statements.take();
        let plan = plan(&store, &asked[0]).await;
        let plan = plan.join("\n");
        assert!(plan.contains(index), "{index}: {plan}");
        // PostgreSQL sorts what it takes for a few rows.
        assert!(db.is_postgres() || !plan.contains("TEMP B-TREE"), "{index}: {plan}");
    }
}
