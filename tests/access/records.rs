//! What the `$words` of the tables stand for.

use chrono::{DateTime, Days, NaiveDate, Utc};
use pekan::rules::correction::{CorrectionField, CorrectionState};
use pekan::rules::employee::Draft;
use pekan::rules::mail::{MailKind, MailState};
use pekan::rules::place_draft::PlaceDraft;
use pekan::rules::{CorrectionId, EmployeeId, Period, PolicyId, PurchaseId, SellerId, WebhookId};
use pekan::store::corrections::{self, Correction};
use pekan::store::mails::{self, Mail};
use pekan::store::recaps::{self, RecapRow};
use pekan::store::webhooks::{self, Event, Webhook};
use pekan::store::{ConnectionTrait, Error, employees, seller_merges, sellers};
use pekan::txn_job;
use pekan::web::AppState;
use pekan::workflows::Warrant;
use pekan::workflows::employees::add;
use rocket::http::Method::{Get, Patch, Post, Put};
use serde_json::{Value, json};

use crate::support::photo::{jpeg, pdf};
use crate::support::town::Who::{Budi, Dewi, Nobody, Olga, Rina, Sari};
use crate::support::town::{NOW, PASSWORD, Reply, Town, Who};

/// What only those read who may see Sari: her address, her name in a table or a list, and what she
/// wrote about a purchase.
pub const TRACES: [&str; 4] = ["sari@example.go.id", ">Sari<", "\"Sari\"", WRITTEN];
const WRITTEN: &str = "sarapan bersama ibu";

/// What is there once, to be read: a purchase of Sari's with a photo.
pub struct Records {
    bought: String,
    receipt: String,
    /// An exemption that Sari asked for, with a document.
    papers: String,
    /// A policy of Sari's office, with its circular.
    circular: String,
    assets: String,
    sari: EmployeeId,
}

impl Records {
    pub async fn new(town: &Town) -> Self {
        let mut purchase = purchase_of(1_000_000);
        purchase.as_object_mut().unwrap().remove("evidence");
        let (key, photo) = ([("Idempotency-Key", "bought")], jpeg(64, 48, 1_000_000));
        let (fields, files) =
            ([("purchase", purchase.to_string())], [("receipt", "struk.jpg", photo.as_slice())]);
        let fields = fields.each_ref().map(|(name, text)| (*name, text.as_str()));
        let made = town.api_upload(Sari, "/purchases", &key, &fields, &files).await.is(201).json();
        let asked =
            json!({ "sellers_confirm": true, "allowance_export": true, "transparency": true });
        town.api(Dewi, Patch, "/settings", Some(asked)).await.is(200);
        Self {
            bought: made["id"].to_string(),
            receipt: made["receipts"][0]["id"].to_string(),
            papers: papers(town).await,
            circular: circular(town).await,
            sari: town.id(Sari),
            assets: town.client.rocket().state::<AppState>().unwrap().assets.prefix.clone(),
        }
    }

    /// A text with what is known before it is sent. `$n` and `$day` are another each time.
    pub fn fill(&self, text: &str, who: Who, number: usize) -> String {
        let me = if who == Nobody { Sari } else { who };
        text.replace("$assets", &self.assets)
            .replace("$bought", &self.bought)
            .replace("$receipt", &self.receipt)
            .replace("$papers", &self.papers)
            .replace("$circular", &self.circular)
            .replace("$sari_id", &self.sari.to_string())
            .replace("$sari", Sari.number())
            .replace("$budi", Budi.number())
            .replace("$rina", Rina.number())
            .replace("$me", me.number())
            .replace("$password", PASSWORD)
            .replace("$day", &day(number).to_string())
            .replace("$n", &number.to_string())
    }

