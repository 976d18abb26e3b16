//! A link as a QR code (ISO/IEC 18004), drawn as SVG: one path, black on white, with the quiet zone that readers need around it.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Modules left white on each side: four, as the standard asks.
const QUIET: usize = 4;

/// Draws a link. A quarter of the code may be scratched, dirty or behind a reflection, and it still reads (level Q).
pub fn qr(link: &str) -> String {
    let code = QrCode::with_error_correction_level(link, EcLevel::Q).expect("an address of ours is far below the 1,663 bytes that level Q holds");
    let (width, modules) = (code.width(), code.to_colors());
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let _always = write!(path, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len());
            }
            x += run.len();
        }
    }
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" shape-rendering="crispEdges"><title>{}</title><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>"##,
        super::escape(link),
    )
}
