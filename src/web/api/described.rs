//! What holds of every operation and is said of none in its own place: by which key it is called, and how it
//! refuses.

use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, Content, OpenApi, Ref, RefOr, ResponseBuilder};

/// Those that anybody may call.
const OPEN: [(&str, &str); 4] = [
    ("POST", "/api/v1/tokens"),
    ("POST", "/api/v1/activations"),
    ("GET", "/api/v1/openapi.json"),
    ("GET", PUBLIC),
];
/// Not there while it is off.
const PUBLIC: &str = "/api/v1/transparency";
const KEY: &str = "key";
const PROBLEM: &str = "ProblemDocument";

const REFUSALS: [(&str, &str); 14] = [
    ("400", "Not understood: no JSON, a body that is cut, `Host` missing"),
    ("401", "Nobody is signed in, or the key does not hold any more"),
    ("403", "In sight, and not allowed"),
    ("404", "Not there, or out of sight"),
    ("409", "Not as things stand now"),
    ("412", "Changed meanwhile: read it again"),
    ("413", "Larger than is taken"),
    ("415", "Of a type that is not taken"),
    ("422", "A field or parameter that cannot be; all are named"),
    ("428", "Without `If-Match`, where the version counts"),
    ("429", "Too often: `Retry-After` says when again"),
    ("500", "A fault of ours"),
    ("503", "Not just now: `Retry-After` says when again"),
    ("507", "No room on the disk"),
];

/// Completes the description.
pub fn complete(document: &mut OpenApi) {
    let components = document.components.get_or_insert_with(Components::new);
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.add_security_scheme(KEY, bearer);
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            let is_open = OPEN.contains(&(method, path.as_str()));
            if !is_open {
                let key = SecurityRequirement::new(KEY, Vec::<String>::new());
                operation.security = Some(vec![key]);
            }
            for (status, words) in REFUSALS {
                if applies(status, method, path, operation, is_open) {
                    refuse(operation, status, words);
                }
            }
        }
    }
}

fn operations(item: &mut PathItem) -> Vec<(&'static str, &mut Operation)> {
    let all = [
        ("GET", &mut item.get),
        ("POST", &mut item.post),
        ("PUT", &mut item.put),
        ("PATCH", &mut item.patch),
        ("DELETE", &mut item.delete),
    ];
    all.into_iter().filter_map(|(method, one)| Some((method, one.as_mut()?))).collect()
}

fn applies(status: &str, method: &str, path: &str, operation: &Operation, is_open: bool) -> bool {
    let changes = method != "GET";
    let has_body = operation.request_body.is_some();
    match status {
        // A name and password, or a code, may be wrong where no key is asked for.
        "401" => !is_open || changes,
        "403" => !is_open,
        "404" => path.contains('{') || path == PUBLIC || names_a_record(operation),
        // What is not closed is not handed over.
        "409" if path.contains("/allowances.csv") => true,
        "409" | "412" | "428" | "507" => changes && !is_open,
        "413" | "415" => has_body,
        _ => true,
    }
}

/// Whether a list is narrowed to an office or a person that may not be there.
fn names_a_record(operation: &Operation) -> bool {
    operation.parameters.iter().flatten().any(|parameter| {
        let RefOr::T(parameter) = parameter else { return false };
        matches!(parameter.name.as_str(), "office" | "employee")
    })
}

/// Says how it refuses, unless it says so itself.
fn refuse(operation: &mut Operation, status: &str, words: &str) {
    let schema = Ref::from_schema_name(PROBLEM);
    let content = Content::new(Some(RefOr::Ref(schema)));
    let response = ResponseBuilder::new().description(words);
    let response = response.content("application/problem+json", content).build();
    operation.responses.responses.entry(status.to_owned()).or_insert(RefOr::T(response));
}
