//! What simulations share: the same cases in every run, and in any number of threads.

#![allow(dead_code, reason = "each simulation draws in its own ways")]

/// SplitMix64 (Steele, Lea & Flood 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A case by its number; `SALTGRAIN_SEED` gives other ones.
    pub fn of(case: u64) -> Self {
        Random(case.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ seed())
    }

    /// A case of one of several kinds.
    pub fn of_kind(kind: u64, case: u64) -> Self {
        let mut random = Random::of(kind);
        Random(random.next() ^ case.wrapping_mul(0xd134_2543_de82_ef95))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A generator of its own: what it draws changes nothing of what this one draws later.
    pub fn fork(&mut self) -> Self {
        Random(self.next())
    }

    /// From 0 up to, but not, `below`.
    pub fn below(&mut self, below: u64) -> u64 {
        self.next() % below
    }

    /// The same, as a position.
    pub fn index(&mut self, below: usize) -> usize {
        usize::try_from(self.below(below as u64)).unwrap()
    }

    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.next() % u64::try_from(high - low + 1).unwrap()).unwrap()
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.index(of.len())]
    }

    pub fn one_of<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.index(of.len())].clone()
    }
}

fn seed() -> u64 {
    std::env::var("SALTGRAIN_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_default()
}

/// How many cases: `SALTGRAIN_CASES`, or this.
pub fn cases(default: u64) -> u64 {
    std::env::var("SALTGRAIN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default)
}

/// The cases are shared by the threads; what each of them counted is added up.
pub fn over<T: Default + Send>(cases: u64, case: impl Fn(u64, &mut T) + Sync, add: impl Fn(&mut T, T)) -> T {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut sum = T::default();
    std::thread::scope(|scope| {
        let case = &case;
        let run = |first: u64| {
            let mut counted = T::default();
            (first..cases).step_by(threads).for_each(|number| case(number, &mut counted));
            counted
        };
        let running: Vec<_> = (0..threads as u64).map(|first| scope.spawn(move || run(first))).collect();
        for one in running {
            add(&mut sum, one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
    });
    sum
}
