//! A real DNS server in this process: a zone with a domain for each way in which mail is taken or isn't, and domains of which nothing can be found out.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use appointment::dns::Names;
use hickory_server::Server;
use hickory_server::net::runtime::{Time, TokioRuntimeProvider};
use hickory_server::proto::op::ResponseCode;
use hickory_server::proto::rr::Name;
use hickory_server::proto::serialize::txt::Parser;
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use hickory_server::store::in_memory::InMemoryZoneHandler;
use hickory_server::zone_handler::{AxfrPolicy, Catalog, MessageResponseBuilder, ZoneType};
use tokio::net::UdpSocket;

/// What `example.` holds. `weg.example` is not there; what is elsewhere, this server refuses to say.
const ZONE: &str = "
@ 60 IN SOA ns.example. beheer.example. 1 3600 600 86400 60
@ 60 IN NS ns.example.
klant 60 IN MX 10 mail.klant.example.
nul 60 IN MX 0 .
twee 60 IN MX 0 .
twee 60 IN MX 10 mail.klant.example.
adres 60 IN A 192.0.2.1
zes 60 IN AAAA 2001:db8::1
leeg 60 IN TXT \"v=spf1 -all\"
alias 60 IN CNAME nul.example.
anders 60 IN CNAME klant.example.
xn--mller-kva 60 IN MX 0 .
";

/// A DNS server that answers until it is dropped.
pub struct NameServer {
    /// Where it is asked.
    pub address: SocketAddr,
    asked: Arc<AtomicUsize>,
    _server: Server<Zones>,
}

struct Zones {
    catalog: Catalog,
    asked: Arc<AtomicUsize>,
}

impl NameServer {
    pub async fn start() -> Self {
        let origin = Name::from_ascii("example.").unwrap();
        let (_, records) = Parser::new(ZONE, None, Some(origin.clone())).parse().unwrap();
        let zone = InMemoryZoneHandler::<TokioRuntimeProvider>::new(origin.clone(), records, ZoneType::Primary, AxfrPolicy::Deny).unwrap();
        let mut catalog = Catalog::new();
        catalog.upsert(origin.into(), vec![Arc::new(zone)]);
        let asked = Arc::new(AtomicUsize::new(0));
        let mut server = Server::new(Zones { catalog, asked: Arc::clone(&asked) });
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        server.register_socket(socket);
        Self { address, asked, _server: server }
    }

    /// Whoever asks it, with nothing in mind.
    pub fn names(&self) -> Names {
        Names::at(self.address).unwrap()
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

#[async_trait::async_trait]
impl RequestHandler for Zones {
    async fn handle_request<R: ResponseHandler, T: Time>(&self, request: &Request, mut response: R) -> ResponseInfo {
        self.asked.fetch_add(1, Ordering::SeqCst);
        match request.request_info().unwrap().query.name().to_string().as_str() {
            "stil.example." => std::future::pending().await,
            "kapot.example." => {
                let failed = MessageResponseBuilder::from_message_request(request).error_msg(&request.metadata, ResponseCode::ServFail);
                response.send_response(failed).await.unwrap()
            }
            _ => self.catalog.handle_request::<R, T>(request, response).await,
        }
    }
}
