//! Signing in at an identity provider: whom it lets in, and whom it does not.

use pekan::store::{Error, audit};
use pekan::txn_job;
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::on_both_databases;
use crate::support::browser::Browser;
use crate::support::database::Database;
use crate::support::provider::{Broken, Manner, Provider};
use crate::support::town::Who::{Dewi, Sari};
use crate::support::town::{PASSWORD, Reply, Town, Who};

use super::second_factor::{code, set_up};

on_both_databases!(
    somebody_whose_nip_the_provider_says_is_signed_in,
    what_the_provider_says_is_checked,
    a_visit_is_one_browsers_and_counts_once,
    nobody_is_made_and_who_is_kept_out_stays_out,
    a_provider_that_does_not_answer_keeps_nobody_waiting_or_out,
    a_second_factor_is_asked_for_all_the_same,
    who_has_no_password_proves_themselves_at_the_provider
);

/// What the page says, and how the provider behaves.
type Case = (&'static str, fn(&mut Manner));

async fn town(db: Database, who: Who) -> (Town, Provider) {
    let provider = Provider::start(who.number());
    let town = Town::build(db).await.with_provider(provider.settings()).await;
    (town, provider)
}

/// Goes to the provider and comes back.
async fn visit(browser: &mut Browser<'_>, provider: &Provider, way: &str) -> Reply {
    let sent = browser.get(way).await.is(303);
    let (code, state) = provider.sign_in(sent.header("Location").unwrap());
    browser.get(&back(&code, &state)).await
}

fn back(code: &str, state: &str) -> String {
    format!("/masuk/penyedia/kembali?code={code}&state={state}&session_state=lain")
}

async fn somebody_whose_nip_the_provider_says_is_signed_in(db: Database) {
    let (town, provider) = town(db, Sari).await;
    let mut browser = Browser::new(&town.client);
    let page = browser.page("/masuk?next=/riwayat").await;
    assert!(page.contains("href=\"/masuk/penyedia?next=%2Friwayat\""), "{page}");
    assert!(page.contains("Masuk dengan ASN Digital"));
    assert_eq!(provider.asked("/.well-known/openid-configuration"), 0, "asked when it is needed");
    let done = visit(&mut browser, &provider, "/masuk/penyedia?next=%2Friwayat").await.is(303);
    assert_eq!(done.header("Location"), Some("/riwayat"));
    assert!(browser.page("/akun").await.contains(Sari.number()));
    let newest = audit::newest(town.store.reader(), None, 1).await.unwrap().remove(0);
    assert_eq!(newest.actor_id, Some(town.id(Sari)));
    assert!(newest.details.contains("identity_provider"), "{}", newest.details);
    // However the number is written, and wherever the provider says it.
    provider.behave(|manner| {
        manner.claims.insert("nip".into(), json!("19900312 201502 2 001"));
        manner.in_user_info = true;
    });
    visit(&mut Browser::new(&town.client), &provider, "/masuk/penyedia").await.is(303).session();
    assert_eq!(provider.asked("/me"), 1);
    let metadata = provider.asked("/.well-known/openid-configuration");
    assert_eq!(metadata, 1, "what it says of itself is remembered");
    // The provider has new keys.
    provider.behave(|manner| manner.key = 1);
    visit(&mut Browser::new(&town.client), &provider, "/masuk/penyedia").await.is(303).session();
    // Addresses of other sites are not followed.
    let mut other = Browser::new(&town.client);
    let done = visit(&mut other, &provider, "/masuk/penyedia?next=https://evil.example").await;
    assert_eq!(done.is(303).header("Location"), Some("/"));
}

async fn what_the_provider_says_is_checked(db: Database) {
    let (town, provider) = town(db, Sari).await;
    let sound = provider.manner();
    let cases: [Case; 5] = [
        ("Jawabannya tidak dapat dipakai", |manner| manner.nonce = Some("lain".into())),
        ("Jawabannya tidak dapat dipakai", |manner| manner.audience = "aplikasi lain".into()),
        ("Jawabannya tidak dapat dipakai", |manner| manner.expires_in = -1),
        ("NIP tidak disertakan", |manner| manner.claims.clear()),
        ("NIP tidak disertakan", |manner| manner.claims = [("nip".into(), json!(null))].into()),
    ];
    for (number, (title, wrong)) in cases.into_iter().enumerate() {
        provider.behave(wrong);
        let mut browser = Browser::new(&town.client);
        let refused = visit(&mut browser, &provider, "/masuk/penyedia").await.is(403).text();
        assert!(refused.contains(title), "{number}: {refused}");
        browser.get("/akun").await.is(303);
        provider.behave(|manner| *manner = sound.clone());
    }
    visit(&mut Browser::new(&town.client), &provider, "/masuk/penyedia").await.is(303).session();
    // A code that is nobody's, an answer of another provider, and somebody who went away again.
    for (answer, title) in [
        ("code=tebakan", "Jawabannya tidak dapat dipakai"),
        ("code=kode-0&iss=https://lain.example", "Jawabannya tidak dapat dipakai"),
        ("error=access_denied", "Belum masuk"),
        ("", "Belum masuk"),
    ] {
        let mut browser = Browser::new(&town.client);
        let sent = browser.get("/masuk/penyedia").await.is(303);
        let (_, state) = provider.sign_in(sent.header("Location").unwrap());
        let path = format!("/masuk/penyedia/kembali?state={state}&{answer}");
        let refused = browser.get(path.trim_end_matches('&')).await.is(403).text();
        assert!(refused.contains(title), "{answer}: {refused}");
        browser.get("/akun").await.is(303);
    }
}

async fn a_visit_is_one_browsers_and_counts_once(db: Database) {
    let (town, provider) = town(db, Sari).await;
    let mut browser = Browser::new(&town.client);
    let sent = browser.get("/masuk/penyedia").await.is(303);
    let (code, state) = provider.sign_in(sent.header("Location").unwrap());
    // Whoever is made to open the answer of somebody else is not signed in as them.
    let mut victim = Browser::new(&town.client);
    let refused = victim.get(&back(&code, &state)).await.is(400).text();
    assert!(refused.contains("Mulai lagi dari awal"), "{refused}");
    victim.get("/masuk/penyedia").await.is(303);
    victim.get(&back(&code, &state)).await.is(400);
    assert_eq!(provider.asked("/token"), 0);
    let before = browser.cookies.clone();
    browser.get(&back(&code, "lain")).await.is(400);
    browser.get(&back(&code, &state)).await.is(303).session();
    // Once more, with the cookie of then.
    let (code, _) = provider.sign_in(sent.header("Location").unwrap());
    let mut again = Browser::new(&town.client);
    again.cookies = before;
    again.get(&back(&code, &state)).await.is(400);
    // After ten minutes.
    let mut slow = Browser::new(&town.client);
    let sent = slow.get("/masuk/penyedia").await.is(303);
    let (code, state) = provider.sign_in(sent.header("Location").unwrap());
    execute(&town, "UPDATE provider_visits SET expires_at = created_at").await;
    slow.get(&back(&code, &state)).await.is(400);
}

async fn nobody_is_made_and_who_is_kept_out_stays_out(db: Database) {
    let (town, provider) = town(db, Sari).await;
    provider.behave(|manner| manner.claims = [("nip".into(), json!("197001012000011001"))].into());
    let mut browser = Browser::new(&town.client);
    let refused = visit(&mut browser, &provider, "/masuk/penyedia").await.is(403).text();
    assert!(refused.contains("NIP Anda belum terdaftar"), "{refused}");
    assert!(refused.contains("197001012000011001"), "{refused}");
    // Neither by a name that is no number.
    provider.behave(|manner| manner.claims = [("nip".into(), json!("sari"))].into());
    visit(&mut browser, &provider, "/masuk/penyedia").await.is(403);
    provider.behave(|manner| manner.claims = [("nip".into(), json!(Sari.number()))].into());
    execute(&town, "UPDATE employees SET disabled_at = created_at WHERE login = 'sari'").await;
    let refused = visit(&mut browser, &provider, "/masuk/penyedia").await.is(403).text();
    assert!(refused.contains("Akun Anda ditutup"), "{refused}");
    browser.get("/akun").await.is(303);
}

async fn a_provider_that_does_not_answer_keeps_nobody_waiting_or_out(db: Database) {
    let (mut town, _) = town(db, Sari).await;
    for broken in [Broken::Fault, Broken::Huge, Broken::Elsewhere] {
        let provider = Provider::start(Sari.number());
        town = town.with_provider(provider.settings()).await;
        provider.behave(|manner| manner.broken = Some(broken));
        let mut browser = Browser::new(&town.client);
        let silent = browser.get("/masuk/penyedia").await.is(503);
        assert!(silent.text().contains("Layanan masuk tidak menjawab"), "{broken:?}");
        assert!(silent.header("Retry-After").is_some());
        browser.get("/masuk/penyedia").await.is(503);
        assert_eq!(
            provider.asked("/.well-known/openid-configuration"),
            1,
            "left alone for a while"
        );
        assert_eq!(provider.asked("/elsewhere"), 0, "{broken:?}");
        Browser::signed_in(&town.client, "sari", PASSWORD).await.page("/akun").await;
    }
}

async fn a_second_factor_is_asked_for_all_the_same(db: Database) {
    let (town, provider) = town(db, Sari).await;
    let (secret, _) = set_up(&town).await;
    let mut browser = Browser::new(&town.client);
    let done = visit(&mut browser, &provider, "/masuk/penyedia?next=/riwayat").await.is(303);
    let next = done.header("Location").unwrap().to_owned();
    assert!(next.starts_with("/masuk/kode?next="), "{next}");
    browser.get("/akun").await.is(303);
    let page = browser.page(&next).await;
    let done = browser.submit(&page, "/masuk/kode", &[("code", &code(&secret, 1))]).await.is(303);
    assert_eq!(done.header("Location"), Some("/riwayat"));
    // Neither of the two was a password that was typed just now.
    let page = browser.page("/akun/dua-langkah").await;
    let asked = browser.submit(&page, "/akun/dua-langkah/hapus", &[]).await.is(403).text();
    assert!(asked.contains("name=\"confirm_code\""), "{asked}");
}

async fn who_has_no_password_proves_themselves_at_the_provider(db: Database) {
    let (town, provider) = town(db, Dewi).await;
    execute(&town, "UPDATE employees SET password_hash = NULL WHERE login = 'dewi'").await;
    let mut browser = Browser::new(&town.client);
    visit(&mut browser, &provider, "/masuk/penyedia").await.is(303);
    let page = browser.page("/akun/dua-langkah").await;
    let path = "/akun/dua-langkah/mulai";
    let asked = browser.submit(&page, path, &[]).await.is(403).text();
    assert!(
        asked.contains("href=\"/masuk/penyedia/ulang\"") && !asked.contains("type=\"password\"")
    );
    let early = browser.submit(&asked, path, &[]).await.is(403).text();
    assert!(early.contains("konfirmasi dulu lewat layanan masuk"), "{early}");
    // The provider has to ask anew, and to say so.
    let sent = browser.get("/masuk/penyedia/ulang").await.is(303);
    let address = sent.header("Location").unwrap().to_owned();
    assert!(address.contains("prompt=login") && address.contains("max_age=0"), "{address}");
    for (authenticated, number, title) in [
        (None, Dewi.number(), "Belum dikonfirmasi"),
        (Some(-3600), Dewi.number(), "Belum dikonfirmasi"),
        (Some(0), Sari.number(), "Ini akun orang lain"),
    ] {
        provider.behave(|manner| {
            manner.authenticated = authenticated;
            manner.claims.insert("nip".into(), json!(number));
        });
        let refused = visit(&mut browser, &provider, "/masuk/penyedia/ulang").await.is(403).text();
        assert!(refused.contains(title), "{refused}");
        browser.submit(&asked, path, &[]).await.is(403);
    }
    provider.behave(|manner| {
        manner.claims.insert("nip".into(), json!(Dewi.number()));
    });
    let proved = visit(&mut browser, &provider, "/masuk/penyedia/ulang").await.is(200).text();
    assert!(proved.contains("Sudah dikonfirmasi"), "{proved}");
    browser.submit(&asked, path, &[]).await.is(303);
    assert!(browser.page("/akun/dua-langkah").await.contains("otpauth://"));
}

async fn execute(town: &Town, sql: &'static str) {
    let done = town.store.write(txn_job!(|txn| txn
        .execute_unprepared(sql)
        .await
        .map(|_| ())
        .map_err(Error::from)));
    done.await.unwrap();
}
