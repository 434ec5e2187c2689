//! Who is answered what: every mounted route, asked by everybody of the cast.
//!
//! A line of the tables below says a method, a route as it is mounted, what is sent, and what each
//! of [`Who::ALL`] is answered. The records are Sari's. Budi is her colleague and does not see them;
//! Hadi heads her office and sees them; Rina reviews it; Tutik heads another; Agus sees everything
//! and changes nothing; Dewi administers; Oki is the operator of the office above, and Olga of an
//! office beside it; Ayu audits the office above and nothing else, and Asep an office beside it. What holds (rules.md §§7 and 9, the public interface):
//!
//! - out of sight is 404, seen but not allowed is 403;
//! - who has not signed in gets 401 from the API, and on a page is shown the [`DOOR`];
//! - what is administrators', operators' or reviewers' alone as a whole (`/admin`, `/tinjau`, the outbox, the
//!   roles) answers 403 to everybody else, before any record is looked for;
//! - who is refused changes nothing, and who must not see Sari reads nothing of hers.

mod administration;
mod api;
mod late;
mod pages;
pub mod records;

use std::collections::BTreeSet;

use pekan::rules::AuditId;
use pekan::store::{Error, audit, sessions};
use pekan::{secret, txn_job};
use rocket::http::Method::{self, Delete, Get, Post};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::{jpeg, pdf};
use crate::support::town::Who::{Asep, Budi, Dewi, Nobody, Olga, Tutik};
use crate::support::town::{Reply, Town, Who, cookie};
use records::{Records, TRACES};

/// One route, or one more way to ask for it.
struct Line {
    method: Method,
    /// As it is mounted, without its query.
    route: &'static str,
    sent: Sent,
    /// In the order of [`Who::ALL`].
    expected: [u16; 12],
}

/// What is sent. `$words` are filled in by [`Records`].
struct Sent {
    path: &'static str,
    body: Body,
}

