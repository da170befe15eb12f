//! Whether a folder is a good place for a book. One that a service copies to other computers, or that lies on another
//! computer, is none: the file and its log are copied at different moments, and locks are not kept. Backups may go there.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Asks about a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LookAtPlace {
    /// A book, there already or not yet.
    pub path: String,
}

/// What speaks against a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A service copies what is in it to other computers.
    Synced,
    /// It lies on another computer.
    Network,
}

/// Why a place is advised against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlaceAdvice {
    /// What speaks against it.
    pub kind: PlaceKind,
    /// The service by its own name, or the kind of file system.
    pub service: String,
    /// The folder in question: backups may go there.
    pub folder: String,
}

/// Beginnings of folder names that services give to what they copy, in small letters, and the service. A name goes on
/// with a space, a bracket or a dash at most: `OneDrive - 公司`, `Dropbox (Personal)`.
const NAMES: [(&str, &str); 26] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("skydrive", "OneDrive"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nutstore", "坚果云"),
    ("nutstore files", "坚果云"),
    ("坚果云", "坚果云"),
    ("我的坚果云", "坚果云"),
    ("wps云盘", "WPS"),
    ("wps云文档", "WPS"),
    ("wps cloud files", "WPS"),
    ("wpsdrive", "WPS"),
    ("wps drive", "WPS"),
    ("kdocs", "WPS"),
    ("google drive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("我的云端硬盘", "Google Drive"),
    ("baidusyncdisk", "百度网盘"),
    ("百度网盘同步空间", "百度网盘"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pcloud drive", "pCloud"),
    ("syncthing", "Syncthing"),
];

/// What services leave in a folder that they copy, whatever it is called.
const MARKS: [(&str, &str); 8] = [
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".nutstore", "坚果云"),
    (".wpsdrive", "WPS"),
    (".stfolder", "Syncthing"),
    (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
];

/// Kinds of file systems that lie elsewhere, and whether a service copies them or another computer has them.
const FILE_SYSTEMS: [(&str, PlaceKind, &str); 17] = [
    ("nfs", PlaceKind::Network, "NFS"),
    ("nfs4", PlaceKind::Network, "NFS"),
    ("cifs", PlaceKind::Network, "SMB"),
    ("smb3", PlaceKind::Network, "SMB"),
    ("smbfs", PlaceKind::Network, "SMB"),
    ("ncpfs", PlaceKind::Network, "NCP"),
    ("afs", PlaceKind::Network, "AFS"),
    ("afpfs", PlaceKind::Network, "AFP"),
    ("ceph", PlaceKind::Network, "Ceph"),
    ("fuse.glusterfs", PlaceKind::Network, "GlusterFS"),
    ("davfs", PlaceKind::Network, "WebDAV"),
    ("fuse.davfs2", PlaceKind::Network, "WebDAV"),
    ("fuse.sshfs", PlaceKind::Network, "SSHFS"),
    ("fuse.gvfsd-fuse", PlaceKind::Network, "GVfs"),
    ("fuse.rclone", PlaceKind::Synced, "rclone"),
    ("fuse.onedriver", PlaceKind::Synced, "OneDrive"),
    ("fuse.google-drive-ocamlfuse", PlaceKind::Synced, "Google Drive"),
];

/// What speaks against a place; none if nothing that we know does.
///
/// # Errors
/// `io` if the place has no whole path.
pub fn look(req: &LookAtPlace) -> Result<Option<PlaceAdvice>> {
    let given = std::path::absolute(&req.path)?;
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    // As it is written, and where links lead it.
    let leads_to = real(&given);
    Ok(advice(&given, &mounts, &|path| path.exists()).or_else(|| advice(&leads_to, &mounts, &|path| path.exists())))
}

/// The path with the links of what is there already followed.
fn real(path: &Path) -> PathBuf {
    let found = path.ancestors().find_map(|ancestor| Some((ancestor, ancestor.canonicalize().ok()?)));
    let Some((ancestor, there)) = found else { return path.to_owned() };
    path.strip_prefix(ancestor).map_or_else(|_| path.to_owned(), |rest| there.join(rest))
}

/// By the names of the folders, by what lies in them, and by the mounts as Linux tells them.
fn advice(path: &Path, mounts: &str, exists: &dyn Fn(&Path) -> bool) -> Option<PlaceAdvice> {
    let folders = || path.ancestors().skip(1);
    let named = folders().find_map(|folder| Some((folder, PlaceKind::Synced, by_name(folder)?)));
    let marked = || folders().find_map(|folder| Some((folder, PlaceKind::Synced, by_mark(folder, exists)?)));
    let mounted = || folders().next().and_then(|folder| Some((folder, mounted_as(folder, mounts)?)));
    let (folder, kind, service) = named
        .or_else(|| is_share(path).then(|| (path.parent().unwrap_or(path), PlaceKind::Network, "SMB")))
        .or_else(marked)
        .or_else(|| mounted().map(|(folder, (kind, service))| (folder, kind, service)))?;
    Some(PlaceAdvice { kind, service: service.to_owned(), folder: folder.display().to_string() })
}

/// The service that gives a folder its name.
fn by_name(folder: &Path) -> Option<&'static str> {
    let name = folder.file_name()?.to_str()?.to_lowercase();
    let fits = |known: &str| {
        name.strip_prefix(known).is_some_and(|rest| {
            rest.is_empty()
                || rest.trim_start().starts_with(['-', '(', '（', '–'])
                || known.starts_with("onedrive") && rest.starts_with(' ')
        })
    };
    NAMES.iter().find(|(known, _)| fits(known)).map(|(_, service)| *service)
}

/// The service that left its mark in a folder.
fn by_mark(folder: &Path, exists: &dyn Fn(&Path) -> bool) -> Option<&'static str> {
    // At the top of a home the mark is a service's own settings.
    if exists(&folder.join(".profile")) || exists(&folder.join(".bashrc")) {
        return None;
    }
    MARKS.iter().find(|(mark, _)| exists(&folder.join(mark))).map(|(_, service)| *service)
}

