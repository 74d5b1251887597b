# shellcheck shell=bash
# Images that Skerry, its samples and its tests run: pulled where registries answer, else made from Debian packages.
# One folder of images/ each: `reference` names the image, `Dockerfile` (where Skerry adds something to a public image)
# or the reference itself is the way by registry, `recipe.sh` with `make_image REFERENCE` the way without one.
# Source it after common.sh and docker.sh, with an engine that answers.

SKERRY_IMAGES=${SKERRY_IMAGES:-auto} # auto, pull or make
RECIPE_LABEL=dev.skerry.recipe
RECIPE_HASH_LABEL=dev.skerry.recipe.hash

# ensure_image NAME...: a folder of images/ or its reference. Prints where a new image came from.
ensure_image() {
  local name folder
  for name; do
    folder=$(image_folder "$name")
    [[ -n $folder ]] || die "no image is called '$name'; the folders of images/ are: $(image_names)"
    ensure_image_of "$folder" "$(<"$folder/reference")"
  done
}

image_names() {
  local path
  for path in "$SKERRY_ROOT"/images/*/reference; do basename "$(dirname "$path")"; done | paste -sd ' '
}

image_folder() {
  local path
  for path in "$SKERRY_ROOT"/images/*/reference; do
    if [[ $1 == "$(basename "$(dirname "$path")")" || $1 == "$(<"$path")" ]]; then
      dirname "$path"
      return
    fi
  done
}

ensure_image_of() {
  local folder=$1 reference=$2
  image_is_current "$folder" "$reference" && return 0
  with_lock "image-$(basename "$folder")" obtain_image "$folder" "$reference"
}

# Somebody's own or pulled image is taken as it is; one that we made must come from the recipe of this checkout.
image_is_current() {
  local made
  image_exists "$2" || return 1
  made=$(image_label "$2" "$RECIPE_HASH_LABEL")
  [[ -z $made || $made == "$(recipe_hash "$1")" ]]
}

image_exists() { docker_ image inspect "$1" >/dev/null 2>&1; }

image_label() { docker_ image inspect --format "{{ index .Config.Labels \"$2\" }}" "$1" 2>/dev/null || true; }

# Of what decides about the content alone, so that a changed comment in a README makes nothing anew.
recipe_hash() { find "$1" -type f ! -name '*.md' -print0 | sort -z | xargs -0 cat | sha256sum | cut -c 1-16; }

obtain_image() {
  local folder=$1 reference=$2 began=$SECONDS
  image_is_current "$folder" "$reference" && return 0
  if registries_answer && obtain_by_registry "$folder" "$reference"; then return 0; fi
  [[ $SKERRY_IMAGES != pull ]] || die "cannot pull $reference and SKERRY_IMAGES=pull forbids to make it; see: $SKERRY_DOCKER_COMMAND pull $reference"
  make_by_recipe "$folder" "$reference"
  note "image $reference: made from Debian packages in $((SECONDS - began)) s"
}

# --- by registry --------------------------------------------------------------------------------------------------

obtain_by_registry() {
  local folder=$1 reference=$2
  if [[ -e $folder/Dockerfile ]]; then
    timeout 300 "$SKERRY_DOCKER_COMMAND" build -q --label "$RECIPE_HASH_LABEL=$(recipe_hash "$folder")" -t "$reference" "$folder" </dev/null >/dev/null 2>&1 || return 1
    note "image $reference: built on the public image $(sed -n 's/^FROM //p' "$folder/Dockerfile" | tail -n 1)"
  else
    timeout 300 "$SKERRY_DOCKER_COMMAND" pull -q "$reference" </dev/null >/dev/null 2>&1 || return 1
    note "image $reference: pulled"
  fi
}

# registries_answer: asked once per run, as an unreachable registry may cost its whole deadline each time.
registries_answer() {
  if [[ -z ${SKERRY_REGISTRIES:-} ]]; then
    SKERRY_REGISTRIES=$(ask_registries)
    export SKERRY_REGISTRIES
    if [[ $SKERRY_REGISTRIES == no && $SKERRY_IMAGES == auto ]]; then note "no image registry answers: making images from Debian packages"; fi
  fi
  [[ $SKERRY_REGISTRIES == yes ]]
}

