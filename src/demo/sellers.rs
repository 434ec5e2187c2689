//! Invented small sellers and what is bought there.

use std::collections::HashSet;

use super::rng::Rng;
use crate::rules::seller::Goods;

/// A line of business: how such shops are called, what they sell, in rupiah.
#[derive(Debug, PartialEq, Eq)]
pub struct Trade {
    titles: &'static [&'static str],
    pub kind: Goods,
    goods: &'static [(&'static str, i64)],
    /// Small change is made up with this.
    trifle: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SellerSeed {
    /// "Warung Bu Sri"
    pub name: String,
    /// One of the 21 sub-districts, without "Kecamatan".
    pub district: &'static str,
    pub trade: &'static Trade,
}

/// `count` sellers, no two of the same name in one sub-district.
pub fn sellers(rng: &mut Rng, count: usize) -> Vec<SellerSeed> {
    let districts = districts();
    let mut taken = HashSet::new();
    let mut seller = || {
        let trade = &TRADES[rng.index(TRADES.len())];
        let district = districts[rng.index(districts.len())];
        let name = format!("{} {}", rng.pick(trade.titles), rng.pick(&OWNERS));
        let mut branch = 1;
        let mut unique = name.clone();
        while !taken.insert((unique.clone(), district)) {
            branch += 1;
            unique = format!("{name} {branch}");
        }
        SellerSeed { name: unique, district, trade }
    };
    (0..count).map(|_| seller()).collect()
}

/// What was bought for exactly `target` rupiah, a multiple of 500: the lines of the receipt with
/// their amounts. Empty for nothing.
pub fn basket(rng: &mut Rng, trade: &Trade, target: i64) -> Vec<(String, i64)> {
    let mut left = target;
    let mut lines = vec![];
    let mut take = |name: &str, price: i64, count: i64, left: &mut i64| {
        let count = count.min(*left / price);
        if count > 0 {
            *left -= count * price;
            let name = if count > 1 { format!("{name} x{count}") } else { name.to_owned() };
            lines.push((name, count * price));
        }
    };
    // A few dishes or goods share the sum; then, from dear to cheap, whatever still fits.
    let start = rng.index(trade.goods.len());
    let goods: Vec<_> = trade.goods.iter().cycle().skip(start).take(trade.goods.len()).collect();
    let (main, mut rest): (Vec<_>, Vec<_>) =
        goods.into_iter().partition(|(_, price)| *price >= 6_000);
    let wanted = main.len().min(1 + rng.index(4));
    for (place, (name, price)) in main[..wanted].iter().enumerate() {
        let sharing = i64::try_from(wanted - place).unwrap_or(1);
        take(name, *price, (left / sharing / price).max(1), &mut left);
    }
    rest.extend(&main[wanted..]);
    rest.sort_by_key(|(_, price)| -price);
    for (name, price) in rest {
        take(name, price, left / price, &mut left);
    }
    take(trade.trifle, 500, left / 500, &mut left);
    lines
}

/// The sub-districts, from the same table as the offices.
pub fn districts() -> Vec<&'static str> {
    include_str!("data/offices-sukamaju.csv")
        .lines()
        .filter(|line| line.starts_with("KEC-"))
        .filter_map(|line| line.split(',').nth(1)?.strip_prefix("Kecamatan "))
        .collect()
}

const OWNERS: [&str; 34] = [
    "Bu Sri",
    "Pak Darto",
    "Mak Ijah",
    "Bu Lastri",
    "Cak Imron",
    "Mbok Yem",
    "Bu Romlah",
    "Pak Slamet",
    "Mas Anto",
    "Mbak Rini",
    "Bu Tutik",
    "Cak Sholeh",
    "Bu Nanik",
    "Pak Min",
    "Bu Kasiati",
    "Bu Supatmi",
    "Mak Tun",
    "Pak Gito",
    "Cak Nur",
    "Mbah Karto",
    "Bu Wiwik",
    "Bu Anik",
    "Pak Marsudi",
    "Mbak Yuli",
    "Bu Halimah",
    "Pak Samsul",
    "Bu Ngatini",
    "Barokah",
    "Sumber Rejeki",
    "Berkah Jaya",
    "Semeru",
    "Sari Rasa",
    "Lestari",
    "Maju Makmur",
];

