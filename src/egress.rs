//! Which addresses of networks are connected to: looked at right before, so that a name that comes to mean
//! another address leads nowhere else.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Finds names, and refuses those that lead to any address that may not be asked.
#[derive(Debug)]
pub struct Guarded {
    names: DefaultResolver,
    may_be_asked: fn(IpAddr) -> bool,
}

impl Guarded {
    pub fn by(may_be_asked: fn(IpAddr) -> bool) -> Self {
        Self { names: DefaultResolver::default(), may_be_asked }
    }
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let may = found.iter().all(|address| (self.may_be_asked)(address.ip()));
        if may { Ok(found) } else { Err(ureq::Error::HostNotFound) }
    }
}

/// Not what answers on a link or to the machine alone and tells its secrets (169.254.169.254 and the like).
/// Networks of one's own and the machine itself are none of these.
pub fn tells_no_secrets(address: IpAddr) -> bool {
    const OF_CLOUDS: [IpAddr; 2] = [
        IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
        IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)),
    ];
    let address = address.to_canonical();
    let on_a_link = match address {
        IpAddr::V4(address) => address.is_link_local() || address.is_broadcast(),
        IpAddr::V6(address) => address.is_unicast_link_local(),
    };
    !(on_a_link
        || address.is_unspecified()
        || address.is_multicast()
        || OF_CLOUDS.contains(&address))
}

/// What anybody can reach over the internet, and nothing else (RFC 6890).
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => {
            let parts = address.segments();
            let within =
                |high: u16, low: u16| Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
            match parts {
                // Those that stand for an address of IPv4: NAT64 and 6to4.
                [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public_v4(within(high, low)),
                [0x2002, high, low, ..] => is_public_v4(within(high, low)),
                // Protocols (Teredo among them) and documentation.
                [0x2001, 0..0x200 | 0xdb8, ..] | [0x3fff, 0..0x1000, ..] => false,
                [first, ..] => first & 0xe000 == 0x2000,
            }
        }
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    // This network, shared by a provider, protocols, benchmarks, kept for later.
    let special = match address.octets() {
        [0 | 240..=255, ..] | [192, 0, 0, _] => true,
        [100, second, ..] => (64..128).contains(&second),
        [198, second, ..] => (18..20).contains(&second),
        _ => false,
    };
    !(special
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_internet_are_public() {
        for public in
            ["8.8.8.8", "142.250.4.95", "100.63.255.255", "2404:6800:4003::5f", "64:ff9b::808:808"]
        {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for own in [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.9.9",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.100.100.200",
            "0.0.0.0",
            "0.1.2.3",
            "192.0.0.8",
            "198.19.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "fec0::1",
        ] {
            assert!(!is_public(own.parse().unwrap()), "{own}");
        }
    }
}
