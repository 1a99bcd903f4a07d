#!/usr/bin/env bash
# Proves on an empty Debian 12 that `git clone && npm start` is all there is to it: as root and as a normal user. Needs root, debootstrap,
# the Debian mirror and the npm registry. What the empty system gets beside Debian's minimum: git, ca-certificates, curl (to ask the server) and
# this machine's Node (/usr/bin/node and npm's folder), as Node 20 or newer is what the README asks for; and this machine's certificate bundle,
# for networks whose proxy signs with a certificate of its own. Usage: tooling/prove-fresh.sh [REVISION]
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)
revision=$(git -C "$repository" rev-parse "${1:-HEAD}")
fresh=$(mktemp -d /tmp/carbyne-fresh.XXXXXX)
chmod 755 "$fresh" # as / of any system is: other users must get in
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
log=$fresh.log
running=
first_port=${FIRST_PORT:-21080}
second_start=${SECOND_START_SECONDS:-10} # more on a machine that has other work

clean() {
  [ -z "$running" ] || kill -KILL -- "-$running" 2>/dev/null || true
  # Whatever still runs inside was started by us: its root is our folder.
  for link in /proc/[0-9]*/root; do
    if [ "$(readlink "$link" 2>/dev/null)" = "$fresh" ]; then kill -KILL "$(basename "$(dirname "$link")")" 2>/dev/null || true; fi
  done
  sleep 0.5
  if mountpoint -q "$fresh/proc"; then umount "$fresh/proc"; fi
  rm -rf --one-file-system "$fresh"
}
trap clean EXIT

say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
fail() { say "FAILED: $*"; tail -n 60 "$log"; exit 1; }
now() { date +%s%N; }
seconds_since() { echo $((($(now) - $1) / 1000000)) | sed -E 's/^([0-9]{1,3})$/000\1/; s/(.*)([0-9]{3})$/\1.\2/; s/^0*([0-9]+\.)/\1/'; }

say "an empty Debian 12 in $fresh"
debootstrap --variant=minbase --include=git,ca-certificates,curl bookworm "$fresh" "$mirror" >"$log" 2>&1 || fail "debootstrap"
mountpoint -q "$fresh/proc" || mount -t proc proc "$fresh/proc"
cp /etc/resolv.conf /etc/hosts "$fresh/etc/"
cp /etc/ssl/certs/ca-certificates.crt "$fresh/etc/ssl/certs/ca-certificates.crt"
install -m 755 /usr/bin/node "$fresh/usr/bin/node"
mkdir -p "$fresh/usr/lib/node_modules"
cp -a "$(dirname "$(dirname "$(dirname "$(realpath /usr/bin/npm)")")")/npm" "$fresh/usr/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$fresh/usr/bin/npm"
git clone -q --bare --no-hardlinks "$repository" "$fresh/srv/carbyne.git"
# Root owns it and both clone it, which git refuses unless it is told.
printf '[safe]\n\tdirectory = *\n' >"$fresh/etc/gitconfig"
chroot "$fresh" useradd --create-home --shell /bin/bash ann

# Each variable of the environment is said here: nothing of this machine's gets in.
inside() {
  local user=$1 home=$2
  shift 2
  chroot --userspec="$user:$user" "$fresh" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME="$home" \
    USER="$user" NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt CARBYNE_DOMAIN=town.example CARBYNE_ADMIN_PASSWORD="a long enough password" \
    CARBYNE_HTTP_PORT=$((first_port)) CARBYNE_HTTPS_PORT=$((first_port + 1)) CARBYNE_SMTP_PORT=$((first_port + 2)) \
    CARBYNE_SUBMISSION_PORT=$((first_port + 3)) CARBYNE_SUBMISSIONS_PORT=$((first_port + 4)) CARBYNE_IMAP_PORT=$((first_port + 5)) \
    CARBYNE_IMAPS_PORT=$((first_port + 6)) CARBYNE_POP3_PORT=$((first_port + 7)) CARBYNE_POP3S_PORT=$((first_port + 8)) \
    CARBYNE_POSTGRES_PORT=$((first_port + 9)) CARBYNE_LISTEN_HOST=127.0.0.1 "$@"
}

# start USER HOME FOLDER SECONDS: runs `npm start` until /health says ok, asks for the page, and leaves it running.
start() {
  local user=$1 home=$2 folder=$3 limit=$4 begun answer page
  begun=$(now)
  set -m
  inside "$user" "$home" /bin/sh -c "cd $folder && exec npm start" >>"$log" 2>&1 &
  running=$!
  set +m
  until answer=$(curl -fsS "http://127.0.0.1:$first_port/health" 2>/dev/null) && [[ $answer == *'"jobs":"ok"'* && $answer == *'"mail":"ok"'* ]]; do
    kill -0 "$running" 2>/dev/null || fail "npm start ended by itself"
    [ $((($(now) - begun) / 1000000000)) -lt "$limit" ] || fail "not well after $limit s: $answer"
    sleep 0.2
  done
  say "$user: well after $(seconds_since "$begun") s: $answer"
  page=$(curl -fsSL "http://127.0.0.1:$first_port/") || fail "the page does not come"
  [[ $page == *"<html"* && $page == *Carbyne* ]] || fail "the page is not ours"
  curl -fsSk "https://127.0.0.1:$((first_port + 1))/health" >/dev/null || fail "HTTPS does not answer"
  for port in 2 3 5 7; do
    # The server greets first on all of these.
    timeout 5 bash -c "exec 3<>/dev/tcp/127.0.0.1/$((first_port + port)); read -r line <&3; [[ \$line == [2*+]* ]]" || fail "port $((first_port + port)) does not greet"
  done
}

# stop: Ctrl+C reaches the whole group, as in a terminal.
stop() {
  local begun
  begun=$(now)
  kill -INT -- "-$running"
  wait "$running" || true
  running=
  if curl -fsS "http://127.0.0.1:$first_port/health" >/dev/null 2>&1; then fail "it still answers after Ctrl+C"; fi
  for link in /proc/[0-9]*/root; do
    if [ "$(readlink "$link" 2>/dev/null)" = "$fresh" ]; then fail "left running: $(tr '\0' ' ' <"$(dirname "$link")/cmdline")"; fi
  done
  say "stopped in order after $(seconds_since "$begun") s"
}

try() {
  local user=$1 home=$2
  inside "$user" "$home" git -c advice.detachedHead=false clone -q /srv/carbyne.git "$home/carbyne"
  inside "$user" "$home" git -C "$home/carbyne" -c advice.detachedHead=false checkout -q "$revision"
  start "$user" "$home" "$home/carbyne" 600
  stop
  start "$user" "$home" "$home/carbyne" "$second_start"
  stop
  inside "$user" "$home" git -C "$home/carbyne" diff --quiet || fail "npm start changed files of the repository"
}

mkdir -p "$fresh/opt/root"
say "revision ${revision:0:12}"
try root /opt/root
try ann /home/ann
rm -f "$log"
say "fresh: 4 starts, all well"
