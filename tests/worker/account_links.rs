//! Accounts by mail: invitation, forgotten password, the link that works once.

use chrono::TimeDelta;
use pekan::clock::Clock;
use pekan::mail::Mailer;
use pekan::rules::access::scope_day;
use pekan::rules::{AccountState, EmployeeId, SessionId, Sight, TokenId, Viewer};
use pekan::standing::accounts;
use pekan::store::employees::Search;
use pekan::store::sessions::{self, Session};
use pekan::store::tokens::{self, Token};
use pekan::store::{Error, audit, employees, identities, links, waiting};
use pekan::text::Language;
use pekan::txn_job;
use pekan::workflows::accounts::choose_password;
use pekan::workflows::accounts::forgot_password::forgot_password;
use pekan::workflows::accounts::invite::invite;
use pekan::workflows::accounts::message_link::message_link;
use pekan::workflows::accounts::open_link::open_link;
use pekan::workflows::accounts::slips::issue_slips;
use pekan::workflows::mail::deliver::deliver_due;
use pekan::workflows::{Warrant, WorkflowError};

use super::{THURSDAY, deliver, outbox, queue, the_mail};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{BASE_URL, Letterbox, Read, post};
use crate::support::{own_warrant, warrant};

/// Sunday of the same week, 15.00 WIB.
const LAST_CALL: &str = "2026-11-22T08:00:00Z";

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
            vouched_at: None,
            expires_at: now + TimeDelta::hours(12),
        },
        Token {
            id: TokenId::NONE,
            token_hash: "t".into(),
            employee_id: employee,
            name: "skrip".into(),
            created_at: now,
            expires_at: now + TimeDelta::days(30),
            seen_at: None,
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
    asking_often_brings_one_mail_in_five_minutes_and_strangers_none,
    who_cannot_sign_in_yet_is_reminded_with_the_link_that_lets_them_in,
    who_has_a_password_learns_of_a_slip_that_replaces_it,
    who_is_invited_is_one_question_everywhere
);

async fn who_cannot_sign_in_yet_is_reminded_with_the_link_that_lets_them_in(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    let sri = district.employee("Sri", district.health).await;
    district.active("Budi", district.health).await;
    let english = |e: &mut employees::Employee| e.language = Some(Language::English);
    district.employee_since("Ann", district.health, "2020-01-01", english).await;
    assert_eq!(queue(&district, THURSDAY).await, 3);
    deliver(&district, &letterbox, THURSDAY).await;
    let mails = letterbox.take();
    let to = |who: &str| mails.iter().find(|mail| mail.to.starts_with(who)).unwrap();

    let mail = to("sri");
    let words = "Akun untuk NIP/nomor N-sri belum aktif";
    assert!(mail.text.contains(words) && mail.html.contains(words), "{}", mail.text);
    assert!(mail.links().iter().all(|link| !link.contains("/belanja/baru")), "{}", mail.text);
    let (store, token, now) = (&district.store, mail.token(), at(THURSDAY));
    assert!(mail.text.contains(&token) && mail.html.contains(&token));
    let opened = open_link(store, &token, now + TimeDelta::hours(71)).await.unwrap();
    assert_eq!((opened.employee.id, opened.purpose().name()), (sri, "activation"));
    let late = open_link(store, &token, now + TimeDelta::hours(73)).await;
    assert!(matches!(late, Err(WorkflowError::NotFound)));
    let kept = outbox(&district).await.into_iter().find(|mail| mail.employee_id == sri).unwrap();
    let body = kept.body.clone().unwrap();
    assert!(body.contains(&format!("{BASE_URL}/sandi/••••••••")), "{body}");
    assert!(!format!("{kept:?}").contains(&token));

    assert!(to("ann").text.contains("NIP/number N-ann is not active yet"), "{}", to("ann").text);
    let links = to("budi").links();
    assert!(links.iter().all(|link| !link.contains("/sandi/")), "{links:?}");
    assert!(links.iter().any(|link| link.ends_with("/belanja/baru")), "{links:?}");
    // Once they are in, no reminder opens anything.
    choose_password(store, &own_warrant(sri, now), opened, "hash".into()).await.unwrap();
    assert_eq!(queue(&district, LAST_CALL).await, 3);
    deliver(&district, &letterbox, LAST_CALL).await;
    let mails = letterbox.take();
    let mail = mails.iter().find(|mail| mail.to.starts_with("sri")).unwrap();
    assert!(mail.links().iter().all(|link| !link.contains("/sandi/")), "{}", mail.text);
}

