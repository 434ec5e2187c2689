//! Mails that tell people what was changed of their account.

use pekan::rules::employee::Change;
use pekan::rules::{EmployeeId, RoleKind, Viewer};
use pekan::store::employees;
use pekan::text::Language;
use pekan::workflows::Warrant;
use pekan::workflows::accounts::change::change_password;
use pekan::workflows::accounts::sign_in::{Browser, open_session};
use pekan::workflows::employees::{edit, grant_role, revoke_role};

use super::{THURSDAY, deliver, outbox};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::Letterbox;
use crate::support::{own_warrant, warrant};

on_both_databases!(
    another_address_is_told_to_both,
    a_new_password_is_told,
    roles_are_told_when_they_come_and_go,
    a_browser_that_was_not_known_is_told_to_people_with_a_role
);

/// Somebody who signs in, and whoever administers, in English.
async fn people(district: &District) -> (EmployeeId, Viewer) {
    let active = |e: &mut employees::Employee| e.password_hash = Some("hash".into());
    let sri = district.employee_since("Sri", district.health, "2020-01-01", active).await;
    let english = |e: &mut employees::Employee| {
        e.password_hash = Some("hash".into());
        e.language = Some(Language::English);
    };
    let ann = district.employee_since("Ann", district.health, "2020-01-01", english).await;
    let role = pekan::rules::Role {
        kind: RoleKind::Administrator,
        office: pekan::rules::OfficeId::NONE,
        from: "2020-01-01".parse().unwrap(),
        to: None,
        acting: false,
    };
    (sri, Viewer { employee: ann, roles: vec![role] })
}

async fn another_address_is_told_to_both(db: Database) {
    let (district, letterbox) = (District::new(&db).await, Letterbox::default());
    let (_, ann) = people(&district).await;
    district.employee("Budi", district.health).await;
    let change = |address: &str| Change { email: Some(address.into()), ..Change::default() };
    let by = warrant(&ann, at(THURSDAY));
    edit::edit(&district.store, &by, "N-sri", change("baru@lumajangkab.go.id")).await.unwrap();
    // Of an account that was never activated there is nothing to tell.
    edit::edit(&district.store, &by, "N-budi", change("lain@lumajangkab.go.id")).await.unwrap();
    assert_eq!(deliver(&district, &letterbox, THURSDAY).await.sent, 2);
    let mails = letterbox.take();
    let to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["baru@lumajangkab.go.id", "sri@lumajangkab.go.id"]);
    for mail in mails {
        assert_eq!(mail.subject, "Alamat surel akun Belanja UMKM Anda diganti");
        for words in ["b***@lumajangkab.go.id", "Kamis, 19 November 2026", "oleh Ann", "/akun"] {
            assert!(
                mail.text.contains(words) && mail.html.contains(words),
                "{words}: {}",
                mail.text
            );
        }
    }
    // Without any address the old one is told alone.
    edit::edit(&district.store, &by, "N-sri", change("")).await.unwrap();
    assert_eq!(deliver(&district, &letterbox, THURSDAY).await.sent, 1);
    let mail = letterbox.take().remove(0);
    assert!(mail.to == "baru@lumajangkab.go.id" && mail.text.contains("tanpa alamat"), "{mail:?}");
}

async fn a_new_password_is_told(db: Database) {
    let (district, letterbox) = (District::new(&db).await, Letterbox::default());
    let (_, ann) = people(&district).await;
    let by = own_warrant(ann.employee, at(THURSDAY));
    change_password(&district.store, &by, "other".into(), String::new()).await.unwrap();
    assert_eq!(deliver(&district, &letterbox, THURSDAY).await.sent, 1);
    let mail = letterbox.take().remove(0);
    assert_eq!(mail.subject, "The password of your account was changed");
    assert!(mail.text.contains("Other devices") && !mail.text.contains("Done by"), "{}", mail.text);
}

async fn roles_are_told_when_they_come_and_go(db: Database) {
    let (district, letterbox) = (District::new(&db).await, Letterbox::default());
    let (_, ann) = people(&district).await;
    let by = warrant(&ann, at(THURSDAY));
    let draft = grant_role::Draft {
        employee: "N-sri".into(),
        role: "auditor".into(),
        from: "2026-11-19".into(),
        ..grant_role::Draft::default()
    };
    let role = grant_role::grant(&district.store, &by, draft).await.unwrap();
    assert_eq!(deliver(&district, &letterbox, THURSDAY).await.sent, 1);
    let mail = letterbox.take().remove(0);
    assert!(mail.subject.starts_with("Peran baru") && mail.text.contains("Ann"), "{mail:?}");
    revoke_role::revoke(&district.store, &by, role.id).await.unwrap();
    assert_eq!(deliver(&district, &letterbox, THURSDAY).await.sent, 1);
    let mail = letterbox.take().remove(0);
    assert!(mail.subject.contains("dicabut") && mail.to.starts_with("sri"), "{mail:?}");
}

async fn a_browser_that_was_not_known_is_told_to_people_with_a_role(db: Database) {
    let (district, letterbox) = (District::new(&db).await, Letterbox::default());
    let (sri, _) = people(&district).await;
    let store = &district.store;
    let browser = |device: Option<String>| Browser {
        device,
        name: "Chrome, Android".into(),
        ..Browser::default()
    };
    let by = own_warrant(sri, at(THURSDAY));
    open_session(store, &by, browser(None)).await.unwrap();
    assert_eq!(outbox(&district).await.len(), 0, "an employee");
    let head = grant_role::Draft {
        employee: "N-sri".into(),
        role: "auditor".into(),
        from: "2026-11-19".into(),
        ..grant_role::Draft::default()
    };
    grant_role::grant(store, &Warrant::system(at(THURSDAY)), head).await.unwrap();
    let (_, device) = open_session(store, &by, browser(None)).await.unwrap();
    open_session(store, &by, browser(device)).await.unwrap();
    assert_eq!(deliver(&district, &letterbox, THURSDAY).await.sent, 2, "the role, and one browser");
    let mails = letterbox.take();
    assert!(mails.iter().any(|mail| mail.text.contains("Chrome, Android")), "{mails:?}");
}
