//! Operators: what they look after, and how somebody moves between two of them.

use rocket::http::Method::{Get, Post};
use serde_json::json;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Oki, Olga, Rina, Sari, Tutik};

on_both_databases!(
    operators_see_and_add_the_people_of_their_offices,
    what_reaches_further_than_their_own_role_is_left_to_administrators,
    a_move_waits_until_the_other_side_accepts_it,
    a_proposal_is_void_once_the_person_has_moved,
    tables_of_an_operator_name_every_row_that_is_not_theirs,
    a_purchase_is_recorded_for_somebody_of_ones_offices,
);

async fn operators_see_and_add_the_people_of_their_offices(db: Database) {
    let town = Town::with_operators(db).await;
    let list = town.get(Oki, "/admin/pegawai").await.is(200).text();
    assert!(list.contains("Sari") && list.contains("Rina"), "{list}");
    assert!(!list.contains("Tutik") && !list.contains("Agus"), "{list}");
    // The offices to choose from are theirs, and so is the way through administration.
    let blank = town.get(Oki, "/admin/pegawai/baru").await.is(200).text();
    assert!(blank.contains("Kantor DKP-UPT1") && !blank.contains("Kantor KEC-TEMPEH"), "{blank}");
    assert!(list.contains("/admin/pengecualian") && !list.contains("/admin/kebijakan"), "{list}");

    let person = |office: &str| {
        json!({ "number": "K-1", "name": "Joko", "email": "joko@example.go.id",
            "employment_type": "NON_ASN", "office": office, "from": "2026-11-02" })
    };
    let refused = town.api(Oki, Post, "/employees", Some(person("KEC-TEMPEH"))).await.is(422);
    assert_eq!(refused.json()["errors"][0]["field"], "office");
    town.api(Oki, Post, "/employees", Some(person("DKP-UPT1"))).await.is(201);
    let leave = json!({ "from": "2026-12-01", "to": "2026-12-04", "reason": "annual_leave" });
    let entered = town.api(Oki, Post, "/employees/K-1/exemptions", Some(leave)).await.is(201);
    assert_eq!(entered.json()["state"], "approved");
}

async fn what_reaches_further_than_their_own_role_is_left_to_administrators(db: Database) {
    let town = Town::with_operators(db).await;
    let administers = json!({ "employee": Budi.number(), "role": "administrator",
        "from": "2026-11-20" });
    town.api(Dewi, Post, "/roles", Some(administers)).await.is(201);
    let budi = format!("/admin/pegawai/{}", town.segment(Budi));
    town.get(Oki, &budi).await.is(403);
    town.post(Oki, &format!("{budi}/berhenti"), &[("on", "2026-12-31")]).await.is(403);
    // Nor do their tables reach such a person.
    let row = format!(
        "nip;nama;email;jenis;unit;tmt\n{};Budi Baru;;PNS;DKP-UPT1;2026-11-23\n",
        Budi.number()
    );
    let files = [("file", "daftar.csv", row.as_bytes())];
    let refused = town.api_upload(Oki, "/imports/employees", &[], &[], &files).await.is(422).json();
    assert_eq!(refused["errors"][0]["field"], "number", "{refused}");
    let mine = format!("/admin/pegawai/{}", town.segment(Oki));
    town.get(Oki, &mine).await.is(403);
    let sari = format!("/admin/pegawai/{}", town.segment(Sari));
    let page = town.get(Oki, &sari).await.is(200).text();
    assert!(!page.contains("/peran\""), "operators give no roles");
}

async fn a_move_waits_until_the_other_side_accepts_it(db: Database) {
    let town = Town::with_operators(db).await;
    let move_out = [
        ("office", "KEC-TEMPEH"),
        ("employment_type", "PNS"),
        ("grade", "III/a"),
        ("position_level", "staff"),
        ("from", "2026-12-01"),
    ];
    let sari = format!("/admin/pegawai/{}", town.segment(Sari));
    let proposed = town.post(Oki, &format!("{sari}/penempatan"), &move_out).await.is(303);
    assert_eq!(proposed.header("Location"), Some("/admin/mutasi"));
    let office = || async {
        let me = town.api(Dewi, Get, &format!("/employees/{}", Sari.number()), None).await;
        me.is(200).json()["office"].as_str().unwrap().to_owned()
    };
    assert_eq!(office().await, "DKP-UPT1");
    town.post(Oki, &format!("{sari}/penempatan"), &move_out).await.is(409);

    // The other side is told whom by number: the person is still out of its sight.
    let waiting = town.api(Olga, Get, "/transfers", None).await.is(200).json();
    let one = &waiting["items"][0];
    assert_eq!((&one["employee"], &one["name"]), (&json!(Sari.number()), &json!(null)));
    let path = format!("/admin/mutasi/{}", one["id"]);
    assert!(town.get(Olga, "/admin/mutasi").await.is(200).text().contains(&path));
    town.post(Olga, &format!("{path}/tolak"), &[("reason", "")]).await.is(422);
    town.post(Oki, &format!("{path}/terima"), &[]).await.is(403);
    town.post(Olga, &format!("{path}/terima"), &[]).await.is(303);
    town.post(Olga, &format!("{path}/terima"), &[]).await.is(409);
    let town = town.signed_in_at("2026-12-02T09:00:00+07:00").await;
    town.get(Olga, &sari).await.is(200);
    town.get(Oki, &sari).await.is(404);
    let trail = town.api(Agus, Get, "/audit", None).await.is(200).text();
    assert!(trail.contains("transfer.propose") && trail.contains("transfer.accept"));
}