    /// A path with a record made for it alone, so that whoever may change it finds it unchanged.
    pub async fn fresh(&self, town: &Town, path: String, number: usize) -> String {
        let Some(at) = path.find('$') else { return path };
        let end = path[at + 1..].find(|c: char| !c.is_ascii_lowercase() && c != '_');
        let word = &path[at..end.map_or(path.len(), |end| at + 1 + end)];
        let made = match word {
            "$purchase" => purchase(town, number).await,
            "$exemption" => exemption(town, number).await,
            "$approved" => approved(town, number).await,
            "$role" => role(town, number).await,
            "$holiday" => holiday(town, number).await,
            "$mail" => mail(town).await,
            "$unread" => notice(town, number).await,
            "$waiting" => mail_in(town, MailState::Queued, None).await,
            "$addressed" => addressed(town, number).await,
            "$policy" => policy(town, "BALI", "2027-01-04").await,
            "$colleague" => colleague(town, number).await,
            "$colleague_id" => id_of(town, &colleague(town, number).await).await,
            "$moved_id" => id_of(town, &moved(town, number).await).await,
            "$moved" => moved(town, number).await,
            "$leaver_id" => id_of(town, &leaver(town, number).await).await,
            "$gone_id" => id_of(town, &gone(town, number).await).await,
            "$part" => part(town, (Budi, Sari), number).await,
            "$proposed" => part(town, (Sari, Budi), number).await,
            "$correction" => correction(town, number).await,
            "$gone" => gone(town, number).await,
            "$leaver" => leaver(town, number).await,
            "$proposal" => proposal(town, number).await,
            "$transfer" => transfer(town, number).await,
            "$link" => link(town, number).await,
            "$import" => import(town, number).await,
            "$seller" => seller(town, number).await,
            "$event" => event(town, number).await,
            "$place" => place(town, number).await,
            "$ordered" => ordered(town, number).await,
            "$joined" => merge(town, number).await,
            "$linked" => linked(town, number).await,
            "$sold" => sold(town).await,
            "$hook" => hook(town).await,
            "$delivery" => delivery(town).await,
            "$recap" => recap(town, number).await.id.to_string(),
            "$issued" => recap(town, number).await.code,
            "$scanned" => scanned(town, number).await,
            word => panic!("{word} in {path} stands for nothing"),
        };
        path.replace(word, &made)
    }
}

/// A system that is told of policies.
async fn hook(town: &Town) -> String {
    let row = Webhook {
        id: WebhookId::NONE,
        url: "https://gerbang.lumajangkab.go.id/".into(),
        secret: String::new(),
        kinds: "policy.added".into(),
        created_by: town.id(Dewi),
        created_at: NOW.parse().unwrap(),
        paused_at: Some(NOW.parse().unwrap()),
        ended_at: None,
    };
    let done = town.store.write::<_, Error, _>(txn_job!(|txn| webhooks::insert(txn, row).await));
    done.await.unwrap();
    webhooks::standing(town.store.reader()).await.unwrap().pop().unwrap().id.to_string()
}

/// What such a system waits to be told.
async fn delivery(town: &Town) -> String {
    hook(town).await;
    let (event, now) = (Event::PolicyAdded(PolicyId(1)), NOW.parse().unwrap());
    let done =
        town.store.write::<_, Error, _>(txn_job!(|txn| webhooks::tell(txn, event, now).await));
    done.await.unwrap();
    webhooks::newest(town.store.reader(), 1).await.unwrap().pop().unwrap().id.to_string()
}

/// A seller with a link.
async fn linked(town: &Town, number: usize) -> String {
    let id = seller(town, number).await;
    token_of(town, &id).await;
    id
}

/// The token of a link of the seller at whom Sari has bought.
async fn sold(town: &Town) -> String {
    let found = town.api(Dewi, Get, "/sellers?q=warung%20bu%20sri", None).await.is(200).json();
    token_of(town, &found["items"][0]["id"].to_string()).await
}

async fn token_of(town: &Town, seller: &str) -> String {
    let page = town.post(Dewi, &format!("/penjual/{seller}/tautan"), &[]).await.is(200).text();
    let (_, token) = page.split_once("/terjual/").expect("a link");
    token.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
}

/// A day far away, on which nobody owes anything yet.
fn day(number: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2030, 1, 1).unwrap() + Days::new(number as u64)
}

fn id(reply: Reply) -> String {
    reply.is(201).json()["id"].to_string()
}

fn purchase_of(number: usize) -> Value {
    json!({ "purchased_on": "2026-11-20", "amount": 1_000 + number, "channel": "in_person",
        "seller": { "name": "Warung Bu Sri" }, "description": WRITTEN, "evidence": "no_receipt" })
}

