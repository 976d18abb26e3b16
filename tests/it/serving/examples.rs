//! The example pages: in the demo, and nowhere else.

use crate::server::{Program, built};

const PAGES: [&str; 8] = ["", "plain.html", "wordpress.html", "react/", "vue/", "strict-csp.html", "hostile.html", "tokens.html"];

#[tokio::test]
async fn only_the_demo_serves_the_examples() {
    let server = Program::new().with_demo().serve();
    for page in PAGES {
        assert_eq!(server.status(&format!("/examples/{page}")).await, 404, "{page}");
    }
}

#[tokio::test]
async fn the_demo_fills_each_page_and_lists_it() {
    if built().is_empty() {
        return;
    }
    let server = Program::new().start(&["demo"]);
    let list = server.get("/examples/").send().await.unwrap().text().await.unwrap();
    for page in PAGES {
        assert!(page.is_empty() || list.contains(&format!("href=\"{page}\"")), "{page} is not in the list");
        let answer = server.get(&format!("/examples/{page}")).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()), (200, "text/html; charset=utf-8"), "{page}");
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert_eq!(policy.contains("script-src"), page == "strict-csp.html", "{page}: {policy}");
        let text = answer.text().await.unwrap();
        for open in ["SERVER", "PORTAL", "ENTRY", "POLICY"] {
            assert!(!text.contains(open), "{page} has {open} left");
        }
        assert!(page.is_empty() || text.contains(&format!("<script src=\"{}/embed.js\"", server.url)), "{page}: {text}");
        // Everything that a page names is there, and nothing comes from elsewhere.
        for part in text.split(['"', '\'']).filter(|part| part.ends_with(".css") || part.ends_with(".js") || part.ends_with(".svg")) {
            let path =
                if part.starts_with(&server.url) { part[server.url.len()..].to_owned() } else { format!("/examples/{page}").rsplit_once('/').unwrap().0.to_owned() + "/" + part };
            let path = path.replace("/react/../", "/").replace("/vue/../", "/");
            assert_eq!(server.status(&path).await, 200, "{page} names {part}");
        }
    }
    for nowhere in ["none.html", "strict-csp.policy", "../manifest.json", "..%2fmanifest.json", "react/App.tsx"] {
        assert_eq!(server.status(&format!("/examples/{nowhere}")).await, 404, "{nowhere}");
    }
}

#[tokio::test]
async fn a_reader_who_comes_by_another_name_finds_the_server_by_it() {
    if built().is_empty() {
        return;
    }
    let server = Program::new().start(&["demo"]);
    let page = async |host: &str| server.get("/examples/plain.html").header("host", host).send().await.unwrap().text().await.unwrap();
    assert!(page("192.168.0.7:3000").await.contains("src=\"http://192.168.0.7:3000/embed.js\""));
    assert!(page("x\"><script>").await.contains(&format!("src=\"{}/embed.js\"", server.url)), "a name that is none");
}
