//! Whether a domain takes mail, asked of a real server of names.

use std::net::SocketAddr;

use appointment::dns::{Mail, Names};
use appointment::domain::Email;
use futures_util::future::join_all;
use tokio::net::UdpSocket;

use crate::support::NameServer;

#[tokio::test]
async fn a_domain_takes_no_mail_where_someone_who_knows_says_so() {
    let server = NameServer::start().await;
    let names = server.names();
    for (domain, expected) in [
        ("klant.example", Mail::Taken),
        ("anders.example", Mail::Taken),
        ("twee.example", Mail::Taken),
        ("adres.example", Mail::Taken),
        ("zes.example", Mail::Taken),
        ("nul.example", Mail::Refused),
        ("alias.example", Mail::Refused),
        ("müller.example", Mail::Refused),
        ("leeg.example", Mail::Refused),
        ("weg.example", Mail::Refused),
        ("post.weg.example", Mail::Refused),
        ("iets.invalid", Mail::Refused),
        ("kapot.example", Mail::Unknown),
        ("stil.example", Mail::Unknown),
        ("elders.nl", Mail::Unknown),
    ] {
        assert_eq!(names.ask(domain).await, expected, "{domain}");
        let email = Email::parse(&format!("anna@{domain}")).unwrap();
        assert_eq!(names.lead_to(&email).await, expected != Mail::Refused, "{domain}");
    }
}

#[tokio::test]
async fn where_nobody_answers_every_address_is_taken() {
    let deaf = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let nobody = SocketAddr::from(([127, 0, 0, 1], 9));
    for names in [Names::default(), Names::at(deaf.local_addr().unwrap()).unwrap(), Names::at(nobody).unwrap()] {
        assert_eq!(names.ask("nul.example").await, Mail::Unknown, "{names:?}");
        assert!(names.lead_to(&Email::parse("anna@nul.example").unwrap()).await);
    }
}

#[tokio::test]
async fn a_crowd_makes_one_question() {
    let server = NameServer::start().await;
    let names = server.names();
    let crowd = join_all((0..50).map(|_| names.ask("klant.example"))).await;
    assert!(crowd.iter().all(|mail| *mail == Mail::Taken), "{crowd:?}");
    assert_eq!(server.asked(), 1);
    // What is not there is remembered too: mail server, and both kinds of address.
    for _ in 0..3 {
        assert_eq!(names.clone().ask("weg.example").await, Mail::Refused);
        assert_eq!(names.ask("klant.example").await, Mail::Taken);
    }
    assert_eq!(server.asked(), 4);
}
