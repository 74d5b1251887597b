# shellcheck shell=bash
# Debian 12 without documentation, by mmdebstrap from the mirror this host uses.
make_image() {
  local mirror security sources
  mirror=$(debian_mirror)
  security=$(debian_security_mirror)
  [[ -n $mirror ]] || die "cannot make $1: the host's apt sources name no Debian mirror"
  sources=("deb $mirror bookworm main" "deb $mirror bookworm-updates main")
  [[ -z $security ]] || sources+=("deb $security bookworm-security main")
  ensure_packages mmdebstrap debian-archive-keyring
  # shellcheck disable=SC2016 # the hook's own $1
  quietly "mmdebstrap for $1" mmdebstrap --variant=minbase --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --customize-hook='rm -rf "$1"/var/lib/apt/lists/*' bookworm "$WORK/debian.tar" "${sources[@]}"
  import_tar "$1" 'CMD ["bash"]' 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' <"$WORK/debian.tar"
}
