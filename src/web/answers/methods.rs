//! Tells "nothing is there" from "it is there, but not for this method": Rocket says 404 to both.

use rocket::Request;
use rocket::http::Method;

/// The methods for which the path of a request is served; none when nothing is there.
pub fn served(request: &Request<'_>) -> Vec<Method> {
    let path = request.uri().path();
    let routes = request.rocket().routes().filter(|route| fits(route.uri.path(), path.as_str()));
    let mut methods: Vec<Method> = routes.map(|route| route.method).collect();
    methods.sort_unstable_by_key(|method| method.as_str());
    methods.dedup();
    methods
}

/// Whether a path is one of a route such as `/api/v1/offices/<code>`.
fn fits(route: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (route.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(_)) if wanted.ends_with("..>") => return true,
            (Some(wanted), Some(given)) if wanted.starts_with('<') && !given.is_empty() => {}
            (Some(wanted), Some(given)) if wanted == given => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_fits_its_route_and_no_longer_one() {
        assert!(fits("/api/v1/offices/<code>", "/api/v1/offices/DKP"));
        assert!(!fits("/api/v1/offices/<code>", "/api/v1/offices/"));
        assert!(!fits("/api/v1/offices/<code>", "/api/v1/offices/DKP/compliance"));
        assert!(!fits("/api/v1/offices", "/api/v1/office"));
        assert!(fits("/static/<build>/<path..>", "/static/1/js/page.js"));
    }
}