/// A share as Windows writes it: `\\server\share\…`.
fn is_share(path: &Path) -> bool {
    let text = path.to_string_lossy();
    text.starts_with(r"\\") && !text.starts_with(r"\\?\") && !text.starts_with(r"\\.\") || text.starts_with(r"\\?\UNC\")
}

/// The kind of the file system below which a folder lies: that of the longest mount point, the last one told if several
/// have it. Lines are `ID PARENT MAJOR:MINOR ROOT POINT OPTIONS… - KIND SOURCE …`.
fn mounted_as(folder: &Path, mounts: &str) -> Option<(PlaceKind, &'static str)> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let Some((head, tail)) = line.split_once(" - ") else { continue };
        let (Some(point), Some(kind)) = (head.split(' ').nth(4), tail.split(' ').next()) else { continue };
        let point = unescaped(point);
        let length = point.len();
        if folder.starts_with(&point) && best.is_none_or(|(longest, _)| length >= longest) {
            best = Some((length, kind));
        }
    }
    let (_, kind) = best?;
    FILE_SYSTEMS.iter().find(|(known, _, _)| *known == kind).map(|(_, kind, service)| (*kind, *service))
}

/// A path as the system writes it there: spaces and the like as `\040`.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let octal = after.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = octal.filter(|_| *first == b'\\').and_then(|digits| u8::from_str_radix(digits, 8).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { after.get(3..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 254:1 / / rw,relatime - ext4 /dev/vda1 rw
30 22 0:40 / /mnt/nas rw,relatime shared:1 - nfs4 nas:/export rw
31 22 0:41 / /mnt/nas/local rw - ext4 /dev/sdb1 rw
32 22 0:42 / /media/店里\\040共享 rw - cifs //server/share rw
33 22 0:43 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
34 22 0:44 / /home/lin/云 rw - fuse.rclone remote: rw
35 22 0:45 / /media/stick rw - vfat /dev/sdc1 rw
";

    fn found(path: &str, marks: &[&str]) -> Option<(PlaceKind, String)> {
        let exists = |asked: &Path| marks.iter().any(|mark| Path::new(mark) == asked);
        advice(Path::new(path), MOUNTS, &exists).map(|advice| (advice.kind, advice.service))
    }

    #[test]
    fn folders_that_services_copy_are_known_by_their_names() {
        for (path, service) in [
            ("/home/lin/Dropbox/客户.rounds", "Dropbox"),
            ("/home/lin/Dropbox (Personal)/书/客户.rounds", "Dropbox"),
            ("/Users/lin/OneDrive - 五金公司/客户.rounds", "OneDrive"),
            ("/Users/lin/OneDrive Personal/客户.rounds", "OneDrive"),
            ("/Users/lin/Library/Mobile Documents/com~apple~CloudDocs/客户.rounds", "iCloud"),
            ("/home/lin/Nutstore Files/我的坚果云/客户.rounds", "坚果云"),
            ("/home/lin/我的坚果云/客户.rounds", "坚果云"),
            ("/home/lin/WPS云盘/客户.rounds", "WPS"),
            ("/home/lin/WPSDrive/123/客户.rounds", "WPS"),
            ("/home/lin/BaiduSyncdisk/客户.rounds", "百度网盘"),
            ("/home/lin/nextcloud/客户.rounds", "Nextcloud"),
        ] {
            assert_eq!(found(path, &[]), Some((PlaceKind::Synced, service.to_owned())), "{path}");
        }
    }

    #[test]
    fn a_folder_of_ones_own_is_not_taken_for_one() {
        for path in [
            "/home/lin/Documents/Rounds/客户.rounds",
            "/home/lin/dropbox-notes-old.rounds",
            "/home/lin/Dropboxes/客户.rounds",
            "/home/lin/坚果云南店/客户.rounds",
            "/media/stick/客户.rounds",
            "/mnt/nas/local/客户.rounds",
            "/mnt/nasty/客户.rounds",
        ] {
            assert_eq!(found(path, &[]), None, "{path}");
        }
    }

    #[test]
    fn what_a_service_leaves_in_a_folder_tells_of_it_whatever_its_name() {
        let known = found("/srv/书/店/客户.rounds", &["/srv/书/.stfolder"]);
        assert_eq!(known, Some((PlaceKind::Synced, "Syncthing".to_owned())));
        assert_eq!(found("/srv/书/店/客户.rounds", &["/srv/别/.stfolder"]), None);
    }

    #[test]
    fn shares_are_known_by_their_file_system_and_by_how_windows_writes_them() {
        for (path, kind, service) in [
            ("/mnt/nas/客户.rounds", PlaceKind::Network, "NFS"),
            ("/media/店里 共享/a/客户.rounds", PlaceKind::Network, "SMB"),
            ("/run/user/1000/gvfs/smb-share:server=s/客户.rounds", PlaceKind::Network, "GVfs"),
            ("/home/lin/云/客户.rounds", PlaceKind::Synced, "rclone"),
            (r"\\server\share\客户.rounds", PlaceKind::Network, "SMB"),
            (r"\\?\UNC\server\share\客户.rounds", PlaceKind::Network, "SMB"),
        ] {
            assert_eq!(found(path, &[]), Some((kind, service.to_owned())), "{path}");
        }
        assert_eq!(found(r"\\?\C:\Rounds\客户.rounds", &[]), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_such_a_folder_is_followed() {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("Dropbox")).unwrap();
        std::os::unix::fs::symlink(home.path().join("Dropbox"), home.path().join("书")).unwrap();
        let ask = |name: &str| look(&LookAtPlace { path: home.path().join(name).display().to_string() }).unwrap();
        let advice = ask("书/还没有.rounds").unwrap();
        assert_eq!((advice.kind, advice.service.as_str()), (PlaceKind::Synced, "Dropbox"));
        assert!(advice.folder.ends_with("Dropbox"), "{advice:?}");
        assert_eq!(ask("客户.rounds"), None);
    }
}
