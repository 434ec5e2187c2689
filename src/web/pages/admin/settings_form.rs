//! What the forms of the settings show, on their own page and in the first run.

use super::policies::reminder_fields;
use super::zone;
use crate::rules::mail_note::MailNote;
use crate::text::formats;
use crate::web::guards::context::Context;
use crate::web::guards::who::Administrator;
use crate::web::request::local;
use crate::web::views::form_values::FormValues;
use crate::web::views::settings::{MailSettings, MailTestResult, SettingsForm};

/// What the forms show before anything is typed.
pub fn current(context: &Context<'_, Administrator>) -> SettingsForm {
    let (settings, root) = (&context.user.settings, context.offices().roots().next());
    let (defaults, plan) = (&settings.policy_defaults, settings.backup_plan);
    let languages = settings.languages.offered.iter().map(|language| language.name().to_owned());
    let channels: Vec<&str> = settings.channels.offered().map(|own| own.name.as_str()).collect();
    let notice = settings.seller_notice.map(|amount| formats::number(context.language, amount));
    let values = FormValues::default()
        .with_some("institution", root.map(|root| &root.name))
        .with_some("time_zone", root.map(|root| root.zone.name()))
        .with("language", settings.languages.default.name())
        .with("grace_days", defaults.grace_days)
        .with("late_days", defaults.late_days)
        .with_some("receipts_years", settings.retention.receipts_years)
        .with_some("documents_months", settings.retention.documents_months)
        .with_some("mail_months", settings.retention.mail_months)
        .with_some("imports_months", settings.retention.imports_months)
        .with_some("leavers_months", settings.retention.leavers_months)
        .with_some("devices_months", settings.retention.devices_months)
        .with_some("second_factor_from", settings.second_factor.administrators_from)
        .with("sellers_confirm", if settings.sellers_confirm { "1" } else { "" })
        .with("allowance_export", if settings.allowance_export { "1" } else { "" })
        .with("transparency", if settings.transparency { "1" } else { "" })
        .with("backup_hour", plan.hour)
        .with("backup_days", plan.days)
        .with("backup_weeks", plan.weeks)
        .with("backup_months", plan.months)
        .with("channels", channels.join("\n"))
        .with_some("seller_notice", notice)
        .with_some("target_rate", settings.target_rate.percent())
        .with_some("mail_note", settings.mail_note.as_ref().map(MailNote::as_str))
        .with("mails_a_week", settings.mails_a_week.get())
        .with("recap_to_heads", if settings.close_mails.heads { "1" } else { "" })
        .with("summary_to_leaders", if settings.close_mails.leaders { "1" } else { "" })
        .overlaid(reminder_fields::values(defaults.reminders));
    SettingsForm { values, languages: languages.collect() }
}

/// How mail leaves, and what became of the last test.
pub fn mail(context: &Context<'_, Administrator>) -> MailSettings {
    let (user, config) = (&context.user, &context.app.config);
    let zone = zone(user);
    let test = user.settings.mail_test.as_ref().map(|test| MailTestResult {
        at: local(test.at, zone),
        to: test.to.clone(),
        outcome: test.outcome,
        answer: test.answer.clone(),
    });
    MailSettings {
        // Without the name and password that may stand in the address.
        server: config.smtp_url.as_deref().map(server),
        from: config.mail_from.clone(),
        to: user.employee.email.clone(),
        zone: zone.label().to_owned(),
        test,
    }
}

fn server(address: &str) -> String {
    let Ok(url) = url::Url::parse(address) else { return String::new() };
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
