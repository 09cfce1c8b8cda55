//! `xtask-zones <folder>`: writes a TZif file for every name of the time-zone database, such as
//! `<folder>/Asia/Kolkata.tzif`.

use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [folder] = arguments.as_slice() else { return Err("usage: xtask-zones <folder>".into()) };
    for zone in calliyo_zones::zones() {
        let bytes = zone.to_tzif();
        for name in zone.names {
            let file = folder.join(format!("{name}.tzif"));
            fs::create_dir_all(file.parent().unwrap_or(folder))?;
            fs::write(file, &bytes)?;
        }
    }
    Ok(())
}
