# shellcheck shell=bash
# HAProxy and its libraries, nothing else: no shell for an intruder to use.
make_image() {
  local layer=skerry/router-layer:1
  debian_root "$WORK/debian" haproxy
  make_root "$WORK/root"
  add_user "$WORK/root" haproxy 99 /var/lib/haproxy
  copy_programs "$WORK/debian" "$WORK/root" /usr/sbin/haproxy
  add_certificates "$WORK/root"
  mkdir -p "$WORK/root/etc/skerry-router" "$WORK/root/var/lib/haproxy"
  import_image "$layer" "$WORK/root" 'ENV PATH=/usr/sbin:/usr/bin' \
    'ENTRYPOINT ["/usr/sbin/haproxy", "-W", "-db", "-f", "/etc/skerry-router/haproxy.cfg"]'
  # An import takes no stop signal; SIGTERM would cut requests off, SIGUSR1 lets them finish.
  printf 'FROM %s\nSTOPSIGNAL SIGUSR1\n' "$layer" | build_image "$1"
  docker_ image rm "$layer" >/dev/null
}
