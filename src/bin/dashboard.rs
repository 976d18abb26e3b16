//! The dashboard: wiring only.

fn main() {
    appointment::dashboard::start();
}