async fn a_proposal_is_void_once_the_person_has_moved(db: Database) {
    let town = Town::with_operators(db).await;
    let asked = json!({ "employee": Sari.number(), "office": "KEC-TEMPEH", "from": "2026-12-01" });
    let id = town.api(Olga, Post, "/transfers", Some(asked.clone())).await.is(201).json();
    let path = format!("/transfers/{}", id["id"]);
    let promoted = json!({ "from": "2026-11-23", "position_level": "functional" });
    let placements = format!("/employees/{}/placements", Sari.number());
    town.api(Oki, Post, &placements, Some(promoted)).await.is(201);
    let reply = town.api(Oki, Post, &format!("{path}/accept"), None).await.is(409).json();
    assert_eq!(reply["errors"][0]["code"], "transfer-void");
    // It makes room for the next, which either side may end.
    let id = town.api(Olga, Post, "/transfers", Some(asked)).await.is(201).json();
    let path = format!("/transfers/{}", id["id"]);
    town.api(Rina, Post, &format!("{path}/withdraw"), None).await.is(403);
    town.api(Olga, Post, &format!("{path}/withdraw"), None).await.is(204);
    town.api(Oki, Post, &format!("{path}/accept"), None).await.is(409);
}

async fn a_purchase_is_recorded_for_somebody_of_ones_offices(db: Database) {
    let town = Town::with_operators(db).await;
    let found = town.get(Oki, "/catat-untuk?cari=sar").await.is(200).text();
    assert!(found.contains(&format!("/belanja/baru?untuk={}", town.segment(Sari))), "{found}");
    let found = town.get(Olga, "/catat-untuk?cari=sar").await.is(200).text();
    assert!(!found.contains(Sari.number()), "{found}");
    let form = format!("/belanja/baru?untuk={}", town.segment(Sari));
    let page = town.get(Oki, &form).await.is(200).text();
    let hidden = format!("name=\"employee\" value=\"{}\"", Sari.number());
    assert!(page.contains("Mencatat untuk Sari") && page.contains(&hidden), "{page}");
    let fields = [
        ("key", "titip-1"),
        ("employee", Sari.number()),
        ("amount", "45.000"),
        ("seller", "new"),
        ("seller.name", "Warung Bu Sri"),
        ("purchased_on", "2026-11-20"),
        ("channel", "in_person"),
        ("evidence", "no_receipt"),
    ];
    town.post(Olga, "/belanja", &fields).await.is(404);
    let done = town.post(Oki, "/belanja", &fields).await.is(303);
    let path = done.header("Location").unwrap().to_owned();
    let own = town.get(Sari, &path).await.is(200).text();
    assert!(own.contains("Dicatat oleh") && own.contains("Oki"), "{own}");
    let listed = town.api(Sari, Get, "/purchases", None).await.is(200).json();
    assert_eq!(listed["items"][0]["amount"], 45_000);
    assert_eq!(
        town.api(Oki, Get, "/purchases?employee=198703032011011008", None).await.is(200).json()["items"],
        json!([])
    );
}

async fn tables_of_an_operator_name_every_row_that_is_not_theirs(db: Database) {
    let town = Town::with_operators(db).await;
    let import = async |who, table: &str| {
        let files = [("file", "daftar.csv", table.as_bytes())];
        town.api_upload(who, "/imports/employees", &[], &[], &files).await
    };
    let heading = "nip;nama;email;jenis;unit;tmt\n";
    let own = "N-1;Joko;n1@example.go.id;NON_ASN;DKP-UPT1;2026-11-23\n";
    let elsewhere = "N-2;Joni;n2@example.go.id;NON_ASN;KEC-TEMPEH;2026-11-23\n";
    // Faults and figures of a row about others would say how they are placed.
    let stranger = format!("{};Tutik;tutik@example.go.id;PNS;DKP;2020-01-01\n", Tutik.number());
    let mixed = format!("{heading}{own}{elsewhere}{stranger}");
    let refused = import(Oki, &mixed).await.is(422).json();
    let faults = refused["errors"].as_array().unwrap();
    let at = |row: u64| faults.iter().find(|fault| fault["row"] == row).unwrap()["field"].clone();
    assert_eq!((faults.len(), at(3), at(4)), (2, json!("office"), json!("number")), "{faults:?}");
    assert_eq!((&refused["changed"], &refused["unchanged"]), (&json!(0), &json!(0)), "{refused}");
    let done = import(Oki, &format!("{heading}{own}")).await.is(200).json();
    assert_eq!(done["created"], 1);
    import(Olga, &format!("{heading}{own}")).await.is(422);
    let files = [("file", "daftar.csv", b"kode;nama;jenis;induk\nX;Unit;bidang;DKP\n".as_slice())];
    town.api_upload(Oki, "/imports/offices", &[], &[], &files).await.is(403);
}
