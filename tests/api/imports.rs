use rocket::http::Method::Get;
use serde_json::json;

use super::faults;
use crate::on_both_databases;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Hadi, Nobody};

const GOOD: &[u8] = b"nip,nama,email,jenis,unit,tmt\n\
    199512312020121001,Joko,joko@x.id,PNS,DKP,2026-11-23\n7,Tujuh,tujuh@x.id,NON_ASN,DKP,2026-11-23\n";
const BAD: &[u8] = b"nip,nama,email,jenis,unit,tmt\n\
    199512312020121001,Joko,joko@x.id,PNS,DKP,2026-11-23\n1.99E+17,Tujuh,tujuh,PNS,DKP,2026-11-23\n";

on_both_databases! {
    async fn people_are_imported_whole_or_not_at_all(db) {
        let town = Town::build(db).await;
        let send = async |path: &str, file: &[u8]| town.api_upload(Dewi, path, &[], &[], &[("file", "p.csv", file)]).await;
        let dry = send("/imports/employees?dry_run=true", GOOD).await.is(200).json();
        assert_eq!((&dry["rows"], &dry["created"], &dry["errors"]), (&json!(2), &json!(2), &json!([])));
        assert_eq!(dry["warnings"][0]["row"], 3);
        let joko = "/employees/199512312020121001";
        town.api(Dewi, Get, joko, None).await.is(404);

        let bad = send("/imports/employees", BAD).await.is(422);
        assert_eq!(faults(&bad), ["number: number-scientific"]);
        assert_eq!((&bad.json()["errors"][0]["row"], &bad.json()["created"]), (&json!(3), &json!(0)));
        assert_eq!(send("/imports/employees?dry_run=true", BAD).await.is(200).json()["errors"][0]["row"], 3);
        town.api(Dewi, Get, joko, None).await.is(404);

        send("/imports/employees", GOOD).await.is(200);
        assert_eq!(town.api(Dewi, Get, joko, None).await.is(200).json()["office"], "DKP");
        assert_eq!(send("/imports/employees", GOOD).await.is(200).json()["unchanged"], 2);
    }

    async fn only_a_table_is_taken_and_only_from_administrators(db) {
        let town = Town::build(db).await;
        let offices = b"kode,nama,jenis,induk\nA,Bidang A,bidang,DKP\n";
        let files = [("file", "o.csv", &offices[..])];
        town.api_upload(Hadi, "/imports/offices", &[], &[], &files).await.is(403);
        town.api_upload(Nobody, "/imports/offices", &[], &[], &files).await.is(401);
        let none = town.api_upload(Dewi, "/imports/offices", &[], &[], &[]).await.is(422);
        assert_eq!(faults(&none), ["file: missing"]);
        let other = town.api_upload(Dewi, "/imports/offices", &[], &[("x", "1")], &files).await.is(422);
        assert_eq!(faults(&other), ["x: field-unknown"]);
        let twice = [files[0], files[0]];
        assert_eq!(faults(&town.api_upload(Dewi, "/imports/offices", &[], &[], &twice).await.is(422)), ["file: field-twice"]);
        let large = vec![b'x'; 20 * 1024 * 1024 + 1];
        town.api_upload(Dewi, "/imports/offices", &[], &[], &[("file", "l.csv", &large)]).await.is(413);
        town.api(Dewi, rocket::http::Method::Post, "/imports/offices", Some(json!({}))).await.is(415);
        town.api_upload(Dewi, "/imports/offices?dry_run=maybe", &[], &[], &files).await.is(422);
        assert_eq!(town.api_upload(Dewi, "/imports/offices", &[], &[], &files).await.is(200).json()["created"], 1);
    }
}
