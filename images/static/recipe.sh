# shellcheck shell=bash
# nginx with a shell that writes its configuration.
make_image() {
  debian_root "$WORK/debian" nginx
  make_root "$WORK/root"
  add_busybox "$WORK/root"
  add_user "$WORK/root" web 10001
  copy_programs "$WORK/debian" "$WORK/root" /usr/sbin/nginx
  mkdir -p "$WORK/root/etc/nginx" "$WORK/root/srv/site"
  cp "$WORK/debian/etc/nginx/mime.types" "$WORK/root/etc/nginx/"
  install -m 755 serve "$WORK/root/usr/local/bin/serve"
  import_image "$1" "$WORK/root" 'ENTRYPOINT ["/usr/local/bin/serve"]' 'USER 10001:10001' 'WORKDIR /srv/site' 'EXPOSE 8080' \
    'ENV PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
}
