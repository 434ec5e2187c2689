use pekan::rules::reminder_times::{RemindersDraft, Slot, SlotDraft};
use pekan::store::settings;
use pekan::text::Language;
use pekan::workflows::WorkflowError;
use pekan::workflows::settings::change::{Change, change};
use pekan::workflows::settings::hide_first_steps;

use super::{District, invalid};
use crate::on_both_databases;
use crate::support::database::Database;

on_both_databases!(
    each_part_that_changes_is_noted_once,
    one_fault_keeps_everything_as_it_was,
    strangers_change_nothing,
    another_node_sees_the_change_within_a_second
);

async fn each_part_that_changes_is_noted_once(db: Database) {
    let d = District::build(&db).await;
    let quiet = d.audited().await.len();
    let wanted = Change {
        institution: Some("Kabupaten Baru".into()),
        language: Some("en".into()),
        grace_days: Some("4".into()),
        reminders: RemindersDraft {
            midweek: Some(SlotDraft { on: true, day: "3".into(), hour: "10".into() }),
            ..RemindersDraft::default()
        },
        mail_months: Some("6".into()),
        ..Change::default()
    };
    change(&d.store, &d.dewi, wanted.clone()).await.unwrap();
    let noted = d.audited().await;
    assert_eq!(
        noted[..4],
        ["settings.change", "settings.change", "settings.change", "office.edit"]
    );
    let chosen = d.store.settings().await.unwrap();
    assert_eq!(chosen.languages.default, Language::English);
    assert_eq!(chosen.policy_defaults.reminders.midweek, Slot { on: true, weekday: 3, hour: 10 });
    assert_eq!((chosen.policy_defaults.grace_days, chosen.policy_defaults.late_days), (4, 30));
    assert_eq!(chosen.retention.mail_months, Some(6));
    change(&d.store, &d.dewi, wanted).await.unwrap();
    assert_eq!(d.audited().await.len(), quiet + 4, "what stays is no change");
}

async fn one_fault_keeps_everything_as_it_was(db: Database) {
    let d = District::build(&db).await;
    let broken = Change {
        institution: Some("Kabupaten Baru".into()),
        language: Some("en".into()),
        languages: Some(vec!["id".into(), "xx".into()]),
        reminders: RemindersDraft {
            head_digest: Some(SlotDraft::default()),
            ..RemindersDraft::default()
        },
        ..Change::default()
    };
    assert_eq!(
        invalid(change(&d.store, &d.dewi, broken).await),
        ["head_digest.hour: missing", "head_digest.weekday: missing", "languages: unknown-choice"]
    );
    assert_eq!(*d.store.settings().await.unwrap(), settings::Settings::default());
    let rulebook = d.store.rulebook().await.unwrap();
    assert_eq!(rulebook.offices.roots().next().unwrap().name, "Kantor LMJ");
}

async fn strangers_change_nothing(db: Database) {
    let d = District::build(&db).await;
    d.hire("198001012005011001", "DKP").await;
    let stranger = d.by("198001012005011001").await;
    let wanted = Change { grace_days: Some("0".into()), ..Change::default() };
    assert!(matches!(change(&d.store, &stranger, wanted).await, Err(WorkflowError::Forbidden)));
    assert!(matches!(
        hide_first_steps::hide(&d.store, &stranger).await,
        Err(WorkflowError::Forbidden)
    ));
}

async fn another_node_sees_the_change_within_a_second(db: Database) {
    let d = District::build(&db).await;
    let other = db.store().await;
    assert_eq!(other.settings().await.unwrap().retention.mail_months, None);
    let wanted = Change { mail_months: Some("6".into()), ..Change::default() };
    change(&d.store, &d.dewi, wanted).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(1_050)).await;
    assert_eq!(other.settings().await.unwrap().retention.mail_months, Some(6));
    assert_eq!(other.settings_at_hand().retention.mail_months, Some(6));
}
