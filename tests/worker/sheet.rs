//! What every mail has in common, whatever it says: how large it is, what stands around it, and that no filter
//! takes it for spam.

use std::io::Write;
use std::process::{Command, Stdio};

use chrono::{DateTime, Utc};
use pekan::mail::{Recipient, compose};
use pekan::rules::mail::MailKind;
use pekan::rules::mail_note::MailNote;
use pekan::store::employees::Employee;
use pekan::store::{Error, employees, settings};
use pekan::text::Language;
use pekan::txn_job;
use pekan::workflows::mail::sample::sample;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{BASE_URL, Letterbox, Read, config};

const NOW: &str = "2026-11-19T02:00:00Z";
/// Those to which administrators may add a paragraph.
const ASK: [MailKind; 5] = [
    MailKind::Midweek,
    MailKind::LastCall,
    MailKind::Grace,
    MailKind::HeadDigest,
    MailKind::Activation,
];

on_both_databases!(every_mail_is_small_and_says_why_it_came_and_no_filter_minds_it);

async fn every_mail_is_small_and_says_why_it_came_and_no_filter_minds_it(db: Database) {
    let district = District::new(&db).await;
    let note = "Khusus {unit}, {nama}: <b>lunasi</b> sebelum libur.";
    let note = MailNote::check("mail_note", note).unwrap();
    let set = district.store.write::<_, Error, _>(txn_job!(|txn| {
        settings::put_part(txn, settings::MAIL_NOTE, &note).await
    }));
    set.await.unwrap();
    let long = "Prof. Dr. \"Ni Luh\" <Adrián> 🌾 ".repeat(4);
    let sri = district
        .employee_since("x", district.health, "2020-01-01", |employee| {
            employee.name = long.trim().into();
            employee.number = "198809092012012001".into();
            employee.email = Some("sri@lumajangkab.go.id".into());
        })
        .await;
    for language in [Language::Indonesian, Language::English] {
        let mut sri = employees::by_id(district.store.reader(), sri).await.unwrap().unwrap();
        sri.language = Some(language);
        for kind in MailKind::ALL {
            let raw = written(&district, kind, &sri, at(NOW)).await;
            looks_right(kind, language, &Read::parse(&raw), raw.len());
            // Each is the same on both databases.
            if !db.is_postgres() && language == Language::Indonesian {
                is_no_spam(kind, &raw);
            }
        }
    }
}

async fn written(
    district: &District,
    kind: MailKind,
    to: &Employee,
    now: DateTime<Utc>,
) -> Vec<u8> {
    let post = Letterbox::default().post();
    let with = (&*post.config, &*post.templates);
    let rendered = sample(&district.store, with, kind, to, now).await.unwrap().unwrap();
    let recipient = Recipient { name: &to.name, address: to.email.as_deref().unwrap() };
    compose(&config(), recipient, "1.2.3", &rendered, now).unwrap().formatted()
}

fn looks_right(kind: MailKind, language: Language, mail: &Read, bytes: usize) {
    let name = kind.name();
    assert!(bytes < 30_000, "{name}: {bytes} bytes");
    for header in ["Auto-Submitted", "List-ID", "Message-ID"] {
        assert!(mail.headers.iter().any(|one| one == header), "{name} has no {header}");
    }
    // Neither hidden words nor anything that is loaded from elsewhere.
    for unwanted in ["display:none", "<img", "<script", "<link", "url(", "max-height:0"] {
        assert!(!mail.html.contains(unwanted), "{name}: {unwanted}");
    }
    assert!(mail.html.contains("prefers-color-scheme:dark"), "{name} knows no dark");
    assert!(
        mail.links().iter().all(|link| link.starts_with(BASE_URL)),
        "{name}: {:?}",
        mail.links()
    );
    let why = match language {
        Language::Indonesian => "Surel ini ",
        Language::English => "You get this",
    };
    let note = "Khusus Dinas Kesehatan, Prof. Dr. \"Ni Luh\" <Adrián> 🌾";
    for (part, said) in [("text", &mail.text), ("page", &mail.html)] {
        assert!(said.contains(why), "{name} does not say why it came: {said}");
        assert!(!said.contains("{nama}"), "{name}, {part}");
    }
    assert_eq!(mail.text.contains(note), ASK.contains(&kind), "{name}: {}", mail.text);
    assert!(!mail.html.contains("<b>lunasi"), "{name}: {}", mail.html);
    assert_eq!(mail.html.contains("&lt;b&gt;lunasi"), ASK.contains(&kind), "{name}: {}", mail.html);
}

/// What a filter for spam says of it without asking the network, where it is installed.
fn is_no_spam(kind: MailKind, raw: &[u8]) {
    let filter = Command::new("spamassassin")
        .args(["-t", "-L"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut filter) = filter else {
        eprintln!("spamassassin is not installed: nothing was asked of it");
        return;
    };
    filter.stdin.take().unwrap().write_all(raw).unwrap();
    let said = String::from_utf8_lossy(&filter.wait_with_output().unwrap().stdout).into_owned();
    let score = said.lines().find_map(|line| line.strip_prefix("X-Spam-Status: "));
    let score = score.unwrap_or_else(|| panic!("no score: {said}"));
    let points = score.split("score=").nth(1).and_then(|rest| rest.split(' ').next());
    let points: f64 = points.unwrap().parse().unwrap();
    assert!(points <= 0.0, "{}: {said}", kind.name());
}
