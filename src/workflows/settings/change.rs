//! What an administrator chooses for the whole installation. Nothing of it changes a figure: a
//! policy keeps the days and reminders that it was added with (rules.md §2).

use serde::Serialize;
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::backup::BackupDraft;
use crate::rules::calm::MailsAWeek;
use crate::rules::channel::Channels;
use crate::rules::close_mail::CloseMails;
use crate::rules::mail_note::MailNote;
use crate::rules::money::AmountInput;
use crate::rules::policy_draft::{MOST_GRACE_DAYS_OF_WEEK, MOST_LATE_DAYS};
use crate::rules::problem::{self, Problem, Problems};
use crate::rules::purchase_draft;
use crate::rules::reminder_times::RemindersDraft;
use crate::rules::second_factor::SecondFactorRule;
use crate::rules::target::Target;
use crate::rules::{Office, PolicyDefaults, Retention, office, retention};
use crate::store::settings::{self, FirstSteps, Settings};
use crate::store::{Store, Txn, offices};
use crate::text::{Language, Languages};
use crate::txn_job;
use crate::workflows::offices::edit;
use crate::workflows::settings::apply_retention::preview;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// What changes, as it was typed; `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The name of the root office.
    pub institution: Option<String>,
    /// The zone of the root office.
    pub time_zone: Option<String>,
    /// The default language, by its tag.
    pub language: Option<String>,
    /// All that are offered.
    pub languages: Option<Vec<String>>,
    pub grace_days: Option<String>,
    pub late_days: Option<String>,
    pub reminders: RemindersDraft,
    /// Empty: for ever.
    pub receipts_years: Option<String>,
    /// Empty: for ever.
    pub documents_months: Option<String>,
    /// Empty: for ever.
    pub mail_months: Option<String>,
    /// Empty: for ever.
    pub imports_months: Option<String>,
    /// Empty: for ever.
    pub leavers_months: Option<String>,
    /// Empty: as long as they last by themselves.
    pub devices_months: Option<String>,
    /// What a shorter retention would remove has been looked at.
    pub confirm: bool,
    /// The day from which on administrators have to have a second factor; empty: never.
    pub second_factor_from: Option<String>,
    pub backup: BackupDraft,
    /// Whether sellers are asked what they sold.
    pub sellers_confirm: Option<bool>,
    /// The names of all channels that are offered besides the built-in ones.
    pub channels: Option<Vec<String>>,
    /// Rupiah of a week above which a seller is pointed out; empty: nobody is.
    pub seller_notice: Option<String>,
    /// The share of people who are to have met the minimum, in percent; empty: none.
    pub target_rate: Option<String>,
    /// What is added to mails; empty: nothing.
    pub mail_note: Option<String>,
    pub mails_a_week: Option<String>,
    /// Whether closed periods are handed over to the system that reckons allowances.
    pub allowance_export: Option<bool>,
    /// Whether anybody may read totals without names.
    pub transparency: Option<bool>,
    /// Whether heads are mailed their recap after a close, and leaders their summary.
    pub recap_to_heads: Option<bool>,
    pub summary_to_leaders: Option<bool>,
}

/// # Errors
/// `Invalid` with every fault, by field; then nothing is changed.
pub async fn change(store: &Store, warrant: &Warrant, change: Change) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            let before = settings::read(txn).await?;
            let mut problems = Problems::default();
            let office = institution(txn, &change, &mut problems).await?;
            let languages = languages(&change, &before.languages, &mut problems);
            let defaults = policy_defaults(&change, &before.policy_defaults, &mut problems);
            let retention = new_retention(&change, before.retention, &mut problems);
            let backup = change.backup.check(&mut problems, before.backup_plan);
            let factor = second_factor(&change, before.second_factor, &mut problems);
            let channels = channels(&change, &before.channels, &mut problems);
            let notice = seller_notice(&change, before.seller_notice, &mut problems);
            let target = target(&change, before.target_rate, &mut problems);
            let mail_note = mail_note(&change, before.mail_note.as_ref(), &mut problems);
            let mails_a_week = mails_a_week(&change, before.mails_a_week, &mut problems);
            if !problems.is_empty() {
                return Err(WorkflowError::Invalid(problems.into_vec()));
            }
            ask_before_removing(acting, &change, (&before.retention, &retention)).await?;
            if let Some((tree, was, is)) = office {
                edit::put(acting, &tree, &was, &is).await?;
                look_over(txn, &before).await?;
            }
            let write = Writing { acting };
            write.part(settings::LANGUAGES, &before.languages, &languages).await?;
            write.part(settings::POLICY_DEFAULTS, &before.policy_defaults, &defaults).await?;
            write.part(settings::RETENTION, &before.retention, &retention).await?;
            write.part(settings::CHANNELS, &before.channels, &channels).await?;
            write.part(settings::SELLER_NOTICE, &before.seller_notice, &notice).await?;
            write.part(settings::TARGET_RATE, &before.target_rate, &target).await?;
            write.part(settings::MAIL_NOTE, &before.mail_note, &mail_note).await?;
            write.part(settings::MAILS_A_WEEK, &before.mails_a_week, &mails_a_week).await?;
            let close_mails = CloseMails {
                heads: change.recap_to_heads.unwrap_or(before.close_mails.heads),
                leaders: change.summary_to_leaders.unwrap_or(before.close_mails.leaders),
            };
            write.part(settings::CLOSE_MAILS, &before.close_mails, &close_mails).await?;
            write.part(settings::BACKUP_PLAN, &before.backup_plan, &backup).await?;
            let asked = change.sellers_confirm.unwrap_or(before.sellers_confirm);
            write.part(settings::SELLERS_CONFIRM, &before.sellers_confirm, &asked).await?;
            let handed = change.allowance_export.unwrap_or(before.allowance_export);
            write.part(settings::ALLOWANCE_EXPORT, &before.allowance_export, &handed).await?;
            let public = change.transparency.unwrap_or(before.transparency);
            write.part(settings::TRANSPARENCY, &before.transparency, &public).await?;
            write.part(settings::SECOND_FACTOR, &before.second_factor, &factor).await
        }))
        .await
}

