//! "About this rule", and the poster that leads to it.

use rocket::get;

use crate::documents::poster::{Poster, sheet};
use crate::rules::policy_state::governing;
use crate::rules::{Period, Placement, Policy, Zone, placement};
use crate::text::{Arg, Language, formats, text, text_with};
use crate::web::HttpError;
use crate::web::answers::download::{Download, Kind};
use crate::web::answers::page::Page;
use crate::web::documents::policy_document::is_readable;
use crate::web::guards::context::Context;
use crate::web::guards::who::Anybody;
use crate::web::views::regulation::{RegulationPage, RuleFigures};
use crate::web::views::standing::last_minute;

#[get("/aturan")]
pub fn show(context: Context<'_, Anybody>) -> Page {
    context.render(&RegulationPage { rule: figures(&context) })
}

/// For a wall: A4, with a code that leads to the page.
#[get("/aturan/poster.pdf")]
pub async fn poster(context: Context<'_, Anybody>) -> Result<Download, HttpError> {
    let language = context.language;
    let page = context.app.config.link("/aturan");
    let poster = Poster {
        language,
        institution: context.institution().to_owned(),
        answers: answers(language, figures(&context).as_ref()),
        help: context.help().map(|contact| contact.line()),
        address: page.split("://").last().unwrap_or_default().to_owned(),
        link: page,
    };
    let drawn = tokio::task::spawn_blocking(move || sheet(&poster)).await;
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "poster");
        HttpError::status(rocket::http::Status::InternalServerError)
    };
    let file = drawn.map_err(|error| failed(&error))?.map_err(|error| failed(&error))?;
    Ok(Download::of(Kind::Pdf, "aturan", file))
}

/// The policy of whoever looks, today or the next to come; that of the root where nobody has signed in.
fn figures(context: &Context<'_, Anybody>) -> Option<RuleFigures> {
    let rulebook = context.rulebook();
    let user = context.user.as_ref();
    let placements = user.map(|user| user.placements.as_slice()).unwrap_or_default();
    let root = rulebook.offices.roots().next()?;
    let today = user.map_or_else(|| root.zone.date(context.now()), |user| user.today);
    let here = placement::current(placements, today);
    let office = here.map_or(root.id, |place| place.office);
    let policy = governing(&rulebook.policies, &rulebook.offices, office, today)?;
    let zone = rulebook.offices.get(office).map_or(root.zone, |office| office.zone);
    let document = user.filter(|user| is_readable(user, policy.id));
    Some(RuleFigures {
        document: document.map(|_| format!("/kebijakan/{}/dokumen", policy.id)),
        ..of_policy(policy, here, today, zone)
    })
}

fn of_policy(
    policy: &Policy,
    here: Option<&Placement>,
    today: chrono::NaiveDate,
    zone: Zone,
) -> RuleFigures {
    let begins = Some(policy.effective_from).filter(|from| today < *from);
    let period = Period::of(policy.period, begins.unwrap_or(today));
    let (minimum, minimum_count) = match here.map(|place| policy.full_minimum(place)) {
        Some(own) => (own.amount, own.count),
        None => (policy.minimum_amount, policy.minimum_count),
    };
    let deadline = period.end + chrono::Days::new(policy.grace_days.into());
    RuleFigures {
        title: policy.title.clone(),
        legal_basis: policy.legal_basis.clone(),
        document: None,
        mode: policy.mode,
        period: policy.period,
        begins,
        minimum: Some(minimum).filter(|amount| *amount > 0),
        minimum_count: Some(minimum_count).filter(|count| *count > 0),
        has_tiers: !policy.tiers.is_empty(),
        most: policy.max_amount_per_purchase,
        last_day: period.end,
        deadline: last_minute(deadline, zone),
        zone: zone.label().into(),
        late_days: policy.late_days,
    }
}

/// The questions of the page with their answers, as a poster has room for them.
fn answers(language: Language, rule: Option<&RuleFigures>) -> Vec<(String, String)> {
    let say = |key: &str| text(language, key);
    let mut found = Vec::new();
    if let Some(rule) = rule {
        let asked = rule.minimum.map(|amount| {
            let amount = formats::rupiah(language, amount);
            let key = format!("rule-asked-{}", rule.period.name());
            text_with(language, &key, &[("amount", Arg::from(&amount))])
        });
        let most = formats::rupiah(language, rule.most);
        let counted = text_with(language, "rule-what-answer", &[("most", Arg::from(&most))]);
        let what = asked.map_or_else(|| counted.clone(), |asked| format!("{asked} {counted}"));
        found.push((say("rule-what"), what));
        found.push((say("rule-whom"), say("rule-whom-answer")));
        let key = format!("rule-until-{}", rule.period.name());
        let late = [("late", Arg::from(rule.late_days as usize))];
        found.push((say("rule-until"), text_with(language, &key, &late)));
    }
    found.push((say("rule-receipt"), say("rule-receipt-answer")));
    found.push((say("rule-sees"), say("rule-sees-answer")));
    found
}
