//! How a server starts and ends.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::server::Program;

#[tokio::test]
async fn it_prints_one_line_when_it_can_answer_and_ends_cleanly_on_a_signal() {
    for signal in ["TERM", "INT"] {
        let server = Program::new().serve();
        assert_eq!(server.line, format!("appointment listens on {}", server.url));
        assert_eq!(server.status("/readyz").await, 200);
        server.signal(signal);
        let (status, rest) = server.end();
        assert_eq!((status.code(), rest.as_str()), (Some(0), ""), "{signal}");
    }
}

#[tokio::test]
async fn a_request_that_has_begun_is_answered_before_the_end() {
    let server = Program::new().serve();
    let mut connection = TcpStream::connect(server.host()).await.unwrap();
    let head = "POST /v1/portals/demo/entries/none/appointments HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nidempotency-key: one\r\ncontent-length: 2\r\n\r\n{";
    connection.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    server.signal("TERM");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(TcpStream::connect(server.host()).await.is_err(), "no other is let in any more");
    connection.write_all(b"}").await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    assert!(server.end().0.success());
}

#[tokio::test]
async fn a_connection_that_only_waits_does_not_hold_up_the_end() {
    let server = Program::new().serve();
    let waiting = TcpStream::connect(server.host()).await.unwrap();
    assert_eq!(server.status("/healthz").await, 200);
    let began = Instant::now();
    server.signal("TERM");
    assert!(server.end().0.success());
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    drop(waiting);
}

#[test]
fn a_port_in_use_is_said_so() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = Program::new().set("APPOINTMENT_LISTEN", &address).run(&["serve"]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(ended.err.starts_with(&format!("can't listen on {address}: Address already in use")), "{}", ended.err);
}
