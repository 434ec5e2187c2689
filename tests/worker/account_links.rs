//! Accounts by mail: invitation, forgotten password, the link that works once.

use chrono::TimeDelta;
use pekan::clock::Clock;
use pekan::rules::{EmployeeId, SessionId, TokenId, Viewer};
use pekan::store::sessions::{self, Session};
use pekan::store::tokens::{self, Token};
use pekan::store::{Error, audit, employees, identities};
use pekan::txn_job;
use pekan::workflows::accounts::choose_password;
use pekan::workflows::accounts::forgot_password::forgot_password;
use pekan::workflows::accounts::invite::invite;
use pekan::workflows::accounts::open_link::open_link;
use pekan::workflows::{Warrant, WorkflowError};

use super::{THURSDAY, deliver, outbox, the_mail};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{BASE_URL, Letterbox, Read};
use crate::support::{own_warrant, warrant};

/// A password mail for somebody, delivered on Thursday; returns its token.
async fn reset_token(district: &District, login: &str) -> String {
    let letterbox = Letterbox::default();
    forgot_password(&district.store, &Warrant::stranger(Clock::At(at(THURSDAY))), login)
        .await
        .unwrap();
    assert_eq!(deliver(district, &letterbox, THURSDAY).await.sent, 1);
    letterbox.take().pop().unwrap().token()
}

async fn sign_in(district: &District, employee: EmployeeId) {
    let now = at(THURSDAY);
    let (session, token) = (
        Session {
            id: SessionId::NONE,
            token_hash: "s".into(),
            employee_id: employee,
            browser: String::new(),
            remembered: false,
            created_at: now,
            seen_at: now,
            confirmed_at: now,
            expires_at: now + TimeDelta::hours(12),
        },
        Token {
            id: TokenId::NONE,
            token_hash: "t".into(),
            employee_id: employee,
            name: "skrip".into(),
            created_at: now,
            expires_at: now + TimeDelta::days(30),
        },
    );
    district
        .store
        .write::<_, Error, _>(txn_job!(|txn| {
            sessions::insert(txn, session).await?;
            tokens::insert(txn, token).await
        }))
        .await
        .unwrap();
}

on_both_databases!(
    an_invitation_activates_an_account_once,
    administrators_cannot_read_the_link,
    a_new_password_signs_everybody_out,
    of_two_who_use_a_link_at_once_one_does,
    asking_often_brings_one_mail_in_five_minutes_and_strangers_none
);

async fn an_invitation_activates_an_account_once(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    let sri = district.employee("Sri", district.health).await;
    let now = at(THURSDAY);
    let nobody = Viewer { employee: sri, roles: Vec::new() };
    let refused = invite(&district.store, &warrant(&nobody, now), sri).await;
    assert!(matches!(refused, Err(WorkflowError::Forbidden)));
    invite(&district.store, &Warrant::system(now), sri).await.unwrap();
    invite(&district.store, &Warrant::system(now), sri).await.unwrap();
    assert_eq!(outbox(&district).await.len(), 1, "one that waits is enough");
    deliver(&district, &letterbox, THURSDAY).await;
    let mail = letterbox.take().pop().unwrap();
    assert_eq!(mail.subject, "Aktifkan akun Belanja UMKM Anda");
    assert!(mail.text.contains("72 jam") && mail.text.contains("Kabupaten Lumajang"));

    let (store, token) = (&district.store, mail.token());
    let opened = open_link(store, &token, now + TimeDelta::hours(71)).await.unwrap();
    assert_eq!((opened.employee.id, opened.purpose().name()), (sri, "activation"));
    let late = open_link(store, &token, now + TimeDelta::hours(73)).await;
    assert!(matches!(late, Err(WorkflowError::NotFound)));
    assert_eq!(
        choose_password(store, &own_warrant(sri, now), opened.clone(), "hash".into())
            .await
            .unwrap(),
        sri
    );
    let again = choose_password(store, &own_warrant(sri, now), opened, "other".into()).await;
    assert!(matches!(again, Err(WorkflowError::NotFound)));
    let used = open_link(store, &token, now).await;
    assert!(matches!(used, Err(WorkflowError::NotFound)));
    let row = employees::by_id(store.reader(), sri).await.unwrap().unwrap();
    assert_eq!(row.password_hash.as_deref(), Some("hash"));
    let active = invite(store, &Warrant::system(now), sri).await;
    assert!(matches!(active, Err(WorkflowError::Conflict(_))));
}

