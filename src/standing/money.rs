//! Where people's money went, summed up by seller, sub-district, line of business and channel.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use crate::rules::SellerId;
use crate::rules::channel::Channel;
use crate::rules::seller::Goods;
use crate::store::money::{Bought, Question, by_seller};
use crate::store::{self, ConnectionTrait};

/// What was bought in one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<K> {
    pub key: K,
    pub sellers: u64,
    pub count: i64,
    /// Rupiah.
    pub amount: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SellerKey {
    pub id: SellerId,
    pub name: String,
    pub district: Option<String>,
}

/// Each list has the most bought first; together every list comes to the same amount.
#[derive(Clone, Debug)]
pub struct Money {
    pub count: i64,
    /// Rupiah.
    pub amount: i64,
    pub sellers: Vec<Group<SellerKey>>,
    /// By the sub-district of the seller; none where nobody has said.
    pub districts: Vec<Group<Option<String>>>,
    /// By what sellers sell; none where nobody has said.
    pub goods: Vec<Group<Option<Goods>>>,
    pub channels: Vec<Group<Channel>>,
}

pub async fn of(db: &impl ConnectionTrait, question: Question<'_>) -> store::Result<Money> {
    let rows = by_seller(db, question).await?;
    let seller = |row: &Bought| SellerKey {
        id: row.seller_id,
        name: row.name.clone(),
        district: row.district.clone(),
    };
    Ok(Money {
        count: rows.iter().map(|row| row.count).sum(),
        amount: rows.iter().map(|row| row.amount).sum(),
        sellers: grouped(&rows, seller),
        districts: grouped(&rows, |row| row.district.clone()),
        goods: grouped(&rows, |row| row.goods),
        channels: grouped(&rows, |row| row.channel.clone()),
    })
}

fn grouped<K: Eq + Hash>(rows: &[Bought], key: impl Fn(&Bought) -> K) -> Vec<Group<K>> {
    let mut sums: HashMap<K, (BTreeSet<SellerId>, i64, i64)> = HashMap::new();
    for row in rows {
        let (sellers, count, amount) = sums.entry(key(row)).or_default();
        sellers.insert(row.seller_id);
        *count += row.count;
        *amount += row.amount;
    }
    let mut groups: Vec<_> = sums
        .into_iter()
        .map(|(key, (sellers, count, amount))| {
            let first = sellers.first().copied();
            (first, Group { key, sellers: sellers.len() as u64, count, amount })
        })
        .collect();
    // Of equal ones always the same stands first.
    groups.sort_by(|(a_first, a), (b_first, b)| {
        b.amount
            .cmp(&a.amount)
            .then_with(|| b.count.cmp(&a.count))
            .then_with(|| a_first.cmp(b_first))
    });
    groups.into_iter().map(|(_, group)| group).collect()
}