ask_registries() {
  local host=${DOCKER_HOST:-unix:///var/run/docker.sock} probe=busybox:stable
  case $SKERRY_IMAGES in
    pull) echo yes; return ;;
    make) echo no; return ;;
    auto) ;;
    *) die "SKERRY_IMAGES must be auto, pull or make, not '$SKERRY_IMAGES'" ;;
  esac
  # The engine asks, with its own proxy and mirrors; the client's view of the network says nothing.
  if [[ $host == unix://* ]] && have curl; then
    curl -fsS -o /dev/null --max-time 3 --unix-socket "${host#unix://}" "http://docker/distribution/$probe/json" 2>/dev/null && echo yes || echo no
  else
    timeout 3 "$SKERRY_DOCKER_COMMAND" pull -q "$probe" </dev/null >/dev/null 2>&1 && echo yes || echo no
  fi
}

# --- by recipe ------------------------------------------------------------------------------------------------------

make_by_recipe() {
  local folder=$1 reference=$2
  [[ -r $folder/recipe.sh ]] || die "cannot pull $reference and it has no recipe"
  is_debian || die "cannot pull $reference, and its recipe needs a Debian system; pull it with a network, or load it: docker load"
  # A subshell: each recipe has its own functions, working folder and traps.
  (run_recipe "$folder" "$reference")
}

run_recipe() {
  RECIPE_HASH=$(recipe_hash "$1")
  WORK=$(mktemp -d "${TMPDIR:-/tmp}/skerry-image.XXXXXX")
  trap 'rm -rf "$WORK"' EXIT
  cd "$1" || die "cannot enter the folder $1"
  # shellcheck source=/dev/null
  source "$1/recipe.sh"
  make_image "$2"
}

# import_image REFERENCE ROOT [INSTRUCTION...]: makes an image of one layer; everything in it belongs to root.
import_image() {
  local reference=$1 root=$2
  shift 2
  tar -C "$root" --owner=0 --group=0 --numeric-owner --sort=name -c . | import_tar "$reference" "$@"
}

# import_tar REFERENCE [INSTRUCTION...] <TAR: never replaces an image somebody pulled.
import_tar() {
  local reference=$1 instruction old changes=(-c "LABEL $RECIPE_LABEL=1 $RECIPE_HASH_LABEL=$RECIPE_HASH")
  shift
  for instruction; do changes+=(-c "$instruction"); done
  old=$(docker_ image inspect --format '{{ .Id }}' "$reference" 2>/dev/null || true)
  if [[ -n $old && -z $(image_label "$reference" "$RECIPE_HASH_LABEL") ]]; then
    die "the image $reference is not one of Skerry's own; leaving it as it is"
  fi
  docker_ import "${changes[@]}" - "$reference" >/dev/null
  # Fails while a container runs from it; the engine's own clean-up takes it then.
  if [[ -n $old ]]; then docker_ image rm "$old" >/dev/null 2>&1 || true; fi
}

# build_image REFERENCE <DOCKERFILE
build_image() { quietly_in "the build of $1" docker_ build -q -t "$1" -; }

# debian_root FOLDER PACKAGE...: unpacks packages with all they depend on, installing nothing on this host.
debian_root() {
  local root=$1 archives=$WORK/archives package
  shift
  make_root "$root"
  mkdir -p "$archives/partial"
  : >"$WORK/status"
  with_lock apt apt_lists_present
  # An empty status file makes apt think that nothing is installed, so that libraries come along.
  apt_get -y --no-install-recommends --download-only -o Dir::State::status="$WORK/status" -o Dir::Cache::archives="$archives" \
    -o Debug::NoLocking=true -o APT::Sandbox::User="$(id -un)" install "$@"
  for package in "$archives"/*.deb; do
    dpkg-deb --fsys-tarfile "$package" |
      tar -C "$root" -xf - --keep-directory-symlink --no-same-owner --exclude='./usr/share/doc' --exclude='./usr/share/man' \
        --exclude='./usr/share/locale' --exclude='./usr/share/perl*' --exclude='./usr/lib/*/perl*'
  done
  rm -rf "$archives"
}

apt_lists_present() {
  package_available libc6 || apt_update_once
}

# make_root FOLDER: the empty tree all images share, with merged /usr, so that both layouts of packages fit.
make_root() {
  local root=$1 folder
  mkdir -p "$root"/{usr/{bin,sbin,lib,lib64,local/bin},etc/ssl/certs,tmp,root,var/lib,var/tmp,run}
  for folder in bin sbin lib lib64; do ln -sfn "usr/$folder" "$root/$folder"; done
  chmod 1777 "$root/tmp" "$root/var/tmp"
  chmod 700 "$root/root"
  printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n' >"$root/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
  printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$root/etc/nsswitch.conf"
}

# add_user ROOT NAME ID [HOME]
add_user() {
  printf '%s:x:%d:%d:%s:%s:/bin/sh\n' "$2" "$3" "$3" "$2" "${4:-/nonexistent}" >>"$1/etc/passwd"
  printf '%s:x:%d:\n' "$2" "$3" >>"$1/etc/group"
}

# copy_programs FROM TO FILE...: programs and the libraries they load. FROM is an unpacked root, or / for this host.
copy_programs() {
  local from=${1%/} to=$2 file library
  shift 2
  for file; do
    copy_file "$from" "$to" "$file"
    while read -r library; do
      copy_file "$from" "$to" "${library#"$from"}"
    done < <(libraries_of "$from" "$file")
  done
}

copy_file() {
  local from=$1 to=$2 file=$3
  [[ -e $to$file ]] && return 0
  mkdir -p "$to$(dirname "$file")"
  cp -L "$from$file" "$to$file"
}

libraries_of() {
  local from=$1 file=$2 loader paths
  if [[ -z $from ]]; then
    ldd "$file" | grep -o '/[^ ]*'
    return
  fi
  loader=$(find "$from/usr/lib64" "$from/usr/lib" -name 'ld-linux*.so.*' | head -n 1)
  paths=$(find "$from/usr/lib" -maxdepth 1 -type d -name '*-linux-gnu*' | paste -sd :)
  "$loader" --library-path "$paths" --list "$from$file" | grep -o "$from/[^ ]*"
  printf '%s\n' "$loader"
}

# add_busybox ROOT: a shell and the usual small commands, two megabytes. Debian's `wget -T` of it crashes.
add_busybox() {
  local root=$1 unpacked=$WORK/busybox applet
  [[ -d $unpacked ]] || debian_root "$unpacked" busybox-static
  cp "$unpacked/bin/busybox" "$root/bin/busybox"
  while read -r applet; do
    [[ -e $root/bin/$applet || -L $root/bin/$applet ]] || ln -s busybox "$root/bin/$applet"
  done < <("$root/bin/busybox" --list)
}

# add_certificates ROOT: those this host trusts, its own company's included. Such an image is for this host.
add_certificates() {
  local bundle=/etc/ssl/certs/ca-certificates.crt
  [[ -r $bundle ]] || ensure_packages ca-certificates
  cp -L "$bundle" "$1$bundle"
}
