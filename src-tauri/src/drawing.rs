//! How what the web view has drawn comes to the screen.

use std::path::Path;

/// The kernel's list of graphics devices; those that can draw are called `renderD128` and on.
const DEVICES: &str = "/dev/dri";

/// Lets the web view hand its frames over in plain memory where no graphics hardware draws them. By itself it takes buffers made for such
/// hardware, which the processor then has to imitate: a key's answer takes twice as long. Whoever has set the variable
/// otherwise is obeyed. Must run before anything else starts a thread.
pub fn suit_the_machine() {
    if !draws(Path::new(DEVICES)) {
        // A name that the system does not take changes nothing but the speed.
        let _ = glib::setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1", false);
    }
}

/// Whether a folder of devices holds one that can draw.
fn draws(devices: &Path) -> bool {
    let found = std::fs::read_dir(devices).into_iter().flatten().flatten();
    found.into_iter().any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(test)]
mod tests {
    use super::draws;
    use std::fs;

    #[test]
    fn only_a_device_that_draws_counts() {
        let devices = tempfile::tempdir().unwrap();
        assert!(!draws(&devices.path().join("none")), "no such folder");
        fs::write(devices.path().join("card0"), []).unwrap();
        assert!(!draws(devices.path()), "a screen alone");
        fs::write(devices.path().join("renderD128"), []).unwrap();
        assert!(draws(devices.path()));
    }
}
