//! A website of someone else's: one page, served from another origin, that notes what goes wrong on it.

use std::fs;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;

use super::{ENTRY, Result, Server};

/// The widget, as a website writes it.
pub const ELEMENT: &str = "<book-appointment portal=demo entry=lindengracht-12></book-appointment>";

/// Notes on the document, where it is no global, what goes wrong on the page, what the policy forbids, and what the widget tells.
const NOTES: &str = "
document.wrong = [];
addEventListener('error', event => document.wrong.push(event.message));
addEventListener('unhandledrejection', event => document.wrong.push(String(event.reason)));
addEventListener('securitypolicyviolation', event => document.wrong.push(`${event.effectiveDirective} forbids ${event.blockedURI}`));
document.told = [];
for (const name of ['ready', 'view', 'slot-picked', 'booked', 'failed', 'closed'])
  addEventListener('appointment-' + name, event => document.told.push([event.target.getAttribute('entry'), name, event.detail]));
";

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

/// A server, and the address of a website that may show its widget: this body, and the loader.
pub async fn website(body: &str) -> Result<(Server, String)> {
    let host = host().await?;
    let server = Server::start(&[host.url()]).await?;
    let page = host.url();
    host.serve(format!("{body}<script src='{}/embed.js'></script>", server.url()));
    Ok((server, page))
}

impl Host {
    /// Its origin, and the address of its page.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Serves this body as its page.
    pub fn serve(self, body: String) {
        self.serve_under(String::new(), body);
    }

    /// Serves this body as its page, under a content security policy.
    pub fn serve_under(self, policy: String, body: String) {
        let page = format!(
            "<!doctype html><html lang=nl><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Makelaardij</title>\
             <script src=/notes.js></script><body>{body}"
        );
        let router = Router::new()
            .route("/", get(move || async move { ([(CONTENT_SECURITY_POLICY, policy)], Html(page)) }))
            .route("/notes.js", get(|| async { ([(CONTENT_TYPE, "text/javascript")], NOTES) }));
        tokio::spawn(async move { axum::serve(self.listener, router).await });
    }

    /// Serves the examples as they were built, with the widget of a server.
    pub fn serve_examples(self, server: String) {
        let router = Router::new().route("/{*path}", get(async move |Path(path): Path<String>| example(&path, &server)));
        tokio::spawn(async move { axum::serve(self.listener, router).await });
    }
}

/// A file of the examples, its open places filled; a page that has a policy is sent with it.
fn example(path: &str, server: &str) -> Response {
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let read = |path: &str| fs::read_to_string(format!("{}/dist/examples/{path}", env!("CARGO_MANIFEST_DIR"))).ok();
    let Some(text) = read(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (portal, entry) = ENTRY.split_once('/').unwrap_or_default();
    let kind = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => return ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], text).into_response(),
        _ => "image/svg+xml",
    };
    let fill = |text: String| text.replace("SERVER", server).replace("PORTAL", portal).replace("ENTRY", entry);
    let policy = read(&path.replace(".html", ".policy")).filter(|_| kind.starts_with("text/html")).map(fill).unwrap_or_default();
    ([(CONTENT_TYPE, kind), (CONTENT_SECURITY_POLICY, policy.trim())], fill(text)).into_response()
}
