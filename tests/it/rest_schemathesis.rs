//! `/v1` holds what its OpenAPI document says, against requests made from that document.

use std::process::Command;

use crate::rest_server::{Server, booking};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn v1_answers_as_its_document_says() {
    let server = Server::start().await;
    let booked = server.book("key-0", &booking("2026-11-26T08:00:00Z")).await;
    let (base, token) = (server.base.clone(), booked.token());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/schemathesis");
    let run = tokio::task::spawn_blocking(move || Command::new(script).args([&base, &token]).output());
    let output = run.await.unwrap().expect("scripts/schemathesis can be run");
    assert!(output.status.success(), "{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
}
