//! How much of what was sent lies in memory at once: of all, and of one client, so that nobody fills it
//! for others.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::rules::keys;

/// Some of the largest tables, or a hundred of the largest bodies of JSON.
const ALL: usize = 128 << 20;
/// Whole offices share an address.
const OF_A_CLIENT: usize = 32 << 20;

#[derive(Clone, Default)]
pub struct Bodies(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    all: usize,
    clients: HashMap<IpAddr, usize>,
}

impl Bodies {
    /// What a request holds, nothing yet.
    pub fn of(&self, address: Option<IpAddr>) -> Taken {
        Taken { bodies: self.clone(), client: address.map(keys::network), bytes: 0 }
    }

    /// How many bytes are held.
    pub fn held(&self) -> usize {
        self.lock().all
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Bytes of a request, given back when it is dropped.
pub struct Taken {
    bodies: Bodies,
    client: Option<IpAddr>,
    bytes: usize,
}

impl Taken {
    /// Holds more, unless there are too many already.
    pub fn more(&mut self, bytes: usize) -> bool {
        let mut held = self.bodies.lock();
        let own = self.client.and_then(|client| held.clients.get(&client).copied()).unwrap_or(0);
        if held.all + bytes > ALL || own + bytes > OF_A_CLIENT {
            return false;
        }
        held.all += bytes;
        if let Some(client) = self.client {
            *held.clients.entry(client).or_default() += bytes;
        }
        self.bytes += bytes;
        true
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut held = self.bodies.lock();
        held.all -= self.bytes;
        let Some(client) = self.client else { return };
        match held.clients.get_mut(&client) {
            Some(own) if *own > self.bytes => *own -= self.bytes,
            _ => drop(held.clients.remove(&client)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(bodies: &Bodies, address: &str) -> Taken {
        bodies.of(Some(address.parse().unwrap()))
    }

    #[test]
    fn one_client_fills_no_memory_for_others() {
        let bodies = Bodies::default();
        let mut greedy: Vec<Taken> = Vec::new();
        loop {
            let mut taken = client(&bodies, "2001:db8::1");
            if !taken.more(1 << 20) {
                break;
            }
            greedy.push(taken);
        }
        assert_eq!(greedy.len(), OF_A_CLIENT >> 20);
        assert!(!client(&bodies, "2001:db8::2").more(1), "the same network");
        let mut other = client(&bodies, "192.0.2.7");
        assert!(other.more(1 << 20));
        greedy.pop();
        assert!(client(&bodies, "2001:db8::1").more(1 << 20));
    }

    #[test]
    fn all_together_hold_so_much_and_give_it_back() {
        let bodies = Bodies::default();
        let address = |number: u8| client(&bodies, &format!("192.0.2.{number}"));
        let mut all: Vec<Taken> = (0..4).map(&address).collect();
        assert!(all.iter_mut().all(|one| one.more(OF_A_CLIENT)));
        assert!(!address(9).more(1) && !bodies.of(None).more(1));
        all.pop();
        assert!(address(9).more(1));
        drop(all);
        assert_eq!(bodies.held(), 0);
        assert!(bodies.lock().clients.is_empty());
    }
}
