# shellcheck shell=bash
# A Java 25 runtime by jlink on a busybox userland.
make_image() {
  local home=/opt/java/openjdk
  use_jdk
  make_root "$WORK/root"
  add_busybox "$WORK/root"
  add_certificates "$WORK/root"
  mkdir -p "$WORK/root/opt/java"
  quietly "jlink for $1" jlink --strip-debug --no-man-pages --no-header-files --compress zip-6 --output "$WORK/root$home" \
    --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.zipfs,jdk.jcmd,jdk.jfr,jdk.localedata
  copy_libraries_of_jre "$WORK/root" "$home"
  import_image "$1" "$WORK/root" 'CMD ["sh"]' "ENV JAVA_HOME=$home" \
    "ENV PATH=$home/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
}

# Java loads its own libraries by itself; the system's must be where the loader looks.
copy_libraries_of_jre() {
  local root=$1 home=$2 library
  while read -r library; do copy_file '' "$root" "$library"; done < <(
    find "$root$home" -type f \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + 2>/dev/null |
      grep -o '/[^ ]*' | grep -v -e "^$root" -e ':$' | sort -u
  )
}