async fn who_has_a_password_learns_of_a_slip_that_replaces_it(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    let active = |e: &mut employees::Employee| {
        e.password_hash = Some("hash".into());
        e.phone = Some("081234567890".into());
    };
    let budi = district.employee_since("Budi", district.health, "2020-01-01", active).await;
    let unreached = |e: &mut employees::Employee| {
        e.password_hash = Some("hash".into());
        e.email = None;
    };
    let tono = district.employee_since("Tono", district.health, "2020-01-01", unreached).await;
    let sri = district.employee("Sri", district.health).await;
    let (store, now) = (&district.store, at(THURSDAY));
    let slips = issue_slips(store, &Warrant::system(now), vec![budi, tono, sri]).await.unwrap();
    assert_eq!(the_mail(&district).await.employee_id, budi);
    // A second one before the first mail has left is told of once.
    issue_slips(store, &Warrant::system(now), vec![budi]).await.unwrap();
    assert_eq!(deliver(&district, &letterbox, THURSDAY).await.sent, 1);
    let mail = letterbox.take().pop().unwrap();
    assert_eq!(mail.subject, "Kode kata sandi baru dibuat untuk akun Belanja UMKM Anda");
    for words in ["Kamis, 19 November 2026", "mencetak lembar", "Bila bukan, segera ganti", "/akun"]
    {
        assert!(mail.text.contains(words), "{words} in {}", mail.text);
    }
    assert!(slips.slips.iter().all(|slip| !mail.text.contains(&slip.code)), "{}", mail.text);
    let later = now + TimeDelta::minutes(1);
    message_link(store, &Warrant::system(later), "N-budi").await.unwrap();
    assert_eq!(deliver(&district, &letterbox, "2026-11-19T02:01:00Z").await.sent, 1);
    assert!(letterbox.take().pop().unwrap().text.contains("pesan WhatsApp"));
}

/// What the list of people, its filter, the desk and the page of invitations say.
async fn invited(district: &District, id: EmployeeId, now: &str) -> [bool; 4] {
    let (db, now) = (district.store.reader(), at(now));
    let everyone = Sight::of_everyone(scope_day(now));
    let account = Some((AccountState::Invited, now));
    let search = Search { account, limit: 10, ..Search::default() };
    let listed = employees::search(db, &everyone, &search).await.unwrap();
    let rulebook = district.store.rulebook().await.unwrap();
    let waits = accounts::waiting(db, &rulebook, &everyone, None, now).await.unwrap();
    [
        links::invited_of(db, [id], now).await.unwrap().contains(&id),
        listed.iter().any(|person| person.id == id),
        waiting::count(db, &everyone, now).await.unwrap().invited == 1,
        waits.iter().any(|one| one.employee.id == id && one.invited),
    ]
}

async fn who_is_invited_is_one_question_everywhere(db: Database) {
    let district = District::new(&db).await;
    let sri = district.employee("Sri", district.health).await;
    let store = &district.store;
    assert_eq!(invited(&district, sri, THURSDAY).await, [false; 4]);
    invite(store, &Warrant::system(at(THURSDAY)), sri).await.unwrap();
    assert_eq!(invited(&district, sri, THURSDAY).await, [true; 4], "the mail waits");
    // Without a mail server it reaches nobody, though its link would work.
    let folder = std::env::temp_dir().join(format!("pekan-invited-{}", std::process::id()));
    let written = post(Mailer::Folder(folder.clone()));
    deliver_due(store, &written, at(THURSDAY), 10).await.unwrap();
    assert_eq!(invited(&district, sri, THURSDAY).await, [false; 4], "written into a folder");
    invite(store, &Warrant::system(at(THURSDAY)), sri).await.unwrap();
    let letterbox = Letterbox::default();
    deliver(&district, &letterbox, THURSDAY).await;
    assert_eq!(letterbox.take().len(), 1);
    assert_eq!(invited(&district, sri, THURSDAY).await, [true; 4], "sent");
    let later = "2026-11-23T02:00:00Z";
    assert_eq!(invited(&district, sri, later).await, [false; 4], "the link has run out");
    issue_slips(store, &Warrant::system(at(later)), vec![sri]).await.unwrap();
    assert_eq!(invited(&district, sri, later).await, [true; 4], "a slip");
    let _ = std::fs::remove_dir_all(folder);
}

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
