//! What stands around the table of a recap, in words: the same on its page, in its workbook and on paper.

use super::{Arg, Language, formats, text, text_with};
use crate::rules::recap::{Letterhead, Recap, Sheet, Totals};
use crate::rules::{Period, PeriodKind};

/// `Pekan 47, 16–22 November 2026`, `November 2026`.
pub fn period(language: Language, period: &Period) -> String {
    match period.kind {
        PeriodKind::Week => format!(
            "{}, {}",
            formats::week_label(language, period.start),
            formats::date_range(language, period.start, period.end)
        ),
        PeriodKind::Month => formats::month_year(language, period.start),
    }
}

/// What has to be known of it before it is relied on; nothing of a final one without amendments.
pub fn notes(language: Language, sheet: &Sheet) -> Vec<String> {
    let Recap { closed, amendment, unseen, .. } = sheet.recap;
    let mut notes = Vec::new();
    if !closed {
        notes.push(text(language, "recap-not-final"));
    }
    if let Some(number) = amendment {
        let number = number.to_string();
        notes.push(text_with(language, "recap-amended", &[("number", Arg::from(&number))]));
    }
    if unseen > 0 {
        notes.push(text_with(language, "recap-unseen", &[("count", Arg::Count(unseen as u64))]));
    }
    notes
}

/// The figures of the office, each with its label.
pub fn facts(language: Language, totals: &Totals) -> Vec<(String, String)> {
    let summary = &totals.summary;
    let people = |count: u32| formats::number(language, count.into());
    let rupiah = |amount| formats::rupiah(language, amount);
    let facts = [
        ("recap-headcount", people(summary.headcount)),
        ("recap-obliged", people(summary.obliged)),
        ("recap-met", people(summary.met)),
        ("recap-met-late", people(summary.met_late)),
        ("recap-open", people(summary.open)),
        ("recap-short", people(summary.short)),
        ("recap-exempt", people(summary.exempt)),
        ("recap-rate", formats::percent(summary.rate())),
        ("recap-counted-sum", rupiah(summary.counted_amount)),
        ("recap-shortfall-sum", rupiah(summary.shortfall_amount)),
    ];
    facts.into_iter().map(|(key, value)| (text(language, key), value)).collect()
}

/// What stands above and below the room for the signature.
pub fn signature(language: Language, sheet: &Sheet) -> (Vec<String>, Vec<String>) {
    let Letterhead { place, position, signer, rank, signer_number, .. } = &sheet.letterhead;
    let day = formats::date_plain(language, sheet.on);
    let blank = |text: &str| {
        if text.is_empty() { "………………………".to_owned() } else { text.to_owned() }
    };
    let above = vec![format!("{}, {day}", blank(place)), blank(position)];
    let number = signer_number
        .as_deref()
        .map(|number| text_with(language, "recap-signer-number", &[("number", Arg::from(number))]));
    let below = [Some(blank(signer)), rank.clone(), number].into_iter().flatten().collect();
    (above, below)
}
