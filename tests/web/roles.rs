//! Roles: given on a person's page at a touch, and to somebody who is found by name.

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Dewi, Hadi, Rina, Sari, Tutik};
use crate::support::town::{Town, Who};

on_both_databases!(
    a_role_is_given_and_revoked_on_the_page_of_a_person,
    somebody_is_found_by_name_without_a_script,
    the_list_stands_by_office_and_is_narrowed_to_a_role,
    an_office_is_refused_for_a_role_that_knows_none,
);

async fn a_role_is_given_and_revoked_on_the_page_of_a_person(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/admin/pegawai/{}", town.segment(Sari));
    let page = town.get(Dewi, &path).await.is(200).text();
    let own = "<option value=\"DKP-UPT1\" selected>";
    assert!(page.contains(own), "her own office is proposed");
    let role = [("role", "operator"), ("role_office", "DKP-UPT1")];
    let given = town.post(Dewi, &format!("{path}/peran"), &role).await.is(303);
    assert_eq!(given.header("Location"), Some(path.as_str()));
    let page = town.get(Dewi, &path).await.is(200).text();
    let (_, rest) = page.split_once("action=\"/admin/peran/").expect("no role is listed");
    let id = rest.split('/').next().unwrap();
    assert!(page.contains("Kantor DKP-UPT1"));
    // From today on: she manages already.
    town.get(Sari, "/admin/pegawai").await.is(200);
    town.post(Dewi, &format!("{path}/peran"), &role).await.is(409);
    let missing = [("role", "operator"), ("role_office", "")];
    let again = town.post(Dewi, &format!("{path}/peran"), &missing).await.is(422).text();
    assert!(again.contains("id=\"role_office-error\""), "{again}");
    let segment = town.segment(Sari);
    let person = [("person", segment.as_str())];
    let revoked = town.post(Dewi, &format!("/admin/peran/{id}/cabut"), &person).await.is(303);
    assert_eq!(revoked.header("Location"), Some(path.as_str()));
    town.get(Sari, "/admin/pegawai").await.is(403);
}

async fn somebody_is_found_by_name_without_a_script(db: Database) {
    let town = Town::build(db).await;
    let form = |employee: &'static str| {
        [("employee", employee), ("role", "reviewer"), ("office", "DKP"), ("from", "2026-11-20")]
    };
    // A part of one name only.
    let asked = town.post(Dewi, "/admin/peran", &form("tuti")).await.is(422).text();
    let choice = format!("name=\"chosen\" value=\"{}\"", Tutik.number());
    assert!(asked.contains(&choice) && asked.contains("name=\"asked\" value=\"tuti\""), "{asked}");
    let mut chosen = form("tuti").to_vec();
    chosen.extend([("asked", "tuti"), ("chosen", Tutik.number())]);
    town.post(Dewi, "/admin/peran", &chosen).await.is(303);
    // Another name than the one that was asked about is looked for anew.
    let mut another = form("rina").to_vec();
    another.extend([("asked", "tuti"), ("chosen", Tutik.number())]);
    let asked = town.post(Dewi, "/admin/peran", &another).await.is(422).text();
    assert!(asked.contains(Rina.number()) && !asked.contains(&choice), "{asked}");
    let nobody = town.post(Dewi, "/admin/peran", &form("Zulkifli")).await.is(422).text();
    assert!(nobody.contains("id=\"employee-error\""), "{nobody}");
}

async fn the_list_stands_by_office_and_is_narrowed_to_a_role(db: Database) {
    let town = Town::build(db).await;
    let list = town.get(Dewi, "/admin/peran").await.is(200).text();
    let link = |who: Who| format!("/admin/pegawai/{}\"", town.segment(who));
    let at = |who| list.find(&link(who)).unwrap_or_else(|| panic!("no {who:?}: {list}"));
    // Who is over everything first, the administrator before all; then the offices down the tree.
    assert!(at(Dewi) < at(Hadi) && at(Hadi) < at(Rina) && at(Rina) < at(Tutik));
    let heads = town.get(Dewi, "/admin/peran?peran=head").await.is(200).text();
    assert!(heads.contains(&link(Hadi)) && heads.contains(&link(Tutik)));
    assert!(!heads.contains(&link(Rina)));
    town.get(Dewi, "/admin/peran?peran=raja").await.is(422);
}

async fn an_office_is_refused_for_a_role_that_knows_none(db: Database) {
    let town = Town::build(db).await;
    for (role, office, status) in [
        ("administrator", "DKP", 422),
        ("seller_officer", "DKP", 422),
        ("auditor", "DKP", 303),
        ("operator", "", 422),
    ] {
        let form = [
            ("employee", Sari.number()),
            ("role", role),
            ("office", office),
            ("from", "2026-11-20"),
        ];
        town.post(Dewi, "/admin/peran", &form).await.is(status);
    }
    // An auditor of an office reads that office, and no trail.
    town.get(Sari, "/unit/DKP").await.is(200);
    town.get(Sari, "/unit/KEC-TEMPEH").await.is(404);
    town.get(Sari, "/admin/audit").await.is(403);
}
