//! How the backups stand, on the desk and beside their settings.

use super::zone;
use crate::rules::backup::BackupAlarm;
use crate::web::guards::context::Context;
use crate::web::guards::who::SignedInAs;
use crate::web::request::local;
use crate::web::views::settings::{BackupTrouble, BackupsShown};

pub fn shown<R: SignedInAs>(context: &Context<'_, R>) -> BackupsShown {
    let (user, config) = (&context.user, &context.app.config);
    let (zone, backups) = (zone(user), &user.settings.backups);
    let alarms = backups.alarms(config.backup_dir.is_some(), user.now);
    let trouble = alarms.into_iter().map(|alarm| BackupTrouble {
        alarm,
        problem: match alarm {
            BackupAlarm::Failed => backups.backup.problem().map(str::to_owned),
            BackupAlarm::RehearsalFailed => backups.rehearsal.problem().map(str::to_owned),
            _ => None,
        },
    });
    BackupsShown {
        folder: config.backup_dir.as_ref().map(|folder| folder.display().to_string()),
        zone: zone.label().to_owned(),
        taken: backups.backup.succeeded_at.map(|at| local(at, zone)),
        rehearsed: backups.rehearsal.succeeded_at.map(|at| local(at, zone)),
        alarms: trouble.collect(),
    }
}
