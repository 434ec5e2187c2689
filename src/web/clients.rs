//! How many requests of one client are in work at once. Behind a proxy the connections are the proxy's,
//! so that whoever sends slowly can be counted here only.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::rules::keys;

/// Whole offices share an address.
const MOST: usize = 200;

#[derive(Clone, Default)]
pub struct Clients(Arc<Mutex<HashMap<IpAddr, usize>>>);

impl Clients {
    /// A place for a request, until it is dropped; `None` where the client has too many.
    pub fn enter(&self, address: Option<IpAddr>) -> Option<Place> {
        // Who comes from nowhere is of this process.
        let Some(client) = address.map(keys::network) else { return Some(Place(None)) };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = all.entry(client).or_default();
        if *own >= MOST {
            return None;
        }
        *own += 1;
        Some(Place(Some((self.clone(), client))))
    }

    /// Requests in work.
    pub fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }
}

pub struct Place(Option<(Clients, IpAddr)>);

impl Drop for Place {
    fn drop(&mut self) {
        let Some((clients, client)) = &self.0 else { return };
        let mut all = clients.0.lock().unwrap_or_else(PoisonError::into_inner);
        match all.get_mut(client) {
            Some(own) if *own > 1 => *own -= 1,
            _ => drop(all.remove(client)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_client_has_so_many_places_and_others_have_their_own() {
        let clients = Clients::default();
        let client = |address: &str| Some(address.parse().unwrap());
        let mut taken: Vec<Place> =
            (0..MOST).map(|_| clients.enter(client("2001:db8::1")).unwrap()).collect();
        assert!(clients.enter(client("2001:db8::2")).is_none());
        assert!(clients.enter(client("2001:db8:0:1::2")).is_some());
        taken.pop();
        taken.push(clients.enter(client("2001:db8::2")).unwrap());
        drop(taken);
        assert!(clients.0.lock().unwrap().is_empty());
    }
}