struct Writing<'a> {
    acting: &'a Acting<'a>,
}

impl Writing<'_> {
    /// Puts a part that has changed, and notes it.
    async fn part<T: Serialize + PartialEq>(
        &self,
        name: &str,
        before: &T,
        after: &T,
    ) -> Result<(), WorkflowError> {
        if before == after {
            return Ok(());
        }
        settings::put_part(self.acting.txn(), name, after).await?;
        let details = json!({ "before": before, "after": after });
        let subject = format!("settings/{name}");
        self.acting.note(AuditAction::SettingsChange, subject, details).await?;
        Ok(())
    }
}

/// The tree, and the root office before and after; nothing where neither name nor zone was given.
async fn institution(
    txn: &Txn,
    change: &Change,
    problems: &mut Problems,
) -> Result<Option<(crate::rules::OfficeTree, Office, Office)>, WorkflowError> {
    if change.institution.is_none() && change.time_zone.is_none() {
        return Ok(None);
    }
    let tree = offices::locked(txn).await?;
    let Some(root) = tree.roots().next().cloned() else {
        problems.add(Problem::new("institution", "missing"));
        return Ok(None);
    };
    let wanted = office::Change {
        name: change.institution.clone(),
        time_zone: change.time_zone.clone(),
        ..office::Change::default()
    };
    match wanted.check(&tree, &root) {
        Ok(changed) => Ok(Some((tree, root, changed))),
        Err(mut found) => {
            for problem in found.iter_mut().filter(|problem| problem.field == "name") {
                problem.field = "institution".into();
            }
            problems.add_all(found);
            Ok(None)
        }
    }
}

/// The first of a new installation's steps is done.
async fn look_over(txn: &Txn, before: &Settings) -> Result<(), WorkflowError> {
    let Some(steps) = before.first_steps.filter(|steps| !steps.institution) else { return Ok(()) };
    let steps = FirstSteps { institution: true, ..steps };
    Ok(settings::put_part(txn, settings::FIRST_STEPS, &steps).await?)
}

fn languages(change: &Change, before: &Languages, problems: &mut Problems) -> Languages {
    let mut tag = |field: &str, text: &str| {
        let known = Language::ALL.into_iter().find(|language| language.name() == text.trim());
        problems
            .take(known.ok_or_else(|| problem::problem_with_value(field, "unknown-choice", text)))
    };
    let default = match &change.language {
        None => Some(before.default),
        Some(text) => tag("language", text),
    };
    let chosen: Vec<_> = match &change.languages {
        None => before.offered.iter().copied().map(Some).collect(),
        Some(texts) => texts.iter().map(|text| tag("languages", text)).collect(),
    };
    let complete = default.is_some() && chosen.iter().all(Option::is_some);
    // One order, whatever came in.
    let offered: Vec<_> =
        Language::ALL.into_iter().filter(|known| chosen.contains(&Some(*known))).collect();
    let default = default.unwrap_or(before.default);
    if complete && !offered.contains(&default) {
        problems.add(Problem::new("languages", "language-default"));
    }
    Languages { default, offered }
}