async fn papers(town: &Town) -> String {
    let path = format!("/employees/{}/exemptions", Sari.number());
    let leave = json!({ "from": "2029-01-01", "to": "2029-01-02", "reason": "study" }).to_string();
    let photo = jpeg(32, 32, 2_000_000);
    let files = [("document", "surat.jpg", photo.as_slice())];
    id(town.api_upload(Sari, &path, &[], &[("exemption", &leave)], &files).await)
}

/// A purchase that Sari has recorded and nobody has reviewed.
async fn purchase(town: &Town, number: usize) -> String {
    let key = format!("fresh-{number}");
    let headers = [("Idempotency-Key", key.as_str())];
    id(town.api_with(Sari, Post, "/purchases", Some(purchase_of(number)), &headers).await)
}

/// An exemption that Sari has asked for.
async fn exemption(town: &Town, number: usize) -> String {
    let path = format!("/employees/{}/exemptions", Sari.number());
    let body = json!({ "from": day(number), "to": day(number), "reason": "annual_leave" });
    let made = id(town.api(Sari, Post, &path, Some(body)).await);
    // Only so many may be asked for in a month: this one was longer ago.
    let aged = town.store.write::<_, Error, _>(txn_job!(|txn| {
        let long_ago = "UPDATE exemptions SET created_at = '2026-09-01T00:00:00+00:00'";
        txn.execute_unprepared(long_ago).await?;
        Ok(())
    }));
    aged.await.unwrap();
    made
}

/// One that Rina has approved.
async fn approved(town: &Town, number: usize) -> String {
    let id = exemption(town, number).await;
    town.api(Rina, Post, &format!("/exemptions/{id}/approve"), None).await.is(200);
    id
}

/// A role of Budi's that begins and ends far away.
async fn role(town: &Town, number: usize) -> String {
    let body = json!({ "employee": Budi.number(), "role": "head", "office": "KEC-TEMPEH",
        "from": day(number), "to": day(number) });
    id(town.api(Dewi, Post, "/roles", Some(body)).await)
}

async fn holiday(town: &Town, number: usize) -> String {
    let (path, body) =
        (format!("/holidays/{}", day(number)), json!({ "name": "Libur", "kind": "public" }));
    town.api(Dewi, Put, &path, Some(body)).await.is(200);
    day(number).to_string()
}

/// An appeal that is still to come.
async fn policy(town: &Town, office: &str, from: &str) -> String {
    let body = json!({ "title": "Imbauan", "legal_basis": "SE 9", "mode": "appeal", "period": "week",
        "office": office, "effective_from": from, "confirm": true });
    id(town.api(Dewi, Post, "/policies", Some(body)).await)
}

async fn circular(town: &Town) -> String {
    let id = policy(town, "DKP-UPT1", "2030-01-07").await;
    let (path, bytes) = (format!("/policies/{id}/document"), pdf(1));
    town.api_upload(Dewi, &path, &[], &[], &[("document", "se.pdf", &bytes)]).await.is(201);
    id
}

/// A mail to Sari that has failed.
async fn mail(town: &Town) -> String {
    mail_in(town, MailState::Failed, None).await
}

/// A mail to Sari in a state, and where it went.
async fn mail_in(town: &Town, state: MailState, recipient: Option<String>) -> String {
    let (sari, now): (_, DateTime<Utc>) = (town.id(Sari), NOW.parse().unwrap());
    let made = Mail { state, recipient, ..mails::new(MailKind::Activation, sari, now) };
    let done = town.store.write::<_, Error, _>(txn_job!(|txn| mails::insert(txn, made).await));
    assert!(done.await.unwrap());
    let path = format!("/mail?state={}&limit=1", state.name());
    let list = town.api(Dewi, Get, &path, None).await.is(200).json();
    list["items"][0]["id"].to_string()
}

/// What Sari's page says to her instead of a mail.
async fn notice(town: &Town, number: usize) -> String {
    let (sari, now): (_, DateTime<Utc>) = (town.id(Sari), NOW.parse().unwrap());
    let bought = purchase(town, number).await.parse().unwrap();
    let said = Mail {
        state: MailState::Failed,
        shown_from: Some(now),
        purchase_id: Some(PurchaseId(bought)),
        ..mails::new(MailKind::PurchaseRejected, sari, now)
    };
    let done = town.store.write::<_, Error, _>(txn_job!(|txn| mails::insert(txn, said).await));
    assert!(done.await.unwrap());
    let list = town.api(Dewi, Get, "/mail?state=failed&limit=1", None).await.is(200).json();
    list["items"][0]["id"].to_string()
}

