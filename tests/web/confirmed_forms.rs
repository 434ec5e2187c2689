//! Forms that ask for the password again, forms whose page was open for too long, and what somebody
//! keeps around them who is refused.

use pekan::store::{Error, employees, roles, sessions};
use pekan::{secret, txn_job};
use rocket::http::ContentType;

use super::has;
use super::second_factor::{code, set_up};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::forms::form;
use crate::support::town::Who::{Budi, Dewi, Nobody, Sari};
use crate::support::town::{PASSWORD, Town, Who, cookie};

on_both_databases!(
    a_role_is_given_once_the_password_was_typed_again,
    whoever_has_a_second_factor_types_a_code_as_well,
    a_table_with_other_addresses_asks_for_the_password_and_others_do_not,
    a_form_of_an_old_page_is_sent_again_with_one_tap,
    who_is_refused_keeps_menu_and_institution
);

const ROLE: [(&str, &str); 5] = [
    ("employee", "198811052014021002"),
    ("role", "reviewer"),
    ("office", "DKP"),
    ("from", "2026-11-20"),
    ("to", ""),
];

async fn a_role_is_given_once_the_password_was_typed_again(db: Database) {
    let town = Town::build(db).await;
    prove_long_ago(&town, Dewi).await;
    let given = async || {
        let day = "2026-11-20".parse().unwrap();
        let standing = roles::standing(town.store.reader(), day).await.unwrap();
        standing.iter().filter(|(role, _)| role.employee_id == town.id(Budi)).count()
    };
    let page = town.post(Dewi, "/admin/peran", &ROLE).await.is(403).text();
    assert!(page.contains("action=\"/admin/peran\"") && page.contains("name=\"confirm_password\""));
    for (name, value) in ROLE {
        assert!(has(&page, name, value), "{name}: {page}");
    }
    let with = |password| [&ROLE[..], &[("confirm_password", password)]].concat();
    let wrong = town.post(Dewi, "/admin/peran", &with("keliru")).await.is(403).text();
    assert!(
        wrong.contains("href=\"#confirm_password\"") && has(&wrong, "role", "reviewer"),
        "{wrong}"
    );
    assert!(!wrong.contains("keliru") && given().await == 0);
    town.post(Dewi, "/admin/peran", &with(PASSWORD)).await.is(303);
    assert_eq!(given().await, 1);
    // For a while nothing asks again.
    let mail = [("name", "Sari"), ("email", "sari@example.go.id"), ("phone", ""), ("version", "")];
    town.post(Dewi, &format!("/admin/pegawai/{}", town.segment(Sari)), &mail).await.is(303);
}

/// As if their password had been typed long ago.
async fn prove_long_ago(town: &Town, who: Who) {
    let session = secret::hash(cookie(who).value());
    let long_ago = "2026-11-20T01:00:00Z".parse().unwrap();
    let aged = town
        .store
        .write::<_, Error, _>(txn_job!(|txn| sessions::confirm(txn, &session, long_ago).await));
    aged.await.unwrap();
}

async fn whoever_has_a_second_factor_types_a_code_as_well(db: Database) {
    const PATH: &str = "/akun/dua-langkah/hapus";
    let town = Town::build(db).await;
    let (key, recovery) = set_up(&town).await;
    prove_long_ago(&town, Sari).await;
    let asked = town.post(Sari, PATH, &[]).await.is(403).text();
    assert!(asked.contains("name=\"confirm_code\""), "{asked}");
    let (password, right) = (("confirm_password", PASSWORD), code(&key, 1));
    for (sent, wrong) in [
        (vec![password], "confirm_code"),
        (vec![password, ("confirm_code", "")], "confirm_code"),
        (vec![password, ("confirm_code", "000000")], "confirm_code"),
        (vec![("confirm_password", "keliru"), ("confirm_code", &right)], "confirm_password"),
        (vec![("confirm_code", &right)], "confirm_password"),
    ] {
        let refused = town.post(Sari, PATH, &sent).await.is(403).text();
        assert!(refused.contains(&format!("href=\"#{wrong}\"")), "{sent:?}: {refused}");
    }
    // A code that was refused for the password is not used up; a recovery code does as well.
    let both = [password, ("confirm_code", recovery[0].as_str())];
    town.post(Sari, PATH, &both).await.is(303);
    assert!(!town.get(Sari, "/akun/dua-langkah").await.text().contains("Masih ada"));
}

