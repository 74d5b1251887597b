# shellcheck shell=bash
# Node 20 with npm on a busybox userland, and the user `node` (1000) of the public image.
make_image() {
  local node
  make_root "$WORK/root"
  add_busybox "$WORK/root"
  add_certificates "$WORK/root"
  add_user "$WORK/root" node 1000 /home/node
  mkdir -p "$WORK/root/home/node"
  node=$(node_20)
  copy_programs / "$WORK/root" "$node"
  place_on_path "$WORK/root" "$node"
  # npm inside a build ignores the system's certificates unless it is told of them.
  import_image "$1" "$WORK/root" 'CMD ["node"]' 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    "ENV NODE_VERSION=$("$node" --version | tr -d v)" 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt'
}

# This host's Node where it is the right one, else the package of the npm registry: Debian 12 has Node 18.
node_20() {
  local node
  node=$(readlink -f "$(command -v node || true)")
  if is_node_20 "$node"; then
    printf '%s\n' "$node"
    return
  fi
  node=$(node_of_npm)
  is_node_20 "$node" || die "cannot make $(<reference): no Node 20 on this host and none from npm; install Node 20 and run again"
  printf '%s\n' "$node"
}

is_node_20() { [[ -x $1 && $("$1" --version 2>/dev/null) == v20.* ]]; }

node_of_npm() {
  local machine=x64
  if [[ $(uname -m) == aarch64 ]]; then machine=arm64; fi
  have npm || ensure_packages npm >&2
  fetch_npm_package "node-linux-$machine@20" "$WORK/npm" || return 0
  # Where the public package has it, so that it is found beside node.
  mkdir -p "$WORK/npm/lib/node_modules"
  fetch_npm_package npm@10 "$WORK/npm/lib/node_modules/npm" || true
  printf '%s\n' "$WORK/npm/bin/node"
}

# fetch_npm_package NAME FOLDER
fetch_npm_package() {
  mkdir -p "$2"
  # npm brings its own list of authorities; a network with one of its own is only in the system's.
  (
    cd "$2" && export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt} &&
      timeout 120 npm pack --silent "$1" && tar -xzf ./*.tgz --strip-components 1 && rm -f ./*.tgz
  ) </dev/null >/dev/null 2>&1
}

# The public image has node and npm in /usr/local/bin.
place_on_path() {
  local root=$1 node=$2 npm
  mv "$root$node" "$root/usr/local/bin/node"
  npm=$(dirname "$(dirname "$node")")/lib/node_modules/npm
  [[ -d $npm ]] || return 0
  mkdir -p "$root/usr/local/lib/node_modules"
  cp -r "$npm" "$root/usr/local/lib/node_modules/npm"
  rm -rf "$root/usr/local/lib/node_modules/npm/"{docs,man}
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
}
