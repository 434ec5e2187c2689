//! What is compressed, how, and what never is.

use std::io::Read;

use crate::support::database::Database;
use crate::support::photo::jpeg;
use crate::support::town::Who::{Dewi, Nobody, Sari};
use crate::support::town::{Reply, Town, cookie};

use super::fields;

fn accepting(codings: &str) -> [(&str, &str); 1] {
    [("Accept-Encoding", codings)]
}

/// The body as the browser sees it.
fn unpacked(reply: &Reply) -> Vec<u8> {
    let mut plain = Vec::new();
    match reply.header("Content-Encoding") {
        Some("gzip") => {
            flate2::read::GzDecoder::new(&reply.body[..]).read_to_end(&mut plain).map(drop)
        }
        Some("br") => brotli::BrotliDecompress(&mut &reply.body[..], &mut plain),
        other => panic!("Content-Encoding: {other:?}"),
    }
    .unwrap();
    plain
}

fn vary(reply: &Reply) -> String {
    let lines = reply.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("Vary"));
    lines.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ")
}

async fn assets(town: &Town) -> String {
    let page = town.get(Nobody, "/masuk").await.text();
    format!("/static/{}", page.split("/static/").nth(1).unwrap().split('/').next().unwrap())
}

#[tokio::test]
async fn files_are_sent_in_the_form_that_the_browser_prefers() {
    let town = Town::build(Database::sqlite()).await;
    let assets = assets(&town).await;
    let paths = ["app.css", "js/page.js", "icons.svg", "icon.svg", "manifest.webmanifest"];
    for path in paths.map(|name| format!("{assets}/{name}")) {
        let plain = town.get(Nobody, &path).await.is(200);
        assert_eq!(plain.header("Content-Encoding"), None);
        for (accepted, coding) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip, deflate", Some("gzip")),
            ("br;q=0.5, gzip;q=0.9", Some("gzip")),
            ("br;q=0, *", Some("gzip")),
            ("GZIP;q=0.1", Some("gzip")),
            ("identity, gzip;q=0.5", None),
            ("gzip;q=0, br;q=none", None),
            ("deflate, zstd", None),
        ] {
            let reply = town.get_with(Nobody, &path, &accepting(accepted)).await.is(200);
            assert_eq!(reply.header("Content-Encoding"), coding, "{path} for {accepted}");
            assert_eq!(reply.header("Content-Type"), plain.header("Content-Type"));
            assert!(reply.header("Cache-Control").unwrap().ends_with("immutable"));
            assert_eq!(vary(&reply), "Accept-Encoding");
            if coding.is_some() {
                assert!(reply.body.len() < plain.body.len(), "{path} for {accepted}");
                assert_eq!(unpacked(&reply), plain.body, "{path} for {accepted}");
            }
        }
    }
    for path in ["icon-192.png", "vendor/plus-jakarta-sans-500-800.woff2"] {
        let path = format!("{assets}/{path}");
        let reply = town.get_with(Nobody, &path, &accepting("gzip, br")).await.is(200);
        assert_eq!((reply.header("Content-Encoding"), reply.header("Vary")), (None, None));
    }
}

#[tokio::test]
async fn pages_tables_and_json_are_compressed_when_they_are_asked_for_so() {
    let town = Town::build(Database::sqlite()).await;
    for (who, path) in [
        (Sari, "/"),
        (Nobody, "/masuk"),
        (Sari, "/nothing/here"),
        (Dewi, "/admin/pegawai/daftar/csv"),
        (Dewi, "/api/v1/offices"),
        (Nobody, "/api/v1/openapi.json"),
    ] {
        let plain = town.get(who, path).await;
        assert_eq!(plain.header("Content-Encoding"), None, "{path}");
        assert!(vary(&plain).contains("Accept-Encoding"), "{path}");
        let small = town.get_with(who, path, &accepting("gzip, deflate, br")).await;
        if plain.body.len() < 1024 {
            assert_eq!(small.header("Content-Encoding"), None, "{path}");
            continue;
        }
        assert_eq!(small.header("Content-Encoding"), Some("gzip"), "{path}");
        assert!(vary(&small).contains("Accept-Encoding"), "{path}");
        assert_eq!(small.status, plain.status);
        assert!(small.body.len() * 2 < plain.body.len(), "{path}: {}", small.body.len());
        // Pages carry a token that changes; it is as long each time.
        assert_eq!(unpacked(&small).len(), plain.body.len(), "{path}");
    }
}

#[tokio::test]
async fn photos_and_small_answers_are_not() {
    let town = Town::build(Database::sqlite()).await;
    let photo = jpeg(1200, 900, 3);
    let files = [("receipt", "a.jpg", &photo[..])];
    town.upload(Sari, "/belanja", &fields("c1", &[]), &files).await.is(303);
    let receipt = format!("/struk/{}", town.purchases().await[0].receipts[0].id);
    for (who, path) in [
        (Sari, receipt.as_str()),
        (Nobody, "/healthz"),
        (Dewi, "/admin/impor/pegawai/templat/xlsx"),
    ] {
        let reply = town.get_with(who, path, &accepting("gzip, br")).await.is(200);
        assert_eq!(reply.header("Content-Encoding"), None, "{path}");
    }
}

#[tokio::test]
async fn head_tells_the_length_of_what_get_would_send() {
    let town = Town::build(Database::sqlite()).await;
    let style = format!("{}/app.css", assets(&town).await);
    for path in [style.as_str(), "/masuk", "/api/v1/openapi.json"] {
        for coding in ["identity", "gzip", "br"] {
            let sent = town.get_with(Nobody, path, &accepting(coding)).await.is(200);
            let head = town.client.head(path.to_owned()).cookie(cookie(Nobody));
            let head = head.header(rocket::http::Header::new("Accept-Encoding", coding));
            let head = head.dispatch().await;
            let told = head.headers().get_one("Content-Encoding");
            assert_eq!(told, sent.header("Content-Encoding"), "{path} in {coding}");
            let length = head.body().preset_size().unwrap();
            // Two pages differ in their token, and so by some bytes when they are compressed.
            let nearly = if path == "/masuk" { 64 } else { 0 };
            assert!(length.abs_diff(sent.body.len()) <= nearly, "{path} in {coding}: {length}");
            assert_eq!(head.into_bytes().await.unwrap_or_default(), b"");
        }
    }
}

/// The tokens of a page's forms.
fn tokens(page: &str) -> Vec<&str> {
    let inputs = page.split("name=\"csrf\" value=\"").skip(1);
    inputs.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[tokio::test]
async fn no_two_pages_carry_the_same_token_and_each_of_them_holds() {
    let town = Town::build(Database::sqlite()).await;
    let pages = [town.get(Sari, "/akun").await.text(), town.get(Sari, "/akun").await.text()];
    let [first, second] = [tokens(&pages[0])[0], tokens(&pages[1])[0]];
    assert_ne!(first, second);
    let common = first.bytes().zip(second.bytes()).filter(|(a, b)| a == b).count();
    assert!(common < 20, "{common} of {} bytes stay the same", first.len());
    for (token, status) in [(first, 303), (second, 303), (&first[1..], 403), ("", 403)] {
        let form = format!("csrf={token}&lang=en&next=/akun").into_bytes();
        town.send(Sari, "/bahasa", "application/x-www-form-urlencoded", form).await.is(status);
    }
}
