//! The outbox as administrators see it: narrowed, cancelled, addresses marked, and what is wrong told.

use chrono::{DateTime, TimeDelta, Utc};
use pekan::rules::mail::{MailKind, MailState};
use pekan::rules::outage::{MailOutage, OutageKind};
use pekan::store::{mails, settings};
use pekan::txn_job;
use rocket::http::Method::Get;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Dewi, Sari};
use crate::support::town::{NOW, Town};

on_both_databases!(
    mails_are_narrowed_by_state_kind_and_person,
    a_waiting_mail_is_cancelled_and_never_comes_back,
    an_address_is_marked_and_restored,
    what_is_wrong_with_the_delivery_is_told_to_administrators
);

/// Mails to Sari of these kinds and states, oldest first.
async fn mailed(town: &Town, mails: &[(MailKind, MailState, Option<&str>)]) -> Vec<String> {
    let (id, mut ids) = (town.id(Sari), Vec::new());
    let now: DateTime<Utc> = NOW.parse().unwrap();
    for (kind, state, recipient) in mails {
        let recipient = recipient.map(str::to_owned);
        let made = mails::Mail { state: *state, recipient, ..mails::new(*kind, id, now) };
        town.store.write(txn_job!(|txn| mails::insert(txn, made).await)).await.unwrap();
        let list = town.api(Dewi, Get, "/mail?limit=1", None).await.json();
        ids.push(list["items"][0]["id"].to_string());
    }
    ids
}

async fn mails_are_narrowed_by_state_kind_and_person(db: Database) {
    let town = Town::build(db).await;
    let made = [
        (MailKind::Activation, MailState::Queued, None),
        (MailKind::PasswordReset, MailState::Sent, Some("sari@example.go.id")),
        (MailKind::PasswordReset, MailState::Failed, None),
    ];
    let ids = mailed(&town, &made).await;
    for (query, found) in [
        ("", vec![0, 1, 2]),
        ("?keadaan=queued", vec![0]),
        // Without a server it lies in a folder: nobody has received it.
        ("?keadaan=written", vec![1]),
        ("?keadaan=sent", vec![]),
        ("?jenis=password_reset", vec![1, 2]),
        ("?jenis=password_reset&keadaan=failed", vec![2]),
        ("?cari=sari", vec![0, 1, 2]),
        ("?cari=budi", vec![]),
    ] {
        let page = town.get(Dewi, &format!("/admin/surel{query}")).await.is(200).text();
        for (at, id) in ids.iter().enumerate() {
            let link = format!("href=\"/admin/surel/{id}\"");
            assert_eq!(page.contains(&link), found.contains(&at), "{query}: {at}");
        }
    }
    let page = town.get(Dewi, "/admin/surel").await.is(200).text();
    assert!(page.contains("Ditulis ke folder (1)") && page.contains("Menunggu (1)"), "{page}");
    town.get(Dewi, "/admin/surel?jenis=x").await.is(422);
    let api = town.api(Dewi, Get, "/mail?kind=password_reset&q=sari", None).await.json();
    assert_eq!(api["items"].as_array().unwrap().len(), 2);
}

async fn a_waiting_mail_is_cancelled_and_never_comes_back(db: Database) {
    let town = Town::build(db).await;
    let ids = mailed(&town, &[(MailKind::Activation, MailState::Queued, None)]).await;
    let path = format!("/admin/surel/{}", ids[0]);
    assert!(town.get(Dewi, &path).await.is(200).text().contains("/batal"));
    town.post(Dewi, &format!("{path}/batal"), &[]).await.is(303);
    let page = town.get(Dewi, &path).await.is(200).text();
    assert!(page.contains("Tidak perlu lagi") && page.contains("Dibatalkan administrator."));
    assert!(!page.contains("/batal") && !page.contains("/ulangi"));
    town.post(Dewi, &format!("{path}/batal"), &[]).await.is(409);
    let mail = mails::by_id(town.store.reader(), ids[0].parse().unwrap()).await.unwrap().unwrap().0;
    assert!(mail.recipient.is_some(), "what was addressed is not put in again");
    assert!(town.get(Dewi, "/admin/audit").await.is(200).text().contains("membatalkan surel"));
}

async fn an_address_is_marked_and_restored(db: Database) {
    let town = Town::build(db).await;
    let to = "sari.lama@example.go.id";
    let ids = mailed(&town, &[(MailKind::Activation, MailState::Sent, Some(to))]).await;
    let path = format!("/admin/surel/{}", ids[0]);
    assert!(!town.get(Dewi, "/admin/surel").await.is(200).text().contains("/admin/alamat-surel"));
    town.post(Dewi, &format!("{path}/terpental"), &[]).await.is(303);
    town.post(Dewi, &format!("{path}/terpental"), &[]).await.is(409);
    let page = town.get(Dewi, &path).await.is(200).text();
    assert!(page.contains("Alamat ini tidak dikirimi surel lagi") && !page.contains("/terpental"));
    assert!(town.get(Dewi, "/admin/surel").await.is(200).text().contains("/admin/alamat-surel"));
    let list = town.get(Dewi, "/admin/alamat-surel").await.is(200).text();
    assert!(list.contains(to) && list.contains("Tidak dipakai pegawai mana pun lagi"), "{list}");
    town.post(Dewi, "/admin/alamat-surel/pulih", &[("address", to)]).await.is(303);
    town.post(Dewi, "/admin/alamat-surel/pulih", &[("address", to)]).await.is(404);
    assert!(!town.get(Dewi, "/admin/alamat-surel").await.is(200).text().contains(to));
    assert!(town.get(Dewi, &path).await.is(200).text().contains("sudah dipulihkan"));
}

async fn what_is_wrong_with_the_delivery_is_told_to_administrators(db: Database) {
    let town = Town::build(db).await;
    let now: DateTime<Utc> = NOW.parse().unwrap();
    let words = "Server surel menolak nama atau kata sandi Pekan";
    let quiet = town.get(Dewi, "/").await.is(200).text();
    assert!(!quiet.contains("server surel tidak melayani"));
    for (probes, is_told) in [(1, false), (2, true)] {
        let outage = MailOutage {
            kind: OutageKind::SignIn,
            words: "535 5.7.8 bad <credentials>".into(),
            since: now - TimeDelta::minutes(3),
            probes,
            next_probe: now + TimeDelta::minutes(1),
        };
        town.store
            .write_reference(txn_job!(|txn| {
                settings::change_mail_outage(txn, move |known| {
                    *known = Some(outage);
                    true
                })
                .await
            }))
            .await
            .unwrap();
        for path in ["/", "/admin", "/admin/surel"] {
            let page = town.get(Dewi, path).await.is(200).text();
            assert_eq!(page.contains("server surel tidak melayani"), is_told, "{path}");
        }
        let page = town.get(Dewi, "/admin/surel").await.is(200).text();
        assert_eq!(page.contains(words) && page.contains("bad &lt;credentials&gt;"), is_told);
        assert!(!town.get(Sari, "/").await.is(200).text().contains("tidak melayani"));
    }
    let silent = "Pekerja Pekan berhenti";
    for (minutes, is_told) in [(3, false), (5, true)] {
        let looked = (now - TimeDelta::minutes(minutes)).to_rfc3339();
        town.store
            .write(txn_job!(|txn| settings::put(txn, settings::HEARTBEAT, &looked).await))
            .await
            .unwrap();
        let page = town.get(Dewi, "/admin").await.is(200).text();
        assert_eq!(page.contains(silent), is_told, "{minutes}");
    }
}
