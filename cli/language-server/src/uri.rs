//! URIs of files and of standard modules.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

/// The scheme under which standard modules can be read: `nas-std:///blocks.nas`.
pub(crate) const SCHEME: &str = "nas-std";

/// Returns the URI of a standard module.
pub(crate) fn of_standard(module: &str) -> Uri {
    Uri(format!("{SCHEME}:///{module}.nas"))
}

/// Returns the standard module that a URI means. Editors may write it as `nas-std:/blocks.nas` too.
pub(crate) fn standard(uri: &Uri) -> Option<&str> {
    let path = uri.0.strip_prefix(SCHEME)?.strip_prefix(':')?;
    path.trim_start_matches('/').strip_suffix(".nas")
}

/// Returns the URI as the server writes it, so that it can be compared.
pub(crate) fn canonical(uri: Uri) -> Uri {
    standard(&uri).map(of_standard).unwrap_or(uri)
}

/// Returns the URI of a file.
pub(crate) fn of_path(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri(uri)
}

/// Returns the file that a URI means.
pub(crate) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    let decoded = decode(&rest[rest.find('/')?..])?;
    // `/C:/x.nas` is a path on a drive.
    let is_drive = decoded.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if is_drive { decoded[1..].to_owned() } else { decoded }))
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        bytes.push((digit()? * 16 + digit()?) as u8);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_survive() {
        for file in ["/a b/ä%.nas", "/tmp/x.nas"] {
            assert_eq!(path(&of_path(Path::new(file))).as_deref(), Some(Path::new(file)));
        }
        assert_eq!(of_path(Path::new("/a b")).0, "file:///a%20b");
        assert_eq!(path(&Uri("file:///c%3A/x.nas".to_owned())), Some(PathBuf::from("c:/x.nas")));
    }

    #[test]
    fn malformed_uris_mean_nothing() {
        for uri in ["file://", "file:///%", "file:///%zz", "file:///%ff", "untitled:1", ""] {
            assert_eq!(path(&Uri(uri.to_owned())), None, "{uri}");
        }
    }

    #[test]
    fn standard_modules_have_uris() {
        assert_eq!(standard(&of_standard("blocks")), Some("blocks"));
        assert_eq!(standard(&Uri("nas-std:/blocks.nas".to_owned())), Some("blocks"));
        assert_eq!(standard(&Uri("file:///blocks.nas".to_owned())), None);
    }
}
