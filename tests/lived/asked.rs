//! The visits: by whom, and of what.

use std::collections::HashSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use rocket::http::{ContentType, Cookie, Header, Method};
use rocket::local::asynchronous::Client;
use serde_json::json;

use pekan::rules::purchase::State;
use pekan::rules::{
    EmployeeId, Period, PurchaseId, RoleKind, SessionId, Sight, TokenId, Viewer, Zone, placement,
};
use pekan::store::sessions::{self, Session};
use pekan::store::tokens::{self, Token};
use pekan::store::{Error, Store, employees, placements, purchases, roles};
use pekan::workflows::accounts::passwords;
use pekan::{secret, txn_job};

pub struct Asking {
    pub client: Client,
    pub store: Store,
}

pub struct Visit {
    /// As the table of numbers has it.
    pub route: &'static str,
    employee: EmployeeId,
    /// The rounds take turns.
    paths: Vec<String>,
    sent: Sent,
}

impl Visit {
    pub fn page(employee: EmployeeId, path: &str) -> Self {
        Self { route: "GET", employee, paths: vec![path.to_owned()], sent: Sent::Nothing }
    }
}

enum Sent {
    Nothing,
    /// A form; the empty field gets a new key each time.
    Form(Vec<(&'static str, String)>),
    Json(serde_json::Value),
}

fn session_of(employee: EmployeeId) -> String {
    format!("session-of-{employee}")
}

fn token_of(employee: EmployeeId) -> String {
    format!("token-of-{employee}")
}

const PASSWORD: &str = "becak biru lewat pasar";

impl Asking {
    /// By an employee of a sub-district, by its head and by a reviewer.
    #[expect(clippy::too_many_lines, reason = "a table")]
    pub async fn visits(&self, now: DateTime<Utc>) -> Vec<Visit> {
        let db = self.store.reader();
        let today = Zone::Wib.date(now);
        let rulebook = self.store.rulebook().await.unwrap();
        let roles = roles::standing(db, today).await.unwrap();
        let official: HashSet<EmployeeId> = roles.iter().map(|(row, _)| row.employee_id).collect();
        let everybody = placements::roster(db, None, today, today).await.unwrap();
        // Of the sub-districts where somebody has no role the first one.
        let (me, head, office) = roles
            .iter()
            .filter(|(row, _)| row.kind == RoleKind::Head)
            .filter_map(|(row, _)| Some((row.employee_id, rulebook.offices.get(row.office_id?)?)))
            .filter(|(_, office)| office.kind == "kecamatan")
            .find_map(|(head, office)| {
                let here = everybody.iter().filter(|(_, placements)| {
                    placement::current(placements, today).is_some_and(|it| it.office == office.id)
                });
                let plain = here.map(|(id, _)| *id).filter(|id| !official.contains(id)).min()?;
                Some((plain, head, office))
            })
            .unwrap();
        let (reviewer, waiting) = self.reviews(today).await;
        // What is rejected in an open period amends nothing.
        let (rejected, verified) = waiting.split_at(waiting.len() / 2);
        let own =
            purchases::Search { employee: Some(me), limit: 1, ..purchases::Search::default() };
        let own = purchases::search(db, &Sight::of_everyone(today), &own).await.unwrap();
        let (purchase, seller) = (own[0].row.id, own[0].seller.id.to_string());
        let mut person = employees::by_ids(db, [me]).await.unwrap().pop().unwrap();
        person.password_hash = Some(passwords::hash_now(PASSWORD));
        let (number, code) = (person.number.clone(), &office.code);
        self.store
            .write::<_, Error, _>(txn_job!(|txn| employees::update(txn, person).await))
            .await
            .unwrap();
        let administrator = roles.iter().find(|(row, _)| row.kind == RoleKind::Administrator);
        let administrator = administrator.unwrap().0.employee_id;
        for employee in [me, head, reviewer, administrator] {
            self.sign_in(employee, now).await;
        }
        let closed = Period::week_of(today - Days::new(42)).label();
        let form = [
            ("key", String::new()),
            ("evidence", "no_receipt".to_owned()),
            ("amount", "27000".to_owned()),
            ("seller", seller.clone()),
            ("purchased_on", today.to_string()),
            ("channel", "in_person".to_owned()),
            ("confirm", "1".to_owned()),
        ];
        let json = json!({
            "purchased_on": today, "amount": 28_000, "seller": { "id": own[0].seller.id },
            "channel": "in_person", "evidence": "no_receipt",
        });
        let door = [("login", number.clone()), ("password", PASSWORD.to_owned())];
        let get = |route, employee, path: String| Visit {
            route,
            employee,
            paths: vec![path],
            sent: Sent::Nothing,
        };
        let decide = |route, waiting: &[PurchaseId], fields: &[(&'static str, &str)]| Visit {
            route,
            employee: reviewer,
            paths: waiting.iter().map(|id| format!("/tinjau/{id}")).collect(),
            // Nobody has touched them yet.
            sent: Sent::Form(
                [("version", "1")]
                    .iter()
                    .chain(fields)
                    .map(|(name, text)| (*name, (*text).into()))
                    .collect(),
            ),
        };
        vec![
            get("GET /", me, "/".into()),
            get("GET /belanja/baru", me, "/belanja/baru".into()),
            get("GET /riwayat", me, "/riwayat".into()),
            get("GET /belanja/<id>", me, format!("/belanja/{purchase}")),
            get("GET /unit/<code>", head, format!("/unit/{code}")),
            get("GET /unit/<code>?periode", head, format!("/unit/{code}?periode={closed}")),
            get("GET /unit/<code>/pegawai/<person>", head, format!("/unit/{code}/pegawai/~{me}")),
            get("GET /tinjau", reviewer, "/tinjau".into()),
            get("GET /admin", administrator, "/admin".into()),
            get("GET /api/v1/me", me, "/api/v1/me".into()),
            get("GET /api/v1/me/compliance", me, "/api/v1/me/compliance".into()),
            get("GET /api/v1/purchases", me, "/api/v1/purchases".into()),
            get("GET /api/v1/purchases by a head", head, "/api/v1/purchases".into()),
            get(
                "GET /api/v1/offices/<code>/compliance",
                head,
                format!("/api/v1/offices/{code}/compliance"),
            ),
            get(
                "GET /api/v1/offices/<code>/compliance?period",
                head,
                format!("/api/v1/offices/{code}/compliance?period={closed}"),
            ),
            Visit {
                route: "POST /belanja",
                employee: me,
                paths: vec!["/belanja".into()],
                sent: Sent::Form(form.to_vec()),
            },
            Visit {
                route: "POST /api/v1/purchases",
                employee: me,
                paths: vec!["/api/v1/purchases".into()],
                sent: Sent::Json(json),
            },
            decide("POST /tinjau/<id> to verify", verified, &[("decision", "verify")]),
            decide(
                "POST /tinjau/<id> to reject",
                rejected,
                &[("decision", "reject"), ("reason", "Nota tidak terbaca")],
            ),
            Visit {
                route: "POST /masuk",
                employee: EmployeeId::NONE,
                paths: vec!["/masuk".into()],
                sent: Sent::Form(door.to_vec()),
            },
        ]
    }

    /// A reviewer, and some purchases that wait for them.
    async fn reviews(&self, today: NaiveDate) -> (EmployeeId, Vec<PurchaseId>) {
        let db = self.store.reader();
        let holders = roles::holders(db, RoleKind::Reviewer, today).await.unwrap();
        let reviewer = holders[0].0.employee_id;
        let roles = roles::of(db, reviewer, today).await.unwrap();
        let rulebook = self.store.rulebook().await.unwrap();
        let viewer = Viewer { employee: reviewer, roles };
        let sight = Sight { scope: viewer.review_scope(&rulebook.offices), day: today };
        let state = Some(State::Recorded);
        let search = purchases::Search { state, limit: 200, ..purchases::Search::default() };
        let mut found = purchases::search(db, &sight, &search).await.unwrap();
        found.retain(|purchase| purchase.row.employee_id != reviewer);
        (reviewer, found.iter().take(8).map(|purchase| purchase.row.id).collect())
    }

    pub async fn sign_in(&self, employee: EmployeeId, now: DateTime<Utc>) {
        let expires_at = now + Days::new(1);
        let session = Session {
            id: SessionId::NONE,
            token_hash: secret::hash(&session_of(employee)),
            employee_id: employee,
            browser: String::new(),
            remembered: true,
            created_at: now,
            seen_at: now,
            confirmed_at: now,
            vouched_at: None,
            expires_at,
        };
        let token = Token {
            id: TokenId::NONE,
            token_hash: secret::hash(&token_of(employee)),
            employee_id: employee,
            name: "skrip".into(),
            created_at: now,
            expires_at,
            seen_at: None,
        };
        self.store
            .write::<_, Error, _>(txn_job!(|txn| {
                sessions::insert(txn, session).await?;
                tokens::insert(txn, token).await
            }))
            .await
            .unwrap();
    }

    /// Fails with the body where it is refused.
    pub async fn make(&self, visit: &Visit, round: usize) {
        let method = if visit.route.starts_with("POST") { Method::Post } else { Method::Get };
        let path = &visit.paths[round % visit.paths.len()];
        let mut request = self.client.req(method, path.clone());
        let session = session_of(visit.employee);
        if path.starts_with("/api") {
            let bearer = format!("Bearer {}", token_of(visit.employee));
            request = request.header(Header::new("Authorization", bearer));
        } else {
            let name =
                if visit.employee == EmployeeId::NONE { "__Host-visit" } else { "__Host-sid" };
            request = request.cookie(Cookie::new(name, session.clone()));
        }
        let key = format!("{}-{round}", secret::token());
        match &visit.sent {
            Sent::Nothing => {}
            Sent::Form(fields) => {
                let csrf = secret::FormToken::of(&session).masked();
                let fields = fields.iter().map(|(name, value)| {
                    (*name, if value.is_empty() { key.as_str() } else { value.as_str() })
                });
                let body = url::form_urlencoded::Serializer::new(String::new())
                    .append_pair("csrf", &csrf)
                    .extend_pairs(fields)
                    .finish();
                request = request.header(ContentType::Form).body(body);
            }
            Sent::Json(body) => {
                request = request.header(Header::new("Idempotency-Key", key));
                request = request.header(ContentType::JSON).body(body.to_string());
            }
        }
        let response = request.dispatch().await;
        let status = response.status().code;
        let body = response.into_string().await.unwrap_or_default();
        assert!([200, 201, 303].contains(&status), "{}: {status} {body}", visit.route);
    }
}
