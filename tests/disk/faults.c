// Makes the disk below a SQLite database fail; loaded before libc by LD_PRELOAD.
// The file that DISK_FAULTS names says how: "full", "write" or "sync". While it is empty, all is well.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int strikes(int fd, const char *fault) {
    char link[32], path[4096] = "", wanted[16] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (readlink(link, path, sizeof path - 1) < 0 || !strstr(path, "pekan.db"))
        return 0;
    const char *control = getenv("DISK_FAULTS");
    int file = control ? open(control, O_RDONLY) : -1;
    if (file < 0)
        return 0;
    ssize_t length = read(file, wanted, sizeof wanted - 1);
    close(file);
    return length > 0 && strcmp(wanted, fault) == 0;
}

static int fails_to_write(int fd) {
    if (strikes(fd, "full"))
        errno = ENOSPC;
    else if (strikes(fd, "write"))
        errno = EIO;
    else
        return 0;
    return 1;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    ssize_t (*next)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    return fails_to_write(fd) ? -1 : next(fd, bytes, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    ssize_t (*next)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
    return fails_to_write(fd) ? -1 : next(fd, bytes, count, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    return pwrite64(fd, bytes, count, offset);
}

static int sync_by(const char *name, int fd) {
    int (*next)(int) = dlsym(RTLD_NEXT, name);
    if (strikes(fd, "sync")) {
        errno = EIO;
        return -1;
    }
    return next(fd);
}

int fsync(int fd) { return sync_by("fsync", fd); }

int fdatasync(int fd) { return sync_by("fdatasync", fd); }
