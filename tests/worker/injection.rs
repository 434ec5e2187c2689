//! What people are called can do no harm in a mail (robustness.md T17, T18).

use super::{THURSDAY, deliver, queue};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{BASE_URL, Letterbox, Read};
use pekan::rules::mail::MailKind;
use pekan::store::facts::lock_for_fact_change;
use pekan::store::{Error, mails};
use pekan::txn_job;

const NAMES: [&str; 6] = [
    "Sri\r\nBcc: semua@lumajangkab.go.id\r\n\r\nHalo",
    "\"Budi\" <jahat@example.org>, Ani",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{7*7}} {% include \"base.html\" %} { $name }",
    "Ni Luh Adrián =?utf-8?q?=0D=0ABcc:_x@example.org?=",
    "\r\n.\r\nMAIL FROM:<x@example.org>\r\n",
];

/// The same headers as an ordinary mail, one receiver, links of ours only.
fn harmless(mail: &Read, address: &str) {
    assert_eq!(mail.to, address);
    let ordinary = [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "List-ID",
        "MIME-Version",
        "Content-Type",
    ];
    assert_eq!(mail.headers, ordinary, "{}", mail.to_name);
    for link in mail.links() {
        assert!(link.starts_with(BASE_URL), "{link}");
    }
    let html = mail.html.to_lowercase();
    for tag in ["<script", "<img"] {
        assert!(!html.contains(tag), "{tag} in {html}");
    }
}

on_both_databases!(
    names_inject_no_header_tag_or_template,
    words_of_reviewers_and_sellers_stay_words
);

async fn names_inject_no_header_tag_or_template(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    for (number, name) in NAMES.into_iter().enumerate() {
        district
            .employee_since("x", district.health, "2020-01-01", |employee| {
                employee.name = name.into();
                employee.number = format!("N{number}");
                employee.email = Some(format!("n{number}@lumajangkab.go.id"));
            })
            .await;
    }
    queue(&district, THURSDAY).await;
    assert_eq!(deliver(&district, &letterbox, THURSDAY).await.sent, NAMES.len());
    let mails = letterbox.take();
    for (number, mail) in mails.iter().enumerate() {
        harmless(mail, &format!("n{number}@lumajangkab.go.id"));
    }
    assert_eq!(mails[0].to_name, "Sri Bcc: semua@lumajangkab.go.id Halo");
    assert_eq!(mails[1].to_name, NAMES[1]);
    assert!(mails[2].html.contains("&lt;script&gt;"), "{}", mails[2].html);
    assert!(mails[3].text.contains("Yth. Bapak/Ibu {{7*7}} {% include"), "{}", mails[3].text);
    assert!(mails[3].html.contains("{{7*7}}"), "{}", mails[3].html);
}

async fn words_of_reviewers_and_sellers_stay_words(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    let sri = district.active("Sri", district.health).await;
    let reviewer = district.employee("Pemeriksa", district.health).await;
    let purchase = district.purchase(sri, "2026-11-17", 25_000).await;
    let now = at(THURSDAY);
    assert!(
        district
            .store
            .write::<_, Error, _>(txn_job!(|txn| {
                use pekan::rules::purchase::State;
                let reason = "{{7*7}} <b>buram</b>\r\nhttps://jahat.example.org";
                let (from, to) = (&[State::Recorded], State::Rejected);
                pekan::store::purchases::decide(
                    &lock_for_fact_change(txn).await?,
                    (purchase, 1),
                    from,
                    to,
                    reviewer,
                    Some(reason),
                    now,
                )
                .await?;
                let mail = mails::new(MailKind::PurchaseRejected, sri, now);
                mails::insert(txn, mails::Mail { purchase_id: Some(purchase), ..mail }).await
            }))
            .await
            .unwrap()
    );
    deliver(&district, &letterbox, THURSDAY).await;
    let mail = letterbox.take().pop().unwrap();
    assert_eq!(mail.subject, "Satu catatan belanja perlu diperbaiki");
    assert!(mail.text.contains("Warung Bu Sri pada Selasa, 17 November 2026 sebesar Rp25.000"));
    assert!(mail.text.contains("Alasan: {{7*7}} <b>buram</b> https://jahat.example.org"));
    assert!(mail.html.contains("{{7*7}} &lt;b&gt;buram"), "{}", mail.html);
    assert!(!mail.html.contains("href=\"https://jahat"));
    assert!(mail.links().contains(&format!("{BASE_URL}/belanja/{purchase}")));
}