async fn a_table_with_other_addresses_asks_for_the_password_and_others_do_not(db: Database) {
    const PATH: &str = "/admin/impor/pegawai";
    let town = Town::build(db).await;
    prove_long_ago(&town, Dewi).await;
    let sari = Sari.number();
    let send = async |fields: &[(&str, &str)], table: &str| {
        town.upload(Dewi, PATH, fields, &[("file", "pegawai.csv", table.as_bytes())]).await
    };
    let apply = [("upload", ""), ("action", "apply")];
    let new = "nip;nama;email;jenis;unit;tmt\nK-9;Sembilan;k9@x.id;NON_ASN;DKP;2026-11-23\n";
    send(&apply, new).await.is(200);
    let other =
        format!("nip;nama;email;jenis;unit;tmt\n{sari};Sari;lain@x.id;PNS;DKP-UPT1;2020-01-01\n");
    send(&[("upload", ""), ("action", "check")], &other).await.is(200);
    let asked = send(&apply, &other).await.is(403).text();
    assert!(asked.contains("name=\"confirm_password\"") && asked.contains("multipart/form-data"));
    let email = async || {
        let found = employees::by_number(town.store.reader(), sari).await.unwrap().unwrap();
        found.email.unwrap()
    };
    assert_ne!(email().await, "lain@x.id");
    let mut fields = form(&asked, PATH);
    fields.set("confirm_password", PASSWORD);
    let sent: Vec<_> =
        fields.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let sent: Vec<_> = sent.into_iter().filter(|(name, _)| *name != "csrf").collect();
    town.upload(Dewi, PATH, &sent, &[]).await.is(200);
    assert_eq!(email().await, "lain@x.id");
}

async fn stale(town: &Town, who: Who, path: &'static str, fields: &str) -> (u16, String) {
    let request = town.client.post(path).header(ContentType::Form).cookie(cookie(who));
    let sent = request.body(format!("csrf={}&{fields}", Budi.csrf())).dispatch().await;
    (sent.status().code, sent.into_string().await.unwrap())
}

async fn a_form_of_an_old_page_is_sent_again_with_one_tap(db: Database) {
    let town = Town::build(db).await;
    let (status, page) = stale(&town, Sari, "/akun", "language=en&mute_midweek=1").await;
    assert_eq!(status, 403);
    assert!(page.contains("Kirim lagi") && page.contains("action=\"/akun\""), "{page}");
    assert!(has(&page, "language", "en") && has(&page, "mute_midweek", "1"));
    // The button sends just that, with a token of now.
    town.post(Sari, "/akun", &[("language", "en"), ("mute_midweek", "1")]).await.is(303);
    assert!(town.get(Sari, "/akun").await.text().contains("<html lang=\"en\""));
    // A password is typed anew, on the page that says so.
    let (status, page) = stale(&town, Nobody, "/masuk", "login=sari&password=rahasia-sekali").await;
    assert_eq!(status, 403);
    assert!(page.contains("href=\"/masuk\"") && !page.contains("rahasia-sekali"), "{page}");
}

async fn who_is_refused_keeps_menu_and_institution(db: Database) {
    let town = Town::build(db).await;
    let institution = town.get(Sari, "/").await.text();
    let institution =
        institution.split("<small>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    for (path, status) in
        [("/admin", 403), ("/belanja/999999", 404), ("/tidak/ada", 404), ("/unit/LMJ", 404)]
    {
        let page = town.get(Sari, path).await.is(status).text();
        assert!(page.contains("class=\"tabs\"") && page.contains(Sari.number()), "{path}: {page}");
        assert!(page.contains(&institution), "{path}: {page}");
        assert!(!page.contains("terlalu lama"), "{path}: one cause");
    }
    let guest = town.get(Nobody, "/tidak/ada").await.is(404).text();
    assert!(!guest.contains("class=\"tabs\""));
}
