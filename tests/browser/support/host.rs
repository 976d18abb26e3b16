//! A website of someone else's: one page, served from another origin.

use axum::Router;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::Html;
use axum::routing::get;
use tokio::net::TcpListener;

use super::Result;

/// Takes a free port; the page can be given once the server, which must allow this origin, stands.
pub struct Host {
    listener: TcpListener,
    url: String,
}

/// A website without a page yet.
pub async fn host() -> Result<Host> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://127.0.0.1:{}", listener.local_addr()?.port());
    Ok(Host { listener, url })
}

impl Host {
    /// Its origin, and the address of its page.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Serves this body as its page.
    pub fn serve(self, body: String) {
        self.serve_under("", body);
    }

    /// Serves this body as its page, under a content security policy.
    pub fn serve_under(self, policy: &'static str, body: String) {
        let page = format!("<!doctype html><html lang=nl><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Makelaardij</title><body>{body}");
        let router = Router::new().route("/", get(move || async move { ([(CONTENT_SECURITY_POLICY, policy)], Html(page)) }));
        tokio::spawn(async move { axum::serve(self.listener, router).await });
    }
}
