//! Every action has a sentence, and it says what was noted.

use std::collections::HashMap;
use std::sync::Arc;

use super::*;
use crate::rules::AuditId;
use crate::rules::office::{Office, OfficeTree};

fn rulebook() -> Rulebook {
    let office = Office {
        id: OfficeId(1),
        code: "SKM".into(),
        name: "Kabupaten Sukamaju".into(),
        kind: "kabupaten".into(),
        parent: None,
        zone: Zone::Wita,
    };
    Rulebook { offices: OfficeTree::new(vec![office]), ..Rulebook::default() }
}

fn say(language: Language, action: AuditAction, subject: &str, details: &str) -> String {
    let rulebook = Arc::new(rulebook());
    let person = |number: &str, name: &str| (number.to_owned(), name.to_owned());
    let people = HashMap::from([
        (EmployeeId(1), person("1", "Rina")),
        (EmployeeId(2), person("2", "Sri Wahyuni")),
    ]);
    let known = Known { people, rulebook: &rulebook };
    let entry = Entry {
        previous: String::new(),
        hash: String::new(),
        id: AuditId(1),
        at: "2026-11-20T02:00:00Z".parse().unwrap(),
        actor_id: Some(EmployeeId(1)),
        about_id: Some(EmployeeId(2)),
        action,
        subject: subject.into(),
        details: details.into(),
    };
    sentence(language, &entry, &known)
}

#[test]
fn every_action_has_its_words_and_its_sentence() {
    for language in Language::ALL {
        for action in AuditAction::ALL {
            let label = label(language, action);
            // What an old entry lacks is a dash, and no fault.
            let words = say(language, action, "", "{}");
            assert!(!label.is_empty() && words.len() > 4, "{}: {words}", action.name());
        }
    }
}

#[test]
fn a_sentence_says_what_was_noted() {
    use AuditAction::{EmployeeEdit, PeriodClose, PurchaseEdit, PurchaseVoid, RoleGrant};
    use Language::{English, Indonesian};
    let voided =
        r#"{"employee":2,"amount":40000,"seller":"Lalapan Maju Makmur","reason":"nominal keliru"}"#;
    assert_eq!(
        say(Indonesian, PurchaseVoid, "purchases/9", voided),
        "membatalkan catatan Rp40.000 di Lalapan Maju Makmur milik Sri Wahyuni: nominal keliru"
    );
    let edited = r#"{"amount":[40000,4000],"purchased_on":["2026-11-18","2026-11-18"]}"#;
    assert!(say(English, PurchaseEdit, "purchases/9", edited).ends_with("Rp40,000 → Rp4,000)"));
    let closed = r#"{"people":1200}"#;
    assert_eq!(
        say(Indonesian, PeriodClose, "periods/2026-W47", closed),
        "menutup Pekan 47 (16–22 November 2026) untuk 1.200 pegawai"
    );
    let granted = r#"{"employee":2,"role":"head","office":"SKM","from":"2026-11-20"}"#;
    assert_eq!(
        say(Indonesian, RoleGrant, "roles/3", granted),
        "memberi Sri Wahyuni peran Kepala untuk Kabupaten Sukamaju mulai 20 November 2026"
    );
    let renamed =
        r#"{"before":{"name":"Sri","phone":null},"after":{"name":"Sri Wahyuni","phone":null}}"#;
    let renamed = say(Indonesian, EmployeeEdit, "employees/2", renamed);
    assert!(renamed.contains("Sri → Sri Wahyuni)"), "{renamed}");
}