/// One that went to an address of its own.
async fn addressed(town: &Town, number: usize) -> String {
    mail_in(town, MailState::Sent, Some(format!("m{number}@example.go.id"))).await
}

/// Somebody new in Sari's office, who has no password yet.
async fn colleague(town: &Town, number: usize) -> String {
    let name = format!("K-{number}");
    let draft = Draft {
        number: name.clone(),
        name: "Joko".into(),
        email: format!("{name}@example.go.id"),
        phone: None,
        place: PlaceDraft {
            office: Some("DKP-UPT1".into()),
            employment_type: Some("NON_ASN".into()),
            from: "2026-11-02".into(),
            ..PlaceDraft::default()
        },
    };
    let system = Warrant::system(NOW.parse().unwrap());
    add(&town.store, &system, draft).await.unwrap();
    name
}

async fn id_of(town: &Town, number: &str) -> String {
    let found = employees::by_number(town.store.reader(), number).await.unwrap();
    found.unwrap().id.to_string()
}

/// Such a colleague, promoted after a week.
async fn moved(town: &Town, number: usize) -> String {
    let name = colleague(town, number).await;
    let next = json!({ "from": "2026-11-09", "position_level": "functional" });
    town.api(Dewi, Post, &format!("/employees/{name}/placements"), Some(next)).await.is(201);
    name
}

/// A part that waits, of one's receipt for the other.
async fn part(town: &Town, (whose, whom): (Who, Who), number: usize) -> String {
    let key = format!("part-{number}");
    let mut body = purchase_of(number);
    body["description"] = Value::Null;
    body["shared_with"] = json!([{ "employee": whom.number() }]);
    let headers = [("Idempotency-Key", key.as_str())];
    let made = town.api_with(whose, Post, "/purchases", Some(body), &headers).await.is(201).json();
    made["shared_with"][0]["id"].to_string()
}

/// What such a colleague says is wrong about them.
async fn correction(town: &Town, number: usize) -> String {
    let name = colleague(town, number).await;
    let owner = employees::by_number(town.store.reader(), &name).await.unwrap().unwrap();
    let row = Correction {
        id: CorrectionId::NONE,
        employee_id: owner.id,
        field: CorrectionField::Grade,
        wanted: "III/c".into(),
        note: None,
        state: CorrectionState::Open,
        asked_at: NOW.parse().unwrap(),
        decided_by: None,
        decided_at: None,
        reason: None,
    };
    let asked =
        town.store.write::<_, Error, _>(txn_job!(|txn| corrections::insert(txn, row).await));
    asked.await.unwrap().to_string()
}

/// Such a colleague, who will have left.
async fn leaver(town: &Town, number: usize) -> String {
    let name = colleague(town, number).await;
    let last = json!({ "on": "2027-01-31" });
    town.api(Dewi, Post, &format!("/employees/{name}/departure"), Some(last)).await.is(200);
    name
}

/// Such a colleague, who has left.
async fn gone(town: &Town, number: usize) -> String {
    let name = colleague(town, number).await;
    let last = json!({ "on": "2026-11-15" });
    town.api(Dewi, Post, &format!("/employees/{name}/departure"), Some(last)).await.is(200);
    name
}

/// What is proposed of a closed week, because such a colleague turns out to have been there.
async fn proposal(town: &Town, number: usize) -> String {
    town.api(Dewi, Post, "/periods/2026-W46/close", None).await.is(200);
    let name = colleague(town, number).await;
    let week = town.api(Dewi, Get, "/periods/2026-W46", None).await.is(200).json();
    let mut proposed = week["proposed"].as_array().unwrap().iter();
    proposed.find(|one| one["employee"] == name.as_str()).unwrap()["id"].to_string()
}

