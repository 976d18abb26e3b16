//! The browser's files, whichever the manifest names.

use crate::server::{Program, built};

#[tokio::test]
async fn each_file_has_its_kind_its_encoding_and_may_be_kept_for_ever() {
    let server = Program::new().serve();
    for (name, path) in built().into_iter().chain([("embed.js".to_owned(), "embed.js".to_owned())]) {
        let kind = match name.rsplit_once('.').unwrap().1 {
            "wasm" => "application/wasm",
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "ts" => "text/plain; charset=utf-8",
            "json" => "application/json",
            other => panic!("{name}: what is {other}?"),
        };
        let cache = if !path.starts_with("assets/") { "public, max-age=300, stale-while-revalidate=86400" } else { "public, max-age=31536000, immutable" };
        for (accepted, encoding, suffix) in [("gzip, deflate, br", Some("br"), ".br"), ("gzip", Some("gzip"), ".gz"), ("identity", None, ""), ("br;q=0", None, "")] {
            let answer = server.get(&format!("/{path}")).header("accept-encoding", accepted).send().await.unwrap();
            let headers = answer.headers().clone();
            let header = |name: &str| headers.get(name).map(|value| value.to_str().unwrap());
            assert_eq!(answer.status(), 200, "{path}");
            assert_eq!((header("content-type"), header("content-encoding"), header("cache-control")), (Some(kind), encoding, Some(cache)), "{path} {accepted}");
            assert_eq!(
                (header("vary"), header("access-control-allow-origin"), header("cross-origin-resource-policy")),
                (Some("accept-encoding"), Some("*"), Some("cross-origin")),
                "{path}"
            );
            let file = std::fs::read(format!("{}/dist/{path}{suffix}", env!("CARGO_MANIFEST_DIR"))).unwrap();
            assert_eq!(answer.bytes().await.unwrap(), file, "{path} {accepted}");
            let again = server.get(&format!("/{path}")).header("accept-encoding", accepted).header("if-none-match", header("etag").unwrap()).send().await.unwrap();
            assert_eq!((again.status().as_u16(), again.bytes().await.unwrap().len()), (304, 0), "{path} {accepted}");
        }
        assert_eq!(server.status(&format!("/{path}.br")).await, 404);
    }
}

#[tokio::test]
async fn only_built_files_are_served() {
    let server = Program::new().serve();
    for path in ["/assets/none.wasm", "/assets/..%2f..%2fCargo.toml", "/assets/%2e%2e/manifest.json", "/assets/", "/manifest.json", "/assets/../manifest.json"] {
        assert_eq!(server.status(path).await, 404, "{path}");
    }
}