fn policy_defaults(
    change: &Change,
    before: &PolicyDefaults,
    problems: &mut Problems,
) -> PolicyDefaults {
    let mut days = |field: &str, text: &Option<String>, before, most| match text {
        None => before,
        Some(text) if text.trim().is_empty() => {
            problems.add(Problem::new(field, "missing"));
            before
        }
        text => {
            let read = problem::whole(field, text.as_deref(), before, 0..=most);
            problems.take(read).unwrap_or(before)
        }
    };
    // What is proposed fits policies of either kind of period.
    let grace_days =
        days("grace_days", &change.grace_days, before.grace_days, MOST_GRACE_DAYS_OF_WEEK);
    let late_days = days("late_days", &change.late_days, before.late_days, MOST_LATE_DAYS);
    let reminders = change.reminders.check(problems, before.reminders);
    PolicyDefaults { grace_days, late_days, reminders }
}

fn new_retention(change: &Change, before: Retention, problems: &mut Problems) -> Retention {
    let mut new_retention = before;
    if let Some(text) = &change.receipts_years {
        new_retention.receipts_years = problems.take(retention::years(text)).flatten();
    }
    for (field, text, months) in [
        ("documents_months", &change.documents_months, &mut new_retention.documents_months),
        ("mail_months", &change.mail_months, &mut new_retention.mail_months),
        ("imports_months", &change.imports_months, &mut new_retention.imports_months),
        ("leavers_months", &change.leavers_months, &mut new_retention.leavers_months),
        ("devices_months", &change.devices_months, &mut new_retention.devices_months),
    ] {
        if let Some(text) = text {
            *months = problems.take(retention::months(field, text)).flatten();
        }
    }
    new_retention
}

/// Refuses once what would be removed by a retention and is not by the one before: it cannot be brought back.
async fn ask_before_removing(
    acting: &Acting<'_>,
    change: &Change,
    (before, after): (&Retention, &Retention),
) -> Result<(), WorkflowError> {
    if change.confirm || before == after {
        return Ok(());
    }
    let would = preview(acting.txn(), after, acting.now()).await?;
    let goes_anyway = preview(acting.txn(), before, acting.now()).await?;
    if !would.exceeds(&goes_anyway) {
        return Ok(());
    }
    let problem = Problem::new("confirm", "retention-removes")
        .with("receipts", would.receipts)
        .with("documents", would.documents)
        .with("mails", would.mails)
        .with("imports", would.imports)
        .with("deliveries", would.deliveries)
        .with("leavers", would.leavers)
        .with("devices", would.devices);
    Err(WorkflowError::invalid(problem))
}

fn second_factor(
    change: &Change,
    before: SecondFactorRule,
    problems: &mut Problems,
) -> SecondFactorRule {
    match change.second_factor_from.as_deref().map(str::trim) {
        None => before,
        Some("") => SecondFactorRule { administrators_from: None },
        Some(text) => {
            let from = problems.take(problem::date("second_factor_from", text));
            SecondFactorRule { administrators_from: from }
        }
    }
}

fn channels(change: &Change, before: &Channels, problems: &mut Problems) -> Channels {
    let Some(names) = &change.channels else { return before.clone() };
    match before.offering(names.iter().map(String::as_str)) {
        Ok(offered) => offered,
        Err(found) => {
            problems.add_all(found);
            before.clone()
        }
    }
}

fn mail_note(
    change: &Change,
    before: Option<&MailNote>,
    problems: &mut Problems,
) -> Option<MailNote> {
    match &change.mail_note {
        None => before.cloned(),
        Some(text) => problems.take(MailNote::check("mail_note", text)).flatten(),
    }
}

fn mails_a_week(change: &Change, before: MailsAWeek, problems: &mut Problems) -> MailsAWeek {
    let Some(text) = &change.mails_a_week else { return before };
    problems.take(MailsAWeek::check("mails_a_week", text)).unwrap_or(before)
}

fn target(change: &Change, before: Target, problems: &mut Problems) -> Target {
    let Some(text) = &change.target_rate else { return before };
    problems.take(Target::check("target_rate", text)).unwrap_or(before)
}

/// More would be pointed out by nothing.
const MOST_NOTICE: i64 = 1_000_000_000;

fn seller_notice(change: &Change, before: Option<i64>, problems: &mut Problems) -> Option<i64> {
    let text = match change.seller_notice.as_deref().map(str::trim) {
        None => return before,
        Some("") => return None,
        Some(text) => text,
    };
    let written = AmountInput::Written(text.to_owned(), Language::Indonesian);
    let read = purchase_draft::amount(&written, MOST_NOTICE);
    problems.take(read.map_err(|problem| Problem { field: "seller_notice".into(), ..problem }))
}
