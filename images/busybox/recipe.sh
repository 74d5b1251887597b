# shellcheck shell=bash
make_image() {
  make_root "$WORK/root"
  add_busybox "$WORK/root"
  import_image "$1" "$WORK/root" 'CMD ["sh"]' 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
}
