//! Requests URLs with reqwest: grid URL...

use std::time::Duration;

fn main() {
    let client = reqwest::blocking::Client::builder()
        .timeout(Duration::from_secs(3))
        .build()
        .expect("a client");
    for url in std::env::args().skip(1) {
        let _ = client.get(url).send();
    }
}
