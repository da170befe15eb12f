//! The calls of the C library that change files, taken over: those on a watched folder go through [`super::disks`], all
//! others straight to the kernel. SQLite, OpenSSL and Rust's own library all call these, so nothing gets past.
//!
//! A library that is linked in finds the program's own functions of these names before those of the C library. `open` takes
//! its third argument as if it were always there; on the platforms of this file that is how it is handed over.
#![allow(unsafe_code, reason = "functions that C calls are unsafe by nature; each passes its arguments on as they are")]

use std::ffi::{CStr, OsStr};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use libc::{c_char, c_int, c_long, c_void, mode_t, off_t, size_t, ssize_t};

use super::disks::{self, Answer};

fn path<'a>(text: *const c_char) -> &'a Path {
    // SAFETY: the caller of the C function gave a text that ends with 0.
    Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(text) }.to_bytes()))
}

fn bytes<'a>(from: *const c_void, length: size_t) -> &'a [u8] {
    // SAFETY: the caller of the C function gave so many bytes; none may come with a null pointer.
    if length == 0 { &[] } else { unsafe { std::slice::from_raw_parts(from.cast(), length) } }
}

/// Gives the kernel's answer, or the error that a broken disk gives.
fn answer(answer: Answer) -> c_long {
    match answer {
        Ok(value) => value,
        Err(error) => {
            // SAFETY: the C library's own place for the error of this thread.
            unsafe { *libc::__errno_location() = error };
            -1
        }
    }
}

/// What the kernel answers as Rust has it.
fn told(value: c_long) -> Answer {
    // SAFETY: as above, read right after the call.
    if value < 0 { Err(unsafe { *libc::__errno_location() }) } else { Ok(value) }
}

fn open_at(folder: c_int, name: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: the arguments are the caller's.
    let real = || told(unsafe { libc::syscall(libc::SYS_openat, folder, name, flags, libc::c_uint::from(mode)) });
    answer(disks::open(path(name), flags, real)) as c_int
}

#[unsafe(no_mangle)]
extern "C" fn open(name: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    open_at(libc::AT_FDCWD, name, flags, mode)
}

#[unsafe(no_mangle)]
extern "C" fn open64(name: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    open_at(libc::AT_FDCWD, name, flags, mode)
}

#[unsafe(no_mangle)]
extern "C" fn close(fd: c_int) -> c_int {
    // SAFETY: the arguments are the caller's, here and below.
    answer(disks::close(fd, || told(unsafe { libc::syscall(libc::SYS_close, fd) }))) as c_int
}

#[unsafe(no_mangle)]
extern "C" fn write(fd: c_int, from: *const c_void, length: size_t) -> ssize_t {
    let place = || {
        // SAFETY: as above.
        let flags = unsafe { libc::fcntl(fd, libc::F_GETFL) };
        let whence = if flags & libc::O_APPEND == 0 { libc::SEEK_CUR } else { libc::SEEK_END };
        // SAFETY: as above; bytes that are appended go to the end, wherever the file's place is.
        unsafe { libc::lseek(fd, 0, whence) }.unsigned_abs()
    };
    let real = |length: size_t| told(unsafe { libc::syscall(libc::SYS_write, fd, from, length) });
    answer(disks::write(fd, place, bytes(from, length), real)) as ssize_t
}

#[unsafe(no_mangle)]
extern "C" fn pwrite64(fd: c_int, from: *const c_void, length: size_t, at: off_t) -> ssize_t {
    let real = |length: size_t| told(unsafe { libc::syscall(libc::SYS_pwrite64, fd, from, length, at) });
    answer(disks::write(fd, || at.unsigned_abs(), bytes(from, length), real)) as ssize_t
}

#[unsafe(no_mangle)]
extern "C" fn pwrite(fd: c_int, from: *const c_void, length: size_t, at: off_t) -> ssize_t {
    pwrite64(fd, from, length, at)
}

#[unsafe(no_mangle)]
extern "C" fn ftruncate64(fd: c_int, length: off_t) -> c_int {
    let real = || told(unsafe { libc::syscall(libc::SYS_ftruncate, fd, length) });
    answer(disks::truncate(fd, length.unsigned_abs(), real)) as c_int
}

#[unsafe(no_mangle)]
extern "C" fn ftruncate(fd: c_int, length: off_t) -> c_int {
    ftruncate64(fd, length)
}

#[unsafe(no_mangle)]
extern "C" fn fsync(fd: c_int) -> c_int {
    answer(disks::sync(fd, || told(unsafe { libc::syscall(libc::SYS_fsync, fd) }))) as c_int
}

#[unsafe(no_mangle)]
extern "C" fn fdatasync(fd: c_int) -> c_int {
    answer(disks::sync(fd, || told(unsafe { libc::syscall(libc::SYS_fdatasync, fd) }))) as c_int
}

#[unsafe(no_mangle)]
extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    let real = || told(unsafe { libc::syscall(libc::SYS_renameat2, libc::AT_FDCWD, from, libc::AT_FDCWD, to, 0) });
    answer(disks::rename(path(from), path(to), real)) as c_int
}

#[unsafe(no_mangle)]
extern "C" fn unlink(name: *const c_char) -> c_int {
    let real = || told(unsafe { libc::syscall(libc::SYS_unlinkat, libc::AT_FDCWD, name, 0) });
    answer(disks::unlink(path(name), real)) as c_int
}
