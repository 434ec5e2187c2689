//! One exemption for everybody of an office.

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Dewi, Sari};

on_both_databases!(it_is_looked_at_and_then_given);

async fn it_is_looked_at_and_then_given(db: Database) {
    let town = Town::build(db).await;
    let path = "/admin/pengecualian/unit";
    let form = [
        ("office", "DKP-UPT1"),
        ("below", "1"),
        ("from", "2026-11-16"),
        ("to", "2026-11-20"),
        ("reason", "other"),
        ("action", "check"),
    ];
    let seen = town.post(Dewi, path, &form).await.is(200).text();
    assert!(
        seen.contains("Berlaku untuk 2 orang") && seen.contains("Sari") && seen.contains("Budi"),
        "{seen}"
    );
    assert!(
        seen.contains("Terapkan untuk 2 orang")
            && seen.contains("name=\"from\" value=\"2026-11-16\""),
        "{seen}"
    );
    assert!(!town.get(Sari, "/").await.is(200).text().contains("Dikecualikan"), "only looked at");

    let mut apply = form;
    apply[5].1 = "apply";
    let done = town.post(Dewi, path, &apply).await.is(200).text();
    assert!(done.contains("2 orang mendapat pengecualian"), "{done}");
    for who in [Sari, Budi] {
        assert!(town.get(who, "/").await.is(200).text().contains("Dikecualikan"));
    }
    let again = town.post(Dewi, path, &form).await.is(200).text();
    assert!(
        again.contains("2 orang sudah dikecualikan") && !again.contains("value=\"apply\""),
        "{again}"
    );

    let mut broken = form;
    broken[0].1 = "";
    broken[3].1 = "2026-11-01";
    let back = town.post(Dewi, path, &broken).await.is(422).text();
    assert!(back.contains("href=\"#office\"") && back.contains("href=\"#to\""), "{back}");
    assert!(back.contains("value=\"2026-11-16\""), "{back}");
}
