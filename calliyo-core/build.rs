//! Packs the time-zone database into the table that the core includes.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "tzdb")]
    {
        let folder = std::env::var("OUT_DIR")?;
        std::fs::write(format!("{folder}/zones.bin"), calliyo_zones::packed())?;
        println!("cargo::rustc-env=CALLIYO_ZONE_DATA_VERSION={}", calliyo_zones::VERSION);
    }
    Ok(())
}
