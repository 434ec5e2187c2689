//! Purchases that cannot be, from the form: refused by name, and nothing of them stays. The numbers
//! are those of `docs/robustness.md`; 0 is in no list.

use super::{bought, fields, nothing_stays};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Nobody, Rina, Sari};

on_both_databases!(
    impossible_purchases_name_the_field,
    forms_that_are_not_ours_are_refused,
    forms_that_are_too_large_say_so,
    a_choice_that_is_not_offered_is_named,
    markup_is_text,
    what_is_locked_or_was_overtaken_is_a_conflict
);

async fn impossible_purchases_name_the_field(db: Database) {
    let town = Town::build(db).await;
    let long = "x".repeat(81);
    for (input, field, value) in [
        (0, "amount", ""),
        (16, "amount", "0"),
        (17, "amount", "-1"),
        (18, "amount", "1e9"),
        (19, "amount", "25.000,50"),
        (20, "amount", "٢٥"),
        (21, "amount", "9223372036854775808"),
        (22, "amount", "10.000.001"),
        (23, "amount", "NaN"),
        (24, "seller.name", ""),
        (25, "seller.name", " \u{200D}\u{200B} "),
        (26, "seller.name", long.as_str()),
        (27, "seller.name", "a\u{202E}b"),
        (28, "seller.name", "a\r\nb"),
        (0, "seller", "999999"),
        (0, "seller", "abc"),
        (30, "purchased_on", "2026-02-30"),
        (31, "purchased_on", "2026-11-21"),
        (32, "purchased_on", "1899-01-01"),
        (33, "purchased_on", "2026-10-01"),
        (35, "channel", "teleport"),
        (27, "description", "a\u{202E}b"),
        (0, "evidence", "nothing"),
        (0, "key", ""),
    ] {
        let changed = [("evidence", "no_receipt"), (field, value)];
        let reply = town.post(Sari, "/belanja", &fields("b1", &changed)).await;
        assert_eq!(reply.status, 422, "{input}, {field}={value:?}: {}", reply.text());
        let link = format!("href=\"#{field}\"");
        assert!(reply.text().contains(&link), "{input}, {field}={value:?}: {}", reply.text());
        nothing_stays(&town, value).await;
    }
}

async fn forms_that_are_not_ours_are_refused(db: Database) {
    let town = Town::build(db).await;
    let stranger = Budi.number();
    for (input, extra) in [
        (36, ("role", "administrator")),
        (36, ("state", "verified")),
        (0, ("amount", "1")),
        (0, ("na\u{FFFD}me", "x")),
        (0, ("description", "a\0b")),
    ] {
        let mut sent = fields("b2", &[("evidence", "no_receipt")]);
        sent.push(extra);
        let page = town.post(Sari, "/belanja", &sent).await.is(422).text();
        let named: String = extra.0.chars().filter(|c| *c != '\u{FFFD}').collect();
        assert!(page.contains(&named) || extra.0.contains('\u{FFFD}'), "{input}, {extra:?}");
        nothing_stays(&town, extra.0).await;
    }
    // 34: who may not log for others sees no such person.
    let mut sent = fields("b2", &[("evidence", "no_receipt")]);
    sent.push(("employee", stranger));
    town.post(Sari, "/belanja", &sent).await.is(404);
    nothing_stays(&town, "employee").await;
}

async fn forms_that_are_too_large_say_so(db: Database) {
    let town = Town::build(db).await;
    // 40
    let large = "x".repeat(33 * 1024);
    let sent = fields("b3", &[("description", large.as_str())]);
    let page = town.post(Sari, "/belanja", &sent).await.is(413).text();
    assert!(page.contains("terlalu besar") && page.contains("belum disimpan"), "{page}");
    for path in ["/masuk", "/lupa-sandi", "/bahasa"] {
        town.post(Nobody, path, &[("login", large.as_str())]).await.is(413);
    }
    let part = "x".repeat(9 * 1024);
    let sent = fields("b3", &[("description", part.as_str())]);
    let page = town.upload(Sari, "/belanja", &sent, &[]).await.is(413).text();
    assert!(page.contains("description"), "{page}");
    nothing_stays(&town, "too large").await;
}

async fn a_choice_that_is_not_offered_is_named(db: Database) {
    let town = Town::build(db).await;
    let page = town.post(Sari, "/bahasa", &[("lang", "jv")]).await.is(422).text();
    assert!(page.contains("jv"), "{page}");
}

async fn markup_is_text(db: Database) {
    let town = Town::build(db).await;
    // 29
    let sent = [("evidence", "no_receipt"), ("seller.name", "<script>alert(1)</script>")];
    town.post(Sari, "/belanja", &fields("b4", &sent)).await.is(303);
    let page = town.get(Sari, "/").await.text();
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"));
}

async fn what_is_locked_or_was_overtaken_is_a_conflict(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "b5", "10.000").await;
    let id = town.purchases().await[0].row.id;
    let (review, void) = (format!("/tinjau/{id}"), format!("/belanja/{id}/batal"));
    // 39: somebody else was faster; no page has a version, each decision asks for the state.
    town.post(Rina, &review, &[("decision", "verify")]).await.is(303);
    let page = town.post(Rina, &review, &[("decision", "verify")]).await.is(409).text();
    assert!(page.contains("sudah diputuskan"), "{page}");
    town.post(Sari, &void, &[("reason", "salah ketik")]).await.is(303);
    let reject = [("decision", "reject"), ("reason", "buram")];
    let page = town.post(Rina, &review, &reject).await.is(409).text();
    assert!(page.contains("sudah diputuskan"), "{page}");
    assert_eq!(town.purchases().await[0].row.state.name(), "voided");
    // 38: after the deadline of its week a purchase is its owner's no more.
    bought(&town, Sari, "b6", "20.000").await;
    let id = town.purchases().await[0].row.id;
    let town = town.at("2026-11-26T00:00:00+07:00").await;
    let void = format!("/belanja/{id}/batal");
    let page = town.post(Sari, &void, &[("reason", "salah ketik")]).await.is(409).text();
    assert!(page.contains("Batas waktu periode itu sudah lewat"), "{page}");
    assert_eq!(town.purchases().await[0].row.state.name(), "recorded");
}
