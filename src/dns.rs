//! Whether a domain takes mail, asked of the domain name system. What can't be found out counts as yes: nobody is turned away because a server of names is.
//! Knows no customer, and nothing that is stored.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError, NoRecords};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{Name, RData, RecordType};
use tokio::time::timeout;

use crate::domain::Email;

/// How long a form waits for all that is asked about its address.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long a server of names may take over one question; what is lost on the way is asked once more.
const TRY: Duration = Duration::from_millis(450);
/// How long an answer is kept: at least, so that a crowd makes one question; at most, so that whoever mends a domain is soon believed.
const KEPT: [Duration; 2] = [Duration::from_secs(30), Duration::from_secs(300)];
/// Answers kept; past that those that were not asked for give way.
const MOST: u64 = 4_096;

/// Whom to ask whether a domain takes mail; by default nobody, and every domain does. Cheap to clone; clones share what they have been told.
#[derive(Clone, Default)]
pub struct Names(Option<Arc<TokioResolver>>);

/// What is known of a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mail {
    /// Someone takes its mail.
    Taken,
    /// Nobody does: it isn't there, says so itself (a null MX, RFC 7505), or has neither a mail server nor an address (RFC 5321, 5.1).
    Refused,
    /// Nobody could be asked, or no answer came in time.
    Unknown,
}

/// There is nobody to ask.
#[derive(Debug, thiserror::Error)]
#[error("no server of names is known")]
pub struct NoServer(#[from] NetError);

impl Names {
    /// Asks those that the machine asks, as `/etc/resolv.conf` says at this moment.
    pub fn of_machine() -> Result<Self, NoServer> {
        let mut builder = TokioResolver::builder_tokio()?;
        settle(builder.options_mut());
        Ok(Self(Some(Arc::new(builder.build()?))))
    }

    /// Asks one server.
    pub fn at(server: SocketAddr) -> Result<Self, NoServer> {
        let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut connection| {
            connection.port = server.port();
            connection
        });
        let config = ResolverConfig::from_name_servers(vec![NameServerConfig::new(server.ip(), true, connections.into())]);
        let mut builder = TokioResolver::builder_with_config(config, TokioRuntimeProvider::default());
        settle(builder.options_mut());
        Ok(Self(Some(Arc::new(builder.build()?))))
    }

    /// Someone is asked.
    pub fn ask_anyone(&self) -> bool {
        self.0.is_some()
    }

    /// Mail can be delivered at this address, or may be: only the domain is asked about, so that no answer tells anything of a person.
    pub async fn lead_to(&self, email: &Email) -> bool {
        self.ask(email.domain()).await != Mail::Refused
    }

    /// What is known of a domain, a second from now at the latest.
    pub async fn ask(&self, domain: &str) -> Mail {
        let (Some(resolver), Ok(mut name)) = (&self.0, Name::from_utf8(domain)) else {
            return Mail::Unknown;
        };
        // Otherwise it would also be looked for beneath the machine's own domain.
        name.set_fqdn(true);
        timeout(PATIENCE, mail_of(resolver, name)).await.unwrap_or(Mail::Unknown)
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Names(…)" } else { "Names(nobody)" })
    }
}

fn settle(options: &mut ResolverOpts) {
    let [least, most] = KEPT;
    (options.positive_min_ttl, options.positive_max_ttl) = (Some(least), Some(most));
    (options.negative_min_ttl, options.negative_max_ttl) = (Some(least), Some(most));
    (options.timeout, options.attempts, options.cache_size) = (TRY, 1, MOST);
    options.use_hosts_file = ResolveHosts::Never;
}

async fn mail_of(resolver: &TokioResolver, name: Name) -> Mail {
    let servers = match resolver.lookup(name.clone(), RecordType::MX).await {
        Ok(found) => found.answers().iter().filter_map(|record| if let RData::MX(mx) = &record.data { Some(mx.exchange.is_root()) } else { None }).collect(),
        Err(error) if is_none(&error) => Vec::new(),
        Err(_) => return Mail::Unknown,
    };
    match servers.as_slice() {
        [true] => Mail::Refused,
        [] => address_of(resolver, name).await,
        _ => Mail::Taken,
    }
}

/// Where no server is named, mail goes to the domain's own address. Asked even where the domain is said not to be there: some servers say so of each kind that they don't know.
async fn address_of(resolver: &TokioResolver, name: Name) -> Mail {
    let found = tokio::join!(resolver.lookup(name.clone(), RecordType::A), resolver.lookup(name, RecordType::AAAA));
    match found {
        (Ok(_), _) | (_, Ok(_)) => Mail::Taken,
        (Err(four), Err(six)) if is_none(&four) && is_none(&six) => Mail::Refused,
        _ => Mail::Unknown,
    }
}

/// Someone who knows says that there is none. A server that only points at others does not know.
fn is_none(error: &NetError) -> bool {
    match error {
        NetError::Dns(DnsError::NoRecordsFound(NoRecords { response_code: ResponseCode::NXDomain, .. })) => true,
        NetError::Dns(DnsError::NoRecordsFound(NoRecords { response_code: ResponseCode::NoError, soa, ns, .. })) => soa.is_some() || ns.is_none(),
        _ => false,
    }
}
