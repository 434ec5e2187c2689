//! Who is connected: counted by client, and what makes room for somebody new.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use super::pace::Pace;
use super::{Limits, locked};
use pekan_rules::keys;

/// A connection with nothing under way may be closed after so long: its next request may be on its
/// way before.
const RESTED: Duration = Duration::from_millis(250);

/// One that is open.
pub(super) struct Connection {
    pub client: IpAddr,
    pub pace: Mutex<Pace>,
    /// Somebody else needs the place, or Pekan stops.
    pub closing: Notify,
}

impl Connection {
    /// Since when nothing is under way on it.
    fn idle_since(&self, now: Instant) -> Option<Instant> {
        locked(&self.pace).idle_since().filter(|since| now - *since >= RESTED)
    }
}

/// All that are open, by the network of their client.
#[derive(Clone, Default)]
pub(super) struct Connections(Arc<Mutex<HashMap<IpAddr, Vec<Arc<Connection>>>>>);

impl Connections {
    /// A place for a connection: a free one, or that of the connection which has been idle for longest.
    /// Of an address that has all its places it is one of its own; where all places are taken, one of
    /// the address that has most of them.
    pub fn place(&self, client: IpAddr, limits: &Limits) -> Option<Place> {
        let (key, now) = (keys::network(client), Instant::now());
        let is_limited =
            |address: &IpAddr| !limits.unlimited.iter().any(|network| network.contains(address));
        let mut open = locked(&self.0);
        if is_limited(&client) && open.get(&key).is_some_and(|own| own.len() >= limits.per_address)
        {
            close_longest_idle(open.get_mut(&key)?, now)?;
        }
        if open.values().map(Vec::len).sum::<usize>() >= limits.connections {
            let limited = open.iter_mut().filter(|(address, _)| is_limited(address));
            let most = limited.max_by_key(|(_, connections)| connections.len());
            close_longest_idle(most?.1, now)?;
        }
        let pace = Mutex::new(Pace::new(now));
        let connection = Arc::new(Connection { client, pace, closing: Notify::new() });
        open.entry(key).or_default().push(Arc::clone(&connection));
        Some(Place { key, connection, open: self.clone() })
    }

    /// Those on which something is under way.
    pub fn busy(&self) -> Busy {
        let now = Instant::now();
        let open = locked(&self.0);
        let busy =
            open.values().flatten().filter(|connection| connection.idle_since(now).is_none());
        Busy(busy.map(Arc::downgrade).collect())
    }

    /// Closes all on which nothing is under way. Returns how many are left.
    pub fn close_idle(&self) -> usize {
        let (mut open, now) = (locked(&self.0), Instant::now());
        for connections in open.values_mut() {
            while close_longest_idle(connections, now).is_some() {}
        }
        open.values().map(Vec::len).sum()
    }
}

fn close_longest_idle(connections: &mut Vec<Arc<Connection>>, now: Instant) -> Option<()> {
    let idle = connections.iter().enumerate();
    let idle = idle.filter_map(|(at, connection)| Some((connection.idle_since(now)?, at)));
    let (_, longest) = idle.min()?;
    connections.swap_remove(longest).closing.notify_one();
    Some(())
}

/// Connections on which something was under way.
pub(super) struct Busy(Vec<Weak<Connection>>);

impl Busy {
    pub fn is_over(&self) -> bool {
        let now = Instant::now();
        let open = self.0.iter().filter_map(Weak::upgrade);
        open.into_iter().all(|connection| connection.idle_since(now).is_some())
    }
}

/// A place that is taken; free again when it is dropped.
pub(super) struct Place {
    key: IpAddr,
    pub connection: Arc<Connection>,
    open: Connections,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = locked(&self.open.0);
        let Some(own) = open.get_mut(&self.key) else { return };
        own.retain(|connection| !Arc::ptr_eq(connection, &self.connection));
        if own.is_empty() {
            open.remove(&self.key);
        }
    }
}