enum Body {
    Nothing,
    /// `field=value&field=value`, not encoded yet; the form's token comes by itself.
    Form(&'static str),
    Json(&'static str),
    /// The fields of a form, and its file.
    Table(&'static str, &'static str),
    /// A photo that nobody has sent before, as the part `receipt`.
    Photo,
    /// A PDF, as the part `document`.
    Document,
}

/// 303 to the page where people sign in. Everything else that is 303 has been done.
const DOOR: u16 = 1;

const fn line(method: Method, route: &'static str, sent: Sent, expected: [u16; 12]) -> Line {
    Line { method, route, sent, expected }
}

const fn path(path: &'static str) -> Sent {
    Sent { path, body: Body::Nothing }
}

const fn form(path: &'static str, fields: &'static str) -> Sent {
    Sent { path, body: Body::Form(fields) }
}

const fn json(path: &'static str, body: &'static str) -> Sent {
    Sent { path, body: Body::Json(body) }
}

const fn table(path: &'static str, fields: &'static str, file: &'static str) -> Sent {
    Sent { path, body: Body::Table(fields, file) }
}

const fn photo(path: &'static str) -> Sent {
    Sent { path, body: Body::Photo }
}

const fn document(path: &'static str) -> Sent {
    Sent { path, body: Body::Document }
}

/// No route: what the catchers say.
#[rustfmt::skip]
const NOWHERE: &[Line] = &[
    //                                                          nobody  Sari  Budi  Hadi  Rina Tutik  Agus  Dewi   Oki  Olga   Ayu  Asep
    line(Get,    "", path("/tidak/ada"),                        [ 404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,    "", path("/admin/tidak/ada"),                  [ 404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,    "", path("/static/lama/app.css"),              [ 404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,    "", path("/api/v1/nothing"),                   [ 404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Delete, "", path("/api/v1/me"),                        [ 405,  405,  405,  405,  405,  405,  405,  405,  405,  405,  405,  405]),
];

/// What ends keys and sessions comes last.
#[rustfmt::skip]
const ENDINGS: &[Line] = &[
    //                                                                               nobody  Sari  Budi  Hadi  Rina Tutik  Agus  Dewi   Oki  Olga   Ayu  Asep
    line(Delete, "/api/v1/tokens/current", path("/api/v1/tokens/current"),           [ 401,  204,  204,  204,  204,  204,  204,  204,  204,  204,  204,  204]),
    line(Post,   "/akun/sandi",            form("/akun/sandi", NEW_PASSWORD),        [DOOR,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Post,   "/keluar",                form("/keluar", ""),                      [DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR]),
    line(Post,   "/masuk",                 form("/masuk", SIGN_IN),                  [ 303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Post, "/sandi/<token>",                form("/sandi/$link", pages::PASSWORDS),                   [ 303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
];

/// Whoever signs in in a browser ends the session that it had.
const SIGN_IN: &str = "login=$me&password=pasar senggol buka sampai malam";
const NEW_PASSWORD: &str = "current_password=$password&password=pasar senggol buka sampai malam&password_again=pasar senggol buka sampai malam";

/// Asks as somebody. Every request has a number of its own; `fill` knows what `$words` stand for.
async fn ask(
    town: &Town,
    who: Who,
    line: &Line,
    path: &str,
    fill: impl Fn(&str) -> String,
    number: usize,
) -> Reply {
    if let Some(below) = path.strip_prefix("/api/v1") {
        let key = format!("key-{number}");
        let headers = [("Idempotency-Key", key.as_str()), ("If-Match", "\"1\"")];
        return match line.sent.body {
            Body::Table(_, text) => {
                let text = fill(text);
                let files = [("file", "daftar.csv", text.as_bytes())];
                town.api_upload(who, below, &[], &[], &files).await
            }
            Body::Photo => {
                let bytes = jpeg(32, 32, u32::try_from(number).unwrap());
                town.api_upload(who, below, &[], &[], &[("receipt", "struk.jpg", &bytes)]).await
            }
            Body::Document => {
                let bytes = pdf(1);
                town.api_upload(who, below, &[], &[], &[("document", "se.pdf", &bytes)]).await
            }
            Body::Json(text) => {
                let body = serde_json::from_str(&fill(text)).unwrap();
                town.api_with(who, line.method, below, Some(body), &headers).await
            }
            _ => town.api_with(who, line.method, below, None, &headers).await,
        };
    }
    match line.sent.body {
        Body::Document => {
            let bytes = pdf(1);
            town.upload(who, path, &[], &[("document", "se.pdf", &bytes)]).await
        }
        Body::Form(fields) => town.post(who, path, &pairs(&fill(fields))).await,
        Body::Table(fields, text) => {
            let text = fill(text);
            let files = [("file", "daftar.csv", text.as_bytes())];
            town.upload(who, path, &pairs(fields), &files).await
        }
        _ => town.get(who, path).await,
    }
}

fn pairs(fields: &str) -> Vec<(&str, &str)> {
    fields.split('&').filter_map(|pair| pair.split_once('=')).collect()
}

fn answered(reply: &Reply) -> u16 {
    let to = reply.header("Location").unwrap_or_default();
    if reply.status == 303 && to.split('?').next() == Some("/masuk") { DOOR } else { reply.status }
}

/// What went otherwise than stated, in words; `read` collects what of Sari's was shown to whom may
/// see it.
async fn judge(
    town: &Town,
    records: &Records,
    line: &Line,
    number: usize,
    read: &mut BTreeSet<&'static str>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for (index, (who, expected)) in Who::ALL.into_iter().zip(line.expected).enumerate() {
        let number = number * Who::ALL.len() + index;
        let what = format!("{} {} ({who:?})", line.method, line.sent.path);
        let fill = |text: &str| records.fill(text, who, number);
        let path = records.fresh(town, fill(line.sent.path), number).await;
        let before = last_note(town).await;
        let reply = ask(town, who, line, &path, fill, number).await;
        let found = answered(&reply);
        if found != expected {
            let body: String = reply.text().chars().take(300).collect();
            wrong.push(format!("{what}: {found}, not {expected}: {body}"));
        }
        let refused = found >= 400 || (found == DOOR && line.expected[7] != DOOR);
        if refused && last_note(town).await != before {
            wrong.push(format!("{what}: refused, and yet something was done"));
        }
        // Programs may ask whether JSON has changed; what else is somebody's stays nowhere.
        let is_json = reply.header("Content-Type").is_some_and(|kind| kind.contains("json"));
        if line.method == Get && found == 200 && line.expected[0] != 200 && !is_json {
            let cached = reply.header("Cache-Control").unwrap_or_default();
            if !cached.contains("no-store") {
                wrong.push(format!("{what}: may be stored: {cached}"));
            }
        }
        let text = reply.text();
        let traces = TRACES.into_iter().filter(|trace| text.contains(trace));
        if [Nobody, Budi, Tutik, Olga, Asep].contains(&who) {
            wrong.extend(traces.map(|trace| format!("{what}: shows {trace:?}")));
        } else {
            read.extend(traces);
        }
    }
    wrong
}

/// Whatever changes something writes to the audit.
async fn last_note(town: &Town) -> Option<AuditId> {
    audit::newest(town.store.reader(), None, 1).await.unwrap().first().map(|entry| entry.id)
}

fn every_route_has_a_line(town: &Town, lines: &[&Line]) {
    let name = |method: Method, route: &str| format!("{method} {route}");
    let all = town.client.rocket().routes().map(|route| name(route.method, route.uri.path()));
    let all: Vec<String> = all.collect();
    let mounted: BTreeSet<_> = all.iter().cloned().collect();
    assert_eq!(mounted.len(), all.len(), "two routes of one method and path: say which is which");
    let stated = lines.iter().filter(|line| !line.route.is_empty());
    let stated: BTreeSet<_> = stated.map(|line| name(line.method, line.route)).collect();
    let without: Vec<_> = mounted.difference(&stated).collect();
    let gone: Vec<_> = stated.difference(&mounted).collect();
    assert!(without.is_empty(), "mounted, and nobody says who may: {without:#?}");
    assert!(gone.is_empty(), "stated, and no longer mounted: {gone:#?}");
}

on_both_databases!(
    every_route_answers_everybody_as_stated,
    what_is_dangerous_asks_for_the_password_and_nothing_else_does
);

/// An auditor of one office reads its people as its head does, and changes nothing of it.
#[test]
fn an_auditor_of_one_office_changes_nothing_of_others() {
    let lines = [api::LINES, administration::LINES, pages::LINES].into_iter().flatten();
    for line in lines.filter(|line| line.method != Get) {
        let does = |index: usize| (200..400).contains(&line.expected[index]);
        // Whoever works anywhere may do it: it is about themselves.
        let is_own = does(2);
        for auditor in [10, 11] {
            assert!(is_own || !does(auditor), "{} {}", line.method, line.sent.path);
        }
    }
}

/// What gives or takes rights, opens an account to others, or changes all at once.
const CONFIRMED: [&str; 22] = [
    "/admin/aktivasi/lembar",
    "/admin/aktivasi/undang",
    "/admin/impor/<id>/batal",
    "/admin/pegawai/<person>",
    "/admin/pegawai/<person>/aktivasi",
    "/admin/pegawai/<person>/dua-langkah/hapus",
    "/admin/pegawai/<person>/hapus-data",
    "/admin/pegawai/<person>/kunci/<id>/cabut",
    "/admin/pegawai/<person>/lembar",
    "/admin/pegawai/<person>/nonaktif",
    "/admin/pegawai/<person>/aktifkan",
    "/admin/pegawai/<person>/peran",
    "/admin/pegawai/<person>/sesi/<id>/akhiri",
    "/admin/pegawai/<person>/whatsapp",
    "/admin/pengaturan/<section>",
    "/admin/peran",
    "/admin/peran/<id>/cabut",
    "/admin/webhook",
    "/admin/webhook/<id>/akhiri",
    "/akun/data",
    "/akun/dua-langkah/hapus",
    "/akun/dua-langkah/mulai",
];

async fn what_is_dangerous_asks_for_the_password_and_nothing_else_does(db: Database) {
    let town = Town::with_operators(db).await;
    let records = Records::new(&town).await;
    let session = secret::hash(cookie(Dewi).value());
    let long_ago = "2026-11-20T01:00:00Z".parse().unwrap();
    let typed = town
        .store
        .write::<_, Error, _>(txn_job!(|txn| sessions::confirm(txn, &session, long_ago).await));
    typed.await.unwrap();
    let mut asking = BTreeSet::new();
    let lines = [administration::LINES, pages::LINES].into_iter().flatten();
    for (number, line) in lines.filter(|line| line.method == Post).enumerate() {
        let fill = |text: &str| records.fill(text, Dewi, number);
        let path = records.fresh(&town, fill(line.sent.path), number).await;
        let reply = ask(&town, Dewi, line, &path, fill, number).await;
        if reply.text().contains("name=\"confirm_password\"") {
            assert_eq!(reply.status, 403, "{path}");
            asking.insert(line.route);
        }
    }
    assert_eq!(asking, BTreeSet::from(CONFIRMED));
}

async fn every_route_answers_everybody_as_stated(db: Database) {
    let town = Town::with_operators(db).await;
    let tables = [api::LINES, administration::LINES, pages::LINES, NOWHERE, ENDINGS];
    let lines: Vec<&Line> = tables.into_iter().flatten().collect();
    every_route_has_a_line(&town, &lines);
    let records = Records::new(&town).await;
    let (mut wrong, mut read) = (Vec::new(), BTreeSet::new());
    for (number, line) in lines.into_iter().enumerate() {
        wrong.extend(judge(&town, &records, line, number, &mut read).await);
    }
    assert_eq!(read, BTreeSet::from(TRACES), "what nobody reads cannot be missed either");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
