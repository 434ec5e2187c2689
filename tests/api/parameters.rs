//! The parameters of addresses: those that are described are those that are read.

use rocket::http::Method;

use super::faults;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Nobody};

#[tokio::test]
async fn what_is_described_is_read_and_nothing_else() {
    let town = Town::build(Database::sqlite()).await;
    let description = town.api(Nobody, Method::Get, "/openapi.json", None).await.is(200).json();
    let mut routes = 0;
    for (path, operations) in description["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let queried: Vec<_> = parameters.filter(|one| one["in"] == "query").collect();
            if queried.is_empty() {
                continue;
            }
            routes += 1;
            let parts = path.trim_start_matches("/api/v1").split('/');
            let parts: Vec<_> =
                parts.map(|part| if part.starts_with('{') { "1" } else { part }).collect();
            let (method, path): (Method, _) = (method.parse().unwrap(), parts.join("/"));
            let unheard = format!("{path}?unheard_of=1");
            let refused = town.api(Dewi, method, &unheard, None).await.is(422);
            assert_eq!(faults(&refused), ["unheard_of: field-unknown"], "{method} {path}");
            for one in queried {
                let name = one["name"].as_str().unwrap();
                assert_eq!(one["required"], false, "{method} {path}: {name}");
                let reply = town.api(Dewi, method, &format!("{path}?{name}="), None).await;
                assert!(!reply.text().contains("field-unknown"), "{method} {path}: {name}");
            }
        }
    }
    assert!(routes > 15, "{routes}");
}
