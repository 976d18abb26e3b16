//! The card for the window, as a browser shows it, read by a QR reader that knows nothing of how it was made.

use std::process::Command;

use super::support::{Browser, ENTRY, Engine, Result, Screen};

#[tokio::test]
async fn a_reader_finds_the_link_on_the_card() -> Result {
    let folder = tempfile::tempdir()?;
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appointment"));
        command.current_dir(folder.path()).env("APPOINTMENT_PUBLIC_URL", "https://afspraak.grachten.example").args(arguments).output()
    };
    std::fs::write(folder.path().join("demo.toml"), include_str!("../../demo/demo.toml"))?;
    run(&["apply", "demo.toml"])?;
    for paper in ["a4", "a5"] {
        let ended = run(&["embed", ENTRY, "--card", "card.html", "--paper", paper, "--force"])?;
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        let browser = Browser::open(Engine::Chromium, Screen::DESK).await?;
        browser.goto(&format!("file://{}", folder.path().join("card.html").display())).await?;
        let high = browser.ask("const card = document.querySelector('.card'); return [card.scrollHeight - card.clientHeight, card.scrollWidth - card.clientWidth]").await?;
        assert_eq!(high, serde_json::json!([0, 0]), "everything is on the one sheet of {paper}");
        browser.picture(&format!("card-{paper}")).await?;
        browser.close().await?;
        let picture = std::fs::File::open(format!("{}/target/screens/card-{paper}.png", env!("CARGO_MANIFEST_DIR")))?;
        assert_eq!(read(picture)?, format!("https://afspraak.grachten.example/b/{ENTRY}"), "{paper}");
    }
    Ok(())
}

/// What a QR reader finds in a picture.
fn read(picture: std::fs::File) -> Result<String> {
    let mut decoder = png::Decoder::new(std::io::BufReader::new(picture));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info()?;
    let mut bytes = vec![0; reader.output_buffer_size().ok_or("the picture is too large")?];
    let seen = reader.next_frame(&mut bytes)?;
    let each = seen.color_type.samples();
    let (width, height) = (seen.width as usize, seen.height as usize);
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| bytes[(y * width + x) * each]);
    let grids = picture.detect_grids();
    Ok(grids.first().ok_or("there is no QR code in the picture")?.decode()?.1)
}