/// Prices are multiples of 500, and each trade sells something below 6,000.
#[rustfmt::skip]
const TRADES: [Trade; 7] = [
    Trade {
        titles: &["Warung", "Depot", "Warung Pecel", "Rawon", "Soto Ayam", "Lalapan"],
        kind: Goods::Culinary,
        goods: &[
            ("Nasi pecel", 12_000), ("Nasi rawon", 18_000), ("Soto ayam", 13_000),
            ("Ayam lalapan", 17_000), ("Tahu telur", 13_000), ("Nasi campur", 15_000),
            ("Es teh manis", 4_000), ("Es jeruk", 5_000), ("Kopi tubruk", 4_000),
            ("Gorengan", 1_000),
        ],
        trifle: "Kerupuk",
    },
    Trade {
        titles: &["Bakso", "Mie Ayam", "Bakso dan Mie Ayam"],
        kind: Goods::Culinary,
        goods: &[
            ("Bakso komplit", 15_000), ("Bakso urat", 17_000), ("Mie ayam", 12_000),
            ("Mie ayam bakso", 16_000), ("Es campur", 8_000), ("Teh hangat", 3_000),
            ("Pangsit goreng", 1_000),
        ],
        trifle: "Kerupuk",
    },
    Trade {
        titles: &["Keripik Pisang", "Keripik Singkong", "Sale Pisang", "Oleh-oleh"],
        kind: Goods::Culinary,
        goods: &[
            ("Keripik pisang agung", 17_500), ("Keripik singkong", 10_000),
            ("Keripik talas", 14_000), ("Sale pisang", 20_000), ("Rengginang", 12_000),
            ("Kacang telur", 9_000), ("Dodol pisang", 15_000), ("Opak gambir", 4_500),
        ],
        trifle: "Kantong kertas",
    },
    Trade {
        titles: &["Sayur", "Buah", "Sayur dan Buah"],
        kind: Goods::Agriculture,
        goods: &[
            ("Bayam seikat", 3_000), ("Wortel 1/2 kg", 7_000), ("Cabai rawit 1/4", 15_000),
            ("Bawang merah 1/4", 9_500), ("Tempe", 5_000), ("Telur 1/2 kg", 14_500),
            ("Pisang agung", 25_000), ("Pisang mas kirana", 18_000), ("Jeruk 1 kg", 16_000),
            ("Tomat 1/2 kg", 6_000), ("Kangkung", 2_500),
        ],
        trifle: "Daun bawang",
    },
    Trade {
        titles: &["Toko", "Kios", "Toko Kelontong"],
        kind: Goods::Trade,
        goods: &[
            ("Beras 5 kg", 72_500), ("Gula pasir 1 kg", 17_500), ("Minyak goreng 1 L", 18_000),
            ("Telur 1 kg", 29_000), ("Kopi bubuk 200 g", 14_000), ("Tepung terigu", 12_000),
            ("Teh celup", 7_500), ("Sabun cuci", 6_000), ("Mi instan", 3_500),
        ],
        trifle: "Permen",
    },
    Trade {
        titles: &["Kedai Kopi", "Kopi Sukamaju", "Kopi Pagi"],
        kind: Goods::Culinary,
        goods: &[
            ("Robusta bubuk 200 g", 25_000), ("Arabika biji 200 g", 45_000),
            ("Kopi susu aren", 15_000), ("Kopi hitam", 6_000), ("Pisang goreng", 10_000),
            ("Roti bakar", 12_000), ("Wedang jahe", 5_000),
        ],
        trifle: "Gula aren",
    },
    Trade {
        titles: &["Kue Basah", "Jajan Pasar", "Roti", "Dapur"],
        kind: Goods::Culinary,
        goods: &[
            ("Lemper", 2_500), ("Risoles", 3_000), ("Kue lumpur", 3_500), ("Kue lapis", 2_000),
            ("Bolu pandan", 25_000), ("Roti manis", 5_000), ("Nasi kotak", 22_000),
            ("Brownies kukus", 35_000),
        ],
        trifle: "Onde-onde mini",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_twenty_one_districts() {
        let districts = districts();
        assert_eq!(districts.len(), 21);
        assert!(districts.contains(&"Nusaindah"));
    }

    #[test]
    fn sellers_repeat_by_seed_and_never_by_name() {
        let drawn = sellers(&mut Rng::new(1), 3_000);
        assert_eq!(drawn, sellers(&mut Rng::new(1), 3_000));
        assert_ne!(drawn, sellers(&mut Rng::new(2), 3_000));
        let names: HashSet<_> = drawn.iter().map(|s| (&s.name, s.district)).collect();
        assert_eq!(names.len(), 3_000);
        assert!(drawn.iter().all(|s| s.name.chars().count() <= 80));
    }

    #[test]
    fn baskets_come_to_the_target() {
        let mut rng = Rng::new(3);
        for round in 0..5_000 {
            let trade = &TRADES[rng.index(TRADES.len())];
            let target = rng.between(0, if round % 2 == 0 { 300 } else { 4_000 }) * 500;
            let lines = basket(&mut rng, trade, target);
            assert_eq!(lines.iter().map(|(_, amount)| amount).sum::<i64>(), target);
            assert!(lines.iter().all(|(_, amount)| *amount > 0));
            assert!(lines.len() <= 12, "{lines:?}");
        }
    }

    #[test]
    fn nobody_buys_a_heap_of_trifles() {
        let mut rng = Rng::new(4);
        for trade in &TRADES {
            for target in (0..200).map(|n| n * 500) {
                let lines = basket(&mut rng, trade, target);
                let trifles = lines.iter().filter(|(name, _)| name.starts_with(trade.trifle));
                assert!(trifles.map(|(_, amount)| amount).sum::<i64>() <= 5_000, "{lines:?}");
            }
        }
    }

    #[test]
    fn the_same_seed_fills_the_same_basket() {
        let fill = |seed| basket(&mut Rng::new(seed), &TRADES[0], 65_000);
        assert_eq!(fill(5), fill(5));
        assert!((0..20).any(|seed| fill(seed) != fill(5)));
    }
}