/// A recap of a closed week.
async fn recap(town: &Town, number: usize) -> RecapRow {
    town.api(Dewi, Post, "/periods/2026-W46/close", None).await.is(200);
    let signed = [("place", "Lumajang"), ("position", "Kepala"), ("signer", "Hadi")];
    town.post(Dewi, "/unit/DKP-UPT1/rekap/kop", &signed).await.is(303);
    let number = format!("700/{number}");
    let about = [("period", "2026-W46"), ("number", number.as_str())];
    town.post(Dewi, "/unit/DKP-UPT1/rekap/terbit", &about).await.is(303);
    let rulebook = town.store.rulebook().await.unwrap();
    let office = rulebook.offices.by_code("DKP-UPT1").unwrap().id;
    let period = Period::parse("2026-W46").unwrap();
    recaps::of_office(town.store.reader(), office, &period).await.unwrap().remove(0)
}

/// Such a recap with its signed sheet.
async fn scanned(town: &Town, number: usize) -> String {
    let id = recap(town, number).await.id;
    let (path, sheet) = (format!("/unit/DKP-UPT1/rekap/{id}/pindaian"), pdf(1));
    town.upload(Dewi, &path, &[], &[("document", "rekap.pdf", &sheet)]).await.is(303);
    id.to_string()
}

/// A move of such a colleague that the operator of another office has proposed.
async fn transfer(town: &Town, number: usize) -> String {
    let name = colleague(town, number).await;
    let body = json!({ "employee": name, "office": "KEC-TEMPEH", "from": "2026-12-01" });
    id(town.api(Olga, Post, "/transfers", Some(body)).await)
}

/// An import of somebody new.
async fn import(town: &Town, number: usize) -> String {
    let table = format!(
        "nip;nama;email;jenis;unit;tmt\nM-{number};Joko;m{number}@example.go.id;NON_ASN;BALI;2026-11-23\n"
    );
    let files = [("file", "daftar.csv", table.as_bytes())];
    let report = town.api_upload(Dewi, "/imports/employees", &[], &[], &files).await;
    report.is(200).json()["import"].to_string()
}

/// A link with which such a colleague chooses a password.
async fn link(town: &Town, number: usize) -> String {
    let name = colleague(town, number).await;
    let whose = employees::by_number(town.store.reader(), &name).await.unwrap().unwrap();
    let token = format!("tautan-{number}");
    town.link(whose.id, &token, "2026-11-23T00:00:00Z").await;
    token
}

/// A seller that somebody has proposed by buying there.
async fn seller(town: &Town, number: usize) -> String {
    let now: DateTime<Utc> = NOW.parse().unwrap();
    let (name, budi) = (format!("Kios {number}"), town.id(Budi));
    let made = town.store.write::<_, Error, _>(txn_job!(|txn| {
        Ok(sellers::find_or_insert(txn, &name, Some("Senduro"), budi, now).await?.id)
    }));
    made.await.unwrap().to_string()
}

/// Such a seller, merged into the one where Sari bought.
async fn merge(town: &Town, number: usize) -> String {
    let id = seller(town, number).await;
    let path = format!("/sellers/{id}/merge");
    town.api(Dewi, Post, &path, Some(json!({ "into": 1 }))).await.is(200);
    let merges = seller_merges::into_seller(town.store.reader(), SellerId(1)).await.unwrap();
    merges[0].id.to_string()
}

async fn event(town: &Town, number: usize) -> String {
    let body = json!({ "name": format!("Bazar {number}"), "kind": "bazaar", "from": "2026-11-20" });
    id(town.api(Dewi, Post, "/events", Some(body)).await)
}

/// Where makers have goods.
async fn place(town: &Town, number: usize) -> String {
    let body =
        json!({ "name": format!("Galeri {number}"), "kind": "sale_point", "from": "2026-01-01" });
    id(town.api(Dewi, Post, "/events", Some(body)).await)
}

/// What `DKP` has bought from its own budget.
async fn ordered(town: &Town, number: usize) -> String {
    let body = json!({ "office": "DKP", "purchased_on": "2026-11-20", "amount": 1_000 + number,
        "channel": "e_order", "supplier": "PT Kertas", "item": "Kertas", "order_number": "EP-1" });
    id(town.api(Dewi, Post, "/office-purchases", Some(body)).await)
}