async fn administrators_cannot_read_the_link(db: Database) {
    let district = District::new(&db).await;
    district.employee("Sri", district.health).await;
    let token = reset_token(&district, "sri@lumajangkab.go.id").await;
    assert_eq!(token.len(), 43);
    let kept = the_mail(&district).await;
    let body = kept.body.clone().unwrap();
    assert!(body.contains(&format!("{BASE_URL}/sandi/••••••••")), "{body}");
    assert!(!format!("{kept:?}").contains(&token));
    let noted = audit::newest(district.store.reader(), None, 100).await.unwrap();
    assert!(!format!("{noted:?}").contains(&token));
}

async fn a_new_password_signs_everybody_out(db: Database) {
    let district = District::new(&db).await;
    let sri = district.employee("Sri", district.health).await;
    let (store, now) = (&district.store, at(THURSDAY));
    sign_in(&district, sri).await;
    let token = reset_token(&district, "N-sri").await;
    let late = open_link(store, &token, now + TimeDelta::minutes(61)).await;
    assert!(matches!(late, Err(WorkflowError::NotFound)), "one hour");
    let opened = open_link(store, &token, now).await.unwrap();
    choose_password(store, &own_warrant(sri, now), opened, "hash".into()).await.unwrap();
    assert!(identities::by_session(store.reader(), "s", now).await.unwrap().is_none());
    assert!(identities::by_token(store.reader(), "t", now).await.unwrap().is_none());
    let noted = audit::of(store.reader(), &format!("employees/{sri}")).await.unwrap();
    assert_eq!(noted[0].action.name(), "password.choose");
    assert_eq!(noted[0].actor_id, Some(sri));
}

async fn of_two_who_use_a_link_at_once_one_does(db: Database) {
    let district = District::new(&db).await;
    let sri = district.employee("Sri", district.health).await;
    let token = reset_token(&district, "N-sri").await;
    let (store, other, now) = (&district.store, db.store().await, at(THURSDAY));
    let opened = open_link(store, &token, now).await.unwrap();
    let by = own_warrant(sri, now);
    let (one, two) = tokio::join!(
        choose_password(store, &by, opened.clone(), "one".into()),
        choose_password(&other, &by, opened, "two".into()),
    );
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
}

async fn asking_often_brings_one_mail_in_five_minutes_and_strangers_none(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    district.employee("Sri", district.health).await;
    let (store, other, now) = (&district.store, db.store().await, at(THURSDAY));
    for login in ["siapa", "", "a\0b", &"x".repeat(1_000)] {
        forgot_password(store, &Warrant::stranger(Clock::At(now)), login).await.unwrap();
    }
    assert_eq!(outbox(&district).await, []);
    let stranger = Warrant::stranger(Clock::At(now));
    let asks = (0..10).map(|n| {
        let store = if n % 2 == 0 { store } else { &other };
        forgot_password(store, &stranger, "SRI@lumajangkab.go.id")
    });
    for outcome in futures::future::join_all(asks).await {
        outcome.unwrap();
    }
    assert_eq!(outbox(&district).await.len(), 1);
    forgot_password(store, &Warrant::stranger(Clock::At(now + TimeDelta::seconds(299))), "N-sri")
        .await
        .unwrap();
    assert_eq!(outbox(&district).await.len(), 1);
    forgot_password(store, &Warrant::stranger(Clock::At(now + TimeDelta::minutes(5))), "N-sri")
        .await
        .unwrap();
    assert_eq!(outbox(&district).await.len(), 2);
    deliver(&district, &letterbox, "2026-11-19T02:06:00Z").await;
    let mails = letterbox.take();
    assert_eq!(mails.len(), 2);
    assert!(mails.iter().flat_map(Read::links).all(|link| link.starts_with(BASE_URL)));
}
