//! Chance that repeats: splitmix64. Not for secrets.

#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included; `low` when they cross.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).max(0).unsigned_abs() + 1;
        low + i64::try_from(self.draw() % span).unwrap_or(0)
    }

    /// True in `percent` of 100 cases.
    pub fn percent(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of `items`, which must not be empty.
    pub fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.index(items.len())]
    }

    /// A place in a list of `length`; 0 for an empty one.
    pub fn index(&mut self, length: usize) -> usize {
        let places = i64::try_from(length).unwrap_or(i64::MAX);
        usize::try_from(self.between(0, places - 1)).unwrap_or(0)
    }

    /// Evenly in 0.0 ..= 1.0.
    pub fn share(&mut self) -> f32 {
        // 24 bits are what an f32 holds.
        f32::from_bits(0x3F80_0000 | u32::try_from(self.draw() >> 41).unwrap_or(0)) - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_sequence() {
        let mut rng = Rng::new(1_234_567);
        let drawn = [rng.draw(), rng.draw(), rng.draw()];
        let published =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(drawn, published);
    }

    #[test]
    fn both_ends_are_reached() {
        let mut rng = Rng::new(1);
        let drawn: Vec<i64> = (0..200).map(|_| rng.between(-1, 1)).collect();
        assert!([-1, 0, 1].iter().all(|end| drawn.contains(end)));
        assert!(drawn.iter().all(|n| (-1..=1).contains(n)));
        assert_eq!(rng.between(5, 4), 5);
        assert!((0..1000).map(|_| rng.share()).all(|s| (0.0..1.0).contains(&s)));
    }
}
