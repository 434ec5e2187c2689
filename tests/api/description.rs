//! The description says by which key an operation is called and how it refuses; and it is true.

use std::collections::BTreeSet;

use rocket::http::Method;
use serde_json::Value;

use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Dewi, Nobody};

async fn description(town: &Town) -> Value {
    town.api(Nobody, Method::Get, "/openapi.json", None).await.is(200).json()
}

/// Path, method and operation of each.
fn operations(description: &Value) -> Vec<(String, Method, Value)> {
    let paths = description["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(move |(method, operation)| {
            (path.clone(), method.to_uppercase().parse().unwrap(), operation.clone())
        })
    });
    all.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_says_its_key_and_its_refusals() {
    let town = Town::build(Database::sqlite()).await;
    let description = description(&town).await;
    assert_eq!(description["components"]["securitySchemes"]["key"]["scheme"], "bearer");
    let mut open = Vec::new();
    for (path, method, operation) in operations(&description) {
        if operation["security"].is_null() {
            open.push(path.clone());
        } else {
            assert_eq!(operation["security"][0]["key"], serde_json::json!([]), "{method} {path}");
            assert!(operation["responses"]["401"].is_object(), "{method} {path}");
        }
        for (status, response) in operation["responses"].as_object().unwrap() {
            if status.starts_with(['4', '5']) {
                let content = response["content"].as_object().unwrap();
                let described = content.values().all(|one| !one["schema"].is_null());
                assert!(described && !content.is_empty(), "{method} {path}: {status}");
            }
        }
    }
    assert_eq!(
        open,
        ["/api/v1/activations", "/api/v1/openapi.json", "/api/v1/tokens", "/api/v1/transparency"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_is_described() {
    let town = Town::build(Database::sqlite()).await;
    let description = description(&town).await;
    for (path, method, operation) in operations(&description) {
        let described: BTreeSet<_> = operation["responses"].as_object().unwrap().keys().collect();
        let parts = path.trim_start_matches("/api/v1").split('/');
        let parts: Vec<_> =
            parts.map(|part| if part.starts_with('{') { "1" } else { part }).collect();
        let asked = parts.join("/");
        for who in [Nobody, Budi, Dewi] {
            for body in [None, Some(serde_json::json!({})), Some(serde_json::json!({ "x": 1 }))] {
                let status = town.api(who, method, &asked, body).await.status.to_string();
                assert!(described.contains(&status), "{method} {path} as {who:?}: {status}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reference_leads_somewhere() {
    let town = Town::build(Database::sqlite()).await;
    let description = description(&town).await;
    let text = description.to_string();
    let mut found = 0;
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let path = reference.split('"').next().unwrap();
        assert!(description.pointer(path).is_some(), "{path}");
        found += 1;
    }
    assert!(found > 200, "{found}");
}

#[test]
fn no_two_types_share_a_name() {
    // The description knows a type by its name alone: of two it would show one for both.
    let mut seen = BTreeSet::new();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for described in text.split("ToSchema").skip(1) {
                let Some(name) = described.split("pub struct ").nth(1) else { continue };
                let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
                let at = (path.clone(), name.clone());
                if seen.insert(at) {
                    let others = seen.iter().filter(|(_, other)| *other == name).count();
                    assert_eq!(others, 1, "{name} in {} and elsewhere", path.display());
                }
            }
        }
    }
    assert!(seen.len() > 30, "{}", seen.len());
}
