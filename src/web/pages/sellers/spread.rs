//! How what people have bought is spread: over sellers, over lines of business, over channels.

use rocket::get;

use super::Keeper;
use crate::rules::Period;
use crate::store::insights;
use crate::text::channel_name;
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::input::query::{Between, Query, parameters};
use crate::web::views::spread::{
    ChannelShare, GoodsShare, NoticedWeek, SellerShare, SpreadPage, share,
};

/// Weeks that are looked at where nobody says how many.
const USUAL: u32 = 12;
const TOP: u64 = 5;
/// Weeks for which sellers are pointed out, and how many of them.
const NOTICED_WEEKS: usize = 2;
const NOTICED: u64 = 20;

parameters! {
    pub struct SpreadQuery {
        pub pekan: Option<Between<1, 53>>,
    }
}

#[get("/penjual/sebaran")]
pub async fn show(context: Keeper<'_>, query: Query<SpreadQuery>) -> Result<Page, HttpError> {
    let (db, user) = (context.db(), &context.user);
    let count = query.0.pekan.map_or(USUAL, |chosen| chosen.0);
    let weeks = Period::week_of(user.today).last(usize::try_from(count).unwrap_or(1));
    let (from, to) = (weeks[0].start, user.today);
    let found = insights::spread(db, (from, to), TOP).await?;
    let total = found.total.amount.unwrap_or(0);
    let of_top: i64 = found.top.iter().map(|one| one.amount).sum();
    let mut noticed = Vec::new();
    if let Some(amount) = user.settings.seller_notice {
        for week in weeks.iter().rev().take(NOTICED_WEEKS) {
            let above = insights::above(db, (week.start, week.end), amount, NOTICED).await?;
            if !above.is_empty() {
                let sellers = above.into_iter().map(|one| SellerShare::of(one, total)).collect();
                noticed.push(NoticedWeek { week: week.start, sellers });
            }
        }
    }
    let (language, channels) = (context.language, &user.settings.channels);
    Ok(context.render(&SpreadPage {
        weeks: count,
        from,
        to,
        count: found.total.count,
        sellers: found.total.sellers,
        amount: total,
        top: found.top.into_iter().map(|one| SellerShare::of(one, total)).collect(),
        top_share: (total > 0).then(|| share(of_top, total)),
        goods: found
            .goods
            .into_iter()
            .map(|one| GoodsShare {
                goods: one.goods,
                sellers: one.sellers,
                amount: one.amount,
                share: share(one.amount, total),
            })
            .collect(),
        channels: found
            .channels
            .into_iter()
            .map(|one| ChannelShare {
                channel: channel_name(language, channels, &one.channel),
                count: one.count,
                amount: one.amount,
                share: share(one.amount, total),
            })
            .collect(),
        notice: user.settings.seller_notice,
        noticed,
    }))
}
